"""What the engines find, and the verdict that follows from it."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bornproof.proofs.errors import LedgerError

__all__ = ["WRONG", "Engine", "Entry", "Evidence", "Result", "Verdict", "Witness", "verdicts_named"]


class Verdict(StrEnum):
    """What is known of the printed form."""

    HOLDS = "holds"
    CONDITIONAL = "conditional"
    MISPRINT = "misprint"
    FALSE = "false"
    DEFINITION = "definition"
    OUT_OF_SCOPE = "out-of-scope"
    UNDECIDED = "undecided"


WRONG = (Verdict.MISPRINT, Verdict.FALSE)  # of these there is a correction


def verdicts_named(text: str | None) -> frozenset[Verdict]:
    """The verdicts that a list with commas names, none where there is no list; raise LedgerError for a word that is none.

    >>> sorted(verdicts_named("misprint, False")), sorted(verdicts_named(None))
    ([<Verdict.FALSE: 'false'>, <Verdict.MISPRINT: 'misprint'>], [])
    """
    words = [] if text is None else [word.strip().lower() for word in text.split(",")]
    if unknown := [word for word in words if word not in tuple(Verdict)]:
        raise LedgerError(f"no verdict is called {unknown[0]!r}: there are {', '.join(Verdict)}")
    return frozenset(map(Verdict, words))


class Engine(StrEnum):
    """Where a piece of evidence comes from."""

    SYMBOLIC = "symbolic"
    SAMPLING = "sampling"
    BALLS = "balls"
    EVOLUTION = "evolution"
    KERNEL = "kernel"
    READING = "reading"


class Result(StrEnum):
    """What one engine found."""

    PROVED = "proved"
    AGREES = "agrees"
    REFUTED = "refuted"
    UNABLE = "unable"
    VACUOUS = "vacuous"


@dataclass(frozen=True)
class Evidence:
    """One engine's finding on one form of a claim, with the scope in which it was reached.

    `form` says on which: "printed", "checked", "printed, under the conditions", "corrected", ..., or "derivation" where
    derivation and oracle were held against each other.
    """

    engine: Engine
    result: Result
    form: str
    scope: str
    digits: int | None = None
    detail: str = ""

    @property
    def passes(self) -> bool:
        """Whether the finding speaks for the form; what an engine was unable to find does not."""
        return self.result in (Result.PROVED, Result.AGREES)


@dataclass(frozen=True)
class Witness:
    """An exact point at which two values differ: anyone can insert the numbers.

    Parameters
    ----------
    point
        Names and values of the quantities that matter.
    printed, true
        The values there, as printed and in truth.
    entry
        Of matrices the entry whose values these are, as (1, 2), or of a column its place, as 2.
    along
        Of vectors and dyads the one whose coefficients these are, in LaTeX.
    link
        Of a chain, which says several forms, the one whose value is `printed`, in LaTeX.
    """

    point: tuple[tuple[str, str], ...]
    printed: str
    true: str
    entry: str = ""
    along: str = ""
    link: str = ""

    def part(self, written: Callable[[str], str]) -> Iterator[str]:
        """What of a chain, a matrix or a vector the values are; LaTeX is written as one is told."""
        if self.link:
            yield f"link {written(_cell(self.link, self.entry))}"
        if self.entry:
            yield f"entry {self.entry}"
        if self.along:
            yield f"coefficient of {written(self.along)}"


def _cell(link: str, entry: str) -> str:
    r"""Of a link that is a column, in LaTeX, the entry that is meant.

    >>> _cell(r"\begin{pmatrix} a \\ b \end{pmatrix}", "2"), _cell("a", "1")
    ('b', 'a')
    """
    cells = link.removeprefix(r"\begin{pmatrix} ").removesuffix(r" \end{pmatrix}").split(r" \\ ")
    column = len(cells) > 1 and entry.isdigit() and "&" not in link
    return cells[int(entry) - 1] if column else link


@dataclass(frozen=True)
class Entry:
    """A claim with its computed verdict and the evidence for it.

    `contradictions` are lines that say which engines contradict each other, and where; with one the verdict is undecided.
    `scope` is the weakest in which the findings that carry the verdict were reached.
    """

    id: str
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    witness: Witness | None = None
    settled: bool = True
    almost_surely: bool = False
    reason: str = ""
    contradictions: tuple[str, ...] = ()
    scope: str = ""

    def fails(self, also: Collection[Verdict] = ()) -> bool:
        """Whether it is not settled, or has one of the verdicts that are to fail besides."""
        return not self.settled or self.verdict in also
