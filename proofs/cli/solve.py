"""`bornproof solve`: closed forms in one sector."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

from bornproof.proofs.cli.options import Json, Probabilities, Signs

__all__ = ["X", "probability_of", "solve"]

X = "exp(-kappa t)"


def solve(signs: Signs, p: Probabilities, json: Json = None) -> int:
    """Solve the master equation in one sector: populations and coherence factors as functions of x = exp(-kappa t).

    \b
    Example:
      bornproof solve --signs=+-+ --p 1/4,1/4,1/4,1/4
    """
    from bornproof.proofs.cli.outputs import check_outputs, console, deliver, write_line
    from bornproof.proofs.formulas.inputs import read_probabilities, read_signs
    from bornproof.proofs.formulas.plain_printer import entry_name
    from bornproof.proofs.paper.language import LANGUAGE
    from bornproof.proofs.paper.reference import PAPER_REFERENCE
    from bornproof.proofs.report.shown import Screen
    from bornproof.symbolic.coherences import losses
    from bornproof.symbolic.notation.core import x
    from bornproof.symbolic.populations import closed_form, initial_values, residuals
    from bornproof.symbolic.rational import exact_rational

    check_outputs(json)
    sector, start = read_signs(signs), [exact_rational(value) for value in read_probabilities(p)]
    solution = closed_form(sector, start)
    verified = not any(residuals(sector, solution)) and list(initial_values(solution)) == start
    probability = probability_of(sector, start)
    loss, levels = losses(sector), len(start)
    rows = {entry_name(level, level, levels): str(poly) for level, poly in enumerate(solution, start=1)}

    def plain() -> dict[str, Any]:
        pairs = combinations(range(1, levels + 1), 2)
        exponents = {entry_name(i, j, levels): loss[i - 1] + loss[j - 1] for i, j in pairs}
        found = {"paper": PAPER_REFERENCE, "x": X, "probability": probability, "populations": rows}
        return found | {"exponents_of_sqrt_x": exponents, "verified": verified}

    def show(_: Any) -> None:
        screen = Screen.of(console(), LANGUAGE.notation)
        for level, poly in enumerate(solution, start=1):
            write_line(f"  {screen.entry(level, level, levels)} = {screen.polynomial(poly.coeffs())}")
        for i, j in combinations(range(1, levels + 1), 2):
            start_value = screen.entry(i, j, levels, initial=True)
            write_line(f"  {screen.entry(i, j, levels)} = {screen.shrunk(loss[i - 1] + loss[j - 1], start_value)}")
        write_line(f"x = {screen.form(x)}; the probability of this sector is {probability}" if verified else "NOT a solution")

    deliver(json, plain, show)
    return 0 if verified else 1


def probability_of(sector: Sequence[int], start: Sequence[Any]) -> str:
    """The probability of a sector as text; a warning on standard error where it is 0."""
    from bornproof.proofs.cli.streams import say
    from bornproof.symbolic.disks import sector_probability

    probability = sector_probability(sector, start)
    if not probability:
        say(f"bornproof: warning: {_impossible(sector, start)}")
    return str(probability)


def _impossible(sector: Sequence[int], start: Sequence[Any]) -> str:
    """Why a sector has the probability 0: the first sigma whose sign cannot be that."""
    from bornproof.proofs.errors import LedgerError

    total = start[0]
    for level, (sign, p) in enumerate(zip(sector, start[1:], strict=True), start=2):
        below, total = total, total + p
        likely = [0] if not total else [one for one, part in ((1, p), (-1, below)) if part]
        if sign not in likely:
            words = " or ".join({1: "positive", -1: "negative", 0: "0"}[one] for one in likely)
            return f"this sector has the probability 0: sigma_{level} is {words} for these p, almost surely"
    raise LedgerError("a sector without an impossible sign has a probability")
