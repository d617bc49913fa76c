"""Exact points of the entangled state of Section 4: its weight q, times, hidden variables, values for kets and dyads.

A ket or dyad is an indeterminate. With the value 1 for one of them and 0 for the others, a linear form in them takes
the value of one component.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, cycle, islice, repeat
from random import Random
from typing import Any

from bornproof.numeric_check.exact_points import complex_matrices, times
from bornproof.proofs.paper.points.tables import Point, on_demand
from bornproof.symbolic.notation.core import DOWN, UP, K, N, dyad, kappa, lam, overlap, p, q, spin_ket, t
from bornproof.symbolic.notation.settings import deviation, disk_measure
from flint import fmpq
from sympy import pi

__all__ = [
    "amplitudes", "averages", "deviations", "dyads", "levels_in_disks", "measures", "observed", "on_disks", "prepared", "spins",
    "three_levels", "with_levels",
]  # fmt: skip

_WEIGHTS = (fmpq(3, 5), fmpq(5, 13), fmpq(0), fmpq(1), fmpq(4, 5), fmpq(12, 13))  # q with a rational sqrt(1 - q^2)


@on_demand
def with_levels(points: Callable[[], Iterator[Point]], *names: Any, values: Any) -> Iterator[Point]:
    """The points with values for further symbols of levels, one choice after the other."""
    for point, chosen in zip(points(), cycle(values), strict=False):
        yield {**point} | dict(zip(names, chosen if isinstance(chosen, tuple) else (chosen,), strict=True))


def averages() -> Iterator[Point]:
    """q, kappa and t; few different q, for each costs an integration over the disks."""
    source = Random("averages")  # noqa: S311  (reproducible points, not secrets)
    for count, (weight, kappa_t) in enumerate(zip(cycle(_WEIGHTS), islice(times(), 1, None), strict=False)):
        rate = fmpq(source.randint(1, 5), source.randint(1, 3))
        yield {q: weight, kappa: rate, t: fmpq(0) if count % 6 == 5 else kappa_t / rate}


def amplitudes() -> Iterator[Point]:
    """q alone: two in general, both ends, then others; sqrt(1 - q^2) is rational."""
    source = Random("amplitudes")  # noqa: S311
    slopes = (fmpq(slope, 401) for slope in source.sample(range(1, 401), 400))
    for weight in chain(_WEIGHTS, (2 * slope / (1 + slope * slope) for slope in slopes)):
        yield {q: weight}


def prepared() -> Iterator[Point]:
    """q with a value for each spin of A and of B."""
    return ({**point, **values} for point, values in zip(amplitudes(), spins(), strict=False))


def measures() -> Iterator[Point]:
    """`averages` with the measure that d lambda gives to a disk: 1 if it is normalised."""
    for point, weight in zip(averages(), cycle((pi, fmpq(1), fmpq(2), fmpq(1))), strict=False):
        yield {**point, disk_measure: weight}


def three_levels() -> Iterator[Point]:
    """Few populations of three levels, for each costs an integration over the disks; some that do not sum to 1."""
    chosen = ((1, 3, 5), (1, 1, 1), (0, 1, 1), (0, 0, 1))
    weights = [tuple(fmpq(part, sum(parts)) for part in parts) for parts in chosen]
    for count, (point, values) in enumerate(zip(averages(), cycle(weights), strict=False)):
        last = values[2] + (fmpq(1, 7) if count % 9 == 8 else 0)
        yield {kappa: point[kappa], t: point[t], p[1]: values[0], p[2]: values[1], p[3]: last}


def deviations() -> Iterator[Point]:
    """Other probabilities of the signs of sigma_2, at time 0 and later; some leave [0, 1]."""
    sizes = cycle((fmpq(1, 10), fmpq(-1, 7), fmpq(1, 100), fmpq(-1, 3), fmpq(2, 3)))
    for point, size in zip(averages(), sizes, strict=False):
        yield {**point, deviation: size}


def spins() -> Iterator[Point]:
    """A value for each spin of A and of B: first a component of the product, then any numbers."""
    names = [spin_ket(a, "A") for a in (UP, DOWN)], [spin_ket(b, "B") for b in (UP, DOWN)]
    for one, other in zip(_with_values(repeat({}), names[:1]), _with_values(repeat({}), names[1:], slow=2), strict=False):
        yield {**one, **other}


def dyads() -> Iterator[Point]:
    """`averages` with a value for every dyad of each observer: first one entry, then any numbers."""
    names = [[dyad(side, bra, ket_) for bra in (UP, DOWN) for ket_ in (UP, DOWN)] for side in "AB"]
    yield from _with_values(averages(), names)


def observed() -> Iterator[Point]:
    """`dyads` with any overlaps of four levels with the product states."""
    source = Random("overlaps")  # noqa: S311
    names = [overlap(level, a, b) for level in range(1, 5) for a in (UP, DOWN) for b in (UP, DOWN)]
    for point in dyads():
        yield {**point} | {name: fmpq(source.randint(-9, 9), source.randint(1, 4)) for name in names}


def on_disks() -> Iterator[Point]:
    """q and lambda_2, lambda_3, lambda_4 in the closed unit disk: at the origin, on the rim, then inside."""
    yield {q: fmpq(3, 5), lam[2]: fmpq(0), lam[3]: fmpq(0), lam[4]: fmpq(0)}
    yield {q: fmpq(3, 5), lam[2]: fmpq(1), lam[3]: fmpq(-1), lam[4]: fmpq(1)}
    for weight, candidate in zip(cycle(_WEIGHTS), complex_matrices(1, 3, seed=4), strict=False):
        yield {q: weight} | {lam[level]: _into_disk(candidate[0, level - 2]) for level in (2, 3, 4)}


def levels_in_disks() -> Iterator[Point]:
    """`on_disks` with a level K: mostly 3 or 4; now and then its lambda is outside the disk."""
    for number, (point, level) in enumerate(zip(on_disks(), cycle((3, 4, 4, 3, 2)), strict=False)):
        yield {**point, N: 4, K: level} | ({lam[level]: fmpq(3, 2)} if number % 7 == 6 else {})


def _with_values(points: Iterable[Point], groups: Sequence[Sequence[Any]], slow: int = 1) -> Iterator[Point]:
    """The points with values for the names: in each group one name 1 and the others 0, in turn; then any numbers."""
    source = Random(f"values {slow}")  # noqa: S311  (reproducible points, not secrets)
    for count, point in enumerate(points):
        chosen = {
            name: fmpq(int(place == count // slow % len(names))) if count < 8 else fmpq(source.randint(-9, 9), 4)
            for names in groups
            for place, name in enumerate(names)
        }
        yield {**point, **chosen}


def _into_disk(value: Any) -> Any:
    """A number of the closed unit disk: itself, or itself over an upper bound of its modulus."""
    bound = abs(value.real) + abs(value.imag) if hasattr(value, "real") else abs(value)
    return value if bound <= 1 else value * (1 / bound)
