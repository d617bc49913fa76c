"""Kernel evidence: what the machine-checked theorems say of the ledger's entries."""

from dataclasses import replace

from bornproof.proofs.checks.run import Run
from bornproof.proofs.counts import counted
from bornproof.proofs.kernel.results import Bearing, KernelReport, KernelVerdict
from bornproof.proofs.ledger import Engine, Entry, Evidence, Ledger, Result, Verdict

__all__ = ["in_one_line", "unknown_entries", "with_kernel"]

FITTING = {  # the verdicts with which a theorem's bearing is consistent
    Bearing.PRINTED: {Verdict.HOLDS, Verdict.DEFINITION},
    Bearing.UNDER_CONDITIONS: {Verdict.CONDITIONAL, Verdict.HOLDS, Verdict.DEFINITION},
    Bearing.CORRECTED: {Verdict.MISPRINT, Verdict.FALSE},
    Bearing.REFUTES: {Verdict.MISPRINT, Verdict.FALSE},
}


def unknown_entries(report: KernelReport, ledger: Ledger) -> tuple[str, ...]:
    """The ids that theorems name and the ledger does not contain."""
    known = {claim.id for claim in ledger}
    return tuple(sorted({entry for theorem in report.theorems for entry in theorem.entries} - known))


def with_kernel(run: Run, report: KernelReport) -> Run:
    """The run with the kernel's evidence; an entry is unsettled where a theorem on it is not proved, or does not fit."""
    return replace(run, entries=tuple(_extended(entry, report) for entry in run.entries))


def in_one_line(run: Run, report: KernelReport) -> str:
    """What the kernel proves of a run's entries, or why it proves nothing; theorems that are but a part prove nothing."""
    if not report.settled:
        return f"kernel: nothing is proved: {(report.problems or ('no theorem',))[0].splitlines()[0]}"
    links = {(link.entry, link.bearing is Bearing.PART) for theorem in report.theorems for link in theorem.links}
    whole = [entry.id for entry in run.entries if (entry.id, False) in links]
    part = [entry.id for entry in run.entries if (entry.id, False) not in links and (entry.id, True) in links]
    only = f"; theorems on {len(part)} more are but a part, which proves nothing of the entry" if part else ""
    return f"kernel (Coq {report.coq_version}): {len(whole)} of {counted(len(run.entries), 'entry')} proved{only}"


def _extended(entry: Entry, report: KernelReport) -> Entry:
    evidence, settled = list(entry.evidence), entry.settled
    for theorem in report.theorems:
        for link in theorem.links:
            if link.entry != entry.id or link.bearing is Bearing.PART:
                continue
            proved = theorem.verdict is KernelVerdict.PROVED
            fits = entry.verdict in FITTING[link.bearing]
            refutes = link.bearing is Bearing.REFUTES
            result = Result.UNABLE if not proved else Result.REFUTED if refutes else Result.PROVED
            form = "printed" if refutes else link.bearing.value
            detail = "" if proved else f"{theorem.verdict}: " + "; ".join(report.problems)
            detail = detail if fits else f"the theorem does not fit the verdict {entry.verdict}"
            scope = f"theorem {theorem.file}.{theorem.name}, as stated in Statements.v"
            evidence.append(Evidence(Engine.KERNEL, result, form, scope, None, detail))
            settled = settled and proved and fits
    return replace(entry, evidence=tuple(evidence), settled=settled)
