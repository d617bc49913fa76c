"""The master equation entry by entry with N, I, J as symbols, Eqs. (36)-(46), from the generator of `model`."""

from fractions import Fraction
from functools import cache, lru_cache

from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.levels import bounds_to_deltas, collect_sums, contract, evaluate_constant_sums
from bornproof.symbolic.model import PAIRS, PAPER, Jumps, component_summand
from bornproof.symbolic.notation.core import I, J, K, N, check_levels, delta, rho
from bornproof.symbolic.rewriting import write_out
from sympy import Add, Expr, Indexed, Integer, KroneckerDelta, Mul, Sum, expand

__all__ = ["at_levels", "coherence_rate", "component", "damping_exponent", "population_rate", "terms_at_levels", "transfer_rate"]


@cache
def component(jumps: tuple[Jumps, ...] = PAPER) -> Derivation:
    """d rho_IJ / d(kappa t) for all I, J as a sum over levels with Kronecker deltas, Eq. (37) with N for 4.

    `jumps` are the jump operators, those of Eq. (14) unless given: a dyad each or an L, over the pairs K < M or one level K.

    >>> from bornproof.symbolic.notation.core import W
    >>> from bornproof.symbolic.notation.operators import ketbra
    >>> component((Jumps(ketbra(W, K), ((K, 1, N),)),)).result.limits
    ((K, 1, N),)
    """
    summands: dict[tuple[tuple[Expr, Expr, Expr], ...], Expr] = {}
    for kind in jumps:
        summands[kind.limits] = summands.get(kind.limits, Integer(0)) + expand(kind.rate * component_summand(jump=kind.operator))
    return derivation(
        "take the entry I, J of Eq. (15) with the Lindblad placement of the daggers, theta(s)^2 = theta(s), theta(s) theta(-s) = 0",
        Add(*(Sum(summand, *limits) for limits, summand in summands.items())),
    )


@cache
def population_rate(jumps: tuple[Jumps, ...] = PAPER) -> Derivation:
    """d rho_JJ / d(kappa t) for symbolic N and J, the general-N form of Eq. (39), or with other jump operators."""
    return _contracted(component(jumps).then("set I = J", component(jumps).result.xreplace({I: J})))


def transfer_rate() -> Derivation:
    """The rate at which |K> feeds |J>, the entry (J, K) of the population generator in units of kappa, for symbolic N, J, K."""
    steps = population_rate()
    in_k = steps.result.replace(lambda node: isinstance(node, Indexed) and node.base == rho, lambda node: delta(node.indices[0], K))
    return steps.then("insert the state |K>: rho_MM = delta_MK", in_k)


@cache
def coherence_rate(jumps: tuple[Jumps, ...] = PAPER) -> Derivation:
    """d rho_IJ / d(kappa t) for symbolic N and I != J, the general-N form of Eq. (44), or with other jump operators."""
    return _contracted(component(jumps), off_diagonal=True)


@cache
def damping_exponent() -> Derivation:
    """Lambda_IJ with d rho_IJ / dt = -(kappa/2) Lambda_IJ rho_IJ for I != J, Eqs. (45), (46)."""
    start = coherence_rate()
    quotient = expand(-2 * start.result / rho[I, J])
    if quotient.has(rho):
        raise SymbolicError("a coherence must be coupled to itself only")
    return start.then("divide by -rho_IJ/2", quotient)


def at_levels(expr: Expr, levels: int, *, row: int | None = None, column: int | None = None) -> Expr:
    """The instance of a general-N formula at N = levels and, if given, I = row and J = column, with sums written out.

    >>> at_levels(population_rate().result, 2, column=2)
    -Heaviside(-sigma[2], 0)*rho[2, 2] + Heaviside(sigma[2], 0)*rho[1, 1]
    """
    values = {N: Integer(check_levels(levels))}
    values |= {I: Integer(row)} if row is not None else {}
    values |= {J: Integer(column)} if column is not None else {}
    return expand(write_out(expr.subs(values)))


def terms_at_levels(expr: Expr, levels: int, *, row: int | None = None, column: int | None = None) -> dict[Expr, int | Fraction]:
    """The same instance as `at_levels`, as a sum: each term without its number, and the number.

    It costs what it is long: of a sum over levels each term is made once, for whatever rows and columns. Raises
    SymbolicError for products and powers of sums, and for sums whose limits are no numbers then.

    >>> terms_at_levels(damping_exponent().result, 2, row=1, column=2)
    {Heaviside(-sigma[2], 0): 1, Heaviside(sigma[2], 0): 1}
    """
    levels = check_levels(levels)
    total: dict[Expr, int | Fraction] = {}
    for outer, inner, of_row, of_column in _terms(expr):
        for term, number in _instance(outer, inner, levels, row if of_row else None, column if of_column else None):
            total[term] = total.get(term, 0) + number
    return {term: number for term, number in total.items() if number}


@lru_cache(maxsize=64)
def _terms(expr: Expr) -> tuple[tuple[Expr, Sum | None, bool, bool], ...]:
    """The terms of an expression: the factor without a sum, the sum, if there is one, and whether I and J are in them."""
    found = []
    for term in Add.make_args(expand(expr)):
        sums = [factor for factor in Mul.make_args(term) if factor.has(Sum)]
        if len(sums) > 1 or not all(isinstance(factor, Sum) and len(factor.limits) == 1 for factor in sums):
            raise SymbolicError(f"a term must have at most one sum over one level, not {term}")
        outer = Mul(*(factor for factor in Mul.make_args(term) if not factor.has(Sum)))
        found.append((outer, sums[0] if sums else None, term.has(I), term.has(J)))
    return tuple(found)


@lru_cache(maxsize=2**12)
def _instance(
    outer: Expr, inner: Sum | None, levels: int, row: int | None, column: int | None
) -> tuple[tuple[Expr, int | Fraction], ...]:
    """One term with numbers for N, I and J, its sum written out: what is summed, and with which numbers."""
    values = {name: Integer(level) for name, level in ((N, levels), (I, row), (J, column)) if level is not None}
    outer = outer.xreplace(values)
    if outer == 0:
        return ()
    summands = [outer]
    if inner is not None:
        ((index, *ends),) = inner.limits
        low, high = (end.xreplace(values) for end in ends)
        if not (low.is_Integer and high.is_Integer):
            raise SymbolicError(f"the limits of a sum must be numbers, not {low} and {high}")
        function = inner.function.xreplace({name: value for name, value in values.items() if name != index})
        summands = [outer * function.xreplace({index: Integer(level)}) for level in range(int(low), int(high) + 1)]
    split = (summand.as_coeff_Mul() for summand in summands)
    return tuple((term, _number(number)) for number, term in split)


def _summed(node: Sum) -> Expr:
    """A sum over 1 <= K < M <= N, or over one level K, with its deltas applied."""
    terms = Add.make_args(expand(node.function))
    if node.limits == PAIRS:
        return Add(*map(contract, terms))
    if node.limits != ((K, 1, N),):
        raise SymbolicError(f"the sum must be over 1 <= K < M <= N or over K in 1..N, not {node.limits}")
    return Add(*(_over_one_level(term) for term in terms))


def _over_one_level(term: Expr) -> Expr:
    """The sum of a term over K = 1..N: where a delta ties K to a level in 1..N, the term there."""
    ties = [factor for factor in Mul.make_args(term) if isinstance(factor, KroneckerDelta) and K in factor.args]
    places = [next(level for level in tie.args if level != K) for tie in ties]
    if not places:
        return Sum(term, (K, 1, N))
    if places[0] not in (I, J):
        raise SymbolicError(f"a level must be tied to I or J, which are in 1..N, not to {places[0]}")
    return Mul(*(factor for factor in Mul.make_args(term) if factor != ties[0])).subs(K, places[0])


def _number(value: Expr) -> int | Fraction:
    if not value.is_Rational:
        raise SymbolicError(f"a coefficient must be a rational number, not {value}")
    return int(value) if value.is_Integer else Fraction(int(value.p), int(value.q))


def _contracted(start: Derivation, *, off_diagonal: bool = False) -> Derivation:
    """Sum over the levels term by term, then write the bounds as deltas and add up; raise SymbolicError for other limits."""
    total = Add(*(_summed(node) for node in Add.make_args(start.result)))
    steps = start.then("sum over the level that a Kronecker delta fixes, in the order of Eq. (38) of the paper", total)
    if off_diagonal:
        total = total.xreplace({delta(I, J): Integer(0)})
        steps = steps.then("insert delta_IJ = 0", total)
    total = bounds_to_deltas(total)
    steps = steps.then("write 2 <= J <= N as 1 - delta_J1 and J <= N - 1 as 1 - delta_JN", total)
    total = evaluate_constant_sums(total)
    steps = steps.then("sum the constants", total)
    return steps.then("take constant factors out of the sums", collect_sums(total))
