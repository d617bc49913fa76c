"""Numbers as Coq terms: a whitelist of SymPy's nodes, each read as a real or a complex number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from bornproof.proofs.kernel.link_levels import Levels, UnlinkableError, shown, untranslated
from sympy import Abs, Add, Basic, Expr, Heaviside, Indexed, Integer, KroneckerDelta, Mul, Pow, Product, Rational, Sum, Symbol, exp
from sympy import I as imaginary_unit
from sympy.core.function import AppliedUndef

__all__ = ["Numbers"]


@dataclass
class Numbers(Levels):
    """Translates the numbers of one entry.

    A notation's own class gives `NUMBERS`, its real symbols, each with what SymPy must know of it, `FAMILIES` of complex
    numbers with their types, and all `COMPLEX` tables. It says what entries of other tables and its functions are.
    """

    NUMBERS: ClassVar[Mapping[str, str]] = {}
    FAMILIES: ClassVar[Mapping[str, str]] = {}
    COMPLEX: ClassVar[frozenset[str]] = frozenset()

    def real_entry(self, expr: Indexed) -> str:
        """An entry of a table of real numbers."""
        raise untranslated(expr, "a real number")

    def complex_entry(self, expr: Indexed) -> str:
        """An entry of a table of complex numbers."""
        base, levels = expr.base.label.name, expr.indices
        if len(levels) != self.FAMILIES.get(base, "").count("nat"):
            raise UnlinkableError(f"{shown(expr)} has no translation: so many indices {base} does not take")
        return f"({self.use(base, self.FAMILIES[base])} {' '.join(map(self.level, levels))})"

    def function(self, expr: AppliedUndef) -> str:
        """A function whose values are real numbers."""
        raise untranslated(expr, "a real number")

    def real(self, expr: Basic) -> str:
        """A real number, to be read in the scope of R."""
        match expr:
            case Integer():
                return f"({expr})" if expr < 0 else str(expr)
            case Rational():
                return f"({expr.p} / {expr.q})"
            case Symbol() if self.is_level(expr):
                return f"INR {self.level(expr)}"
            case Symbol() if expr.name in self.NUMBERS and getattr(expr, self.NUMBERS[expr.name]):
                return self.use(expr.name, "R")
            case Add():
                return f"({' + '.join(map(self.real, expr.args))})"
            case Mul():
                return _product(expr, self.real)
            case Pow():
                return self._power(expr)
            case exp():
                return f"exp {self._argument(expr.args[0])}"
            case Heaviside() if expr.args[1] == 0:
                return f"Statements.theta {self._argument(expr.args[0])}"
            case KroneckerDelta() if len(expr.args) == 2:
                return f"Statements.delta {self.level(expr.args[0])} {self.level(expr.args[1])}"
            case Abs() if self.is_complex(expr.args[0]):
                return f"Cmod {self.complex(expr.args[0])}%C"
            case Sum() | Product():
                return self.fold("sum" if isinstance(expr, Sum) else "product", expr, self.real)
            case Indexed():
                return self.real_entry(expr)
            case AppliedUndef():
                return self.function(expr)
        raise untranslated(expr, "a real number")

    def complex(self, expr: Basic) -> str:
        """A complex number, to be read in the scope of C."""
        match expr:
            case _ if expr == imaginary_unit:
                return "Ci"
            case Add():
                return f"({' + '.join(map(self.complex, expr.args))})"
            case Mul():
                return _product(expr, self.complex)
            case Sum():
                return self.fold("csum", expr, self.complex)
            case Indexed() if self.is_complex(expr):
                return self.complex_entry(expr)
        if not self.is_complex(expr):
            return f"(RtoC {self._argument(expr)}%R)"
        raise untranslated(expr, "a complex number")

    def is_complex(self, expr: Basic) -> bool:
        """Whether a complex number occurs in it; a modulus and the value of a function are real."""
        if expr == imaginary_unit:
            return True
        if isinstance(expr, Abs | AppliedUndef):
            return False
        if isinstance(expr, Indexed):
            return expr.base.label.name in self.COMPLEX
        return any(map(self.is_complex, expr.args))

    def _power(self, expr: Pow) -> str:
        base, power = expr.args
        text = self.real(base)
        if power == Rational(1, 2):
            self.demand(f"(0 <= {text})%R")
            return f"(sqrt {text})"
        if not isinstance(power, Integer):
            raise UnlinkableError(f"the power {power} has no translation")
        if power < 0:
            self.demand(f"({text} <> 0)%R")
        raised = f"({text})" if abs(power) == 1 else f"({text} ^ {abs(power)})"
        return f"(/ {raised})" if power < 0 else raised

    def _argument(self, expr: Basic) -> str:
        text = self.real(expr)
        return text if text.startswith("(") else f"({text})"

    def fold(self, fold: str, expr: Expr, body: Any, depth: int | None = None) -> str:
        """The outermost sum or product, and inside it the others; the last of SymPy's limits is the outermost."""
        depth = len(expr.limits) if depth is None else depth
        if depth == 0:
            text: str = body(expr.function)
            return text
        name, low, high = expr.limits[depth - 1]
        limits = self.level(low), self.level(high)
        with self.binding(name, *limits) as bound:
            inside = self.fold(fold, expr, body, depth - 1)
        return f"(Statements.{fold} {limits[0]} {limits[1]} (fun {bound} : nat => {inside}))"


def _product(expr: Mul, factor: Callable[[Basic], str]) -> str:
    """The factors, with -1 as a sign."""
    first, *rest = expr.args
    if first == -1:
        return f"(- {' * '.join(map(factor, rest))})"
    return f"({' * '.join(map(factor, expr.args))})"
