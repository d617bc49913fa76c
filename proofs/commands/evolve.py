"""`bornproof evolve`: the master equation (15) in one sector by brute force, enclosed once and solved again by other engines."""

from pathlib import Path
from typing import NamedTuple

from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, diagonal
from bornproof.numeric_check.lindblad.engines import compare_engines
from bornproof.numeric_check.lindblad.equation import LindbladEquation
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.proofs.checks.run import check_digits
from bornproof.proofs.commands.solutions import impossible
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.files import STDOUT, check_outputs, console, dumped, write, write_line
from bornproof.proofs.formulas.inputs import MAX_ROWS, read_matrix, read_number, read_probabilities, read_signs
from bornproof.proofs.paper.reference import PAPER_REFERENCE
from bornproof.proofs.report.evolution import as_plain, as_text
from bornproof.proofs.streams import say
from bornproof.symbolic.disks import sector_probability
from flint import fmpq

__all__ = ["Problem", "evolve", "read_problem"]


class Problem(NamedTuple):
    """What a user asks for: a master equation, an initial density matrix and kappa t."""

    equation: LindbladEquation
    rho: ExactMatrix
    kappa_t: fmpq


def evolve(signs: str, time: str, p: str | None, rho: str | None, hamiltonian: str | None, json: Path | None, digits: int) -> int:
    """Evolve a density matrix by brute force and compare the engines."""
    check_outputs(json)
    check_digits(digits)
    problem, sector = read_problem(signs, time, p, rho, hamiltonian), read_signs(signs)
    comparison = compare_engines(*problem, digits)
    start = [problem.rho.real[level, level] for level in range(problem.equation.levels)]
    probability = sector_probability(sector, start)
    if not probability:
        say(f"bornproof: warning: {impossible(sector, start)}")
    if json:
        found = {"paper": PAPER_REFERENCE, "signs": list(sector)} | as_plain(comparison) | {"probability": str(probability)}
        write(json, dumped(found))
    if json != STDOUT:
        write_line(f"the probability of this sector is {probability}")
        console().print(as_text(comparison), markup=False, highlight=False, soft_wrap=True)
    return 0 if comparison.agree else 1


def read_problem(signs: str, time: str, p: str | None, rho: str | None, hamiltonian: str | None) -> Problem:
    """Return the problem that a user typed; anything that is none raises one clear line.

    Examples
    --------
    >>> read_problem("+-", "1/2", "1/4,3/4,0", None, None).kappa_t
    1/2
    """
    sector = read_signs(signs)
    levels = len(sector) + 1
    if levels > MAX_ROWS:
        raise LedgerError(f"levels must be at most {MAX_ROWS} here, not {levels}: the Liouvillian is N^2 by N^2")
    if p is not None and rho is None:
        probabilities = read_probabilities(p)
        if len(probabilities) != levels:
            raise LedgerError(f"{levels - 1} signs need {levels} probabilities, not {len(probabilities)}")
        state = diagonal([fmpq(int(value.p), int(value.q)) for value in probabilities])
    elif rho is not None and p is None:
        state = read_matrix(rho, "rho")
    else:
        raise LedgerError(f"the initial state must be one of --p and --rho, not {'neither' if p is None else 'both'}")
    equation = master_equation(sector, None if hamiltonian is None else read_matrix(hamiltonian, "the Hamiltonian"))
    kappa_t = read_number(time)
    if not kappa_t.is_Rational:
        raise LedgerError(f"kappa t must be rational, not {kappa_t}")
    return Problem(equation, state, fmpq(int(kappa_t.p), int(kappa_t.q)))
