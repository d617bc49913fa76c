"""Products and sums of powers over hostile ranges: shifted, telescoping, geometric, and 0 to a power."""

from collections import Counter
from functools import partial
from random import Random

import pytest
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.evaluation.evaluate import evaluate
from bornproof.symbolic.notation.core import I, J, K, N, alpha, p, q, sigma, t
from bornproof.symbolic.rewriting.algebra import cleared
from bornproof.symbolic.rewriting.context import UnprovedError
from bornproof.symbolic.rewriting.distinctions import first_residual
from bornproof.symbolic.rewriting.trees import normal
from flint import fmpq
from sympy import Abs, Expr, Integer, Pow, Product, Rational, Sum, exp
from sympy import I as imaginary

from tests.symbolic.rewriting.hostile import BOUND, A, B, points
from tests.symbolic.rewriting.test_normal import check, contexts, in_its_case

i, j, M = BOUND[0], BOUND[1], BOUND[2]
ENDS = (
    (1, N), (2, N), (2, N + 1), (0, N - 1), (1, N - 1), (J, N), (I + 1, J), (I + 1, J + 1), (A, B), (A + 1, B + 1), (B, 2), (N, 1),
    (-3, 1), (1, 0), (0, A), (0, N), (A, A + 70), (-80, 1),
)  # fmt: skip


class Powers:
    """Formulas that are shifted, telescope or are summed geometrically, in ranges of any kind."""

    def __init__(self, seed: int) -> None:
        self.source = Random(seed)  # noqa: S311

    def formula(self) -> Expr:
        return self.ranged(self.source.choice((Product, Sum)), self.source.choice(BOUND), 1)

    def ranged(self, kind: type[Expr], name: Expr, depth: int) -> Expr:
        low, high = self.source.choice(ENDS)
        if kind is Product:
            low, high = self.source.choice([ends for ends in ENDS if ends[-1] not in (A + 70, 1)])
        body = self.factor(kind, name) * self.source.choice((1, 1, self.factor(kind, name)))
        if depth and self.source.random() < 0.3:
            inner = self.source.choice([other for other in BOUND if other != name])
            body = body * self.ranged(self.source.choice((Product, Sum)), inner, 0)
        return kind(body, (name, low, high))

    def factor(self, kind: type[Expr], name: Expr) -> Expr:
        shift = name + self.source.choice((0, 0, 1, -1, 2, K, -J))
        other = shift + self.source.choice((1, -1, 2, -2, 3))
        power = self.source.choice((1, 1, -1, 2)) * name + self.source.choice((0, 0, 1, -1, 3, J, N))
        base = self.source.choice((-1, -1, 2, Rational(1, 2), -2, 0, q, 1 + q, alpha[I], imaginary, 1, Rational(-1, 3), t))
        telescoping = (
            shift, other, shift / other, (shift + 1) / shift, 1 + 1 / shift, 1 - 1 / shift**2, p[shift] / p[other], 2 * shift + 1,
            (1 + p[shift]) / (1 + p[other]), (1 + Abs(alpha[shift]) ** 2), sigma[shift], sigma[shift] - sigma[other], -shift,
            1 / (shift * other), shift / (other * (other + 1)), 1 / (shift**2 + 3 * shift + 2), shift**2 / (shift * other),
            1 / ((shift + p[1]) * (other + p[1])), (shift + sigma[I]) / (other + sigma[I]),
            shift**2 + 3 * shift + 1, 3 - 2 * shift, (p[shift] - 2) / (2 - p[other]),
        )  # fmt: skip
        geometric = (
            Pow(base, power, evaluate=False), Pow(base, power, evaluate=False), exp(t * power), exp(-power), power * exp(power),
            shift * Pow(base, power, evaluate=False), shift**2 * Pow(base, name, evaluate=False), exp(imaginary * t * name),
            Pow(-1, name) * Pow(2, power), Pow(-1, name / Integer(2), evaluate=False), exp(-t * name) * Pow(q, name),
        )  # fmt: skip
        return self.source.choice(telescoping if self.source.random() < (0.7 if kind is Product else 0.2) else geometric)


class Identities:
    """Geometric sums, and sums of partial fractions, against what they are but for an odd limit, exponent or factor."""

    def __init__(self, seed: int) -> None:
        self.source = Random(seed)  # noqa: S311

    def formula(self) -> Expr:
        name, (low, high) = self.source.choice(BOUND), self.source.choice(ENDS[:15])
        x = self.source.choice((q, alpha[1], Abs(alpha[I]), Abs(alpha[1]) ** 2, p[1], sigma[J], K, A, t, q - 1, 1 + imaginary))
        step, off = self.source.choice((1, 1, 2)), self.source.choice((0, 0, 1, -1))
        body = Pow(x, step * name + off, evaluate=False)
        ends = Pow(x, step * (high + 1) + off, evaluate=False) - Pow(x, step * low + off, evaluate=False)
        wrong = self.source.choice((0, 0, 0, 1, x - 1, Pow(x, high, evaluate=False)))
        return Sum(body, (name, low, high)) * (x**step - 1) - ends + wrong


@pytest.mark.parametrize("seed", range(4))
def test_geometric_sums_are_proved_only_where_they_are_equal(seed: int) -> None:
    grammar, results = Identities(seed), Counter[bool]()
    for _ in range(25):
        formula = grammar.formula()
        try:
            proved = first_residual(contexts(), [partial(normal, node=formula)]) is None
        except UnprovedError:
            proved = False
        results[proved] += 1
        for point in points() if proved else ():
            assert compare(evaluate(formula, point), fmpq(0)) is not Agreement.DISJOINT, formula
    assert results[True] > 1, results


@pytest.mark.parametrize("seed", range(6))
def test_products_and_powers_have_the_value_of_the_formula(seed: int) -> None:
    grammar, results = Powers(seed), Counter[str]()
    for _ in range(40):
        formula = grammar.formula()
        results.update(check(formula, point) for point in grammar.source.sample(points(), 4))
    assert results["agrees"] > 30, results


k = i
SAME: dict[str, tuple[Expr, Expr]] = {
    "shifted": (Product(sigma[k + 1], (k, 1, N - 1)), Product(sigma[k], (k, 2, N))),
    "shifted by a level": (Product(sigma[k + J], (k, 1, N)), Product(sigma[k], (k, J + 1, J + N))),
    "shifted polynomials": (Product(2 * k + 3, (k, 1, N - 1)), Product(2 * k + 1, (k, 2, N))),
    "another sign": (Product(sigma[k] - sigma[k + 1], (k, 1, N)), (-1) ** N * Product(sigma[k] - sigma[k - 1], (k, 2, N + 1))),
    "neighbours": (Product((k + 1) / k, (k, 1, N)), N + 1),
    "two apart": (Product((k + 2) / k, (k, 1, N)), (N + 1) * (N + 2) / 2),
    "either side": (Product(1 - 1 / k**2, (k, 2, N)), (N + 1) / (2 * N)),
    "sums of entries": (Product((1 + p[k + 1]) / (1 + p[k]), (k, 1, N - 1)), (1 + p[N]) / (1 + p[1])),
    "exponentials": (Product(exp(t * k), (k, 1, N)), exp(t * N * (N + 1) / 2)),
    "two apart, down": (Product(k / (k + 2), (k, J, N)), J * (J + 1) / ((N + 1) * (N + 2))),
    "partial fractions": (Sum(1 / (k * (k + 1)), (k, 1, N)), N / (N + 1)),
    "three divisors": (Sum(1 / (k * (k + 1) * (k + 2)), (k, 1, N)), Rational(1, 4) - 1 / (2 * (N + 1) * (N + 2))),
    "divisors that are written out": (Sum(1 / (k**2 + 3 * k + 2), (k, 0, N - 1)), N / (N + 1)),
    "divisors that go down": (Sum(1 / ((N - k + 1) * (N - k + 2)), (k, 1, N)), N / (N + 1)),
    "squares of divisors": (Sum((2 * k + 1) / (k**2 * (k + 1) ** 2), (k, J, N)), 1 / J**2 - 1 / (N + 1) ** 2),
    "divisors apart by a symbol": (
        Sum((1 + q) / ((k + p[1]) * (k + p[1] + q + 1)), (k, 1, N)),
        Sum(1 / (k + p[1]) - 1 / (k + p[1] + q + 1), (k, 1, N)),
    ),
    "powers": (Product(Pow(2, k), (k, 1, N)), Pow(2, N * (N + 1) / 2)),
    "alternating": (Sum(Pow(-1, k), (k, 1, N)), (Pow(-1, N) - 1) / 2),
    "alternating with the index": (Sum(Pow(-1, k) * k, (k, 1, N)), (Pow(-1, N) * (2 * N + 1) - 1) / 4),
    "geometric": (Sum(Pow(1 + sigma[1] ** 2 + 1, k), (k, 0, N)), (1 - Pow(2 + sigma[1] ** 2, N + 1)) / (-1 - sigma[1] ** 2)),
    "geometric down": (Sum(Pow(2, -k), (k, 1, N)), 1 - Pow(2, -N)),
    "with the square": (Sum(k**2 * Pow(2, k), (k, 1, N)), (N**2 - 2 * N + 3) * Pow(2, N + 1) - 6),
    "0 to a level": (Pow(0, K, evaluate=False), Integer(0)),
    "0 to the 0": (Pow(0, N - N, evaluate=False), Integer(1)),
    "sums of 0": (Sum(Pow(0, k, evaluate=False), (k, 0, N)), Integer(1)),
}


@pytest.mark.parametrize("case", SAME)
def test_equal_products_and_sums_have_one_form(case: str) -> None:
    one, other = SAME[case]
    for point in points():
        context, found = in_its_case(contexts(), one - other, point)
        assert not cleared(context, found)


DIFFERENT: dict[str, tuple[Expr, Expr]] = {
    "a limit": (Product(sigma[k + 1], (k, 1, N - 1)), Product(sigma[k], (k, 1, N))),
    "what may vanish": (Product((sigma[k + 1]) / sigma[k], (k, 1, N - 1)), sigma[N] / sigma[1]),
    "what may be 1": (Sum(Pow(q, k), (k, 0, N)), (1 - Pow(q, N + 1)) / (1 - q)),
    "half turns": (Pow(-1, N / 2, evaluate=False) * Pow(-1, N / 2, evaluate=False), Integer(1)),
    "0 to what may be 0": (Pow(0, N - J, evaluate=False), Integer(0)),
    "0 to what may be negative": (Pow(0, A, evaluate=False), Integer(0)),
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_what_is_not_equal_or_not_licensed_is_not_proved(case: str) -> None:
    one, other = DIFFERENT[case]
    found = []
    for point in points():
        try:
            found.append(bool(in_its_case(contexts(), one - other, point)[1]))
        except UnprovedError:
            found.append(True)
    assert any(found)


def test_what_vanishes_is_never_divided_by() -> None:
    vanishing = Product((k - 1) / (k - 2), (k, 3, N + 3))
    assert not in_its_case(contexts(), vanishing - (N + 2), points()[0])[1]
    with pytest.raises(UnprovedError):
        normal(contexts(), Product((k - 1) / (k - 2), (k, 1, N + 3)))


@pytest.mark.parametrize(("low", "high"), [(I, J), (A, B)], ids=str)
def test_a_product_two_apart_telescopes_only_where_nothing_between_vanishes(low: Expr, high: Expr) -> None:
    results = Counter[str]()
    for pole in range(-4, 9):  # prod_{k=a}^a g(k)/g(k+2) has a value where g(a+1) = 0, and g(a)g(a+1)/(g(a+1)g(a+2)) has none
        product = Product((k - pole) / (k + 2 - pole), (k, low, high))
        results.update(check(product, point) for point in points())
    assert results["agrees"] > 20, results
    assert not results["outside"], results
