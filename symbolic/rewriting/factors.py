"""Polynomials as products: what divides every term, then the irreducible factors of small ones; numbers as powers of primes."""

from functools import lru_cache

from bornproof.symbolic.rewriting.algebra import content, without
from bornproof.symbolic.rewriting.context import Context
from bornproof.symbolic.rewriting.polynomials import Poly, alone, constant
from flint import fmpq, fmpz
from sympy import Dummy, factor_list
from sympy import Poly as Factored

__all__ = ["factors_of", "primes_of"]

LARGEST = 10**9  # a number beyond it is not factored
LONGEST_FACTORED = 64  # bits of a coefficient
MOST_FACTORED = 12  # terms, and total degree


def primes_of(number: int) -> list[tuple[int, int]]:
    """The primes whose powers a positive whole number is the product of; of one beyond `LARGEST` the number itself.

    >>> primes_of(12)
    [(2, 2), (3, 1)]
    """
    return [(number, 1)] if number > LARGEST else [(int(prime), exponent) for prime, exponent in fmpz(number).factor()]


def factors_of(context: Context, poly: Poly) -> list[tuple[Poly, int]]:
    """Factors with exponents whose product it is; small polynomials are factored by SymPy, others are one factor."""
    atoms = sorted(set(poly.atoms()), key=lambda atom: atom.key)
    least = {atom: min(dict(mono).get(atom, 0) for mono in poly.terms) for atom in atoms}
    common = [(alone(atom), exponent) for atom, exponent in least.items() if exponent]
    divisor = frozenset((atom, exponent) for atom, exponent in least.items() if exponent)
    rest = Poly({without(mono, divisor): factor for mono, factor in poly.terms.items()})
    if rest.number is not None:
        return [*common, (rest, 1)]
    scale = content(rest)
    rest = rest.times(1 / scale)
    degree = max(sum(exponent for _, exponent in mono) for mono in rest.terms)
    large = len(rest.terms) > MOST_FACTORED or degree > MOST_FACTORED or len(set(rest.atoms())) > 4
    if large or degree == 1 or max(factor.height_bits() for factor in rest.terms.values()) > LONGEST_FACTORED:
        return [*common, (constant(scale), 1), (rest, 1)]
    context.budget.spend(100)
    number, factors = _factored(rest)
    return [*common, (constant(scale * number), 1), *factors]


@lru_cache(maxsize=4096)
def _factored(poly: Poly) -> tuple[fmpq, tuple[tuple[Poly, int], ...]]:
    """A number and the irreducible factors of a polynomial with whole coefficients, by SymPy."""
    back = sorted(set(poly.atoms()), key=lambda atom: atom.key)
    generators = [Dummy() for _ in back]
    table = {tuple(dict(mono).get(atom, 0) for atom in back): int(factor.p) for mono, factor in poly.terms.items()}
    number, found = factor_list(Factored(table, *generators))
    result, factors = fmpq(int(number)), []
    for part, exponent in found:
        terms = {frozenset((a, e) for a, e in zip(back, powers, strict=True) if e): fmpq(int(c)) for powers, c in part.terms()}
        piece = Poly(terms)
        sign = content(piece)
        factors.append((piece.times(1 / sign), exponent))
        result *= sign**exponent
    return result, tuple(sorted(factors, key=lambda pair: pair[0].key))
