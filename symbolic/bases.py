"""The optimal basis of footnote 3: how far an orthonormal basis is from the detector's, for symbolic N."""

from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.notation.core import I, J, N
from bornproof.symbolic.notation.settings import chi
from sympy import Expr, Gt, Sum, conjugate

__all__ = ["distance", "largest_overlap", "short_of_largest", "squared_norms"]


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
