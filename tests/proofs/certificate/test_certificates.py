"""Every decided entry has a certificate that holds where this toolkit is not installed, and fails when its claim is broken."""

import ast
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import mpmath
import pytest
import sympy
from bornproof.proofs.certificate.prelude import HELPERS, SYMPY
from bornproof.proofs.certificate.python_source import WIDTH, Source
from bornproof.proofs.certificate.residual_checks import ONLY_EQUAL
from bornproof.proofs.certificate.writer import MOST_LINES, certificate, why_not
from bornproof.proofs.checks.run import Run, verify
from bornproof.proofs.cli import main
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger import Claim, Entry, Form, Ledger, Verdict
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.paper.definitions_in_python import WORDS
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic.derivation import derivation
from sympy import Add, Function, IndexedBase, Mul, Pow, Product, Rational, Sum, symbols

from tests.ledgers.open_systems import LEDGER

HERE = Path(__file__).parent
NOT_RIGHT = (Verdict.DEFINITION, Verdict.OUT_OF_SCOPE)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages that has SymPy and mpmath alone."""
    folder = tmp_path_factory.mktemp("site")
    for package in (sympy, mpmath):
        (folder / package.__name__).symlink_to(Path(package.__file__).parent)
    return folder


@pytest.fixture(scope="module")
def written(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificates")
    for entry in run.entries:
        if not why_not(entry):
            (folder / f"{entry.id}.py").write_text(certificate(PAPER[entry.id], entry, WORDS), encoding="utf-8")
    return folder


def isolated(site: Path, folder: Path, *options: str) -> dict[str, Any]:
    command = [sys.executable, "-I", "-S", str(HERE / "isolated.py"), str(site), str(folder), *options]
    done = subprocess.run(  # noqa: S603  (this interpreter)
        command, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["there"] == []  # neither this toolkit nor what it needs besides SymPy
    return dict(found["codes"])


def test_every_decided_entry_has_one_of_under_100_lines(run: Run, written: Path) -> None:
    decided = {entry.id for entry in run.entries if entry.verdict not in NOT_RIGHT}
    assert {path.stem for path in written.glob("*.py")} == decided
    assert len(decided) > 150
    for path in written.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= MOST_LINES < 100
        assert max(map(len, text.splitlines())) <= WIDTH < 140
        assert "import bornproof" not in text
        assert "from bornproof" not in text


def test_all_hold_without_the_toolkit(site: Path, written: Path) -> None:
    codes = isolated(site, written)
    assert {name: code for name, code in codes.items() if code != 0} == {}


def test_each_fails_when_what_it_states_is_broken(site: Path, run: Run, written: Path) -> None:
    codes = isolated(site, written, "--broken")
    silent = [(name, form) for name, found in codes.items() for form, code in found.items() if code != 1]
    witnesses = {entry.id: entry.witness for entry in run.entries}
    for name, form in silent:  # a wrong form without a value, or with the value 0 (which is -0) at the witness, as it should be
        witness = witnesses[name]
        assert form == "printed", name
        assert witness is not None, name
        assert witness.printed == "undefined" or not any(digit in witness.printed for digit in "123456789"), name
        assert any(code == 1 for other, code in codes[name].items() if other != form), name  # what is right in its place is tested
    assert all(codes.values())
    assert len(silent) < 20


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [  # which have the same values at the witness
        ("claim.4.3-settings-alone", "(a_2*c - a_1*s)**2", "(a_2*c + a_1*s)**2"),
        ("claim.4.3-settings-alone", "(a_2*c - a_1*s)**2", "(a_2*c - a_1*s)**4"),
        ("claim.2.2-sum-divides-smaller", "(1 - (S[N - 1] - S[N - 2]))", "(1 - (S[N - 1] + S[N - 2]))"),
        ("thm.averaged-order-strict", "# > 0\n    return S[N] - S[n]", "# > 0\n    return S[n] - S[N]"),  # both 0 for n = N
        ("thm.averaged-order-strict", "# > 0\n    return S[N] - S[n]", "# > 0\n    return S[N] - S[n - 1]"),
    ],
)
def test_a_wrong_form_is_no_other_wrong_form(name: str, right: str, wrong: str, written: Path, site: Path, tmp_path: Path) -> None:
    text = (written / f"{name}.py").read_text(encoding="utf-8")
    assert text.count(right) == 1
    (tmp_path / f"{name}.py").write_text(text.replace(right, wrong), encoding="utf-8")
    assert isolated(site, tmp_path) == {name: 1}


def test_one_alone_says_what_it_checked(site: Path, written: Path) -> None:
    code = f"import sys, runpy; sys.path.insert(0, {str(site)!r}); runpy.run_path({str(written / 'eq.61.py')!r})"
    command = [sys.executable, "-I", "-S", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  (as above)
    assert done.returncode == 0, done.stderr
    assert "printed: 8 of 8 residuals vanish" in done.stdout
    assert "at the witness" in done.stdout


def test_none_holds_a_formula_against_itself(written: Path) -> None:
    assert [path.stem for path in written.glob("*.py") if ONLY_EQUAL in path.read_text(encoding="utf-8")] == []


def test_a_formula_that_is_held_against_itself_says_so() -> None:
    claim = Claim("eq.1", "1", "A name.", name="a", printed=(a,), derive=lambda _: derivation("a", a))
    assert ONLY_EQUAL in certificate(claim, Entry("eq.1", Verdict.HOLDS, settled=True))


def test_theorems_are_stated_and_lines_of_the_paper_printed(written: Path) -> None:
    for path in written.glob("*.py"):
        words = set(re.findall("printed|stated", path.read_text(encoding="utf-8")))
        assert words <= ({"stated"} if path.stem.startswith("thm.") else {"printed"}), path.stem


def test_the_words_of_the_paper_are_no_names_of_sympy() -> None:
    assert not {*WORDS.helpers} & {*SYMPY, *HELPERS}


def test_a_witness_gives_all_that_the_right_form_names() -> None:
    claim = Claim(
        "eq.1", "1", "A product.", name="c", printed=(x,), derive=lambda _: derivation("c", a * b),
        corrected=Form((a * b,)), domain=Domain(points=lambda: iter({a: 0, b: k, x: 1} for k in range(1, 30))),
        oracle=lambda point: point[a] * point[b],
    )  # fmt: skip
    text = certificate(claim, verify(ledger=Ledger((claim,))).entries[0])
    (witness,) = re.findall(r"def witness_printed(?s:.*?)\ndef ", text)
    assert all(f"{name}: " in witness for name in "abx")


def test_dynamics_are_held_against_the_master_equation(written: Path) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in written.glob("*.py")}
    defined = [name for name, text in texts.items() if "by its definition" in text]
    assert {"eq.39.4", "eq.47", "eq.53", "eq.58", "eq.61", "thm.winner", "thm.born", "thm.spectrum", "eq.33.1"} <= set(defined)
    assert len(defined) >= 70
    ids = {re.sub(r":\d$", "", name) for name in WORDS.defined}
    assert ids <= {f"{entry.id}{mark}" for entry in PAPER for mark in ("", ":corrected", ":witness")}


def test_a_wrong_true_value_at_a_witness_fails_or_is_said_to_be_taken_over(written: Path, site: Path, tmp_path: Path) -> None:
    kinds = {"corrected": 0, "taken over": 0, "defined": 0}
    for path in written.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        heading = " ".join((ast.get_docstring(tree) or "").split())
        for witness in (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("witness_")):
            place = next(k for k, line in enumerate(witness.body) if ast.unparse(line).startswith("true = "))
            if ast.unparse(witness.body[place]).startswith("true = corrected("):  # of which the residuals are checked
                assert "has another value than corrected at exact numbers" in heading, path.stem
                kinds["corrected"] += 1
            elif "taken over and not checked here, at exact numbers" in heading:
                kinds["taken over"] += 1
            else:
                wrong = "true = true.applyfunc(lambda x: x + 1) if isinstance(true, MatrixBase) else true + 1"
                witness.body[place + 1 : place + 1] = ast.parse(wrong).body
                (tmp_path / path.name).write_text(ast.unparse(tree), encoding="utf-8")
                kinds["defined"] += 1
    codes = isolated(site, tmp_path)
    assert {name for name, code in codes.items() if code != 1} == set()
    assert len(codes) == kinds["defined"] > 35
    assert kinds["taken over"] <= 15


def test_a_check_with_nothing_to_check_is_none(written: Path, site: Path, tmp_path: Path) -> None:
    text = (written / "eq.22.py").read_text(encoding="utf-8")
    left = "K > 1) and (K <= N - 1)"
    assert text.count(left) == 1
    assert "K = 1 .. N, only K > 1 and K <= N - 1" in " ".join(text.split())
    (tmp_path / "eq.22.py").write_text(text.replace(left, "K > N) and (K <= N - 1)"), encoding="utf-8")
    assert isolated(site, tmp_path) == {"eq.22": 1}


def test_an_equation_between_relations_is_an_equivalence() -> None:
    (entry,) = [entry for entry in verify(ledger=LEDGER).entries if entry.id == "claim.1-times"]
    assert "⟺" in certificate(LEDGER["claim.1-times"], entry)


def test_another_ledger_has_them_too(site: Path, tmp_path: Path) -> None:
    judged = verify(ledger=LEDGER)
    for entry in judged.entries:
        if not why_not(entry):
            (tmp_path / f"{entry.id}.py").write_text(certificate(LEDGER[entry.id], entry), encoding="utf-8")
    codes = isolated(site, tmp_path)
    assert len(codes) >= 14
    assert set(codes.values()) == {0}


@pytest.mark.parametrize(
    ("verdict", "settled", "reason"),
    [
        (Verdict.DEFINITION, True, "nothing to prove"),
        (Verdict.OUT_OF_SCOPE, True, "no computation decides it"),
        (Verdict.UNDECIDED, True, "undecided"),
        (Verdict.HOLDS, False, "not settled"),
    ],
)
def test_what_is_not_decided_has_none(verdict: Verdict, settled: bool, reason: str) -> None:
    with pytest.raises(LedgerError, match=f"eq.61 has no certificate: .*{reason}"):
        certificate(PAPER["eq.61"], Entry("eq.61", verdict, settled=settled))


def test_what_has_no_meaning_for_sympy_is_refused() -> None:
    claim = replace(PAPER["eq.12"], printed=(Function("F")(symbols("N")),))
    with pytest.raises(LedgerError, match=r"eq.12 has no certificate: F has no meaning"):
        certificate(claim, Entry("eq.12", Verdict.HOLDS), WORDS)


K, N = symbols("K N", integer=True, positive=True)
a, b, x = symbols("a b x")
rho = IndexedBase("rho")


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (x / 2 - 1, "x/2 - 1"),
        (Rational(1, 2), "Rational(1, 2)"),
        (Add(x, Mul(-1, Add(a, b), evaluate=False), evaluate=False), "x - (a + b)"),
        (Add(x, Mul(-1, Add(a, Mul(-1, b), evaluate=False), evaluate=False), evaluate=False), "x - (a - b)"),
        (Pow(a / b, 2, evaluate=False), "(a/b)**(2)"),
        (a / (b * x), "a/b/x"),
        (-a * (b + 1), "-a*(b + 1)"),
        (Sum(rho[K, K], (K, 1, N)), "total(rho[K, K] for K in loop(1, N))"),
        (Product(1 / K, (K, N, 3)), "product(Integer(1)/K for K in loop(N, 3))"),
    ],
)  # fmt: skip
def test_source_says_what_the_tree_says(tree: Any, text: str) -> None:
    assert Source().of(tree).replace("(2)", "2").replace("b + 1", "1 + b") == text.replace("(2)", "2").replace("b + 1", "1 + b")


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def called(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["bornproof", "certificate", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return (int(ended.value.code or 0), *capsys.readouterr())

    assert called("eq.12", "-o", str(tmp_path / "one.py"))[0] == 0
    assert called("12")[1] == (tmp_path / "one.py").read_text(encoding="utf-8")
    assert called("eq.1")[::2] == (1, "eq.1 has no certificate: a definition: there is nothing to prove\n")
    for arguments, said in (
        ((), "name one entry"),
        (("eq.12", "--all", str(tmp_path / "all")), "name one entry"),
        (("eq.39",), "several entries"),
        (("eq.99",), "eq.99"),
        (("--all", str(tmp_path / "one.py")), "one.py"),
    ):
        code, _, told = called(*arguments)
        assert code == 2, told
        assert said in told or "exists" in told


def test_an_entry_with_a_witness_shows_both_values(run: Run, written: Path) -> None:
    for entry in run.entries:
        if entry.witness is not None:
            assert "witness_printed()" in (written / f"{entry.id}.py").read_text(encoding="utf-8")
