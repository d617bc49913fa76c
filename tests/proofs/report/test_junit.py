"""JUnit: what the schema of a public reader allows, counts that are those of the cases, and every text intact."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from bornproof.proofs.baseline.differences import Change, Sort
from bornproof.proofs.checks.manuscript import Line, Status, check_manuscript
from bornproof.proofs.checks.run import Run, verify
from bornproof.proofs.errors import LedgerError, PlacedError
from bornproof.proofs.formulas.manuscript.equations import Label, read_manuscript
from bornproof.proofs.ledger import Verdict
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.baseline import change_cases
from bornproof.proofs.report.junit import as_junit, refused_junit
from bornproof.proofs.report.manuscript import manuscript_junit

xmlschema = pytest.importorskip("xmlschema")
SCHEMA = xmlschema.XMLSchema(Path(__file__).with_name("junit.xsd"))
RIGHT = r"\begin{equation}\rho_{12}(t)=-q\sqrt{1-q^2}e^{-\kappa t/2}\label{eq:61}\end{equation}"


@pytest.fixture(scope="module")
def run() -> Run:
    found = verify(("eq.40", "eq.61", "eq.31.3", "claim.5-lorentz"), ledger=PAPER)
    entries = {entry.id: entry for entry in found.entries}
    entries["eq.40"] = replace(entries["eq.40"], verdict=Verdict.UNDECIDED, settled=False, reason="<no> & \x0b\ud800 ]]> 'witness'")
    return Run(tuple(entries.values()), found.seconds)


def valid(text: str) -> ElementTree.Element:
    SCHEMA.validate(text)
    root = ElementTree.fromstring(text)  # noqa: S314  (our own)
    for node in root.iter():
        if node.tag in ("testsuites", "testsuite"):
            cases = list(node.iter("testcase"))
            assert node.get("tests") == str(len(cases))
            assert node.get("failures") == str(sum(case.find("failure") is not None for case in cases))
            assert node.get("skipped", "0") == str(sum(case.find("skipped") is not None for case in cases)) or node is root
            assert node.get("time") == f"{sum(float(case.get('time', '0')) for case in cases):.3f}" or cases
    return root


def test_a_run(run: Run) -> None:
    root = valid(as_junit(run, PAPER, {Verdict.MISPRINT}))
    cases = {case.get("name"): case for case in root.iter("testcase")}
    assert list(cases) == [entry.id for entry in run.entries]
    assert all(case.get("time") for case in cases.values())
    assert cases["eq.31.3"].get("classname") == "bornproof.section 4-4"
    failed = {name: case.find("failure") for name, case in cases.items() if case.find("failure") is not None}
    assert {name: found.get("type") for name, found in failed.items() if found is not None} == {
        "eq.40": "undecided", "eq.31.3": "misprint",
    }  # fmt: skip
    for word in ("printed\n", "right\n", "witness\n"):
        assert word in (failed["eq.31.3"].text or "")  # type: ignore[union-attr]
    assert cases["claim.5-lorentz"].find("skipped") is not None
    assert root.get("failures") == "2"


def test_only_what_is_open_fails_unless_told(run: Run) -> None:
    assert valid(as_junit(run, PAPER)).get("failures") == "1"
    assert valid(as_junit(run, PAPER, set(Verdict))).get("failures") == str(len(run.entries))


def test_a_manuscript(tmp_path: Path) -> None:
    (tmp_path / "b.tex").write_text(RIGHT.replace("=-q", "=q"))
    (tmp_path / "a & <b>.tex").write_text(r"\begin{equation}\foo\label{eq:12}\end{equation}" + "\n\\input{b}")
    lines = check_manuscript(read_manuscript(tmp_path / "a & <b>.tex"), PAPER, required=("eq.60",))
    root = valid(manuscript_junit(lines, PAPER))
    assert [suite.get("file") for suite in root] == [None, "a & <b>.tex", "b.tex"]
    found = {str(case.get("name")): str(case.findtext("failure")) for case in root.iter("testcase")}
    assert found["eq.60"].startswith("-: not found: no label names it")
    assert found["eq:12"].startswith("a & <b>.tex:1:17: unreadable: ")
    assert found["eq:61"].startswith("b.tex:1:")
    assert "but true is" in found["eq:61"]
    assert "\nproved: " in found["eq:61"]


def test_no_two_cases_of_a_manuscript_have_one_name(tmp_path: Path) -> None:
    twins = (RIGHT, RIGHT.replace("eq:61", "also"), r"\label{eq:9999}", r"\label{eq:9999}")
    (tmp_path / "part.of.it.tex").write_text("\n".join(twins))
    lines = check_manuscript(read_manuscript(tmp_path / "part.of.it.tex"), PAPER, {"also": "eq.61"})
    root = valid(manuscript_junit(lines, PAPER))
    names = [case.get("name") for case in root.iter("testcase")]
    assert names == ["eq:61", "also (eq.61)", "eq:9999", "eq:9999 [2]"]
    assert {case.get("classname") for case in root.iter("testcase")} == {"bornproof.part-of-it-tex"}


def test_seconds_are_those_that_it_took_or_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.tex").write_text(r"\begin{equation}\foo\label{eq:12}\end{equation}\label{eq:13}")
    lines = check_manuscript(read_manuscript(tmp_path / "a.tex"), PAPER)
    assert lines[0].seconds
    unreadable, elsewhere = valid(manuscript_junit(lines, PAPER)).iter("testcase")
    assert unreadable.get("time") == f"{lines[0].seconds:.3f}"
    assert elsewhere.get("time") is None


@pytest.mark.parametrize(
    ("error", "file"), [(PlacedError("a, b.tex", 3, 1, "<no> & \x0b"), "a, b.tex"), (LedgerError("no entry"), None)]
)
def test_a_run_that_did_not_begin_is_an_error(error: Exception, file: str | None) -> None:
    root = valid(refused_junit("check", error, str(error)))
    assert [suite.get("file") for suite in root] == [file]
    assert [(node.tag, node.get("errors"), node.get("failures")) for node in (root, root[0])] == [
        ("testsuites", "1", "0"), ("testsuite", "1", "0"),
    ]  # fmt: skip
    assert str(root.findtext(".//error")).startswith("no entry" if file is None else "a, b.tex, line 3, column 1: <no> & ")


def test_each_loss_is_a_failure_and_strictly_each_change(run: Run) -> None:
    found = (
        Change("eq.61", Sort.DIFFERENT, "derived", "q", "−q"), Change("eq.61", Sort.NARROWER, "", "any q", "q < 1"),
        Change("eq.40", Sort.MORE, "evidence", "", "balls"), Change("eq.39.9", Sort.REMOVED, before="holds"),
    )  # fmt: skip
    for strict, fails in ((False, {"eq.61", "eq.39.9"}), (True, {"eq.61", "eq.39.9", "eq.40"})):
        cases = list(change_cases(found, [entry.id for entry in run.entries], strict))
        root = valid(as_junit(run, PAPER, more=cases))
        mine = [case for case in root.iter("testcase") if case.get("classname") == "bornproof.baseline"]
        assert [case.get("name") for case in mine] == [*(entry.id for entry in run.entries), "eq.39.9"]
        assert {case.get("name") for case in mine if case.find("failure") is not None} == fails
    message = next(case[0].get("message") for case in mine if case.get("name") == "eq.61")
    assert message == "formula different (derived); scope narrower"
    assert "before  q\nnow     −q\nscope narrower\nbefore  any q" in str(root.findtext(".//testcase[@name='eq.61']/failure"))


@pytest.mark.parametrize("lines", [(), (Line("", Status.LEFT_OUT, Label("eq:1", "a.tex", 1, 1), "a.tex", 1, 1, "by the map"),)])
def test_a_manuscript_in_which_nothing_is_judged(lines: tuple[Line, ...]) -> None:
    root = valid(manuscript_junit(lines, PAPER))
    assert [(case.get("name"), case[0].tag) for case in root.iter("testcase")] == (
        [("labels", "failure")] + ([("eq:1", "skipped")] if lines else [])
    )


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('<testcase classname="bornproof.section Appendix" name="eq.61"', "<testcase"),
        ("<testcase ", '<testcase line="3" '),
        ("<properties>", "<properties><failure/>"),
        ('errors="0" skipped', "skipped"),
        ("<testsuites ", "<reports "),
        ('time="', 'time="about '),
    ],
)
def test_the_schema_says_no(run: Run, right: str, wrong: str) -> None:
    text = as_junit(run, PAPER)
    assert right in text
    broken = text.replace(right, wrong).replace("</testsuites>", "</reports>" if "reports" in wrong else "</testsuites>")
    assert not SCHEMA.is_valid(broken)
