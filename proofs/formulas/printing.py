r"""SymPy expressions as LaTeX and as plain text.

A function that is printed in a way of its own says so itself, by a template: `Function("L", latex="L_{{{indices}}}")` stands
for L_{12}, and `Function("ket", latex=r"|{0}\rangle")` for a ket; {0}, {1}, ... are its arguments.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from bornproof.proofs.formulas.events import Each, P
from bornproof.proofs.formulas.words import NOTATION, PRINTED, Operation
from sympy import Add, Basic, Expr, Heaviside, ImmutableMatrix, Rational, Symbol
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFunction
from sympy.printing.latex import LatexPrinter
from sympy.printing.str import StrPrinter

__all__ = ["as_latex", "as_latex_sum", "as_text", "as_text_sum", "entry_name", "plain_name"]

INITIAL = "^{(0)}"  # at the end of a name: the value at t = 0

_SPELLED = (
    (INITIAL, "0"), ("'", "_prime"), (r"\uparrow", "_up"), (r"\downarrow", "_down"), (r"\rangle", "_"), (r"\langle", "_"),
    (r"\!", "_"), ("|", "_"),
)  # fmt: skip


class _Latex(LatexPrinter):  # type: ignore[misc]  # SymPy ships no types
    """Steps without their second argument, functions by their templates, probabilities of joint events."""

    def _print_Heaviside(self, expr: Basic, exp: str | None = None) -> str:
        return _powered(rf"\theta\left({self._print(expr.args[0])}\right)", exp)

    def _print_KroneckerDelta(self, expr: Basic, exp: str | None = None) -> str:
        return _powered(rf"\delta_{{{self._indices(expr.args)}}}", exp)

    def _print_Function(self, expr: Basic, exp: str | None = None) -> str:
        if template := getattr(expr.func, "latex", ""):
            written = template.format(*map(self._print, expr.args), indices=self._indices(expr.args))
            return _powered(written if exp is None or "{indices}" in template else rf"\left({written}\right)", exp)
        if expr.func == P:
            events = r" \wedge ".join(self._event(event, alone=len(expr.args) == 1) for event in expr.args)
            return _powered(rf"P\left({events}\right)", exp)
        if expr.func == Each:
            event, index, low, high = map(self._print, expr.args)
            return rf"\bigwedge_{{{index}={low}}}^{{{high}}} {event}"
        return str(super()._print_Function(expr, exp))

    def _print_Indexed(self, expr: Any, exp: str | None = None) -> str:
        label = str(expr.base.label)
        base = self._print(Symbol(label.removesuffix(INITIAL)))
        base = f"{{{base}}}" if set(base) & set("_^") else base
        entry = f"{base}_{{{self._indices(expr.indices)}}}"
        return _powered(f"{entry}(0)" if label.endswith(INITIAL) else entry, exp)

    def _print_Symbol(self, expr: Any, style: str = "plain") -> str:
        name = expr.name.rstrip("'")
        primes = expr.name[len(name) :]
        text = str(super()._print_Symbol(Symbol(name) if primes else expr, style))
        return f"{{{text}}}{primes}" if primes and set(text) & set("_^") else text + primes

    def _print_Sum(self, expr: Any) -> str:
        return self._bounded(r"\sum", expr)

    def _print_Product(self, expr: Any) -> str:
        return self._bounded(r"\prod", expr)

    def _bounded(self, name: str, expr: Any) -> str:
        """A sum or product sign, with parentheses around a sum, a difference and anything that starts with a minus sign."""
        ranges = [[self._print(part) for part in limit] for limit in expr.limits]
        if len(ranges) == 1:
            ((index, low, high),) = ranges
            limits = f"_{{{index}={low}}}^{{{high}}}"
        else:
            lines = r"\\".join(rf"{low} \leq {index} \leq {high}" for index, low, high in ranges)
            limits = rf"_{{\substack{{{lines}}}}}"
        inner = self._print(expr.function)
        bare = not isinstance(expr.function, Add | Relational | BooleanFunction) and not inner.startswith("-")
        return f"{name}{limits} " + (inner if bare else rf"\left({inner}\right)")

    def _event(self, event: Basic, alone: bool) -> str:
        text = self._print(event)
        return text if alone or event.func != Each else rf"\left({text}\right)"

    def _indices(self, indices: Iterable[Basic]) -> str:
        """12, but 1,12 and N - 1,N: with commas unless each index is one digit or letter."""
        texts = [self._print(index) for index in indices]
        return ("" if all(len(text) == 1 for text in texts) else ",").join(texts)


def _powered(text: str, exp: str | None) -> str:
    return text if exp is None else f"{text}^{{{exp}}}"


class _Text(StrPrinter):  # type: ignore[misc]  # SymPy ships no types
    printmethod = "_bornproof"  # or entries would print themselves

    def _print_ImaginaryUnit(self, _expr: Basic) -> str:
        return "i"  # I is a level

    def _print_Function(self, expr: Any) -> str:
        return f"{PRINTED.get(expr.func, expr.func.__name__)}({', '.join(map(self._print, expr.args))})"

    _print_LatticeOp = _print_Function

    def _print_Heaviside(self, expr: Basic) -> str:
        return f"{PRINTED[Heaviside]}({self._print(expr.args[0])})"

    def _print_Exp1(self, _expr: Basic) -> str:
        return "E"

    def _print_Symbol(self, expr: Any) -> str:
        return plain_name(expr.name)

    def _print_Indexed(self, expr: Any) -> str:
        return f"{plain_name(str(expr.base.label))}[{', '.join(map(self._print, expr.indices))}]"

    def _print_Relational(self, expr: Any) -> str:
        sign = {"==": "=", "!=": "!="}.get(expr.rel_op, expr.rel_op)
        return f"{self._print(expr.lhs)} {sign} {self._print(expr.rhs)}"

    def _print_And(self, expr: Any) -> str:
        return " and ".join(sorted(map(self._print, expr.args)))

    def _print_Or(self, expr: Any) -> str:
        return " or ".join(sorted(map(self._print, expr.args)))

    def _print_Sum(self, expr: Any) -> str:
        limits = "".join(f", ({', '.join(map(self._print, limit))})" for limit in expr.limits)
        return f"{PRINTED[expr.func]}({self._print(expr.function)}{limits})"

    _print_Product = _print_Sum


def plain_name(name: str) -> str:
    r"""The name of a symbol as it is typed and printed: letters, digits and underscores.

    >>> plain_name("kappa"), plain_name("rho^{(0)}"), plain_name("D'"), plain_name(r"|{\uparrow_A\downarrow_B}\rangle")
    ('kappa', 'rho0', 'D_prime', 'up_A_down_B')
    """
    if name.isidentifier():
        return name
    for old, new in _SPELLED:
        name = name.replace(old, new)
    words = "_".join(re.findall("[A-Za-z0-9]+", name))
    words = f"ket_{words}" if words[:1].isdigit() else words
    return f"{words}_" if isinstance(NOTATION.get(words), Operation) else words


def entry_name(row: int, column: int, levels: int, name: str = "rho") -> str:
    """The name of an entry: rho_12, or rho_1,12 where levels have two digits.

    >>> entry_name(1, 2, 4), entry_name(1, 2, 10, "Lambda")
    ('rho_12', 'Lambda_1,2')
    """
    return f"{name}_{row}{',' * (levels > 9)}{column}"


def as_latex(expr: Basic) -> str:
    """The expression as LaTeX.

    >>> from sympy import Heaviside, IndexedBase
    >>> print(as_latex(Heaviside(IndexedBase("sigma")[2], 0)))
    \\theta\\left(\\sigma_{2}\\right)
    """
    return str(_Latex().doprint(expr))


def as_text(expr: Basic) -> str:
    """The expression in the plain notation that `bornproof check` reads; relations with =, !=, <, <=, >, >=.

    >>> from sympy import Heaviside, IndexedBase
    >>> as_text(Heaviside(-IndexedBase("sigma")[2], 0))
    'theta(-sigma[2])'
    """
    if isinstance(expr, ImmutableMatrix):
        return "[" + ", ".join("[" + ", ".join(as_text(e) for e in row) + "]" for row in expr.tolist()) + "]"
    return str(_Text().doprint(expr))


def as_text_sum(terms: Mapping[Expr, int | Fraction]) -> str:
    """A sum of terms with numbers before them, in the plain notation; each term is printed once and remembered.

    >>> from sympy import IndexedBase
    >>> sigma = IndexedBase("sigma")
    >>> as_text_sum({sigma[2]: 2, sigma[3]: -1, sigma[4]: Fraction(-1, 2)})
    '2*sigma[2] - sigma[3] - 1/2*sigma[4]'
    """
    return _sum(terms, _text_of, "*", str)


def as_latex_sum(terms: Mapping[Expr, int | Fraction]) -> str:
    r"""The same as LaTeX.

    >>> from sympy import IndexedBase
    >>> sigma = IndexedBase("sigma")
    >>> print(as_latex_sum({sigma[2]: -2, sigma[3]: 1}))
    - 2 \sigma_{2} + \sigma_{3}
    """
    return _sum(terms, _latex_of, " ", lambda number: as_latex(Rational(number)))


def _sum(
    terms: Mapping[Expr, int | Fraction], write: Callable[[Expr], str], times: str, number: Callable[[int | Fraction], str]
) -> str:
    pieces = []
    for term, factor in terms.items():
        size, text = max(factor, -factor), write(term)
        pieces += ["-" if factor < 0 else "+", text if size == 1 else number(size) if term == 1 else f"{number(size)}{times}{text}"]
    if not pieces:
        return "0"
    sign = {"+": "", "-": "-" if times == "*" else "- "}[pieces[0]]
    return sign + " ".join(pieces[1:])


@lru_cache(maxsize=2**16)
def _text_of(term: Expr) -> str:
    return f"({as_text(term)})" if term.is_Add else as_text(term)


@lru_cache(maxsize=2**16)
def _latex_of(term: Expr) -> str:
    return rf"\left({as_latex(term)}\right)" if term.is_Add else as_latex(term)
