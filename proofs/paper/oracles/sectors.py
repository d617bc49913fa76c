"""rho(t) by brute force in one sector of any number of levels, and averaged over the hidden variables."""


from bornproof.numeric_check.arithmetic.matrices import ExactMatrix
from bornproof.numeric_check.model.averages import averaged
from bornproof.proofs.paper.oracles.evolution import evolved, start_at
from bornproof.proofs.paper.oracles.oracle import Oracle
from bornproof.proofs.paper.points.tables import Point
from bornproof.symbolic.notation.core import N, kappa, sigma, t

__all__ = ["averaged_element_at", "element_at"]


def element_at(row: int, column: int) -> Oracle:
    """An oracle: the entry (row, column) of rho(t) in the sector of the point."""
    return lambda point: evolved(point, _start_at(point))[row - 1][column - 1]


def averaged_element_at(row: int, column: int) -> Oracle:
    """An oracle: the same of the average over the hidden variables: sectors by their areas, each evolved."""
    return lambda point: averaged(_start_at(point), point[kappa] * point[t])[row - 1][column - 1]


def _start_at(point: Point) -> ExactMatrix:
    """The initial state of a point, with or without a sector."""
    size = int(point[N])
    return start_at({**point, **{sigma[k]: 0 for k in range(2, size + 1)}})
