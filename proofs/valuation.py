"""The value of a form at an exact point, read literally: no rewriting step and no closed form has a part in it.

Operators are multiplied as tables of numbers, abbreviations are looked up, and the probability of an event about sigma_n is
the length of the interval of |lambda_n|^2 in which it happens by Eq. (13): for lambda_n uniform on the unit disk, |lambda_n|^2
is uniform on [0, 1]. The hidden variables are independent, as the paper assumes.
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Any

from flint import fmpq
from sympy import (
    Basic,
    Ge,
    Gt,
    Indexed,
    IndexedBase,
    Le,
    Lt,
    MatrixBase,
    Ne,
    Symbol,
    conjugate,
    false,
    true,
)  # fmt: skip
from sympy.core.function import AppliedUndef

from numeric_check.errors import NumericError, UndefinedError
from numeric_check.evaluation import Evaluated, PreparedPoint, evaluate, prepared
from numeric_check.exact import ONE, ZERO, ComplexRational
from numeric_check.operator_values import Operator
from numeric_check.precision import working_digits
from numeric_check.rules import Scope, walk, whole
from numeric_check.values import real_sign
from proofs.domains import Point
from proofs.events import Each, P
from symbolic.notation import N, S, alpha, lam, rho, sigma
from symbolic.operators import L, h, hamiltonian, ketbra, state

__all__ = ["literal_value"]

Where = tuple[tuple[Basic, Basic], ...]


def literal_value(form: Basic, point: Point, where: Where = (), digits: int | None = None) -> Evaluated:
    """The form's value; an operator's is its table of N rows, with the N of the point.

    Raises what `numeric_check.evaluation.evaluate` raises: UndefinedError where the form as it is written has no value,
    also for a level that does not exist, and NumericError for what has no literal meaning.

    >>> from symbolic.notation import delta, I
    >>> literal_value(ketbra(1, 2) * ketbra(2, I) + ketbra(2, 2), {N: 2, I: 1})
    ((1, 0), (0, 1))
    """
    for name, value in where:
        if not isinstance(name, Symbol | Indexed):
            form = form.xreplace({name: value})
    if not _is_plain(form, where):
        point = _extended(prepared(point), where, working_digits(digits))
    return evaluate(form, point, digits)


@lru_cache(maxsize=4096)
def _is_plain(form: Basic, where: Where) -> bool:
    """Whether the form is made of what has values at a point."""
    if where or form.atoms(AppliedUndef):
        return False
    return isinstance(form, MatrixBase) or form.is_commutative is not False


def _extended(point: PreparedPoint, where: Where, digits: int) -> PreparedPoint:
    """The point with a handler for all that is not a number there: operators, events and abbreviations."""
    if (where, digits) not in point.extended:
        outside: Scope = {}
        made = point.adding(_meanings(where, outside))
        outside |= made.scope
        point.extended[where, digits] = made
    return point.extended[where, digits]


def _meanings(where: Where, outside: Scope) -> dict[Any, Any]:
    meanings: dict[Any, Any] = {
        state: _table(rho), hamiltonian: _table(h), ketbra: _ketbra, L: _jump, P: _probability,
    }  # fmt: skip
    for name, value in where:
        if isinstance(name, Indexed) and all(isinstance(index, Symbol) for index in name.indices):
            meanings[name.base] = _abbreviated_table(name, value, outside)
        elif isinstance(name, Symbol | Indexed):
            meanings[name] = _abbreviation(value, outside)
    return meanings


def _abbreviation(value: Basic, outside: Scope) -> Callable[[Any, Scope], Any]:
    """Abbreviations are about the quantities of the point, whatever a sum around them binds."""
    return lambda _node, _scope: walk(value, outside)


def _abbreviated_table(name: Indexed, value: Basic, outside: Scope) -> Callable[[Any, Scope], Any]:
    def entry(node: Any, scope: Scope) -> Any:
        indices = (fmpq(whole(index, scope)) for index in node.indices)
        return walk(value, outside | dict(zip(name.indices, indices, strict=True)))

    return entry


def _entry(base: IndexedBase, indices: tuple[int, ...], scope: Scope) -> Any:
    value = scope.get((base, *indices))
    return value if isinstance(value, fmpq | ComplexRational) else walk(base[indices], scope)


def _size(scope: Scope) -> int:
    return whole(N, scope)


def _table(base: IndexedBase) -> Callable[[Any, Scope], Operator]:
    """The operator whose elements are the entries of a base; no sum binds anything in it, so it is made once a point."""
    made: list[Operator] = []

    def operator(_node: Any, scope: Scope) -> Operator:
        if not made:
            levels = range(1, _size(scope) + 1)
            made.append(Operator(len(levels), {(i, j): _entry(base, (i, j), scope) for i in levels for j in levels}))
        return made[0]

    return operator


def _levels(node: Any, scope: Scope) -> tuple[int, int]:
    first, second = (whole(level, scope) for level in node.args)
    size = _size(scope)
    if not (1 <= first <= size and 1 <= second <= size):
        raise UndefinedError(f"{node.func.__name__}({first}, {second}) does not exist for {size} levels")
    return first, second


def _ketbra(node: Any, scope: Scope) -> Operator:
    return Operator(_size(scope), {_levels(node, scope): ONE})


def _jump(node: Any, scope: Scope) -> Operator:
    """L_nm of Eq. (14), for n > m."""
    n, m = _levels(node, scope)
    if n <= m:
        raise UndefinedError(f"L({n}, {m}) does not exist: Eq. (14) defines L_nm for n > m")
    sign = real_sign(_entry(sigma, (n,), scope))
    return Operator(_size(scope), {(n, m): ONE} if sign > 0 else {(m, n): ONE} if sign < 0 else {})


def _probability(node: Any, scope: Scope) -> Any:
    """The product over the levels of the lengths on which all that is said of one level holds."""
    at_level: dict[int, list[Any]] = {}
    singles = _single_events(node.args, scope)
    if any(event == false for event, _ in singles):  # as sigma_n^2 < 0 is for SymPy
        return ZERO
    for event, inside in singles:
        if event == true:
            continue
        base = event.lhs.as_base_exp()[0] if isinstance(event, Lt | Gt | Le | Ge | Ne) else event
        base = base.args[0] if isinstance(base, conjugate) else base
        if not (isinstance(base, Indexed) and base.base in (sigma, lam) and event.rhs in (-1, 0, 1)):
            raise NumericError(f"the event {event} has no literal meaning")
        at_level.setdefault(whole(base.indices[0], inside), []).append((event, base, inside))
    total = ONE
    for level, events in at_level.items():
        total = total * _length(level, events, scope)
    return total


def _single_events(events: tuple[Any, ...], scope: Scope) -> list[tuple[Any, Scope]]:
    found = []
    for event in events:
        if event.func == Each:
            single, index, low, high = event.args
            found += [(single, scope | {index: fmpq(level)}) for level in range(whole(low, scope), whole(high, scope) + 1)]
        else:
            found.append((event, scope))
    return found


def _length(level: int, events: list[Any], scope: Scope) -> fmpq:
    """The length in [0, 1] of the values s = |lambda_n|^2 for which all events happen: cut where sigma_n is -1, 0 or 1.

    A complex number is above or below another only on a line, which has no area.
    """
    if level < 2:
        raise UndefinedError("sigma_1 does not exist: the hidden variables are lambda_2 .. lambda_N")
    if any(base.base == lam for _, base, _ in events):
        return ZERO
    below, own = _weight_below(level, scope), _weight(level, scope)
    cuts = {ZERO, ONE}
    if own + below:
        cuts |= {cut for value in (-1, 0, 1) if ZERO < (cut := (below + value) / (own + below)) < ONE}
    ends = sorted(cuts)
    total = ZERO
    for low, high in pairwise(ends):
        s = (low + high) / 2
        at_s = own * s - below * (1 - s)
        if all(walk(event.xreplace({base: sigma[level]}), inside | {(sigma, level): at_s}) for event, base, inside in events):
            total += high - low
    return total


def _weight_below(level: int, scope: Scope) -> fmpq:
    return sum((_weight(k, scope) for k in range(1, level)), ZERO) if (S, level - 1) not in scope else walk(S[level - 1], scope)


def _weight(level: int, scope: Scope) -> Any:
    """|alpha_n|^2, from the partial sums where the point has these."""
    if (S, level) in scope and ((S, level - 1) in scope or level == 1):
        return walk(S[level], scope) - (walk(S[level - 1], scope) if level > 1 else ZERO)
    return walk(abs(alpha[level]) ** 2, scope)
