r"""Read LaTeX: a formula, or a block of statements, as the trees that the reader of plain text makes of the same formulas.

What is read: the notation of `words`, and brackets of all sizes, `\frac12` and slashes, `\exp(..)` and `e^{..}`, sums and products
with `_{K=1}^{N}` and `_{K>M=1}^{N}`, kets, dyads and matrix elements, commutators and anticommutators, daggers and stars,
derivatives by the time, events joined by `\wedge` and `\dots`, matrices and cases, chains of relations, and environments with
their rows.
How far a sum reaches, and what a slash divides by, is stated in `terms`; which bar is which, in `tokens`.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

import sympy
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.bounds import check_size
from bornproof.proofs.formulas.latex.faults import fault, nearest
from bornproof.proofs.formulas.latex.part_rules import Matrix
from bornproof.proofs.formulas.latex.phrases import Macros, phrases
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
from bornproof.proofs.formulas.literal import written
from bornproof.proofs.formulas.reader import Read, Reader
from bornproof.proofs.formulas.syntax import quote

__all__ = ["Statement", "read_latex", "read_statements"]

_RELATIONS: Mapping[type[ast.cmpop], Any] = {
    ast.Eq: sympy.Eq, ast.NotEq: sympy.Ne, ast.Lt: sympy.Lt, ast.Gt: sympy.Gt, ast.LtE: sympy.Le, ast.GtE: sympy.Ge,
}  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """Sides with relations between them, as `=`, `:=` or `<`, and the condition named after them, if one is."""

    sides: tuple[Any, ...]
    relations: tuple[str, ...] = ()
    condition: Any = None

    @property
    def relation(self) -> Any:
        """The relation that it states, or the only side."""
        found = [written(_BY_SIGN[sign], a, b) for sign, a, b in zip(self.relations, self.sides, self.sides[1:], strict=False)]
        return self.sides[0] if not found else found[0] if len(found) == 1 else written(sympy.And, *found)


def read_latex(text: str, vocabulary: Vocabulary, macros: Macros = None, *, line: bool = False) -> Any:
    r"""The formula, matrix, relation or condition that `text` says, as it is written: nothing is cancelled.

    Parameters
    ----------
    text
        LaTeX, of one formula.
    vocabulary
        What its names stand for.
    macros
        Commands besides those of LaTeX: their number of arguments, and what they stand for.
    line
        Whether the text is a line of Unicode, as `unicode_printer` prints it, and not LaTeX.

    Raises
    ------
    ReadError
        With line and column, for whatever cannot be read.

    Examples
    --------
    >>> q, kappa, t = sympy.symbols("q kappa t", positive=True)
    >>> read_latex(r"-q\sqrt{1-q^2}\,e^{-\kappa t/2}", Vocabulary((q, kappa, t)))
    -q*sqrt(1 - q**2)*exp(-kappa*t/2)
    >>> read_latex(r"1 + \kapa", Vocabulary((kappa,)))
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.ReadError: line 1, column 5: `\kapa` is not a command of the notation; did you mean `\kappa`?
    """
    statements = read_statements(text, vocabulary, macros, line=line)
    if len(statements) != 1:
        raise ReadError(f"one formula must be given, not {len(statements)}")
    (statement,) = statements
    if statement.condition is not None:
        raise ReadError("a formula must be given without a condition")
    return statement.relation


def read_statements(text: str, vocabulary: Vocabulary, macros: Macros = None, *, line: bool = False) -> list[Statement]:
    r"""All statements of a block, such as the rows of an `align`; raises as `read_latex` does.

    >>> a, b = sympy.symbols("a b")
    >>> block = r"\begin{align} a &= b \\ &= 2, \\ b &> 1. \end{align}"
    >>> [statement.relations for statement in read_statements(block, Vocabulary((a, b)))]
    [('=', '='), ('>',)]
    """
    try:
        reader = _Latex(text, vocabulary.scope, vocabulary.taken, vocabulary)
        return [
            Statement(
                tuple(reader.whole(side) for side in phrase.sides),
                phrase.relations,
                reader.whole(phrase.condition) if phrase.condition is not None else None,
            )
            for phrase in phrases(text, vocabulary, macros, line=line)
        ]
    except ReadError:
        raise
    except RecursionError:
        raise ReadError(f"{quote(text)} is nested too deeply") from None
    except Exception as error:
        # as for plain text, SymPy has its own opinion of what may be combined
        raise ReadError(f"{quote(text)} makes no sense: {quote(str(error))}") from None


_BY_SIGN = {"=": sympy.Eq, ":=": sympy.Eq, "<": sympy.Lt, ">": sympy.Gt, r"\le": sympy.Le, r"\ge": sympy.Ge, r"\ne": sympy.Ne}


@dataclass(frozen=True)
class _Latex(Reader):
    """The reader of plain text, for trees that come from LaTeX: with relations, and places in errors."""

    vocabulary: Vocabulary

    def whole(self, node: ast.expr) -> Any:
        """A side: a matrix, or anything else."""
        if isinstance(node, Matrix):
            rows = [[self.whole(entry) for entry in row] for row in node.rows]
            if not all(
                isinstance(entry, sympy.Expr) and not isinstance(entry, sympy.ImmutableMatrix) for row in rows for entry in row
            ):
                raise fault(self.source, node.col_offset, "the entries of a matrix must be numbers or operators")
            return sympy.ImmutableMatrix(rows)
        self._check_kinds(node)
        found = self.read(node, 0)
        check_size(found.value)
        return found.tree

    def read(self, node: ast.expr, depth: int) -> Read:
        """As for plain text; an error names the place of the innermost node that has it."""
        try:
            return super().read(node, depth)
        except ReadError as error:
            if str(error).startswith("line "):
                raise
            raise fault(self.source, getattr(node, "col_offset", 0), str(error)) from None

    def _read(self, node: ast.expr, depth: int) -> Read:
        match node:
            case ast.Compare(left=left, ops=ops, comparators=others):
                sides = [self.read(side, depth) for side in (left, *others)]
                links = [(_RELATIONS[type(op)], a, b) for op, a, b in zip(ops, sides, sides[1:], strict=False)]
                found = [Read(kind(a.value, b.value), written(kind, a.tree, b.tree)) for kind, a, b in links]
                return found[0] if len(found) == 1 else self._joined(sympy.And, found)
            case ast.BoolOp(op=op, values=values):
                kind = sympy.And if isinstance(op, ast.And) else sympy.Or
                return self._joined(kind, [self.read(value, depth) for value in values])
            case Matrix():
                raise ReadError("a matrix inside of a formula is not part of the notation")
        return super()._read(node, depth)

    def _check_kinds(self, whole: ast.expr) -> None:
        """Refuse relations where numbers are needed, and numbers where conditions are."""
        for node in ast.walk(whole):
            if getattr(node, "beside", False):
                raise fault(self.source, node.right.col_offset, r"two numbers beside each other; write \cdot")  # type: ignore[attr-defined]
            called = _function(node)
            for place, child in enumerate(ast.iter_child_nodes(node)):
                if not isinstance(child, ast.expr):
                    continue
                if isinstance(child, ast.Compare | ast.BoolOp) or _function(child) == r"\bigwedge":
                    if not (isinstance(node, ast.BoolOp) or called in ("P(", r"\cases") or (called == r"\bigwedge" and place == 1)):
                        raise fault(self.source, child.col_offset, "a relation where a number is needed")
                elif isinstance(node, ast.BoolOp):
                    raise fault(self.source, child.col_offset, "a number where a condition is needed")

    def _joined(self, kind: Any, found: list[Read]) -> Read:
        return Read(kind(*(part.value for part in found)), written(kind, *(part.tree for part in found)))

    def _number(self, node: ast.Constant) -> Any:
        if isinstance(node.value, bool):
            return sympy.true if node.value else sympy.false
        return _exact(node.value)

    def _fresh(self, variable: str) -> Any:
        symbol = self.scope.get(variable)
        return symbol if symbol in self.vocabulary.bound else super()._fresh(variable)

    def _meaning(self, name: str) -> Any:
        if name in self.scope:
            return self.scope[name]
        shown = name.rstrip("(_0") or name
        if shown in (r"|.\rangle", r"|.\rangle\langle.|", r"\langle.|.\rangle"):
            raise ReadError(f"{quote(shown)} is not known here")
        words = sorted(self.vocabulary.words)
        raise ReadError(f"unknown name {quote(shown)}{nearest(shown, words)}; known: {', '.join(words)}")


def _function(node: ast.AST) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


@lru_cache(maxsize=1024)
def _exact(value: int | Fraction) -> sympy.Rational:
    return sympy.Rational(value.numerator, value.denominator)
