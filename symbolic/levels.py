"""The rewriting steps told the paper's levels: their order, S_n for partial sums, and the double sum over levels of Eq. (38)."""

from functools import partial

from bornproof.symbolic import rewriting
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import LEVEL_ORDER, I, J, K, M, N, S, delta
from bornproof.symbolic.rewriting import deltas, ranges
from sympy import And, Expr, Ge, Integer, KroneckerDelta, Le, Mul, Piecewise, Pow, Sum

__all__ = [
    "apply_deltas", "bounds_to_deltas", "collect_sums", "common_ranges", "contract", "evaluate_constant_sums", "prefix_sums",
    "telescope",
]  # fmt: skip

apply_deltas = partial(deltas.apply_deltas, order=LEVEL_ORDER)
collect_sums = partial(rewriting.collect_sums, order=LEVEL_ORDER)
common_ranges = partial(ranges.common_ranges, order=LEVEL_ORDER)
evaluate_constant_sums = partial(rewriting.evaluate_constant_sums, order=LEVEL_ORDER)
prefix_sums = partial(rewriting.prefix_sums, total=S, order=LEVEL_ORDER)
telescope = partial(rewriting.telescope, total=S, order=(*LEVEL_ORDER, N - K))


def contract(term: Expr) -> Expr:
    """Sum one term with Kronecker deltas over 1 <= K < M <= N, where they fix exactly one of K and M to a level.

    The double sum is taken in the order that leaves the fixed level for the outer sum, Eq. (38); what remains is the inner
    sum at that level where it lies in the outer range, and 0 elsewhere. The deltas must tie the level to what is neither K
    nor M, each as a factor.
    """
    deltas = [factor for factor in Mul.make_args(term) if isinstance(factor, KroneckerDelta)]
    fixed = {index for factor in term.atoms(KroneckerDelta) for index in factor.args} & {K, M}
    if len(fixed) != 1 or len(deltas) != len(term.atoms(KroneckerDelta)) or Pow in {type(f) for f in deltas}:
        raise SymbolicError(f"a term must fix exactly one of K and M by a Kronecker delta, not {sorted(map(str, fixed))}")
    (level,) = fixed
    inner, low, high = ((K, 1, M - 1), Integer(2), N) if level == M else ((M, K + 1, N), Integer(1), N - 1)
    ties = [factor for factor in deltas if level in factor.args]
    places = [next(arg for arg in tie.args if arg != level) for tie in ties]
    if any(place.free_symbols & {K, M} for place in places):
        raise SymbolicError(f"the level {level} must be fixed to a level outside the sums, not to {places}")
    rest = Mul(*(factor for factor in Mul.make_args(term) if factor != ties[0]))
    outside = Mul(*(factor for factor in deltas if factor != ties[0]))
    summed = (outside * Sum(rest / outside, inner)).subs(level, places[0])
    return Piecewise((summed, And(Ge(places[0], low), Le(places[0], high))), (Integer(0), True))


def bounds_to_deltas(expr: Expr) -> Expr:
    """Write [2 <= L <= N] as 1 - delta_L1 and [1 <= L <= N-1] as 1 - delta_LN, for levels 1 <= L <= N."""
    factors = {
        And(Ge(level, low), Le(level, high)): 1 - delta(level, end)
        for level in (I, J)
        for low, high, end in ((2, N, 1), (1, N - 1, N))
    }

    def rewrite(piecewise: Piecewise) -> Expr:
        (value, condition), *rest = piecewise.args
        if condition in factors and [tuple(pair) for pair in rest] == [(0, True)]:
            return factors[condition] * value
        raise SymbolicError(f"no rule for the bounds {condition}")

    return expr.replace(lambda node: isinstance(node, Piecewise), rewrite)
