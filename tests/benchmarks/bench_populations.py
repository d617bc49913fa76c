"""Times one sector in closed form against SymPy's `Matrix.exp` and mpmath's `expm` of the same matrix, in one run.

Run from the top of the repository: `python -m tests.benchmarks.bench_populations [N ...]`. SymPy's exponential takes
minutes at N = 40, so it is stopped after `PATIENCE` seconds, and the ratio is then a lower bound.
"""

import multiprocessing
import sys
from itertools import pairwise
from time import perf_counter

import mpmath
from bornproof.symbolic.populations import closed_form, residuals
from flint import fmpq
from sympy import Matrix, Rational

PATIENCE = 240
GROWTH = (50, 100, 200, 400)


def sector(levels: int) -> tuple[int, ...]:
    """A sector with both signs mixed."""
    return tuple(1 if (7 * k) % 5 < 2 else -1 for k in range(2, levels + 1))


def generator(signs: tuple[int, ...]) -> list[list[int]]:
    """The population generator in units of kappa, from Eq. (14): fed from below, or decaying into all below."""
    size = len(signs) + 1
    rates = [[0] * size for _ in range(size)]
    for upper in range(2, size + 1):
        for lower in range(1, upper):
            target, source = (upper, lower) if signs[upper - 2] > 0 else (lower, upper)
            rates[target - 1][source - 1] += 1
            rates[source - 1][source - 1] -= 1
    return rates


def timed(repeats: int, signs: tuple[int, ...]) -> float:
    """The best time of one closed form."""
    start = [fmpq(1, len(signs) + 1)] * (len(signs) + 1)
    best = float("inf")
    for _ in range(repeats):
        begin = perf_counter()
        closed_form(signs, start)
        best = min(best, perf_counter() - begin)
    return best


def sympy_exponential(rates: list[list[int]]) -> None:
    """SymPy's exponential of A x for a symbol x, applied to the uniform start."""
    from sympy import Symbol

    (Matrix(rates) * Symbol("x")).exp() * Matrix([Rational(1, len(rates))] * len(rates))


def sympy_seconds(rates: list[list[int]]) -> tuple[float, bool]:
    """The seconds that SymPy took, and whether it finished within `PATIENCE`."""
    process = multiprocessing.Process(target=sympy_exponential, args=(rates,))
    begin = perf_counter()
    process.start()
    process.join(PATIENCE)
    finished = not process.is_alive()
    process.kill()
    return perf_counter() - begin, finished


def main() -> None:
    """Print the table."""
    for levels in [int(argument) for argument in sys.argv[1:]] or [20, 40]:
        signs = sector(levels)
        rates = generator(signs)
        ours = timed(20, signs)
        mpmath.mp.dps = 50
        begin = perf_counter()
        mpmath.expm(mpmath.matrix(rates))
        numeric = perf_counter() - begin
        seconds, finished = sympy_seconds(rates)
        bound = "" if finished else "more than "
        sys.stdout.write(
            f"N = {levels}: closed form {ours * 1e3:.3f} ms; mpmath expm, 50 digits: {numeric / ours:.0f} times longer; "
            f"SymPy Matrix.exp: {bound}{seconds / ours:.0f} times longer\n"
        )
    times = {levels: timed(3, sector(levels)) for levels in GROWTH}
    for small, large in pairwise(GROWTH):
        sys.stdout.write(f"N {small} -> {large}: time x {times[large] / times[small]:.1f} (N^3 would be x 8)\n")
    signs = sector(GROWTH[-1])
    solution = closed_form(signs, [fmpq(1, len(signs) + 1)] * (len(signs) + 1))
    sys.stdout.write(f"N = {GROWTH[-1]} solves the master equation: {not any(residuals(signs, solution))}\n")


if __name__ == "__main__":
    main()
