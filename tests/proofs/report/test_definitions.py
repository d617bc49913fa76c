"""What is printed as a definition has its sign wherever it is shown, and nothing else has."""

from collections.abc import Callable, Iterator

import pytest
from bornproof.proofs.ledger import Claim, Form
from bornproof.proofs.ledger.printed import Printed
from bornproof.proofs.paper.appendix import appendix
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.derivations import as_blocks
from bornproof.proofs.report.document import Formula
from bornproof.proofs.report.entries_document import formulas
from bornproof.proofs.report.line_latex import line_of, one_line, rows_of
from bornproof.proofs.report.markdown import equation
from bornproof.proofs.report.notebook import _equated
from bornproof.proofs.report.shown import Screen
from sympy import Symbol

b = Symbol("b")


def lines() -> Iterator[tuple[Claim, Form | None]]:
    """What is printed and what is corrected, all that can be read."""
    for claim in PAPER:
        if claim.is_printed and not claim.out_of_scope:
            yield claim, None
        if claim.corrected:
            yield claim, claim.corrected


def on_terminal(claim: Claim, line: Form | None) -> str:
    forms = line.expressions if line else claim.printed
    defines = (line or claim).defined_by(forms)
    return "\n".join(Screen(claim.language.notation).chain((line.name if line else "") or claim.name, forms, defines=defines))


def in_rows(formula: Formula) -> str:
    return "\n".join(f"{left} {right}" for left, right in formula.lines)


FACES: dict[str, Callable[[Claim, Form | None], str]] = {
    "terminal": on_terminal,
    "markdown": lambda claim, line: equation(claim, line.expressions if line else claim.printed, line),
    "notebook": _equated,
    "one line": lambda claim, line: one_line(claim, line.expressions if line else claim.printed, line),
    "document": lambda claim, line: in_rows(line_of(claim, line.expressions if line else claim.printed, line)),
    "page": lambda claim, line: in_rows(rows_of(claim, line.expressions if line else claim.printed, line)),
}


@pytest.mark.parametrize("face", FACES)
def test_definitions_look_so_and_nothing_else(face: str) -> None:
    defined = 0
    for claim, line in lines():
        source = line.source if line else claim.printed_source
        text = FACES[face](claim, line)
        assert (":=" in text) == (":=" in source), (claim.id, text)
        if ":=" in source:
            defined += 1
            assert text.index(":=") <= text.index("=", text.index(":=")), text
            assert text.count(":=") in (1, source.count(":=")), text
    assert defined >= 11


def test_true_forms_in_a_document() -> None:
    for name, found in {"eq.5": True, "eq.6": True, "eq.12": False, "eq.14": True, "eq.46": True}.items():
        (formula,) = formulas(PAPER[name])
        assert formula.lines[0][1].startswith(":= ") is found, name


def test_the_appendix_defines_its_operators() -> None:
    lines = [line for block in as_blocks(appendix(), PAPER) if isinstance(block, Formula) for line in block.lines]
    assert [left for left, right in lines if right.startswith(":= ")] == ["L_{NM}"]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("a &:= 2b", (":=",)), (r"a &\coloneqq 2b", (":=",)), ("a &= 2b", ("=",)), ("a &:= 2b = b + b", (":=", "=")),
        (r"a>0 &\iff 2b>0", (r"\iff",)),
    ],
)  # fmt: skip
def test_the_sign_is_the_typed_one(text: str, signs: tuple[str, ...]) -> None:
    typed = Form(Printed(text, (b,)))
    claim = Claim("eq.1", "1", "It is.", printed=Printed(text, (b,)), undecidable="x")
    for line in (None, typed):
        formula = line_of(claim, typed.expressions, line)
        assert tuple(right.split()[0] for _, right in formula.lines) == signs
    for forms in filter(None, [typed.expressions[1:]]):  # a link of the chain alone is no definition
        assert line_of(claim, forms).lines[0][1].startswith("= ")
