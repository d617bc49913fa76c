"""Exact points of the endpoint problem of Section 3.1."""

from collections.abc import Iterator
from itertools import cycle
from random import Random
from typing import Any

from bornproof.numeric_check.arithmetic.sequences import shared
from bornproof.proofs.paper.points.tables import Point
from bornproof.symbolic.notation import endpoint as e
from flint import fmpq
from sympy import Symbol, symbols

__all__ = ["CURVES", "anywhere", "fixed_ends"]

CURVES = (e.path_coefficient, e.variation_coefficient)
early_normal, early_offset = symbols("n'_x n'_y n'_z", real=True), Symbol("h'", real=True)  # the plane at t_1


@shared
def anywhere() -> Iterator[Point]:
    """Exact values of all quantities; now and then n = 0, a vector that is no unit vector, or x_1 at the centre."""
    source = Random("endpoint")  # noqa: S311  (reproducible points, not secrets)

    def draw(low: int = -9) -> fmpq:
        return fmpq(source.randint(low, 9), source.randint(1, 4))

    for count, tilt in enumerate(cycle((1, 0, -1))):
        point: dict[Any, Any] = {}
        for vector in (e.start, e.target, *e.tangents, e.normal, e.shift, e.centre, early_normal):
            point |= {name: draw() for name in vector}
        for vector in (e.to_particle, e.to_point):
            point |= dict(zip(vector, _direction(draw(), draw()), strict=True))
        if count % 7 == 5:  # one of the two directions has another length, or both have
            point |= dict.fromkeys(e.normal, fmpq(0))
            for vector in ((e.to_particle,), (e.to_point,), (e.to_particle, e.to_point))[count // 7 % 3]:
                point |= {name: 2 * point[name] for name in vector}
        point |= {name: draw(1) for name in (e.duration, e.radius, e.bending)}
        point |= {e.distance: draw(0) if count % 4 else fmpq(0), e.tilt: tilt * draw(1), e.ring: draw(0)}
        point |= {e.length: draw(0), e.offset: draw(), early_offset: draw(), e.degree: 1 + count % 3}
        point |= {e.other_length: point[e.length] if count % 5 == 2 else draw(0)}
        yield point | {base[k]: draw() for base in CURVES for k in range(1, 5)}


def fixed_ends() -> Iterator[Point]:
    """As `anywhere`, with a variation that vanishes at both ends, but for every seventh point."""
    for count, point in enumerate(anywhere(), start=1):
        first = -sum((point[e.variation_coefficient[k]] for k in range(2, int(point[e.degree]) + 1)), fmpq(0))
        yield {**point, e.variation_coefficient[1]: first} if count % 7 else point


def _direction(u: fmpq, v: fmpq) -> tuple[fmpq, ...]:
    square = u * u + v * v
    return 2 * u / (1 + square), 2 * v / (1 + square), (1 - square) / (1 + square)
