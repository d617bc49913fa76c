"""What a theorem is to prove of a ledger, and what the proof assistant's kernel says of it, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import msgspec
from bornproof.proofs.errors import LedgerError

__all__ = ["Bearing", "KernelReport", "KernelVerdict", "Link", "Theorem", "TheoremReport"]


@dataclass(frozen=True)
class Theorem:
    """A row: a statement of Statements.v, and the theory that proves it.

    Parameters
    ----------
    place
        The theory and the name, as in Born.eq_22.
    proves
        Ledger entries of which it is to prove a form; Coq must then prove the entry from the statement.
    refutes
        Ledger entries of which it is to refute the printed form; Coq must then prove from the statement that it fails.
    part
        Ledger entries on which it bears without proving them, each with what it says of them.
    """

    place: str
    proves: tuple[str, ...] = ()
    refutes: tuple[str, ...] = ()
    part: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.entries:
            raise LedgerError(f"{self.place} must bear on at least one ledger entry")
        if len(set(self.entries)) != len(self.entries):
            raise LedgerError(f"{self.place} must bear on each ledger entry in one way")

    @property
    def entries(self) -> tuple[str, ...]:
        """The ledger entries on which it bears."""
        return (*self.proves, *self.refutes, *self.part)

    @property
    def file(self) -> str:
        """The theory's name."""
        return self.place.split(".")[0]

    @property
    def name(self) -> str:
        """The statement's name."""
        return self.place.split(".")[1]


class KernelVerdict(StrEnum):
    """What is known of a theorem after a run."""

    PROVED = "proved"
    REFUSED = "refused"  # its proof, statement, axioms or place in the table is not in order
    UNSETTLED = "unsettled"  # something else is not in order, so that nothing is said of it
    UNABLE = "unable"  # there is no proof assistant


class Bearing(StrEnum):
    """What a theorem says of a ledger entry; the first three name the form of the entry that it proves."""

    PRINTED = "printed"
    UNDER_CONDITIONS = "printed, under the conditions"
    CORRECTED = "corrected"
    REFUTES = "refutes the printed form"
    PART = "part"  # a special case, one half, or a step: not the entry


@dataclass(frozen=True)
class Link:
    """A theorem's bearing on one ledger entry; for a part, what it says of the entry or why no more is proved."""

    entry: str
    bearing: Bearing
    note: str = ""


@dataclass(frozen=True)
class TheoremReport:
    """One theorem: its statement in Statements.v, what it says, and what the kernel makes of it.

    `axioms` are those of all theorems together (`axioms_of`), an upper bound for each.
    """

    name: str
    file: str
    statement: str
    sentence: str
    equation: tuple[int, ...]
    links: tuple[Link, ...]
    axioms: tuple[str, ...]
    verdict: KernelVerdict
    axioms_of: str = "all theorems together"

    @property
    def entries(self) -> tuple[str, ...]:
        """The ids of the ledger entries on which the theorem bears."""
        return tuple(link.entry for link in self.links)


@dataclass(frozen=True)
class KernelReport:
    """A whole run: settled if every theorem is proved and nothing is out of order."""

    theorems: tuple[TheoremReport, ...]
    axioms: tuple[str, ...]
    coq_version: str
    settled: bool
    problems: tuple[str, ...]

    def __post_init__(self) -> None:
        proved = all(theorem.verdict is KernelVerdict.PROVED for theorem in self.theorems)
        if self.settled != (bool(self.theorems) and proved and not self.problems):
            raise LedgerError("a run is settled if and only if it proved every theorem, at least one, without a problem")

    def to_json(self) -> dict[str, Any]:
        """The report as dictionaries, tuples, strings and booleans.

        >>> KernelReport((), (), "8.16.1", False, ("nothing to prove",)).to_json()["problems"]
        ('nothing to prove',)
        """
        return {"schema": 1, **msgspec.to_builtins(self)}
