"""A summary in Markdown for a pull request or a wiki: counts, errata, and a line an entry; mathematics as GitHub sets it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bornproof.proofs.checks.run import Run
from bornproof.proofs.formulas.prose import as_prose
from bornproof.proofs.ledger import WRONG, Claim, Entry, Form, Ledger, Verdict
from bornproof.proofs.report.errata import (
    OPEN,
    Part,
    conditions_said,
    parts_of,
    place_of,
    reason_of,
    section_of,
    witness_said,
    word_of,
)
from bornproof.proofs.report.line_latex import one_line
from bornproof.proofs.report.table import differing, why_undecided
from sympy import Basic

__all__ = ["as_markdown", "equation"]

MOST = 57_000  # bytes of all but the last line: what is shown on GitHub is bounded by 65536 characters
NAMED, NAME = 5, 200  # of those that are left out; characters of a name
HEAD = "| Entry | Section | Verdict | What it says |\n| --- | --- | --- | --- |\n"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


@dataclass(frozen=True)
class _Part:
    """A heading, and below it a piece of text an entry; without anything between them they are cut only at their end."""

    heading: str
    pieces: Mapping[str, str]
    head: str = ""
    between: str = "\n"


def as_markdown(run: Run, ledger: Ledger) -> str:
    """The summary: the counts, what is undecided or wrong, and all entries.

    Where it would be too long, what holds is named by section, without what it says; and where that does not help, the last
    line says how much is left out.
    """
    counts = Counter(entry.verdict for entry in run.entries)
    title = [
        "# Every equation beside its verdict",
        f"{_plain(ledger.source.reference)[:NAME]}.",
        " · ".join(f"**{counts[verdict]}** {verdict}" for verdict in Verdict if counts[verdict]),
        "All settled." if run.settled else "**Not all settled.**",
    ]
    start, first = "\n\n".join(title), [*_first(run, ledger)]
    rows = {entry.id: _row(entry, ledger[entry.id]) for entry in run.entries}
    text, left = _fitted(start, [*first, _Part("All entries", rows, HEAD)])
    if left:
        others = {entry.id: rows[entry.id] for entry in run.entries if entry.verdict not in (*WRONG, Verdict.HOLDS)}
        text, left = _fitted(start, [*first, _Part("Neither wrong nor true as they stand", others, HEAD), _holding(run, ledger)])
    said = "; ".join(f"of \"{heading}\" {len(names)} ({_some(names)})" for heading, names in left.items())
    return f"{text}\n\nLeft out for want of room: {said}. `bornproof report --html DIR` has all.\n" if left else f"{text}\n"


def _first(run: Run, ledger: Ledger) -> Iterator[_Part]:
    """What is undecided, and the errata."""
    undecided = {entry.id: why_undecided(entry) for entry in run.entries if entry.verdict is Verdict.UNDECIDED}
    yield _Part(OPEN, {name: f"- `{_code(name)}`: {_prose(why)}" for name, why in undecided.items()})
    for part, pairs in parts_of(run, ledger).items():
        if part is Part.ERRORS:
            yield _Part(part.value, {claim.id: _erratum(claim, entry) for claim, entry in pairs}, between="\n\n")
        else:
            yield _Part(part.value, {claim.id: f"- {_missing(claim)}" for claim, _ in pairs})


def _holding(run: Run, ledger: Ledger) -> _Part:
    """What holds, a line a section."""
    sections: dict[str, dict[str, str]] = {}
    for entry in run.entries:
        if entry.verdict is Verdict.HOLDS:
            found = sections.setdefault(section_of(ledger[entry.id]), {})
            found[entry.id] = f"{',' if found else ''} `{_code(entry.id)}`"
    lines = {next(iter(ids)): f"\n- {_plain(section)}:" for section, ids in sections.items()}
    pieces = {name: lines.get(name, "") + text for ids in sections.values() for name, text in ids.items()}
    return _Part("What holds", pieces, between="")


def _fitted(start: str, parts: Iterable[_Part]) -> tuple[str, dict[str, list[str]]]:
    """As many pieces as there is room for, and by heading what is left out."""
    text, room = [start], MOST - len(start.encode())
    left: dict[str, list[str]] = {}
    for part in parts:
        before = f"\n\n## {part.heading}\n\n{part.head}"
        for name, piece in part.pieces.items():
            found = f"{before}{piece}"
            if (size := len(found.encode())) > room or (part.heading in left and not part.between):
                left.setdefault(part.heading, []).append(name)
                continue
            text.append(found)
            room, before = room - size, part.between
    return "".join(text), left


def _some(names: Sequence[str]) -> str:
    """The first of them, cut where they are long."""
    return ", ".join(f"`{_code(name[:NAME])}`" for name in names[:NAMED]) + (", ..." if len(names) > NAMED else "")


def _erratum(claim: Claim, entry: Entry) -> str:
    """An error: what is said, printed beside right, why, and numbers to insert."""
    said = [f"**{_plain(place_of(claim))}** `{_code(claim.id)}`: **{entry.verdict}**. {_prose(claim.statement)}"]
    if claim.corrected:
        printed, right = differing(claim)
        if claim.equation:
            said.append(f"{word_of(claim)}: {equation(claim, printed)}")
        if claim.corrected_statement:
            said.append(f"Right: {_prose(claim.corrected_statement)}")
        said.append(f"right: {equation(claim, right, claim.corrected)}")
    if claim.conditions:
        said.append(f"The right one holds only if {_mathematics(conditions_said(claim))}.")
    if reason := reason_of(claim):
        said.append(f"Why: {_prose(reason)}")
    if entry.witness:
        said.append(_mathematics(witness_said(claim, entry.witness)))
    return "\n\n".join(said)


def _missing(claim: Claim) -> str:
    where = f"{_plain(place_of(claim))} `{_code(claim.id)}`"
    if claim.once_mended:
        return f"{where}: once `{_code(claim.once_mended.line)}` is mended"
    return f"{where}: only if {_mathematics(conditions_said(claim))}"


def _row(entry: Entry, claim: Claim) -> str:
    said = why_undecided(entry) if entry.verdict is Verdict.UNDECIDED else claim.statement
    word = f"**{entry.verdict}**" if entry.verdict in (*WRONG, Verdict.UNDECIDED) else str(entry.verdict)
    return f"| `{_code(claim.id)}` | {_plain(section_of(claim))} | {word} | {_prose(said)} |"


def equation(claim: Claim, forms: Sequence[Basic], line: Form | None = None) -> str:
    """Forms of what a claim prints, or of another line of it, as an equation in a line of Markdown, or in a cell of a table."""
    return f"$`{_math(one_line(claim, forms, line))}`$"


def _prose(text: str) -> str:
    return _mathematics(as_prose(text))


def _mathematics(text: str) -> str:
    """A text whose mathematics is LaTeX between dollar signs, with the rest escaped; in $`..`$ nothing else acts on GitHub."""
    pieces = text.split("$")
    if len(pieces) % 2 == 0:
        return _plain(text)
    return "".join(f"$`{_math(piece)}`$" if place % 2 else _plain(piece) for place, piece in enumerate(pieces))


def _math(latex: str) -> str:
    r"""LaTeX that stands in a table, too: no bar, backtick or end of a line; and no macro that GitHub refuses.

    >>> _math("|a|^2 <\nb"), _math(r"\operatorname{sgn}(a)\operatorname{sgn}b")
    ('\\vert a\\vert ^2 \\lt  b', '\\mathrm{sgn}(a)\\mathrm{sgn}\\,b')
    """
    latex = re.sub(r"\\operatorname\{(\w+)\}(?!\(|\\left)", r"\\mathrm{\1}\\,", latex).replace(r"\operatorname{", r"\mathrm{")
    for sign, command in (("\n", " "), ("`", "'"), (r"\|", r"\Vert "), ("|", r"\vert "), ("<", r"\lt "), (">", r"\gt ")):
        latex = latex.replace(sign, command)
    return latex


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))


def _code(text: str) -> str:
    return text.replace("`", "'").replace("|", r"\|").replace("\n", " ")
