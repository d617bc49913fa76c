"""What rests on what, drawn as SVG: the whole in columns from the premises to what follows, and what is next to one entry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

__all__ = ["Node", "neighbourhood", "whole"]

BOX, HIGH, ACROSS, DOWN = 190, 34, 250, 42  # px: a box, and the distances of boxes
SWEEPS = 4  # over the columns, each of which is ordered by what it rests on and by what follows
MOST = 12  # boxes above, and below, in the neighbourhood of an entry


@dataclass(frozen=True)
class Node:
    """An entry in a drawing: its address, verdict, mark and premises."""

    id: str
    address: str
    verdict: str
    mark: str
    premises: tuple[str, ...] = ()


def whole(nodes: Sequence[Node]) -> str:
    """All entries that rest on others or bear others, in columns.

    >>> drawn = whole([Node("eq.1", "a.html", "holds", "✓"), Node("eq.2", "a.html", "holds", "✓", ("eq.1",))])
    >>> drawn.count("<rect"), drawn.count("<path")
    (2, 1)
    """
    columns = _columns(nodes)
    places = _places(columns, {node.id: node.premises for node in nodes})
    by_id = {node.id: node for node in nodes}
    joined = ((premise, node.id) for node in nodes for premise in node.premises if premise in places)
    edges = (_edge(places[premise], places[name]) for premise, name in joined)
    boxes = (_box(by_id[name], *place) for name, place in places.items())
    width, height = len(columns) * ACROSS - ACROSS + BOX + 8, max((y for _, y in places.values()), default=0) + HIGH + 4
    return _svg(width, height, "What rests on what", (*edges, *boxes), "whole")


def neighbourhood(node: Node, above: Sequence[Node], below: Sequence[Node]) -> str:
    """An entry below the premises on which it rests, and above what rests on it, of each at most so many.

    >>> one, two = Node("eq.1", "a.html", "holds", "✓"), Node("eq.2", "a.html", "holds", "✓", ("eq.1",))
    >>> neighbourhood(one, [], [two]).count("<rect")
    2
    """
    rows = [*above[:MOST], node, *below[:MOST]]
    here = len(above[:MOST])
    left, step = 28, HIGH + 8
    lines = []
    for row in range(len(rows)):
        if row != here:
            start, end = sorted((row, here))
            lines.append((start * step + HIGH / 2 + 2, end * step + HIGH / 2 + 2))
    arrows = (
        f'<path d="M{left} {top:g}H{10 + 5 * (number % 3)}V{bottom:g}H{left}"></path>'
        for number, (top, bottom) in enumerate(lines)
    )
    boxes = (_box(each, left, row * step + 2, wide=280, here=row == here) for row, each in enumerate(rows))
    return _svg(left + 284, len(rows) * step, f"Around {node.id}", (*arrows, *boxes), "near")


def _columns(nodes: Sequence[Node]) -> list[list[str]]:
    """The entries by the longest way to them, each column ordered by the middle of what its entries are joined to."""
    premises = {node.id: [name for name in node.premises if any(name == other.id for other in nodes)] for node in nodes}
    followers: dict[str, list[str]] = {name: [] for name in premises}
    for name, those in premises.items():
        for premise in those:
            followers[premise].append(name)

    @cache
    def depth(name: str) -> int:
        return 1 + max(map(depth, premises[name]), default=-1)

    joined = [name for name in premises if premises[name] or followers[name]]
    columns: list[list[str]] = [[] for _ in range(max(map(depth, joined), default=-1) + 1)]
    for name in joined:
        columns[depth(name)].append(name)
    for sweep in range(SWEEPS):
        place = {name: y for column in columns for y, name in enumerate(column)}
        towards = premises if sweep % 2 == 0 else followers
        for column in columns if sweep % 2 == 0 else reversed(columns):
            column.sort(key=lambda name: _middle([place[other] for other in towards[name]], place[name]))
            place |= {name: y for y, name in enumerate(column)}
    return columns


def _places(columns: Sequence[Sequence[str]], premises: Mapping[str, Sequence[str]]) -> dict[str, tuple[float, float]]:
    """Where the boxes stand: each near the middle of what it rests on, in the order of its column, and none on another."""
    tallest = max(map(len, columns), default=0) * DOWN
    places: dict[str, tuple[float, float]] = {}
    for number, column in enumerate(columns):
        wanted = []
        for name in column:
            heights = [places[other][1] for other in premises[name] if other in places]
            wanted.append(sum(heights) / len(heights) if heights else tallest / 2)
        top = max(4.0, sum(wanted) / len(wanted) - len(column) * DOWN / 2)
        for place, name in enumerate(column):
            places[name] = (number * ACROSS + 4.0, min(top, tallest - len(column) * DOWN + 4) + place * DOWN)
    return places


def _middle(places: Iterable[int], own: int) -> float:
    found = list(places)
    return sum(found) / len(found) if found else own


def _edge(start: tuple[float, float], end: tuple[float, float]) -> str:
    (x, y), (to, down) = start, end
    x, y, down = x + BOX, y + HIGH / 2, down + HIGH / 2
    half = (to - x) / 2
    return f'<path d="M{x:g} {y:g}C{x + half:g} {y:g} {to - half:g} {down:g} {to:g} {down:g}"></path>'


def _box(node: Node, x: float, y: float, wide: int = BOX, *, here: bool = False) -> str:
    from markupsafe import escape

    shown = node.id if len(node.id) <= wide // 7 else f"{node.id[: wide // 7 - 1]}…"
    return (
        f'<a href="{escape(node.address)}" class="v-{node.verdict}{" here" if here else ""}">'
        f"<title>{escape(node.id)}: {node.verdict}</title>"
        f'<rect x="{x:g}" y="{y:g}" width="{wide}" height="{HIGH}" rx="5"></rect>'
        f'<text x="{x + 8:g}" y="{y + 14:g}">{escape(shown)}</text>'
        f'<text x="{x + 8:g}" y="{y + 28:g}" class="word">{node.mark} {node.verdict}</text></a>'
    )


def _svg(width: float, height: float, title: str, parts: Iterable[str], kind: str) -> str:
    from markupsafe import escape

    return (
        f'<svg class="graph {kind}" width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}" role="group" '
        f'aria-label="{escape(title)}">{"".join(parts)}</svg>'
    )

