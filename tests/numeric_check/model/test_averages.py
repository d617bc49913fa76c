"""The oracles are consistent with each other, and with what Born's rule and a long time say."""

import pytest
from bornproof.numeric_check.arithmetic.balls import ball
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, matrix, pure_state, zeros
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.lindblad.enclosed import deviation
from bornproof.numeric_check.model.averages import (
    averaged,
    evolved,
    generator_entry,
    outcome_probability,
    population_rates,
    rates,
    stationary,
)
from bornproof.numeric_check.model.jump_operators import AS_PRINTED
from bornproof.numeric_check.sampling import amplitudes, density_matrices, hermitian_matrices, signs, take
from flint import acb, arb, ctx, fmpq

SECTORS = [sector for n in (2, 3, 4) for sector in signs(n)] + [(1, -1, 0, -1), (-1, 1, -1, -1)]


def balls(exact: ExactMatrix) -> tuple[tuple[arb | acb, ...], ...]:
    ctx.prec = 220
    return tuple(tuple(ball(entry) for entry in row) for row in exact.rows())


@pytest.mark.parametrize("sector", SECTORS, ids=str)
def test_the_stationary_state_is_the_limit(sector: tuple[int, ...]) -> None:
    size = len(sector) + 1
    rho = take(density_matrices(size), count=15).points[-1]
    limit = stationary(sector, rho)
    assert limit.trace() == fmpq(1)
    assert rates(sector, limit) == zeros(size, size)
    assert deviation(evolved(sector, rho, 250), balls(limit)) < arb("1e-45")
    if any(sector):
        assert compare(evolved(sector, rho, 1), limit.rows()) is Agreement.DISJOINT


@pytest.mark.parametrize("sector", [(1,), (-1,), (1, -1), (-1, -1)], ids=str)
def test_the_stationary_state_with_a_hamiltonian_is_the_limit(sector: tuple[int, ...]) -> None:
    size = len(sector) + 1
    hamiltonian = take(hermitian_matrices(size, seed=3), count=4).points[-1]
    rho = take(density_matrices(size), count=15).points[-1]
    limit = stationary(sector, rho, hamiltonian)
    assert limit.trace() == fmpq(1)
    assert rates(sector, limit, hamiltonian) == zeros(size, size)
    assert limit != stationary(sector, rho)
    assert deviation(evolved(sector, rho, 400, hamiltonian=hamiltonian), balls(limit)) < arb("1e-20")


def test_what_turns_for_ever_has_no_limit() -> None:
    turning = matrix([[0, fmpq(1, 2)], [fmpq(1, 2), 0]])
    with pytest.raises(NumericError, match="turn for ever"):
        stationary((0,), pure_state([1, 0]), turning)


def test_the_stationary_state_of_paper_limits() -> None:
    rho = pure_state([fmpq(3, 5), fmpq(4, 5)])
    assert stationary((1,), rho) == matrix([[0, 0], [0, 1]])
    assert stationary((-1,), rho) == matrix([[1, 0], [0, 0]])
    assert stationary((0,), rho) == rho


@pytest.mark.parametrize("n", [2, 3, 4])
def test_outcomes_follow_born(n: int) -> None:
    for vector in take(amplitudes(n), count=n + 4).points:
        rho = pure_state(vector)
        for level in range(1, n + 1):
            found = outcome_probability(level, rho)
            assert compare(found, rho.real[level - 1, level - 1]) is Agreement.OVERLAPPING
            assert compare(found, rho.real[level - 1, level - 1] + fmpq(1, 10**44)) is Agreement.DISJOINT


def test_averaged_populations_of_two_levels_stand_still_and_coherences_do_not() -> None:
    for rho in take(density_matrices(2), [lambda rho: rho[0, 1] != fmpq(0)], count=8).points:
        mean = averaged(rho, fmpq(3, 2))
        assert compare((mean[0][0], mean[1][1]), (rho[0, 0], rho[1, 1])) is Agreement.OVERLAPPING
        assert compare(mean[0][1], rho[0, 1]) is Agreement.DISJOINT


@pytest.mark.parametrize("n", [3, 4, 5])
def test_averaged_populations_of_more_levels_move_and_come_back(n: int) -> None:
    rho = pure_state([*[fmpq(0)] * (n - 3), fmpq(2, 7), fmpq(3, 7), fmpq(6, 7)])
    early, late = averaged(rho, fmpq(3, 2)), averaged(rho, 250)
    prepared = tuple(rho[k, k] for k in range(n))
    assert compare(tuple(early[k][k] for k in range(n)), prepared) is Agreement.DISJOINT
    assert compare(tuple(late[k][k] for k in range(n)), prepared) is Agreement.OVERLAPPING
    assert deviation(averaged(rho, 0), balls(rho)) < arb("1e-45")


def test_single_entries_of_the_generator() -> None:
    assert generator_entry((1, -1), (3, 3), (3, 3)) == fmpq(-2)
    assert generator_entry((1, -1), (1, 1), (3, 3)) == fmpq(1)
    assert generator_entry((1, -1), (1, 1), (1, 1)) == fmpq(-1)
    assert generator_entry((1, -1), (1, 3), (1, 3)) == fmpq(-3, 2)
    assert generator_entry((1, -1), (1, 2), (1, 3)) == fmpq(0)
    assert generator_entry((1,), (1, 2), (2, 1), daggers=AS_PRINTED) == fmpq(1)
    with pytest.raises(NumericError, match=r"a level must be in 1..2, not 3"):
        generator_entry((1,), (1, 3), (1, 1))


@pytest.mark.parametrize("sector", SECTORS, ids=str)
def test_rates_add_up_from_entries(sector: tuple[int, ...]) -> None:
    size = len(sector) + 1
    rho = take(density_matrices(size), count=15).points[-1]
    found = population_rates(sector, rho)
    levels = range(1, size + 1)
    for k in levels:
        total = sum(
            (generator_entry(sector, (k, k), (i, j)) * rho[i - 1, j - 1] for i in levels for j in levels), fmpq(0)
        )
        assert found[k - 1] == total


def test_refusals() -> None:
    with pytest.raises(NumericError, match=r"a level must be in 1..2, not 0"):
        outcome_probability(0, pure_state([1, 0]))
    with pytest.raises(NumericError, match="trace 1"):
        averaged(zeros(2, 2), 1)
    with pytest.raises(NumericError, match="must be 2 by 2, not 3 by 3"):
        stationary((1,), pure_state([1, 0, 0]))
    with pytest.raises(NumericError, match="trace 1"):
        outcome_probability(1, zeros(2, 2))
