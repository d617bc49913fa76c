"""CHSH of the averaged model at the standard settings, as a function of the time, in each kind of order and in their mixture.

The singlet, Alice at 0 and pi/2, Bob at pi/4 and -pi/4: |E + E' + E'' - E'''|. Its outcomes differ with the probability
d = (1 + cos theta)/2, theta the angle between the settings, and each of the two pairs that differ has half of it: so an order is
one of six rows of "d" (they differ) and "s" (they do not), and as |1>, |2> enter alike, of four kinds.
"""

from collections.abc import Sequence
from functools import cache
from itertools import permutations
from typing import Any

from bornproof.symbolic.averaged_numbers import partial_sums
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.joint_outcomes import joint_probabilities
from bornproof.symbolic.notation.core import DOWN, UP, x
from bornproof.symbolic.notation.relations import Eq
from bornproof.symbolic.notation.settings import other_state, state
from sympy import QQ, Add, Expr, Integer, Poly, Symbol, cos, pi, ring, sqrt

__all__ = ["KINDS", "SIGNS", "averaged_chsh", "local_square"]

KINDS = ("ddss", "ssdd", "dssd", "dsds")
_ROWS = tuple("".join(row) for row in sorted(set(permutations("ddss"))))
_SETTINGS = ((0, pi / 4, 1), (0, -pi / 4, 1), (pi / 2, pi / 4, 1), (pi / 2, -pi / 4, -1))
SIGNS = tuple(Eq(value**2, 1) for value in (*state, *other_state))
_PAST, _SHARE = Symbol("X", positive=True), (2 + sqrt(2)) / 4
_SINGLET = (Integer(0), sqrt(2) / 2, -sqrt(2) / 2, Integer(0))


@cache
def averaged_chsh(row: str | None) -> Derivation:
    """CHSH as a polynomial in x = exp(-kappa t) for one row of levels, or in the mixture over all orders (None).

    Raises SymbolicError for what is no row of two "d" and two "s".

    >>> averaged_chsh("ddss").steps[0].result
    2*sqrt(2)
    """
    if row is not None and row not in _ROWS:
        raise SymbolicError(f"a row must be two of 'd' and two of 's', not {row!r}")
    rows = _ROWS if row is None else (row,)
    field, polynomials, _ = _polynomials()
    apart = sum(map(_apart, rows), polynomials.zero) / len(rows)
    at = {_SHARE: apart, 1 - _SHARE: _conjugate(apart)}
    total, by_born = polynomials.zero, Integer(0)
    for sign, share in _shares():
        total += sign * (2 * at[share] - 1)
        by_born += sign * (2 * share - 1)
    found = Add(*(field.to_sympy(factor) * x**power for (power,), factor in total.terms()))
    steps = derivation("by Born's rule: -E = 2 d - 1, cos(pi/4) three times and -cos(3 pi/4)", by_born.expand())
    return steps.then("with the averaged populations of the levels in which the outcomes differ", found)


@cache
def local_square() -> Derivation:
    """The square of a_1 b_1 + a_1 b_2 + a_2 b_1 - a_2 b_2 for outcomes +1 and -1 that local hidden variables decide.

    It supposes `SIGNS`.

    >>> local_square().result
    4
    """
    (a, c), (b, d) = state, other_state
    value = a * b + a * d + c * b - c * d
    rest = (value**2).expand()
    for sign in (*state, *other_state):
        rest = Add(*(coefficient * sign ** (power[0] % 2) for power, coefficient in Poly(rest, sign).terms())).expand()
    return derivation("each strategy says +1 or -1 for each setting", value).supposing(*SIGNS).then("squares are 1", rest)


@cache
def _shares() -> tuple[tuple[int, Expr], ...]:
    """For each pair of settings its sign and the probability by Born's rule that the outcomes differ."""
    found = []
    for alice, bob, sign in _SETTINGS:
        born = joint_probabilities(_SINGLET, alice, bob)
        share = born[UP, DOWN] + born[DOWN, UP]
        if share != (1 + cos(alice - bob)) / 2 or born[UP, DOWN] != born[DOWN, UP] or born[UP, UP] != born[DOWN, DOWN]:
            raise SymbolicError("the outcomes of the singlet must differ with the probability (1 + cos theta)/2")
        found.append((sign, share))
    return tuple(found)


@cache
def _polynomials() -> tuple[Any, Any, Any]:
    """Q(sqrt(2)), polynomials in x over it, and x."""
    field = QQ.algebraic_field(sqrt(2))
    return field, *ring(_PAST, field)


@cache
def _apart(row: Sequence[str]) -> Any:
    """The averaged probability that the outcomes differ, if they do with `_SHARE` by Born's rule, as a polynomial in x."""
    field, polynomials, past = _polynomials()
    share = (field.unit + 2) / 4  # `_SHARE`
    weights = [(share if level == "d" else 1 - share) / 2 for level in row]
    sums = [polynomials.zero, *partial_sums(weights, weights, past, polynomials.one)]
    return sum((sums[k + 1] - sums[k] for k, level in enumerate(row) if level == "d"), polynomials.zero)


def _conjugate(polynomial: Any) -> Any:
    """The same for 1 - `_SHARE`, in which sqrt(2) has the other sign."""
    field, polynomials, _ = _polynomials()
    parts = {power: factor.to_list() for power, factor in polynomial.items()}  # [b, a] of a + b sqrt(2), or [a]
    return polynomials.from_dict({power: field([*(-b for b in some[:-1]), *some[-1:]]) for power, some in parts.items()})
