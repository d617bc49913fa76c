"""Four engines agree on the evolution, with a Hamiltonian and other daggers too, and each notices a falsehood.

Here in every sector up to N = 3 and in some of N = 4, 5, 6, 10; `tests/test_second_opinion.py` has every sector of N = 2..5
and random ones up to N = 10, against the closed forms.
"""

from collections.abc import Callable
from typing import Any

import pytest
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, matrix, pure_state, zeros
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.lindblad import enclosed as enclosures
from bornproof.numeric_check.lindblad.double import evolve_qutip
from bornproof.numeric_check.lindblad.enclosed import blocks, deviation, evolve_balls
from bornproof.numeric_check.lindblad.multiprecision import evolve_expm, evolve_taylor
from bornproof.numeric_check.model.jump_operators import AS_PRINTED, MasterEquation
from bornproof.numeric_check.sampling import density_matrices, hermitian_matrices, signs, take
from flint import acb, acb_mat, arb, ctx, fmpq

RESIDUAL = arb("1e-45")
DOUBLE = arb("1e-9")
TIMES = [fmpq(1, 3), fmpq(5, 2)]
SMALL_SECTORS: list[tuple[int, ...]] = (
    [sector for n in (2, 3) for sector in signs(n)] + [(1, -1, 1), (0, 1, -1), (-1, 0, 1)]
)
LARGE_SECTORS: list[tuple[int, ...]] = [(-1, 1, 0, -1)]
ENGINES: dict[str, Callable[..., Any]] = {"expm": evolve_expm, "taylor": evolve_taylor, "balls": evolve_balls}


def state(levels: int, seed: int = 0) -> ExactMatrix:
    """A mixed density matrix with complex coherences throughout."""
    return take(density_matrices(levels, seed), [coherent], 12).points[-1]


def coherent(rho: ExactMatrix) -> bool:
    return (rho @ rho).trace() != fmpq(1) and all(
        bool(rho.imag[i, j]) for i in range(rho.shape[0]) for j in range(rho.shape[0]) if i != j
    )


@pytest.mark.parametrize("kappa_t", TIMES, ids=str)
@pytest.mark.parametrize("sector", SMALL_SECTORS + LARGE_SECTORS, ids=str)
def test_the_engines_agree(sector: tuple[int, ...], kappa_t: fmpq) -> None:
    equation = MasterEquation(sector)
    rho = state(equation.levels, seed=len(sector))
    balls = evolve_balls(equation, rho, kappa_t)
    taylor = evolve_taylor(equation, rho, kappa_t)
    assert deviation(balls, taylor) < RESIDUAL
    assert deviation(balls, evolve_expm(equation, rho, kappa_t)) < RESIDUAL
    assert deviation(balls, evolve_qutip(equation, rho, kappa_t)) < DOUBLE


@pytest.mark.parametrize("index", range(0, 14, 2))
def test_edge_states_agree_too(index: int) -> None:
    equation = MasterEquation((-1, 1, -1))
    rho = take(density_matrices(4), count=14).points[index]
    assert deviation(evolve_balls(equation, rho, 2), evolve_taylor(equation, rho, 2)) < RESIDUAL


@pytest.mark.parametrize("sector", [(1,), (-1, 1), (0, 1, -1)], ids=str)
def test_the_engines_agree_with_a_hamiltonian(sector: tuple[int, ...]) -> None:
    size = len(sector) + 1
    hamiltonian = take(hermitian_matrices(size), count=4).points[-1].scale(fmpq(1, 8))
    equation, rho = MasterEquation(sector, hamiltonian), state(size)
    balls = evolve_balls(equation, rho, fmpq(3, 4))
    for engine in (evolve_expm, evolve_taylor, evolve_qutip):
        result = engine(equation, rho, fmpq(3, 4))
        assert deviation(balls, result) < (DOUBLE if engine is evolve_qutip else RESIDUAL)
    assert deviation(balls, evolve_balls(MasterEquation(sector), rho, fmpq(3, 4))) > arb("1e-3")


def test_the_engines_agree_on_the_daggers_as_printed() -> None:
    equation, rho = MasterEquation((1, -1), daggers=AS_PRINTED), state(3)
    balls = evolve_balls(equation, rho, 1)
    assert deviation(balls, evolve_expm(equation, rho, 1)) < RESIDUAL
    assert deviation(balls, evolve_taylor(equation, rho, 1)) < RESIDUAL
    assert deviation(balls, evolve_balls(MasterEquation((1, -1)), rho, 1)) > arb("1e-3")
    with pytest.raises(NumericError, match="QuTiP needs the Lindblad form"):
        evolve_qutip(equation, rho, 1)


@pytest.mark.parametrize("sector", [(-1, 1, 1, 0, -1), (1, -1, -1, 1, -1, 1, -1, 1, 1)], ids=["6 levels", "10 levels"])
def test_many_levels(sector: tuple[int, ...]) -> None:
    equation = MasterEquation(sector)
    rho = state(equation.levels)
    kappa_t = fmpq(1, 4)
    assert deviation(evolve_balls(equation, rho, kappa_t), evolve_taylor(equation, rho, kappa_t)) < RESIDUAL


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES.keys())
def test_more_digits_are_more_digits(engine: Callable[..., Any]) -> None:
    equation, rho = MasterEquation((1, -1)), state(3)
    fine = evolve_balls(equation, rho, 2, digits=120)
    assert deviation(fine, engine(equation, rho, 2, digits=90), digits=130) < arb(10) ** -88
    assert deviation(fine, engine(equation, rho, 2, digits=20), digits=130) < arb(10) ** -18


def test_a_large_hamiltonian_costs_no_digits() -> None:
    hamiltonian = matrix([[0, 10**50], [10**50, 0]])
    equation, rho = MasterEquation((1,), hamiltonian), pure_state([1, 0])
    balls = evolve_balls(equation, rho, fmpq(1, 10**50), digits=120)
    for engine in (evolve_taylor, evolve_expm):
        assert deviation(engine(equation, rho, fmpq(1, 10**50), digits=100), balls, digits=130) < arb(10) ** -95


@pytest.mark.parametrize("engine", ENGINES.values(), ids=ENGINES.keys())
def test_a_known_solution(engine: Callable[..., Any]) -> None:
    result = engine(MasterEquation((1,)), pure_state([fmpq(3, 5), fmpq(-4, 5)]), 2)
    ctx.prec = 220
    decay = arb(-2).exp()
    off = -arb(-1).exp() * 12 / 25
    assert deviation(result, ((decay * 9 / 25, off), (off, 1 - decay * 9 / 25))) < RESIDUAL


@pytest.mark.parametrize("engine", [*ENGINES.values(), evolve_qutip], ids=[*ENGINES.keys(), "qutip"])
def test_each_engine_notices_a_falsehood(engine: Callable[..., Any]) -> None:
    equation, rho = MasterEquation((1, -1, 1)), state(4)
    exponent = 6 if engine is evolve_qutip else 43
    tolerance = DOUBLE if engine is evolve_qutip else RESIDUAL
    later = evolve_balls(equation, rho, 1 + fmpq(1, 10**exponent))
    assert deviation(engine(equation, rho, 1), later) > tolerance
    other_sector = evolve_balls(MasterEquation((1, -1, -1)), rho, 1)
    assert deviation(engine(equation, rho, 1), other_sector) > arb("1e-3")


@pytest.mark.parametrize("engine", [*ENGINES.values(), evolve_qutip], ids=[*ENGINES.keys(), "qutip"])
def test_each_engine_refuses_bad_input(engine: Callable[..., Any]) -> None:
    equation = MasterEquation((1,))
    with pytest.raises(NumericError, match="positive semidefinite"):
        engine(equation, matrix([[2, 0], [0, -1]]), 1)
    with pytest.raises(NumericError, match="trace 1"):
        engine(equation, zeros(2, 2), 1)
    with pytest.raises(NumericError, match="must be 2 by 2, not 3 by 3"):
        engine(equation, pure_state([1, 0, 0]), 1)
    with pytest.raises(NumericError, match="kappa t must be at least 0"):
        engine(equation, pure_state([1, 0]), fmpq(-1, 2))
    with pytest.raises(NumericError, match="exact rationals, not float"):
        engine(equation, pure_state([1, 0]), 0.5)


def test_at_time_zero_nothing_has_happened() -> None:
    rho = state(3)
    for engine in ENGINES.values():
        assert (
            deviation(engine(MasterEquation((1, -1)), rho, 0), evolve_balls(MasterEquation((0, 0)), rho, 5)) < RESIDUAL
        )


def test_long_times_stay_narrow() -> None:
    final = evolve_balls(MasterEquation((-1, -1, 1, -1)), state(5), 1000)
    assert max(float(entry.rad()) for row in final for entry in row) < 1e-50


def test_both_ways_through_a_large_complex_block_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    hamiltonian = take(hermitian_matrices(4), count=4).points[-1]
    equation, rho = MasterEquation((1, -1, 1), hamiltonian), state(4)
    for kappa_t in (fmpq(1, 2), fmpq(2)):
        series = evolve_balls(equation, rho, kappa_t)
        with monkeypatch.context() as patch:
            patch.setattr("numeric_check.enclosures._LARGEST_DENSE", 16)
            dense = evolve_balls(equation, rho, kappa_t)
        assert compare(series, dense) is Agreement.OVERLAPPING
    late = evolve_balls(equation, rho, 60)
    assert max(float(entry.rad()) for row in late for entry in row) < 1e-45


def test_blocks_cover_each_position_once_and_leave_nothing_between() -> None:
    equation = MasterEquation((1, -1, 0), take(hermitian_matrices(4), count=2).points[-1])
    for liouvillian in (MasterEquation((1, -1, 0)).liouvillian, equation.liouvillian):
        found = blocks(liouvillian)
        assert sorted(k for block in found for k in block) == list(range(16))
        for i, block in enumerate(found):
            for other in found[i + 1 :]:
                assert all(liouvillian[a, b] == liouvillian[b, a] == fmpq(0) for a in block for b in other)
    assert len(blocks(MasterEquation((1, -1, 0)).liouvillian)) > 1


def test_deviations_are_seen() -> None:
    assert deviation(((arb(1),),), ((1 + 1e-12,),)) > arb("0.99e-12")
    with pytest.raises(ValueError, match="shorter"):
        deviation(((1, 2),), ((1,),))


def test_what_a_series_leaves_out_is_enclosed() -> None:
    """A state so small that the first terms left out are larger than every rounding error."""
    with ctx.workprec(60):
        tiny = arb(2) ** -70
        (found,) = enclosures._taylor(acb_mat([[acb(0.25)]]), arb(0.25), 1, acb_mat([[acb(tiny)]])).entries()
    with ctx.workprec(400):
        exact = arb(0.25).exp() * arb(2) ** -70
        assert found.real.contains(exact)
        assert found.real.rad() < arb(2) ** -59
