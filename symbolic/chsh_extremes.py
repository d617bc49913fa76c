"""CHSH of the averaged model beyond the standard settings: maximal entanglement, a little less of it, product states.

The levels |1>, |2> are the two outcomes that agree and |3>, |4> those that differ (of Bob's outcomes turned over: the order of
(26)). Settings in the x-z plane; C = E_11 + E_12 + E_21 - E_22.
"""

from functools import cache

from bornproof.symbolic.averaged_numbers import partial_sums
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.joint_outcomes import averaged_outcomes, correlation, joint_probabilities
from bornproof.symbolic.many_level_signal import certain_setting, even_setting
from bornproof.symbolic.notation.core import DOWN, UP, x
from bornproof.symbolic.notation.correlations import agreeing, agreeing_last
from bornproof.symbolic.notation.spread import odds
from bornproof.symbolic.rational_functions import derivative, lowest_terms
from sympy import Add, Expr, Integer, Symbol, pi, sqrt

__all__ = [
    "bounds_of_chsh", "entangled_correlation", "entanglement_slope", "many_level_chsh", "product_chsh",
]  # fmt: skip

_AGREEING = ((UP, UP), (DOWN, DOWN), (UP, DOWN), (DOWN, UP))
_PAST = Symbol("X", positive=True)
_SIGNS = (1, 1, 1, -1)


@cache
def entangled_correlation() -> Derivation:
    """E of a maximally entangled state for settings with which the outcomes agree with the probability s by Born's rule.

    With Bob's outcomes turned over it is minus that at 1 - s.

    >>> entangled_correlation().result.subs(agreeing, 1)
    1
    """
    born, share = 2 * agreeing - 1, (1 - agreeing) / 2
    rest = lowest_terms((_correlation(share, share) - born) / (_PAST * (1 - _PAST)), factored=True)
    steps = derivation("by Born's rule p_1 = p_2 = s/2, p_3 = p_4 = (1 - s)/2", born)
    return steps.then("2 F_2 - 1 in closed form", born + x * (1 - x) * rest.subs(_PAST, x))


@cache
def entanglement_slope() -> Derivation:
    """dC/d eps at maximal entanglement, of sqrt(1 + eps)|up up>/sqrt(2) + sqrt(1 - eps)|down down>/sqrt(2).

    Alice's settings are at the angles -1/2 and 3/2, Bob's at 1/2 and -3/2, times phi, to the x axis, s = cos(phi/2)^2;
    r = cos(3 phi/2)^2 is s (4 s - 3)^2.

    >>> from sympy import Rational
    >>> entanglement_slope().result.subs({agreeing: Rational(3, 4), agreeing_last: 0})
    0
    """
    longer = 4 * agreeing - 1  # sin(3 phi/2) = sin(phi/2) (4 s - 1)
    tilts = ((1, -1), (1, longer), (-longer, -1), (-longer, longer))  # Alice's and Bob's cosines to the z axis, over sin(phi/2)
    shift, share = Symbol("d"), (1 - agreeing) / 2
    weak = derivative(_correlation(share + shift, share - shift), shift, Integer(0), factored=True).subs(_PAST, x)
    rule = "p_3 and p_4 change by d = (cos(alpha) - cos(beta)) eps/4 and by -d, S_2 not at all: E by d times this"
    steps = derivation(rule, weak)
    strong = weak.subs(agreeing, agreeing_last)
    first, last = (lowest_terms(Add(*(alice - bob for alice, bob in pairs)), factored=True) for pairs in (tilts[:3], tilts[3:]))
    result = sqrt(1 - agreeing) / 4 * (first * weak - last * strong)
    return steps.then("add the slopes of the four correlations, the last with a minus; sin(phi/2)^2 = 1 - s", result)


@cache
def product_chsh() -> Derivation:
    """C of |up up> for Alice's settings at pi and 0, Bob's at pi/2 and pi.

    >>> from sympy import Rational
    >>> product_chsh().result.subs(x, Rational(1, 2))
    9/4
    """
    total = Integer(0)
    for sign, (alice, bob) in zip(_SIGNS, ((pi, pi / 2), (pi, pi), (0, pi / 2), (0, pi)), strict=True):
        born = joint_probabilities((1, 0, 0, 0), alice, bob)
        total += sign * correlation(averaged_outcomes(born, _AGREEING, _PAST))
    steps = derivation("by Born's rule: her outcomes are certain, his at pi/2 both as probable", Integer(2))
    found = lowest_terms(total - 2, factored=True).subs(_PAST, x) + 2
    return steps.then("2 F_2 - 1 in closed form, for four pairs of settings", found)


@cache
def many_level_chsh() -> Derivation:
    """C of Alice's spin and n levels of Bob's, a product state, each of his outcomes counted as +1.

    Her spin is down, or up with the odds w; his outcome is certain, or n are as probable.
    """
    certain, even = certain_setting().result, even_setting().result
    if certain.subs(odds, 0) != 0:
        raise SymbolicError("her spin must stay down where his outcome is certain")
    steps = derivation("her averaged marginal if her spin is down, and his outcomes are as probable", even.subs(odds, 0))
    return steps.then("twice each less 1, for three pairs with a minus", 2 + 2 * (even - certain - steps.result))


def bounds_of_chsh(size: int) -> Expr:
    """Below C for w = 1/(m-1), x = 1 - 1/m^2 and n = 2^(2 m^3) levels of Bob's: it goes to 4.

    With s = 1/m the marginals are at least (1 - (1-x)(1/s-1)) (1 - 1/(1+n(1-x))) (1 - (m-1)/n), at most 2 s, and at most the
    product of 1 - (1-x)/M, which is below 1/(1 + (1-x) m^3), as 1 + 1/2 + ... + 1/n >= m^3.

    >>> from sympy import Rational
    >>> bounds_of_chsh(10) > Rational(16, 5)
    True
    """
    m = Integer(size)
    if not size > 1:
        raise SymbolicError(f"m must be at least 2, not {size}")
    levels = 2 ** (2 * m**3)
    spread = (1 - 1 / m) * (1 - 1 / (1 + levels / m**2)) * (1 - (m - 1) / levels)
    return 2 + 2 * (spread - 2 / m - 1 / (1 + m))


def _correlation(low: Expr, high: Expr) -> Expr:
    """2 F_2 - 1 for p_1 = p_2, and p_3, p_4."""
    weights = [(1 - low - high) / 2] * 2 + [low, high]
    return 2 * partial_sums(weights, weights, _PAST, Integer(1))[1] - 1
