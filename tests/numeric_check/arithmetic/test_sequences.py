"""Tests of sequences that are made once for all who read them."""

from collections.abc import Iterator

import pytest
from bornproof.numeric_check.arithmetic import sequences
from bornproof.numeric_check.arithmetic.sequences import shared


def test_what_falls_out_of_the_cache_takes_nothing_with_it() -> None:
    made: list[tuple[int, int]] = []

    @shared
    def numbered(first: int) -> Iterator[int]:
        for count in range(first, first + 3):
            made.append((first, count))
            yield count

    for first in range(sequences._MOST_SHARED):
        assert next(numbered(first)) == first  # each is begun, none is ended
    one, two = numbered(100), numbered(100)  # the oldest must go
    assert list(one) == list(two) == [100, 101, 102]
    made.clear()
    assert next(numbered(sequences._MOST_SHARED - 1)) == sequences._MOST_SHARED - 1
    assert made == []


def test_what_was_stopped_on_the_way_is_made_again() -> None:
    stops = iter((True, False))

    @shared
    def stopped() -> Iterator[int]:
        yield 0
        if next(stops):
            raise KeyboardInterrupt
        yield 1

    with pytest.raises(KeyboardInterrupt):
        list(stopped())
    assert list(stopped()) == [0, 1]
