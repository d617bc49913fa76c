"""Mathematics on a terminal: Unicode where it has the characters, the plain notation elsewhere; check reads both."""

import pytest
from bornproof.proofs.checks.submitted import Writing, check_claim
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.sectors import sector_claim
from bornproof.proofs.report.shown import Screen
from bornproof.symbolic.populations import closed_form
from bornproof.symbolic.rational import exact_rational
from sympy import Rational

NOTATION = PAPER.language.notation


UNICODE = """ρ₁₁(t)
ρ_(2,11)(0)
1 − 3x/4
x^(3/2) ρ₁₂(0)
√x ρ₁₂(0)
ρ₁₂(0)
ρ₁₂(t) = −q√(1 − q²) e^(−κt/2)
σ₂ = 1/2"""
PLAIN = """rho[1, 1]
rho0[2, 11]
1 - 3/4*x
x**(3/2)*ρ₁₂(0)
sqrt(x)*ρ₁₂(0)
ρ₁₂(0)
rho_12(t) = -q*sqrt(1 - q**2)*exp(-kappa*t/2)
sigma[2] = 1/2"""


@pytest.mark.parametrize(("encoding", "expected"), [("utf-8", UNICODE), ("ascii", PLAIN)])
def test_what_is_shown(encoding: str, expected: str) -> None:
    screen, claim, polynomial = Screen(NOTATION, encoding), PAPER["eq.61"], closed_form((1,), ("3/4", "1/4"))[1]
    shown = [screen.entry(1, 1, 4), screen.entry(2, 11, 11, initial=True), screen.polynomial(polynomial.coeffs())]
    shown += [screen.shrunk(halves, "ρ₁₂(0)") for halves in (3, 1, 0)]
    shown += [screen.equation(claim.name, claim.printed[0]), screen.value("sigma[2]", "1/2")]
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
