"""An article about entries of a ledger: its prose and its order are written by a person, its theorems stand in the ledger."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

__all__ = ["Article", "Part", "Plate", "Quoted", "Theorem", "with_mentions"]

_MENTION = re.compile(r"\[(\w+)\]|\b((?:thm|claim|eq)\.\w[\w.-]*[\w])")  # a source by its key, an entry by its id


@dataclass(frozen=True)
class Theorem:
    """An entry of the ledger, and in a few words why it is true; the forms of it that are set, counted from 0 (none: all)."""

    id: str
    proof: str
    forms: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Quoted:
    """An equation of the paper, set as it must read, with its number."""

    id: str


@dataclass(frozen=True)
class Plate:
    """Pictures side by side, by their names."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A section: paragraphs, theorems and pictures in the order in which they are read."""

    title: str
    content: tuple[str | Theorem | Quoted | Plate, ...]


@dataclass(frozen=True)
class Article:
    """What is printed around the theorems; in prose `[key]` names a source and `thm.x` an entry.

    Parameters
    ----------
    title, abstract
        Prose, with mathematics in LaTeX between dollar signs, as all prose here.
    parts
        Its sections.
    sources
        What is cited, by key, in the order of the list.
    """

    title: str
    abstract: str
    parts: tuple[Part, ...]
    sources: Mapping[str, str]

    @property
    def theorems(self) -> Iterator[Theorem]:
        """The theorems, in order."""
        return (item for part in self.parts for item in part.content if isinstance(item, Theorem))

    @property
    def ids(self) -> tuple[str, ...]:
        """Every entry that is stated or mentioned, once."""
        items = (item.id for part in self.parts for item in part.content if isinstance(item, Theorem | Quoted))
        return tuple(dict.fromkeys((*items, *(claim_id for _, claim_id in self.mentions() if claim_id))))

    @property
    def prose(self) -> Iterator[str]:
        """Every text that a person wrote."""
        yield self.abstract
        for part in self.parts:
            for item in part.content:
                if isinstance(item, str | Theorem):
                    yield item if isinstance(item, str) else item.proof

    def mentions(self) -> Iterator[tuple[str, str]]:
        """Each mention in the prose: the key of a source or nothing, the id of an entry or nothing."""
        for text in self.prose:
            for piece in text.split("$")[::2]:
                yield from ((found[1] or "", found[2] or "") for found in _MENTION.finditer(piece))


def with_mentions(text: str, source: Callable[[str], str], entry: Callable[[str], str]) -> str:
    r"""A text with each mention of a source and of an entry put as they say, outside of mathematics.

    >>> with_mentions("By [Hall] and thm.born, $[x]$.", lambda key: "[3]", lambda claim_id: "Theorem 1")
    'By [3] and Theorem 1, $[x]$.'
    """
    pieces = text.split("$")
    pieces[::2] = [
        _MENTION.sub(lambda found: source(found[1]) if found[1] else entry(found[2]), piece) for piece in pieces[::2]
    ]  # fmt: skip
    return "$".join(pieces)
