"""Exact points of Section 2.2 on the order of the basis: two or three levels, kappa and a time."""

from collections.abc import Iterator

from bornproof.numeric_check.exact_points import probabilities
from bornproof.proofs.paper.points.joint import moments
from bornproof.proofs.paper.points.tables import Point, on_demand, weights_of
from bornproof.symbolic.notation.core import p
from flint import fmpq

__all__ = ["weights"]


@on_demand
def weights(levels: int) -> Iterator[Point]:
    """Probabilities, now and then with another sum than 1; kappa and t."""
    for count, (point, drawn) in enumerate(zip(moments(), probabilities(levels), strict=False)):
        scale = fmpq(3, 2) if count % 9 == 8 else fmpq(1)
        yield {**point} | weights_of(p, [scale * share for share in drawn])
