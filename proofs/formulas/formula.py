"""Read a formula in plain notation as an exact SymPy expression: what `bornproof check ID FORMULA` is given.

The notation: ``+ - * / **`` and brackets; integers and decimals, read exactly (``0.25`` is 1/4); the entry's names;
``sqrt exp log sin cos abs sign max min re im``; ``conj`` or ``conjugate``; ``dagger``; ``theta(x)``, the step with theta(0) = 0;
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
from bornproof.proofs.formulas.bounds import check_finite, check_operand, check_power, check_size
from bornproof.proofs.formulas.literal import divide, written
from bornproof.proofs.formulas.operations import NOTATION, Operation
from bornproof.proofs.formulas.syntax import MAX_DEPTH, ReadError, quote, syntax_tree

__all__ = ["read_expression", "read_formula"]


_BINARY: Mapping[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_KINDS: Mapping[type[ast.operator], type[sympy.Expr]] = {
    ast.Add: sympy.Add, ast.Sub: sympy.Add, ast.Mult: sympy.Mul, ast.Div: sympy.Mul,
}  # fmt: skip
_PARTS: Mapping[type[ast.operator], Callable[[Any], Any]] = {
    ast.Add: lambda tree: tree,
    ast.Sub: lambda tree: _negative(tree),
    ast.Mult: lambda tree: tree,
    ast.Div: lambda tree: divide(1, tree),
}
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
    """Return the formula `text` as an exact expression in the symbols of `names`, as it is written: nothing is cancelled.

    What must hold for it to have a value is in `proofs.formulas.literal.demands`; `proofs.formulas.literal.evaluated` lets SymPy at it.

    Parameters
    ----------
    text
        The formula in the notation of this module.
    names
        What each name stands for: a Symbol, an IndexedBase (used with indices) or a function (used with arguments).
        The variable of a ``sum`` or ``prod`` is none of these: it is an integer Symbol of its own, without a sign.

    Raises
    ------
    ReadError
        For anything else: unknown names, wrong numbers of arguments, division by zero, formulas too large to be judged.

    Examples
    --------
    >>> q, kappa, t = sympy.symbols("q kappa t", positive=True)
    >>> read_formula("q*sqrt(1-q**2)/q*exp(kappa*t)", {"q": q, "kappa": kappa, "t": t})
    q*sqrt(1 - q**2)*exp(kappa*t)/q
    >>> read_formula("q(1 - q)", {"q": q})
    Traceback (most recent call last):
        ...
    bornproof.proofs.formulas.syntax.ReadError: `q` is not a function; write * for a product
    """
    return _read(text, {**NOTATION, **names}).tree


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
    return _read(text, scope).value


def _read(text: str, scope: Mapping[str, Any]) -> "_Read":
    tree, source, spelling = syntax_tree(text, scope)
    taken = frozenset[Any]().union(*(meaning.free_symbols for meaning in scope.values() if isinstance(meaning, sympy.Basic)))
    reader = _Reader(source, {**scope, **{new: scope[old] for new, old in spelling.items()}}, taken)
    try:
        found = reader.read(tree, 0)
        check_size(found.value)
        return found
    except ReadError:
        raise
    except RecursionError:
        raise ReadError(f"{quote(source)} is nested too deeply") from None
    except Exception as error:
        # SymPy has its own opinion of what may be combined (the step of a complex number, the rank of an index), and
        # many types of error to say so.
        raise ReadError(f"{quote(source)} makes no sense: {quote(str(error))}") from None


@dataclass(frozen=True)
class _Read:
    """What a part of the text says: the tree as it is written, and what SymPy makes of it, which is bounded first."""

    value: Any
    tree: Any


@dataclass(frozen=True)
class _Reader:
    source: str
    scope: Mapping[str, Any]
    taken: frozenset[Any]  # the symbols that stand for something here: none of them can be bound

    def read(self, node: ast.expr, depth: int) -> _Read:
        if depth > MAX_DEPTH:
            raise ReadError(f"{quote(self.source)} is nested too deeply")
        found = self._read(node, depth + 1)
        check_finite(found.value)
        return found

    def _read(self, node: ast.expr, depth: int) -> _Read:
        match node:
            case ast.Constant():
                number = self._number(node)
                return _Read(number, number)
            case ast.Name(id=name):
                value = self._value(name)
                return _Read(value, value)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.read(operand, depth)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                found = self.read(operand, depth)
                return _Read(-found.value, _negative(found.tree))
            case ast.BinOp():
                return self._chain(node, depth)
            case ast.Subscript(value=ast.Name(id=name), slice=index):
                return self._entry(name, index, depth)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                return self._call(name, args, depth)
        raise _refusal(node)

    def _chain(self, node: ast.BinOp, depth: int) -> _Read:
        """Read a left-nested chain in a loop: a long sum is not a deep one, neither as text nor as a tree."""
        chain: list[ast.BinOp] = []
        left: ast.expr = node
        while isinstance(left, ast.BinOp):
            chain.append(left)
            left = left.left
        first = self.read(left, depth)
        value, kind, parts = first.value, None, [first.tree]
        for link in reversed(chain):
            if type(link.op) not in _BINARY:
                raise _refusal(link.op)
            right = self.read(link.right, depth)
            if isinstance(link.op, ast.Pow):
                check_power(value, right.value)
            elif isinstance(link.op, ast.Div) and right.value.is_zero:
                raise ReadError(f"{quote(self.source)} divides by zero")
            value = check_finite(_BINARY[type(link.op)](value, right.value))
            wanted = _KINDS.get(type(link.op))
            if wanted is None:
                kind, parts = None, [written(sympy.Pow, _joined(kind, parts), right.tree)]
                continue
            if kind is not wanted:
                kind, parts = wanted, [_joined(kind, parts)]
            parts.append(_PARTS[type(link.op)](right.tree))
        return _Read(value, _joined(kind, parts))

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

    def _entry(self, name: str, index: ast.expr, depth: int) -> _Read:
        base = self._meaning(name)
        if not isinstance(base, sympy.IndexedBase):
            raise ReadError(f"{quote(name)} takes no indices")
        nodes = index.elts if isinstance(index, ast.Tuple) else [index]
        indices = [self.read(node, depth) for node in nodes]
        _check_integers(indices, "indices")
        return _Read(base[tuple(index.value for index in indices)], base[tuple(index.tree for index in indices)])

    def _call(self, name: str, nodes: list[ast.expr], depth: int) -> _Read:
        function = self._meaning(name)
        build: Callable[..., Any] | None = None
        if isinstance(function, Operation):
            if function.binds:
                return self._bind(name, function, nodes, depth)
            if len(nodes) != function.arity:
                raise ReadError(f"{quote(name)} takes {function.arity} argument(s), not {len(nodes)}")
            build = function.build
            function = function.call
        elif isinstance(function, sympy.IndexedBase):
            raise ReadError(f"{quote(name)} is no function but has entries, as `{name}[1]`")
        elif not isinstance(function, sympy.FunctionClass):
            raise ReadError(f"{quote(name)} is not a function; write * for a product")
        args = [self.read(node, depth) for node in nodes]
        for arg in args:
            check_operand(arg.value)
        if function is sympy.exp:
            check_power(sympy.E, args[0].value)
        if function is sympy.KroneckerDelta:
            _check_integers(args, "levels")
        trees = [arg.tree for arg in args]
        return _Read(function(*(arg.value for arg in args)), build(*trees) if build else written(function, *trees))

    def _bind(self, name: str, operation: Operation, nodes: list[ast.expr], depth: int) -> _Read:
        """Read limits from the outermost, since a limit may contain the variables of those around it."""
        usage = f"{quote(name)} is written `{name}(f, (K, 1, N))`"
        if len(nodes) < 2:
            raise ReadError(usage)
        reader, limits = self, list[tuple[Any, _Read, _Read]]()
        for node in reversed(nodes[1:]):
            match node:
                case ast.Tuple(elts=[ast.Name(id=variable), lower, upper]):
                    if variable in _names_in(lower, upper):
                        raise ReadError(f"the limits of {quote(variable)} must not contain {quote(variable)}")
                    bounds = reader.read(lower, depth), reader.read(upper, depth)
                case _:
                    raise ReadError(usage)
            for bound in bounds:
                if bound.value.is_integer is not True or (bound.value.is_number and abs(bound.value) > 1000):
                    raise ReadError(f"the limits of {quote(variable)} must be integers up to 1000")
            bound_name = reader._fresh(variable)
            limits.insert(0, (bound_name, *bounds))
            reader = _Reader(self.source, {**reader.scope, variable: bound_name}, reader.taken | {bound_name})
        body = reader.read(nodes[0], depth)
        value = operation.call(body.value, *((bound_name, low.value, high.value) for bound_name, low, high in limits))
        return _Read(value, operation.call(body.tree, *((bound_name, low.tree, high.tree) for bound_name, low, high in limits)))

    def _fresh(self, variable: str) -> Any:
        """The variable of a sum: an integer that promises no sign, and that stands for nothing else where it is bound."""
        bound = sympy.Symbol(variable, integer=True)
        while bound in self.taken:
            variable += "'"
            bound = sympy.Symbol(variable, integer=True)
        return bound


def _joined(kind: Any, parts: list[Any]) -> Any:
    return parts[0] if kind is None else written(kind, *parts)


def _negative(tree: Any) -> Any:
    return -tree if tree.is_Number else written(sympy.Mul, sympy.Integer(-1), tree)


def _names_in(*nodes: ast.expr) -> set[str]:
    return {part.id for node in nodes for part in ast.walk(node) if isinstance(part, ast.Name)}


def _check_integers(values: list[_Read], what: str) -> None:
    for found in values:
        if found.value.is_integer is not True:
            raise ReadError(f"{what} must be integers, not {quote(str(found.value))}")


def _refusal(node: ast.AST) -> ReadError:
    return ReadError(f"{_REFUSED.get(type(node), type(node).__name__)} is not part of the notation")
