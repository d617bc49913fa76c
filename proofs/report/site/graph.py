"""What rests on what, drawn as SVG: the whole in rows from the premises down to what follows, and what is next to one entry.

In the whole no line runs behind a box: it leaves its box below, runs between two rows to the gutter left of the column of what
rests on it, down in a lane that all lines from that box to that column share and nobody else, and enters from the left.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import pairwise

__all__ = ["Node", "neighbourhood", "whole"]

BOX, HIGH, DOWN = 218, 34, 50  # px: a box, and the distance of one below the other
COLUMNS, GUTTER = 4, 66  # how many, and px left of each: the whole is as wide as a page
ACROSS = GUTTER + BOX
COLOURS = 5  # of lines, so that neighbours are told apart
BETWEEN = 16  # px between the rows of one depth and those of the next, besides
SWEEPS = 4  # over the rows, each of which is ordered by what it rests on and by what follows
MOST = 12  # boxes above, and below, in the neighbourhood of an entry
BAND = 460  # px of the whole that a printed page keeps together
LETTER = 7  # px, of a name in a box, rather too wide


Places = Mapping[str, tuple[int, float]]


@dataclass(frozen=True)
class Node:
    """An entry in a drawing: its address, verdict, mark and premises."""

    id: str
    address: str
    verdict: str
    mark: str
    premises: tuple[str, ...] = ()


def whole(nodes: Sequence[Node]) -> str:
    """All entries that rest on others or bear others, each below all on which it rests.

    >>> drawn = whole([Node("eq.1", "a.html", "holds", "✓"), Node("eq.2", "a.html", "holds", "✓", ("eq.1",))])
    >>> drawn.count("<rect"), drawn.count("<path")
    (2, 1)
    """
    by_id = {node.id: node for node in nodes}
    places = _places(_rows({node.id: [name for name in node.premises if name in by_id] for node in nodes}))
    numbers = {name: number for number, name in enumerate(places)}
    joined = [(premise, name) for name in places for premise in by_id[name].premises if premise in places]
    lanes = _lanes(joined, places)
    edges = []
    for one, other in joined:
        beside = [name for name in by_id[other].premises if name in places]
        share = (beside.index(one) + 1) / (len(beside) + 1)
        route = _route(places[one], places[other], lanes[one, places[other][0]], share)
        drawn = f'<path class="line-{numbers[one] % COLOURS}" data-joins="{numbers[one]} {numbers[other]}" d="{route}"></path>'
        edges.append((drawn, places[one][1], places[other][1]))
    boxes = [(_box(by_id[name], _left(column), y, number=numbers[name]), y) for name, (column, y) in places.items()]
    wide = COLUMNS * ACROSS + 8
    bands = []
    for top, bottom in pairwise(_cuts([y for _, y in boxes])):
        across = (edge for edge, start, end in edges if start + HIGH < bottom and end > top)
        within = (box for box, y in boxes if top <= y < bottom)
        parts = "".join((*across, *within))
        bands.append(f'<svg width="{wide}" height="{bottom - top:g}" viewBox="0 {top:g} {wide} {bottom - top:g}">{parts}</svg>')
    return f'<div class="graph whole" role="group" aria-label="What rests on what">{"".join(bands)}</div>'


def neighbourhood(node: Node, above: Sequence[Node], below: Sequence[Node]) -> str:
    """An entry below the premises on which it rests, and above what rests on it, of each at most so many.

    >>> one, two = Node("eq.1", "a.html", "holds", "✓"), Node("eq.2", "a.html", "holds", "✓", ("eq.1",))
    >>> neighbourhood(one, [], [two]).count("<rect")
    2
    """
    from markupsafe import escape

    left, step, parts = 28, HIGH + 8, list[str]()
    rows = [*above[:MOST], node, *below[:MOST]]
    here = len(above[:MOST])
    middle = here * step + HIGH / 2 + 2
    for row, each in enumerate(rows):
        height = row * step + HIGH / 2 + 2
        if row != here:
            side, end = (8, middle - 5) if row < here else (16, height)
            start = height if row < here else middle + 5
            parts.append(f'<path d="M{left} {start:g}H{side}V{end:g}H{left}m-5 -4l5 4l-5 4"></path>')
        parts.append(_box(each, left, row * step + 2, wide=280, here=row == here))
    if more := len(above) + len(below) + 1 - len(rows):
        parts.append(f'<text x="{left}" y="{len(rows) * step + 14}">and {more} more, named above</text>')
    width, height = left + 284, len(rows) * step + (22 if more else 0)
    return (
        f'<svg class="graph near" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="group" '
        f'aria-label="Around {escape(node.id)}">{"".join(parts)}</svg>'
    )


def _rows(premises: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The entries by the longest way to them, each row ordered by the middle of what its entries are joined to."""
    followers: dict[str, list[str]] = {name: [] for name in premises}
    depth: dict[str, int] = {}
    for name in TopologicalSorter(premises).static_order():
        depth[name] = 1 + max((depth[premise] for premise in premises[name]), default=-1)
        for premise in premises[name]:
            followers[premise].append(name)
    joined = [name for name in premises if premises[name] or followers[name]]
    rows: list[list[str]] = [[] for _ in range(max((depth[name] for name in joined), default=-1) + 1)]
    for name in joined:
        rows[depth[name]].append(name)
    for sweep in range(SWEEPS):
        place = {name: (number + 0.5) / len(row) for row in rows for number, name in enumerate(row)}
        towards = premises if sweep % 2 == 0 else followers
        for row in rows if sweep % 2 == 0 else reversed(rows):
            row.sort(key=lambda name: _middle([place[other] for other in towards[name]], place[name]))
            place |= {name: (number + 0.5) / len(row) for number, name in enumerate(row)}
    return rows


def _places(rows: Sequence[Sequence[str]]) -> dict[str, tuple[int, float]]:
    """The columns and tops of boxes: of a row from the left to the right, one below the other where there are more than columns."""
    places: dict[str, tuple[int, float]] = {}
    top = 4.0
    for row in rows:
        filled = [0] * COLUMNS
        for number, name in enumerate(row):
            column = (2 * number + 1) * COLUMNS // (2 * len(row))
            places[name] = (column, top + filled[column] * DOWN)
            filled[column] += 1
        top += max(filled) * DOWN + BETWEEN
    return places


def _cuts(tops: Iterable[float]) -> list[float]:
    """Where the whole is cut into bands: between boxes, one above the other, that begin there.

    >>> _cuts([4, 54, 54, 104]), _cuts(range(4, 804, DOWN))
    ([0.0, 142], [0.0, 446.0, 792])
    """
    cuts, last = [0.0], 0.0
    for last in sorted({*tops}):
        if last + HIGH - cuts[-1] > BAND:
            cuts.append(last - (DOWN - HIGH) / 2)
    return [*cuts, last + HIGH + 4]


def _middle(places: Sequence[float], own: float) -> float:
    return sum(places) / len(places) if places else own


def _left(column: int) -> float:
    return column * ACROSS + GUTTER + 4.0


def _lanes(joined: Sequence[tuple[str, str]], places: Places) -> dict[tuple[str, int], float]:
    """Where the lines of a box run down left of a column: none beside itself, no two of one height at one place.

    >>> places = {"a": (0, 4.0), "b": (1, 4.0), "c": (1, 120.0), "d": (1, 170.0)}
    >>> _lanes([("a", "c"), ("a", "d"), ("b", "d")], places) == {("a", 1): 310.0, ("b", 1): 332.0}
    True
    """
    spans: dict[tuple[str, int], tuple[float, float]] = {}
    for one, other in joined:
        column, end = places[other]
        spans[one, column] = (places[one][1], max(end, spans.get((one, column), (0, 0))[1]))
    chosen: dict[tuple[str, int], int] = {}
    ends: dict[int, list[float]] = {column: [] for column in range(COLUMNS)}  # of each lane, how far it is taken
    for key, (start, end) in sorted(spans.items(), key=lambda item: (item[1], item[0])):
        taken = ends[key[1]]
        lane = next((lane for lane, until in enumerate(taken) if until < start), len(taken))
        taken[lane:] = [end, *taken[lane + 1 :]]
        chosen[key] = lane
    return {key: key[1] * ACROSS + 4 + GUTTER * (lane + 1) / (len(ends[key[1]]) + 1) for key, lane in chosen.items()}


def _route(start: tuple[int, float], end: tuple[int, float], lane: float, share: float) -> str:
    """A line with a head, from below a box to that share of the left side of another; those of a row leave at different heights."""
    (column, y), (to, down) = start, end
    between = y + HIGH + (DOWN - HIGH) * (column + 1) / (COLUMNS + 1)
    return f"M{_left(column) + 12:g} {y + HIGH:g}V{between:g}H{lane:.5g}V{down + share * HIGH:.5g}H{_left(to):g}m-5 -3l5 3l-5 3"


def _box(node: Node, x: float, y: float, wide: int = BOX, *, here: bool = False, number: int | None = None) -> str:
    from markupsafe import escape

    most = int((wide - 12) / LETTER)
    numbered = "" if number is None else f' data-number="{number}"'
    shown = node.id if len(node.id) <= most else f"{node.id[: most - 1]}…"
    return (
        f'<a href="{escape(node.address)}" class="v-{node.verdict}{" here" if here else ""}"{numbered}>'
        f"<title>{escape(node.id)}: {node.verdict}</title>"
        f'<rect x="{x:g}" y="{y:g}" width="{wide}" height="{HIGH}" rx="5"></rect>'
        f'<text x="{x + 8:g}" y="{y + 14:g}">{escape(shown)}</text>'
        f'<text x="{x + 8:g}" y="{y + 28:g}" class="word">{node.mark} {node.verdict}</text></a>'
    )
