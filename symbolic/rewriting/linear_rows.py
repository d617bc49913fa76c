"""What polynomials say as linear inequalities: rows in their products of atoms, and bounds of differences of whole names."""

from functools import lru_cache
from typing import Any

from bornproof.symbolic.rewriting.inequalities import Differences, Row, difference
from bornproof.symbolic.rewriting.kinds import Bases, assumption, is_real_atom, is_whole
from bornproof.symbolic.rewriting.polynomials import ONE, Mono, Poly
from flint import fmpq

__all__ = ["alike", "bound_of", "proportional", "row_of", "square_rows", "unrounded", "with_signs"]


@lru_cache(maxsize=65536)
def bound_of(poly: Poly, strict: bool) -> tuple[Any, Any, int] | None:
    """Poly >= 0 (> 0) as a bound of a difference of names; None if it is not one, or about anything but names."""
    if len(poly.terms) > 3:
        return None
    names = [mono for mono in poly.terms if mono != ONE]
    if not all(len(mono) == 1 and all(atom.kind == "symbol" and k == 1 for atom, k in mono) for mono in names):
        return None
    return difference(row_of(poly, strict))


def _sign_bounds(name: Mono) -> list[tuple[Mono | None, Mono | None, int]]:
    """0 - x <= -1 or 0 - x <= 0 for a name that is positive, or not negative, by assumption."""
    (atom, _), *_ = name
    if assumption(atom, "is_positive"):
        return [(None, name, -1)]
    return [(None, name, 0)] if assumption(atom, "is_nonnegative") else []


def with_signs(known: Differences, bound: tuple[Any, Any, int]) -> tuple[Any, Any, int]:
    """A bound to be decided, its names made known with what their assumptions say."""
    for name in bound[:2]:
        if name is not None and name not in known.nodes:
            known.nodes.add(name)
            known.least[name, name] = 0
            for upper, lower, width in _sign_bounds(name):
                known.add(upper, lower, width)
    return bound


def square_rows(poly: Poly, hermitian: Bases) -> list[Row]:
    """(a - r b)^2 >= 0 for the products a b of two real atoms in a polynomial, with the r that its squares suggest."""
    rows = []
    for mono, factor in poly.terms.items():
        if len(mono) == 2 and all(k == 1 and is_real_atom(atom, hermitian) for atom, k in mono):
            (one, _), (other, _) = mono
            square, last = frozenset(((one, 2),)), frozenset(((other, 2),))
            if poly.terms.get(square):
                ratio = -factor / (2 * poly.terms[square])
                rows.append(Row({square: fmpq(1), mono: -2 * ratio, last: ratio * ratio}, fmpq(0)))
    return rows


def row_of(poly: Poly, strict: bool) -> Row:
    """Poly >= 0, or > 0 if strict, in its products of atoms."""
    coefficients = {mono: factor for mono, factor in poly.terms.items() if mono != ONE}
    return Row(coefficients, poly.offset, strict, is_whole(poly))


def proportional(one: Poly, other: Poly) -> bool:
    """Whether one is a multiple of the other by a number."""
    if one.terms.keys() != other.terms.keys():
        return False
    ratios = {factor / other.terms[mono] for mono, factor in one.terms.items()}
    return len(ratios) == 1


def alike(one: Poly, other: Poly) -> bool:
    """Whether one is a positive multiple of the other by a number."""
    mono = next(iter(one.terms), ONE)
    return proportional(one, other) and one.terms.get(mono, fmpq(0)) * other.terms.get(mono, fmpq(0)) > 0


def unrounded(row: Row) -> fmpq:
    """The constant that a row would have once it is tightened, but for the rounding."""
    exact = Row(row.coefficients, row.constant, whole=False)
    scaled = row.tightened()
    mono, coefficient = next(iter(row.coefficients.items()))
    return exact.constant * scaled.coefficients[mono] / coefficient
