"""The hidden variables with which Alice's final outcome changes when only Bob's setting does: their measure, from the areas.

The final outcome is |n> for the largest n with sigma_n > 0, that is |lambda_n|^2 > S_{n-1}/S_n: one threshold for each
setting. With u = |lambda_n|^2 below both thresholds what is below decides, above both the outcome is |n> for both settings, and
between them it is |n> for one of them, and one of the levels below, by their weights, for the other.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import p
from bornproof.symbolic.notation.relations import Gt, Le, Lt
from bornproof.symbolic.notation.settings import other_p
from bornproof.symbolic.notation.skews import same, same_later
from bornproof.symbolic.rational_functions import lowest_terms
from bornproof.symbolic.signalling import BELOW_THREE, CERTAIN, CERTAIN_TOO, SAME_GROUPED
from sympy import Add, Expr, IndexedBase, Integer, Max, Min, Symbol, sign

__all__ = ["SOME_BELOW", "changed_outcomes", "changed_outcomes_grouped", "changed_outcomes_of_singlet", "some_change"]

SOME_BELOW = Gt(Max(p[1] + p[2] + p[3], other_p[1] + other_p[2] + other_p[3]), 0)  # |4> is not certain for both settings


@cache
def changed_outcomes(up: tuple[int, int]) -> Derivation:
    """The measure of the hidden variables for which Alice's outcome differs, her spin being up in these two of four levels.

    From the level 2 up, level by level; both settings enter alike. It supposes `BELOW_THREE`, and that both are distributions.
    """
    changed: Expr = Integer(0)
    steps = derivation("with the level 1 alone", changed).supposing(CERTAIN, CERTAIN_TOO, *BELOW_THREE)
    for level in (2, 3, 4):
        one, other = (_below(table, level) / _below(table, level + 1) for table in (p, other_p))
        apart = [_of_other_spin(table, level, up) / _below(table, level) for table in (p, other_p)]
        changed = Min(one, other) * changed + Max(0, other - one) * apart[1] + Max(0, one - other) * apart[0]
        steps = steps.then(f"with the level {level}: below both thresholds, or between them", changed)
    return steps


@cache
def changed_outcomes_grouped() -> Derivation:
    """The same with her spin up in the levels 1 and 2: u_3, u_4 are in one of two rectangles of one area s, not in both.

    It supposes `SAME_GROUPED` and `SOME_BELOW`.

    >>> changed_outcomes_grouped().steps[0].result
    p[1] + p[2]
    """
    s, top, other_top = p[1] + p[2], p[1] + p[2] + p[3], other_p[1] + other_p[2] + other_p[3]
    steps = derivation("up: u_3 < s/S_3 and u_4 < S_3, an area s, for each setting", s).supposing(*SAME_GROUPED, SOME_BELOW)
    steps = steps.then("both: the smaller side of each kind", Min(top, other_top) * s / Max(top, other_top))
    return steps.then("one and not the other", 2 * s * (1 - Min(top, other_top) / Max(top, other_top)))


@cache
def changed_outcomes_of_singlet() -> Derivation:
    """The same for the singlet, with the probability s of equal spins for one setting of B's and r >= s for another.

    P(|1>) = P(|2>) = (1 - s)/2, P(|3>) = P(|4>) = s/2, and A's spin is up in the levels 1 and 4. It supposes s <= r.
    Raises SymbolicError unless no threshold rises with s.

    >>> changed_outcomes_of_singlet().result.subs({same: 0, same_later: 1})
    1/2
    """
    weights, others = ({1: (1 - s) / 2, 2: (1 - s) / 2, 3: s / 2, 4: s / 2} for s in (same, same_later))
    changed: Expr = Integer(0)
    steps = derivation("with the level 1 alone", changed).supposing(Le(same, same_later))
    for level in (2, 3, 4):
        here, there = (_below(table, level) / _below(table, level + 1) for table in (weights, others))
        gap = lowest_terms(here - there)
        if not _with_gap(gap).is_nonnegative:
            raise SymbolicError("no threshold may rise with the probability of equal spins")
        between = gap * _of_other_spin(weights, level, (1, 4)) / _below(weights, level)
        changed = lowest_terms(there * changed + between, factored=True)
        steps = steps.then(f"with the level {level}: below both thresholds, or between them", changed)
    return steps


@cache
def some_change() -> Derivation:
    """1 if there are hidden variables with which A's outcome changes in `changed_outcomes_of_singlet`, for s < r; else 0."""
    steps = replace(changed_outcomes_of_singlet(), supposed=(Lt(same, same_later),))
    return steps.then("take the sign, with s < r <= 1", sign(_with_gap(steps.result, positive=True)))


def _with_gap(node: Expr, *, positive: bool = False) -> Expr:
    """With r = 1 - e and s = r - g, where e is not negative, and g is not, or is positive."""
    rest = Symbol("e", nonnegative=True)
    gap = Symbol("g", positive=True) if positive else Symbol("g", nonnegative=True)
    return lowest_terms(node.xreplace({same: 1 - rest - gap, same_later: 1 - rest}), factored=True)


def _below(table: IndexedBase | Mapping[int, Expr], level: int) -> Expr:
    """The total weight of the levels below; of all four it is 1."""
    return Integer(1) if level == 5 else Add(*(table[k] for k in range(1, level)))


def _of_other_spin(table: IndexedBase | Mapping[int, Expr], level: int, up: tuple[int, int]) -> Expr:
    """The weight of the levels below in which Alice's spin is not that in this level."""
    return Add(*(table[k] for k in range(1, level) if (k in up) != (level in up)))
