r"""What stands at a sign of summation or integration: limits such as K=1 .. N, K>M=1 .. N, 1<=M<K<=N, and differentials."""

import ast
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex.decorated_names import Entries
from bornproof.proofs.formulas.latex.nodes import Big, Node, call, constant, joined, name, names_in, shifted
from bornproof.proofs.formulas.syntax import MAX_BRACKETS, quote

__all__ = ["Limits"]


Range = tuple[str, Node, Node]  # a name, and the limits between which it runs


@dataclass
class Limits(Entries):
    """Reads limits, for one text; `outer` are the names at the signs whose scope is being read."""

    outer: list[set[str]] = field(default_factory=list)

    def limits(self, big: Big, body: set[str]) -> tuple[list[Range], list[Node]]:
        """The ranges, the innermost first, and the conditions of a sum of what names `body`.

        K = 1 .. N; K > M = 1 .. N, which is M = 1 .. K - 1 and K = 2 .. N; J without limits, which is J = 1 .. N for the last level
        N; J != K beside a range, or alone. Of two levels in a relation one runs, if what is summed names it and not the other.
        """
        low, high = [part for item in big.marks.low or [] for part in _apart(item)], big.marks.high
        conditions: list[Node] = [item for item in low if _is(item, ast.NotEq)]
        ranged = [item for item in low if not _is(item, ast.NotEq)]
        if len(high) > 1 or not low or not all(isinstance(part, ast.expr) for part in high):
            raise self._without(big)
        if not ranged:
            first = conditions[0]
            assert isinstance(first, ast.Compare)  # noqa: S101  (as _is says)
            self._check_fixed(first.left, first.comparators[0], body, big)
            ranged = [first.left]
        found = self._ranges(ranged, high[0] if high else None, body, big)
        running = {name for name, _, _ in found}
        if len(running) < len(found) or not all(names_in(condition) & running for condition in conditions):
            raise self._without(big)
        return found, conditions

    def _ranges(self, items: list[Node], high: Node | None, body: set[str], big: Big) -> list[Range]:
        *others, item = items
        if isinstance(item, ast.Compare) and not others and high is None and all(type(op) in (ast.Lt, ast.LtE) for op in item.ops):
            return self._ascending(*self._from_one([item.left, *item.comparators], list(item.ops), body, big), big)
        names = [*others, *([item.left, *item.comparators[:-1]] if isinstance(item, ast.Compare) else [item])]
        last = self.vocabulary.notation.last
        top = high or (name(self.vocabulary.notation.name(last), big.at) if last is not None else None)
        if top is None or not all(isinstance(node, ast.Name) for node in names):
            raise self._without(big)
        running = [node.id for node in names if isinstance(node, ast.Name)]
        if not isinstance(item, ast.Compare):
            return [(name_, constant(1, big.at), top) for name_ in running]
        kinds, first = [type(op) for op in item.ops], item.comparators[-1]
        if kinds == [ast.Eq] and high is not None:
            return [(name_, first, top) for name_ in running]
        if kinds in ([ast.Gt], [ast.GtE]) and not others:
            self._check_fixed(item.left, first, body, big)
            return [(running[0], shifted(first, int(kinds == [ast.Gt])), top)]
        if kinds == [ast.Gt, ast.Eq] and not others and high is not None:
            upper, lower = running
            return [(lower, first, shifted(name(upper, big.at), -1)), (upper, shifted(first, 1), top)]
        raise self._without(big)

    def _without(self, big: Big) -> ReadError:
        return self.fault(
            big.at, f"{quote(big.sign)} needs limits, as in `{big.sign}_{{K=1}}^{{N}}` or `{big.sign}_{{K>M=1}}^{{N}}`"
        )

    def _check_fixed(self, runs: Node, level: Node, body: set[str], big: Big) -> None:
        """Refuse a level that may run, too: no sum around binds it, and what is summed names both levels, or neither."""
        notation = self.vocabulary.notation
        ends = {notation.name(notation.last)} if notation.last is not None else set()
        open_levels = names_in(level).difference(ends, *self.outer)
        if open_levels and (open_levels & body or not names_in(runs) & body):
            one, other = (next(iter(sorted(found)), "J") for found in (names_in(runs), open_levels))
            ways = (rf"{one}=1,{one}\ne {other}", rf"{one}={other}+1", rf"{one},{other}=1,{one}\ne {other}")
            shown = " or ".join(f"`{big.sign}_{{{way}}}^{{N}}`" for way in ways)
            raise self.fault(big.at, f"whether one level runs or two is not clear; write {shown}")

    def _from_one(
        self, sides: list[Node], ops: list[ast.cmpop], body: set[str], big: Big
    ) -> tuple[list[Node], list[ast.cmpop]]:
        """The limits i < N as 1 <= i < N: levels start at 1."""
        if len(sides) != 2 or not isinstance(sides[0], ast.Name):
            return sides, ops
        self._check_fixed(sides[0], sides[1], body, big)
        return [constant(1, big.at), *sides], [ast.LtE(), *ops]

    def _ascending(self, sides: list[Node], ops: list[ast.cmpop], big: Big) -> list[Range]:
        """The limits 1 <= M < K <= N; the last name is the outermost, and the one before it ends below or at it."""
        first, *names, last = sides
        if not names or not all(isinstance(side, ast.Name) for side in names):
            raise self._without(big)
        steps = [int(isinstance(op, ast.Lt)) for op in ops]
        found: list[Range] = []
        low = shifted(first, steps[0])
        for place, side in enumerate(names):
            upper = names[place + 1] if place + 1 < len(names) else last
            found.append((side.id, low, shifted(upper, -steps[place + 1])))  # type: ignore[attr-defined]
            low = shifted(low, steps[place + 1])
        return found

    def left_out(self, big: Big, body: Node, condition: Node) -> Node:
        """What is summed, or multiplied, where two levels differ, and 0, or 1, where they are equal.

        By a delta of the levels, but for what may have no value where they are equal: that is not looked at there.
        """
        assert isinstance(condition, ast.Compare)  # noqa: S101  (as _is says)
        is_product = big.sign == r"\prod"
        if not _is_total(body):
            return call(r"\cases", [body, condition, constant(int(is_product), big.at), constant(True, big.at)], big.at)
        equal = call(r"\delta", [condition.left, condition.comparators[0]], big.at)
        kept = joined(joined(constant(1, big.at), ast.Sub(), equal), ast.Mult(), body)
        return joined(kept, ast.Add(), equal) if is_product else kept

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


def _is(node: Node, kind: type[ast.cmpop]) -> bool:
    return isinstance(node, ast.Compare) and [type(op) for op in node.ops] == [kind]


def _is_total(node: Node) -> bool:
    """Whether what is written surely has a value everywhere: it divides by nothing, and takes no logarithm or open power."""
    for part in ast.walk(node):
        match part:
            case ast.BinOp(op=ast.Div()) | ast.Name(id=r"\log"):
                return False
            case ast.BinOp(op=ast.Pow(), right=power) if not isinstance(power, ast.Constant):
                return False
    return True


def _apart(node: Node) -> list[Node]:
    """What limits say one by one: I != J = 1 is of I and J = 1, and that they differ."""
    if not (isinstance(node, ast.Compare) and [type(op) for op in node.ops] == [ast.NotEq, ast.Eq]):
        return [node]
    between, first = node.comparators
    at = node.col_offset
    differ = ast.Compare(left=node.left, ops=node.ops[:1], comparators=[between], lineno=1, col_offset=at)
    return [node.left, ast.Compare(left=between, ops=node.ops[1:], comparators=[first], lineno=1, col_offset=at), differ]


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
