"""Lines of the appendix written out for a number of levels, as claims that are made when their id is asked for.

`claim.N4.rate.1` is the rate of rho_11 for four levels, `claim.N4.Lambda.1.2` an exponent, `claim.N4.solution.+-+.2` a population
in a sector. The form is the general one at those levels; what it is held against is the general derivation, and brute force.
"""

import re
from dataclasses import replace

from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.domain import Case, Domain
from bornproof.proofs.paper import points
from bornproof.proofs.paper.sectors import sector_claim
from bornproof.symbolic import components
from bornproof.symbolic.notation.core import I, J, N, Sector, sector_text
from bornproof.symbolic.notation.relations import Eq
from bornproof.symbolic.rational import read_sector
from sympy import Expr, Integer

__all__ = ["exponent_claim", "made", "places_of", "population_claim", "rate_claim"]

MOST = 64  # levels
_ID = re.compile(
    r"claim\.N(?P<levels>\d+)\."
    r"(?:rate\.(?P<rate>\d+)|Lambda\.(?P<row>\d+)\.(?P<column>\d+)|solution\.(?P<signs>[-+0]+)\.(?P<level>\d+))"
)


def made(claim_id: str) -> Claim | None:
    """The claim of an id; nothing, where the id is of another kind, or names levels that are not there.

    >>> [claim and claim.name for claim in map(made, ("claim.N4.rate.1", "claim.N4.rate.5", "eq.40"))]
    ['\\\\partial_t\\\\rho_{11}(t)/\\\\kappa', None, None]
    """
    found = _ID.fullmatch(claim_id)
    levels = int(found["levels"]) if found else 0
    if not found or not 2 <= levels <= MOST:
        return None
    if found["signs"]:
        fits = len(found["signs"]) == levels - 1 and 1 <= int(found["level"]) <= levels
        return population_claim(read_sector(found["signs"], levels), int(found["level"])) if fits else None
    if found["rate"]:
        level = int(found["rate"])
        return rate_claim(levels, level) if 1 <= level <= levels else None
    row, column = int(found["row"]), int(found["column"])
    return exponent_claim(levels, row, column) if 1 <= row < column <= levels else None


def rate_claim(levels: int, level: int) -> Claim:
    """The rate of a population."""
    form = components.at_levels(components.population_rate().result, levels, column=level)
    name = rf"\partial_t\rho_{{{places_of(levels, level, level)}}}(t)/\kappa"
    return _instance("thm.components-diagonal", f"claim.N{levels}.rate.{level}", name, form, levels, {J: level})


def exponent_claim(levels: int, row: int, column: int) -> Claim:
    """What multiplies kappa/2 in the decay of a coherence."""
    form = components.at_levels(components.damping_exponent().result, levels, row=row, column=column)
    name = rf"\Lambda_{{{places_of(levels, row, column)}}}"
    return _instance("thm.exponent", f"claim.N{levels}.Lambda.{row}.{column}", name, form, levels, {I: row, J: column})


def population_claim(sector: Sector, level: int) -> Claim:
    """A population in one sector; raises SymbolicError unless the closed form solves the rate equations."""
    claim_id = f"claim.N{len(sector) + 1}.solution.{sector_text(sector)}.{level}"
    return replace(sector_claim(sector, level, level), id=claim_id)


def _instance(entry: str, claim_id: str, name: str, form: Expr, levels: int, places: dict[Expr, int]) -> Claim:
    """A general entry at numbers of levels."""
    from bornproof.proofs.paper.entries import PAPER  # which makes these

    values = ((N, Integer(levels)), *((symbol, Integer(place)) for symbol, place in places.items()))
    domain = Domain(
        (Case(values),),
        lambda: ({**point, **places} for point in points.evolution.any_matrix((levels,))()),
        tuple(Eq(symbol, value) for symbol, value in values),
        f"N = {levels}; any sector, any matrix rho",
    )
    return replace(PAPER[entry], id=claim_id, name=name, printed=(form,), domain=domain, uses=())


def places_of(levels: int, *places: int) -> str:
    """The indices of an entry in LaTeX; above nine levels with commas.

    >>> places_of(4, 1, 2), places_of(12, 1, 2)
    ('12', '1,2')
    """
    return ("," if levels > 9 else "").join(map(str, places))
