"""One matrix element of rho(t) for any number of levels: in any sector, Eqs. (39)-(47), and averaged, Eq. (29)."""

from collections.abc import Sequence

from bornproof.symbolic import populations, solution
from bornproof.symbolic.averages import symbolic_populations
from bornproof.symbolic.coherences import coherence
from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import S, check_levels, check_sector, p, rho0, x
from bornproof.symbolic.rational import exact_rational
from sympy import Add, Expr, Gt, Integer, Mul, Rational

__all__ = ["averaged_element", "averaged_symbolic_element", "sector_element"]


def sector_element(signs: Sequence[int], row: int, column: int, start: Sequence[Expr] | None = None) -> Derivation:
    """rho_IJ(t) in one sector, of the initial state rho_IJ(0), with the populations `start` if they are given.

    Raises SymbolicError for a sector that is none, and for levels and populations that do not fit it.

    >>> sector_element((-1,), 2, 2).result, sector_element((1,), 1, 2).result
    (exp(-kappa*t)*rho^{(0)}[2, 2], exp(-kappa*t/2)*rho^{(0)}[1, 2])
    """
    levels = len(check_sector(signs)) + 1
    _check_levels(levels, row, column)
    steps = derivation(f"rho_{row},{column}(0)", rho0[row, column])
    if row != column:
        shrunk = rho0[row, column] * coherence(signs, row, column)
        return steps.then("times the factor by which the coherence has shrunk, Eq. (47)", shrunk)
    for level, solved in enumerate(populations.propagator(signs)):
        starts = list(populations.initial_values(solved)) == [int(k == level) for k in range(levels)]
        if any(populations.residuals(signs, solved)) or not starts:
            raise SymbolicError("the closed form must satisfy Eq. (39) and take its initial values")
    values = tuple(start) if start is not None else tuple(rho0[level, level] for level in range(1, levels + 1))
    return steps.then(
        "add what comes from each level: the closed form (48)-(57) of this sector", populations.populations(signs, values)[row - 1]
    )


def averaged_element(start: Sequence[Rational], row: int, column: int) -> Derivation:
    """The average (29) of rho_IJ(t) over the hidden variables, for given populations at t = 0 and any coherences.

    >>> averaged_element((Rational(1, 4), Rational(3, 4)), 1, 2).result
    exp(-kappa*t/2)*rho^{(0)}[1, 2]
    """
    _check_levels(len(start), row, column)
    steps = derivation(f"rho_{row},{column}(0)", rho0[row, column])
    average = solution.average([exact_rational(value) for value in start]).to_sympy()
    return steps.then("average the closed form over the sectors with their probabilities", average[row - 1, column - 1])


def averaged_symbolic_element(levels: int, row: int, column: int) -> Derivation:
    """The same for any populations p_1, ..., p_N; from three levels on with p_1 + p_2 > 0, so that no S_n that divides vanishes.

    >>> averaged_symbolic_element(2, 1, 1).result
    p[1]
    """
    _check_levels(check_levels(levels), row, column)
    steps = derivation(f"rho_{row},{column}(0)", rho0[row, column])
    sums = {S[level]: Add(*(p[k] for k in range(1, level + 1))) for level in range(1, levels)} | {S[levels]: Integer(1)}
    form = symbolic_populations(levels)[row - 1] if row == column else rho0[row, column] * _shrinking(levels, row, column)
    steps = steps.supposing(Gt(p[1] + p[2], 0)) if levels > 2 else steps
    return steps.then("average the closed form over the sectors with their probabilities", form).then(
        "write out the partial sums S_n", form.xreplace(sums)
    )


def _shrinking(levels: int, row: int, column: int) -> Expr:
    """The average of the factor of a coherence: the signs are independent, so it is a product over the levels above the lower one.

    Of the exponent (46) the level M contributes by sigma_M > 0 one for each of I, J below it, by sigma_M < 0 M - 1 if it is I or J.
    """
    low, high = sorted((row, column))
    factors = []
    for level in range(max(low, 2), levels + 1):
        raised, lowered = (level > low) + (level > high), (level - 1) * (level in (low, high))
        factors.append((p[level] * x ** Rational(raised, 2) + S[level - 1] * x ** Rational(lowered, 2)) / S[level])
    return Mul(*factors)


def _check_levels(levels: int, row: int, column: int) -> None:
    if not (1 <= row <= levels and 1 <= column <= levels):
        raise SymbolicError(f"an entry has two levels in 1..{levels}, not {row} and {column}")
