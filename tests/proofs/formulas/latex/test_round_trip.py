"""What is printed reads back: every form, condition, assumption and step of every entry, in LaTeX and in Unicode, all of them."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from bornproof.proofs.checks.exact import example_case
from bornproof.proofs.checks.names import names_of
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.bounds import check_power
from bornproof.proofs.formulas.events import P
from bornproof.proofs.formulas.formula import read_formula
from bornproof.proofs.formulas.latex import latex_printer
from bornproof.proofs.formulas.latex.blocks import read_latex, read_statements
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.latex.line_breaks import broken
from bornproof.proofs.formulas.latex.round_trip import Likeness, checked_latex, likeness
from bornproof.proofs.formulas.latex.unicode_printer import as_unicode
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
from bornproof.proofs.formulas.literal import demands, evaluated
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import Claim, Form
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.symbolic.notation.core import I, J, K, M, W, n, rho
from sympy import Basic, Expr, ImmutableMatrix, Integral, Pow, Symbol

NOTATION = LANGUAGE.notation


def forms(claim: Claim) -> Iterator[Basic]:
    """Whatever of an entry is printed: forms, abbreviations, assumptions, conditions and the steps of the derivation."""
    others: tuple[Form, ...] = (*claim.family, *(form for form in (claim.checked, claim.corrected) if form))
    yield from (*claim.printed, *claim.conditions, *claim.domain.assumptions)
    yield from (expression for form in others for expression in form.expressions)
    yield from (part for pair in claim.where for part in pair)
    for subject in dict.fromkeys((*claim.subjects, *claim.true_forms)):
        yield from (*subject.printed, *subject.domain.assumptions)
        assert subject.derive is not None
        yield from (step.result for step in subject.derive(example_case(subject).mapping).steps)


def is_small(form: Basic) -> bool:
    """Whether no power in it may have more terms than are read."""
    try:
        for node in form.atoms(Pow):
            check_power(*node.args)
    except ReadError:
        return False
    return True


EVERY = list({form: (form, claim) for claim in PAPER for form in forms(claim)}.values())
ALL = [(form, claim) for form, claim in EVERY if is_small(form)]
VOCABULARIES = {claim.id: Vocabulary.of(forms(claim), NOTATION) for claim in PAPER}


def lined(form: Basic) -> str:
    return r" \\ & \quad ".join(broken(as_latex(form, NOTATION)))


def counted(write: Callable[[Basic], str], chosen: list[tuple[Basic, Claim]] = ALL, *, line: bool = False) -> Counter[Likeness]:
    found: Counter[Likeness] = Counter()
    for form, claim in chosen:
        text = write(form)
        kind = likeness(read_latex(text, VOCABULARIES[claim.id], line=line), form)
        assert kind is not Likeness.DIFFERENT, (claim.id, text)
        found[kind] += 1
    return found


def test_what_is_too_large_to_be_read_is_one_step() -> None:
    (large,) = [claim.id for form, claim in EVERY if not is_small(form)]
    assert large == "thm.averaged-choi"  # the square of a sum of products


def test_all_latex_reads_back() -> None:
    found = counted(lambda form: as_latex(form, NOTATION))
    assert found.total() == len(ALL) > 500
    assert found[Likeness.EXPANDED] <= 1  # one step has s[H, rho], which SymPy multiplies out by its own lights


def test_what_was_read_is_printed_like_what_sympy_made_of_it() -> None:
    for form, claim in ALL[::3]:
        tree = read_latex(as_latex(form, NOTATION), VOCABULARIES[claim.id])
        again = read_latex(as_latex(tree, NOTATION), VOCABULARIES[claim.id])
        assert likeness(again, form) is not Likeness.DIFFERENT


def test_all_broken_latex_reads_back() -> None:
    long = [(form, claim) for form, claim in ALL if len(broken(as_latex(form, NOTATION))) > 1]
    assert counted(lined, long).total() == len(long) > 20


def test_all_unicode_reads_back() -> None:
    found = counted(lambda form: as_unicode(form, NOTATION), line=True)
    assert found.total() == len(ALL)
    assert found[Likeness.EXPANDED] <= 1


def test_with_its_own_levels_a_form_is_the_same_node_by_node() -> None:
    for claim in PAPER:
        vocabulary = Vocabulary.of(forms(claim), NOTATION, bound=(I, J, K, M, W, n, Symbol("i", integer=True)))
        for form in (*claim.printed, *(claim.corrected.expressions if claim.corrected else ())):
            assert evaluated(read_latex(as_latex(form, NOTATION), vocabulary)) == evaluated(form)


def test_the_plain_reader_reads_the_same() -> None:
    read = 0
    for claim in PAPER:
        for form in claim.printed:
            if isinstance(form, Expr) and not isinstance(form, ImmutableMatrix) and not form.atoms(P, Integral):
                plain = read_formula(as_text(form), names_of(claim))
                latex = read_latex(as_latex(form, NOTATION), VOCABULARIES[claim.id])
                assert likeness(plain, latex) is not Likeness.DIFFERENT
                assert set(map(str, demands(plain))) == set(map(str, demands(latex)))
                read += 1
    assert read > 120


@pytest.mark.parametrize("claim", [claim for claim in PAPER if claim.name], ids=lambda claim: claim.id)
def test_a_left_hand_side_can_be_a_name(claim: Claim) -> None:
    q, left = Symbol("q"), Symbol(claim.name)
    (statement,) = read_statements(f"{claim.name} := 2q", Vocabulary((q, left), NOTATION))
    assert statement.sides[0] == left
    assert likeness(statement.sides[1], 2 * q) is Likeness.SAME


@pytest.mark.parametrize("fault", ["_low", "_bracket"])
def test_a_printer_that_loses_something_is_seen(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    loses = {"_low": lambda _self, name, _indices: f"{name}_{{11}}", "_bracket": lambda _self, text: text}
    monkeypatch.setattr(latex_printer._Latex, fault, loses[fault])
    with pytest.raises((ReadError, AssertionError)):
        counted(lambda form: as_latex(form, NOTATION))
    with pytest.raises(ReadError):
        checked_latex(2 * (rho[1, 2] + rho[2, 1]) ** 2, NOTATION)
