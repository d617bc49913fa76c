"""The names that a module uses, each as what it stands for by the module's imports, whatever it is called there."""

import ast
import builtins
from collections.abc import Iterator

__all__ = ["imports", "names"]


def imports(tree: ast.AST) -> Iterator[str]:
    """What is imported, in full."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


def names(tree: ast.AST) -> Iterator[str]:
    """Every import, and every name with the attributes asked of it; "?" stands for an object that is no name.

    >>> sorted(set(names(ast.parse("from sympy import sympify as s; import sympy as sp; s(sp.S(x()).y)"))))
    ['?.y', 'sympy', 'sympy.S', 'sympy.sympify', 'x']
    """
    bound: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            bound |= {alias.asname or alias.name.partition(".")[0]: alias.name if alias.asname else alias.name.partition(".")[0]
                      for alias in node.names}  # fmt: skip
        elif isinstance(node, ast.ImportFrom) and not node.level:
            bound |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    yield from imports(tree)
    inner = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute) and id(node) not in inner:
            yield _named(node, bound)


def _named(node: ast.expr, bound: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_named(node.value, bound)}.{node.attr}"
    if not isinstance(node, ast.Name):
        return "?"
    return bound.get(node.id, f"builtins.{node.id}" if hasattr(builtins, node.id) else node.id)
