"""Whether two forms are equal under the facts of one case: the normal form of their difference is exactly 0."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from bornproof.symbolic.rewriting.algebra import content, multiply
from bornproof.symbolic.rewriting.context import Context, UnprovedError
from bornproof.symbolic.rewriting.distinctions import first_residual
from bornproof.symbolic.rewriting.kinds import is_real
from bornproof.symbolic.rewriting.polynomials import Poly, alone, constant, text_of
from bornproof.symbolic.rewriting.real_signs import signed_factors
from bornproof.symbolic.rewriting.trees import is_total, normal, terms_of
from sympy import Basic, Ge, Gt, ImmutableMatrix, Le, Lt
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanAtom, BooleanFunction

__all__ = ["check_equal"]

_CONDITIONS = (Relational, BooleanAtom, BooleanFunction)


def check_equal(context: Context, form: Basic, truth: Basic) -> None:
    """Raise UnprovedError unless the difference of two numbers, or of all entries, is 0, or two inequalities are equivalent."""
    for left, right in _entries(form, truth):
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
    """Two inequalities of one kind are equivalent when one margin is a positive multiple of the other, or has its sign."""
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
    return constant(0) if _of_one_sign(context, one, other) else one - other


def _of_one_sign(context: Context, one: Poly, other: Poly) -> bool:
    """Whether two real margins have the same sign everywhere, by their factors: then one is positive where the other is."""
    if not (is_real(one, context.facts.hermitian) and is_real(other, context.facts.hermitian)):
        return False
    signs = []
    for margin in (one, other):
        sign, factors = signed_factors(context, margin)
        sizes = [content(factor) for factor in factors]
        sign *= (-1) ** sum(size < 0 for size in sizes)
        signs.append((sign, Counter(factor.times(1 / size) for factor, size in zip(factors, sizes, strict=True))))
    return signs[0] == signs[1]


def _entries(left: Basic, right: Basic) -> Iterator[tuple[Basic, Basic]]:
    if isinstance(left, ImmutableMatrix) and isinstance(right, ImmutableMatrix):
        if left.shape != right.shape:
            raise UnprovedError(f"a {left.shape} matrix is not a {right.shape} matrix")
        return zip(left, right, strict=True)
    if isinstance(left, ImmutableMatrix) or isinstance(right, ImmutableMatrix):
        raise UnprovedError("a matrix is not a scalar")
    return iter([(left, right)])
