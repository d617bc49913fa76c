"""`bornproof report` on the textbook ledger: pages, a summary, and what it refuses."""

import html
import importlib
import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Command

BOOK = f"{Path(__file__).parents[2] / 'ledgers' / 'open_systems.py'}:LEDGER"
LARGEST = 60_000  # bytes of a summary


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from bornproof.proofs.cli.app import app

    folder = tmp_path_factory.mktemp("report")
    words = ["report", "--html", str(folder / "site"), "--markdown", str(folder / "summary.md"), "--ledger", BOOK]
    assert app(words, standalone_mode=False) == 0
    return folder


def test_pages_name_each_entry_and_its_verdict(pages: Path) -> None:
    texts = {path.name: path.read_text() for path in (pages / "site").glob("*.html")}
    assert {"index.html", "glossary.html", "graph.html"} < set(texts)
    rows = re.findall(r'<tr data-verdict="([a-z-]+)".*?<a href="([^"#]+)#([^"]+)" id="\3">', texts["index.html"])
    assert len(rows) > 10
    assert {"holds", "misprint"} <= {verdict for verdict, _, _ in rows}
    for verdict, page, name in rows:
        article = texts[page].partition(f'id="{name}"')[2].partition("</article>")[0]
        assert f"v-{verdict}" in article
        assert "<math" in article


def test_a_line_to_be_tried_is_proved(pages: Path, command: Command) -> None:
    texts = [path.read_text() for path in sorted((pages / "site").glob("section*.html"))]
    lines = [line for text in texts for line in re.findall(r"<code>(bornproof check .*?)</code>", text)]
    assert len(lines) > 10
    for line in lines[:4]:
        code, out, _ = command(*shlex.split(html.unescape(line))[1:])
        assert code == 0, (line, out)


def test_the_summary_is_short_and_has_the_errata(pages: Path) -> None:
    text = (pages / "summary.md").read_text()
    assert len(text.encode()) < LARGEST
    assert "## Errors" in text
    assert text.count("$`") == text.count("`$") > 20
    assert all(line.count("|") - line.count(r"\|") == 5 for line in text.splitlines() if line.startswith("|"))


def test_the_reference_has_each_name_and_is_linked(pages: Path) -> None:
    for name in ("symbolic", "numeric_check", "proofs"):
        text = (pages / "site" / "api" / "bornproof" / f"{name}.html").read_text()
        exported = importlib.import_module(f"bornproof.{name}").__all__
        assert {each for each in exported if f'id="{each}"' not in text} == set()
        assert "&gt;&gt;&gt;" in text
    for path in (pages / "site").glob("*.html"):
        assert 'href="api/index.html"' in path.read_text()


def test_no_page_fetches_what_is_not_beside_it(pages: Path) -> None:
    found = {path.name: fetched(path.read_text()) for path in (pages / "site").rglob("*.*") if path.suffix in (".html", ".css")}
    assert {name: each for name, each in found.items() if each} == {}


def fetched(text: str) -> list[str]:
    """Addresses in a network that a page loads; a link that is only followed loads nothing."""
    loads = re.findall(r"""<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=["']?([^"'\s>]+)|url\(["']?([^"')]+)""", text)
    return [one or other for one, other in loads if re.match(r"(?:[a-z]+:)?//", one or other)]


@pytest.mark.parametrize(
    "text", ['<script src="https://a.b/c.js">', "<link rel=x href=//a.b/c.css>", '<img alt="" src=\'http://a.b\'>', "url(https://a.b)"]
)
def test_what_is_fetched_is_seen(text: str) -> None:
    assert len(fetched(text)) == 1


def test_without_pdoc_the_reference_is_left_out(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bornproof.proofs.cli.api_reference.find_spec", lambda _: None)
    code, out, _ = command("report", "--html", str(tmp_path / "site"), "--ledger", BOOK)
    assert code == 0
    assert "without the reference for Python, which needs pdoc" in out.splitlines()[0]
    assert not (tmp_path / "site" / "api").exists()
    assert "api/" not in (tmp_path / "site" / "index.html").read_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "say what to write"),
        (["--open"], "say what to write"),
        (["--markdown", "x.md", "--force"], "go with --html"),
        (["--html", "missing/site"], "is not there"),
        (["--html", ""], "needs the name of a folder"),
        (["--html", "", "--markdown", "x.md"], "needs the name of a folder"),
        (["--html", "/proc/x"], "cannot write /proc/x: "),
        (["--html", ".", "--kernel", "--ledger", BOOK], "not about another ledger"),
    ],
)
def test_what_is_refused(words: list[str], said: str, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = command("report", *words)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert said in err
    assert not [*tmp_path.iterdir()]


def test_a_folder_with_other_files_is_refused_before_any_work(command: Command, tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").touch()
    code, _, err = command("report", "--html", str(tmp_path))
    assert code == 2
    assert "thesis.tex" in err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_the_front_page_is_opened(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr("webbrowser.open", seen.append)
    (tmp_path / "site").mkdir()
    for name in ("index.html", "thesis.tex"):
        (tmp_path / "site" / name).write_text("mine")
    code, out, _ = command("report", "--html", str(tmp_path / "site"), "--open", "--force", "--ledger", BOOK)
    assert code == 0
    assert out.splitlines()[0] == f"replaced in {tmp_path / 'site'}, though they were not ours: index.html"
    assert "pages in" in out
    assert (tmp_path / "site" / "thesis.tex").read_text() == "mine"
    assert seen == [(tmp_path / "site" / "index.html").as_uri()]


def test_the_same_bytes_for_the_same_inputs(pages: Path, command: Command, tmp_path: Path) -> None:
    assert command("report", "--html", str(tmp_path / "again"), "--ledger", BOOK)[0] == 0
    for path in (pages / "site").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(pages / "site")).read_bytes(), path.name
