"""What becomes of the state as kappa t -> infinity in one sector, Eqs. (8), (9), and of one step's operators alone."""

from collections.abc import Sequence
from functools import cache

from sympy import Add, Expr, ImmutableMatrix, Integer, Rational, Sum, Symbol, diff, exp, expand, im, linsolve, re
from sympy import I as imaginary_unit

from symbolic.coherences import coherence, damping
from symbolic.components import population_rate
from symbolic.derivation import Derivation, derivation
from symbolic.disks import probability_down, probability_up
from symbolic.errors import SymbolicError
from symbolic.model import generator
from symbolic.notation import J, M, N, S, Sector, check_levels, check_sector, delta, kappa, rho, rho0, sigma, t
from symbolic.operators import h, represent
from symbolic.populations import closed_form, populations, propagator

__all__ = [
    "averaged_top", "certainty", "determinant", "final_state", "limit", "limit_population", "solution", "spread_of_top", "stationary", "top_population",
    "two_level_outcome",
]  # fmt: skip


@cache
def solution(signs: Sector) -> ImmutableMatrix:
    """rho(t) in one sector with H = 0, from any matrix rho(0): the closed forms, entry by entry.

    >>> solution((1,))[0, 0]
    exp(-kappa*t)*rho^{(0)}[1, 1]
    """
    size = len(check_sector(signs)) + 1
    diagonal = populations(signs, [rho0[i, i] for i in range(1, size + 1)])

    def entry(i: int, j: int) -> Expr:
        return diagonal[i] if i == j else rho0[i + 1, j + 1] * coherence(signs, i + 1, j + 1)

    return ImmutableMatrix(size, size, entry)


@cache
def limit_population(signs: Sector, level: int) -> Expr:
    """The limit of rho_KK(t), K = level: the polynomial in exp(-kappa t) at 0."""
    columns = propagator(check_sector(signs))
    parts = [column[level - 1](0) for column in columns]
    return Add(*(Rational(int(c.p), int(c.q)) * rho0[i, i] for i, c in enumerate(parts, start=1)))


@cache
def limit(signs: Sector) -> ImmutableMatrix:
    """The limit of rho(t) as kappa t -> infinity in one sector with H = 0; coherences with a rate of 0 stay.

    >>> limit((-1,))[0, 0]
    rho^{(0)}[1, 1] + rho^{(0)}[2, 2]
    """
    size = len(check_sector(signs)) + 1

    def entry(i: int, j: int) -> Expr:
        if i == j:
            return limit_population(signs, i + 1)
        return Integer(0) if damping(signs, i + 1, j + 1) else rho0[i + 1, j + 1]

    return ImmutableMatrix(size, size, entry)


def spread_of_top(levels: int, below: Sequence[int] | None = None) -> tuple[Expr, ...]:
    """The limits of the populations 1..N when all starts in |N> and sigma_N < 0.

    `below` are the signs of (sigma_2, ..., sigma_{N-1}); without them the operators L_NM act alone, since a sigma of 0
    switches off the operators of its level.

    >>> spread_of_top(3)
    (1/2, 1/2, 0)
    """
    size = check_levels(levels)
    signs = (*(below if below is not None else (0,) * (size - 2)), -1)
    final = (population(0) for population in closed_form(signs, [*[0] * (size - 1), 1]))
    return tuple(Rational(int(value.p), int(value.q)) for value in final)


@cache
def stationary(sign: int) -> Derivation:
    """The stationary state of two levels with any Hermitian H and sigma_2 != 0, with the trace of rho(0).

    It is the only one, and every state tends to it: the four linear equations of Eq. (4) in Lindblad form and the trace are
    solved for the entries of rho. The coupling H_12 enters by its real and imaginary part. Raises SymbolicError for sign 0,
    where the solution is not unique.

    >>> stationary(1).result[0, 0].subs(h[1, 2], 0)
    0
    """
    if sign not in (1, -1):
        raise SymbolicError(f"a unique stationary state needs sigma_2 != 0, not the sign {sign}")
    real, imaginary, detuning = Symbol("a", real=True), Symbol("b", real=True), Symbol("D", real=True)
    coupled = {h[1, 2]: real + imaginary_unit * imaginary, h[2, 1]: real - imaginary_unit * imaginary}
    rate = represent(generator(Integer(2)), 2).subs(sigma[2], sign)
    rate = rate.subs(coupled | {h[1, 1]: h[2, 2] + detuning}, simultaneous=True).applyfunc(expand)
    entries = [rho[i, j] for i in (1, 2) for j in (1, 2)]
    (solved,) = linsolve([*rate, rho[1, 1] + rho[2, 2] - 1], entries)
    back = {real: re(h[1, 2]), imaginary: im(h[1, 2]), detuning: h[1, 1] - h[2, 2]}
    trace = rho0[1, 1] + rho0[2, 2]
    found = ImmutableMatrix(2, 2, [trace * value.xreplace(back) for value in solved])
    steps = derivation("the master equation of two levels, with its Hamiltonian", ImmutableMatrix(rate))
    return steps.then("solve for a stationary rho with the trace of rho(0)", found)


@cache
def final_state(sign: int) -> Derivation:
    """The limit of rho(t) for two levels; where sigma_2 = 0, for H = 0."""
    if sign:
        return stationary(sign)
    steps = derivation("rho(t) in this sector, Eqs. (39), (47) at N = 2, H = 0", solution((0,)))
    return steps.then("exp(-kappa t) -> 0", limit((0,)))


@cache
def certainty(sign: int) -> Derivation:
    """The sum of the squares of the final populations of two levels: 1 where the outcome is certain."""
    steps = final_state(sign)
    return steps.then("squares of the final populations, added up", steps.result[0, 0] ** 2 + steps.result[1, 1] ** 2)


@cache
def two_level_outcome(level: int) -> Derivation:
    """P(|level>) for two levels with H = 0: the limits of its population for both signs of sigma_2, weighted by the areas."""
    start = {rho0[1, 1]: S[1] / S[2], rho0[2, 2]: (S[2] - S[1]) / S[2]}  # a state, whatever the norm of its amplitudes
    areas = {1: probability_up(Integer(2)).result, -1: probability_down(Integer(2)).result}
    weighted = [areas[sign] * limit_population((sign,), level).subs(start) for sign in (1, -1)]
    rule = "limits of the population for both signs of sigma_2, weighted by the areas"
    return derivation(rule, sum(weighted, Integer(0)))


@cache
def determinant(signs: Sector) -> Derivation:
    """The determinant of rho(t) for two levels with H = 0: 0 for a pure state, positive for a mixture."""
    state = solution(check_sector(signs, levels=2))
    steps = derivation("the closed forms in this sector", state)
    return steps.then("its determinant", expand(state[0, 0] * state[1, 1] - state[0, 1] * state[1, 0]))


@cache
def top_population(sign: int) -> Derivation:
    """rho_NN(t) for symbolic N, H = 0 and a state of trace 1: the top level is fed by all others or decays into them.

    >>> top_population(1).result
    (rho^{(0)}[N, N] - 1)*exp(-kappa*t) + 1
    """
    general = population_rate()
    below = Sum(rho[M, M], (M, 1, N - 1))
    top = general.result.subs(J, N).subs(delta(1, N), 0).subs(below, 1 - rho[N, N]).subs(sigma[N], sign)
    steps = general.then("J = N >= 2, where the populations below sum to 1 - rho_NN", top)
    decay, source = -expand(top).coeff(rho[N, N]), top.subs(rho[N, N], 0)
    end = source / decay if decay else Integer(0)
    found = end + (rho0[N, N] - end) * exp(-kappa * decay * t)
    if expand(diff(found, t) - kappa * top.subs(rho[N, N], found)) != 0 or found.subs(t, 0) != rho0[N, N]:
        raise SymbolicError("the top population must obey its rate equation and take the initial value")
    return steps.then("integrate y' = kappa (a - b y) with y(0) = rho_NN(0)", found)


@cache
def averaged_top() -> Derivation:
    """The average of rho_NN(t) over lambda_N for symbolic N: no other hidden variable acts on the top level; S_N = 1."""
    up_area = probability_up(N).result.subs(S[N], 1)
    runs = [top_population(sign).result for sign in (1, -1)]
    mean = up_area * runs[0] + (1 - up_area) * runs[1]
    steps = top_population(1).then("weighted by the areas of sigma_N > 0 and sigma_N < 0", mean)
    return steps.then("rho_NN(0) = |alpha_N|^2 = S_N - S_{N-1}", expand(mean.subs(rho0[N, N], up_area)))
