"""What is in a picture: curves in panels, disks, a triangle of states, a map; numbers only, in the units of the labels."""

from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Curve", "Disk", "Disks", "Lines", "Map", "Panel", "Picture", "Triangle"]

Numbers: TypeAlias = tuple[float, ...]


@dataclass(frozen=True)
class Curve:
    """A line through points, in the legend if it has a label.

    `colour` counts the palette, -1 is black and -2 grey; `line` is a style of matplotlib, or dashes and gaps.
    """

    x: Numbers
    y: Numbers
    label: str = ""
    colour: int = 0
    line: str = "-"
    width: float = 1.2


@dataclass(frozen=True)
class Panel:
    """Curves over one pair of axes; `title` stands in a corner, and `limits` are those of the upright axis.

    The legend stands at a place that matplotlib knows by name, or with its lower left corner at parts of the axes.
    """

    curves: tuple[Curve, ...]
    down: str
    up: str
    title: str = ""
    limits: tuple[float, float] | None = None
    legend: str | tuple[float, float] = "best"


@dataclass(frozen=True)
class Lines:
    """Panels, one above the other."""

    panels: tuple[Panel, ...]


@dataclass(frozen=True)
class Disk:
    """A unit disk of a hidden variable in rings, each from the radius where the one before ends, with its colour and outcome."""

    name: str
    rings: tuple[tuple[float, int, str], ...]


@dataclass(frozen=True)
class Disks:
    """Disks side by side."""

    disks: tuple[Disk, ...]
    down: str
    up: str


@dataclass(frozen=True)
class Triangle:
    """A value at states of three levels (p_1, p_2, p_3), and where the average moves from some of them (p, then p at the end)."""

    states: tuple[tuple[float, float, float], ...]
    values: Numbers
    moves: tuple[tuple[Numbers, Numbers], ...]
    label: str


@dataclass(frozen=True)
class Map:
    """A value on a grid, `values` row by row upwards, with the levels of its contours and the ticks along the lower axis."""

    x: Numbers
    y: Numbers
    values: tuple[Numbers, ...]
    contours: Numbers
    ticks: Numbers
    down: str
    up: str
    label: str


Picture: TypeAlias = Lines | Disks | Triangle | Map
