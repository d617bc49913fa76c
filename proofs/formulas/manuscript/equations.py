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
from bornproof.proofs.formulas.manuscript.rows import Row, by_label

__all__ = ["Equation", "Label", "Manuscript", "read_manuscript"]

ONE = frozenset({"equation", "multline", "dmath"})
ROWS = frozenset({"align", "gather", "eqnarray", "alignat", "xalignat", "xxalignat", "flalign"})
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


@dataclass(frozen=True)
class Manuscript:
    """The labelled equations in their order, and the labels that stand outside of any equation."""

    equations: tuple[Equation, ...]
    elsewhere: tuple[Label, ...]


def read_manuscript(path: Path) -> Manuscript:
    """All labelled equations of a manuscript.

    Raises
    ------
    ReadError
        With file, line and column: for files that cannot be read, macros without end, environments that do not match.
    """
    return _Scanner(path).read()


class _Scanner:
    def __init__(self, path: Path) -> None:
        self.expansion = Expansion(path)
        self.folder = self.expansion.folder
        self.equations: list[Equation] = []
        self.elsewhere: list[Label] = []

    def read(self) -> Manuscript:
        opened: list[tuple[str, Token]] = []
        tokens = iter(self.expansion)
        ever_doubtful = False
        for token in tokens:
            ever_doubtful = ever_doubtful or bool(self.expansion.doubtful)
            if token.text[0] != "\\":
                continue
            if found := _ENVIRONMENT.match(token.text):
                kind, name = found.groups()
                if kind == "begin" and name in ONE | ROWS:
                    self._environment(name, token, tokens)
                elif kind == "begin":
                    opened.append((name, token))
                elif name in ONE | ROWS:
                    raise self.expansion.fault(token, f"`{token.text}` ends nothing")
                elif opened and opened[-1][0] == name:
                    opened.pop()
                elif not ever_doubtful:
                    inner = f", where `{opened[-1][1].text}` is open" if opened else ""
                    raise self.expansion.fault(token, f"`{token.text}` ends nothing{inner}")
            elif found := _LABEL.match(token.text):
                self.elsewhere.append(self._label(token))
        if opened and opened[-1][0] != "document" and not ever_doubtful:
            raise self.expansion.fault(opened[-1][1], f"`{opened[-1][1].text}` is never ended")
        return Manuscript(tuple(self.equations), tuple(self.elsewhere))

    def _environment(self, name: str, begin: Token, tokens: Iterator[Token]) -> None:
        """Read an environment to its end, row by row."""
        rows, inner, depth = [Row()], list[str](), 0
        unreadable = "it stands in a condition that is not decided here" if self.expansion.doubtful else ""
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
            elif isinstance(macro := self.expansion.scopes.get(text) if text[0] == "\\" else None, Macro):
                unreadable = f"the macro `{text}` cannot be written out: {macro.unreadable}"
            depth += (text == "{") - (text == "}")
            rows[-1].tokens.append(token)
        raise self.expansion.fault(begin, f"`{begin.text}` is never ended")

    def _add(self, name: str, rows: list[Row], unreadable: str) -> None:
        if name in ("alignat", "xalignat", "xxalignat"):
            rows[0].tokens = _after_group(rows[0].tokens)
        for row in rows[1:]:
            row.tokens = _after_space_below(row.tokens)
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


def _after_group(tokens: list[Token]) -> list[Token]:
    """Without the argument of `alignat`."""
    closing = next((number for number, token in enumerate(tokens) if token.text == "}"), None)
    started = [token.text for token in tokens if not is_space(token)][:1] == ["{"]
    return tokens[closing + 1 :] if started and closing is not None else tokens


def _after_space_below(tokens: list[Token]) -> list[Token]:
    r"""Without the star and the length in brackets that may follow `\\`."""
    start = 1 if tokens and tokens[0].text == "*" else 0
    if tokens[start : start + 1] and tokens[start].text == "[":
        length = "".join(token.text for token in tokens[start + 1 : start + 6])
        if re.match(r"-?[\d.]*\s*(?:pt|em|ex|mm|cm|in|bp|sp|pc|\\jot|\\(?:baseline|par|abovedisplay)skip)\]", length):
            closing = next(number for number, token in enumerate(tokens) if token.text == "]")
            return tokens[closing + 1 :]
    return tokens[start:]
