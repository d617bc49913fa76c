"""What rests on what, drawn as SVG: the whole in rows from the premises down to what follows, and what is next to one entry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from itertools import pairwise

__all__ = ["Node", "neighbourhood", "whole"]

BOX, HIGH, ACROSS, DOWN = 218, 34, 230, 44  # px: a box, and the distances of boxes; the whole is as wide as a page
COLUMNS = 5
BETWEEN = 22  # px between the rows of one depth and those of the next, besides
SWEEPS = 4  # over the rows, each of which is ordered by what it rests on and by what follows
MOST = 12  # boxes above, and below, in the neighbourhood of an entry
PORTS = 11  # places of a box at which lines start and end
BAND = 460  # px of the whole that a printed page keeps together
LETTER = 6.6  # px, of a name in a box, rather too wide


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
    ends = ((one, other, places[one], places[other]) for one, other in joined)
    edges = [(_edge(start, end, numbers[one], numbers[other]), start[1], end[1]) for one, other, start, end in ends]
    boxes = [(_box(by_id[name], *place, number=numbers[name]), place[1]) for name, place in places.items()]
    wide = COLUMNS * ACROSS - ACROSS + BOX + 8
    drawn = []
    for top, bottom in pairwise(_cuts([y for _, y in boxes])):
        across = (edge for edge, start, end in edges if start + HIGH < bottom and end > top)
        within = (box for box, y in boxes if top <= y < bottom)
        parts = "".join((*across, *within))
        drawn.append(f'<svg width="{wide}" height="{bottom - top:g}" viewBox="0 {top:g} {wide} {bottom - top:g}">{parts}</svg>')
    return f'<div class="graph whole" role="group" aria-label="What rests on what">{"".join(drawn)}</div>'


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


def _places(rows: Sequence[Sequence[str]]) -> dict[str, tuple[float, float]]:
    """Where the boxes stand: those of a row from the left to the right, one below the other where there are more than columns."""
    places: dict[str, tuple[float, float]] = {}
    top = 4.0
    for row in rows:
        filled = [0] * COLUMNS
        for number, name in enumerate(row):
            column = (2 * number + 1) * COLUMNS // (2 * len(row))
            places[name] = (column * ACROSS + 4.0, top + filled[column] * DOWN)
            filled[column] += 1
        top += max(filled) * DOWN + BETWEEN
    return places


def _cuts(tops: Iterable[float]) -> list[float]:
    """Where the whole is cut into bands: between boxes, one above the other, that begin there.

    >>> _cuts([4, 48, 48, 92]), _cuts(range(4, 804, DOWN))
    ([0.0, 130], [0.0, 439.0, 834])
    """
    cuts, last = [0.0], 0.0
    for last in sorted({*tops}):
        if last + HIGH - cuts[-1] > BAND:
            cuts.append(last - (DOWN - HIGH) / 2)
    return [*cuts, last + HIGH + 4]


def _middle(places: Sequence[float], own: float) -> float:
    return sum(places) / len(places) if places else own


def _edge(start: tuple[float, float], end: tuple[float, float], one: int, other: int) -> str:
    """A line with a head; lines of one box, or behind one column, start and end beside each other."""
    x, to = start[0] + _port(one, other), end[0] + _port(other, one)
    y, down = start[1] + HIGH, end[1]
    half = (down - y) / 2
    curve = f"M{x:.4g} {y:g}C{x:.4g} {y + half:g} {to:.4g} {down - half:g} {to:.4g} {down:g}m-3 -5l3 5l3 -5"
    return f'<path data-joins="{one} {other}" d="{curve}"></path>'


def _port(here: int, there: int) -> float:
    return BOX * (2 + (here * 7 + there * 3) % PORTS) / (PORTS + 3)


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
