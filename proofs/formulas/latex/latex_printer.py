r"""SymPy expressions as LaTeX in the paper's notation and order, such that the reader of LaTeX reads the same again.

A function that is set in a way of its own says so itself, by a template: `Function("L", latex="L_{{{indices}}}")` stands for
L_{12}, and `Function("ket", latex=r"|{0}\rangle")` for a ket; {0}, {1}, ... are its arguments.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from bornproof.proofs.formulas.events import Each, P, rate
from bornproof.proofs.formulas.latex.order import Quotient, quotient
from bornproof.proofs.formulas.latex.symbols import PLAIN_NOTATION, Notation
from bornproof.proofs.formulas.latex.term_printer import TALL, TermPrinter, braced
from bornproof.proofs.formulas.plain_printer import joined_terms
from sympy import Add, And, Basic, Expr, Indexed, Integer, Mul, Or, Product, Rational, Sum, Symbol, true
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFunction

__all__ = ["as_latex", "as_latex_sum"]

_RELATIONS = {"==": "=", "!=": r"\neq", "<": "<", ">": ">", "<=": r"\leq", ">=": r"\geq"}
_NAMED = {
    "log": r"\log", "sin": r"\sin", "cos": r"\cos", "Max": r"\max", "Min": r"\min", "sign": r"\operatorname{sgn}",
    "re": r"\operatorname{Re}", "im": r"\operatorname{Im}",
}  # fmt: skip


def as_latex(expr: Basic, notation: Notation = PLAIN_NOTATION, *, inline: bool = False) -> str:
    r"""The expression as LaTeX; `inline` with slashes in the place of fractions.

    >>> from sympy import Heaviside, IndexedBase
    >>> print(as_latex(Heaviside(IndexedBase("sigma")[2], 0)))
    \theta(\sigma_2)
    """
    return _Latex(notation, inline=inline).doprint(expr)


def as_latex_sum(terms: Mapping[Expr, int | Fraction], notation: Notation = PLAIN_NOTATION) -> str:
    r"""A sum of terms with numbers before them; each term is printed once and remembered.

    >>> from sympy import IndexedBase
    >>> sigma = IndexedBase("sigma")
    >>> print(as_latex_sum({sigma[2]: -2, sigma[3]: 1}))
    -2\,\sigma_2 + \sigma_3
    """
    return joined_terms(terms, lambda term: _term(term, notation), r"\,", lambda number: as_latex(Rational(number)))


@lru_cache(maxsize=2**16)
def _term(term: Expr, notation: Notation) -> str:
    text = as_latex(term, notation)
    return rf"\left({text}\right)" if term.is_Add else text


class _Latex(TermPrinter):
    def _print_Rational(self, expr: Rational) -> str:
        if expr.q == 1:
            return str(expr.p)
        sign = "-" if expr.p < 0 else ""
        return f"{sign}{abs(expr.p)}/{expr.q}" if self.inline else rf"{sign}\frac{{{abs(expr.p)}}}{{{expr.q}}}"

    # names

    def _print_ImaginaryUnit(self, _expr: Basic) -> str:
        return "i"

    def _print_Exp1(self, _expr: Basic) -> str:
        return "e"

    def _print_Symbol(self, expr: Symbol, style: str = "plain") -> str:
        del style
        return self.notation.name(expr) + self._time(expr)

    def _print_Indexed(self, expr: Indexed) -> str:
        entry = self._low(self.notation.name(expr.base), expr.indices)
        return entry + ("(0)" if self.notation.is_initial(expr.base) else self._time(expr.base))

    def _time(self, base: Any) -> str:
        time = self.notation.time
        return f"({self.notation.name(time)})" if time is not None and base in self.notation.evolving else ""

    def _low(self, name: str, indices: Iterable[Basic]) -> str:
        """12, but 1,12 and N-1,N: with commas unless each index is one digit or letter."""
        with self._slashed():
            texts = [
                self.shown(index).replace(" ", "") if not isinstance(index, Basic) or not index.has(Indexed) else self.shown(index)
                for index in indices
            ]
        joined = ("" if all(len(text) == 1 for text in texts) else ",").join(texts)
        return f"{name}_{braced(joined)}"

    def _print_KroneckerDelta(self, expr: Expr) -> str:
        return self._low(r"\delta", sorted(expr.args, key=lambda level: (level.is_number, str(level))))

    # functions

    def _print_Heaviside(self, expr: Expr) -> str:
        return self._applied(r"\theta", expr.args[:1])

    def _print_Function(self, expr: Expr) -> str:
        if expr.func == P:
            return "P" + self._bracket(r" \wedge ".join(map(self.shown, expr.args)))
        if expr.func == Each:
            return self._each(expr)
        if expr.func == rate:
            return rf"\partial_t {self._factor(expr.args[0], last=getattr(expr.args[0], 'func', None) == rate)}"
        if template := getattr(expr.func, "latex", ""):
            if "{indices}" in template:
                return self._low(template[: template.index("_")], expr.args)
            return str(template.format(*map(self.shown, expr.args)))
        name = _NAMED.get(expr.func.__name__)
        return self._applied(name or self.notation.name(expr.func), expr.args)

    _print_sign = _print_re = _print_im = _print_log = _print_sin = _print_cos = _print_Max = _print_Min = _print_Function

    def _applied(self, name: str, args: Iterable[Basic]) -> str:
        return name + self._bracket(",".join(map(self.shown, args)))

    def _print_Abs(self, expr: Expr) -> str:
        text = self.shown(expr.args[0])
        if "|" in text or r"\rvert" in text:
            return rf"\lvert {text} \rvert"
        return rf"\left|{text}\right|" if TALL.search(text) and not self.inline else f"|{text}|"

    def _print_conjugate(self, expr: Expr) -> str:
        inner = expr.args[0]
        text = self.shown(inner)
        if isinstance(inner, Symbol | Indexed) and ("(" not in text or self.inline):
            return f"{text}^*"
        return f"({text})^*" if self.inline else rf"\overline{{{text}}}"

    def _print_adjoint(self, expr: Expr) -> str:
        inner = expr.args[0]
        text = self.shown(inner)
        bare = isinstance(inner, Symbol | AppliedUndef) and "|" not in text
        return rf"{text if bare else self._bracket(text)}^\dagger"

    _print_Dagger = _print_adjoint  # what sympy.physics.quantum, once imported, calls the same class

    # sums, products, integrals

    def _print_Sum(self, expr: Any) -> str:
        return self._bounded(r"\sum", expr)

    def _print_Product(self, expr: Any) -> str:
        return self._bounded(r"\prod", expr)

    def _bounded(self, name: str, expr: Any) -> str:
        """A sum or product sign; its scope is in brackets where it would reach less far than it should."""
        body, indices = expr.function, [limit[0] for limit in expr.limits]
        parts = quotient(body, self.notation)
        plain = not isinstance(body, Add | Relational | BooleanFunction) and not parts.negative
        text = self.shown(body)
        if plain and name == r"\prod" and isinstance(body, Mul):
            text, plain = self._body(parts, indices, text)
        return f"{self._signs(name, expr.limits)} {text if plain else self._bracket(text)}"

    def _body(self, parts: Quotient, indices: list[Any], text: str) -> tuple[str, bool]:
        """The factors of what is summed, those with the innermost index last, and whether it then reaches far enough."""
        free = [factor.free_symbols for factor in parts.above]
        if parts.operators or parts.below or parts.number.q != 1 or not any(set(indices) & names for names in free):
            named = [bool(set(indices) & factor.free_symbols) for factor in (*parts.above, *parts.below, *parts.operators)]
            return text, all(named) if any(named) else not parts.operators
        ranked = [
            (min((len(indices) - place for place, index in enumerate(indices) if index in names), default=0), place)
            for place, names in enumerate(free)
        ]
        last = [parts.above[place] for rank, place in sorted(ranked)]
        sums = [factor for factor in last if isinstance(factor, Sum | Product)]
        if sums and last[-1] not in sums:
            return text, False
        return self._beside([*([Integer(parts.number)] if parts.number != 1 else []), *last]), True

    def _signs(self, name: str, limits: Any) -> str:
        ranges = [[self.shown(part).replace(" ", "") for part in limit] for limit in limits]
        if len(limits) == 2:
            (inner, low, high), (outer, start, end) = limits
            if high == outer - 1 and start == low + 1 and not {inner, outer} & (low.free_symbols | end.free_symbols):
                return rf"{name}_{{{ranges[1][0]}>{ranges[0][0]}={ranges[0][1]}}}^{braced(ranges[1][2])}"
        return " ".join(rf"{name}_{{{index}={low}}}^{braced(high)}" for index, low, high in reversed(ranges))

    def _print_Integral(self, expr: Any) -> str:
        signs = r"\,".join(f"d{self.shown(limit[0])}" for limit in expr.limits)
        return rf"\int {signs}\,{self._factor(expr.function, last=True)}"

    # conditions and tables

    def _print_Relational(self, expr: Any) -> str:
        return f"{self.shown(expr.lhs)} {_RELATIONS[expr.rel_op]} {self.shown(expr.rhs)}"

    def _print_And(self, expr: Any) -> str:
        return r" \wedge ".join(
            sorted(self._bracket(self.shown(arg)) if isinstance(arg, Or) else self.shown(arg) for arg in expr.args)
        )

    def _print_Or(self, expr: Any) -> str:
        return r" \vee ".join(
            sorted(self._bracket(self.shown(arg)) if isinstance(arg, And) else self.shown(arg) for arg in expr.args)
        )

    def _each(self, expr: Any) -> str:
        event, index, low, high = expr.args
        named = isinstance(event, Relational) and isinstance(event.lhs, Indexed) and event.lhs.indices == (index,)
        if named and index not in event.rhs.free_symbols and low != self.notation.last:
            return rf"{self.shown(event.subs(index, high))} \wedge \dots \wedge {self.shown(event.subs(index, low))}"
        limits = rf"_{{{self.shown(index)}={self.shown(low)}}}^{braced(self.shown(high))}"
        return self._bracket(rf"\bigwedge{limits} {self.shown(event)}")

    def _print_Piecewise(self, expr: Any) -> str:
        rows = [
            (self.shown(value), r"\text{otherwise}" if given == true else rf"\text{{if }} {self.shown(given)}")
            for value, given in expr.args
        ]
        lines = r" \\ ".join(" & ".join(row) for row in rows)
        return rf"\begin{{cases}} {lines} \end{{cases}}"

    def _print_MatrixBase(self, expr: Any) -> str:
        rows = r" \\ ".join(" & ".join(map(self.shown, row)) for row in expr.tolist())
        return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"

    _print_ImmutableDenseMatrix = _print_MatrixBase
