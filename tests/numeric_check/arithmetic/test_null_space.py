"""Kernels and limits of linear flows, against the definition and against the exponential at a long time."""

import pytest
from bornproof.numeric_check.arithmetic.null_space import kernel, limit_projection, turns_forever
from bornproof.numeric_check.errors import NumericError
from flint import arb, arb_mat, ctx, fmpq, fmpq_mat

RATES = {
    "one winner": fmpq_mat(3, 3, [-2, 0, 1, 1, -1, 1, 1, 1, -2]),
    "an absorbing level": fmpq_mat(3, 3, [-1, 0, 0, 1, 0, 1, 0, 0, -1]),
    "two absorbing levels": fmpq_mat(3, 3, [0, 1, 0, 0, -2, 0, 0, 1, 0]),
    "nothing moves": fmpq_mat(2, 2),
    "a decay": fmpq_mat(1, 1, [-1]),
}


@pytest.mark.parametrize("generator", RATES.values(), ids=RATES.keys())
def test_a_limit_is_a_projection_that_the_generator_annihilates(generator: fmpq_mat) -> None:
    size, limit = generator.nrows(), limit_projection(generator)
    zero = fmpq_mat(size, size)
    assert generator * limit == limit * generator == zero
    assert limit * limit == limit
    assert limit.rank() + generator.rank() == size


@pytest.mark.parametrize("generator", RATES.values(), ids=RATES.keys())
def test_a_limit_is_where_the_flow_ends(generator: fmpq_mat) -> None:
    with ctx.workprec(400):
        late = (arb_mat(generator) * 100).exp() - arb_mat(limit_projection(generator))
        assert all(abs(entry) < arb("1e-40") for entry in late.entries())
        early = (arb_mat(generator) / 100).exp() - arb_mat(limit_projection(generator))
        assert not any(generator.entries()) or any(abs(entry) > arb("1e-3") for entry in early.entries())


def test_the_kernel_is_annihilated_and_whole() -> None:
    square = fmpq_mat(3, 3, [1, 2, 3, 2, 4, 6, 0, 0, fmpq(1, 2)])
    basis = kernel(square)
    assert (basis.ncols(), square * basis) == (1, fmpq_mat(3, 1))
    assert kernel(fmpq_mat(2, 2, [1, 0, 0, 1])).ncols() == 0


def test_a_flow_that_grows_linearly_has_no_limit() -> None:
    with pytest.raises(NumericError, match="for a limit to exist"):
        limit_projection(fmpq_mat(2, 2, [0, 1, 0, 0]))


@pytest.mark.parametrize("generator", RATES.values(), ids=RATES.keys())
def test_rates_do_not_turn_for_ever(generator: fmpq_mat) -> None:
    assert not turns_forever(generator)


@pytest.mark.parametrize(
    ("entries", "turns"),
    [
        ([0, 2, -2, 0], True),
        ([-1, 1, -1, -1], False),
        ([0, 1, 0, -1, 0, 0, 0, 0, -1], True),  # turns in a plane, decays beside it
        ([-1, 1, 0, -1, -1, 0, 0, 0, 0], False),
    ],
    ids=str,
)
def test_what_turns_is_seen(entries: list[int], turns: bool) -> None:
    size = round(len(entries) ** 0.5)
    assert turns_forever(fmpq_mat(size, size, entries)) is turns
