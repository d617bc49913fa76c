"""Two spins measured together: the joint outcomes as four levels in an order, and what the averaged model says of them.

Alice and Bob choose angles; Born's rule gives p(a, b) for the four joint outcomes (a, b). An *order* says which outcome is
|1>, ..., |4>, as Eq. (26) does, (`LABELS`, `EXCHANGED` of `entanglement`); the model knows the levels and their weights alone.
At a finite time its averages differ from Born's rule, so that what one observer sees depends on the other's setting:
no signalling, which the model has for kappa t -> infinity, fails in between (issues of Sections 3 and 4.4).
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import permutations, product
from typing import Any, TypeAlias

from bornproof.symbolic.averaged_numbers import partial_sums
from bornproof.symbolic.entanglement import Labels
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import DOWN, UP, x
from bornproof.symbolic.rational import in_order
from flint import fmpq, fmpz
from sympy import Add, Expr, Integer, Number, Rational, cos, expand, sin

__all__ = [
    "ALTERNATING", "GROUPED", "ORDERS", "PAIRS", "JointOutcomes", "averaged_outcomes", "correlation", "joint_probabilities",
    "marginal", "mixed_outcomes",
]  # fmt: skip

JointOutcomes: TypeAlias = Mapping[tuple[str, str], Expr]
"""A probability for each pair (Alice's spin, Bob's spin)."""

PAIRS: Labels = tuple((a, b) for a in (UP, DOWN) for b in (UP, DOWN))
ORDERS: tuple[Labels, ...] = tuple(permutations(PAIRS))
GROUPED: Labels = PAIRS  # Alice's spin is up in the levels 1 and 2
ALTERNATING: Labels = (PAIRS[0], PAIRS[2], PAIRS[1], PAIRS[3])  # Alice's spin is up in the levels 1 and 3


def joint_probabilities(amplitudes: Sequence[Any], alice: Any, bob: Any) -> dict[tuple[str, str], Expr]:
    """Born's probabilities p(a, b) of the joint outcomes of two spin measurements on a pure state.

    Parameters
    ----------
    amplitudes
        Those of (up up), (up down), (down up), (down down) along z: four exact numbers or expressions, complex ones too,
        with norm 1 (which is checked where it is a number).
    alice, bob
        The angles of the settings with the z axis, in the x-z plane, in radians: exact numbers or symbols. A setting theta
        has the outcomes up, cos(theta/2)|up> + sin(theta/2)|down>, and down, cos(theta/2)|down> - sin(theta/2)|up>.

    Raises
    ------
    SymbolicError
        For another number of amplitudes than that of two spins, for floats, and for a state that is not normalised.

    Examples
    --------
    >>> from sympy import pi, sqrt
    >>> singlet = (0, sqrt(2) / 2, -sqrt(2) / 2, 0)
    >>> joint_probabilities(singlet, 0, pi / 2)["up", "down"]
    1/4
    """
    given = in_order(amplitudes, "amplitudes")
    if len(given) != 4:
        raise SymbolicError(f"there must be two parties with a spin each, a state of 4 amplitudes, not of {len(given)}")
    table = [_exact(value, "an amplitude") for value in given]
    norm = expand(Add(*(value * value.conjugate() for value in table)))
    if norm.is_number and norm != 1:
        raise SymbolicError(f"a state must have norm 1, not {norm}")
    found = {}
    for (a, one), (b, other) in ((one, other) for one in _projectors(alice) for other in _projectors(bob)):
        places = product((0, 1), repeat=4)
        terms = (one[i][k] * other[j][m] * table[2 * i + j].conjugate() * table[2 * k + m] for i, j, k, m in places)
        found[a, b] = expand(Add(*terms))
    return found


def averaged_outcomes(born: JointOutcomes, order: Labels = GROUPED, time_factor: Expr = x) -> dict[tuple[str, str], Expr]:
    """The averaged populations of the four joint levels at the time t, by outcomes.

    Parameters
    ----------
    born
        p(a, b) for the four pairs, expressions with sum 1.
    order
        Which pair is |1>, ..., |4>.
    time_factor
        exp(-kappa t), a number in [0, 1] or an expression.

    Raises
    ------
    SymbolicError
        Where the order or the outcomes are not the four pairs, or numbers do not sum to 1.

    Examples
    --------
    >>> half = Rational(1, 2)
    >>> state = dict(zip(PAIRS, (0, 0, half, half)))  # Alice's spin is down
    >>> averaged_outcomes(state, time_factor=half)["up", "up"]
    3/64
    """
    if sorted(order) != sorted(PAIRS) or sorted(born) != sorted(PAIRS):
        raise SymbolicError(f"two parties with a spin each have the four joint outcomes {PAIRS}, once each, not {tuple(order)}")
    weights = [_exact(born[pair], "a probability") for pair in order]
    total = expand(Add(*weights))
    if total.is_number and total != 1:
        raise SymbolicError(f"probabilities must sum to 1, not {total}")
    weights[-1] = 1 - Add(*weights[:-1])
    sums = [Integer(0), *partial_sums(weights, weights, _exact(time_factor, "exp(-kappa t)"), Integer(1))]
    return {pair: sums[level + 1] - sums[level] for level, pair in enumerate(order)}


def mixed_outcomes(born: JointOutcomes, time_factor: Expr = x) -> dict[tuple[str, str], Expr]:
    """The same, averaged over all 24 orders of the basis with equal weights; arguments and errors as of `averaged_outcomes`."""
    each = [averaged_outcomes(born, order, time_factor) for order in ORDERS]
    return {pair: Add(*(outcomes[pair] for outcomes in each)) / len(ORDERS) for pair in PAIRS}


def marginal(outcomes: JointOutcomes, side: str, spin: str = UP) -> Expr:
    """The probability of one observer's outcome: Alice is "A", Bob "B".

    >>> marginal(dict.fromkeys(PAIRS, Rational(1, 4)), "B", "down")
    1/2
    """
    if side not in ("A", "B") or spin not in (UP, DOWN):
        raise SymbolicError(f"there must be two parties, 'A' and 'B', with spins 'up' and 'down', not {side!r}, {spin!r}")
    return Add(*(value for pair, value in outcomes.items() if pair["AB".index(side)] == spin))


def correlation(outcomes: JointOutcomes) -> Expr:
    """The mean of the product of both outcomes, +1 for up and -1 for down.

    >>> correlation(dict(zip(PAIRS, (0, Rational(1, 2), Rational(1, 2), 0))))
    -1
    """
    return Add(*(value if a == b else -value for (a, b), value in outcomes.items()))


def _projectors(angle: Any) -> Iterator[tuple[str, tuple[tuple[Expr, Expr], tuple[Expr, Expr]]]]:
    """The projectors on the outcomes along a direction: (1 + cos(theta) sigma_z + sin(theta) sigma_x)/2, and 1 minus it."""
    theta = _exact(angle, "an angle")
    for spin, sign in ((UP, 1), (DOWN, -1)):
        c, s = sign * cos(theta) / 2, sign * sin(theta) / 2
        yield spin, ((Rational(1, 2) + c, s), (s, Rational(1, 2) - c))


def _exact(value: Any, what: str) -> Expr:
    """An exact number or an expression; nothing that would have to be parsed."""
    if isinstance(value, fmpq | fmpz):
        value = Rational(int(value.p), int(value.q)) if isinstance(value, fmpq) else Integer(int(value))
    if isinstance(value, int | Fraction) and not isinstance(value, bool):
        return Rational(value)
    if isinstance(value, Expr) and not any(part.is_Float for part in value.atoms(Number)):
        return value
    raise SymbolicError(f"{what} must be an exact number or a symbol, not {value!r}")
