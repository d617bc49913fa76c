"""Sequences that are made once for all who read them."""

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from functools import lru_cache, wraps
from itertools import tee
from typing import ParamSpec, TypeVar

__all__ = ["shared"]

P = ParamSpec("P")
T = TypeVar("T")

_MOST_SHARED = 32


def shared(make: Callable[P, Iterable[T]]) -> Callable[P, Iterator[T]]:
    """Return a function that gives what `make` does, each item made once for all who ask with the same arguments.

    >>> @shared
    ... def matrices(size):
    ...     yield [0] * size
    >>> next(matrices(3)) is next(matrices(3))
    True
    """

    def making(*args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        try:
            yield from make(*args, **kwargs)
        except GeneratorExit:  # nobody holds it any more, which says nothing of the others
            raise
        except BaseException:
            made.cache_clear()  # what was stopped on the way is not all
            raise

    @lru_cache(maxsize=_MOST_SHARED)
    def made(*args: P.args, **kwargs: P.kwargs) -> Iterator[T]:
        return tee(making(*args, **kwargs), 1)[0]

    return wraps(make)(lambda *args, **kwargs: copy(made(*args, **kwargs)))
