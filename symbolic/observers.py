"""Two observers who measure the singlet, and one whose partner has many levels: what the averaged populations say of outcomes.

The levels are those of Eq. (26): down up, up down, down down, up up, Alice's spin first. Angles enter by their cosines; all
is a sum of averaged populations, in any ring that `averaged_sums.partial_sums` takes; probabilities that may be 0 are exact.
"""

from collections.abc import Sequence
from itertools import pairwise, permutations
from typing import Any

from bornproof.symbolic.averaged_numbers import partial_sums

__all__ = ["EVERY_ORDER", "PAPERS_ORDER", "alice_up", "aligned_and_spread", "chsh", "correlation", "singlet_levels"]

PAPERS_ORDER = (0, 1, 2, 3)
EVERY_ORDER = tuple(permutations(PAPERS_ORDER))


def singlet_levels(cosine: Any) -> tuple[Any, ...]:
    """The Born probabilities of the four levels, for the singlet and settings whose angle has this cosine.

    >>> from flint import fmpq
    >>> singlet_levels(fmpq(1))
    (1/2, 1/2, 0, 0)
    """
    opposite, same = (1 + cosine) / 4, (1 - cosine) / 4
    return opposite, opposite, same, same


def averaged(levels: Sequence[Any], order: Sequence[int], factor: Any, one: Any) -> list[Any]:
    """The averaged populations of levels at exp(-kappa t) = `factor`, where the model counts them in this order."""
    sums = partial_sums([levels[k] for k in order], [levels[k] for k in order], factor, one)
    moved = dict(zip(order, (upto - below for below, upto in pairwise([one - one, *sums])), strict=True))
    return [moved[k] for k in range(len(levels))]


def alice_up(cosine: Any, factor: Any, one: Any, order: Sequence[int] = PAPERS_ORDER) -> Any:
    """The averaged probability that Alice finds up.

    >>> from flint import fmpq
    >>> alice_up(fmpq(1), fmpq(1, 2), fmpq(1)), alice_up(fmpq(0), fmpq(1, 2), fmpq(1))
    (1/2, 365/768)
    """
    _, up_down, _, up_up = averaged(singlet_levels(cosine), order, factor, one)
    return up_down + up_up


def correlation(cosine: Any, factor: Any, one: Any, order: Sequence[int] = PAPERS_ORDER) -> Any:
    """The averaged probability of equal outcomes minus that of opposite ones; -cosine at t = 0."""
    down_up, up_down, down_down, up_up = averaged(singlet_levels(cosine), order, factor, one)
    return down_down + up_up - down_up - up_down


def chsh(cosine: Any, factor: Any, one: Any, order: Sequence[int] = PAPERS_ORDER) -> Any:
    """|E(a,b) - E(a,b') + E(a',b) + E(a',b')| at the standard settings: three angles have this cosine, 1/sqrt(2), one minus it."""
    return abs(3 * correlation(cosine, factor, one, order) - correlation(-cosine, factor, one, order))


def aligned_and_spread(share: Any, levels: int, factor: Any, one: Any) -> tuple[Any, Any]:
    """The averaged probability that a qubit is found up, with the Born probability `share`, beside a partner with d = `levels`.

    First for a setting of which the partner's state is a basis state, then for one in which it has the weights 1/d. The state
    is a product; the model counts the d joint levels with up first, and in each d the occupied one last.

    >>> from flint import fmpq
    >>> aligned_and_spread(fmpq(1, 2), 1, fmpq(1, 2), fmpq(1))
    (1/2, 1/2)
    """
    zero, rest = share - share, 1 - share
    aligned = [*[zero] * (levels - 1), share, *[zero] * (levels - 1), rest]
    spread = [share / levels] * levels + [rest / levels] * levels
    found = (partial_sums(weights, weights, factor, one)[levels - 1] for weights in (aligned, spread))
    first, second = found
    return first, second
