"""Variants of the model as data, jump operators and a distribution: their rates and averages by the same code as the paper's.

`SIGNED` has operators that look at one sigma each, with any rates; the paper's are those with the rates 1. `WINNER` has
operators that know nothing but the level W that wins for these lambda's.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from bornproof.symbolic.components import coherence_rate, population_rate
from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.disks import outcome, probability_down, probability_up
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.model import Jumps
from bornproof.symbolic.notation.core import I, J, K, M, N, S, W, delta, down, kappa, n, p, rho, rho0, t, up
from bornproof.symbolic.notation.operators import ketbra
from bornproof.symbolic.notation.relations import Eq
from bornproof.symbolic.notation.variants import drain, feed, mutual
from bornproof.symbolic.rational_functions import lowest_terms
from sympy import Add, Expr, Heaviside, Indexed, Integer, Mul, Sum, diff, exp, expand, factor

__all__ = [
    "NORMALISED", "SIGNED", "WINNER", "Variant", "averaged_coherence", "averaged_population", "by_sign", "by_winner",
    "initial_rate", "second_rate_at_top", "winner_coherence",
]  # fmt: skip

NORMALISED = Eq(Sum(p[K], (K, 1, N)), 1)


@dataclass(frozen=True)
class Variant:
    """Jump operators, and the average over the hidden variables of what is linear in the thetas, or depends on the winner.

    >>> paper = Variant((Jumps(ketbra(M, K), rate=up(M)), Jumps(ketbra(K, M), rate=down(M))), by_sign)
    >>> expand(initial_rate(paper).result.subs({N: 2, J: 2}).doit().subs({S[1]: p[1]}))
    0
    """

    jumps: tuple[Jumps, ...]
    mean: Callable[[Expr], Expr]


def by_sign(value: Expr) -> Expr:
    """The average of an expression that is linear in the thetas, for S_n > 0; raises SymbolicError for any other.

    >>> by_sign(up(N))
    p[N]/S[N]
    """
    thetas = list(value.atoms(Heaviside))
    for term in Add.make_args(expand(value.replace(lambda node: isinstance(node, Sum), lambda node: node.function))):
        if sum(factor.has(Heaviside) for factor in Mul.make_args(term)) > 1:
            raise SymbolicError(f"a rate must look at one sigma, not as {term}")
    levels = {theta: theta.args[0].atoms(Indexed).pop().indices[0] for theta in thetas}
    odds = {up(level): probability_up() for level in levels.values()} | {
        down(level): probability_down() for level in levels.values()
    }
    found = {theta: odds[theta].result.subs(n, levels[theta]) for theta in thetas}
    return value.xreplace(
        {theta: odd.subs(S[levels[theta]] - S[levels[theta] - 1], p[levels[theta]]) for theta, odd in found.items()}
    )


def by_winner(value: Expr) -> Expr:
    """The average of an expression in the winner W, for S_N = 1."""
    return Sum(_chance_to_win() * value, (W, 1, N))


SIGNED = Variant((Jumps(ketbra(M, K), rate=feed[M, K] * up(M)), Jumps(ketbra(K, M), rate=drain[M, K] * down(M))), by_sign)
WINNER = Variant((Jumps(ketbra(W, K), ((K, 1, N),), mutual[W, K]),), by_winner)


@cache
def initial_rate(variant: Variant) -> Derivation:
    """The rate of the averaged rho_JJ at t = 0, where the state is the same in all runs, for symbolic N; all S_n > 0."""
    steps = population_rate(variant.jumps)
    mean = variant.mean(steps.result)
    steps = steps.then("average over the hidden variables: at t = 0 the state is the same for all", mean)
    started = mean.replace(lambda node: isinstance(node, Indexed) and node.base == rho, lambda node: p[node.indices[0]])
    return steps.then("rho_MM(0) = p_M; multiply by kappa", kappa * started)


@cache
def second_rate_at_top() -> Derivation:
    """The second derivative of the averaged rho_NN at t = 0, the level N alone having operators; b_NK = a_NK p_K/S_{N-1}.

    With these weights the first one is 0. It supposes `NORMALISED`.

    >>> expand(second_rate_at_top().result.subs(N, 2).doit().subs(p[1], 1 - p[2]))
    0
    """
    steps = population_rate(SIGNED.jumps).supposing(NORMALISED)
    top = steps.result.subs(J, N).xreplace({delta(1, N): Integer(0), delta(N, N): Integer(1)})
    steps = steps.then("J = N", top)
    gain, loss = top.coeff(up(N)), -top.coeff(down(N))
    fed = gain.replace(lambda node: node == rho[M, M], lambda _: _fed_to_top())
    emptied = loss.subs(rho[N, N], -loss)
    twice = up(N) * fed - down(N) * emptied
    steps = steps.then("once more: where sigma_N > 0 the levels below lose a_NK rho_KK, where sigma_N < 0 the top decays on", twice)
    balanced = {drain[N, M]: feed[N, M] * p[M] / (1 - p[N])}
    mean = by_sign(twice).subs(S[N - 1], 1 - p[N]).subs(S[N], 1).xreplace(balanced)
    started = mean.replace(lambda node: isinstance(node, Indexed) and node.base == rho, lambda node: p[node.indices[0]])
    return steps.then(
        "average over sigma_N, S_N = 1; insert the weights b_NK, rho_MM(0) = p_M; multiply by kappa^2", kappa**2 * started
    )


def _fed_to_top() -> Expr:
    """The rate of rho_MM, M < N, where sigma_N > 0 and the level N alone has operators."""
    rate = population_rate(SIGNED.jumps).result.xreplace({delta(J, N): Integer(0), up(J): Integer(0), down(J): Integer(0)})
    alone = rate.replace(lambda node: isinstance(node, Sum), lambda node: node.function.subs(M, N))
    return alone.xreplace({up(N): Integer(1), down(N): Integer(0)}).subs(J, M)


@cache
def _chance_to_win() -> Expr:
    """P(|W>) = p_W of a state."""
    return lowest_terms(outcome(W).result.subs(S[W], S[W - 1] + p[W]).subs(S[N], 1))


def _runs(level: Expr) -> tuple[Expr, Expr]:
    """rho_LL(t) of a level L in runs that another level W wins, and in those that it wins, with the operators of `WINNER`.

    Raises SymbolicError unless they solve the rate equation and take the initial values.
    """
    rate = population_rate(WINNER.jumps).result.subs(J, level)
    feeds = Sum(mutual[level, M] * rho[M, M], (M, 1, N))
    lost, won = rate.subs(delta(level, W), 0), rate.subs(W, level).subs(delta(level, level), 1)
    loser = p[level] * exp(-kappa * mutual[W, level] * t)
    if expand(diff(loser, t) - kappa * lost.subs(rho[level, level], loser)) != 0 or loser.subs(t, 0) != p[level]:
        raise SymbolicError("a level that does not win must decay")
    if expand(won - feeds + mutual[level, level] * rho[level, level]) != 0:
        raise SymbolicError("the winner must gain what the others lose")
    return loser, 1 - Sum((1 - delta(K, level)) * p[K] * exp(-kappa * mutual[level, K] * t), (K, 1, N))


@cache
def averaged_population() -> Derivation:
    """The average of rho_JJ(t) with the operators |W><K|, each at a rate kappa g_WK of its own, in the runs that W wins.

    It supposes `NORMALISED`; it is p_J for all states exactly if g_WK = g_KW.
    """
    steps = population_rate(WINNER.jumps).supposing(NORMALISED)
    loser, winner = _runs(J)
    chance = _chance_to_win()
    steps = steps.then("in runs that W wins, W != J: nothing feeds J", loser)
    steps = steps.then("in runs that J wins: what the others have lost", winner)
    mean = Sum((1 - delta(J, W)) * chance * loser, (W, 1, N)) + chance.subs(W, J) * winner
    steps = steps.then("average over the winner, P(|W>) = p_W", mean)
    ((name, *_),) = next(iter(winner.atoms(Sum))).limits
    lost = p[J] * p[name] * (exp(-kappa * mutual[name, J] * t) - exp(-kappa * mutual[J, name] * t))
    return steps.then("add the sums: the term of J itself is 0", p[J] + Sum(lost, (name, 1, N)))


@cache
def averaged_coherence() -> Derivation:
    """The average of rho_IJ(t), I != J, with these operators.

    >>> averaged_coherence().result
    Sum(exp(-kappa*t*(g[W, I] + g[W, J])/2)*p[W]*rho^{(0)}[I, J], (W, 1, N))
    """
    steps = coherence_rate(WINNER.jumps)
    exponent = factor(-steps.result.subs(delta(I, W) * delta(J, W), 0) / rho[I, J])  # I != J: not both are W
    solution = rho0[I, J] * exp(-kappa * exponent * t)
    if exponent.has(rho, Sum) or expand(diff(solution, t) + kappa * exponent * solution) != 0:
        raise SymbolicError("a coherence must be coupled to itself alone")
    steps = steps.then("in runs that W wins: integrate y' = -y (g_WI + g_WJ)/2", solution)
    return steps.supposing(NORMALISED).then("average over the winner, P(|W>) = p_W", WINNER.mean(solution))


def winner_coherence(*, keeps_phase: bool) -> Derivation:
    """The average of rho_IJ(t), I != J, with the operators |W><K| at the rate kappa, for all K, or for all K but W.

    It supposes `NORMALISED`. For all K but W the winner's level keeps its phase.

    >>> winner_coherence(keeps_phase=False).result
    exp(-kappa*t)*rho^{(0)}[I, J]
    """
    steps = averaged_coherence()
    ((winner, *_),) = steps.result.limits
    rates = {mutual[winner, level]: 1 - delta(winner, level) if keeps_phase else Integer(1) for level in (I, J)}
    at_rates = steps.result.function.xreplace(rates)
    steps = steps.then("insert the rates", Sum(at_rates, *steps.result.limits))
    others = {delta(winner, level): Integer(0) for level in (I, J)}
    apart = {
        I: {delta(winner, I): Integer(1), delta(winner, J): Integer(0)},
        J: {delta(winner, I): Integer(0), delta(winner, J): Integer(1)},
    }
    won = [at_rates.xreplace(apart[level]).xreplace({p[winner]: p[level]}) for level in (I, J)]
    rest = at_rates.xreplace(others).xreplace({p[winner]: 1 - p[I] - p[J]})
    return steps.then("W = I, W = J, and the other winners, with 1 - p_I - p_J together", expand(Add(*won, rest)))
