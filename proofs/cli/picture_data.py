"""What each picture shows: exact values and balls of `symbolic`, rounded to numbers, with a caption and entries of the ledger."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bornproof.proofs.report.figures.pictures import Curve, Disk, Disks, Lines, Map, Panel, Picture, Triangle
from bornproof.symbolic.averaged_numbers import partial_sums, sums_in_x
from bornproof.symbolic.coherences import damping
from bornproof.symbolic.disks import chances, sectors
from bornproof.symbolic.notation.core import sector_text
from bornproof.symbolic.observers import EVERY_ORDER, alice_up, aligned_and_spread, chsh
from bornproof.symbolic.populations import closed_form
from flint import arb, fmpq, fmpq_poly

__all__ = ["PICTURES", "Shown"]

TIME = r"time $\kappa t$ (in units of $1/\kappa$)"
STATE = (fmpq(1, 6), fmpq(1, 3), fmpq(1, 2))  # populations of three levels
PAIRS = ((1, 2), (1, 3), (2, 3))
ONE = arb(1)
DASHES = "5 1"
SECTOR_LINES = (("-", 0.9), ("-.", 1.1), (":", 1.6), ("4 4", 1.1))  # one on another, both are seen
ENLARGED = 2  # the moves in the triangle


@dataclass(frozen=True)
class Shown:
    """A picture, how it is made, what is seen in it, and the entries whose formulas it shows."""

    make: Callable[[], Picture]
    caption: str
    entries: tuple[str, ...]  # or lines of them, as thm.chsh:5
    where: str = ""  # what their symbols stand for here

    @property
    def ids(self) -> tuple[str, ...]:
        """The entries, each once."""
        return tuple(dict.fromkeys(entry.partition(":")[0] for entry in self.entries))


def _number(value: Any) -> float:
    return float(arb(value).mid())


def _grid(last: float, steps: int = 120) -> tuple[float, ...]:
    return tuple(last * k / steps for k in range(steps + 1))


def _factors(times: tuple[float, ...]) -> list[arb]:
    """exp(-kappa t) at each time."""
    return [(-arb(time)).exp() for time in times]


def _values(polynomial: fmpq_poly, factors: list[arb]) -> tuple[float, ...]:
    """A polynomial in exp(-kappa t), by Horner's rule."""
    found = []
    for x in factors:
        total = arb(0)
        for coefficient in reversed(polynomial.coeffs()):
            total = total * x + coefficient
        found.append(_number(total))
    return tuple(found)


def _ket(level: int) -> str:
    return rf"$|{level}\rangle$"


def _areas() -> Iterator[tuple[tuple[int, ...], fmpq]]:
    """The sectors of the state, each with its area."""
    below, odds = STATE[0], []
    for weight in STATE[1:]:
        odds.append(chances(below, below + weight))
        below += weight
    for sector in sectors(len(STATE)):
        area = fmpq(1)
        for sign, chance in zip(sector, odds, strict=True):
            area *= chance[sign]
        yield sector, area


def populations() -> Picture:
    """Populations of three levels in each sector and averaged."""
    times = _grid(5.0)
    factors = _factors(times)
    sums = [fmpq_poly(), *sums_in_x(STATE)]
    panels = []
    for level in (1, 2, 3):
        born = (_number(STATE[level - 1]),) * len(times)
        mean = sums[level] - sums[level - 1]
        curves = [Curve(times, _values(mean, factors), "average", -1, "-", 2.2), Curve(times, born, "Born", -2, "-", 0.8)]
        for place, (sector, (line, width)) in enumerate(zip(sectors(3), SECTOR_LINES, strict=True)):
            values = _values(closed_form(sector, STATE)[level - 1], factors)
            curves.append(Curve(times, values, rf"${sector_text(sector)}$", place, line, width))
        shown = curves if level == 1 else [Curve(c.x, c.y, "", c.colour, c.line, c.width) for c in curves]
        up = rf"$\rho_{{{level}{level}}}$"
        panels.append(Panel(tuple(shown), TIME if level == 3 else "", up, limits=(-0.03, 1.03), legend=(0.68, 0.26)))
    return Lines(tuple(panels))


def coherences() -> Picture:
    """Coherences of three levels in each sector and averaged, relative to what they were."""
    times = _grid(5.0)
    panels = []
    for row, column in PAIRS:
        curves, mean = [], [arb(0)] * len(times)
        for place, ((sector, area), (line, width)) in enumerate(zip(_areas(), SECTOR_LINES, strict=True)):
            rate = fmpq(damping(sector, row, column), 2)
            values = [(-arb(time) * rate).exp() for time in times]
            mean = [old + area * value for old, value in zip(mean, values, strict=True)]
            label = rf"${sector_text(sector)}$" if (row, column) == PAIRS[0] else ""
            curves.append(Curve(times, tuple(map(_number, values)), label, place, line, width))
        averaged = "average" if (row, column) == PAIRS[0] else ""
        curves.insert(0, Curve(times, tuple(map(_number, mean)), averaged, -1, "-", 2.2))
        up = rf"$\rho_{{{row}{column}}}(t)/\rho_{{{row}{column}}}(0)$"
        panels.append(Panel(tuple(curves), TIME if column == 3 and row == 2 else "", up, limits=(-0.03, 1.03)))
    return Lines(tuple(panels))


def disk() -> Picture:
    """The disks of lambda_2 and lambda_3 for three levels, coloured by the outcome."""
    first, second, _ = STATE
    upper, lower = first + second, first / (first + second)
    top = Disk("3", ((_number(arb(upper).sqrt()), -2, r"$\lambda_2$ decides"), (1.0, 2, _ket(3))))
    below = Disk("2", ((_number(arb(lower).sqrt()), 0, _ket(1)), (1.0, 1, _ket(2))))
    return Disks((top, below), r"Re $\lambda_{}$", r"Im $\lambda_{}$")


def universal() -> Picture:
    """The averaged distribution of the uniform state of 10, 100 and 1000 levels, and its limit, at two times."""
    panels = []
    for text, factor in (("0.1", (-arb("0.1")).exp()), ("1", (-arb(1)).exp())):
        curves = []
        for place, (size, line) in enumerate(((10, ":"), (100, "--"), (1000, "-."))):
            weights = [fmpq(1, size)] * size
            sums = partial_sums(weights, weights, factor, ONE)
            shares = (0.0, *(level / size for level in range(1, size + 1)))
            curves.append(Curve(shares, (0.0, *map(_number, sums)), f"$N = {size}$", place, line))
        shares = _grid(1.0, 400)
        limit = tuple(_number(arb(s) ** (1 - factor)) if s else 0.0 for s in shares)
        curves += [Curve(shares, limit, r"$N\to\infty$", -1, "-", 0.9), Curve(shares, shares, "Born", -2, "-", 0.9)]
        title = rf"$\kappa t = {text}$"
        down = r"Born probability $s$ of a level $\leq n$" if text == "1" else ""
        panels.append(Panel(tuple(curves), down, r"averaged $\rho_{11}+\dots+\rho_{nn}$", title, (0, 1.02), "lower right"))
    return Lines(tuple(panels))


def simplex() -> Picture:
    """How far the averaged populations of three levels are from Born's rule at exp(-kappa t) = 1/2, when they are farthest."""
    steps, half = 40, fmpq(1, 2)
    states = [(i, j, steps - i - j) for i in range(steps + 1) for j in range(steps + 1 - i)]
    exact = [tuple(fmpq(part, steps) for part in state) for state in states]
    moved = [_moved(state, half) for state in exact]
    distances = [sum(abs(a - b) for a, b in zip(one, other, strict=True)) / 2 for one, other in zip(exact, moved, strict=True)]
    chosen = [k for k, state in enumerate(states) if all(part % 8 == 4 or part % 8 == 0 for part in state) and min(state) > 0]
    moves = [(exact[k], [a + ENLARGED * (b - a) for a, b in zip(exact[k], moved[k], strict=True)]) for k in chosen]
    return Triangle(
        tuple((_number(a), _number(b), _number(c)) for a, b, c in exact), tuple(map(_number, distances)),
        tuple((tuple(map(_number, one)), tuple(map(_number, other))) for one, other in moves),
        "total variation from Born's rule",
    )  # fmt: skip


def _moved(state: tuple[fmpq, ...], factor: fmpq) -> list[fmpq]:
    sums = [fmpq(0), *partial_sums(state, state, factor, fmpq(1))]
    return [upto - below for below, upto in pairwise(sums)]


def marginal() -> Picture:
    """The averaged probability that Alice finds up, for the singlet, against Bob's angle and the time."""
    degrees, times = _grid(180.0, 90), _grid(5.0, 60)
    cosines = [fmpq(*_number((arb(degree) / 180).cos_pi()).as_integer_ratio()) for degree in degrees]
    values = tuple(tuple(_number(alice_up(cosine, x, ONE)) for cosine in cosines) for x in _factors(times))
    down = r"angle between the settings $\vartheta$ (degrees)"
    contours = (0.46, 0.47, 0.48, 0.49)
    return Map(degrees, times, values, contours, (0.0, 45.0, 90.0, 135.0, 180.0), down, TIME, r"averaged $P(\uparrow_A)$")


def bell() -> Picture:
    """CHSH at the standard settings against the time, for every order of the levels, and the bounds."""
    times, cosine = _grid(6.0), 1 / arb(2).sqrt()
    factors = _factors(times)
    found = {order: tuple(_number(chsh(cosine, x, ONE, order)) for x in factors) for order in EVERY_ORDER}
    distinct = dict.fromkeys(found.values())
    mean = tuple(sum(values) / len(found) for values in zip(*found.values(), strict=True))
    curves = [Curve(times, values, "other orders" if not k else "", -2, "-", 0.7) for k, values in enumerate(distinct)]
    curves.append(Curve(times, mean, "mean over all orders", -1, "5 2 1 2", 1.0))
    curves.append(Curve(times, found[EVERY_ORDER[0]], "order of (26)", 0, "-", 1.6))
    flat = len(times)
    curves += [
        Curve(times, (4.0,) * flat, "algebraic bound, 4", 3, "-.", 1.0),
        Curve(times, (_number(2 * arb(2).sqrt()),) * flat, r"quantum bound, $2\sqrt{2}$", 1, "--", 1.0),
        Curve(times, (2.0,) * flat, "classical bound, 2", 2, ":", 1.2),
    ]
    whole = Panel(tuple(curves), "", "CHSH", limits=(1.9, 4.1), legend=(0.45, 0.44))
    near = Panel(tuple(Curve(c.x, c.y, "", c.colour, c.line, c.width) for c in curves), TIME, "CHSH", limits=(2.79, 2.86))
    return Lines((whole, near))


def levels() -> Picture:
    """What a qubit tells of the setting of a partner with d levels."""
    half, times = fmpq(1, 2), tuple(6 * part * part for part in _grid(1.0))  # closer at first
    curves = []
    for place, (size, line) in enumerate(((1, "-"), (2, ":"), (4, "--"), (16, "-."), (64, DASHES))):
        pairs = [aligned_and_spread(half, size, x, ONE) for x in _factors(times)]
        curves.append(Curve(times, tuple(_number(b - a) for a, b in pairs), f"$d = {size}$", place, line))
    limit = tuple(_number(arb(half) ** (1 - x) - half - half * half * x) for x in _factors(times))
    curves.append(Curve(times, limit, r"$d\to\infty$", -1, "-", 0.9))
    return Lines((Panel(tuple(curves), TIME, r"signal $\Delta P(\uparrow_A)$", legend="upper right"),))


_SUMS = ("thm.mean-factor:1", "thm.averaged-sums")
_WHERE = r"three levels with $p = (1/6, 1/3, 1/2)$"
_SECTORS = r"in each sector, named by the signs of $(\sigma_2, \sigma_3)$"
_ALIKE = "Where two sectors have one curve, one is drawn on the other."
PICTURES = {
    "populations": Shown(
        populations,
        rf"Populations of {_WHERE} against $\kappa t$: {_SECTORS}, averaged over the hidden variables, and by Born's rule.",
        (*_SUMS, "thm.winner"),
        _ALIKE,
    ),
    "coherences": Shown(
        coherences,
        rf"Coherences of {_WHERE}, relative to what they were, against $\kappa t$: {_SECTORS}, and averaged over the hidden "
        "variables.",
        ("thm.coherences", "thm.mean-factor:1", "thm.mean-factor:2", "thm.averaged-coherences"),
        _ALIKE,
    ),
    "disk": Shown(
        disk,
        rf"The unit disks of $\lambda_3$ and $\lambda_2$ for {_WHERE}, coloured by the outcome: the areas of the rings are the "
        "probabilities. In the grey part of the first disk the second one decides.",
        ("eq.16", "thm.born"),
    ),
    "universal": Shown(
        universal,
        "The averaged probability of a level at or below $n$ against the Born probability $s$ of these levels, in the uniform "
        "state of $N$ levels, at two times, with the limit of many levels.",
        (*_SUMS, "thm.diffuse-limit"),
    ),
    "simplex": Shown(
        simplex,
        "How far the averaged populations of three levels are from (33), in total variation, over all states, at "
        r"$e^{-\kappa t} = 1/2$, when they are farthest; the arrows lead from $p$ to the averaged populations, twice as far.",
        ("claim.4.4-only-suppression-generic:corrected",),
        "The formula is that of the averages.",
    ),
    "marginal": Shown(
        marginal,
        r"The averaged probability that Alice finds up, for the singlet, against the angle $\vartheta$ between Bob's setting and "
        r"hers and against $\kappa t$, with the levels in the order of (26). In quantum mechanics it is $1/2$ everywhere.",
        ("thm.alice-marginal:2",),
        r"It is 1 less the formula with $p_1 = p_2 = \frac{1}{2}\cos^2\frac{\vartheta}{2}$ and $p_3 = p_4 = "
        r"\frac{1}{2}\sin^2\frac{\vartheta}{2}$.",
    ),
    "chsh": Shown(
        bell,
        r"The averaged CHSH quantity for the singlet at the standard settings against $\kappa t$, with the levels in the order of "
        "(26), in all others, and as the mean over all orders; below, the same near the quantum bound.",
        ("thm.chsh:1", "thm.chsh:5"),
        r"In the order of (26) it is $\overline{C}_1$, and $\overline{C}$ is the mean over all 24 orders.",
    ),
    "levels": Shown(
        levels,
        "A qubit with the Born probability $1/2$ of up, in a product state with a partner of $d$ levels: by how much its averaged "
        "probability of up changes when the partner's setting changes from a basis that contains its state to one in which all its "
        r"levels have the weight $1/d$, against $\kappa t$.",
        ("thm.signal-many-levels:1", "thm.signal-many-levels:2"),
        r"It is $\overline{P}_n-\overline{P}_1$ with $n = d$ and $w = 1$.",
    ),
}
