"""`bornproof kernel`: the machine-checked proofs."""

from typing import TYPE_CHECKING, Annotated

import typer
from bornproof.proofs.cli.options import Json

if TYPE_CHECKING:
    from bornproof.proofs.kernel.results import KernelReport

__all__ = ["checked_theorems", "kernel"]


def kernel(
    json: Json = None,
    jobs: Annotated[int, typer.Option(help="Files compiled at a time.")] = 2,
    recheck: Annotated[bool, typer.Option("--recheck", help="Let coqchk check the libraries again, too (minutes).")] = False,
) -> int:
    """Compile what is claimed, then what proves it, tie both to the entries, and read the axioms. Needs Coq with Coquelicot.

    What is claimed is one file, Statements.v, which imports Coq's and Coquelicot's libraries alone.

    \b
    Example:
      bornproof kernel --json kernel.json
    """
    from bornproof.proofs.checks.formal import unknown_entries
    from bornproof.proofs.cli.outputs import check_outputs, deliver
    from bornproof.proofs.paper.entries import PAPER
    from bornproof.proofs.report.kernel import print_kernel

    check_outputs(json)
    report = checked_theorems(jobs, recheck)
    unknown = unknown_entries(report, PAPER)
    plain = {"paper": PAPER.source.reference} | report.to_json() | {"unknown_entries": list(unknown)}
    deliver(json, lambda: plain, lambda screen: print_kernel(report, unknown, screen))
    return 0 if report.settled and not unknown else 1


def checked_theorems(jobs: int, recheck: bool = False) -> "KernelReport":
    """What the kernel says of the paper's theorems, and of their ties to its entries."""
    from bornproof.proofs.kernel import runner
    from bornproof.proofs.paper.coq_dictionary import DICTIONARY
    from bornproof.proofs.paper.entries import PAPER
    from bornproof.proofs.paper.theorems import THEOREMS

    claims = {claim.id: claim for claim in PAPER}
    return runner.run(jobs=jobs, table=THEOREMS, claims=claims, words=DICTIONARY, recheck=recheck)
