"""Folders of pages: foreign files stay, a page is whole or not there, and hopeless places are refused first."""

from pathlib import Path

import pytest
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.folders import MARK, check_folder, write_folder


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_that_would_be_replaced_is_named_beyond_the_first_foreign_files(tmp_path: Path) -> None:
    for name in ("a", "b", "c", "d", "index.html", "words.js"):
        (tmp_path / name).write_text("mine")
    with pytest.raises(LedgerError, match=r"not ours: a, b, c and 3 more; .*, which replaces index.html, words.js and"):
        check_folder(tmp_path, lambda: ("index.html", "words.js"))
    check_folder(tmp_path, lambda: pytest.fail("not asked for"), force=True)


def test_a_folder_is_made_and_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write_folder(folder, {"a.html": "one", "b.woff2": b"\0"})
    assert listed(folder) == [MARK, "a.html", "b.woff2"]
    write_folder(folder, {"a.html": "two"})
    assert listed(folder) == [MARK, "a.html"]  # what is no longer made is removed
    assert (folder / "a.html").read_text() == "two"
    assert listed(tmp_path) == ["pages"]


def test_foreign_files_are_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(LedgerError, match=r"not ours: index.html, thesis.tex; .* which replaces index.html and leaves the o"):
        write_folder(tmp_path, {"index.html": "ours"})
    with pytest.raises(LedgerError, match=r"--force, which replaces index.html, thesis.tex$"):
        check_folder(tmp_path, lambda: ("thesis.tex", "index.html", "new.html"))
    with pytest.raises(LedgerError, match=r"--force, which leaves them$"):
        write_folder(tmp_path, {"other.html": "ours"})
    assert listed(tmp_path) == ["index.html", "thesis.tex"]
    assert (tmp_path / "index.html").read_text() == "mine"
    assert write_folder(tmp_path, {"index.html": "ours"}, force=True) == ("index.html",)  # what is replaced is told
    assert listed(tmp_path) == [MARK, "index.html", "thesis.tex"]
    assert write_folder(tmp_path, {"index.html": "ours again"}, force=True) == ()
    with pytest.raises(LedgerError, match="thesis"):
        check_folder(tmp_path)
    write_folder(tmp_path, {"other.html": "ours"}, force=True)
    assert listed(tmp_path) == [MARK, "other.html", "thesis.tex"]
    assert (tmp_path / "thesis.tex").read_text() == "years of work"


@pytest.mark.parametrize("name", ["../thesis.tex", "sub/../../thesis.tex", "/etc/hostname", "sub/link/thesis.tex"])
def test_a_mark_of_another_hand_removes_nothing_elsewhere(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "link").symlink_to(tmp_path)
    (tmp_path / "thesis.tex").write_text("years of work")
    (folder / MARK).write_text(f"{name}\n")
    with pytest.raises(LedgerError, match="not ours: sub"):
        write_folder(folder, {"a.html": "ours"})
    write_folder(folder, {"a.html": "ours"}, force=True)
    assert (tmp_path / "thesis.tex").exists()


def test_a_link_in_the_folder_is_foreign(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "pages" / MARK).write_text("a.html\n")
    with pytest.raises(LedgerError, match=r"not ours: a.html"):
        check_folder(tmp_path / "pages")


def test_folders_in_it_are_made_and_go_when_they_are_empty(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write_folder(folder, {"a.html": "one", "api/in/b.html": "one"})
    write_folder(folder, {"a.html": "two", "api/in/b.html": "two", "api/c.html": "two"})
    assert (folder / "api" / "in" / "b.html").read_text() == "two"
    (folder / "api" / "in" / "notes.txt").touch()
    with pytest.raises(LedgerError, match=r"not ours: api/in/notes.txt; .* --force"):
        check_folder(folder)
    (folder / "api" / "in" / "notes.txt").unlink()
    write_folder(folder, {"a.html": "three"})
    assert listed(folder) == [MARK, "a.html"]
    (folder / "empty").mkdir()
    with pytest.raises(LedgerError, match="not ours: empty"):
        check_folder(folder)


def test_nothing_is_written_behind_a_link(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "pages", tmp_path / "elsewhere"
    folder.mkdir()
    elsewhere.mkdir()
    (folder / "api").symlink_to(elsewhere)
    with pytest.raises(LedgerError, match="api is a link there"):
        write_folder(folder, {"api/a.html": "one"}, force=True)
    assert listed(elsewhere) == []


@pytest.mark.parametrize(("name", "why"), [("index.html", "index.html is a folder there"), ("api", "api is no folder there")])
def test_what_stands_in_the_way_is_refused_before_anything_is_written(name: str, why: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir() if name == "index.html" else (tmp_path / name).write_text("mine")
    with pytest.raises(LedgerError, match=why):
        write_folder(tmp_path, {"a.html": "ours", "api/b.html": "ours", "index.html": "ours"}, force=True)
    assert listed(tmp_path) == [name]


@pytest.mark.parametrize("where", ["sub", "."])
def test_a_hopeless_folder_is_named_and_not_our_own(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(prefix: str, dir: Path) -> str:  # noqa: A002
        raise OSError(30, "Read-only file system", f"{dir}/{prefix}xyz")

    monkeypatch.setattr("bornproof.proofs.folders.mkdtemp", refuse)
    for refused in (check_folder, lambda path: write_folder(path, {"a.html": "ours"})):
        with pytest.raises(LedgerError) as error:
            refused(tmp_path / where)
        assert str(error.value) == f"cannot write {tmp_path / where}: Read-only file system"


def test_hopeless_places_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    places = {tmp_path / "file": "no folder", tmp_path / "no" / "where": "is not there", Path("a\0b"): "cannot write"}
    for place, why in places.items():
        with pytest.raises(LedgerError, match=why) as refused:
            check_folder(place)
        assert str(refused.value).count("cannot write") == 1


def test_what_fails_on_the_way_leaves_the_old_pages(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    write_folder(folder, {"a.html": "one"})
    with pytest.raises(LedgerError, match="cannot write"):
        write_folder(folder, {"a.html": "two", "a.html/b.html": "two"})
    assert (folder / "a.html").read_text() == "one"
    assert listed(folder) == [MARK, "a.html"]
