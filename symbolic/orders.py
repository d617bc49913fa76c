"""The order of the basis, Section 2.2: averages over all orders, and one equation with the jump operators of all orders.

Two readings of a sum over all permutations. In a mixture each run has one order, and orders are equally likely
(`mixture_of_three`). In one equation the operators of every order act at once (`summed_rate_of_three`). For N = 2, with
sigma_2 of the order 1, 2 and sigma'_2 of the order 2, 1, a of the two operators lead to |1> and 2 - a to |2>, so that
rho_11 relaxes to a/2 at the rate 2 kappa (`summed_population`); with a = 1 the run ends in no eigenstate (`undecided_runs`).
"""

from functools import cache
from itertools import permutations

from bornproof.symbolic.averages import three_levels
from bornproof.symbolic.components import at_levels, population_rate
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.disks import threshold
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import S, down, kappa, n, p, rho, sigma, t, up, x
from bornproof.symbolic.notation.relations import Eq
from bornproof.symbolic.notation.settings import other_sigma
from sympy import Abs, Add, Expr, ImmutableMatrix, Integer, Max, Symbol, diff, expand, factor

__all__ = ["IS_PAIR", "IS_TRIPLE", "mixture_of_three", "summed_population", "summed_rate_of_three", "undecided_runs"]

IS_PAIR = Eq(p[2], 1 - p[1])
IS_TRIPLE = Eq(p[3], 1 - p[1] - p[2])


@cache
def mixture_of_three() -> Derivation:
    """The population of one of three levels, averaged over the hidden variables and over the six orders.

    It supposes `IS_TRIPLE`. Raises SymbolicError unless basis states, where a closed form divides by 0, stay where they are.

    >>> mixture_of_three().result.subs(t, 0)
    p[1]
    """
    weights = {1: p[1], 2: p[2], 3: 1 - p[1] - p[2]}
    column = three_levels({}).result
    total: Expr = Integer(0)
    for order in permutations(weights):
        placed = {p[place]: weights[level] for place, level in enumerate(order[:2], start=1)}
        total += column[order.index(1)].xreplace(placed)
    found = expand(total / 6)
    for one, other in ((1, 0), (0, 1), (0, 0)):
        if found.subs({p[1]: one, p[2]: other}) != one:
            raise SymbolicError("a basis state must stay where it is")
    steps = derivation("by Born's rule", p[1]).supposing(IS_TRIPLE)
    return steps.then("the closed forms for N = 3, added up over the six orders, divided by 6; basis states do not move", found)


@cache
def summed_rate_of_three() -> Derivation:
    """The rate at t = 0 of the averaged population of one of three levels if the operators of all six orders act at once.

    Whatever the joint law of the hidden variables of different orders is: the rate is linear in the operators' terms. It
    supposes `IS_TRIPLE`.
    """
    steps = mixture_of_three()
    rule = "rates of one rho add up: six times that of the mixture at t = 0, where all runs have the same populations"
    return steps.then(rule, factor(6 * diff(steps.result, t).subs(t, 0)))


@cache
def summed_population(shared: bool) -> Derivation:
    """The average of rho_11(t) for N = 2 if the operators of both orders act, with one lambda (`shared`) or with two.

    It supposes `IS_PAIR`.
    """
    names = {up(2): Symbol("u"), down(2): Symbol("d")}
    rates = [at_levels(population_rate().result, 2, column=level).xreplace(names) for level in (1, 2)]
    fed = _rate(rates[0], {}) + _rate(rates[1], {rho[1, 1]: rho[2, 2], rho[2, 2]: rho[1, 1]}, primed=True)
    toward = Symbol("a", nonnegative=True)  # operators that lead to |1>: theta(-sigma_2) + theta(sigma'_2)
    first, second = up(2), _primed(up(2))
    one_sign = {down(2): 1 - first, _primed(down(2)): 1 - second}
    closed = expand(fed.xreplace(one_sign).subs(second, toward - 1 + first).subs(rho[2, 2], 1 - rho[1, 1]))
    steps = derivation("the rates of both orders; a of the operators lead to |1>, rho_22 = 1 - rho_11", closed)
    run = toward / 2 + (p[1] - toward / 2) * x**2
    if expand(diff(run, t) - kappa * closed.subs(rho[1, 1], run)) != 0 or run.subs(t, 0) != p[1]:
        raise SymbolicError("the solution must obey the rate equation and take the initial value")
    steps = steps.supposing(IS_PAIR).then("integrate from p_1", run)
    chances = _chances(shared)
    mean = Add(*(chance * run.subs(toward, number) for number, chance in chances.items()))
    steps = steps.then("by the areas of a = 0, 1, 2", mean)
    return steps.then("max(0, z) = (|z| + z)/2, |-z| = |z|, p_2 = 1 - p_1", expand(_by_moduli(mean).subs(p[2], 1 - p[1])))


@cache
def undecided_runs() -> Derivation:
    """The share of the runs of N = 2 that end half in |1>, half in |2>, the operators of both orders acting: one lambda, two.

    It supposes `IS_PAIR`.
    """
    halves = ImmutableMatrix([_by_moduli(_chances(shared)[1]) for shared in (True, False)])
    rule = "both orders disagree: a = 1, and rho_11 goes to 1/2; max(0, z) = (|z| + z)/2"
    return derivation(rule, halves).supposing(IS_PAIR).then("expand", halves.applyfunc(expand))


def _chances(shared: bool) -> dict[int, Expr]:
    """The probabilities of a = 0, 1, 2: sigma_2 > 0 is |lambda|^2 > p_1, sigma'_2 > 0 is |lambda|^2 > p_2."""
    limit = threshold().result.subs(n, 2)
    one, other = (limit.xreplace({S[1]: p[k], S[2]: Integer(1)}) for k in (1, 2))
    if shared:  # a = 2 between p_2 and p_1, a = 0 between p_1 and p_2
        both, none = Max(0, one - other), Max(0, other - one)
        return {2: both, 0: none, 1: 1 - both - none}
    return {2: one * (1 - other), 0: (1 - one) * other, 1: one * other + (1 - one) * (1 - other)}


def _by_moduli(node: Expr) -> Expr:
    return node.replace(Max, lambda zero, value: zero + (Abs(value - zero) + value - zero) / 2)


def _rate(rate: Expr, exchanged: dict[Expr, Expr], *, primed: bool = False) -> Expr:
    """A rate in the levels of the other order."""
    signs = {Symbol("u"): up(2), Symbol("d"): down(2)}
    return rate.xreplace(exchanged).xreplace({name: _primed(sign) if primed else sign for name, sign in signs.items()})


def _primed(sign: Expr) -> Expr:
    return sign.xreplace({sigma[2]: other_sigma[2]})
