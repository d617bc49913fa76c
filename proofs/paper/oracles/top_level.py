"""How levels are filled and emptied, by brute force."""

from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ONE, ZERO, divide
from bornproof.numeric_check.arithmetic.matrices import diagonal
from bornproof.numeric_check.lindblad.solvers import evolve
from bornproof.numeric_check.model.hidden_variables import sign_of
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.paper.oracles.evolution import evolved, start_at
from bornproof.proofs.paper.oracles.outcomes import probability, squares_at
from bornproof.proofs.paper.points.tables import Point, signs_at
from bornproof.symbolic.notation.core import J, N, kappa, rho, sigma, t

__all__ = ["alone_at", "averaged_top_at", "second_rate_at", "spread_at", "top_at"]


def top_at(point: Point) -> Any:
    """rho_NN(t), from the evolution by brute force."""
    start = start_at(point)
    trace = start.trace()
    return evolved(point, start.scale(divide(ONE, trace)))[-1][-1] * trace


def averaged_top_at(point: Point) -> Any:
    """The average of rho_NN(t): both signs of sigma_N by their areas; the signs below, which do not matter, alternate."""
    p = squares_at(point)
    below = [1 if level % 2 else -1 for level in range(2, len(p))]
    total: Any = ZERO
    for sign in (1, -1):
        state = diagonal(p)
        final = evolve(master_equation((*below, sign)), state, point[kappa] * point[t])[-1][-1]
        total = final * probability(len(p), p, sign) + total
    return total


def alone_at(point: Point) -> Any:
    """(N - 1) rho_JJ(t) from |N> when the operators of level N act alone: the other sigma's are 0."""
    size = int(point[N])
    start = diagonal([*[ZERO] * (size - 1), ONE])
    final = evolve(master_equation((*[0] * (size - 2), sign_of(point[sigma[size]]))), start, point[kappa] * point[t])
    return final[int(point[J]) - 1][int(point[J]) - 1] * (size - 1)


def spread_at(point: Point) -> Any:
    """rho_11(t) from |3>, by brute force."""
    return evolved(point, diagonal((ZERO, ZERO, ONE)))[0][0]


def second_rate_at(point: Point) -> Any:
    """d rho_22/d(kappa t) of three levels."""
    return master_equation(signs_at(point)).rate(diagonal([point[rho[k, k]] for k in (1, 2, 3)]))[1, 1]
