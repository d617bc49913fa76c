"""Mathematics on a terminal: Unicode where it has the characters, the plain notation elsewhere; check reads both."""

import pytest
from bornproof.proofs.checks.submitted import Writing, check_claim
from bornproof.proofs.ledger import Witness
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.sectors import sector_claim
from bornproof.proofs.report.shown import Mathematics, Screen, fitted
from bornproof.symbolic.populations import closed_form
from bornproof.symbolic.rational import exact_rational
from sympy import Piecewise, Rational, Symbol

NOTATION = PAPER.language.notation


UNICODE = """ρ₁₁(t)
ρ_(2,11)(0)
1 − 3x/4
x^(3/2) ρ₁₂(0)
√x ρ₁₂(0)
ρ₁₂(0)
ρ₁₂(t) = −q√(1 − q²) e^(−κt/2)
N = 2, σ₂ = −1/2, ρ₁₁ = 1 + i, all other entries of ρ 0, H = 0
by σ₂ ≤ 0"""
PLAIN = """rho[1, 1]
rho0[2, 11]
1 - 3/4*x
x**(3/2)*ρ₁₂(0)
sqrt(x)*ρ₁₂(0)
ρ₁₂(0)
rho_12(t) = -q*sqrt(1 - q**2)*exp(-kappa*t/2)
N = 2, sigma[2] = -1/2, rho[1, 1] = 1 + i, all other entries of rho 0, H = 0
by sigma_2 <= 0"""


ENTRIES = tuple((f"{base}[{i}, {j}]", "0") for base in ("rho", "H") for i in (1, 2) for j in (1, 2))[1:]
WITNESS = Witness((("N", "2"), ("sigma[2]", "-1/2"), ("rho[1, 1]", "(1 + 1*I)"), *ENTRIES), "0", "1")


@pytest.mark.parametrize(("encoding", "expected"), [("utf-8", UNICODE), ("ascii", PLAIN)])
def test_what_is_shown(encoding: str, expected: str) -> None:
    screen, claim, polynomial = Screen(NOTATION, encoding), PAPER["eq.61"], closed_form((1,), ("3/4", "1/4"))[1]
    shown = [screen.entry(1, 1, 4), screen.entry(2, 11, 11, initial=True), screen.polynomial(polynomial.coeffs())]
    shown += [screen.shrunk(halves, "ρ₁₂(0)") for halves in (3, 1, 0)]
    shown += [screen.equation(claim.name, claim.printed[0]), screen.inserted(WITNESS), screen.prose("by sigma_2 <= 0")]
    assert shown == expected.splitlines()


@pytest.mark.parametrize(("encoding", "writing"), [("utf-8", Writing.UNICODE), ("ascii", Writing.PLAIN)])
def test_check_reads_what_solve_prints(encoding: str, writing: Writing) -> None:
    signs, start = (1, -1, 1), ["1/4", "1/8", "1/2", "1/8"]
    screen = Screen(NOTATION, encoding)
    for level, polynomial in enumerate(closed_form(signs, [exact_rational(value) for value in start]), start=1):
        claim = sector_claim(signs, level, level, [Rational(value) for value in start])
        outcome = check_claim(claim, screen.polynomial(polynomial.coeffs()), 50, writing)
        assert outcome.exit_code == 0, (level, outcome.text)


def test_every_left_side_is_a_line_without_commands() -> None:
    screen = Screen(NOTATION)
    for claim in PAPER:
        names = [form.name for form in claim.otherwise] + [claim.name, claim.corrected.name if claim.corrected else ""]
        for name in filter(None, names):
            assert "\\" not in screen.left(name)
            assert ("{" in screen.left(name)) == (r"\{" in name), name


@pytest.mark.parametrize(
    ("line", "room", "expected"),
    [
        (Mathematics("f = (a + b)(c + d) − e"), 15, ["f = (a + b)", "    (c + d) − e"]),
        (Mathematics("  f = a + b − c"), 12, ["  f = a + b", "      − c"]),
        (Mathematics("f = [aaaa + b; cccc + d]"), 18, ["f = [aaaa + b;", "    cccc + d]"]),
        (Mathematics("f(x, yyyyyyyyyyyy)"), 12, ["f(x,", "    yyyyyyyyyyyy)"]),
        (Mathematics("abcdefghijkl"), 5, ["abcdefghijkl"]),
        ("a sentence with x = 1 in it", 14, ["a sentence", "    with x = 1", "    in it"]),
        ("  forall x,\n  x = x", 30, ["  forall x,", "  x = x"]),
    ],
)
def test_long_lines_are_broken_at_signs_and_sentences_between_words(line: str, room: int, expected: list[str]) -> None:
    assert list(fitted(line, room)) == expected


def test_nothing_of_a_form_is_lost_and_all_lines_fit() -> None:
    screen = Screen(NOTATION)
    for form in (form for claim in PAPER for form in claim.printed):
        line = screen.form(form)
        pieces = list(fitted(line, 60))
        assert "".join("".join(pieces).split()) == "".join(line.split())
        assert all(len(piece) <= 60 for piece in pieces), pieces


def test_cases_are_told_in_words() -> None:
    x = Symbol("x", real=True)
    form = 2 * Piecewise((x, x > 0), (Piecewise((1, x > -1), (0, True)), True)) + 1
    assert Screen(NOTATION).step(form) == "1 + 2{x if x > 0; {1 if x > −1; 0 otherwise} otherwise}"
    assert Screen(NOTATION, "ascii").step(form) == "2*{x if x > 0; {1 if x > -1; 0 otherwise} otherwise} + 1"


def test_a_condition_is_equivalent_to_what_it_is_called() -> None:
    claim = PAPER["eq.18.3"]
    assert " ⟺ " in Screen(NOTATION).equation(claim.name, claim.printed[0])
    assert " <=> " in Screen(NOTATION, "ascii").equation(claim.name, claim.printed[0])
    assert Screen(NOTATION).equation("p", Symbol("p'")) == "p = p'"
