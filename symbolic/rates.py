"""The equations of motion entry by entry as a user meets them, Eqs. (36)-(46): for symbolic N, or written out for a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from bornproof.symbolic.components import at_levels, damping_exponent, population_rate
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.markup import aligned, entry, equations
from bornproof.symbolic.notation.core import check_levels, rho, sigma
from bornproof.symbolic.rational import read_sector
from sympy import Expr, Function, Heaviside, ImmutableMatrix, Indexed, Symbol, latex, sstr

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

__all__ = ["ComponentEquations", "component_equations"]


@dataclass(frozen=True, repr=False)
class ComponentEquations:
    """d rho_JJ/d(kappa t), and Lambda_IJ in d rho_IJ/d(kappa t) = -Lambda_IJ rho_IJ/2 for I != J.

    Parameters
    ----------
    levels
        The number of levels; None, where N, I and J are symbols.
    rates
        d rho_JJ/d(kappa t) for J = 1..N, or one with a symbol J.
    dampings
        By I < J the exponent Lambda_IJ, or one with symbols I and J.
    """

    levels: int | None
    rates: tuple[Expr, ...]
    dampings: dict[tuple[int, int] | None, Expr]

    def to_sympy(self) -> tuple[Any, Any]:
        """The rates as a column, and the Lambda_IJ as a symmetric matrix: 1 by 1 each, where N is a symbol.

        >>> rates, dampings = component_equations(2).to_sympy()
        >>> dampings[0, 1]
        Heaviside(-sigma[2], 0) + Heaviside(sigma[2], 0)
        """
        if self.levels is None:
            return ImmutableMatrix(self.rates), ImmutableMatrix([self.dampings[None]])

        levels = range(1, self.levels + 1)
        dampings = [[self.dampings[min(i, j), max(i, j)] if i != j else 0 for j in levels] for i in levels]
        return ImmutableMatrix(self.rates), ImmutableMatrix(dampings)

    def to_numpy(self, signs: Sequence[int] | str) -> tuple[NDArray[float64], NDArray[float64]]:
        """In one sector the N by N matrix G with d p/d(kappa t) = G p for the populations p, and the N by N Lambda_IJ.

        Parameters
        ----------
        signs
            The signs of sigma_2, ..., sigma_N: a sequence of +1, -1, 0, or a text such as "+-0".

        Raises
        ------
        SymbolicError
            Where N is a symbol; for signs that are none, or not N - 1 of them.

        Examples
        --------
        >>> component_equations(2).to_numpy("+")[0]
        array([[-1.,  0.],
               [ 1.,  0.]])
        """
        from numpy import array

        if self.levels is None:
            raise SymbolicError("numbers need a number of levels, as in component_equations(3)")
        values = {sigma[n]: sign for n, sign in enumerate(read_sector(signs, self.levels), start=2)}
        rates, dampings = (found.subs(values) for found in self.to_sympy())
        generator = rates.jacobian([rho[n, n] for n in range(1, self.levels + 1)])
        return array(generator.tolist(), dtype=float), array(dampings.tolist(), dtype=float)

    def __repr__(self) -> str:
        return "\n".join(f"{left} = {sstr(self._named(value))}" for left, value in self._equations())

    def _repr_latex_(self) -> str:
        lines = []
        for left, value in self._equations():
            name = left.split("/")[0].removeprefix("d ")
            shown = rf"\frac{{d {latex(Symbol(name))}}}{{d(\kappa t)}}" if "/" in left else latex(Symbol(name))
            lines.append(f"{shown} &= {latex(self._named(value))}")
        return aligned(lines)

    def _repr_html_(self) -> str:
        levels = range(1, self.levels + 1) if self.levels else "J"
        time = "<mrow><mi>d</mi><mo>(</mo><mi>κ</mi><mi>t</mi><mo>)</mo></mrow>"
        lefts = [f"<mfrac><mrow><mi>d</mi>{entry('ρ', level, level)}</mrow>{time}</mfrac>" for level in levels]
        pairs = [(entry("Λ", *(pair or "IJ")), value) for pair, value in self.dampings.items()]
        return equations([*zip(lefts, self.rates, strict=True), *pairs])

    @property
    def _comma(self) -> str:
        """What stands between two indices everywhere in the table."""
        return "," * ((self.levels or 0) > 9)

    def _named(self, expr: Expr) -> Expr:
        return named(expr, self._comma)

    def _equations(self) -> list[tuple[str, Expr]]:
        comma = self._comma
        places = [f"{n}{comma}{n}" for n in range(1, self.levels + 1)] if self.levels else ["JJ"]
        pairs = {f"{pair[0]}{comma}{pair[1]}" if pair else "IJ": value for pair, value in self.dampings.items()}
        found = [(f"d rho_{place}/d(kappa t)", rate) for place, rate in zip(places, self.rates, strict=True)]
        return [*found, *((f"Lambda_{pair}", value) for pair, value in pairs.items())]


def component_equations(levels: int | None = None) -> ComponentEquations:
    """The equations of motion of the entries of rho, Eqs. (36)-(46), derived from Eq. (15) for any number of levels.

    Parameters
    ----------
    levels
        The number of levels, at least 2; without it N is a symbol, and so are the levels I and J.

    Raises
    ------
    SymbolicError
        For a number of levels that is none.

    Examples
    --------
    >>> print(component_equations(2))
    d rho_11/d(kappa t) = -rho_11*theta(sigma_2) + rho_22*theta(-sigma_2)
    d rho_22/d(kappa t) = rho_11*theta(sigma_2) - rho_22*theta(-sigma_2)
    Lambda_12 = theta(-sigma_2) + theta(sigma_2)
    """
    rate, exponent = population_rate().result, damping_exponent().result
    if levels is None:
        return ComponentEquations(None, (rate,), {None: exponent})
    levels = check_levels(levels)
    rates = tuple(at_levels(rate, levels, column=n) for n in range(1, levels + 1))
    pairs = combinations(range(1, levels + 1), 2)
    return ComponentEquations(levels, rates, {(i, j): at_levels(exponent, levels, row=i, column=j) for i, j in pairs})


def named(expr: Expr, comma: str = "") -> Expr:
    """The expression with a plain symbol for each entry, and theta for the step, as SymPy prints both well.

    Between two indices stands the comma, and where there is none one that is needed.
    """
    step = Function("theta")
    plain = expr.replace(Heaviside, lambda argument, *_: step(argument))

    def symbol(node: Indexed) -> Symbol:
        places = [sstr(index) for index in node.indices]
        needed = "" if all(len(place) == 1 for place in places) else ","
        return Symbol(f"{node.base}_{(comma or needed).join(places)}")

    return plain.replace(lambda node: isinstance(node, Indexed), symbol)
