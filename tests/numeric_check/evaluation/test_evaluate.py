"""Evaluation is exact where it can be, encloses SymPy's own value where it cannot, and never guesses."""

from fractions import Fraction
from typing import Any

import pytest
import sympy as sp
from bornproof.numeric_check.arithmetic.balls import ball
from bornproof.numeric_check.arithmetic.complex_rational import ComplexRational, complex_rational
from bornproof.numeric_check.errors import NumericError, UndecidedError, UndefinedError
from bornproof.numeric_check.evaluation.evaluate import evaluate, prepared, truth
from bornproof.numeric_check.evaluation.node_rules import walk
from flint import acb, arb, ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

x, y = sp.symbols("x y")
j, k, n = sp.symbols("j k n", integer=True)
p = sp.IndexedBase("p")
rho = sp.IndexedBase("rho")


def step(argument: Any) -> Any:
    return sp.Heaviside(argument, 0)


EXACT = {
    "integer": (sp.Integer(3), fmpq(3)),
    "rational": (sp.Rational(1, 3), fmpq(1, 3)),
    "symbol": (x, fmpq(1, 3)),
    "sum": (x + 1, fmpq(4, 3)),
    "product": (3 * x * y, fmpq(-2)),
    "quotient": (y / x, fmpq(-6)),
    "square root of a square": (sp.sqrt(x / 12), fmpq(1, 6)),
    "roots whose product is rational": (sp.sqrt(6) * sp.sqrt(x) / sp.sqrt(-y), fmpq(1)),
    "cube root of a cube": ((x - sp.Rational(8, 27)) ** sp.Rational(2, 3), fmpq(1, 9)),
    "root of a negative square": (sp.sqrt(y - 2), complex_rational(fmpq(0), fmpq(2))),
    "imaginary unit": (sp.I * sp.Integer(2), complex_rational(fmpq(0), fmpq(2))),
    "power of a complex": ((1 + sp.I * x) ** 2, complex_rational(fmpq(8, 9), fmpq(2, 3))),
    "negative power of a complex": (sp.Pow(x + sp.I * x, -2), complex_rational(fmpq(0), fmpq(-9, 2))),
    "modulus": (sp.Abs(9 * x + 2 * sp.I * y), fmpq(5)),
    "conjugate": (sp.conjugate(x + sp.I * y), complex_rational(fmpq(1, 3), fmpq(2))),
    "adjoint": (sp.adjoint(x + sp.I * y), complex_rational(fmpq(1, 3), fmpq(2))),
    "transpose": (sp.transpose(x), fmpq(1, 3)),
    "real part": (sp.re(x + sp.I * y), fmpq(1, 3)),
    "imaginary part": (sp.im(x + sp.I * y), fmpq(-2)),
    "exponential of zero": (sp.exp(y + 2), fmpq(1)),
    "cosine of zero": (sp.cos(y + 2), fmpq(1)),
    "zero to the zero": (sp.Pow(y + 2, x - sp.Rational(1, 3), evaluate=False), fmpq(1)),
    "delta": (sp.KroneckerDelta(x, y) + 5 * sp.KroneckerDelta(y, y), fmpq(5)),
    "step above": (step(x), fmpq(1)),
    "step below": (step(y), fmpq(0)),
    "step at zero": (step(y + 2), fmpq(0)),
    "half step at zero": (sp.Heaviside(y + 2), fmpq(1, 2)),
    "maximum": (sp.Max(x, y, 0), fmpq(1, 3)),
    "minimum": (sp.Min(x, y, 0), fmpq(-2)),
    "sign": (sp.sign(y), fmpq(-1)),
    "piecewise": (sp.Piecewise((x, y > 0), (y, True)), fmpq(-2)),
}
POINT = {x: Fraction(1, 3), y: -2}


@pytest.mark.parametrize(("expression", "value"), EXACT.values(), ids=EXACT.keys())
def test_rational_values_are_exact(expression: sp.Basic, value: object) -> None:
    result = evaluate(expression, POINT)
    assert type(result) in (fmpq, ComplexRational)
    assert result == value


IRRATIONAL = {
    "root": sp.sqrt(x),
    "root of a negative": sp.sqrt(y),
    "odd root of a negative": (y**3 * x) ** sp.Rational(1, 3),
    "power": (x + 1) ** (x + sp.Rational(1, 5)),
    "pi": sp.pi * x,
    "e": sp.E + x,
    "exponential": sp.exp(-x / 2),
    "phase": sp.exp(sp.I * x),
    "logarithm": sp.log(x),
    "logarithm of a negative": sp.log(y),
    "trigonometry": sp.sin(x) * sp.cos(y) + sp.tan(x),
    "hyperbolic": sp.sinh(x) + sp.cosh(y) * sp.tanh(x),
    "modulus": sp.Abs(x + sp.I),
    "maximum": sp.Max(sp.sqrt(x + 2), sp.exp(x)),
    "minimum": sp.Min(sp.sqrt(x + 2), sp.exp(x)),
    "complex power": (x + sp.I) ** (y + sp.I / 3),
}


@pytest.mark.parametrize("digits", [15, 50, 120])
@pytest.mark.parametrize("expression", IRRATIONAL.values(), ids=IRRATIONAL.keys())
def test_irrational_values_are_enclosed(expression: sp.Expr, digits: int) -> None:
    result = evaluate(expression, POINT, digits)
    assert isinstance(result, arb | acb)
    # evalf is right to more digits than are compared here, but is no proof: it is only a witness for this test.
    exactly = expression.subs({x: sp.Rational(1, 3), y: -2}).evalf(digits + 20)
    ctx.prec = (digits + 15) * 4
    real, imag = (arb(str(part)) for part in exactly.as_real_imag())
    assert abs(acb(result) - acb(real, imag)) < arb(10) ** (3 - digits)


def test_a_third_is_never_an_exact_float() -> None:
    result = evaluate(sp.exp(x), POINT)
    assert isinstance(result, arb)
    assert not result.is_exact()
    ctx.prec = 400
    assert result.contains(arb(fmpq(1, 3)).exp())
    assert not result.contains(arb(1 / 3).exp())


def test_more_digits_give_narrower_balls() -> None:
    radii = [evaluate(sp.exp(x), POINT, digits).rad() for digits in (20, 50, 90)]  # type: ignore[union-attr]
    assert radii[0] > radii[1] * 10**20 > radii[2] * 10**40
    assert ctx.prec == 53


SUMS = {
    "sum": (sp.Sum(k**2, (k, 1, n)), 30),
    "empty sum": (sp.Sum(k, (k, n, n - 1)), 0),
    "sum far below its lower limit": (sp.Sum(k, (k, 5, 1)), 0),
    "empty product": (sp.Product(k, (k, 5, 1)), 1),
    "product": (sp.Product(k, (k, 1, n)), 24),
    "triangle": (sp.Sum(1, (j, 1, k - 1), (k, 2, n)), 6),
    "dependent limits": (sp.Sum(10 * k + j, (j, 1, k), (k, 1, 2)), 11 + 21 + 22),
    "product of sums": (sp.Product(sp.Sum(j, (j, 1, k)), (k, 1, 3)), 18),
    "entries": (sp.Sum(p[k], (k, 1, n)), 10),
    "shadowed": (n + sp.Sum(n, (n, 1, 3)), 10),
    "shifted entries": (sp.Sum(p[k + 1] * sp.KroneckerDelta(k, 2), (k, 1, n - 1)), 3),
    "double entries": (sp.Sum(rho[k, j] * k, (j, 1, 2), (k, 1, 2)), 1 * (11 + 12) + 2 * (21 + 22)),
}


@pytest.mark.parametrize(("expression", "value"), SUMS.values(), ids=SUMS.keys())
def test_sums_and_products_over_integers(expression: sp.Expr, value: int) -> None:
    point: dict[Any, Any] = {n: 4} | {p[i]: i for i in range(1, 5)}
    point |= {rho[i, m]: 10 * i + m for i in (1, 2) for m in (1, 2)}
    assert evaluate(expression, point) == fmpq(value)


def test_matrices_and_tuples_are_evaluated_entry_by_entry() -> None:
    assert evaluate(sp.Matrix([[x, 1], [0, y]]), POINT) == ((fmpq(1, 3), fmpq(1)), (fmpq(0), fmpq(-2)))
    assert evaluate(sp.ImmutableMatrix([[x]]), POINT) == ((fmpq(1, 3),),)
    assert evaluate(sp.Tuple(x, sp.Tuple(y)), POINT) == (fmpq(1, 3), (fmpq(-2),))


RELATIONS = {
    "equal": (sp.Eq(x, y + sp.Rational(7, 3)), True),
    "unequal": (sp.Ne(x, y), True),
    "less": (x < y, False),
    "at most": (x <= sp.Rational(1, 3), True),
    "greater": (sp.exp(x) > sp.Rational(4, 3), True),
    "at least": (x >= y, True),
    "at least, at a tie": (x >= sp.Rational(1, 3), True),
    "greater, at a tie": (x > sp.Rational(1, 3), False),
    "less, at a tie": (x < sp.Rational(1, 3), False),
    "and": (sp.And(x > 0, y > 0), False),
    "or": (sp.Or(x > 0, y > 0), True),
    "not": (sp.Not(sp.And(x > 0, y > 0)), True),
    "true": (sp.true, True),
}


@pytest.mark.parametrize(("condition", "value"), RELATIONS.values(), ids=RELATIONS.keys())
def test_conditions_are_decided(condition: sp.Basic, value: bool) -> None:
    assert truth(condition, POINT) is value


OPEN = sp.sin(x) ** 2 + sp.cos(x) ** 2 - 1

UNDECIDED = {
    "step": step(OPEN),
    "quotient": 1 / OPEN,
    "equality": sp.Eq(OPEN, 0),
    "order": OPEN > 0,
    "delta": sp.KroneckerDelta(OPEN, 0),
    "logarithm": sp.log(OPEN),
    "conjunction": sp.And(OPEN > 0, x > 0),
    "power": OPEN ** (-sp.pi),
    "order near the axis": step(sp.sqrt(x + sp.I) * sp.sqrt(x - sp.I)),
}


@pytest.mark.parametrize("expression", UNDECIDED.values(), ids=UNDECIDED.keys())
def test_a_ball_around_zero_decides_nothing(expression: sp.Basic) -> None:
    with pytest.raises(UndecidedError):
        evaluate(expression, POINT)


def test_an_open_question_that_does_not_matter_is_passed_over() -> None:
    assert truth(sp.And(OPEN > 0, x > 2), POINT) is False
    assert truth(sp.Or(OPEN > 0, x < 1), POINT) is True


UNDEFINED = {
    "quotient": 1 / (y + 2),
    "negative root": (y + 2) ** sp.Rational(-1, 2),
    "irrational power": (y + 2) ** (-sp.pi),
    "logarithm": sp.log(y + 2),
    "nan": sp.nan,
    "infinity": sp.oo,
    "no piece": sp.Piecewise((1, x > 1)),
}


@pytest.mark.parametrize("expression", UNDEFINED.values(), ids=UNDEFINED.keys())
def test_what_has_no_value_is_undefined(expression: sp.Basic) -> None:
    with pytest.raises(UndefinedError):
        evaluate(expression, POINT)


REFUSED = {
    "float": (sp.Float("0.1") + x, "numbers must be exact, not the float 0.1"),
    "no value": (sp.Symbol("z"), "every symbol needs a value, also z"),
    "no entry": (p[7], r"every entry needs a value, also p\[7\]"),
    "fractional index": (p[x], "indices and limits must be integers, not 1/3"),
    "fractional limit": (sp.Sum(k, (k, 1, x)), "indices and limits must be integers, not 1/3"),
    "endless sum": (sp.Sum(k, (k, 1, sp.oo)), "must have a finite value, not oo"),
    "derivative": (sp.Derivative(sp.Function("f")(x), x), "supported nodes, not Derivative"),
    "function": (sp.Function("f")(x), "every function needs a meaning, also f"),
    "order of complex numbers": (step(x + sp.I), "needs a real number"),
    "truth as a number": (sp.Abs(sp.Piecewise((sp.true, x > 0)), evaluate=False), "a term must be a number"),
    "three-argument delta": (sp.KroneckerDelta(j, k, (1, 4)), r"a term must be a number, not Tuple \(1, 4\)"),
}


@pytest.mark.parametrize(("expression", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_evaluated_is_named(expression: sp.Basic, message: str) -> None:
    with pytest.raises(NumericError, match=message):
        evaluate(expression, POINT | {j: 1, k: 2})


def test_values_of_the_point_must_be_exact_numbers() -> None:
    with pytest.raises(NumericError, match="numbers must be exact rationals, such as 1/3, not float"):
        evaluate(x, {x: 0.5})
    with pytest.raises(NumericError, match="the value of x must be a number, not y"):
        evaluate(x, {x: y})
    with pytest.raises(NumericError, match="a point must map symbols and entries"):
        evaluate(x, {"x": 1})
    with pytest.raises(NumericError, match="a condition must be true or false"):
        truth(x, POINT)
    with pytest.raises(NumericError, match="digits must be at least 15, not 14"):
        evaluate(x, POINT, digits=14)


# Random trees against SymPy's exact arithmetic

LEAVES = st.one_of(st.sampled_from([x, y]), st.integers(-4, 4).map(sp.Integer), st.fractions(max_denominator=5).map(sp.Rational))


def branches(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.builds(sp.Add, children, children),
        st.builds(sp.Mul, children, children),
        st.builds(lambda base, e: sp.Pow(base, e, evaluate=False), children, st.integers(0, 3)),
        st.builds(sp.exp, children.filter(lambda tree: abs(tree.subs({x: 1, y: -2}).evalf()) < 5)),
        st.builds(lambda argument: step(argument), children.filter(lambda tree: not tree.has(sp.exp))),
        st.builds(sp.Max, children, children),
    )


@settings(max_examples=150, deadline=None)
@given(st.recursive(LEAVES, branches, max_leaves=6))
def test_random_trees_agree_with_sympy(tree: sp.Expr) -> None:
    expected = tree.subs({x: sp.Integer(1), y: sp.Integer(-2)}).doit()
    if expected.has(sp.nan, sp.zoo):
        return
    try:
        value = evaluate(tree, {x: 1, y: -2}, digits=30)
    except UndecidedError:
        assert tree.has(sp.exp)
        return
    assert not isinstance(value, bool | tuple)
    if isinstance(value, fmpq) and expected.is_Rational:
        assert value == fmpq(int(expected.p), int(expected.q))
    else:
        ctx.prec = 120
        reference = arb(str(expected.evalf(40)))
        assert abs(ball(value) - reference) <= abs(reference) * arb("1e-25") + arb("1e-25")


def test_a_prepared_point_with_more_and_with_less() -> None:
    table = sp.IndexedBase("T")
    point = prepared({x: 1, table[1, 2]: 5})
    more = point.adding({y: 2, x: 3})
    assert (more, evaluate(x + y + table[1, 2], more), evaluate(x, point)) == ({x: 3, table[1, 2]: 5, y: 2}, 10, 1)
    less = more.without([x, table[1, 2]])
    assert less == {y: 2}
    assert evaluate(y, less) == 2
    for gone in (x, table[1, 2]):
        with pytest.raises(NumericError):
            evaluate(gone, less)


def test_sums_inside_of_sums_have_the_values_of_their_place() -> None:
    a, b, k = sp.symbols("a b k", integer=True)
    inner = sp.Sum(a * k + 10 * b, (k, 1, a + b))
    for_a, for_b = sp.Sum(inner + inner**2, (a, 1, 3)), sp.Sum(inner, (b, 0, 2))
    both = sp.Sum(for_b.subs(a, 2) * inner + inner, (a, 1, 2), (b, 1, 3))
    for form in (for_a, for_b, both, sp.Sum(for_a + for_b, (k, 1, 2)), sp.Product(inner + k, (k, 1, 2), (a, 1, 2))):
        at = {a: 2, b: 1, k: 3}
        free = {name: value for name, value in at.items() if name in form.free_symbols}
        assert evaluate(form, at) == int(form.subs(free).doit())


def test_nothing_is_kept_where_a_handler_gives_other_values() -> None:
    a, b, k = sp.symbols("a b k", integer=True)
    f = sp.Function("f")
    at: dict[Any, Any] = {b: 1, f: lambda node, scope: walk(node.args[0], scope | {b: fmpq(1)}) - walk(node.args[0], scope)}
    inner = sp.Sum(a * k * b, (k, 1, 3))
    assert evaluate(sp.Sum(f(inner) + inner, (b, 1, 3), (a, 1, 2)), at) == 54
