"""`bornproof evolve`: the master equation by brute force, with any Hamiltonian, enclosed once and solved again by other engines."""

from typing import TYPE_CHECKING, Annotated

import typer
from bornproof.proofs.cli.options import Digits, Json, Signs

if TYPE_CHECKING:
    from bornproof.numeric_check.arithmetic.matrices import ExactMatrix
    from bornproof.numeric_check.lindblad.equation import LindbladEquation
    from flint import fmpq

__all__ = ["evolve", "read_problem"]


def evolve(
    signs: Signs,
    time: Annotated[str, typer.Option("--time", metavar="T", help="kappa t, a rational number, at least 0.")],
    p: Annotated[
        str | None, typer.Option("--p", metavar="P1,P2,...", help="Start from the diagonal density matrix with these entries.")
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
    from bornproof.numeric_check.lindblad.engines import compare_engines
    from bornproof.proofs.checks.run import check_digits
    from bornproof.proofs.cli.outputs import check_outputs, deliver, write_line
    from bornproof.proofs.cli.solve import probability_of
    from bornproof.proofs.formulas.inputs import read_signs
    from bornproof.proofs.paper.reference import PAPER_REFERENCE
    from bornproof.proofs.report.evolution import as_plain, as_text

    check_outputs(json)
    check_digits(digits)
    equation, start, kappa_t = read_problem(signs, time, p, rho, hamiltonian)
    comparison = compare_engines(equation, start, kappa_t, digits)
    sector = read_signs(signs)
    probability = probability_of(sector, [start.real[level, level] for level in range(equation.levels)])
    deliver(
        json,
        lambda: {"paper": PAPER_REFERENCE, "signs": list(sector)} | as_plain(comparison) | {"probability": probability},
        lambda _: write_line(f"the probability of this sector is {probability}\n{as_text(comparison)}"),
    )
    return 0 if comparison.agree else 1


def read_problem(
    signs: str, time: str, p: str | None, rho: str | None, hamiltonian: str | None
) -> "tuple[LindbladEquation, ExactMatrix, fmpq]":
    """The master equation, the initial density matrix and kappa t that a user typed; anything that is none raises one clear line.

    >>> read_problem("+-", "1/2", "1/4,3/4,0", None, None)[2]
    1/2
    """
    from bornproof.numeric_check.arithmetic.matrices import diagonal, matrix
    from bornproof.numeric_check.model.jump_operators import master_equation
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.formulas.inputs import MAX_ROWS, read_matrix, read_number, read_probabilities, read_signs
    from flint import fmpq

    sector = read_signs(signs)
    levels = len(sector) + 1
    if levels > MAX_ROWS:
        raise LedgerError(f"levels must be at most {MAX_ROWS} here, not {levels}: the Liouvillian is N^2 by N^2")
    if p is not None and rho is None:
        probabilities = read_probabilities(p)
        if len(probabilities) != levels:
            raise LedgerError(f"signs must be one fewer than probabilities: {levels - 1} and {levels}, not {len(probabilities)}")
        start = diagonal(probabilities)
    elif rho is not None and p is None:
        start = matrix(read_matrix(rho, "rho"))
    else:
        raise LedgerError(f"the initial state must be one of --p and --rho, not {'neither' if p is None else 'both'}")
    equation = master_equation(sector, None if hamiltonian is None else matrix(read_matrix(hamiltonian, "the Hamiltonian")))
    kappa_t = read_number(time)
    if not kappa_t.is_Rational:
        raise LedgerError(f"kappa t must be rational, not {kappa_t}")
    return equation, start, fmpq(int(kappa_t.p), int(kappa_t.q))
