"""The two spins: labels, prepared state, evolution and partial traces, against brute force and known answers."""

import pytest
from bornproof.numeric_check.model.hidden_variables import sigma as sigma_by_definition
from bornproof.symbolic import entanglement, singlet
from bornproof.symbolic.entanglement import EXCHANGED, LABELS, partial_trace, prepared_vector, product_state, start_of
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import DOWN, UP, kappa, lam, overlap, q, spin_ket, t
from flint import fmpq
from sympy import Abs, Matrix, Rational, SparseMatrix, exp, eye, kronecker_product, sqrt, symbols

SPINS = {UP: Matrix([1, 0]), DOWN: Matrix([0, 1])}


def change_of_basis(labels: entanglement.Labels) -> Matrix:
    """The kets |1>, ..., |4> as columns over (up up), (up down), (down up), (down down), by Kronecker products."""
    return Matrix.hstack(*(kronecker_product(SPINS[a], SPINS[b]) for a, b in labels))


@pytest.mark.parametrize("labels", [LABELS, EXCHANGED], ids=["(26)", "exchanged"])
@pytest.mark.parametrize("traced", ["A", "B"])
def test_partial_trace_is_the_sum_over_the_other_spin(labels: entanglement.Labels, traced: str) -> None:
    state = SparseMatrix(4, 4, symbols("r:16"))
    full = change_of_basis(labels) * state * change_of_basis(labels).T
    expected = Matrix.zeros(2, 2)
    for spin in SPINS.values():
        bra = kronecker_product(spin, eye(2)) if traced == "A" else kronecker_product(eye(2), spin)
        expected += bra.T * full * bra
    assert Matrix(partial_trace(state, traced, labels)) == expected


def test_partial_trace_keeps_the_trace() -> None:
    state = SparseMatrix(4, 4, symbols("r:16"))
    assert (partial_trace(state, "A").trace() - state.trace()).expand() == 0


def test_partial_trace_refuses_another_observer() -> None:
    with pytest.raises(SymbolicError, match="must be 'A' or 'B', not 'C'"):
        partial_trace(eye(4), "C")


def test_the_two_forms_of_the_prepared_state_agree_only_with_exchanged_labels() -> None:
    assert prepared_vector(EXCHANGED) == entanglement.singlet_vector()
    assert prepared_vector(LABELS) != entanglement.singlet_vector()


def test_spins_of_the_prepared_state() -> None:
    (up_a, down_a), (up_b, down_b) = ([spin_ket(spin, side) for spin in (UP, DOWN)] for side in "AB")
    assert entanglement.in_spins(prepared_vector()) == q * up_a * down_b - sqrt(1 - q**2) * down_a * up_b


@pytest.mark.parametrize("labels", [LABELS, EXCHANGED], ids=["(26)", "exchanged"])
def test_products_are_the_levels_that_they_name(labels: entanglement.Labels) -> None:
    overlaps = {overlap(level, *pair): int(labels[level - 1] == pair) for level in range(1, 5) for pair in LABELS}
    state = prepared_vector(labels) * prepared_vector(labels).T
    assert entanglement.in_products(state).subs(overlaps) == prepared_vector() * prepared_vector().T


def test_dual_basis_is_the_basis_itself() -> None:
    assert Matrix(entanglement.dual_basis()) == change_of_basis(LABELS).T


def test_dual_basis_refuses_a_label_that_occurs_twice() -> None:
    with pytest.raises(SymbolicError, match="must be a basis"):
        entanglement.dual_basis((LABELS[0], LABELS[0], *LABELS[2:]))


def test_the_labels_that_mend_are_the_exchanged_ones() -> None:
    assert entanglement.labels_that_mend() == EXCHANGED
    assert Matrix(entanglement.mended_levels().steps[0].result) != change_of_basis(LABELS)


def test_total_spin_of_singlet_and_triplet() -> None:
    spin = singlet.total_spin().result
    assert [spin.subs(q, weight) for weight in (0, 1, sqrt(2) / 2)] == [1, 1, 0]


def test_unknown_spins_are_refused() -> None:
    with pytest.raises(SymbolicError, match="'up' or 'down', not 'left', 'up'"):
        product_state("left", UP)


@pytest.mark.parametrize("level", [2, 3, 4])
@pytest.mark.parametrize("square", [fmpq(0), fmpq(1, 3), fmpq(1)], ids=str)
def test_sigma_of_the_singlet(level: int, square: fmpq) -> None:
    value = singlet.sigma_of(level).result.subs({Abs(lam[level]) ** 2: Rational(int(square.p), int(square.q))})
    weights = (fmpq(9, 25), fmpq(16, 25), fmpq(0), fmpq(0))
    expected = sigma_by_definition(level, weights, square)
    assert value.subs(q, Rational(3, 5)) == Rational(int(expected.p), int(expected.q))


@pytest.mark.parametrize("signs", [(1, -1, -1), (-1, -1, -1), (0, 0, -1)], ids=str)
def test_evolved_singlet_starts_from_its_state_and_keeps_the_trace(signs: tuple[int, ...]) -> None:
    state = entanglement.evolved_singlet(signs)
    start = start_of(entanglement.singlet_vector())
    assert state.subs(t, 0).applyfunc(lambda entry: entry.expand()) == start.applyfunc(lambda entry: entry.expand())
    assert state.trace().expand() == 1


def test_averaged_populations_do_not_move_and_the_coherence_decays() -> None:
    average = entanglement.averaged_singlet()
    assert (average[0, 0], average[1, 1]) == (q**2, 1 - q**2)
    assert (average[0, 1] / start_of(entanglement.singlet_vector())[0, 1]).subs({kappa: 2, t: 1}).equals(exp(-1))


@pytest.mark.parametrize("labels", [LABELS, EXCHANGED], ids=["(26)", "exchanged"])
def test_averages_give_the_quantum_partial_traces_for_either_labelling(labels: entanglement.Labels) -> None:
    quantum = start_of(prepared_vector(labels))
    for traced in ("A", "B"):
        difference = partial_trace(entanglement.averaged_singlet(labels), traced, labels) - partial_trace(quantum, traced, labels)
        assert difference.applyfunc(lambda entry: entry.expand()).is_zero_matrix
