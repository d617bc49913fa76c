"""The winner with a Hamiltonian: limits and bounds against exact stationary states, and other models are refused."""

from itertools import islice, product
from typing import Any

import pytest
from bornproof.numeric_check.arithmetic.complex_rational import ComplexRational
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, pure_state
from bornproof.numeric_check.exact_points import hermitian_matrices
from bornproof.numeric_check.lindblad.stationary import stationary
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.symbolic import driven
from bornproof.symbolic.coherences import losses
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import J, N, W, down, kappa, rho, sigma
from bornproof.symbolic.notation.driven import lost
from bornproof.symbolic.notation.operators import h
from bornproof.symbolic.stationary import stationary as two_levels
from flint import fmpq
from sympy import Expr, I, Integer, Rational, im, limit, oo, re

SECTORS = [*(signs for levels in (2, 3) for signs in product((1, -1), repeat=levels - 1)), (1, -1, -1), (-1, -1, 1)]


def winner_of(signs: tuple[int, ...]) -> int:
    return max((level for level, sign in enumerate(signs, start=2) if sign > 0), default=1)


def square(value: Any) -> fmpq:
    return value.norm() if isinstance(value, ComplexRational) else value * value


def hamiltonian(size: int) -> ExactMatrix:
    return next(islice(hermitian_matrices(size, seed=11), 6, None))


def number(value: Any) -> Expr:
    parts = (value.real, value.imag) if isinstance(value, ComplexRational) else (value, fmpq(0))
    real, imaginary = (Rational(int(part.p), int(part.q)) for part in parts)
    return real + I * imaginary


def leading(signs: tuple[int, ...], energy: ExactMatrix) -> fmpq:
    """The entry's closed form with the numbers of Eq. (46) inserted."""
    size, winner = len(signs) + 1, winner_of(signs)
    values: dict[Any, Any] = {h[i, j]: number(energy[i - 1, j - 1]) for i, j in product(range(1, size + 1), repeat=2)}
    values |= {lost[level]: Integer(loss) for level, loss in enumerate(losses(signs), start=1) if level != winner}
    found = driven.leading_loss().result.subs({N: size, W: winner}).doit().subs(values).expand()
    return fmpq(int(found.p), int(found.q))


@pytest.mark.parametrize("signs", SECTORS, ids=str)
def test_what_the_winner_misses_is_the_leading_term_within_the_bound_on_the_rest(signs: tuple[int, ...]) -> None:
    size, winner = len(signs) + 1, winner_of(signs) - 1
    energy, start = hamiltonian(size), pure_state([1] + [0] * (size - 1))
    others = [level for level in range(size) if level != winner]
    v2 = sum((square(energy[level, winner]) for level in others), fmpq(0))
    assert v2 > 0
    b2 = sum((square(energy[i, j] - (energy[winner, winner] if i == j else fmpq(0))) for i in others for j in others), fmpq(0))
    for large in (fmpq(10) ** 18, fmpq(10) ** 24):
        missed = 1 - stationary(master_equation(signs, energy.scale(1 / large)), start).real[winner, winner]
        rest = abs(large**2 * missed - leading(signs, energy))
        assert 0 < missed <= 4 * v2 / (large**2 + 4 * v2)
        assert rest <= 16 * v2 / large**2 * (b2 + 2 * v2 + 2 * (1 + b2) * v2 / large)  # b <= 1 + b^2
        assert rest < fmpq(1, 10**30) * leading(signs, energy)


@pytest.mark.parametrize("signs", SECTORS, ids=str)
@pytest.mark.parametrize("strength", [fmpq(1, 3), fmpq(2), fmpq(50)], ids=str)
def test_the_bound_on_what_is_missed_holds_for_every_kappa(signs: tuple[int, ...], strength: fmpq) -> None:
    size, winner = len(signs) + 1, winner_of(signs) - 1
    energy, start = hamiltonian(size).scale(strength), pure_state([1] + [0] * (size - 1))
    v2 = sum((square(energy[level, winner]) for level in range(size) if level != winner), fmpq(0))
    missed = 1 - stationary(master_equation(signs, energy), start).real[winner, winner]
    assert missed <= 4 * v2 / (1 + 4 * v2)


@pytest.mark.parametrize("sign", [1, -1])
def test_two_levels_agree_with_their_exact_stationary_state(sign: int) -> None:
    winner = 2 if sign > 0 else 1
    exact = 1 - two_levels(sign).result[winner - 1, winner - 1].subs({rho: rho}).subs({re(h[1, 2]): 3, im(h[1, 2]): 4})
    exact = exact.subs({re(h[1, 1]): 2, re(h[2, 2]): -5}).xreplace({symbol: Rational(1, 2) for symbol in starts(exact)})
    form = driven.leading_loss().result.subs({N: 2, W: winner}).doit()
    form = form.subs({h[1, 2]: 3 + 4 * I, h[2, 1]: 3 - 4 * I, lost[3 - winner]: 1}).expand()
    assert limit(kappa**2 * exact, kappa, oo) == form == 100


def starts(expr: Expr) -> set[Expr]:
    from bornproof.symbolic.notation.core import rho0

    return {node for node in expr.atoms(type(rho0[1, 1])) if node.base == rho0}


def test_coherences_that_rest_are_not_enough() -> None:
    """H = |1><2| + |2><1| and rho = 1/2: nothing but rho_WW moves, and the form has 0 for kappa^2/2."""
    values = {N: 2, W: 1, kappa: 1}
    entries: dict[Any, Any] = {sigma[2]: -1, lost[2]: 1} | {h[i, j]: Integer(i != j) for i, j in product((1, 2), repeat=2)}
    entries |= {rho[i, j]: Rational(i == j, 2) for i, j in product((1, 2), repeat=2)}
    form, coherences, winner = (
        tree.subs(values).doit().subs(entries).doit()
        for tree in (driven.loss_at_rest().result, driven.COHERENCES_REST.lhs, driven.WINNER_RESTS.lhs)
    )
    assert (form, coherences, winner) == (0, 0, Rational(1, 2))


def test_a_winner_that_loses_is_refused() -> None:
    with pytest.raises(SymbolicError, match="the level 1 must lose nothing"):
        driven._without_loss(J * down(W))


def test_the_energy_of_two_levels_is_that_of_the_paper_s_claim() -> None:
    from bornproof.symbolic.discussion import energy_rate
    from bornproof.symbolic.rewriting import theta_algebra, write_out

    general = theta_algebra(write_out(driven.energy_rate().result.subs(N, 2)))
    assert (general - energy_rate().result).expand() == 0


def test_the_square_is_the_rate() -> None:
    for size, winner in ((2, 1), (3, 2), (4, 4)):
        values = {N: size, W: winner}
        rate, form = (steps.result.subs(values).doit() for steps in (driven.driven_rate(), driven.completed_square()))
        trace = {rho[1, 1]: 1 - sum((rho[k, k] for k in range(2, size + 1)), Integer(0))}
        assert (rate - form).subs(trace).expand() == 0
    assert sigma[2].is_real
