"""The exact engine: two expressions are equal when their difference reduces to exactly 0 by named rewriting steps.

Nothing is concluded from a difference that does not reduce: then the engine is unable. A division must be licensed by
the assumptions before anything is cancelled.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sympy import (
    Basic,
    Eq,
    Expr,
    Gt,
    Heaviside,
    ImmutableMatrix,
    KroneckerDelta,
    Le,
    Lt,
    Mul,
    Ne,
    Pow,
    Product,
    Sum,
    Symbol,
    cancel,
    conjugate,
    exp,
    expand,
    together,
)  # fmt: skip
from sympy.core.relational import Relational, StrictGreaterThan
from sympy.logic.boolalg import Boolean, BooleanAtom, false

from numeric_check.errors import UndefinedError
from proofs.domains import Case
from proofs.errors import LedgerError
from proofs.induction import obligations
from proofs.ledger import Claim, Engine, Evidence, Result
from proofs.semantics import meaning
from symbolic.deltas import apply_deltas, drop_empty_sums, hermitian_entries
from symbolic.derivation import Recursion
from symbolic.errors import AbsentError
from symbolic.notation import LEVEL_ORDER, S, alpha, beta, sigma
from symbolic.rewriting import collect_sums, merge_sums, prefix_sums, telescope, theta_algebra, write_out

__all__ = ["example_case", "prove"]

Given = tuple[Boolean, ...]
Limits = tuple[tuple[Expr, Expr, Expr], ...]


@dataclass(frozen=True)
class _UnprovedError(Exception):
    """A residual that did not reduce to 0, or a division that nothing licenses."""

    reason: str


def example_case(claim: Claim) -> Case:
    """The first case that the assumptions and conditions leave, to show a derivation in."""
    conditions = (*claim.domain.assumptions, *claim.conditions)
    left = (case for case in claim.domain.cases if not any(_decided_false(condition, case) for condition in conditions))
    return next(left, claim.domain.cases[0])


def prove(claim: Claim, forms: tuple[Basic, ...], form_name: str, given: Given = ()) -> Evidence:
    """Reduce every form minus the derived value to 0, in every case that the assumptions and `given` leave."""
    assumptions = (*claim.domain.assumptions, *given)
    tried, how = 0, "residual reduced to 0"
    for case in claim.domain.cases:
        if any(_decided_false(condition, case) for condition in assumptions):
            continue
        tried += 1
        assert claim.derive is not None  # noqa: S101  (a printed form has a derivation, by Claim)
        steps = claim.derive(case.mapping)
        truth = meaning(claim, steps.result, case.mapping)
        for form in forms:
            try:
                _check_supposed(steps.supposed, (*assumptions, *case.given))
                if steps.recursion is not None:
                    how = _check_by_induction(meaning(claim, form, case.mapping), steps.recursion, case, assumptions)
                else:
                    _check_equal(meaning(claim, form, case.mapping), truth, case, assumptions)
            except (_UnprovedError, UndefinedError, AbsentError, LedgerError) as failure:
                detail = f"{case}: {failure.reason if isinstance(failure, _UnprovedError) else failure}"
                return Evidence(Engine.SYMBOLIC, Result.UNABLE, form_name, claim.domain.scope, None, detail)
    if not tried:
        detail = "no case satisfies the assumptions"
        return Evidence(Engine.SYMBOLIC, Result.VACUOUS, form_name, claim.domain.scope, None, detail)
    detail = how + (f" in each of {tried} cases" if tried > 1 else "")
    return Evidence(Engine.SYMBOLIC, Result.PROVED, form_name, claim.domain.scope, None, detail)


def _check_equal(form: Basic, truth: Basic, case: Case, assumptions: Given) -> None:
    given = tuple(_insert(condition, case) for condition in (*assumptions, *case.given))
    _licence(form, case, given)
    left, right = (_prepare(side, case, given) for side in (form, truth))
    if isinstance(left, Relational | BooleanAtom) or isinstance(right, Relational | BooleanAtom):
        if left != right:
            _check_equivalent(left, right, given)
        return
    for a, b in _entries(left, right):
        if not _is_zero(a - b, given):
            raise _UnprovedError(f"the residual {_reduce(a - b, given)} is not 0")


def _check_supposed(supposed: Given, given: Given) -> None:
    """A derivation is no better than what it supposes: all of it must be given."""
    for fact in supposed:
        if fact not in given:
            raise _UnprovedError(f"derived under {fact}, which is not given")


def _check_by_induction(form: Basic, recursion: Recursion, case: Case, assumptions: Given) -> str:
    """The form against a recursion of the model: the base and the step, for each sign of the sigma that comes in."""
    _licence(form, case, tuple(_insert(condition, case) for condition in (*assumptions, *case.given)))
    for needed in obligations(recursion, form, (*assumptions, *case.given)):
        residual = _prepare(needed.residual, Case(), needed.given)
        if not _is_zero(residual, needed.given):
            raise _UnprovedError(f"{needed.name}: the residual {_reduce(residual, needed.given)} is not 0")
    return f"by induction on {recursion.variable}, base and step reduced to 0"


def _prepare(side: Basic, case: Case, given: Given) -> Basic:
    """Insert the case, write sums out, write prefix sums, and use the assumptions that are equations."""
    if isinstance(side, ImmutableMatrix):
        return side.applyfunc(lambda entry: _prepare(entry, case, given))
    if side.has(Sum, Product):
        side = write_out(_insert(side, case))
    side = _insert(_prefixed(side), case)
    side = telescope(side) if side.has(Product) else side
    side = hermitian_entries(side) if side.has(conjugate) else side
    for equation in given:
        if isinstance(equation, Eq):
            side = side.subs(equation.lhs, equation.rhs)
    return side


@lru_cache(maxsize=16384)
def _insert(side: Basic, case: Case) -> Basic:
    """Insert the case: levels first, since they may be indices of what comes next."""
    for indexed in (False, True):
        values = {name: _sized(name, value) for name, value in case.values if name.is_Indexed is indexed}
        if values:  # `subs` spares the bound levels of sums; elsewhere the faster `xreplace` does the same
            side = side.subs(values) if side.has(Sum, Product) else side.xreplace(values)
    return side


def _sized(name: Expr, value: Expr) -> Expr:
    """A case tells the sign of a sigma, not its size: 1 stands for any positive value, and -1 for any negative one."""
    if not (name.is_Indexed and name.base == sigma):
        return value
    return value * Symbol(f"|{name}|", positive=True)


def _prefixed(side: Basic) -> Basic:
    for base in (alpha, beta):
        if side.has(base):
            side = prefix_sums(side, base)
    return side


def _is_zero(residual: Expr, given: Given = ()) -> bool:
    return bool(residual == 0 or _reduce(residual, given) == 0)


def _reduce(residual: Expr, given: Given = ()) -> Expr:
    order, distinct = _known_of_levels(given)
    if residual.has(KroneckerDelta) and residual.has(exp):
        residual = residual.replace(lambda node: isinstance(node, exp), lambda node: exp(_reduce(node.args[0], given)))
    if residual.has(Sum):
        residual = merge_sums(drop_empty_sums(residual))
        if not any(len(node.limits) > 1 for node in residual.atoms(Sum)):
            residual = collect_sums(residual, order)
    residual = theta_algebra(residual) if residual.has(Heaviside) else expand(residual)
    if residual.has(KroneckerDelta):
        residual = apply_deltas(residual, order, distinct)
    return cancel(together(residual)) if any(_is_divisor(power) for power in residual.atoms(Pow)) else residual


def _known_of_levels(given: Given) -> tuple[tuple[Expr, ...], tuple[Expr, ...]]:
    """The orders of levels, as expressions that are not negative, and the differences of levels that do not vanish."""
    order = tuple(condition.rhs - condition.lhs for condition in given if isinstance(condition, Le))
    return (*LEVEL_ORDER, *order), tuple(condition.lhs - condition.rhs for condition in given if isinstance(condition, Ne))


def _check_equivalent(left: Basic, right: Basic, given: Given) -> None:
    """Two strict inequalities are equivalent when one margin is a positive multiple of the other."""
    if not (isinstance(left, StrictGreaterThan) and isinstance(right, StrictGreaterThan)):
        raise _UnprovedError("only strict inequalities are compared")
    a, b = left.lhs - left.rhs, right.lhs - right.rhs
    if _is_zero(a - b):
        return
    factor = cancel(expand(a) / expand(b))
    bases = [part.as_base_exp()[0] for part in Mul.make_args(factor)]
    if not all(base.is_positive or base in _positive(given) for base in bases):
        raise _UnprovedError(f"the margins differ by the factor {factor}, which is not known to be positive")


def _licence(form: Basic, case: Case, given: Given) -> None:
    """Every denominator, as printed, must be a product of numbers and of what is known not to vanish."""
    for base, limits in _denominators(form, ()):
        low = {index: start for index, start, _ in limits}
        if base.has(Sum):
            base = write_out(_insert(base, case))
        for part in Mul.make_args(_insert(_prefixed(base), case)):
            factor = part.as_base_exp()[0]
            if not (factor.is_nonzero or _is_known(factor, low, given)):
                raise _UnprovedError(f"divides by {factor}, which may vanish")


def _denominators(node: Basic, limits: Limits) -> Iterator[tuple[Expr, Limits]]:
    """Every base of a negative power, with the ranges of the sums and products around it."""
    if isinstance(node, Pow) and _is_divisor(node):
        yield node.base, limits
    inner = (*limits, *(tuple(limit) for limit in node.limits)) if isinstance(node, Sum | Product) else limits
    for arg in node.args[:1] if isinstance(node, Sum | Product) else node.args:
        yield from _denominators(arg, inner)


def _is_divisor(power: Pow) -> bool:
    return bool(power.exp.is_negative or power.exp.could_extract_minus_sign())


def _is_known(factor: Expr, low: Mapping[Basic, Expr], given: Given) -> bool:
    """Told not to vanish, or a prefix sum that is not below one that is known to be positive: S_m >= S_k for m >= k."""
    known = _positive(given)
    known |= {condition.lhs for condition in given if isinstance(condition, Ne) and condition.rhs == 0}
    known |= {condition.lhs for condition in given if isinstance(condition, Eq) and condition.rhs.is_positive}
    if factor in known:
        return True
    if not (factor.is_Indexed and factor.base == S):
        return False
    least = factor.indices[0].xreplace(dict(low))
    return any(_at_least(least, node.indices[0], given) for node in known if node.is_Indexed and node.base == S)


def _at_least(level: Expr, other: Expr, given: Given) -> bool:
    """Whether level >= other, by itself or by one of the orders given."""
    orders = [condition.rhs - condition.lhs for condition in given if isinstance(condition, Le)]
    return any((level - other - order).is_nonnegative for order in (0, *orders))


def _positive(given: Given) -> set[Expr]:
    return {condition.lhs for condition in given if isinstance(condition, Gt) and condition.rhs == 0} | {
        condition.rhs for condition in given if isinstance(condition, Lt) and condition.lhs == 0
    }


def _entries(left: Basic, right: Basic) -> Iterator[tuple[Expr, Expr]]:
    if isinstance(left, ImmutableMatrix) and isinstance(right, ImmutableMatrix):
        if left.shape != right.shape:
            raise _UnprovedError(f"a {left.shape} matrix is not a {right.shape} matrix")
        return zip(left, right, strict=True)
    if isinstance(left, ImmutableMatrix) or isinstance(right, ImmutableMatrix):
        raise _UnprovedError("a matrix is not a scalar")
    return iter([(left, right)])


def _decided_false(condition: Boolean, case: Case) -> bool:
    if not case.values:
        return False
    inserted = _insert(condition, case)
    return bool((write_out(inserted) if inserted.has(Sum, Product) else inserted) == false)
