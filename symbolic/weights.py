"""A model of our own, for any N: levels are emptied in proportion to the initial populations, not evenly; and two bounds.

Where sigma_M < 0, the level M gives to K < M at the rate kappa p_K/S_{M-1} instead of kappa, with p the populations at
t = 0. Then the average over the hidden variables does not move, also if each level has a rate kappa r_M of its own. Beside it,
what follows for Eq. (15) from the signs of its rates: populations stay nonnegative, and the distance from the winner decays at
the rate kappa.
"""

from dataclasses import replace

from bornproof.symbolic.components import population_rate
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import I, J, p, rho
from bornproof.symbolic.winner import IS_STATE, final_state, winner_law
from sympy import Add, Expr, Heaviside, Integer, KroneckerDelta, Mul, Sum, Symbol, expand

__all__ = ["distance_from_winner", "stationary_population", "sum_of_absolute_values", "weighted_average"]


def weighted_average() -> Derivation:
    """The average of rho_JJ(t) with these weights and any rates r_M, for every N, from the top level down.

    The levels 1..N obey one and the same problem: a common decay c and a source p_K G(t). In units of 1/kappa, with
    h' = G - c h and h(0) = 1, their sum is S_N h, so that with b = theta(sigma_N) and r = r_N the top level obeys
    y_b' = r (b S_N h - y_b) - c y_b + p_N G. It is shown, by residuals that reduce to 0, that its average is p_N h, and that
    the levels below are the same problem with the decay c + r b and the source p_K (G + (1 - b) r y_b/S_{N-1}), whose average
    is again p_K h. With c = G = 0, h = 1. Where S_{N-1} = 0 the levels below are empty, sigma_N > 0, and y_1 = p_N h.

    >>> weighted_average().result
    p[J]
    """
    c, g, h, r, below, top = (Symbol(name) for name in ("c", "G", "h", "r", "S", "P"))
    total, population = below + top, [Symbol("y_0"), Symbol("y_1")]
    h_rate = g - c * h
    rates = [r * (b * total * h - population[b]) - c * population[b] + top * g for b in (0, 1)]
    weight = top / total  # P(sigma_N > 0)
    shares = [(total * h - population[b]) / below for b in (0, 1)]  # of the levels below, per p_K
    averaged = {population[0]: (top * h - weight * population[1]) / (1 - weight)}
    residuals = [weight * rates[1] + (1 - weight) * rates[0]]
    residuals[0] = residuals[0].subs(averaged) - top * h_rate
    for b in (0, 1):
        source, decay = g + (1 - b) * r * population[b] / below, c + r * b
        residuals.append((total * h_rate - rates[b]) / below - source + decay * shares[b])
    residuals.append((rates[1] - top * h_rate).subs({population[1]: top * h, below: 0}))
    residuals.append((weight * shares[1] + (1 - weight) * shares[0]).subs(averaged) - h)
    residuals.append(((total - top) / below).subs(h, 1) - 1)  # the shares start at 1: y_b(0) = p_N
    if any(expand((residual * below * total).together()).cancel() != 0 for residual in residuals):
        raise SymbolicError("the step from N to N - 1 levels must reduce to 0")
    steps = derivation("one level with the decay c and the source p_1 G: p_1 h, where h' = G - c h, h(0) = 1", p[1] * h)
    steps = steps.then("the top of N levels, averaged over the sign of sigma_N; the levels below are the same problem", p[J] * h)
    return steps.then("c = G = 0: h = 1", p[J])


def sum_of_absolute_values() -> Derivation:
    """The sum of |rho_JJ(t)| over all J, from a state, for symbolic N and any signs; it supposes `IS_STATE`.

    The rate of a population is made of its own loss and of gains that are not negative where no population is. Raises
    SymbolicError if a gain may be negative.

    >>> sum_of_absolute_values().result
    1
    """
    steps = population_rate().supposing(IS_STATE)
    gain = Add(*(term for term in Add.make_args(steps.result) if not term.has(rho[J, J])))
    if not _not_negative(gain):
        raise SymbolicError(f"a gain may be negative: {gain}")
    steps = steps.then("what a population gains is not negative where no population is: all stay nonnegative", gain)
    return steps.then("the absolute values are the populations, whose sum is conserved, and 1 at t = 0", Integer(1))


def distance_from_winner() -> Derivation:
    """The sum of |rho_JJ(t) - delta_JW| over all J, from a state, for symbolic N and winner W.

    >>> distance_from_winner().result
    -2*exp(-kappa*t)*rho^{(0)}[W, W] + 2*exp(-kappa*t)
    """
    steps = winner_law()
    rule = "no population is negative and their sum is 1: the others make up 1 - rho_WW, which |rho_WW - 1| is too"
    return steps.then(rule, expand(2 * (1 - steps.result)))


def stationary_population() -> Derivation:
    """rho_JJ of a state that does not move, for symbolic N and winner W: it is its own limit.

    >>> stationary_population().result
    KroneckerDelta(J, W)
    """
    steps = final_state()
    once = steps.result.subs(I, J)
    once = once.replace(lambda node: node.is_Pow and isinstance(node.base, KroneckerDelta), lambda node: node.base)
    steps = steps.then("I = J; a state that does not move is its own limit", once)
    return replace(steps, supposed=tuple(fact for fact in steps.supposed if fact != IS_STATE))  # what is meant is a state


def _not_negative(expr: Expr) -> bool:
    """Whether an expression is shown to be nonnegative by its form, for nonnegative populations and levels 1 <= J <= N."""
    if isinstance(expr, Add | Mul):
        return all(map(_not_negative, expr.args)) or _is_one_minus_delta(expr)
    if isinstance(expr, Sum):
        return _not_negative(expr.function)
    if isinstance(expr, Heaviside | KroneckerDelta):
        return True
    return bool(expr.is_Number and expr >= 0) or getattr(expr, "base", None) == rho


def _is_one_minus_delta(expr: Expr) -> bool:
    return isinstance(expr, Add) and isinstance(1 - expr, KroneckerDelta)
