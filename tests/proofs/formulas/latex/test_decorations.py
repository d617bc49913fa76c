"""What stands at a name is read or refused, never dropped: marks in matrix elements, hats, arrows, signs set at signs."""

import pytest
from bornproof.proofs.checks.submitted import check_formula
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.events import rate
from bornproof.proofs.formulas.latex.blocks import read_latex
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.symbolic.notation.core import I, J, q, rho, rho0
from sympy import Basic

from tests.proofs.formulas.latex.typed_blocks import NAMES

VOCABULARY = Vocabulary(NAMES, LANGUAGE.notation)
ELEMENTS = (r"\langle I|{}|J\rangle", r"\bra{{I}}{}\ket{{J}}", r"\mel{{I}}{{{}}}{{J}}", r"\braket{{I|{}|J}}")


@pytest.mark.parametrize("element", [text.replace("{}", "%s") for text in ELEMENTS])
@pytest.mark.parametrize(
    ("inside", "meant"),
    [
        (r"\rho", rho[I, J]),
        (r"\rho(t)", rho[I, J]),
        (r"\hat\rho", rho[I, J]),
        (r"\rho(0)", rho0[I, J]),
        (r"\dot\rho", rate(rho[I, J])),
        (r"\partial_t\rho(t)", rate(rho[I, J])),
    ],
)
def test_elements(element: str, inside: str, meant: Basic) -> None:
    text = (element % inside).replace("{{", "{").replace("}}", "}")
    assert read_latex(text, VOCABULARY) == meant


@pytest.mark.parametrize("element", [text.replace("{}", "%s") for text in ELEMENTS])
@pytest.mark.parametrize(
    "inside",
    [
        r"\rho^2", r"\rho^*", r"\bar\rho", r"\overline\rho", r"\rho^{-1}", r"\rho^\dagger", r"\rho^T", r"\rho^{(0)}", r"\rho^{(3)}",
        r"\dot\rho(0)", r"\rho(t)^2", r"\rho'", r"\tilde\rho", r"\ddot\rho", r"\partial_t\rho(0)", r"\rho_{12}",
    ],
)  # fmt: skip
def test_elements_with_more_are_refused(element: str, inside: str) -> None:
    with pytest.raises(ReadError):
        read_latex((element % inside).replace("{{", "{").replace("}}", "}"), VOCABULARY)


@pytest.mark.parametrize("what", ["q", r"\alpha_K", r"\rho_{IJ}", r"\rho", r"\langle I|\rho|J\rangle"])
@pytest.mark.parametrize(
    "accent",
    ["tilde", "vec", "check", "breve", "acute", "grave", "ddot", "mathring", "widetilde", "underline", "overset{x}", "underset{x}",
     "stackrel{x}", "overrightarrow", "cancel"],
)  # fmt: skip
def test_accents_that_say_more_are_refused(what: str, accent: str) -> None:
    with pytest.raises(ReadError):
        read_latex(rf"\{accent}{{{what}}}", VOCABULARY)


@pytest.mark.parametrize("accent", ["hat", "widehat"])
@pytest.mark.parametrize("what", ["q", r"\alpha_K", r"\langle I|\rho|J\rangle", "2"])
def test_hats_stand_at_operators_alone(what: str, accent: str) -> None:
    assert read_latex(rf"\{accent}{{\rho}}", VOCABULARY) == read_latex(r"\rho", VOCABULARY)
    with pytest.raises(ReadError, match="hat"):
        read_latex(rf"\{accent}{{{what}}}", VOCABULARY)


@pytest.mark.parametrize(
    "text",
    [
        r"\rho^{(1)}_{IJ}", r"\rho_{IJ}^{(2)}", r"\rho_{IJ}^{[0]}", r"q^{(2)}", r"\rho_{IJ}^{(n)}", "q^{2}^{1}", r"\rho_{IJ}^*^2",
        r"\rho_I_J", r"\langle I|\rho|J\rangle(0)", r"(\rho_{IJ})(0)", r"\dot\rho_{IJ}(0)", r"q \stackrel{?}{=} q",
        r"q\text{ for all } z", r"q \text{ if } q", r"\begin{cases} q & q \\ 1 & \text{otherwise}\end{cases}", r"q \iff q",
    ],
)  # fmt: skip
def test_marks_that_are_not_known_are_refused(text: str) -> None:
    with pytest.raises(ReadError):
        read_latex(text, VOCABULARY)


ARROWS = [r"\Longrightarrow", r"\Rightarrow", r"\implies", r"\Longleftarrow", r"\to", r"\mapsto", "⇒", "⟹", "→"]


@pytest.mark.parametrize("arrow", ARROWS)
@pytest.mark.parametrize(("entry", "left"), [("eq.33.1", r"\overline{\rho_{11}(t)}"), ("eq.11.1", r"\sigma_2>0")])
def test_an_arrow_is_no_equivalence(arrow: str, entry: str, left: str) -> None:
    with pytest.raises(ReadError, match="is not judged"):
        check_formula(PAPER, entry, rf"{left} {arrow} q^2")


@pytest.mark.parametrize("sign", [r"\iff", r"\Leftrightarrow", "⇔"])
def test_numbers_are_not_equivalent(sign: str) -> None:
    with pytest.raises(ReadError, match="an equivalence stands between conditions"):
        check_formula(PAPER, "eq.33.1", rf"\overline{{\rho_{{11}}(t)}} {sign} q^2")


@pytest.mark.parametrize(
    "text", [r"q^2\quad\text{for all }t", r"q^2\quad\forall t", r"\rho_{11}(t) \stackrel{!}{=} q^2", "{q^2}^1"]
)
def test_what_says_nothing_is_left_out(text: str) -> None:
    assert check_formula(PAPER, "eq.33.1", text + r"\,").plain["result"] == "equal"
    assert read_latex("q^{2}", VOCABULARY) == q**2
