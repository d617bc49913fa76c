"""The normal form: polynomials with rational coefficients in atoms, and atoms that hold polynomials; pure data."""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Any
from zlib import crc32

from flint import fmpq
from sympy import Symbol

__all__ = ["ONE", "Atom", "Mono", "Poly", "alone", "constant", "placed", "power_of", "symbol", "text_of"]


@lru_cache(maxsize=4096)
def _hashed(kind: str, payload: Any) -> int:
    """A hash that is the same in every process: the order of a set, and so the number of steps, does not depend on its seed."""
    return crc32(f"{kind} {hash(payload) if isinstance(payload, int | tuple) else payload}".encode())


class Atom:
    """What the normal form does not look into: a kind, a payload (a symbol, a base, a function), and polynomials.

    The kinds: symbol, entry (of an indexed base), i, conjugate, modulus, theta, sign, max, exp, log, root, power, inverse,
    function, prefix (the sum of a body over its name from 1 up to a place) and product (of a body over a range).
    """

    __slots__ = ("__dict__", "args", "hashed", "kind", "payload")

    def __init__(self, kind: str, payload: Any = None, args: "tuple[Poly, ...]" = ()) -> None:
        self.kind, self.payload, self.args = kind, payload, args
        self.hashed = hash((_hashed(kind, payload), args))

    def __hash__(self) -> int:
        return self.hashed

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return (
            isinstance(other, Atom)
            and self.hashed == other.hashed
            and (self.kind, self.payload, self.args) == (other.kind, other.payload, other.args)
        )

    @cached_property
    def key(self) -> str:
        """A text that tells atoms apart, by which choices are made: never SymPy's order."""
        return f"{self.kind} {self.payload} ({'; '.join(arg.key for arg in self.args)})"

    @cached_property
    def free(self) -> frozenset[Symbol]:
        """The symbols on which it depends; a bound name is none of them."""
        if self.kind == "symbol":
            return frozenset((self.payload,))
        inside = frozenset[Symbol]().union(*(arg.free for arg in self.args))
        if self.kind in ("prefix", "product"):
            rest = frozenset[Symbol]().union(*(arg.free for arg in self.args[1:]))
            return (self.args[0].free - {self.payload}) | rest
        return inside

    @cached_property
    def height(self) -> int:
        """How deeply sums and products are nested in it."""
        inside = max((arg.height for arg in self.args), default=0)
        return inside + (self.kind in ("prefix", "product"))


Mono = frozenset[tuple[Atom, int]]
ONE: Mono = frozenset()


class Poly:
    """A sum of products of atoms with whole, possibly negative, exponents; equal polynomials are equal objects' values."""

    __slots__ = ("__dict__", "hashed", "terms")

    def __init__(self, terms: dict[Mono, fmpq]) -> None:
        self.terms = terms if all(terms.values()) else {mono: factor for mono, factor in terms.items() if factor}
        self.hashed: int | None = None

    def __hash__(self) -> int:
        if self.hashed is None:
            self.hashed = hash(frozenset((mono, 4 * factor.p + 1, factor.q) for mono, factor in self.terms.items()))  # -1 is as -2
        return self.hashed

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Poly) and self.terms == other.terms)

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __add__(self, other: "Poly") -> "Poly":
        if not (self.terms and other.terms):
            return self if self.terms else other
        terms = dict(self.terms)
        for mono, factor in other.terms.items():
            terms[mono] = terms[mono] + factor if mono in terms else factor
        return Poly(terms)

    def __neg__(self) -> "Poly":
        return Poly({mono: -factor for mono, factor in self.terms.items()})

    def __sub__(self, other: "Poly") -> "Poly":
        if not other.terms:
            return self
        terms = dict(self.terms)
        for mono, factor in other.terms.items():
            terms[mono] = terms[mono] - factor if mono in terms else -factor
        return Poly(terms)

    def times(self, number: fmpq | int) -> "Poly":
        """The multiple by a rational number."""
        return self if number == 1 else Poly({mono: factor * number for mono, factor in self.terms.items()})

    @property
    def number(self) -> fmpq | None:
        """Its value if it is a rational number."""
        if not self.terms:
            return fmpq(0)
        return self.terms[ONE] if len(self.terms) == 1 and ONE in self.terms else None

    @property
    def offset(self) -> fmpq:
        """Its constant term."""
        return self.terms.get(ONE, fmpq(0))

    @property
    def integer(self) -> int | None:
        """Its value if it is a whole number."""
        number = self.number
        return int(number.p) if number is not None and number.q == 1 else None

    def coefficient(self, name: Symbol) -> fmpq | None:
        """The coefficient of a name that occurs at most once and alone, as in i - J + 1; None where it occurs otherwise."""
        alone = power_of(symbol(name))
        if any(name in atom.free for mono in self.terms for atom, _ in mono if mono != alone):
            return None
        return self.terms.get(alone, fmpq(0))

    def atoms(self) -> Iterator[Atom]:
        """The atoms of all terms, not those inside atoms."""
        return (atom for mono in self.terms for atom, _ in mono)

    @cached_property
    def key(self) -> str:
        """A text that tells polynomials apart."""
        return " + ".join(sorted(f"{factor} {mono_key(mono)}" for mono, factor in self.terms.items()))

    @cached_property
    def free(self) -> frozenset[Symbol]:
        """The symbols on which it depends."""
        return frozenset[Symbol]().union(*(atom.free for atom in self.atoms()))

    @cached_property
    def height(self) -> int:
        """How deeply sums and products are nested in it."""
        return max((atom.height for atom in self.atoms()), default=0)


_SMALL = {number: Poly({ONE: fmpq(number)}) for number in range(-4, 9)}


def mono_key(mono: Mono) -> str:
    return " ".join(sorted(f"{atom.key}^{exponent}" for atom, exponent in mono))


def constant(number: fmpq | int) -> Poly:
    """A number as a polynomial."""
    return _SMALL[number] if isinstance(number, int) and number in _SMALL else Poly({ONE: fmpq(number)})


def power_of(atom: Atom, exponent: int = 1) -> Mono:
    """A power of one atom."""
    return frozenset(((atom, exponent),))


@lru_cache(maxsize=8192)
def alone(atom: Atom, exponent: int = 1) -> Poly:
    """A power of an atom as a polynomial; nothing is simplified, so a negative exponent must be licensed before."""
    return Poly({power_of(atom, exponent): fmpq(1)})


@lru_cache(maxsize=4096)
def symbol(name: Symbol) -> Atom:
    """A symbol as an atom."""
    return Atom("symbol", name)


def placed(poly: Poly, name: Symbol, at: Poly) -> Poly:
    """The polynomial with another index in the place of a name: a mere substitution, to compare forms by."""
    total = Poly({})
    for mono, factor in poly.terms.items():
        part = Poly({ONE: factor})
        for atom, exponent in mono:
            if atom == symbol(name) and exponent > 0:
                for _ in range(exponent):
                    part = _times(part, at)
                continue
            args = tuple(placed(arg, name, at) for arg in atom.args) if name in atom.free else atom.args
            part = _times(part, Poly({power_of(Atom(atom.kind, atom.payload, args), exponent): fmpq(1)}))
        total = total + part
    return total


def _times(one: Poly, other: Poly) -> Poly:
    terms: dict[Mono, fmpq] = {}
    for left, a in one.terms.items():
        for right, b in other.terms.items():
            merged = dict(left)
            for atom, exponent in right:
                merged[atom] = merged.get(atom, 0) + exponent
            mono = frozenset((atom, exponent) for atom, exponent in merged.items() if exponent)
            terms[mono] = terms.get(mono, 0) + a * b
    return Poly(terms)


def text_of(poly: Poly) -> str:
    """A polynomial to be read by people; sums and inverses in words of this module."""
    terms = sorted((mono_text(mono), factor) for mono, factor in poly.terms.items())
    parts = [text if factor == 1 else f"-{text}" if factor == -1 else f"{factor}*{text}" for text, factor in terms]
    return " + ".join(part.removesuffix("*1") for part in parts).replace("+ -", "- ") or "0"


def mono_text(mono: Mono) -> str:
    parts = sorted(atom_text(atom) + (f"**{exponent}" if exponent != 1 else "") for atom, exponent in mono)
    return "*".join(parts) or "1"


def atom_text(atom: Atom) -> str:
    inside = ", ".join(map(text_of, atom.args))
    if atom.kind == "symbol":
        return str(atom.payload)
    if atom.kind == "i":
        return "I"
    if atom.kind == "entry":
        return f"{atom.payload.label}[{inside}]"
    if atom.kind == "prefix":
        return f"Sum({text_of(atom.args[0])}, ({atom.payload}, 1, {text_of(atom.args[1])}))"
    if atom.kind in ("function", "power", "root", "product"):
        return f"{getattr(atom.payload, '__name__', atom.kind)}({inside})"
    return f"{atom.kind}({inside})"
