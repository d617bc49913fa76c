"""The maximum of CHSH in the order of (26), over pure states of two spins, settings and times: a point where it is strict.

With Bob's outcomes turned over the levels |1>, |2> are the outcomes that agree, as in `chsh_extremes`. The correlations by Born's
rule are L a.b + (a.T)(b.T)/(1 + L), and the marginals a.T and b.T: unit vectors a, b, and a vector T with L^2 = 1 - |T|^2 (see
`chsh_orders`, whose z axis is along T). The averaged ones are in closed form. Nine numbers are free, up to a rotation of
all vectors: Alice's first setting is held in the x-y plane, and her second one in it. All nine enter as fractions: T is
2 q/(1 + |q|^2), and a setting is seen from a pole in the plane.

That a maximum is strict, and what it is, is shown by one enclosure: where the Hessian is below -m everywhere in a box, the function
is concave, and exceeds its value at the centre by |gradient|^2/(2 m) at most; where |gradient| < m r, with r the least half
width, the maximum is within the box.
"""

from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Any

from bornproof.symbolic.averaged_numbers import partial_sums
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.jets import Jet, jets
from bornproof.symbolic.rational_functions import demand_zero
from flint import arb, fmpq
from sympy import Integer, Rational, symbols

__all__ = ["PEAK", "chsh_in_space", "is_concave", "local_maximum"]

_ALICE, _BOB = fmpq(4, 9), fmpq(10, 9)  # tangents of half the angles of both settings of Alice's, and of Bob's second
PEAK = tuple(  # Alice's second setting, Bob's first and second (in the plane, out of it), q, and exp(-kappa t)
    fmpq(part, 10**18)
    for part in (
        425390844058094, 215519514342620, 0, 1322695313899788, 0, 715944972098382, 1611812085489264, 0, 273181711605384075,
    )
)  # fmt: skip
_RADIUS, _BENT = fmpq(1, 1000), fmpq(1, 4)
_DIGITS = 20


@cache
def local_maximum() -> Derivation:
    """The maximum, cut after 20 digits.

    Raises SymbolicError where the enclosures do not show it.

    >>> local_maximum().result
    285172543014958228249/100000000000000000000
    """
    weights = symbols("p1:4", positive=True)
    weights = (*weights, 1 - sum(weights))
    past = symbols("X", positive=True)
    same = weights[0] + weights[1]
    more = past * (1 - past) * _gain(same, weights[2], weights[3], past)
    demand_zero("the averaged sum of two levels", partial_sums(weights, weights, past, Integer(1))[1] - same - more)
    top = chsh_in_space(jets(PEAK))
    if not is_concave([arb(value) + arb(0, arb(_RADIUS)) for value in PEAK], _BENT):
        raise SymbolicError("CHSH must be concave in the box")
    square = sum((slope * slope for slope in top.gradient), fmpq(0))
    low, high = (int((value * 10**_DIGITS).floor()) for value in (top.value, top.value + square / (2 * _BENT)))
    if low != high or not square < (_BENT * _RADIUS) ** 2:
        raise SymbolicError("the centre of the box must be nearer to the maximum")
    rule = "F_2 in closed form, at the centre of a box in which CHSH is concave: by its gradient the maximum has these digits, too"
    return derivation(rule, Rational(low, 10**_DIGITS))


def chsh_in_space(point: Sequence[Any]) -> Any:
    """E_11 + E_12 + E_21 - E_22, averaged: nine numbers as `PEAK` has them, exact ones, balls or jets.

    >>> chsh_in_space((fmpq(0),) * 9)
    49450/17557
    """
    alice, one, one_up, two, two_up, *bent, past = point
    plane = _turned(_seen(past * 0, past * 0), -_ALICE), _turned(_seen(alice, past * 0), _ALICE)
    other = _seen(one, one_up), _turned(_seen(two, two_up), -_BOB)
    square, total = _dot(bent, bent), past * 0
    along = [[_dot(vector, bent) for vector in vectors] for vectors in (plane, other)]
    for i, j in product((0, 1), repeat=2):
        mean = ((1 - square) * _dot(plane[i], other[j]) + 2 * (along[0][i] * along[1][j])) / (1 + square)
        tilt = (along[0][i] - along[1][j]) / (1 + square)
        rest = (1 - mean) / 2
        gain = _gain((1 + mean) / 2, (rest + tilt) / 2, (rest - tilt) / 2, past)
        total = total + (-1) ** (i * j) * (mean + 2 * (past * (1 - past) * gain))
    return total


def is_concave(box: Sequence[arb], least: fmpq) -> bool:
    """Whether the Hessian of `chsh_in_space` is below minus this number at every point of a box, by elimination in balls."""
    bent: Jet = chsh_in_space(jets(box))
    size = len(box)
    rows = [[-bent.hessian[max(i, j)][min(i, j)] - (least if i == j else 0) for j in range(size)] for i in range(size)]
    for k in range(size):
        if not rows[k][k] > 0:
            return False
        for i in range(k + 1, size):
            part = rows[i][k] / rows[k][k]
            rows[i] = [entry - part * above for entry, above in zip(rows[i], rows[k], strict=True)]
    return True


def _gain(same: Any, third: Any, fourth: Any, past: Any) -> Any:
    """What the averaged probability of the levels 1 and 2 exceeds Born's by, over x (1 - x)."""
    return same * (1 - same) + third * fourth * (1 + past + past * same / (same + third))


def _seen(u: Any, v: Any) -> tuple[Any, Any, Any]:
    """The unit vector that is seen from (-1, 0, 0) in the direction of (1, u, v)."""
    square = u * u + v * v
    return (1 - square) / (1 + square), 2 * u / (1 + square), 2 * v / (1 + square)


def _turned(vector: Sequence[Any], tangent: fmpq) -> tuple[Any, Any, Any]:
    """Turned in the x-y plane by an angle that has this tangent of its half."""
    (a, b, c), square = vector, 1 + tangent**2
    cos, sin = (1 - tangent**2) / square, 2 * tangent / square
    return a * cos - b * sin, a * sin + b * cos, c


def _dot(one: Sequence[Any], other: Sequence[Any]) -> Any:
    a, b, c = (left * right for left, right in zip(one, other, strict=True))
    return a + b + c
