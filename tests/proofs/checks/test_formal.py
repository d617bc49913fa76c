"""Kernel evidence on the ledger: links that exist, and the refusal of a theorem that does not fit or is not proved."""

from dataclasses import replace

import pytest
from bornproof.proofs.checks.formal import in_one_line, unknown_entries, with_kernel
from bornproof.proofs.checks.run import verify
from bornproof.proofs.kernel.results import Bearing, KernelReport, KernelVerdict, Link, TheoremReport
from bornproof.proofs.ledger import Engine, Result
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.theorems import THEOREMS


def report(entry: str, bearing: Bearing, verdict: KernelVerdict = KernelVerdict.PROVED) -> KernelReport:
    theorem = TheoremReport("eq_40", "Components", "True", "A sentence.", (40,), (Link(entry, bearing),), (), verdict)
    settled = verdict is KernelVerdict.PROVED
    return KernelReport((theorem,), (), "8.16.1", settled, () if settled else ("no Coq",))


def test_every_theorem_names_entries_of_the_ledger() -> None:
    known = {claim.id for claim in PAPER}
    assert {entry for row in THEOREMS for entry in row.entries} <= known


def test_an_unknown_entry_is_named() -> None:
    assert unknown_entries(report("eq.99", Bearing.PART), PAPER) == ("eq.99",)


@pytest.mark.parametrize(
    ("bearing", "verdict", "settled", "result"),
    [
        (Bearing.PRINTED, KernelVerdict.PROVED, True, Result.PROVED),
        (Bearing.PRINTED, KernelVerdict.REFUSED, False, Result.UNABLE),
        (Bearing.PRINTED, KernelVerdict.UNABLE, False, Result.UNABLE),
        (Bearing.REFUTES, KernelVerdict.PROVED, False, Result.REFUTED),
        (Bearing.CORRECTED, KernelVerdict.PROVED, False, Result.PROVED),
    ],
    ids=["proved", "refused", "no Coq", "refutes what holds", "corrects what holds"],
)
def test_kernel_evidence(bearing: Bearing, verdict: KernelVerdict, settled: bool, result: Result) -> None:
    run = with_kernel(verify(("eq.40",), ledger=PAPER), report("eq.40", bearing, verdict))
    assert run.settled is settled
    assert [item.result for item in run.entries[0].evidence if item.engine is Engine.KERNEL] == [result]


def test_a_refuted_misprint_is_settled() -> None:
    run = with_kernel(verify(("eq.5",), ledger=PAPER), report("eq.5", Bearing.REFUTES))
    assert run.settled
    (found,) = (item for item in run.entries[0].evidence if item.engine is Engine.KERNEL)
    assert (found.result, found.form, found.detail) == (Result.REFUTED, "printed", "")


def test_a_part_proves_nothing_of_the_entry() -> None:
    run = with_kernel(verify(("eq.40",), ledger=PAPER), report("eq.40", Bearing.PART))
    assert Engine.KERNEL not in {item.engine for item in run.entries[0].evidence}


def test_doubt_is_not_removed() -> None:
    run = verify(("eq.40",), ledger=PAPER)
    doubtful = replace(run, entries=(replace(run.entries[0], settled=False),))
    assert not with_kernel(doubtful, report("eq.40", Bearing.PRINTED)).settled


def test_a_part_does_not_read_as_proved() -> None:
    run = verify(("eq.40",), ledger=PAPER)
    assert in_one_line(run, report("eq.40", Bearing.PART)) == (
        "kernel (Coq 8.16.1): 0 of 1 entry proved; theorems on 1 more are but a part, which proves nothing of the entry"
    )
    assert in_one_line(run, report("eq.40", Bearing.PRINTED)) == "kernel (Coq 8.16.1): 1 of 1 entry proved"


def test_a_kernel_that_is_not_there_is_one_line() -> None:
    line = in_one_line(verify(("eq.40",), ledger=PAPER), report("eq.40", Bearing.PART, KernelVerdict.UNABLE))
    assert line == "kernel: nothing is proved: no Coq"
