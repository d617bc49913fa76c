"""JUnit XML: a test case for each entry of a run, or each labelled equation of a manuscript, a failure for each that is open.

Written is what the schema of Jenkins' xUnit plugin (junit-10.xsd) allows, which GitLab and the reporters for GitHub read, too.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from bornproof.proofs.checks.run import Run
from bornproof.proofs.errors import PlacedError
from bornproof.proofs.ledger import Ledger, Source, Verdict
from bornproof.proofs.report.show import claim_text
from bornproof.proofs.report.table import failure

__all__ = ["Case", "as_junit", "classname", "refused_junit", "suites"]


class Case(NamedTuple):
    """A test case: its class and name, what was found, and its output; what it fails with, in a line and in full.

    One that nobody judges is `skipped`; an `error` is a failure to judge at all. The seconds may not be known; the file is that of
    a manuscript.
    """

    classname: str
    name: str
    result: str
    output: str
    failure: str = ""
    detail: str = ""
    skipped: bool = False
    seconds: float | None = None
    file: str = ""
    error: bool = False


def as_junit(run: Run, ledger: Ledger, also: Collection[Verdict] = (), more: Iterable[Case] = ()) -> str:
    """One suite named bornproof; the verdict of an entry is its output. Of settled ones those fail whose verdict is in `also`.

    Behind the entries come `more` cases, as of what has changed since a baseline.
    """
    cases = []
    for entry in run.entries:
        claim = ledger[entry.id]
        fails = failure(claim, entry, also)
        cases.append(
            Case(
                classname(f"section {claim.section}"),
                entry.id,
                entry.verdict,
                f"{entry.verdict}: {claim.statement}",
                fails,
                claim_text(claim, entry) if fails else "",
                entry.verdict is Verdict.OUT_OF_SCOPE,
                run.seconds[entry.id],
            )
        )
    return suites((*cases, *more), ledger.source)


def refused_junit(command: str, error: Exception, message: str) -> str:
    """One case, which is an error: a run that could not begin, or came to no result; at its place, if the error has one."""
    file = error.file if isinstance(error, PlacedError) else ""
    return suites([Case(classname("run"), command, "error", message, message, message, file=file, error=True)])


def classname(text: str) -> str:
    """A class of the package bornproof: a dot in its name would end that of a package.

    >>> classname("section 4.4"), classname("paper.tex")
    ('bornproof.section 4-4', 'bornproof.paper-tex')
    """
    return f"bornproof.{text.replace('.', '-')}"


def suites(cases: Iterable[Case], source: Source | None = None) -> str:
    """A suite named bornproof, or one for each file; what XML cannot hold is replaced, and what has one name is numbered."""
    cases = list(_distinct(cases))
    root = Element("testsuites", name="bornproof")
    for file, group in groupby(sorted(cases, key=lambda case: case.file), key=lambda case: case.file):
        found = SubElement(root, "testsuite", name=file or "bornproof")
        if file:
            found.set("file", file)
        if source:
            properties = SubElement(found, "properties")
            for name, value in (("paper", source.reference), ("text", source.text)):
                SubElement(properties, "property", name=name, value=_allowed(value))
        inside = list(group)
        found.extend(map(_case, inside))
        _count(found, inside, skipped=True)
    _count(root, cases)
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _distinct(cases: Iterable[Case]) -> Iterator[Case]:
    """The cases with no two of one class and name: readers would show one of them alone."""
    seen = set[tuple[str, str]]()
    for case in cases:
        file, kind, name = map(_allowed, (case.file, case.classname, case.name))
        own, number = name, 1
        while (kind, own) in seen:
            number += 1
            own = f"{name} [{number}]"
        seen.add((kind, own))
        yield case._replace(file=file, classname=kind, name=own)


def _case(case: Case) -> Element:
    node = Element("testcase", classname=case.classname, name=case.name)
    if case.seconds is not None:
        node.set("time", f"{case.seconds:.3f}")
    if case.failure:
        kind = "error" if case.error else "failure"
        SubElement(node, kind, type=case.result, message=_allowed(case.failure)).text = _allowed(case.detail)
    elif case.skipped:
        SubElement(node, "skipped", message=case.result)
    SubElement(node, "system-out").text = _allowed(case.output)
    return node


def _count(node: Element, cases: list[Case], *, skipped: bool = False) -> None:
    node.set("tests", str(len(cases)))
    node.set("failures", str(sum(bool(case.failure) and not case.error for case in cases)))
    node.set("errors", str(sum(case.error for case in cases)))
    if skipped:
        node.set("skipped", str(sum(case.skipped and not case.failure for case in cases)))
    node.set("time", f"{sum(case.seconds or 0 for case in cases):.3f}")


def _allowed(text: str) -> str:
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "\N{REPLACEMENT CHARACTER}" for sign in text)
