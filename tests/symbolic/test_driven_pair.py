"""Two levels with a Hamiltonian: the transform, inverted by its poles, is the evolution; what is not solved is refused."""

from typing import Any

import pytest
from bornproof.numeric_check.arithmetic.complex_rational import complex_rational
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, matrix
from bornproof.numeric_check.lindblad.solvers import evolve
from bornproof.numeric_check.model.jump_operators import master_equation
from bornproof.symbolic import driven_pair
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import kappa, rho0
from bornproof.symbolic.notation.driven import frequency
from bornproof.symbolic.notation.operators import h
from flint import acb, acb_poly, arb, ctx, fmpq, fmpq_poly
from sympy import Expr, I, Poly, Rational, cancel, fraction

STATE = matrix([[fmpq(1, 3), complex_rational(fmpq(1, 5), fmpq(-1, 7))], [complex_rational(fmpq(1, 5), fmpq(1, 7)), fmpq(2, 3)]])
COUPLED = matrix([[fmpq(1, 2), complex_rational(fmpq(2), fmpq(1))], [complex_rational(fmpq(2), fmpq(-1)), fmpq(-1, 3)]])
WEAK = matrix([[fmpq(1, 2), fmpq(1, 9)], [fmpq(1, 9), fmpq(1, 2)]])


def number(value: object) -> Expr:
    real, imaginary = (value, fmpq(0)) if isinstance(value, fmpq) else (value.real, value.imag)  # type: ignore[attr-defined]
    return Rational(int(real.p), int(real.q)) + I * Rational(int(imaginary.p), int(imaginary.q))


def inverted(sign: int, energy: ExactMatrix, time: fmpq) -> arb:
    """rho_11(t) as the sum of the residues of exp(s t) R_11 at its four simple poles, kappa = 1."""
    values = {table[i, j]: number(of[i - 1, j - 1]) for table, of in ((h, energy), (rho0, STATE)) for i in (1, 2) for j in (1, 2)}
    whole = cancel(driven_pair.transformed_population(sign).result.subs(kappa, 1).subs(values))
    rows = ([fmpq(int(c.p), int(c.q)) for c in reversed(Poly(side, frequency).all_coeffs())] for side in fraction(whole))
    above, below = map(fmpq_poly, rows)
    top, slope = acb_poly(above), acb_poly(below.derivative())
    poles: Any = below.numer().complex_roots()
    residues: Any = (top(pole) / slope(pole) * (pole * time).exp() for pole, _ in poles)
    return sum(residues, acb(0)).real


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("energy", [COUPLED, WEAK], ids=["coupled", "weak"])
@pytest.mark.parametrize("time", [fmpq(1, 3), fmpq(7, 2), fmpq(20)], ids=str)
def test_the_poles_give_the_evolution(sign: int, energy: ExactMatrix, time: fmpq) -> None:
    with ctx.workdps(60):
        found = inverted(sign, energy, time)
        solved = evolve(master_equation((sign,), energy), STATE, time, 50)[0][0]
        solved = solved.real if isinstance(solved, acb) else solved
        assert found.overlaps(solved)
        assert max(found.rad(), solved.rad()) < arb(10) ** -40


def test_two_poles_may_be_one() -> None:
    """Delta = 0, |H_12| = kappa/8: a double pole, of which t exp(-3 t/4) comes."""
    coupling = Rational(1, 8)
    values = {h[1, 2]: coupling, h[2, 1]: coupling, h[2, 2]: h[1, 1], kappa: 1, rho0[1, 1]: 1, rho0[1, 2]: 0, rho0[2, 1]: 0}
    whole = cancel(driven_pair.transformed_population(1).result.subs(values))
    double = cancel(whole * (frequency + Rational(3, 4)) ** 2).subs(frequency, Rational(-3, 4))
    assert double.is_finite
    assert double != 0


def test_without_a_sign_there_is_no_transform() -> None:
    with pytest.raises(SymbolicError, match="sigma_2 != 0"):
        driven_pair.transformed_population(0)


def test_another_population_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driven_pair, "_losing_population", lambda _: rho0[1, 1] / (frequency + kappa))
    driven_pair.transformed_population.cache_clear()
    with pytest.raises(SymbolicError, match="must obey the transformed master equation"):
        driven_pair.transformed_population(1)
