"""The averaged map with given weights is completely positive: its Choi matrix is a sum of squares, for every N.

In a sector |I><J| is multiplied by v_I v_J, I != J, and |J><J| keeps v_J^2 of itself: v_J = exp(-kappa l_J t/2), l_J what |J>
loses. So the Choi matrix is block diagonal: the mean C of v_I v_J on the |II>, and on each |KJ>, K != J, what |J> has given to |K>.
With b_N the mean of z.v and V_N its variance z.C.z = b_N^2 + V_N; with r and d the probabilities that sigma_N > 0 and < 0, with e_N
the mean of x^((N-1) theta(-sigma_N)/2), and from V_1 = 0 on,

    b_N = m'_N b_{N-1} + e_N z_N,    V_N = m_N V_{N-1} + r d ((1 - x^((N-1)/2)) z_N - (1 - x^(1/2)) b_{N-1})^2,

as a variance is the mean of that for either sign and the variance of both means.
"""

from functools import cache

from bornproof.symbolic.averaged_map import kept_population
from bornproof.symbolic.averaged_sums import averaged_coherence, mean_of_power
from bornproof.symbolic.derivation import Derivation
from bornproof.symbolic.disks import probability_down, probability_up
from bornproof.symbolic.notation.averages import component
from bornproof.symbolic.notation.core import I, J, K, M, N, S, down, kappa, t, up, x
from bornproof.symbolic.notation.relations import Gt
from bornproof.symbolic.rational_functions import demand_zero
from sympy import Expr, Product, Rational, Sum, Symbol, expand

__all__ = ["OCCUPIED", "one_more_square"]

OCCUPIED = Gt(S[1], 0)  # then no sigma vanishes, almost surely
_HALF = Rational(1, 2)


@cache
def one_more_square() -> Derivation:
    """V_N - m_N V_{N-1} for symbolic N, the square that the level N adds to the averaged Choi matrix at a vector z.

    It supposes `OCCUPIED`. Raises SymbolicError unless the step of the induction reduces to 0.

    >>> one_more_square().result.subs(t, 0)
    0
    """
    _check_entries()
    _check_step()
    steps = Derivation(averaged_coherence().steps, supposed=(OCCUPIED,))
    steps = steps.then("C_JJ, what |J> keeps of itself on the average, in each sector by thm.kept-population", _kept(J))
    apart = (1 - x ** ((N - 1) / 2)) * component[N] - (1 - x**_HALF) * _mean_of(N - 1)
    rule = "V_N, the form less the square of the mean b_N of z.v: what level N makes of V_(N-1), and what it adds"
    return steps.then(rule, _odds(N) * apart**2)


def _check_step() -> None:
    """Raise SymbolicError unless one more level adds to the form what the induction says."""
    root, late, before, variance = (Symbol(name, positive=True) for name in ("y", "g", "b", "V"))  # x^(1/2), x^((M-1)/2)
    powers = {x: root**2, x**_HALF: root, x ** ((M - 1) / 2): late, x ** (M - 1): late**2}
    z = component[M]
    after = _factor(M) * (before**2 + variance) + 2 * _joint(M) * before * z + _kept_alone(M) * z**2
    mean = _half_factor(M) * before + _own(M) * z
    spread = _factor(M) * variance + _odds(M) * ((1 - x ** ((M - 1) / 2)) * z - (1 - x**_HALF) * before) ** 2
    demand_zero("the Choi matrix with one more level", (after - mean**2 - spread).xreplace(powers))


def _check_entries() -> None:
    """Raise SymbolicError unless the entries of C change by these factors with the level N, and begin with them at J = N."""
    pair = _own(I) * Product(_half_factor(M), (M, I + 1, J - 1)) * _joint(J) * Product(_factor(M), (M, J + 1, N))
    demand_zero("an averaged coherence", averaged_coherence().result - pair)
    loss = (J - 1) * down(J) + Sum(up(M), (M, J + 1, N))
    demand_zero("what a level loses", expand(kept_population().result.args[0] / (kappa * t) + loss))


def _own(level: Expr) -> Expr:
    """e_J."""
    return mean_of_power((level - 1) * down(level), level)


def _joint(level: Expr) -> Expr:
    """The mean of what level J makes of a coherence with one below."""
    return mean_of_power(up(level) + (level - 1) * down(level), level)


def _kept_alone(level: Expr) -> Expr:
    return mean_of_power(2 * (level - 1) * down(level), level)


def _kept(level: Expr) -> Expr:
    """C_JJ."""
    return _kept_alone(level) * Product(_factor(M), (M, level + 1, N))


def _factor(level: Expr) -> Expr:
    """m_M."""
    return mean_of_power(2 * up(level), level)


def _half_factor(level: Expr) -> Expr:
    """m'_M."""
    return mean_of_power(up(level), level)


def _odds(level: Expr) -> Expr:
    """r d."""
    return probability_up(level).result * probability_down(level).result


def _mean_of(level: Expr) -> Expr:
    """b_M, the mean of z.v with the first M levels."""
    return Sum(component[J] * _own(J) * Product(_half_factor(K), (K, J + 1, level)), (J, 1, level))
