"""rho(t) as the engines found it: lines for a person, plain data for a program."""

from collections.abc import Mapping
from functools import reduce
from itertools import combinations_with_replacement
from typing import Any

from bornproof.numeric_check.arithmetic.precision import working_precision
from bornproof.proofs.evolution import ENGINES, Comparison
from flint import acb, arb

__all__ = ["as_plain", "as_text"]

SHOWN_DIGITS = 60  # with its radius this fits a line of 100 characters


def as_text(comparison: Comparison) -> str:
    """The upper triangle and the trace, a line for each engine, and the conclusion.

    >>> from bornproof.proofs.evolution import compare_engines, read_problem
    >>> as_text(compare_engines(read_problem("+", "1", "1,0", None, None, 20))).splitlines()[0]
    '   rho_11(t) = 0.36787944117144232160  +/- 4.52e-21'
    """
    problem, balls = comparison.problem, comparison.balls
    digits, comma = min(problem.digits, SHOWN_DIGITS), "," * (len(balls) > 9)
    lines = []
    for (i, row), (j, _) in combinations_with_replacement(enumerate(balls), 2):
        lines += _lines(f"rho_{i + 1}{comma}{j + 1}(t)", _plain(row[j], digits))
    lines += _lines("trace", _plain(_trace(comparison), digits))
    for name in ENGINES:
        if name in comparison.left_out:
            lines.append(f"{name:>12} LEFT OUT: {comparison.left_out[name]}")
        else:
            word = "within" if comparison.agrees(name) else "NOT within"
            lines.append(f"{name:>12} deviates by {_upper(comparison.deviations[name])}, {word} {comparison.tolerance(name)}")
    lines.append("the engines agree" if comparison.agree else "the engines do NOT agree")
    if digits < problem.digits:
        lines.append(f"these are {digits} digits; --json writes all {problem.digits}")
    return "\n".join(lines)


def as_plain(comparison: Comparison) -> dict[str, Any]:
    """The same for a program, with all digits; the deviation of an engine that was left out is None."""
    problem, deviations = comparison.problem, comparison.deviations
    return {
        "signs": list(problem.equation.signs),
        "kappa_t": str(problem.kappa_t),
        "digits": problem.digits,
        "rho": [[_plain(entry, problem.digits) for entry in row] for row in comparison.balls],
        "trace": _plain(_trace(comparison), problem.digits),
        "deviations": {name: _upper(deviations[name]) if name in deviations else None for name in ENGINES},
        "tolerances": {name: comparison.tolerance(name) for name in ENGINES},
        "left_out": dict(comparison.left_out),
        "agree": comparison.agree,
    }


def _trace(comparison: Comparison) -> arb | acb:
    with working_precision(comparison.problem.digits):
        return sum((row[i] for i, row in enumerate(comparison.balls)), arb(0))


def _plain(ball: arb | acb, digits: int) -> dict[str, str]:
    """Decimals of a ball, and how far real and imaginary part may be from them."""
    with working_precision(digits):
        parts = acb(ball).real, acb(ball).imag
        texts = [part.str(digits, radius=False) for part in parts]
        radius = reduce(arb.max, (abs(part - arb(text)) for part, text in zip(parts, texts, strict=True)))
        re, im = ("0" if text.startswith("0e") else text for text in texts)
        return {"re": re, "im": im, "radius": _upper(radius)}


def _upper(ball: arb) -> str:
    return (ball.abs_upper() * arb("1.01")).str(3, radius=False)  # rounding to 3 digits takes away less than 1 %


def _lines(name: str, entry: Mapping[str, str]) -> list[str]:
    lines = [f"{name:>12} = {entry['re']}  +/- {entry['radius']}"]
    if entry["im"] != "0":
        lines.append(f"{'-' if entry['im'].startswith('-') else '+':>14} {entry['im'].removeprefix('-')} i")
    return lines
