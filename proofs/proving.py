"""The exact engine: two expressions are equal when their difference reduces to exactly 0 by named rewriting steps.

Nothing is concluded from a difference that does not reduce: then the engine is unable.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sympy import (
    Basic,
    Eq,
    Expr,
    Gt,
    Heaviside,
    ImmutableMatrix,
    Mul,
    Ne,
    Product,
    Sum,
    cancel,
    expand,
    fraction,
    together,
)  # fmt: skip
from sympy.core.relational import Relational, StrictGreaterThan
from sympy.logic.boolalg import Boolean

from proofs.domains import Case
from proofs.ledger import Claim, Engine, Evidence, Result
from proofs.semantics import meaning
from symbolic.notation import alpha, beta
from symbolic.rewriting import collect_sums, prefix_sums, telescope, theta_algebra, write_out

__all__ = ["prove"]


@dataclass(frozen=True)
class _Failure(Exception):
    """A residual that did not reduce to 0, or a division that nothing licenses."""

    reason: str


def prove(claim: Claim, forms: tuple[Basic, ...], form_name: str, given: tuple[Boolean, ...] = ()) -> Evidence:
    """Reduce every form minus the derived value to 0, in every case that the assumptions and `given` leave."""
    assumptions = (*claim.domain.assumptions, *given)
    tried = 0
    for case in claim.domain.cases:
        if any(_decided_false(condition, case) for condition in assumptions):
            continue
        tried += 1
        assert claim.derive is not None  # noqa: S101  (a printed form has a derivation, by Claim)
        truth = meaning(claim, claim.derive(case.mapping).result, case.mapping)
        for form in forms:
            try:
                _check_equal(meaning(claim, form, case.mapping), truth, case, assumptions)
            except _Failure as failure:
                return Evidence(Engine.SYMBOLIC, Result.UNABLE, form_name, claim.domain.scope, None, f"{case}: {failure.reason}")
    if not tried:
        return Evidence(Engine.SYMBOLIC, Result.VACUOUS, form_name, claim.domain.scope, None, "no case satisfies the assumptions")
    detail = "residual reduced to 0" + (f" in each of {tried} cases" if tried > 1 else "")
    return Evidence(Engine.SYMBOLIC, Result.PROVED, form_name, claim.domain.scope, None, detail)


def _check_equal(form: Basic, truth: Basic, case: Case, assumptions: tuple[Boolean, ...]) -> None:
    given = (*assumptions, *case.given)
    left, right = (_prepare(side, case, given) for side in (form, truth))
    if isinstance(left, Relational) and isinstance(right, Relational):
        _check_equivalent(left, right, given)
        return
    for a, b in _entries(left, right):
        _licence(a, given)
        if not _is_zero(a - b):
            raise _Failure(f"the residual {_reduce(a - b)} is not 0")


def _prepare(side: Basic, case: Case, given: tuple[Boolean, ...]) -> Basic:
    """Insert the case, write sums out, write prefix sums, and use the assumptions that are equations."""
    if isinstance(side, ImmutableMatrix):
        return side.applyfunc(lambda entry: _prepare(entry, case, given))
    if side.has(Sum, Product):
        side = write_out(side.subs(case.mapping))
    for base in (alpha, beta):
        if side.has(base):
            side = prefix_sums(side, base)
    if case.values:
        side = side.subs(case.mapping)
    side = telescope(side) if side.has(Product) else side
    for equation in given:
        if isinstance(equation, Eq):
            side = side.subs(equation.lhs, equation.rhs)
    return side


def _is_zero(residual: Expr) -> bool:
    return bool(residual == 0 or _reduce(residual) == 0)


def _reduce(residual: Expr) -> Expr:
    if residual.has(Sum):
        residual = collect_sums(residual)
    residual = theta_algebra(residual) if residual.has(Heaviside) else expand(residual)
    return residual if residual == 0 else cancel(together(residual))


def _check_equivalent(left: Relational, right: Relational, given: tuple[Boolean, ...]) -> None:
    """Two strict inequalities are equivalent when one margin is a positive multiple of the other."""
    if not (isinstance(left, StrictGreaterThan) and isinstance(right, StrictGreaterThan)):
        raise _Failure("only strict inequalities are compared")
    a, b = left.lhs - left.rhs, right.lhs - right.rhs
    _licence(a, given)
    factor = cancel(expand(a) / expand(b))
    if not all(part.is_positive or part in _positive(given) for part in Mul.make_args(factor) for part in (part.as_base_exp()[0],)):
        raise _Failure(f"the margins differ by the factor {factor}, which is not known to be positive")


def _licence(expr: Expr, given: tuple[Boolean, ...]) -> None:
    """Every denominator must be a product of numbers and of expressions that the assumptions say do not vanish."""
    if expr.is_polynomial():
        return
    allowed = _positive(given) | {condition.lhs for condition in given if isinstance(condition, Ne) and condition.rhs == 0}
    for factor in Mul.make_args(fraction(together(expr))[1]):
        base = factor.as_base_exp()[0]
        if not (base.is_nonzero or base in allowed or base.is_positive):
            raise _Failure(f"divides by {base}, which may vanish")


def _positive(given: tuple[Boolean, ...]) -> set[Expr]:
    return {condition.lhs for condition in given if isinstance(condition, Gt) and condition.rhs == 0}


def _entries(left: Basic, right: Basic) -> Iterator[tuple[Expr, Expr]]:
    if isinstance(left, ImmutableMatrix) and isinstance(right, ImmutableMatrix):
        if left.shape != right.shape:
            raise _Failure(f"a {left.shape} matrix is not a {right.shape} matrix")
        return zip(left, right, strict=True)
    if isinstance(left, ImmutableMatrix) or isinstance(right, ImmutableMatrix):
        raise _Failure("a matrix is not a scalar")
    return iter([(left, right)])


def _decided_false(condition: Boolean, case: Case) -> bool:
    return condition.subs(case.mapping) == False if case.values else False  # noqa: E712  (SymPy's false)
