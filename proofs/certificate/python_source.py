"""SymPy trees as Python source that SymPy alone can run: whole numbers are loops and indices, all else is exact."""

import keyword
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.plain_printer import plain_name
from sympy import Abs, Basic, Expr, Heaviside, ImmutableMatrix, Indexed, IndexedBase, KroneckerDelta, Pow, Rational, Symbol
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.printing.precedence import PRECEDENCE
from sympy.printing.str import StrPrinter

__all__ = ["WIDTH", "Source", "Words", "folded", "wrapped"]

WIDTH = 126  # of a file
_ATOM = re.compile(r"\w+|\w+\[[^][]*\]|\w+\([^()]*\)")
_TAKEN = {
    "iu", "theta", "delta", "total", "product", "zero", "Table", "loop", "printed", "stated", "derived", "corrected", "check",
    "checks",
    "sqrt", "exp", "sign", "re", "im", "Abs", "Max", "Min", "Symbol", "Integer", "Rational", "Matrix", "pi", "E", "log", "sin",
    "cos",
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """What a notation has besides plain formulas, as source.

    Parameters
    ----------
    calls
        For a symbol or function that is no number: what makes its source of the printer and the node.
    helpers
        The source of the functions that these call, by name; one may call those before it.
    weights
        Tables b with |b_n|^2 = S_n - S_(n-1), each with its S.
    reserved
        Symbols and tables that the helpers name, by the names that they have there.
    defined
        By the id of an entry (`ID:corrected` for what is corrected; `ID:1`, `ID:2`, .. for several quantities of one): the
        quantity from its definition, in the words of the file; or, with {} where a form is to stand, a check of the form.
        ` only if CONDITION` at its end leaves out other levels, which would take too long.
        ` :: WORDS` after that says what is checked where that is less than the definition, or at numbers alone.
    """

    calls: Mapping[Any, Callable[..., str]] = field(default_factory=dict)
    helpers: Mapping[str, str] = field(default_factory=dict)
    weights: Mapping[IndexedBase, IndexedBase] = field(default_factory=dict)
    reserved: Mapping[str, Any] = field(default_factory=dict)
    defined: Mapping[str, str] = field(default_factory=dict)


class Source(StrPrinter):  # type: ignore[misc]  # SymPy ships no types
    """The printer of one certificate, which knows afterwards which symbols and tables it has named.

    >>> from sympy import Sum, symbols
    >>> K, N = symbols("K N", integer=True)
    >>> Source().of(Sum(IndexedBase("rho")[K, K] / 2, (K, 1, N)))
    'total(rho[K, K]/2 for K in loop(1, N))'
    """

    printmethod = "_bornproof_source"  # or entries would print themselves

    def __init__(self, words: Words | None = None) -> None:
        super().__init__()
        self.words = words or Words()
        self.names: dict[Any, str] = {thing: name for name, thing in self.words.reserved.items()}

    def of(self, tree: Basic) -> str:
        """The source of a tree; raises LedgerError for what has none."""
        return str(self.doprint(tree))

    @cached_property
    def _used(self) -> set[str]:
        return {*_TAKEN, *self.words.reserved}

    def name(self, thing: Any) -> str:
        """The name of a symbol or table in the file."""
        if thing not in self.names:
            text = plain_name(str(thing.label if isinstance(thing, IndexedBase) else thing.name))
            text = "lam" if text == "lambda" else text
            while text in self._used or keyword.iskeyword(text):
                text += "_"
            self._used.add(text)
            self.names[thing] = text
        return self.names[thing]

    def emptyPrinter(self, expr: Any) -> str:
        """What has no rule of its own has no meaning here."""
        raise LedgerError(f"{type(expr).__name__} cannot be written for SymPy alone")

    def _print_Symbol(self, expr: Symbol) -> str:
        return self.words.calls[expr](self, expr) if expr in self.words.calls else self.name(expr)

    def _print_Dummy(self, expr: Symbol) -> str:
        return self.name(expr)

    def _print_Indexed(self, expr: Indexed) -> str:
        return f"{self.name(expr.base)}[{', '.join(map(self._print, expr.indices))}]"

    def _print_ImaginaryUnit(self, _expr: Basic) -> str:
        return "iu"

    def _print_BooleanTrue(self, _expr: Basic) -> str:
        return "True"

    def _print_Function(self, expr: Any) -> str:
        call = self.words.calls.get(expr.func)
        if call is None and isinstance(expr, AppliedUndef):
            raise LedgerError(f"{expr.func.__name__} has no meaning for SymPy alone")
        return call(self, expr) if call else f"{expr.func.__name__}({', '.join(map(self._print, expr.args))})"

    _print_LatticeOp = _print_Function

    def _print_Heaviside(self, expr: Heaviside) -> str:
        return f"theta({self._print(expr.args[0])})"

    def _print_KroneckerDelta(self, expr: KroneckerDelta) -> str:
        return f"delta({', '.join(map(self._print, expr.args))})"

    def _print_adjoint(self, expr: Any) -> str:
        inner = expr.args[0]
        return f"{self._print(inner)}.H" if inner.is_Symbol or isinstance(inner, AppliedUndef) else f"({self._print(inner)}).H"

    _print_Adjoint = _print_Dagger = _print_adjoint  # the last, once sympy.physics.quantum was imported

    def _print_Rational(self, expr: Rational) -> str:
        return f"Rational({expr.p}, {expr.q})" if expr.q != 1 else str(expr.p)

    _print_Half = _print_Rational

    def _print_Mul(self, expr: Any) -> str:
        number, rest = expr.as_coeff_mul()
        if not number.is_Rational:
            number, rest = Rational(1), expr.args
        below_line = {part: part.is_Pow and part.exp.is_Rational and part.exp.is_negative and part.is_commutative for part in rest}
        over = [Pow(part.base, -part.exp, evaluate=False) if part.exp != -1 else part.base for part in rest if below_line[part]]
        factors = [part for part in rest if not below_line[part]]
        texts = [self._factor(part) for part in factors]
        size = abs(number)
        if size.p != 1 or not texts:
            texts.insert(0, str(size.p) if factors or (size.q == 1 and not over) else f"Integer({size.p})")
        below = [self.parenthesize(part, PRECEDENCE["Pow"]) for part in over] + ([str(size.q)] if size.q != 1 else [])
        return ("-" if number < 0 else "") + "*".join(texts) + "".join(f"/{text}" for text in below)

    def _factor(self, part: Any) -> str:
        text = self._print(part)
        return f"({text})" if part.is_Add or text.startswith("-") or isinstance(part, Relational) else text

    def _print_Pow(self, expr: Any, rational: bool = False) -> str:  # noqa: ARG002  (SymPy's signature)
        base, power = expr.base, expr.exp
        if isinstance(base, Abs) and power.is_Integer and power % 2 == 0 and power > 0 and (found := self._weights(base.args[0])):
            return found if power == 2 else f"({found})**{power / 2}"
        if power == Rational(1, 2):
            return f"sqrt({self._print(base)})"
        if power == -1 and expr.is_commutative:
            return f"Integer(1)/{self.parenthesize(base, PRECEDENCE['Pow'])}"
        return "**".join(text if _ATOM.fullmatch(text) else f"({text})" for text in map(self._print, expr.args))

    def _weights(self, inside: Expr) -> str:
        """|a b|^2 as |a|^2 |b|^2, where one of them is a difference of partial sums."""
        parts, found = (inside.args if inside.is_Mul else (inside,)), False
        texts = []
        for part in parts:
            if isinstance(part, Indexed) and part.base in self.words.weights:
                found, sums, (level,) = True, self.name(self.words.weights[part.base]), part.indices
                texts.append(f"({sums}[{self._print(level)}] - {sums}[{self._print(level - 1)}])")
            else:
                texts.append(f"Abs({self._print(part)})**2")
        return "*".join(texts) if found else ""

    def _print_Relational(self, expr: Any) -> str:
        return f"{self._print(expr.lhs)} {expr.rel_op} {self._print(expr.rhs)}"

    def _print_And(self, expr: Any) -> str:
        return " and ".join(f"({self._print(part)})" for part in sorted(expr.args, key=str))

    def _print_Or(self, expr: Any) -> str:
        return " or ".join(f"({self._print(part)})" for part in sorted(expr.args, key=str))

    def _print_Piecewise(self, expr: Any) -> str:
        (value, condition), *rest = expr.args
        if condition == True or not rest:  # noqa: E712  (SymPy's truth)
            return f"({self._print(value)})"
        return f"({self._print(value)} if {self._print(condition)} else {self._print(expr.func(*rest))})"

    def _print_Sum(self, expr: Any, name: str = "total") -> str:
        loops = " ".join(
            f"for {self._print(index)} in loop({self._print(low)}, {self._print(high)})"
            for index, low, high in reversed(expr.limits)
        )
        return f"{name}({self._print(expr.function)} {loops})"

    def _print_Product(self, expr: Any) -> str:
        return self._print_Sum(expr, "product")

    def _print_ImmutableDenseMatrix(self, expr: ImmutableMatrix) -> str:
        rows = ", ".join(f"[{', '.join(map(self._print, row))}]" for row in expr.tolist())
        return f"Matrix([{rows}])"

    def _print_Add(self, expr: Any, order: str | None = None) -> str:  # noqa: ARG002  (SymPy's signature)
        negative = {part: part.could_extract_minus_sign() and not part.is_Add for part in expr.args}
        parts = sorted(expr.args, key=lambda part: negative[part])
        texts = [self._factor(-part) if negative[part] else self._print(part) for part in parts]
        signs = ["-" if negative[part] else "+" for part in parts]
        line = "".join(f" {sign} {text}" for sign, text in zip(signs, texts, strict=True))
        return line.removeprefix(" + ") if line.startswith(" + ") else f"-{line.removeprefix(' - ')}"


def wrapped(text: str, width: int = WIDTH, indent: str = "        ") -> Iterable[str]:
    """The lines of an expression that stands within brackets, cut at blanks."""
    line = ""
    for word in text.split(" "):
        if line and len(line) + len(word) + 1 + len(indent) > width:
            yield f"{indent}{line}"
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield f"{indent}{line}"


def folded(line: str) -> Iterable[str]:
    """The lines of a line of code, cut at blanks within brackets where it is too long; what is said of it then stands above it.

    >>> [len(short) for short in folded("x = f(" + ", ".join(["long_name"] * 12) + ")")]
    [126, 18]
    """
    code, _, comment = line.partition("  # ")
    if len(line) <= WIDTH:
        yield line
        return
    indent = " " * (len(code) - len(code.lstrip()))
    if comment:
        yield from wrapped(comment, indent=f"{indent}# ")
    before, start, cut, depth, quote = "", 0, 0, 0, ""
    for place, letter in enumerate(code):
        if quote or letter in "\"'":
            quote = "" if letter == quote else quote or letter
        elif letter == " " and depth:
            cut = place
        depth += 0 if quote else (letter in "([{") - (letter in ")]}")
        if len(before) + place - start >= WIDTH and cut > start:
            yield before + code[start:cut]
            before, start = f"{indent}        ", cut + 1
    yield before + code[start:]
