"""What a user of the library gets: every kind of number in, SymPy, NumPy, text and LaTeX out, and the same mathematics."""

from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy
import pytest
from bornproof.symbolic import average, closed_form, sector_probability
from bornproof.symbolic.coherences import damping
from bornproof.symbolic.disks import Distribution, uniform
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import kappa, rho0, t
from bornproof.symbolic.rates import component_equations
from flint import fmpq, fmpq_mat, fmpz
from sympy import Add, Integer, Matrix, Rational, Symbol, diff, exp, sqrt, zeros

from tests.symbolic.twins import likely_sectors

HALVES = {
    "int": (0, 1, 0),
    "Fraction": (Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)),
    "str": ("1/2", "0.25", "1/4"),
    "SymPy": (Rational(1, 2), Rational(1, 4), Rational(1, 4)),
    "FLINT": (fmpq(1, 2), fmpq(1, 4), fmpq(1, 4)),
    "all of them": ("1/2", Fraction(1, 2), fmpz(0)),
    "NumPy": numpy.array([0, 1, 0]),
}
SIGNS: tuple[Any, ...] = ("+-", (1, -1), [1, -1], numpy.array([1, -1]))
STATES = (("1/4", "1/4", "1/2"), (0, "1/3", "2/3", 0), (0, 0, 1), ("1/9", "1/3", "5/9"), ("2/5", "1/10", "1/10", "1/5", "1/5"))


@pytest.mark.parametrize("p", HALVES.values(), ids=HALVES.keys())
def test_every_kind_of_number(p: Any) -> None:
    for signs in SIGNS:
        solution = closed_form(signs, p)
        assert [value(1) for value in solution.populations] == [fmpq(*map(int, Rational(str(part)).as_numer_denom())) for part in p]
        assert solution.to_numpy(0) == pytest.approx([float(Rational(str(part))) for part in p])
        assert isinstance(sector_probability(signs, p), Rational)
    assert average(p).to_numpy(0) == pytest.approx([float(Rational(str(part))) for part in p])


@pytest.mark.parametrize(
    ("signs", "p", "message"),
    [
        ("+", (0.25, 0.75), "must be an exact rational, such as .*, not the float 0.25"),
        ("+", numpy.array([0.25, 0.75]), "must be an exact rational"),
        ("+", ("1/4", "a half"), "must be an exact rational"),
        ("+", ("1/2", "3/4"), "probabilities must sum to 1, not 5/4"),
        ("+", (-1, 2), "must not be negative"),
        ("+", ("1/4", "1/4", "1/2"), "signs must be one fewer than levels"),
        ("+x", ("1/4", "1/4", "1/2"), "signs must be a row of"),
        ((2, 1), ("1/4", "1/4", "1/2"), r"one sign \+1, 0 or -1"),
        ("", (1,), "levels must be an integer of at least 2, not 1"),
    ],
)
def test_refusals(signs: Any, p: Any, message: str) -> None:
    for solve in (closed_form, sector_probability):
        with pytest.raises(SymbolicError, match=message):
            solve(signs, p)
    if "sign" not in message and "sector" not in message:
        with pytest.raises(SymbolicError, match=message):
            average(p)


x = Symbol("x", positive=True)
NO_LISTS: tuple[Any, ...] = (None, 3, {0, 1}, {0: 1, 1: 0}, object, "1/4, 3/4", b"+-")


@pytest.mark.parametrize("given", NO_LISTS, ids=repr)
def test_what_is_no_list_is_refused(given: Any) -> None:
    for ask in (closed_form, sector_probability):
        with pytest.raises(SymbolicError, match=r"probabilities must be a list"):
            ask("+-", given)
        with pytest.raises(SymbolicError, match=r"signs must be (a list|a row|whole numbers)"):
            ask(given, ("1/4", "1/4", "1/2"))
    with pytest.raises(SymbolicError, match=r"probabilities must be a list"):
        average(given)
    with pytest.raises(SymbolicError, match=r"signs must be (a list|a row|whole numbers)"):
        component_equations(3).to_numpy(given)


@pytest.mark.parametrize("signs", [(1.0, -1.0), (True, False), numpy.array([1.0, -1.0]), ("+", "-"), (None, 1)], ids=repr)
def test_signs_that_are_none_are_refused(signs: Any) -> None:
    with pytest.raises(SymbolicError, match="signs must be whole numbers, or a text"):
        closed_form(signs, ("1/4", "1/4", "1/2"))


def test_lists_of_every_kind() -> None:
    p = ("1/4", "1/4", "1/2")
    row = fmpq_mat(1, 3, [fmpq(1, 4), fmpq(1, 4), fmpq(1, 2)])
    expected = closed_form("+-", p).populations
    given: Any
    for given in (row, row.transpose(), Matrix([["1/4", "1/4", "1/2"]]), (each for each in p)):
        signs: Any = (sign for sign in (fmpz(1), Integer(-1)))
        assert closed_form(signs, given).populations == expected
    whole: Any
    for whole in (Integer(3), numpy.int64(3)):
        assert repr(component_equations(whole)) == repr(component_equations(3))


def test_a_distribution_is_a_function() -> None:
    with pytest.raises(SymbolicError, match="must be a function of the radius, not of type NoneType"):
        average(("1/4", "3/4"), None)  # type: ignore[arg-type]


def _dipped(radius: Any) -> Any:
    """Its derivative 3 (r - a)^2 - 3 (a/2)^2 is negative about a = 1/99 alone."""
    middle = Rational(1, 99)
    return (radius - middle) ** 3 + middle**3 - 3 * (middle / 2) ** 2 * radius


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        (lambda r: 1 - (1 - r) ** 2 / 2, "the probability 0 within the radius 0, not 1/2"),
        (lambda r: r**0, "the probability 0 within the radius 0, not 1"),
        (lambda r: r / 2, "the probability 1 within the radius 1, not 1/2"),
        (lambda r: 4 * r * (1 - r) + r, "must not fall with the radius, as to"),
        (lambda r: r**2 + 1, "the probability 0 within the radius 0, not 1"),
        (lambda r: _dipped(r) / _dipped(Integer(1)), "between places of the grid"),
    ],
    ids=["lump", "centre", "half", "falls", "above 1", "falls between"],
)
def test_what_is_no_distribution_function_is_refused(inside: Any, message: str) -> None:
    with pytest.raises(SymbolicError, match=message):
        average(("1/4", "3/4"), inside)


def test_a_distribution_that_asks_for_the_size_of_the_radius_is_one() -> None:
    average(("1/4", "3/4"), lambda r: Rational(1, 2) * r if r < Rational(1, 2) else Rational(3, 2) * r - Rational(1, 2))


def test_a_coherence_prints_as_the_solution_does() -> None:
    solution = average(("1/4", "1/4", "1/2"))
    assert f"<rho_12>(t) = rho_12(0)*({solution.coherence(1, 2)})" in str(solution)
    assert "sqrt{x}" in solution.coherence(1, 2)._repr_latex_()
    with pytest.raises(SymbolicError, match="a level must be a whole number"):
        solution.coherence("1", 2)  # type: ignore[arg-type]


@pytest.mark.parametrize("kappa_t", [-1, "-1/2", -0.5, [0, -1], float("nan"), float("inf"), "later", 1j, None], ids=repr)
def test_times_that_are_none_are_refused(kappa_t: Any) -> None:
    with pytest.raises(SymbolicError, match=r"kappa t must be at least 0|must be an exact rational"):
        closed_form("+", (0, 1)).to_numpy(kappa_t)


@pytest.mark.parametrize("levels", [(1, 1), (0, 1), (1, 4)])
def test_coherences_that_are_not_there_are_refused(levels: tuple[int, int]) -> None:
    with pytest.raises(SymbolicError, match=r"two different levels in 1\.\.3"):
        closed_form("+-", ("1/4", "1/4", "1/2")).coherence(*levels)


@pytest.mark.parametrize("inside", [uniform, lambda radius: radius**4], ids=["uniform", "density 2 |lambda|^2/pi"])
@pytest.mark.parametrize("p", STATES, ids=str)
def test_averaged_coherences_are_sums_over_sectors(p: tuple[Any, ...], inside: Distribution) -> None:
    solution = average(p, inside)
    values = [fmpq(*Fraction(part).as_integer_ratio()) for part in p]
    for i, j in combinations(range(1, len(p) + 1), 2):
        literal = Add()
        for sector, weight in likely_sectors(values, inside):
            factor = closed_form(sector, p).coherence(i, j)
            assert factor == sqrt(x) ** damping(sector, i, j)
            literal += factor * Rational(str(weight))
        assert solution.coherence(i, j) == solution.coherence(j, i) == literal


@pytest.mark.parametrize("signs", ["+-", "-+", "0+", "--"])
def test_the_matrix_solves_the_equations_of_motion(signs: str) -> None:
    p = ("1/4", "1/4", "1/2")
    state = closed_form(signs, p).to_sympy()
    generator, dampings = component_equations(3).to_numpy(signs)
    populations = Matrix([state[i, i] for i in range(3)])
    moved = diff(populations, t) / kappa - generator.astype(int) * populations
    assert moved.applyfunc(lambda entry: entry.expand()) == zeros(3, 1)
    assert list(populations.subs(t, 0)) == [Rational(part) for part in p]
    for i, j in combinations(range(3), 2):
        assert state[i, j] == rho0[i + 1, j + 1] * exp(-kappa * t * int(dampings[i, j]) / 2)


@pytest.mark.parametrize("solution", [closed_form("+-+", ("1/4",) * 4), average(("1/4",) * 4)], ids=["sector", "average"])
def test_floats_are_those_of_the_exact_values(solution: Any) -> None:
    times = numpy.linspace(0, 7, 5)
    found = solution.to_numpy(times)
    assert found.shape == (5, 4)
    for time, row in zip(times, found, strict=True):
        state = solution.to_sympy().subs({kappa: 1, t: Rational(*float(time).as_integer_ratio())})
        assert row == pytest.approx([float(state[i, i].n(30)) for i in range(4)], rel=1e-15)
    assert (solution.to_numpy("1/3") == solution.to_numpy(["1/3"])[0]).all()


def test_floats_of_many_levels_are_not_lost_in_cancellation() -> None:
    found = average(("1/40",) * 40).to_numpy("1/100")
    assert found.sum() == pytest.approx(1, abs=1e-15)


def test_how_it_prints() -> None:
    assert str(closed_form("-", ("1/4", "3/4"))).splitlines()[0] == "rho_11(t) = 1 - 3*x/4"
    assert str(average(("1/4", "3/4"))).splitlines()[:1] == ["<rho_11>(t) = 1/4"]
    assert "rho_1,11" not in str(closed_form("+" * 10, ("1/11",) * 11))
    assert "55 coherences" in str(closed_form("+" * 10, ("1/11",) * 11))
    shown = average(("1/4", "3/4"))._repr_latex_()
    assert shown.startswith(r"$\displaystyle \begin{aligned}\langle \rho_{11} \rangle(t) &= \frac{1}{4} \\ ")
    assert shown.count("{") == shown.count("}")


def test_a_wrong_factor_would_be_seen() -> None:
    solution = closed_form("-", ("1/4", "3/4"))
    assert solution.to_sympy() != closed_form("+", ("1/4", "3/4")).to_sympy()
    assert Add(*(solution.to_sympy()[i, i] for i in range(2))).expand() == 1
