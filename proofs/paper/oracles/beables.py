"""Sections 4.1-4.3 by listing: settings, bases and lambda's; a second run beside a first; predictions from settings."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import cycle, islice, product
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import divide
from bornproof.numeric_check.arithmetic.matrices import matrix, pure_state
from bornproof.numeric_check.arithmetic.precision import working_digits
from bornproof.numeric_check.errors import UndefinedError
from bornproof.numeric_check.model.averages import outcome_probability
from bornproof.numeric_check.model.disks import sign_probability
from bornproof.numeric_check.model.hidden_variables import sigma as sigma_by_definition
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.numeric_check.sampling import complex_matrices, probabilities, unit_interval
from bornproof.proofs.paper.oracles.evolution import entries, sign_of
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
    "by_lambda_points",
    "choices",
    "dependence_at",
    "given_setting_at",
    "mixed_state_rate_at",
    "other_prediction_at",
    "other_rate_at",
    "other_sigma_at",
    "predictions",
    "purity_rate_at",
    "rates_by_lambda_at",
    "runs",
    "setting_points",
    "signed_predictions",
    "state_points",
    "violated",
]  # fmt: skip

Point = Mapping[Any, Any]
Column = tuple[tuple[Any, ...], ...]

w_1, w_2 = settings
NEAR = (fmpq(0), fmpq(1, 10**60), fmpq(-1, 10**60))


# Lambda with and without the settings


def setting_points() -> Iterator[Point]:
    """Two settings with their probabilities and bases: one never used, both with one basis, then in general.

    Now and then the cell is empty, or the settings are chosen less than always.
    """
    source = Random("settings")  # noqa: S311  (reproducible points, not secrets)
    for count, (weight, share) in enumerate(zip(unit_interval(1), islice(unit_interval(2), 1, None), strict=False)):
        names = (1, 1) if count % 5 == 4 else (source.randint(1, 3), source.randint(4, 6))
        size = fmpq(0) if count % 7 == 6 else share
        likely = fmpq(1, 2) if count % 11 == 10 else fmpq(1)
        yield {w_1: likely * weight, w_2: likely * (1 - weight), cell: size, basis[1]: names[0], basis[2]: names[1]}


def violated(point: Point) -> int:
    """1 if p(Lambda|setting) is not p(Lambda) for some Lambda and some setting, 0 if it always is."""
    joint = _beables(point)
    marginal = _marginal(joint)
    given = {
        (s, value): divide(joint.get((s, *value), fmpq(0)), point[w]) for s, w in ((1, w_1), (2, w_2)) for value in marginal
    }
    return int(any(share != marginal[value] for (_, value), share in given.items()))


def dependence_at(point: Point) -> Any:
    """p(Lambda|setting 1)/p(Lambda) for lambda in the cell and the basis of setting 1."""
    joint = _beables(point)
    value = (1, point[basis[1]])
    return divide(divide(joint[1, *value], point[w_1]), _marginal(joint)[value])


def _beables(point: Point) -> dict[tuple[int, int, int], fmpq]:
    """P(setting, cell of lambda, basis) by listing: lambda in the cell or not, and the basis is that of the setting."""
    return {
        (setting, inside, point[basis[setting]]): weight * (point[cell] if inside else 1 - point[cell])
        for setting, weight in ((1, point[w_1]), (2, point[w_2]))
        for inside in (0, 1)
    }


def _marginal(joint: Mapping[tuple[int, int, int], fmpq]) -> dict[tuple[int, int], fmpq]:
    beables = {key[1:] for key in joint}
    return {value: sum((v for key, v in joint.items() if key[1:] == value), fmpq(0)) for value in beables}


# How the settings are chosen


def choices() -> Iterator[Point]:
    """The probabilities that mechanism m chooses setting s, and the weights of the state over the bases of both settings."""
    shares, weights = probabilities(4, seed=6), [(2, 3), (1, 0), (0, 1), (5, 1), (1, 6)]
    for count, (share, one, other) in enumerate(zip(islice(shares, 6, None), cycle(weights), cycle(weights[1:]), strict=False)):
        point: dict[Any, Any] = {chosen[m, s]: share[2 * m + s - 3] for m in (1, 2) for s in (1, 2)}
        if count % 13 == 12:  # setting 1 never occurs
            point |= {chosen[1, 1]: fmpq(0), chosen[2, 1]: fmpq(0)}
        for base, parts in ((p, one), (other_p, other)):
            point |= {base[k]: fmpq(part, sum(parts)) for k, part in enumerate(parts, start=1)}
        yield point


def given_setting_at(point: Point) -> Any:
    """P(|2>) given setting 1 by listing mechanisms, settings and the signs of sigma_2, with the areas by quadrature."""
    weights = {1: p, 2: other_p}
    joint = [
        (setting, outcome, point[chosen[mechanism, setting]] * sign_probability(2, _two(point, weights[setting]), sign))
        for mechanism, setting, (sign, outcome) in product((1, 2), (1, 2), ((1, 2), (-1, 1), (0, 0)))
    ]
    if not point[chosen[1, 1]] + point[chosen[2, 1]]:
        raise UndefinedError("a setting that never occurs has no prediction")
    both = sum(value for setting, outcome, value in joint if (setting, outcome) == (1, 2))
    return both / (point[chosen[1, 1]] + point[chosen[2, 1]])


def _two(point: Point, weights: Any) -> tuple[fmpq, ...]:
    return (point[weights[1]], point[weights[2]])


# What specifies a run


def state_points() -> Iterator[Point]:
    """A level, one |lambda|^2 and two prepared states: the same, any two, or two levels of one exchanged."""
    first, second = probabilities(3, seed=1), probabilities(3, seed=2)
    for count, (square, one, two) in enumerate(zip(unit_interval(3), first, islice(second, 1, None), strict=False)):
        picked = one if count % 2 else two if count % 4 else _exchanged(one, count // 4 % 2)
        level = 2 + count // 8 % 2 if count % 11 < 10 else 1
        point: dict[Any, Any] = {N: 3, K: level, lam[2]: square, lam[3]: square} | {
            base[k]: value for base, values in ((p, one), (other_p, picked)) for k, value in enumerate(values, start=1)
        }
        excess = {7: p[3], 13: other_p[3]}.get(count % 14)  # now and then one of the two is no state
        yield point if excess is None else {**point, excess: point[excess] + fmpq(1, 5)}


def other_sigma_at(point: Point) -> fmpq:
    """sigma_K of Eq. (13) with the weights of the other state."""
    level = int(point[K])
    if level < 2:
        raise UndefinedError("sigma_1 does not exist: the hidden variables are lambda_2 .. lambda_N")
    return _sigma(level, [point[other_p[k]] for k in (1, 2, 3)], point[lam[level]] ** 2)


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


def other_rate_at(point: Point) -> Any:
    """d rho_11/dt of the second run from the definitions (13)-(15)."""
    sign = sign_of(_sigma(2, [point[other_p[k]] for k in (1, 2)], point[lam[2]] ** 2))
    energy = matrix([[0, point[other_drive]], [point[other_drive], 0]]).scale(1 / point[other_kappa])
    return point[other_kappa] * master_equation((sign,), energy).rate(_rho(point, 2))[0, 0]


def by_lambda_points() -> Iterator[Point]:
    """A state of three levels, lambda_2, lambda_3 and any rho; sigma_2, sigma_3 as they make them, now and then others."""
    squares, matrices = unit_interval(7), islice(complex_matrices(3, 3, seed=8), 1, None)
    weights = probabilities(3, seed=8)
    for count, (one, other, share, values) in enumerate(
        zip(squares, islice(unit_interval(8), 2, None), weights, matrices, strict=False)
    ):
        point: dict[Any, Any] = {lam[2]: one, lam[3]: -other} | {p[k]: value for k, value in enumerate(share, start=1)}
        point |= {sigma[level]: _sigma(level, share, point[lam[level]] ** 2) for level in (2, 3)}
        turned = {5: sigma[2], 9: sigma[3]}.get(count % 11)
        yield (point if turned is None else {**point, turned: 1 - point[turned]}) | entries(rho, values)


def rates_by_lambda_at(point: Point) -> Column:
    """d rho_JJ/d(kappa t), J = 1..3, in the sector that lambda_2, lambda_3 and the state make."""
    share = [point[p[k]] for k in (1, 2, 3)]
    signs = tuple(sign_of(_sigma(level, share, point[lam[level]] ** 2)) for level in (2, 3))
    rates = master_equation(signs).rate(_rho(point, 3))
    return tuple((rates[k, k],) for k in range(3))


def predictions() -> Iterator[Point]:
    """A setting and two prepared states of two levels, all by rational points of the circle; the states differ."""
    source = Random("predictions")  # noqa: S311
    for count in cycle(range(12)):
        point: dict[Any, Any] = {}
        for place, names in enumerate((turn, state, other_state)):
            point |= dict(zip(names, _on_circle(source, edge=count == 2 * place), strict=True))
        yield point


def other_prediction_at(point: Point) -> Any:
    """P(|chi_2>) of the other state: its density matrix in the basis of the setting, and areas by quadrature."""
    (c, s), (b_1, b_2) = ([point[name] for name in names] for names in (turn, other_state))
    return _outcome(c * b_1 + s * b_2, c * b_2 - s * b_1, working_digits())


@cache
def _outcome(first: fmpq, second: fmpq, digits: int) -> Any:
    return outcome_probability(2, pure_state([first, second]), digits)


def _on_circle(source: Random, *, edge: bool) -> tuple[fmpq, fmpq]:
    slope = fmpq(0) if edge else fmpq(source.randint(-9, 9), source.randint(1, 9))
    square = slope * slope
    return (1 - square) / (1 + square), 2 * slope / (1 + square)


def signed_predictions() -> Iterator[Point]:
    """The same with a sign of sigma_2 and kappa."""
    for count, point in enumerate(predictions()):
        yield {**point, sigma[2]: (1, -2, fmpq(1, 3), -1, 0)[count % 5], kappa: fmpq(1 + count % 3, 1 + count % 2)}


def purity_rate_at(point: Point) -> Any:
    """2 Tr(rho d rho/dt) of the first state, by the definitions."""
    pure = pure_state([point[name] for name in state])
    return 2 * point[kappa] * (pure @ master_equation((sign_of(point[sigma[2]]),)).rate(pure)).trace()


def mixed_state_rate_at(point: Point) -> Any:
    """<1| d rho/dt |1> at rho = 1/2: the rates over the basis of the setting, turned back."""
    c, s = (point[name] for name in turn)
    half = matrix([[fmpq(1, 2), 0], [0, fmpq(1, 2)]])
    back = matrix([[c, -s], [s, c]])
    return point[kappa] * (back @ master_equation((sign_of(point[sigma[2]]),)).rate(half) @ back.adjoint())[0, 0]


def _exchanged(weights: Sequence[fmpq], place: int) -> tuple[fmpq, ...]:
    return tuple(weights[{place: 2, 2: place}.get(k, k)] for k in range(3))


def _sigma(level: int, weights: Sequence[Any], square: Any) -> fmpq:
    return sigma_by_definition(level, weights, square)


def _rho(point: Point, size: int) -> Any:
    return matrix([[point[rho[i, j]] for j in range(1, size + 1)] for i in range(1, size + 1)])
