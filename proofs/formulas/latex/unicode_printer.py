"""One line of Unicode for a terminal: the LaTeX of a formula on one level, with characters in the place of commands."""

import re
from typing import Any

from bornproof.proofs.formulas.latex.characters import CHARACTERS, lowered, raised
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.latex.spelling import PLAIN_NOTATION, Notation
from bornproof.proofs.formulas.printing import as_text
from sympy import Basic

__all__ = ["as_line", "as_unicode"]

_OF_COMMANDS = {command: character for character, command in reversed(CHARACTERS.items())} | {
    r"\leq": "≤", r"\geq": "≥", r"\neq": "≠", r"\,": " ", r"\!": "", r"\lvert": "|", r"\rvert": "|", r"\pi": "π", r"\theta": "θ",
    r"\sum": "Σ", r"\prod": "Π", r"\langle": "⟨", r"\rangle": "⟩", r"\cdot": "·",
}  # fmt: skip
_STEP = re.compile(
    r"\\begin\{pmatrix\} (?P<matrix>.*) \\end\{pmatrix\}|\\(?:operatorname|mathrm)\{(?P<word>[A-Za-z]+)\}|(?P<command>\\(?:[A-Za-z]+|.))|"
    r"(?P<script>[_^])(?P<brace>\{)?|(?P<dash>-)|(?P<space> +)|(?P<other>.)",
    re.DOTALL,
)


def as_line(expr: Basic, notation: Notation = PLAIN_NOTATION, encoding: str = "utf-8") -> str:
    """The expression on one line: in Unicode where the encoding has its characters, and in the plain notation otherwise.

    >>> from sympy import Heaviside, IndexedBase
    >>> as_line(Heaviside(IndexedBase("sigma")[2], 0), encoding="ascii")
    'theta(sigma[2])'
    """
    text = as_unicode(expr, notation)
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return as_text(expr)
    return text


def as_unicode(expr: Basic, notation: Notation = PLAIN_NOTATION) -> str:
    """The expression as one line of Unicode, which the reader of LaTeX reads with `line=True`.

    >>> from sympy import IndexedBase, Symbol, exp, sqrt
    >>> q, kappa, t = Symbol("q"), Symbol("kappa"), Symbol("t")
    >>> as_unicode(-q * sqrt(1 - q**2) * exp(-kappa * t / 2)), as_unicode(IndexedBase("rho")[1, 12])
    ('−q√(1 − q²) e^(−κt/2)', 'ρ_(1,12)')
    """
    return _line(as_latex(expr, notation, inline=True))


def _line(latex: str) -> str:
    found = ""
    place = 0
    while place < len(latex):
        step = _STEP.match(latex, place)
        assert step is not None  # noqa: S101  (any character matches)
        place = step.end()
        if step["matrix"] is not None:
            rows = "; ".join(", ".join(map(_line, row.split(" & "))) for row in step["matrix"].split(r" \\ "))
            text = f"[{rows}{'' if ';' in rows else ';'}]"
        elif step["word"]:
            text = step["word"]
        elif step["command"] == r"\sqrt":
            inner, place = _argument(latex, place)
            text = f"√{inner}" if len(inner) == 1 else f"√({inner})"
        elif step["command"]:
            text = _OF_COMMANDS.get(step["command"], step["command"][1:])
            place += text.isalpha() and bool(re.match(r" [A-Za-z0-9\\(|{]", latex[place:]))
        elif step["script"]:
            place -= bool(step["brace"])
            text, place = _script(step["script"], latex, place)
        else:
            text = "−" if step["dash"] else " " if step["space"] else step["other"]
        power = text == "e" and latex.startswith("^", place) and found[-1:] not in ("", " ", "(", "[", "−")
        found += " " * power + text
    return found


def _script(sign: str, latex: str, place: int) -> tuple[str, int]:
    if latex.startswith(r"\dagger", place):
        return "†", place + len(r"\dagger")
    inner, place = _argument(latex, place)
    if inner.isdigit():
        return (lowered if sign == "_" else raised)(inner), place
    plain = inner.isascii() and inner.isalnum()
    if inner == "*" or (plain and (sign == "_" or len(inner) == 1)) or (len(inner) == 1 and not inner.isdigit()):
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
