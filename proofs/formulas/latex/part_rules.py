"""The grammar's rules for what stands in a term, as nodes: numbers, names, brackets, fractions, kets, matrices, scripts."""

# ruff: noqa: D102  (a method is named like the rule of the grammar that it reads)

import ast
from fractions import Fraction
from typing import Any

from bornproof.proofs.formulas.latex.nodes import Big, Bra, Group, Marks, Operator, Word, call, constant, factors, joined, name
from bornproof.proofs.formulas.latex.terms import Terms
from bornproof.proofs.formulas.reader import Matrix
from lark import Token, Transformer

__all__ = ["PartRules"]


class PartRules(Transformer[Token, Any]):
    """One method a rule of the grammar, named like it."""

    def __init__(self, terms: Terms) -> None:
        super().__init__(visit_tokens=False)
        self.terms = terms

    def factor(self, parts: list[Any]) -> Any:
        item, *scripts = parts
        marks = Marks()
        for kind, value in scripts:
            if kind == "prime":
                if not isinstance(item, Word) or marks.low is not None or marks.high:
                    raise self.terms.fault(value, "a prime stands at a name alone")
                item.name += "'"
            elif kind == "low":
                if marks.low is not None:
                    raise self.terms.fault(getattr(item, "at", getattr(item, "col_offset", 0)), "two indices at one place")
                marks.low = value
            else:
                marks.high.append(value)
        if not scripts:
            return item
        if isinstance(item, Word | Group | Big):
            item.marks = Marks(marks.low if marks.low is not None else item.marks.low, [*item.marks.high, *marks.high])
            return item
        if isinstance(item, ast.Name) and item.id == r"\partial":
            return self._partial(marks, item.col_offset)
        if isinstance(item, Operator | Bra):
            raise self.terms.fault(item.at, "nothing can stand above or below this")
        return self.terms.marked(item, marks, item.col_offset)

    def low(self, parts: list[Any]) -> tuple[str, Any]:
        return "low", [self._one([item], parts[0].start_pos) for item in parts[1]]

    def high(self, parts: list[Any]) -> tuple[str, Any]:
        items = parts[1]
        if len(items) != 1:
            raise self.terms.fault(parts[0].start_pos, "a comma in an exponent")
        return "high", self._one(items, parts[0].start_pos)

    def star(self, _parts: list[Any]) -> tuple[str, Any]:
        return "high", "*"

    def dagger(self, _parts: list[Any]) -> tuple[str, Any]:
        return "high", "dagger"

    def prime(self, parts: list[Any]) -> tuple[str, Any]:
        return "prime", parts[0].start_pos

    def argument(self, parts: list[Any]) -> list[Any]:
        return list(parts[1]) if len(parts) == 3 else [parts[0]]

    def refuse_dots(self, parts: list[Any]) -> None:
        """Refuse dots where they stand for nothing; they are the only word that no term has taken."""
        for part in parts:
            if isinstance(part, Word):
                raise self.terms.fault(part.at, r"one `\dots` stands between two events")

    def items(self, parts: list[Any]) -> list[Any]:
        self.refuse_dots(parts)
        return [part for part in parts if not isinstance(part, Token)]

    def number(self, parts: list[Any]) -> ast.Constant:
        text = str(parts[0])
        return constant(Fraction(text) if "." in text else int(text), parts[0].start_pos)

    def name(self, parts: list[Any]) -> Word:
        return Word(str(parts[0]), parts[0].start_pos, Marks())

    surd = name

    def big(self, parts: list[Any]) -> Big:
        return Big(str(parts[0]), parts[0].start_pos, Marks())

    integral = big

    def partial(self, parts: list[Any]) -> Any:
        return name(r"\partial", parts[0].start_pos)

    def round(self, parts: list[Any]) -> Group:
        return Group("(", parts[1], parts[0].start_pos, Marks())

    def square(self, parts: list[Any]) -> Group:
        return Group("[", parts[1], parts[0].start_pos, Marks())

    def curly(self, parts: list[Any]) -> Group:
        return Group(r"\{", parts[1], parts[0].start_pos, Marks())

    def modulus(self, parts: list[Any]) -> ast.expr:
        return call(r"\abs", [parts[1]], parts[0].start_pos)

    def fraction(self, parts: list[Any]) -> Any:
        at = parts[0].start_pos
        above, below = (self._one(side, at) for side in parts[1:])
        upper, lower = factors(above), factors(below)
        sign, time = upper[0], self.terms.vocabulary.notation.time
        if isinstance(sign, ast.Name) and sign.id in ("d", r"\partial") and sign.id not in self.terms.vocabulary.words:
            if not (time and [getattr(node, "id", "") for node in lower] == [sign.id, self.terms.vocabulary.notation.name(time)]):
                raise self.terms.fault(at, "a derivative that is not one by the time")
            return Operator(at) if len(upper) == 1 else call(r"\partial", [self.terms.product(list(upper[1:]))], at)
        return joined(above, ast.Div(), below)

    def root(self, parts: list[Any]) -> ast.expr:
        at = parts[0].start_pos
        inner = self._one(parts[-1], at)
        if len(parts) == 2:
            return call(r"\sqrt", [inner], at)
        one = constant(1, at)
        return joined(inner, ast.Pow(), joined(one, ast.Div(), self._one(parts[2], at)))

    def conjugate(self, parts: list[Any]) -> Any:
        return self._over(r"\conj", parts)

    def rate(self, parts: list[Any]) -> Any:
        return self._over(r"\partial", parts)

    def operator(self, parts: list[Any]) -> Word:
        (word,) = parts[1] if len(parts[1]) == 1 else (None,)
        scope = self.terms.vocabulary.scope
        if not isinstance(word, Word) or getattr(scope.get(word.name, scope.get(f"{word.name}_")), "is_commutative", True):
            raise self.terms.fault(parts[0].start_pos, r"a hat stands at the name of an operator alone, as in `\hat\rho`")
        return word

    def _over(self, function: str, parts: list[Any]) -> Any:
        (inner,) = parts[1] if len(parts[1]) == 1 else (None,)
        if isinstance(inner, Word) and not inner.marks.high:  # the rate of a power is not a power of the rate
            inner.over = (*inner.over, function)
            return inner
        return call(function, [self._one(parts[1], parts[0].start_pos)], parts[0].start_pos)

    def _one(self, items: list[Any], at: int) -> ast.expr:
        if len(items) != 1:
            raise self.terms.fault(at, "a comma outside of arguments, indices and commutators")
        return self.terms.product([items[0]])

    def ket(self, parts: list[Any]) -> ast.expr:
        return self._of_kets(r"|.\rangle", parts)

    def dyad(self, parts: list[Any]) -> ast.expr:
        node = self._of_kets(r"|.\rangle\langle.|", parts)
        node.args = [self._level(arg) for arg in node.args]
        return node

    def _level(self, node: ast.expr) -> ast.expr:
        """The level of a ket in a dyad, also where it is named by another basis that stands for it."""
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
            table = self.terms.vocabulary.scope.get(node.value.id)
            return node.slice if table in self.terms.vocabulary.notation.basis else node
        return node

    def bracket(self, parts: list[Any]) -> ast.expr:
        return self._of_kets(r"\langle.|.\rangle", parts)

    def bra(self, parts: list[Any]) -> Bra:
        return Bra(self._one(parts[1], parts[0].start_pos), parts[0].start_pos)

    def _of_kets(self, function: str, parts: list[Any]) -> ast.Call:
        at = parts[0].start_pos
        return call(function, [self._one(items, at) for items in parts if not isinstance(items, Token)], at)

    def matrix(self, parts: list[Any]) -> ast.expr:
        begin = parts[0]
        rows = [part for part in parts if isinstance(part, list)]
        if rows[-1] == [None]:
            rows.pop()
        if not rows or any(cell is None for row in rows for cell in row):
            raise self.terms.fault(begin.start_pos, "an empty entry")
        if begin in ("cases", "dcases"):
            return self._cases(rows, begin.start_pos)
        if len(set(map(len, rows))) != 1:
            raise self.terms.fault(begin.start_pos, f"rows must have one length, not {', '.join(str(len(row)) for row in rows)}")
        return Matrix(rows, begin.start_pos)

    def _cases(self, rows: list[list[Any]], at: int) -> ast.expr:
        args: list[ast.expr] = []
        for place, row in enumerate(rows):
            if len(row) != 2 or (isinstance(row[1], ast.Constant) and place < len(rows) - 1):
                raise self.terms.fault(at, r"a case is written `f & x>0`, the last one may be `f & \text{otherwise}`")
            self.check_condition(row[1])
            args += row
        return call(r"\cases", args, at)

    def check_condition(self, node: Any) -> None:
        """Refuse what can be neither true nor false in the place of a condition."""
        event = isinstance(node, ast.Call) and getattr(node.func, "id", "") == r"\bigwedge"
        if not (node is None or event or isinstance(node, ast.Compare | ast.BoolOp | ast.Constant)):
            raise self.terms.fault(getattr(node, "col_offset", 0), "a condition is a relation, as in `x>0`")

    def row(self, parts: list[Any]) -> list[Any]:
        return [part for part in parts if not isinstance(part, Token)]

    def cell(self, parts: list[Any]) -> Any:
        return parts[0] if parts else None

    def condition(self, parts: list[Any]) -> Any:
        return parts[-1]

    def otherwise(self, parts: list[Any]) -> ast.Constant:
        return constant(True, parts[0].start_pos)

    def _partial(self, marks: Marks, at: int) -> Operator:
        time = self.terms.vocabulary.notation.time
        low = marks.low or []
        if marks.high or len(low) != 1 or time is None or getattr(low[0], "id", "") != self.terms.vocabulary.notation.name(time):
            raise self.terms.fault(at, "a derivative that is not one by the time")
        return Operator(at)
