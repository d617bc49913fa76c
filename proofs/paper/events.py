"""Events about the hidden variables, read as sets of lambda's, and the probability that several happen.

An event about sigma_n is a condition on |lambda_n|, once Eq. (13) is inserted: the inside or the outside of a circle, whose
radius gives the area. That the hidden variables of different levels are independent is the paper's assumption
(claim.2.2-independent), not something derived here. The derivations, which integrate over the disk, are not used.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations
from typing import Any

from bornproof.numeric_check.errors import UndefinedError
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.events import Each
from bornproof.symbolic.levels import prefix_sums
from bornproof.symbolic.notation.core import I, S, alpha, lam, n, sigma
from sympy import Abs, Basic, Expr, Gt, Indexed, Integer, Lt, Product, Rational, Sum, conjugate, expand, false, sqrt, true

__all__ = ["SIGMA", "joint"]

SIGMA = Abs(alpha[n] * lam[n]) ** 2 - Sum(Abs(alpha[I]) ** 2 * (1 - Abs(lam[n]) ** 2), (I, 1, n - 1))  # (13), beta = alpha

Range = tuple[Basic, Expr, Expr, Expr]  # an event, its level J, low, high


def joint(events: tuple[Basic, ...], levels: Mapping[Basic, Expr], values: Mapping[Any, Any]) -> Expr:
    """The probability that all events happen, once the levels that are known have been inserted.

    Events about one level are one event, or exclude each other. Raises LedgerError where it cannot be told whether two
    events are about one level, and UndefinedError for an event about sigma_1, which the model does not have.
    """
    singles: dict[Expr, set[Basic]] = {}
    ranges: list[Range] = []
    for event in events:
        for part in _written_out(event, levels):
            if part == false:  # as sigma_n^2 < 0 is for SymPy
                return Integer(0)
            if isinstance(part, tuple):
                ranges.append(part)
            elif part != true:
                singles.setdefault(_level(part), set()).add(part)
    for one, other in combinations(singles, 2):
        if not (one - other).is_nonzero:
            raise LedgerError(f"no joint probability is known for events about the levels {one} and {other}, which may be one")
    total: Expr = Integer(1)
    for about in singles.values():
        total *= _at_level(about, values)
    for single, index, low, high in ranges:
        if index not in single.free_symbols or not all((low - at).is_positive or (at - high).is_positive for at in singles):
            raise LedgerError(f"no joint probability is known for {single}, {index} = {low}..{high}, and the other events")
        total *= Product(_single(single, values), (index, low, high))
    return total


def _written_out(event: Basic, levels: Mapping[Basic, Expr]) -> Iterator[Any]:
    """The single events that an event stands for, or a range whose limits are not known."""
    if event.func != Each:
        yield event.subs(levels)
        return
    # the bound level is no level of the point, though one may have its name
    single, index, low, high = (event.args[0], event.args[1], *(limit.subs(levels) for limit in event.args[2:]))
    outer = {name: value for name, value in levels.items() if name != index}
    if low.is_Integer and high.is_Integer:
        yield from (single.subs(index, level).subs(outer) for level in range(int(low), int(high) + 1))
    else:
        yield (single.subs(outer), index, low, high)


def _at_level(events: set[Basic], values: Mapping[Any, Any]) -> Expr:
    """The probability of events about one level: of the only one, or 0 if they ask for both signs."""
    certain = [event for event in events if _single(event, values) == 1]
    rest = sorted(events - set(certain), key=str)
    if not rest:
        return Integer(1)
    if len(rest) == 1:
        return _single(rest[0], values)
    if any(_single(event, values) == 0 for event in rest) or {type(event) for event in rest} == {Gt, Lt}:
        return Integer(0)
    raise LedgerError(f"no joint probability is known for the events {rest}")


def _level(event: Basic) -> Expr:
    quantity = _quantity(event)[0]
    level: Expr = quantity.indices[0]
    return level


def _quantity(event: Basic) -> tuple[Indexed, Expr]:
    """What an event is about, and its power; the conjugate of a hidden variable is as good as itself."""
    if isinstance(event, Gt | Lt):
        base, power = event.lhs.as_base_exp()
        base = base.args[0] if isinstance(base, conjugate) else base
        if isinstance(base, Indexed) and base.base in (lam, sigma) and power in (1, 2) and event.rhs in (-1, 0, 1):
            return base, power
    raise LedgerError(f"no probability is known for the event {event}")


def _single(event: Basic, values: Mapping[Any, Any]) -> Expr:
    quantity, power = _quantity(event)
    level, above, bound = quantity.indices[0], isinstance(event, Gt), event.rhs
    if level == 1:
        raise UndefinedError("sigma_1 does not exist: the hidden variables are lambda_2 .. lambda_N")
    if quantity.base == lam:
        return Integer(0)  # a complex number is above or below another only on a line, which has no area
    if bound != 0:
        return Integer(int(above is bool(bound < 0)))  # -1 <= sigma_n <= 1, and +-1 at the centre or on the rim at most
    if values.get(S[level]) == 0:
        return Integer(0)
    if power == 2:
        return Integer(int(above))  # sigma_n = 0 is a circle
    inner = _inner_area().subs(n, level).xreplace({S[0]: Integer(0)})
    return 1 - inner if above else inner


@cache
def _inner_area() -> Expr:
    """The part of the unit disk where sigma_n < 0, for S_n > 0: the disk inside the circle on which (13) vanishes.

    (13) is linear in |lambda_n|^2, not positive at the centre and not negative on the rim, so the circle is in the disk;
    areas go as the square of the radius.
    """
    centre, middle, rim = (prefix_sums(SIGMA.subs(lam[n], at).doit(), alpha) for at in (0, sqrt(Rational(1, 2)), 1))
    if expand(2 * middle - centre - rim) != 0:
        raise LedgerError("an event about sigma_n is read as a circle only where (13) is linear in |lambda_n|^2")
    return -centre / expand(rim - centre)
