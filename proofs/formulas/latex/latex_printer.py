r"""SymPy expressions as LaTeX in the paper's notation and order, such that the reader of LaTeX reads the same again.

A function that is set in a way of its own says so itself, by a template: `Function("L", latex="L_{{{indices}}}")` stands for
L_{12}, and `Function("ket", latex=r"|{0}\rangle")` for a ket; {0}, {1}, ... are its arguments.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import contextmanager
from fractions import Fraction
from functools import lru_cache
from typing import Any

from bornproof.proofs.formulas.events import Each, P, rate
from bornproof.proofs.formulas.latex.order import Bracketed, Quotient, commutators, quotient, terms
from bornproof.proofs.formulas.latex.spelling import PLAIN_NOTATION, Notation
from bornproof.proofs.formulas.printing import joined_terms
from sympy import (
    Abs,
    Add,
    And,
    Basic,
    Expr,
    Function,
    Indexed,
    Integer,
    Mul,
    Or,
    Pow,
    Product,
    Rational,
    Sum,
    Symbol,
    adjoint,
    conjugate,
    exp,
    true,
)
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFunction
from sympy.printing.latex import LatexPrinter

__all__ = ["as_latex", "as_latex_sum"]

LONGEST_EXPONENT = 60  # characters; a longer one is set as exp( )
_RELATIONS = {"==": "=", "!=": r"\neq", "<": "<", ">": ">", "<=": r"\leq", ">=": r"\geq"}
_TALL = re.compile(r"\\(?:frac|sum|prod|begin|sqrt|left|bigwedge|int)(?![A-Za-z])")
_BRACKETS = re.compile(r"(?:^|[ -])\(")  # around a sum, and not those of a function
_NAMED = {
    "log": r"\log", "sin": r"\sin", "cos": r"\cos", "Max": r"\max", "Min": r"\min", "sign": r"\operatorname{sign}",
    "re": r"\operatorname{Re}", "im": r"\operatorname{Im}",
}  # fmt: skip


def as_latex(expr: Basic, notation: Notation = PLAIN_NOTATION, *, inline: bool = False) -> str:
    r"""The expression as LaTeX; `inline` with slashes in the place of fractions.

    Examples
    --------
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


class _Latex(LatexPrinter):  # type: ignore[misc]  # SymPy ships no types
    printmethod = "_bornproof"  # or some nodes would print themselves

    def __init__(self, notation: Notation, *, inline: bool) -> None:
        super().__init__()
        self.notation, self.inline = notation, inline

    def doprint(self, expr: Basic) -> str:
        return str(self._print(expr))

    @contextmanager
    def _slashed(self) -> Any:
        before, self.inline = self.inline, True
        try:
            yield
        finally:
            self.inline = before

    # sums and products of numbers and operators

    def _print_Add(self, expr: Add, order: Any = None) -> str:
        del order
        found: list[tuple[bool, str]] = []
        rest: list[Expr] = list(expr.args)
        pairs: list[Bracketed] = []
        if expr.is_commutative is False:
            pairs, rest = commutators(expr, self.notation)
        if rest:
            ordered = terms(Add(*rest, evaluate=False), self.notation) if len(rest) > 1 else rest
            found = [self._signed(term) for term in ordered]
        brackets = [self._commutator(pair) for pair in pairs]
        unitary = [text for pair, text in zip(pairs, brackets, strict=True) if not pair.anti]
        found = [*unitary, *found, *(text for pair, text in zip(pairs, brackets, strict=True) if pair.anti)]
        first = "-" if found[0][0] else ""
        return first + found[0][1] + "".join(f" {'-' if minus else '+'} {text}" for minus, text in found[1:])

    def _signed(self, expr: Expr) -> tuple[bool, str]:
        parts = quotient(expr, self.notation)
        if parts.negative and not (isinstance(expr, Pow)):
            return True, self._set(Quotient(-parts.number, parts.above, parts.below, parts.operators))
        return False, self._print(expr)

    def _is_commutator(self, expr: Expr) -> bool:
        """Whether an expression is set as one bracket."""
        if not isinstance(expr, Add) or expr.is_commutative is not False:
            return False
        pairs, rest = commutators(expr, self.notation)
        return len(pairs) == 1 and not rest and pairs[0].factor == 1

    def _commutator(self, pair: Bracketed) -> tuple[bool, str]:
        left, right = (self._row(side) for side in (pair.left, pair.right))
        text = rf"\{{{left},{right}\}}" if pair.anti else f"[{left},{right}]"
        parts = quotient(pair.factor, self.notation)
        return parts.negative, self._set(Quotient(abs(parts.number), parts.above, parts.below, ()), text)

    def _print_Mul(self, expr: Mul) -> str:
        parts = quotient(expr, self.notation)
        size = Quotient(abs(parts.number), parts.above, parts.below, parts.operators)
        return ("-" if parts.negative else "") + self._set(size)

    def _set(self, parts: Quotient, tail: str = "") -> str:
        """A product without its sign; `tail` stands for operators that are set already."""
        up, down = Integer(parts.number.p), Integer(parts.number.q)
        above, below = list(parts.above), list(parts.below)
        operators = self._row(parts.operators) if parts.operators else tail
        if self.inline:
            whole = self._beside([*([up] if up != 1 or not (above or operators) else []), *above], operators, divided=bool(below) or down != 1)
            under = [*([down] if down != 1 else []), *below]
            return f"{whole}/{self._alone(under)}" if under else whole
        if not below:
            if down == 1:
                return self._beside([*([up] if up != 1 or not (above or operators) else []), *above], operators)
            inside = above if len(above) == 1 and not operators and not _is_wide(above[0]) else [x for x in above if x in self.notation.leading]
            front = [*([up] if up != 1 or not inside else []), *inside]
            return self._beside([x for x in above if x not in inside], operators, rf"\frac{{{self._beside(front)}}}{{{down}}}")
        inside = [x for x in above if not _is_wide(x)]
        wide = [x for x in above if _is_wide(x)]
        if not inside and len(wide) == 1 and up == 1:
            inside, wide = wide, []
        front = [*([up] if up != 1 or not inside else []), *inside]
        quotient_ = rf"\frac{{{self._beside(front)}}}{{{self._beside([*([down] if down != 1 else []), *below])}}}"
        early = [x for x in wide if isinstance(x, Add)]
        late = [x for x in wide if x not in early]
        if early and not inside and up == 1 and not late:
            return self._beside([], operators, rf"\frac{{{self._beside(early)}}}{{{self._beside([*([down] if down != 1 else []), *below])}}}")
        return self._beside(late, operators, self._beside(early, quotient_) if early else quotient_)

    def _beside(self, factors: list[Expr], tail: str = "", head: str = "", *, divided: bool = False) -> str:
        """Factors beside each other, in brackets where they need them: the last one may be a sum that reaches to the end."""
        texts = [head] if head else []
        for place, factor in enumerate(factors):
            last = place == len(factors) - 1 and not tail and not divided
            alone = len(factors) == 1 and not tail and not head and not divided
            texts.append(self._print(factor) if alone else self._factor(factor, last=last))
        return _spaced([*texts, *([tail] if tail else [])])

    def _alone(self, factors: list[Expr]) -> str:
        """What stands after a slash: one factor, or several in brackets."""
        if len(factors) == 1:
            return self._factor(factors[0], last=False)
        return self._bracket(self._beside(factors))

    def _factor(self, factor: Expr, *, last: bool) -> str:
        text = self._print(factor)
        if self._is_commutator(factor):
            return text
        if isinstance(factor, Add | Mul | Relational | BooleanFunction) or text.startswith("-") or (isinstance(factor, Rational) and factor.q != 1):
            return self._bracket(text)
        if isinstance(factor, Sum | Product) or text.startswith((r"\int", r"\partial")):
            return text if last else self._bracket(text)
        return text

    def _row(self, operators: Iterable[Expr]) -> str:
        factors = list(operators)
        if len(factors) == 1:
            return self._factor(factors[0], last=True)
        return _spaced([self._factor(factor, last=place == len(factors) - 1) for place, factor in enumerate(factors)])

    def _bracket(self, text: str) -> str:
        if not _TALL.search(text) or self.inline:
            return f"[{text}]" if _BRACKETS.search(text) and "[" not in text and not self.inline else f"({text})"
        return rf"\left[{text}\right]" if r"\left(" in text and r"\left[" not in text else rf"\left({text}\right)"

    # powers

    def _print_Pow(self, expr: Pow) -> str:
        base, power = expr.base, expr.exp
        if power == Rational(1, 2):
            return rf"\sqrt{{{self._print(base)}}}"
        if power.is_Rational and power < 0 and base.is_commutative:
            return self._set(quotient(expr, self.notation))
        with self._slashed():
            exponent = self._print(power)
        return f"{self._base(base)}^{_braced(exponent)}"

    def _base(self, base: Expr) -> str:
        text = self._print(base)
        simple = isinstance(base, Symbol | Indexed | Abs | Function) or (base.is_Integer and base >= 0)
        powered = isinstance(base, exp | conjugate | adjoint) or (isinstance(base, Symbol) and "^" in text)
        return text if simple and not powered and ("|" not in text or isinstance(base, Abs)) else self._bracket(text)

    def _print_ExpBase(self, expr: Expr, exp: Any = None) -> str:
        del exp
        with self._slashed():
            exponent = self._print(expr.args[0])
        if len(exponent) > LONGEST_EXPONENT and not self.inline:
            return rf"\exp{self._bracket(self._print(expr.args[0]))}"
        return f"e^{_braced(exponent)}"

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
            texts = [self._print(index).replace(" ", "") if not isinstance(index, Basic) or not index.has(Indexed) else self._print(index) for index in indices]
        joined = ("" if all(len(text) == 1 for text in texts) else ",").join(texts)
        return f"{name}_{_braced(joined)}"

    def _print_KroneckerDelta(self, expr: Expr) -> str:
        return self._low(r"\delta", sorted(expr.args, key=lambda level: (level.is_number, str(level))))

    # functions

    def _print_Heaviside(self, expr: Expr) -> str:
        return self._applied(r"\theta", expr.args[:1])

    def _print_Function(self, expr: Expr) -> str:
        if expr.func == P:
            return "P" + self._bracket(r" \wedge ".join(map(self._event, expr.args)))
        if expr.func == Each:
            return self._each(expr)
        if expr.func == rate:
            return rf"\partial_t {self._factor(expr.args[0], last=False)}"
        if template := getattr(expr.func, "latex", ""):
            if "{indices}" in template:
                return self._low(template[: template.index("_")], expr.args)
            return str(template.format(*map(self._print, expr.args)))
        name = _NAMED.get(expr.func.__name__)
        return self._applied(name or self.notation.name(expr.func), expr.args)

    _print_sign = _print_re = _print_im = _print_log = _print_sin = _print_cos = _print_Max = _print_Min = _print_Function

    def _applied(self, name: str, args: Iterable[Basic]) -> str:
        return name + self._bracket(",".join(map(self._print, args)))

    def _print_Abs(self, expr: Expr) -> str:
        text = self._print(expr.args[0])
        if "|" in text or r"\rvert" in text:
            return rf"\lvert {text} \rvert"
        return rf"\left|{text}\right|" if _TALL.search(text) and not self.inline else f"|{text}|"

    def _print_conjugate(self, expr: Expr) -> str:
        inner = expr.args[0]
        text = self._print(inner)
        if isinstance(inner, Symbol | Indexed) and ("(" not in text or self.inline):
            return f"{text}^*"
        return f"({text})^*" if self.inline else rf"\overline{{{text}}}"

    def _print_adjoint(self, expr: Expr) -> str:
        inner = expr.args[0]
        text = self._print(inner)
        return rf"{text}^\dagger" if isinstance(inner, Symbol | AppliedUndef) and "|" not in text else rf"{self._bracket(text)}^\dagger"

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
        text = self._print(body)
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
        ranges = [[self._print(part).replace(" ", "") for part in limit] for limit in limits]
        if len(limits) == 2 and not self.inline:
            (inner, low, high), (outer, start, end) = limits
            if high == outer - 1 and start == low + 1 and not {inner, outer} & (low.free_symbols | end.free_symbols):
                return rf"{name}_{{{ranges[1][0]}>{ranges[0][0]}={ranges[0][1]}}}^{_braced(ranges[1][2])}"
        return " ".join(rf"{name}_{{{index}={low}}}^{_braced(high)}" for index, low, high in reversed(ranges))

    def _print_Integral(self, expr: Any) -> str:
        signs = r"\,".join(f"d{self._print(limit[0])}" for limit in expr.limits)
        return rf"\int {signs}\,{self._factor(expr.function, last=True)}"

    # conditions and tables

    def _print_Relational(self, expr: Any) -> str:
        return f"{self._print(expr.lhs)} {_RELATIONS[expr.rel_op]} {self._print(expr.rhs)}"

    def _print_And(self, expr: Any) -> str:
        return r" \wedge ".join(sorted(self._bracket(self._print(arg)) if isinstance(arg, Or) else self._print(arg) for arg in expr.args))

    def _print_Or(self, expr: Any) -> str:
        return r" \vee ".join(sorted(self._bracket(self._print(arg)) if isinstance(arg, And) else self._print(arg) for arg in expr.args))

    def _event(self, event: Basic) -> str:
        return self._print(event)

    def _each(self, expr: Any) -> str:
        event, index, low, high = expr.args
        named = isinstance(event, Relational) and isinstance(event.lhs, Indexed) and event.lhs.indices == (index,)
        if named and index not in event.rhs.free_symbols and low != self.notation.last:
            return rf"{self._print(event.subs(index, high))} \wedge \dots \wedge {self._print(event.subs(index, low))}"
        limits = rf"_{{{self._print(index)}={self._print(low)}}}^{_braced(self._print(high))}"
        return self._bracket(rf"\bigwedge{limits} {self._print(event)}")

    def _print_Piecewise(self, expr: Any) -> str:
        rows = [(self._print(value), r"\text{otherwise}" if given == true else rf"\text{{if }} {self._print(given)}") for value, given in expr.args]
        lines = r" \\ ".join(" & ".join(row) for row in rows)
        return rf"\begin{{cases}} {lines} \end{{cases}}"

    def _print_MatrixBase(self, expr: Any) -> str:
        rows = r" \\ ".join(" & ".join(map(self._print, row)) for row in expr.tolist())
        return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"

    _print_ImmutableDenseMatrix = _print_MatrixBase


def _braced(text: str) -> str:
    return text if len(text) == 1 else f"{{{text}}}"


def _is_wide(factor: Expr) -> bool:
    return isinstance(factor, Add | Sum | Product | exp) or (isinstance(factor, Pow) and isinstance(factor.base, Add))


def _spaced(texts: list[str]) -> str:
    """Factors beside each other, with a space where two would run together."""
    found = texts[0]
    for text in texts[1:]:
        found += " " if found[-1:].isalnum() and text[:1].isalnum() else ""
        found += rf"\cdot {text}" if text[:1].isdigit() else text
    return found
