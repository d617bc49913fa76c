"""What is known of symbols, and the one place where an order, a sign or a difference is decided."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from bornproof.symbolic.rewriting.inequalities import Differences, Row, infeasible
from bornproof.symbolic.rewriting.kinds import Bases, assumption, is_real, is_real_atom, is_whole, unpaired
from bornproof.symbolic.rewriting.linear_rows import alike, bound_of, proportional, row_of, square_rows, unrounded, with_signs
from bornproof.symbolic.rewriting.polynomials import ONE, Atom, Mono, Poly, alone, constant, placed, symbol
from flint import fmpq
from sympy import IndexedBase, Symbol

__all__ = ["Facts", "changed"]

Total = tuple[IndexedBase, Poly, Poly]  # a base, a place, and the value of an entry, or of a sum of entries, there
Family = tuple[Symbol, Poly, Poly, Poly]  # a name, and a polynomial that does not vanish from one place to another


T = TypeVar("T")


def changed(data: T, **parts: Any) -> T:
    """What `dataclasses.replace` gives for data without `__post_init__`, in a fifth of the time."""
    other = object.__new__(type(data))
    other.__dict__.update({name: data.__dict__[name] for name in data.__dataclass_fields__} | parts)  # type: ignore[attr-defined]
    return other


def _free(_: int) -> None:
    """Steps that nobody counts."""


@dataclass(frozen=True)
class Facts:
    """Polynomials that are known not to be negative (or to be positive, where marked), and those that do not vanish.

    `rising` are indexed bases S with S_m >= S_k >= 0 for m >= k >= 0, `hermitian` tables T with conj(T_ij) = T_ji, `families`
    polynomials that vanish nowhere in a range, `bounded` those that are negative nowhere in one. `reached` are S_m = v for
    rising S, `sums` T_1 + ... + T_m = v for T with entries that are not negative. Every answer True is a proof; False says nothing.
    """

    known: tuple[tuple[Poly, bool], ...] = ()
    different: tuple[Poly, ...] = ()
    rising: Bases = frozenset()
    hermitian: Bases = frozenset()
    families: tuple[Family, ...] = ()
    bounded: tuple[Family, ...] = ()
    reached: tuple[Total, ...] = ()
    sums: tuple[Total, ...] = ()
    spend: Callable[[int], object] = field(default=_free, compare=False, repr=False)
    answers: dict[tuple[Poly, bool], bool] = field(default_factory=dict, compare=False, repr=False)

    def with_known(self, *polys: Poly, strict: bool = False) -> "Facts":
        """Add polynomials that are not negative, or positive if strict."""
        facts = changed(self, known=(*self.known, *((poly, strict) for poly in polys)), answers={})
        if "_bounds" in self.__dict__:  # what followed still follows
            bounds = self._bounds.copy()
            for bound in filter(None, (bound_of(poly, strict) for poly in polys)):
                bounds.add(*with_signs(bounds, bound))
            facts.__dict__["_bounds"] = bounds
        return facts

    def with_different(self, poly: Poly) -> "Facts":
        """Add a polynomial that does not vanish; of a known sign, it is then positive or negative."""
        facts = changed(self, different=(*self.different, poly, -poly), answers={})
        for side in (poly, -poly):
            if self.nonnegative(side):
                facts = facts.with_known(side, strict=True)
        return facts

    @cached_property
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
        if any(len(other.terms) == len(poly.terms) and proportional(poly, other) for other in self.different):
            return True
        if any(self._is_member(poly, family) for family in self.families):
            return True
        scale = Row({mono: factor for mono, factor in poly.terms.items() if mono != ONE}, poly.offset, whole=True)
        return is_whole(poly) and scale.coefficients != {} and scale.tightened().constant != unrounded(scale)

    def _nonzero_atom(self, atom: Atom) -> bool:
        match atom.kind:
            case "exp" | "inverse" | "i" | "constant":
                return True
            case "conjugate" | "modulus" | "root" | "power":
                return self.nonzero(atom.args[0])
            case "product":  # none of whose factors vanishes
                return self._in_range(atom).nonzero(atom.args[0])
        return False

    def _in_range(self, product: Atom) -> "Facts":
        """With what is known of a product's index: that it lies between the limits."""
        _, low, high = product.args
        place = alone(symbol(product.payload))
        return self.with_known(place - low, high - place)

    def _is_member(self, poly: Poly, family: Family, same: Callable[[Poly, Poly], bool] = proportional) -> bool:
        """Whether it is like a family's polynomial at a place in its range: one that an entry, or a name, of it shows."""
        name, body, low, high = family
        places = {arg for atom in poly.atoms() if atom.kind == "entry" for arg in atom.args}
        places |= {Poly({frozenset(((symbol(own), 1),)): fmpq(1)}) for own in poly.free if own.is_integer}
        return any(
            self.nonnegative(place - low) and self.nonnegative(high - place) and same(placed(body, name, place), poly)
            for place in places
        )

    def _follows(self, poly: Poly, strict: bool) -> bool:
        number = poly.number
        if number is not None:
            return number > 0 if strict else number >= 0
        key = (poly, strict)
        answer = self.answers.get(key)
        if answer is None:
            self.answers[key] = False  # as long as it is asked: no answer rests on itself
            bound = bound_of(poly, strict)
            answer = bound is not None and self._bounds.holds(*with_signs(self._bounds, bound))
            if not answer and (bound is None or not self._other_names.isdisjoint(bound[:2])):
                answer = is_real(poly, self.hermitian) and self._refutes(-poly, strict=not strict)
            if not answer and any(self._is_member(poly, family, alike) for family in self.bounded):
                answer = not strict or any(self._is_member(poly, family) for family in self.families)
            self.answers[key] = answer
        return answer

    @cached_property
    def _bounds(self) -> Differences:
        """The known orders of whole names, with what follows."""
        bounds = Differences(())
        for bound in filter(None, (bound_of(poly, strict) for poly, strict in self.known)):
            bounds.add(*with_signs(bounds, bound))
        return bounds

    @cached_property
    def _other_names(self) -> frozenset[Mono]:
        """The names in known inequalities that are not bounds of differences."""
        others = [poly for poly, strict in self.known if bound_of(poly, strict) is None]
        return frozenset(mono for poly in others for mono in poly.terms)

    def _refutes(self, poly: Poly, strict: bool) -> bool:
        """Whether poly >= 0 (> 0 if strict) contradicts what is known."""
        names = poly.terms.keys() - {ONE}
        if names.isdisjoint(self._mentioned) and not any(self._is_special(mono) for mono in names):
            return self._refutes_by_signs(poly, strict)
        rows = [row_of(poly, strict)]
        open_monos = {mono for mono in poly.terms if mono != ONE}
        seen: set[Mono] = set()
        unused = [(known, how) for known, how in self.known if known.number is None]
        rows += [row_of(known, how) for known, how in self.known if known.number is not None]
        while open_monos:
            mono = open_monos.pop()
            seen.add(mono)
            rows += self._sign_rows(mono)
            related = [pair for pair in unused if mono in pair[0].terms]
            unused = [pair for pair in unused if pair not in related]
            rows += [row_of(known, how) for known, how in related]
            open_monos |= {other for known, _ in related for other in known.terms if other != ONE} - seen
        rows += self._rising_rows(seen)
        rows += self._shrunk_rows(seen)
        rows += square_rows(poly, self.hermitian)
        return infeasible(rows, self.spend)

    @cached_property
    def _mentioned(self) -> frozenset[Mono]:
        """The products of atoms of which something is known apart from their signs."""
        return frozenset(mono for poly, _ in self.known for mono in poly.terms)

    def _is_special(self, mono: Mono) -> bool:
        """Whether its value may be tied to another's: a partial sum, or a product of two atoms, as in a square."""
        return len(mono) == 2 or any(atom.kind == "entry" and atom.payload in self._tied for atom, _ in mono)

    @cached_property
    def _tied(self) -> Bases:
        """The tables whose entries are tied to each other."""
        return self.rising | {base for base, _, _ in self.sums}

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
            if sign is None and exponent % 2 == 0 and is_real_atom(atom, self.hermitian):
                sign = exponent < 0
            if sign is None:
                return None
            positive = positive and (sign or exponent < 0)
        return positive

    def sign_of(self, atom: Atom) -> bool | None:
        """True for an atom that is positive, False for one that is not negative, None where neither is known."""
        match atom.kind:
            case "symbol" | "entry":
                return True if assumption(atom, "is_positive") else False if assumption(atom, "is_nonnegative") else None
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
            case "power":  # of a real base to an even exponent, or of one that is not negative to a real one; where it is defined
                base, exponent = atom.args
                even = is_whole(exponent.times(fmpq(1, 2))) and is_real(base, self.hermitian)
                return self.nonzero(base) if even or (self.nonnegative(base) and is_real(exponent, self.hermitian)) else None
            case "max":
                signs = [self.positive(arg) for arg in atom.args]
                return True if any(signs) else False if any(self.nonnegative(arg) for arg in atom.args) else None
            case "prefix":
                body, at = atom.args
                return False if Facts(hermitian=self.hermitian).nonnegative(body) and self.nonnegative(at) else None
        return None

    def _shrunk_rows(self, monos: set[Mono]) -> list[Row]:
        """m exp(a) > 0 where m > 0, and m - m exp(-a) >= 0 where m, a >= 0, for the products with an exponential in question."""
        rows = []
        for mono in monos:
            for atom, exponent in mono if len(mono) > 1 else ():
                if atom.kind == "exp" and exponent == 1 and is_real(atom.args[0], self.hermitian):
                    rest = mono - {(atom, exponent)}
                    one = Poly({rest: fmpq(1)})
                    rows += [Row({mono: fmpq(1)}, fmpq(0), strict=True)] if self.positive(one) else []
                    if self.nonnegative(-atom.args[0]) and self.nonnegative(one):
                        rows.append(Row({rest: fmpq(1), mono: fmpq(-1)}, fmpq(0)))
        return rows

    def _rising_rows(self, monos: set[Mono]) -> list[Row]:
        """S_m - S_k >= 0 for the entries in question, where m >= k is known; what sums have reached; a term is at most its sum."""
        entries = [next(iter(mono))[0] for mono in monos if len(mono) == 1]
        entries = [atom for atom in entries if atom.kind == "entry" and atom.payload in self.rising]
        known = {atom for poly, _ in self.known for atom in poly.atoms() if atom.kind == "entry" and atom.payload in self.rising}
        rows = []
        for upper in {*entries, *known}:
            for lower in {*entries, *known}:
                if upper != lower and upper.payload == lower.payload and self.nonnegative(upper.args[0] - lower.args[0]):
                    pair = {frozenset(((upper, 1),)): fmpq(1), frozenset(((lower, 1),)): fmpq(-1)}
                    rows.append(Row(pair, fmpq(0)))
        for base, place, value in self.reached:
            for entry in (entry for entry in {*entries, *known} if entry.payload == base):
                apart = place - entry.args[0]
                rows += [row_of((value - alone(entry)).times(k), False) for k in (1, -1) if self.nonnegative(apart.times(k))]
        for base, place, value in self.sums:
            for entry in (atom for mono in monos for atom, _ in mono if atom.kind == "entry" and atom.payload == base):
                within = self.nonnegative(place - entry.args[0]) and self.nonnegative(entry.args[0] - constant(1))
                rows += [row_of(value - alone(entry), False)] if within else []
        return rows + [row_of(poly, how) for poly, how in self.known if any(atom in known for atom in poly.atoms())]
