"""Which conditions fail for almost no lambda: signs at a number of levels that the cases fix."""

import pytest
from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.domain import Domain, cases
from bornproof.proofs.paper.claims.section_4_2 import CLAIMS, NONE_VANISHES
from bornproof.proofs.paper.null_sets import _likely_sectors, almost_surely
from bornproof.symbolic.notation.core import N, kappa, sigma
from sympy import And, Gt, Lt, Ne, Or
from sympy.logic.boolalg import Boolean

TWO, FOUR = Domain(cases({N: (2,)})), Domain(cases({N: (4,)}))


def surely(condition: Boolean, domain: Domain) -> bool:
    claim: Claim = next(claim for claim in CLAIMS if claim.id == "eq.24")
    assert claim.derive is not None
    return almost_surely(Claim("claim.x", "", "", "", (kappa,), claim.derive, domain, conditions=(condition,)))


@pytest.mark.parametrize(
    ("condition", "domain"),
    [(NONE_VANISHES, FOUR), (Ne(sigma[2], 0), TWO), (Ne(sigma[4], 0), FOUR), (Or(Gt(sigma[2], 0), Lt(sigma[2], 0)), TWO)],
    ids=["above the winner", "one sigma of two levels", "the top sigma", "either sign"],
)
def test_circles_have_no_area(condition: Boolean, domain: Domain) -> None:
    assert surely(condition, domain)


@pytest.mark.parametrize(
    ("condition", "domain"),
    [
        (Ne(sigma[2], 0), FOUR),  # |3> alone makes sigma_2 = 0 for every lambda_2
        (NONE_VANISHES, Domain()),
        (And(NONE_VANISHES, Ne(sigma[3], 0)), FOUR),
        (Gt(sigma[2], 0), TWO),
        (Gt(kappa, 1), FOUR),
    ],
    ids=["an empty level", "any N", "an empty pair", "one sign", "no sigma"],
)
def test_what_fails_on_an_area_is_no_null_set(condition: Boolean, domain: Domain) -> None:
    assert not surely(condition, domain)


def test_the_sectors_that_have_a_probability_in_some_state() -> None:
    found = [tuple(sector[sigma[level]] for level in (2, 3)) for sector in _likely_sectors(3)]
    lowest_is_1, lowest_is_2, lowest_is_3 = [(1, 1), (1, -1), (-1, 1), (-1, -1)], [(1, 1), (1, -1)], [(0, 1)]
    assert found == [*lowest_is_1, *lowest_is_2, *lowest_is_3]
