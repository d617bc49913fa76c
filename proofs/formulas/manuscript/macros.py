r"""Macros of a manuscript: `\newcommand`, `\def` and their like as data, and what one stands for, with its arguments put in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bornproof.proofs.counts import counted
from bornproof.proofs.formulas.manuscript.lexer import Token

__all__ = ["Environment", "Macro", "Scopes", "written_out"]


@dataclass(frozen=True)
class Macro:
    r"""A command: with how many arguments, the first of them optional where it has a value of its own, and what it stands for.

    `unreadable` says why a macro that is used in an equation cannot be written out. `delimited` is one that may be followed
    by a star or a size, as one of `\DeclarePairedDelimiter`.
    """

    body: tuple[Token, ...] = ()
    arguments: int = 0
    default: tuple[Token, ...] | None = None
    unreadable: str = ""
    delimited: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "unreadable", self.unreadable or _fault_of(self.body, self.arguments))


@dataclass(frozen=True)
class Environment:
    r"""An environment of `\newenvironment`: what stands at its begin, a macro, and at its end."""

    begin: Macro
    end: Macro


Meaning = Macro | Environment | None


class Scopes:
    """What names mean, group by group: a definition ends with the group in which it is made.

    >>> scopes = Scopes()
    >>> scopes.open("{"); scopes.define(r"\\a", Macro()); scopes.close("{")
    >>> scopes.get(r"\\a")
    """

    def __init__(self) -> None:
        self.meanings: dict[str, Meaning] = {}
        self._groups: list[tuple[str, dict[str, Meaning]]] = []

    def __len__(self) -> int:
        """How many groups are open."""
        return len(self._groups)

    def get(self, name: str) -> Meaning:
        """What a name means, if it was given a meaning."""
        return self.meanings.get(name)

    def define(self, name: str, meaning: Meaning, everywhere: bool = False) -> None:
        """Give a name a meaning, in the group that is open or everywhere."""
        if everywhere:
            for _, kept in self._groups:
                kept.pop(name, None)
        elif self._groups:
            self._groups[-1][1].setdefault(name, self.meanings.get(name))
        self.meanings[name] = meaning

    def open(self, kind: str) -> None:
        """Begin a group, by a brace or an environment."""
        self._groups.append((kind, {}))

    def close(self, kind: str) -> None:
        """End the innermost group of a kind with all inside of it; a brace that closes nothing does nothing."""
        if kind == "{" and not (self._groups and self._groups[-1][0] == "{"):
            return
        if not any(found == kind for found, _ in self._groups):
            return
        while self._groups:
            found, kept = self._groups.pop()
            self.meanings |= kept
            if found == kind:
                return


def written_out(body: Sequence[Token], arguments: Sequence[Sequence[Token]], caller: Token) -> Iterator[Token]:
    """The body of a macro, which is not `unreadable`, with its arguments put in; what comes from it stands where it was called."""
    tokens = iter(body)
    for token in tokens:
        if token.text != "#":
            yield Token(token.text, caller.file, caller.at, True)
            continue
        text = next(tokens).text
        yield from arguments[int(text[0]) - 1]
        if text[1:]:
            yield Token(text[1:], caller.file, caller.at, True)


def _fault_of(body: Sequence[Token], arguments: int) -> str:
    """Why a macro with so many arguments cannot have this body: it names one that it does not have; nothing, if it can."""
    for sign, following in pairwise((*body, Token("", 0, 0))):
        if sign.text == "#" and following.text[:1] not in ("#", *map(str, range(1, arguments + 1))):
            return f"it has {counted(arguments, 'argument')}, and names another"
        if sign.text == following.text == "#":
            return "it defines a macro"
    return ""
