"""The exact engine: two expressions are equal when the normal form of their difference is exactly 0, in every case.

Nothing is concluded from a difference that does not reduce, from a division that nothing licenses, or when the counted
steps are used up: then the engine is unable.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import islice

from bornproof.numeric_check.errors import UndefinedError
from bornproof.proofs.checks.answers import blame
from bornproof.proofs.checks.derived import derived
from bornproof.proofs.checks.equality import check_equal
from bornproof.proofs.checks.exhaustive import is_false, left_out
from bornproof.proofs.checks.existence import check_levels, check_licences, levels_named
from bornproof.proofs.checks.induction import obligations
from bornproof.proofs.checks.points import POINTS, points_of
from bornproof.proofs.checks.scope_text import scope_of
from bornproof.proofs.counts import counted
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger import Claim, Engine, Evidence, Language, Result
from bornproof.proofs.ledger.domain import Case
from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.rewriting.context import Budget, Context, Tables, UnprovedError
from bornproof.symbolic.rewriting.premises import EFFORT, assumed, context_for, with_value
from bornproof.symbolic.rewriting.trees import normal, truth_of
from sympy import Basic, Dummy, Expr, Ge, Indexed, Integer, Le, Symbol
from sympy.logic.boolalg import Boolean

__all__ = ["Pair", "example_case", "prove"]

Given = tuple[Boolean, ...]
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
    try:
        _check_own_symbols(claim, forms, assumptions)
    except _FAILURES as failure:
        return Evidence(Engine.SYMBOLIC, Result.UNABLE, form_name, claim.domain.scope, None, str(failure))
    has_levels = language.size in next(points_of(claim.domain.points), {})  # else nothing could be left out of its range
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
                check_licences(context, form, partial(claim.meaning, values=case.mapping))
                if named := levels_named(form, language) if has_levels else ():
                    reached = replace(pair, given=(*pair.given, *_reached(pair)))
                    check_levels(_context(reached, language, budget), named, language)
                _reaching(context, pair)
                for part in _obliged(pair, language):
                    check_equal(context if part is pair else _context(part, language, budget), part.form, part.truth)
                how, induction = "residual reduced to 0", pair.steps.recursion
                how = f"by induction on {induction.variable}, base and step reduced to 0" if induction else how
                symbolic = symbolic or any(side.has(language.size) for side in (pair.form, pair.truth) if language.size is not None)
        except _FAILURES as failure:
            raised = "" if isinstance(failure, SymbolicError) else blame(failure)  # it refuses the case, and says why
            detail = raised or f"{case}: {failure}"
            return Evidence(Engine.SYMBOLIC, Result.UNABLE, form_name, scope_of(claim, tried, symbolic), None, detail)
    scope = scope_of(claim, tried, symbolic)
    if not tried:
        return Evidence(Engine.SYMBOLIC, Result.VACUOUS, form_name, scope, None, "no case satisfies the assumptions")
    if missing := _left_out(claim, given):
        return Evidence(Engine.SYMBOLIC, Result.UNABLE, form_name, scope, None, missing)
    detail = how + (f" in each of {counted(len(tried), 'case')}" if len(tried) > 1 else "")
    return Evidence(Engine.SYMBOLIC, Result.PROVED, form_name, scope, None, detail)


def _left_out(claim: Claim, given: Given) -> str:
    """What the cases leave out of what is assumed, in words; "" if nothing."""
    try:
        missing = left_out(claim.domain, given, claim.language)
    except _FAILURES as failure:
        return f"not known to cover all cases: {failure}"
    return f"no case of the proof covers {missing}" if missing else ""


def _check_own_symbols(claim: Claim, forms: tuple[Basic, ...], given: Given) -> None:
    """Raise LedgerError for a case's own symbol that stands for a quantity of the domain, too: it would equate the two.

    What is proved of a case holds for every value of its own symbols, and of the sizes of its signs, only if nothing else is
    said by them: not at the points, in what is given, in the forms, by another case, or by a derivation but through the case.
    """
    cases, language = claim.domain.cases, claim.language
    own = {symbol for case in cases for symbol in case.some}
    own |= {_size(name) for case in cases for name, value in case.values if language.is_sign(name, value)}
    if not own:
        return
    said: list[Basic] = [*forms, *given, *language.known, *(part for pair in claim.where for part in pair)]
    for case in cases if any(case.some for case in cases) else ():
        apart = {symbol: Dummy(**symbol.assumptions0) for symbol in case.some}
        moved = {name: value.xreplace(apart) for name, value in case.values}
        said += [*moved, *moved.values(), *(fact.xreplace(apart) for fact in case.given)]
        if case.some:
            assert claim.derive is not None  # noqa: S101  (a printed form has a derivation, by Claim)
            said.append(derived(claim.derive, moved).result)
    known = own & frozenset[Basic]().union(*(part.free_symbols for part in said))
    known |= {symbol for point in islice(points_of(claim.domain.points), POINTS) for symbol in own if symbol in point}
    if shared := ", ".join(sorted(map(str, known))):
        raise LedgerError(f"{shared}: a case's own symbol must not be a quantity of the domain, too")


def _cases(claim: Claim, conditions: Given, budget: Budget) -> Iterator[Case]:
    """The cases that the conditions do not exclude."""
    for case in claim.domain.cases:
        if case.values and conditions:
            context = _with_values(case.values, claim.language, Tables()).starting(budget)
            if any(is_false(context, condition) for condition in conditions):
                continue
        yield case


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
