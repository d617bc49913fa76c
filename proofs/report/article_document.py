"""An article with its theorems as the ledger states them: numbered, each with its formulas, what is assumed and why it is true."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from bornproof.proofs.errors import ReportError
from bornproof.proofs.formulas.prose import as_prose
from bornproof.proofs.ledger import WRONG, Entry, Ledger
from bornproof.proofs.ledger.article import Article, Plate, Quoted, Theorem, with_mentions
from bornproof.proofs.report.document import Block, Document, Heading, Note, Picture, Pictures, Text
from bornproof.proofs.report.entries_document import formulas, given

__all__ = ["as_document"]


def as_document(
    article: Article,
    entries: Mapping[str, Entry],
    ledger: Ledger,
    captions: Mapping[str, str],
    *,
    kernel: Mapping[str, Sequence[str]] = MappingProxyType({}),
    about: str = "",
) -> Document:
    """The article as a document; what its prose mentions is put as numbers of theorems, of figures and of sources.

    Parameters
    ----------
    article
        Prose and order.
    entries
        What a run found, by id.
    ledger
        Where the entries stand.
    captions
        What is said below each picture, by its name.
    kernel
        Names of machine-checked theorems that state an entry, by its id.
    about
        A line below the title.

    Raises
    ------
    ReportError
        For an entry, a source or a picture that there is not, and a source that nobody cites.
    """
    return Document(article.title, tuple(_Writer(article, entries, ledger, captions, kernel).blocks()), about)


class _Writer:
    def __init__(
        self,
        article: Article,
        entries: Mapping[str, Entry],
        ledger: Ledger,
        captions: Mapping[str, str],
        kernel: Mapping[str, Sequence[str]],
    ) -> None:
        self.article, self.entries, self.ledger, self.captions, self.kernel = article, entries, ledger, captions, kernel
        self.known = {claim.id for claim in ledger}
        self.theorems = {theorem.id: number for number, theorem in enumerate(article.theorems, start=1)}
        self.sources = {key: number for number, key in enumerate(article.sources, start=1)}
        if idle := set(self.sources) - {key for key, _ in article.mentions()}:
            raise ReportError(f"nobody cites {', '.join(sorted(idle))}")

    def blocks(self) -> Iterator[Block]:
        yield Text(self._prose(self.article.abstract), "Abstract.")
        for number, part in enumerate(self.article.parts, start=1):
            yield Heading(f"{number}. {part.title}")
            for item in part.content:
                match item:
                    case Theorem():
                        yield from self._theorem(item)
                    case Quoted(claim_id):
                        self._entry(claim_id)
                        yield from formulas(self.ledger[claim_id], tag=claim_id.removeprefix("eq."))
                    case Plate(names):
                        yield Pictures(tuple(Picture(name, self._caption(name)) for name in names))
                    case _:
                        yield Text(self._prose(item))
        yield Heading("References")
        yield from (Text(f"[{self.sources[key]}] {text}") for key, text in self.article.sources.items())

    def _theorem(self, theorem: Theorem) -> Iterator[Block]:
        number, claim = self._entry(theorem.id).removeprefix("Theorem "), self.ledger[theorem.id]
        entry = self.entries[theorem.id]
        yield Note(f"{entry.id}: {entry.verdict}; {entry.scope}")
        checked = "".join(f"; Coq: {name}" for name in self.kernel.get(theorem.id, ()))
        wrong = entry.verdict in WRONG and claim.corrected_statement
        said = self._prose(as_prose(claim.corrected_statement if wrong else claim.statement))
        yield Text(f"({theorem.id}{checked}) {said} {given(claim, standing=False)}".rstrip(), f"Theorem {number}")
        yield from formulas(claim, theorem.forms, f"T{number}")
        yield Text(self._prose(theorem.proof), "Proof.")

    def _caption(self, name: str) -> str:
        if name not in self.captions:
            raise ReportError(f"no picture is called {name!r}: there are {', '.join(self.captions)}")
        return self._prose(self.captions[name])

    def _prose(self, text: str) -> str:
        return with_mentions(" ".join(text.split()), self._source, self._entry)

    def _source(self, key: str) -> str:
        if key.isdigit():  # the paper's number for a source, in a statement
            return f"[{key}]"
        if key not in self.sources:
            raise ReportError(f"no source is called {key!r}: there are {', '.join(self.sources)}")
        return f"[{self.sources[key]}]"

    def _entry(self, claim_id: str) -> str:
        if claim_id not in self.known:
            raise ReportError(f"the ledger has no {claim_id}")
        return f"Theorem {self.theorems[claim_id]}" if claim_id in self.theorems else claim_id
