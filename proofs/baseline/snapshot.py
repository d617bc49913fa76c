"""What is kept of a run: of each entry the verdict, and every formula and finding as a text that depends on nothing else."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

import msgspec
from bornproof.proofs.checks.deadline import SECONDS, time_limit
from bornproof.proofs.checks.derived import derived
from bornproof.proofs.checks.run import Run
from bornproof.proofs.foreign import plain
from bornproof.proofs.formulas.canonical import canonical
from bornproof.proofs.formulas.latex.unicode_printer import as_unicode, latex_line
from bornproof.proofs.ledger import Claim, Entry, Evidence, Ledger, Verdict
from bornproof.proofs.ledger.printed import names_of
from sympy import Basic, Symbol
from sympy.core.function import AppliedUndef

__all__ = ["SCHEMA", "Part", "Record", "Snapshot", "Text", "digest", "sealed", "snapshot", "texts"]

SCHEMA = 3  # of the file


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A formula or finding: its canonical text, which is compared, and a line for people, which is not."""

    canonical: str
    line: str
    of: str = ""  # the case or quantity


Texts = dict[str, list[Text]]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of texts of an entry, with the SHA-256 of all of them: of the lines for people, too, by which a change is shown."""

    sha256: str
    texts: tuple[Text, ...]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is kept of an entry; `parts` by their names, as printed, derived, corrected, assumptions, conditions, evidence.

    `sha256` is that of the rest.
    """

    id: str
    verdict: Verdict
    almost_surely: bool
    scope: str
    settled: bool
    parts: dict[str, Part]
    sha256: str = ""


class Snapshot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"written_with": "written with"}):
    """All entries of a run; with what it was written is recorded, and never compared."""

    schema: int
    paper: str
    written_with: dict[str, str | int]
    entries: tuple[Record, ...]


def snapshot(run: Run, ledger: Ledger, written_with: dict[str, str | int], before: Snapshot | None = None) -> Snapshot:
    """What is to be kept of a run.

    Parameters
    ----------
    run
        The entries that were judged; with `texts` beside them, these are not worked out again.
    ledger
        The ledger that they are in, which is asked for the forms and derivations.
    written_with
        Versions, for people.
    before
        A baseline, of which the lines for people are taken where the text is the same: to print them takes longer than the rest.
    """
    kept = (text for record in (before.entries if before else ()) for part in record.parts.values() for text in part.texts)
    lines = {text.canonical: text.line for text in kept}
    records = tuple(_record(ledger[entry.id], entry, lines, run.beside.get(entry.id)) for entry in run.entries)
    return Snapshot(SCHEMA, ledger.source.reference, written_with, records)


def texts(claim: Claim, lines: Mapping[str, str] | None = None) -> Texts:
    """What an entry says: its formulas and sentences, and what its derivations give, each kind by its name.

    `lines`: those for people that are known, by the canonical texts; without it none is printed, and they are empty.
    """

    def forms(of: Iterable[Basic], name: str = "") -> list[Text]:
        return [_text(form, claim, lines, name) for form in of]

    usual, right = [subject.derive for subject in claim.subjects], claim.corrected
    stated = [*claim.printed, *claim.domain.assumptions, *claim.conditions, *(form for pair in claim.where for form in pair)]
    stated += [form for other in (*claim.otherwise, *((right,) if right else ())) for form in other.expressions]
    return {
        "statement": [_said(claim.statement), *([_said(claim.corrected_statement, "corrected")] if right else [])],
        "quantity": [_named(name) for name in names_of(claim, "printed")],
        "symbols": [_said(text) for text in sorted({_symbol(name) for form in stated for name in _names(form)})],
        "where": [text for name, form in claim.where for text in forms((form,), str(name))],
        "printed": forms(claim.printed),
        "checked": [text for form in claim.otherwise for text in forms(form.expressions, form.name)],
        "derived": [text for subject in claim.subjects for text in _derived(subject, lines)],
        "corrected quantity": [_named(name) for name in names_of(right, "expressions")] if right else [],
        "corrected": forms(right.expressions) if right else [],
        "derived apart": [text for subject in claim.true_forms if subject.derive not in usual for text in _derived(subject, lines)],
        "assumptions": forms(claim.domain.assumptions),
        "conditions": forms(claim.conditions),
        "premises": [_said(use) for use in claim.uses],
    }


def digest(texts: Iterable[Text]) -> str:
    """The SHA-256 of texts with their lines and what they are of, in their order.

    >>> len({digest(()), digest((Text("q", "q"),)), digest((Text("q", "p"),)), digest((Text("q", "q", "N = 2"),))})
    4
    """
    return sha256("\0".join(f"{text.of}\0{text.canonical}\0{text.line}" for text in texts).encode()).hexdigest()


def sealed(record: Record) -> Record:
    """The record with the SHA-256 of what it says: the verdict and the scope, and the hashes of the parts.

    >>> records = [Record("eq.1", verdict, False, "any q", True, {}) for verdict in (Verdict.HOLDS, Verdict.FALSE)]
    >>> len({sealed(record).sha256 for record in records})
    2
    """
    parts = [f"{name}\0{part.sha256}" for name, part in record.parts.items()]
    said = (record.id, record.verdict, str(record.almost_surely), record.scope, str(record.settled), *parts)
    return msgspec.structs.replace(record, sha256=sha256("\0".join(said).encode()).hexdigest())


def _record(claim: Claim, entry: Entry, lines: Mapping[str, str], bare: Texts | None) -> Record:
    if bare is not None and all(text.canonical in lines for kind in bare.values() for text in kind):
        found = {name: [Text(one.canonical, lines[one.canonical], one.of) for one in kind] for name, kind in bare.items()}
    else:
        found = texts(claim, lines)
    found["evidence"] = [_found(item) for item in entry.evidence]
    parts = {name: Part(digest(kind), tuple(kind)) for name, kind in found.items() if kind}
    return sealed(Record(claim.id, entry.verdict, entry.almost_surely, plain(entry.scope), entry.settled, parts))


def _text(form: Basic, claim: Claim, lines: Mapping[str, str] | None, of: str = "") -> Text:
    text = canonical(form)
    return Text(text, "" if lines is None else lines.get(text) or as_unicode(form, claim.language.notation), of)


def _said(text: str, of: str = "") -> Text:
    return Text(plain(text), plain(text), of)


def _named(name: str) -> Text:
    return Text(plain(name), plain(latex_line(name)))


def _names(form: Basic) -> Iterable[Basic | type]:
    """The symbols that stand free in a form, and its undefined functions."""
    return (*(name for name in form.free_symbols if isinstance(name, Symbol)), *(one.func for one in form.atoms(AppliedUndef)))


def _symbol(name: Any) -> str:
    """A name with what is assumed of it alone."""
    facts = getattr(name, "_assumptions_orig", None) or getattr(name, "_kwargs", None) or {}
    assumed = [fact if value else f"not {fact}" for fact, value in sorted(facts.items()) if value is not None]
    return f"{getattr(name, 'name', name)}: {', '.join(assumed) or 'nothing assumed'}"


def _derived(claim: Claim, lines: Mapping[str, str] | None) -> list[Text]:
    """What the derivation gives in the cases; those with one result stand together."""
    found: dict[str, tuple[str, list[str]]] = {}
    for case in claim.domain.cases if claim.derive else ():
        result = _result(claim, case.mapping)
        text = Text(result, result) if isinstance(result, str) else _text(result, claim, lines)
        found.setdefault(text.canonical, (text.line, []))[1].append(str(case))
    return [Text(text, line, "; ".join(cases)) for text, (line, cases) in found.items()]


def _result(claim: Claim, values: Mapping[Any, Any]) -> Basic | str:
    """What is derived in a case, or the error with which the derivation refuses it."""
    if claim.derive is None:
        return "no derivation"
    try:
        with time_limit(SECONDS):
            return derived(claim.derive, values).result
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # whatever goes wrong in one entry, the others are kept
        return plain(f"{type(error).__name__}: {error}")


def _found(item: Evidence) -> Text:
    said = plain(f"{item.engine} | {item.form} | {item.result} | {item.scope}")
    return Text(said, said)
