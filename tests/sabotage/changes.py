"""Single changes of a Python source, made on its syntax tree: what a slip of the hand could do to the verifier."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.MatMult: ast.Add,
}  # fmt: skip
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_NOWHERE = ast.Constant(0, lineno=1, col_offset=0)
_CALLS = {"all": "any", "any": "all", "min": "max", "max": "min"}


@dataclass(frozen=True)
class Change:
    """One change: the function it is in, what stood there and what stands there now."""

    function: str
    before: str
    after: str
    place: int  # of the node among those that compute
    replacement: ast.AST

    @property
    def name(self) -> str:
        """What was changed, without the number of its line: that moves."""
        return f"{self.function}: {self.before} -> {self.after}"

    def applied(self, source: str) -> str:
        """The source after the change."""
        tree = ast.parse(source)
        target, _ = list(_inside(tree, "module"))[self.place]
        return ast.unparse(ast.fix_missing_locations(_Swap(target, self.replacement).visit(tree)))


class _Swap(ast.NodeTransformer):
    def __init__(self, target: ast.AST, replacement: ast.AST) -> None:
        self.target, self.replacement = target, replacement

    def visit(self, node: ast.AST) -> ast.AST:
        return ast.copy_location(self.replacement, node) if node is self.target else self.generic_visit(node)


def changes(source: str) -> Iterator[Change]:
    """Yield every change of a source, in the order of its tree; docstrings, annotations and messages stay as they are.

    >>> [change.name for change in changes("def f(x):\\n    return x + 1\\n")]
    ['f: return x + 1 -> return None', 'f: x + 1 -> x - 1', 'f: 1 -> 2']
    """
    for place, (node, function) in enumerate(_inside(ast.parse(source), "module")):
        for replacement in _replacements(node):
            yield Change(function, _text(node), _text(replacement), place, replacement)


def _inside(node: ast.AST, function: str) -> Iterator[tuple[ast.AST, str]]:
    """The nodes that compute, each with the function that it is in."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        function = node.name if function == "module" else f"{function}.{node.name}"
        inner: list[ast.AST] = [*node.body]
    elif isinstance(node, ast.Raise | ast.Import | ast.ImportFrom | ast.JoinedStr) or _is_docstring(node):
        inner = []
    elif isinstance(node, ast.AnnAssign):
        inner = [node.value] if node.value else []
    elif isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets):
        inner = []
    else:
        inner = list(ast.iter_child_nodes(node))
    yield node, function
    for child in inner:
        if not isinstance(child, ast.arguments):
            yield from _inside(child, function)


def _replacements(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.BinOp(op=op) if type(op) in _ARITHMETIC:
            yield ast.BinOp(node.left, _ARITHMETIC[type(op)](), node.right)
        case ast.UnaryOp(op=ast.USub() | ast.Not()):
            yield node.operand
        case ast.Compare(ops=[op]) if type(op) in _COMPARED:
            yield ast.Compare(node.left, [_COMPARED[type(op)]()], node.comparators)
        case ast.BoolOp(op=ast.And()):
            yield ast.BoolOp(ast.Or(), node.values)
        case ast.BoolOp(op=ast.Or()):
            yield ast.BoolOp(ast.And(), node.values)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value)):
            yield ast.Constant(value + 1)
        case ast.Call(func=ast.Name(id=name)) if name in _CALLS:
            yield ast.Call(ast.Name(_CALLS[name], ast.Load()), node.args, node.keywords)
        case ast.If() | ast.IfExp():
            yield _always(node, False)
        case ast.Return(value=value) if value is not None and not isinstance(value, ast.Constant):
            yield ast.Return(ast.Constant(None))
        case ast.AugAssign():
            yield ast.Assign([node.target], node.value)
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()
        case ast.comprehension(ifs=[_, *_]):
            yield ast.comprehension(node.target, node.iter, [], node.is_async)


def _always(node: ast.If | ast.IfExp, value: bool) -> ast.AST:
    test = ast.Constant(value)
    return ast.If(test, node.body, node.orelse) if isinstance(node, ast.If) else ast.IfExp(test, node.body, node.orelse)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.If):
        return f"if {ast.unparse(node.test)}"
    if isinstance(node, ast.comprehension):
        tests = "".join(f" if {ast.unparse(test)}" for test in node.ifs)
        return f"for {ast.unparse(node.target)} in {ast.unparse(node.iter)}{tests}"
    return " ".join(ast.unparse(ast.fix_missing_locations(ast.copy_location(node, _NOWHERE))).split())
