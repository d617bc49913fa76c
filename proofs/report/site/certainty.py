"""How sure it is that something is wrong: of how many entries numbers show it, and what is known of that which is right."""

from collections.abc import Iterable
from dataclasses import dataclass

from bornproof.proofs.ledger import Engine, Entry, Result

__all__ = ["Certainty", "certainty"]


@dataclass(frozen=True)
class Certainty:
    """Numbers of entries: wrong, shown by a witness, with a proof of what is right, and with brute force that agrees with it."""

    wrong: int
    shown: int
    proved: int
    computed: int


def certainty(wrong: Iterable[Entry]) -> Certainty:
    """What the evidence of the entries that are wrong amounts to.

    >>> from bornproof.proofs.ledger import Evidence, Verdict
    >>> proof = Evidence(Engine.SYMBOLIC, Result.PROVED, "corrected", "")
    >>> certainty([Entry("eq.1", Verdict.MISPRINT, (proof,)), Entry("eq.2", Verdict.MISPRINT)])
    Certainty(wrong=2, shown=0, proved=1, computed=0)
    """
    found = list(wrong)
    return Certainty(
        len(found),
        sum(entry.witness is not None for entry in found),
        sum(_found(entry, Result.PROVED, Engine.SYMBOLIC, Engine.KERNEL) for entry in found),
        sum(_found(entry, Result.AGREES, Engine.BALLS, Engine.EVOLUTION) for entry in found),
    )


def _found(entry: Entry, result: Result, *engines: Engine) -> bool:
    """Whether one of the engines found it of the corrected form."""
    return any(item.form.startswith("corrected") and item.result is result and item.engine in engines for item in entry.evidence)
