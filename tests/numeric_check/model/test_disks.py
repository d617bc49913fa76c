"""Areas by quadrature are those of a direct subdivision of the disk, to 50 digits where the answer is known."""

from collections.abc import Callable

import numpy as np
import pytest
from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.evaluation.compare import Agreement, compare
from bornproof.numeric_check.exact_points import probabilities, signs
from bornproof.numeric_check.model.disks import UNIFORM, Disk, Distribution, sector_probability, sectors, sign_probability
from bornproof.numeric_check.model.hidden_variables import sigma
from bornproof.numeric_check.model.skewed import Skewed
from flint import arb, ctx, fmpq

from tests.samples import first


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
    for p in first(10, probabilities(3)):
        quadrature = sign_probability(n, p, sign)
        literal = subdivided(n, p, sign, cells=24)
        assert literal.overlaps(quadrature)
        assert not (p[n - 1] and sum(p[: n - 1], fmpq(0))) or not literal.overlaps(quadrature + fmpq(1, 2))


@pytest.mark.parametrize("level", [2, 3, 4])
def test_the_ratio_of_populations_at_fifty_digits(level: int) -> None:
    for p in first(12, probabilities(4), lambda p: sum(p[:level], fmpq(0)) > 0):
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
    for p in first(12, probabilities(4)):
        ctx.prec = 200
        total = sum((sector_probability(p, sector) for sector in signs(4)), arb(0))
        assert abs(total - 1) < arb("1e-50")
        assert abs(sum((weight for _, weight in sectors(p)), arb(0)) - 1) < arb("1e-49")


DISKS: dict[str, tuple[Distribution, Callable[[fmpq], fmpq]]] = {  # and the probability inside a radius, from its square
    "uniform": (UNIFORM, lambda square: square),
    "density |lambda|^2": (Disk(power=2), lambda square: square**2),
    "density |lambda|^4": (Disk(power=4), lambda square: square**3),
    "radius 1/2": (Disk(fmpq(1, 2)), lambda square: min(4 * square, fmpq(1))),
    "radius 3/2": (Disk(fmpq(3, 2)), lambda square: square * fmpq(4, 9)),
    "slope 1": (Skewed(fmpq(1)), lambda square: square * (2 - square)),
    "slope -1/2": (Skewed(fmpq(-1, 2)), lambda square: square * (1 + square) / 2),
    "radius 3/2, density |lambda|^2": (Disk(fmpq(3, 2), 2), lambda square: (square * fmpq(4, 9)) ** 2),
}


@pytest.mark.parametrize(("distribution", "inside"), DISKS.values(), ids=DISKS.keys())
def test_a_distribution_gives_signs_their_probabilities(distribution: Distribution, inside: Callable[[fmpq], fmpq]) -> None:
    """sigma_n < 0 inside the radius whose square is S_{n-1}/S_n."""
    for p in first(6, probabilities(3, seed=2), lambda p: 0 not in p):
        below = [inside(sum(p[: n - 1], fmpq(0)) / sum(p[:n], fmpq(0))) for n in (2, 3)]
        for n, part in zip((2, 3), below, strict=True):
            found = sign_probability(n, p, -1, distribution=distribution)
            assert compare(found, part) is Agreement.OVERLAPPING
            assert compare(found, part + fmpq(1, 10**44)) is Agreement.DISJOINT
        whole = sector_probability(p, (1, -1), distribution=distribution)
        assert compare(whole, (1 - below[0]) * below[1]) is Agreement.OVERLAPPING
        with working_precision():
            total = sum((weight for _, weight in sectors(p, distribution=distribution)), arb(0))
        assert compare(total, fmpq(1)) is Agreement.OVERLAPPING


@pytest.mark.parametrize(("distribution", "inside"), DISKS.values(), ids=DISKS.keys())
def test_a_distribution_draws_as_it_weighs(distribution: Disk, inside: Callable[[fmpq], fmpq]) -> None:
    drawn = distribution.draw(20_000, 1, seed=6)
    assert drawn.shape == (20_000, 1)
    assert (abs(drawn) <= float(arb(distribution.radius))).all()
    for square in (fmpq(1, 10), fmpq(1, 4), fmpq(8, 10)):
        assert abs(np.mean(abs(drawn) ** 2 < float(arb(square))) - float(arb(inside(square)))) < 0.02
    assert abs(np.mean(drawn)) < 0.02 * float(arb(distribution.radius))


@pytest.mark.parametrize("slope", [fmpq(2), fmpq(-3, 2)])
def test_a_distribution_function_that_would_decrease_is_refused(slope: fmpq) -> None:
    with pytest.raises(NumericError, match="must not decrease: a slope must be from -1 to 1"):
        Skewed(slope)
    with pytest.raises(NumericError, match="at least 1"):
        Skewed(fmpq(1)).draw(0, 1, seed=1)


def test_a_seed_fixes_the_draws() -> None:
    for distribution in (UNIFORM, Disk(power=2)):
        assert np.array_equal(distribution.draw(50, 3, seed=4), distribution.draw(50, 3, seed=4))
        assert not np.array_equal(distribution.draw(50, 3, seed=4), distribution.draw(50, 3, seed=5))


def test_digits_are_digits() -> None:
    assert sign_probability(2, [fmpq(1, 3), fmpq(2, 3)], 1, digits=100).rad() < arb("1e-100")


def test_refusals() -> None:
    with pytest.raises(NumericError, match="signs must be one fewer than levels: 2, not 1"):
        sector_probability([1, 0, 0], (1,))
    with pytest.raises(NumericError, match="a sign must be -1, 0 or 1"):
        sign_probability(2, [1, 0], 2)
    with pytest.raises(NumericError, match="probabilities must sum to 1, not 2"):
        sign_probability(2, [1, 1], 1)
    with pytest.raises(NumericError, match="n from 2 to 2, not 3"):
        sign_probability(3, [1, 0], 1)
    with pytest.raises(NumericError, match="at least 1, not 0 and 1"):
        UNIFORM.draw(0, 1, seed=1)
    with pytest.raises(NumericError, match="a radius above 0 and a power of at least 0, not 0 and 0"):
        Disk(fmpq(0))
    with pytest.raises(NumericError, match="not 1 and -1"):
        Disk(power=-1)
    for radius in (1.5, "one", None, 1j):
        with pytest.raises(NumericError, match=r"must be (exact rationals|real)"):
            Disk(radius)  # type: ignore[arg-type]
    with pytest.raises(NumericError, match=r"a power must be a whole number, not 0\.5"):
        Disk(power=0.5)  # type: ignore[arg-type]


def test_a_whole_radius_is_one() -> None:
    assert Disk(2) == Disk(fmpq(2))  # type: ignore[arg-type]
    assert abs(Disk(2).draw(200, 1, seed=1)).max() > 1  # type: ignore[arg-type]
