"""The outcomes of two spins in any state, Section 4.2: populations at a time, or the limit, in the product basis (26)."""

from collections.abc import Iterator, Mapping
from itertools import cycle
from typing import Any

from sympy import Integer, Rational, exp

from numeric_check import oracles
from proofs.oracles.evolution import evolution_points, evolved, signs_at, start_at
from symbolic.notation import J, kappa, t
from symbolic.section_4_notation import rest

__all__ = ["joint_at", "outcome_points"]

Point = Mapping[Any, Any]


def outcome_points() -> Iterator[Point]:
    """Any state of four levels, the signs, an outcome J, and exp(-kappa t) or 0 in turn."""
    for count, (point, level) in enumerate(zip(evolution_points((4,)), cycle((1, 2, 3, 4, 2, 1, 3)), strict=False)):
        value = point[kappa] * point[t]
        yield {**point, J: level, rest: Integer(0) if count % 2 else exp(-Rational(int(value.p), int(value.q)))}


def joint_at(point: Point) -> Any:
    """The population of |J> at the time of the point, or in the limit."""
    level = int(point[J]) - 1
    if point[rest]:
        return evolved(point, start_at(point))[level][level]
    return oracles.stationary(signs_at(point), start_at(point))[level, level]
