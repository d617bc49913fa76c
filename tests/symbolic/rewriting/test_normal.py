"""The normal form has the value of the tree: random formulas over hostile points, by an evaluator that shares no rewriting."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from bornproof.numeric_check.arithmetic.balls import power
from bornproof.numeric_check.errors import NumericError, UndecidedError, UndefinedError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.evaluation.evaluate import evaluate
from bornproof.symbolic.notation.core import I, J, S, alpha, p, q, rho0, theta
from bornproof.symbolic.rewriting.context import Budget, Context, SplitError, Tables, UnprovedError
from bornproof.symbolic.rewriting.distinctions import distinguished
from bornproof.symbolic.rewriting.polynomials import Atom, Poly
from bornproof.symbolic.rewriting.premises import assumed, context_for
from bornproof.symbolic.rewriting.trees import normal
from flint import fmpq
from sympy import Abs, Dummy, Expr, Integer, Max, Pow, Rational, Symbol, conjugate, exp, log, pi, sign
from sympy import I as imaginary

from tests.symbolic.rewriting.hostile import KNOWN, A, Hostile, points

TABLES = Tables(((S, alpha),), frozenset((rho0,)))


def value(poly: Poly, scope: dict[Symbol, Any], point: Any) -> Any:
    """A normal form evaluated by the definitions of its atoms alone."""
    total: Any = fmpq(0)
    for mono, factor in poly.terms.items():
        part: Any = factor
        for atom, exponent in mono:
            part = part * power(atom_value(atom, scope, point), fmpq(exponent))
        total = total + part
    return total


def atom_value(atom: Atom, scope: dict[Symbol, Any], point: Any) -> Any:
    if atom.kind == "symbol":
        return scope[atom.payload] if atom.payload in scope else evaluate(atom.payload, point)
    if atom.kind in ("prefix", "product"):
        body, *limits = atom.args
        ends = [int(value(limit, scope, point).p) for limit in limits]
        low, high = (1, *ends) if atom.kind == "prefix" else ends
        turned = atom.kind == "prefix" and high < 0
        places = range(high + 1, 1) if turned else range(low, high + 1)
        result: Any = fmpq(int(atom.kind == "product"))
        for place in places:
            item = value(body, scope | {atom.payload: fmpq(place)}, point)
            result = result + item if atom.kind == "prefix" else result * item
        return -result if turned else result
    args = [value(arg, scope, point) for arg in atom.args]
    names = [Dummy() for _ in args] if atom.kind != "entry" else []
    return evaluate(_node(atom, names, args), point if atom.kind == "entry" else dict(zip(names, args, strict=True)))


def _node(atom: Atom, names: list[Dummy], args: list[Any]) -> Expr:
    one = names[0] if names else Integer(0)
    match atom.kind:
        case "entry":
            return atom.payload[tuple(int(arg.p) for arg in args)]
        case "i":
            return imaginary
        case "constant":
            return pi
        case "root":
            return Pow(one, Rational(1, atom.payload[0]))
        case "power":
            return Pow(one, names[1])
        case "inverse":
            return 1 / one
        case "max":
            return Max(*names)
        case "function":
            return atom.payload(*names)
    return {"theta": theta, "sign": sign, "exp": exp, "log": log, "modulus": Abs, "conjugate": conjugate}[atom.kind](one)


def contexts() -> Context:
    return assumed(context_for(TABLES, Budget(20_000)), KNOWN)


def in_its_case(context: Context, formula: Expr, point: Any) -> tuple[Context, Poly]:
    """The normal form in the case of the distinctions to which the point belongs; there is exactly one."""
    while True:
        try:
            return context, normal(context, formula)
        except SplitError as split:
            number = value(split.poly, {}, point)
            cases = list(distinguished(context, split))
            where = [number == 0, number > 0, number < 0] if split.equal else [number >= 0, number < 0]
            (context,) = (case for case, here in zip(cases, where, strict=True) if here)
            assert not context.facts.impossible


def check(formula: Expr, point: Any) -> str:
    """What became of a formula at a point: proved forms must have its value there, and must not hide that it has none."""
    try:
        true = evaluate(formula, point)
    except UndecidedError:
        return "outside"
    except (UndefinedError, NumericError) as error:
        if "integers" in str(error) or "every entry" in str(error):
            return "outside"
        true = None
    try:
        _, found = in_its_case(contexts(), formula, point)
    except UnprovedError:
        return "refused"
    assert true is not None, f"{formula} has no value, and is {found.key}"
    try:
        shown = value(found, {}, point)
    except (UndecidedError, NumericError):
        return "outside"
    assert compare(shown, true) is not Agreement.DISJOINT, f"{formula}: {shown} for {true}, from {found.key}"
    return "agrees"


def some(seed: int, count: int) -> Iterator[tuple[Expr, Any]]:
    grammar = Hostile(seed)
    for _ in range(count):
        formula = grammar.formula()
        for point in grammar.source.sample(points(), 4):
            yield formula, point


@pytest.mark.parametrize("seed", range(5))
def test_the_normal_form_has_the_value_of_the_formula(seed: int) -> None:
    results = Counter(check(formula, point) for formula, point in some(seed, 30))
    assert results["agrees"] > 40


WITHOUT_VALUE = (1 / p[J], 1 / S[J], log(p[1]), 1 / (I - J), Pow(p[1], A), 1 / (q - 1), theta(rho0[1, 2]))


@pytest.mark.parametrize("formula", WITHOUT_VALUE, ids=str)
def test_what_may_have_no_value_is_refused(formula: Expr) -> None:
    with pytest.raises(UnprovedError):
        normal(contexts(), formula)
