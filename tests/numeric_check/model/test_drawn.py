"""Drawn hidden variables, evolved end to end, give Born's rule within a stated confidence; a wrong rule is refuted."""

from itertools import permutations

import pytest
from bornproof.numeric_check.arithmetic.complex_rational import Exact, complex_rational
from bornproof.numeric_check.arithmetic.matrices import diagonal, pure_state
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.model.disks import Disk
from bornproof.numeric_check.model.drawn import Frequencies, born_frequencies
from flint import arb, fmpq

TURNED = complex_rational(fmpq(3, 5), fmpq(4, 5))
TURNED_BACK = complex_rational(fmpq(5, 13), fmpq(-12, 13))
I = complex_rational(fmpq(0), fmpq(1))

STATES: dict[str, tuple[list[Exact], list[fmpq]]] = {
    "two levels": ([TURNED * fmpq(3, 5), I * fmpq(4, 5)], [fmpq(9, 25), fmpq(16, 25)]),
    "three levels": ([fmpq(2, 7), fmpq(-3, 7), fmpq(6, 7)], [fmpq(4, 49), fmpq(9, 49), fmpq(36, 49)]),
    "three levels, complex": (
        [TURNED * fmpq(6, 7), I * fmpq(-3, 7), TURNED_BACK * fmpq(2, 7)],
        [fmpq(36, 49), fmpq(9, 49), fmpq(4, 49)],
    ),
    "four equal levels": ([fmpq(1, 2)] * 4, [fmpq(1, 4)] * 4),
    "four levels, complex": (
        [TURNED * fmpq(5, 9), TURNED_BACK * fmpq(2, 9), fmpq(-4, 9), I * fmpq(6, 9)],
        [fmpq(25, 81), fmpq(4, 81), fmpq(16, 81), fmpq(36, 81)],
    ),
    "a vanishing amplitude": ([fmpq(0), fmpq(3, 5), I * fmpq(4, 5)], [fmpq(0), fmpq(9, 25), fmpq(16, 25)]),
}


@pytest.mark.parametrize(("amplitudes", "p"), STATES.values(), ids=STATES.keys())
def test_born_rule_from_drawn_variables(amplitudes: list[Exact], p: list[fmpq]) -> None:
    frequencies = born_frequencies(pure_state(amplitudes), draws=3000, seed=20)
    assert all(frequencies.covers(p))
    assert frequencies.half_width < arb("0.06")
    assert abs(sum(frequencies.populations, arb(0)) - 1) < arb("1e-12")
    levels = len(p)
    others = {*permutations(p), (fmpq(1, levels),) * levels, (fmpq(1), *(fmpq(0),) * (levels - 1))}
    wrong = {q for q in others if max(abs(a - b) for a, b in zip(p, q, strict=True)) > fmpq(12, 100)}
    assert wrong
    assert not {q for q in wrong if all(frequencies.covers(q))}


@pytest.mark.parametrize("level", [0, 1, 2, 3])
def test_each_population_is_watched(level: int) -> None:
    amplitudes, p = STATES["four levels, complex"]
    frequencies = born_frequencies(pure_state(amplitudes), draws=1000, seed=5)
    shift = fmpq(1, 5)
    wrong = [value + shift * (k == level) for k, value in enumerate(p)]
    assert 2 * frequencies.half_width < shift
    assert frequencies.covers(p) == (True,) * 4
    assert frequencies.covers(wrong) == tuple(k != level for k in range(4))


def test_another_distribution_gives_other_frequencies() -> None:
    """Density 2 |lambda|^2 / pi: the probability of |2> is 1 - p_1^2."""
    p = [fmpq(9, 25), fmpq(16, 25)]
    frequencies = born_frequencies(diagonal(p), draws=3000, seed=20, distribution=Disk(power=2))
    assert all(frequencies.covers([p[0] ** 2, 1 - p[0] ** 2]))
    assert not any(frequencies.covers(p))


def test_confidence_narrows_with_draws_and_not_with_hope() -> None:
    few, many = (Frequencies((arb(1), arb(0)), draws, fmpq(99, 100)) for draws in (100, 10_000))
    assert abs(few.half_width / many.half_width - 10) < arb("1e-9")
    assert Frequencies((arb(1), arb(0)), 100, fmpq(999, 1000)).half_width > few.half_width


def test_refusals() -> None:
    with pytest.raises(NumericError, match="a density matrix must have trace 1, not 2"):
        born_frequencies(diagonal([1, 1]), draws=10, seed=1)
    with pytest.raises(NumericError, match="at least 1 draw, not 0"):
        Frequencies((arb(1),), 0, fmpq(1, 2))
    with pytest.raises(NumericError, match=r"a confidence must be in \(0, 1\), not 1"):
        Frequencies((arb(1),), 1, fmpq(1))
