"""The outcomes of two spins in any state, Section 4.2: the final populations of the levels (26)."""

from collections.abc import Iterator, Mapping
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ONE, divide
from bornproof.numeric_check.lindblad.stationary import stationary
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.evolution import evolution_points, signs_at, start_at
from bornproof.symbolic.notation.core import rho, rho0
from flint import fmpq

__all__ = ["final_populations", "outcome_points"]

Point = Mapping[Any, Any]


def outcome_points() -> Iterator[Point]:
    """Any state of four levels, the signs, and the populations in the end; every eleventh time one of these is another.

    Or, with the populations of a state, what it starts from is none.
    """
    for number, point in enumerate(evolution_points((4,))):
        ends = [value for (value,) in final_populations(point)]
        slip = [fmpq(int(number % 11 == 10 and place == number // 11 % 5), 5) for place in range(5)]
        ends = [ends[0] + slip[0] - sum(slip[1:4]), *(end + more for end, more in zip(ends[1:], slip[1:4], strict=True))]
        start = {rho0[1, 1]: point[rho0[1, 1]] + slip[4]}
        yield {**point, **start} | {rho[level, level]: value for level, value in enumerate(ends, start=1)}


def final_populations(point: Point) -> tuple[tuple[Any, ...], ...]:
    """The column of populations of the limit of rho(t): the projection onto the kernel of the Liouvillian."""
    start = start_at(point)
    trace = start.trace()
    state = stationary(master_equation(signs_at(point)), start.scale(divide(ONE, trace)))
    return tuple((state[k, k] * trace,) for k in range(4))
