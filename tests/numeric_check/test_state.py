"""Brute force for users: every kind of exact number in, enclosed matrices out, and one clear line for anything else."""

from fractions import Fraction
from typing import Any

import flint
import numpy
import pytest
import sympy
from bornproof.numeric_check import evolve
from bornproof.numeric_check.arithmetic.matrices import matrix
from bornproof.numeric_check.errors import NumericError
from bornproof.symbolic import closed_form
from flint import acb, arb, fmpq

THIRD = arb(fmpq(1, 3))
SIGNS_AND_TIMES: tuple[Any, ...] = (
    ("-", "1/3"), ((-1,), Fraction(1, 3)), ([-1], fmpq(1, 3)), (numpy.array([-1]), sympy.Rational(1, 3)),
)  # fmt: skip


@pytest.mark.parametrize(
    "rho",
    [
        ("1/4", "3/4"),
        (Fraction(1, 4), Fraction(3, 4)),
        (fmpq(1, 4), fmpq(3, 4)),
        (sympy.Rational(1, 4), sympy.Rational(3, 4)),
        [["1/4", 0], [0, "0.75"]],
        sympy.diag(sympy.Rational(1, 4), sympy.Rational(3, 4)),
        flint.fmpq_mat([[fmpq(1, 4), 0], [0, fmpq(3, 4)]]),
        numpy.array([[Fraction(1, 4), 0], [0, Fraction(3, 4)]]),
        matrix([[Fraction(1, 4), 0], [0, Fraction(3, 4)]]),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_kind_of_number(rho: Any) -> None:
    for signs, time in SIGNS_AND_TIMES:
        state = evolve(signs, rho, time, digits=30)
        assert state.balls[1][1].overlaps((-THIRD).exp() * 3 / 4)
        assert state.radius < arb(10) ** -30
    assert state.to_numpy().real.diagonal() == pytest.approx(closed_form("-", ("1/4", "3/4")).to_numpy("1/3"), abs=1e-15)


def test_complex_entries_and_a_hamiltonian() -> None:
    given: list[Any] = [
        [["1/2", "1/2j"], ["-1/2j", "1/2"]],
        [[Fraction(1, 2), sympy.I / 2], [-sympy.I / 2, fmpq(1, 2)]],
        sympy.Matrix([[1, sympy.I], [-sympy.I, 1]]) / 2,
    ]
    one, *others = (evolve("+", rho, 1, hamiltonian=[[0, 1], [1, "0.5"]], digits=30) for rho in given)
    for other in others:
        assert all(acb(a).overlaps(acb(b)) for pair in zip(one.balls, other.balls, strict=True) for a, b in zip(*pair, strict=True))
    assert one.to_sympy().H.equals(one.to_sympy())
    assert one.to_numpy() == pytest.approx(one.to_numpy().conj().T)
    assert abs(one.to_numpy()[0, 1].imag) > 0.01


@pytest.mark.parametrize(
    ("signs", "rho", "kappa_t", "hamiltonian", "message"),
    [
        ("+", (0.5, 0.5), 1, None, "numbers must be exact rationals, such as 1/3, not float"),
        ("+", numpy.array([[1.0, 0], [0, 0]]), 1, None, "numbers must be exact rationals"),
        ("+", (1, 0), 0.5, None, "numbers must be exact rationals"),
        ("+", (1, 0), 1, [[0, 0.1], [0.1, 0]], "numbers must be exact rationals"),
        ("+", (sympy.sqrt(2), 1 - sympy.sqrt(2)), 1, None, "numbers must be exact rationals"),
        ("+", (1, 0), "1j", None, "a time must be real"),
        ("+", (1, 0), -1, None, "the time must be at least 0"),
        ("+", (1, 1), 1, None, "trace 1, not 2"),
        ("+", (2, -1), 1, None, "positive semidefinite"),
        ("+", (1, 0, 0), 1, None, "must be 2 by 2"),
        ("+", [[1, 0], [0]], 1, None, "rows of one length"),
        ("+", (1, (0, 1)), 1, None, "must have rows, or be a diagonal"),
        ("+", (), 1, None, "a matrix must have rows"),
        ("+", (1, 0), 1, [[0, 1], [2, 0]], "the Hamiltonian must be Hermitian"),
        ("x", (1, 0), 1, None, "signs must be a row of"),
        ((2,), (1, 0), 1, None, "a sign must be -1, 0 or 1"),
    ],
)
def test_refusals(signs: Any, rho: Any, kappa_t: Any, hamiltonian: Any, message: str) -> None:
    with pytest.raises(NumericError, match=message):
        evolve(signs, rho, kappa_t, hamiltonian)


def test_too_few_digits_are_refused() -> None:
    with pytest.raises(NumericError, match="digits must be at least 15"):
        evolve("+", (1, 0), 1, digits=14)


def test_how_it_prints() -> None:
    state = evolve("+", (1, 0), 1, digits=20)
    assert str(state).splitlines()[0].startswith("rho_11(1/kappa) = [0.36787944117144232")
    assert state._repr_latex_() == r"$\displaystyle \rho(1/\kappa) \approx \begin{pmatrix}0.367879 & 0\\0 & 0.632121\end{pmatrix}$"
    assert "rho_1,1(" in str(evolve("+" * 9, (1, *(0,) * 9), 0, digits=15))


@pytest.mark.parametrize("given", [None, 3, {0, 1}, object], ids=repr)
def test_what_is_no_list_is_refused(given: Any) -> None:
    for arguments in ((given, (0, 1)), ("+", given), ("+", (0, 1), 1, given if given is not None else 1j)):
        with pytest.raises(NumericError, match=r"signs must be a list|a matrix must be given as a list of rows"):
            evolve(*(*arguments, 1)[: max(3, len(arguments))])
    with pytest.raises(NumericError, match="signs must be whole numbers"):
        evolve([[1]], (0, 1), 1)  # type: ignore[list-item]
