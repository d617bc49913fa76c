"""Numbers as Coq terms: a whitelist of SymPy's nodes, each read as a real or a complex number.

The words are those of Statements.v; the table of symbols is a translation of notation: alpha, p, rho, H, sigma, S, P.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bornproof.proofs.kernel.link_levels import LEVELS, Levels, UnlinkableError, shown, untranslated
from sympy import (
    Abs,
    Add,
    Basic,
    Expr,
    Gt,
    Heaviside,
    Indexed,
    Integer,
    KroneckerDelta,
    Lt,
    Mul,
    Pow,
    Product,
    Rational,
    Sum,
    Symbol,
    exp,
)
from sympy import I as imaginary_unit
from sympy.core.function import AppliedUndef

__all__ = ["Numbers"]

NUMBERS = {  # what SymPy must know of each; X is the indeterminate of a polynomial, which its values at real numbers determine
    "kappa": "is_positive", "t": "is_nonnegative", "q": "is_nonnegative", "X": "is_commutative",
}  # fmt: skip
COMPLEX = {"alpha": "nat -> C", "beta": "nat -> C", "lambda": "nat -> C", "f": "nat -> nat -> C"}  # families of numbers


@dataclass
class Numbers(Levels):
    """Translates the numbers of one entry.

    Parameters
    ----------
    solution
        Whether rho stands for a solution, a matrix at each time, and not for any matrix.
    hamiltonian
        Whether the law has the Hamiltonian H; else it is that with H = 0.
    averaged
        Whether rho stands for a solution for each value of the hidden variables, of which the average is meant.
    """

    solution: bool
    hamiltonian: bool = False
    averaged: bool = False

    def real(self, expr: Basic) -> str:
        """A real number, to be read in the scope of R."""
        match expr:
            case Integer():
                return f"({expr})" if expr < 0 else str(expr)
            case Rational():
                return f"({expr.p} / {expr.q})"
            case Symbol() if expr.name in LEVELS:
                return f"INR {self.level(expr)}"
            case Symbol() if expr.name in NUMBERS and getattr(expr, NUMBERS[expr.name]):
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
                return self._fold("sum" if isinstance(expr, Sum) else "product", expr, self.real)
            case Indexed():
                return self._family(expr)
            case AppliedUndef() if expr.func.__name__ == "P":
                return self._probability(expr.args)
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
                return self._fold("csum", expr, self.complex)
            case Indexed() if self.is_complex(expr):
                return self._complex_family(expr)
        if not self.is_complex(expr):
            return f"(RtoC {self._argument(expr)}%R)"
        raise untranslated(expr, "a complex number")

    def matrix(self, name: str) -> str:
        """A free matrix: rho, or the Hamiltonian, where the law has one."""
        if name == "H" and not self.hamiltonian:
            raise UnlinkableError("the Hamiltonian stands where the law has none")
        return self.use(name, "Statements.matrix")

    def weights(self, amplitudes: str = "alpha") -> str:
        """The squared moduli of the amplitudes, as a function of the level."""
        return f"(fun I : nat => (Cmod ({self.use(amplitudes, COMPLEX[amplitudes])} I) ^ 2)%R)"

    def is_complex(self, expr: Basic) -> bool:
        """Whether a complex number occurs in it; a modulus and a probability are real."""
        if expr == imaginary_unit:
            return True
        if isinstance(expr, Abs) or (isinstance(expr, AppliedUndef) and expr.func.__name__ == "P"):
            return False
        if isinstance(expr, Indexed):
            return expr.base.label.name in (*COMPLEX, "rho", "rho^{(0)}", "H")
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

    def _fold(self, fold: str, expr: Expr, body: Any, depth: int | None = None) -> str:
        """The outermost sum or product, and inside it the others; the last of SymPy's limits is the outermost."""
        depth = len(expr.limits) if depth is None else depth
        if depth == 0:
            text: str = body(expr.function)
            return text
        name, low, high = expr.limits[depth - 1]
        limits = self.level(low), self.level(high)
        with self.binding(name, *limits) as bound:
            inside = self._fold(fold, expr, body, depth - 1)
        return f"(Statements.{fold} {limits[0]} {limits[1]} (fun {bound} : nat => {inside}))"

    def _family(self, expr: Indexed) -> str:
        base, levels = expr.base.label.name, expr.indices
        if base == "sigma" and len(levels) == 1:
            return f"({self.use('sigma', 'nat -> R')} {self.index(levels[0])})"
        if base == "S" and len(levels) == 1:
            return f"(Statements.sum 1 {self.level(levels[0])} {self.weights()})"
        if base == "p" and len(levels) == 1:
            return f"(Cmod ({self.use('alpha', COMPLEX['alpha'])} {self.index(levels[0])})%C ^ 2)"
        raise untranslated(expr, "a real number")

    def _complex_family(self, expr: Indexed) -> str:
        base, levels = expr.base.label.name, expr.indices
        if base.startswith("rho") and (self.averaged or (base == "rho" and self.solution)):
            raise UnlinkableError("an entry of rho(t) stands inside a formula for one")
        if base in ("rho", "rho^{(0)}") and len(levels) == 2:
            if base == "rho^{(0)}" and not self.solution:
                raise UnlinkableError("rho(0) stands in a formula that is about no solution")
            kind = "R -> Statements.matrix" if self.solution else "Statements.matrix"
            at = "rho 0%R" if self.solution else "rho"
            self.use("rho", kind)
            return f"({at} {' '.join(map(self.index, levels))})"
        if base == "H" and len(levels) == 2:
            return f"({self.matrix('H')} {' '.join(map(self.index, levels))})"
        if len(levels) != COMPLEX.get(base, "").count("nat"):
            raise UnlinkableError(f"{shown(expr)} has no translation: so many indices {base} does not take")
        return f"({self.use(base, COMPLEX[base])} {' '.join(map(self.level, levels))})"

    def _probability(self, events: tuple[Basic, ...]) -> str:
        """One event about one lambda: an area on its disk; several: an average over all disks."""
        if len(events) == 1 and isinstance(events[0], Gt | Lt):
            return f"(Statements.disk_average (fun z : C => {self._step(events[0], 'z')}))"
        steps = []
        for event in events:
            if isinstance(event, AppliedUndef) and event.func.__name__ == "Each":
                inner, level, low, high = event.args
                limits = self.level(low), self.level(high)
                with self.binding(level, *limits) as bound:
                    step = self._step(inner, "")
                steps.append(f"Statements.product {limits[0]} {limits[1]} (fun {bound} : nat => {step})")
            else:
                steps.append(self._step(event, ""))
        return f"(Statements.disk_expectation {self.levels} (fun l : nat -> C => ({' * '.join(steps)})%R))"

    def _step(self, event: Basic, draw: str) -> str:
        """The number 1 where the event about sigma_n happens and 0 elsewhere; lambda_n is the draw, or l n."""
        left, right = event.args if isinstance(event, Gt | Lt) else (event, None)
        if not (isinstance(left, Indexed) and left.base.label.name == "sigma" and right == 0):
            raise untranslated(event, "an event")
        value = self.sigma(left.indices[0], draw)
        return f"Statements.theta ({'- ' if isinstance(event, Lt) else ''}{value})"

    def sigma(self, level: Basic, draw: str = "", amplitudes: str = "alpha") -> str:
        """Eq. (13) for a level, at the draw of its lambda (of the family l, if no other is named)."""
        text = self.index(level, 2)
        return f"Statements.sigma_n {self.weights(amplitudes)} {text} (Statements.norm2 {draw or f'(l {text})'})"


def _product(expr: Mul, factor: Callable[[Basic], str]) -> str:
    """The factors, with -1 as a sign."""
    first, *rest = expr.args
    if first == -1:
        return f"(- {' * '.join(map(factor, rest))})"
    return f"({' * '.join(map(factor, expr.args))})"
