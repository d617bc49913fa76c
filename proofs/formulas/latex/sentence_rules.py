"""The grammar's rules from a term upwards, as nodes: sums, chains of relations, events and their conjunctions, statements."""

# ruff: noqa: D102  (a method is named like the rule of the grammar that it reads)

import ast
from copy import copy
from dataclasses import dataclass
from typing import Any

from bornproof.proofs.formulas.latex.nodes import Marks, Word, call, joined, name, names_in
from bornproof.proofs.formulas.latex.part_rules import PartRules
from lark import Token

__all__ = ["Phrase", "SentenceRules"]

_SIGNS = {"=": ast.Eq, ":=": ast.Eq, "<": ast.Lt, ">": ast.Gt, r"\le": ast.LtE, r"\ge": ast.GtE, r"\ne": ast.NotEq}


@dataclass(frozen=True)
class Phrase:
    """Sides with relations between them, and the condition that is named after them."""

    sides: tuple[ast.expr, ...]
    relations: tuple[str, ...]
    condition: ast.expr | None = None
    quantified: bool = False


def _is_condition(phrase: Phrase) -> bool:
    side = phrase.sides[0]
    return bool(phrase.relations) or isinstance(side, ast.BoolOp) or getattr(getattr(side, "func", None), "id", "") == r"\bigwedge"


class SentenceRules(PartRules):
    """One method a rule of the grammar, named like it."""

    def block(self, parts: list[Any]) -> list[Phrase]:
        found: list[Phrase] = []
        sign: Token | None = None
        for part in parts:
            if isinstance(part, Token):
                sign = part if part == r"\Leftrightarrow" else None
            elif found and found[-1].quantified and not sign and not part.relations and self._is_symbol(part.sides[0]):
                pass  # `\forall I, J`
            else:
                if sign and not (_is_condition(part) and _is_condition(found[-1])):
                    raise self.terms.fault(sign.start_pos or 0, "an equivalence stands between conditions; write =")
                found.append(part)
        return found

    def statement(self, parts: list[Any]) -> Phrase:
        self.refuse_dots(parts)
        node, condition = parts[0], parts[-1] if len(parts) > 1 else None
        if isinstance(condition, Token):
            condition = None
        quantified = condition is not None and parts[1] == r"\text{for all}" and self._is_symbol(condition)
        if quantified:
            condition = None
        self.check_condition(condition)
        if isinstance(node, ast.Compare):
            return Phrase((node.left, *node.comparators), node.signs, condition, quantified)  # type: ignore[attr-defined]
        return Phrase((node,), (), condition, quantified)

    def _is_symbol(self, node: Any) -> bool:
        return isinstance(node, ast.Name) and node.id in self.terms.vocabulary.words

    def either(self, parts: list[Any]) -> ast.expr:
        return self._joined(ast.Or(), parts)

    def both(self, parts: list[Any]) -> ast.expr:
        values = [part for part in parts if not isinstance(part, Token)]
        for place, value in enumerate(values):
            if isinstance(value, Word):
                values[max(place - 1, 0) : place + 2] = [self._row(values, place)]
                return self._joined(ast.And(), values)
        return self._joined(ast.And(), values)

    def _joined(self, sign: ast.boolop, parts: list[Any]) -> ast.expr:
        values = [part for part in parts if not isinstance(part, Token)]
        self.refuse_dots(values)
        return values[0] if len(values) == 1 else ast.BoolOp(op=sign, values=values, lineno=1, col_offset=values[0].col_offset)

    def _row(self, values: list[Any], place: int) -> ast.expr:
        r"""`\sigma_N<0\wedge\dots\wedge\sigma_{K+1}<0`, for all levels between."""
        at = values[place].at
        if not 0 < place < len(values) - 1 or isinstance(values[place + 1], Word):
            raise self.terms.fault(at, r"one `\dots` stands between two events")
        first, last = values[place - 1], values[place + 1]
        ends = [node for node in (first, last) if isinstance(node, ast.Compare) and isinstance(node.left, ast.Subscript)]
        taken = names_in(first) | names_in(last)
        notation = self.terms.vocabulary.notation
        free = next((symbol for symbol in notation.running if notation.name(symbol) not in taken), None)
        if len(ends) != 2 or free is None:
            raise self.terms.fault(at, r"`\dots` stands between two events that differ in their level alone")
        index = name(notation.name(free), at)
        over = [copy(end) for end in ends]
        for end in over:
            end.left = copy(end.left)
            end.left.slice = index  # type: ignore[attr-defined]
        if ast.dump(over[0]) != ast.dump(over[1]):
            raise self.terms.fault(at, r"`\dots` stands between two events that differ in their level alone")
        a, b = (end.left.slice for end in ends)  # type: ignore[attr-defined]
        up = isinstance(b, ast.Name) and notation.last is not None and b.id == notation.name(notation.last)
        return call(r"\bigwedge", [over[0], index, *((a, b) if up else (b, a))], at)

    def dots(self, parts: list[Any]) -> Word:
        return Word(r"\dots", parts[0].start_pos, Marks())

    def chain(self, parts: list[Any]) -> ast.expr:
        left: ast.expr = parts[0]
        if len(parts) == 1:
            return left
        signs, right = parts[1::2], parts[2::2]
        if isinstance(left, ast.Call) and getattr(left.func, "id", "") == r"\all":
            event, (index, low, high) = left.args[0], left.args[1].elts  # type: ignore[attr-defined]
            return call(r"\bigwedge", [self._compare(event, signs, right), index, low, high], left.col_offset)
        return self._compare(left, signs, right)

    def within(self, parts: list[Any]) -> ast.expr:
        r"""`M\in\{1..N-1\}`, a level between two."""
        level, low, high = (part for part in parts if not isinstance(part, Token))
        sign = Token("REL", r"\le")
        return self._compare(low, [sign, sign], [level, high])

    def _compare(self, left: ast.expr, signs: list[Token], right: list[ast.expr]) -> ast.Compare:
        node = ast.Compare(
            left=left, ops=[_SIGNS[str(sign)]() for sign in signs], comparators=right, lineno=1, col_offset=left.col_offset
        )
        node.signs = tuple(map(str, signs))  # type: ignore[attr-defined]
        return node

    def sum(self, parts: list[Any]) -> ast.expr:
        total: ast.expr | None = None
        sign = ""
        for part in parts:
            if isinstance(part, Token):
                sign = str(part)
            elif total is None:
                total = ast.UnaryOp(op=ast.USub(), operand=part, lineno=1, col_offset=part.col_offset) if sign == "-" else part
            else:
                total = joined(total, ast.Sub() if sign == "-" else ast.Add(), part)
        assert total is not None  # noqa: S101  (a sum has a term)
        return total

    def term(self, parts: list[Any]) -> ast.expr:
        items = [{"SLASH": "/"}.get(part.type, "*") if isinstance(part, Token) else part for part in parts]
        return self.terms.product(items)
