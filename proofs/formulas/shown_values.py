r"""The numbers of a witness for a person: fractions, complex numbers, tables, balls as decimals that are near."""

import re
from collections.abc import Callable
from fractions import Fraction

__all__ = ["value_latex", "value_line"]

_BALL = re.compile(r"\[(-?[\d.e+-]+) \+/- [^\]]*\]|\[\+/- [^\]]*\]")
_DIGITS = 6
_WORDS = {"True": "true", "False": "false"}


def value_latex(text: str) -> str:
    r"""A value as a witness gives it; of a ball six digits, which are near.

    >>> value_latex("(1/2 + -3*I)"), value_latex("[0.0113488653285531 +/- 1.72e-17]")
    ('\\tfrac{1}{2} - 3i', '\\approx 0.0113489')
    >>> print(value_latex("[[0, 1], [-1/2, 0]]"))
    \begin{pmatrix}0 & 1 \\ -\tfrac{1}{2} & 0\end{pmatrix}
    """
    near, text = r"\approx " if _BALL.search(text) else "", _decimals(text)
    if text.startswith("[["):
        return near + _matrix([[value_latex(part) for part in row.split(", ")] for row in text[2:-2].split("], [")])
    return near + _complex(text, _number)


def value_line(text: str, *, unicode: bool = True) -> str:
    """The same on one line, with letters and signs that a terminal has.

    >>> value_line("(1/2 + -3*I)"), value_line("[-0.5 +/- 1e-20]"), value_line("[[0, 1], [-1/2, 0]]", unicode=False)
    ('1/2 − 3i', '≈ −0.5', '[0, 1; -1/2, 0]')
    """
    near, text = ("≈ " if unicode else "about ") if _BALL.search(text) else "", _decimals(text)
    if text.startswith("[["):
        rows = (", ".join(value_line(part, unicode=unicode) for part in row.split(", ")) for row in text[2:-2].split("], ["))
        return f"{near}[{'; '.join(rows)}]"
    written = _complex(text, lambda number: _WORDS.get(number, number))
    return near + (written.replace("-", "−").replace("pi", "π") if unicode else written)


def _decimals(text: str) -> str:
    """Balls as decimals, and a complex ball as a complex number."""
    text = _BALL.sub(lambda ball: f"{float(ball[1]):.{_DIGITS}g}" if ball[1] else "0", text)
    if ball := re.fullmatch(r"(-?[\d.e+-]+) \+ (-?[\d.e+-]+)j", text):
        return ball[1] if ball[2] == "0" else f"({ball[1]} + {ball[2]}*I)"
    return text


def _complex(text: str, number: Callable[[str], str]) -> str:
    parts = re.fullmatch(r"\((.+) \+ (.+)\*I\)", text)
    if parts is None:
        return number(text)
    real, imaginary = parts.groups()
    size = number(imaginary.removeprefix("-"))
    pieces = [] if real == "0" else [number(real)]
    sign = "-" if imaginary.startswith("-") else "+" if pieces else ""
    return " ".join(filter(None, [*pieces, sign if pieces else "", ("" if pieces else sign) + ("" if size == "1" else size) + "i"]))


def _matrix(rows: list[list[str]]) -> str:
    """A table; shorter where all of it is 0, where it is diagonal, or one column."""
    entries = [entry for row in rows for entry in row]
    if set(entries) == {"0"}:
        return "0"
    if len(rows[0]) == 1:
        return f"({', '.join(entries)})"
    diagonal = [row[place] for place, row in enumerate(rows)] if len(rows) == len(rows[0]) else []
    if diagonal and len(diagonal) > 2 and entries.count("0") - diagonal.count("0") == len(entries) - len(rows):
        return rf"\operatorname{{diag}}({', '.join(diagonal)})"
    return r"\begin{pmatrix}" + r" \\ ".join(" & ".join(row) for row in rows) + r"\end{pmatrix}"


def _number(text: str) -> str:
    if text in ("True", "False", "undefined"):
        return rf"\text{{{text.lower()}}}"
    if "e" in text:
        digits, _, power = text.partition("e")
        return rf"{digits} \times 10^{{{int(power)}}}"
    if "/" not in text:
        return rf"\{text}" if text == "pi" else text
    value = Fraction(text)
    return rf"{'-' * (value < 0)}\tfrac{{{abs(value.numerator)}}}{{{value.denominator}}}"
