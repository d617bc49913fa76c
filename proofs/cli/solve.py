"""`bornproof solve` and `bornproof average`: closed forms in one sector, and averaged over the hidden variables."""

from collections.abc import Sequence
from functools import partial
from itertools import combinations
from typing import Annotated, Any

import typer
from bornproof.proofs.cli.options import Json, Probabilities, Signs

__all__ = ["average", "probability_of", "solve"]

MOST_DRAWN = 1_000_000
MOST_AVERAGED = 200  # levels: the averages of more fill the memory
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


def average(
    p: Probabilities,
    drawn: Annotated[
        int | None, typer.Option("--drawn", metavar="RUNS", help="Draw the hidden variables so often, too, and evolve each run.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of what is drawn.")] = 1,
    json: Json = None,
) -> int:
    """Average the populations over the hidden variables, exactly.

    With --drawn also by brute force: Born's rule as frequencies, with half-widths that hold with the confidence that is
    stated; exit code 1 if an exact value is outside.

    \b
    Examples:
      bornproof average --p 1/9,1/3,5/9
      bornproof average --p 1/9,1/3,5/9 --drawn 100000 --seed 1
    """
    from bornproof.proofs.cli.outputs import check_outputs, console, deliver, write_line
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.formulas.inputs import read_probabilities
    from bornproof.proofs.formulas.plain_printer import entry_name
    from bornproof.proofs.paper.language import LANGUAGE
    from bornproof.proofs.paper.reference import PAPER_REFERENCE
    from bornproof.proofs.report.progress import advance, progress_bar
    from bornproof.proofs.report.shown import Screen
    from bornproof.symbolic.averages import average_populations
    from bornproof.symbolic.notation.core import x
    from bornproof.symbolic.populations import initial_values
    from bornproof.symbolic.rational import exact_rational
    from flint import fmpq_poly

    check_outputs(json)
    start = [exact_rational(value) for value in read_probabilities(p)]
    if len(start) > MOST_AVERAGED:
        raise LedgerError(f"levels must be at most {MOST_AVERAGED} here, not {len(start)}: the result grows as their cube")
    with progress_bar("averaging", len(start) - 1) as bar:
        means = average_populations(start, partial(advance, bar))
    rows = {entry_name(level, level, len(start)): str(poly) for level, poly in enumerate(means, start=1)}
    born = [mean(0) for mean in means] == start
    constant = all(mean.degree() <= 0 for mean in means)
    verified = born and list(initial_values(means)) == start and sum(means, fmpq_poly()) == fmpq_poly([1])
    plain = {"paper": PAPER_REFERENCE, "x": X, "populations": rows, "born": born, "constant": constant}
    screen = Screen.of(console(), LANGUAGE.notation)
    places = (f"{n}{n}" if n < 10 else f"{n},{n}" for n in range(1, len(start) + 1))
    names = [screen.left(rf"\overline{{\rho_{{{place}}}(t)}}") for place in places]
    lines = [f"  {name} = {screen.polynomial(poly.coeffs())}" for name, poly in zip(names, means, strict=True)]
    lines += [f"x = {screen.form(x)}; Born's rule at x = 0: {born}; constant in time: {constant}"]
    if drawn is not None:
        plain["drawn"] = found = _frequencies(start, drawn, seed)
        for name, mean in zip(names, found["populations"], strict=True):
            lines += [f"  {name} = {mean} +/- {found['half_width']} in the end, drawn {drawn} times with seed {seed}"]
        lines += [f"Born's rule within these, which hold with confidence {found['confidence']}: {found['born']}"]
        verified = verified and found["born"]
    deliver(json, lambda: plain, lambda _: write_line("\n".join(lines)))
    return 0 if verified else 1


def _frequencies(start: Sequence[Any], draws: int, seed: int) -> dict[str, Any]:
    """The averages of the final populations over drawn hidden variables."""
    from bornproof.numeric_check.arithmetic.matrices import diagonal
    from bornproof.numeric_check.model.drawn import born_frequencies
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.formulas.inputs import MAX_ROWS
    from bornproof.proofs.report.evolution import upper

    if len(start) > MAX_ROWS:
        raise LedgerError(f"levels must be at most {MAX_ROWS} where runs are drawn, not {len(start)}")
    if not 1 <= draws <= MOST_DRAWN or seed < 0:
        raise LedgerError(f"runs must be 1 to {MOST_DRAWN} and their seed at least 0, not {draws} and {seed}")
    found = born_frequencies(diagonal(start), draws, seed)
    return {
        "runs": draws,
        "seed": seed,
        "populations": [mean.str(6, radius=False) for mean in found.populations],
        "half_width": upper(found.half_width),
        "confidence": str(found.confidence),
        "born": all(found.covers(start)),
    }


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
