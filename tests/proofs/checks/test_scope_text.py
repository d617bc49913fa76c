"""What a scope says, it says once: a loop is called by its values, and the domain adds what the cases do not say."""

import pytest
from bornproof.proofs.checks.exact import prove
from bornproof.proofs.paper.entries import PAPER


@pytest.mark.parametrize(
    ("name", "scope"),
    [
        ("eq.5", "for N = 2; any sign of sigma_2"),
        ("eq.39.4", "for N = 4, J = 1..4; any sector, any matrix rho"),
        ("claim.4.4-never-positive", "for N = 4, K = 3, 4"),
        ("eq.13", "for every N (symbolic); N >= 2; any amplitudes"),
        ("eq.7", "N = 2, any state, any orthonormal basis up to phases"),
    ],
)
def test_scopes(name: str, scope: str) -> None:
    subject = PAPER[name].true_forms[0]
    assert prove(subject, subject.printed, "printed").scope == scope
