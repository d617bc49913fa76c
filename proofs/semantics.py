"""What the printed notation means: operators become matrices or components, events become probabilities."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sympy import Basic, Expr, Function, Indexed, Integer, Product, StrictGreaterThan, StrictLessThan
from sympy.core.relational import Relational

from proofs.errors import LedgerError
from proofs.ledger import Claim
from symbolic.disks import probability_down, probability_up
from symbolic.notation import N, S, lam, sigma
from symbolic.operators import matrix_element, represent

__all__ = ["Each", "P", "meaning"]

P = Function("P")  # P(event, event, ...): the probability that all events happen
Each = Function("Each")  # Each(event, J, low, high): the event for all J from low to high


def meaning(claim: Claim, form: Basic, values: Mapping[Any, Any]) -> Basic:
    """The form with the claim's abbreviations inserted, operators as components and events as probabilities.

    An operator expression with a symbolic N becomes its component <I|form|J>; with N among `values`, the N x N matrix.
    Where `values` says that S_n vanishes, neither sign of sigma_n has a probability.
    """
    relevant = tuple((key, int(value)) for key, value in values.items() if key is N or _vanishes(key, value))
    return _meaning(form, claim.where, relevant)


@lru_cache(maxsize=4096)
def _meaning(form: Basic, where: tuple[tuple[Basic, Basic], ...], relevant: tuple[tuple[Basic, int], ...]) -> Basic:
    values = dict(relevant)
    for name, value in where:
        form = form.subs(name, value)
    if isinstance(form, Expr) and not form.is_commutative:
        if N in form.free_symbols and N not in values:
            return matrix_element(form)
        if N not in values:
            raise LedgerError(f"the number of levels must be known to represent {form}")
        return represent(form.subs(N, values[N]), values[N])
    return form.replace(P, lambda *events: _joint(events, values)) if form.has(P) else form


def _vanishes(key: Any, value: Any) -> bool:
    return isinstance(key, Indexed) and key.base is S and value == 0


def _joint(events: tuple[Basic, ...], values: Mapping[Any, Any]) -> Expr:
    """The product over independent events, one a level."""
    total: Expr = Integer(1)
    for event in events:
        if event.func == Each:
            single, index, low, high = event.args
            total *= Product(_single(single, values), (index, low, high))
        else:
            total *= _single(event, values)
    return total


def _single(event: Basic, values: Mapping[Any, Any]) -> Expr:
    if not isinstance(event, Relational) or event.rhs != 0 or not event.lhs.is_Indexed:
        raise LedgerError(f"no probability is known for the event {event}")
    level = event.lhs.indices[0]
    if event.lhs.base == lam:
        return Integer(0)  # a complex number has a sign only on the real axis, which has no area
    if event.lhs.base != sigma:
        raise LedgerError(f"no probability is known for the event {event}")
    if values.get(S[level]) == 0:
        return Integer(0)
    if isinstance(event, StrictGreaterThan):
        return probability_up(level).result
    if isinstance(event, StrictLessThan):
        return probability_down(level).result
    raise LedgerError(f"no probability is known for the event {event}")
