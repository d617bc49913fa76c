"""Claims made on demand: what is derived is what brute force gives, and a formula that differs from it is refuted."""

from dataclasses import replace
from itertools import islice, product

import pytest
from bornproof.proofs.checks.chain_links import answer
from bornproof.proofs.checks.question import Finding
from bornproof.proofs.checks.submitted import Writing, check_claim
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import Claim
from bornproof.proofs.paper.sectors import averaged_claim, sector_claim
from bornproof.symbolic.derivation import derivation
from bornproof.symbolic.notation.core import kappa, p, rho0, t
from sympy import Gt, Rational, exp

THIRDS = (Rational(1, 6), Rational(1, 3), Rational(1, 2))
CLAIMS = {
    "+- 2,2": sector_claim((1, -1), 2, 2),
    "+- 1,3": sector_claim((1, -1), 1, 3),
    "0- 3,3": sector_claim((0, -1), 3, 3),
    "-+-+ 4,4": sector_claim((-1, 1, -1, 1), 4, 4),
    "+- 2,2 given": sector_claim((1, -1), 2, 2, THIRDS),
    "+- 3,1 given": sector_claim((1, -1), 3, 1, THIRDS),
    "average 1,1": averaged_claim(3, 1, 1),
    "average 2,3": averaged_claim(3, 2, 3),
    "average 3,3 given": averaged_claim(3, 3, 3, THIRDS),
    "average 1,2 given": averaged_claim(3, 1, 2, THIRDS),
}


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_the_derived_form_is_proved_and_agrees_with_brute_force(claim: Claim) -> None:
    outcome = check_claim(claim, as_text(claim.printed[0]))
    assert outcome.plain["result"] == ("conditional" if claim.conditions else "equal")
    assert outcome.plain["points"] == 60


@pytest.mark.parametrize("levels", [2, 3, 4])
def test_what_an_average_divides_by_is_a_condition_that_the_answer_says(levels: int) -> None:
    claim = averaged_claim(levels, 1, 2)
    outcome = check_claim(claim, as_text(claim.printed[0]))
    assert ("p[1] + p[2] > 0" in outcome.plain["conditions"]) is ("p[1] + p[2] > 0" in outcome.text) is (levels > 2)
    assert not any(Gt(p[1], 0) in (fact, *fact.args) for fact in claim.domain.assumptions)
    two = averaged_claim(2, 1, 1)
    assert check_claim(two, "p[1]").text == "equal: proved"
    assert check_claim(two, "p[1]**2/p[1]").text == "equal if p[1] != 0: proved"
    assert check_claim(two, "p[1] + 0*log(p[2])").text == "equal if p[2] != 0: proved"


def test_a_formula_that_fails_where_the_first_level_is_empty_is_not_equal() -> None:
    assert check_claim(averaged_claim(2, 1, 1), "p[1] + 1 - sign(p[1])").plain["result"] in ("different", "undecided")


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_a_form_that_is_almost_right_is_refuted(claim: Claim) -> None:
    form = claim.printed[0]
    for wrong in (form + Rational(1, 10**30), form * (1 + kappa * t / 10**9), form.subs(t, 2 * t) if form.has(t) else 2 * form):
        assert answer(claim, wrong, 50).result is Finding.DIFFERENT


@pytest.mark.parametrize("claim", CLAIMS.values(), ids=CLAIMS)
def test_a_derivation_that_is_wrong_is_contradicted_by_brute_force(claim: Claim) -> None:
    wrong = claim.printed[0] * exp(-kappa * t)
    false = replace(claim, derive=lambda _: derivation("wrong", wrong))
    assert answer(false, wrong, 50).result is not Finding.EQUAL


@pytest.mark.parametrize("signs", list(product((1, -1, 0), repeat=2)), ids=str)
def test_every_entry_of_every_sector_of_three_levels(signs: tuple[int, ...]) -> None:
    for row, column in product((1, 2, 3), repeat=2):
        claim = sector_claim(signs, row, column)
        assert answer(claim, claim.printed[0], 50).result is Finding.EQUAL


def test_what_is_known_of_the_state_may_be_used() -> None:
    two = sector_claim((-1,), 1, 1)
    assert check_claim(two, "1 - rho0[2,2]*x").plain["result"] == "equal"  # the trace is 1
    assert check_claim(sector_claim((1,), 2, 1), "sqrt(x)*conj(rho0[1,2])").plain["result"] == "equal"
    assert check_claim(sector_claim((1, -1), 3, 3, THIRDS), "rho0[3,3]*x**2").plain["result"] == "equal"
    assert check_claim(two, "theta(-sigma[2]) - rho0[2,2]*x + theta(sigma[2])").plain["result"] == "equal"
    assert check_claim(averaged_claim(2, 2, 2), "p[2]").plain["result"] == "equal"
    assert check_claim(averaged_claim(3, 3, 3), "p[3]").plain["result"] == "different"  # it moves for N >= 3


@pytest.mark.parametrize("text", [r"\rho_{12}(t) = \rho_{12}(0)\,e^{-\kappa t/2}", r"\rho_{12}(0)\sqrt{x}"])
def test_latex_is_read_in_the_names_of_the_sector(text: str) -> None:
    assert check_claim(sector_claim((1,), 1, 2), text, writing=Writing.LATEX).plain["result"] == "equal"


def test_the_points_are_states_with_the_given_populations() -> None:
    for claim in (CLAIMS["+- 2,2 given"], CLAIMS["average 3,3 given"]):
        points = list(islice(claim.domain.points(), 30))
        assert {tuple(str(point[rho0[k, k]]) for k in (1, 2, 3)) for point in points} == {("1/6", "1/3", "1/2")}
        assert len({point[rho0[1, 2]] for point in points}) > 5
