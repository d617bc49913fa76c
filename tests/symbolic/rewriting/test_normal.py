"""The normal form has the value of the tree: random formulas over hostile points, by an evaluator that shares no rewriting."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from random import Random
from typing import Any

import pytest
from flint import fmpq
from sympy import Abs, Add, Dummy, Expr, Function, Ge, Integer, Le, Max, Min, Mul, Pow, Product, Rational, Sum, Symbol
from sympy import conjugate, cos, exp, log, sign, sin, sqrt
from sympy import I as imaginary

from numeric_check.agreement import Agreement, compare
from numeric_check.errors import NumericError, UndecidedError, UndefinedError
from numeric_check.evaluation import evaluate, prepared
from numeric_check.exact import complex_rational
from numeric_check.values import power
from symbolic.notation import I, J, K, M, N, S, alpha, delta, p, q, rho0, sigma, t, theta
from symbolic.rewriting.assuming import assumed, context_for, distinguished
from symbolic.rewriting.context import Budget, Context, Language, SplitError, UnprovedError
from symbolic.rewriting.polynomials import Atom, Poly
from symbolic.rewriting.trees import normal

LANGUAGE = Language(((S, alpha),), (rho0,))
KNOWN = (Ge(N, 2), Le(I, N), Le(J, N), Le(K, N), Le(q, 1))
A, B = Symbol("a", integer=True), Symbol("b", integer=True)  # whole numbers of any sign
BOUND = (Symbol("i", integer=True), Symbol("j", integer=True), M, K, A)  # K is free and bound, M positive by its symbol
REACH = 24


class Hostile:
    """Formulas that nobody means: bound names of any sign, reversed limits, powers of steps, exponents 0, equal levels."""

    def __init__(self, seed: int) -> None:
        self.source = Random(seed)  # noqa: S311 (reproducible formulas, not secrets)

    def formula(self, depth: int = 2) -> Expr:
        return Add(*(self.source.choice((1, -1, 2)) * self.term((), depth) for _ in range(self.source.choice((1, 1, 2)))))

    def term(self, bound: tuple[Symbol, ...], depth: int) -> Expr:
        return Mul(*(self.factor(bound, depth) for _ in range(self.source.choice((1, 2, 2, 3)))))

    def level(self, bound: tuple[Symbol, ...]) -> Expr:
        name = self.source.choice((I, J, K, N, A, B, Integer(0), Integer(1), Integer(2), *bound * 4))
        return self.source.choice((1, 1, 1, 1, -1)) * name + self.source.choice((0, 0, 0, 1, -1))

    def factor(self, bound: tuple[Symbol, ...], depth: int) -> Expr:
        first, second = self.level(bound), self.level(bound)
        kinds = ["delta", "delta", "step", "entry", "weight", "level", "prefix", "special"]
        kind = self.source.choice(kinds + ["sum"] * 5 * bool(depth) + ["product"] * bool(depth))
        match kind:
            case "delta":
                return delta(first, second)
            case "step":
                inside = self.source.choice((sigma[first], -sigma[first], first, q - Rational(1, 3), 0 * t))
                return theta(inside) ** self.source.choice((1, 1, 2, 3, 0, Max(0, second)))
            case "entry":
                return self.source.choice((lambda z: z, conjugate, Abs))(rho0[first, second])
            case "weight":
                return self.source.choice((p[first], p[first] ** 2, alpha[first] * conjugate(alpha[first]), Abs(alpha[first]) ** 2))
            case "level":
                return first ** self.source.choice((1, 1, 2, 3))
            case "prefix":
                return S[first]
            case "sum":
                return self.range(Sum, bound, depth - 1)
            case "product":
                return self.range(Product, bound, depth - 1)
        return self.special(first, second)

    def special(self, first: Expr, second: Expr) -> Expr:
        return self.source.choice(
            (
                exp(-t * first), exp(-t), sqrt(q), sqrt(1 - q), sqrt(1 - q**2), sqrt(first), sqrt(first**2), Max(first, second),
                Min(first, p[second]), sign(first), sign(sigma[second]), Abs(first), Abs(sigma[first]), Pow(-1, first),
                Pow(2, first), Pow(q, 2 * N), cos(t), sin(t) ** 2, 1 / (1 + p[first]), 1 / p[first], 1 / S[first], 1 / first,
                q / (q + t), imaginary * alpha[first], 1 / (first - second), log(1 + q), Abs(1 + imaginary * q), sqrt(p[first] ** 2),
                Pow(p[first], second), Pow(q, 0, evaluate=False), sqrt(S[first] - S[second]),
            )
        )  # fmt: skip

    def range(self, kind: type[Expr], bound: tuple[Symbol, ...], depth: int) -> Expr:
        name = self.source.choice([name for name in BOUND if name not in bound])
        ends = ((1, N), (2, N), (1, N - 1), (J, N), (I + 1, J), (A, B), (B, 2), (N, 1), (0, 3), (-2, 1), (1, 0), (3, J), (0, A))
        low, high = self.source.choice(ends)
        if bound and self.source.random() < 0.5:
            low, high = self.source.choice(((1, bound[-1] - 1), (bound[-1] + 1, N), (bound[-1], bound[-1] + 2), (1 - bound[-1], B)))
        return kind(self.term((*bound, name), depth), (name, low, high))


@lru_cache
def points() -> tuple[Any, ...]:
    """Small and large N, levels equal and at the ends, amplitudes zero and equal, time 0, and q at 0 and 1."""
    found = []
    source = Random(7)  # noqa: S311
    for size in (2, 2, 3, 3, 4, 9):
        table: dict[Any, Any] = {}
        total = fmpq(0)
        equal = source.random() < 0.3
        for i in range(-REACH, REACH + 1):
            amplitude = complex_rational(fmpq(source.choice((0, 1, 3)), 4), fmpq(source.choice((0, 1)), 2)) if 1 <= i <= size else fmpq(0)
            amplitude = fmpq(1, 2) if equal and 1 <= i <= size else amplitude
            total += evaluate(Abs(Symbol("z")) ** 2, {Symbol("z"): amplitude})  # type: ignore[operator]
            table |= {alpha[i]: amplitude, S[i]: total, p[i]: fmpq(source.choice((0, 1, 5, 9)), 7)}
            table |= {sigma[i]: fmpq(source.choice((-2, -1, 0, 1, 3)), 3)}
        for i in range(-REACH, REACH + 1):
            for j in range(-REACH, i + 1):
                value = complex_rational(fmpq(source.randint(-3, 9), 7), fmpq(source.randint(-3, 3), 5) if i != j else fmpq(0))
                table |= {rho0[i, j]: value, rho0[j, i]: evaluate(conjugate(Symbol("z")), {Symbol("z"): value})}
        for _ in range(4):
            levels = {N: size, **{level: source.randint(1, size) for level in (I, J, K)}}
            others = {A: source.randint(-3, 4), B: source.randint(-3, 4), t: source.choice((fmpq(0), fmpq(1, 2)))}
            found.append(prepared(table | levels | others | {q: source.choice((fmpq(0), fmpq(1), fmpq(1, 3), fmpq(5, 6)))}))
    return tuple(found)


def value(poly: Poly, scope: dict[Symbol, Any], point: Any) -> Any:
    """A normal form evaluated by the definitions of its atoms alone."""
    total: Any = fmpq(0)
    for mono, factor in poly.terms.items():
        part: Any = factor
        for atom, exponent in mono:
            part = part * power(atom_value(atom, scope, point), fmpq(exponent))
        total = total + part
    return total


def atom_value(atom: Atom, scope: dict[Symbol, Any], point: Any) -> Any:
    if atom.kind == "symbol":
        return scope[atom.payload] if atom.payload in scope else evaluate(atom.payload, point)
    if atom.kind in ("prefix", "product"):
        body, *limits = atom.args
        ends = [int(value(limit, scope, point).p) for limit in limits]
        low, high = (1, *ends) if atom.kind == "prefix" else ends
        turned = atom.kind == "prefix" and high < 0
        places = range(high + 1, 1) if turned else range(low, high + 1)
        result: Any = fmpq(int(atom.kind == "product"))
        for place in places:
            item = value(body, scope | {atom.payload: fmpq(place)}, point)
            result = result + item if atom.kind == "prefix" else result * item
        return -result if turned else result
    args = [value(arg, scope, point) for arg in atom.args]
    names = [Dummy() for _ in args] if atom.kind != "entry" else []
    return evaluate(_node(atom, names, args), point if atom.kind == "entry" else dict(zip(names, args, strict=True)))


def _node(atom: Atom, names: list[Dummy], args: list[Any]) -> Expr:
    one = names[0] if names else Integer(0)
    match atom.kind:
        case "entry":
            return atom.payload[tuple(int(arg.p) for arg in args)]
        case "i":
            return imaginary
        case "root":
            return Pow(one, Rational(1, atom.payload[0]))
        case "power":
            return Pow(one, names[1])
        case "inverse":
            return 1 / one
        case "max":
            return Max(*names)
        case "function":
            return atom.payload(*names)
    return {"theta": theta, "sign": sign, "exp": exp, "log": log, "modulus": Abs, "conjugate": conjugate}[atom.kind](one)


def contexts() -> Context:
    return assumed(context_for(LANGUAGE, Budget(60_000)), KNOWN)


def in_its_case(context: Context, formula: Expr, point: Any) -> tuple[Context, Poly]:
    """The normal form in the case of the distinctions to which the point belongs; there is exactly one."""
    while True:
        try:
            return context, normal(context, formula)
        except SplitError as split:
            number = value(split.poly, {}, point)
            cases = list(distinguished(context, split))
            where = [number == 0, number > 0, number < 0] if split.equal else [number >= 0, number < 0]
            (context,) = (case for case, here in zip(cases, where, strict=True) if here)
            assert not context.facts.impossible


def check(formula: Expr, point: Any) -> str:
    """What became of a formula at a point: proved forms must have its value there, and must not hide that it has none."""
    try:
        true = evaluate(formula, point)
    except (UndefinedError, NumericError) as error:
        if "integers" in str(error) or "every entry" in str(error):
            return "outside"
        true = None
    except UndecidedError:
        return "outside"
    try:
        _, found = in_its_case(contexts(), formula, point)
    except UnprovedError:
        return "refused"
    assert true is not None, f"{formula} has no value, and is {found.key}"
    try:
        shown = value(found, {}, point)
    except (UndecidedError, NumericError):
        return "outside"
    assert compare(shown, true) is not Agreement.DISJOINT, f"{formula}: {shown} for {true}, from {found.key}"
    return "agrees"


def some(seed: int, count: int) -> Iterator[tuple[Expr, Any]]:
    grammar = Hostile(seed)
    for _ in range(count):
        formula = grammar.formula()
        for point in grammar.source.sample(points(), 4):
            yield formula, point


@pytest.mark.parametrize("seed", range(4))
def test_the_normal_form_has_the_value_of_the_formula(seed: int) -> None:
    results = Counter(check(formula, point) for formula, point in some(seed, 40))
    assert results["agrees"] > 40
    assert results["refused"] > 5
