"""Compiles what is claimed, then what proves it, ties the two together, and reads what the ties rest on."""

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from bornproof.proofs.errors import LedgerError
from bornproof.proofs.kernel import coq, sources
from bornproof.proofs.kernel.dictionary import NO_WORDS, Dictionary
from bornproof.proofs.kernel.links import Generated, links_of
from bornproof.proofs.kernel.results import Bearing, KernelReport, KernelVerdict, Link, Theorem, TheoremReport
from bornproof.proofs.ledger import Claim

__all__ = ["SOURCES", "run"]

SOURCES = Path(__file__).parent

Fault = tuple[str, str]  # the theorem or file at fault, or "" where it may be any; and what is wrong


def run(
    folder: Path | None = None,
    *,
    table: tuple[Theorem, ...],
    jobs: int = 2,
    claims: Mapping[str, Claim] | None = None,
    words: Dictionary = NO_WORDS,
    recheck: bool = False,
) -> KernelReport:
    """The kernel's verdict on every theorem of the table, from the sources alone: nothing is cached.

    Without Coq every verdict is `unable`, and the one problem is the line that installs it.

    Parameters
    ----------
    folder
        Holds Statements.v and the folder theories (the package's own, if omitted); it is read and not written.
    table
        The theorems that the sources must state and prove, and no others.
    jobs
        How many files may compile at a time, at least 1.
    claims
        The ledger's entries by their ids. Without them no link is checked, and each is but a part.
    words
        Those for the notation of the claims. Without them no link can be made.
    recheck
        Whether coqchk is to check again not only the files of the folder, but those of the libraries, too.

    Raises
    ------
    LedgerError
        For jobs below 1.
    """
    if jobs < 1:
        raise LedgerError(f"jobs must be at least 1, not {jobs}")
    place = folder or SOURCES
    stated = sources.statements(_text(place / "Statements.v"))
    links = links_of(table, claims or {}, words)
    with TemporaryDirectory(prefix="bornproof-kernel-") as name:
        work = Path(name)
        try:
            version = coq.version(work)
            _lay_out(work, place, links if claims else None)
            faults = _faults(place, stated, table) + _tool_faults(work, version)
            axioms: dict[str, str] = {}
            if not faults:
                faults, axioms = _checked_by_coq(work, table, links if claims else Generated(), jobs)
            check = coq.rechecked if recheck else coq.objections
            if not faults and (objection := check(work, _seen(links if claims else Generated()))):
                faults.append(("", f"coqchk objects: {objection}"))
        except coq.MissingCoqError as error:
            return _report(stated, table, links, [("", str(error))], (), "", unable=True)
    for axiom, statement in axioms.items():
        if coq.ALLOWED.get(axiom) != statement:
            faults.append(("", f"the theorems rest on more than the standard axioms: {axiom} : {statement}"))
    return _report(stated, table, links, faults, tuple(sorted(axioms)), version)


def _text(path: Path) -> str:
    """What is no UTF-8 cannot be proved: Coq is handed the character that replaces it."""
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _lay_out(work: Path, place: Path, links: Generated | None) -> None:
    """The folders of coq.ROOTS, each with its sources."""
    texts = {("trusted", "Statements"): _text(place / "Statements.v")}
    texts |= {("theories", path.stem): _text(path) for path in (place / "theories").glob("*.v")}
    if links:
        texts |= {("ledger", "Propositions"): links.propositions, **{("links", stem): text for stem, text in links.proofs.items()}}
    for (folder, stem), text in texts.items():
        (work / folder).mkdir(exist_ok=True)
        (work / folder / f"{stem}.v").write_text(text, encoding="utf-8")


def _faults(place: Path, stated: dict[str, sources.Statement], table: tuple[Theorem, ...]) -> list[Fault]:
    """What is out of order, to the eye: names that statements and table do not share, sentences, words."""
    listed = [row.name for row in table]
    faults = [(name, f"{name} is missing from Statements.v") for name in listed if name not in stated]
    faults += [(name, f"{name} is missing from the table") for name in stated if name not in listed]
    faults += [(name, f"{name} is more than once in the table") for name in sorted({*listed}) if listed.count(name) > 1]
    faults += [(name, f"{name} has no sentence above it") for name, statement in stated.items() if not statement.sentence]
    texts = {path.stem: _text(path) for path in [place / "Statements.v", *sorted((place / "theories").glob("*.v"))]}
    faults += [(row.name, f"there is no theory {row.file}.v") for row in table if row.file not in texts]
    return faults + [(stem, f"{stem}.v contains {word}") for stem, text in texts.items() for word in sources.forbidden(text)]


def _tool_faults(work: Path, version: str) -> list[Fault]:
    faults = [] if version else [("", "coqc does not name its version")]
    return faults + ([("", "coqc accepts a proof of False")] if coq.believes_anything(work) else [])


def _checked_by_coq(work: Path, table: tuple[Theorem, ...], links: Generated, jobs: int) -> tuple[list[Fault], dict[str, str]]:
    """What does not compile, and if all does, what the theorems rest on.

    What is claimed compiles before any proof is there to be seen, and must still be the same at the end.
    """
    claimed = [(work / folder / f"{stem}.vo") for folder, stem in (("trusted", "Statements"), ("ledger", "Propositions"))]
    failed = coq.compile_all(work, {"trusted": ()}, 1)
    if not failed and links.pins:
        failed |= coq.compile_all(work, {"ledger": ("trusted",)}, 1)
    if failed:
        return _compilation_faults(failed, {}), {}
    before = [path.read_bytes() for path in claimed if path.is_file()]
    folders = {"theories": ("trusted",)} | ({"links": ("trusted", "ledger", "theories")} if links.pins else {})
    failed |= coq.compile_all(work, folders, jobs)
    if failed:
        return _compilation_faults(failed, {f"links/{stem}": _lines(text, links) for stem, text in links.proofs.items()}), {}
    text = _pins(table, links)
    axioms, message = coq.assumptions(work, text, _seen(links))
    faults = _compilation_faults({"pins/Pins": message}, {"pins/Pins": _lines(text, links)}) if message else []
    if before != [path.read_bytes() for path in claimed if path.is_file()]:
        faults.append(("", "a theory has changed what is claimed"))
    return faults, axioms


def _seen(links: Generated) -> tuple[str, ...]:
    """The folders that the last file sees."""
    return ("trusted", "ledger", "theories", "links") if links.pins else ("trusted", "theories")


def _pins(table: tuple[Theorem, ...], links: Generated) -> str:
    """The last file: what is claimed is named before any theory is loaded, and nothing is ever imported."""
    pins = [(row.name, f"Trusted.Statements.{row.name}", f"bornproof.{row.place}") for row in table] + links.pins
    lines = ["From Trusted Require Statements.", *(["From Ledger Require Propositions."] if links.pins else [])]
    lines += [f"Definition stated_{name} : Prop := {claim}." for name, claim, _ in pins] + ["Print Typing Flags."]
    lines += [f"From bornproof Require {' '.join(sorted({row.file for row in table}))}."]
    lines += [f"From Links Require {' '.join(sorted(links.proofs))}."] if links.pins else []
    lines += [f"Definition pin_{name} : stated_{name} := {term}." for name, _, term in pins]
    lines += [f"Definition everything := (I, {', '.join(f'pin_{name}' for name, _, _ in pins)})."]
    return "\n".join([*lines, "Print Typing Flags.", "Print Assumptions everything.", ""])


def _lines(text: str, links: Generated) -> dict[int, str]:
    """The theorem at fault if Coq stops at a line of a generated text."""
    found, theorem = {}, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if named := re.match(r"(?:Definition (?:pin|stated)_|Theorem )(\w+)", line):
            theorem = links.names[named[1]][0].split(".")[1] if named[1] in links.names else named[1]
        found[number] = theorem
    return found


def _compilation_faults(failed: dict[str, str], lines: dict[str, dict[int, str]]) -> list[Fault]:
    """What fails, with the theorem at fault where the file is a generated one."""
    faults = []
    for path, message in sorted(failed.items()):
        stem, place = path.split("/")[1], re.search(rf'File "\./{path}\.v", line (\d+)', message)
        theorem = lines.get(path, {}).get(int(place[1]), "") if place else ""
        faults.append((theorem or stem, f"{stem}.v does not compile: {message}"))
    return faults


def _report(
    stated: dict[str, sources.Statement],
    table: tuple[Theorem, ...],
    links: Generated,
    faults: list[Fault],
    axioms: tuple[str, ...],
    version: str,
    *,
    unable: bool = False,
) -> KernelReport:
    guilty = {name for name, _ in faults}
    reports = []
    for row in table:
        if unable:
            verdict = KernelVerdict.UNABLE
        elif guilty & {row.name, row.file}:
            verdict = KernelVerdict.REFUSED
        else:
            verdict = KernelVerdict.UNSETTLED if faults else KernelVerdict.PROVED
        statement = stated.get(row.name, sources.Statement("", ""))
        tied = [Link(entry, *_bearing(links, row.place, entry)) for entry in (*row.proves, *row.refutes)]
        tied += [Link(entry, Bearing.PART, said) for entry, said in row.part.items()]
        numbers = sources.equations(statement.sentence)
        reports.append(TheoremReport(row.name, row.file, statement.text, statement.sentence, numbers, tuple(tied), axioms, verdict))
    problems = tuple(dict.fromkeys(message for _, message in faults))
    return KernelReport(tuple(reports), axioms, version, bool(reports) and not faults, problems)


def _bearing(links: Generated, place: str, entry: str) -> tuple[Bearing, str]:
    bearing = links.bearings.get((place, entry), Bearing.PART)
    return bearing, links.left_out.get((place, entry), "") if bearing is Bearing.PART else ""
