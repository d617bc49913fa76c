"""The drawing of what rests on what: no line runs behind a box, each ends at its two boxes, and no two share a lane by chance."""

import re
from itertools import combinations, pairwise
from random import Random

import pytest
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.report.site.graph import BOX, HIGH, Node, whole

BOXES = re.compile(r'<a href="([^"]*)"[^>]*data-number="(\d+)".*?<rect x="([\d.]+)" y="([\d.]+)"')
LINES = re.compile(r'data-joins="(\d+) (\d+)" d="M([\d.]+) ([\d.]+)V([\d.]+)H([\d.]+)V([\d.]+)H([\d.]+)m')
Point = tuple[float, float]


def drawing(nodes: list[Node]) -> tuple[dict[str, Point], dict[tuple[str, str], list[Point]]]:
    """The boxes by their numbers, and the corners of the lines by the numbers that they join."""
    text = whole(nodes)
    boxes = {number: (float(x), float(y)) for _, number, x, y in BOXES.findall(text)}
    lines = {}
    for one, other, *numbers in LINES.findall(text):
        x, y, between, lane, end, left = map(float, numbers)
        lines[one, other] = [(x, y), (x, between), (lane, between), (lane, end), (left, end)]
    return boxes, lines


def crossed(boxes: dict[str, Point], line: list[Point]) -> list[str]:
    """The boxes through which a line of vertical and horizontal pieces runs."""
    found = []
    for (x, y), (to, down) in pairwise(line):
        (low, high), (top, bottom) = sorted((x, to)), sorted((y, down))
        beside = {name: up for name, (left, up) in boxes.items() if low < left + BOX and high > left}
        found += [name for name, up in beside.items() if top < up + HIGH and bottom > up]
    return found


def random_nodes(count: int, seed: int) -> list[Node]:
    random = Random(seed)  # noqa: S311
    names = [f"eq.{number}" for number in range(count)]
    premises = (tuple(random.sample(names[:n], min(n, random.randrange(5)))) for n in range(count))
    return [Node(name, f"a.html#{name}", "holds", "✓", found) for name, found in zip(names, premises, strict=True)]


PAPERS = [Node(claim.id, f"a.html#{claim.id}", "holds", "✓", claim.uses) for claim in PAPER]


@pytest.mark.parametrize("nodes", [PAPERS, *(random_nodes(count, count) for count in (2, 9, 40, 120))], ids=len)
def test_lines_end_at_their_boxes_and_run_through_none(nodes: list[Node]) -> None:
    boxes, lines = drawing(nodes)
    known = {node.id for node in nodes}
    assert len(lines) == sum(name in known for node in nodes for name in node.premises)
    for (one, other), line in lines.items():
        (x, y), (to, down) = line[0], line[-1]
        assert boxes[one][0] < x < boxes[one][0] + BOX
        assert y == boxes[one][1] + HIGH
        assert to == boxes[other][0]
        assert boxes[other][1] < down < boxes[other][1] + HIGH
        assert crossed(boxes, line) == []


def test_lines_of_two_boxes_share_no_lane() -> None:
    _, lines = drawing(PAPERS)
    runs = {(one, line[2][0], line[2][1], line[3][1]) for (one, _), line in lines.items()}
    for (one, x, top, bottom), (other, at, up, down) in combinations(runs, 2):
        assert one == other or x != at or bottom <= up or down <= top, (one, other)


def test_a_line_behind_a_box_is_seen() -> None:
    boxes = {"0": (70.0, 4.0), "1": (70.0, 54.0), "2": (70.0, 104.0)}
    assert crossed(boxes, [(80.0, 38.0), (80.0, 104.0)]) == ["1"]
