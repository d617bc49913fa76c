"""Conditions that fail for almost no lambda: sigma_n = 0 is a circle in the disk of lambda_n, which has no area."""

from collections.abc import Iterator
from itertools import product

from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.domain import Domain
from bornproof.symbolic.notation.core import N, S, sigma
from bornproof.symbolic.winner import DECIDED_ABOVE, IS_WINNER
from sympy import Add, Basic, Eq, Indexed, Integer, Ne, expand, true
from sympy.logic.boolalg import Boolean

__all__ = ["almost_surely"]


def almost_surely(claim: Claim) -> bool:
    """Whether the conditions fail on a set of lambda's without area, for every state of the domain.

    sigma_n = |lambda_n|^2 S_n - S_{n-1} vanishes on a circle where S_n > 0, and on the whole disk where S_n = 0.
    """
    return bool(claim.conditions) and all(_is_null(condition, claim.domain) for condition in claim.conditions)


def _is_null(condition: Boolean, domain: Domain) -> bool:
    """Whether the condition is sigma_n != 0, and S_n > 0 for every state; or that no sigma vanishes above the winner.

    Where S_1 = .. = S_m = 0 < S_{m+1}, sigma_{m+1} > 0 but for lambda_{m+1} = 0: the winner is above m, and S_n > 0 above it.
    """
    if condition == DECIDED_ABOVE and set(IS_WINNER) <= set(domain.assumptions):
        return True
    if (levels := _levels(domain)) and all(condition.xreplace(sector) == true for sector in _likely_sectors(levels)):
        return True
    if not (isinstance(condition, Ne) and condition.rhs == 0 and isinstance(condition.lhs, Indexed)):
        return False
    level = condition.lhs.indices[0]
    if condition.lhs.base != sigma:
        return False
    if domain.state:
        return level.is_Integer and bool(expand(Add(*domain.state[: int(level)])).is_positive)
    return level in _top_levels(domain)


def _top_levels(domain: Domain) -> set[Basic]:
    """The level N, whose S_N is 1: as a symbol where the state is normalised, and as a number where the cases fix it."""
    levels = _levels(domain)
    return ({Integer(levels)} if levels else set()) | ({N} if Eq(S[N], Integer(1)) in domain.assumptions else set())


def _levels(domain: Domain) -> int:
    """The number of levels, where the cases fix it, else 0."""
    fixed = {value for case in domain.cases for name, value in case.values if name == N}
    return int(fixed.pop()) if len(fixed) == 1 else 0


def _likely_sectors(levels: int) -> Iterator[dict[Basic, Basic]]:
    """Every sector that has a probability in some state, perhaps more: with |m> the lowest level that is not empty.

    Then sigma_n = 0 for n < m, sigma_m > 0 but for lambda_m = 0, and above m no sigma vanishes but on a circle.
    """
    for lowest in range(1, levels + 1):
        settled = [0] * max(lowest - 2, 0) + [1] * (lowest > 1)
        for rest in product((1, -1), repeat=levels - 1 - len(settled)):
            yield {sigma[level]: Integer(sign) for level, sign in enumerate((*settled, *rest), start=2)}
