"""States of many levels: the oracles at few levels against brute force, and forms that are nearly right."""

from dataclasses import replace

import pytest
from bornproof.numeric_check.arithmetic.matrices import diagonal
from bornproof.numeric_check.errors import NumericError, UndefinedError
from bornproof.numeric_check.model.averages import averaged
from bornproof.proofs.checks.verdict import judge
from bornproof.proofs.ledger import Form, Result, Verdict
from bornproof.proofs.paper import oracles
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.oracles.diffuse import uniform_sum
from bornproof.proofs.paper.oracles.late import _part_at_rate_one
from bornproof.symbolic.notation.core import N, S, kappa, n, t, x
from bornproof.symbolic.notation.diffuse import before, share
from flint import arb, ctx, fmpq, fmpq_mat
from sympy import exp, log


@pytest.mark.parametrize("size", [2, 3, 5, 7])
def test_the_sum_in_the_uniform_state_is_that_of_all_sectors(size: int) -> None:
    ctx.prec = 200
    moment = fmpq(2, 3)
    found = averaged(diagonal([fmpq(1, size)] * size), moment)
    for level in range(1, size + 1):
        exact = sum((found[k][k] for k in range(level)), arb(0))
        assert abs(uniform_sum(size, level, (-arb(moment)).exp()) - exact) < arb(10) ** -40


def test_the_part_at_rate_one_is_what_is_left_last() -> None:
    ctx.prec = 200
    point = {N: 4, n: 2} | {S[k]: fmpq(k, 4) for k in range(5)}
    late = fmpq(40)
    found = averaged(diagonal([fmpq(1, 4)] * 4), late)
    left = (found[0][0] + found[1][1] - fmpq(1, 2)) * arb(late).exp()
    assert abs(left - oracles.late.drift_at(point)) < arb(10) ** -15


def test_rates_that_are_no_exponentials_are_refused() -> None:
    with pytest.raises(NumericError, match="diagonalisable"):
        _part_at_rate_one(fmpq_mat(2, 2, [-1, 1, 0, -1]), [fmpq(1), fmpq(1)])
    with pytest.raises(NumericError, match="rational eigenvalues"):
        _part_at_rate_one(fmpq_mat(2, 2, [0, 2, 1, 0]), [fmpq(1), fmpq(1)])


def test_at_the_start_nothing_has_a_distance() -> None:
    with pytest.raises(UndefinedError, match="t = 0"):
        oracles.diffuse.largest_distance_at({kappa: fmpq(1), t: fmpq(0)})


@pytest.mark.parametrize(
    ("entry", "wrong"),
    [
        ("thm.diffuse-limit", share ** exp(-kappa * t)),
        ("thm.diffuse-limit", share ** (1 - x) * (1 + share / 10**20)),
        ("thm.late-distance", (1 + log(2)) / 4 - (before - log(2) / 2) ** 2),
        ("thm.late-distance-above", exp(-1) - (before - exp(-1)) ** 2),
    ],
    ids=["exponent", "a little more", "no square", "1/e"],
)
def test_what_is_nearly_right_is_refuted(entry: str, wrong: object) -> None:
    found = judge(replace(PAPER[entry], checked=Form((wrong,), name="another form")))
    assert found.verdict is Verdict.UNDECIDED
    assert Result.REFUTED in {item.result for item in found.evidence}
