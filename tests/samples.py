"""The first points of a stream, for a test."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def first(count: int, points: Iterable[T], *conditions: Callable[[T], bool]) -> list[T]:
    """The first `count` of at most 1000 points that satisfy every condition; fewer are an error."""
    found = list(islice((point for point in islice(points, 1000) if all(holds(point) for holds in conditions)), count))
    if len(found) < count:
        raise ValueError(f"{count} points must satisfy the conditions, not {len(found)}")
    return found
