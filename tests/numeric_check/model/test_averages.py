"""The averages are consistent with each other, with Born's rule and a long time; a variant of the model is data."""

from functools import partial

import pytest
from bornproof.numeric_check.arithmetic.balls import ball
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, pure_state, zeros
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.exact_points import amplitudes, density_matrices, probabilities
from bornproof.numeric_check.lindblad.enclosed import Balls, deviation
from bornproof.numeric_check.lindblad.equation import LindbladEquation
from bornproof.numeric_check.model.averages import averaged, outcome_probability
from bornproof.numeric_check.model.disks import Disk
from bornproof.numeric_check.model.jump_operators import jump_operators
from flint import acb, arb, ctx, fmpq

from tests.samples import first


def balls(exact: ExactMatrix) -> Balls:
    ctx.prec = 220
    return tuple(tuple(ball(entry) for entry in row) for row in exact.rows())


def populations(state: Balls) -> tuple[arb | acb, ...]:
    return tuple(state[k][k] for k in range(len(state)))


@pytest.mark.parametrize("n", [2, 3, 4])
def test_outcomes_follow_born(n: int) -> None:
    for vector in first(n + 4, amplitudes(n)):
        rho = pure_state(vector)
        for level in range(1, n + 1):
            found = outcome_probability(level, rho)
            assert compare(found, rho.real[level - 1, level - 1]) is Agreement.OVERLAPPING
            assert compare(found, rho.real[level - 1, level - 1] + fmpq(1, 10**44)) is Agreement.DISJOINT


def test_averaged_populations_of_two_levels_stand_still_and_coherences_do_not() -> None:
    for rho in first(8, density_matrices(2), lambda rho: rho[0, 1] != fmpq(0)):
        mean = averaged(rho, fmpq(3, 2))
        assert compare(populations(mean), rho.diagonal()) is Agreement.OVERLAPPING
        assert compare(mean[0][1], rho[0, 1]) is Agreement.DISJOINT


@pytest.mark.parametrize("n", [3, 4, 5])
def test_averaged_populations_of_more_levels_move_and_come_back(n: int) -> None:
    rho = pure_state([*[fmpq(0)] * (n - 3), fmpq(2, 7), fmpq(3, 7), fmpq(6, 7)])
    early, late = averaged(rho, fmpq(3, 2)), averaged(rho, 250)
    assert compare(populations(early), rho.diagonal()) is Agreement.DISJOINT
    assert compare(populations(late), rho.diagonal()) is Agreement.OVERLAPPING
    assert deviation(averaged(rho, 0), balls(rho)) < arb("1e-45")


# Variants of the model


def emptied_in_proportion(p: tuple[fmpq, ...], sector: tuple[int, ...]) -> LindbladEquation:
    """The operators (14) where |M>, for sigma_M < 0, gives to |K> at the rate p_K/S_{M-1} and not at 1."""
    sums = [sum(p[:level], fmpq(0)) for level in range(len(p) + 1)]
    pairs = [(n, m) for m in range(1, len(p) + 1) for n in range(m + 1, len(p) + 1)]
    rates = [p[m - 1] / sums[n - 1] if sector[n - 2] < 0 and sums[n - 1] else fmpq(1) for n, m in pairs]
    return LindbladEquation(jump_operators(sector), rates=tuple(rates))


@pytest.mark.parametrize("n", [3, 4])
def test_with_other_rates_averaged_populations_stand_still(n: int) -> None:
    """Other downward rates, as a function of the sector: `symbolic.weights` proves it for every N, the engines see it here."""
    for p in first(6, probabilities(n, seed=3), lambda p: 0 not in p and len(set(p)) > 1):
        mean = averaged(diagonal(p), fmpq(3, 2), equation=partial(emptied_in_proportion, p))
        assert compare(populations(mean), p) is Agreement.OVERLAPPING
        assert compare(populations(averaged(diagonal(p), fmpq(3, 2))), p) is Agreement.DISJOINT


@pytest.mark.parametrize("n", [2, 3])
def test_with_another_distribution_born_is_missed(n: int) -> None:
    """Density 2 |lambda|^2 / pi: the outcome |N> has the probability 1 - S_{N-1}^2, and not p_N."""
    for p in first(6, probabilities(n, seed=3), lambda p: 0 not in p):
        found = outcome_probability(n, diagonal(p), distribution=Disk(power=2))
        assert compare(found, 1 - (1 - p[-1]) ** 2) is Agreement.OVERLAPPING
        assert compare(found, p[-1]) is Agreement.DISJOINT
        late = averaged(diagonal(p), 250, distribution=Disk(power=2))
        assert compare(late[-1][-1], found) is Agreement.OVERLAPPING


def test_refusals() -> None:
    with pytest.raises(NumericError, match=r"a level must be in 1..2, not 0"):
        outcome_probability(0, pure_state([1, 0]))
    with pytest.raises(NumericError, match="trace 1"):
        averaged(zeros(2, 2), 1)
    with pytest.raises(NumericError, match="trace 1"):
        outcome_probability(1, zeros(2, 2))
