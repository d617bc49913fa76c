"""The outcomes of two spins in any state, Section 4.2: the final populations of the levels (26), and their marginals."""

from collections.abc import Iterator, Mapping
from typing import Any

from bornproof.numeric_check.lindblad.stationary import stationary
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.evolution import evolution_points, signs_at, start_at
from bornproof.symbolic.notation.core import rho

__all__ = ["final_populations", "outcome_points"]

Point = Mapping[Any, Any]


def outcome_points() -> Iterator[Point]:
    """Any state of four levels, the signs, and the populations in the end, of which the marginals are sums."""
    for point in evolution_points((4,)):
        column = final_populations(point)
        yield {**point} | {rho[level, level]: value for level, (value,) in enumerate(column, start=1)}


def final_populations(point: Point) -> tuple[tuple[Any, ...], ...]:
    """The column of populations of the limit of rho(t): the projection onto the kernel of the Liouvillian."""
    state = stationary(master_equation(signs_at(point)), start_at(point))
    return tuple((state[k, k],) for k in range(4))
