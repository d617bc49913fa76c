"""Times the averages of all N populations as polynomials in x, and at one time, in one run.

Run from the top of the repository: `python -m tests.benchmarks.bench_averages`. The last column is the power of N with which
the time grew since the line before.
"""

import sys
from itertools import pairwise
from math import log
from time import process_time

from bornproof.symbolic.averaged_numbers import partial_sums, sums_in_x
from flint import arb, ctx, fmpq

LEVELS = (100, 200, 400)
MANY = 10**6


def main() -> None:
    """Print the table."""
    power = None
    for levels in LEVELS:
        begun = process_time()
        sums = sums_in_x([fmpq(2 * k, levels * (levels + 1)) for k in range(1, levels + 1)])
        means = [sums[0], *(upper - lower for lower, upper in pairwise(sums))]
        spent = process_time() - begun
        grown = f"{log(spent / power) / log(2):.1f}" if power else ""
        sys.stdout.write(f"{levels:8} levels, {len(means)} polynomials: {spent:8.3f} s  {grown}\n")
        power = spent
    ctx.prec = 206
    begun = process_time()
    weights = [fmpq(1, MANY)] * MANY
    found = partial_sums(weights, weights, arb(-1).exp(), arb(1))
    widest = max(float(each.rad()) for each in found)
    sys.stdout.write(f"{MANY:8} levels at kappa t = 1: {process_time() - begun:8.3f} s, radius {widest:.0e}\n")


if __name__ == "__main__":
    main()
