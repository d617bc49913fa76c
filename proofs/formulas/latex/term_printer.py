"""Sums, products, quotients and powers as LaTeX, in the paper's order, with the brackets that they need and no others."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from bornproof.proofs.formulas.latex.order import MOST_FACTORS, Bracketed, Quotient, commutators, quotient, terms
from bornproof.proofs.formulas.latex.symbols import Notation
from sympy import Add, Basic, Expr, Function, Indexed, Integer, Mul, Pow, Product, Rational, Sum, Symbol
from sympy.core.relational import Relational
from sympy.functions import Abs, adjoint, conjugate, exp
from sympy.logic.boolalg import BooleanFunction
from sympy.printing.latex import LatexPrinter

__all__ = ["TALL", "TermPrinter", "braced"]

LONGEST_EXPONENT = 60  # characters; a longer one is set as exp( )
TALL = re.compile(r"\\(?:frac|sum|prod|begin|sqrt|left|bigwedge|int)(?![A-Za-z])")
_BRACKETS = re.compile(r"(?:^|[ -])\(")  # around a sum, and not those of a function


class TermPrinter(LatexPrinter):  # type: ignore[misc]  # SymPy ships no types
    """Prints terms; `inline` with slashes in the place of fractions."""

    printmethod = "_bornproof"  # or some nodes would print themselves

    def __init__(self, notation: Notation, *, inline: bool) -> None:
        super().__init__()
        self.notation, self.inline = notation, inline

    def doprint(self, expr: Basic) -> str:
        """The expression as LaTeX."""
        return self.shown(expr)

    def shown(self, expr: Basic) -> str:
        """A part of the expression as LaTeX."""
        return str(self._print(expr))

    @contextmanager
    def _slashed(self) -> Iterator[None]:
        """With slashes in the place of fractions."""
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
            return True, self._negated(parts)
        text = self.shown(expr)
        return text.startswith("-"), text.removeprefix("-")  # of a sum in a sum the first sign is its own

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
        return f"-{self._negated(parts)}" if parts.negative else self._set(parts)

    def _negated(self, parts: Quotient) -> str:
        """What a minus sign stands before: a lone sum, and what has a sign itself, is in brackets."""
        size = Quotient(-parts.number, parts.above, parts.below, parts.operators)
        if size.number == 1 and len(size.above) == 1 and not size.below and not size.operators:
            return self._factor(size.above[0], last=True)
        return self._set(size)

    def _set(self, parts: Quotient, tail: str = "") -> str:
        """A product without its sign; `tail` stands for operators that are set already."""
        up, down = Integer(parts.number.p), Integer(parts.number.q)
        above, below = list(parts.above), list(parts.below)
        divided = self.inline and (bool(below) or down != 1)
        operators = self._row(parts.operators, divided=divided) if parts.operators else tail
        if self.inline:
            front = [*([up] if up != 1 or not (above or operators) else []), *above]
            whole = self._beside(front, operators, divided=divided)
            under = [*([down] if down != 1 else []), *below]
            return f"{whole}/{self._alone(under)}" if under else whole
        if not below:
            if down == 1:
                return self._beside([*([up] if up != 1 or not (above or operators) else []), *above], operators)
            inside = (
                above
                if len(above) == 1 and not operators and not _is_wide(above[0])
                else [x for x in above if x in self.notation.leading]
            )
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
            return self._beside(
                [], operators, rf"\frac{{{self._beside(early)}}}{{{self._beside([*([down] if down != 1 else []), *below])}}}"
            )
        return self._beside(late, operators, self._beside(early, quotient_) if early else quotient_)

    def _beside(self, factors: list[Expr], tail: str = "", head: str = "", *, divided: bool = False) -> str:
        """Factors beside each other, in brackets where they need them: the last one may be a sum that reaches to the end."""
        texts = [head] if head else []
        for place, factor in enumerate(factors):
            last = place == len(factors) - 1 and not tail and not divided
            alone = len(factors) == 1 and not tail and not head and not divided
            texts.append(self.shown(factor) if alone else self._factor(factor, last=last))
        return _spaced([*texts, *([tail] if tail else [])])

    def _alone(self, factors: list[Expr]) -> str:
        """What stands after a slash: one factor, or several in brackets."""
        if len(factors) == 1:
            text = self._factor(factors[0], last=False)
            return self._bracket(text) if isinstance(factors[0], Pow) and "/" in text else text
        return self._bracket(self._beside(factors))

    def _factor(self, factor: Expr, *, last: bool) -> str:
        text = self.shown(factor)
        if self._is_commutator(factor):
            return text
        if (
            isinstance(factor, Add | Mul | Relational | BooleanFunction)
            or text.startswith("-")
            or (isinstance(factor, Rational) and factor.q != 1)
        ):
            return self._bracket(text)
        if isinstance(factor, Sum | Product) or text.startswith((r"\int", r"\partial")):
            return text if last else self._bracket(text)
        return text

    def _row(self, operators: Iterable[Expr], *, divided: bool = False) -> str:
        """Operators in their order; a sum at the end is open unless a slash follows."""
        *factors, last = operators
        return _spaced([*(self._factor(factor, last=False) for factor in factors), self._factor(last, last=not divided)])

    def _bracket(self, text: str) -> str:
        if not TALL.search(text) or self.inline:
            return f"[{text}]" if _BRACKETS.search(text) and "[" not in text and not self.inline else f"({text})"
        return rf"\left[{text}\right]" if r"\left(" in text and r"\left[" not in text else rf"\left({text}\right)"

    # powers

    def _print_Pow(self, expr: Pow) -> str:
        base, power = expr.base, expr.exp
        if base.is_commutative is False and power.is_Integer and 0 < power < MOST_FACTORS:
            return self._row([base] * int(power))
        if power == Rational(1, 2):
            return rf"\sqrt{{{self.shown(base)}}}"
        if power.is_Rational and power < 0 and base.is_commutative:
            return self._set(quotient(expr, self.notation))
        with self._slashed():
            exponent = self.shown(power)
        return f"{self._base(base)}^{braced(exponent)}"

    def _base(self, base: Expr) -> str:
        text = self.shown(base)
        simple = isinstance(base, Symbol | Indexed | Abs | Function) or (base.is_Integer and base >= 0)
        powered = isinstance(base, exp | conjugate | adjoint) or (isinstance(base, Symbol) and "^" in text)
        return text if simple and not powered and ("|" not in text or isinstance(base, Abs)) else self._bracket(text)

    def _print_ExpBase(self, expr: Expr, exp: Any = None) -> str:
        del exp
        with self._slashed():
            exponent = self.shown(expr.args[0])
        if len(exponent) > LONGEST_EXPONENT and not self.inline:
            return rf"\exp{self._bracket(self.shown(expr.args[0]))}"
        return f"e^{braced(exponent)}"


def braced(text: str) -> str:
    """What stands in a script, in braces unless it is one character."""
    return text if len(text) == 1 else f"{{{text}}}"


def _is_wide(factor: Expr) -> bool:
    return isinstance(factor, Add | Sum | Product | exp) or (isinstance(factor, Pow) and isinstance(factor.base, Add))


def _spaced(texts: list[str]) -> str:
    """Factors beside each other, with a space where two would run together."""
    found = texts[0]
    for text in texts[1:]:
        if found.endswith(r"\rangle") and text.startswith("|") and text.endswith(r"\rangle"):
            text = rf" \otimes {text}"
        close = text[:1].isalpha() and bool(re.search(r"[^^0-9]\d$|^\d+$", found))  # 2q, p_1p_2, but q^2 e^x
        beside = " " if found[-1:].isalnum() and text[:1].isalnum() and not close else ""
        found += rf"\cdot {text}" if text[:1].isdigit() else beside + text
    return found
