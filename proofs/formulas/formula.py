"""Read a formula in plain notation as an exact SymPy expression: what `bornproof check ID FORMULA` is given.

The notation: ``+ - * / **`` and brackets; integers and decimals, read exactly (``0.25`` is 1/4); the entry's names;
``sqrt exp log sin cos abs sign max min re im``; ``conj`` or ``conjugate``; ``dagger``; ``theta(x)``, the step with theta(0) = 0;
``delta(I, J)``; ``sum(f, (K, 1, N))`` and ``prod(f, (J, 1, N))``, several limits with the innermost first; entries such
as ``rho[1,1]`` and ``sigma[M]``; ``pi`` and ``E``; the imaginary unit as ``i`` or ``1j``, and as ``I`` where the entry
has no index of that name. A name of the entry hides the same word of the notation.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sympy
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.bounds import check_size
from bornproof.proofs.formulas.latex.faults import fault
from bornproof.proofs.formulas.reader import Matrix, Reader
from bornproof.proofs.formulas.statement import Statement
from bornproof.proofs.formulas.syntax import Syntax, sentences, syntax_tree, understood
from bornproof.proofs.formulas.words import NOTATION

__all__ = ["read_expression", "read_formula", "read_statements"]


def read_formula(text: str, names: Mapping[str, Any]) -> sympy.Expr:
    """Return the formula `text` as an exact expression in the symbols of `names`, as it is written: nothing is cancelled.

    What must hold for it to have a value is in `literal.demands`; `literal.evaluated` lets SymPy at it.

    Parameters
    ----------
    text
        The formula in the notation of this module.
    names
        What each name stands for: a Symbol, an IndexedBase (used with indices) or a function (used with arguments).
        The variable of a ``sum`` or ``prod`` is none of these: it is an integer Symbol of its own, without a sign.

    Raises
    ------
    ReadError
        For anything else: unknown names, wrong numbers of arguments, division by zero, formulas too large to be judged.

    Examples
    --------
    >>> q, kappa, t = sympy.symbols("q kappa t", positive=True)
    >>> read_formula("q*sqrt(1-q**2)/q*exp(kappa*t)", {"q": q, "kappa": kappa, "t": t})
    q*sqrt(1 - q**2)*exp(kappa*t)/q
    >>> read_formula("q(1 - q)", {"q": q})
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.ReadError: line 1, column 1: `q` is not a function; write * for a product
    """
    statements = read_statements(text, names)
    if len(statements) != 1 or statements[0].relations or statements[0].condition is not None:
        raise ReadError("a formula must be given without relations and conditions")
    return statements[0].sides[0]


def read_expression(text: str, scope: Mapping[str, Any]) -> sympy.Expr:
    """Return `text` as an expression in which the words of `scope`, and no others, have a meaning.

    Parameters
    ----------
    text
        Arithmetic, calls and indices.
    scope
        What each word stands for: an expression, an IndexedBase, a SymPy function or an `Operation`.

    Raises
    ------
    ReadError
        If the text cannot be read, or names or asks for what `scope` does not hold.

    Examples
    --------
    >>> read_expression("2*x", {"x": sympy.Rational(1, 3)})
    2/3
    """
    syntax = syntax_tree(text, scope)

    with understood(text):
        found = Reader(syntax.source, *_known(syntax, scope)).read(syntax.tree, 0)
        check_size(found.value)
        return found.value


def read_statements(text: str, names: Mapping[str, Any]) -> list[Statement]:
    """The statements of a text: chains of relations with `= != < <= > >=`, between formulas, matrices and probabilities.

    Arguments and errors are those of `read_formula`; an error names line and column.

    >>> q = sympy.Symbol("q")
    >>> (found,) = read_statements("q**2 = [q, 1; 0, 2*q] if q > 0", {"q": q})
    >>> found.sides, found.relations, found.condition
    ((q**2, Matrix([
    [q,   1],
    [0, 2*q]])), ('=',), q > 0)
    """
    scope = {**NOTATION, **names}

    def sides(syntax: Syntax) -> tuple[tuple[Any, ...], tuple[str, ...]]:
        reader, tree = _Typed.of(syntax, scope, text), syntax.tree
        nodes = [tree.left, *tree.comparators] if isinstance(tree, ast.Compare) else [tree]
        signs = tuple(_SIGNS[type(op)] for op in tree.ops) if isinstance(tree, ast.Compare) else ()
        return tuple(reader.whole(_with_rows(node)) for node in nodes), signs

    found = []
    for sentence in sentences(text, scope):
        asked = sentence.condition
        with understood(text):
            given = _Typed.of(asked, scope, text).whole(asked.tree) if asked else None
            found.append(Statement(*sides(sentence.said), given))
    return found


_SIGNS = {
    ast.Eq: "=", ast.NotEq: r"\ne", ast.Lt: "<", ast.Gt: ">", ast.LtE: r"\le", ast.GtE: r"\ge",
}  # fmt: skip


@dataclass(frozen=True)
class _Typed(Reader):
    """The reader of a text that was typed, whose errors name places."""

    syntax: Syntax
    text: str

    @classmethod
    def of(cls, syntax: Syntax, scope: Mapping[str, Any], text: str) -> "_Typed":
        """That of a part of a text."""
        return cls(syntax.source, *_known(syntax, scope), syntax, text)

    def fault(self, node: Any, what: str) -> ReadError:
        """The error that names the place of a node."""
        return fault(self.text, self.syntax.place(getattr(node, "col_offset", 0)), what)


def _known(syntax: Syntax, scope: Mapping[str, Any]) -> tuple[Mapping[str, Any], frozenset[Any]]:
    """What the words of a text mean, and the symbols that no sum can bind."""
    taken = frozenset[Any]().union(*(meaning.free_symbols for meaning in scope.values() if isinstance(meaning, sympy.Basic)))
    return {**scope, **{new: scope[old] for new, old in syntax.spelling.items()}}, taken


def _with_rows(node: ast.expr) -> ast.expr:
    """A list of lists as a matrix, and a list in parentheses as a column."""
    match node:
        case ast.Tuple(elts=entries):
            return Matrix([[entry] for entry in entries], node.col_offset)
        case ast.List(elts=rows) if rows and all(isinstance(row, ast.List) for row in rows):
            cells = [row.elts for row in rows if isinstance(row, ast.List)]
            if len(set(map(len, cells))) != 1 or not cells[0]:
                raise ReadError(f"rows must have one length, not {', '.join(str(len(row)) for row in cells)}")
            return Matrix(cells, node.col_offset)
    return node
