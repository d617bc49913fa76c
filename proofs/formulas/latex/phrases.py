"""The grammar's rules as nodes of a syntax tree, of the same types as the reader of plain text has them."""

import ast
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any

from bornproof.proofs.formulas.latex.pieces import pieces_of
from bornproof.proofs.formulas.latex.terms import Big, Bra, Group, Marks, Operator, Terms, Word, call, factors, joined, name, names_in
from bornproof.proofs.formulas.latex.tokens import terminals
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
from bornproof.proofs.formulas.syntax import quote
from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedToken, VisitError
from lark.lexer import Lexer

__all__ = ["Macros", "Matrix", "Phrase", "phrases"]

Macros = Mapping[str, tuple[int, str]] | None

_SIGNS = {"=": ast.Eq, ":=": ast.Eq, "<": ast.Lt, ">": ast.Gt, r"\le": ast.LtE, r"\ge": ast.GtE, r"\ne": ast.NotEq}
_EXPECTED = {
    "NUMBER": "a number", "NAME": "a name", "LPAR": "`(`", "RPAR": "`)`", "RSQB": "`]`", "RSET": r"`\}`", "RBRACE": "`}`",
    "RABS": "`|`", "RKET": r"`\rangle`", "RBRA": "`|`", "MID": "`|`", "DYAD": r"`\langle`", "SIGN": "+ or -", "REL": "a relation", "END": r"`\end`",
    "$END": "the end", "SUP": "`^`", "SUB": "`_`", "COMMA": "`,`",
}  # fmt: skip


@dataclass
class Matrix(ast.expr):
    """A matrix of nodes."""

    rows: list[list[ast.expr]]
    col_offset: int = 0
    lineno: int = 1


@dataclass(frozen=True)
class Phrase:
    """Sides with relations between them, and the condition that is named after them."""

    sides: tuple[ast.expr, ...]
    relations: tuple[str, ...]
    condition: ast.expr | None = None


def phrases(text: str, vocabulary: Vocabulary, macros: Macros = None, *, line: bool = False) -> list[Phrase]:
    """The statements of a text, LaTeX or a line of Unicode; raises ReadError with line and column where it cannot be read."""
    tokens = terminals(pieces_of(text, macros, line=line), vocabulary.spellings, vocabulary.known, text)
    rules = _Rules(Terms(vocabulary, text))
    if not tokens:
        rules.terms.fail(0, "input must not be empty")
    try:
        found: list[Phrase] = rules.transform(_grammar().parse(tokens))  # type: ignore[arg-type]
        return found
    except UnexpectedToken as error:
        at = error.token.start_pos if error.token.type != "$END" and error.token.start_pos is not None else len(text)
        met = "the end" if error.token.type == "$END" else quote(str(error.token))
        wanted = sorted({_EXPECTED[kind] for kind in error.expected if kind in _EXPECTED} - {"+ or -", "`^`", "`_`", "a relation"})
        rules.terms.fail(at, f"{met} cannot stand here; expected {', '.join(wanted) or 'something else'}")
    except VisitError as error:
        raise error.orig_exc from None


class _Given(Lexer):
    """The terminals are found already."""

    def __init__(self, _config: Any) -> None:
        pass

    def lex(self, lexer_state: Any, _parser_state: Any = None) -> Any:
        """The terminals, one after the other."""
        return iter(getattr(lexer_state, "text", lexer_state))


@lru_cache(maxsize=1)
def _grammar() -> Lark:
    text = files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer=_Given, start="block", maybe_placeholders=True)


class _Rules(Transformer[Token, Any]):  # one method a rule of the grammar
    def __init__(self, terms: Terms) -> None:
        super().__init__()
        self.terms = terms

    def block(self, parts: list[Any]) -> list[Phrase]:
        return [part for part in parts if isinstance(part, Phrase)]

    def statement(self, parts: list[Any]) -> Phrase:
        node, condition = parts[0], parts[-1] if len(parts) > 1 else None
        if isinstance(condition, Token):
            condition = None
        if isinstance(node, ast.Compare):
            return Phrase((node.left, *node.comparators), node.signs, condition)  # type: ignore[attr-defined]
        return Phrase((node,), (), condition)

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
        if any(isinstance(value, Word) for value in values):
            self.terms.fail(next(value.at for value in values if isinstance(value, Word)), r"one `\dots` stands between two events")
        return values[0] if len(values) == 1 else ast.BoolOp(op=sign, values=values, lineno=1, col_offset=values[0].col_offset)

    def _row(self, values: list[Any], place: int) -> ast.expr:
        r"""`\sigma_N<0\wedge\dots\wedge\sigma_{K+1}<0`, for all levels between."""
        at = values[place].at
        if not 0 < place < len(values) - 1 or isinstance(values[place + 1], Word):
            self.terms.fail(at, r"one `\dots` stands between two events")
        first, last = values[place - 1], values[place + 1]
        ends = [node for node in (first, last) if isinstance(node, ast.Compare) and isinstance(node.left, ast.Subscript)]
        taken = names_in(first) | names_in(last)
        notation = self.terms.vocabulary.notation
        free = next((symbol for symbol in notation.running if notation.name(symbol) not in taken), None)
        if len(ends) != 2 or free is None:
            self.terms.fail(at, r"`\dots` stands between two events that differ in their level alone")
        index = name(notation.name(free), at)
        over = [copy(end) for end in ends]
        for end in over:
            end.left = copy(end.left)
            end.left.slice = index  # type: ignore[attr-defined]
        if ast.dump(over[0]) != ast.dump(over[1]):
            self.terms.fail(at, r"`\dots` stands between two events that differ in their level alone")
        a, b = (end.left.slice for end in ends)  # type: ignore[attr-defined]
        up = isinstance(b, ast.Name) and notation.last is not None and b.id == notation.name(notation.last)
        return call(r"\bigwedge", [over[0], index, *((a, b) if up else (b, a))], at)

    def dots(self, parts: list[Any]) -> Word:
        return Word(r"\dots", parts[0].start_pos, Marks())

    def chain(self, parts: list[Any]) -> ast.expr:
        if len(parts) == 1:
            return parts[0]
        left, signs, right = parts[0], parts[1::2], parts[2::2]
        if isinstance(left, ast.Call) and getattr(left.func, "id", "") == r"\all":
            event, (index, low, high) = left.args[0], left.args[1].elts  # type: ignore[attr-defined]
            return call(r"\bigwedge", [self._compare(event, signs, right), index, low, high], left.col_offset)
        return self._compare(left, signs, right)

    def _compare(self, left: ast.expr, signs: list[Token], right: list[ast.expr]) -> ast.Compare:
        node = ast.Compare(left=left, ops=[_SIGNS[str(sign)]() for sign in signs], comparators=right, lineno=1, col_offset=left.col_offset)
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

    def factor(self, parts: list[Any]) -> Any:
        item, *scripts = parts
        marks = Marks()
        for kind, value in scripts:
            if kind == "low":
                if marks.low is not None:
                    self.terms.fail(getattr(item, "at", getattr(item, "col_offset", 0)), "two indices at one place")
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
            self.terms.fail(item.at, "nothing can stand above or below this")
        return self.terms.marked(item, marks, item.col_offset)

    def low(self, parts: list[Any]) -> tuple[str, Any]:
        return "low", [self._one([item], parts[0].start_pos) for item in parts[1]]

    def high(self, parts: list[Any]) -> tuple[str, Any]:
        items = parts[1]
        if len(items) != 1:
            self.terms.fail(parts[0].start_pos, "a comma in an exponent")
        return "high", self._one(items, parts[0].start_pos)

    def star(self, _parts: list[Any]) -> tuple[str, Any]:
        return "high", "*"

    def dagger(self, _parts: list[Any]) -> tuple[str, Any]:
        return "high", "dagger"

    def prime(self, parts: list[Any]) -> tuple[str, Any]:
        self.terms.fail(parts[0].start_pos, "a prime at something that has none here")

    def argument(self, parts: list[Any]) -> list[Any]:
        found: list[Any] = parts[1] if len(parts) == 3 else [parts[0]]
        return [self.terms.product([item]) if isinstance(item, Word) and len(parts) == 3 else item for item in found]

    def items(self, parts: list[Any]) -> list[Any]:
        return [part for part in parts if not isinstance(part, Token)]

    def number(self, parts: list[Any]) -> ast.Constant:
        text = str(parts[0])
        return ast.Constant(value=Fraction(text) if "." in text else int(text), lineno=1, col_offset=parts[0].start_pos)

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
                self.terms.fail(at, "a derivative that is not one by the time")
            return Operator(at) if len(upper) == 1 else call(r"\partial", [self.terms.product(list(upper[1:]))], at)
        return joined(above, ast.Div(), below)

    def root(self, parts: list[Any]) -> ast.expr:
        at = parts[0].start_pos
        inner = self._one(parts[-1], at)
        if len(parts) == 2:
            return call(r"\sqrt", [inner], at)
        one = ast.Constant(value=1, lineno=1, col_offset=at)
        return joined(inner, ast.Pow(), joined(one, ast.Div(), self._one(parts[2], at)))

    def conjugate(self, parts: list[Any]) -> Any:
        return self._over(r"\conj", parts)

    def rate(self, parts: list[Any]) -> Any:
        return self._over(r"\partial", parts)

    def _over(self, function: str, parts: list[Any]) -> Any:
        (inner,) = parts[1] if len(parts[1]) == 1 else (None,)
        if isinstance(inner, Word):
            inner.over = (*inner.over, function)
            return inner
        return call(function, [self._one(parts[1], parts[0].start_pos)], parts[0].start_pos)

    def _one(self, items: list[Any], at: int) -> ast.expr:
        if len(items) != 1:
            self.terms.fail(at, "a comma outside of arguments, indices and commutators")
        return self.terms.product([items[0]])

    def ket(self, parts: list[Any]) -> ast.expr:
        return self._of_kets(r"|.\rangle", parts)

    def dyad(self, parts: list[Any]) -> ast.expr:
        return self._of_kets(r"|.\rangle\langle.|", parts)

    def bracket(self, parts: list[Any]) -> ast.expr:
        return self._of_kets(r"\langle.|.\rangle", parts)

    def bra(self, parts: list[Any]) -> Bra:
        return Bra(self._one(parts[1], parts[0].start_pos), parts[0].start_pos)

    def _of_kets(self, function: str, parts: list[Any]) -> ast.expr:
        at = parts[0].start_pos
        return call(function, [self._one(items, at) for items in parts if not isinstance(items, Token)], at)

    def matrix(self, parts: list[Any]) -> ast.expr:
        begin = parts[0]
        rows = [part for part in parts if isinstance(part, list)]
        if rows[-1] == [None]:
            rows.pop()
        if not rows or any(cell is None for row in rows for cell in row):
            self.terms.fail(begin.start_pos, "an empty entry")
        if begin in ("cases", "dcases"):
            return self._cases(rows, begin.start_pos)
        if len(set(map(len, rows))) != 1:
            self.terms.fail(begin.start_pos, f"rows must have one length, not {', '.join(str(len(row)) for row in rows)}")
        return Matrix(rows, begin.start_pos)

    def _cases(self, rows: list[list[Any]], at: int) -> ast.expr:
        args: list[ast.expr] = []
        for place, row in enumerate(rows):
            if len(row) != 2 or (isinstance(row[1], ast.Constant) and place < len(rows) - 1):
                self.terms.fail(at, r"a case is written `f & x>0`, the last one may be `f & \text{otherwise}`")
            args += row
        return call(r"\cases", args, at)

    def row(self, parts: list[Any]) -> list[Any]:
        return [part for part in parts if not isinstance(part, Token)]

    def cell(self, parts: list[Any]) -> Any:
        return parts[0] if parts else None

    def condition(self, parts: list[Any]) -> Any:
        return parts[-1]

    def otherwise(self, parts: list[Any]) -> ast.Constant:
        return ast.Constant(value=True, lineno=1, col_offset=parts[0].start_pos)

    def _partial(self, marks: Marks, at: int) -> Operator:
        time = self.terms.vocabulary.notation.time
        low = marks.low or []
        if marks.high or len(low) != 1 or time is None or getattr(low[0], "id", "") != self.terms.vocabulary.notation.name(time):
            self.terms.fail(at, "a derivative that is not one by the time")
        return Operator(at)
