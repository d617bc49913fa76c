"""Probabilities of signs and outcomes by brute force: sigma_n by Eq. (13), intervals of |lambda_n|^2, areas, final populations."""

from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO
from bornproof.numeric_check.errors import NumericError, UndefinedError
from bornproof.numeric_check.lindblad.stationary import population_limit
from bornproof.numeric_check.model.disks import UNIFORM, Disk, Distribution, sector_probability, sign_probability
from bornproof.numeric_check.model.hidden_variables import check_level, sigma_function
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.oracle import Oracle
from bornproof.proofs.paper.points.tables import Point, squared
from bornproof.symbolic.notation.core import C, K, N, R, alpha, lam
from flint import arb, fmpq, fmpq_mat
from sympy import Expr, Integer

__all__ = [
    "exchanged_at", "intervals", "is_above", "joint_at", "on_disk_at", "others_at", "outcome_at", "outcomes", "partial_sum_at",
    "probability", "second_up_at", "sectors_at", "sigma_at", "sign_at", "squares_at",
]  # fmt: skip

_HALF = fmpq(1, 2)


def sigma_at(level: Any) -> Oracle:
    """sigma_level at the point, by Eq. (13), whatever the norm of the state."""

    def value(point: Point) -> fmpq:
        n, p = _number(level, point), squares_at(point)
        square = squared(point[lam[n]])
        return p[n - 1] * square - sum(p[: n - 1], ZERO) * (1 - square)

    return value


def is_above(level: Any) -> Oracle:
    """Whether sigma_level > 0 at the point, by Eq. (13)."""

    def positive(point: Point) -> bool:
        n = _number(level, point)
        if n < 2:
            raise UndefinedError("sigma_1 does not exist: the hidden variables are lambda_2 .. lambda_N")
        square = squared(point[lam[n]])
        at_0, _, at_1 = _sigma_values(n, squares_at(point))
        return bool(at_0 + (at_1 - at_0) * square > 0)

    return positive


def probability(level: int, p: Sequence[fmpq], sign: int, law: Distribution = UNIFORM) -> fmpq:
    """P(sigma_n > 0) or P(sigma_n < 0) for lambda_n of this distribution."""
    low, high = intervals(level, p, sign, law.radius**2)
    return law.within(high) - law.within(low)


def intervals(level: int, p: Sequence[fmpq], sign: int, rim: fmpq = ONE) -> tuple[fmpq, fmpq]:
    """The interval of |lambda_n|^2 in [0, rim] where sigma_n has this sign, from values of Eq. (13).

    sigma_n at three values of |lambda_n|^2 shows that it is linear in it.
    """
    at_0, at_half, at_1 = (value * sign for value in _sigma_values(level, p))
    slope = at_1 - at_0
    if 2 * at_half != at_0 + at_1:
        raise NumericError(f"sigma_{level} is not linear in |lambda|^2")
    if not slope:
        return (ZERO, rim) if at_0 > 0 else (ZERO, ZERO)
    root = min(max(-at_0 / slope, ZERO), rim)
    return (root, rim) if slope > 0 else (ZERO, root)


@cache
def outcomes(p: tuple[fmpq, ...]) -> tuple[fmpq, ...]:
    """P(|1>), ..., P(|N>): the final populations in each sector, weighted by the sector's probability."""
    size, norm = len(p), _norm(p)
    start = fmpq_mat(size, 1, [value / norm for value in p])
    total = fmpq_mat(size, 1)
    signed = [(sign, [probability(level, p, sign) for level in range(2, size + 1)]) for sign in (1, -1)]
    chances = [[(sign, values[i]) for sign, values in signed] for i in range(size - 1)]
    for pairs in product(*([*pair, (0, 1 - pair[0][1] - pair[1][1])] for pair in chances)):
        weight = ONE
        for _, chance in pairs:
            weight *= chance
        if weight:
            total += weight * (population_limit(master_equation(tuple(sign for sign, _ in pairs))) * start)
    return tuple(total.entries())


def outcome_at(level: Any) -> Oracle:
    """P(|level>), the level an integer or an expression in N and K."""
    return lambda point: outcomes(squares_at(point))[_number(level, point) - 1]


def second_up_at(point: Point) -> arb:
    """The probability that sigma_2 > 0, by quadrature over the disk of lambda_2."""
    return sign_probability(2, squares_at(point), 1)


def sign_at(level: Expr, sign: int) -> Oracle:
    """P(sigma_level > 0) or P(sigma_level < 0), the level an expression in N."""
    return lambda point: probability(int(level.subs(N, point[N])), squares_at(point), sign)


def on_disk_at(point: Point) -> fmpq:
    """P(sigma_2 > 0) for lambda_2 uniform on the disk of radius R."""
    return probability(2, squares_at(point), 1, Disk(point[R]))


def others_at(point: Point) -> fmpq:
    """The probability of all outcomes but |N>, added up."""
    return sum(outcomes(squares_at(point))[:-1], ZERO)


def partial_sum_at(level: Expr) -> Oracle:
    """|alpha_1|^2 + ... + |alpha_level|^2."""
    return lambda point: sum(squares_at(point)[: int(level.subs(N, point[N]))], ZERO)


def sectors_at(point: Point) -> arb:
    """The probabilities of the four sectors of three levels without a vanishing sign, by quadrature over both disks."""
    return sum((sector_probability(squares_at(point), sector) for sector in product((1, -1), repeat=2)), arb(0))


def joint_at(point: Point) -> Any:
    """P(sigma_3 < 0 and sigma_2 > 0): a product, or the probability of what both intervals of |lambda|^2 share."""
    p = squares_at(point)
    (low, high), (other_low, other_high) = intervals(3, p, -1), intervals(2, p, 1)
    low, high = max(low, other_low), min(high, other_high)
    shared = UNIFORM.within(high) - UNIFORM.within(low) if low < high else ZERO
    return point[C] * probability(3, p, -1) * probability(2, p, 1) + (1 - point[C]) * shared


def exchanged_at(point: Point) -> fmpq:
    """The probability of the level that was K when K and K + 1 have changed places."""
    squares, place = list(squares_at(point)), int(point[K])
    if place >= len(squares):
        raise UndefinedError(f"there is no level above |{place}>")
    squares[place - 1 : place + 1] = squares[place], squares[place - 1]
    return outcomes(tuple(squares))[place]


def squares_at(point: Point) -> tuple[fmpq, ...]:
    """|alpha_1|^2, ..., |alpha_N|^2."""
    found: list[fmpq] = []
    while (name := alpha[len(found) + 1]) in point:
        found.append(squared(point[name]))
    return tuple(found)


def _sigma_values(level: int, p: Sequence[fmpq]) -> tuple[fmpq, fmpq, fmpq]:
    """sigma_n at |lambda_n|^2 = 0, 1/2, 1, whatever the norm of the state is."""
    check_level(level, len(p))
    if min(p) < 0 or not _norm(p):
        raise NumericError(f"probabilities must be at least 0, not {min(p)}")
    value = sigma_function(level, p)
    return value(ZERO), value(_HALF), value(ONE)


def _number(level: Any, point: Point) -> int:
    known = {name: Integer(point[name]) for name in (N, K) if name in point}
    return int(level if isinstance(level, int) else level.xreplace(known))


def _norm(p: Sequence[fmpq]) -> fmpq:
    norm = sum(p, ZERO)
    if not norm:
        raise UndefinedError("the vector 0 is no state, and nothing is defined for it")
    return norm
