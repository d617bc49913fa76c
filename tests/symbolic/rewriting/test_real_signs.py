"""Signs by factors, and of what has the sign of something else: steps, signs, sizes and maxima of hostile products."""

from collections import Counter
from random import Random

import pytest
from bornproof.symbolic.notation.core import I, J, S, alpha, kappa, p, q, rho0, sigma, t, theta
from bornproof.symbolic.rewriting.context import Budget, Tables
from bornproof.symbolic.rewriting.premises import assumed, context_for
from bornproof.symbolic.rewriting.real_signs import never_negative, signed_factors
from bornproof.symbolic.rewriting.trees import normal
from sympy import Abs, Eq, Expr, Integer, Max, Min, Mul, Ne, Pow, Rational, Symbol, exp, expand, log, sign, sqrt
from sympy import I as imaginary

from tests.symbolic.rewriting.hostile import A, B, points
from tests.symbolic.rewriting.test_normal import check, contexts

FACTORS = (
    q, 1 - q, 2 * q - 1, q - 2, 1 + q, t, sigma[I], sigma[J], sigma[I] - sigma[J], p[I], p[1] - p[2], p[J] + 1, S[I], S[2] - S[1],
    Abs(alpha[I]), Abs(rho0[1, 2]), rho0[I, I], rho0[1, 1] - rho0[2, 2], exp(-t) - 1, exp(-t) - exp(-2 * t), 2 * exp(t) - 1,
    exp(sigma[I]) - exp(p[1]), exp(q) - exp(t), sqrt(q), sqrt(1 - q), sqrt(q) - 1, log(1 + q), log(1 + t) - log(2), 1 / (1 + p[1]),
    1 / (q - 3), Pow(1 + q, -2), theta(sigma[I]), theta(sigma[I]) - theta(sigma[J]), Max(q, t), A, B - A, Integer(0), Integer(-1),
    Rational(1, 3), alpha[I], imaginary, exp(imaginary * t) - 1,
)  # fmt: skip


class Products:
    """Functions of signs, of products that are written out or not."""

    def __init__(self, seed: int) -> None:
        self.source = Random(seed)  # noqa: S311

    def number(self) -> Expr:
        count = self.source.choice((1, 2, 2, 3))
        product = Mul(*(self.source.choice(FACTORS) ** self.source.choice((1, 1, 1, 2, 3)) for _ in range(count)))
        return expand(product) if self.source.random() < 0.6 else product

    def formula(self) -> Expr:
        x = self.number() * self.source.choice((1, -1, 2))
        several = (Max(x, self.number()), Min(x, 0), Max(x, x * q), Min(x**2, x))
        beside = self.source.choice((1, q, theta(self.number())))
        return self.source.choice((theta(x), theta(x), sign(x), Abs(x), *several)) * beside


@pytest.mark.parametrize("seed", range(6))
def test_functions_of_signs_have_the_value_of_the_formula(seed: int) -> None:
    grammar, results = Products(seed), Counter[str]()
    for _ in range(50):
        try:
            formula = grammar.formula()
        except ValueError:  # no order among complex numbers: SymPy refuses
            continue
        results.update(check(formula, point) for point in grammar.source.sample(points(), 5))
    assert results["agrees"] > 60, results


@pytest.mark.parametrize("seed", range(3))
def test_lengths_have_the_value_of_the_formula(seed: int) -> None:
    """|z| of sums of real, imaginary and complex terms, in formulas that show whether it is known to be real and its sign."""
    grammar, results = Products(seed), Counter[str]()
    for _ in range(30):
        one, other = grammar.source.sample(FACTORS, 2)
        z = one + imaginary * other * grammar.source.choice((1, one)) + grammar.source.choice((0, 0, sqrt(q - 2), alpha[I], q))
        power = Pow(one, grammar.source.choice((2, 4, 3)) * grammar.source.choice((A - B, (A - B) ** 2)))
        try:
            formula = grammar.source.choice((Abs(z), theta(Abs(z)), 1 / Abs(z), Abs(z) ** 3, Abs(power), theta(power)))
        except ValueError:
            continue
        results.update(check(formula, point) for point in grammar.source.sample(points(), 5))
    assert results["agrees"] > 40, results


x, y = Symbol("x", real=True), Symbol("y", real=True)
c = Symbol("c", integer=True, nonnegative=True)
SAME = {
    "a positive factor": (theta(1 - q**2), theta(1 - q)),
    "a factor that may vanish": (theta(q - q**2), theta(q) * theta(1 - q)),
    "the other sign": (theta(q**2 - q), Integer(0)),
    "odd powers": (theta(x**3 * (x - 1) ** 3), theta(x * (x - 1))),
    "exponentials": (theta(1 - exp(-kappa * t)), theta(t)),
    "exponentials of signs": (theta(exp(x) - 1), theta(x)),
    "a common factor": (sign(x * exp(-t) - x * exp(-2 * t)), sign(x) * theta(t)),
    "a logarithm": (theta(log(1 + q)), theta(q)),
    "a root": (theta(sqrt(1 - q**2)), theta(1 - q)),
    "the larger": (Max(q, q**2), q),
    "the smaller": (Min(q, q**2, q**3), q**3),
    "the smaller exponential": (Min(exp(-t), exp(-2 * t)), exp(-2 * t)),
    "a size": (Abs(q**2 - q), q - q**2),
    "a length": (Abs(q + imaginary * x), sqrt(q**2 + x**2)),
    "a length of 1": (Abs(q + imaginary * sqrt(1 - q**2)), Integer(1)),
    "a turned length": (Abs(exp(imaginary * x) * (1 + imaginary)), sqrt(2)),
    "an even power": (Abs((x - 1) ** (2 * c)), (x - 1) ** (2 * c)),
}


@pytest.mark.parametrize("case", SAME)
def test_what_has_equal_signs_has_one_form(case: str) -> None:
    one, other = SAME[case]
    assert normal(contexts(), one) == normal(contexts(), other)


DIFFERENT = {
    "a factor that may vanish": (theta(q - q**2), theta(1 - q)),
    "even powers": (theta(x**2 * (x - 1)), theta(x)),
    "an even power": (theta(x**2), theta(x)),
    "other heights": (theta(2 * exp(-t) - 1), theta(-t)),
    "the other exponential": (theta(exp(-t) - 1), theta(t)),
    "a negative logarithm": (theta(log(q + Rational(1, 2))), theta(q)),
    "beyond what is known": (Max(x, x**2), x**2),
    "neither": (Abs(x**2 - x), x**2 - x),
    "a root that may be imaginary": (Abs(q + imaginary * sqrt(x)), sqrt(q**2 + x)),
    "an odd power": (Abs((x - 1) ** (3 * c)), (x - 1) ** (3 * c)),
    "a power that may vanish": (theta((x - 1) ** (2 * c)), Integer(1)),
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_what_has_other_signs_has_another_form(case: str) -> None:
    one, other = DIFFERENT[case]
    assert normal(contexts(), one) != normal(contexts(), other)


def test_factors_that_are_not_real_are_left_together() -> None:
    poly = normal(contexts(), alpha[I] * (1 + q) + alpha[I].conjugate() * (1 + q))
    assert signed_factors(contexts(), poly) == (1, [poly]) or not never_negative(contexts(), poly)


def test_the_sign_of_what_a_divisor_divides_by_counts() -> None:
    s = 1 + 1 / (x + 1)  # positive for x < -2, too, where x + 1 is negative
    context = assumed(context_for(Tables(), Budget(10_000)), (Ne(x + 1, 0), s > 0))
    number, other = t / s - 1, t * (x + 1) - (x + 2)
    assert normal(context, theta(number)) != normal(context, theta(other))
    above = assumed(context, (x + 1 > 0,))
    assert normal(above, theta(number)) == normal(above, theta(other))


@pytest.mark.parametrize("value", [-2, 0, 2])
def test_factors_whose_product_is_a_number_have_its_sign(value: int) -> None:
    context = assumed(context_for(Tables(), Budget(10_000)), (Eq(x * y, value),))
    number = y * (exp(x) - 1)
    assert normal(context, theta(number)).number == int(value > 0)
    assert normal(context, sign(number)).number == (value > 0) - (value < 0)


@pytest.mark.parametrize("value", [0, 2])
def test_a_square_that_is_a_number_is_no_step(value: int) -> None:
    z = Symbol("z", positive=True)
    context = assumed(context_for(Tables(), Budget(10_000)), (Eq(z**2, 2 * z - 1 + value),))  # (z - 1)**2 = value
    assert normal(context, theta(y * log(z) ** 2)) == normal(context, theta(y) if value else Integer(0))
