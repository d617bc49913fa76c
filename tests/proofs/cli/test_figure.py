"""`bornproof figure`: every picture, the same bytes whatever the hash seed is, and what is refused."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bornproof.proofs.cli.figure import _caption, figure
from bornproof.proofs.cli.picture_data import PICTURES, populations, universal
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.report.figures.canvas import FORMATS, drawn
from bornproof.proofs.report.figures.pictures import Disks, Lines, Map, Triangle

EACH = """
import sys
from pathlib import Path
from bornproof.proofs.cli.figure import figure
from bornproof.proofs.cli.picture_data import PICTURES
for name in PICTURES:
    for suffix in ("svg", "pdf", "png") if name in ("simplex", "levels") else ("svg",):
        figure(name, Path(sys.argv[1]) / f"{name}-{suffix}.{suffix}")
"""


def written(folder: Path, seed: str) -> dict[str, bytes]:
    folder.mkdir()
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, "-c", EACH, str(folder)], check=True, env=environment)  # noqa: S603  (our own script)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_bytes_whatever_the_hash_seed_is(tmp_path: Path) -> None:
    one, other = (written(tmp_path / seed, seed) for seed in ("0", "4711"))
    assert {name.partition("-")[0] for name in one} == set(PICTURES)
    assert {Path(name).suffix for name in one} == {".tex", *(f".{suffix}" for suffix in FORMATS)}
    assert [name for name in one if one[name] != other[name]] == []


@pytest.mark.parametrize("name", PICTURES)
def test_a_caption_says_what_is_seen_and_its_formulas(name: str) -> None:
    caption = _caption(name, PICTURES[name])
    assert PICTURES[name].caption in caption
    assert caption.count(r"\begin{align*}") == len(PICTURES[name].entries)


def test_numbers_are_those_of_the_theory() -> None:
    picture = universal()
    assert isinstance(picture, Lines)
    ten = picture.panels[1].curves[0]
    limit = picture.panels[1].curves[3]
    assert ten.x[-1] == ten.y[-1] == 1
    assert abs(limit.y[200] - 0.5 ** (1 - 2.718281828459045**-1)) < 1e-12
    panels = populations()
    assert isinstance(panels, Lines)
    sums = [sum(panel.curves[4].y[60] for panel in panels.panels), sum(panel.curves[0].y[60] for panel in panels.panels)]
    assert sums == pytest.approx([1, 1])


def test_each_kind_of_picture_is_drawn_from_finite_numbers() -> None:
    made = [shown.make() for shown in PICTURES.values()]
    assert {type(picture) for picture in made} == {Lines, Disks, Triangle, Map}
    assert re.findall(r"\bnan\b|\binf\b", repr(made)) == []


def test_another_number_is_another_file() -> None:
    triangle = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))
    one, other = (drawn(Triangle(triangle, (0.0, 0.0, top), (), "x"), "png") for top in (1.0, 0.5))
    assert one != drawn(Triangle((*triangle[:2], (0.0, 0.5, 0.5)), (0.0, 0.0, 1.0), (), "x"), "png")
    assert one != other


def test_the_names_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert figure(list_names=True) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(PICTURES)


def test_what_is_there_stays_unless_forced(tmp_path: Path) -> None:
    for name in ("a.svg", "a.tex"):
        (tmp_path / name).write_text("kept")
        with pytest.raises(LedgerError, match=rf"{name} is there already: .*--force"):
            figure("disk", tmp_path / "a.svg")
        assert (tmp_path / name).read_text() == "kept"
        (tmp_path / name).unlink()
    (tmp_path / "a.svg").write_text("old")
    assert figure("disk", tmp_path / "a.svg", force=True) == 0
    assert (tmp_path / "a.svg").read_bytes().startswith(b"<?xml")


@pytest.mark.parametrize(
    ("name", "out", "why"),
    [
        ("univrsal", "a.svg", "no picture is called 'univrsal': did you mean universal"),
        ("xyzzy", "a.svg", "there are populations, coherences"),
        ("", "a.svg", "say which picture: populations"),
        ("disk", None, r"needs a place: --out FILE, whose name ends in \.svg, \.pdf, \.png"),
        ("disk", "a.jpeg", "whose name ends in"),
        ("disk", "missing/a.svg", "cannot write"),
    ],
)
def test_what_is_refused(name: str, out: str | None, why: str, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=why):
        figure(name, tmp_path / out if out else None)
    assert list(tmp_path.iterdir()) == []
