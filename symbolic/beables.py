"""Bell's hidden variables Lambda = (lambda, basis) of Section 4.1, with and without the settings, Eq. (23).

Two settings with different bases occur with the probabilities w_1, w_2. The optimum |chi_I> = |I> makes the basis in
Lambda that of the setting, while lambda is uniform whatever the setting: p(lambda in a cell) = mu for any cell. The
settings are pairs (a, b); only the basis that belongs to a pair matters.
"""

from bornproof.symbolic.derivation import Derivation, derivation
from bornproof.symbolic.disks import probability_up
from bornproof.symbolic.notation.core import S, p
from bornproof.symbolic.notation.settings import cell, chosen, settings
from sympy import Abs, Dummy, Expr, Integer, cancel, expand, sign

__all__ = ["dependence", "difference", "mechanisms_average"]


def dependence() -> Derivation:
    """p(Lambda|a, b)/p(Lambda) for a Lambda that contains the basis of the settings a, b, which occur; 1 by Eq. (23).

    >>> dependence().result
    1/w_1
    """
    total = sum((_joint(setting, 0) for setting in range(2)), Integer(0))
    steps = derivation("p(Lambda) for a Lambda with basis 1: sum over the settings", total)
    steps = steps.then("p(Lambda|setting 1) = p(Lambda, setting 1)/w_1", cancel(_joint(0, 0) / settings[0]))
    return steps.then("their ratio", cancel(steps.result / total))


def difference() -> Derivation:
    """1 if p(Lambda|a, b) and p(Lambda) differ, 0 if not, for two settings that both occur, Eq. (23).

    >>> difference().result
    1
    """
    first, second = settings
    occurs = Dummy(positive=True)
    steps = derivation("sum |p(Lambda|1) - p(Lambda)| over the cells of lambda and both bases", sum(map(Abs, _differences())))
    total = steps.result.xreplace({cell: Integer(1), first: 1 - second})
    steps = steps.then("all cells together have mu = 1, and w_1 = 1 - w_2", total)
    return steps.then("take the sign, with w_2 > 0", sign(total.xreplace({second: occurs})))


def mechanisms_average() -> Derivation:
    """P(|2>) given setting 1, averaged over lambda and over the mechanisms that may have chosen it, for N = 2.

    >>> mechanisms_average().result
    p[2]
    """
    odds = probability_up(Integer(2)).result.xreplace({S[2]: Integer(1), S[1]: 1 - p[2]})
    steps = derivation("P(sigma_2 > 0) for the basis of setting 1: lambda is uniform whatever chose it", expand(odds))
    joint = sum((chosen[mechanism, 1] * odds for mechanism in (1, 2)), Integer(0))
    steps = steps.then("p(|2>, setting 1): sum over the mechanisms", joint)
    return steps.then("divide by p(setting 1)", cancel(joint / (chosen[1, 1] + chosen[2, 1])))


def _joint(setting: int, basis: int) -> Expr:
    """p(setting, lambda in the cell, basis): the basis is that of the setting."""
    return settings[setting] * cell * Integer(int(setting == basis))


def _differences() -> list[Expr]:
    """P(Lambda|setting 1) - p(Lambda) for Lambda in the cell with either basis."""
    return [
        expand(cancel(_joint(0, basis) / settings[0]) - sum(_joint(setting, basis) for setting in range(2))) for basis in range(2)
    ]
