"""SymPy expressions as plain text, in the notation that `bornproof check` reads."""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from bornproof.proofs.formulas.latex.symbols import INITIAL
from bornproof.proofs.formulas.words import NOTATION, PRINTED, Operation
from sympy import Add, And, Basic, Expr, Heaviside, ImmutableMatrix, Mul, Or, Product, Sum
from sympy.printing.str import StrPrinter

__all__ = ["all_of", "as_text", "as_text_sum", "entry_name", "joined_terms", "plain_name", "print_order"]

_REMEMBERED = 4096

_SPELLED = (
    (INITIAL, "0"), ("'", "_prime"), (r"\uparrow", "_up"), (r"\downarrow", "_down"), (r"\rangle", "_"), (r"\langle", "_"),
    (r"\!", "_"), ("|", "_"),
)  # fmt: skip


class _Text(StrPrinter):  # type: ignore[misc]  # SymPy ships no types
    printmethod = "_bornproof"  # or entries would print themselves

    def __init__(self, order: str | None) -> None:
        super().__init__({"order": order})
        self._known = lru_cache(maxsize=_REMEMBERED)(super()._print)

    def _print(self, expr: Any, **kwargs: Any) -> str:
        """Print a part once: the mutants of a formula are the formula but for the way down to one place."""
        return str(super()._print(expr, **kwargs) if kwargs or not isinstance(expr, Basic) else self._known(expr))

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
        return " and ".join(sorted(f"({self._print(part)})" if isinstance(part, Or) else self._print(part) for part in expr.args))

    def _print_Or(self, expr: Any) -> str:
        return " or ".join(sorted(f"({self._print(part)})" if isinstance(part, And) else self._print(part) for part in expr.args))

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


def as_text(expr: Basic) -> str:
    """The expression in the plain notation that `bornproof check` reads; relations with =, !=, <, <=, >, >=.

    >>> from sympy import Heaviside, IndexedBase
    >>> as_text(Heaviside(-IndexedBase("sigma")[2], 0))
    'theta(-sigma[2])'
    """
    if isinstance(expr, ImmutableMatrix):
        return "[" + ", ".join("[" + ", ".join(as_text(e) for e in row) + "]" for row in expr.tolist()) + "]"
    return str(_printer(print_order(expr)).doprint(expr))


@lru_cache
def _printer(order: str | None) -> _Text:
    return _Text(order)


def print_order(expr: Basic) -> str | None:
    """SymPy's order of terms, or theirs as they stand where a sum or a product is a number: SymPy would work it out for that.

    >>> from sympy import Product, Symbol
    >>> k = Symbol("k", integer=True)
    >>> print_order(Product(k, (k, 1, 10**12)) - 1), print_order(Symbol("a") - 1)
    ('none', None)
    """
    numbers = [node for node in expr.atoms(Sum, Product) if not node.free_symbols]
    return "none" if numbers and any(around.has(*numbers) for around in expr.atoms(Add, Mul)) else None


def as_text_sum(terms: Mapping[Expr, int | Fraction]) -> str:
    """A sum of terms with numbers before them, in the plain notation; each term is printed once and remembered.

    >>> from sympy import IndexedBase
    >>> sigma = IndexedBase("sigma")
    >>> as_text_sum({sigma[2]: 2, sigma[3]: -1, sigma[4]: Fraction(-1, 2)})
    '2*sigma[2] - sigma[3] - 1/2*sigma[4]'
    """
    return joined_terms(terms, _text_of, "*", str)


def all_of(conditions: Iterable[str]) -> str:
    """Conditions that all have to hold, in words; one of several that is an alternative is in brackets.

    >>> all_of(["q != 0", "a > 0 or b > 0"]), all_of(["a > 0 or b > 0"])
    ('q != 0 and (a > 0 or b > 0)', 'a > 0 or b > 0')
    """
    texts = list(conditions)
    either = (" or ", "∨", r"\vee", r"\lor")
    return " and ".join(f"({text})" if len(texts) > 1 and any(word in text for word in either) else text for text in texts)


def joined_terms(
    terms: Mapping[Expr, int | Fraction], write: Callable[[Expr], str], times: str, number: Callable[[int | Fraction], str]
) -> str:
    """Terms, written by `write`, with numbers and signs before them."""
    pieces = []
    for term, factor in terms.items():
        size, text = max(factor, -factor), write(term)
        pieces += ["-" if factor < 0 else "+", text if size == 1 else number(size) if term == 1 else f"{number(size)}{times}{text}"]
    if not pieces:
        return "0"
    return {"+": "", "-": "-"}[pieces[0]] + " ".join(pieces[1:])


@lru_cache(maxsize=2**16)
def _text_of(term: Expr) -> str:
    return f"({as_text(term)})" if term.is_Add else as_text(term)
