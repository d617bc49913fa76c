"""Linear inequalities decided by Fourier and Motzkin's elimination; sound over the rationals, tightened over the integers."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import gcd, lcm
from typing import Any

from flint import fmpq

__all__ = ["Differences", "Row", "difference", "infeasible"]

MOST_ROWS = 240  # beyond it nothing is concluded


@dataclass(frozen=True)
class Row:
    """sum of coefficients times variables + constant >= 0, or > 0 where strict; whole if it has whole values only."""

    coefficients: Mapping[Any, fmpq]
    constant: fmpq
    strict: bool = False
    whole: bool = False

    def tightened(self) -> "Row":
        """For a row with whole variables: coefficients without a common divisor, and a constant rounded down."""
        if not (self.whole and self.coefficients):
            return self
        scale = lcm(*(int(c.q) for c in self.coefficients.values()))
        divisor = gcd(*(int((c * scale).p) for c in self.coefficients.values()))
        constant = self.constant * scale / divisor
        floor = int(constant.floor())
        if self.strict and constant == floor:
            floor -= 1
        return Row({v: c * scale / divisor for v, c in self.coefficients.items()}, fmpq(floor), strict=False, whole=True)


def infeasible(rows: Iterable[Row], spend: Callable[[int], object] = lambda _: None) -> bool:
    """Whether no values of the variables satisfy all rows; False also where that is not found out.

    Sound for every input: each step adds consequences of the rows only, and the end is a false statement about numbers.
    `spend` is told how many rows each elimination makes.

    >>> x = Row({"x": fmpq(2)}, fmpq(-1), whole=True)  # 2x >= 1 and -x >= 0
    >>> infeasible((x, Row({"x": fmpq(-1)}, fmpq(0), whole=True)))
    True
    """
    left = [row.tightened() for row in rows]
    while True:
        if any(not row.coefficients and (row.constant < 0 or (row.strict and row.constant == 0)) for row in left):
            return True
        left = [row for row in left if row.coefficients]
        counts: dict[Hashable, list[int]] = {}
        for row in left:
            for variable, coefficient in row.coefficients.items():
                counts.setdefault(variable, [0, 0])[coefficient > 0] += 1
        if not counts:
            return False
        chosen = min(counts, key=lambda variable: counts[variable][0] * counts[variable][1])
        if len(left) + counts[chosen][0] * counts[chosen][1] > MOST_ROWS:
            return False
        above = [row for row in left if row.coefficients.get(chosen, 0) > 0]
        below = [row for row in left if row.coefficients.get(chosen, 0) < 0]
        rest = [row for row in left if chosen not in row.coefficients]
        spend(len(above) * len(below))
        left = rest + [_combined(one, other, chosen).tightened() for one in above for other in below]


Bound = tuple[Hashable, Hashable, int]  # (u, v, w): u - v <= w; None is the number 0


def difference(row: Row) -> Bound | None:
    """A row in whole variables as u - v <= w, if it is one: x - y + c >= 0 says y - x <= c."""
    if not row.whole or not 1 <= len(row.coefficients) <= 2:
        return None
    size, *others = (abs(factor) for factor in row.coefficients.values())
    if any(other != size for other in others):
        return None
    upper = [variable for variable, factor in row.coefficients.items() if factor < 0]
    lower = [variable for variable, factor in row.coefficients.items() if factor > 0]
    if len(upper) > 1 or len(lower) > 1:
        return None
    scaled = row.constant / size
    floor = int(scaled.floor()) - (row.strict and scaled.q == 1)
    return upper[0] if upper else None, lower[0] if lower else None, floor


class Differences:
    """All consequences of bounds u - v <= w on differences of whole variables, by shortest paths; complete for such bounds."""

    def __init__(self, bounds: Iterable[Bound]) -> None:
        self.least: dict[tuple[Hashable, Hashable], int] = {(None, None): 0}
        self.nodes: set[Hashable] = {None}
        for upper, lower, width in bounds:
            self.add(upper, lower, width)

    def add(self, upper: Hashable, lower: Hashable, width: int) -> None:
        """Take upper - lower <= width over, with what follows."""
        for node in {upper, lower} - self.nodes:
            self.nodes.add(node)
            self.least[node, node] = 0
        if self.least.get((upper, lower), width + 1) <= width:
            return
        left = [(node, self.least[node, upper]) for node in self.nodes if (node, upper) in self.least]
        right = [(node, self.least[lower, node]) for node in self.nodes if (lower, node) in self.least]
        for start, before in left:
            for end, after in right:
                total = before + width + after
                if self.least.get((start, end), total + 1) > total:
                    self.least[start, end] = total

    def holds(self, upper: Hashable, lower: Hashable, width: int) -> bool:
        """Whether upper - lower <= width follows; everything does from a contradiction."""
        return self.least.get((upper, lower), width + 1) <= width or self.contradictory

    @property
    def contradictory(self) -> bool:
        """Whether no whole numbers satisfy all bounds."""
        return any(self.least[node, node] < 0 for node in self.nodes)

    def copy(self) -> "Differences":
        """Another one with the same bounds."""
        other = Differences(())
        other.least, other.nodes = dict(self.least), set(self.nodes)
        return other


def _combined(above: Row, below: Row, variable: Hashable) -> Row:
    p, q = above.coefficients[variable], -below.coefficients[variable]
    total = {v: c * q for v, c in above.coefficients.items()}
    for v, c in below.coefficients.items():
        total[v] = total.get(v, fmpq(0)) + c * p
    coefficients = {v: c for v, c in total.items() if c and v != variable}
    constant = above.constant * q + below.constant * p
    return Row(coefficients, constant, above.strict or below.strict, above.whole and below.whole)
