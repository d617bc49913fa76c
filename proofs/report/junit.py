"""JUnit XML: a test case for each entry of a run, or each labelled equation of a manuscript, a failure for each that is open."""

from collections.abc import Iterable
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from bornproof.proofs.checks.run import Run
from bornproof.proofs.ledger import Ledger, Source

__all__ = ["Case", "as_junit", "suite"]


class Case(NamedTuple):
    """A test case: its class and name, why it fails, if it does, and its output."""

    classname: str
    name: str
    failure: str
    output: str


def as_junit(run: Run, ledger: Ledger) -> str:
    """One suite named bornproof; the verdict of an entry is its output."""
    return suite(
        (
            Case(
                f"section {ledger[entry.id].section}",
                entry.id,
                "" if entry.settled else f"{entry.verdict}: not settled",
                f"{entry.verdict}: {ledger[entry.id].statement}",
            )
            for entry in run.entries
        ),
        ledger.source,
    )


def suite(cases: Iterable[Case], source: Source) -> str:
    """One suite named bornproof; what XML cannot hold is replaced."""
    cases = list(cases)
    failures = sum(bool(case.failure) for case in cases)
    found = Element("testsuite", name="bornproof", tests=str(len(cases)), failures=str(failures), errors="0")
    properties = SubElement(found, "properties")
    for name, value in (("paper", source.reference), ("text", source.text)):
        SubElement(properties, "property", name=name, value=value)
    for case in cases:
        node = SubElement(found, "testcase", classname=_allowed(case.classname), name=_allowed(case.name))
        if case.failure:
            SubElement(node, "failure", message=_allowed(case.failure))
        SubElement(node, "system-out").text = _allowed(case.output)
    indent(found)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(found, encoding="unicode") + "\n"


def _allowed(text: str) -> str:
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "\N{REPLACEMENT CHARACTER}" for sign in text)
