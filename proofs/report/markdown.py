"""A summary in Markdown for a pull request or a wiki: counts, errata, and a line an entry; mathematics as GitHub sets it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from bornproof.proofs.checks.run import Run
from bornproof.proofs.formulas.prose import as_prose
from bornproof.proofs.ledger import WRONG, Claim, Entry, Ledger, Verdict
from bornproof.proofs.report.document import sign_before
from bornproof.proofs.report.errata import (
    Part,
    conditions_said,
    latex_of,
    parts_of,
    place_of,
    reason_of,
    section_of,
    typed_forms,
    witness_said,
    word_of,
)
from bornproof.proofs.report.table import differing, why_undecided
from sympy import Basic

__all__ = ["as_markdown", "equation"]

MOST = 55_000  # characters: what is shown on GitHub is bounded by 65536
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")


def as_markdown(run: Run, ledger: Ledger) -> str:
    """The summary; entries for which there is no room are counted."""
    counts = Counter(entry.verdict for entry in run.entries)
    head = [
        "# Every equation beside its verdict",
        f"{_plain(ledger.source.reference)}.",
        " · ".join(f"**{counts[verdict]}** {verdict}" for verdict in Verdict if counts[verdict]),
        "All settled." if run.settled else "**Not all settled.**",
    ]
    for part, pairs in parts_of(run, ledger).items():
        head.append(f"## {part.value}")
        if part is Part.ERRORS:
            head += [_erratum(claim, entry) for claim, entry in pairs]
        else:
            head.append("\n".join(f"- {_missing(claim)}" for claim, _ in pairs))
    head += ["## All entries", "| Entry | Section | Verdict | What it says |\n| --- | --- | --- | --- |"]
    text = "\n\n".join(head)
    lines = list(_rows(run, ledger))
    for number, line in enumerate(lines):
        if len(text) + len(line) > MOST:
            return f"{text}\n\nAnd {len(lines) - number} more entries.\n"
        text += f"\n{line}"
    return f"{text}\n"


def _erratum(claim: Claim, entry: Entry) -> str:
    """An error: what is said, printed beside right, why, and numbers to insert."""
    said = [f"**{_plain(place_of(claim))}** `{_code(claim.id)}`: **{entry.verdict}**. {_prose(claim.statement)}"]
    if claim.corrected:
        printed, right = differing(claim)
        if claim.equation:
            said.append(f"printed: {equation(claim.name, typed_forms(printed, claim), printed)}")
        if claim.corrected_statement:
            said.append(f"Right: {_prose(claim.corrected_statement)}")
        name = claim.corrected.name or claim.name
        said.append(f"right: {equation(name, latex_of(right, claim), right)}")
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


def _rows(run: Run, ledger: Ledger) -> Iterator[str]:
    for entry in run.entries:
        claim = ledger[entry.id]
        said = why_undecided(entry) if entry.verdict is Verdict.UNDECIDED else claim.statement
        word = f"**{entry.verdict}**" if entry.verdict in (*WRONG, Verdict.UNDECIDED) else str(entry.verdict)
        yield f"| `{_code(claim.id)}` | {_plain(section_of(claim))} | {word} | {_prose(said)} |"


def equation(left: str, rights: Iterable[str], forms: Iterable[Basic]) -> str:
    """An equation in a line of Markdown, and in a cell of a table, too: the forms decide on the sign before the right sides."""
    sign = sign_before(forms)
    return f"$`{_math(' '.join([left, *(f'{sign} {right}' for right in rights)]))}`$"


def _prose(text: str) -> str:
    return _mathematics(as_prose(text))


def _mathematics(text: str) -> str:
    """A text whose mathematics is LaTeX between dollar signs, with the rest escaped; in $`..`$ nothing else acts on GitHub."""
    pieces = text.split("$")
    if len(pieces) % 2 == 0:
        return _plain(text)
    return "".join(f"$`{_math(piece)}`$" if place % 2 else _plain(piece) for place, piece in enumerate(pieces))


def _math(latex: str) -> str:
    r"""LaTeX that stands in a table, too: no bar, backtick or end of a line.

    >>> _math("|a|^2 <\nb")
    '\\vert a\\vert ^2 \\lt  b'
    """
    for sign, command in (("\n", " "), ("`", "'"), (r"\|", r"\Vert "), ("|", r"\vert "), ("<", r"\lt "), (">", r"\gt ")):
        latex = latex.replace(sign, command)
    return latex


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))


def _code(text: str) -> str:
    return text.replace("`", "'").replace("|", r"\|").replace("\n", " ")
