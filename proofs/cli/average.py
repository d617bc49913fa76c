"""`bornproof average`: the averages over the hidden variables, in closed form, and beside it by draws."""

from collections.abc import Sequence
from itertools import combinations
from typing import Annotated, Any

import typer
from bornproof.proofs.cli.options import Digits, Json
from bornproof.proofs.counts import counted

__all__ = ["average"]

MOST_DRAWN = 1_000_000
MOST_IN_X = 400  # levels whose averages are written as polynomials
MOST_LINES = 1000  # levels that are printed, not only written into a file
MOST_EXACT = 1000  # levels whose averages are exact where x is


def average(
    p: Annotated[
        str | None,
        typer.Option(
            "--p", metavar="P1,P2,...|@FILE", help="Exact |alpha_I|^2 with sum 1, or a file of them; also 1-a, sqrt(2)/2."
        ),
    ] = None,
    uniform: Annotated[int | None, typer.Option("--uniform", metavar="N", help="N levels with |alpha_I|^2 = 1/N.")] = None,
    time: Annotated[
        str | None,
        typer.Option("--time", metavar="T", help="At this kappa t alone, an exact number: 3/2, or log(2), where x is 1/2."),
    ] = None,
    coherences: Annotated[bool, typer.Option("--coherences", help="The factors by which the coherences shrink, too.")] = False,
    drawn: Annotated[
        int | None, typer.Option("--drawn", metavar="RUNS", help="Draw the hidden variables so often, too, and evolve each run.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of what is drawn.")] = 1,
    digits: Digits = 50,
    json: Json = None,
) -> int:
    """Average the populations over the hidden variables, exactly, as polynomials in x = exp(-kappa t) or at one time.

    At one time any number of levels will do; the values are exact where x is rational (at most 1000 levels), else enclosed,
    and printed for at most 1000 levels. With symbols it is stated for which values of them the answer holds. With --drawn also
    by brute force: Born's rule as frequencies, with half-widths that hold with the confidence that is stated; exit code 1 if an
    exact value is outside.

    \b
    Examples:
      bornproof average --p 1/9,1/3,5/9 --coherences
      bornproof average --p a,1/2-a,1/2 --time 'log(2)'
      bornproof average --uniform 1000000 --time 3/2 --json populations.json
      bornproof average --p 1/9,1/3,5/9 --drawn 100000 --seed 1
    """
    from bornproof.proofs.checks.run import check_digits
    from bornproof.proofs.cli.averaged_values import AveragedValues, time_factor
    from bornproof.proofs.cli.generic_weights import possible_weights
    from bornproof.proofs.cli.outputs import check_outputs, console, deliver, write_line
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.formulas.given_weights import read_time, read_weights
    from bornproof.proofs.formulas.inputs import MAX_ROWS
    from bornproof.proofs.formulas.plain_printer import as_text, entry_name
    from bornproof.proofs.paper.language import LANGUAGE
    from bornproof.proofs.paper.reference import PAPER_REFERENCE
    from bornproof.proofs.report.shown import Screen

    check_outputs(json)
    check_digits(digits)
    start = possible_weights(read_weights(p, uniform))
    levels = len(start)
    if time is None and levels > MOST_IN_X:
        raise LedgerError(f"levels must be at most {MOST_IN_X} without --time, not {levels}: the result grows as their cube")
    if coherences and levels > MAX_ROWS:
        raise LedgerError(f"levels must be at most {MAX_ROWS} with --coherences, not {levels}")
    factor = None if time is None else time_factor(read_time(time), digits, exact=levels <= MOST_EXACT)
    found = AveragedValues(tuple(start), factor, digits)
    plain: dict[str, Any] = {"paper": PAPER_REFERENCE, "x": "exp(-kappa t)"}
    plain |= {"kappa_t": time, "x_value": found.text(factor)} if time is not None else {}
    screen, lines = Screen.of(console(), LANGUAGE.notation), []
    if levels <= MOST_LINES:
        places = (f"{n}{n}" if n < 10 else f"{n},{n}" for n in range(1, levels + 1))
        names = [screen.left(rf"\overline{{\rho_{{{place}}}(t)}}") for place in places]
        lines += [f"  {name} = {found.shown(value, screen)}" for name, value in zip(names, found.populations, strict=True)]
    else:
        lines += [f"  {counted(levels, 'population')}: --json FILE writes them all"]
    if coherences:
        pairs = {pair: found.coherence(*pair) for pair in combinations(range(1, levels + 1), 2)}
        plain["coherences"] = {entry_name(*pair, levels): found.text(value, "sqrt(x)") for pair, value in pairs.items()}
        for pair, value in pairs.items():
            name, begun = screen.entry(*pair, levels), screen.entry(*pair, levels, initial=True)
            lines.append(f"  {name} = {begun}({found.shown(value, screen, 2)})")
    verified = True
    if time is None:
        plain |= {"born": found.born, "constant": found.constant}
        constant = str(found.constant)
        if found.constant_where is not None:
            plain["constant_where"] = as_text(found.constant_where)
            constant = f"only where {screen.form(found.constant_where)}"
        lines += [f"x = exp(-kappa t); Born's rule at x = 0: {found.born}; constant in time: {constant}"]
        verified = found.verified
    else:
        plain["largest_deviation"] = found.largest_deviation
        lines += [f"kappa t = {time}, x = {found.text(factor)}"]
        lines += [f"largest |average - p|: {found.largest_deviation}"] if found.largest_deviation else []
    if found.symbols:
        plain["conditions"] = [] if found.condition is None else [as_text(found.condition)]
        needed = "" if found.condition is None else f" with {screen.form(found.condition)}"
        lines += [f"for all values of the symbols{needed} that make no probability negative"]
    if drawn is not None:
        plain["drawn"] = frequencies = _frequencies(start, drawn, seed)
        names = [screen.left(rf"\overline{{\rho_{{{n}{n}}}(t)}}") for n in range(1, levels + 1)]
        for name, mean in zip(names, frequencies["populations"], strict=True):
            within = f"{mean} +/- {frequencies['half_width']}"
            lines += [f"  {name} = {within} in the end, drawn {counted(drawn, 'time')} with seed {seed}"]
        lines += [f"Born's rule within these, which hold with confidence {frequencies['confidence']}: {frequencies['born']}"]
        verified = verified and frequencies["born"]

    def written() -> dict[str, Any]:
        rows = {entry_name(n, n, levels): found.text(value) for n, value in enumerate(found.populations, start=1)}
        return plain | {"populations": rows}

    deliver(json, written, lambda _: write_line("\n".join(lines)))
    return 0 if verified else 1


def _frequencies(start: Sequence[Any], draws: int, seed: int) -> dict[str, Any]:
    """The averages of the final populations over drawn hidden variables."""
    from bornproof.numeric_check.arithmetic.matrices import diagonal
    from bornproof.numeric_check.model.drawn import born_frequencies
    from bornproof.proofs.errors import LedgerError
    from bornproof.proofs.formulas.inputs import MAX_ROWS
    from bornproof.proofs.report.evolution import upper
    from flint import fmpq

    if any(not isinstance(value, fmpq) for value in start):
        raise LedgerError("probabilities must be rational where runs are drawn")
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
