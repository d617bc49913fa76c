"""From a SymPy tree to its normal form: one rule a node, values inserted on the way, bound names made fresh at entry."""

from collections.abc import Callable
from typing import Any

from bornproof.symbolic.rewriting.algebra import multiply, power, product_of
from bornproof.symbolic.rewriting.context import Context, UnprovedError
from bornproof.symbolic.rewriting.polynomials import Atom, Poly, alone, constant, symbol
from bornproof.symbolic.rewriting.products import product_over
from bornproof.symbolic.rewriting.sums import sum_over
from flint import fmpq
from sympy import Add, Basic, E, Expr, Function, I, Indexed, Integer, KroneckerDelta, Mul, Pow, Product, Rational, Sum, Symbol, pi
from sympy.core.numbers import ImaginaryUnit
from sympy.core.relational import Relational
from sympy.functions import Heaviside, Max, Min, Piecewise, cos, cosh, exp, log, sin, sinh
from sympy.functions.elementary.complexes import Abs, adjoint, conjugate, im, re, sign, transpose
from sympy.logic.boolalg import And, BooleanFalse, BooleanTrue, Not, Or

__all__ = ["is_total", "normal", "terms_of", "truth_of"]

Names = dict[Symbol, Poly]
_IMAGINARY = Atom("i")


def normal(context: Context, node: Basic, names: Names | None = None) -> Poly:
    """The normal form of a tree: equal to it wherever the tree has a value, under the context's facts and values.

    Raises UnprovedError for a division, a logarithm or an order that the facts do not license and for nodes without a rule,
    SplitError where an order of whole numbers must be known.
    """
    return _walk(context, node, names or {})


def _walk(context: Context, node: Any, names: Names) -> Poly:
    context.budget.spend()
    rule = _RULES.get(type(node)) or next((_RULES[kind] for kind in type(node).__mro__ if kind in _RULES), None)
    if rule is None:
        raise UnprovedError(f"no rule for {type(node).__name__} {str(node)[:60]}")
    return rule(context, node, names)


def _symbol(context: Context, node: Symbol, names: Names) -> Poly:
    return names[node] if node in names else context.make(context, symbol(node))


def _made(kind: str) -> Callable[[Context, Any, Names], Poly]:
    def rule(context: Context, node: Any, names: Names) -> Poly:
        return context.make(context, Atom(kind, None, tuple(_walk(context, arg, names) for arg in node.args)))

    return rule


def _indexed(context: Context, node: Indexed, names: Names) -> Poly:
    return context.make(context, Atom("entry", node.base, tuple(_walk(context, index, names) for index in node.indices)))


def _add(context: Context, node: Add, names: Names) -> Poly:
    total = constant(0)
    for arg in node.args:
        total = total + _walk(context, arg, names)
    return total


def _multiply(context: Context, node: Mul, names: Names) -> Poly:
    """Deltas first: where one is 0, factors that are surely defined need not be looked at."""
    deltas = [arg for arg in node.args if isinstance(arg, KroneckerDelta)]
    total = product_of(context, [_walk(context, arg, names) for arg in deltas])
    for arg in node.args:
        if not isinstance(arg, KroneckerDelta) and (total or not is_total(arg)):
            total = multiply(context, total, _walk(context, arg, names))
    return total


def _power(context: Context, node: Pow, names: Names) -> Poly:
    """Of a divisor that is a product: its factors one by one, where they are known not to vanish and their product is not."""
    base = _walk(context, node.base, names)
    if node.exp.is_Integer and node.exp.is_negative and not _may_divide(context, base):
        factors = _factors(node.base)
        if factors != [(node.base, 1)]:
            return product_of(context, [_power(context, Pow(arg, k * node.exp, evaluate=False), names) for arg, k in factors])
    if node.exp.is_Integer:
        return power(context, base, int(node.exp))
    return context.make(context, Atom("power", None, (base, _walk(context, node.exp, names))))


def _factors(node: Basic) -> list[tuple[Basic, int]]:
    """The factors of a product as it is written, with their exponents."""
    if isinstance(node, Mul):
        return [factor for arg in node.args for factor in _factors(arg)]
    is_whole_power = isinstance(node, Pow) and node.exp.is_Integer and node.exp.is_positive
    return [(node.base, int(node.exp))] if is_whole_power else [(node, 1)]


def _may_divide(context: Context, poly: Poly) -> bool:
    return context.licensed or context.facts.nonzero(poly)


def _delta(context: Context, node: KroneckerDelta, names: Names) -> Poly:
    if len(node.args) != 2:
        raise UnprovedError(f"a Kronecker delta must have two indices, not {node}")
    one, other = (_walk(context, arg, names) for arg in node.args)
    return constant(int(context.equal(one, other)))


def _heaviside(context: Context, node: Heaviside, names: Names) -> Poly:
    if node.args[1] != 0:
        raise UnprovedError(f"theta(0) must be 0, not {node.args[1]}")
    return context.make(context, Atom("theta", None, (_walk(context, node.args[0], names),)))


def _minimum(context: Context, node: Min, names: Names) -> Poly:
    return -context.make(context, Atom("max", None, tuple(-_walk(context, arg, names) for arg in node.args)))


def _part(imaginary: bool) -> Callable[[Context, Any, Names], Poly]:
    def rule(context: Context, node: Any, names: Names) -> Poly:
        whole = _walk(context, node.args[0], names)
        other = context.make(context, Atom("conjugate", None, (whole,)))
        if not imaginary:
            return (whole + other).times(fmpq(1, 2))
        return multiply(context, (other - whole).times(fmpq(1, 2)), alone(_IMAGINARY))

    return rule


def _circular(turn: Poly, factor: Poly, sign: int) -> Callable[[Context, Any, Names], Poly]:
    """cos, sin, cosh, sinh by exponentials: true for all numbers, and all theorems of addition follow."""

    def rule(context: Context, node: Any, names: Names) -> Poly:
        angle = multiply(context, turn, _walk(context, node.args[0], names))
        one, other = (context.make(context, Atom("exp", None, (angle.times(s),))) for s in (1, -1))
        return multiply(context, (one + other.times(sign)).times(fmpq(1, 2)), factor)

    return rule


def _repeated(over: Callable[..., Poly]) -> Callable[[Context, Any, Names], Poly]:
    def rule(context: Context, node: Any, names: Names) -> Poly:
        return _ranged(over, context, node.function, node.limits, names)

    return rule


def _ranged(over: Callable[..., Poly], context: Context, body: Expr, limits: Any, names: Names) -> Poly:
    if not limits:
        return _walk(context, body, names)
    if over is sum_over and isinstance(body, Add):  # term by term, so that each is divided only where it must be
        total = constant(0)
        for term in body.args:
            total = total + _ranged(over, context, term, limits, names)
        return total
    *inner, outer = limits
    if len(outer) != 3:
        raise UnprovedError(f"a sum must have a lower and an upper limit, not {outer}")
    bound, low, high = outer

    def at(inside: Context, place: Poly) -> Poly:
        return _ranged(over, inside, body, tuple(inner), names | {bound: place})

    return over(context, at, _walk(context, low, names), _walk(context, high, names))


def _piecewise(context: Context, node: Piecewise, names: Names) -> Poly:
    for value, condition in node.args:
        decided = truth_of(context, condition, names, ask=True)
        if decided is None:
            raise UnprovedError(f"the condition {condition} is open")
        if decided:
            return _walk(context, value, names)
    raise UnprovedError(f"no piece applies of {str(node)[:60]}")


def terms_of(node: Basic) -> list[Basic]:
    """The terms that a tree is the sum of, those of a sum's body apart, each as it is written: nothing is evaluated."""
    if isinstance(node, Add):
        return [term for arg in node.args for term in terms_of(arg)]
    if isinstance(node, Sum) and isinstance(node.function, Add):
        return [Sum(term, *node.limits) for term in terms_of(node.function)]
    if isinstance(node, Mul):
        for place, arg in enumerate(node.args):
            inner = terms_of(arg) if isinstance(arg, Add | Sum) else [arg]
            if len(inner) > 1:
                rest = node.args[:place] + node.args[place + 1 :]
                return [Mul(*rest, term, evaluate=False) for term in inner]
    return [node]


def is_total(node: Basic) -> bool:
    """Whether a tree surely has a value everywhere: sums, products, whole powers of numbers, entries and steps of real entries."""
    if isinstance(node, Pow):
        return node.exp.is_Integer and node.exp.is_positive and is_total(node.base)
    if isinstance(node, Heaviside):
        entry, at_zero = node.args
        return bool((isinstance(entry, Indexed) or isinstance(-entry, Indexed)) and entry.is_real and at_zero == 0)
    if isinstance(node, Sum):
        ends = [end for limit in node.limits for end in limit[1:]]
        return len(ends) == 2 * len(node.limits) and all(end.is_integer for end in ends) and is_total(node.function)
    if isinstance(node, Indexed):
        return all(map(is_total, node.indices))
    if isinstance(node, KroneckerDelta) and len(node.args) != 2:
        return False
    return isinstance(node, Add | Mul | Rational | ImaginaryUnit | Symbol | KroneckerDelta) and all(map(is_total, node.args))


def truth_of(context: Context, condition: Basic, names: Names | None = None, *, ask: bool = False) -> bool | None:
    """Whether a condition holds always (True) or never (False) under the facts; None where that is open.

    With `ask`, orders of whole numbers that are open raise SplitError instead.
    """
    names = names or {}
    if isinstance(condition, BooleanTrue | BooleanFalse):
        return bool(condition)
    if isinstance(condition, And | Or | Not):
        parts = [truth_of(context, arg, names, ask=ask) for arg in condition.args]
        if isinstance(condition, Not):
            return None if parts[0] is None else not parts[0]
        decisive = isinstance(condition, Or)
        return decisive if decisive in parts else None if None in parts else not decisive
    if not isinstance(condition, Relational):
        return None
    left, right = (_walk(context, side, names) for side in condition.args)
    difference, facts = left - right, context.facts
    match condition.rel_op:
        case ">" | ">=":
            pass
        case "<" | "<=":
            difference = -difference
        case _:
            if not difference or facts.nonzero(difference):
                return bool(difference) is (condition.rel_op == "!=")
            if ask:
                return context.equal(left, right) is (condition.rel_op == "==")
            return None
    strict = condition.rel_op in (">", "<")
    if facts.positive(difference) if strict else facts.nonnegative(difference):
        return True
    if facts.nonnegative(-difference) if strict else facts.positive(-difference):
        return False
    if ask:
        context.open(difference - constant(int(strict)), equal=False)
    return None


def _function(context: Context, node: Any, names: Names) -> Poly:
    """A function of which nothing is known but that equal arguments give equal values."""
    if node.is_commutative is False:
        raise UnprovedError(f"no rule for the operator {node}")
    return alone(Atom("function", node.func, tuple(_walk(context, arg, names) for arg in node.args)))


_ONE, _TURN = constant(1), alone(_IMAGINARY)
_RULES: dict[type, Callable[[Context, Any, Names], Poly]] = {
    Integer: lambda _context, node, _names: constant(int(node)),
    Rational: lambda _context, node, _names: constant(fmpq(int(node.p), int(node.q))),
    type(I): lambda _context, _node, _names: _TURN,
    type(pi): lambda _context, _node, _names: alone(Atom("constant", "pi")),
    type(E): lambda context, _node, _names: context.make(context, Atom("exp", None, (_ONE,))),
    Symbol: _symbol,
    Indexed: _indexed,
    Add: _add,
    Mul: _multiply,
    Pow: _power,
    exp: _made("exp"),
    log: _made("log"),
    Abs: _made("modulus"),
    sign: _made("sign"),
    conjugate: _made("conjugate"),
    adjoint: _made("conjugate"),
    transpose: lambda context, node, names: _walk(context, node.args[0], names),
    re: _part(imaginary=False),
    im: _part(imaginary=True),
    cos: _circular(_TURN, _ONE, 1),
    sin: _circular(_TURN, -_TURN, -1),
    cosh: _circular(_ONE, _ONE, 1),
    sinh: _circular(_ONE, _ONE, -1),
    Max: _made("max"),
    Min: _minimum,
    KroneckerDelta: _delta,
    Heaviside: _heaviside,
    Sum: _repeated(sum_over),
    Product: _repeated(product_over),
    Piecewise: _piecewise,
    Function: _function,
}
