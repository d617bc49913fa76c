"""Fractions of polynomials: lowest terms and derivatives against SymPy's, and what is refused."""

from random import Random

import pytest
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.rational_functions import demand_zero, derivative, is_zero_fraction, lowest_terms
from sympy import Add, Expr, Integer, Mul, Pow, Rational, Symbol, cancel, diff, exp, expand, fraction, radsimp, sqrt, symbols

X, Y, Z = symbols("x y z")


def _any_fraction(seed: int) -> Expr:
    draw = Random(seed)  # noqa: S311

    def polynomial() -> Expr:
        powers = (X ** draw.randint(0, 2) * Y ** draw.randint(0, 2) * Z ** draw.randint(0, 1) for _ in range(3))
        return sum((Rational(draw.randint(-4, 4), draw.randint(1, 5)) * power for power in powers), Integer(draw.randint(1, 3)))

    shared = polynomial()
    return polynomial() * shared / (polynomial() * shared) + 1 / polynomial()


@pytest.mark.parametrize("seed", range(12))
def test_lowest_terms_are_those_of_sympy(seed: int) -> None:
    given = _any_fraction(seed)
    top, bottom = fraction(lowest_terms(given))
    expected_top, expected_bottom = fraction(cancel(given))
    assert expand(top * expected_bottom - bottom * expected_top) == 0
    assert {abs(number) for number in bottom.as_coefficients_dict().values()} == {
        abs(number) for number in expected_bottom.as_coefficients_dict().values()
    }
    assert cancel(lowest_terms(given, factored=True) - given) == 0


@pytest.mark.parametrize("seed", range(12))
def test_derivatives_are_those_of_sympy(seed: int) -> None:
    given = _any_fraction(seed)
    assert cancel(derivative(given, X) - diff(given, X)) == 0
    assert cancel(derivative(given, Y, Integer(7), factored=True) - diff(given, Y).subs(Y, 7)) == 0


def test_roots_leave_the_denominator() -> None:
    given = (1 + sqrt(2) * X) / (sqrt(2) - sqrt(3))
    assert expand(lowest_terms(given) - radsimp(given)) == 0
    assert fraction(lowest_terms(1 / (X + sqrt(2))))[1] == X**2 - 2


def test_what_is_no_fraction_is_a_name() -> None:
    assert lowest_terms((exp(X) ** 2 - 1) / (exp(2 * X) - 1) + Y ** Symbol("n") / Y ** Symbol("n")) == 2


def test_what_cannot_be_said_is_refused() -> None:
    with pytest.raises(SymbolicError, match="must not be 0"):
        lowest_terms(1 / ((X + 1) ** 2 - X**2 - 2 * X - 1))
    with pytest.raises(SymbolicError, match="in no other part"):
        derivative(X + exp(X), X)
    with pytest.raises(SymbolicError, match="a step must follow, but 1 is left"):
        demand_zero("a step", Integer(1))
    demand_zero("a step", (X**2 - 1) / (X - 1) - X - 1, (1 - X) ** Y * X - (1 - X) ** Y - (1 - X) ** Y * (X - 1))


def test_a_divisor_that_is_0_by_its_roots_is_refused() -> None:
    hidden = Add(Mul(sqrt(2) + 1, sqrt(2) - 1, evaluate=False), -1)  # 2 - 1 - 1
    assert is_zero_fraction(hidden)
    for found in (is_zero_fraction, lowest_terms):
        with pytest.raises(SymbolicError, match="a divisor must not be 0"):
            found(Pow(hidden, -1, evaluate=False))
