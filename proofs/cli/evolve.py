"""`bornproof evolve`: the master equation by brute force, with any Hamiltonian."""

from typing import Annotated

import typer
from bornproof.proofs.cli.options import Digits, Json, Signs

__all__ = ["evolve"]


def evolve(
    signs: Signs,
    time: Annotated[str, typer.Option("--time", metavar="T", help="kappa t, a rational number, at least 0.")],
    p: Annotated[
        str | None,
        typer.Option("--p", metavar="P1,P2,...", help="Start from the diagonal density matrix with these entries."),
    ] = None,
    rho: Annotated[str | None, typer.Option("--rho", metavar="MATRIX", help="Start from this density matrix.")] = None,
    hamiltonian: Annotated[
        str | None, typer.Option("--hamiltonian", metavar="MATRIX", help="H / kappa, Hermitian; 0 unless given.")
    ] = None,
    json: Json = None,
    digits: Digits = 50,
) -> int:
    """Solve the master equation by brute force in one sector, with any Hamiltonian, and compare independent engines.

    A matrix is written row by row, `;` between rows and `,` between entries, each an exact complex rational such as
    1/2, 0.25, -1j or (1+2*i)/5; at most 10 levels. Exactly one of --p and --rho is needed. --p is a mixed state without
    coherences: the amplitudes of a pure state, sqrt(p), would be irrational.

    \b
    Examples:
      bornproof evolve --signs=+-+ --p 1/4,1/4,1/4,1/4 --time 3/2
      bornproof evolve --signs=+- --rho '1/2,1/2,0; 1/2,1/2,0; 0,0,0' --time 2 \\
        --hamiltonian '0,1,0; 1,0,-1j; 0,1j,0' --digits 80 --json out.json
    """
    from bornproof.proofs.cli.outputs import check_outputs, deliver, write_line
    from bornproof.proofs.cli.solve import probability_of
    from bornproof.proofs.evolution import compare_engines, read_problem
    from bornproof.proofs.paper.reference import PAPER_REFERENCE
    from bornproof.proofs.report.evolution import as_plain, as_text

    check_outputs(json)
    problem = read_problem(signs, time, p, rho, hamiltonian, digits)
    comparison = compare_engines(problem)
    probability = probability_of(problem.equation.signs, problem.populations)
    deliver(
        json,
        lambda: {"paper": PAPER_REFERENCE} | as_plain(comparison) | {"probability": probability},
        lambda _: write_line(f"the probability of this sector is {probability}\n{as_text(comparison)}"),
    )
    return 0 if comparison.agree else 1
