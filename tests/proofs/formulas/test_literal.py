"""What an expression divides by is read off the tree as it is written, though SymPy would cancel it."""

import pytest
from bornproof.proofs.formulas.literal import Demand, as_written, demands, divide, evaluated, written
from bornproof.symbolic.notation.core import theta
from sympy import Abs, Add, Basic, Eq, Ge, Gt, I, Integer, Max, Mul, Ne, Or, Pow, Product, Sum, Symbol, cos, exp, im, log, sqrt, tan

q, x, n = Symbol("q", real=True), Symbol("x"), Symbol("n", integer=True)
k, m = Symbol("k", integer=True), Symbol("m", integer=True)
positive = Symbol("p", positive=True)


def asked(tree: Basic) -> list[Basic]:
    return [demand.condition for demand in demands(tree)]


@pytest.mark.parametrize(
    ("tree", "conditions"),
    [
        (divide(q, q), [Ne(q, 0)]),
        (written(Mul, 0, divide(1, q)), [Ne(q, 0)]),
        (written(Pow, divide(1 - q, 1 - q), 0), [Ne(1 - q, 0)]),
        (written(Mul, divide(1, positive), positive), []),
        (written(Pow, q, -n), [Or(Ne(q, 0), Ge(-n, 0))]),
        (written(Pow, positive, -n), []),
        (written(Pow, q, Integer(0)), []),
        (written(Pow, q, I), [Ne(q, 0)]),
        (divide(1, sqrt(1 - q**2)), [Ne(1 - q**2, 0)]),
        (divide(1, q * (q - 1)), [Ne(q, 0), Ne(q - 1, 0)]),
        (divide(1, exp(q)), []),
        (written(log, q), [Ne(q, 0)]),
        (tan(q), [Ne(cos(q), 0)]),
        (theta(q), []),
        (theta(x), [Eq(im(x), 0)]),
        (Max(0, x, evaluate=False), [Eq(im(x), 0)]),
        (theta(Abs(x) + x * x.conjugate()), []),
        (written(Abs, divide(1, q)), [Ne(q, 0)]),
        (theta(divide(1, q)), [Ne(q, 0)]),
    ],
    ids=str,
)
def test_what_a_tree_asks(tree: Basic, conditions: list[Basic]) -> None:
    assert [str(condition) for condition in asked(tree)] == [str(condition) for condition in conditions]


def test_limits_are_asked_outside_of_their_sum() -> None:
    tree = Sum(divide(1, k - m), (k, divide(1, m), 3), (m, 1, n))
    found = {str(demand.condition): [str(limit[0]) for limit in demand.limits] for demand in demands(tree)}
    assert found == {"Ne(m, 0)": ["m"], "Ne(k - m, 0)": ["k", "m"]}


def test_conditions_for_all_values_of_bound_names() -> None:
    (found,) = demands(Sum(divide(1, k - q), (k, 1, n)))
    assert found.for_all == (Ne(Product(k - q, (k, 1, n)), 0),)
    (found,) = demands(Sum(divide(1, k - q), (k, 2, 3)))
    assert found.for_all == (Ne(2 - q, 0), Ne(3 - q, 0))
    (found,) = demands(Sum(divide(1, q), (k, 1, n)))
    assert found.for_all == (Ne(q, 0),)
    assert Demand(Or(Ne(q, 0), Ge(k, 0)), ((k, Integer(1), n),)).for_all == ()


def test_evaluated_lets_sympy_cancel() -> None:
    assert evaluated(divide(q, q)) == 1
    assert evaluated(Sum(divide(k * q, q), (k, 1, n))) == Sum(k, (k, 1, n))
    assert divide(q, q) != 1


def test_an_order_needs_real_sides_and_an_equation_does_not() -> None:
    z = Symbol("z")
    (found,) = demands(Gt(z, 0, evaluate=False))
    assert found.for_all != ()
    assert list(demands(Eq(z, 0))) == list(demands(Ne(z, 0))) == []


@pytest.mark.parametrize(
    ("tree", "kept"),
    [
        (written(Mul, x, q), "q*x"),
        (written(Add, x, x), "x + x"),
        (written(Add, x, written(Mul, -1, x)), "-x + x"),
        (written(Mul, Integer(-1), written(Pow, Integer(2), Integer(-1)), q + x), "-(q + x)/2"),
        (written(Mul, Integer(2), q + x, x), "2*x*(q + x)"),
        (divide(q, q), "q/q"),
        (written(Pow, divide(1, q), Integer(-1)), "1/(1/q)"),
        (written(Mul, 0, divide(1, q)), "0/q"),
        (written(exp, written(log, q)), "exp(log(q))"),
        (written(Mul, positive, divide(1, positive)), "1"),
    ],
    ids=str,
)
def test_what_is_written_stays(tree: Basic, kept: str) -> None:
    found = as_written(tree)
    assert str(found) == kept
    assert set(map(str, demands(found))) == set(map(str, demands(tree)))
    assert evaluated(found) == evaluated(tree)
