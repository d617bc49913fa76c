"""The machine-checked theorems on a terminal."""

from collections.abc import Iterable

from bornproof.proofs.counts import counted
from bornproof.proofs.kernel.results import KernelReport
from bornproof.proofs.report.table import columns, print_lines
from rich.console import Console
from rich.markup import escape

__all__ = ["print_kernel"]


def print_kernel(report: KernelReport, unknown: Iterable[str], console: Console) -> None:
    """One line a theorem, then the axioms and what is not in order."""
    table = columns(**{"theorem": 40, "verdict": 10, "bears on": 50})
    for theorem in report.theorems:
        links = ", ".join(f"{link.entry} ({link.bearing})" for link in theorem.links)
        table.add_row(f"{theorem.file}.{theorem.name}", str(theorem.verdict), escape(links))
    console.print(table)
    print_lines(console, "axioms", report.axioms)
    print_lines(console, "not in order", (*report.problems, *(f"no ledger entry is called {entry}" for entry in unknown)))
    version = report.coq_version or "not installed"
    settled = "all settled" if report.settled else "NOT settled"
    console.print(f"Coq {version}: {counted(len(report.theorems), 'theorem')}, {settled}")
