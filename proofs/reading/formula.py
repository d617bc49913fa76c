"""Read a formula in plain notation as an exact SymPy expression: what `bornproof check ID FORMULA` is given.

The notation: ``+ - * / **`` and brackets; integers and decimals, read exactly (``0.25`` is 1/4); the entry's names;
``sqrt exp log sin cos abs sign max min``; ``conj`` or ``conjugate``; ``dagger``; ``theta(x)``, the step with theta(0) = 0;
``delta(I, J)``; ``sum(f, (K, 1, N))`` and ``prod(f, (J, 1, N))``, several limits with the innermost first; entries such
as ``rho[1,1]`` and ``sigma[M]``; ``pi`` and ``E``; the imaginary unit as ``i`` or ``1j``, and as ``I`` where the entry
has no index of that name. A name of the entry hides the same word of the notation.
"""

import ast
import difflib
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy

from proofs.reading.bounds import check_finite, check_operand, check_power, check_size
from proofs.reading.syntax import MAX_DEPTH, ReadError, quote, syntax_tree

__all__ = ["NOTATION", "Operation", "read_expression", "read_formula"]


@dataclass(frozen=True)
class Operation:
    """A word of the notation that takes arguments; `binds` where the arguments after the first are limits."""

    call: Callable[..., Any]
    arity: int = 1
    binds: bool = False


NOTATION: Mapping[str, Any] = {
    "sqrt": Operation(sympy.sqrt),
    "exp": Operation(sympy.exp),
    "log": Operation(sympy.log),
    "sin": Operation(sympy.sin),
    "cos": Operation(sympy.cos),
    "abs": Operation(sympy.Abs),
    "sign": Operation(sympy.sign),
    "max": Operation(sympy.Max, arity=2),
    "min": Operation(sympy.Min, arity=2),
    "conj": Operation(sympy.conjugate),
    "conjugate": Operation(sympy.conjugate),
    "dagger": Operation(sympy.adjoint),
    "theta": Operation(lambda x: sympy.Heaviside(x, 0)),
    "delta": Operation(sympy.KroneckerDelta, arity=2),
    "sum": Operation(sympy.Sum, binds=True),
    "prod": Operation(sympy.Product, binds=True),
    "pi": sympy.pi,
    "E": sympy.E,
    "i": sympy.I,
    "I": sympy.I,
}

_BINARY: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_UNARY: Mapping[type[ast.unaryop], Callable[[Any], Any]] = {ast.UAdd: operator.pos, ast.USub: operator.neg}
_REFUSED: Mapping[type[ast.AST], str] = {
    ast.Attribute: "a dot after a name",
    ast.Call: "a call of this form",
    ast.Constant: "`...`",
    ast.FloorDiv: "the operator `//`",
    ast.List: "a bracket `[` without a name before it",
    ast.Starred: "a `*` without a left side",
    ast.Subscript: "an index on anything but a name",
    ast.Tuple: "a comma outside of arguments and indices",
}


def read_formula(text: str, names: Mapping[str, Any]) -> sympy.Expr:
    """Return the formula `text` as an exact expression in the symbols of `names`.

    Parameters
    ----------
    text
        The formula in the notation of this module.
    names
        What each name stands for: a Symbol, an IndexedBase (used with indices) or a function (used with arguments).
        The variable of a ``sum`` or ``prod`` is the integer Symbol of that name in here, where the lower limit agrees
        with its sign; elsewhere a new integer Symbol, which may run through zero.

    Raises
    ------
    ReadError
        For anything else: unknown names, wrong numbers of arguments, division by zero, formulas too large to be judged.

    Examples
    --------
    >>> q, kappa, t = sympy.symbols("q kappa t", positive=True)
    >>> read_formula("-q*sqrt(1-q**2)*exp(-0.5*kappa*t)", {"q": q, "kappa": kappa, "t": t})
    -q*sqrt(1 - q**2)*exp(-kappa*t/2)
    >>> read_formula("q(1 - q)", {"q": q})
    Traceback (most recent call last):
        ...
    proofs.reading.syntax.ReadError: `q` is not a function; write * for a product
    """
    return read_expression(text, {**NOTATION, **names})


def read_expression(text: str, scope: Mapping[str, Any]) -> sympy.Expr:
    """Return `text` as an expression in which the words of `scope`, and no others, have a meaning.

    Parameters
    ----------
    text
        Arithmetic, calls and indices.
    scope
        What each word stands for: an expression, an IndexedBase, a SymPy function or an `Operation`.

    Raises
    ------
    ReadError
        If the text cannot be read, or names or asks for what `scope` does not hold.

    Examples
    --------
    >>> read_expression("2*x", {"x": sympy.Rational(1, 3)})
    2/3
    """
    tree, source, spelling = syntax_tree(text, scope)
    reader = _Reader(source, {**scope, **{new: scope[old] for new, old in spelling.items()}})
    try:
        value = reader.read(tree, 0)
        check_size(value)
        return value
    except ReadError:
        raise
    except RecursionError:
        raise ReadError(f"{quote(source)} is nested too deeply") from None
    except Exception as error:
        # SymPy has its own opinion of what may be combined (the step of a complex number, the rank of an index), and
        # many types of error to say so.
        raise ReadError(f"{quote(source)} makes no sense: {quote(str(error))}") from None


@dataclass(frozen=True)
class _Reader:
    source: str
    scope: Mapping[str, Any]

    def read(self, node: ast.expr, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise ReadError(f"{quote(self.source)} is nested too deeply")
        return check_finite(self._read(node, depth + 1))

    def _read(self, node: ast.expr, depth: int) -> Any:
        match node:
            case ast.Constant():
                return self._number(node)
            case ast.Name(id=name):
                return self._value(name)
            case ast.UnaryOp(op=sign, operand=operand):
                return _UNARY[type(sign)](self.read(operand, depth))
            case ast.BinOp():
                return self._chain(node, depth)
            case ast.Subscript(value=ast.Name(id=name), slice=index):
                return self._entry(name, index, depth)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                return self._call(name, args, depth)
        raise _refusal(node)

    def _chain(self, node: ast.BinOp, depth: int) -> Any:
        """Read a left-nested chain in a loop: a long sum is not a deep one."""
        chain: list[ast.BinOp] = []
        left: ast.expr = node
        while isinstance(left, ast.BinOp):
            chain.append(left)
            left = left.left
        value = self.read(left, depth)
        for link in reversed(chain):
            if type(link.op) not in _BINARY:
                raise _refusal(link.op)
            right = self.read(link.right, depth)
            if isinstance(link.op, ast.Pow):
                check_power(value, right)
            elif isinstance(link.op, ast.Div) and right.is_zero:
                raise ReadError(f"{quote(self.source)} divides by zero")
            value = check_finite(_BINARY[type(link.op)](value, right))
        return value

    def _number(self, node: ast.Constant) -> Any:
        literal = self.source[node.col_offset : node.end_col_offset]
        match node.value:
            case bool():
                raise _refusal(node)
            case int() | float():
                exact = Fraction(literal)
                return sympy.Rational(exact.numerator, exact.denominator)
            case complex():
                exact = Fraction(literal.rstrip("j"))
                return sympy.I * sympy.Rational(exact.numerator, exact.denominator)
        raise _refusal(node)

    def _meaning(self, name: str) -> Any:
        if name in self.scope:
            return self.scope[name]
        allowed = sorted(self.scope)
        nearest = difflib.get_close_matches(name[:60], allowed, n=1)
        hint = f"nearest: {nearest[0]}; " if nearest else ""
        raise ReadError(f"unknown name {quote(name)}; {hint}allowed: {', '.join(allowed)}")

    def _value(self, name: str) -> Any:
        meaning = self._meaning(name)
        if isinstance(meaning, sympy.IndexedBase):
            raise ReadError(f"{quote(name)} needs indices, as in `{name}[1]`")
        if isinstance(meaning, Operation | sympy.FunctionClass):
            raise ReadError(f"{quote(name)} needs arguments, as in `{name}(x)`")
        return meaning

    def _entry(self, name: str, index: ast.expr, depth: int) -> Any:
        base = self._meaning(name)
        if not isinstance(base, sympy.IndexedBase):
            raise ReadError(f"{quote(name)} takes no indices")
        nodes = index.elts if isinstance(index, ast.Tuple) else [index]
        indices = [self.read(node, depth) for node in nodes]
        for value in indices:
            if value.is_integer is False:
                raise ReadError(f"indices must be integers, not {quote(str(value))}")
        return base[tuple(indices)]

    def _call(self, name: str, nodes: list[ast.expr], depth: int) -> Any:
        function = self._meaning(name)
        if isinstance(function, Operation):
            if function.binds:
                return self._bind(name, function, nodes, depth)
            if len(nodes) != function.arity:
                raise ReadError(f"{quote(name)} takes {function.arity} argument(s), not {len(nodes)}")
            function = function.call
        elif not isinstance(function, sympy.FunctionClass):
            raise ReadError(f"{quote(name)} is not a function; write * for a product")
        args = [self.read(node, depth) for node in nodes]
        for arg in args:
            check_operand(arg)
        if function is sympy.exp:
            check_power(sympy.E, args[0])
        return function(*args)

    def _bind(self, name: str, operation: Operation, nodes: list[ast.expr], depth: int) -> Any:
        """Read limits from the outermost, since a limit may contain the variables of those around it."""
        usage = f"{quote(name)} is written `{name}(f, (K, 1, N))`"
        if len(nodes) < 2:
            raise ReadError(usage)
        reader, limits = self, list[tuple[Any, Any, Any]]()
        for node in reversed(nodes[1:]):
            match node:
                case ast.Tuple(elts=[ast.Name(id=variable), lower, upper]):
                    bounds = reader.read(lower, depth), reader.read(upper, depth)
                case _:
                    raise ReadError(usage)
            bound = reader._bound(variable, bounds[0])
            for value in bounds:
                if bound in value.free_symbols:
                    raise ReadError(f"the limits of {quote(variable)} must not contain {quote(variable)}")
                if value.is_integer is False or (value.is_number and abs(value) > 1000):
                    raise ReadError(f"the limits of {quote(variable)} must be integers up to 1000")
            limits.insert(0, (bound, *bounds))
            reader = _Reader(self.source, {**reader.scope, variable: bound})
        return operation.call(reader.read(nodes[0], depth), *limits)

    def _bound(self, variable: str, lower: Any) -> Any:
        """Make the variable of a sum. A name that promises a sign serves only where the lower limit keeps it."""
        known = self.scope.get(variable)
        if isinstance(known, sympy.Symbol):
            positive = sympy.Symbol(known.name, integer=True, positive=True)
            if known == sympy.Symbol(known.name, integer=True) or (known == positive and lower.is_positive):
                return known
        return sympy.Symbol(variable, integer=True)


def _refusal(node: ast.AST) -> ReadError:
    return ReadError(f"{_REFUSED.get(type(node), type(node).__name__)} is not part of the notation")
