"""What the printed notation means: operators become matrices or components, events become probabilities."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sympy import Basic, Expr, Function, ImmutableMatrix, Indexed, Integer, Product, StrictGreaterThan, StrictLessThan
from sympy.core.function import AppliedUndef

from numeric_check.errors import UndefinedError
from proofs.errors import LedgerError
from proofs.ledger import Claim
from symbolic.disks import probability_down, probability_up
from symbolic.notation import K, M, N, S, lam, sigma
from symbolic.operators import matrix_element, represent

__all__ = ["Each", "P", "meaning"]

P = Function("P", commutative=True)  # P(event, event, ...): the probability that all events, one a level, happen
Each = Function("Each", commutative=True)  # Each(event, J, low, high): the event for all J from low to high

Values = tuple[tuple[Basic, int], ...]


def meaning(claim: Claim, form: Basic, values: Mapping[Any, Any]) -> Basic:
    """The form with the claim's abbreviations inserted, operators as components and events as probabilities.

    An operator expression with a symbolic N becomes its component <I|form|J>; with N among `values`, the N x N matrix.
    Where `values` says that S_n vanishes, neither sign of sigma_n has a probability. Raises UndefinedError for an event
    about sigma_1, which the model does not have.
    """
    relevant = tuple((key, int(value)) for key, value in values.items() if key in (N, K, M) or _vanishes(key, value))
    return _meaning(form, claim.where, relevant)


@lru_cache(maxsize=4096)
def _meaning(form: Basic, where: tuple[tuple[Basic, Basic], ...], relevant: Values) -> Basic:
    values = dict(relevant)
    for name, value in where:
        form = form.subs(name, value)
    levels = {key: Integer(value) for key, value in relevant if key in (N, K, M)}
    if isinstance(form, Expr) and not isinstance(form, ImmutableMatrix) and not form.is_commutative:
        if N in form.free_symbols and N not in values:
            return matrix_element(form)
        if N not in values:
            raise LedgerError(f"the number of levels must be known to represent {form}")
        return represent(form.subs(levels), values[N])
    events = {node for node in form.atoms(AppliedUndef) if node.func == P}
    return form.xreplace({node: _joint(node.args, levels, values) for node in events}) if events else form


def _vanishes(key: Any, value: Any) -> bool:
    return isinstance(key, Indexed) and key.base is S and value == 0


def _joint(events: tuple[Basic, ...], levels: Mapping[Basic, Expr], values: Mapping[Any, Any]) -> Expr:
    """The product over independent events, one a level."""
    total: Expr = Integer(1)
    for event in events:
        if event.func != Each:
            total *= _single(event.subs(levels), values)
            continue
        single, index, low, high = (event.args[0], event.args[1], *(limit.subs(levels) for limit in event.args[2:]))
        if low.is_Integer and high.is_Integer:
            for level in range(int(low), int(high) + 1):
                total *= _single(single.subs(index, level), values)
        else:
            total *= Product(_single(single, values), (index, low, high))
    return total


def _single(event: Basic, values: Mapping[Any, Any]) -> Expr:
    if not isinstance(event, StrictGreaterThan | StrictLessThan) or not event.lhs.is_Indexed:
        raise LedgerError(f"no probability is known for the event {event}")
    level = event.lhs.indices[0]
    if level == 1:
        raise UndefinedError("sigma_1 does not exist: the hidden variables are lambda_2 .. lambda_N")
    if event.lhs.base == lam and event.rhs == 0:
        return Integer(0)  # a complex number has a sign only on the real axis, which has no area
    if event.lhs.base == sigma and event.rhs == 1:
        return Integer(int(isinstance(event, StrictLessThan)))  # sigma_n <= p_n <= 1, and = 1 on the rim at most
    if event.lhs.base != sigma or event.rhs != 0:
        raise LedgerError(f"no probability is known for the event {event}")
    if values.get(S[level]) == 0:
        return Integer(0)
    return (probability_up if isinstance(event, StrictGreaterThan) else probability_down)(level).result


