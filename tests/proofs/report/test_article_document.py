"""Articles: theorems as the ledger states them, numbered, and mentions that must lead somewhere."""

from dataclasses import replace
from functools import cache

import pytest
from bornproof.proofs.checks.run import verify
from bornproof.proofs.errors import ReportError
from bornproof.proofs.ledger import Entry
from bornproof.proofs.ledger.article import Article, Part, Plate, Quoted, Theorem
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.article_document import as_document
from bornproof.proofs.report.document import Document, Formula, Heading, Pictures, Text

ARTICLE = Article(
    "Decay",
    "As in [Born].",
    (
        Part(
            "Rates",
            (
                "Of thm.mean-factor and eq.13, $[x]$:",
                Quoted("eq.13"),
                Theorem("thm.mean-factor", "By\n thm.mean-factor.", (1,)),
                Theorem("thm.averaged-order", "Here, too.", ()),
                Plate(("one", "two")),
            ),
        ),
    ),
    {"Born": "M. Born (1926)."},
)
CAPTIONS = {"one": "The first (thm.mean-factor).", "two": "The second."}


@cache
def found() -> dict[str, Entry]:
    return {entry.id: entry for entry in verify(("thm.mean-factor", "thm.averaged-order"), ledger=PAPER).entries}


def written(article: Article) -> Document:
    kernel = {"thm.averaged-order": ["AveragedOrder.averaged_order"]}
    return as_document(article, found(), PAPER, CAPTIONS, kernel=kernel)


def test_what_is_mentioned_has_a_number() -> None:
    blocks = written(ARTICLE).blocks
    texts = [block for block in blocks if isinstance(block, Text)]
    assert texts[0] == Text("As in [1].", "Abstract.")
    assert texts[1].text == "Of Theorem 1 and eq.13, $[x]$:"
    assert (texts[2].strong, texts[3]) == ("Theorem 1", Text("By Theorem 1.", "Proof."))
    assert texts[4].text.startswith("(thm.averaged-order; Coq: AveragedOrder.averaged_order) ")
    assert texts[-1].text == "[1] M. Born (1926)."
    assert [block.title for block in blocks if isinstance(block, Heading)] == ["1. Rates", "References"]


def test_formulas_are_those_of_the_ledger() -> None:
    first, second = (block for block in written(ARTICLE).blocks if isinstance(block, Formula))
    assert (first.label, first.tag) == ("eq:13", "13")
    assert (second.label, second.tag) == ("thm:mean-factor.2", "T1.2")
    assert second.lines == (("m'_M", r"= \frac{S_{M-1} + |\alpha_M|^2 e^{-\kappa t/2}}{S_M}"),)


def test_pictures_stand_side_by_side() -> None:
    (row,) = (block for block in written(ARTICLE).blocks if isinstance(block, Pictures))
    assert [(picture.name, picture.caption) for picture in row.row] == [("one", "The first (Theorem 1)."), ("two", "The second.")]


def with_text(text: str) -> Article:
    return replace(ARTICLE, parts=(*ARTICLE.parts, Part("More", (text,))))


@pytest.mark.parametrize(
    ("article", "said"),
    [
        (with_text("By thm.no-such-thing."), "the ledger has no thm.no-such-thing"),
        (with_text("By [Bohr]."), "no source is called 'Bohr': there are Born"),
        (replace(ARTICLE, sources={**ARTICLE.sources, "Bohr": "N. Bohr."}), "nobody cites Bohr"),
        (replace(ARTICLE, parts=(Part("X", (Theorem("thm.x", ""),)),)), "the ledger has no thm.x"),
        (replace(ARTICLE, parts=(Part("X", (Quoted("eq.99"),)),)), "the ledger has no eq.99"),
        (replace(ARTICLE, parts=(Part("X", (Plate(("three",)),)),)), "no picture is called 'three': there are one, two"),
        (replace(ARTICLE, parts=(Part("X", (Plate(("one", "one")),)),)), "a picture stands twice: one"),
        (with_text("A $ alone."), "a dollar sign is missing"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_leads_nowhere_is_refused(article: Article, said: str) -> None:
    with pytest.raises(ReportError, match=said.replace("$", r"\$")):
        written(article)
