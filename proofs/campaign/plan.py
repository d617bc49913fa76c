"""What a campaign asks: which sectors, initial states and times, in which order, and of which engines."""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from functools import cached_property, lru_cache
from math import ceil
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from bornproof.numeric_check.arithmetic.complex_rational import ONE, divide
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal, matrix
from bornproof.numeric_check.lindblad.engines import ENCLOSURE, first_engine
from bornproof.proofs.errors import LedgerError
from flint import fmpq, fmpq_mat

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MOST_LEVELS", "SECOND", "Case", "Plan", "initial_state"]

MOST_LEVELS = 10  # the most that `bornproof evolve` takes: the Liouvillian is N^2 by N^2
MOST_CASES = 10_000_000
MOST_STATES = 10_000
MOST_TIMES = 1000
MOST_CHARACTERS = 60  # of a time
SECOND = first_engine(rigorous=False)
_KINDS = 7  # of states with equal or vanishing weights
_ENTRIES = (0, 0, 1, -1, 2, 3)


class Case(NamedTuple):
    """One evolution: the signs of sigma_2, ..., sigma_N, the number of the initial state, kappa t, and the engines asked."""

    sector: tuple[int, ...]
    state: int
    time: fmpq
    engines: tuple[str, ...]


class Plan(msgspec.Struct, frozen=True, dict=True, forbid_unknown_fields=True):
    """The parameters of a campaign, from which its cases follow, whoever counts them up.

    Parameters
    ----------
    levels
        N, 2 to 10.
    sectors
        How many of the 2^(N-1) sectors, drawn from the seed unless they are all.
    states
        How many initial states; see `initial_state`.
    times
        kappa t, different exact rationals such as "3/2", none negative.
    digits
        Decimal digits, 15 to 1000.
    second
        On which part of the cases a second engine is asked, "0" to "1"; which they are is drawn from the seed.
    seed
        At least 0.

    Raises
    ------
    LedgerError
        For what is outside of that, or more than ten million cases.

    Examples
    --------
    >>> plan = Plan(levels=3, sectors=4, states=2, times=("0", "3/2"), second="1/4")
    >>> len(plan), plan.case(15)
    (16, Case(sector=(-1, -1), state=1, time=3/2, engines=('balls',)))
    """

    levels: int
    sectors: int
    states: int
    times: tuple[str, ...]
    digits: int = 50
    second: str = "1/10"
    seed: int = 1

    def __post_init__(self) -> None:
        for name, value, least, most in (
            ("levels", self.levels, 2, MOST_LEVELS),
            ("sectors", self.sectors, 1, 2 ** (min(self.levels, MOST_LEVELS) - 1)),
            ("states", self.states, 1, MOST_STATES),
            ("the number of times", len(self.times), 1, MOST_TIMES),
            ("digits", self.digits, 15, 1000),
            ("the seed", self.seed, 0, 2**63 - 1),
            ("sectors times states times times", len(self), 1, MOST_CASES),
        ):
            if not least <= value <= most:
                raise LedgerError(f"{name} must be {least} to {most}, not {value}")
        times = [_fraction(time, "a time") for time in self.times]
        if min(times) < 0 or len(set(times)) < len(times):
            raise LedgerError(f"times must be different and at least 0, not {', '.join(self.times)[:200]}")
        if not 0 <= (part := _fraction(self.second, "the part for the second engine")) <= 1:
            raise LedgerError(f"the part for the second engine must be 0 to 1, not {part}")

    def __len__(self) -> int:
        return self.sectors * self.states * len(self.times)

    def case(self, number: int) -> Case:
        """Return a case by its number, from 0: the times of one state follow each other, then the states of one sector."""
        rest, time = divmod(number, len(self.times))
        sector, state = divmod(rest, self.states)
        signs = tuple(-1 if self._chosen[sector] >> place & 1 else 1 for place in range(self.levels - 1))
        engines = (ENCLOSURE, SECOND) if number in self.seconded else (ENCLOSURE,)
        return Case(signs, state, fmpq(*_fraction(self.times[time]).as_integer_ratio()), engines)

    @cached_property
    def seconded(self) -> frozenset[int]:
        """The numbers of the cases of which the second engine is asked."""
        count = ceil(_fraction(self.second) * len(self))
        return frozenset(_source("second", self.seed).sample(range(len(self)), count))

    @cached_property
    def _chosen(self) -> Sequence[int]:
        return sorted(_source("sectors", self.levels, self.seed).sample(range(2 ** (self.levels - 1)), self.sectors))


@lru_cache(maxsize=1024)
def initial_state(levels: int, number: int, seed: int) -> ExactMatrix:
    """Return a density matrix of exact numbers: the edges first, then every second one, then all are drawn from the seed.

    The edges are equal weights on all levels, on all but one, on two and on one, with and without coherences. What is drawn is
    A A^+/tr(A A^+), pure for the one column that A has then, or a mixture of two or three; a row of A may vanish, and so a weight.

    >>> initial_state(3, 0, seed=1).rows()[0], initial_state(3, 2, seed=1).diagonal()
    ((1/3, 1/3, 1/3), (0, 1/2, 1/2))
    >>> initial_state(3, 1, seed=1).trace()
    1
    """
    if number % 2 == 0 and number < 2 * _KINDS:
        everywhere = range(levels)
        supports = (everywhere, everywhere[1:], everywhere[-1:], everywhere[:-1], (0, levels - 1), everywhere[:1])
        if number // 2 == len(supports):
            return diagonal([fmpq(1, levels)] * levels)
        held = supports[number // 2]
        return matrix([[fmpq(int(i in held and j in held), len(held)) for j in everywhere] for i in everywhere])
    source = _source("state", levels, number, seed)
    columns = source.choice((1, 1, 2, 3))
    while True:
        parts = [[source.choice(_ENTRIES) for _ in range(levels * columns)] for _ in range(2)]
        factor = ExactMatrix(*(fmpq_mat(levels, columns, part) for part in parts))
        if (weight := (product := factor @ factor.adjoint()).trace()) != 0:
            return product.scale(divide(ONE, weight))


def _source(*words: object) -> Random:
    return Random(" ".join(map(str, words)))  # noqa: S311 (reproducible, not secret)


@lru_cache(maxsize=MOST_TIMES)
def _fraction(text: str, name: str = "a number") -> Fraction:
    with suppress(ValueError, ZeroDivisionError):
        if len(text) <= MOST_CHARACTERS and set(text) <= set("0123456789/.-"):
            return Fraction(text)
    raise LedgerError(f"{name} must be an exact number such as 3/2 or 0.25, not {text[:MOST_CHARACTERS]!r}")
