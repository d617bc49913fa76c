"""Two observers: at t = 0 quantum mechanics, whatever the order of the levels; at fixed times the literal average."""

import pytest
from bornproof.symbolic.averages import average_populations
from bornproof.symbolic.observers import EVERY_ORDER, alice_up, aligned_and_spread, chsh, correlation, singlet_levels
from flint import arb, ctx, fmpq


@pytest.mark.parametrize("order", EVERY_ORDER, ids=str)
def test_at_the_start_all_is_quantum_mechanics(order: tuple[int, ...]) -> None:
    cosine, one = fmpq(3, 5), fmpq(1)
    assert alice_up(cosine, one, one, order) == fmpq(1, 2)
    assert correlation(cosine, one, one, order) == -cosine


@pytest.mark.parametrize("order", EVERY_ORDER[::5], ids=str)
@pytest.mark.parametrize("cosine", [fmpq(3, 5), fmpq(-4, 5), fmpq(0)], ids=str)
def test_later_it_is_the_average_over_the_sectors(order: tuple[int, ...], cosine: fmpq) -> None:
    factor, levels = fmpq(2, 7), singlet_levels(cosine)
    means = average_populations([levels[k] for k in order])
    at = {k: mean(factor) for k, mean in zip(order, means, strict=True)}
    assert alice_up(cosine, factor, fmpq(1), order) == at[1] + at[3]
    assert correlation(cosine, factor, fmpq(1), order) == at[2] + at[3] - at[0] - at[1]


def test_chsh_starts_at_the_quantum_bound_and_passes_it_in_the_order_of_26() -> None:
    ctx.prec = 100
    cosine, one = 1 / arb(2).sqrt(), arb(1)
    assert chsh(cosine, one, one).overlaps(2 * arb(2).sqrt())
    assert chsh(cosine, arb("0.2"), one) > 2 * arb(2).sqrt() > chsh(cosine, arb("0.8"), one)


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_a_partner_by_the_average_over_the_sectors(levels: int) -> None:
    share, factor = fmpq(1, 3), fmpq(2, 5)
    zeros = [fmpq(0)] * (levels - 1)
    states = [*zeros, share, *zeros, 1 - share], [share / levels] * levels + [(1 - share) / levels] * levels
    found = tuple(sum((mean(factor) for mean in average_populations(state)[:levels]), fmpq(0)) for state in states)
    assert aligned_and_spread(share, levels, factor, fmpq(1)) == found
