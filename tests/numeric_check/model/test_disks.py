"""Areas by quadrature are those of a direct subdivision of the disk, to 50 digits where the answer is known."""

import pytest
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.model.disks import sector_probability, sectors, sign_probability
from bornproof.numeric_check.model.hidden_variables import sigma
from bornproof.numeric_check.sampling import probabilities, signs, take
from flint import arb, ctx, fmpq


def subdivided(n: int, p: tuple[fmpq, ...], sign: int, cells: int = 64) -> arb:
    """The fraction of the disk where sigma_n has this sign, from the squares of a grid that are surely in and out."""
    surely = possibly = whole_least = whole_most = 0
    for column in range(cells):
        for row in range(cells):
            near = fmpq(column * column + row * row, cells * cells)
            far = fmpq((column + 1) ** 2 + (row + 1) ** 2, cells * cells)
            if near > 1:
                continue
            inside = far <= 1
            whole_least, whole_most = whole_least + inside, whole_most + 1
            # sigma is affine in |lambda|^2: over the cell it lies between its values at the near and the far corner.
            values = {sigma(n, p, near), sigma(n, p, min(far, fmpq(1)))}
            found = {(value > 0) - (value < 0) for value in values}
            surely += inside and found == {sign}
            possibly += sign in found or len(found) > 1
    return arb(fmpq(surely, whole_most)).union(arb(fmpq(possibly, max(whole_least, 1))))


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("n", [2, 3])
def test_quadrature_is_within_the_subdivision(n: int, sign: int) -> None:
    for p in take(probabilities(3), count=10).points:
        quadrature = sign_probability(n, p, sign)
        literal = subdivided(n, p, sign, cells=24)
        assert literal.overlaps(quadrature)
        assert not (p[n - 1] and sum(p[: n - 1], fmpq(0))) or not literal.overlaps(quadrature + fmpq(1, 2))


@pytest.mark.parametrize("level", [2, 3, 4])
def test_the_ratio_of_populations_at_fifty_digits(level: int) -> None:
    for p in take(probabilities(4), [lambda p: sum(p[:level], fmpq(0)) > 0], count=12).points:
        ratio = p[level - 1] / sum(p[:level], fmpq(0))
        assert compare(sign_probability(level, p, 1), ratio) is Agreement.OVERLAPPING
        assert compare(sign_probability(level, p, -1), 1 - ratio) is Agreement.OVERLAPPING
        assert compare(sign_probability(level, p, 0), fmpq(0)) is Agreement.OVERLAPPING
        assert compare(sign_probability(level, p, 1), ratio + fmpq(1, 10**44)) is Agreement.DISJOINT


def test_a_sigma_that_vanishes_everywhere_has_sign_zero() -> None:
    assert sign_probability(2, [0, 0, 1], 0) == 1
    assert sign_probability(2, [0, 0, 1], 1) == 0
    assert sign_probability(2, [0, 0, 1], -1) == 0
    assert [sector for sector, _ in sectors([0, 0, 1])] == [(0, 1)]


def test_sectors_make_up_everything() -> None:
    for p in take(probabilities(4), count=12).points:
        ctx.prec = 200
        total = sum((sector_probability(p, sector) for sector in signs(4)), arb(0))
        assert abs(total - 1) < arb("1e-50")
        assert abs(sum((weight for _, weight in sectors(p)), arb(0)) - 1) < arb("1e-49")


def test_digits_are_digits() -> None:
    assert sign_probability(2, [fmpq(1, 3), fmpq(2, 3)], 1, digits=100).rad() < arb("1e-100")


def test_refusals() -> None:
    with pytest.raises(NumericError, match="3 levels must have 2 signs, not 1"):
        sector_probability([1, 0, 0], (1,))
    with pytest.raises(NumericError, match="a sign must be -1, 0 or 1"):
        sign_probability(2, [1, 0], 2)
    with pytest.raises(NumericError, match="probabilities must sum to 1, not 2"):
        sign_probability(2, [1, 1], 1)
    with pytest.raises(NumericError, match="n from 2 to 2, not 3"):
        sign_probability(3, [1, 0], 1)
