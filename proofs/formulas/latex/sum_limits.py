r"""What stands at a sign of summation or integration: limits such as K=1 .. N, K>M=1 .. N, 1<=M<K<=N, and differentials."""

import ast
from copy import deepcopy
from typing import Any

from bornproof.proofs.formulas.latex.decorated_names import Entries
from bornproof.proofs.formulas.latex.nodes import Big, Node, call, constant, joined, name, shifted
from bornproof.proofs.formulas.syntax import MAX_BRACKETS, quote

__all__ = ["Limits"]


class Limits(Entries):
    """Reads limits, for one text."""

    def limits(self, big: Big) -> list[tuple[str, Node, Node]]:
        """The limits, the innermost first: K = 1 .. N, or K > M = 1 .. N, which is M = 1 .. K - 1 and K = 2 .. N."""
        low, high = big.marks.low or [], big.marks.high
        if (
            len(low) == 1
            and not high
            and isinstance(low[0], ast.Compare)
            and all(type(op) in (ast.Lt, ast.LtE) for op in low[0].ops)
        ):
            sides, ops = [low[0].left, *low[0].comparators], list(low[0].ops)
            return self._ascending(*self._from_one(sides, ops, big), big)
        if len(low) == 1 and len(high) == 1 and isinstance(low[0], ast.Compare) and isinstance(high[0], ast.expr):
            sides = [low[0].left, *low[0].comparators]
            kinds = [type(op) for op in low[0].ops]
            if all(isinstance(side, ast.Name) for side in sides[:-1]):
                names = [side.id for side in sides[:-1] if isinstance(side, ast.Name)]
                first, last = sides[-1], high[0]
                if kinds == [ast.Eq]:
                    return [(names[0], first, last)]
                if kinds == [ast.Gt] and isinstance(first, ast.Constant):
                    return [(names[0], shifted(first, 1), last)]
                if kinds == [ast.Lt, ast.Eq] or (kinds == [ast.Gt, ast.Eq] and names[0] != names[1]):
                    lower, upper = names[::-1] if kinds[0] is ast.Gt else names
                    if kinds[0] is ast.Gt:
                        return [(lower, first, shifted(name(upper, big.at), -1)), (upper, shifted(first, 1), last)]
        raise self.fault(
            big.at, f"{quote(big.sign)} needs limits, as in `{big.sign}_{{K=1}}^{{N}}` or `{big.sign}_{{K>M=1}}^{{N}}`"
        )

    def _from_one(self, sides: list[Node], ops: list[ast.cmpop], big: Big) -> tuple[list[Node], list[ast.cmpop]]:
        """The limits i < N as 1 <= i < N: levels start at 1; with a level at the right it is not clear which of the two runs."""
        if len(sides) != 2 or not isinstance(sides[0], ast.Name):
            return sides, ops
        notation, upper = self.vocabulary.notation, sides[1]
        if isinstance(upper, ast.Name) and upper.id in map(notation.name, notation.running):
            either = f"`{big.sign}_{{{sides[0].id}=1}}^{{{upper.id}-1}}` or `{big.sign}_{{1\\le {sides[0].id}<{upper.id}\\le N}}`"
            raise self.fault(big.at, f"whether one level runs or two is not clear; write {either}")
        return [constant(1, big.at), *sides], [ast.LtE(), *ops]

    def _ascending(self, sides: list[Node], ops: list[ast.cmpop], big: Big) -> list[tuple[str, Node, Node]]:
        """The limits 1 <= M < K <= N; the last name is the outermost, and the one before it ends below or at it."""
        first, *names, last = sides
        if not names or not all(isinstance(side, ast.Name) for side in names):
            raise self.fault(big.at, f"{quote(big.sign)} needs limits, as in `{big.sign}_{{1\\le M<K\\le N}}`")
        steps = [int(isinstance(op, ast.Lt)) for op in ops]
        found: list[tuple[str, Node, Node]] = []
        low = shifted(first, steps[0])
        for place, side in enumerate(names):
            upper = names[place + 1] if place + 1 < len(names) else last
            found.append((side.id, low, shifted(upper, -steps[place + 1])))  # type: ignore[attr-defined]
            low = shifted(low, steps[place + 1])
        return found

    def integral(self, big: Big, rest: list[tuple[str, Node]]) -> Node:
        """The integral over what follows each d."""
        body: Node | None = None
        variables: list[Node] = []
        nodes = [node for _, node in rest]
        place = 0
        while place < len(nodes):
            node = nodes[place]
            if isinstance(node, ast.Name) and node.id == "d" and place + 1 < len(nodes):
                variables.append(nodes[place + 1])
                place += 2
                continue
            if differentials := _differentials(node):
                variables += differentials
            else:
                body = node if body is None else joined(body, ast.Mult(), node)
            place += 1
        if not variables or any(sign == "/" for sign, _ in rest):
            raise self.fault(big.at, "an integral is written `\\int f\\,d\\lambda_2`")
        return call(r"\int", [body or constant(1, big.at), *variables], big.at)


def _differentials(node: Node) -> list[Node]:
    r"""What `\prod_{I=2}^{4} d\lambda_I` integrates over."""
    match node:
        case ast.Call(
            func=ast.Name(id=r"\prod"),
            args=[
                ast.BinOp(left=ast.Name(id="d"), op=ast.Mult(), right=variable),
                ast.Tuple(elts=[ast.Name(id=index), ast.Constant(value=int(low)), ast.Constant(value=int(high))]),
            ],
        ) if high - low < MAX_BRACKETS:
            return [_at(deepcopy(variable), index, level) for level in range(low, high + 1)]
    return []


def _at(node: Any, index: str, level: int) -> Any:
    class _Level(ast.NodeTransformer):
        def visit_Name(self, found: ast.Name) -> Any:
            return constant(level, found.col_offset) if found.id == index else found

    return _Level().visit(node)
