"""Exact points of Sections 4.1-4.3: settings and how they are chosen, a second run beside a first, predictions."""

from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.matrices import matrix
from bornproof.numeric_check.exact_points import complex_matrices, probabilities, unit_interval
from bornproof.numeric_check.model.hidden_variables import sigma as sigma_by_definition
from bornproof.proofs.paper.points.tables import Point, entries, weights_of
from bornproof.symbolic.notation.core import K, N, kappa, lam, p, rho, sigma
from bornproof.symbolic.notation.settings import (
    basis,
    cell,
    chosen,
    drive,
    other_drive,
    other_kappa,
    other_p,
    other_state,
    settings,
    state,
    turn,
)
from flint import fmpq

__all__ = [
    "by_lambda", "choices", "predictions", "runs", "signed_predictions", "states", "two_plain_runs",
    "two_settings", "two_spins",
]  # fmt: skip

w_1, w_2 = settings
NEAR = (fmpq(0), fmpq(1, 10**60), fmpq(-1, 10**60))


def two_settings() -> Iterator[Point]:
    """Two settings with their probabilities and bases: one never used, both with one basis, then in general.

    Now and then the cell is empty, or the settings are chosen less than always.
    """
    source = Random("settings")  # noqa: S311  (reproducible points, not secrets)
    for count, (weight, share) in enumerate(zip(unit_interval(1), islice(unit_interval(2), 1, None), strict=False)):
        names = (1, 1) if count % 5 == 4 else (source.randint(1, 3), source.randint(4, 6))
        size = fmpq(0) if count % 7 == 6 else share
        likely = fmpq(1, 2) if count % 11 == 10 else fmpq(1)
        yield {w_1: likely * weight, w_2: likely * (1 - weight), cell: size, basis[1]: names[0], basis[2]: names[1]}


def choices() -> Iterator[Point]:
    """The probabilities that mechanism m chooses setting s, and the weights of the state over the bases of both settings."""
    shares, weights = probabilities(4, seed=6), [(2, 3), (1, 0), (0, 1), (5, 1), (1, 6)]
    for count, (share, one, other) in enumerate(zip(islice(shares, 6, None), cycle(weights), cycle(weights[1:]), strict=False)):
        point: dict[Any, Any] = {chosen[m, s]: share[2 * m + s - 3] for m in (1, 2) for s in (1, 2)}
        if count % 13 == 12:  # setting 1 never occurs
            point |= {chosen[1, 1]: fmpq(0), chosen[2, 1]: fmpq(0)}
        for base, parts in ((p, one), (other_p, other)):
            point |= weights_of(base, (fmpq(part, sum(parts)) for part in parts))
        yield point


def states() -> Iterator[Point]:
    """A level, one |lambda|^2 and two prepared states: the same, any two, or two levels of one exchanged."""
    first, second = probabilities(3, seed=1), probabilities(3, seed=2)
    for count, (square, one, two) in enumerate(zip(unit_interval(3), first, islice(second, 1, None), strict=False)):
        picked = one if count % 2 else two if count % 4 else _exchanged(one, count // 4 % 2)
        level = 2 + count // 8 % 2 if count % 11 < 10 else 1
        point: dict[Any, Any] = {N: 3, K: level, lam[2]: square, lam[3]: square}
        point |= weights_of(p, one) | weights_of(other_p, picked)
        excess = {7: p[3], 13: other_p[3]}.get(count % 14)  # now and then one of the two is no state
        yield point if excess is None else {**point, excess: point[excess] + fmpq(1, 5)}


def runs() -> Iterator[Point]:
    """Two runs with one lambda_2, one basis and one rho: the same kappa, H and weights, or one of them another.

    Now and then sigma_2 is 0 or very small, where the least change of it is seen.
    """
    source = Random("runs")  # noqa: S311
    matrices = islice(complex_matrices(2, 2, seed=8), 1, None)
    for count, (square, share, other, values) in enumerate(
        zip(unit_interval(4), unit_interval(5), unit_interval(6), matrices, strict=False)
    ):
        rates = [fmpq(source.randint(1, 5), source.randint(1, 3)) for _ in range(2)]
        drives = [fmpq(source.randint(-5, 5), source.randint(1, 3)) for _ in range(2)]
        share = 1 - square * square + NEAR[count // 8 % 3] if count % 8 == 4 else share
        changed = (None, "p", None, "kappa", None, "H", "p", "all")[count % 8]
        point: dict[Any, Any] = {lam[2]: square, kappa: rates[0], drive: drives[0], p[2]: share, p[1]: 1 - share}
        point[other_p[2]] = other if changed in ("p", "all") else share
        point[other_kappa] = rates[1] if changed in ("kappa", "all") else rates[0]
        point[other_drive] = drives[1] if changed in ("H", "all") else drives[0]
        yield point | {other_p[1]: 1 - point[other_p[2]]} | entries(rho, values)


def two_plain_runs() -> Iterator[Point]:
    """With lambda_2 = 1/2 and H = 0, the level 1 in a run with the weights (0, 1), and in one with (1, 0)."""
    weights = {p[1]: fmpq(0), p[2]: fmpq(1), other_p[1]: fmpq(1), other_p[2]: fmpq(0)}
    fixed = {lam[2]: fmpq(1, 2), kappa: fmpq(1), other_kappa: fmpq(1), drive: fmpq(0), other_drive: fmpq(0)}
    yield fixed | weights | entries(rho, matrix([[1, 0], [0, 0]]))


def by_lambda() -> Iterator[Point]:
    """A state of three levels, lambda_2, lambda_3 and any rho; sigma_2, sigma_3 as they make them, now and then others."""
    squares, matrices = unit_interval(7), islice(complex_matrices(3, 3, seed=8), 1, None)
    weights = probabilities(3, seed=8)
    for count, (one, other, share, values) in enumerate(
        zip(squares, islice(unit_interval(8), 2, None), weights, matrices, strict=False)
    ):
        point: dict[Any, Any] = {lam[2]: one, lam[3]: -other} | weights_of(p, share)
        point |= {sigma[level]: sigma_by_definition(level, share, point[lam[level]] ** 2) for level in (2, 3)}
        turned = {5: sigma[2], 9: sigma[3]}.get(count % 11)
        yield (point if turned is None else {**point, turned: 1 - point[turned]}) | entries(rho, values)


def predictions() -> Iterator[Point]:
    """A setting and two prepared states of two levels, all by rational points of the circle; the states differ."""
    source = Random("predictions")  # noqa: S311
    for count in cycle(range(12)):
        point: dict[Any, Any] = {}
        for place, names in enumerate((turn, state, other_state)):
            point |= dict(zip(names, _on_circle(source, edge=count == 2 * place), strict=True))
        yield point


def signed_predictions() -> Iterator[Point]:
    """As `predictions`, with a sign of sigma_2 and kappa."""
    for count, point in enumerate(predictions()):
        yield {**point, sigma[2]: (1, -2, fmpq(1, 3), -1, 0)[count % 5], kappa: fmpq(1 + count % 3, 1 + count % 2)}


def two_spins() -> Iterator[Point]:
    """Four real amplitudes with norm 1, a basis state among them, and a setting, now and then no rotation."""
    source = Random("two spins")  # noqa: S311
    names = (*state, *other_state)
    for count in cycle(range(12)):
        slopes = [fmpq(source.randint(-5, 5), source.randint(1, 5)) for _ in range(3)] if count else [fmpq(0), fmpq(0), fmpq(1)]
        square = sum((slope * slope for slope in slopes), fmpq(0))
        values = ((1 - square) / (1 + square), *(2 * slope / (1 + square) for slope in slopes))
        c, s = _on_circle(source, edge=count == 1)
        yield dict(zip(names, values, strict=True)) | dict(zip(turn, (c, s if count % 7 != 6 else s + 1), strict=True))


def _on_circle(source: Random, *, edge: bool) -> tuple[fmpq, fmpq]:
    slope = fmpq(0) if edge else fmpq(source.randint(-9, 9), source.randint(1, 9))
    square = slope * slope
    return (1 - square) / (1 + square), 2 * slope / (1 + square)


def _exchanged(weights: Sequence[fmpq], place: int) -> tuple[fmpq, ...]:
    return tuple(weights[{place: 2, 2: place}.get(k, k)] for k in range(3))
