"""CHSH by brute force: four measurements of a singlet, each evolved in all sectors, with irrational weights in balls."""

from functools import lru_cache
from itertools import islice, permutations, product
from typing import Any

from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.oracle import Oracle
from bornproof.proofs.paper.points.joint import measured, peak
from bornproof.proofs.paper.points.tables import Point
from bornproof.symbolic.notation.core import kappa, t
from bornproof.symbolic.notation.correlations import entangling
from bornproof.symbolic.notation.settings import other_state, state
from flint import arb, arb_mat, ctx, fmpq

__all__ = ["chsh_at", "greatest_at", "local_square_at", "peak_at"]

_TRIED = 10  # states, settings and times
_ALICE, _BOB = (fmpq(0), fmpq(1, 2)), (fmpq(1, 4), fmpq(-1, 4))  # angles over pi


def chsh_at(row: str | None) -> Oracle:
    """|E + E' + E'' - E'''| with the levels in this row, "d" where the outcomes differ; None is the mean over 24 orders."""

    def value(point: Point) -> arb:
        rows = ["".join(order) for order in permutations("ddss")] if row is None else [row]
        with working_precision():
            moment = point[kappa] * point[t]
            found = [_chsh(each, moment, ctx.prec) for each in rows]
            return abs(sum(found, arb(0)) / len(found))

    return value


def greatest_at(row: str | None, *, modulus: bool = True) -> Oracle:
    """The greatest of the singlet's value at t = 0 and of those, or their moduli, that states and settings have at some times."""
    rows = ["".join(order) for order in sorted(set(permutations("ddss")))] if row is None else [row]

    def value(_point: Point) -> arb:
        with working_precision():
            greatest = abs(_chsh("ddss", fmpq(0), ctx.prec))
            for tried in islice(measured(), _TRIED):
                found = sum((_signed(each, tried, ctx.prec) for each in rows), arb(0)) / len(rows)
                greatest = greatest.max(abs(found) if modulus else found)
            return greatest

    return value


def peak_at(_point: Point) -> Any:
    """CHSH where a search found it greatest, cut after 20 digits; the outcomes that agree are the levels 1 and 2."""
    with working_precision():
        return (_signed("ssdd", next(peak()), ctx.prec) * 10**20).floor() / 10**20


def local_square_at(point: Point) -> Any:
    """The square of the sum over all pairs of settings of the product of what both say, the last pair with a minus."""
    pairs = product((0, 1), repeat=2)
    total = sum(((-1) ** (i * j) * point[state[i]] * point[other_state[j]] for i, j in pairs), fmpq(0))
    return total**2


@lru_cache(maxsize=4096)
def _chsh(row: str, moment: fmpq, bits: int) -> arb:
    total = arb(0)
    for i, j in product((0, 1), repeat=2):
        apart = _singlet_differs(_ALICE[i], _BOB[j])
        weights = [apart if level == "d" else (1 - 2 * apart) / 2 for level in row]
        final = _averaged(weights, moment, bits)
        total += (-1) ** (i * j) * sum((-final[k, 0] if level == "d" else final[k, 0] for k, level in enumerate(row)), arb(0))
    return total


def _signed(row: str, point: Point, bits: int) -> arb:
    """Three correlations less the last one, of a state and settings with exact weights."""
    (c, s), total = _circle(point[entangling]), arb(0)
    for i, j in product((0, 1), repeat=2):
        (a, b), (d, e) = _circle(point[state[i]]), _circle(point[other_state[j]])
        same = iter(((c * a * d + s * b * e) ** 2, (c * b * e + s * a * d) ** 2))  # both up, both down
        other = iter(((c * a * e - s * b * d) ** 2, (c * b * d - s * a * e) ** 2))
        final = _averaged([arb(next(other if level == "d" else same)) for level in row], point[kappa] * point[t], bits)
        total += (-1) ** (i * j) * sum((-final[k, 0] if level == "d" else final[k, 0] for k, level in enumerate(row)), arb(0))
    return total


def _circle(tangent: fmpq) -> tuple[fmpq, fmpq]:
    """The cosine and the sine of twice the angle that has this tangent."""
    return (1 - tangent**2) / (1 + tangent**2), 2 * tangent / (1 + tangent**2)


def _singlet_differs(alice: fmpq, bob: fmpq) -> arb:
    """The probability of (up, down), as of (down, up): the square of the amplitude of a singlet along both axes."""
    (a, b), (c, d) = ((arb(angle / 2).cos_pi(), arb(angle / 2).sin_pi()) for angle in (alice, bob))
    return (a * c + b * d) ** 2 / 2  # <up_a|up> <down_b|down> - <up_a|down> <down_b|up>


def _averaged(weights: list[arb], moment: fmpq, bits: int) -> arb_mat:
    """All sectors of four levels: sigma_n, linear in |lambda_n|^2, has the value -S_{n-1} at 0, p_n at 1, and a root between."""
    falls = []
    for level in (1, 2, 3):
        at_0, at_1 = -sum(weights[:level], arb(0)), weights[level]
        falls.append(-at_0 / (at_1 - at_0))
    start, total, evolved = arb_mat(4, 1, weights), arb_mat(4, 1), _propagators(moment, bits)
    for signs in product((1, -1), repeat=3):
        area = arb(1)
        for sign, fall in zip(signs, falls, strict=True):
            area *= fall if sign < 0 else 1 - fall
        total += evolved[signs] * start * area
    return total


@lru_cache(maxsize=128)
def _propagators(moment: fmpq, _bits: int) -> dict[tuple[int, ...], arb_mat]:
    sectors = product((1, -1), repeat=3)
    return {signs: arb_mat(master_equation(signs).population_rates.real * moment).exp() for signs in sectors}
