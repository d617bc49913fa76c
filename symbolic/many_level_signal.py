"""Alice's spin and n levels of Bob's, a product state: what she sees when his outcome is certain, and when it is spread.

Her spin is up in the levels 1..n, with the probability s = w/(1+w), and down in n+1..2n. A spread setting makes her averaged
marginal larger: in a geometric one p_M/S_M = r for all M > n, so that s = (1-r)^n. The closed form of F_n holds with s = 0,
too, where the levels 1..n alone are empty: by `averaged_sum_over_zeros` with K = n. With r = 1/m^2, n = m^4 and
1 - exp(-kappa t) = 1/m^3 her marginal goes from below 2/m^2 to above 1 - 4/m: the change has no bound below 1.
"""

from functools import cache

from bornproof.symbolic.averaged_sums import averaged_sum_of_state, mean_factor
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import M, S, n, x
from bornproof.symbolic.notation.relations import Le
from bornproof.symbolic.notation.spread import odds, ratio
from bornproof.symbolic.rational_functions import lowest_terms
from sympy import Expr, Integer, Product, Sum, Symbol

__all__ = ["SHARES", "bounds_of_signal", "certain_setting", "even_setting", "geometric_setting"]

SHARES = Le(ratio, 1)


@cache
def certain_setting() -> Derivation:
    """Her averaged marginal if Bob's outcome is certain: one level below n+1 is there, and one above.

    >>> from sympy import factor
    >>> factor(certain_setting().result.subs(n, 1))
    w/(w + 1)
    """
    share = odds / (1 + odds)
    kept = mean_factor().result.subs(M, 2).subs({S[1]: share, S[2]: 1})
    steps = derivation("one level M > n with p_M > 0: S_{M-1} = s, S_M = 1, and its mean factor", kept)
    found = odds * (odds + x + 1 - x**n) / (1 + odds) ** 2
    decaying = share + (1 - x**n) * (1 - share) * share / kept
    if lowest_terms((kept * decaying - found).subs(x, Symbol("X"))) != 0:
        raise SymbolicError("the mean factor must go into what decays")
    return steps.then("times s and what decays from there", found)


@cache
def even_setting() -> Derivation:
    """The same if all n outcomes of Bob's are as probable."""
    closed, share, past = averaged_sum_of_state().result, odds / (1 + odds), Symbol("X")

    def even(node: Expr) -> Expr:
        """A sum or product over the levels M + n above n, in which S_{M+n} = s + M (1-s)/n."""
        sums = {S[M]: share + M * (1 - share) / n, S[M - 1]: share + (M - 1) * (1 - share) / n}
        found = lowest_terms(node.function.subs(x, past).subs(sums), factored=True)
        return node.func(found.subs(past, x), (M, 1, n))

    found = closed.subs(S[n], share).replace(lambda node: isinstance(node, Sum | Product), even)
    steps = derivation("F_n in closed form", closed)
    return steps.then("N = 2n, S_M = s + (M-n)(1-s)/n, s = w/(1+w); count the levels above n from 1", found)


@cache
def geometric_setting() -> Derivation:
    """The same if p_M = r S_M for each M > n; it supposes `SHARES`. Raises SymbolicError unless each factor is one number.

    >>> lowest_terms(geometric_setting().result.subs(n, 1).subs(x, Symbol("X")))
    1 - r
    """
    past, kept = Symbol("X"), 1 - ratio + x * ratio
    closed = averaged_sum_of_state().result.subs(x, past)
    each = [node.function.subs(S[M - 1], (1 - ratio) * S[M]) for kind in (Product, Sum) for node in closed.atoms(kind)]
    expected = (kept.subs(x, past), ratio * S[M] * (1 - ratio) / kept.subs(x, past))
    if any(lowest_terms(one - other) != 0 for one, other in zip(each, expected, strict=True)):
        raise SymbolicError("in a geometric setting all factors must be equal")
    steps = derivation("the mean factor of each level above n", kept).supposing(SHARES)
    share_of_decay = (1 - ratio) / kept
    steps = steps.then("the share of what decays: of each p_M = r S_M", share_of_decay)
    s = (1 - ratio) ** n
    found = kept**n * (s + (1 - x**n) * (1 - s) * share_of_decay)
    return steps.then("n equal factors; the p_M sum to 1 - S_n; with r = 1 it is 0, as |2n> is certain", found)


def bounds_of_signal(size: int) -> tuple[Expr, Expr]:
    """Bernoulli's bounds for r = 1/m^2, n = m^4, x = 1 - 1/m^3: above what is seen before, and below what is seen after.

    (1-r)^n <= 1/(1+nr), x^n <= 1/(1+n(1-x)), (1-(1-x)r)^n >= 1 - n(1-x)r.

    >>> bounds_of_signal(10)
    (2/101, 81/101)
    """
    m = Integer(size)
    if not size > 1:
        raise SymbolicError(f"m must be at least 2, not {size}")
    up = 1 / (1 + m**2)
    return 2 * up, (1 - 1 / m) * (1 - 1 / (1 + m)) * (1 - up) * (1 - 1 / m**2)
