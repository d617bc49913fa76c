"""Times the enclosure of the full evolution against `mpmath.expm` of the same Liouvillian, in one run.

Run from the top of the repository: `python -m tests.benchmarks.bench_evolution`.
"""

import sys
from time import perf_counter

import mpmath
from bornproof.numeric_check.arithmetic.precision import precision_bits
from bornproof.numeric_check.exact_points import density_matrices, hermitian_matrices
from bornproof.numeric_check.lindblad.enclosed import deviation, evolve_balls
from bornproof.numeric_check.lindblad.exponential import evolve_expm
from bornproof.numeric_check.model.jump_operators import master_equation
from flint import acb_mat, ctx, fmpq

from tests.samples import first

LEVELS, DIGITS, KAPPA_T = 6, 50, fmpq(1)


def report(name: str, seconds: float, reference: float) -> None:
    """Print a time and its ratio to that of mpmath."""
    sys.stdout.write(f"{name:58} {seconds * 1e3:10.2f} ms   {reference / seconds:8.0f} times faster\n")


def main() -> None:
    """Print the ratios for one sector, without and with a Hamiltonian."""
    signs = (1, -1, 1, -1, -1)
    rho = first(30, density_matrices(LEVELS))[-1]
    hamiltonian = first(4, hermitian_matrices(LEVELS))[-1].scale(fmpq(1, 10))
    for label, equation in (("H = 0", master_equation(signs)), ("dense H", master_equation(signs, hamiltonian))):
        generator = equation.liouvillian  # exact, made once and shared

        start = perf_counter()
        reference = evolve_expm(equation, rho, KAPPA_T, DIGITS)
        slow = perf_counter() - start
        repeats = 5
        start = perf_counter()
        for _ in range(repeats):
            balls = evolve_balls(equation, rho, KAPPA_T, DIGITS)
        fast = (perf_counter() - start) / repeats
        ctx.prec = precision_bits(DIGITS)
        dense = acb_mat(generator.real) + acb_mat(generator.imag) * 1j
        start = perf_counter()
        dense.exp()
        whole = perf_counter() - start

        if not deviation(reference, balls) < mpmath.mpf(10) ** -45:
            raise AssertionError("the engines must agree before their times mean anything")
        report(f"{label}: mpmath, expm of the {LEVELS**2} by {LEVELS**2} Liouvillian", slow, slow)
        report(f"{label}: Arb, enclosure of rho(t)", fast, slow)
        report(f"{label}: Arb, exp of the same Liouvillian as one dense matrix", whole, slow)


if __name__ == "__main__":
    main()
