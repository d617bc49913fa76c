"""The expansion in a weak Hamiltonian against exact stationary states, and what it refuses."""

import pytest
from bornproof.numeric_check.arithmetic.matrices import matrix, pure_state
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.lindblad.equation import LindbladEquation
from bornproof.numeric_check.lindblad.perturbed import stationary_orders
from bornproof.numeric_check.lindblad.stationary import stationary
from flint import fmpq

JUMPS = tuple(matrix(rows) for rows in ([[0, 1, 0], [0, 0, 0], [0, 0, 0]], [[0, 0, 1], [0, 0, 0], [0, 0, 0]]))
ENERGY = matrix([[1, 2, fmpq(1, 2)], [2, 0, -1], [fmpq(1, 2), -1, 3]])


def test_the_orders_add_up_to_the_stationary_state() -> None:
    weak = fmpq(1, 10**9)
    exact = stationary(LindbladEquation(JUMPS, ENERGY.scale(weak)), pure_state([1, 0, 0]))
    orders = stationary_orders(LindbladEquation(JUMPS), ENERGY, 3)
    found = orders[0]
    for power, order in enumerate(orders[1:], start=1):
        found += order.scale(weak**power)
    rest = exact - found
    assert all(abs(part[i, j]) < fmpq(10) ** -32 for part in (rest.real, rest.imag) for i in range(3) for j in range(3))
    assert rest.real != found.real * 0


@pytest.mark.parametrize(
    ("equation", "hamiltonian", "orders", "message"),
    [
        (LindbladEquation(JUMPS[:1]), ENERGY, 1, "one stationary state"),
        (LindbladEquation(JUMPS, ENERGY), ENERGY, 1, "without a Hamiltonian"),
        (LindbladEquation(JUMPS), ENERGY, -1, "at least 0"),
        (LindbladEquation(JUMPS), matrix([[0, 1], [1, 0]]), 1, "3"),
        (LindbladEquation(JUMPS), matrix([[0, 1, 0], [0, 0, 0], [0, 0, 0]]), 1, "Hermitian"),
    ],
    ids=["two states", "a Hamiltonian", "orders", "shape", "not Hermitian"],
)
def test_what_cannot_be_expanded_is_refused(equation: LindbladEquation, hamiltonian: object, orders: int, message: str) -> None:
    with pytest.raises(NumericError, match=message):
        stationary_orders(equation, hamiltonian, orders)
