r"""How the factors of a term belong together: functions and their arguments, sums and how far they reach, divisions.

**The scope** of a sum or product that no brackets close: all factors up to the next sign; but what follows the last factor in
which its index occurs is not in the scope of a product, nor in that of a sum that something is divided by. So $\sum_K a_K b$ is
the sum of $a_K b$, and $\prod_J (1-x_J)\,y$ is $y$ times the product of $1-x_J$. A factor without the index may stand on either
side of a sum, for its value is the same.

**A slash** divides by the next factor alone, which may be a sum; a further factor that follows without a sign of
multiplication is refused, for it is not clear where it belongs.
"""

import ast
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, NoReturn

from bornproof.proofs.formulas.latex.pieces import fault
from bornproof.proofs.formulas.latex.vocabulary import FUNCTIONS, Meaning, Vocabulary
from bornproof.proofs.formulas.syntax import MAX_BRACKETS, MAX_LENGTH, quote

__all__ = ["Big", "Bra", "Group", "Marks", "Operator", "Terms", "Word", "call", "factors", "joined", "name", "names_in"]

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


@dataclass
class Terms:
    """Puts the factors of terms together, for one text."""

    vocabulary: Vocabulary
    source: str

    def fail(self, at: int, what: str) -> NoReturn:
        """Raise the error that names the place."""
        raise fault(self.source, at, what)

    def product(self, items: list[Any], depth: int = 0) -> Node:
        """The node of a term: factors, with "*" and "/" between some of them."""
        parts = self._run(items, 0, depth)
        first = parts[0][1]
        for (sign, _), (after, later) in zip(parts, parts[1:], strict=False):
            if sign == "/" and after == "":
                self.fail(later.col_offset, r"what the slash before this divides by is not clear; write \frac, \cdot or brackets")
        for sign, node in parts[1:]:
            first = joined(first, ast.Div() if sign == "/" else ast.Mult(), node)
        return first

    def _run(self, items: list[Any], start: int, depth: int) -> list[tuple[str, Node]]:
        """The factors from a place on, each with the sign before it."""
        if depth > MAX_BRACKETS:
            self.fail(getattr(items[start - 1], "at", 0), f"sums must be nested at most {MAX_BRACKETS} deep")
        found: list[tuple[str, Node]] = []
        place, sign = start, ""
        while place < len(items):
            item = items[place]
            if item in ("*", "/"):
                sign, place = item, place + 1
                continue
            if isinstance(item, Big):
                rest = self._run(items, place + 1, depth + 1)
                return [*found, *self._bound(item, sign, rest)]
            node, place = self._factor(items, place)
            found.append((sign, node))
            sign = ""
        return found

    def _bound(self, big: Big, sign: str, rest: list[tuple[str, Node]]) -> list[tuple[str, Node]]:
        if not rest:
            self.fail(big.at, f"{quote(big.sign)} is followed by nothing")
        if big.sign.endswith("int"):
            return [(sign, self._integral(big, rest))]
        limits = self._limits(big)
        indices = {limit[0] for limit in limits}
        reach = len(rest)
        if big.sign == r"\prod" or sign == "/":
            reach = max((place for place, (_, node) in enumerate(rest, 1) if names_in(node) & indices), default=reach)
        body = rest[0][1]
        for link, node in rest[1:reach]:
            body = joined(body, ast.Div() if link == "/" else ast.Mult(), node)
        if any(link == "/" and after == "" for (link, _), (after, _) in zip(rest[:reach], rest[1:reach], strict=False)):
            self.fail(big.at, r"what a slash in this sum divides by is not clear; write \frac, \cdot or brackets")
        tuples: list[Node] = [
            ast.Tuple(elts=[name(index, big.at), low, high], ctx=ast.Load(), lineno=1, col_offset=big.at)
            for index, low, high in limits
        ]
        return [(sign, call(big.sign.replace(r"\bigwedge", r"\all"), [body, *tuples], big.at)), *rest[reach:]]

    def _limits(self, big: Big) -> list[tuple[str, Node, Node]]:
        """The limits, the innermost first: K = 1 .. N, or K > M = 1 .. N, which is M = 1 .. K - 1 and K = 2 .. N."""
        low, high = big.marks.low or [], big.marks.high
        if len(low) == 1 and not high and isinstance(low[0], ast.Compare) and all(type(op) in (ast.Lt, ast.LtE) for op in low[0].ops):
            return self._ascending([low[0].left, *low[0].comparators], low[0].ops, big)
        if len(low) == 1 and len(high) == 1 and isinstance(low[0], ast.Compare) and isinstance(high[0], ast.expr):
            sides = [low[0].left, *low[0].comparators]
            kinds = [type(op) for op in low[0].ops]
            if all(isinstance(side, ast.Name) for side in sides[:-1]):
                names = [side.id for side in sides[:-1] if isinstance(side, ast.Name)]
                first, last = sides[-1], high[0]
                if kinds == [ast.Eq]:
                    return [(names[0], first, last)]
                if kinds == [ast.Lt, ast.Eq] or (kinds == [ast.Gt, ast.Eq] and names[0] != names[1]):
                    lower, upper = names[::-1] if kinds[0] is ast.Gt else names
                    if kinds[0] is ast.Gt:
                        return [(lower, first, _shifted(name(upper, big.at), -1)), (upper, _shifted(first, 1), last)]
        self.fail(big.at, f"{quote(big.sign)} needs limits, as in `{big.sign}_{{K=1}}^{{N}}` or `{big.sign}_{{K>M=1}}^{{N}}`")

    def _ascending(self, sides: list[Node], ops: list[ast.cmpop], big: Big) -> list[tuple[str, Node, Node]]:
        """The limits 1 <= M < K <= N; the last name is the outermost, and the one before it ends below or at it."""
        first, *names, last = sides
        if not names or not all(isinstance(side, ast.Name) for side in names):
            self.fail(big.at, f"{quote(big.sign)} needs limits, as in `{big.sign}_{{1\\le M<K\\le N}}`")
        steps = [int(isinstance(op, ast.Lt)) for op in ops]
        found: list[tuple[str, Node, Node]] = []
        low = _shifted(first, steps[0])
        for place, side in enumerate(names):
            upper = names[place + 1] if place + 1 < len(names) else last
            found.append((side.id, low, _shifted(upper, -steps[place + 1])))  # type: ignore[attr-defined]
            low = _shifted(low, steps[place + 1])
        return found

    def _integral(self, big: Big, rest: list[tuple[str, Node]]) -> Node:
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
            self.fail(big.at, "an integral is written `\\int f\\,d\\lambda_2`")
        return call(r"\int", [body or ast.Constant(value=1, lineno=1, col_offset=big.at), *variables], big.at)

    def _factor(self, items: list[Any], place: int) -> tuple[Node, int]:
        """The factor at a place, and the place after it."""
        item = items[place]
        if isinstance(item, Operator):
            if place + 1 == len(items) or items[place + 1] in ("*", "/"):
                self.fail(item.at, "a derivative of nothing")
            node, after = self._factor(items, place + 1)
            return call(r"\partial", [node], item.at), after
        if isinstance(item, Bra):
            return self._element(items, place)
        if isinstance(item, Group):
            return self.marked(self.bracket(item), item.marks, item.at), place + 1
        if not isinstance(item, Word):
            self._check_time(item, items[place + 1 : place + 2])
            return item, place + 1
        meaning = self.vocabulary.words.get(item.name)
        following = items[place + 1] if place + 1 < len(items) else None
        if meaning is None and item.name in FUNCTIONS:
            return self._function(items, place)
        if item.marks.low is None and ((meaning and meaning.function) or item.name == "P"):
            if isinstance(following, Group):
                node: Node = call(f"{item.name}(", [*self._events(following)], item.at)
                return self.marked(self.marked(node, item.marks, item.at), following.marks, item.at), place + 2
            if not (meaning and (meaning.symbol or meaning.table)):
                self.fail(item.at, f"{quote(item.name)} needs arguments, as in `{item.name}(x)`")
        return self._entry(item, meaning, following, place)

    def _function(self, items: list[Any], place: int) -> tuple[Node, int]:
        word = items[place]
        if place + 1 == len(items) or items[place + 1] in ("*", "/") or isinstance(items[place + 1], Big):
            self.fail(word.at, f"{quote(word.name)} needs an argument")
        following = items[place + 1]
        marks = Marks()
        if isinstance(following, Group):
            args, marks, after = following.items, following.marks, place + 2
        else:
            node, after = self._factor(items, place + 1)
            args = [node]
        if word.name == r"\theta" and not isinstance(following, Group):
            self.fail(word.at, r"`\theta` needs brackets, as in `\theta(x)`")
        node = call("\\" + FUNCTIONS[word.name], args, word.at)
        return self.marked(self.marked(node, word.marks, word.at), marks, word.at), after

    def _entry(self, word: Word, meaning: Meaning | None, following: Any, place: int) -> tuple[Node, int]:
        """A symbol, an entry of a table, a function of levels; with the time, or a 0, in parentheses after what evolves."""
        after, marks, at = place + 1, word.marks, word.at
        trailing = Marks()
        initial = False
        if self._evolves(word, meaning) and isinstance(following, Group) and following.kind == "(":
            after, trailing = place + 2, following.marks
            initial = self._at_start(word, following)
        powers = list(marks.high)
        if meaning and meaning.initial and powers and _is_zero_bracket(powers[0]):
            powers, initial = powers[1:], True
        node: Node
        if marks.low is None:
            if initial:
                self.fail(at, f"{quote(word.name)} at time 0 is not known here")
            if meaning and not meaning.symbol:
                self.fail(at, f"{quote(word.name)} needs indices")
            node = name(word.name, at)
        else:
            node = self._indexed(word, meaning, initial)
        for function in word.over:
            node = call(function, [node], at)
        return self.marked(self.marked(node, Marks(None, powers), at), trailing, at), after

    def _indexed(self, word: Word, meaning: Meaning | None, initial: bool) -> Node:
        low = word.marks.low or []
        if word.name == r"\delta" and not (meaning and meaning.table):
            return call(r"\delta", self._levels(word, low, 2), word.at)
        if meaning and meaning.levels:
            return call(f"{word.name}_", self._levels(word, low, meaning.levels), word.at)
        if meaning and (meaning.table or meaning.initial):
            if initial and not meaning.initial:
                self.fail(word.at, f"{quote(word.name)} at time 0 is not known here")
            levels = self._levels(word, low, meaning.table)
            index = levels[0] if len(levels) == 1 else ast.Tuple(elts=levels, ctx=ast.Load(), lineno=1, col_offset=word.at)
            key = f"{word.name}_0" if initial else f"{word.name}_"
            return ast.Subscript(value=name(key, word.at), slice=index, ctx=ast.Load(), lineno=1, col_offset=word.at)
        allowed = ", ".join(sorted(word for word, meant in self.vocabulary.words.items() if meant.table or meant.levels))
        self.fail(word.at, f"{quote(word.name)} takes no indices; with indices: {allowed}")

    def _levels(self, word: Word, low: list[Node], count: int) -> list[Node]:
        r"""As many levels as wanted: with commas between, or each one digit or letter, as in \rho_{IJ}."""
        if len(low) == 1 and count > 1:
            low = [part for factor in factors(low[0]) for part in _digits(factor)]
        if len(low) != count:
            self.fail(word.at, f"{quote(word.name)} takes {count} indices, not {len(low)}; write commas between them")
        return low

    def _evolves(self, word: Word, meaning: Meaning | None) -> bool:
        notation = self.vocabulary.notation
        key = word.name if word.marks.low is None else f"{word.name}_"
        return self.vocabulary.scope.get(key) in notation.evolving or bool(meaning and meaning.initial and word.marks.low)

    def _at_start(self, word: Word, time: Group) -> bool:
        match time.items:
            case [ast.Constant(value=0)]:
                return True
            case [ast.Name(id=identifier)] if self.vocabulary.scope.get(identifier) == self.vocabulary.notation.time:
                return False
        self.fail(time.at, f"{quote(word.name)} takes the time or 0 in parentheses; for a product write \\cdot or other brackets")

    def _check_time(self, item: Node, following: list[Any]) -> None:
        """Refuse a time after a bar or a dot that may have to stand below it."""
        if isinstance(item, ast.Call) and item.func.id in (r"\conj", r"\dagger", r"\partial") and following:  # type: ignore[attr-defined]
            match following[0]:
                case Group(kind="(", items=[ast.Name() | ast.Constant(value=0)], at=at):
                    self.fail(at, "write the time before the bar, the dot or the dagger")

    def _element(self, items: list[Any], place: int) -> tuple[Node, int]:
        r"""\langle I|\rho|J\rangle, an entry of the operator's table."""
        bra = items[place]
        word = items[place + 1] if place + 1 < len(items) else None
        operator = self.vocabulary.scope.get(word.name) if isinstance(word, Word) and word.marks.low is None else None
        after = place + 2
        if operator is not None and after < len(items) and isinstance(items[after], Group) and self._evolves(word, None):
            self._at_start(word, items[after])
            after += 1
        table = self.vocabulary.notation.elements.get(operator)
        closing = items[after] if after < len(items) else None
        if table is None or not (isinstance(closing, ast.Call) and getattr(closing.func, "id", "") == r"|.\rangle"):
            self.fail(bra.at, r"a bra stands in a dyad, a bracket or a matrix element: `|I\rangle\langle J|`, `\langle I|\rho|J\rangle`")
        key = next(key for key, value in self.vocabulary.scope.items() if value == table)
        index = ast.Tuple(elts=[bra.level, closing.args[0]], ctx=ast.Load(), lineno=1, col_offset=bra.at)
        return ast.Subscript(value=name(key, bra.at), slice=index, ctx=ast.Load(), lineno=1, col_offset=bra.at), after + 1

    def bracket(self, group: Group) -> Node:
        """What brackets hold: one thing, or two in a commutator or an anticommutator."""
        if len(group.items) == 1:
            if isinstance(group.items[0], ast.Constant):
                group.items[0].bracketed = True  # type: ignore[attr-defined]
            return group.items[0]
        if len(group.items) == 2 and group.kind in ("[", r"\{"):
            a, b = group.items
            sign = ast.Sub() if group.kind == "[" else ast.Add()
            if sum(1 for side in (a, b) for _ in ast.walk(side)) > MAX_LENGTH:
                self.fail(group.at, "commutators are nested too deeply")
            return joined(joined(a, ast.Mult(), b), sign, joined(b, ast.Mult(), a))
        self.fail(group.at, "a comma outside of arguments, indices and commutators")

    def marked(self, node: Node, marks: Marks, at: int) -> Node:
        """A factor with what stands above it; nothing below it is left here."""
        if marks.low is not None:
            self.fail(at, "an index at something that takes none")
        for mark in marks.high:
            if mark == "*":
                node = call(r"\conj", [node], at)
            elif mark == "dagger":
                node = call(r"\dagger", [node], at)
            elif isinstance(node, ast.Name) and node.id == "e" and "e" not in self.vocabulary.words:
                node = call(r"\exp", [mark], at)
            else:
                node = joined(node, ast.Pow(), mark)
        return node

    def _events(self, group: Group) -> Iterator[Node]:
        """The arguments of a probability: what stands between commas and between signs of conjunction."""
        for item in group.items:
            if isinstance(item, ast.BoolOp) and isinstance(item.op, ast.And):
                yield from item.values
            else:
                yield item


def factors(node: Node) -> list[Node]:
    """The factors of a product, in their order."""
    found: list[Node] = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        found.append(node.right)
        node = node.left
    return [node, *found[::-1]]


def _shifted(node: Node, by: int) -> Node:
    """A level and so many more."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return ast.Constant(value=node.value + by, lineno=1, col_offset=node.col_offset)
    one = ast.Constant(value=1, lineno=1, col_offset=node.col_offset)
    return joined(node, ast.Add() if by > 0 else ast.Sub(), one) if by else node


def _digits(node: Node) -> list[Node]:
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return [ast.Constant(value=int(digit), lineno=1, col_offset=node.col_offset) for digit in str(node.value)]
    return [node]


def _is_zero_bracket(mark: Any) -> bool:
    return isinstance(mark, ast.Constant) and mark.value == 0 and getattr(mark, "bracketed", False)


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
            return ast.Constant(value=level, lineno=1, col_offset=found.col_offset) if found.id == index else found

    return _Level().visit(node)

