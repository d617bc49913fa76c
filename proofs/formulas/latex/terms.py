r"""How the factors of a term belong together: functions and their arguments, sums and how far they reach, divisions.

**The scope** of a sum or product that no brackets close: all factors up to the next sign; but what follows the last factor in
which its index occurs is not in the scope of a product, nor in that of a sum that something is divided by. So $\sum_K a_K b$ is
the sum of $a_K b$, and $\prod_J (1-x_J)\,y$ is $y$ times the product of $1-x_J$. A factor without the index may stand on either
side of a sum, for its value is the same.

**A function without brackets** takes one factor: `\sin x`, `\sin\theta_J`, `\sin\frac{a}{b}`, `\sin^2 x`. What may follow is a
sign, a relation, the end of a bracket, another function or a power of $e$, as in `\sin x\cos y`, or a ket. Any other factor, or
a slash, is refused, for `\sin\delta t` may mean either; spaces such as `\,` and braces cannot be seen to decide it. A root sign
without a bar takes one factor, whatever follows.

**A slash** divides by the next factor alone, which may be a sum; a further factor that follows without a sign of
multiplication is refused, for it is not clear where it belongs.
"""

import ast
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from bornproof.proofs.formulas.latex.nodes import (
    Big,
    Bra,
    Group,
    Marks,
    Node,
    Operator,
    Word,
    call,
    joined,
    name,
    names_in,
)
from bornproof.proofs.formulas.latex.sum_limits import Limits
from bornproof.proofs.formulas.latex.vocabulary import FUNCTIONS
from bornproof.proofs.formulas.syntax import MAX_BRACKETS, quote

__all__ = ["Terms"]


UNCLEAR = r"what the slash before this divides by is not clear; write \frac, \cdot or brackets"


class Terms(Limits):
    """Puts the factors of terms together, for one text."""

    def product(self, items: list[Any], depth: int = 0) -> Node:
        """The node of a term: factors, with "*" and "/" between some of them."""
        parts = self._run(items, 0, depth)
        for (sign, _), (after, later) in pairwise(parts):
            if sign == "/" and after == "":
                raise self.fault(later.col_offset, UNCLEAR)
        return self._joined(parts)

    def _joined(self, parts: list[tuple[str, Node]]) -> Node:
        """The product of factors; two numbers beside each other are marked, for only levels stand so."""
        whole = parts[0][1]
        for (_, before), (sign, node) in pairwise(parts):
            whole = joined(whole, ast.Div() if sign == "/" else ast.Mult(), node)
            numbers = isinstance(before, ast.Constant) and isinstance(node, ast.Constant)
            whole.beside = numbers and not sign and not hasattr(node, "bracketed")  # type: ignore[attr-defined]
        return whole

    def _run(self, items: list[Any], start: int, depth: int) -> list[tuple[str, Node]]:
        """The factors from a place on, each with the sign before it."""
        if depth > MAX_BRACKETS:
            raise self.fault(getattr(items[start - 1], "at", 0), f"sums must be nested at most {MAX_BRACKETS} deep")
        found: list[tuple[str, Node]] = []
        place, sign = start, ""
        while place < len(items):
            item = items[place]
            if item in ("*", "/"):
                sign, place = item, place + 1
                continue
            if isinstance(item, Big):
                self.outer.append({name for low in item.marks.low or [] for name in names_in(low)})
                rest = self._run(items, place + 1, depth + 1)
                self.outer.pop()
                return [*found, *self._bound(item, sign, rest)]
            node, place = self._factor(items, place)
            self.check_time(node, items[place] if place < len(items) else None)
            found.append((sign, node))
            sign = ""
        return found

    def _bound(self, big: Big, sign: str, rest: list[tuple[str, Node]]) -> list[tuple[str, Node]]:
        if not rest:
            raise self.fault(big.at, f"{quote(big.sign)} is followed by nothing")
        if big.sign.endswith("int"):
            return [(sign, self.integral(big, rest))]
        limits, conditions = self.limits(big, {found for _, node in rest for found in names_in(node)})
        indices = {limit[0] for limit in limits}
        reach = len(rest)
        if big.sign == r"\prod" or sign == "/":
            reach = max((place for place, (_, node) in enumerate(rest, 1) if names_in(node) & indices), default=reach)
        body = self._joined(rest[:reach])
        if any(link == "/" and after == "" for (link, _), (after, _) in pairwise(rest[:reach])):
            raise self.fault(big.at, UNCLEAR)
        for condition in conditions:
            if big.sign not in (r"\sum", r"\prod"):
                raise self.fault(big.at, f"{quote(big.sign)} takes limits alone")
            body = self.left_out(big, body, condition)
        tuples: list[Node] = [
            ast.Tuple(elts=[name(index, big.at), low, high], ctx=ast.Load(), lineno=1, col_offset=big.at)
            for index, low, high in limits
        ]
        return [(sign, call(big.sign.replace(r"\bigwedge", r"\all"), [body, *tuples], big.at)), *rest[reach:]]

    def _factor(self, items: list[Any], place: int) -> tuple[Node, int]:
        """The factor at a place, and the place after it."""
        item = items[place]
        if isinstance(item, Operator):
            if place + 1 == len(items) or items[place + 1] in ("*", "/"):
                raise self.fault(item.at, "a derivative of nothing")
            node, after = self._factor(items, place + 1)
            return call(r"\partial", [node], item.at), after
        if isinstance(item, Big):
            raise self.fault(item.at, f"{quote(item.sign)} stands in brackets here")
        if isinstance(item, Bra):
            return self.element(items, place)
        if isinstance(item, Group):
            return self.marked(self.bracket(item), item.marks, item.at), place + 1
        if not isinstance(item, Word):
            return item, place + 1
        meaning = self.vocabulary.words.get(item.name)
        following = items[place + 1] if place + 1 < len(items) else None
        if meaning is None and item.name in FUNCTIONS:
            return self._function(items, place)
        if item.marks.low is None and ((meaning and meaning.function) or item.name == "P"):
            if isinstance(following, Group):
                node = call(f"{item.name}(", [*self._events(following)], item.at)
                return self.marked(self.marked(node, item.marks, item.at), following.marks, item.at), place + 2
            if not (meaning and (meaning.symbol or meaning.table)):
                raise self.fault(item.at, f"{quote(item.name)} needs arguments, as in `{item.name}(x)`")
        return self.entry(item, meaning, following, place)

    def _function(self, items: list[Any], place: int) -> tuple[Node, int]:
        word = items[place]
        if any(isinstance(mark, ast.UnaryOp) for mark in word.marks.high):
            raise self.fault(word.at, f"a negative power of {quote(word.name)} may mean an inverse function; write a fraction")
        if place + 1 == len(items) or items[place + 1] in ("*", "/") or isinstance(items[place + 1], Big):
            raise self.fault(word.at, f"{quote(word.name)} needs an argument; {_advice(word)}")
        following = items[place + 1]
        marks = Marks()
        if isinstance(following, Group):
            args, marks, after = following.items, following.marks, place + 2
        else:
            argument, after = self._factor(items, place + 1)
            args = [argument]
            self._check_reach(word, argument, items[after : after + 1])
        if word.name == r"\theta" and not isinstance(following, Group):
            raise self.fault(word.at, r"`\theta` needs brackets, as in `\theta(x)`")
        node = call("\\" + FUNCTIONS[word.name], args, word.at)
        return self.marked(self.marked(node, word.marks, word.at), marks, word.at), after

    def _check_reach(self, word: Word, argument: Node, following: list[Any]) -> None:
        """Refuse what follows the argument of a function without brackets, where it may belong to the argument."""
        if word.name == r"\surd" or not following or following[0] == "*" or _calls(argument, r"\abs"):
            return
        (item,) = following
        if _calls(item, r"|.\rangle") or (isinstance(item, Word) and self._is_function(item)):
            return
        at = getattr(item, "at", getattr(item, "col_offset", word.at))
        what = "the slash after it" if item == "/" else "the factor here"
        unclear = f"whether {what} belongs to the argument of {quote(word.name)} is not clear"
        raise self.fault(at, rf"{unclear}; {_advice(word)}, or \cdot after the argument")

    def _is_function(self, word: Word) -> bool:
        if word.name in ("e", r"\text{e}"):
            return bool(word.marks.high) and self.vocabulary.words.get(word.name) is None
        return word.name in FUNCTIONS and self.vocabulary.words.get(word.name) is None

    def _events(self, group: Group) -> Iterator[Node]:
        """The arguments of a probability: what stands between commas and between signs of conjunction."""
        for item in group.items:
            if isinstance(item, ast.BoolOp) and isinstance(item.op, ast.And):
                yield from item.values
            else:
                yield item


def _calls(node: Any, function: str) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function


def _advice(word: Word) -> str:
    return rf"write brackets, as in `{word.name}(\dots)`"
