"""States of many levels, none of them likely: what the averaged distribution becomes as the largest p_J goes to 0.

With s = S_n, x = exp(-kappa t), d the largest p_M above n, and F_n the average of rho_11 + ... + rho_nn, for every N:

    F_n = A (1 - x^n (1 - s)) - x (1 - x^n) A sum_{M>n} p_M^2/(S_{M-1} + x p_M),    A = prod_{M>n} (1 - (1 - x) p_M/S_M),

    s^(1-x) <= A <= ((s + d)/(1 + d))^(1-x),    so that    |F_n - s^(1-x) (1 - x^n (1 - s))| <= d (1 - s)/s    at all times.
"""

from dataclasses import replace
from functools import cache

from bornproof.symbolic.averaged_sums import averaged_sum_of_state
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.notation.core import M, N, S, kappa, n, t, x
from bornproof.symbolic.notation.diffuse import early, share
from bornproof.symbolic.notation.relations import Eq, Lt
from bornproof.symbolic.rational_functions import demand_zero, derivative
from sympy import Add, Product, Sum, Symbol, diff, exp, factorial, log

__all__ = [
    "LATER", "NORMALISED", "early_layer", "error_bound", "first_correction", "largest_distance", "remainder", "universal_function",
]  # fmt: skip

NORMALISED = Eq(S[N], 1)
LATER = Lt(x, 1)  # that is t > 0
_rest = Symbol("y", positive=True)  # 1 - x, at most 1
_ratio = Symbol("r", positive=True)  # p_M/S_M, below 1
_largest = Symbol("d", positive=True)  # not below any p_M, M > n


@cache
def remainder() -> Derivation:
    """F_n with what vanishes in the limit set apart, for symbolic N and n, and amplitudes of any norm; it supposes S_n > 0."""
    steps = averaged_sum_of_state()
    p, below = S[M] - S[M - 1], S[M - 1]
    demand_zero("what is set apart", p * below / (below + x * p) - p + x * p**2 / (below + x * p))
    product = Product((below + x * p) / S[M], (M, n + 1, N))
    missing = Sum(p**2 / (below + x * p), (M, n + 1, N))
    result = product * (S[N] - x**n * (S[N] - S[n]) - x * (1 - x**n) * missing)
    return steps.then("p S_{M-1}/(S_{M-1} + x p) = p - x p^2/(S_{M-1} + x p), and the p_M above n sum to S_N - S_n", result)


@cache
def error_bound() -> Derivation:
    """A bound d (1 - s)/s on |F_n - s^(1-x) (1 - x^n (1 - s))|, for every N, n, state and time; d bounds the p_M above n.

    Raises SymbolicError unless each function below vanishes at r = 0 and has the derivative that shows its sign.

    >>> error_bound().result
    d*(1 - s)/s
    """
    y, r, d, s = _rest, _ratio, _largest, share
    lower = 1 - y * r - (1 - r) ** y
    demand_zero("the lower bound of a factor", lower.subs(r, 0), diff(lower, r) - y * ((1 - r) ** y / (1 - r) - 1))
    upper = -y * log(1 + r) - log(1 - y * r)
    rise = y * (1 + y) * r / ((1 - y * r) * (1 + r))
    demand_zero("the upper bound of a factor", upper.subs(r, 0), diff(upper, r) - rise)
    reached = Symbol("S_M", positive=True)
    step = (reached * (1 - r) + d) / (reached + d) - 1 / (1 + r)
    demand_zero("the telescope", step - r * (d - reached * r) / ((1 + r) * (reached + d)))
    gap = (s + d) / (s * (1 + d)) - 1 - d * (1 - s) / (s * (1 + d))
    logarithm = 1 / s - 1 + log(s)
    demand_zero("the bounds", gap, logarithm.subs(s, 1), diff(logarithm, s) + (1 - s) / s**2)
    steps = derivation("a factor of A, with y = 1 - x and r = p_M/S_M", 1 - y * r)
    rule = "is not below (1 - r)^y = (S_{M-1}/S_M)^y, from which it starts at r = 0 and rises: 0 <= y <= 1"
    steps = steps.then(rule, (1 - r) ** y)
    steps = steps.then("so that A is not below the product, which telescopes", s**y)
    steps = steps.then("nor above (1 + r)^-y, where 1/(1 + r) <= (S_{M-1} + d)/(S_M + d), as p_M <= d", (1 + r) ** -y)
    steps = steps.then("so that A is not above the product, which telescopes", ((s + d) / (1 + d)) ** y)
    rule = "above by (1 + z)^y <= 1 + y z, z = d (1 - s)/(s (1 + d)); 1 - x^n (1 - s) <= 1"
    steps = steps.then(rule, s**y * y * d * (1 - s) / (s * (1 + d)))
    rule = "below: x (1 - x^n) A p_M^2/(S_{M-1} + x p_M) <= d p_M/S_M <= d log(S_M/S_{M-1}), which telescopes"
    steps = steps.then(rule, -d * log(s))
    return steps.then("both are at most this: 1 + d > 1, s^y <= 1, y <= 1; log(1/s) <= 1/s - 1", d * (1 - s) / s)


@cache
def universal_function() -> Derivation:
    """The limit of F_n for s = S_n > 0 and a fixed time t > 0 as the largest p_J goes to 0.

    >>> universal_function().result
    s**(1 - exp(-kappa*t))
    """
    early_form = share ** (1 - x) * (1 - x**n * (1 - share))
    steps = error_bound().supposing(LATER)
    steps = steps.then("it vanishes with d, and so does the distance from this", early_form)
    return steps.then("n p_max is not below s, so that n -> oo and x^n -> 0", share ** (1 - x))


@cache
def early_layer() -> Derivation:
    """The limit of F_n in the uniform state, p_J = 1/N and n = s N, at kappa t = tau/N as N -> oo.

    >>> early_layer().result
    (s - 1)*exp(-s*tau) + 1
    """
    form = share ** (1 - x) * (1 - x ** (share * N) * (1 - share))
    steps = error_bound().then("d = 1/N: it vanishes as N -> oo, at all times, and so does the distance from this", form)
    step = Symbol("h", positive=True)  # 1/N: the form is continuous at 0
    at = form.subs(t, early / (N * kappa)).powsimp().subs(N, 1 / step)
    return steps.then("kappa t = tau/N and N -> oo", at.subs(step, 0))


@cache
def first_correction() -> Derivation:
    """The limit of N (F_n - s^(1-x)) in the uniform state, p_J = 1/N and n = s N, at a fixed time t > 0.

    The product A obeys A(s - h) = A(s) (1 - (1 - x) h/s), h = 1/N, A(1) = 1. With A = s^y (1 + h f(s)), y = 1 - x, both sides
    agree up to h^3 where f' is as below, so that N steps leave an error of the order h^2. Raises SymbolicError unless they do.

    >>> first_correction().result.subs(share, 1)
    0
    """
    y, s, h = _rest, share, Symbol("h", positive=True)
    f = y * (1 - y) / 2 * (1 / s - 1)
    power = Add(*(diff((1 - h / s) ** y, h, k).subs(h, 0) * h**k / factorial(k) for k in range(3)))  # up to h^3
    defect = power * (1 + h * f.subs(s, s - h)) - (1 + h * f) * (1 - y * h / s)
    slope = derivative(defect, h)
    demand_zero("the first correction", f.subs(s, 1), *(each.subs(h, 0) for each in (defect, slope, derivative(slope, h))))
    steps = remainder().supposing(LATER)
    steps = steps.then("p_J = 1/N: the product is s^y (1 + f/N + O(1/N^2)) with y = 1 - x and this f", f)
    steps = steps.then("the sum is 1/N times the integral of 1/S from s to 1, and x^n vanishes", -log(s))
    return replace(steps, supposed=(LATER,)).then("put together", s ** (1 - x) * (f.subs(y, 1 - x) + x * log(s)))


@cache
def largest_distance() -> Derivation:
    """The largest distance s^(1-x) - s over 0 < s <= 1, for a fixed time t > 0: Kolmogorov's, and the total variation.

    The density (1 - x) s^-x crosses 1 once, so that the two distances are one. Raises SymbolicError unless what is inserted
    solves the equation.

    >>> largest_distance().result
    (1 - exp(-kappa*t))**(exp(kappa*t) - 1)*exp(-kappa*t)
    """
    s, place = share, Symbol("x", positive=True)
    gap = s ** (1 - x) - s
    steps = derivation("the distance at s", gap).supposing(LATER)
    steps = steps.then("its derivative falls with s: it vanishes once, where the density crosses 1", diff(gap, s))
    demand_zero("the slope", diff(gap, s) * s**x - (1 - x) + s**x)
    steps = steps.then("there s^-x = 1/(1 - x), and s^(1-x) - s is s x/(1 - x)", s * x / (1 - x))
    demand_zero("the distance there", 1 / (1 - place) - 1 - place / (1 - place))
    return steps.then("s = (1 - x)^(1/x), with 1/x = exp(kappa t)", x * (1 - x) ** (exp(kappa * t) - 1))
