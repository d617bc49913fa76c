"""The averaged map with the weights p of the prepared state: linear in that state, a semigroup and P-divisible at N = 2 alone.

For given p the average over the hidden variables is a mixture of completely positive maps. As a map of the prepared density
matrix, whose diagonal p is, it is linear at N = 2 only.
"""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from bornproof.symbolic.averaged_numbers import partial_sums
from bornproof.symbolic.averages import sector_weights
from bornproof.symbolic.coherences import coherence
from bornproof.symbolic.components import population_rate
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.disks import probability_up
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import J, K, M, N, S, delta, down, kappa, n, p, rho, rho0, t, up, x
from bornproof.symbolic.notation.relations import Eq, Gt
from bornproof.symbolic.notation.settings import other_p
from bornproof.symbolic.notation.variants import later, share
from bornproof.symbolic.populations import populations, propagator
from bornproof.symbolic.rational_functions import is_zero_fraction, lowest_terms
from bornproof.symbolic.rewriting import theta_algebra
from bornproof.symbolic.sector_sums import lower_rate
from bornproof.symbolic.top_level import top_population
from bornproof.symbolic.winner import IS_STATE
from sympy import QQ, Expr, ImmutableMatrix, IndexedBase, Integer, Matrix, Rational, Sum, Symbol, diff, exp, expand
from sympy.polys.fields import FracElement, FracField, field
from sympy.polys.matrices import DomainMatrix

__all__ = [
    "NORMALISED", "ONE_STATE_OF_TWO", "OTHER_NORMALISED", "THREE_OTHERS", "THREE_WEIGHTS", "bound_at_three", "kept_population",
    "rate_from_second_to_first", "steps_defect",
    "three_levels_apart", "top_from_any_start", "two_ensembles", "two_levels",
]  # fmt: skip

NORMALISED = Eq(Sum(p[K], (K, 1, N)), 1)
OTHER_NORMALISED = Eq(Sum(other_p[K], (K, 1, N)), 1)
THREE_WEIGHTS = (Eq(p[1] + p[2] + p[3], 1), Gt(p[2], 0))
THREE_OTHERS = (Eq(p[1] + p[2] + p[3], 1), Eq(other_p[1] + other_p[2] + other_p[3], 1))
ONE_STATE_OF_TWO = (Eq(p[2], 1 - p[1]), Eq(rho0[2, 2], 1 - rho0[1, 1]))
_MEAN = IndexedBase("p_mean")  # of p and p'
_z, _ratio = Symbol("z", positive=True), Symbol("r", nonnegative=True)  # exp(-kappa t); p_1/(p_1 + p_2)


@cache
def kept_population() -> Derivation:
    """rho_JJ(t) from |J> in any sector, for symbolic N: what has left |J> never comes back.

    With rho_IJ(t) = rho_IJ(0) exp(-kappa (l_I + l_J) t/2) for the coherences, it follows that in every sector rho(t) is
    V rho(0) V, V the diagonal matrix of the exp(-kappa l_J t/2), plus what has jumped: completely positive, as is every average.
    """
    steps = population_rate()
    decaying, lower = Sum(down(M) * rho[M, M], (M, J + 1, N)), Sum(rho[M, M], (M, 1, J - 1))
    rate = steps.result.subs({delta(1, J): 0, delta(J, N): 0})  # at the ends the sums are empty, or J - 1 is 0
    if theta_algebra(expand(down(J) * rate)).has(lower):
        raise SymbolicError("what decays must be fed by what decays from above alone")
    steps = steps.then("levels M > J with sigma_M < 0 are fed by such levels alone: they stay empty", rate.subs(decaying, 0))
    below = lower_rate().result.subs(n, J - 1).subs(Sum(down(M) * rho[M, M], (M, J, N)), down(J) * rho[J, J] + decaying)
    if theta_algebra(expand(up(J) * below.subs(decaying, 0))).has(rho[J, J]):
        raise SymbolicError("where sigma_J > 0 nothing may feed the levels below")
    left = rate.subs({decaying: 0, lower: 0})
    steps = steps.then("where sigma_J > 0 nothing feeds the levels below: they start and stay empty", left)
    if expand(left - left.coeff(rho[J, J]) * rho[J, J]) != 0 or left.coeff(rho[J, J]).has(rho):
        raise SymbolicError("what is left must be the loss alone")
    return steps.then("integrate y' = -kappa l_J y from 1", exp(kappa * t * left.coeff(rho[J, J])))


@cache
def top_from_any_start() -> Derivation:
    """The average of rho_NN(t) from any state, with the weights p, for symbolic N; it supposes `NORMALISED`, `IS_STATE`.

    >>> expand(top_from_any_start().result.subs({N: 2, t: 0}))
    rho^{(0)}[2, 2]
    """
    chance = probability_up(N).result.subs(S[N - 1], S[N] - p[N]).subs(S[N], 1)
    ways = [top_population(sign).result for sign in (1, -1)]
    steps = top_population(1).supposing(NORMALISED, IS_STATE)
    steps = derivation(steps.steps[-1].rule, ways[0]).supposing(NORMALISED, IS_STATE)
    steps = steps.then("the same for sigma_N < 0", ways[1])
    return steps.then(
        "average over sigma_N with S_N = 1: no other sigma acts on the top level",
        lowest_terms(chance) * ways[0] + (1 - lowest_terms(chance)) * ways[1],
    )


@cache
def steps_defect() -> Derivation:
    """The averaged rho_NN(t + u) minus that of the map over u applied to the average at t, both with the weights p.

    >>> steps_defect().result.subs(N, 2)
    0
    """
    steps = top_from_any_start()
    at_once = steps.result.subs(t, t + later)
    twice = steps.result.subs(t, later).subs(rho0[N, N], steps.result)
    steps = steps.then("over t + u, and over u from the average at t", at_once - twice)
    first, second = (exp(-kappa * time) - exp(-(N - 1) * kappa * time) for time in (t, later))
    found = p[N] * (1 - p[N]) * second * (1 - x + rho0[N, N] * first)
    return steps.then("factor", _equal(at_once - twice, found))


@cache
def two_ensembles() -> Derivation:
    """s E rho_NN(t) for the weights p, plus 1 - s times that for p', minus that for s p + (1 - s) p', each from its own state.

    The ensembles of p and p' with random phases, and of s p + (1 - s) p', have one density matrix.

    >>> two_ensembles().result.subs(N, 2)
    0
    """
    steps = derivation("the average of rho_NN from a state with the weights p: insert rho_NN(0) = p_N", _of_state(p[N]))
    steps = steps.supposing(NORMALISED, OTHER_NORMALISED)
    parts, whole = share * _of_state(p[N]) + (1 - share) * _of_state(other_p[N]), _of_state(share * p[N] + (1 - share) * other_p[N])
    steps = steps.then("s that of p and 1 - s that of p', minus that of their mean", parts - whole)
    found = share * (1 - share) * (p[N] - other_p[N]) ** 2 * (x - exp(-(N - 1) * kappa * t))
    return steps.then("factor", _equal(parts - whole, found))


@cache
def three_levels_apart() -> Derivation:
    """The same as `two_ensembles` of all three populations of three levels, as a column; it supposes `THREE_OTHERS`."""
    one, other, mixed = ([table[1], table[2], 1 - table[1] - table[2]] for table in (p, other_p, _MEAN))
    before, after, whole = (Matrix(_populations(weights)) for weights in (one, other, mixed))
    gap = share * before + (1 - share) * after - whole.subs({_MEAN[k]: share * p[k] + (1 - share) * other_p[k] for k in (1, 2)})
    first, second, third = (p[k] - other_p[k] for k in (1, 2, 3))
    found = share * (1 - share) * (_z - _z**2) * Matrix([second * third, first * third, third**2])
    sums = {table[3]: 1 - table[1] - table[2] for table in (p, other_p)}
    if not all(is_zero_fraction(value, sums) for value in gap - found):
        raise SymbolicError("what tells the ensembles apart must be the products of differences")
    steps = derivation("the averaged populations from a state with the weights p, N = 3", ImmutableMatrix(before).subs(_z, x))
    rule = "s that of p and 1 - s that of p', minus that of their mean: factor"
    return steps.supposing(*THREE_OTHERS).then(rule, ImmutableMatrix(found).subs(_z, x))


@cache
def bound_at_three() -> Derivation:
    """1/16 minus this difference at N = 3, as a sum of products that are not negative for 0 <= s <= 1, 0 <= p_3, p'_3 <= 1.

    >>> bound_at_three().result.subs({share: Rational(1, 2), p[3]: 1, other_p[3]: 0}).subs(x, Rational(1, 2))
    0
    """
    found = two_ensembles().result.subs(N, 3)
    apart, half = (p[3] - other_p[3]) ** 2, Rational(1, 2)
    squares = (1 - apart) / 16 + apart * (share - half) ** 2 / 4 + share * (1 - share) * apart * (x - half) ** 2
    steps = derivation("1/16 minus the difference at N = 3", Rational(1, 16) - found).supposing(*THREE_OTHERS)
    return steps.then("complete the squares", _equal(Rational(1, 16) - found, squares))


@cache
def two_levels() -> Derivation:
    """The column of the averages of rho_11(t), rho_22(t), rho_12(t) of two levels from any state, with the weights p_1, p_2.

    Raises SymbolicError unless they obey one master equation, with |2><1| at the rate kappa p_2, |1><2| at kappa p_1.
    """
    weights, start = {1: p[2], -1: p[1]}, [rho0[1, 1], rho0[2, 2]]
    runs = {sign: (*populations((sign,), start), rho0[1, 2] * coherence((sign,), 1, 2)) for sign in weights}
    column = [expand(sum(weight * runs[sign][k] for sign, weight in weights.items())) for k in range(3)]
    one, other, mixed = column
    gain = p[1] * other - p[2] * one
    wanted = [gain, -gain, -(p[1] + p[2]) * mixed / 2]
    if any(expand((diff(value, t) / kappa - rate).subs(p[1], 1 - p[2])) != 0 for value, rate in zip(column, wanted, strict=True)):
        raise SymbolicError("the averages must obey the master equation with the rates kappa p_2 and kappa p_1")
    steps = derivation("the closed forms for both signs of sigma_2, with their areas p_2 and p_1", ImmutableMatrix(column))
    of_states = {fact.lhs: fact.rhs for fact in ONE_STATE_OF_TWO}
    return steps.supposing(*ONE_STATE_OF_TWO).then(
        "insert p_2, rho_22(0)", ImmutableMatrix(column).subs(of_states).applyfunc(expand)
    )


@cache
def rate_from_second_to_first() -> Derivation:
    """The rate at which |2> feeds |1>, of the time-local generator G = P' P^{-1} of three averaged populations P(t) q.

    The weights p are fixed. It supposes `THREE_WEIGHTS`, with which P(t) has an inverse at all times.

    >>> weights = {p[1]: Rational(1, 20), p[2]: Rational(9, 20), p[3]: Rational(1, 2)}
    >>> rate_from_second_to_first().result.subs(weights).subs(x, Rational(1, 2))
    -kappa/72
    """
    fractions = field((_ratio, p[3], _z), QQ)[0]
    moved = _propagator_of_three(fractions)
    steps = derivation("the averages from |k>: the closed forms in the four sectors, with their areas; row 1", _written(moved[0]))
    late = fractions.from_expr(_z)
    changed = [-late * value.diff(late) for value in moved[0]]
    generator = _matrix(fractions, [changed]) * _matrix(fractions, moved).inv()
    below, top, first = p[1] + p[2], p[3], p[1]
    gained = first * (_z / below + top * (1 - _z) ** 2 * (below + top * _z))
    found = (gained - top * below * _z * (1 - _z)) / ((below + top * _z) * (top + below * _z))
    if generator[0, 1].element != fractions.from_expr(found.subs({p[1]: _ratio * (1 - top), p[2]: (1 - _ratio) * (1 - top)})):
        raise SymbolicError("the rate must be the one found")
    steps = steps.supposing(*THREE_WEIGHTS)
    return steps.then(
        "column 2 of its derivative times the inverse of all three rows, z = exp(-kappa t)", kappa * found.subs(_z, x)
    )


def _equal(value: Expr, found: Expr) -> Expr:
    """The second of two expressions in exponentials; raises SymbolicError unless they are equal."""
    if expand(expand(value - found), power_exp=True) != 0:
        raise SymbolicError(f"{found} must be equal to {value}")
    return found


def _populations(weights: Sequence[Expr]) -> list[Expr]:
    """The averaged populations from the state with these weights of sum 1, z for exp(-kappa t)."""
    sums = [Integer(0), *partial_sums(weights, weights, _z, Integer(1))]
    return [upper - lower for lower, upper in pairwise(sums)]


def _of_state(weight: Expr) -> Expr:
    """The average of rho_NN(t) from a state with this p_N."""
    return top_from_any_start().result.subs(rho0[N, N], p[N]).subs(p[N], weight)


def _propagator_of_three(fractions: FracField) -> list[list[FracElement]]:
    """Row J, column k: the average of rho_JJ from |k>, in z = exp(-kappa t), p_3 and r = p_1/(p_1 + p_2)."""
    late = fractions.from_expr(_z)
    weights = (_ratio * (1 - p[3]), (1 - _ratio) * (1 - p[3]), p[3])
    moved = [[fractions.zero] * 3 for _ in range(3)]
    for sector, weight in sector_weights(weights):
        chance = fractions.from_expr(weight)
        for k, column in enumerate(propagator(sector)):
            for row, polynomial in enumerate(column):
                terms = (QQ(int(value.p), int(value.q)) * late**power for power, value in enumerate(polynomial.coeffs()))
                moved[row][k] += chance * sum(terms, fractions.zero)
    return moved


def _matrix(fractions: FracField, rows: list[list[FracElement]]) -> DomainMatrix:
    return DomainMatrix(rows, (len(rows), len(rows[0])), fractions.to_domain())


def _written(row: list[FracElement]) -> ImmutableMatrix:
    return ImmutableMatrix([[value.as_expr() for value in row]])
