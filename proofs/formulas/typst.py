r"""LaTeX mathematics in the notation of Typst, which sets a PDF without TeX.

Only what this package prints is known: symbols, letters, indices and powers, fractions, roots, brackets, matrices, cases.
Another command is refused, so that nothing is lost on the way.
"""

import re

from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex import layout
from bornproof.proofs.formulas.latex.symbols import GREEK

__all__ = ["as_typst", "has_typst", "quoted"]

_SYMBOLS = {rf"\{name}": name for name in GREEK if not name.startswith("var")} | {
    r"\,": "thin", r"\;": "thick", r"\:": "med", r"\!": "#h(-0.17em)", r"\ ": "space", r"\quad": "quad", r"\qquad": "wide",
    r"\{": "brace.l", r"\}": "brace.r", r"\langle": "chevron.l", r"\rangle": "chevron.r",
    r"\lvert": "bar.v", r"\rvert": "bar.v", r"\vert": "bar.v",
    r"\|": "bar.v.double", r"\dagger": "†", r"\partial": "partial", r"\infty": "infinity", r"\hbar": "ħ", r"\ell": "ℓ",
    r"\prime": "prime", r"\varphi": "phi", r"\vartheta": "theta.alt",
    r"\sum": "sum", r"\prod": "product", r"\int": "integral", r"\iiint": "integral.triple", r"\bigwedge": "and.big",
    r"\wedge": "and", r"\land": "and", r"\vee": "or", r"\lor": "or", r"\neg": "not", r"\pm": "plus.minus",
    r"\leq": "≤", r"\le": "≤", r"\geq": "≥", r"\ge": "≥", r"\neq": "≠", r"\ne": "≠", r"\gtrless": "≷", r"\approx": "≈",
    r"\in": "in",
    r"\to": "→", r"\rightarrow": "→", r"\Rightarrow": "⇒",
    r"\iff": "⟺", r"\Leftrightarrow": "⇔", r"\equiv": "≡", r"\coloneqq": "≔", r"\sim": "∼", r"\propto": "∝",
    r"\times": "times", r"\otimes": "⊗", r"\cdot": "dot", r"\dots": "dots.h",
    r"\ldots": "dots.h", r"\cdots": "dots.h.c", r"\uparrow": "scripts(↑)", r"\downarrow": "scripts(↓)", r"\#": r"\#", r"\%": r"\%",
    r"\lim": "lim", r"\max": "max", r"\min": "min", r"\sup": "sup", r"\inf": "inf",
    r"\det": "det", r"\dim": "dim", r"\sin": "sin", r"\cos": "cos",
    r"\exp": "exp", r"\log": "log", r"\arg": "arg",
    "(": "paren.l", ")": "paren.r", "[": "bracket.l", "]": "bracket.r", "|": 'class("normal", bar.v)', ",": "comma", ";": "semi",
    "/": "\\/",
    "*": "ast.op", "#": "\\#", '"': '"', "'": "prime", "<": "<", ">": ">", "&": "&", "~": "space",
}  # fmt: skip
_WRAPPED = {
    r"\sqrt": "sqrt", r"\overline": "overline", r"\vec": "arrow", r"\dot": "dot", r"\hat": "hat", r"\bar": "macron",
    r"\tilde": "tilde",
    r"\mathcal": "cal", r"\mathbf": "bold",
}  # fmt: skip
_WORDS = {"text": "{}", "mathrm": "{}", "operatorname": "op({})", "textbf": "bold({})"}
_TABLES = {"matrix": "#none", "pmatrix": '"("', "bmatrix": '"["'}


def as_typst(latex: str) -> str:
    r"""The same formula in Typst's notation; raise ReadError for what has no translation.

    >>> as_typst(r"\rho_{12}(t) = -q\sqrt{1-q^2}")
    'rho_(12) paren.l t paren.r = − q sqrt(1 − q^(2))'
    """
    try:
        return _row(layout.laid_out(latex))
    except ReadError as error:
        raise ReadError(f"no translation for Typst: {error}") from None


def has_typst(latex: str) -> bool:
    r"""Whether a formula has a translation, as what an author types need not have.

    >>> has_typst(r"\frac{1}{2}"), has_typst(r"\mathfrak a")
    (True, False)
    """
    try:
        return bool(as_typst(latex))
    except ReadError:
        return False


def quoted(text: str) -> str:
    """A text as a string of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _translated(node: layout.Node) -> str:
    match node:
        case layout.Mark(mark):
            return _symbol(mark)
        case layout.Row():
            return _row(node)
        case layout.Script(sign, inside):
            return f"{sign}({_translated(inside)})"
        case layout.Fraction(above, below):
            return f"frac({_translated(above)}, {_translated(below)})"
        case layout.Dressed(command, inside):
            return f"{_WRAPPED[command]}({_translated(inside)})"
        case layout.Words(command, text):
            return _WORDS[command].format(quoted(text))
        case layout.Brackets(left, inside, right):
            return f"lr({_delimiter(left)} {_row(inside)} {_delimiter(right)})"
        case layout.Sized(mark, size):
            return f"lr({_delimiter(mark)}, size: #{size}em)"
        case layout.Table():
            return _table(node)
        case layout.Stack(rows):
            return "mat(delim: #none, row-gap: #0.2em, " + "; ".join(map(_row, rows)) + ")"
        case layout.Break():
            return "\\ "


def _row(row: layout.Row) -> str:
    return _joined([_translated(part) for part in row.parts])


def _symbol(mark: str) -> str:
    if mark in _SYMBOLS:
        return _SYMBOLS[mark]
    if mark == "-":
        return "−"
    if re.fullmatch(r"[A-Za-z0-9.+=:!]+", mark):
        return mark
    raise ReadError(f"{mark} has no translation")


def _delimiter(mark: str) -> str:
    return _symbol(mark) if mark else ""


def _table(table: layout.Table) -> str:
    rows = [[_row(cell) for cell in row] for row in table.rows]
    if table.name == "cases":
        return f"cases({', '.join(' & '.join(row) for row in rows)})"
    if table.name in _TABLES:
        return f"mat(delim: {_TABLES[table.name]}, {'; '.join(', '.join(row) for row in rows)})"
    return " \\ ".join(" & ".join(row) for row in rows)


def _joined(pieces: list[str]) -> str:
    """With blanks between, but for indices and powers, which stand at what they belong to."""
    text = ""
    for piece in filter(None, pieces):
        text += piece if not text or piece[:2] in ("_(", "^(") else f" {piece}"
    return text
