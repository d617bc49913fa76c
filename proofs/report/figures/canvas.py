"""Pictures set by matplotlib at the width of a column, in colours that the colour-blind tell apart; the same bytes each time."""

from io import BytesIO
from typing import Any

from bornproof.proofs.report.figures.pictures import Disk, Disks, Lines, Map, Panel, Picture, Triangle

__all__ = ["FORMATS", "drawn"]

WIDTH = 3.4  # inches, a column
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#F0E442")  # Okabe and Ito
GREYS = {-1: "#000000", -2: "#999999"}
_PLAIN = {"Creator": "bornproof"}
FORMATS: dict[str, dict[str, Any]] = {  # what a file says of its making, without dates
    "svg": {**_PLAIN, "Date": None},
    "pdf": {**_PLAIN, "CreationDate": None, "Producer": None},
    "png": {"Software": "bornproof"},
}
_STYLE = {
    "font.size": 8,
    "axes.labelsize": 8,
    "axes.linewidth": 0.6,
    "xtick.labelsize": 7,
    "ytick.labelsize": 7,
    "xtick.direction": "in",
    "ytick.direction": "in",
    "legend.fontsize": 7,
    "legend.frameon": False,
    "legend.handlelength": 1.8,
    "legend.labelspacing": 0.3,
    "mathtext.fontset": "stix",
    "font.family": "STIXGeneral",
    "svg.hashsalt": "bornproof",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    "savefig.dpi": 300,
    "figure.constrained_layout.use": True,
}


def drawn(picture: Picture, suffix: str) -> bytes:
    """Return a picture as a file.

    Parameters
    ----------
    picture
        What is in it.
    suffix
        The format, one of `FORMATS`.

    Returns
    -------
    bytes
        The file; the same for the same picture and the same matplotlib.

    Examples
    --------
    >>> from bornproof.proofs.report.figures.pictures import Curve
    >>> line = Curve((0.0, 1.0), (1.0, 0.0), "decay")
    >>> drawn(Lines((Panel((line,), "time", "population"),)), "svg")[:5]
    b'<?xml'
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context(_STYLE):
        figure = Figure()
        match picture:
            case Lines():
                _lines(figure, picture)
            case Disks():
                _disks(figure, picture)
            case Triangle():
                _triangle(figure, picture)
            case Map():
                _map(figure, picture)
        file = BytesIO()
        figure.savefig(file, format=suffix, metadata=FORMATS[suffix])
    return file.getvalue()


def _colour(number: int) -> str:
    return GREYS[number] if number < 0 else PALETTE[number]


def _lines(figure: Any, picture: Lines) -> None:
    count = len(picture.panels)
    figure.set_size_inches(WIDTH, 0.3 + (2.0 if count < 3 else 1.6) * count)
    for axes, panel in zip(figure.subplots(count, squeeze=False)[:, 0], picture.panels, strict=True):
        _panel(axes, panel)


def _panel(axes: Any, panel: Panel) -> None:
    for curve in panel.curves:
        line = (0, tuple(map(float, curve.line.split()))) if " " in curve.line else curve.line
        label = curve.label or "_nolegend_"
        axes.plot(curve.x, curve.y, linestyle=line, color=_colour(curve.colour), linewidth=curve.width, label=label)
    first = panel.curves[0].x
    axes.set_xlim(first[0], first[-1])
    if panel.limits:
        axes.set_ylim(*panel.limits)
    axes.set(xlabel=panel.down, ylabel=panel.up)
    if panel.title:
        axes.set_title(panel.title, fontsize=8, loc="left")
    if any(curve.label for curve in panel.curves):
        axes.legend(loc=panel.legend)


def _disks(figure: Any, picture: Disks) -> None:
    figure.set_size_inches(WIDTH, WIDTH / 2 + 0.15)
    for axes, disk in zip(figure.subplots(1, len(picture.disks), sharey=True), picture.disks, strict=True):
        _rings(axes, disk)
        axes.set_xlabel(picture.down.format(disk.name))
        axes.set_ylabel(picture.up.format(disk.name))


def _rings(axes: Any, disk: Disk) -> None:
    from matplotlib.patches import Circle, Wedge

    inner = 0.0
    for outer, number, outcome in disk.rings:
        axes.add_patch(Wedge((0, 0), outer, 0, 360, width=outer - inner, facecolor=_colour(number), alpha=0.75, linewidth=0))
        axes.text(0, 0 if inner == 0 else (inner + outer) / 2, outcome, ha="center", va="center", fontsize=9)
        inner = outer
    axes.add_patch(Circle((0, 0), 1, fill=False, linewidth=0.8))
    axes.set(xlim=(-1.1, 1.1), ylim=(-1.1, 1.1), aspect="equal", xticks=(-1, 0, 1), yticks=(-1, 0, 1))


def _triangle(figure: Any, picture: Triangle) -> None:
    from matplotlib.colors import LinearSegmentedColormap

    figure.set_size_inches(WIDTH, 2.75)
    axes = figure.subplots()
    x, y = zip(*map(_place, picture.states), strict=True)
    shades = LinearSegmentedColormap.from_list("shades", ("#FFFFFF", PALETTE[5]))
    filled = axes.tripcolor(x, y, picture.values, shading="gouraud", cmap=shades, rasterized=True)
    arrow = {"arrowstyle": "->", "color": "black", "linewidth": 0.7, "shrinkA": 0, "shrinkB": 0}
    for start, end in picture.moves:
        axes.annotate("", _place(end), _place(start), arrowprops=arrow)
    corners = [_place(state) for state in ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))]
    axes.plot(*zip(*corners, corners[0], strict=True), color="black", linewidth=0.8)
    for (across, up), text, shift in zip(corners, ("$p_1=1$", "$p_2=1$", "$p_3=1$"), (-0.06, -0.06, 0.05), strict=True):
        axes.text(across, up + shift, text, ha="center", va="center")
    axes.set(aspect="equal", xlim=(-0.08, 1.08), ylim=(-0.12, 0.95))
    axes.set_axis_off()
    figure.colorbar(filled, ax=axes, label=picture.label, shrink=0.8)


def _place(state: Any) -> tuple[float, float]:
    """A state of three levels in the triangle whose corners are the basis states, |3> on top."""
    _, second, third = state
    return second + third / 2, third * 3**0.5 / 2


def _map(figure: Any, picture: Map) -> None:
    figure.set_size_inches(WIDTH, 2.6)
    axes = figure.subplots()
    shown = axes.pcolormesh(picture.x, picture.y, picture.values, cmap="cividis", shading="nearest", rasterized=True)
    lines = axes.contour(picture.x, picture.y, picture.values, levels=picture.contours, colors="white", linewidths=0.7)
    axes.clabel(lines, fontsize=6)
    axes.set(xlabel=picture.down, ylabel=picture.up, xticks=picture.ticks, xlim=(picture.x[0], picture.x[-1]))
    axes.set_ylim(picture.y[0], picture.y[-1])
    figure.colorbar(shown, ax=axes, label=picture.label)
