"""Times `mpmath.expm` of the whole Liouvillian as N grows, and compares what it finds with every other engine.

One random sector for each N at kappa t = 1/3 and 50 digits: closed form, balls and Taylor against expm. N = 10, an
exponential of a 100 by 100 matrix, is too slow for the test suite. Run from the top of the repository:
`python -m tests.benchmarks.bench_expm`.
"""

import random
import sys
from functools import reduce
from time import perf_counter

from bornproof.numeric_check.arithmetic.balls import ball
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix
from bornproof.numeric_check.exact_points import density_matrices
from bornproof.numeric_check.lindblad.enclosed import Balls, deviation, evolve_balls
from bornproof.numeric_check.lindblad.exponential import evolve_expm
from bornproof.numeric_check.lindblad.taylor import evolve_taylor
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.symbolic.coherences import damping
from bornproof.symbolic.populations import closed_form
from flint import acb, arb, ctx, fmpq

from tests.samples import first

LEVELS, KAPPA_T, BITS = (6, 8, 10), fmpq(1, 3), 400
RESIDUAL = arb("1e-45")


def closed(signs: tuple[int, ...], rho: ExactMatrix) -> Balls:
    """Return rho(t) by the closed forms."""
    levels = range(len(signs) + 1)
    diagonal = closed_form(signs, [rho.real[k, k] for k in levels])
    with ctx.workprec(BITS):
        x, root = arb(-KAPPA_T).exp(), arb(-KAPPA_T / 2).exp()
        values = [reduce(lambda total, c: total * x + c, reversed(p.coeffs()), arb(0)) for p in diagonal]
        return tuple(
            tuple(values[i] if i == j else acb(ball(rho[i, j])) * root ** damping(signs, i + 1, j + 1) for j in levels)
            for i in levels
        )


def main() -> None:
    """Print the time of expm and the largest residual for each N."""
    source = random.Random("bench_expm")  # noqa: S311 (a reproducible sector, not a secret)
    for levels in LEVELS:
        signs = tuple(source.choice((1, -1)) for _ in range(levels - 1))
        equation, rho = master_equation(signs), first(30, density_matrices(levels))[-1]
        balls, taylor = (engine(equation, rho, KAPPA_T) for engine in (evolve_balls, evolve_taylor))
        start = perf_counter()
        found = evolve_expm(equation, rho, KAPPA_T)
        seconds = perf_counter() - start
        largest = arb(0)
        for other in (balls, taylor, closed(signs, rho)):
            largest = largest.max(deviation(found, other))
        if not largest < RESIDUAL:
            raise AssertionError(f"the engines must agree, not differ by {largest}")
        sector = "".join("+" if sign > 0 else "-" for sign in signs)
        sys.stdout.write(f"N = {levels:2} {sector:10} expm {seconds:8.2f} s   largest residual {float(largest):.1e}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
