"""CHSH of the averaged model beyond the standard settings: maximal entanglement, a little less of it, product states.

The levels |1>, |2> are the two outcomes that agree and |3>, |4> those that differ (of Bob's outcomes turned over: the order of
(26)). Settings in the x-z plane; C = E_11 + E_12 + E_21 - E_22.
"""

from functools import cache

from bornproof.symbolic.averaged_sums import partial_sums
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.joint_outcomes import averaged_outcomes, correlation, joint_probabilities
from bornproof.symbolic.many_level_signal import certain_setting, even_setting
from bornproof.symbolic.notation.core import DOWN, UP, x
from bornproof.symbolic.notation.dependence import cosine
from bornproof.symbolic.notation.relations import Ge, Gt
from bornproof.symbolic.notation.spread import odds
from sympy import Add, Expr, Integer, Symbol, cancel, diff, factor, pi, sqrt

__all__ = [
    "WITHIN", "bounds_of_chsh", "entangled_correlation", "entanglement_slope", "many_level_chsh", "product_chsh",
]  # fmt: skip

WITHIN = (Ge(cosine, -1), Gt(3 - 3 * cosine + 4 * cosine**3, 0))  # the cosines of an angle and of three times it

_AGREEING = ((UP, UP), (DOWN, DOWN), (UP, DOWN), (DOWN, UP))
_PAST = Symbol("X", positive=True)
_SIGNS = (1, 1, 1, -1)


@cache
def entangled_correlation() -> Derivation:
    """E of a maximally entangled state for settings with the correlation y by Born's rule; -E(-y) with Bob's outcomes turned over.

    It supposes the first of `WITHIN`.

    >>> entangled_correlation().result.subs(cosine, 1)
    1
    """
    share = (1 - cosine) / 4
    rest = factor(cancel((_correlation(share, share) - cosine) / (_PAST * (1 - _PAST))))
    steps = derivation("by Born's rule p_1 = p_2 = (1 + y)/4, p_3 = p_4 = (1 - y)/4", cosine)
    steps = steps.supposing(WITHIN[0])
    return steps.then("2 F_2 - 1 in closed form", cosine + x * (1 - x) * rest.subs(_PAST, x))


@cache
def entanglement_slope() -> Derivation:
    """dC/d eps at maximal entanglement, of sqrt(1 + eps)|up up>/sqrt(2) + sqrt(1 - eps)|down down>/sqrt(2).

    Alice's settings are at the angles -1/2 and 3/2, Bob's at 1/2 and -3/2, times phi, to the x axis, y = cos(phi). It supposes
    `WITHIN`.
    Raises SymbolicError unless the probabilities have the slopes that are used.

    >>> entanglement_slope().result.subs(cosine, 0)
    0
    """
    y = cosine
    means, longer = (y, 4 * y**3 - 3 * y), 1 + 2 * y  # sin(3 phi/2) = sin(phi/2) (1 + 2 y)
    tilts = ((1, -1), (1, longer), (-longer, -1), (-longer, longer))  # Alice's and Bob's cosines to the z axis, over sin(phi/2)
    shift = Symbol("d")
    slope = diff(_correlation((1 - y) / 4 + shift, (1 - y) / 4 - shift), shift).subs(shift, 0)
    weak = factor(cancel(slope))
    strong = weak.replace(lambda part: part.is_Add and part.has(y), lambda part: factor(part.subs(y, means[1])))
    parts = [factor(Add(*(alice - bob for alice, bob in tilts[:3]))) * weak, (tilts[3][1] - tilts[3][0]) * strong]
    rule = "p_3 and p_4 change by d = (cos(alpha) - cos(beta)) eps/4 and by -d, S_2 not at all: E by d times this"
    steps = derivation(rule, weak.subs(_PAST, x))
    result = sqrt((1 - y) / 2) / 4 * Add(*(part.subs(_PAST, x) for part in parts))
    return steps.supposing(*WITHIN).then("add the slopes of the four correlations, sin(phi/2)^2 = (1 - y)/2", result)


@cache
def product_chsh() -> Derivation:
    """C of |up up> for Alice's settings at pi and 0, Bob's at pi/2 and pi.

    >>> product_chsh().result.subs(x, Rational(1, 2))
    9/4
    """
    total = Integer(0)
    for sign, (alice, bob) in zip(_SIGNS, ((pi, pi / 2), (pi, pi), (0, pi / 2), (0, pi)), strict=True):
        born = joint_probabilities((1, 0, 0, 0), alice, bob)
        total += sign * correlation(averaged_outcomes(born, _AGREEING, _PAST))
    steps = derivation("by Born's rule: her outcomes are certain, his at pi/2 both as probable", Integer(2))
    return steps.then("2 F_2 - 1 in closed form, for four pairs of settings", factor(cancel(total) - 2).subs(_PAST, x) + 2)


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
