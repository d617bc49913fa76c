"""What rests on the signs of the rates is refused where a sign is another; the average with weights against brute force."""

import pytest
from bornproof.symbolic import weights
from bornproof.symbolic.derivation import derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import J, K, M, N, delta, down, rho, up
from sympy import Add, Integer, Sum


@pytest.mark.parametrize(
    "gain",
    [
        -up(J) * rho[K, K],
        (up(J) - down(J)) * rho[K, K],
        (delta(J, 1) - 1) * rho[K, K],
        Sum(-down(M) * rho[M, M], (M, 1, N)),
        (K - 2) * rho[K, K],
    ],
    ids=str,
)
def test_a_gain_that_may_be_negative_is_refused(gain: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights, "population_rate", lambda: derivation("a rate", gain - rho[J, J]))
    with pytest.raises(SymbolicError, match="a gain may be negative"):
        weights.sum_of_absolute_values()


def test_the_gains_of_the_model_are_not_negative() -> None:
    assert weights.sum_of_absolute_values().result == Integer(1)
