"""One question, however it is written: each line of the ledger in plain text, Unicode, LaTeX and a manuscript gets one answer."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random
from time import process_time
from typing import Any, NamedTuple

import pytest
from bornproof.proofs.checks import chain_links
from bornproof.proofs.checks.chain_links import Link, Status, judged, worst
from bornproof.proofs.checks.chains import Chain, Readers, Writing
from bornproof.proofs.checks.question import Answer
from bornproof.proofs.errors import LedgerError, ProofsError
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.latex.round_trip import Likeness, likeness
from bornproof.proofs.formulas.latex.symbols import Notation
from bornproof.proofs.formulas.latex.unicode_printer import as_unicode, latex_line
from bornproof.proofs.formulas.manuscript.equations import read_manuscript
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import Claim
from bornproof.proofs.paper.entries import PAPER
from sympy import Basic, Expr, ImmutableMatrix

READERS = Readers(PAPER)
PASSES = {Status.SAME, Status.CONDITIONAL}
WRITE: dict[Writing, Callable[[Basic, Notation], str]] = {
    Writing.PLAIN: lambda form, _: as_text(form),
    Writing.UNICODE: as_unicode,
    Writing.LATEX: as_latex,
}
LEFT: dict[Writing, Callable[[str], str]] = {
    Writing.PLAIN: lambda name: latex_line(name, "ascii"),
    Writing.UNICODE: latex_line,
    Writing.LATEX: lambda name: name,
}
# What is answered otherwise without its left side.
WITHOUT = {
    "claim.4.4-second-square printed": "1 - q^2 is wrong for alpha_2, and what is true of alpha_2^2",
    "claim.3-second-setting printed": "1 alone is what has no setting, and is not read as a sign",
}
# What is answered otherwise than its verdict says.
OTHERWISE = {"claim.A-used-in-31 printed": "what is said of (31) is true once eq.31.3 is mended, and is held against that"}


class Line(NamedTuple):
    claim: Claim
    part: str  # printed, corrected, checked
    name: str
    form: Basic

    @property
    def key(self) -> str:
        return f"{self.claim.id} {self.part}"

    def text(self, writing: Writing, left: bool) -> str:
        right = WRITE[writing](self.form, self.claim.language.notation)
        return f"{LEFT[writing](self.name)} = {right}" if left else right


def lines(claim: Claim) -> list[Line]:
    right = claim.corrected
    found = [Line(claim, "printed", claim.name, form) for form in claim.printed]
    found += [Line(claim, "corrected", right.name or claim.name, form) for form in right.expressions] if right else []
    other = [(other.name or claim.name, form) for other in claim.otherwise for form in other.expressions]
    return [*found, *(Line(claim, "checked", name, form) for name, form in other)]


JUDGED = [claim for claim in PAPER if claim.true_forms]
LINES = [line for claim in JUDGED for line in lines(claim)]


@pytest.fixture(autouse=True)
def asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same form in the place of the same quantity has the same answer: it is asked once."""

    def asked(subject: Claim, form: Basic, digits: int) -> Answer:
        found: Answer = _answer(subject.id, subject.name, form, digits, Asked(subject))
        return found

    monkeypatch.setattr(chain_links, "answer", asked)


class Asked(NamedTuple):
    subject: Any

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asked) and self.subject.domain.assumptions == other.subject.domain.assumptions

    def __hash__(self) -> int:
        return hash(self.subject.domain.assumptions)


_plain_answer = chain_links.answer


@cache
def _answer(_id: str, _name: str, form: Any, digits: int, asked: Asked) -> Any:
    return _plain_answer(asked.subject, form, digits)


def same(one: list[Chain], other: list[Chain]) -> bool:
    """Whether chains say the same, up to the order of terms, the names of bound levels, and brackets."""
    return len(one) == len(other) and all(
        (a.names, a.used, a.statement.relations) == (b.names, b.used, b.statement.relations)
        and all(map(same_side, a.statement.sides, b.statement.sides))
        for a, b in zip(one, other, strict=True)
    )


def same_side(one: Any, other: Any) -> bool:
    if isinstance(one, ImmutableMatrix):
        return one.shape == other.shape and all(map(same_side, one, other))
    return likeness(one, other) is not Likeness.DIFFERENT


def found(line: Line, left: bool) -> Link:
    return worst(judged(line.claim, READERS.chains(line.claim, line.text(Writing.LATEX, left), Writing.LATEX), 50))


@pytest.mark.parametrize("claim", JUDGED, ids=lambda claim: claim.id)
def test_four_ways_to_write_a_line_are_read_as_one(claim: Claim, tmp_path: Path) -> None:
    for line in lines(claim):
        for left in (True, False):
            read = {writing: READERS.chains(claim, line.text(writing, left), writing) for writing in Writing}
            (tmp_path / "a.tex").write_text(rf"\begin{{equation}}{line.text(Writing.LATEX, left)}.\label{{a}}\end{{equation}}")
            (equation,) = read_manuscript(tmp_path / "a.tex").equations
            there = READERS.chains(claim, equation.text, Writing.LATEX)
            assert all(same(one, read[Writing.LATEX]) for one in (*read.values(), there)), line.key


@pytest.mark.parametrize("claim", JUDGED, ids=lambda claim: claim.id)
def test_each_line_gets_the_answer_of_its_verdict_with_its_left_side_and_without(claim: Claim) -> None:
    answers = {left: [found(line, left) for line in lines(claim)] for left in (True, False)}
    for line, one, other in zip(lines(claim), answers[True], answers[False], strict=True):
        assert (one.status == other.status) != (line.key in WITHOUT), (line.key, one, other)
        if line.part == "corrected" or not claim.corrected:
            assert (one.status in PASSES) != (line.key in OTHERWISE), (line.key, one)
        if one.status is Status.DIFFERENT:
            assert one.answer
            assert one.answer.witness
        if not (claim.corrected or claim.conditions or claim.once_mended or line.key in OTHERWISE):
            assert one.status is Status.SAME, (line.key, one)
    wrong = [one.status for line, one in zip(lines(claim), answers[True], strict=True) if line.part != "corrected"]
    assert (Status.DIFFERENT in wrong) == bool(claim.corrected or any(line.key in OTHERWISE for line in lines(claim)))


def test_all_lines_are_asked() -> None:
    assert len(LINES) >= 247
    assert {line.key for line in LINES} > {*WITHOUT, *OTHERWISE}
    for claim in PAPER:
        if not claim.true_forms:
            assert claim.out_of_scope
            with pytest.raises(LedgerError, match="out of scope: nothing is proved of it"):
                judged(claim, [], 50)


BITS = r"""\quad & ( ) { } [ ] ; = < \{ \} \begin{cases} \end{cases} \langle \rangle \overline
E[ \text{Tr} _ ^ , \dots \text{for} \\ | if ⟩ ⟨ ⇔
<=> :=""".split()  # what left sides, conditions and averages are told by  # noqa: SIM905


def test_mangled_lines_are_read_or_refused() -> None:
    random = Random(1)  # noqa: S311  (no secret)
    for _ in range(2000):
        line, writing = random.choice(LINES), random.choice(list(Writing))
        text = line.text(writing, left=random.random() < 0.8)
        for _ in range(random.randint(1, 4)):
            at, cut = random.randrange(len(text) + 1), random.randint(0, 6)
            text = text[:at] + (random.choice(BITS) if cut < 4 else "") + text[at + cut // 4 * cut :]
        begun = process_time()
        with suppress(ProofsError):
            READERS.chains(line.claim, text, writing)
        assert process_time() - begun < 2, text  # the slowest takes 0.2


def made_wrong(line: Line, writing: Writing) -> str:
    """The line with one more, or twice of it, where it is an operator."""
    right = line.text(writing, left=False)
    return f"{LEFT[writing](line.name)} = " + (f"{right} + 1" if line.form.is_commutative else f"({right}) + ({right})")


def test_a_falsehood_is_different_in_every_writing() -> None:
    """What is true of an entry, made wrong; of what is checked in the place of what is printed the left side is its own."""
    true = [lines(claim)[-1] for claim in JUDGED]
    numbers = [line for line in true if isinstance(line.form, Expr) and not isinstance(line.form, ImmutableMatrix)]
    assert len(numbers) > 130
    for number, line in enumerate(numbers):
        for writing in list(Writing) if number % 5 == 0 else [Writing.LATEX]:
            text = made_wrong(line, writing)
            link = worst(judged(line.claim, READERS.chains(line.claim, text, writing), 50))
            assert link.status is Status.DIFFERENT, (text, link)
            assert link.answer, text
            assert link.answer.witness, text
