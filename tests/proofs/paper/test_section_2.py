"""Section 2: probabilities by their definitions, and what a division, a product and an inequality of them need."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

import pytest
from bornproof.numeric_check.arithmetic.matrices import pure_state
from bornproof.numeric_check.errors import UndefinedError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.evaluation.evaluate import evaluate
from bornproof.numeric_check.model import disks as quadrature
from bornproof.numeric_check.model.averages import outcome_probability
from bornproof.proofs.checks.exact import prove
from bornproof.proofs.formulas.events import Each, P
from bornproof.proofs.ledger import Claim, Result
from bornproof.proofs.ledger.domain import Case, Domain
from bornproof.proofs.paper.language import LANGUAGE
from bornproof.proofs.paper.oracles.outcomes import outcomes, probability, squares_at
from bornproof.proofs.paper.points.amplitudes import any_amplitudes
from bornproof.symbolic.notation.core import J, K, N, S, alpha, lam, sigma
from flint import fmpq
from sympy import Basic, Eq, Gt, Integer, Lt, Product, Symbol

from tests.claims import stated


@pytest.mark.parametrize("point", list(islice(any_amplitudes((2, 3))(), 6)), ids=lambda point: str(squares_at(point)))
def test_outcomes_against_the_full_liouvillian(point: Mapping[Any, Any]) -> None:
    size = int(point[N])
    rho = pure_state([point[alpha[level]] for level in range(1, size + 1)])
    for level, value in enumerate(outcomes(squares_at(point)), start=1):
        assert compare(outcome_probability(level, rho), value) is Agreement.OVERLAPPING


@pytest.mark.parametrize("sign", [1, -1])
def test_probability_against_quadrature(sign: int) -> None:
    p = (fmpq(1, 9), fmpq(1, 3), fmpq(5, 9))
    for level in (2, 3):
        areas = quadrature.sign_probability(level, p, sign), probability(level, p, sign)
        assert compare(*areas) is Agreement.OVERLAPPING


def _claim(printed: Basic, truth_: Basic, *cases: Case) -> Claim:
    return stated(printed, truth_, domain=Domain(cases or (Case(),)), language=LANGUAGE)


def test_events_mean_probabilities() -> None:
    claim = _claim(Integer(1), Integer(1))
    assert claim.meaning(P(Gt(lam[K], 0)), {}) == 0
    assert claim.meaning(P(Gt(sigma[2], 0)), {S[2]: 0}) == 0
    assert claim.meaning(P(Gt(sigma[3], 1)), {}) == 0
    assert claim.meaning(P(Lt(sigma[3], 1)), {}) == 1
    every = P(Each(Lt(sigma[J], 0), J, K + 1, N))
    assert evaluate(claim.meaning(every, {N: 4, K: 2}), {S[2]: fmpq(1, 4), S[3]: fmpq(1, 2), S[4]: 1}) == fmpq(1, 4)
    assert claim.meaning(every, {N: 4, K: 4}) == 1
    with pytest.raises(UndefinedError, match="sigma_1 does not exist"):
        claim.meaning(P(Gt(sigma[K], 0)), {K: 1})


def test_a_division_needs_a_licence() -> None:
    quotient = _claim(S[K] / S[N], S[K] / S[N])
    assert prove(quotient, quotient.printed, "printed").result is Result.UNABLE
    assert prove(quotient, quotient.printed, "printed", (Gt(S[K], 0),)).result is Result.PROVED  # S_N >= S_K, as K is a level
    assert prove(quotient, quotient.printed, "printed", (Gt(S[N + 1], 0),)).result is Result.UNABLE
    assert prove(quotient, quotient.printed, "printed", (Gt(S[N], 0),)).result is Result.PROVED


def test_a_product_is_licensed_by_its_lowest_partial_sum() -> None:
    product = Product(S[J - 1] / S[J], (J, K + 1, N))
    claim = _claim(product, S[K] / S[N])
    assert prove(claim, claim.printed, "printed").result is Result.UNABLE
    assert prove(claim, claim.printed, "printed", (Gt(S[K + 2], 0),)).result is Result.UNABLE
    assert prove(claim, claim.printed, "printed", (Gt(S[K], 0),)).result is Result.PROVED


def test_a_product_that_is_clearly_empty_is_one() -> None:
    claim = _claim(Product(S[J - 1] / S[J], (J, N + 1, N - 1)), Integer(1))
    assert prove(claim, claim.printed, "printed", (Gt(S[N], 0),)).result is Result.PROVED


def test_inequalities_keep_their_direction() -> None:
    a, b = Symbol("a"), Symbol("b")
    claim = _claim(Gt(a, b), Gt(b, a))
    assert prove(claim, claim.printed, "printed").result is Result.UNABLE
    scaled = _claim(Gt(a * S[N], b * S[N]), Gt(a, b))
    assert prove(scaled, scaled.printed, "printed").result is Result.UNABLE
    assert prove(scaled, scaled.printed, "printed", (Gt(S[N], 0),)).result is Result.PROVED
    assert prove(scaled, scaled.printed, "printed", (Eq(S[N], 0),)).result is Result.UNABLE
