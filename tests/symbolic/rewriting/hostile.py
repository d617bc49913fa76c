"""Formulas that nobody means, and points at which they go wrong if they can: for the property tests of rewriting."""

from functools import lru_cache
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import complex_rational
from bornproof.numeric_check.evaluation.evaluate import evaluate, prepared
from bornproof.symbolic.notation.core import I, J, K, M, N, S, alpha, delta, p, q, rho0, sigma, t, theta
from flint import fmpq
from sympy import Add, Expr, Ge, Integer, Le, Mul, Pow, Product, Rational, Sum, Symbol, pi
from sympy import I as imaginary
from sympy.functions import Abs, Max, Min, conjugate, cos, exp, log, sign, sin, sqrt

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
                return self.ranged(Sum, bound, depth - 1)
            case "product":
                return self.ranged(Product, bound, depth - 1)
        return self.special(first, second)

    def special(self, first: Expr, second: Expr) -> Expr:
        return self.source.choice(
            (
                exp(-t * first), exp(-t), sqrt(q), sqrt(1 - q), sqrt(1 - q**2), sqrt(first), sqrt(first**2), Max(first, second),
                Min(first, p[second]), sign(first), sign(sigma[second]), Abs(first), Abs(sigma[first]), Pow(-1, first),
                Pow(2, first), Pow(q, 2 * N), cos(t), sin(t) ** 2, 1 / (1 + p[first]), 1 / p[first], 1 / S[first], 1 / first,
                q / (q + t), imaginary * alpha[first], 1 / (first - second), log(1 + q), Abs(1 + imaginary * q),
                exp(imaginary * pi * first), exp(imaginary * pi * Rational(self.source.randint(-9, 9), self.source.randint(1, 6))),
                cos(pi * first / 2), sin(pi * second), exp(imaginary * pi * first * t), Pow(-1, first) * Pow(-1, -second),
                log(-Rational(self.source.randint(1, 30), 7)), log((1 + q) ** 2 * (2 + t)), log(-2 / (1 + t)), log(sqrt(1 + q)),
                log((sigma[first] - 1) ** 2), log(imaginary * (1 + q)), log(sigma[first] * (1 + t) - imaginary), log(q * exp(t)),
                exp(log(1 + q) / 2 - t * log(1 + q)), exp(log(imaginary - q) / 2), exp(log(-1 - q) / 3), Pow(1 + q, t + first),
                theta(Abs(alpha[first])), theta(Abs(rho0[first, second])), sign(Abs(sigma[first])), sign(sigma[first]) ** 3,
                sqrt(p[first] ** 2), Pow(p[first], second), Pow(q, 0, evaluate=False), sqrt(S[first] - S[second]),
            )
        )  # fmt: skip

    def ranged(self, kind: type[Expr], bound: tuple[Symbol, ...], depth: int) -> Expr:
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
        total: Any = fmpq(0)
        equal = source.random() < 0.3
        for i in range(-REACH, REACH + 1):
            drawn = complex_rational(fmpq(source.choice((0, 1, 3)), 4), fmpq(source.choice((0, 1)), 2))
            amplitude: Any = (fmpq(1, 2) if equal else drawn) if 1 <= i <= size else fmpq(0)
            total += evaluate(Abs(Symbol("z")) ** 2, {Symbol("z"): amplitude})
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
