"""Single rules of the normal form at the edges of what they apply to."""

from dataclasses import replace

import pytest
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import KNOWN, I, J, K, M, N, S, alpha, kappa, p, q, rho0, theta
from bornproof.symbolic.rewriting.algebra import content, inverse, multiply
from bornproof.symbolic.rewriting.context import Budget, Context, Tables, UnprovedError
from bornproof.symbolic.rewriting.factors import factors_of
from bornproof.symbolic.rewriting.inequalities import Row
from bornproof.symbolic.rewriting.named_steps import MOST_TERMS, write_out
from bornproof.symbolic.rewriting.polynomials import Atom, Poly, alone, constant, symbol, text_of
from bornproof.symbolic.rewriting.premises import assumed, context_for
from bornproof.symbolic.rewriting.sums import LONGEST
from bornproof.symbolic.rewriting.trees import normal
from flint import fmpq
from sympy import Eq, Expr, Gt, IndexedBase, Integer, Mul, Ne, Pow, Product, Rational, Sum, Symbol, expand, sqrt
from sympy.logic.boolalg import Boolean

A, B = IndexedBase("A"), IndexedBase("B")
x, y, z, u, v = (Symbol(name) for name in "xyzuv")


def context(*given: Boolean) -> Context:
    return assumed(context_for(Tables(((S, alpha),), frozenset((rho0,))), Budget(100_000)), (*KNOWN, *given))


def form(tree: Expr, *given: Boolean) -> Poly:
    return normal(context(*given), tree)


def test_a_step_does_not_see_a_positive_factor_of_all_terms() -> None:
    assert form(theta(kappa * q - kappa / 2)) == form(theta(2 * q - 1))
    assert form(theta(kappa * q - Rational(1, 2))) != form(theta(2 * q - 1))


@pytest.mark.parametrize(
    ("tree", "count"),
    [
        (x**12 - y**12, 6),
        (x**13 - y**13, 1),  # the degree
        ((x + y) * (z + u), 2),
        ((x + y) * (z + u + v), 1),  # the atoms
        ((x + 1) * (x + 2**30), 2),
        ((x + 1) * (x + 2**70), 1),  # the bits
        ((x + y) * sum(x**k for k in range(6)), 4),
        ((x + y + 1) * sum(x**k * y for k in range(7)), 2),  # the terms: y is a factor of all
    ],
)
def test_small_polynomials_are_factored(tree: Expr, count: int) -> None:
    factors = [factor for factor, _ in factors_of(context(), form(expand(tree))) if factor.number is None]
    assert len(factors) == count


def test_a_strict_bound_of_whole_numbers_is_rounded_down_below_itself() -> None:
    for constant_term, floor in ((fmpq(1), 0), (fmpq(3, 2), 1), (fmpq(-1), -2), (fmpq(-1, 2), -1)):
        assert Row({"x": fmpq(1)}, constant_term, strict=True, whole=True).tightened().constant == floor
        assert Row({"x": fmpq(1)}, constant_term, whole=True).tightened().constant == int(constant_term.floor())


def test_sums_over_a_triangle_have_one_order() -> None:
    over_j, over_i = Sum(A[I] * B[J], (J, 1, I), (I, 1, N)), Sum(A[I] * B[J], (I, J, N), (J, 1, N))
    assert form(over_j) == form(over_i)
    below, above = Sum(A[I] * A[J], (J, 1, I), (I, 1, N)), Sum(A[I] ** 2, (I, 1, N))
    assert form(2 * below) == form(Sum(A[I], (I, 1, N)) ** 2 + above)
    assert form(2 * below) != form(Sum(A[I], (I, 1, N)) ** 2)


def test_a_sum_with_sums_inside_is_shifted() -> None:
    here = Sum(A[K + 1] * Sum(B[J], (J, 1, K)) ** 2, (K, 1, N))
    shifted = Sum(A[K] * Sum(B[J], (J, 1, K - 1)) ** 2, (K, 2, N + 1))
    assert form(here) == form(shifted)


def test_the_inverse_of_a_root_is_a_root_over_its_radicand() -> None:
    once = form(1 / sqrt(N))
    assert multiply(context(), once, once) == form(1 / N)
    assert multiply(context(), once, form(sqrt(N))) == constant(1)


def test_a_product_that_does_not_vanish_has_no_factor_that_does() -> None:
    nowhere = Ne(Product(A[M], (M, 1, N)), 0)
    assert form(A[2] / A[2] - 1, nowhere) == constant(0)
    assert context(nowhere).facts.nonzero(alone(Atom("entry", A, (constant(1),))))
    assert context(nowhere).facts.nonzero(alone(Atom("entry", A, (alone(symbol(N)),))))
    for outside in (constant(0), alone(symbol(N)) + constant(1)):
        assert not context(nowhere).facts.nonzero(alone(Atom("entry", A, (outside,))))
    ratios = Ne(Product(A[M] - A[M + 1], (M, 1, N)), 0)
    two = alone(Atom("entry", A, (constant(2),))) - alone(Atom("entry", A, (constant(3),)))
    assert context(ratios).facts.nonzero(two)


def test_a_step_that_does_not_vanish_has_a_positive_argument() -> None:
    inside = context(Ne(theta(q - Rational(1, 2)), 0)).facts
    assert inside.positive(form(q - Rational(1, 2)))
    assert not inside.positive(form(q - Integer(1)))


def test_a_product_that_is_divided_by_is_licensed_by_its_factors() -> None:
    """Of two positive sums, one of which is 1 minus other names, the product is not seen to be positive."""
    total, *positive = Eq(p[4], 1 - p[1] - p[2] - p[3], evaluate=False), Gt(p[1] + p[3], 0), Gt(p[1] + p[4], 0)
    for exponent in (1, 2):
        divisor = Mul((p[1] + p[3]) ** exponent, p[1] + p[4], evaluate=False)
        one_by_one = (p[1] + p[3]) ** -exponent * (p[1] + p[4]) ** -1
        assert form(Pow(divisor, -1, evaluate=False), total, *positive) == form(one_by_one, total, *positive)
        with pytest.raises(UnprovedError, match="which may vanish"):
            form(Pow(divisor, -1, evaluate=False), total, positive[0])


def test_a_sum_between_numbers_is_written_out_though_earlier_terms_have_no_value() -> None:
    ratios = Sum(B[M] / A[M], (M, 3, N)) - Sum(B[M] / A[M], (M, 5, N))
    licensed = Ne(Product(A[M], (M, 3, N)), 0), Gt(N, 5)
    assert form(ratios, *licensed) == form(B[3] / A[3] + B[4] / A[4], *licensed)


def test_nothing_is_divided_by_0_whatever_is_licensed() -> None:
    for inside in (context(), replace(context(), licensed=True)):
        with pytest.raises(UnprovedError, match=r"divides by 0$"):
            inverse(inside, constant(0))


def test_powers_of_an_index_are_summed_up_to_a_limit() -> None:
    assert form(Sum(K**LONGEST, (K, 1, N))) != constant(0)
    with pytest.raises(UnprovedError, match="too high to be summed"):
        form(Sum(K ** (LONGEST + 1), (K, 1, N)))


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Sum(sqrt(K - 1), (K, 1, N + 1)), "Sum(root(_i_1), (_i_1, 1, N))"),
        (Sum(sqrt(K + 1), (K, 1, N)), "-1 + Sum(root(_i_1), (_i_1, 1, 1 + N))"),
        (Sum(sqrt(K), (K, 1, N + 1)), "Sum(root(_i_1), (_i_1, 1, 1 + N))"),  # its root may be known not to be negative there only
        (
            Sum(A[K + 1] * Sum(B[J], (J, 1, K)), (K, 1, N)),
            ("A[1 + N]*Sum(B[_i_1], (_i_1, 1, N)) + Sum(A[_i_1], (_i_1, 1, N))*Sum(B[_i_1], (_i_1, 1, N))"
             " - Sum(B[_i_2]*Sum(A[_i_1], (_i_1, 1, _i_2)), (_i_2, 1, N))"),
        ),
    ],
)
def test_sums_are_moved_to_their_place(tree: Expr, text: str) -> None:
    assert text_of(form(tree)) == text


def test_a_sum_is_written_out_up_to_a_number_of_terms() -> None:
    assert write_out(Sum(A[K], (K, 1, MOST_TERMS))).count(IndexedBase) == MOST_TERMS
    with pytest.raises(SymbolicError, match="terms are written out"):
        write_out(Sum(A[K], (K, 1, MOST_TERMS + 1)))


@pytest.mark.parametrize("number", [2, Rational(2, 3), 10**9 + 7])
def test_the_root_of_a_number_is_positive(number: Expr) -> None:
    assert context().facts.nonnegative(form(sqrt(number)))


def test_nothing_has_the_content_of_one() -> None:
    assert content(constant(0)) == 1


@pytest.mark.parametrize(("atoms", "steps"), [(2, 1), (5, 2), (10, 4)])
def test_long_products_cost_more_steps(atoms: int, steps: int) -> None:
    left, right = (Poly({frozenset((symbol(Symbol(f"{name}{k}")), 1) for k in range(atoms)): fmpq(1)}) for name in "ab")
    inside = context().starting(Budget(100))
    multiply(inside, left, right)
    assert inside.budget.used == steps
