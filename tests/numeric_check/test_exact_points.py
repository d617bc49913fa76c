"""Samples satisfy what they promise, put edge cases first, and repeat themselves."""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import pytest
from bornproof.numeric_check.arithmetic.complex_rational import ComplexRational
from bornproof.numeric_check.arithmetic.matrices import check_density_matrix, check_hermitian
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.exact_points import (
    amplitudes,
    complex_matrices,
    density_matrices,
    hermitian_matrices,
    probabilities,
    signs,
    times,
    unit_interval,
)
from flint import fmpq

LEVELS = [2, 3, 4, 5, 7]


@pytest.mark.parametrize("n", LEVELS)
def test_probabilities_sum_to_one_and_start_at_the_edges(n: int) -> None:
    points = list(islice(probabilities(n), 60))
    for p in points:
        assert len(p) == n
        assert sum(p, fmpq(0)) == 1
        assert min(p) >= 0
    assert all(max(p) == 1 for p in points[:n])
    assert points[n] == (fmpq(1, n),) * n
    assert any(0 in p and max(p) < 1 for p in points[n : n + 5]) or n == 2
    assert len(set(points)) > 30


@pytest.mark.parametrize("n", LEVELS)
def test_amplitudes_are_normalised_and_truly_complex(n: int) -> None:
    points = list(islice(amplitudes(n), 25))
    for vector in points:
        norm = sum((a.norm() if isinstance(a, ComplexRational) else a * a for a in vector), fmpq(0))
        assert norm == 1
    assert any(isinstance(a, ComplexRational) and a.real for vector in points for a in vector)
    assert any(0 not in vector for vector in points)


@pytest.mark.parametrize("n", LEVELS)
def test_density_matrices_are_density_matrices(n: int) -> None:
    states = list(islice(density_matrices(n), 20))
    for rho in states:
        check_density_matrix(rho, n)
    purities = [(rho @ rho).trace() for rho in states]
    assert fmpq(1) in purities
    assert any(purity != fmpq(1) for purity in purities)
    assert any(not rho.is_real() for rho in states)


def test_sectors_are_complete() -> None:
    assert len(set(signs(4))) == 27
    assert len(set(signs(4, zeros=False))) == 8
    assert all(0 not in sector for sector in islice(signs(4), 8))


@pytest.mark.parametrize("n", [1, 2, 3])
def test_hermitian_matrices_are_hermitian(n: int) -> None:
    for candidate in islice(hermitian_matrices(n), 10):
        check_hermitian(candidate, "a sample", n)


def test_times_and_fractions_stay_in_their_domains() -> None:
    assert all(t >= 0 for t in islice(times(), 50))
    assert all(0 <= q <= 1 for q in islice(unit_interval(), 50))


STREAMS: dict[str, Callable[[int], Iterator[Any]]] = {
    "probabilities": lambda seed: probabilities(3, seed),
    "amplitudes": lambda seed: amplitudes(3, seed),
    "density matrices": lambda seed: density_matrices(3, seed),
    "times": times,
    "unit interval": unit_interval,
    "complex matrices": lambda seed: complex_matrices(2, 3, seed),
}


@pytest.mark.parametrize("stream", STREAMS.values(), ids=STREAMS.keys())
def test_a_seed_fixes_the_points(stream: Callable[[int], Iterator[Any]]) -> None:
    assert list(islice(stream(1), 30)) == list(islice(stream(1), 30))
    assert list(islice(stream(1), 30)) != list(islice(stream(2), 30))


def test_refusals() -> None:
    with pytest.raises(NumericError, match="number of levels must be at least 2, not 1"):
        next(signs(1))
    with pytest.raises(NumericError, match="number of levels must be at least 1, not 0"):
        next(probabilities(0))
