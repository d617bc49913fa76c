"""The ledger: all claims, in the paper's order, with unique ids and premises that exist and form no circle."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property

from bornproof.proofs.counts import counted
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger.claim import Claim
from bornproof.proofs.ledger.evidence import WRONG, Entry, Verdict
from bornproof.proofs.ledger.language import PLAIN, Language
from bornproof.proofs.ledger.mended import with_line

__all__ = ["Ledger", "Source"]


@dataclass(frozen=True)
class Source:
    """Where the claims were read: named wherever results are printed or written; `text` says which text of it was used.

    The `title` is that of the paper; what has none is named by its reference alone.
    """

    reference: str
    text: str = ""
    title: str = ""


UNNAMED = Source("not named")


class Ledger:
    """All claims, in the paper's order, with unique ids and premises that exist and form no circle.

    `retired` are ids that are not used any more, with the reason; none is ever used again. The `language` is that of all
    claims; without one each keeps its own. Worker processes find the ledger at its `home`: see `ledger_files.py`. Of some
    ids `made` makes a claim when it is asked: such are in no list, and are judged for who asks, not by a run.
    """

    def __init__(
        self,
        claims: tuple[Claim, ...],
        retired: Mapping[str, str] | None = None,
        source: Source = UNNAMED,
        language: Language | None = None,
        home: str = "",
        made: Callable[[str], Claim | None] = lambda _: None,
    ) -> None:
        self.claims = claims = tuple(
            claim.in_language(language) if language and claim.language is not language else claim for claim in claims
        )
        self.source, self.language, self.home = source, language or PLAIN, home
        self.retired, self.made = dict(retired or {}), made
        if not claims:
            raise LedgerError("a ledger must have a claim: of none nothing could be settled")
        self._by_id = {claim.id: claim for claim in claims}
        if len(self._by_id) != len(claims):
            twice = sorted({c.id for c in claims if sum(d.id == c.id for d in claims) > 1})
            raise LedgerError(f"ids must be unique; used twice: {', '.join(twice)}")
        if again := sorted(set(self.retired) & set(self._by_id)):
            raise LedgerError(f"a retired id must not be used again: {', '.join(again)}")
        for claim in claims:
            if missing := [use for use in _premises_of(claim) if use not in self._by_id]:
                raise LedgerError(f"{claim.id} rests on {', '.join(missing)}, which the ledger does not contain")
        self._check_circles()
        self._tie()

    def __repr__(self) -> str:
        return f"<Ledger of {counted(len(self.claims), 'claim')}: {self.source.reference}>"

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __getitem__(self, claim_id: str) -> Claim:
        claim_id = self.kindly(claim_id)
        if claim_id in self.retired:
            raise LedgerError(f"{claim_id} is retired: {self.retired[claim_id]}")
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
        for claim_id in map(self.kindly, ids):
            parts = {claim.id for claim in self.claims if claim.id.startswith(f"{claim_id}.") and claim_id.startswith("eq.")}
            wanted |= parts or {self[claim_id].id}
        return tuple(claim for claim in self.claims if claim.id in wanted)

    def kindly(self, text: str) -> str:
        """The id that is meant: 31, (31), Eq. 31 and EQ.31 are eq.31; of other ids capitals and spaces do not matter."""
        number = re.fullmatch(r"(?:equation|eqn?)?[. ]*\(?([0-9]+(?:\.[0-9]+)?)\)?", text.strip().lower())
        meant = f"eq.{number[1]}" if number else text.strip()
        return meant if meant in self._by_id else self._by_lower.get(meant.lower(), meant)

    def dependents(self, claim_id: str) -> tuple[str, ...]:
        """The ids of the claims that rest directly on this one."""
        return tuple(claim.id for claim in self.claims if claim_id in _premises_of(claim))

    def premises(self, claim_id: str) -> frozenset[str]:
        """All ids on which a claim rests, directly or not."""
        return self._premises[claim_id]

    def settle(self, entries: Mapping[str, Entry]) -> tuple[Entry, ...]:
        """Mark as unsettled whatever is undecided or rests on something undecided or absent.

        What is to be conditional on another line being mended is undecided where that line is not found wrong.
        """
        entries = {claim_id: self._held(entry, entries) for claim_id, entry in entries.items()}
        bad = {c.id for c in self.claims if c.id not in entries or entries[c.id].verdict is Verdict.UNDECIDED}
        return tuple(
            replace(entries[claim.id], settled=claim.id not in bad and not (self.premises(claim.id) & bad))
            for claim in self.claims
            if claim.id in entries
        )

    def _held(self, entry: Entry, entries: Mapping[str, Entry]) -> Entry:
        mending = self._by_id[entry.id].once_mended
        if mending is None or entry.verdict is not Verdict.CONDITIONAL:
            return entry
        line = entries.get(mending.line)
        if line is not None and line.verdict in WRONG:
            return entry
        found = f"is {line.verdict}" if line else "was not judged"
        return replace(entry, verdict=Verdict.UNDECIDED, reason=f"{mending.line} is to be mended, but {found}")

    @cached_property
    def _by_lower(self) -> dict[str, str]:
        return {claim_id.lower(): claim_id for claim_id in (*self._by_id, *self.retired)}

    @cached_property
    def _premises(self) -> dict[str, frozenset[str]]:
        closed: dict[str, frozenset[str]] = {}
        for claim in self._ordered:
            closed[claim.id] = frozenset(_premises_of(claim)).union(*(closed[use] for use in _premises_of(claim)))
        return closed

    def _tie(self) -> None:
        """Tell each claim that is true once a line is mended what that line is."""
        for claim in self.claims:
            if claim.once_mended:
                self._by_id[claim.id] = with_line(claim, self._by_id[claim.once_mended.line])
        self.claims = tuple(self._by_id.values())

    def _check_circles(self) -> None:
        order: list[Claim] = []
        state: dict[str, bool] = {}  # False while open, True when done

        def visit(claim_id: str, trail: tuple[str, ...]) -> None:
            if state.get(claim_id) is False:
                raise LedgerError(f"claims must not rest on themselves: {' -> '.join((*trail, claim_id))}")
            if claim_id not in state:
                state[claim_id] = False
                for use in _premises_of(self._by_id[claim_id]):
                    visit(use, (*trail, claim_id))
                state[claim_id] = True
                order.append(self._by_id[claim_id])

        for claim in self.claims:
            visit(claim.id, ())
        self._ordered = tuple(order)


def _premises_of(claim: Claim) -> tuple[str, ...]:
    """What a claim rests on, the line included whose slip makes it wrong."""
    line = (claim.once_mended.line,) if claim.once_mended else ()
    return tuple(dict.fromkeys((*claim.uses, *line)))
