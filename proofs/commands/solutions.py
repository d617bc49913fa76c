"""The commands that derive, solve and average; each returns its exit code."""

import json as json_module
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations, count
from pathlib import Path
from typing import Any

from bornproof.proofs.checks.exact import example_case
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.files import STDOUT, check_outputs, console, dumped, write, write_line
from bornproof.proofs.formulas.printing import as_latex, as_latex_sum, as_text, as_text_sum
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.reference import PAPER_REFERENCE
from bornproof.proofs.report.progress import advance, progress_bar
from bornproof.proofs.streams import say
from bornproof.symbolic.derivation import Derivation

__all__ = ["average", "derive", "impossible", "solve"]

MOST_DRAWN = 1_000_000
MOST_AVERAGED = 200  # levels: the averages of more fill the memory
X = "exp(-kappa t)"
Steps = list[tuple[str, Any]]  # of each the rule and the result: an expression, or the terms of a sum


def derive(what: str, n: str | None, symbolic: bool, json: Path | None) -> int:
    """Print the derivation of the appendix, or of one entry, step by step, each as soon as it is there."""
    from bornproof.proofs.formulas.inputs import read_levels

    check_outputs(json)
    if n is not None and symbolic:
        raise LedgerError("give either --n N or --symbolic, not both")
    levels = read_levels(n) if n is not None else None
    chapters: Iterable[tuple[str, Steps]]
    if what.strip().lower() == "appendix":
        chapters, total = (_appendix(), 4) if levels is None else (_appendix_at(levels), levels * (levels + 1) // 2)
    elif levels is not None:
        raise LedgerError("--n goes with the appendix; an entry is derived for the N that it states")
    else:
        claims = PAPER.select((what,))
        chapters, total = ((claim.id, _claim_steps(claim)) for claim in claims), len(claims)
    if json == STDOUT:
        write(json, _derivations_json(chapters))
        return 0
    if json:
        chapters = list(_watched(chapters, total))
        write(json, _derivations_json(chapters))
    elif not sys.stdout.isatty():  # on a terminal, what streams by shows how far it is
        chapters = _watched(chapters, total)
    bold = "\x1b[1m{}\x1b[0m" if console().is_terminal else "{}"
    for title, steps in chapters:
        write_line(bold.format(title))
        for rule, result in steps:
            text = as_text_sum(result) if isinstance(result, dict) else as_text(result)
            write_line(f"  {rule}:\n    {text}")
    return 0


def solve(signs: str, p: str, json: Path | None) -> int:
    """The closed form in one sector; it is checked against the master equation and the initial value."""
    from bornproof.proofs.formulas.inputs import read_probabilities, read_signs
    from bornproof.symbolic.coherences import losses
    from bornproof.symbolic.disks import sector_probability
    from bornproof.symbolic.populations import closed_form, initial_values, residuals
    from flint import fmpq

    check_outputs(json)
    sector, start = read_signs(signs), [fmpq(int(value.p), int(value.q)) for value in read_probabilities(p)]
    solution = closed_form(sector, start)
    verified = not any(residuals(sector, solution)) and list(initial_values(solution)) == start
    probability = sector_probability(sector, start)
    if not probability:
        say(f"bornproof: warning: {impossible(sector, start)}")
    loss, levels = losses(sector), len(start)
    pairs: Iterable[tuple[str, int]]
    pairs = ((_entry(i, j, levels), loss[i - 1] + loss[j - 1]) for i, j in combinations(range(1, levels + 1), 2))
    rows = {_entry(level, level, levels): str(poly) for level, poly in enumerate(solution, start=1)}
    if json:
        exponents = dict(pairs)
        pairs = exponents.items()
        found = {"paper": PAPER_REFERENCE, "x": X, "probability": str(probability), "populations": rows}
        write(json, dumped(found | {"exponents_of_sqrt_x": exponents, "verified": verified}))
    if json != STDOUT:
        for name, value in rows.items():
            write_line(f"{name:>10}(t) = {value}")
        for name, exponent in pairs:
            write_line(f"{name:>10}(t) = x^({exponent}/2) {name}(0)")
        write_line(f"x = {X}; the probability of this sector is {probability}" if verified else "NOT a solution")
    return 0 if verified else 1


def average(p: str, drawn: int | None, seed: int, json: Path | None) -> int:
    """The exact averages over the hidden variables, and those of drawn ones."""
    from bornproof.proofs.formulas.inputs import read_probabilities
    from bornproof.symbolic.averages import average_populations
    from bornproof.symbolic.populations import initial_values
    from flint import fmpq, fmpq_poly

    check_outputs(json)
    start = [fmpq(int(value.p), int(value.q)) for value in read_probabilities(p)]
    if len(start) > MOST_AVERAGED:
        raise LedgerError(f"levels must be at most {MOST_AVERAGED} here, not {len(start)}: the result grows as their cube")
    with progress_bar("averaging", len(start) - 1) as bar:
        means = average_populations(start, partial(advance, bar))
    rows = {_entry(level, level, len(start)): str(poly) for level, poly in enumerate(means, start=1)}
    born = [mean(fmpq(0)) for mean in means] == start
    constant = all(mean.degree() <= 0 for mean in means)
    verified = born and list(initial_values(means)) == start and sum(means, fmpq_poly()) == fmpq_poly([1])
    frequencies = _drawn(start, drawn, seed) if drawn is not None else {}
    if json:
        found = {"paper": PAPER_REFERENCE, "x": X, "populations": rows, "born": born, "constant": constant}
        write(json, dumped(found | frequencies))
    if json != STDOUT:
        for name, value in rows.items():
            write_line(f"{name:>10}(t) = {value}")
        write_line(f"x = {X}; Born's rule at x = 0: {born}; constant in time: {constant}")
        if frequencies:
            found = frequencies["drawn"]
            for name, value in found["populations"].items():
                write_line(f"{name:>10} = {value} +/- {found['half_width']} in the end, drawn {drawn} times with seed {seed}")
            write_line(f"Born's rule within these, which hold with confidence {found['confidence']}: {found['born']}")
    return 0 if verified and (not frequencies or frequencies["drawn"]["born"]) else 1


def _drawn(start: Sequence[Any], draws: int, seed: int) -> dict[str, Any]:
    """The averages of the final populations over drawn hidden variables."""
    from bornproof.numeric_check.arithmetic.matrices import diagonal
    from bornproof.numeric_check.model.drawn import born_frequencies
    from bornproof.proofs.formulas.inputs import MAX_ROWS
    from bornproof.proofs.report.evolution import upper

    if len(start) > MAX_ROWS:
        raise LedgerError(f"levels must be at most {MAX_ROWS} where runs are drawn, not {len(start)}")
    if not 1 <= draws <= MOST_DRAWN or seed < 0:
        raise LedgerError(f"runs must be 1 to {MOST_DRAWN} and their seed at least 0, not {draws} and {seed}")
    found = born_frequencies(diagonal(start), draws, seed)
    texts = [mean.str(6, radius=False) for mean in found.populations]
    return {
        "drawn": {
            "runs": draws,
            "seed": seed,
            "populations": {_entry(level, level, len(start)): text for level, text in enumerate(texts, start=1)},
            "half_width": upper(found.half_width),
            "confidence": str(found.confidence),
            "born": all(found.covers(start)),
        }
    }


def _appendix() -> Iterator[tuple[str, Steps]]:
    """The component equations with symbols."""
    from bornproof.symbolic import coherences, components

    for title, derive_it in {
        "d rho_IJ / d(kappa t)": components.component,
        "d rho_JJ / d(kappa t)": components.population_rate,
        "Lambda_IJ, where d rho_IJ/dt = -(kappa/2) Lambda_IJ rho_IJ for I != J": components.damping_exponent,
        "rho_IJ(t) for I != J": coherences.closed_form,
    }.items():
        yield title, _steps(derive_it())


def _appendix_at(levels: int) -> Iterator[tuple[str, Steps]]:
    """The component equations written out for a number of levels."""
    from bornproof.symbolic.components import damping_exponent, population_rate, terms_at_levels

    def chapter(title: str, general: Any, **place: int) -> tuple[str, Steps]:
        return title, [(f"N = {levels}", terms_at_levels(general, levels, **place))]

    rate, exponent = population_rate().result, damping_exponent().result
    for j in range(1, levels + 1):
        yield chapter(f"d {_entry(j, j, levels)} / d(kappa t)", rate, column=j)
    for i, j in combinations(range(1, levels + 1), 2):
        yield chapter(_entry(i, j, levels, "Lambda"), exponent, row=i, column=j)


def _claim_steps(claim: Any) -> Steps:
    return _steps(claim.derive(example_case(claim).mapping)) if claim.derive else []


def _steps(derivation: Derivation) -> Steps:
    return [(step.rule, step.result) for step in derivation.steps]


def _derivations_json(chapters: Iterable[tuple[str, Steps]]) -> Iterator[str]:
    """A JSON object in pieces, one a chapter."""
    yield f'{{\n "paper": {json_module.dumps(PAPER_REFERENCE)},\n "derivations": {{'
    for before, (title, steps) in zip(_once("\n", ",\n"), chapters, strict=False):
        plain = [{"rule": rule, **_written(result)} for rule, result in steps]
        yield f"{before}  {json_module.dumps(title)}: {json_module.dumps(plain, ensure_ascii=False)}"
    yield "\n }\n}\n"


def _written(result: Any) -> dict[str, str]:
    if isinstance(result, dict):
        return {"text": as_text_sum(result), "latex": as_latex_sum(result)}
    return {"text": as_text(result), "latex": as_latex(result)}


def _once(first: str, then: str) -> Iterator[str]:
    return (then if number else first for number in count())


def _watched(chapters: Iterable[tuple[str, Steps]], total: int) -> Iterator[tuple[str, Steps]]:
    with progress_bar("deriving", total) as bar:
        for number, chapter in enumerate(chapters, start=1):
            yield chapter
            if not number % 32:
                advance(bar, number)


def _entry(row: int, column: int, levels: int, name: str = "rho") -> str:
    """rho_12, or rho_1,12 where levels have two digits."""
    return f"{name}_{row}{',' * (levels > 9)}{column}"


def impossible(sector: Sequence[int], start: Sequence[Any]) -> str:
    """Why a sector has the probability 0: the first sigma whose sign cannot be that."""
    total = start[0]
    for level, (sign, p) in enumerate(zip(sector, start[1:], strict=True), start=2):
        below, total = total, total + p
        likely = [0] if not total else [one for one, part in ((1, p), (-1, below)) if part]
        if sign not in likely:
            words = " or ".join({1: "positive", -1: "negative", 0: "0"}[one] for one in likely)
            return f"this sector has the probability 0: sigma_{level} is {words} for these p, almost surely"
    raise LedgerError("a sector without an impossible sign has a probability")
