"""The reader of a syntax tree: what each of its nodes stands for, as it is written and as SymPy makes it, in bounded steps."""

import ast
import difflib
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import sympy
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.bounds import check_finite, check_operand, check_power, check_size
from bornproof.proofs.formulas.latex.nodes import names_in
from bornproof.proofs.formulas.literal import divide, written
from bornproof.proofs.formulas.syntax import MAX_DEPTH, quote
from bornproof.proofs.formulas.words import Operation
from sympy.concrete.expr_with_limits import ExprWithLimits

__all__ = ["Matrix", "Read", "Reader"]

# Of each operation what it does, the node that a chain of it is, and what stands there for its right side.
_ARITHMETIC: Mapping[type[ast.operator], tuple[Callable[[Any, Any], Any], Any, Callable[[Any], Any]]] = {
    ast.Add: (operator.add, sympy.Add, lambda tree: tree),
    ast.Sub: (operator.sub, sympy.Add, lambda tree: _negative(tree)),
    ast.Mult: (operator.mul, sympy.Mul, lambda tree: tree),
    ast.Div: (operator.truediv, sympy.Mul, lambda tree: divide(1, tree)),
    ast.Pow: (operator.pow, None, lambda tree: tree),
}
_COMPARED: Mapping[type[ast.cmpop], Any] = {
    ast.Eq: sympy.Eq, ast.NotEq: sympy.Ne, ast.Lt: sympy.Lt, ast.Gt: sympy.Gt, ast.LtE: sympy.Le, ast.GtE: sympy.Ge,
}  # fmt: skip
_OF_EVENTS = ("P", "P(", r"\cases", "Each", r"\bigwedge")  # what takes conditions; of the last two the first argument is one
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


@dataclass
class Matrix(ast.expr):
    """A matrix of nodes."""

    rows: list[list[ast.expr]]
    col_offset: int = 0
    lineno: int = 1


@dataclass(frozen=True)
class Read:
    """What a part of the text says: the tree as it is written, and what SymPy makes of it, which is bounded first."""

    value: Any
    tree: Any


@dataclass(frozen=True)
class Reader:
    """Reads the nodes of one text, whose words mean what `scope` says; none of the symbols `taken` can be bound."""

    source: str
    scope: Mapping[str, Any]
    taken: frozenset[Any]

    def fault(self, node: Any, what: str) -> ReadError:  # noqa: ARG002  (a reader that knows places looks at it)
        """The error that says what is wrong with a node, and where that stands."""
        return ReadError(what)

    def whole(self, node: ast.expr) -> Any:
        """The tree of a side: a matrix, or anything else."""
        if isinstance(node, Matrix):
            rows = [[self.whole(entry) for entry in row] for row in node.rows]
            if not all(
                isinstance(entry, sympy.Expr) and not isinstance(entry, sympy.ImmutableMatrix) for row in rows for entry in row
            ):
                raise self.fault(node, "the entries of a matrix must be numbers or operators")
            return sympy.ImmutableMatrix(rows)
        self._check_kinds(node)
        found = self.read(node, 0)
        check_size(found.value)
        return found.tree

    def read(self, node: ast.expr, depth: int) -> Read:
        """What a node says; raises ReadError for what is not part of the notation, too deep, infinite or too large.

        An error names the place of the innermost node that has it.
        """
        try:
            if depth > MAX_DEPTH:
                raise ReadError(f"{quote(self.source)} is nested too deeply")
            found = self._read(node, depth + 1)
            check_finite(found.value)
            return found
        except ReadError as error:
            if str(error).startswith("line "):
                raise
            raise self.fault(node, str(error)) from None

    def _read(self, node: ast.expr, depth: int) -> Read:
        match node:
            case ast.Constant():
                number = self._number(node)
                return Read(number, number)
            case ast.Name(id=name):
                value = self._value(name)
                return Read(value, value)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.read(operand, depth)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                found = self.read(operand, depth)
                return Read(-found.value, _negative(found.tree))
            case ast.BinOp():
                return self._chain(node, depth)
            case ast.Subscript(value=ast.Name(id=name), slice=index):
                return self._entry(name, index, depth)
            case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
                return self._call(name, args, depth)
            case ast.Compare(left=left, ops=ops, comparators=others):
                sides = [self.read(side, depth) for side in (left, *others)]
                links = [(_COMPARED[type(op)], a, b) for op, a, b in zip(ops, sides, sides[1:], strict=False)]
                related = [Read(kind(a.value, b.value), written(kind, a.tree, b.tree)) for kind, a, b in links]
                return related[0] if len(related) == 1 else _united(sympy.And, related)
            case ast.BoolOp(op=op, values=values):
                kind = sympy.And if isinstance(op, ast.And) else sympy.Or
                return _united(kind, [self.read(value, depth) for value in values])
            case Matrix():
                raise ReadError("a matrix or a list inside of a formula is not part of the notation")
        raise _refusal(node)

    def _check_kinds(self, whole: ast.expr) -> None:
        """Refuse relations where numbers are needed, and numbers where conditions are."""
        for node in ast.walk(whole):
            if getattr(node, "beside", False):
                raise self.fault(node.right, r"two numbers beside each other; write \cdot")  # type: ignore[attr-defined]
            called = _function(node)
            for place, child in enumerate(ast.iter_child_nodes(node)):
                if not isinstance(child, ast.expr):
                    continue
                if isinstance(child, ast.Compare | ast.BoolOp) or _function(child) in _OF_EVENTS[3:]:
                    if not (isinstance(node, ast.BoolOp) or (called in _OF_EVENTS and (called in _OF_EVENTS[:3] or place == 1))):
                        raise self.fault(child, "a relation where a number is needed")
                elif isinstance(node, ast.BoolOp):
                    raise self.fault(child, "a number where a condition is needed")

    def _chain(self, node: ast.BinOp, depth: int) -> Read:
        """Read a left-nested chain in a loop: a long sum is not a deep one, neither as text nor as a tree."""
        chain: list[ast.BinOp] = []
        left: ast.expr = node
        while isinstance(left, ast.BinOp):
            chain.append(left)
            left = left.left
        first = self.read(left, depth)
        value, kind, parts = first.value, None, [first.tree]
        for link in reversed(chain):
            if type(link.op) not in _ARITHMETIC:
                raise _refusal(link.op)
            combine, wanted, part = _ARITHMETIC[type(link.op)]
            right = self.read(link.right, depth)
            if isinstance(link.op, ast.Pow):
                check_power(value, right.value)
            elif isinstance(link.op, ast.Div) and right.value.is_zero:
                raise ReadError(f"{quote(self.source)} divides by zero")
            value = check_finite(combine(value, right.value))
            if wanted is None:
                kind, parts = None, [written(sympy.Pow, _joined(kind, parts), right.tree)]
                continue
            if kind is not wanted:
                kind, parts = wanted, [_joined(kind, parts)]
            parts.append(part(right.tree))
        return Read(value, _joined(kind, parts))

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

    def _entry(self, name: str, index: ast.expr, depth: int) -> Read:
        base = self._meaning(name)
        if not isinstance(base, sympy.IndexedBase):
            raise ReadError(f"{quote(name)} takes no indices")
        nodes = index.elts if isinstance(index, ast.Tuple) else [index]
        indices = [self.read(node, depth) for node in nodes]
        _check_integers(indices, "indices")
        return Read(base[tuple(index.value for index in indices)], base[tuple(index.tree for index in indices)])

    def _call(self, name: str, nodes: list[ast.expr], depth: int) -> Read:
        function = self._meaning(name)
        build: Callable[..., Any] | None = None
        if isinstance(function, Operation):
            if function.binds:
                return self._bind(name, function, nodes, depth)
            if len(nodes) != (function.arity or max(1, len(nodes))):
                raise ReadError(f"{quote(name)} takes {function.arity or 'some'} argument(s), not {len(nodes)}")
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
        return Read(function(*(arg.value for arg in args)), build(*trees) if build else written(function, *trees))

    def _bind(self, name: str, operation: Operation, nodes: list[ast.expr], depth: int) -> Read:
        """Read limits from the outermost, since a limit may contain the variables of those around it."""
        usage = f"{quote(name)} is written `{name}(f, (K, 1, N))`"
        if len(nodes) < 2:
            raise ReadError(usage)
        reader, limits = self, list[tuple[Any, Read, Read]]()
        for node in reversed(nodes[1:]):
            match node:
                case ast.Tuple(elts=[ast.Name(id=variable), lower, upper]):
                    if variable in names_in(lower) | names_in(upper):
                        raise ReadError(f"the limits of {quote(variable)} must not contain {quote(variable)}")
                    bounds = reader.read(lower, depth), reader.read(upper, depth)
                case _:
                    raise ReadError(usage)
            for bound in bounds:
                if bound.value.is_integer is not True or (bound.value.is_number and abs(bound.value) > 1000):
                    raise ReadError(f"the limits of {quote(variable)} must be integers up to 1000")
            bound_name = reader._fresh(variable)
            limits.insert(0, (bound_name, *bounds))
            reader = replace(reader, scope={**reader.scope, variable: bound_name}, taken=reader.taken | {bound_name})
        body = reader.read(nodes[0], depth)
        _check_cases(body.tree, {bound_name for bound_name, _, _ in limits})
        value = operation.call(body.value, *((bound_name, low.value, high.value) for bound_name, low, high in limits))
        return Read(value, operation.call(body.tree, *((bound_name, low.tree, high.tree) for bound_name, low, high in limits)))

    def _fresh(self, variable: str) -> Any:
        """The variable of a sum: an integer that promises no sign, and that stands for nothing else where it is bound."""
        bound = sympy.Symbol(variable, integer=True)
        while bound in self.taken:
            variable += "'"
            bound = sympy.Symbol(variable, integer=True)
        return bound


def _function(node: ast.AST) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def _united(kind: Any, found: list[Read]) -> Read:
    return Read(kind(*(part.value for part in found)), written(kind, *(part.tree for part in found)))


def _joined(kind: Any, parts: list[Any]) -> Any:
    return parts[0] if kind is None else written(kind, *parts)


def _negative(tree: Any) -> Any:
    return -tree if tree.is_Number else written(sympy.Mul, sympy.Integer(-1), tree)


def _check_cases(body: Any, bound: set[Any]) -> None:
    """Refuse cases that are decided by the names of two sums, one in the other: SymPy takes them out of the inner sum."""
    for inner in body.atoms(ExprWithLimits) if isinstance(body, sympy.Basic) else ():
        own = {limit[0] for limit in inner.limits}
        for cases in inner.function.atoms(sympy.Piecewise):
            decided = frozenset[Any]().union(*(condition.free_symbols for _, condition in cases.args))
            if decided & own and cases.free_symbols & bound:
                raise ReadError("cases in a sum must not be decided by its index where they name that of a sum around it")


def _check_integers(values: list[Read], what: str) -> None:
    for found in values:
        if found.value.is_integer is not True:
            raise ReadError(f"{what} must be integers, not {quote(str(found.value))}")


def _refusal(node: ast.AST) -> ReadError:
    return ReadError(f"{_REFUSED.get(type(node), type(node).__name__)} is not part of the notation")
