"""Derivations for footnotes 2, 3 and 6: a space-like slice, later observables, the optimal basis, finite grids."""

from collections.abc import Mapping
from typing import Any

from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.notation.core import I, J, K, M, N, p, sigma
from bornproof.symbolic.notation.footnotes import P_hat, X_hat, apart, later, steepness, time
from bornproof.symbolic.notation.settings import chi
from bornproof.symbolic.populations import winner
from sympy import Expr, Gt, ImmutableMatrix, Integer, Min, Sum, conjugate

__all__ = [
    "commutator_trace", "distance", "largest_overlap", "later_variance", "on_grid", "short_of_largest", "space_like_slice",
    "squared_norms",
]  # fmt: skip


def space_like_slice() -> Derivation:
    """T(x) = min_i (t_i + L |x - x_i|) at each detector: a minimum of functions of steepness L has steepness L."""
    far = {(i, j): apart[min(i, j), max(i, j)] if i != j else Integer(0) for i in (1, 2, 3) for j in (1, 2, 3)}
    there = [Min(*(time[i] + steepness * far[i, j] for i in (1, 2, 3))) for j in (1, 2, 3)]
    return derivation("T(x) = min_i (t_i + L |x - x_i|) at each x_j", ImmutableMatrix([there]))


def later_variance(values: Mapping[Any, Any]) -> Derivation:
    """The variance of a later observable B of two levels in the collapsed state |K>."""
    level = winner((1 if values[sigma[2]] > 0 else -1,)) if values[sigma[2]] != 0 else 1
    square: Expr = sum((later[level, k] * later[k, level] for k in (1, 2)), Integer(0))
    steps = derivation("<B^2> in the collapsed state |K>", square)
    return steps.then("minus <B>^2", square - later[level, level] ** 2)


def on_grid() -> Derivation:
    """The probability of cell J once the amplitudes of the cells 1..N are normalised."""
    total = Sum(p[K], (K, 1, N))
    steps = derivation("the amplitudes in the cells 1..N, normalised: divide by the probability of these cells", total)
    return steps.then("probability of cell J", p[J] / total)


def commutator_trace() -> Derivation:
    """tr(XP - PX) of any two N x N matrices, symbolic N."""
    forward, backward = X_hat[K, M] * P_hat[M, K], P_hat[K, M] * X_hat[M, K]
    steps = derivation("tr(X P) - tr(P X) as sums over K and M", Sum(forward - backward, (K, 1, N), (M, 1, N)))
    renamed = backward.xreplace({K: M, M: K})  # the ranges of K and M are the same
    return steps.then("exchange the names K and M in the second term", Sum(forward - renamed, (K, 1, N), (M, 1, N)).doit())


def squared_norms() -> Expr:
    """The sum of the <chi_I|chi_I>."""
    return Sum(chi[I, J] * conjugate(chi[I, J]), (J, 1, N), (I, 1, N))


def distance() -> Derivation:
    """The sum of ||chi_I - |I>||^2 = <chi_I|chi_I> + 1 - <chi_I|I> - <I|chi_I> over I, with <chi_I|chi_I> = 1 inserted."""
    norms = squared_norms()
    expanded = norms + Sum(1 - chi[I, I] - conjugate(chi[I, I]), (I, 1, N))
    steps = derivation("expand ||chi_I - |I>||^2 and sum over I", expanded)
    return steps.then("each chi_I has the norm 1", expanded.subs(norms, N))


def largest_overlap() -> Derivation:
    """The sum of <chi_I|I> + <I|chi_I> as 2 N minus the distance, so that 2 N is the largest."""
    steps = distance()
    return steps.then("2 N minus the distance", 2 * N - steps.result)


def short_of_largest() -> Derivation:
    """Whether the distance is positive, as it is unless all chi_I = |I>."""
    steps = distance()
    return steps.then("the distance vanishes only if chi_I = |I> for all I", Gt(steps.result, 0))
