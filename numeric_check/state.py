"""rho(t) by brute force as a user meets it: a density matrix whose entries are enclosed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import reduce
from operator import index
from typing import TYPE_CHECKING, Any

from bornproof.numeric_check.arithmetic.complex_rational import ExactInput
from bornproof.numeric_check.arithmetic.matrices import ExactMatrix, as_matrix, diagonal
from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.errors import NumericError
from bornproof.numeric_check.lindblad.enclosed import Balls, evolve_balls
from bornproof.numeric_check.lindblad.equation import check_problem
from bornproof.numeric_check.model.jump_operators import master_equation
from flint import acb, arb, fmpq

if TYPE_CHECKING:
    from numpy import complex128
    from numpy.typing import NDArray

__all__ = ["State", "evolve"]

SHOWN_DIGITS = 6  # in a notebook
SIGNS = {"+": 1, "-": -1, "0": 0}


@dataclass(frozen=True, repr=False)
class State:
    """rho(t): each entry a ball of Arb's that certainly contains the exact number.

    Parameters
    ----------
    balls
        N rows of N balls, real (`arb`) or complex (`acb`).
    kappa_t
        The time in units of 1 / kappa.
    digits
        Decimal digits that were asked for.
    """

    balls: Balls
    kappa_t: fmpq
    digits: int

    @property
    def levels(self) -> int:
        """The number of levels N."""
        return len(self.balls)

    @property
    def radius(self) -> arb:
        """How far any real or imaginary part may be from the middle of its ball, at most."""
        parts = (part for row in self.balls for entry in row for part in (acb(entry).real, acb(entry).imag))
        return reduce(arb.max, (part.rad() for part in parts))

    def to_sympy(self) -> Any:
        """The middles of the balls as an N by N SymPy matrix of decimals with `digits` digits.

        >>> evolve("-", (0, 1), 1, digits=20).to_sympy()[1, 1]
        0.36787944117144232160
        """
        from sympy import Float, I, ImmutableMatrix

        def decimals(part: arb) -> Any:
            with working_precision(self.digits):
                return Float(part.mid().str(self.digits, radius=False), self.digits) if part.mid() else 0

        entries = [[(acb(entry).real, acb(entry).imag) for entry in row] for row in self.balls]
        return ImmutableMatrix([[decimals(real) + I * decimals(imag) for real, imag in row] for row in entries])

    def to_numpy(self) -> NDArray[complex128]:
        """The middles of the balls as an N by N array of complex doubles.

        >>> evolve("-", ("1/4", "3/4"), 1).to_numpy().real.round(3)
        array([[0.724, 0.   ],
               [0.   , 0.276]])
        """
        from numpy import array

        return array([[complex(acb(entry)) for entry in row] for row in self.balls])

    def __repr__(self) -> str:
        places = [(i, j) for i in range(self.levels) for j in range(i, self.levels)]
        comma = "," * (self.levels > 9)
        with working_precision(self.digits):
            return "\n".join(
                f"rho_{i + 1}{comma}{j + 1}({self.kappa_t}/kappa) = {self.balls[i][j].str(self.digits)}" for i, j in places
            )

    def _repr_latex_(self) -> str:
        from sympy import latex

        rounded = latex(self.to_sympy().n(SHOWN_DIGITS), mat_str="pmatrix", mat_delim="")
        return rf"$\displaystyle \rho({self.kappa_t}/\kappa) \approx {rounded}$"

    def _repr_html_(self) -> str:
        def number(entry: Any) -> str:
            return str(entry.n(SHOWN_DIGITS)).replace("*I", " i").replace("-", "−")

        rows = ("".join(f"<mtd><mn>{number(entry)}</mn></mtd>" for entry in row) for row in self.to_sympy().tolist())
        table = f"<mtable>{''.join(f'<mtr>{row}</mtr>' for row in rows)}</mtable>"
        opened, closed = (f'<mo stretchy="false">{sign}</mo>' for sign in "()")
        left = f"<mi>ρ</mi>{opened}<mn>{self.kappa_t}</mn><mo>/</mo><mi>κ</mi>{closed}<mo>≈</mo>"
        return f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">{left}<mo>(</mo>{table}<mo>)</mo></math>'


def evolve(signs: Sequence[int] | str, rho: Any, kappa_t: ExactInput, hamiltonian: Any = None, digits: int = 50) -> State:
    """rho(t) in one sector from the master equation (15) alone, with proof: every entry is enclosed.

    Parameters
    ----------
    signs
        The signs of sigma_2, ..., sigma_N: a sequence of +1, -1, 0, or a text such as "+-0".
    rho
        The density matrix at t = 0: N rows of N complex rationals, or N populations, also as a column or a row, where the
        coherences are 0. A SymPy, NumPy or FLINT matrix will do, if its entries are exact.
    kappa_t
        The time in units of 1 / kappa, a rational number, at least 0.
    hamiltonian
        H / kappa, Hermitian, given as rho is; None for H = 0.
    digits
        Decimal digits, at least 15.

    Raises
    ------
    NumericError
        For numbers that are not exact, a rho that is no density matrix of N levels, an H that is not Hermitian, signs
        that are none, a negative time, fewer than 15 digits.

    Examples
    --------
    >>> print(evolve("+", ("1/4", "3/4"), 1, digits=20))
    rho_11(1/kappa) = [0.091969860292860580399 +/- 1.20e-22]
    rho_12(1/kappa) = 0
    rho_22(1/kappa) = [0.90803013970713941960 +/- 1.12e-21]
    >>> evolve("+", [["1/2", "1/2j"], ["-1/2j", "1/2"]], "3/2", hamiltonian=[[0, 1], [1, 0]]).levels
    2
    """
    equation = master_equation(_sector(signs), None if hamiltonian is None else _matrix(hamiltonian))
    start = _matrix(rho)
    time, _ = check_problem(equation, start, kappa_t, digits)
    return State(evolve_balls(equation, start, time, digits), time, digits)


def _sector(signs: Any) -> tuple[int, ...]:
    """The signs, from a list of whole numbers of any kind or a text."""
    if isinstance(signs, str):
        if not set(signs) <= set(SIGNS):
            raise NumericError(f"signs must be a row of +, - and 0, not {signs!r}")
        return tuple(SIGNS[sign] for sign in signs)
    given = _listed(signs)
    if given is None:
        raise NumericError(f"signs must be a list or a text, not of type {type(signs).__name__}")
    if hasattr(signs, "tolist"):  # a column is a list, too
        given = [entry for row in given for entry in _listed(row) or [row]]
    try:
        if not any(isinstance(sign, bool) for sign in given):
            return tuple(map(index, given))
    except TypeError:
        pass
    raise NumericError(f"signs must be whole numbers, or a text as '+-' is, not {signs!r}")


def _listed(value: Any) -> list[Any] | None:
    """What a list of any kind contains, of a matrix its rows; None for what is no list."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str | bytes | Set | Mapping) else None


def _matrix(value: Any) -> ExactMatrix:
    """A matrix of exact numbers, from its rows, or from a diagonal, which may be a column or a row."""
    rows = _listed(value)
    if rows is None:
        return as_matrix(value)
    listed = [_listed(row) for row in rows]
    if rows and not any(listed):
        return diagonal(rows)
    if not all(listed):
        raise NumericError("a matrix must have rows, or be a diagonal, not some of both")
    table = [row for row in listed if row]
    if (len(table) == 1) != all(len(row) == 1 for row in table):
        return diagonal([entry for row in table for entry in row])
    return as_matrix(table)
