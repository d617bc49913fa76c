"""The appendix anew: every line is proved for its entry, and a line that is wrong is found."""

from dataclasses import replace

import pytest
from bornproof.proofs.checks.lines import unproved
from bornproof.proofs.ledger.chapter import Chapter
from bornproof.proofs.paper.appendix import appendix, appendix_at, solved
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic import populations
from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.core import rho, sigma, theta


@pytest.mark.parametrize("levels", [None, 2, 4, 7])
def test_every_line_is_proved(levels: int | None) -> None:
    chapters = [replace(chapter, lines=tuple(chapter.lines)) for chapter in (appendix() if levels is None else appendix_at(levels))]
    labels = [line.label for chapter in chapters for line in chapter.lines]
    assert len(set(labels)) == len(labels) > 8
    names = {line.label for chapter in chapters for line in chapter.lines if not line.entry}
    assert names == {"step:rule.decay", "step:rule.source"}  # which only give names to parts of a line that is proved
    assert [*unproved(chapters, PAPER)] == []


LABELS = [
    "eq:15", "eq:14", "thm:components-diagonal", "claim:N4.rate.3", "thm:exponent", "step:decay.1", "step:decay.2",
    "claim:N4.Lambda.2.4", "thm:from-the-top", "claim:N4.solution.+-+.2",
]  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_a_wrong_line_is_found(label: str) -> None:
    line = next(line for chapter in appendix_at(4) for line in chapter.lines if line.label == label)
    extra = line.expression if label in ("eq:15", "eq:14") else theta(sigma[2]) * rho[1, 1]
    wrong = Chapter("", (replace(line, result=line.expression + extra),))
    assert [found.split(": ")[0] for found in unproved([wrong], PAPER)] == [label]


def test_sectors_up_to_four_levels_come_unasked_and_others_by_name() -> None:
    def named(levels: int, *sectors: tuple[int, ...]) -> list[str]:
        return [chapter.title.split()[1] for chapter in appendix_at(levels, sectors) if chapter.title.startswith("Sector")]

    assert named(3) == ["++", "+-", "-+", "--"]
    assert len(named(4)) == 8
    assert named(5) == []
    assert named(5, (1, -1, 0, 1)) == ["+-0+"]


def test_a_solution_that_solves_nothing_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    right = populations.propagator((1, -1))
    monkeypatch.setattr(populations, "propagator", lambda _: right)
    assert len([*solved((1, -1)).lines]) == 3
    monkeypatch.setattr(populations, "propagator", lambda _: (right[1], right[0], right[2]))
    with pytest.raises(SymbolicError, match="must satisfy"):
        list(solved((1, -1)).lines)


@pytest.mark.parametrize("place", ["N4.rate.5", "N1.rate.1", "N65.rate.1", "N4.Lambda.2.2", "N4.solution.+-.1"])
def test_what_is_not_there_is_not_made(place: str) -> None:
    assert PAPER.made(f"claim.{place}") is None


def test_what_is_made_has_the_general_derivation() -> None:
    made = PAPER.made("claim.N4.rate.2")
    assert made is not None
    assert made.derive is PAPER["thm.components-diagonal"].derive
    assert made.printed != PAPER["thm.components-diagonal"].printed
