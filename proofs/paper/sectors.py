"""Claims made when they are asked for: one entry of rho(t) in any sector of any number of levels, or averaged over all sectors.

They stand in no ledger: `bornproof check --signs` holds a user's formula against them.
"""

from collections.abc import Sequence

from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.domain import Case, Domain
from bornproof.proofs.paper import oracles, points
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.symbolic.matrix_elements import averaged_element, averaged_symbolic_element, sector_element
from bornproof.symbolic.notation.core import N, kappa, p, rho0, sector_text, sigma, t
from bornproof.symbolic.rational import exact_rational
from sympy import Add, Eq, Gt, Integer, Lt, Mul, Rational, Symbol, exp
from sympy.logic.boolalg import Boolean

__all__ = ["averaged_claim", "sector_claim"]

ABBREVIATED = ((Symbol("x", positive=True), exp(-kappa * t)),)  # as `bornproof solve` prints its polynomials
_BY_SIGN = {1: Gt, -1: Lt, 0: Eq}


def sector_claim(signs: Sequence[int], row: int, column: int, start: Sequence[Rational] | None = None) -> Claim:
    """What rho_IJ(t) is in one sector, of any state, or of one with the populations `start`.

    Raises SymbolicError for levels and populations that do not fit the sector.

    >>> sector_claim((-1,), 2, 2).printed
    (exp(-kappa*t)*rho^{(0)}[2, 2],)
    """
    levels = len(signs) + 1
    derived = sector_element(signs, row, column, start)
    weights = None if start is None else [exact_rational(value) for value in start]
    values = ((N, Integer(levels)), *((sigma[k], Integer(sign)) for k, sign in enumerate(signs, start=2)))
    written = sector_text(signs)
    return Claim(
        id=f"claim.sector {written}, entry {row},{column}",
        section="",
        statement=f"The entry {row},{column} of rho(t) for N = {levels} in the sector {written}.",
        name=_name(row, column),
        printed=(derived.result,),
        derive=lambda _: derived,
        domain=Domain(
            (Case(values),),
            lambda: points.sectors.in_sector(signs, weights),
            (*(_BY_SIGN[sign](sigma[k], 0) for k, sign in enumerate(signs, start=2)), *_populations(levels, start)),
            f"N = {levels}, the sector {written}; any state",
        ),
        oracle=oracles.sectors.element_at(row, column),
        dynamics=True,
        where=ABBREVIATED,
        language=LANGUAGE,
    )


def averaged_claim(levels: int, row: int, column: int, start: Sequence[Rational] | None = None) -> Claim:
    """What the average of rho_IJ(t) over the hidden variables is, of any state, or of one with the populations `start`.

    Where the populations are not given, they are p_1, .., p_N, and from three levels on p_1 + p_2 > 0 is a condition of what is
    derived. Raises SymbolicError as `sector_claim` does.

    >>> averaged_claim(2, 1, 1).printed
    (p[1],)
    """
    derived = averaged_symbolic_element(levels, row, column) if start is None else averaged_element(start, row, column)
    weights = None if start is None else [exact_rational(value) for value in start]
    chances = [p[k] for k in range(1, levels + 1)] if start is None else start
    given: tuple[Boolean, ...] = _populations(levels, chances)
    conditions: tuple[Boolean, ...] = ()
    if start is None:
        given += (Eq(p[levels], 1 - Add(*chances[:-1])),)
        sums = [Add(*chances[:k]) for k in range(2, levels)]
        conditions = tuple(Gt(Mul(*sums[:k]), 0) for k in range(1, len(sums) + 1))  # all divisors that may be left, expanded too
    return Claim(
        id=f"claim.average of entry {row},{column}",
        section="",
        statement=f"The average of the entry {row},{column} of rho(t) for N = {levels} over the hidden variables.",
        name=_name(row, column),
        printed=(derived.result,),
        derive=lambda _: derived,
        domain=Domain(
            (Case(((N, Integer(levels)),)),), lambda: points.sectors.over_all(levels, weights), given, f"N = {levels}; any state"
        ),
        oracle=oracles.sectors.averaged_element_at(row, column),
        dynamics=True,
        conditions=conditions,
        where=ABBREVIATED,
        language=LANGUAGE,
    )


def _populations(levels: int, start: Sequence[Rational] | None) -> tuple[Boolean, ...]:
    """What is known of rho_11(0), .., rho_NN(0): that they are given, or that they add up to 1."""
    diagonal = [rho0[k, k] for k in range(1, levels + 1)]
    if start is None:
        return (Eq(diagonal[0], 1 - Add(*diagonal[1:])),)
    return tuple(Eq(name, value) for name, value in zip(diagonal, start, strict=True))


def _name(row: int, column: int) -> str:
    comma = "," if max(row, column) > 9 else ""
    return rf"\rho_{{{row}{comma}{column}}}(t)"
