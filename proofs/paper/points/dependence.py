"""Exact points of measurement dependence: how pairs of settings are chosen, correlations, what a strategy says and how often."""

from collections.abc import Iterator
from itertools import cycle, product
from random import Random

from bornproof.proofs.paper.points.joint import moments
from bornproof.proofs.paper.points.tables import Point, weights_of
from bornproof.symbolic.notation.correlations import agreeing, agreeing_last, chance, chosen_pair, correlation
from bornproof.symbolic.notation.settings import other_state, state
from flint import fmpq

__all__ = ["angles", "choices", "correlations", "even_choice", "strategies"]


def angles() -> Iterator[Point]:
    """The probabilities that outcomes agree, kappa and t."""
    for number, point in enumerate(moments()):
        s = fmpq((7 * number) % 20 + 1, 21)
        yield {**point, agreeing: s, agreeing_last: s * (4 * s - 3) ** 2 if number % 2 else fmpq(number % 12 + 1, 13)}


def even_choice() -> Iterator[Point]:
    """Four pairs of settings that are as probable."""
    yield weights_of(chosen_pair, [fmpq(1, 4)] * 4)


def choices() -> Iterator[Point]:
    """Probabilities of four pairs of settings; now and then one is 0, or the sum is not 1."""
    source = Random("choices")  # noqa: S311  (reproducible points, not secrets)
    yield from even_choice()
    while True:
        parts = [source.randint(0, 6) for _ in range(4)]
        total = sum(parts) + source.choice((0, 0, 0, 1))
        if sum(parts):
            yield weights_of(chosen_pair, [fmpq(part, total) for part in parts])


def correlations() -> Iterator[Point]:
    """z from 0 to 1, and above."""
    source = Random("correlations")  # noqa: S311
    for given in ((1, 2), (0, 1), (1, 1), (3, 4), (7, 10), (2, 3), (5, 7), (9, 10)):
        yield {correlation: fmpq(*given)}
    while True:
        yield {correlation: fmpq(source.randint(1, 40), 39)}


def strategies() -> Iterator[Point]:
    """What a strategy says, now and then another number than 1 or -1; its probability for each pair of settings; z."""
    source, names = Random("strategies"), (*state, *other_state)  # noqa: S311
    for number, said in enumerate(cycle(product((1, -1), repeat=4))):
        values = [fmpq(value) for value in said]
        if number % 7 == 5:
            values[number % 4] = fmpq(source.randint(2, 4), 3)
        weights = [fmpq(source.randint(0 if number % 5 == 4 else 1, 6), 9) for _ in range(4)]
        z = fmpq(source.randint(10, 19), 20) if number % 6 else fmpq(source.randint(2, 24), 20)
        yield dict(zip(names, values, strict=True)) | weights_of(chance, weights) | {correlation: z}
