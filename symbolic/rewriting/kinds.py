"""What atoms are for all values of what they depend on, by the assumptions of symbols alone: real, whole."""

from functools import lru_cache

from bornproof.symbolic.rewriting.polynomials import Atom, Mono, Poly
from sympy import Indexed, IndexedBase, Integer

__all__ = ["Bases", "assumption", "is_real", "is_real_atom", "is_whole", "unpaired"]

Bases = frozenset[IndexedBase]


@lru_cache(maxsize=1024)
def _example(base: IndexedBase, rank: int) -> Indexed:
    return Indexed(base, *(Integer(1),) * rank)


def assumption(atom: Atom, name: str) -> bool:
    """Whether SymPy's assumption of this name, as `is_real`, is made of a symbol, or of all entries of a table."""
    if atom.kind == "symbol":
        return bool(getattr(atom.payload, name))
    return atom.kind == "entry" and bool(getattr(_example(atom.payload, len(atom.args)), name))


@lru_cache(maxsize=65536)
def is_real(poly: Poly, hermitian: Bases = frozenset()) -> bool:
    """Whether it is real for all values of what it depends on; `hermitian` are tables T with conj(T_ij) = T_ji."""
    return all(all(is_real_atom(atom, hermitian) for atom in unpaired(mono, hermitian)) for mono in poly.terms)


def is_real_atom(atom: Atom, hermitian: Bases) -> bool:
    """The same of an atom."""
    match atom.kind:
        case "symbol":
            return assumption(atom, "is_real")
        case "entry":
            diagonal = len(atom.args) == 2 and atom.args[0] == atom.args[1] and atom.payload in hermitian
            return diagonal or assumption(atom, "is_real")
        case "modulus" | "theta" | "sign" | "max" | "constant":
            return True
        case "exp" | "inverse" | "product" | "prefix":
            return is_real(atom.args[0], hermitian)
        case "power":  # where it is defined
            base, exponent = atom.args
            return is_real(base, hermitian) and is_whole(exponent)
        case "root":
            return bool(atom.payload[1])  # its radicand was known not to be negative where it was made
        case "log":
            return bool(atom.payload)  # so was what it is taken of
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
    if any(factor.q != 1 or any(exponent < 0 for _, exponent in mono) for mono, factor in poly.terms.items()):
        return False
    return all(atom.kind in ("theta", "sign") or assumption(atom, "is_integer") for atom in poly.atoms())
