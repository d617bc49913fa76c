"""CHSH of any pure state of two spins: in all orders but those like (26), and in the mixture, no time takes it above 2 sqrt(2).

By Born's rule the correlations of a state with the Schmidt coefficients cos(theta), sin(theta) are E_ij = a_i . M b_j, up to a
reflection of Bob's axes: unit vectors, M with the eigenvalues 1 and, twice, L = sin(2 theta). A marginal is T a_z or T b_z, T =
cos(2 theta). Let C be E_11 + E_12 + E_21 - E_22, c and c' orthonormal, a_1 + a_2 = 2 cos(v) c and a_1 - a_2 = 2 sin(v) c'. Then

    C^2 = 4 (cos(v) b_1 . Mc + sin(v) b_2 . Mc')^2 <= 4 (|Mc|^2 + |Mc'|^2) <= 4 (1 + L^2) = 8 - 4 T^2,

as M^2 has the eigenvalues 1, L^2, L^2 (R. Horodecki and others, Phys. Lett. A 200, 340 (1995)): C <= 2 sqrt(2) - T^2/sqrt(2).

At x = exp(-kappa t) the averaged C is the sum of +-(E_ij + 2 x (1 - x) g_ij), the last with a minus. As x (1 - x) <= 1/4, and by
Born's rule C <= 2 sqrt(2), it is enough to bound it with 1/4 for x (1 - x). For one pair, with the marginals A, B, it is shown that

    +-g/2 <= k + (7/10 -+ E)/5 + 4/5 3/17 (A^2 + B^2)/2

at all probabilities of the four outcomes and all x, a rational k for three pairs and one for the last. As 7/10 < sqrt(2)/2, and
3/17 < 1/(4 sqrt(2)), the sum over the pairs is at most that of the k, and 2 sqrt(2) - C, which is at least T^2/sqrt(2) and so
the sum of the squares of the four marginals over 4 sqrt(2). So where the k have no positive sum, the bound is 2 sqrt(2).
"""

from collections.abc import Sequence
from functools import cache

from bornproof.symbolic.averaged_numbers import partial_sums
from bornproof.symbolic.chsh import averaged_chsh
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import t
from bornproof.symbolic.positivity import demand_nonnegative
from sympy import Add, Expr, Integer, Rational, symbols

__all__ = ["greatest_chsh", "highest_chsh"]

_ROOM = {  # k for the first three pairs of settings, and for the last, by which levels are outcomes that agree ("s") or differ
    "ssdd": (Rational(1, 9), Rational(-1, 20)),
    "ddss": (Rational(-1, 20), Rational(1, 8)),
    "sdsd": (Rational(0), Rational(-1, 20)),
    "dssd": (Rational(0), Rational(-1, 20)),
    "dsds": (Rational(-1, 20), Rational(1, 20)),
    "sdds": (Rational(-1, 20), Rational(1, 20)),
}
_LEVELS = symbols("p1:5", positive=True)
_PAST, _GONE = symbols("X Y", positive=True)  # x = X/(X + Y)
_POWER = 10  # of the sum of the probabilities, with which the signs of coefficients are tried


@cache
def greatest_chsh(row: str | None) -> Derivation:
    """The greatest |C| over all pure states, settings and times, in the orders of a row or in the mixture over all (None).

    A row says of each level whether the outcomes agree in it, "s", or differ, "d". Bob's outcomes turned over make minus C and
    the other row of it. Raises SymbolicError where the bound is not shown, as for the rows "ssdd" and "ddss".

    >>> greatest_chsh("dssd").result
    2*sqrt(2)
    """
    return _bounded(tuple(_ROOM) if row is None else (row, row.translate(str.maketrans("sd", "ds"))), together=row is None)


@cache
def highest_chsh(row: str) -> Derivation:
    """The greatest C, which is not minus the least one; see `greatest_chsh`.

    >>> highest_chsh("ddss").result
    2*sqrt(2)
    """
    return _bounded((row,), together=False)


def _bounded(rows: Sequence[str], *, together: bool) -> Derivation:
    """Born's value at t = 0, and that no row, or not all together, exceed it."""
    steps = derivation("by Born's rule C <= 2 sqrt(2), reached by the singlet at t = 0", averaged_chsh("ddss").result.subs(t, 0))
    rooms = [3 * most + last for most, last in map(_ROOM.__getitem__, rows)]
    for room in [Add(*rooms)] if together else rooms:
        if room > 0:
            raise SymbolicError(f"what the pairs of settings add must have no positive sum, not {room}")
    for row in rows:
        _demand_room(row)
    rule = "no pair of settings adds more than its k and what its correlation and marginals leave: no coefficient is negative"
    return steps.then(rule, steps.result)


def _demand_room(row: str) -> None:
    """Raise SymbolicError unless the inequality is shown for each pair of settings in a row."""
    for turned, room in zip((1, -1), _ROOM[row], strict=True):
        demand_nonnegative(f"the room of a pair in {row}", _room(row, turned, room), Add(*_LEVELS), _POWER)


def _room(row: str, turned: int, room: Expr) -> Expr:
    """What the inequality leaves for one pair of settings, as a fraction of homogeneous polynomials, S_4 in the place of 1."""
    x, whole = _PAST / (_PAST + _GONE), Add(*_LEVELS)
    sums = [Integer(0), *partial_sums(_LEVELS, _LEVELS, x, Integer(1))]
    same, other = ([place for place, kind in enumerate(row) if kind == which] for which in "sd")
    gain = Add(*(sums[place + 1] - sums[place] - _LEVELS[place] for place in same)) / (x * (1 - x))
    mean = Add(*(_LEVELS[place] for place in same)) - Add(*(_LEVELS[place] for place in other))
    squares = Add(*((_LEVELS[one] - _LEVELS[two]) ** 2 for one, two in (same, other)))  # (A^2 + B^2)/2
    share = Rational(1, 5)
    bound = room * whole + share * (Rational(7, 10) * whole - turned * mean) + (1 - share) * Rational(3, 17) * squares / whole
    return bound - turned * gain / 2
