"""The spectrum of the population equations for any N: what one more level does to the rates of Eq. (39).

With shift = theta(sigma_{N+1}) and spread = theta(-sigma_{N+1}) the generator of N + 1 levels is, in blocks,

    A_{N+1} = [[A_N - shift, spread 1], [shift 1^T, -N spread]],        1^T A_N = 0,

so that by the complement of X + shift - A_N, on which 1^T acts as X + shift, and with shift spread = 0,

    det(X - A_{N+1}) = (X + N spread) det(X + shift - A_N).
"""

from functools import cache
from typing import NamedTuple

from bornproof.symbolic.components import at_levels, population_rate
from bornproof.symbolic.derivation import Derivation, Recursion, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.levels import apply_deltas, collect_sums, common_ranges
from bornproof.symbolic.notation.core import J, K, N, X, delta, n, rho, sigma
from bornproof.symbolic.rewriting import rename_bound, theta_algebra
from sympy import Add, Expr, Function, Matrix, Sum

__all__ = ["Growth", "characteristic_polynomial", "growth", "partial_sum_rate"]

_chi, _rate_of_sum = Function("chi"), Function("R")
_FEWEST = 2  # levels


class Growth(NamedTuple):
    """What the level N + 1 adds to the rates of the populations 1..N, and its own rate."""

    shift: Expr  # what rho_JJ loses to the new level, per rho_JJ
    spread: Expr  # what rho_JJ gets from it, per rho_{N+1,N+1}
    feed: Expr  # what the new level gets, per rho_KK
    leave: Expr  # what it loses, per rho_{N+1,N+1}


@cache
def growth() -> Growth:
    """The blocks of A_{N+1}, from the rates (39) at N and at N + 1 with symbolic N.

    Raises SymbolicError unless they have the form in the docstring of this module, and conserve the sum of the populations.

    >>> growth().leave
    N*Heaviside(-sigma[N + 1], 0)
    """
    rate = population_rate().result
    taller = rate.subs(N, N + 1)
    own, new, below = rho[J, J], rho[N + 1, N + 1], rename_bound(Sum(rho[K, K], (K, 1, N)))
    added = _reduced(taller.subs(delta(J, N + 1), 0) - rate)  # for J <= N
    top = _reduced(taller.subs(J, N + 1))
    found = Growth(-added.coeff(own), added.coeff(new), top.coeff(below), -top.coeff(new))
    _demand_zero(added + found.shift * own - found.spread * new, top - found.feed * below + found.leave * new)
    _demand_zero(found.shift - found.feed, N * found.spread - found.leave, found.spread * found.feed)
    if any(part.has(rho, J) for part in found):
        raise SymbolicError("the new level must act on all levels below it alike")
    return found


def characteristic_polynomial() -> Derivation:
    """det(X - A) of the population generator A, in units of kappa, as a recursion in N: for every sign of every sigma.

    >>> theta_algebra(characteristic_polynomial().recursion.at(2))
    X**2 + X*Heaviside(-sigma[2], 0) + X*Heaviside(sigma[2], 0)
    """
    rate, blocks = population_rate(), growth()
    lines = [at_levels(rate.result, _FEWEST, column=level) for level in (1, 2)]
    smallest = Matrix(_FEWEST, _FEWEST, lambda i, j: (X if i == j else 0) - lines[i].coeff(rho[j + 1, j + 1]))
    _demand_zero(Add(*lines))

    def step(value: Expr) -> Expr:
        return (X + blocks.leave) * value.subs(X, X + blocks.shift)

    base = theta_algebra(smallest.det())
    steps = rate.then("det(X - A) at N = 2", base)
    return steps.recursive(
        "N + 1 levels, where chi(N, X) is det(X - A) for N: the new level shifts X by theta(sigma_{N+1}), and adds one factor",
        step(_chi(N, X)),
        Recursion(N, _FEWEST, base, step, sign_of=sigma[N]),
    )


def partial_sum_rate() -> Derivation:
    """The rate of rho_11 + ... + rho_nn in units of kappa, as a recursion in n = 1..N, for symbolic N."""
    rate = population_rate()
    base = _reduced(rate.result.subs(J, 1))

    def step(value: Expr) -> Expr:
        return value + rate.result.subs(J, n + 1)

    first = derivation("n = 1: Eq. (39) at J = 1", base)
    rule = "n + 1, where R(n) is the rate for n: add Eq. (39) at J = n + 1"
    return first.recursive(rule, step(_rate_of_sum(n)), Recursion(n, 1, base, step, last=N))


def _reduced(expr: Expr) -> Expr:
    """Deltas applied, and sums split to common ranges, for 1 <= J <= N."""
    return theta_algebra(apply_deltas(common_ranges(collect_sums(apply_deltas(expr)))))


def _demand_zero(*residuals: Expr) -> None:
    for residual in residuals:
        if (rest := theta_algebra(residual)) != 0:
            raise SymbolicError(f"the rates of the populations must have the form of one more level, but {rest} is left")
