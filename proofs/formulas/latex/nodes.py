"""What a term is made of before it is put together: names and brackets with their marks, and nodes of the syntax tree."""

import ast
from dataclasses import dataclass, field
from typing import Any

__all__ = [
    "Big", "Bra", "Group", "Marks", "Node", "Operator", "Word", "call", "constant", "factors", "joined", "name", "names_in",
    "shifted",
]  # fmt: skip

Node = ast.expr


@dataclass
class Marks:
    """What stands at a factor: its lower index, and above it powers, a star, a dagger, primes."""

    low: list[Node] | None = None
    high: list[Any] = field(default_factory=list)  # nodes; "*" and "dagger"


@dataclass
class Word:
    """A name and its marks, and what a bar or a dot over it says, the innermost first."""

    name: str
    at: int
    marks: Marks
    over: tuple[str, ...] = ()


@dataclass
class Group:
    """What stands in brackets, with commas between."""

    kind: str
    items: list[Node]
    at: int
    marks: Marks


@dataclass
class Big:
    r"""A sign with limits, `\sum` or `\prod`, or `\int` without them."""

    sign: str
    at: int
    marks: Marks


@dataclass
class Operator:
    """Something that acts on the factor after it: a derivative by the time."""

    at: int


@dataclass
class Bra:
    """The left part of a matrix element."""

    level: Node
    at: int


def name(identifier: str, at: int) -> ast.Name:
    """A name at a place."""
    return ast.Name(id=identifier, ctx=ast.Load(), lineno=1, col_offset=at)


def call(function: str, args: list[Node], at: int) -> ast.Call:
    """A function of arguments at a place."""
    return ast.Call(func=name(function, at), args=args, keywords=[], lineno=1, col_offset=at)


def joined(left: Node, sign: ast.operator, right: Node) -> ast.BinOp:
    """Two nodes and the sign between them."""
    return ast.BinOp(left=left, op=sign, right=right, lineno=1, col_offset=left.col_offset)


def names_in(node: ast.AST) -> set[str]:
    """All names in a node."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def constant(value: Any, at: int) -> ast.Constant:
    """A number, or a truth value, at a place."""
    return ast.Constant(value=value, lineno=1, col_offset=at)


def factors(node: Node) -> list[Node]:
    """The factors of a product, in their order."""
    found: list[Node] = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        found.append(node.right)
        node = node.left
    return [node, *found[::-1]]


def shifted(node: Node, by: int) -> Node:
    """A level and so many more."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return constant(node.value + by, node.col_offset)
    one = ast.Constant(value=1, lineno=1, col_offset=node.col_offset)
    return joined(node, ast.Add() if by > 0 else ast.Sub(), one) if by else node
