r"""The names and numbers of a witness as LaTeX: fractions, complex numbers, tables, balls as decimals that are near."""

import re
from fractions import Fraction

__all__ = ["name_latex", "value_latex"]

_BALL = re.compile(r"\[(-?[\d.e+-]+) \+/- [^\]]*\]|\[\+/- [^\]]*\]")
_DIGITS = 6
_GREEK = re.compile(r"^(alpha|beta|delta|eta|kappa|lambda|omega|phi|rho|sigma|Delta|Lambda)(?![a-z])")


def name_latex(name: str) -> str:
    r"""The name of a quantity as a witness gives it.

    >>> name_latex("rho0[1, 2]"), name_latex("sigma[2]"), name_latex("p_prime[2]"), name_latex("Delta_t")
    ('\\rho_{12}(0)', '\\sigma_{2}', "p'_{2}", '\\Delta_{t}')
    """
    base, _, rest = name.partition("[")
    initial = base == "rho0"
    base = base.removesuffix("0") if initial else base
    base, primes = base.removesuffix("_prime"), "'" * base.endswith("_prime")
    head, _, below = base.partition("_")
    if head in ("up", "down", "ket"):
        return _ket(base)
    indices = [*filter(None, [below.replace("_", "")]), *rest.rstrip("]").replace(" ", "").split(",")] if rest else [below]
    comma = "" if all(len(index) < 2 for index in indices) else ","
    sub = comma.join(filter(None, indices))
    return _GREEK.sub(r"\\\1", head) + primes + (f"_{{{sub}}}" if sub else "") + ("(0)" if initial else "")


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


def _ket(name: str) -> str:
    """A component of a ket of spins, or of the level of a number."""
    spins = re.sub(r"(up|down)_([AB])_?", r"\\\1arrow_\2", name.removeprefix("ket_"))
    return rf"|{spins}\rangle"
