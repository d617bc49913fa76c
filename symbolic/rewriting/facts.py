"""What is known of symbols, and the one place where an order, a sign or a difference is decided."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, TypeVar

from bornproof.symbolic.rewriting.inequalities import Differences, Row, difference, infeasible
from bornproof.symbolic.rewriting.polynomials import ONE, Atom, Mono, Poly, placed, symbol
from flint import fmpq
from sympy import Indexed, IndexedBase, Integer, Symbol

__all__ = ["Bases", "Facts", "changed", "is_real", "is_whole", "unpaired"]

Bases = frozenset[IndexedBase]
Family = tuple[Symbol, Poly, Poly, Poly]  # a name, and a polynomial that does not vanish from one place to another


T = TypeVar("T")


def changed(data: T, **parts: Any) -> T:
    """What `dataclasses.replace` gives for data without `__post_init__`, in a fifth of the time."""
    other = object.__new__(type(data))
    other.__dict__.update({name: data.__dict__[name] for name in data.__dataclass_fields__} | parts)  # type: ignore[attr-defined]
    return other


@lru_cache(maxsize=1024)
def _example(base: IndexedBase, rank: int) -> Indexed:
    return Indexed(base, *(Integer(1),) * rank)


def _assumption(atom: Atom, name: str) -> bool:
    if atom.kind == "symbol":
        return bool(getattr(atom.payload, name))
    return atom.kind == "entry" and bool(getattr(_example(atom.payload, len(atom.args)), name))


@lru_cache(maxsize=65536)
def is_real(poly: Poly, hermitian: Bases = frozenset()) -> bool:
    """Whether it is real for all values of what it depends on; `hermitian` are tables T with conj(T_ij) = T_ji."""
    return all(all(_is_real_atom(atom, hermitian) for atom in unpaired(mono, hermitian)) for mono in poly.terms)


def _is_real_atom(atom: Atom, hermitian: Bases) -> bool:
    match atom.kind:
        case "symbol":
            return _assumption(atom, "is_real")
        case "entry":
            diagonal = len(atom.args) == 2 and atom.args[0] == atom.args[1] and atom.payload in hermitian
            return diagonal or _assumption(atom, "is_real")
        case "modulus" | "theta" | "sign" | "max" | "constant":
            return True
        case "exp" | "inverse" | "product" | "prefix":
            return is_real(atom.args[0], hermitian)
        case "root":
            return bool(atom.payload[1])  # its radicand was known not to be negative where it was made
    return False


def unpaired(mono: Mono, hermitian: Bases = frozenset()) -> dict[Atom, int]:
    """What is left of a product without the pairs of an atom and its conjugate to the same power: those are |z|^2k."""
    left = dict(mono)
    for atom, exponent in mono:
        other = _conjugate_of(atom, hermitian)
        if other is not None and other != atom and atom in left and left.get(other) == exponent:
            del left[atom], left[other]
    return left


def _conjugate_of(atom: Atom, hermitian: Bases) -> Atom | None:
    if atom.kind == "conjugate" and len(atom.args[0].terms) == 1:
        ((mono, factor),) = atom.args[0].terms.items()
        inner, exponent = next(iter(mono), (None, 0))
        return inner if len(mono) == 1 and exponent == 1 and factor == 1 else None
    if atom.kind == "entry" and atom.payload in hermitian and len(atom.args) == 2:
        return Atom("entry", atom.payload, atom.args[::-1])
    return None


@lru_cache(maxsize=65536)
def is_whole(poly: Poly) -> bool:
    """Whether it has whole values only."""
    return all(
        factor.q == 1 and all(exponent > 0 and _whole_atom(atom) for atom, exponent in mono) for mono, factor in poly.terms.items()
    )


def _whole_atom(atom: Atom) -> bool:
    return _assumption(atom, "is_integer") or atom.kind in ("theta", "sign")


def _free(_: int) -> None:
    """Steps that nobody counts."""


@dataclass(frozen=True)
class Facts:
    """Polynomials that are known not to be negative (or to be positive, where marked), and those that do not vanish.

    `rising` are indexed bases S with S_m >= S_k >= 0 for m >= k >= 0, `hermitian` tables T with conj(T_ij) = T_ji, `families`
    polynomials that vanish nowhere in a range. Every answer True is a proof; False says nothing.
    """

    known: tuple[tuple[Poly, bool], ...] = ()
    different: tuple[Poly, ...] = ()
    rising: Bases = frozenset()
    hermitian: Bases = frozenset()
    families: tuple[Family, ...] = ()
    spend: Callable[[int], object] = field(default=_free, compare=False, repr=False)
    answers: dict[tuple[Poly, bool], bool] = field(default_factory=dict, compare=False, repr=False)

    def with_known(self, *polys: Poly, strict: bool = False) -> "Facts":
        """Add polynomials that are not negative, or positive if strict."""
        facts = changed(self, known=(*self.known, *((poly, strict) for poly in polys)), answers={})
        if "_bounds" in self.__dict__:  # what followed still follows
            bounds = self._bounds.copy()
            for bound in filter(None, (_bound_of(poly, strict) for poly in polys)):
                bounds.add(*_with_signs(bounds, bound))
            facts.__dict__["_bounds"] = bounds
        return facts

    def with_different(self, poly: Poly) -> "Facts":
        """Add a polynomial that does not vanish; of a known sign, it is then positive or negative."""
        facts = changed(self, different=(*self.different, poly, -poly), answers={})
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
            if len(mono) > 1 or next(iter(mono))[1] != 1:
                return all(self.nonzero(Poly({frozenset(((atom, 1),)): fmpq(1)})) for atom, _ in mono)
            if self._nonzero_atom(next(iter(mono))[0]):
                return True
        if any(len(other.terms) == len(poly.terms) and _proportional(poly, other) for other in self.different):
            return True
        if any(self._is_member(poly, family) for family in self.families):
            return True
        scale = Row({mono: factor for mono, factor in poly.terms.items() if mono != ONE}, poly.offset, whole=True)
        return is_whole(poly) and scale.coefficients != {} and scale.tightened().constant != _unrounded(scale)

    def _nonzero_atom(self, atom: Atom) -> bool:
        match atom.kind:
            case "exp" | "inverse" | "i" | "constant":
                return True
            case "conjugate" | "modulus" | "root":
                return self.nonzero(atom.args[0])
        return False

    def _is_member(self, poly: Poly, family: Family) -> bool:
        """Whether it is a family's polynomial at a place in its range: one that an entry, or a name, of it shows."""
        name, body, low, high = family
        places = {arg for atom in poly.atoms() if atom.kind == "entry" for arg in atom.args}
        places |= {Poly({frozenset(((symbol(own), 1),)): fmpq(1)}) for own in poly.free if own.is_integer}
        return any(
            self.nonnegative(place - low) and self.nonnegative(high - place) and _proportional(placed(body, name, place), poly)
            for place in places
        )

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
                real = is_real(poly, self.hermitian)
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
        names = poly.terms.keys() - {ONE}
        if names.isdisjoint(self._mentioned) and not any(self._is_special(mono) for mono in names):
            return self._refutes_by_signs(poly, strict)
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
        rows += _square_rows(poly, self.hermitian)
        return infeasible(rows, self.spend)

    @cached_property
    def _mentioned(self) -> frozenset[Mono]:
        """The products of atoms of which something is known apart from their signs."""
        return frozenset(mono for poly, _ in self.known for mono in poly.terms)

    def _is_special(self, mono: Mono) -> bool:
        """Whether its value may be tied to another's: a partial sum, or a product of two atoms, as in a square."""
        return len(mono) == 2 or any(atom.kind == "entry" and atom.payload in self.rising for atom, _ in mono)

    def _refutes_by_signs(self, poly: Poly, strict: bool) -> bool:
        """The same where only signs are known: the greatest value is reached with every product at its least."""
        most, reached = poly.offset, True
        for mono, factor in poly.terms.items():
            if mono == ONE:
                continue
            sign = self._mono_sign(mono)
            if sign is None or factor > 0:
                return False
            whole = sign and is_whole(Poly({mono: fmpq(1)}))
            most += factor * int(whole)
            reached = reached and (whole or not sign)
        return most < 0 or (most == 0 and (strict or not reached))

    def _sign_rows(self, mono: Mono) -> list[Row]:
        """Mono >= 0 or > 0 where its atoms tell so."""
        sign = self._mono_sign(mono)
        if sign is None:
            return []
        whole = is_whole(Poly({mono: fmpq(1)}))
        return [Row({mono: fmpq(1)}, fmpq(0), strict=sign, whole=whole)]

    def _mono_sign(self, mono: Mono) -> bool | None:
        """True for a positive product of atoms, False for one that is not negative, None where neither is known."""
        left = unpaired(mono, self.hermitian)
        positive = all(exponent < 0 for atom, exponent in mono if atom not in left)
        for atom, exponent in left.items():
            sign = self.sign_of(atom)
            if sign is None and exponent % 2 == 0 and _is_real_atom(atom, self.hermitian):
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
                return True if is_real(atom.args[0], self.hermitian) else None
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
                return False if Facts(hermitian=self.hermitian).nonnegative(body) and self.nonnegative(at) else None
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


def _square_rows(poly: Poly, hermitian: Bases) -> list[Row]:
    """(a - r b)^2 >= 0 for the products a b of two real atoms in a polynomial, with the r that its squares suggest."""
    rows = []
    for mono, factor in poly.terms.items():
        if len(mono) == 2 and all(k == 1 and _is_real_atom(atom, hermitian) for atom, k in mono):
            (one, _), (other, _) = mono
            square, last = frozenset(((one, 2),)), frozenset(((other, 2),))
            if poly.terms.get(square):
                ratio = -factor / (2 * poly.terms[square])
                rows.append(Row({square: fmpq(1), mono: -2 * ratio, last: ratio * ratio}, fmpq(0)))
    return rows


def _row(poly: Poly, strict: bool) -> Row:
    coefficients = {mono: factor for mono, factor in poly.terms.items() if mono != ONE}
    return Row(coefficients, poly.offset, strict, is_whole(poly))


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
