"""The engines that evolve a density matrix, in one table: what each is, what it costs, how far it is to be trusted.

To add an engine, write its module, with what runs it and what it costs, and add a row to `ENGINES`: `compare_engines`, the command
`evolve`, the evidence of a claim and the tests read it there.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.lindblad import double, enclosed, exponential, taylor
from bornproof.numeric_check.lindblad.equation import check_problem
from flint import arb

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bornproof.numeric_check.arithmetic.complex_rational import ExactInput
    from bornproof.numeric_check.arithmetic.matrices import ExactMatrix
    from bornproof.numeric_check.lindblad.enclosed import Balls
    from bornproof.numeric_check.lindblad.equation import Entries, LindbladEquation
    from flint import fmpq

__all__ = ["ENCLOSURE", "ENGINES", "Comparison", "Solver", "compare_engines", "first_engine"]

MOST_REACH = 10**12  # beyond it even the enclosure, whose cost grows with the logarithm, becomes slow
MOST_SECONDS = 15
_LOST_DIGITS = 5


@dataclass(frozen=True)
class Solver:
    """An engine: a row of `ENGINES`.

    Parameters
    ----------
    method
        What it does, in words.
    run
        Returns rho(t) from the equation, the initial density matrix, the time and the decimal digits.
    seconds
        Estimates what that takes, from the equation, the time and the digits, right within a factor of 4 on one core; raises
        NumericError, with the reason, where the result would be worth less than is said here.
    rigorous
        Whether it returns enclosures that hold the true rho(t).
    most_digits
        The decimals that it reaches at most, however many are asked for; None where there is no such limit.
    """

    method: str
    run: Callable[..., Entries]
    seconds: Callable[[LindbladEquation, fmpq, int], float]
    rigorous: bool = False
    most_digits: int | None = None

    def tolerance(self, digits: int) -> str:
        """How far its entries may be from the truth when that many digits are asked for.

        >>> ENGINES["taylor"].tolerance(50), ENGINES["qutip"].tolerance(50)
        ('1e-45', '1e-9')
        """
        kept = digits - _LOST_DIGITS
        return f"1e-{kept if self.most_digits is None else min(kept, self.most_digits)}"


ENGINES: dict[str, Solver] = {
    "balls": Solver("the exponential of the Liouvillian, enclosed by Arb", enclosed.evolve_balls, enclosed.seconds, rigorous=True),
    "taylor": Solver("a Taylor series of the differential equation, in mpmath", taylor.evolve_taylor, taylor.seconds),
    "expm": Solver("the exponential of the Liouvillian, in mpmath", exponential.evolve_expm, exponential.seconds),
    "qutip": Solver("an integrator of the differential equation, in QuTiP", double.evolve_qutip, double.seconds, most_digits=9),
}


def first_engine(*, rigorous: bool) -> str:
    """The name of the first engine of the table that is rigorous, or that is not, and reaches any number of digits.

    >>> first_engine(rigorous=True), first_engine(rigorous=False)
    ('balls', 'taylor')
    """
    return next(name for name, solver in ENGINES.items() if solver.rigorous is rigorous and solver.most_digits is None)


ENCLOSURE = first_engine(rigorous=True)


@dataclass(frozen=True)
class Comparison:
    """The enclosure of rho(t), how far each other engine is from it, and why an engine was left out.

    Parameters
    ----------
    balls
        The enclosure, N by N.
    time
        The time.
    digits
        The decimal digits that were asked for.
    deviations
        For each engine that ran, the largest |difference| of an entry.
    left_out
        For each that did not, the reason.
    """

    balls: Balls
    time: fmpq
    digits: int
    deviations: Mapping[str, arb]
    left_out: Mapping[str, str]

    @property
    def others(self) -> tuple[str, ...]:
        """The names of the engines beside the enclosure, in the order of the table."""
        return tuple(name for name in ENGINES if name != ENCLOSURE)

    @property
    def agree(self) -> bool:
        """Whether every engine that ran is certainly close: a ball too wide, or one that is no number, is not."""
        return bool(self.deviations) and all(map(self.agrees, self.deviations))

    def agrees(self, name: str) -> bool:
        """Tell whether one engine is certainly within its tolerance."""
        return bool(self.deviations[name] < arb(ENGINES[name].tolerance(self.digits)))


def compare_engines(equation: LindbladEquation, rho: ExactMatrix, time: ExactInput, digits: int = 50) -> Comparison:
    """Enclose rho(t) and run the other engines, as far as they are not too slow. Parameters are those of `check_problem`.

    Raises NumericError as `check_problem` does, and when the enclosure would take too long, or each of the engines that can be
    as precise.

    >>> from bornproof.numeric_check.arithmetic.matrices import matrix, pure_state
    >>> from bornproof.numeric_check.lindblad.equation import LindbladEquation
    >>> compare_engines(LindbladEquation((matrix([[0, 1], [0, 0]]),), rates=(3,)), pure_state([0, 1]), 1, digits=20).agree
    True
    """
    moment, _ = check_problem(equation, rho, time, digits)
    if moment * equation.norm > MOST_REACH:
        raise NumericError("the time multiplied by the norm of the Liouvillian must be at most 1e12: lower it or the Hamiltonian")
    seconds, left_out = _seconds(equation, moment, digits)
    precise = [least for name, least in seconds.items() if name != ENCLOSURE and ENGINES[name].most_digits is None]
    needed = max(seconds[ENCLOSURE], min(precise, default=0))
    if needed > MOST_SECONDS:
        advice = "lower the time, the Hamiltonian, the digits or the number of levels"
        raise NumericError(f"the work must be at most {MOST_SECONDS} s, not about {ceil(needed):.3g} s: {advice}")
    for name, least in seconds.items():
        if least > MOST_SECONDS:
            left_out[name] = f"about {ceil(least):.3g} s of work, more than {MOST_SECONDS} s"
    found = {name: solver.run(equation, rho, moment, digits) for name, solver in ENGINES.items() if name not in left_out}
    balls = found.pop(ENCLOSURE)
    deviations = {name: enclosed.deviation(balls, final, digits) for name, final in found.items()}
    return Comparison(balls, moment, digits, deviations, left_out)


def _seconds(equation: LindbladEquation, time: fmpq, digits: int) -> tuple[dict[str, float], dict[str, str]]:
    """What each engine takes, and why an engine cannot be asked."""
    seconds, refused = {}, {}
    for name, solver in ENGINES.items():
        try:
            seconds[name] = solver.seconds(equation, time, digits)
        except NumericError as error:
            refused[name] = str(error)
    return seconds, refused
