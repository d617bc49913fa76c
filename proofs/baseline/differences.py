"""What has changed between two runs, and what of it is a loss."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from bornproof.proofs.baseline.snapshot import Part, Record, Snapshot, Text
from bornproof.proofs.ledger import Verdict

__all__ = ["Change", "Sort", "changes", "lost"]

_STRENGTH = (  # of verdicts, the weakest first
    Verdict.UNDECIDED, Verdict.OUT_OF_SCOPE, Verdict.FALSE, Verdict.MISPRINT, Verdict.CONDITIONAL, Verdict.DEFINITION,
    Verdict.HOLDS,
)  # fmt: skip
_NOTHING = Part("", ())
Values = set[int] | None  # of a loop; none are named where a proof is for every one
_NUMBER = "-?[0-9]+"
_LOOP = re.compile(
    rf"every ([A-Za-z]\w*) \(symbolic\)|([A-Za-z]\w*) = ({_NUMBER}(?:, {_NUMBER})+|{_NUMBER}(?:\.\.{_NUMBER})?)", re.ASCII
)
_LOOPS = re.compile(f"for (?:{_LOOP.pattern})(?:, (?:{_LOOP.pattern}))*", re.ASCII)


class Sort(StrEnum):
    """What has become of an entry."""

    REMOVED = "entry removed"
    WEAKER = "verdict weaker"
    UNSETTLED = "not settled any more"
    NARROWER = "scope narrower"
    DIFFERENT = "formula different"
    SENTENCE = "sentence different"
    PREMISES = "premises different"
    EVIDENCE = "evidence different"
    MORE = "evidence added"
    STRONGER = "verdict stronger"
    WIDER = "scope wider"
    ADDED = "entry added"

    @property
    def loss(self) -> bool:
        """Whether something that was there is not there any more, or is not what it was."""
        return self not in (Sort.STRONGER, Sort.WIDER, Sort.ADDED, Sort.MORE)

    @property
    def unguarded(self) -> bool:
        """Whether the baseline has nothing of the entry."""
        return self is Sort.ADDED


_SORTS = {  # of what is not a formula: where there was something before, and where there was nothing
    "evidence": (Sort.EVIDENCE, Sort.MORE), "statement": (Sort.SENTENCE,) * 2, "premises": (Sort.PREMISES,) * 2,
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One change of an entry; `what` says of which part and case, `before` and `now` are lines for people."""

    id: str
    sort: Sort
    what: str = ""
    before: str = ""
    now: str = ""


def changes(before: Snapshot, now: Snapshot, among: Collection[str] | None = None) -> tuple[Change, ...]:
    """What is different now, in the order of the entries now, those that are gone at the end.

    `before, now`: what was kept, and what was found. `among`: the ids that were asked for; without it all of them.

    >>> none = Snapshot(1, "a paper", {}, ())
    >>> one = Snapshot(1, "a paper", {}, (Record("eq.1", Verdict.HOLDS, False, "", True, {}),))
    >>> [str(change.sort) for change in changes(one, none)], [change.sort.loss for change in changes(none, one)]
    (['entry removed'], [False])
    """
    old = {record.id: record for record in before.entries if among is None or record.id in among}
    new = {record.id: record for record in now.entries}
    found = [change for record in now.entries for change in _changes(old.get(record.id), record)]
    return (*found, *(Change(one, Sort.REMOVED, before=_verdict(old[one])) for one in old if one not in new))


def lost(found: Iterable[Change], strict: bool = False) -> bool:
    """Whether anything was lost; where it is meant strictly, whether anything has changed at all."""
    return any(strict or change.sort.loss for change in found)


def _changes(old: Record | None, new: Record) -> Iterator[Change]:
    if old is None:
        yield Change(new.id, Sort.ADDED, now=_verdict(new))
        return
    if (weight := _weight(new) - _weight(old)) or old.verdict != new.verdict:
        yield Change(new.id, Sort.WEAKER if weight < 0 else Sort.STRONGER, "", _verdict(old), _verdict(new))
    if old.settled and not new.settled:
        yield Change(new.id, Sort.UNSETTLED, "", "settled", "not settled")
    if old.scope != new.scope:
        yield Change(new.id, Sort.WIDER if _wider(old.scope, new.scope) else Sort.NARROWER, "", old.scope, new.scope)
    for name in dict.fromkeys((*old.parts, *new.parts)):
        one, other = old.parts.get(name, _NOTHING), new.parts.get(name, _NOTHING)
        yield from _differences(new.id, name, one.texts, other.texts)


def _differences(entry: str, name: str, before: tuple[Text, ...], now: tuple[Text, ...]) -> Iterator[Change]:
    """The texts that are not the same, whatever their lines: side by side where what they are of tells, else in their order."""
    if [(text.of, text.canonical) for text in before] == [(text.of, text.canonical) for text in now]:
        return
    sorts = _SORTS.get(name, (Sort.DIFFERENT, Sort.DIFFERENT))
    kept = {(text.of, text.canonical) for text in before} & {(text.of, text.canonical) for text in now}
    old, new = ([text for text in texts if (text.of, text.canonical) not in kept] for texts in (before, now))
    if not old and not new:
        yield Change(entry, sorts[0], f"{name}: another order or number", str(len(before)), str(len(now)))
    for one, other in zip_longest(old, new):
        what = ", ".join(filter(None, (name, (other or one).of)))
        yield Change(entry, sorts[one is None], what, one.line if one else "", other.line if other else "")


def _weight(record: Record) -> float:
    """How strong a verdict is; one that fails almost nowhere is a little stronger."""
    return _STRENGTH.index(record.verdict) + record.almost_surely / 2


def _verdict(record: Record) -> str:
    return f"{record.verdict}, almost surely" if record.almost_surely else str(record.verdict)


def _wider(before: str, now: str) -> bool:
    """Whether a scope says more than before: every N instead of some, or a loop over more values; what cannot be told is not.

    Two names with several values may be pairs of them, of which one cannot tell whether those of before are among them.

    >>> _wider("for N = 2, 3; any q", "for N = 2..4; any q"), _wider("for N = 2; any q", "for every N (symbolic); any q")
    (True, True)
    >>> _wider("for every N (symbolic); any q", "for N = 2; any q"), _wider("any q", "q < 1")
    (False, False)
    """
    old, new = _looped(before), _looped(now)
    if old is None or new is None or old[1] != new[1] or old[0].keys() != new[0].keys():
        return False
    several = sum(values is not None and len(values) > 1 for values in new[0].values())
    return several <= 1 and all(_covers(new[0][name], values) for name, values in old[0].items())


def _covers(values: Values, others: Values) -> bool:
    return values is None or (others is not None and others <= values)


def _looped(scope: str) -> tuple[dict[str, Values], str] | None:
    """The names over whose values a proof is a loop, and the rest of the scope; None where any of it is not understood.

    >>> _looped("for N = 2 and 3; any q"), _looped("for every N >= 2 (symbolic); any q"), _looped("for N = 2, N = 3; any q")
    (None, None, None)
    """
    first, _, rest = scope.partition("; ")
    if not _LOOPS.fullmatch(first):
        return None
    found: dict[str, Values] = {}
    for every, name, values in _LOOP.findall(first):
        if (every or name) in found:
            return None
        found[every or name] = None if every else _values(values)
    return found, rest


def _values(text: str) -> set[int]:
    """The numbers of a loop, as it calls them.

    >>> sorted(_values("2..5")), sorted(_values("2, 8")), _values("2")
    ([2, 3, 4, 5], [2, 8], {2})
    """
    first, dots, last = text.partition("..")
    return set(range(int(first), int(last) + 1)) if dots else set(map(int, text.split(", ")))
