"""What operators and probabilities are at an exact point, read literally: tables of numbers, and lengths of intervals.

The probability of an event about sigma_n is the length of the interval of |lambda_n|^2 in which it happens by Eq. (13): for
lambda_n uniform on the unit disk, |lambda_n|^2 is uniform on [0, 1]. The hidden variables are independent, as the paper
assumes. No rewriting step and no closed form has a part in it.
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from typing import Any

from bornproof.numeric_check.arithmetic.balls import real_sign
from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO, ComplexRational
from bornproof.numeric_check.errors import NumericError, UndefinedError
from bornproof.numeric_check.evaluation.node_rules import Scope, walk, whole
from bornproof.numeric_check.evaluation.operator_tables import Operator
from bornproof.proofs.counts import counted
from bornproof.proofs.formulas.events import Each, P
from bornproof.symbolic.notation.core import N, S, alpha, lam, rho, sigma
from bornproof.symbolic.notation.operators import L, h, hamiltonian, ketbra, state
from flint import fmpq
from sympy import Ge, Gt, Indexed, IndexedBase, Le, Lt, Ne, conjugate, false, true
from sympy.logic.boolalg import Boolean

__all__ = ["handlers"]


def handlers() -> dict[Any, Callable[[Any, Scope], Any]]:
    """What has a value at a point and is no number there, each with what makes the value; for one point.

    >>> from bornproof.numeric_check.evaluation.evaluate import evaluate
    >>> evaluate(ketbra(1, 2) * ketbra(2, 1) + ketbra(2, 2), {N: 2, **handlers()})
    ((1, 0), (0, 1))
    """
    return {state: _table(rho), hamiltonian: _table(h), ketbra: _ketbra, L: _jump, P: _probability}


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
        raise UndefinedError(f"{node.func.__name__}({first}, {second}) does not exist for {counted(size, 'level')}")
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
        if all(walk(_at_level(event, base, level), inside | {(sigma, level): at_s}) for event, base, inside in events):
            total += high - low
    return total


@lru_cache(maxsize=1024)
def _at_level(event: Boolean, base: Indexed, level: int) -> Boolean:
    return event.xreplace({base: sigma[level]})


def _weight_below(level: int, scope: Scope) -> fmpq:
    return sum((_weight(k, scope) for k in range(1, level)), ZERO) if (S, level - 1) not in scope else walk(S[level - 1], scope)


def _weight(level: int, scope: Scope) -> Any:
    """|alpha_n|^2, from the partial sums where the point has these."""
    if (S, level) in scope and ((S, level - 1) in scope or level == 1):
        return walk(S[level], scope) - (walk(S[level - 1], scope) if level > 1 else ZERO)
    return walk(abs(alpha[level]) ** 2, scope)
