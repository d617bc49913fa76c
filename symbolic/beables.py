"""Bell's hidden variables Lambda = (lambda, basis) of Section 4.1: their distribution with and without the settings.

Two settings with different bases occur with the probabilities w_1, w_2. The optimum |chi_I> = |I> makes the basis in
Lambda that of the setting, while lambda is uniform whatever the setting: p(lambda in a cell) = mu for any cell. The
settings are pairs (a, b); only the basis that belongs to a pair matters.
"""

from sympy import Abs, Dummy, Expr, Integer, Symbol, cancel, expand, sign, symbols

from symbolic.derivation import Derivation, derivation

__all__ = ["cell", "distance", "lambda_alone", "setting_given_beables", "settings"]

settings = symbols("w_1 w_2", real=True)  # the probabilities of the two settings
cell = Symbol("mu", real=True)  # the probability that lambda lies in a given cell of its disks


def distance() -> Derivation:
    """1 if p(Lambda|a, b) and p(Lambda) differ, 0 if not, for two settings that both occur, Eq. (23).

    >>> distance().result
    1
    """
    first, second = settings
    occurs = Dummy(positive=True)
    steps = derivation(
        "sum |p(Lambda|1) - p(Lambda)| over the cells of lambda and both bases", sum(map(Abs, _differences()))
    )
    total = steps.result.xreplace({cell: Integer(1), first: 1 - second})
    steps = steps.then("all cells together have mu = 1, and w_1 = 1 - w_2", total)
    return steps.then("take the sign, with w_2 > 0", sign(total.xreplace({second: occurs})))


def lambda_alone() -> Derivation:
    """p(lambda in a cell | setting 1): the conditional distribution of Lambda, summed over the basis."""
    joint = [_joint(0, basis) for basis in range(2)]
    steps = derivation("sum p(Lambda, setting 1) over the basis in Lambda", sum(joint, Integer(0)))
    return steps.then("divide by p(setting 1) = w_1", cancel(steps.result / settings[0]))


def setting_given_beables() -> Derivation:
    """p(setting 1 | Lambda) for a Lambda that contains the basis of setting 1, by Bayes."""
    total = sum((_joint(setting, 0) for setting in range(2)), Integer(0))
    steps = derivation("p(Lambda) for a Lambda with basis 1: sum over the settings", total)
    return steps.then("divide p(setting 1, Lambda) by it", cancel(_joint(0, 0) / total))


def _joint(setting: int, basis: int) -> Expr:
    """p(setting, lambda in the cell, basis): the basis is that of the setting."""
    return settings[setting] * cell * Integer(int(setting == basis))


def _differences() -> list[Expr]:
    """P(Lambda|setting 1) - p(Lambda) for Lambda in the cell with either basis."""
    return [
        expand(cancel(_joint(0, basis) / settings[0]) - sum(_joint(setting, basis) for setting in range(2)))
        for basis in range(2)
    ]
