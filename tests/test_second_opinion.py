"""The closed forms against the evolution by brute force, and the weights of sectors against areas: neither side sees the other.

At random complex mixed states, at 50 digits (QuTiP: double precision), every pair of results being compared:

- N = 2, 3, 4: closed form, balls, expm and QuTiP in all 39 sectors at kappa t = 1/3, 5/2, 40; Taylor in all of them at
  1/3 and 5/2, and at 40 in all with N = 2 and in one each with N = 3 and N = 4;
- N = 5: all five in all 81 sectors at 1/3; all but Taylor and expm in all of them at 5/2 and 40; Taylor too in the 16
  sectors without a zero at 5/2;
- N = 6: all five in one sector at 1/3: the largest N at which expm runs here (`tests/benchmarks/bench_expm.py` goes on);
- N = 6..10: closed form, balls, Taylor and QuTiP in two random sectors each at 1/3 and 1; closed form and balls at 40.
"""

import random
from collections.abc import Sequence
from functools import lru_cache, reduce
from itertools import combinations
from typing import Any

import pytest
from bornproof.numeric_check.arithmetic.balls import ball
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, pure_state
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.evaluation.evaluate import evaluate
from bornproof.numeric_check.exact_points import amplitudes, density_matrices, probabilities, signs
from bornproof.numeric_check.lindblad.double import evolve_qutip
from bornproof.numeric_check.lindblad.enclosed import Balls, deviation, evolve_balls
from bornproof.numeric_check.lindblad.engines import ENGINES
from bornproof.numeric_check.model.averages import outcome_probability
from bornproof.numeric_check.model.disks import sector_probability
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.symbolic import disks
from bornproof.symbolic.coherences import coherence, damping
from bornproof.symbolic.notation.core import kappa, t
from bornproof.symbolic.populations import closed_form, populations
from flint import acb, arb, ctx, fmpq, fmpq_poly
from sympy import Rational

from tests.samples import first
from tests.symbolic.twins import outcome_probabilities

Sector = tuple[int, ...]
Polynomials = tuple[fmpq_poly, ...]

RESIDUAL = arb("1e-45")
DOUBLE = arb("1e-9")
SHORT, UNIT, MIDDLE, LONG = fmpq(1, 3), fmpq(1), fmpq(5, 2), fmpq(40)
TINY = fmpq(1, 10**40)
BITS = 400  # far more than 50 digits: the coefficients of a closed form may cancel

EXACT_ENGINES = ["balls", "taylor", "expm"]

SMALL_SECTORS = [sector for n in (2, 3, 4) for sector in signs(n)]
FIVE_LEVELS = list(signs(5))
FIVE_LEVELS_SIGNED = list(signs(5, zeros=False))
DRAW = random.Random("sectors of many levels")  # noqa: S311 (reproducible sectors, not secrets)
MANY_LEVELS = [tuple(DRAW.choices((1, -1, 0), (4, 4, 1), k=n - 1)) for n in (6, 7, 8, 9, 10) for _ in range(2)]


@lru_cache(maxsize=128)
def state(sector: Sector) -> ExactMatrix:
    """A mixed density matrix with complex coherences throughout, another one for each sector."""
    seed = sum((sign + 1) * 3**place for place, sign in enumerate(sector))
    return first(2, density_matrices(len(sector) + 1, seed), coherent)[-1]


def coherent(rho: ExactMatrix) -> bool:
    return (rho @ rho).trace() != fmpq(1) and all(rho.imag[i, j] for i, j in pairs(rho.shape[0]))


def pairs(levels: int) -> list[tuple[int, int]]:
    return [(i, j) for i in range(levels) for j in range(levels) if i != j]


def polynomials(sector: Sector, rho: ExactMatrix) -> Polynomials:
    return closed_form(sector, [rho.real[k, k] for k in range(len(sector) + 1)])


def exponents(sector: Sector) -> dict[tuple[int, int], fmpq]:
    return {(i, j): fmpq(damping(sector, i + 1, j + 1), 2) for i, j in pairs(len(sector) + 1)}


def closed(
    sector: Sector,
    rho: ExactMatrix,
    kappa_t: fmpq,
    diagonal: Polynomials | None = None,
    decay: dict[tuple[int, int], fmpq] | None = None,
    factor: fmpq = fmpq(1),  # noqa: B008 (immutable)
) -> Balls:
    """rho(t) by the closed forms, enclosed; other polynomials, exponents or a factor of the coherences on demand."""
    levels = range(len(sector) + 1)
    diagonal = polynomials(sector, rho) if diagonal is None else diagonal
    decay = exponents(sector) if decay is None else decay
    with ctx.workprec(BITS):
        x = arb(-kappa_t).exp()
        values = [reduce(lambda total, c: total * x + c, reversed(p.coeffs()), arb(0)) for p in diagonal]
        return tuple(
            tuple(values[i] if i == j else acb(ball(rho[i, j])) * (arb(-kappa_t * decay[i, j]).exp() * factor) for j in levels)
            for i in levels
        )


def residuals(sector: Sector, kappa_t: fmpq, engines: Sequence[str]) -> dict[tuple[str, str], arb]:
    """The largest difference of an entry of rho(t) for each two of the closed form and the engines."""
    rho = state(sector)
    found = {name: ENGINES[name].run(master_equation(sector), rho, kappa_t, 50) for name in engines}
    found["closed"] = closed(sector, rho, kappa_t)
    assert compare(found["closed"], found["balls"]) is Agreement.OVERLAPPING
    return {(a, b): deviation(found[a], found[b]) for a, b in combinations(found, 2)}


def too_large(found: dict[tuple[str, str], arb]) -> dict[tuple[str, str], arb]:
    assert found
    return {pair: size for pair, size in found.items() if not size < (DOUBLE if "qutip" in pair else RESIDUAL)}


def case(kappa_t: fmpq, *engines: str) -> Any:
    return pytest.param(kappa_t, engines, id=f"{kappa_t}: {' '.join(engines)}")


@pytest.mark.parametrize(
    ("kappa_t", "engines"), [case(SHORT, *ENGINES), case(MIDDLE, *ENGINES), case(LONG, "balls", "expm", "qutip")]
)
@pytest.mark.parametrize("sector", SMALL_SECTORS, ids=str)
def test_every_sector_up_to_four_levels(sector: Sector, kappa_t: fmpq, engines: Sequence[str]) -> None:
    assert not too_large(residuals(sector, kappa_t, engines))


@pytest.mark.parametrize("sector", [*signs(2), (1, -1), (1, -1, 1)], ids=str)
def test_taylor_over_a_long_time(sector: Sector) -> None:
    assert not too_large(residuals(sector, LONG, ["balls", "taylor"]))


@pytest.mark.parametrize(
    ("kappa_t", "engines"), [case(SHORT, *ENGINES), case(MIDDLE, "balls", "qutip"), case(LONG, "balls", "qutip")]
)
@pytest.mark.parametrize("sector", FIVE_LEVELS, ids=str)
def test_every_sector_of_five_levels(sector: Sector, kappa_t: fmpq, engines: Sequence[str]) -> None:
    assert not too_large(residuals(sector, kappa_t, engines))


@pytest.mark.parametrize("sector", FIVE_LEVELS_SIGNED, ids=str)
def test_taylor_for_five_levels_without_a_zero(sector: Sector) -> None:
    assert not too_large(residuals(sector, MIDDLE, ["balls", "taylor"]))


def test_every_engine_once_at_six_levels() -> None:
    assert not too_large(residuals((1, -1, 0, 1, -1), SHORT, list(ENGINES)))


@pytest.mark.parametrize(
    ("kappa_t", "engines"), [case(SHORT, "balls", "taylor", "qutip"), case(UNIT, "balls", "taylor", "qutip"), case(LONG, "balls")]
)
@pytest.mark.parametrize("sector", MANY_LEVELS, ids=str)
def test_random_sectors_of_six_to_ten_levels(sector: Sector, kappa_t: fmpq, engines: Sequence[str]) -> None:
    assert not too_large(residuals(sector, kappa_t, engines))


def test_the_sectors_are_as_many_as_claimed() -> None:
    assert (len(set(SMALL_SECTORS)), len(set(FIVE_LEVELS)), len(set(FIVE_LEVELS_SIGNED))) == (39, 81, 16)
    assert [len(sector) + 1 for sector in MANY_LEVELS] == [6, 6, 7, 7, 8, 8, 9, 9, 10, 10]
    assert len(set(MANY_LEVELS)) == len(MANY_LEVELS)
    assert {0 in sector for sector in MANY_LEVELS} == {True, False}


@pytest.mark.parametrize("sector", SMALL_SECTORS, ids=str)
def test_edge_states_by_balls(sector: Sector) -> None:
    count = len(sector) + 10
    states = first(count, density_matrices(len(sector) + 1))
    found = [compare(closed(sector, rho, MIDDLE), evolve_balls(master_equation(sector), rho, MIDDLE)) for rho in states]
    assert found == [Agreement.OVERLAPPING] * count


@pytest.mark.parametrize("sector", [(1,), (0, -1), (1, -1, -1), (-1, 1, 0)], ids=str)
def test_the_expressions_are_the_closed_form(sector: Sector) -> None:
    rho, levels = state(sector), len(sector) + 1
    start = [Rational(int(rho.real[k, k].p), int(rho.real[k, k].q)) for k in range(levels)]
    point = {kappa: 2, t: MIDDLE / 2}
    expected = closed(sector, rho, MIDDLE)
    with ctx.workprec(BITS):
        diagonal: Any = evaluate(tuple(populations(sector, start)), point)
        shrunk: Any = [evaluate(coherence(sector, i + 1, j + 1), point) for i, j in pairs(levels)]
        beside = tuple(rho[place] * factor for place, factor in zip(pairs(levels), shrunk, strict=True))
    assert compare(diagonal, tuple(expected[k][k] for k in range(levels))) is Agreement.OVERLAPPING
    assert compare(beside, tuple(expected[i][j] for i, j in pairs(levels))) is Agreement.OVERLAPPING


@pytest.mark.parametrize("engine", EXACT_ENGINES)
@pytest.mark.parametrize("sector", [(1,), (-1, 1), (1, -1, 1), (-1, 0, 1)], ids=str)
def test_a_coefficient_that_is_wrong_by_a_trifle_is_refuted(sector: Sector, engine: str) -> None:
    rho, levels = state(sector), len(sector) + 1
    result, right = ENGINES[engine].run(master_equation(sector), rho, SHORT, 50), polynomials(sector, rho)
    places = [(level, power) for level in range(levels) for power in range(levels)]
    missed = []
    for place in places:
        wrong = closed(sector, rho, SHORT, diagonal=changed(right, *place, TINY))
        refuted = deviation(result, wrong) > RESIDUAL
        if engine == "balls":
            refuted = refuted and compare(result, wrong) is Agreement.DISJOINT
        missed += [] if refuted else [place]
    assert deviation(result, closed(sector, rho, SHORT, diagonal=right)) < RESIDUAL
    assert (len(places), missed) == (levels**2, [])


@pytest.mark.parametrize("engine", EXACT_ENGINES)
def test_a_coherence_that_is_wrong_by_a_trifle_is_refuted(engine: str) -> None:
    sector = (1, -1, 1)
    rho = state(sector)
    result = ENGINES[engine].run(master_equation(sector), rho, SHORT, 50)
    assert deviation(result, closed(sector, rho, SHORT, factor=1 + TINY)) > RESIDUAL
    missed = []
    for pair, exponent in exponents(sector).items():
        slower = exponents(sector) | {pair: exponent - TINY}
        missed += [] if deviation(result, closed(sector, rho, SHORT, decay=slower)) > RESIDUAL else [pair]
    assert missed == []


def test_qutip_refutes_what_it_can_resolve() -> None:
    sector = (1, -1, 1)
    rho = state(sector)
    result, right = evolve_qutip(master_equation(sector), rho, SHORT), polynomials(sector, rho)
    places = [(level, power) for level in range(4) for power in range(4)]
    sizes = [deviation(result, closed(sector, rho, SHORT, changed(right, *place, fmpq(1, 10**8)))) for place in places]
    assert [place for place, size in zip(places, sizes, strict=True) if not size > DOUBLE] == []


def changed(right: Polynomials, level: int, power: int, by: fmpq) -> Polynomials:
    wrong = right[level] + fmpq_poly([*[0] * power, by])
    return (*right[:level], wrong, *right[level + 1 :])


@pytest.mark.parametrize("sector", [(1,), (1, -1), (-1, 0, 1)], ids=str)
def test_wide_enclosures_settle_nothing(sector: Sector) -> None:
    rho = state(sector)
    wide = evolve_balls(master_equation(sector), rho, SHORT, digits=20)
    right = closed(sector, rho, SHORT)
    trifle = closed(sector, rho, SHORT, changed(polynomials(sector, rho), 0, 0, TINY))
    gross = closed(sector, rho, SHORT, changed(polynomials(sector, rho), 0, 0, fmpq(1, 100)))
    assert compare(right, wide) is Agreement.TOO_WIDE
    assert compare(trifle, wide) is Agreement.TOO_WIDE
    assert compare(gross, wide) is Agreement.DISJOINT


EDGES = {n: first(n + 6, probabilities(n)) for n in (2, 3, 4)}
RANDOM = {n: first(12, probabilities(n, seed=7), lambda p: 0 not in p)[-6:] for n in (2, 3, 4)}


@pytest.mark.parametrize("sector", SMALL_SECTORS, ids=str)
def test_areas_are_the_products_of_ratios(sector: Sector) -> None:
    """Every sector of N = 2, 3, 4, vanishing amplitudes included: quadrature over the disks against p_n/S_n and S_(n-1)/S_n."""
    levels = len(sector) + 1
    points = EDGES[levels] + RANDOM[levels]
    exact = [disks.sector_probability(sector, p) for p in points]
    areas = [sector_probability(p, sector) for p in points]
    cases = list(zip(areas, exact, strict=True))
    assert len(cases) == levels + 12
    assert {compare(area, value) for area, value in cases} == {Agreement.OVERLAPPING}
    assert {compare(area, value + TINY) for area, value in cases} == {Agreement.DISJOINT}
    assert {compare(area, value - TINY) for area, value in cases} == {Agreement.DISJOINT}


def test_the_points_include_what_vanishes() -> None:
    assert all(any(p[0] == 0 for p in EDGES[n]) and any(p[-1] == 0 for p in EDGES[n]) for n in EDGES)
    assert any(sum(p[:2], fmpq(0)) == 0 for p in EDGES[3])
    assert not any(0 in p for n in RANDOM for p in RANDOM[n])


@pytest.mark.parametrize("n", [2, 3, 4])
def test_outcomes_of_the_full_evolution_are_the_products_of_ratios(n: int) -> None:
    states = first(n + 6, amplitudes(n))
    for vector in states:
        rho = pure_state(vector)
        found = tuple(outcome_probability(level, rho) for level in range(1, n + 1))
        expected = outcome_probabilities([rho.real[k, k] for k in range(n)])
        assert compare(found, expected) is Agreement.OVERLAPPING
        assert compare(found, tuple(value + TINY for value in expected)) is Agreement.DISJOINT
