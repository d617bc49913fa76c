"""One line of Unicode for a terminal: the LaTeX of a formula on one level, with characters in the place of commands."""

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from bornproof.proofs.formulas.latex.characters import CHARACTERS, lowered, raised
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.latex.symbols import PLAIN_NOTATION, Notation
from bornproof.proofs.formulas.plain_printer import as_text, as_text_sum
from sympy import Basic, Expr

__all__ = ["as_line", "as_unicode", "has_unicode", "latex_line", "terms_line"]

_OF_COMMANDS = {command: character for character, command in reversed([*CHARACTERS.items()])} | {
    r"\leq": "≤", r"\geq": "≥", r"\neq": "≠", r"\,": " ", r"\!": "", r"\lvert": "|", r"\rvert": "|", r"\pi": "π", r"\theta": "θ",
    r"\sum": "Σ", r"\prod": "Π", r"\langle": "⟨", r"\rangle": "⟩", r"\cdot": "·",
}  # fmt: skip
_ADORNED = (  # what names of quantities have besides
    (r"\\(?:left|right|mathcal|displaystyle)(?![a-z]) ?", ""), (r"\\vec\{?\s?([a-zA-Z])\}?", r"\1"),
    (r"\\dot(?![a-z]) ?\{?([a-zA-Z])\}?", "\\1\u0307"),
    (r"\\overline\{((?:[^{}]|\{[^{}]*\})*)\}", r"\\langle \1\\rangle"), (r"\\text\{([^{}]*)\}", r"\1"), (r"\\to(?![a-z])", "→"),
    (r"\\d?frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1/\2"),
    (r"\\pm(?![a-z])", "±"), (r"\\gtrless", "≷"), (r"\\ldots", "…"), (r"\\in(?![a-z])", "∈"), (r"\\times", "×"),
)  # fmt: skip
_CELLS = re.compile(r"(\\begin\{\w+\} | \\end\{\w+\}| & | \\\\ )")
_STEP = re.compile(
    r"\\begin\{(?P<rows>pmatrix|cases)\} |\\(?:operatorname|mathrm|text)\{(?P<word>[A-Za-z]+) ?\}|(?P<command>\\(?:[A-Za-z]+|.))|"
    r"(?P<script>[_^])(?P<brace>\{)?|(?P<dash>-)|(?P<space> +)|(?P<other>.)",
    re.DOTALL,
)


def as_line(expr: Basic, notation: Notation = PLAIN_NOTATION, encoding: str = "utf-8") -> str:
    """The expression on one line: in Unicode where the encoding has its characters, and in the plain notation otherwise.

    >>> from sympy import Heaviside, IndexedBase
    >>> as_line(Heaviside(IndexedBase("sigma")[2], 0), encoding="ascii")
    'theta(sigma[2])'
    """
    return as_unicode(expr, notation) if has_unicode(encoding) else as_text(expr)


def as_unicode(expr: Basic, notation: Notation = PLAIN_NOTATION) -> str:
    """The expression as one line of Unicode, which the reader of LaTeX reads with `line=True`.

    >>> from sympy import IndexedBase, Symbol, exp, sqrt
    >>> q, kappa, t = Symbol("q"), Symbol("kappa"), Symbol("t")
    >>> as_unicode(-q * sqrt(1 - q**2) * exp(-kappa * t / 2)), as_unicode(IndexedBase("rho")[1, 12])
    ('−q√(1 − q²) e^(−κt/2)', 'ρ_(1,12)')
    """
    return _line(as_latex(expr, notation, inline=True))


def terms_line(terms: Mapping[Expr, int | Fraction], notation: Notation = PLAIN_NOTATION, encoding: str = "utf-8") -> str:
    """A sum of terms with numbers before them on one line; each term is printed once and remembered.

    >>> from sympy import IndexedBase
    >>> sigma = IndexedBase("sigma")
    >>> terms_line({sigma[2]: -2, sigma[3]: Fraction(3, 4)})
    '−2σ₂ + 3σ₃/4'
    """
    if not has_unicode(encoding):
        return as_text_sum(terms)
    pieces = []
    for term, number in terms.items():
        above, below = abs(number.numerator), f"/{number.denominator}" if number.denominator > 1 else ""
        text = str(above) if term == 1 else f"{above if above > 1 else ''}{_term(term, notation)}"
        pieces += ["−" if number < 0 else "+", text + below]
    return " ".join(pieces[1:] if pieces[0] == "+" else [f"−{pieces[1]}", *pieces[2:]]) if pieces else "0"


def latex_line(latex: str, encoding: str = "utf-8") -> str:
    r"""LaTeX that names a quantity as one line, for a person: it is not read back.

    >>> latex_line(r"\overline{\rho_{NN}(t)}"), latex_line(r"\partial_t\rho_{12}", "ascii")
    ('⟨ρ_NN(t)⟩', 'partial_t rho_12')
    """
    if not has_unicode(encoding):
        powers = re.sub(r"\^\{([^{}]{2,})\}", r"^(\1)", re.sub(r"_\{(\w+)\}", r"_\1", latex))
        spelled = re.sub(r"[{}]", "", re.sub(r"\\([A-Za-z]+)", r" \1", powers))
        return re.sub(r"([/^_(\[]) +", r"\1", re.sub(r" +", " ", spelled)).strip()
    for pattern, written in _ADORNED:
        latex = re.sub(pattern, written, latex)
    return re.sub(r" +", " ", _line(latex)).strip()


@lru_cache(maxsize=2**16)
def _term(term: Expr, notation: Notation) -> str:
    text = as_unicode(term, notation)
    return f"({text})" if term.is_Add else text


@cache
def has_unicode(encoding: str) -> bool:
    """Whether an encoding has the characters of mathematics."""
    try:
        "ρ₁²−√Σ⟩†".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _line(latex: str) -> str:
    found = ""
    place, word = 0, False  # whether what was added last is a word, or an index of letters
    while place < len(latex):
        step = _STEP.match(latex, place)
        assert step is not None  # noqa: S101  (any character matches)
        place, before, word = step.end(), word, bool(step["word"])
        if step["rows"]:
            text, place = _rows(step["rows"], latex, place)
        elif step["word"]:
            text = step["word"]
        elif step["command"] == r"\sqrt":
            inner, place = _argument(latex, place)
            text = f"√{inner}" if len(inner) == 1 else f"√({inner})"
        elif step["command"]:
            text = _OF_COMMANDS.get(step["command"], step["command"][1:])
            word = text.isascii() and text.isalpha()
            place += (text.isalpha() or text == "⟨") and bool(re.match(r" [A-Za-z0-9\\(|{]", latex[place:]))
        elif step["script"]:
            place -= bool(step["brace"])
            text, place = _script(step["script"], latex, place)
            word = text.isascii() and text[-1].isalnum()
        else:
            text = "−" if step["dash"] else " " if step["space"] else step["other"].strip("{}")  # braces that only group
        power = text == "e" and latex.startswith("^", place) and found[-1:] not in ("", " ", "(", "[", "−")
        joined = found[-1:].isascii() and found[-1:].isalnum() and text[:1].isascii() and text[:1].isalnum() and (word or before)
        found += " " * (power or joined) + text
    return found


def _rows(name: str, latex: str, place: int) -> tuple[str, int]:
    """A matrix as [a, b; c, d], and cases as cases(a, if b; c, otherwise); there may be others in it."""
    rows, depth = [[""]], 1
    for piece in _CELLS.split(latex[place:]):
        depth += piece.startswith(r"\begin") - piece.startswith(r" \end")
        place += len(piece)
        if not depth:
            break
        if depth == 1 and piece == " & ":
            rows[-1].append("")
        elif depth == 1 and piece == r" \\ ":
            rows.append([""])
        else:
            rows[-1][-1] += piece
    text = "; ".join(", ".join(map(_line, row)) for row in rows)
    return f"cases({text})" if name == "cases" else f"[{text}{';' * (len(rows) == 1)}]", place


def _script(sign: str, latex: str, place: int) -> tuple[str, int]:
    if latex.startswith(r"\dagger", place):
        return "†", place + len(r"\dagger")
    inner, place = _argument(latex, place)
    if inner.isdecimal():
        return (lowered if sign == "_" else raised)(inner), place
    plain = inner.isascii() and inner.isalnum()
    if inner == "*" or (plain and (sign == "_" or len(inner) == 1)) or (len(inner) == 1 and not inner.isdecimal()):
        return f"{sign}{inner}", place
    return f"{sign}({inner})", place


def _argument(latex: str, place: int) -> tuple[str, int]:
    """What a script or a root takes: what stands in braces, or one character or command."""
    if latex[place] != "{":
        step: Any = re.compile(r"\\[A-Za-z]+|.").match(latex, place)
        return _line(step.group()), step.end()
    depth, end = 1, place + 1
    while depth:
        depth += (latex[end] == "{") - (latex[end] == "}")
        end += 1
    return _line(latex[place + 1 : end - 1]), end
