"""Where two levels end with a Hamiltonian, and what the top level does: against the equations and special cases."""

import pytest
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.limits import limit
from bornproof.symbolic.model import generator
from bornproof.symbolic.notation.core import N, S, kappa, rho, rho0, sigma, t
from bornproof.symbolic.notation.operators import h
from bornproof.symbolic.operators import represent
from bornproof.symbolic.runs import determinant
from bornproof.symbolic.stationary import certainty, final_state, stationary
from bornproof.symbolic.top_level import averaged_top, spread_alone, top_population
from sympy import I as imaginary_unit
from sympy import Integer, cancel, expand, im, re

REAL = {im(h[1, 1]): 0, im(h[2, 2]): 0, re(h[1, 1]): h[1, 1], re(h[2, 2]): h[2, 2]}


@pytest.mark.parametrize("sign", [1, -1])
def test_the_stationary_state_does_not_move(sign: int) -> None:
    rate = represent(generator(Integer(2)), 2).subs(sigma[2], sign)
    coupling = re(h[1, 2]) + imaginary_unit * im(h[1, 2])
    found = stationary(sign).result
    values = {rho[i, j]: found[i - 1, j - 1] for i in (1, 2) for j in (1, 2)}
    values |= {h[1, 2]: coupling, h[2, 1]: coupling.conjugate()}
    moved = rate.subs(values, simultaneous=True).subs(REAL)
    assert all(cancel(entry) == 0 for entry in moved)
    assert cancel(found.trace() - rho0[1, 1] - rho0[2, 2]) == 0


@pytest.mark.parametrize("sign", [1, -1])
def test_without_a_coupling_it_is_the_limit_of_the_closed_form(sign: int) -> None:
    difference = stationary(sign).result.subs(h[1, 2], 0) - limit((sign,))
    assert all(cancel(entry) == 0 for entry in difference)


def test_without_damping_there_is_no_one_stationary_state() -> None:
    with pytest.raises(SymbolicError, match="sigma_2 != 0"):
        stationary(0)
    assert final_state(0).result == limit((0,))


def test_a_coupling_leaves_the_outcome_uncertain() -> None:
    equal = {re(h[1, 2]): 1, im(h[1, 2]): 0, h[1, 1]: 0, h[2, 2]: 0, kappa: 2, rho0[1, 1]: 0, rho0[2, 2]: 1}
    assert certainty(1).result.subs(equal) == Integer(5) / 9
    assert certainty(1).result.subs(h[1, 2], 0).subs({rho0[1, 1]: 0, rho0[2, 2]: 1}).subs({h[1, 1]: 0, h[2, 2]: 0}) == 1


def test_a_pure_start_is_pure_at_both_ends_only() -> None:
    pure = {rho0[1, 1]: Integer(9) / 25, rho0[2, 2]: Integer(16) / 25, rho0[1, 2]: -Integer(12) / 25, rho0[2, 1]: -Integer(12) / 25}
    found = determinant((1,)).result.subs(pure)
    assert found.subs(t, 0) == 0
    assert found.subs({t: 1, kappa: 1}) > 0


def test_the_top_level() -> None:
    assert top_population(0).result == rho0[N, N]
    assert top_population(1).supposed
    assert expand(averaged_top().result.subs(t, 0) - 1 + S[N - 1]) == 0
    assert averaged_top().result.subs(N, 2).expand() == 1 - S[1]
    assert spread_alone(-1).result.subs(t, 0) == 0
    assert spread_alone(0).result == spread_alone(1).result == 0
