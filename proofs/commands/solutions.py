"""The commands that derive, solve, average and evolve; each returns its exit code."""

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from proofs.ledger import Ledger
from proofs.outputs import STDOUT, check_outputs, console, dumped, write
from proofs.paper import PAPER
from proofs.proving import example_case

__all__ = ["average", "derive", "evolve", "solve"]


def derive(what: str, n: str | None, symbolic: bool, json: Path | None) -> int:
    """Print the derivation of the appendix, or of one entry, step by step."""
    from proofs.errors import LedgerError
    from proofs.printing import as_latex, as_text
    from proofs.reading.reader import read_levels

    check_outputs(json)
    if n is not None and symbolic:
        raise LedgerError("give either --n N or --symbolic, not both")
    levels = read_levels(n) if n is not None else None
    if what == "appendix":
        chapters = _appendix(levels)
    elif levels is not None:
        raise LedgerError("--n goes with the appendix; an entry is derived for the N that it states")
    else:
        chapters = {claim.id: _claim_steps(PAPER, claim.id) for claim in PAPER.select((what,))}
    if json != STDOUT:
        screen = console()
        for title, steps in chapters.items():
            screen.print(f"[bold]{title}[/]")
            for rule, expr in steps:
                screen.print(f"  {rule}:", style="dim", markup=False, highlight=False)
                screen.print(f"    {as_text(expr)}", markup=False, highlight=False)
    if json:
        plain = {
            title: [{"rule": rule, "text": as_text(expr), "latex": as_latex(expr)} for rule, expr in steps]
            for title, steps in chapters.items()
        }
        write(json, dumped(plain))
    return 0


def solve(signs: str, p: str, json: Path | None) -> int:
    """The closed form in one sector; it is checked against the master equation and the initial value."""
    from flint import fmpq

    from proofs.reading.reader import read_probabilities, read_signs
    from symbolic.coherences import damping
    from symbolic.populations import closed_form, initial_values, residuals

    check_outputs(json)
    sector, start = read_signs(signs), [fmpq(int(value.p), int(value.q)) for value in read_probabilities(p)]
    solution = closed_form(sector, start)
    verified = not any(residuals(sector, solution)) and list(initial_values(solution)) == start
    rows = {_entry(level, level, len(start)): str(poly) for level, poly in enumerate(solution, start=1)}
    pairs = combinations(range(1, len(start) + 1), 2)
    exponents = {_entry(i, j, len(start)): damping(sector, i, j) for i, j in pairs}
    factors = {name: f"x^({exponent}/2) {name}(0)" for name, exponent in exponents.items()}
    _print_table({**rows, **factors}, "x = exp(-kappa t)" if verified else "NOT a solution", json)
    if json:
        write(json, dumped({"x": "exp(-kappa t)", "populations": rows, "exponents_of_sqrt_x": exponents, "verified": verified}))
    return 0 if verified else 1


def average(p: str, json: Path | None) -> int:
    """The exact averages over the hidden variables, sector by sector."""
    from flint import fmpq

    from proofs.reading.reader import read_probabilities
    from symbolic.averages import average_populations, likely_sectors

    check_outputs(json)
    start = tuple(fmpq(int(value.p), int(value.q)) for value in read_probabilities(p))
    means = average_populations(start)
    rows = {_entry(level, level, len(start)): str(poly) for level, poly in enumerate(means, start=1)}
    total = sum((weight for _, weight in likely_sectors(start)), fmpq(0))
    born = [mean(fmpq(0)) for mean in means] == list(start)
    constant = all(mean.degree() <= 0 for mean in means)
    verified = born and total == 1
    remark = f"x = exp(-kappa t); Born's rule at x = 0: {born}; constant in time: {constant}"
    _print_table(rows, remark, json)
    if json:
        write(json, dumped({"x": "exp(-kappa t)", "populations": rows, "born": born, "constant": constant}))
    return 0 if verified else 1


def evolve(signs: str, time: str, p: str | None, rho: str | None, hamiltonian: str | None, json: Path | None, digits: int) -> int:
    """Evolve a density matrix by brute force and compare the engines."""
    from proofs.evolving import compare_engines, read_problem
    from proofs.report.evolution import as_plain, as_text

    check_outputs(json)
    comparison = compare_engines(read_problem(signs, time, p, rho, hamiltonian, digits))
    if json != STDOUT:
        console().print(as_text(comparison), markup=False, highlight=False, soft_wrap=True)
    if json:
        write(json, dumped(as_plain(comparison)))
    return 0 if comparison.agree else 1


def _appendix(levels: int | None) -> dict[str, list[tuple[str, Any]]]:
    """The component equations: with symbols, or written out for a number of levels."""
    from symbolic import coherences, components

    general = {
        "d rho_IJ / d(kappa t)": components.component(),
        "d rho_JJ / d(kappa t)": components.population_rate(),
        "Lambda_IJ, where d rho_IJ/dt = -(kappa/2) Lambda_IJ rho_IJ for I != J": components.damping_exponent(),
        "rho_IJ(t) for I != J": coherences.closed_form(),
    }
    if levels is None:
        return {title: [(step.rule, step.result) for step in steps.steps] for title, steps in general.items()}
    rate, exponent = components.population_rate().result, components.damping_exponent().result
    rule = f"N = {levels}"
    explicit = {
        f"d {_entry(j, j, levels)} / d(kappa t)": [(rule, components.at_levels(rate, levels, column=j))]
        for j in range(1, levels + 1)
    }
    for i, j in combinations(range(1, levels + 1), 2):
        explicit[_entry(i, j, levels, "Lambda")] = [(rule, components.at_levels(exponent, levels, row=i, column=j))]
    return explicit


def _entry(row: int, column: int, levels: int, name: str = "rho") -> str:
    """rho_12, or rho_1,12 where levels have two digits."""
    return f"{name}_{row}{',' * (levels > 9)}{column}"


def _claim_steps(ledger: Ledger, claim_id: str) -> list[tuple[str, Any]]:
    claim = ledger[claim_id]
    return [(step.rule, step.result) for step in claim.derive(example_case(claim).mapping).steps] if claim.derive else []


def _print_table(rows: Mapping[str, str], remark: str, json: Path | None) -> None:
    if json == STDOUT:
        return
    screen = console()
    for name, value in rows.items():
        screen.print(f"{name:>10}(t) = {value}", markup=False, highlight=False)
    screen.print(remark, style="dim", markup=False, highlight=False)
