r"""The labelled equations of a manuscript held against what was proved of the entries that their labels name.

A left side that is printed must be that of the entry, or a formula that is equal to it; every further link of a chain is judged.
A label that names several entries names those whose left sides its equations have. One that looks like an id but names no entry,
as `eq:39.9` or `thm:spektrum` does, is not found; one that looks like none, as `fig:1` or `eq:words`, is none of ours.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import partial
from time import perf_counter
from typing import Any

from bornproof.proofs.checks.chain_links import Link, Status, judged, worst
from bornproof.proofs.checks.chains import Readers, Writing
from bornproof.proofs.checks.deadline import SECONDS
from bornproof.proofs.checks.run import asked
from bornproof.proofs.errors import PlacedError, ProofsError
from bornproof.proofs.formulas.manuscript.equations import Equation, Label, Manuscript
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import Claim, Ledger

__all__ = ["Line", "Status", "check_manuscript", "entry_named", "parts"]

_PLACE = re.compile(r"line (\d+), column (\d+): (.*)", re.DOTALL)
_NUMBER = re.compile(r"(?:eq|claim|thm)\.[0-9]+(?:\.[0-9]+)*[a-z]?", re.IGNORECASE)
_ALIKE = 0.85  # of an id in words and a label: one letter of seven
_PREFIX = re.compile(r"(?:(?:eq|eqn|equation)[:.](?=(?:claim|thm)[:.]))?(eq|eqn|equation|claim|thm)[:.]", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """What was found of one entry under one label; a place is that of the label, or of what cannot be read."""

    id: str
    status: Status
    label: Label | None = None
    file: str = ""
    line: int = 0
    column: int = 0
    detail: str = ""
    conditions: tuple[str, ...] = ()
    witness: Mapping[str, Any] | None = None
    seconds: float | None = field(default=None, compare=False)  # that it took to judge it

    @property
    def name(self) -> str:
        """The label, with the entry where the label does not say which; of what has no label the entry."""
        label = self.label.name if self.label else ""
        if not label or not self.id:
            return label or self.id
        return label if entry_named(label) == self.id else f"{label} ({self.id})"

    @property
    def passes(self) -> bool:
        """Whether it is the same, under conditions that are known; unknown is not a pass."""
        return self.status in (Status.SAME, Status.CONDITIONAL, Status.LEFT_OUT)


def check_manuscript(
    manuscript: Manuscript,
    ledger: Ledger,
    labels: Mapping[str, str] | None = None,
    required: Sequence[str] = (),
    digits: int = 50,
    progress: Callable[[int, int], None] | None = None,
    timeout: float = SECONDS,
) -> tuple[Line, ...]:
    r"""A line for each entry that a label names, in the order of the manuscript, then those that are not found.

    Parameters
    ----------
    manuscript
        Its labelled equations.
    ledger
        The entries.
    labels
        The ids that labels name besides those that name one themselves, as `eq:39.4` does; "" leaves a label out.
    required
        Ids that must be there; eq.39 stands for all of its lines.
    digits
        Of the enclosures.
    progress
        Is told how many equations are judged, of how many.
    timeout
        Seconds for each of these.

    Raises
    ------
    LedgerError
        For an id in `labels` or in `required` that the ledger does not have.
    PlacedError
        For a label that names an entry and stands there twice.
    """
    named = _Named(ledger, labels or {})
    wanted = dict(named.wanted)
    _check_unique(manuscript, named)
    found: list[Line] = []
    chosen = [(equation, claims) for equation in manuscript.equations if (claims := named.claims(equation.label)) is not None]
    for number, (equation, claims) in enumerate(chosen, start=1):
        found += _lines(ledger, equation, claims, digits, timeout)
        if progress:
            progress(number, len(chosen))
    for group in manuscript.groups:
        claims = named.claims(group.label) or ()
        if not {claim.id for claim in claims} & {line.id for line in found}:  # no label within names one of them
            found += _lines(ledger, group, claims, digits, timeout) if claims else ()
    for label in (*manuscript.elsewhere, *(group.label for group in manuscript.groups)):
        claims = named.claims(label)
        there = {line.id for line in found}
        missing = [claim for claim in claims or () if claim.id not in there]
        found += [_line(claim.id, label, Status.NOT_FOUND, "its label stands outside of an equation") for claim in missing]
    found += [_line("", label, Status.NOT_FOUND, what) for label in _labels(manuscript) if (what := named.unknown(label))]
    missing = [claim for claim_id in required for claim in _select(ledger, claim_id)]
    present = {label.name for label in _labels(manuscript)}
    missing += [claim for label, claims in wanted.items() if label not in present for claim in claims]
    there = {line.id for line in found}
    ids = dict.fromkeys(claim.id for claim in missing if claim.id not in there)
    found += [Line(claim_id, Status.NOT_FOUND, detail="no label names it") for claim_id in ids]
    return tuple(found)


def parts(
    manuscript: Manuscript, ledger: Ledger, labels: Mapping[str, str] | None = None
) -> dict[str, tuple[Manuscript, dict[str, str]]]:
    """By each label that names an entry, what `check_manuscript` can judge of it alone: a manuscript and a map.

    It fails alone where it fails among the others. Raises as `check_manuscript` does.
    """
    labels = dict(labels or {})
    named = _Named(ledger, labels)
    _check_unique(manuscript, named)
    chosen = {one.label: Manuscript((one,), ()) for one in manuscript.equations if named.claims(one.label) is not None}
    there = {claim for label in chosen for claim in named.claims(label) or ()}
    groups = {one.label: Manuscript((), (), (one,)) for one in manuscript.groups if not set(named.claims(one.label) or ()) & there}
    chosen |= {label: part for label, part in groups.items() if named.claims(label)}
    there |= {claim for label in groups for claim in named.claims(label) or ()}
    outside = (*manuscript.elsewhere, *(one.label for one in manuscript.groups if one.label not in groups))
    chosen |= {label: Manuscript((), (label,)) for label in outside if set(named.claims(label) or ()) - there}
    chosen |= {label: Manuscript((), (label,)) for label in _labels(manuscript) if named.unknown(label)}
    found = {label.name: part for label, part in chosen.items()}
    present = {label.name for label in _labels(manuscript)}
    found |= {label: Manuscript((), ()) for label, claim_id in labels.items() if claim_id and label not in present}
    return {label: (part, {label: labels[label]} if label in labels else {}) for label, part in found.items()}


def entry_named(label: str) -> str:
    """The id that a label may name.

    >>> entry_named("eq:39.4"), entry_named("eq:thm.born"), entry_named("fig:1")
    ('eq.39.4', 'thm.born', '')
    """
    prefix = _PREFIX.match(label)
    kinds = {"eqn": "eq", "equation": "eq"}
    kind = prefix[1].lower() if prefix else ""
    return f"{kinds.get(kind, kind)}.{label[prefix.end() :]}" if prefix else ""


class _Named:
    """The claims that labels name."""

    def __init__(self, ledger: Ledger, labels: Mapping[str, str]) -> None:
        self.ledger = ledger
        self.wanted = {label: _select(ledger, claim_id) if claim_id else () for label, claim_id in labels.items()}
        self.known = {part for claim in ledger for part in (claim.id, f"eq.{claim.equation}")}

    def claims(self, label: Label) -> tuple[Claim, ...] | None:
        """Those of a label; none, if it is to be left out; nothing, if it names no entry."""
        if label.name not in self.wanted:
            claim_id = self.ledger.kindly(entry_named(label.name))
            made = None if claim_id in self.known else self.ledger.made(claim_id)
            if claim_id not in self.known and made is None:
                return None
            self.wanted[label.name] = (made,) if made else self.ledger.select((claim_id,))
        return self.wanted[label.name]

    def unknown(self, label: Label) -> str:
        """Why a label that looks like an id is none; nothing for a label that is one, and for those that look like none of ours."""
        claim_id = entry_named(label.name)
        if not claim_id or self.claims(label) is not None or self._is_further_line(claim_id):
            return ""
        words = [known for known in self.known if not _NUMBER.fullmatch(known)]
        kind = claim_id.split(".")[0]
        numbered = _NUMBER.fullmatch(claim_id) and any(known.startswith(f"{kind}.") for known in self.known.difference(words))
        if not numbered and not get_close_matches(claim_id, words, n=1, cutoff=_ALIKE):
            return ""
        near = ", ".join(get_close_matches(claim_id, sorted(self.known), n=3))
        hint = f"; nearest: {near}" if near else ""
        return f'no entry is called {claim_id}{hint}; "{label.name}" = "" in a map leaves the label out'

    def _is_further_line(self, claim_id: str) -> bool:
        """Whether an id and a number name a further line of an entry, as the labels that `latex` writes do."""
        base, _, number = claim_id.rpartition(".")
        forms = next((len(claim.true_forms) for claim in self.ledger if claim.id == base), 0)
        return number in map(str, range(2, forms + 1))


def _select(ledger: Ledger, claim_id: str) -> tuple[Claim, ...]:
    return ledger.select((entry_named(claim_id) or claim_id,))


def _labels(manuscript: Manuscript) -> tuple[Label, ...]:
    return (*(equation.label for equation in (*manuscript.equations, *manuscript.groups)), *manuscript.elsewhere)


def _check_unique(manuscript: Manuscript, named: _Named) -> None:
    seen: dict[str, Label] = {}
    for label in _labels(manuscript):
        if named.claims(label) is None:
            continue
        if label.name in seen:
            first = seen[label.name]
            where = f"{first.file}, line {first.line}"
            raise PlacedError(label.file, label.line, label.column, f"the label {label.name} stands already at {where}")
        seen[label.name] = label


def _lines(ledger: Ledger, equation: Equation, claims: tuple[Claim, ...], digits: int, timeout: float) -> tuple[Line, ...]:
    """The lines of one equation; undecided, where the code of a ledger of the user's own ends its process, or does not stop."""
    ids, start = [claim.id for claim in claims], perf_counter()

    def undecided(reason: str) -> tuple[Line, ...]:
        each = (perf_counter() - start) / max(len(ids), 1)
        return tuple(replace(_line(claim_id, equation.label, Status.UNDECIDED, reason), seconds=each) for claim_id in ids)

    return asked(partial(_lines_in, equation=equation, ids=ids, digits=digits), ledger, equation.label.name, undecided, timeout)


def _lines_in(ledger: Ledger, equation: Equation, ids: Sequence[str], digits: int) -> tuple[Line, ...]:
    return tuple(_Judge(ledger, digits).lines(equation, tuple(ledger.made(claim_id) or ledger[claim_id] for claim_id in ids)))


class _Judge:
    def __init__(self, ledger: Ledger, digits: int) -> None:
        self.digits, self.readers = digits, Readers(ledger)

    def lines(self, equation: Equation, claims: tuple[Claim, ...]) -> Iterator[Line]:
        """What is known of each claim that the label of an equation names."""
        if not claims:
            yield _line("", equation.label, Status.LEFT_OUT, "by the map")
            return
        unreadable = equation.unreadable or ("it is too long" if equation.too_long else "")
        self._open = set[int]()  # the statements that no claim has met
        for number, claim in enumerate(claims):
            if unreadable:
                yield _line(claim.id, equation.label, Status.UNREADABLE, unreadable)
                continue
            start = perf_counter()
            try:
                found = self._judged(equation, claim, number, claims)
            except ProofsError as error:  # of the reader, with a place; of what the formula names, without one
                found = _unreadable(equation, claim, str(error))
            yield replace(found, seconds=perf_counter() - start)
        if self._open:
            yield _line("", equation.label, Status.UNREADABLE, "under this label an equation has the left side of no entry")

    def _judged(self, equation: Equation, claim: Claim, number: int, claims: tuple[Claim, ...]) -> Line:
        if not claim.true_forms:
            return _line(claim.id, equation.label, Status.UNDECIDED, "nothing is proved of this entry")
        chains = self.readers.chains(claim, equation.text, Writing.LATEX)
        mine = chains
        if len(claims) > 1:
            mine = [chain for chain in chains if chain.names]
            if not mine and len(chains) == len(claims):
                mine = [chains[number]]
            there = {place for place, chain in enumerate(chains) if not any(chain is one for one in mine)}
            self._open = there & self._open if number else there
        if not mine:
            return _line(claim.id, equation.label, Status.NOT_FOUND, f"under this label no equation has the left side {claim.name}")
        links = judged(claim, mine, self.digits)
        if len(mine) == 1 and not mine[0].names and not mine[0].statement.relations:
            links = (*(replace(link, detail="; ".join(filter(None, (link.detail, "no left side is printed")))) for link in links),)
        return _of(equation, claim, links)


def _line(claim_id: str, label: Label, status: Status, detail: str) -> Line:
    return Line(claim_id, status, label, label.file, label.line, label.column, detail)


def _unreadable(equation: Equation, claim: Claim, message: str) -> Line:
    place, detail = (equation.label.file, equation.label.line, equation.label.column), message
    if found := _PLACE.fullmatch(message):
        place, detail = equation.place(int(found[2]) - 1), found[3]
    return Line(claim.id, Status.UNREADABLE, equation.label, *place, detail)


def _of(equation: Equation, claim: Claim, links: Sequence[Link]) -> Line:
    """The line of an entry: as its worst link is, under the conditions of all."""
    found = worst(links)
    known = found.answer
    conditions = dict.fromkeys(as_text(one) for link in links if link.answer for one in link.answer.conditions)
    witness = None
    if found.status is Status.DIFFERENT and known and known.witness:
        witness = {"point": dict(known.witness.point), "yours": known.witness.printed, "true": known.witness.true}
    mended = f"once {claim.once_mended.line} is mended" if claim.once_mended else ""
    levels = f"for {known.levels}" if known and known.levels else ""
    detail = "; ".join(part for part in (found.detail, levels, mended) if part)
    place = (equation.label.file, equation.label.line, equation.label.column)
    return Line(claim.id, found.status, equation.label, *place, detail, tuple(conditions), witness)
