"""SymPy expressions in the paper's notation, as LaTeX and as plain text."""

from typing import Any

from sympy import Basic, ImmutableMatrix
from sympy.printing.latex import LatexPrinter
from sympy.printing.str import StrPrinter

__all__ = ["as_latex", "as_text"]


class _Latex(LatexPrinter):  # type: ignore[misc]  # SymPy ships no types
    """Steps without their second argument, kets and bras, probabilities of joint events."""

    def _print_Heaviside(self, expr: Basic, exp: str | None = None) -> str:
        step = rf"\theta\left({self._print(expr.args[0])}\right)"
        return step if exp is None else f"{step}^{{{exp}}}"

    def _print_Function(self, expr: Basic, exp: str | None = None) -> str:
        name = expr.func.__name__
        if name == "ketbra":
            return rf"|{self._print(expr.args[0])}\rangle\langle {self._print(expr.args[1])}|"
        if name == "L":
            return rf"L_{{{self._print(expr.args[0])}{self._print(expr.args[1])}}}"
        if name == "P":
            events = r" \wedge ".join(map(self._print, expr.args))
            return rf"P\left({events}\right)"
        if name == "Each":
            event, index, low, high = map(self._print, expr.args)
            return rf"\bigwedge_{{{index}={low}}}^{{{high}}} {event}"
        return str(super()._print_Function(expr, exp))

    def _print_Indexed(self, expr: Any) -> str:
        base, indices = self._print(expr.base), "".join(map(self._print, expr.indices))
        if base.endswith("^{(0)}"):
            return rf"{base.removesuffix('^{(0)}')}_{{{indices}}}(0)"
        return f"{base}_{{{indices}}}"


class _Text(StrPrinter):  # type: ignore[misc]  # SymPy ships no types
    printmethod = "_bornproof"  # or entries would print themselves

    def _print_ImaginaryUnit(self, _expr: Basic) -> str:
        return "i"  # I is a level

    def _print_Abs(self, expr: Any) -> str:
        return f"abs({self._print(expr.args[0])})"

    def _print_adjoint(self, expr: Any) -> str:
        return f"dagger({self._print(expr.args[0])})"

    def _print_Exp1(self, _expr: Basic) -> str:
        return "E"

    def _print_Heaviside(self, expr: Basic) -> str:
        return f"theta({self._print(expr.args[0])})"

    def _print_KroneckerDelta(self, expr: Basic) -> str:
        return f"delta({self._print(expr.args[0])}, {self._print(expr.args[1])})"

    def _print_Indexed(self, expr: Any) -> str:
        base, indices = str(expr.base), ", ".join(map(self._print, expr.indices))
        return f"{base.replace('^{(0)}', '0')}[{indices}]"

    def _print_Relational(self, expr: Any) -> str:
        sign = {"==": "=", "!=": "!="}.get(expr.rel_op, expr.rel_op)
        return f"{self._print(expr.lhs)} {sign} {self._print(expr.rhs)}"

    def _print_And(self, expr: Any) -> str:
        return " and ".join(sorted(map(self._print, expr.args)))

    def _print_Or(self, expr: Any) -> str:
        return " or ".join(sorted(map(self._print, expr.args)))

    def _print_Sum(self, expr: Any) -> str:
        return self._bounded("sum", expr)

    def _print_Product(self, expr: Any) -> str:
        return self._bounded("prod", expr)

    def _bounded(self, name: str, expr: Any) -> str:
        limits = "".join(f", ({', '.join(map(self._print, limit))})" for limit in expr.limits)
        return f"{name}({self._print(expr.function)}{limits})"


def as_latex(expr: Basic) -> str:
    """The expression as LaTeX in the paper's notation.

    >>> from symbolic.notation import up
    >>> print(as_latex(up(2)))
    \\theta\\left(\\sigma_{2}\\right)
    """
    return str(_Latex().doprint(expr))


def as_text(expr: Basic) -> str:
    """The expression in the plain notation that `bornproof check` reads; relations with =, !=, <, <=, >, >=.

    >>> from symbolic.notation import down
    >>> as_text(down(2))
    'theta(-sigma[2])'
    """
    if isinstance(expr, ImmutableMatrix):
        return "[" + ", ".join("[" + ", ".join(as_text(e) for e in row) + "]" for row in expr.tolist()) + "]"
    return str(_Text().doprint(expr))
