"""What is known of symbols, and the one place where an order, a sign or a difference is decided."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from flint import fmpq
from sympy import Indexed, IndexedBase, Integer

from symbolic.rewriting.inequalities import Differences, Row, difference, infeasible
from symbolic.rewriting.polynomials import ONE, Atom, Mono, Poly

__all__ = ["Facts", "is_real", "is_real_atom", "is_whole"]


@lru_cache(maxsize=1024)
def _example(base: IndexedBase, rank: int) -> Indexed:
    return Indexed(base, *(Integer(1),) * rank)


def _assumption(atom: Atom, name: str) -> bool:
    if atom.kind == "symbol":
        return bool(getattr(atom.payload, name))
    return atom.kind == "entry" and bool(getattr(_example(atom.payload, len(atom.args)), name))


@lru_cache(maxsize=65536)
def is_real_atom(atom: Atom) -> bool:
    """Whether an atom is real for all values of what it depends on; False where that is not known."""
    match atom.kind:
        case "symbol" | "entry":
            return _assumption(atom, "is_real")
        case "modulus" | "theta" | "sign" | "max" | "constant":
            return True
        case "exp" | "inverse" | "product" | "prefix":
            return is_real(atom.args[0])
        case "root":
            return bool(atom.payload[1])  # its radicand was known not to be negative where it was made
    return False


def is_real(poly: Poly) -> bool:
    """Whether it is real for all values of what it depends on."""
    return all(is_real_atom(atom) for atom in poly.atoms()) or all(_real_mono(mono) for mono in poly.terms)


@lru_cache(maxsize=65536)
def is_whole(poly: Poly) -> bool:
    """Whether it has whole values only."""
    return all(
        factor.q == 1 and all(exponent > 0 and _whole_atom(atom) for atom, exponent in mono) for mono, factor in poly.terms.items()
    )


def _whole_atom(atom: Atom) -> bool:
    return _assumption(atom, "is_integer") or atom.kind in ("theta", "sign")


@dataclass(frozen=True)
class Facts:
    """Polynomials that are known not to be negative (or to be positive, where marked), and those that do not vanish.

    `rising` are indexed bases S with S_m >= S_k >= 0 for m >= k >= 0. Every answer True is a proof; False says nothing.
    """

    known: tuple[tuple[Poly, bool], ...] = ()
    different: tuple[Poly, ...] = ()
    rising: tuple[IndexedBase, ...] = ()
    answers: dict[tuple[Poly, bool], bool] = field(default_factory=dict, compare=False, repr=False)

    def with_known(self, *polys: Poly, strict: bool = False) -> "Facts":
        """Add polynomials that are not negative, or positive if strict."""
        facts = Facts((*self.known, *((poly, strict) for poly in polys)), self.different, self.rising)
        if "_bounds" in self.__dict__:  # what followed still follows
            bounds = self._bounds.copy()
            for bound in filter(None, (_bound_of(poly, strict) for poly in polys)):
                bounds.add(*_with_signs(bounds, bound))
            facts.__dict__["_bounds"] = bounds
        return facts

    def with_different(self, poly: Poly) -> "Facts":
        """Add a polynomial that does not vanish; of a known sign, it is then positive or negative."""
        facts = Facts(self.known, (*self.different, poly, -poly), self.rising)
        for side in (poly, -poly):
            if self.nonnegative(side):
                facts = facts.with_known(side, strict=True)
        return facts

    @property
    def impossible(self) -> bool:
        """Whether what is known contradicts itself, so that there is no such case."""
        false = any(poly.number is not None and (poly.number < 0 or (strict and not poly)) for poly, strict in self.known)
        return false or any(not poly for poly in self.different) or self._bounds.contradictory

    def nonnegative(self, poly: Poly) -> bool:
        """Whether it is never negative."""
        return self._follows(poly, strict=False)

    def positive(self, poly: Poly) -> bool:
        """Whether it is always positive."""
        return self._follows(poly, strict=True)

    def nonzero(self, poly: Poly) -> bool:
        """Whether it vanishes nowhere: a number, told so, of one sign, a product of such, or of another parity than 0."""
        if poly.number is not None:
            return poly.number != 0
        if poly in self.different or self.positive(poly) or self.positive(-poly):
            return True
        if len(poly.terms) == 1:
            ((mono, _),) = poly.terms.items()
            return all(self._nonzero_atom(atom) for atom, _ in mono)
        if any(len(other.terms) == len(poly.terms) and _proportional(poly, other) for other in self.different):
            return True
        scale = Row({mono: factor for mono, factor in poly.terms.items() if mono != ONE}, poly.offset, whole=True)
        return is_whole(poly) and scale.coefficients != {} and scale.tightened().constant != _unrounded(scale)

    def _nonzero_atom(self, atom: Atom) -> bool:
        match atom.kind:
            case "exp" | "inverse" | "i" | "constant":
                return True
            case "conjugate" | "modulus" | "root":
                return self.nonzero(atom.args[0])
            case "symbol" | "entry":
                alone = Poly({frozenset(((atom, 1),)): fmpq(1)})
                return alone in self.different or self.positive(alone) or self.positive(-alone)
        return False

    def _follows(self, poly: Poly, strict: bool) -> bool:
        number = poly.number
        if number is not None:
            return number > 0 if strict else number >= 0
        key = (poly, strict)
        if key not in self.answers:
            bound = _bound_of(poly, strict)
            if bound is not None and self._bounds.holds(*_with_signs(self._bounds, bound)):
                self.answers[key] = True
            elif bound is not None and self._other_names.isdisjoint(bound[:2]):
                self.answers[key] = False
            else:
                real = is_real(poly)
                self.answers[key] = real and self._refutes(-poly, strict=not strict)
        return self.answers[key]

    @cached_property
    def _bounds(self) -> Differences:
        """The known orders of whole names, with what follows."""
        bounds = Differences(())
        for bound in filter(None, (_bound_of(poly, strict) for poly, strict in self.known)):
            bounds.add(*_with_signs(bounds, bound))
        return bounds

    @cached_property
    def _other_names(self) -> frozenset[Mono]:
        """The names in known inequalities that are not bounds of differences."""
        others = [poly for poly, strict in self.known if _bound_of(poly, strict) is None]
        return frozenset(mono for poly in others for mono in poly.terms)

    def _refutes(self, poly: Poly, strict: bool) -> bool:
        """Whether poly >= 0 (> 0 if strict) contradicts what is known."""
        rows = [_row(poly, strict)]
        open_monos = {mono for mono in poly.terms if mono != ONE}
        seen: set[Mono] = set()
        unused = [(known, how) for known, how in self.known if known.number is None]
        rows += [_row(known, how) for known, how in self.known if known.number is not None]
        while open_monos:
            mono = open_monos.pop()
            seen.add(mono)
            rows += self._sign_rows(mono)
            related = [pair for pair in unused if mono in pair[0].terms]
            unused = [pair for pair in unused if pair not in related]
            rows += [_row(known, how) for known, how in related]
            open_monos |= {other for known, _ in related for other in known.terms if other != ONE} - seen
        rows += self._rising_rows(seen)
        return infeasible(rows)

    def _sign_rows(self, mono: Mono) -> list[Row]:
        """Mono >= 0 or > 0 where its atoms tell so."""
        sign = self._mono_sign(mono)
        if sign is None:
            return []
        whole = is_whole(Poly({mono: fmpq(1)}))
        return [Row({mono: fmpq(1)}, fmpq(0), strict=sign, whole=whole)]

    def _mono_sign(self, mono: Mono) -> bool | None:
        """True for a positive product of atoms, False for one that is not negative, None where neither is known."""
        positive, left = True, dict(mono)
        for atom, exponent in mono:
            if left.get(atom) is None:
                continue
            conjugated = next(iter(atom.args[0].atoms())) if atom.kind == "conjugate" and atom.args[0].number is None else None
            if conjugated is not None and left.get(conjugated) == exponent and len(atom.args[0].terms) == 1:
                del left[atom], left[conjugated]
                positive = positive and exponent < 0
        for atom, exponent in left.items():
            sign = self.sign_of(atom)
            if sign is None and exponent % 2 == 0 and is_real_atom(atom):
                sign = exponent < 0
            if sign is None:
                return None
            positive = positive and (sign or exponent < 0)
        return positive

    def sign_of(self, atom: Atom) -> bool | None:
        """True for an atom that is positive, False for one that is not negative, None where neither is known."""
        match atom.kind:
            case "symbol" | "entry":
                return True if _assumption(atom, "is_positive") else False if _assumption(atom, "is_nonnegative") else None
            case "constant":
                return True
            case "exp":
                return True if is_real(atom.args[0]) else None
            case "theta" | "modulus":
                return False
            case "root":
                return True if self.positive(atom.args[0]) else False if atom.payload[1] else None
            case "inverse":
                return True if self.positive(atom.args[0]) else None
            case "max":
                signs = [self.positive(arg) for arg in atom.args]
                return True if any(signs) else False if any(self.nonnegative(arg) for arg in atom.args) else None
            case "prefix":
                body, at = atom.args
                return False if Facts().nonnegative(body) and self.nonnegative(at) else None
        return None

    def _rising_rows(self, monos: set[Mono]) -> list[Row]:
        """S_m - S_k >= 0 for the entries in question, where m >= k is known."""
        entries = [next(iter(mono))[0] for mono in monos if len(mono) == 1]
        entries = [atom for atom in entries if atom.kind == "entry" and atom.payload in self.rising]
        known = {atom for poly, _ in self.known for atom in poly.atoms() if atom.kind == "entry" and atom.payload in self.rising}
        rows = []
        for upper in {*entries, *known}:
            for lower in {*entries, *known}:
                if upper != lower and upper.payload == lower.payload and self.nonnegative(upper.args[0] - lower.args[0]):
                    pair = {frozenset(((upper, 1),)): fmpq(1), frozenset(((lower, 1),)): fmpq(-1)}
                    rows.append(Row(pair, fmpq(0)))
        return rows + [_row(poly, how) for poly, how in self.known if any(atom in known for atom in poly.atoms())]


@lru_cache(maxsize=65536)
def _bound_of(poly: Poly, strict: bool) -> tuple[Any, Any, int] | None:
    """Poly >= 0 (> 0) as a bound of a difference of names; None if it is not one, or about anything but names."""
    if len(poly.terms) > 3:
        return None
    names = [mono for mono in poly.terms if mono != ONE]
    if not all(len(mono) == 1 and all(atom.kind == "symbol" and k == 1 for atom, k in mono) for mono in names):
        return None
    return difference(_row(poly, strict))


def _sign_bounds(name: Mono) -> list[tuple[Mono | None, Mono | None, int]]:
    """0 - x <= -1 or 0 - x <= 0 for a name that is positive, or not negative, by assumption."""
    (atom, _), *_ = name
    if _assumption(atom, "is_positive"):
        return [(None, name, -1)]
    return [(None, name, 0)] if _assumption(atom, "is_nonnegative") else []


def _with_signs(known: Differences, bound: tuple[Any, Any, int]) -> tuple[Any, Any, int]:
    """A bound to be decided, its names made known with what their assumptions say."""
    for name in bound[:2]:
        if name is not None and name not in known.nodes:
            known.nodes.add(name)
            known.least[name, name] = 0
            for upper, lower, width in _sign_bounds(name):
                known.add(upper, lower, width)
    return bound


def _row(poly: Poly, strict: bool) -> Row:
    coefficients = {mono: factor for mono, factor in poly.terms.items() if mono != ONE}
    return Row(coefficients, poly.offset, strict, is_whole(poly))


def _real_mono(mono: Mono) -> bool:
    """Whether a product is real though its atoms may not be: each conjugate beside what it conjugates."""
    left = dict(mono)
    for atom, exponent in mono:
        if atom.kind == "conjugate":
            alone = Poly({frozenset(((other, 1),)): fmpq(1) for other in atom.args[0].atoms()})
            other = next(iter(atom.args[0].atoms()), None)
            if other is None or alone != atom.args[0] or left.get(other) != exponent:
                return False
            del left[atom], left[other]
    return all(is_real_atom(atom) for atom in left)


def _proportional(one: Poly, other: Poly) -> bool:
    if one.terms.keys() != other.terms.keys():
        return False
    ratios = {factor / other.terms[mono] for mono, factor in one.terms.items()}
    return len(ratios) == 1


def _unrounded(row: Row) -> fmpq:
    exact = Row(row.coefficients, row.constant, whole=False)
    scaled = row.tightened()
    mono, coefficient = next(iter(row.coefficients.items()))
    return exact.constant * scaled.coefficients[mono] / coefficient
