"""Compiles the proofs in a temporary folder, reads their axioms and compares statements, table and sources."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from proofs.kernel import coq, sources
from proofs.kernel.results import KernelReport, KernelVerdict, TheoremReport
from proofs.kernel.theorems import THEOREMS, Theorem

__all__ = ["SOURCES", "run"]

SOURCES = Path(__file__).parent
AIDS = ("Meanings", "Pins")

Fault = tuple[str, str]  # the theorem or file at fault, or "" where it may be any; and what is wrong


def run(folder: Path | None = None, jobs: int = 2, table: tuple[Theorem, ...] = THEOREMS) -> KernelReport:
    """The kernel's verdict on every theorem of the table, from the sources alone: nothing is cached.

    Without Coq every verdict is `unable`, and the one problem is the line that installs it.

    Parameters
    ----------
    folder
        Holds the .v files (the package's own, if omitted); it is read and not written.
    jobs
        How many files may compile at a time, at least 1.
    table
        The theorems that the sources must prove, and no others.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be at least 1, not {jobs}")
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder or SOURCES).glob("*.v"))}
    try:
        version = coq.version()
        failed, axioms = _checked_by_coq(texts, jobs, table)
    except coq.MissingCoqError as error:
        return _report(texts, table, [("", str(error))], (), "", unable=True)
    faults = _faults(texts, table) + _compilation_faults(texts, failed)
    for axiom, statement in axioms.items():
        if coq.ALLOWED.get(axiom) != statement:
            faults.append(("", f"the theorems rest on more than the standard axioms: {axiom} : {statement}"))
    return _report(texts, table, faults, tuple(sorted(axioms)), version)


def _checked_by_coq(
    texts: dict[str, str], jobs: int, table: tuple[Theorem, ...]
) -> tuple[dict[str, str], dict[str, str]]:
    """The files that do not compile, with Coq's messages, and if there are none, what the theorems rest on."""
    with TemporaryDirectory(prefix="bornproof-kernel-") as name:
        copy = Path(name)
        for stem, text in texts.items():
            (copy / f"{stem}.v").write_text(text, encoding="utf-8")
        failed = coq.compile_all(copy, jobs)
        return failed, {} if failed else coq.assumptions(copy, [f"{theorem.file}.{theorem.name}" for theorem in table])


def _faults(texts: dict[str, str], table: tuple[Theorem, ...]) -> list[Fault]:
    """What is out of order, to the eye: words, sentences, and names that sources, pins and table do not share."""
    proofs = {stem: text for stem, text in texts.items() if stem not in AIDS}
    faults = [(stem, f"{stem}.v contains {word}") for stem, text in texts.items() for word in sources.forbidden(text)]
    proved = [(name, stem) for stem, text in proofs.items() for name in sources.theorems(text)]
    pins = sources.pins(texts.get("Pins", ""))
    pinned = [(pin.theorem, pin.file) for name, pin in pins.items() if name == pin.theorem]
    listed = [(theorem.name, theorem.file) for theorem in table]
    for place, held in (("sources", proved), ("pins", pinned), ("table", listed)):
        absent = {*proved, *pinned, *listed}.difference(held)
        faults += [(name, f"{file}.{name} is missing from the {place}") for name, file in sorted(absent)]
        twice = {name for name, _ in held if [other for other, _ in held].count(name) > 1}
        faults += [(name, f"{name} is more than once in the {place}") for name in sorted(twice)]
    for stem, text in proofs.items():
        mute = [name for name, sentence in sources.theorems(text).items() if not sentence]
        faults += [(name, f"{stem}.{name} has no sentence above it") for name in mute]
        untyped = set(sources.definitions(text)).difference(sources.meanings(texts.get("Meanings", "")))
        faults += [(stem, f"{stem}.{name} is a definition that is not typed again") for name in sorted(untyped)]
    return faults


def _compilation_faults(texts: dict[str, str], failed: dict[str, str]) -> list[Fault]:
    faults = []
    for stem, message in sorted(failed.items()):
        place = re.search(rf'"\./{stem}\.v", line (\d+)', message)
        culprit = _pinned_at(texts[stem], int(place[1])) if place and stem in AIDS else stem
        faults.append((culprit, f"{stem}.v does not compile: {message}"))
    return faults


def _pinned_at(text: str, line: int) -> str:
    """The theorem whose pin holds this line, or "" if none does."""
    above = [name for name, pin in sources.pins(text).items() if pin.line <= line]
    return above[-1] if above else ""


def _report(
    texts: dict[str, str],
    table: tuple[Theorem, ...],
    faults: list[Fault],
    axioms: tuple[str, ...],
    version: str,
    *,
    unable: bool = False,
) -> KernelReport:
    pins = sources.pins(texts.get("Pins", ""))
    guilty = {name for name, _ in faults}
    reports = []
    for theorem in table:
        if unable:
            verdict = KernelVerdict.UNABLE
        elif guilty & {theorem.name, theorem.file}:
            verdict = KernelVerdict.REFUSED
        else:
            verdict = KernelVerdict.UNSETTLED if faults else KernelVerdict.PROVED
        sentence = sources.theorems(texts.get(theorem.file, "")).get(theorem.name, "")
        statement = pins[theorem.name].statement if theorem.name in pins else ""
        numbers = sources.equations(sentence)
        reports.append(
            TheoremReport(theorem.name, theorem.file, statement, sentence, numbers, theorem.links, axioms, verdict)
        )
    problems = tuple(dict.fromkeys(message for _, message in faults))
    return KernelReport(tuple(reports), axioms, version, bool(reports) and not faults, problems)
