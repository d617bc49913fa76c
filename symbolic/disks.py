"""Sectors as conditions on |lambda_K|, their areas, and Born's rule for symbolic N, Eqs. (10)-(22).

sigma_n = |lambda_n|^2 S_n - S_{n-1}. Where S_n > 0, sigma_n > 0 means |lambda_n|^2 > S_{n-1}/S_n: a ring. Where
S_n = 0, sigma_n = 0 for every lambda_n and neither sign has a probability; then p_n = 0, and nothing feeds |n>.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, pairwise, product
from math import prod
from typing import Any, TypeAlias

from bornproof.symbolic.derivation import Derivation, Step, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.levels import prefix_sums, telescope
from bornproof.symbolic.model import sigma_value
from bornproof.symbolic.notation.core import C, I, J, K, N, R, S, Sector, alpha, beta, check_levels, check_sector, lam, n
from bornproof.symbolic.rational import Exact, exact_rational, in_order
from flint import fmpq
from sympy import Abs, Eq, Expr, Gt, Integer, Max, Number, Poly, Product, Rational, Sum, Symbol, cancel, expand, pi, sqrt

__all__ = [
    "Distribution", "above", "born", "chances", "check_distribution", "check_probabilities", "disk_fraction",
    "disks_normalised", "exchanged", "joint", "on_another_disk", "outcome", "partial_sum", "probability_down",
    "probability_up", "sector_probability", "sectors", "sigma_in_sums", "threshold", "uniform",
]  # fmt: skip

Distribution: TypeAlias = Callable[[Expr], Expr]
"""How each lambda is distributed about the centre of the disk: the probability inside a radius, as an expression in it."""

GRID = 16  # at how many radii a distribution is looked at
_r, _phi = Symbol("r", nonnegative=True), Symbol("phi", real=True)
_inner, _outer = Symbol("r_1", nonnegative=True), Symbol("r_2", nonnegative=True)


def disk_fraction(inner: Expr, outer: Expr) -> Expr:
    """The area of the ring inner < |lambda| < outer in polar coordinates, over the area pi of the unit disk.

    >>> from sympy import Integer
    >>> disk_fraction(Integer(0), Integer(1))
    1
    """
    return cancel(_ring().xreplace({_inner: inner, _outer: outer}))


def uniform(radius: Expr) -> Expr:
    """The paper's distribution of lambda: the area inside a radius, in [0, 1], over that of the unit disk.

    >>> uniform(Symbol("r"))
    r**2
    """
    return disk_fraction(Integer(0), radius)


@cache
def _ring() -> Expr:
    """The integral of r dr dphi over the ring, over pi; polynomial in r and constant in phi."""
    radial = Poly(_r, _r).integrate()
    angular = Poly(1, _phi).integrate()
    return (radial(_outer) - radial(_inner)) * (angular(2 * pi) - angular(0)) / pi


@cache
def threshold(level: Expr = n) -> Derivation:
    """The value of |lambda_n|^2 beyond which sigma_n > 0, for symbolic n and S_n > 0; Eqs. (11), (18)."""
    if level != n:
        return _instance(threshold(), n, level)
    value = sigma_value(level).replace(lambda node: node == beta, lambda _: alpha)
    steps = derivation("Eq. (13) with beta_I = alpha_I", value)
    prefixed = expand(prefix_sums(value, alpha))
    steps = steps.then("write S_n for the partial sums of |alpha_I|^2", prefixed)
    square = Abs(lam[level]) ** 2
    slope = prefixed.coeff(square)
    bound = cancel(-(prefixed - slope * square) / slope)
    return steps.then("solve sigma_n = 0 for |lambda_n|^2; the coefficient S_n is positive, so sigma_n grows", bound)


def sigma_in_sums() -> Derivation:
    """sigma_N as |lambda_N|^2 S_N - S_{N-1}."""
    value = sigma_value(N)
    steps = derivation("sigma_N of the model", value)
    return steps.then("write S_n for the partial sums of |beta_I|^2", expand(prefix_sums(value, beta)))


def partial_sum(level: Expr) -> Derivation:
    """|alpha_1|^2 + ... + |alpha_level|^2."""
    literal = Sum(Abs(alpha[I]) ** 2, (I, 1, level))
    return derivation("the sum", literal).then("write S_n for it", prefix_sums(literal, alpha))


def above(level: Expr = n) -> Derivation:
    """The event sigma_n > 0 as a condition on lambda_n and the amplitudes."""
    value = sigma_value(level).replace(lambda node: node == beta, lambda _: alpha)
    return derivation("sigma > 0 with beta_I = alpha_I", Gt(value, 0))


@cache
def probability_up(level: Expr = n, inside: Distribution = uniform) -> Derivation:
    """P(sigma_n > 0) for symbolic n and S_n > 0: the ring from the threshold to the rim; Eqs. (12), (16)."""
    if level != n:
        return _instance(probability_up(n, inside), n, level)
    rule = "area of the ring over the area of the disk" if inside is uniform else "the probability of the ring beyond it"
    return threshold(level).then(rule, cancel(1 - inside(sqrt(threshold(level).result))))


@cache
def probability_down(level: Expr = n, inside: Distribution = uniform) -> Derivation:
    """P(sigma_n < 0) for symbolic n and S_n > 0: the disk inside the threshold.

    >>> probability_down(inside=lambda r: r**4).result  # the density 2 |lambda|^2/pi
    S[n - 1]**2/S[n]**2
    """
    if level != n:
        return _instance(probability_down(n, inside), n, level)
    rule = "area of the inner disk over the area of the disk" if inside is uniform else "the probability of the disk inside it"
    return threshold(level).then(rule, inside(sqrt(threshold(level).result)))


@cache
def outcome(level: Expr = K) -> Derivation:
    """P(|K>) for symbolic N and K with S_K > 0: sigma_K > 0 and sigma_J < 0 for all J > K; Eqs. (16)-(22).

    It is p_K/S_N; a state has S_N = 1.
    """
    if level != K:
        return _instance(outcome(), K, level)
    upper = probability_up(level).result
    steps = derivation(
        "the lambda's are independent: multiply P(sigma_K > 0) and P(sigma_J < 0), J = K+1..N",
        upper * Product(probability_down(J).result, (J, level + 1, N)),
    )
    return steps.then("telescope the product (empty for K = N)", cancel(telescope(steps.result)))


def born(level: Expr, values: Mapping[Any, Any]) -> Derivation:
    """P(|K>) for K = level; where `values` says that S_K vanishes, the outcome is impossible."""
    if values.get(S[level]) == 0:
        return derivation("S_K = 0 makes p_K = 0 and sigma_K = 0 for every lambda_K: nothing feeds it", Integer(0))
    return _first() if level.subs(K, values.get(K, K)) == 1 else outcome(level)


@cache
def _first() -> Derivation:
    """P(|1>): the level that remains when no level above it is fed."""
    fall = Product(probability_down(J).result, (J, 2, N))
    steps = derivation("|1> remains when sigma_J < 0 for all J = 2..N", fall)
    return steps.then("telescope the product", cancel(telescope(steps.result)))


def _instance(steps: Derivation, name: Expr, level: Expr) -> Derivation:
    """A derivation for one value of a level."""
    inserted = (step.result.subs(name, level).xreplace({S[0]: Integer(0)}) for step in steps.steps)
    return Derivation(tuple(Step(step.rule, result) for step, result in zip(steps.steps, inserted, strict=True)))


def disks_normalised(number: int) -> Derivation:
    """The volume of a product of disks over that of the same number of unit disks, each in polar coordinates."""
    return derivation("independent: the areas of the disks multiply", disk_fraction(Integer(0), Integer(1)) ** number)


def joint(values: Mapping[Any, Any]) -> Derivation:
    """P(sigma_3 < 0 and sigma_2 > 0) for S_3 = 1: independent lambda's in the share c of all runs, in the others of one modulus."""
    if values.get(S[2]) == 0:
        return derivation("S_2 = 0 makes sigma_2 = 0 for every lambda_2", Integer(0))
    return _joint()


@cache
def _joint() -> Derivation:
    both = probability_down(Integer(3)).result * probability_up(Integer(2)).result
    steps = derivation("independent: the areas multiply", both)
    upper, lower = threshold(Integer(3)).result.subs(S[3], 1), threshold(Integer(2)).result
    ring = Max(0, upper - lower)
    steps = steps.then("one modulus: |lambda|^2 from S_1/S_2 to S_2, if there is such a ring", ring).supposing(Eq(S[3], 1))
    return steps.then("the average over all runs", C * both + (1 - C) * ring)


def exchanged(values: Mapping[Any, Any]) -> Derivation:
    """P of the level that was K when K and K + 1 have changed places: it is now K + 1, and S_K contains the other one."""
    steps = born(K + 1, {S[K + 1]: values.get(S[K + 1], 1)})
    found = steps.result.subs(S[K], S[K - 1] + S[K + 1] - S[K])
    return steps.then("exchange p_K and p_{K+1}: S_K becomes S_{K-1} + p_{K+1}", found)


def on_another_disk() -> Derivation:
    """P(sigma_2 > 0) for lambda_2 uniform on a disk of radius R: the ring from the threshold to R, none where R^2 < S_1."""
    steps = threshold(Integer(2)).supposing(Eq(S[2], 1))
    inner = steps.result.subs(S[2], 1)
    steps = steps.then("S_2 = 1", inner)
    return steps.then("ring from |lambda_2|^2 = S_1 to R^2 over the disk, if there is one", Max(0, R**2 - inner) / R**2)


def check_probabilities(p: Iterable[Exact]) -> tuple[fmpq, ...]:
    """Return p as rationals; raise SymbolicError unless they are exact, non-negative and sum to 1."""
    values = tuple(map(exact_rational, in_order(p, "probabilities")))
    check_levels(len(values))
    if any(value < 0 for value in values):
        raise SymbolicError(f"probabilities must not be negative: {', '.join(map(str, values))}")
    if sum(values, fmpq(0)) != 1:
        raise SymbolicError(f"probabilities must sum to 1, not {sum(values, fmpq(0))}")
    return values


def sectors(levels: int) -> tuple[Sector, ...]:
    """The 2^(N-1) sectors in which no sigma vanishes."""
    return tuple(product((1, -1), repeat=check_levels(levels) - 1))


def chances(below: fmpq, upto: fmpq, inside: Distribution = uniform) -> dict[int, fmpq]:
    """P(sigma_n > 0) and P(sigma_n < 0), exactly, from S_{n-1} and S_n; where S_n = 0 the sign is 0 with certainty.

    Raises SymbolicError where the distribution makes them irrational.

    >>> chances(fmpq(1, 4), fmpq(1)), chances(fmpq(1, 4), fmpq(1), lambda r: r**4), chances(fmpq(0), fmpq(0))
    ({1: 3/4, -1: 1/4}, {1: 15/16, -1: 1/16}, {0: 1})
    """
    if not upto:
        return {0: fmpq(1)}
    inner = _within(below / upto, inside)
    return {1: 1 - inner, -1: inner}


@lru_cache(maxsize=4096)
def _within(square: fmpq, inside: Distribution) -> fmpq:
    """The probability that |lambda|^2 is below this."""
    found = exact_rational(inside(sqrt(Rational(int(square.p), int(square.q)))))
    if not 0 <= found <= 1:
        raise SymbolicError(f"a distribution must have probabilities in [0, 1], not {found} within |lambda|^2 = {square}")
    return found


def check_distribution(inside: Distribution) -> None:
    """Raise SymbolicError unless this is a distribution on the unit disk, as far as its values on a grid tell.

    They are exact, start with 0 at the centre, never fall with the radius, and end with 1; of a polynomial it is proved that it
    never falls.

    >>> check_distribution(lambda r: r**4)
    >>> check_distribution(lambda r: 2 * r)
    Traceback (most recent call last):
        ...
    bornproof.symbolic.errors.SymbolicError: a distribution must have the probability 1 within the radius 1, not 2
    """
    if not callable(inside):
        raise SymbolicError(f"a distribution must be a function of the radius, not of type {type(inside).__name__}")
    found = [inside(Rational(place, GRID)) for place in range(GRID + 1)]
    for value in found:
        exact = isinstance(value, Expr) and value.is_real and not any(part.is_Float for part in value.atoms(Number))
        if not (exact or isinstance(value, int)):
            raise SymbolicError(f"a distribution must have exact real values, not {value!r:.60} of type {type(value).__name__}")
    if found[0] != 0:
        raise SymbolicError(f"a distribution must have the probability 0 within the radius 0, not {found[0]}")
    if found[-1] != 1:
        raise SymbolicError(f"a distribution must have the probability 1 within the radius 1, not {found[-1]}")
    for place, (one, other) in enumerate(pairwise([Integer(0), *found])):
        if not bool(one <= other):
            raise SymbolicError(f"a distribution must not fall with the radius, as to {other} at {Rational(place, GRID)}")
    if _turns(inside):
        raise SymbolicError("a distribution must not fall with the radius, as it does between places of the grid")


def _turns(inside: Distribution) -> bool:
    """Whether it is a polynomial with rational coefficients whose derivative changes its sign in (0, 1): at a zero of odd order."""
    try:
        whole = inside(_r)
    except TypeError:  # it asks for the size of the radius, which a symbol has not
        return False
    if not whole.is_polynomial(_r):
        return False
    function = Poly(whole, _r)
    if not all(part.is_Rational for part in function.coeffs()):
        return False
    odd = (factor for factor, order in function.diff(_r).sqf_list()[1] if order % 2)
    return any(factor.count_roots(0, 1) > sum(factor.eval(end) == 0 for end in (0, 1)) for factor in odd)


def sector_probability(signs: Sequence[int], p: Sequence[Exact], inside: Distribution = uniform) -> fmpq:
    """The probability of a sector: the product over n of P(sigma_n > 0) = p_n/S_n or P(sigma_n < 0) = S_{n-1}/S_n.

    Where S_n = 0 the sign of sigma_n is 0 with certainty.

    >>> sector_probability((1,), (fmpq(1, 4), fmpq(3, 4))), sector_probability((1,), (fmpq(1, 4), fmpq(3, 4)), lambda r: r**4)
    (3/4, 15/16)
    """
    values = check_probabilities(p)
    pairs = zip(check_sector(signs, len(values)), pairwise(accumulate(values)), strict=True)
    return prod((chances(*sums, inside).get(sign, fmpq(0)) for sign, sums in pairs), start=fmpq(1))
