"""Sections 4.1-4.3 by listing: settings, bases and lambda's; a second run beside a first; predictions from settings."""

from collections.abc import Mapping
from functools import cache
from itertools import product
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import divide
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, matrix, pure_state
from bornproof.numeric_check.arithmetic.precision import working_digits
from bornproof.numeric_check.errors import UndefinedError
from bornproof.numeric_check.model.averages import outcome_probability
from bornproof.numeric_check.model.disks import sign_probability
from bornproof.numeric_check.model.hidden_variables import sigma as sigma_by_definition
from bornproof.numeric_check.model.hidden_variables import sign_of
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.oracle import Rows
from bornproof.proofs.paper.points.tables import Point, matrix_at, weights_at
from bornproof.symbolic.notation.core import K, lam, p, rho
from bornproof.symbolic.notation.settings import (
    basis,
    cell,
    chosen,
    other_drive,
    other_kappa,
    other_p,
    other_state,
    settings,
    state,
    turn,
)  # fmt: skip
from flint import fmpq

__all__ = [
    "dependence_at", "first_outcomes_at", "given_setting_at", "other_prediction_at", "other_rate_at", "other_sigma_at",
    "rates_by_lambda_at", "second_setting_matters", "violated",
]  # fmt: skip

w_1, w_2 = settings


def violated(point: Point) -> int:
    """1 if p(Lambda|setting) is not p(Lambda) for some Lambda and some setting, 0 if it always is."""
    joint = _beables(point)
    marginal = _marginal(joint)
    given = {(s, value): divide(joint.get((s, *value), fmpq(0)), point[w]) for s, w in ((1, w_1), (2, w_2)) for value in marginal}
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


def given_setting_at(point: Point) -> Any:
    """P(|2>) given setting 1 by listing mechanisms, settings and the signs of sigma_2, with the areas by quadrature."""
    weights = {1: p, 2: other_p}
    joint = [
        (setting, outcome, point[chosen[mechanism, setting]] * sign_probability(2, weights_at(point, weights[setting], 2), sign))
        for mechanism, setting, (sign, outcome) in product((1, 2), (1, 2), ((1, 2), (-1, 1), (0, 0)))
    ]
    if not point[chosen[1, 1]] + point[chosen[2, 1]]:
        raise UndefinedError("a setting that never occurs has no prediction")
    both = sum(value for setting, outcome, value in joint if (setting, outcome) == (1, 2))
    return both / (point[chosen[1, 1]] + point[chosen[2, 1]])


def other_sigma_at(point: Point) -> fmpq:
    """sigma_K of Eq. (13) with the weights of the other state."""
    level = int(point[K])
    if level < 2:
        raise UndefinedError("sigma_1 does not exist: the hidden variables are lambda_2 .. lambda_N")
    return sigma_by_definition(level, weights_at(point, other_p, 3), point[lam[level]] ** 2)


def other_rate_at(point: Point) -> Any:
    """d rho_11/dt of the second run from the definitions (13)-(15)."""
    sign = sign_of(sigma_by_definition(2, weights_at(point, other_p, 2), point[lam[2]] ** 2))
    energy = matrix([[0, point[other_drive]], [point[other_drive], 0]]).scale(1 / point[other_kappa])
    return point[other_kappa] * master_equation((sign,), energy).rate(matrix_at(point, rho, 2))[0, 0]


def rates_by_lambda_at(point: Point) -> Rows:
    """d rho_JJ/d(kappa t), J = 1..3, in the sector that lambda_2, lambda_3 and the state make."""
    share = weights_at(point, p, 3)
    signs = tuple(sign_of(sigma_by_definition(level, share, point[lam[level]] ** 2)) for level in (2, 3))
    rates = master_equation(signs).rate(matrix_at(point, rho, 3))
    return tuple((rates[k, k],) for k in range(3))


def other_prediction_at(point: Point) -> Any:
    """P(|chi_2>) of the other state: its density matrix in the basis of the setting, and areas by quadrature."""
    (c, s), (b_1, b_2) = ([point[name] for name in names] for names in (turn, other_state))
    return _outcome(c * b_1 + s * b_2, c * b_2 - s * b_1, working_digits())


@cache
def _outcome(first: fmpq, second: fmpq, digits: int) -> Any:
    return outcome_probability(2, pure_state([first, second]), digits)


def first_outcomes_at(point: Point) -> Rows:
    """P(O_a = up) and P(O_a = up, O_b = up): traces with projectors, the first over both of B's outcomes, as he is turned."""
    pure = pure_state([point[name] for name in (*state, *other_state)])
    c, s = (point[name] for name in turn)
    both, one = ((pure @ _up_and(first, second)).trace() for first, second in ((c, s), (-s, c)))
    return ((both + one,), (both,))


def second_setting_matters(point: Point) -> int:
    """1 if P(O_a = up) is another one for B's setting along z, 0 if not."""
    along_z = dict(zip(turn, (fmpq(1), fmpq(0)), strict=True))
    return int(first_outcomes_at(point)[0] != first_outcomes_at({**point, **along_z})[0])


def _up_and(first: fmpq, second: fmpq) -> ExactMatrix:
    """The projector on up at A and on first|up> + second|down> at B."""
    rows = [[fmpq(0)] * 4 for _ in range(4)]
    for i, left in enumerate((first, second)):
        for k, right in enumerate((first, second)):
            rows[i][k] = left * right
    return matrix(rows)
