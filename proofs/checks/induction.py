"""Induction on a level: what a recursion of the model demands of a form, as residuals that must all reduce to 0."""

from collections.abc import Iterator
from dataclasses import dataclass

from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger import Language
from bornproof.symbolic.derivation import Recursion
from bornproof.symbolic.rewriting import collect_sums, write_out
from bornproof.symbolic.rewriting.ranges import common_ranges
from sympy import Basic, Expr, ImmutableMatrix, Integer, Le, Ne, Product, Sum, Symbol
from sympy.logic.boolalg import Boolean

__all__ = ["Obligation", "obligations"]


@dataclass(frozen=True)
class Obligation:
    """The base or the step of an induction, for one sign of the quantity on which it depends, and what is known there."""

    name: str
    residual: Expr
    given: tuple[Boolean, ...]


def obligations(recursion: Recursion, form: Basic, assumptions: tuple[Boolean, ...], language: Language) -> Iterator[Obligation]:
    """What is to be 0 for the form to be the quantity at every level: its first value, and its value one level on.

    With f the form, the base is f(first) minus the recursion's base, and the step f(n + 1) minus step(f(n)), for a
    symbolic n >= first (below `last`, if there is one). Both are asked for each sign of what the recursion names for the
    level that comes in, but for those that the assumptions exclude.

    The assumptions must pass from n + 1 to n, or the form at n could not be used: they are free of n, or say that a
    product over the levels up to n does not vanish. Raises LedgerError for others, and for a form with
    another free level whose range grows with n, since nothing is known of the quantity at n for the level that comes in.
    """
    variable = recursion.variable
    if not isinstance(form, Expr) or isinstance(form, ImmutableMatrix) or not form.is_commutative:
        raise LedgerError("only a scalar form is proved by induction")
    kept, products = _inherited(assumptions, variable)
    first, following = Integer(recursion.first), variable + 1
    others = {s for s in form.free_symbols | recursion.base.free_symbols if s.is_integer} - {variable}
    if recursion.last is None and others:
        raise LedgerError(f"induction on {variable}: the range of {', '.join(sorted(map(str, others)))} may grow with it")
    if variable == language.size and recursion.first < language.least:
        raise LedgerError(f"{variable} is at least {language.least}: an induction on it must start there or above")
    within = Le(first, variable) if recursion.last is None else Le(following, recursion.last)
    steps = (("base", first, recursion.base, kept), ("step", following, recursion.step(form), (*kept, within)))
    for name, level, expected, given in steps:
        residual = _split(form.subs(variable, level) - expected, given, language)
        for values in _signs(recursion, level):
            if not any(_vanishes(product, level, values) for product in products):
                yield Obligation(f"{name} of the induction on {variable}", _split(residual.subs(values), given, language), given)


def _inherited(assumptions: tuple[Boolean, ...], variable: Symbol) -> tuple[tuple[Boolean, ...], tuple[Product, ...]]:
    """The assumptions that are free of the variable, and the products over levels up to it that do not vanish."""
    kept: list[Boolean] = []
    products: list[Product] = []
    for condition in assumptions:
        if variable not in condition.free_symbols:
            kept.append(condition)
        elif _is_product_up_to(condition, variable):
            products.append(condition.lhs)
        else:
            raise LedgerError(f"induction on {variable}: {condition} at {variable} + 1 is not known to hold at {variable}")
    return tuple(kept), tuple(products)


def _is_product_up_to(condition: Boolean, variable: Symbol) -> bool:
    if not (isinstance(condition, Ne) and condition.rhs == 0 and isinstance(condition.lhs, Product)):
        return False
    ((_, low, high),) = condition.lhs.limits
    return bool(high == variable and low.is_Integer and variable not in condition.lhs.function.free_symbols)


def _signs(recursion: Recursion, level: Expr) -> tuple[dict[Expr, Expr], ...]:
    """The quantity whose sign matters, at a level, with each sign and any size."""
    if recursion.sign_of is None:
        return ({},)
    quantity = recursion.sign_of.subs(recursion.variable, level)
    size = Symbol(f"|{quantity}|", positive=True)
    return tuple({quantity: sign * size} for sign in (1, -1, 0))


def _vanishes(product: Product, level: Expr, values: dict[Expr, Expr]) -> bool:
    """Whether the product up to a level is 0 for the sign there: it is if its last factor is."""
    ((index, low, _),) = product.limits
    return bool((level - low).is_nonnegative and product.function.subs(index, level).subs(values) == 0)


def _split(residual: Expr, given: tuple[Boolean, ...], language: Language) -> Expr:
    """Sums and products over neighbouring ranges brought to common ones, as far as the levels are known."""
    order = (*language.order, *(condition.rhs - condition.lhs for condition in given if isinstance(condition, Le)))
    residual = write_out(residual)
    if not any(len(node.limits) > 1 for node in residual.atoms(Sum)):
        residual = collect_sums(residual, order)
    return common_ranges(residual, order)
