"""`bornproof evolve`: the master equation (15) in one sector by brute force, enclosed once and solved again by other engines.

The limits are of work, not of physics: the seconds that an engine takes are estimated from the sizes that drive its cost
(fitted to runs on one core, right within a factor of 4). What would take too long is refused, or left out and said to be.
"""

import importlib.util
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ComplexRational, Exact
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, matrix
from bornproof.numeric_check.lindblad.double import evolve_qutip
from bornproof.numeric_check.lindblad.enclosed import Balls, blocks, deviation, evolve_balls
from bornproof.numeric_check.lindblad.multiprecision import Entries, evolve_expm, evolve_taylor
from bornproof.numeric_check.model.jump_operators import MasterEquation, check_problem
from bornproof.proofs.checks.run import check_digits
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.inputs import MAX_ROWS, read_matrix, read_number, read_probabilities, read_signs
from flint import arb, fmpq

__all__ = ["ENGINES", "Comparison", "Problem", "compare_engines", "read_problem"]

MAX_REACH = 10**12  # beyond it even the enclosure, whose cost grows with the logarithm, becomes slow
MAX_SECONDS = 15
# Measured: QuTiP's error stays below 2e-11 times the turn; beyond the reach it gives up, and its squares of the norm overflow.
QUTIP_TURN, QUTIP_REACH, QUTIP_NORM = 30, 10_000, 10**100


@dataclass(frozen=True)
class Problem:
    """A master equation, an initial density matrix and a time, checked exactly."""

    equation: MasterEquation
    rho: ExactMatrix
    kappa_t: fmpq
    digits: int

    def __post_init__(self) -> None:
        check_digits(self.digits)
        check_problem(self.equation, self.rho, self.kappa_t, self.digits)
        if self.kappa_t * self.norm > MAX_REACH:
            raise LedgerError("kappa t times the norm of the Liouvillian must be at most 1e12: lower --time or --hamiltonian")

    @property
    def populations(self) -> tuple[fmpq, ...]:
        """The diagonal of the initial density matrix, |alpha_I|^2 in Eq. (13)."""
        return tuple(self.rho.real[level, level] for level in range(self.equation.levels))

    @property
    def turning(self) -> fmpq:
        """A bound on the norm of the commutator with H / kappa."""
        hamiltonian = self.equation.hamiltonian
        rows = () if hamiltonian is None else hamiltonian.rows()
        return 2 * max((sum(map(_size, row), fmpq(0)) for row in rows), default=fmpq(0))

    @property
    def norm(self) -> fmpq:
        """A bound on the norm of the Liouvillian over kappa."""
        return 2 * (self.equation.levels - 1) + self.turning


ENGINES: Mapping[str, Callable[[Problem], Entries]] = {
    "taylor": lambda problem: evolve_taylor(problem.equation, problem.rho, problem.kappa_t, problem.digits),
    "expm": lambda problem: evolve_expm(problem.equation, problem.rho, problem.kappa_t, problem.digits),
    "qutip": lambda problem: evolve_qutip(problem.equation, problem.rho, problem.kappa_t),
}


@dataclass(frozen=True)
class Comparison:
    """The enclosure of rho(t), how far each engine is from it, and why an engine was left out."""

    problem: Problem
    balls: Balls
    deviations: Mapping[str, arb]
    left_out: Mapping[str, str]

    @property
    def agree(self) -> bool:
        """Tell whether every engine that ran is certainly close: a ball too wide, or one that is no number, is not."""
        return bool(self.deviations) and all(map(self.agrees, self.deviations))

    def agrees(self, name: str) -> bool:
        """Tell whether one engine is certainly within its tolerance."""
        return bool(self.deviations[name] < arb(self.tolerance(name)))

    def tolerance(self, name: str) -> str:
        """How far an engine may be from the enclosure."""
        return "1e-9" if name == "qutip" else f"1e{5 - self.problem.digits}"


def read_problem(signs: str, time: str, p: str | None, rho: str | None, hamiltonian: str | None, digits: int) -> Problem:
    """Return the problem that a user typed; anything that is none raises one clear line.

    Examples
    --------
    >>> read_problem("+-", "1/2", "1/4,3/4,0", None, None, 50).norm
    4
    """
    sector = read_signs(signs)
    levels = len(sector) + 1
    if levels > MAX_ROWS:
        raise LedgerError(f"levels must be at most {MAX_ROWS} here, not {levels}: the Liouvillian is N^2 by N^2")
    if p is not None and rho is None:
        state = _diagonal(read_probabilities(p), levels)
    elif rho is not None and p is None:
        state = matrix(read_matrix(rho, "rho"))
    else:
        raise LedgerError(f"the initial state must be one of --p and --rho, not {'neither' if p is None else 'both'}")
    equation = MasterEquation(sector, None if hamiltonian is None else matrix(read_matrix(hamiltonian, "the Hamiltonian")))
    kappa_t = read_number(time)
    if not kappa_t.is_Rational:
        raise LedgerError(f"kappa t must be rational, not {kappa_t}")
    return Problem(equation, state, _rational(kappa_t), digits)


def compare_engines(problem: Problem) -> Comparison:
    """Enclose rho(t) and run the other engines that are not too slow.

    Raises
    ------
    LedgerError
        When the enclosure would take too long, or each of the engines that can be as precise.

    Examples
    --------
    >>> compare_engines(read_problem("+", "1", "1,0", None, None, 20)).agree
    True
    """
    seconds = _seconds(problem)
    needed = max(seconds["balls"], min(seconds["taylor"], seconds["expm"]))
    if needed > MAX_SECONDS:
        advice = "lower --time, --hamiltonian, --digits or the number of levels"
        raise LedgerError(f"the work must be at most {MAX_SECONDS} s, not about {ceil(needed):.3g} s: {advice}")
    left_out = {name: reason for name in ENGINES if (reason := _left_out(name, problem, seconds))}
    balls = evolve_balls(problem.equation, problem.rho, problem.kappa_t, problem.digits)
    found = {name: run(problem) for name, run in ENGINES.items() if name not in left_out}
    return Comparison(problem, balls, {name: deviation(balls, final, problem.digits) for name, final in found.items()}, left_out)


def _left_out(name: str, problem: Problem, seconds: Mapping[str, float]) -> str | None:
    if name in seconds:
        return f"about {ceil(seconds[name]):.3g} s of work, more than {MAX_SECONDS} s" if seconds[name] > MAX_SECONDS else None
    if importlib.util.find_spec("qutip") is None:
        return "QuTiP is not installed: it comes with the extra `qutip`"
    turn, reach = problem.kappa_t * problem.turning, problem.kappa_t * problem.norm
    if turn > QUTIP_TURN or reach > QUTIP_REACH or problem.norm > QUTIP_NORM:
        return "double precision does not reach 1e-9 over so long a time or with so large a Hamiltonian"
    return None


def _seconds(problem: Problem) -> dict[str, float]:
    """Estimate what each engine takes."""
    levels, liouvillian, hamiltonian = problem.equation.levels, problem.equation.liouvillian, problem.equation.hamiltonian
    quarter, digits, real = problem.kappa_t * problem.norm / 4, problem.digits + 15, liouvillian.is_real()

    def arithmetic(digits: float) -> float:
        return digits if real else 4 * digits * (1 + digits / 500)

    # Taylor: steps of a norm of 4, each of which takes two more digits of all; about a term a digit; products in a term.
    steps = max(1, int(quarter.p) / int(quarter.q))
    links = 0 if hamiltonian is None else sum(entry != fmpq(0) for row in hamiltonian.rows() for entry in row)
    products = levels * (levels - 1) / 2 + 2 * levels * (levels + links)
    return {
        "balls": 1.5e-8 * arithmetic(digits) * sum(len(block) ** 3 for block in blocks(liouvillian)),
        "expm": 2.5e-7 * arithmetic(digits) * levels**6,
        "taylor": (4e-6 if real else 1.25e-6) * arithmetic(digits + 2 * steps) * steps * products,
    }


def _diagonal(probabilities: Sequence[Any], levels: int) -> ExactMatrix:
    if len(probabilities) != levels:
        raise LedgerError(f"{levels - 1} signs need {levels} probabilities, not {len(probabilities)}")
    return matrix([[_rational(p) if i == j else 0 for j in range(levels)] for i, p in enumerate(probabilities)])


def _rational(number: Any) -> fmpq:
    return fmpq(int(number.p), int(number.q))


def _size(value: Exact) -> fmpq:
    return abs(value.real) + abs(value.imag) if isinstance(value, ComplexRational) else abs(value)
