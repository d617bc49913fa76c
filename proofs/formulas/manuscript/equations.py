r"""The labelled equations of a manuscript: what belongs to which label, and where each character of it stands."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path

from bornproof.proofs.formulas.manuscript.expansion import Expansion
from bornproof.proofs.formulas.manuscript.folder import Folder
from bornproof.proofs.formulas.manuscript.lexer import Token, is_space, is_word
from bornproof.proofs.formulas.manuscript.macros import Macro
from bornproof.proofs.formulas.manuscript.rows import Row, after_group, after_space_below, by_label

__all__ = ["Equation", "Label", "Manuscript", "read_manuscript"]

ONE = frozenset({"equation", "multline", "dmath", "displaymath"})
ROWS = frozenset({"align", "gather", "eqnarray", "alignat", "xalignat", "xxalignat", "flalign", "IEEEeqnarray"})
MAX_TOKENS = 20_000  # of one equation
_TEXTS = frozenset({r"\intertext", r"\shortintertext"})
_LABEL = re.compile(r"\\label\{(.*)\}\Z", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\(begin|end)\{([^{}*]*)\*?\}\Z")


@dataclass(frozen=True)
class Label:
    """A label, and where it stands."""

    name: str
    file: str
    line: int
    column: int


@dataclass(frozen=True)
class Equation:
    """What one label names, in one line with macros written out; `unreadable` says why it cannot be trusted."""

    label: Label
    environment: str
    unreadable: str = ""
    parts: tuple[Sequence[Token], ...] = field(default=(), repr=False)
    folder: Folder | None = field(default=None, repr=False)

    @property
    def too_long(self) -> bool:
        """Whether there is more of it than an equation has."""
        return sum(map(len, self.parts)) > MAX_TOKENS

    @cached_property
    def text(self) -> str:
        """The text, without its labels."""
        return "".join(self._written)

    def place(self, offset: int) -> tuple[str, int, int]:
        """File, line and column of a character of the text; what a macro wrote stands where the macro is."""
        tokens, offsets = self._tokens, self._offsets
        if not tokens or self.folder is None:
            return self.label.file, self.label.line, self.label.column
        number = max(bisect_right(offsets, offset) - 1, 0)
        token = tokens[number]
        inside = 0 if token.moved else min(offset - offsets[number], len(token.text))
        source = self.folder.all[token.file]
        return (source.name, *source.place(token.at + inside))

    @cached_property
    def _tokens(self) -> tuple[Token, ...]:
        return tuple(token for part in self.parts for token in part)

    @cached_property
    def _written(self) -> list[str]:
        """The tokens as text, with a space where a letter follows a command."""
        before = (None, *self._tokens)
        return [
            f" {token.text}" if last is not None and is_word(last) and token.text[0].isalpha() else token.text
            for last, token in zip(before, self._tokens, strict=False)
        ]

    @cached_property
    def _offsets(self) -> list[int]:
        lengths = accumulate(map(len, self._written), initial=0)
        return [at + len(text) - len(token.text) for at, text, token in zip(lengths, self._written, self._tokens, strict=False)]


@dataclass
class _Group:
    """What a `subequations` holds so far."""

    labels: list[Label] = field(default_factory=list)
    parts: list[Sequence[Token]] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


@dataclass
class _Displayed:
    """A formula between signs so far, and the sign that ends it."""

    ends: str
    unreadable: str
    row: Row = field(default_factory=Row)


@dataclass(frozen=True)
class Manuscript:
    """The labelled equations in their order, the labels that stand outside of any equation, and groups with a label of their own.

    A group is what a `subequations` holds, as one equation of many rows.
    """

    equations: tuple[Equation, ...]
    elsewhere: tuple[Label, ...] = ()
    groups: tuple[Equation, ...] = ()


def read_manuscript(path: Path) -> Manuscript:
    """All labelled equations of a manuscript.

    Raises ReadError with file, line and column: for files that cannot be read, macros without end, environments that do not
    match.
    """
    return _Scanner(path).read()


class _Scanner:
    def __init__(self, path: Path) -> None:
        self.expansion = Expansion(path)
        self.folder = self.expansion.folder
        self.equations: list[Equation] = []
        self.elsewhere: list[Label] = []
        self.groups: list[Equation] = []
        self.group: _Group | None = None
        self.displayed: _Displayed | None = None
        self.ended: _Displayed | None = None  # a formula between signs that a label right behind it names

    def read(self) -> Manuscript:
        opened: list[tuple[str, Token]] = []
        tokens = iter(self.expansion)
        ever_doubtful = inline = False
        for token in tokens:
            ever_doubtful = ever_doubtful or bool(self.expansion.doubtful)
            if self._names_ended(token):
                continue
            if token.text == "$" and self.displayed is None:
                inline = not inline
                if inline and self.expansion.next_is("$"):
                    next(tokens)
                    inline, self.displayed = False, _Displayed("$", self._doubt)
                continue
            if self.displayed is not None and self._display(token):
                if token.text == "$" and self.expansion.next_is("$"):
                    next(tokens)
                continue
            if token.text[0] != "\\":
                continue
            if token.text in (r"\[", r"\("):
                self.displayed = _Displayed(r"\]" if token.text == r"\[" else r"\)", self._doubt)
            elif found := _ENVIRONMENT.match(token.text):
                kind, name = found.groups()
                if kind == "begin" and name in ONE | ROWS:
                    self._undisplay()
                    self._environment(name, token, tokens)
                elif kind == "begin":
                    opened.append((name, token))
                    if name == "subequations":
                        self.group = _Group()
                elif name in ONE | ROWS:
                    raise self.expansion.fault(token, f"`{token.text}` ends nothing")
                elif opened and opened[-1][0] == name:
                    opened.pop()
                    if name == "subequations":
                        self._end_group()
                elif not ever_doubtful:
                    inner = f", where `{opened[-1][1].text}` is open" if opened else ""
                    raise self.expansion.fault(token, f"`{token.text}` ends nothing{inner}")
            elif found := _LABEL.match(token.text):
                of_group = self.group is not None and opened and opened[-1][0] == "subequations"
                (self.group.labels if self.group and of_group else self.elsewhere).append(self._label(token))
        self._undisplay()
        if opened and opened[-1][0] != "document" and not ever_doubtful:
            raise self.expansion.fault(opened[-1][1], f"`{opened[-1][1].text}` is never ended")
        return Manuscript(tuple(self.equations), tuple(self.elsewhere), tuple(self.groups))

    def _display(self, token: Token) -> bool:
        """Take a token into the formula between signs that is open; what environments are in it is seen outside, too."""
        displayed = self.displayed
        assert displayed is not None  # noqa: S101  (it is open)
        if token.text == displayed.ends:
            if displayed.row.labels or (self.group is not None and displayed.ends != r"\)"):
                self._add("displaymath", [displayed.row], displayed.unreadable)
            elif self.group is None:
                self.ended = displayed
            self.displayed = None
            return True
        if token.text[0] == "\\" and _LABEL.match(token.text):
            displayed.row.labels.append(token)
            return True
        displayed.unreadable = displayed.unreadable or self._doubt or self._unwritten(token)
        displayed.row.tokens.append(token)
        return False

    def _names_ended(self, token: Token) -> bool:
        """Whether a token is a label that names the formula between signs right before it, or the space between."""
        ended = self.ended
        if ended is None or is_space(token) or (ended.ends == "$" and token.text == "$"):
            return ended is not None and is_space(token)
        self.ended = None
        if not _LABEL.match(token.text):
            return False
        ended.row.labels.append(token)
        self._add("displaymath", [ended.row], ended.unreadable or self._doubt)
        return True

    @property
    def _doubt(self) -> str:
        return "it stands in a condition that is not decided here" if self.expansion.doubtful else ""

    def _unwritten(self, token: Token) -> str:
        """Why a token cannot be trusted that is a macro of the manuscript."""
        macro = self.expansion.scopes.get(token.text) if token.text[0] == "\\" else None
        return f"the macro `{token.text}` cannot be written out: {macro.unreadable}" if isinstance(macro, Macro) else ""

    def _undisplay(self) -> None:
        """Give up a formula between signs that does not end: its labels stand nowhere."""
        if self.displayed is not None:
            self.elsewhere += map(self._label, self.displayed.row.labels)
            self.displayed = None

    def _end_group(self) -> None:
        if self.group is not None:
            unreadable = next(filter(None, self.group.unreadable), "")
            parts = tuple(self.group.parts)
            self.groups += [Equation(label, "subequations", unreadable, parts, self.folder) for label in self.group.labels]
        self.group = None

    def _environment(self, name: str, begin: Token, tokens: Iterator[Token]) -> None:
        """Read an environment to its end, row by row."""
        rows, inner, depth = [Row()], list[str](), 0
        unreadable = self._doubt
        for token in tokens:
            text = token.text
            if self.expansion.doubtful and not unreadable:
                unreadable = "a condition in it is not decided here"
            if text[0] == "\\" and (found := _ENVIRONMENT.match(text)):
                kind, other = found.groups()
                if kind == "end" and not inner:
                    if other != name:
                        raise self.expansion.fault(token, f"`{text}` ends nothing, where `{begin.text}` is open")
                    self._add(name, rows, unreadable)
                    return
                if kind == "begin" and other in ONE | ROWS:
                    raise self.expansion.fault(token, f"`{text}` stands in `{begin.text}`, which is not ended")
                if kind == "begin":
                    inner.append(other)
                elif inner.pop() != other:
                    raise self.expansion.fault(token, f"`{text}` ends nothing, where another environment is open in `{begin.text}`")
            elif text[0] == "\\" and _LABEL.match(text):
                rows[-1].labels.append(token)
                continue
            elif text in _TEXTS:
                _skip_group(tokens)
                rows.append(Row())
                continue
            elif text == "\\\\" and not inner and not depth and name in ROWS:
                rows.append(Row())
                continue
            elif unwritten := self._unwritten(token):
                unreadable = unwritten
            depth += (text == "{") - (text == "}")
            rows[-1].tokens.append(token)
        raise self.expansion.fault(begin, f"`{begin.text}` is never ended")

    def _add(self, name: str, rows: list[Row], unreadable: str) -> None:
        if name in ("alignat", "xalignat", "xxalignat", "IEEEeqnarray"):
            rows[0].tokens = after_group(rows[0].tokens)
        for row in rows[1:]:
            row.tokens = after_space_below(row.tokens)
        if self.group is not None:
            self.group.unreadable.append(unreadable)
            for row in rows:
                broken = [row.tokens[0]._replace(text="\\\\", moved=True)] if row.tokens and self.group.parts else []
                self.group.parts.append([*broken, *row.tokens])
        for labels, parts in by_label(rows, name == "gather") if name in ROWS else [(rows[0].labels, (rows[0].tokens,))]:
            self.equations += [Equation(self._label(label), name, unreadable, parts, self.folder) for label in labels]

    def _label(self, token: Token) -> Label:
        source, found = self.folder.all[token.file], _LABEL.match(token.text)
        return Label(found[1].strip() if found else "", source.name, *source.place(token.at))


def _skip_group(tokens: Iterator[Token]) -> None:
    """Leave out the group that comes next."""
    depth = 0
    for token in tokens:
        depth += (token.text == "{") - (token.text == "}")
        if depth <= 0 and not is_space(token):
            return
