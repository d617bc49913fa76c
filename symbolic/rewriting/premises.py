"""What a context takes from conditions and values: equations as rules, inequalities as facts."""

from collections.abc import Iterable
from functools import partial

from bornproof.symbolic.rewriting.algebra import power, product_of
from bornproof.symbolic.rewriting.atoms import make
from bornproof.symbolic.rewriting.context import Budget, Context, SplitError, Tables, UnprovedError
from bornproof.symbolic.rewriting.factors import factors_of
from bornproof.symbolic.rewriting.facts import Facts, changed
from bornproof.symbolic.rewriting.kinds import assumption
from bornproof.symbolic.rewriting.polynomials import ONE, Atom, Poly, alone, constant, mono_key, symbol
from bornproof.symbolic.rewriting.trees import normal
from flint import fmpq
from sympy import Basic, Product, Sum, Symbol
from sympy.core.relational import Equality, GreaterThan, LessThan, StrictGreaterThan, StrictLessThan, Unequality
from sympy.logic.boolalg import And

__all__ = ["EFFORT", "assumed", "context_for", "reconsidered", "renewed", "with_equation", "with_value"]

EFFORT = 250_000  # counted steps of one proof
_NAMED = ("symbol", "entry", "prefix", "modulus")  # the kinds of atoms that may be given a value
_INEQUALITIES = (GreaterThan, LessThan, StrictGreaterThan, StrictLessThan)


def context_for(tables: Tables, budget: Budget) -> Context:
    """A context that knows nothing but the assumptions of symbols and the tables."""
    facts = Facts(rising=frozenset(total for total, _ in tables.prefixes), hermitian=tables.hermitian)
    return Context(facts, budget, make, tables)


def with_value(context: Context, name: Basic, value: Poly) -> Context:
    """Insert the value of a symbol or an entry everywhere, also in what is known already."""
    return with_equation(context, normal(context, name), value)


def assumed(context: Context, conditions: Iterable[Basic]) -> Context:
    """Take over the conditions, equations first; one that cannot be brought to normal form is left out, which is sound.

    One that needs an order that is open is kept, to be taken over where the order is known.
    """
    flat = [part for condition in conditions for part in (condition.args if isinstance(condition, And) else (condition,))]
    for equation in (part for part in flat if isinstance(part, Equality)):
        try:
            if isinstance(equation.lhs, Sum) and equation.rhs == 0:
                context = _each_zero(context, equation.lhs)
            left, right = (normal(context, side) for side in equation.args)
        except UnprovedError:
            continue
        except SplitError:
            context = changed(context, pending=(*context.pending, equation))
            continue
        context = with_equation(context, left, right)
    for part in flat:
        if isinstance(part, (*_INEQUALITIES, Unequality)):
            try:
                if isinstance(part, Unequality) and isinstance(part.lhs, Product) and part.rhs == 0:
                    context = _never_zero(context, part.lhs)
                left, right = (normal(context, side) for side in part.args)
            except (UnprovedError, SplitError):
                continue
            difference = right - left if isinstance(part, LessThan) else left - right
            if isinstance(part, GreaterThan | LessThan) and context.facts.nonnegative(-difference):
                context = with_equation(context, difference, constant(0))
            else:
                context = changed(context, facts=_known(context, part, left - right))
    return context


def reconsidered(context: Context) -> Context:
    """With the conditions that were kept until more is known."""
    return assumed(changed(context, pending=()), context.pending) if context.pending else context


def _each_zero(context: Context, node: Sum) -> Context:
    """A sum over whole numbers that is 0, of what is nowhere negative in its range: none is positive, and no step is 1."""
    if len(node.limits) > 1:
        return context
    name, ends, inside, body = _within(context, node)
    if not inside.facts.nonnegative(body):
        return context
    only = next(body.atoms(), None)
    if only is not None and only.kind == "theta" and body == alone(only):
        body = only.args[0]
    return changed(context, facts=changed(context.facts, bounded=(*context.facts.bounded, (name, -body, *ends)), answers={}))


def _never_zero(context: Context, node: Product) -> Context:
    """A product over whole numbers that does not vanish has no factor that does."""
    if len(node.limits) > 1:
        return context
    name, ends, _, body = _within(context, node)
    return changed(context, facts=changed(context.facts, families=(*context.facts.families, (name, body, *ends)), answers={}))


def _within(context: Context, node: Sum | Product) -> tuple[Symbol, list[Poly], Context, Poly]:
    """A name for the index in the one range of a sum or product, the ends, what is known there, and the body in that name."""
    ((bound, low, high),) = node.limits
    ends = [normal(context, end) for end in (low, high)]
    name = context.fresh(lasting=True)  # it stands in facts
    place = alone(symbol(name))
    inside = context.knowing(place - ends[0], ends[1] - place)
    return name, ends, inside, normal(inside, node.function, {bound: place})


def _known(context: Context, condition: Basic, difference: Poly) -> Facts:
    facts = context.facts
    match condition:
        case Unequality():
            for factor, _ in factors_of(context, difference):  # none of them vanishes
                only = next(factor.atoms(), None)
                if only is not None and only.kind == "theta" and factor == alone(only):
                    facts = facts.with_known(only.args[0], strict=True)
                facts = facts.with_different(factor)
            return facts.with_different(difference)
        case StrictGreaterThan() | GreaterThan():
            return facts.with_known(difference, strict=isinstance(condition, StrictGreaterThan))
    return facts.with_known(-difference, strict=isinstance(condition, StrictLessThan))


def with_equation(context: Context, left: Poly, right: Poly) -> Context:
    """Use left = right from left to right where left is one atom, else for the last of the atoms or products in it."""
    equation = left - right
    if equation.number is not None:  # 0 = 0 says nothing, 1 = 0 that nothing is the case
        return context if not equation else changed(context, facts=context.facts.with_known(-constant(1)))
    lead = _single(left)
    if lead is None or _contains(right, lead):
        lead = next((atom for atom in _candidates(equation) if _is_free(equation, atom)), None)
    if lead is not None:
        mono = frozenset(((lead, 1),))
        factor = equation.terms[mono]
        value = (alone(lead).times(factor) - equation).times(1 / factor)
        after = changed(context, values=context.values | {lead: value})
        after = _with_values(after, context.values, lead, value)
        sign = context.facts.sign_of(lead)
        if sign is not None:  # what the assumptions say of a name holds of what it stands for
            after = changed(after, facts=after.facts.with_known(value, strict=sign))
        after = changed(after, facts=_with_total(after.facts, lead, value))
    else:
        mono = max(equation.terms, key=lambda mono: (sum(k for _, k in mono), mono_key(mono)))
        if mono == ONE or any(k < 0 for _, k in mono):
            return context.knowing(equation, -equation)
        factor = equation.terms[mono]
        value = (Poly({mono: factor}) - equation).times(1 / factor)
        after = changed(context, rules=(*context.rules, (mono, value)))
    old, again = after.facts, partial(renewed, after)
    facts = Facts(
        tuple((again(poly), strict) for poly, strict in old.known),
        tuple(map(again, old.different)),
        old.rising,
        old.hermitian,
        tuple((name, *map(again, polys)) for name, *polys in old.families),
        tuple((name, *map(again, polys)) for name, *polys in old.bounded),
        tuple((base, again(place), again(value)) for base, place, value in old.reached),
        tuple((base, again(place), again(value)) for base, place, value in old.sums),
        old.spend,
    )
    return changed(after, facts=facts)


def _with_total(facts: Facts, atom: Atom, value: Poly) -> Facts:
    """What a value of a rising entry, or of a sum of entries that are not negative, says of other entries."""
    if atom.kind == "entry" and atom.payload in facts.rising:
        return changed(facts, reached=(*facts.reached, (atom.payload, atom.args[0], value)), answers={})
    if atom.kind == "prefix":
        body, place = atom.args
        summand = next(body.atoms(), None)
        own = (alone(symbol(atom.payload)),)
        if summand is not None and summand.kind == "entry" and body == alone(summand) and summand.args == own:
            terms = ((summand.payload, place, value),) if assumption(summand, "is_nonnegative") else ()
            return changed(facts, sums=(*facts.sums, *terms), answers={})
    return facts


def renewed(context: Context, poly: Poly) -> Poly:
    """The polynomial with every atom made again, so that new values and equations reach it; its divisions are licensed."""
    if poly.number is not None:
        return poly
    if not context.licensed:
        context = changed(context, licensed=True)
    total = constant(0)
    for mono, factor in poly.terms.items():
        parts = [constant(factor)]
        for atom, exponent in mono:
            args = tuple(renewed(context, arg) for arg in atom.args)
            again = make(context, Atom(atom.kind, atom.payload, args))
            parts.append(power(context, again, exponent))
        total = total + product_of(context, parts)
    return total


def _with_values(context: Context, older: dict[Atom, Poly], lead: Atom, value: Poly) -> Context:
    """The values of atoms once another has one: an atom that has become another's name, or none, gives an equation."""
    moved = {atom: old for atom, old in older.items() if _contains(alone(atom), lead)}
    values = {atom: renewed(context, old) if _contains(old, lead) else old for atom, old in older.items() if atom not in moved}
    values[lead], equations = value, []
    for atom, old in moved.items():
        again = Atom(atom.kind, atom.payload, tuple(renewed(context, arg) for arg in atom.args))
        if make(changed(context, values={}), again) == alone(again) and values.get(again, old) == old:
            values[again] = renewed(context, old)
        else:
            equations.append(make(context, again) - renewed(context, old))
    context = changed(context, values=values)
    return context.knowing(*equations, *(-equation for equation in equations))


def _single(poly: Poly) -> Atom | None:
    if len(poly.terms) != 1:
        return None
    ((mono, _),) = poly.terms.items()
    atom, exponent = next(iter(mono), (None, 0))
    return atom if len(mono) == 1 and exponent == 1 and atom is not None and atom.kind in _NAMED else None


def _candidates(equation: Poly) -> list[Atom]:
    """The atoms that stand alone in a term, the last by name first; whole ones only with a factor of 1 or -1."""
    found = []
    for mono, factor in equation.terms.items():
        atom = _single(Poly({mono: fmpq(1)}))
        if atom is not None and (abs(factor) == 1 or not (isinstance(atom.payload, Symbol) and atom.payload.is_integer)):
            found.append(atom)
    return sorted(found, key=lambda atom: (atom.kind != "symbol", atom.key), reverse=True)


def _is_free(equation: Poly, atom: Atom) -> bool:
    rest = {mono: factor for mono, factor in equation.terms.items() if mono != frozenset(((atom, 1),))}
    return not _contains(Poly(rest), atom)


def _contains(poly: Poly, atom: Atom) -> bool:
    if atom.kind == "symbol":
        return atom.payload in poly.free
    return any(inner == atom or any(_contains(arg, atom) for arg in inner.args) for inner in poly.atoms())
