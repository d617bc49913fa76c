"""The model: sigma_n, the jump operators and the generator for any number of levels, Eqs. (4)-(6), (13)-(15).

The generator is written twice. `component_summand` contracts bras and kets with N, I, J, K, M as symbols;
`generator_matrix` multiplies N x N matrices. The second is slow and literal, and the first must agree with it.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from sympy import Abs, Expr, I as imaginary_unit, Integer, Rational, SparseMatrix, Sum

from symbolic.errors import SymbolicError
from symbolic.notation import I, J, K, M, beta, check_levels, delta, down, kappa, lam, rho, up

__all__ = [
    "LINDBLAD", "PRINTED", "READINGS", "Reading", "component_summand", "density_matrix", "generator_matrix",
    "jump_matrix", "readings_that_give", "sigma_value",
]  # fmt: skip


class Reading(NamedTuple):
    """Where the daggers stand in A rho B - {rho, C D}/2: True for L^dagger, False for L."""

    left: bool
    right: bool
    inner_left: bool
    inner_right: bool


LINDBLAD = Reading(left=False, right=True, inner_left=True, inner_right=False)
PRINTED = Reading(left=True, right=True, inner_left=True, inner_right=True)
READINGS = tuple(Reading(*daggers) for daggers in product((False, True), repeat=4))

Dyad = tuple[Expr, Expr]  # |a><b|
Operator = tuple[tuple[Expr, Dyad], ...]  # a sum of weighted dyads


def sigma_value(n: Expr) -> Expr:
    """sigma_n of Eq. (13), |beta_n lambda_n|^2 - sum_{I<n} |beta_I|^2 (1 - |lambda_n|^2), for an integer or symbolic n.

    >>> sigma_value(Integer(2)).doit()
    -(1 - Abs(lambda[2])**2)*Abs(beta[1])**2 + Abs(beta[2]*lambda[2])**2
    """
    return Abs(beta[n] * lam[n]) ** 2 - Sum(Abs(beta[I]) ** 2 * (1 - Abs(lam[n]) ** 2), (I, 1, n - 1))


def jump_operator(upper: Expr, lower: Expr, *, swapped: bool = False) -> Operator:
    """L_KM of Eq. (14) as weighted dyads; swapped reads the right-hand side as that of L_KM^dagger, as Eq. (5) does."""
    terms: Operator = ((up(upper), (upper, lower)), (down(upper), (lower, upper)))
    return _dagger(terms) if swapped else terms


def component_summand(reading: Reading = LINDBLAD, *, swapped: bool = False) -> Expr:
    """<I| (A rho B - {rho, C D}/2) |J> of the pair of levels K < M, as a polynomial in Kronecker deltas.

    Rules: <a|b> = delta_ab; theta(s)^2 = theta(s); theta(s) theta(-s) = 0; delta_KM = 0 since K < M.
    The levels are named as in Eq. (36): M is the upper one.
    """
    jump = jump_operator(M, K, swapped=swapped)
    a, b, c, d = ((_dagger(jump) if dagger else jump) for dagger in reading)
    total: Expr = Integer(0)
    for (u, (a1, a2)), (v, (b1, b2)) in product(a, b):
        total += _weight(u, v) * delta(I, a1) * rho[a2, b1] * delta(b2, J)
    for (u, (c1, c2)), (v, (d1, d2)) in product(c, d):
        if c2 == d1:  # <c2|d1> is 1 for the same level and 0 for K and M
            total -= _weight(u, v) * (rho[I, c1] * delta(d2, J) + delta(I, c1) * rho[d2, J]) / 2
    return total


def readings_that_give(summand: Expr, *, swapped: bool = False) -> tuple[Reading, ...]:
    """The placements of daggers whose components are those of `summand`.

    >>> readings_that_give(component_summand()) == (LINDBLAD,)
    True
    """
    return tuple(r for r in READINGS if (component_summand(r, swapped=swapped) - summand).expand() == 0)


def jump_matrix(levels: int, upper: int, lower: int) -> SparseMatrix:
    """L_{upper, lower} of Eq. (14) as an N x N matrix with entries theta(+-sigma_upper)."""
    if not 1 <= lower < upper <= check_levels(levels):
        raise SymbolicError(f"a jump operator needs 1 <= M < K <= {levels}, not K = {upper}, M = {lower}")
    return SparseMatrix(levels, levels, {(upper - 1, lower - 1): up(upper), (lower - 1, upper - 1): down(upper)})


def density_matrix(levels: int) -> SparseMatrix:
    """The N x N matrix of the symbols rho_IJ."""
    return SparseMatrix(check_levels(levels), levels, lambda i, j: rho[i + 1, j + 1])


def generator_matrix(
    levels: int,
    *,
    reading: Reading = LINDBLAD,
    swapped: bool = False,
    hamiltonian: SparseMatrix | None = None,
) -> SparseMatrix:
    """d rho/dt of Eq. (15) by matrix products, entry by entry; with the Lindblad reading unless told otherwise.

    Products of thetas are left as they come; `theta_algebra` reduces them.
    """
    state = density_matrix(levels)
    total = SparseMatrix.zeros(levels, levels)
    if hamiltonian is not None:
        total += -imaginary_unit * (hamiltonian * state - state * hamiltonian)
    for upper, lower in _pairs(levels):
        jump = jump_matrix(levels, upper, lower)
        jump = jump.T if swapped else jump  # entries are real: the adjoint is the transpose
        a, b, c, d = (jump.T if dagger else jump for dagger in reading)
        inner = c * d
        total += kappa * (a * state * b - Rational(1, 2) * (state * inner + inner * state))
    return total


def _pairs(levels: int) -> Iterator[tuple[int, int]]:
    """All (K, M) with 1 <= M < K <= N."""
    return ((upper, lower) for upper in range(2, levels + 1) for lower in range(1, upper))


def _dagger(operator: Operator) -> Operator:
    """The adjoint: the weights are real."""
    return tuple((weight, (ket, bra)) for weight, (bra, ket) in operator)


def _weight(u: Expr, v: Expr) -> Expr:
    """The product of two of theta(sigma), theta(-sigma)."""
    return u if u == v else Integer(0)
