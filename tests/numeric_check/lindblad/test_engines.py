"""The engines of the table agree on the evolution, whatever the jump operators are, and each notices a falsehood.

Here in every sector up to N = 3 and in some of N = 4, 5, 6, 10; `tests/test_second_opinion.py` has every sector of N = 2..5
and random ones up to N = 10, against the closed forms.
"""

import importlib.util
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from bornproof.numeric_check.arithmetic.complex_rational import ONE, complex_rational
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, matrix, pure_state, zeros
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.exact_points import complex_matrices, density_matrices, hermitian_matrices, signs
from bornproof.numeric_check.lindblad import engines
from bornproof.numeric_check.lindblad.enclosed import deviation, evolve_balls
from bornproof.numeric_check.lindblad.engines import ENCLOSURE, ENGINES, Comparison, Solver, compare_engines
from bornproof.numeric_check.lindblad.equation import Entries, LindbladEquation
from bornproof.numeric_check.model.jump_operators import master_equation
from flint import acb, arb, ctx, fmpq

from tests.samples import first

DIGITS = 50
TIMES = [fmpq(1, 3), fmpq(5, 2)]
SECTORS: list[tuple[int, ...]] = [
    *(sector for n in (2, 3) for sector in signs(n)), (1, -1, 1), (0, 1, -1), (-1, 0, 1), (-1, 1, 0, -1),
]  # fmt: skip
PRECISE = [name for name, solver in ENGINES.items() if solver.most_digits is None]
EQUAL = diagonal([fmpq(1, 10)] * 10)
DENSE = matrix([[i if i == j else complex_rational(fmpq(1, 5), fmpq(1 if i > j else -1, 5)) for j in range(10)] for i in range(10)])
COUPLED = matrix([[0, 1, 0], [1, 0, complex_rational(fmpq(0), fmpq(-1))], [0, complex_rational(fmpq(0), ONE), 0]])


def state(levels: int, seed: int = 0) -> ExactMatrix:
    """A mixed density matrix with complex coherences throughout."""
    return first(12, density_matrices(levels, seed), coherent)[-1]


def coherent(rho: ExactMatrix) -> bool:
    places = [(i, j) for i in range(rho.shape[0]) for j in range(rho.shape[0]) if i != j]
    return (rho @ rho).trace() != fmpq(1) and all(bool(rho.imag[place]) for place in places)


def run(name: str, equation: LindbladEquation, rho: ExactMatrix, time: Any, digits: int = DIGITS) -> Entries:
    return ENGINES[name].run(equation, rho, time, digits)


def apart(found: Entries, other: Entries, name: str) -> bool:
    """Whether two results differ by more than an engine may err."""
    return not deviation(found, other) < arb(ENGINES[name].tolerance(DIGITS))


def disagreeing(equation: LindbladEquation, rho: ExactMatrix, time: fmpq) -> list[str]:
    found = {name: run(name, equation, rho, time) for name in ENGINES}
    assert len(found) > 3
    return [name for name in ENGINES if apart(found[ENCLOSURE], found[name], name)]


@pytest.mark.parametrize("kappa_t", TIMES, ids=str)
@pytest.mark.parametrize("sector", SECTORS, ids=str)
def test_the_engines_agree(sector: tuple[int, ...], kappa_t: fmpq) -> None:
    assert disagreeing(master_equation(sector), state(len(sector) + 1, seed=len(sector)), kappa_t) == []


@pytest.mark.parametrize("sector", [(1,), (-1, 1), (0, 1, -1)], ids=str)
def test_the_engines_agree_with_a_hamiltonian(sector: tuple[int, ...]) -> None:
    size = len(sector) + 1
    hamiltonian = first(4, hermitian_matrices(size))[-1].scale(fmpq(1, 8))
    equation, rho = master_equation(sector, hamiltonian), state(size)
    assert disagreeing(equation, rho, fmpq(3, 4)) == []
    assert deviation(evolve_balls(equation, rho, fmpq(3, 4)), evolve_balls(master_equation(sector), rho, fmpq(3, 4))) > arb("1e-3")


@pytest.mark.parametrize("levels", [2, 3])
def test_the_engines_agree_on_any_jump_operators(levels: int) -> None:
    jumps = tuple(jump.scale(fmpq(1, 20)) for jump in first(5, complex_matrices(levels, levels, seed=4))[2:])
    hamiltonian = first(3, hermitian_matrices(levels))[-1].scale(fmpq(1, 8))
    equation = LindbladEquation(jumps, hamiltonian, (fmpq(2, 3), fmpq(1, 7), fmpq(3)))
    rho, time = state(levels), fmpq(1, 2)
    assert disagreeing(equation, rho, time) == []
    faster = replace(equation, rates=(fmpq(2, 3), fmpq(1, 7), fmpq(30001, 10000)))
    assert deviation(evolve_balls(equation, rho, time), evolve_balls(faster, rho, time)) > arb("1e-9")


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("rate", [fmpq(1), fmpq(3, 7)], ids=str)
def test_amplitude_damping_of_a_qubit(name: str, rate: fmpq) -> None:
    """The upper population decays as exp(-gamma t), the coherence as exp(-(gamma/2 + i omega) t): the textbook's solution."""
    omega, time = fmpq(5, 4), fmpq(2)
    damped = LindbladEquation((matrix([[0, 1], [0, 0]]),), matrix([[0, 0], [0, omega]]), (rate,))
    start = pure_state([fmpq(3, 5), complex_rational(fmpq(0), fmpq(-4, 5))])
    result = run(name, damped, start, time)
    ctx.prec = 220
    decay = acb(arb(-rate * time / 2), arb(omega * time)).exp() * acb(0, 1) * arb(fmpq(12, 25))
    upper = arb(-rate * time).exp() * fmpq(16, 25)
    expected = ((1 - upper, decay), (decay.conjugate(), upper))
    assert not apart(result, expected, name)
    assert apart(result, ((1 - upper, decay.conjugate()), (decay, upper)), name)


@pytest.mark.parametrize("name", PRECISE)
def test_the_engines_agree_on_the_daggers_as_printed(name: str) -> None:
    equation, rho = master_equation((1, -1), daggers=(True, True, True, True)), state(3)
    balls = evolve_balls(equation, rho, 1)
    assert not apart(balls, run(name, equation, rho, 1), name)
    assert deviation(balls, evolve_balls(master_equation((1, -1)), rho, 1)) > arb("1e-3")


def test_qutip_knows_one_form() -> None:
    equation, rho = master_equation((1, -1), daggers=(True, True, True, True)), state(3)
    with pytest.raises(NumericError, match="QuTiP needs the Lindblad form"):
        run("qutip", equation, rho, 1)
    assert "the Lindblad form" in compare_engines(equation, rho, 1).left_out["qutip"]


@pytest.mark.parametrize("index", range(0, 14, 2))
def test_edge_states_agree_too(index: int) -> None:
    equation, rho = master_equation((-1, 1, -1)), first(14, density_matrices(4))[index]
    assert not apart(evolve_balls(equation, rho, 2), run("taylor", equation, rho, 2), "taylor")


@pytest.mark.parametrize("sector", [(-1, 1, 1, 0, -1), (1, -1, -1, 1, -1, 1, -1, 1, 1)], ids=["6 levels", "10 levels"])
def test_many_levels(sector: tuple[int, ...]) -> None:
    equation, rho, time = master_equation(sector), state(len(sector) + 1), fmpq(1, 4)
    assert not apart(evolve_balls(equation, rho, time), run("taylor", equation, rho, time), "taylor")


@pytest.mark.parametrize("name", PRECISE)
def test_more_digits_are_more_digits(name: str) -> None:
    equation, rho = master_equation((1, -1)), state(3)
    fine = evolve_balls(equation, rho, 2, digits=120)
    assert deviation(fine, run(name, equation, rho, 2, digits=90), digits=130) < arb(10) ** -88
    assert deviation(fine, run(name, equation, rho, 2, digits=20), digits=130) < arb(10) ** -18


@pytest.mark.parametrize("name", PRECISE)
def test_a_large_hamiltonian_costs_no_digits(name: str) -> None:
    hamiltonian = matrix([[0, 10**50], [10**50, 0]])
    equation, rho = master_equation((1,), hamiltonian), pure_state([1, 0])
    balls = evolve_balls(equation, rho, fmpq(1, 10**50), digits=120)
    assert deviation(run(name, equation, rho, fmpq(1, 10**50), digits=100), balls, digits=130) < arb(10) ** -95


@pytest.mark.parametrize("name", ENGINES)
def test_each_engine_notices_a_falsehood(name: str) -> None:
    equation, rho = master_equation((1, -1, 1)), state(4)
    result = run(name, equation, rho, 1)
    assert apart(result, evolve_balls(equation, rho, 1 + fmpq(1, 10 ** ((ENGINES[name].most_digits or 46) - 3))), name)
    assert deviation(result, evolve_balls(master_equation((1, -1, -1)), rho, 1)) > arb("1e-3")


@pytest.mark.parametrize("name", ENGINES)
def test_each_engine_refuses_bad_input(name: str) -> None:
    equation = master_equation((1,))
    for rho, time, message in (
        (matrix([[2, 0], [0, -1]]), 1, "positive semidefinite"),
        (zeros(2, 2), 1, "trace 1"),
        (pure_state([1, 0, 0]), 1, "must be 2 by 2, not 3 by 3"),
        (pure_state([1, 0]), fmpq(-1, 2), "the time must be at least 0"),
        (pure_state([1, 0]), 0.5, "exact rationals, such as 1/3, not float"),
    ):
        with pytest.raises(NumericError, match=message):
            run(name, equation, rho, time)
    with pytest.raises(NumericError, match="digits must be at least 15, not 14"):
        run(name, equation, pure_state([1, 0]), 1, digits=14)


@pytest.mark.parametrize("name", ENGINES)
def test_at_time_zero_nothing_has_happened(name: str) -> None:
    rho = state(3)
    assert not apart(run(name, master_equation((1, -1)), rho, 0), evolve_balls(master_equation((0, 0)), rho, 5), name)


# The table, and what it is read for


def test_the_enclosure_is_rigorous_and_the_only_one() -> None:
    assert [name for name, solver in ENGINES.items() if solver.rigorous] == [ENCLOSURE]
    assert [ENGINES[name].tolerance(50) for name in ("taylor", "expm", "qutip")] == ["1e-45", "1e-45", "1e-9"]
    assert {(solver.tolerance(15), solver.most_digits) for solver in ENGINES.values()} == {("1e-10", None), ("1e-9", 9)}


@pytest.mark.parametrize("name", [name for name in ENGINES if name != ENCLOSURE])
def test_an_engine_that_errs_is_seen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    honest, error = ENGINES[name], fmpq(1, 10 ** ((ENGINES[name].most_digits or 45) - 1))
    late = replace(honest, run=lambda equation, rho, time, digits: honest.run(equation, rho, time + error, digits))
    monkeypatch.setitem(ENGINES, name, late)
    found = compare_engines(master_equation((1, -1)), state(3), 1)
    assert not found.agree
    assert [other for other in found.others if not found.agrees(other)] == [name]
    monkeypatch.setitem(ENGINES, name, replace(honest, run=lambda *_: ((arb("nan"),) * 3,) * 3))
    assert not compare_engines(master_equation((1, -1)), state(3), 1).agrees(name)


@pytest.mark.parametrize("change", [arb("1e-8"), arb(0, 1e-8)], ids=["wrong", "wide"])
def test_an_enclosure_that_errs_or_says_too_little_is_seen(change: arb, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(*args: Any) -> Entries:
        return tuple(tuple(entry + change for entry in row) for row in evolve_balls(*args))

    monkeypatch.setitem(ENGINES, ENCLOSURE, replace(ENGINES[ENCLOSURE], run=changed))
    found = compare_engines(master_equation((1, -1)), state(3), 1)
    assert not any(map(found.agrees, found.others))
    assert len(found.others) == len(ENGINES) - 1


def test_no_engine_at_all_is_no_agreement() -> None:
    balls = evolve_balls(master_equation((1,)), pure_state([1, 0]), 1)
    assert not Comparison(balls, ONE, 50, {}, dict.fromkeys(ENGINES, "tired")).agree


def test_a_new_row_is_an_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Euler's method in 4000 steps, for three decimals: it runs, is compared, and is left out where it refuses."""

    def euler(equation: LindbladEquation, rho: ExactMatrix, time: Any, _digits: int) -> Entries:
        rows = [[float(arb(entry)) for entry in row] for row in equation.liouvillian.real.tolist()]
        state, step = [float(arb(entry)) for entry in rho.real.entries()], float(arb(time / 4000))
        for _ in range(4000):
            slope = [sum(a * b for a, b in zip(row, state, strict=True)) for row in rows]
            state = [x + step * y for x, y in zip(state, slope, strict=True)]
        size = equation.levels
        return tuple(tuple(state[i * size : (i + 1) * size]) for i in range(size))

    def seconds(equation: LindbladEquation, _time: fmpq, _digits: int) -> float:
        if not equation.real:
            raise NumericError("Euler's method here is for real equations")
        return 0.5

    monkeypatch.setitem(ENGINES, "euler", Solver("Euler's method", euler, seconds, most_digits=3))
    found = compare_engines(master_equation((1,)), pure_state([fmpq(3, 5), fmpq(4, 5)]), 1)
    assert found.agree
    assert arb("1e-9") < found.deviations["euler"] < arb("1e-3")
    refused = compare_engines(master_equation((1,), matrix([[1, 0], [0, 0]])), pure_state([1, 0]), 1)
    assert refused.left_out == {"euler": "Euler's method here is for real equations"}


def test_without_qutip_it_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    found = compare_engines(master_equation((1,)), pure_state([1, 0]), 1)
    assert found.agree
    assert found.left_out == {"qutip": "QuTiP is not installed: it comes with the extra `qutip`"}
    with pytest.raises(NumericError, match="QuTiP is not installed"):
        run("qutip", master_equation((1,)), pure_state([1, 0]), 1)


THREE = diagonal([fmpq(1, 2), fmpq(1, 2), 0])
HUGE = matrix([[0, 10**200, 0], [10**200, 0, 0], [0, 0, 0]])


@pytest.mark.parametrize(
    ("sector", "rho", "time", "hamiltonian", "left_out"),
    [
        ((1, -1) * 4 + (1,), EQUAL, fmpq(1), None, {"expm"}),
        ((1, -1) * 4 + (1,), EQUAL, fmpq(1, 50), DENSE, {"expm"}),
        ((1, -1), THREE, fmpq(1000), None, {"taylor"}),
        ((1, -1), THREE, fmpq(10**9), COUPLED, {"taylor", "qutip"}),
        ((1, -1), THREE, fmpq(1, 10**200), HUGE, {"qutip"}),
        ((1, -1), THREE, fmpq(1), COUPLED, set()),
    ],
)
def test_what_is_slow_is_left_out(
    sector: tuple[int, ...], rho: ExactMatrix, time: fmpq, hamiltonian: ExactMatrix | None, left_out: set[str]
) -> None:
    found = compare_engines(master_equation(sector, hamiltonian), rho, time)
    assert found.agree
    assert set(found.left_out) == set(found.others) - set(found.deviations)
    assert set(found.left_out) & {"taylor", "expm", "qutip"} == left_out


def test_the_limit_of_work_is_one_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    equation, rho = master_equation((1, -1), COUPLED), THREE
    for least in ("balls", "taylor", "expm"):
        seconds = dict.fromkeys(("balls", "taylor", "expm"), 99.5) | {least: 1.0}
        monkeypatch.setattr(engines, "_seconds", lambda *_, seconds=seconds: (seconds, {}))
        with pytest.raises(NumericError, match="the work must be at most 15 s, not about 100 s: lower the time"):
            compare_engines(equation, rho, 1)
    monkeypatch.undo()
    with pytest.raises(NumericError, match="must be at most 1e12"):
        compare_engines(equation, rho, 10**12)


@pytest.mark.parametrize("name", PRECISE)
def test_what_takes_more_is_estimated_at_more(name: str) -> None:
    larger = [master_equation((1, -1) * k, first(4, hermitian_matrices(2 * k + 1))[-1]) for k in (1, 2, 3)]
    estimates = [ENGINES[name].seconds(equation, fmpq(1), 50) for equation in larger]
    assert all(a < b for a, b in pairwise(estimates))
    assert ENGINES[name].seconds(larger[0], fmpq(1), 500) > estimates[0]
