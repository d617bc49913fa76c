"""Exact points that nobody meant: more levels than a proof wrote out, vanishing and equal amplitudes, any signs, kappa t = 0."""

from collections.abc import Iterator, Mapping
from itertools import count, cycle, islice
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO, ComplexRational, Exact
from bornproof.numeric_check.exact_points import amplitudes, complex_matrices, density_matrices, hermitian_matrices, probabilities
from bornproof.proofs.ledger.domain import Point
from bornproof.symbolic.notation.core import K, N, S, X, alpha, beta, kappa, lam, p, q, rho, rho0, sigma, t
from bornproof.symbolic.notation.operators import h
from bornproof.symbolic.notation.settings import other_sigma
from flint import fmpq
from sympy import Indexed, Rational, Symbol

__all__ = ["LEVELS", "changes"]

LEVELS = (9, 2, 8, 3)  # the numbers of levels to try, where N is free
MOST_LEVELS = 20  # so many are tried where a form names a number of this size
FEW = 3  # of a domain's points are changed in every way

_AMPLITUDES = frozenset({S, alpha, beta, lam})
_EVOLUTION = frozenset({sigma, rho, rho0, h, p})
_SIGNED = frozenset({sigma, other_sigma})
_EDGES = (ZERO, ONE, -ONE)


def changes(own: list[Point], numbers: list[Rational]) -> tuple[Iterator[Point], ...]:
    """Points made of those of a domain, which are not empty, by changes that stay inside it, of two kinds.

    The numbers, those of the formulas, are tried as numbers of levels and as weights.
    """
    return _larger(own, numbers), _changed(own, numbers)


def _bases(point: Point) -> frozenset[Any]:
    return frozenset(name.base if isinstance(name, Indexed) else name for name in point)


def _larger(own: list[Point], numbers: list[Rational]) -> Iterator[Point]:
    """Points with numbers of levels that the domain may not have, where it has several and all that depends on N is known."""
    bases = _bases(own[0])
    levels = _levels(bases)
    tables = bases - levels - {N, kappa, t, X}
    if len({point.get(N) for point in own}) < 2 or not (tables <= _AMPLITUDES or tables <= _EVOLUTION):
        return
    tried = [int(number) + more for number in numbers if number.is_Integer for more in (0, 1) if 2 <= number + more <= MOST_LEVELS]
    sizes = tuple(dict.fromkeys((*LEVELS[:1], *tried, *LEVELS[1:])))
    source = Random("more levels")  # noqa: S311  (reproducible points, not secrets)
    for number, size, template in zip(count(), cycle(sizes), cycle(own)):
        point: dict[Any, Any] = {name: value for name, value in template.items() if not isinstance(name, Indexed)}
        point[N] = size
        for level in sorted(levels, key=str):
            point[level] = source.choice((1, 2, size - 1, size, source.randint(1, size)))
        for base in bases:
            point |= _filled(base, size, number, source)
        if alpha in bases:
            place = (size + 5 + number, size - 1, size + 6 + number, number % (size + 4))[number % 4]
            point |= _with_amplitudes(point, next(islice(amplitudes(size), place, None)), size)
        yield point


def _filled(base: Any, size: int, number: int, source: Random) -> dict[Any, Any]:
    """A table for the levels 1..size; the amplitudes are another's business."""
    levels = range(1, size + 1)
    if base in (rho, rho0, h):
        some = {rho: complex_matrices(size, size, 9), rho0: density_matrices(size, 9), h: hermitian_matrices(size, 9)}[base]
        rows = next(islice(some, 2 + number % 5 + (size + 4) * (base == rho0), None)).rows()
        return {base[i, j]: rows[i - 1][j - 1] for i in levels for j in levels}
    if base == p:
        return {p[k]: value for k, value in zip(levels, next(islice(probabilities(size), number % 9, None)), strict=True)}
    if base == sigma:
        return {sigma[k]: source.choice((*_EDGES, fmpq(2, 3), fmpq(-1, 7))) for k in levels}
    if base == lam:
        return {lam[k]: source.choice((ZERO, ONE, fmpq(1, 2), ComplexRational(ZERO, fmpq(-4, 5)))) for k in levels if k > 1}
    return {}


def _changed(own: list[Point], numbers: list[Rational]) -> Iterator[Point]:
    """The domain's points with one kind of quantity put to an edge."""
    source = Random("edges")  # noqa: S311
    weights = (ZERO, ONE, *(fmpq(int(number.p), int(number.q)) for number in numbers if 0 < number < 1))
    for number, template in enumerate(cycle(own)):
        bases, signed = _bases(template), [name for name in template if getattr(name, "base", None) in _SIGNED]
        if number < FEW:
            yield from _vanishing(template, signed)
            yield from _equal(template)
        if t in bases and number % 3 == 0:
            yield {**template, t: ZERO}
        if signed:
            yield {**template, **{name: source.choice(_EDGES) for name in signed}}
        if alpha in bases and bases <= {*_AMPLITUDES, N, K}:
            size = max(int(name.indices[0]) for name in template if isinstance(name, Indexed) and name.base == alpha)
            yield {**template, **_with_amplitudes(template, _edge_vector(size, number, source), size)}
        if q in bases and bases <= frozenset({N, q, kappa, t, sigma}):
            yield {**template, q: weights[number] if number < len(weights) else fmpq(number * 34 % 89, 89)}
        if number >= 4 * len(own):
            return


def _vanishing(template: Point, signed: list[Any]) -> Iterator[Point]:
    """Each sigma 0, the others as they are; all of them 0, positive or negative; and each as the only one that is positive."""
    yield from ({**template, name: ZERO} for name in signed)
    for value in _EDGES if len(signed) > 1 else ():
        yield {**template, **dict.fromkeys(signed, value)}
        yield from ({**template, **dict.fromkeys(signed, -value), name: value} for name in signed)


def _equal(template: Point) -> Iterator[Point]:
    """All levels equal, at both ends and beside them, and each level alone at an end, where the point has N."""
    levels, size = sorted(_levels(_bases(template)), key=str), int(template.get(N, 0))
    for level in dict.fromkeys(value for value in (1, size, 2, size - 1) if 1 <= value <= size) if levels else ():
        yield from ({**template, name: level} for name in levels)
        if len(levels) > 1:
            yield {**template, **dict.fromkeys(levels, level)}


def _levels(bases: frozenset[Any]) -> frozenset[Any]:
    return frozenset(base for base in bases if isinstance(base, Symbol) and base.is_integer and base.is_positive) - {N}


def _edge_vector(size: int, number: int, source: Random) -> tuple[Exact, ...]:
    """A normalised vector: equal moduli (four levels of the list), a basis state, or one with many zeros."""
    if number % 2 and size >= 4:
        signs = [source.choice((ONE, -ONE, ComplexRational(ZERO, ONE))) for _ in range(4)]
        places = source.sample(range(size), 4)
        return tuple(signs[places.index(k)] * fmpq(1, 2) if k in places else ZERO for k in range(size))
    return next(islice(amplitudes(size), number % (size + 4), None))


def _with_amplitudes(point: Mapping[Any, Any], vector: tuple[Exact, ...], size: int) -> dict[Any, Any]:
    """alpha, and beta and S where the point has them, which are the same numbers and their partial sums."""
    bases, total = _bases(point) | ({S, beta} if size == point.get(N) else frozenset()), ZERO
    changed: dict[Any, Any] = {S[0]: total} if S in bases else {}
    for level, value in enumerate(vector, start=1):
        total += value.norm() if isinstance(value, ComplexRational) else value * value
        changed[alpha[level]] = value
        changed |= {beta[level]: value} if beta in bases else {}
        changed |= {S[level]: total} if S in bases else {}
    return changed
