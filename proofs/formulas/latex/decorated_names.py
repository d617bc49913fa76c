r"""Names and what is attached to them: indices, the time in parentheses, powers, stars and daggers, matrix elements."""

import ast
from dataclasses import dataclass
from typing import Any

from bornproof.proofs.counts import counted
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex.faults import fault
from bornproof.proofs.formulas.latex.nodes import Group, Marks, Node, Operator, Word, call, constant, factors, joined, name
from bornproof.proofs.formulas.latex.vocabulary import Meaning, Vocabulary
from bornproof.proofs.formulas.reader import Matrix
from bornproof.proofs.formulas.syntax import MAX_LENGTH, quote

__all__ = ["Entries"]


@dataclass
class Entries:
    """Reads names, for one text."""

    vocabulary: Vocabulary
    source: str

    def fault(self, at: int, what: str) -> ReadError:
        """The error that names a place."""
        return fault(self.source, at, what)

    def entry(self, word: Word, meaning: Meaning | None, following: Any, place: int) -> tuple[Node, int]:
        """A symbol, an entry of a table, a function of levels; with the time, or a 0, in parentheses after what evolves."""
        after, marks, at = place + 1, word.marks, word.at
        trailing = Marks()
        initial = False
        if self._evolves(word, meaning) and isinstance(following, Group) and following.kind == "(":
            after, trailing = place + 2, following.marks
            initial = self._at_start(word, following)
        elif self._is_time(following):
            raise self.fault(following.at, f"{quote(word.name)} does not depend on time here; for a product write \\cdot")
        powers = list(marks.high)
        if powers and (held := getattr(powers[0], "bracketed", "")) and word.name not in ("e", r"\text{e}"):
            if not (meaning and meaning.initial and held == "(" and isinstance(powers[0], ast.Constant) and powers[0].value == 0):
                raise self.fault(at, f"what stands in brackets above {quote(word.name)} is a mark, not a power, and not known here")
            powers, initial = powers[1:], True
        if initial and r"\partial" in word.over:
            raise self.fault(at, "a rate at time 0 is not known here")
        node: Node
        if marks.low is None:
            if initial:
                raise self.fault(at, f"{quote(word.name)} at time 0 is not known here")
            if meaning and not meaning.symbol:
                raise self.fault(at, f"{quote(word.name)} needs indices")
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
                raise self.fault(word.at, f"{quote(word.name)} at time 0 is not known here")
            levels = self._levels(word, low, meaning.table)
            index = levels[0] if len(levels) == 1 else ast.Tuple(elts=levels, ctx=ast.Load(), lineno=1, col_offset=word.at)
            key = f"{word.name}_0" if initial else f"{word.name}_"
            return ast.Subscript(value=name(key, word.at), slice=index, ctx=ast.Load(), lineno=1, col_offset=word.at)
        words = self.vocabulary.words
        allowed = ", ".join(sorted(word for word, meant in words.items() if meant.table or meant.levels))
        hint = f"with indices: {allowed}" if allowed else f"nothing has indices here; known: {', '.join(sorted(words))}"
        raise self.fault(word.at, f"{quote(word.name)} takes no indices; {hint}")

    def _levels(self, word: Word, low: list[Node], count: int) -> list[Node]:
        r"""As many levels as wanted: with commas between, or each one digit or letter, as in \rho_{IJ}."""
        if len(low) == 1 and count > 1:
            low = [part for factor in factors(low[0]) for part in _digits(factor)]
        if len(low) != count:
            takes = f"{quote(word.name)} takes {counted(count, 'index')}, not {len(low)}"
            raise self.fault(word.at, f"{takes}; write commas between them")
        return low

    def _evolves(self, word: Word, meaning: Meaning | None) -> bool:
        notation = self.vocabulary.notation
        key = word.name if word.marks.low is None else f"{word.name}_"
        return self.vocabulary.scope.get(key) in notation.evolving or bool(meaning and meaning.initial and word.marks.low)

    def _is_time(self, following: Any) -> bool:
        """Whether what follows is a time, or a 0, alone in parentheses."""
        time = self.vocabulary.notation.time
        match following:
            case Group(kind="(", items=[item]) if self._is_start(item):
                return True
            case Group(kind="(", items=[ast.Name(id=identifier)]) if time is not None:
                return identifier.split("_")[0] == self.vocabulary.notation.name(time)
        return False

    def _is_start(self, item: Any) -> bool:
        """Whether it is the time 0, also as in `t=0`."""
        match item:
            case ast.Compare(left=ast.Name(id=identifier), ops=[ast.Eq()], comparators=[ast.Constant(value=0)]):
                return self._is_named_time(identifier)
        return isinstance(item, ast.Constant) and item.value == 0

    def _is_named_time(self, identifier: str) -> bool:
        time = self.vocabulary.notation.time
        return time is not None and self.vocabulary.scope.get(identifier) == time

    def _at_start(self, word: Word, time: Group) -> bool:
        match time.items:
            case [item] if self._is_start(item):
                return True
            case [ast.Name(id=identifier)] if self._is_named_time(identifier):
                return False
        raise self.fault(
            time.at, f"{quote(word.name)} takes the time or 0 in parentheses; for a product write \\cdot or other brackets"
        )

    def check_time(self, item: Any, following: Any) -> None:
        """Refuse a time, or a 0, in parentheses after what does not take it, where it may be meant for what stands before."""
        if isinstance(item, ast.Call) and item.func.id in (r"\conj", r"\dagger", r"\partial"):  # type: ignore[attr-defined]
            match following:
                case Group(kind="(", items=[ast.Name() | ast.Constant(value=0)], at=at):
                    raise self.fault(at, "write the time before the bar, the dot or the dagger")
        if self._is_time(following):
            raise self.fault(following.at, r"a time stands right behind a name that depends on it; for a product write \cdot")

    def element(self, items: list[Any], place: int) -> tuple[Node, int]:
        r"""\langle I|\rho|J\rangle, an entry of the operator's table; its time and its rate are those of the operator."""
        bra, *rest = items[place : place + 5]
        rates = [r"\partial" for item in rest[:1] if isinstance(item, Operator)]
        word, *rest = rest[len(rates) :] or [None]
        table = self.vocabulary.notation.elements.get(self.vocabulary.scope.get(word.name)) if isinstance(word, Word) else None
        times = [item for item in rest[:1] if isinstance(item, Group)]
        closing = next(iter(rest[len(times) :]), None)
        if table is None or not (isinstance(closing, ast.Call) and getattr(closing.func, "id", "") == r"|.\rangle"):
            raise self.fault(
                bra.at, r"a bra stands in a dyad, a bracket or a matrix element: `|I\rangle\langle J|`, `\langle I|\rho|J\rangle`"
            )
        for marks in (word.marks, *(time.marks for time in times)):
            if marks.low is not None or marks.high or {*word.over} - {r"\partial"}:
                raise self.fault(word.at, f"in a matrix element {quote(word.name)} takes the time and a dot alone")
        entry = Word(self.vocabulary.notation.name(table), bra.at, Marks([bra.level, closing.args[0]]), (*word.over, *rates))
        node, _ = self.entry(entry, self.vocabulary.words.get(entry.name), next(iter(times), None), 0)
        return node, place + 3 + len(rates) + len(times)

    def bracket(self, group: Group) -> Node:
        """What brackets hold: one thing, or two in a commutator or an anticommutator."""
        if len(group.items) == 1:
            (item,) = group.items
            if isinstance(item, ast.Constant | ast.Name):
                item.bracketed = group.kind  # type: ignore[union-attr]
            return item
        if len(group.items) == 2 and group.kind in ("[", r"\{"):
            a, b = group.items
            sign = ast.Sub() if group.kind == "[" else ast.Add()
            if sum(1 for side in (a, b) for _ in ast.walk(side)) > MAX_LENGTH:
                raise self.fault(group.at, "commutators are nested too deeply")
            return joined(joined(a, ast.Mult(), b), sign, joined(b, ast.Mult(), a))
        if group.kind == "(":
            return Matrix([[item] for item in group.items], group.at)  # a list, which is a formula of its own
        raise self.fault(group.at, "a comma outside of arguments, indices and commutators")

    def marked(self, node: Node, marks: Marks, at: int) -> Node:
        """A factor with what stands above it; nothing below it is left here."""
        if marks.low is not None:
            raise self.fault(at, "an index at something that takes none")
        for mark in marks.high:
            if mark == "*":
                node = call(r"\conj", [node], at)
            elif mark == "dagger":
                node = call(r"\dagger", [node], at)
            elif isinstance(node, ast.Name) and (node.id == r"\text{e}" or (node.id == "e" and "e" not in self.vocabulary.words)):
                node = call(r"\exp", [mark], at)
            else:
                node = joined(node, ast.Pow(), mark)
        return node


def _digits(node: Node) -> list[Node]:
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return [constant(int(digit), node.col_offset) for digit in str(node.value)]
    return [node]
