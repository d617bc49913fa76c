"""The rules of the ledger: claims, evidence, verdicts and how settledness flows; no physics.

A `Claim` holds what the paper prints, how the same quantity is derived, and an oracle that computes it by brute force.
It holds no verdict: `proofs.judge` computes one by confronting the three.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property
from typing import Any

from sympy import Basic
from sympy.logic.boolalg import Boolean

from proofs.domains import Domain
from proofs.errors import LedgerError
from symbolic.derivation import Derivation

__all__ = ["Claim", "Engine", "Entry", "Evidence", "Kind", "Ledger", "Result", "Verdict", "Witness"]


class Kind(StrEnum):
    """What an entry is about."""

    EQUATION = "equation"
    CLAIM = "claim"
    THEOREM = "theorem"


class Verdict(StrEnum):
    """What is known of the printed form."""

    HOLDS = "holds"
    CONDITIONAL = "conditional"
    MISPRINT = "misprint"
    DEFINITION = "definition"
    OUT_OF_SCOPE = "out-of-scope"
    UNDECIDED = "undecided"


class Engine(StrEnum):
    """Where a piece of evidence comes from."""

    SYMBOLIC = "symbolic"
    SAMPLING = "sampling"
    BALLS = "balls"
    EVOLUTION = "evolution"
    KERNEL = "kernel"


class Result(StrEnum):
    """What one engine found."""

    PROVED = "proved"
    AGREES = "agrees"
    REFUTED = "refuted"
    UNABLE = "unable"
    VACUOUS = "vacuous"


@dataclass(frozen=True)
class Evidence:
    """One engine's finding on one form ("printed", "printed, under the conditions" or "corrected") of a claim."""

    engine: Engine
    result: Result
    form: str
    scope: str
    digits: int | None = None
    detail: str = ""


@dataclass(frozen=True)
class Witness:
    """An exact point at which two values differ: anyone can insert the numbers."""

    point: tuple[tuple[str, str], ...]
    printed: str
    true: str


@dataclass(frozen=True)
class Claim:
    """One statement of the paper (or a theorem of ours), as data.

    `printed` and `corrected` are SymPy expressions in the paper's symbols. `derive` maps values of the domain's case
    variables to a derivation of the same quantity; it never reads `printed`. `oracle` maps an exact point to that
    quantity by brute force from the definitions.
    """

    id: str
    section: str
    statement: str
    name: str  # the left-hand side in LaTeX
    printed: tuple[Basic, ...] = ()
    derive: Callable[[Mapping[Any, Any]], Derivation] | None = None
    domain: Domain = field(default_factory=Domain)
    oracle: Callable[[Mapping[Any, Any]], Any] | None = None
    dynamics: bool = False  # the oracle evolves a state from t = 0, so that it can be asked of two solvers
    conditions: tuple[Boolean, ...] = ()
    corrected: tuple[Basic, ...] = ()
    corrected_derive: Callable[[Mapping[Any, Any]], Derivation] | None = None  # where the correction names other entries
    corrected_oracle: Callable[[Mapping[Any, Any]], Any] | None = None
    where: tuple[tuple[Basic, Basic], ...] = ()  # abbreviations in the printed forms, and what they stand for
    note: str = ""
    definition: bool = False
    undecidable: str = ""
    uses: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind is Kind.EQUATION and not self.equation:
            raise LedgerError(f"{self.id}: an equation must carry its number, as in eq.39 or eq.39.1")
        if bool(self.undecidable) == bool(self.printed):
            raise LedgerError(f"{self.id}: needs either a printed form or the reason why no computation can decide it")
        if self.printed and self.derive is None:
            raise LedgerError(f"{self.id}: a printed form needs a derivation")
        if self.id in self.uses:
            raise LedgerError(f"{self.id}: a premise must not be its own conclusion")

    @property
    def kind(self) -> Kind:
        """By the prefix of the permanent id: eq., claim. or thm."""
        prefixes = {"eq": Kind.EQUATION, "claim": Kind.CLAIM, "thm": Kind.THEOREM}
        prefix = self.id.split(".")[0]
        if prefix not in prefixes:
            raise LedgerError(f"{self.id}: an id must start with one of {', '.join(prefixes)}")
        return prefixes[prefix]

    @property
    def engines(self) -> tuple[Engine, ...]:
        """The numeric engines that can be asked for the truth."""
        by_oracle = (Engine.BALLS, *((Engine.EVOLUTION,) if self.dynamics else ())) if self.oracle else ()
        return (Engine.SAMPLING, *by_oracle)

    @property
    def mended(self) -> "Claim":
        """The claim with the corrected form, where there is one, in the place of the printed one."""
        if not self.corrected:
            return self
        return replace(
            self,
            printed=self.corrected,
            corrected=(),
            derive=self.corrected_derive or self.derive,
            oracle=self.corrected_oracle or (None if self.corrected_derive else self.oracle),
        )

    @property
    def equation(self) -> int | None:
        """The paper's equation number, if the entry is an equation."""
        parts = self.id.split(".")
        return int(parts[1]) if parts[0] == "eq" and len(parts) > 1 and parts[1].isdigit() else None


@dataclass(frozen=True)
class Entry:
    """A claim with its computed verdict and the evidence for it."""

    id: str
    verdict: Verdict
    evidence: tuple[Evidence, ...]
    witness: Witness | None
    settled: bool = True


class Ledger:
    """All claims, in the paper's order, with unique ids and premises that exist and form no circle."""

    def __init__(self, claims: tuple[Claim, ...]) -> None:
        self.claims = claims
        self._by_id = {claim.id: claim for claim in claims}
        if len(self._by_id) != len(claims):
            twice = sorted({c.id for c in claims if sum(d.id == c.id for d in claims) > 1})
            raise LedgerError(f"ids must be unique; used twice: {', '.join(twice)}")
        for claim in claims:
            if missing := [use for use in claim.uses if use not in self._by_id]:
                raise LedgerError(f"{claim.id} rests on {', '.join(missing)}, which the ledger does not contain")
        self._check_circles()

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __getitem__(self, claim_id: str) -> Claim:
        claim_id = self._kindly(claim_id)
        if claim_id not in self._by_id:
            near = get_close_matches(claim_id, self._by_id, n=4, cutoff=0.4)
            hint = f"; nearest: {', '.join(near)}" if near else "; `bornproof list` names them all"
            raise LedgerError(f"no claim is called {claim_id!r}{hint}")
        return self._by_id[claim_id]

    def select(self, ids: tuple[str, ...]) -> tuple[Claim, ...]:
        """The named claims in the ledger's order (all if none is named); eq.39 names eq.39.1, eq.39.2, ... as well."""
        if not ids:
            return self.claims
        wanted = set()
        for claim_id in map(self._kindly, ids):
            parts = {claim.id for claim in self.claims if claim.id.startswith(f"{claim_id}.") and claim_id.startswith("eq.")}
            wanted |= parts or {self[claim_id].id}
        return tuple(claim for claim in self.claims if claim.id in wanted)

    def _kindly(self, text: str) -> str:
        """The id that is meant: 31, (31), Eq. 31 and EQ.31 are eq.31; of other ids capitals and spaces do not matter."""
        number = re.fullmatch(r"(?:equation|eqn?)?[. ]*\(?([0-9]+(?:\.[0-9]+)?)\)?", text.strip().lower())
        meant = f"eq.{number[1]}" if number else text.strip()
        return meant if meant in self._by_id else self._by_lower.get(meant.lower(), meant)

    def dependents(self, claim_id: str) -> tuple[str, ...]:
        """The ids of the claims that rest directly on this one."""
        return tuple(claim.id for claim in self.claims if claim_id in claim.uses)

    def premises(self, claim_id: str) -> frozenset[str]:
        """All ids on which a claim rests, directly or not."""
        return self._premises[claim_id]

    def settle(self, entries: Mapping[str, Entry]) -> tuple[Entry, ...]:
        """Mark as unsettled whatever is undecided or rests on something undecided or absent."""
        bad = {c.id for c in self.claims if c.id not in entries or entries[c.id].verdict is Verdict.UNDECIDED}
        result = []
        for claim in self.claims:
            if claim.id in entries:
                entry = entries[claim.id]
                settled = claim.id not in bad and not (self.premises(claim.id) & bad)
                result.append(Entry(entry.id, entry.verdict, entry.evidence, entry.witness, settled))
        return tuple(result)

    @cached_property
    def _by_lower(self) -> dict[str, str]:
        return {claim_id.lower(): claim_id for claim_id in self._by_id}

    @cached_property
    def _premises(self) -> dict[str, frozenset[str]]:
        closed: dict[str, frozenset[str]] = {}
        for claim in self._ordered:
            closed[claim.id] = frozenset(claim.uses).union(*(closed[use] for use in claim.uses))
        return closed

    def _check_circles(self) -> None:
        order: list[Claim] = []
        state: dict[str, bool] = {}  # False while open, True when done

        def visit(claim_id: str, trail: tuple[str, ...]) -> None:
            if state.get(claim_id) is False:
                raise LedgerError(f"claims must not rest on themselves: {' -> '.join((*trail, claim_id))}")
            if claim_id not in state:
                state[claim_id] = False
                for use in self._by_id[claim_id].uses:
                    visit(use, (*trail, claim_id))
                state[claim_id] = True
                order.append(self._by_id[claim_id])

        for claim in self.claims:
            visit(claim.id, ())
        self._ordered = tuple(order)
