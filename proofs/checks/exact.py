"""The exact engine: two expressions are equal when the normal form of their difference is exactly 0, in every case.

Nothing is concluded from a difference that does not reduce, from a division that nothing licenses, or when the counted
steps are used up: then the engine is unable.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

from bornproof.numeric_check.errors import UndefinedError
from bornproof.proofs.checks.derived import derived
from bornproof.proofs.checks.exhaustive import left_out
from bornproof.proofs.checks.induction import obligations
from bornproof.proofs.checks.points import points_of
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger import Claim, Engine, Evidence, Language, Result
from bornproof.proofs.ledger.domain import Case
from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.rewriting.algebra import alone, multiply
from bornproof.symbolic.rewriting.assuming import EFFORT, assumed, context_for, first_residual, with_value
from bornproof.symbolic.rewriting.context import Budget, Context, SplitError, Tables, UnprovedError
from bornproof.symbolic.rewriting.polynomials import Poly, constant, text_of
from bornproof.symbolic.rewriting.sums import sum_over
from bornproof.symbolic.rewriting.trees import is_total, normal, terms_of, truth_of
from sympy import (
    Basic,
    Expr,
    Ge,
    Gt,
    Heaviside,
    ImmutableMatrix,
    Indexed,
    IndexedBase,
    Integer,
    Le,
    Lt,
    Max,
    Min,
    Pow,
    Product,
    Sum,
    Symbol,
    log,
    sign,
)  # fmt: skip
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean, BooleanAtom, BooleanFunction

__all__ = ["Pair", "example_case", "prove"]

Given = tuple[Boolean, ...]
_CONDITIONS = (Relational, BooleanAtom, BooleanFunction)
_FAILURES = (UnprovedError, UndefinedError, SymbolicError, LedgerError, RecursionError)  # the last: nested too deeply


@dataclass(frozen=True)
class Pair:
    """A form and the derived value before anything is rewritten, the case, all that is given there, and the derivation."""

    form: Basic
    truth: Basic
    case: Case
    given: Given
    steps: Derivation


def example_case(claim: Claim) -> Case:
    """The first case that the assumptions and conditions leave, to show a derivation in."""
    left = _cases(claim, (*claim.domain.assumptions, *claim.conditions), Budget(EFFORT))
    return next(left, claim.domain.cases[0])


def prove(claim: Claim, forms: tuple[Basic, ...], form_name: str, given: Given = ()) -> Evidence:
    """Reduce every form minus the derived value to 0, in every case that the assumptions and `given` leave."""
    assumptions, budget = (*claim.domain.assumptions, *given), Budget(EFFORT)
    tried: list[Case] = []
    symbolic, how, language = False, "", claim.language
    has_levels = language.size in next(points_of(claim.domain), {})  # else there is nothing that could be left out of its range
    for case in _cases(claim, assumptions, budget):
        tried.append(case)
        try:
            for form, pair in zip(forms, _pairs(claim, forms, case, assumptions), strict=True):
                context = _context(pair, language, budget)
                if context.facts.impossible:
                    if _prepared(case, (), language, context.tables).facts.impossible:
                        raise UnprovedError("the case contradicts what is known of levels")
                    tried.remove(case)  # no case: what is given excludes it
                    break
                for node, limits in _partial_nodes(form):
                    _licensed(context, claim.meaning(node, case.mapping), limits)
                for node, limits in _named(form, language) if has_levels else ():
                    reached = replace(pair, given=(*pair.given, *_reached(pair)))
                    _existing(_context(reached, language, budget), language, node, limits)
                _reaching(context, pair)
                for part in _obliged(pair, language):
                    _check_equal(context if part is pair else _context(part, language, budget), part)
                how = _how(pair.steps)
                symbolic = symbolic or _names(language.size, pair.form, pair.truth)
        except _FAILURES as failure:
            detail = f"{case}: {failure}"
            return Evidence(Engine.SYMBOLIC, Result.UNABLE, form_name, _scope(claim, tried, symbolic), None, detail)
    scope = _scope(claim, tried, symbolic)
    if not tried:
        return Evidence(Engine.SYMBOLIC, Result.VACUOUS, form_name, scope, None, "no case satisfies the assumptions")
    if missing := _left_out(claim, given):
        return Evidence(Engine.SYMBOLIC, Result.UNABLE, form_name, scope, None, missing)
    detail = how + (f" in each of {len(tried)} cases" if len(tried) > 1 else "")
    return Evidence(Engine.SYMBOLIC, Result.PROVED, form_name, scope, None, detail)


def _left_out(claim: Claim, given: Given) -> str:
    """What the cases leave out of what is assumed, in words; "" if nothing."""
    try:
        missing = left_out(claim.domain, given, claim.language)
    except _FAILURES as failure:
        return f"not known to cover all cases: {failure}"
    return f"no case of the proof covers {missing}" if missing else ""


def _names(size: Symbol | None, *sides: Basic) -> bool:
    return size is not None and any(side.has(size) for side in sides)


def _how(steps: Derivation) -> str:
    return f"by induction on {steps.recursion.variable}, base and step reduced to 0" if steps.recursion else "residual reduced to 0"


def _scope(claim: Claim, tried: list[Case], symbolic: bool) -> str:
    """What the cases say of the number of levels and of levels: a loop over values is called by them; then what the domain says."""
    values: dict[Symbol, list[Any]] = {}
    for case in tried:
        for name, value in case.values:
            if isinstance(name, Symbol) and name.is_integer and value.is_Integer:
                values.setdefault(name, []).append(value)
    looped = {name: list(dict.fromkeys(found)) for name, found in values.items() if len(found) == len(tried)}
    parts = [f"{name} = {', '.join(map(str, found))}" for name, found in looped.items()]
    if symbolic and (size := claim.language.size) not in looped:
        parts = [f"every {size} (symbolic)", *parts]
    return "; ".join((*((f"for {', '.join(parts)}",) if parts else ()), claim.domain.scope))


def _cases(claim: Claim, conditions: Given, budget: Budget) -> Iterator[Case]:
    """The cases that the conditions do not exclude."""
    for case in claim.domain.cases:
        if case.values and conditions:
            context = _with_values(case.values, claim.language, Tables()).starting(budget)
            if any(_is_false(context, condition) for condition in conditions):
                continue
        yield case


def _is_false(context: Context, condition: Boolean) -> bool:
    try:
        return truth_of(context, condition) is False
    except (UnprovedError, SplitError):
        return False


def _pairs(claim: Claim, forms: tuple[Basic, ...], case: Case, assumptions: Given) -> Iterator[Pair]:
    assert claim.derive is not None  # noqa: S101  (a printed form has a derivation, by Claim)
    steps = derived(claim.derive, case.mapping)
    truth = claim.meaning(steps.result, case.mapping)
    for form in forms:
        yield Pair(claim.meaning(form, case.mapping), truth, case, (*assumptions, *case.given), steps)


def _obliged(pair: Pair, language: Language) -> Iterator[Pair]:
    """What is to be equal: the pair itself, or base and step of an induction where the derivation is a recursion.

    A derivation is no better than what it supposes: all of it must be given.
    """
    for fact in pair.steps.supposed:
        if fact not in pair.given:
            raise UnprovedError(f"derived under {fact}, which is not given")
    if pair.steps.recursion is None:
        yield pair
        return
    for needed in obligations(pair.steps.recursion, pair.form, pair.given, language):
        yield Pair(needed.residual, Integer(0), Case(), needed.given, pair.steps)


def _reached(pair: Pair) -> Given:
    """The levels that an induction reaches, where that is what a derivation is."""
    found = pair.steps.recursion
    if found is None:
        return ()
    return (Ge(found.variable, found.first), *((Le(found.variable, found.last),) if found.last is not None else ()))


def _reaching(context: Context, pair: Pair) -> None:
    """Raise UnprovedError unless an induction, where that is what a derivation is, reaches all that is assumed."""
    for end in _reached(pair):
        if truth_of(context, end) is not True:
            raise UnprovedError(f"the induction needs {end}, which is not assumed")


def _context(pair: Pair, language: Language, budget: Budget) -> Context:
    """What is known in a case, and of the tables that are named there."""
    tables = Tables(language.prefixes((pair.form, pair.truth, *pair.given)), language.hermitian)
    return _prepared(pair.case, pair.given, language, tables).starting(budget)


@lru_cache(maxsize=2048)
def _prepared(case: Case, given: Given, language: Language, tables: Tables) -> Context:
    return assumed(_with_values(case.values, language, tables), (*language.known, *given))


@lru_cache(maxsize=2048)
def _with_values(values: tuple[tuple[Expr, Expr], ...], language: Language, tables: Tables) -> Context:
    """Insert the values of a case: levels first, since they may be indices of what comes next."""
    if not values:
        return context_for(tables, Budget(EFFORT))
    *before, (name, value) = sorted(values, key=lambda pair: pair[0].is_Indexed)
    context = _with_values(tuple(before), language, tables).starting(Budget(EFFORT))
    sized = value * _size(name) if language.is_sign(name, value) else value
    return with_value(context, name, normal(context, sized))


@lru_cache(maxsize=256)
def _size(name: Indexed) -> Symbol:
    """A case tells a sign, and not the size."""
    return Symbol(f"|{name}|", positive=True)


def _check_equal(context: Context, pair: Pair) -> None:
    for left, right in _entries(pair.form, pair.truth):
        residual = first_residual(context, _parts(left, right))
        if residual is not None:
            raise UnprovedError(f"the residual {text_of(residual)} is not 0")


def _parts(left: Basic, right: Basic) -> list[Callable[[Context], Poly]]:
    """What adds up to the difference of two numbers, or to 0 for equivalent inequalities."""
    if isinstance(left, Relational) and isinstance(right, Relational):
        return [partial(_margins, left=left, right=right)]
    if isinstance(left, _CONDITIONS) or isinstance(right, _CONDITIONS):
        if isinstance(left, BooleanAtom) and left == right:
            return []
        raise UnprovedError("only inequalities are compared with each other")
    terms, others = terms_of(left), terms_of(right)
    for term in [term for term in terms if term in others and is_total(term)]:  # x - x is 0 wherever x has a value
        if term in others:
            terms.remove(term)
            others.remove(term)
    signed = [(1, term) for term in terms] + [(-1, term) for term in others]
    return [partial(_term, sign=sign, node=term) for sign, term in signed]


def _term(context: Context, *, sign: int, node: Basic) -> Poly:
    return normal(context, node).times(sign)


def _margins(context: Context, *, left: Relational, right: Relational) -> Poly:
    """Two inequalities of one kind are equivalent when one margin is a positive multiple of the other."""
    sides = []
    for relation in (left, right):
        if not isinstance(relation, Gt | Ge | Lt | Le):
            raise UnprovedError("only inequalities are compared with each other")
        sides.append(normal(context, relation.gts) - normal(context, relation.lts))
    if isinstance(left, Gt | Lt) != isinstance(right, Gt | Lt):
        raise UnprovedError("a strict inequality is not one that is not strict")
    one, other = sides
    if not one or not other or one == other:
        return one - other
    mono = min(one.terms, key=lambda mono: Poly({mono: one.terms[mono]}).key)
    for target, factor in other.terms.items():
        exponents = dict(target)
        for atom, exponent in mono:
            exponents[atom] = exponents.get(atom, 0) - exponent
        ratio = Poly({frozenset((a, k) for a, k in exponents.items() if k): factor / one.terms[mono]})
        divides = [atom for atom, exponent in exponents.items() if exponent < 0]
        if not all(context.facts.nonzero(alone(atom)) for atom in divides):
            continue  # where it vanishes one margin does, and the other need not
        if context.facts.positive(ratio) and multiply(context, ratio, one) == other:
            return constant(0)
    return one - other


def _entries(left: Basic, right: Basic) -> Iterator[tuple[Basic, Basic]]:
    if isinstance(left, ImmutableMatrix) and isinstance(right, ImmutableMatrix):
        if left.shape != right.shape:
            raise UnprovedError(f"a {left.shape} matrix is not a {right.shape} matrix")
        return zip(left, right, strict=True)
    if isinstance(left, ImmutableMatrix) or isinstance(right, ImmutableMatrix):
        raise UnprovedError("a matrix is not a scalar")
    return iter([(left, right)])


@lru_cache(maxsize=256)
def _partial_nodes(form: Basic) -> tuple[tuple[Expr, tuple[Any, ...]], ...]:
    return tuple(_partial(form))


def _partial(node: Basic, limits: tuple[Any, ...] = ()) -> Iterator[tuple[Expr, tuple[Any, ...]]]:
    """What may have no value in a form as it is written, with the ranges of the sums and products around it."""
    if isinstance(node, ImmutableMatrix):
        for entry in node:
            yield from _partial(entry, limits)
        return
    is_partial = isinstance(node, log | Heaviside | sign | Max | Min) or (isinstance(node, Pow) and not node.exp.is_nonnegative)
    if is_partial and node.is_commutative:
        yield node, limits
    inner = (*node.limits, *limits) if isinstance(node, Sum | Product) else limits
    for arg in node.args if not isinstance(node, IndexedBase) else ():
        yield from _partial(arg, inner)


def _licensed(context: Context, node: Basic, limits: tuple[Any, ...]) -> None:
    """Bring what may have no value to normal form, over the ranges around it: that fails where a licence is missing."""
    first_residual(context, [lambda inside: normal(inside, Sum(node, *limits) if limits else node).times(0)])


def _named(node: Basic, language: Language, limits: tuple[Any, ...] = ()) -> Iterator[tuple[Expr, tuple[Any, ...]]]:
    """The entries and operators that a form names by more than numbers, with the ranges around each."""
    if isinstance(node, ImmutableMatrix):
        for entry in node:
            yield from _named(entry, language, limits)
        return
    levels = (node.indices if isinstance(node, Indexed) else node.args) if _kind(node) in language.first else ()
    if any(not level.is_Integer for level in levels):
        yield node, limits
    inner = (*node.limits, *limits) if isinstance(node, Sum | Product) else limits
    for arg in node.args if not isinstance(node, IndexedBase) else ():
        yield from _named(arg, language, inner)


def _kind(node: Any) -> Any:
    """The table of an entry, or the function."""
    return node.base if isinstance(node, Indexed) else getattr(node, "func", None)


def _existing(context: Context, language: Language, node: Expr, limits: tuple[Any, ...]) -> None:
    """Raise UnprovedError unless the levels of an entry or operator exist all over the ranges around it."""

    def check(inside: Context, names: dict[Symbol, Poly]) -> None:
        places = [normal(inside, level, names) for level in (node.indices if isinstance(node, Indexed) else node.args)]
        least = constant(language.first[_kind(node)])
        orders = [order for place in places for order in ((place, least), (normal(inside, language.size), place))]
        if _kind(node) in language.falling:
            orders.append((places[0], places[1] + constant(1)))
        if not all(inside.at_least(upper, lower) for upper, lower in orders):
            raise UnprovedError(f"{node} does not exist in all of its range")

    def through(inside: Context, names: dict[Symbol, Poly], left: tuple[Any, ...]) -> Poly:
        if not left:
            check(inside, names)
            return constant(0)
        *inner, (bound, low, high) = left
        ends = [normal(inside, end, names) for end in (low, high)]
        return sum_over(inside, lambda within, place: through(within, names | {bound: place}, tuple(inner)), *ends)

    first_residual(context, [lambda inside: through(inside, {}, limits)])
