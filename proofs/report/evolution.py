"""rho(t) as the engines found it: lines for a person, plain data for a program."""

from collections.abc import Mapping
from functools import reduce
from itertools import combinations_with_replacement
from typing import Any

from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.numeric_check.lindblad.engines import ENGINES, Comparison
from bornproof.proofs.counts import counted
from flint import acb, arb

__all__ = ["as_plain", "as_text", "upper"]

SHOWN_DIGITS = 60  # with its radius this fits a line of 100 characters


def as_text(comparison: Comparison) -> str:
    """The upper triangle and the trace, a line for each engine, and the conclusion.

    >>> from bornproof.numeric_check.arithmetic.matrices import pure_state
    >>> from bornproof.numeric_check.lindblad.engines import compare_engines
    >>> from bornproof.numeric_check.model.jump_operators import master_equation
    >>> as_text(compare_engines(master_equation((1,)), pure_state([1, 0]), 1, digits=20)).splitlines()[0]
    '   rho_11(t) = 0.36787944117144232160  +/- 4.52e-21'
    """
    balls, wanted = comparison.balls, comparison.digits
    digits, comma = min(wanted, SHOWN_DIGITS), "," * (len(balls) > 9)
    lines = []
    for (i, row), (j, _) in combinations_with_replacement(enumerate(balls), 2):
        lines += _lines(f"rho_{i + 1}{comma}{j + 1}(t)", _plain(row[j], digits))
    lines += _lines("trace", _plain(_trace(comparison), digits))
    for name in comparison.others:
        if name in comparison.left_out:
            lines.append(f"{name:>12} LEFT OUT: {comparison.left_out[name]}")
        else:
            word = "within" if comparison.agrees(name) else "NOT within"
            deviation, tolerance = upper(comparison.deviations[name]), ENGINES[name].tolerance(wanted)
            lines.append(f"{name:>12} deviates by {deviation}, {word} {tolerance}")
    lines.append("the engines agree" if comparison.agree else "the engines do NOT agree")
    if digits < wanted:
        lines.append(f"these are {counted(digits, 'digit')}; --json writes all {wanted}")
    return "\n".join(lines)


def as_plain(comparison: Comparison) -> dict[str, Any]:
    """The same for a program, with all digits; the deviation of an engine that was left out is None."""
    digits, deviations = comparison.digits, comparison.deviations
    return {
        "kappa_t": str(comparison.time),
        "digits": digits,
        "rho": [[_plain(entry, digits) for entry in row] for row in comparison.balls],
        "trace": _plain(_trace(comparison), digits),
        "deviations": {name: upper(deviations[name]) if name in deviations else None for name in comparison.others},
        "tolerances": {name: ENGINES[name].tolerance(digits) for name in comparison.others},
        "left_out": dict(comparison.left_out),
        "agree": comparison.agree,
    }


def _trace(comparison: Comparison) -> arb | acb:
    with working_precision(comparison.digits):
        return sum((row[i] for i, row in enumerate(comparison.balls)), arb(0))


def _plain(ball: arb | acb, digits: int) -> dict[str, str]:
    """Decimals of a ball, and how far real and imaginary part may be from them."""
    with working_precision(digits):
        parts = acb(ball).real, acb(ball).imag
        texts = [part.str(digits, radius=False) for part in parts]
        radius = reduce(arb.max, (abs(part - arb(text)) for part, text in zip(parts, texts, strict=True)))
        re, im = ("0" if text.startswith("0e") else text for text in texts)
        return {"re": re, "im": im, "radius": upper(radius)}


def upper(ball: arb) -> str:
    """Three digits that are not below what the ball encloses.

    >>> upper(arb("0.0088338"))
    '0.00892'
    """
    return (ball.abs_upper() * arb("1.01")).str(3, radius=False)  # rounding to 3 digits takes away less than 1 %


def _lines(name: str, entry: Mapping[str, str]) -> list[str]:
    lines = [f"{name:>12} = {entry['re']}  +/- {entry['radius']}"]
    if entry["im"] != "0":
        lines.append(f"{'-' if entry['im'].startswith('-') else '+':>14} {entry['im'].removeprefix('-')} i")
    return lines
