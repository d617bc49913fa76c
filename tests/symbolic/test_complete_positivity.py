"""The averaged Choi matrix as squares: the same as entry by entry, and another step is refused."""

from itertools import product

import pytest
from bornproof.symbolic import complete_positivity
from bornproof.symbolic.averaged_sums import averaged_coherence
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.averages import component
from bornproof.symbolic.notation.core import I, J, N, S, kappa, t
from sympy import Expr, Integer, Symbol, exp, expand

SUMS = {S[0]: Integer(0), S[1]: Integer(1), S[2]: Integer(3), S[3]: Integer(4), S[4]: Integer(9)}
ROOT = Symbol("y", positive=True)


def written(expr: Expr, levels: int) -> Expr:
    """A form at these weights, as a polynomial in y = exp(-kappa t/2) and z."""
    found = expr.subs(N, levels).doit().xreplace(SUMS)
    return expand(expand(found).replace(lambda node: isinstance(node, exp), lambda node: ROOT ** (-2 * node.args[0] / (kappa * t))))


def entry(row: int, column: int) -> Expr:
    if row == column:
        return complete_positivity._kept(J).subs(J, row)
    return averaged_coherence().result.subs({I: min(row, column), J: max(row, column)})


def variance(levels: int) -> Expr:
    """The matrix at z less the square of the mean, entry by entry."""
    pairs = product(range(1, levels + 1), repeat=2)
    matrix = sum(component[i] * component[j] * written(entry(i, j), levels) for i, j in pairs)
    return expand(matrix - written(complete_positivity._mean_of(Integer(levels)), levels) ** 2)


@pytest.mark.parametrize("levels", [2, 3, 4])
def test_one_more_level_adds_a_square(levels: int) -> None:
    below, whole = SUMS[S[levels - 1]], SUMS[S[levels]]
    mean = (below + (whole - below) * ROOT**2) / whole
    added = written(complete_positivity.one_more_square().result, levels)
    assert expand(variance(levels) - mean * variance(levels - 1) - added) == 0
    assert added != 0


def test_one_more_level_may_take_from_it() -> None:
    """Where the square is 0 the level leaves m_N of it: V_N does not grow with N."""
    z = {component[1]: Integer(1), component[2]: Integer(-1), ROOT: Integer(1) / 2}
    mean = written(complete_positivity._mean_of(Integer(2)), 2).subs(z)
    z[component[3]] = mean * (1 - z[ROOT]) / (1 - z[ROOT] ** 2)
    assert written(complete_positivity.one_more_square().result, 3).subs(z) == 0
    assert 0 < variance(3).subs(z) < variance(2).subs(z)


def test_one_level_alone_varies_by_nothing() -> None:
    assert variance(1) == 0


def test_factors_that_are_not_those_of_the_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complete_positivity, "_half_factor", complete_positivity._factor)
    with pytest.raises(SymbolicError, match="one more level must follow"):
        complete_positivity._check_step()
    with pytest.raises(SymbolicError, match="an averaged coherence must follow"):
        complete_positivity._check_entries()
