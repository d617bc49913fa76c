"""What the commands of `bornproof` do; each returns its exit code."""

import json as jsonlib
import sys
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from proofs.files import STDOUT, check_outputs, write, write_whole
from proofs.ledger import Ledger
from proofs.paper import PAPER
from proofs.proving import example_case
from proofs.report.terminal import print_claim, print_list, print_run
from proofs.verifying import verify as run_ledger

__all__ = ["average", "check", "derive", "evolve", "kernel", "list_entries", "show", "solve", "verify"]


def verify(
    ids: tuple[str, ...],
    json: Path | None,
    junit: Path | None,
    timings: Path | None,
    jobs: int,
    digits: int,
    with_proofs: bool,
) -> int:
    """Judge the entries, print the table, write the reports."""
    check_outputs(json, junit, timings)
    screen = Console(stderr=True)
    columns = (TextColumn("verifying"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as bar:
        task = bar.add_task("", total=None)
        run = run_ledger(
            ids, jobs=jobs, digits=digits, progress=lambda done, total: bar.update(task, completed=done, total=total)
        )
    if with_proofs:
        from proofs.formal import with_kernel
        from proofs.kernel import runner

        run = with_kernel(run, runner.run(jobs=jobs))
    if json != STDOUT:
        print_run(run, PAPER, _console())
    if json:
        from proofs.report.json_report import as_json

        write(json, as_json(run, PAPER, digits))
    if junit:
        from proofs.report.junit import as_junit

        write_whole(junit, as_junit(run, PAPER))
    if timings:
        write(timings, _dumped({claim_id: round(seconds, 4) for claim_id, seconds in run.seconds.items()}))
    return 0 if run.settled else 1


def show(claim_id: str, json: Path | None, digits: int) -> int:
    """Judge one entry (with what it rests on) and print all that is known."""
    check_outputs(json)
    ids = tuple(claim.id for claim in PAPER.select((claim_id,)))
    run = run_ledger(ids, digits=digits)
    if json != STDOUT:
        for position, entry in enumerate(run.entries):
            if position:
                _console().print()
            print_claim(PAPER[entry.id], entry, PAPER, _console())
    if json:
        from proofs.report.json_report import as_json

        write(json, as_json(run, PAPER, digits))
    return 0 if run.settled else 1


def list_entries(ids: tuple[str, ...], json: Path | None) -> int:
    """List claims without judging them."""
    check_outputs(json)
    claims = PAPER.select(ids)
    if json != STDOUT:
        print_list(claims, _console())
    if json:
        write(json, _dumped([{"id": claim.id, "section": claim.section, "statement": claim.statement} for claim in claims]))
    return 0


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
        console = _console()
        for title, steps in chapters.items():
            console.print(f"[bold]{title}[/]")
            for rule, expr in steps:
                console.print(f"  {rule}:", style="dim", markup=False, highlight=False)
                console.print(f"    {as_text(expr)}", markup=False, highlight=False)
    if json:
        plain = {
            title: [{"rule": rule, "text": as_text(expr), "latex": as_latex(expr)} for rule, expr in steps]
            for title, steps in chapters.items()
        }
        write(json, _dumped(plain))
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
    rows = {f"rho_{level}{level}": str(poly) for level, poly in enumerate(solution, start=1)}
    pairs = combinations(range(1, len(start) + 1), 2)
    exponents = {f"rho_{i}{j}": damping(sector, i, j) for i, j in pairs}
    factors = {name: f"x^({exponent}/2) rho_{name[4:]}(0)" for name, exponent in exponents.items()}
    _print_table({**rows, **factors}, "x = exp(-kappa t)" if verified else "NOT a solution", json)
    if json:
        write(json, _dumped({"x": "exp(-kappa t)", "populations": rows, "exponents_of_sqrt_x": exponents, "verified": verified}))
    return 0 if verified else 1


def average(p: str, json: Path | None) -> int:
    """The exact averages over the hidden variables, sector by sector."""
    from flint import fmpq

    from proofs.reading.reader import read_probabilities
    from symbolic.averages import average_populations, likely_sectors

    check_outputs(json)
    start = tuple(fmpq(int(value.p), int(value.q)) for value in read_probabilities(p))
    means = average_populations(start)
    rows = {f"rho_{level}{level}": str(poly) for level, poly in enumerate(means, start=1)}
    total = sum((weight for _, weight in likely_sectors(start)), fmpq(0))
    born = [mean(fmpq(0)) for mean in means] == list(start)
    constant = all(mean.degree() <= 0 for mean in means)
    verified = born and total == 1
    remark = f"x = exp(-kappa t); Born's rule at x = 0: {born}; constant in time: {constant}"
    _print_table(rows, remark, json)
    if json:
        write(json, _dumped({"x": "exp(-kappa t)", "populations": rows, "born": born, "constant": constant}))
    return 0 if verified else 1


def evolve(signs: str, time: str, p: str | None, rho: str | None, hamiltonian: str | None, json: Path | None, digits: int) -> int:
    """Evolve a density matrix by brute force and compare the engines."""
    from proofs.evolving import compare_engines, read_problem
    from proofs.report.evolution import as_plain, as_text

    check_outputs(json)
    comparison = compare_engines(read_problem(signs, time, p, rho, hamiltonian, digits))
    if json != STDOUT:
        _console().print(as_text(comparison), markup=False, highlight=False, soft_wrap=True)
    if json:
        write(json, _dumped(as_plain(comparison)))
    return 0 if comparison.agree else 1


def check(claim_id: str, formula: str, json: Path | None, digits: int) -> int:
    """Judge a user's formula in the place of the printed one."""
    from proofs.checking import check_formula

    check_outputs(json)
    outcome = check_formula(PAPER, claim_id, formula, digits)
    if json != STDOUT:
        _console().print(outcome.text, markup=False, highlight=False)
    if json:
        write(json, _dumped(outcome.plain))
    return outcome.exit_code


def kernel(json: Path | None, jobs: int) -> int:
    """Check the machine-checked proofs and print a line for each theorem."""
    from proofs.formal import unknown_entries
    from proofs.kernel import runner
    from proofs.report.terminal import print_kernel

    check_outputs(json)
    report = runner.run(jobs=jobs)
    unknown = unknown_entries(report, PAPER)
    if json != STDOUT:
        print_kernel(report, unknown, _console())
    if json:
        write(json, _dumped(report.to_json() | {"unknown_entries": list(unknown)}))
    return 0 if report.settled and not unknown else 1


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
        f"d rho_{j}{j} / d(kappa t)": [(rule, components.at_levels(rate, levels, column=j))] for j in range(1, levels + 1)
    }
    for i, j in combinations(range(1, levels + 1), 2):
        explicit[f"Lambda_{i}{j}"] = [(rule, components.at_levels(exponent, levels, row=i, column=j))]
    return explicit


def _claim_steps(ledger: Ledger, claim_id: str) -> list[tuple[str, Any]]:
    claim = ledger[claim_id]
    return [(step.rule, step.result) for step in claim.derive(example_case(claim).mapping).steps] if claim.derive else []


def _print_table(rows: Mapping[str, str], remark: str, json: Path | None) -> None:
    if json == STDOUT:
        return
    console = _console()
    for name, value in rows.items():
        console.print(f"{name:>10}(t) = {value}", markup=False, highlight=False)
    console.print(remark, style="dim", markup=False, highlight=False)


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else 100)


def _dumped(value: Any) -> str:
    return jsonlib.dumps(value, indent=1, ensure_ascii=False) + "\n"
