r"""The numbers of a witness as LaTeX: fractions, complex numbers, tables, balls as decimals that are near."""

import re
from fractions import Fraction

__all__ = ["value_latex"]

_BALL = re.compile(r"\[(-?[\d.e+-]+) \+/- [^\]]*\]|\[\+/- [^\]]*\]")
_DIGITS = 6


def value_latex(text: str) -> str:
    r"""A value as a witness gives it; of a ball six digits.

    >>> value_latex("(1/2 + -3*I)"), value_latex("[0.0113488653285531 +/- 1.72e-17]")
    ('\\tfrac{1}{2} - 3i', '0.0113489')
    >>> print(value_latex("[[0, 1], [-1/2, 0]]"))
    \begin{pmatrix}0 & 1 \\ -\tfrac{1}{2} & 0\end{pmatrix}
    """
    text = _BALL.sub(lambda ball: f"{float(ball[1]):.{_DIGITS}g}" if ball[1] else "0", text)
    if text.startswith("[["):
        return _matrix([[value_latex(part) for part in row.split(", ")] for row in text[2:-2].split("], [")])
    if ball := re.fullmatch(r"(-?[\d.e+-]+) \+ (-?[\d.e+-]+)j", text):
        text = ball[1] if ball[2] == "0" else f"({ball[1]} + {ball[2]}*I)"
    parts = re.fullmatch(r"\((.+) \+ (.+)\*I\)", text)
    if parts is None:
        return _number(text)
    real, imaginary = parts.groups()
    size = _number(imaginary.removeprefix("-"))
    pieces = [] if real == "0" else [_number(real)]
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
