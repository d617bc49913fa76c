"""What is printed is read again, and compared with what it was: whether a formula may be written to a file."""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any

from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.events import Each
from bornproof.proofs.formulas.latex.blocks import read_latex
from bornproof.proofs.formulas.latex.latex_printer import as_latex, as_latex_sum
from bornproof.proofs.formulas.latex.symbols import PLAIN_NOTATION, Notation
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
from bornproof.proofs.formulas.literal import evaluated
from sympy import Add, Basic, Expr, ImmutableMatrix, IndexedBase, Product, Rational, Sum, Symbol, expand

__all__ = ["Likeness", "checked_latex", "checked_latex_sum", "likeness"]


class Likeness(StrEnum):
    """How two formulas agree."""

    SAME = "same"  # node by node, up to the names of bound levels
    EXPANDED = "same once products are multiplied out"
    DIFFERENT = "different"


def checked_latex(expr: Basic, notation: Notation = PLAIN_NOTATION, vocabulary: Vocabulary | None = None) -> str:
    r"""The expression as LaTeX that the reader has read back; raises ReadError if it is not what it was.

    >>> print(checked_latex(Symbol("q") ** 2 / 3))
    \frac{q^2}{3}
    """
    text = as_latex(expr, notation)
    _check(text, expr, vocabulary or Vocabulary.of((expr,), notation))
    return text


def checked_latex_sum(terms: Mapping[Expr, int | Fraction], notation: Notation = PLAIN_NOTATION) -> str:
    """The same for a sum, of terms with numbers before them, in their order."""
    text = as_latex_sum(terms, notation)
    total = Add(*(Rational(number.numerator, number.denominator) * term for term, number in terms.items()))
    _check(text, total, Vocabulary.of((total,), notation))
    return text


def _check(text: str, expr: Basic, vocabulary: Vocabulary) -> None:
    if likeness(read_latex(text, vocabulary), expr) is Likeness.DIFFERENT:
        raise ReadError(f"what was printed does not read back: {text}")


def likeness(one: Basic, other: Basic) -> Likeness:
    """How two formulas agree once SymPy has evaluated both.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> likeness(x * (x + y), x**2 + x * y).value
    'same once products are multiplied out'
    """
    a, b = _nameless(evaluated(one)), _nameless(evaluated(other))
    if a == b:
        return Likeness.SAME
    numbers = all(isinstance(side, Expr) and not isinstance(side, ImmutableMatrix) for side in (a, b))
    return Likeness.EXPANDED if numbers and expand(a - b) == 0 else Likeness.DIFFERENT


def _nameless(tree: Any, height: int = 0) -> Any:
    """The tree with bound levels named by how deep they are bound."""
    if isinstance(tree, Sum | Product):
        names = {limit[0]: Symbol(f"_{height}_{place}", integer=True) for place, limit in enumerate(tree.limits)}
        body, *limits = (
            _nameless(part.xreplace(names), height + 1)
            for part in (tree.function, *(b for limit in tree.limits for b in limit[1:]))
        )
        return tree.func(body, *((name, *limits[2 * place : 2 * place + 2]) for place, name in enumerate(names.values())))
    if getattr(tree, "func", None) == Each:
        name = Symbol(f"_{height}", integer=True)
        return Each(
            _nameless(tree.args[0].xreplace({tree.args[1]: name}), height + 1),
            name,
            *(_nameless(a, height + 1) for a in tree.args[2:]),
        )
    if not tree.args or isinstance(tree, IndexedBase):
        return tree
    if isinstance(tree, ImmutableMatrix):
        return tree.applyfunc(lambda entry: _nameless(entry, height))
    return tree.func(*(_nameless(arg, height) for arg in tree.args))
