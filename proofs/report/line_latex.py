"""How a line of the ledger is set: its rows and forms as they are typed, or as they would be, and the sign behind its name."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.typst import has_typst
from bornproof.proofs.ledger import Claim, Form
from bornproof.proofs.report.document import Formula, behind_signs, equated, sign_before
from sympy import Basic, ImmutableMatrix

__all__ = ["cut", "latex_of", "line_of", "one_line", "rows_of", "typed_forms", "typed_rows"]


def latex_of(forms: Iterable[Basic], claim: Claim) -> Iterator[str]:
    """The forms as LaTeX, a column as a row in parentheses."""
    notation = claim.language.notation
    for form in forms:
        column = isinstance(form, ImmutableMatrix) and form.cols == 1
        yield f"({', '.join(as_latex(entry, notation) for entry in form)})" if column else as_latex(form, notation)


def typed_forms(forms: Iterable[Basic], claim: Claim, line: Form | None = None) -> Iterator[str]:
    """Forms of what a claim prints, or of another line of it, as the ledger types them, of which they were read.

    A column, and what cannot be told apart in the text, is as it would be set.
    """
    told = (claim.printed, claim.printed_as_typed) if line is None else (line.expressions, line.as_typed)
    typed = dict(zip(*told, strict=False))
    for form in forms:
        text = "" if isinstance(form, ImmutableMatrix) else typed.get(form, "")
        yield text if text and has_typst(text) else next(latex_of((form,), claim))


def line_of(claim: Claim, forms: Sequence[Basic], line: Form | None = None) -> Formula:
    """Forms of what a claim prints, or of another line of it, below each other behind their name."""
    name = (line.name if line else "") or claim.name
    sign = sign_before(forms, defines=(line or claim).defined_by(forms))
    return equated(name, typed_forms(forms, claim, line), sign=sign)


def rows_of(claim: Claim, forms: Sequence[Basic], line: Form | None = None) -> Formula:
    """The same, and all forms of a line with several names as its rows are typed."""
    rows = typed_rows(line.source if line else claim.printed_source)
    whole = tuple(forms) == (line.expressions if line else claim.printed)
    return Formula(rows) if whole and sum(bool(left) for left, _ in rows) > 1 else line_of(claim, forms, line)


def one_line(claim: Claim, forms: Sequence[Basic], line: Form | None = None) -> str:
    """The same in one line."""
    name = (line.name if line else "") or claim.name
    sign = sign_before(forms, defines=(line or claim).defined_by(forms))
    return " ".join([name, *behind_signs(typed_forms(forms, claim, line), sign)]).strip()


def typed_rows(source: str) -> tuple[tuple[str, str], ...]:
    """The left and right parts of the rows of a line as it is typed."""
    rows = (row.partition("&") for row in cut(source, r"\\") if row.strip())
    return tuple((left.strip(), right.strip()) for left, _, right in rows)


def cut(latex: str, sign: str) -> list[str]:
    r"""The rows of an `align`, which end with `\\`, or what stands between its marks `&`: a matrix in it is not cut.

    >>> cut(r"a &= \begin{pmatrix} b & c \end{pmatrix}", "&")
    ['a ', '= \\begin{pmatrix} b & c \\end{pmatrix}']
    """
    pieces, depth = [""], 0
    for part in re.split(r"(\\\\|(?<!\\)&|\\begin\{\w+\}|\\end\{\w+\})", latex):
        depth += part.startswith(r"\begin") - part.startswith(r"\end")
        if part == sign and not depth:
            pieces.append("")
        else:
            pieces[-1] += part
    return pieces
