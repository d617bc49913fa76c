"""The model: sigma_n, the jump operators and the generator for any number of levels, Eqs. (4)-(6), (13)-(15).

The generator's components are taken twice: `component_summand` contracts bras and kets with symbolic levels,
`generator_matrix` multiplies N x N matrices.
"""

from itertools import product
from typing import NamedTuple

from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import I, K, M, N, beta, check_levels, imaginary_unit, kappa, lam, rho
from bornproof.symbolic.notation.operators import L, hamiltonian, state
from bornproof.symbolic.operators import in_dyads, matrix_element, represent
from bornproof.symbolic.rewriting import theta_algebra
from sympy import Abs, Expr, ImmutableMatrix, Integer, Rational, Sum, adjoint, conjugate, expand

__all__ = [
    "LINDBLAD", "PAIRS", "PAPER", "PRINTED", "READINGS", "Jumps", "Reading", "adjoint_jump_of_two", "anti_hermitian_rate",
    "collapse", "component_summand", "dissipator", "generator", "generator_matrix", "jump", "law", "law_of_two",
    "operator_count", "readings_that_give", "rescaled_generator", "sigma_of_two", "sigma_value", "valid_readings",
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
PAIRS = ((K, 1, M - 1), (M, 2, N))  # the pairs of levels K < M


class Jumps(NamedTuple):
    """Jump operators of one kind: the operator for given levels, over which levels it runs, and its rate in units of kappa."""

    operator: Expr
    limits: tuple[tuple[Expr, Expr, Expr], ...] = PAIRS
    rate: Expr = Integer(1)


PAPER = (Jumps(L(M, K)),)  # the operators of Eq. (14)


def sigma_value(n: Expr) -> Expr:
    """sigma_n of Eq. (13), |beta_n lambda_n|^2 - sum_{I<n} |beta_I|^2 (1 - |lambda_n|^2), for an integer or symbolic n.

    >>> sigma_value(Integer(2)).doit()
    -(1 - Abs(lambda[2])**2)*Abs(beta[1])**2 + Abs(beta[2]*lambda[2])**2
    """
    return Abs(beta[n] * lam[n]) ** 2 - Sum(Abs(beta[I]) ** 2 * (1 - Abs(lam[n]) ** 2), (I, 1, n - 1))


def dissipator(jump: Expr, reading: Reading = LINDBLAD) -> Expr:
    """A rho B - {rho, C D}/2 of one jump operator, with each of A, B, C, D the operator or its adjoint."""
    a, b, c, d = (adjoint(jump) if dagger else jump for dagger in reading)
    return a * state * b - Rational(1, 2) * (state * c * d + c * d * state)


def collapse(levels: Expr = N, reading: Reading = LINDBLAD) -> Expr:
    """The part of Eq. (15) proportional to kappa, as an operator expression."""
    return kappa * Sum(dissipator(L(M, K), reading), (K, 1, M - 1), (M, 2, levels))


def generator(levels: Expr = N, reading: Reading = LINDBLAD) -> Expr:
    """d rho/dt of Eq. (15) as an operator expression, the Hamiltonian included."""
    return -imaginary_unit * (hamiltonian * state - state * hamiltonian) + collapse(levels, reading)


def component_summand(reading: Reading = LINDBLAD, *, swapped: bool = False, jump: Expr = PAPER[0].operator) -> Expr:
    """<I| (A rho B - {rho, C D}/2) |J> of a jump operator of the levels K < M, as a polynomial in Kronecker deltas."""
    return matrix_element(dissipator(jump, reading), swapped=swapped, distinct=frozenset((frozenset((K, M)),)))


def readings_that_give(summand: Expr, *, swapped: bool = False) -> tuple[Reading, ...]:
    """The placements of daggers whose components are those of `summand`.

    >>> readings_that_give(component_summand()) == (LINDBLAD,)
    True
    """
    return tuple(r for r in READINGS if (component_summand(r, swapped=swapped) - summand).expand() == 0)


def generator_matrix(levels: int, reading: Reading = LINDBLAD, *, swapped: bool = False) -> ImmutableMatrix:
    """d rho/dt of Eq. (15) without the Hamiltonian by matrix products, entry by entry, with reduced thetas."""
    matrix = represent(collapse(Integer(check_levels(levels)), reading), levels, swapped=swapped)
    return matrix.applyfunc(theta_algebra)


def law() -> Derivation:
    """Eq. (15), its pair of levels named as printed."""
    rule = "Eq. (15) in Lindblad form, with Eq. (14); the two levels named as printed"
    return derivation(rule, generator(N).xreplace({K: M, M: K}))


def law_of_two() -> Derivation:
    """Eq. (4)."""
    return derivation("Eq. (15) at N = 2 in Lindblad form, with Eq. (14)", generator(N).subs(N, 2))


def sigma_of_two() -> Derivation:
    """Eq. (6)."""
    return derivation("Eq. (13) at N = 2", sigma_value(N).subs(N, 2))


def jump() -> Derivation:
    """L_NM of Eq. (14)."""
    named = derivation("the operators that the model uses", L(N, M))
    return named.then("what these are for both signs of sigma_N", in_dyads(L(N, M)))


def adjoint_jump_of_two() -> Derivation:
    """Eq. (5)."""
    return derivation("the adjoint of Eq. (14) at N = 2", adjoint(L(2, 1)))


def anti_hermitian_rate() -> Derivation:
    """What is not Hermitian of the dissipator for two levels and a Hermitian rho, by matrices: nothing."""
    rate = generator_matrix(2) / kappa
    hermitian = {conjugate(rho[i, j]): rho[j, i] for i in (1, 2) for j in (1, 2)}
    steps = derivation("the components of the dissipator in Lindblad form", rate)
    difference = (rate - rate.H).xreplace(hermitian).applyfunc(expand)
    return steps.then("minus the adjoint, with rho_IJ^* = rho_JI", ImmutableMatrix(difference))


def rescaled_generator(factor: Expr) -> Derivation:
    """d rho/dt of two levels with kappa and H multiplied by a factor."""
    rate = generator(Integer(2))
    steps = derivation("Eq. (15) at N = 2 in Lindblad form", rate)
    larger = {kappa: factor * kappa, hamiltonian: factor * hamiltonian}
    return steps.then("multiply kappa and H", rate.subs(larger, simultaneous=True))


def valid_readings() -> Derivation:
    """The readings that give Eq. (36), for L from (14), then for L^dagger from (5), a row each: 1 stands for a dagger."""
    wanted = component_summand()
    found = [reading for swapped in (False, True) for reading in readings_that_give(wanted, swapped=swapped)]
    rows = ImmutableMatrix([[int(dagger) for dagger in reading] for reading in found])
    return derivation("compare the components of all 16 readings, for both definitions of L", rows)


def operator_count() -> Derivation:
    """How many L_KM there are for N levels: K - 1 for each K = 2..N; the sum by induction on N, base and step checked."""
    each = K - 1
    total = each.subs(K, N) * N / 2
    if total.subs(N, 1) != 0 or expand(total - total.subs(N, N - 1) - each.subs(K, N)) != 0:
        raise SymbolicError("the number must start with 0 and grow by the operators of the new level")
    steps = derivation("M = 1..K-1 for each K = 2..N", Sum(each, (K, 2, N)))
    return steps.then("by induction on N", total)
