"""The run as JUnit XML: a test case for each entry, a failure for each that is not settled."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from bornproof.proofs.checks.run import Run
from bornproof.proofs.ledger import Ledger

__all__ = ["as_junit"]


def as_junit(run: Run, ledger: Ledger) -> str:
    """One suite named bornproof; the verdict of an entry is its output."""
    failures = sum(not entry.settled for entry in run.entries)
    suite = Element("testsuite", name="bornproof", tests=str(len(run.entries)), failures=str(failures), errors="0")
    properties = SubElement(suite, "properties")
    for name, value in (("paper", ledger.source.reference), ("text", ledger.source.text)):
        SubElement(properties, "property", name=name, value=value)
    for entry in run.entries:
        case = SubElement(suite, "testcase", classname=f"section {ledger[entry.id].section}", name=entry.id)
        if not entry.settled:
            SubElement(case, "failure", message=f"{entry.verdict}: not settled")
        SubElement(case, "system-out").text = f"{entry.verdict}: {ledger[entry.id].statement}"
    indent(suite)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(suite, encoding="unicode") + "\n"
