"""Every symbol of the paper once, with its assumptions and unit, and the conventions that all modules share.

Units: c = hbar = 1; kappa is a rate (energy), t a time, so kappa t is a pure number. All other symbols are pure numbers.
Conventions: theta(0) = 0; S_n = p_1 + ... + p_n and S_0 = 0; the average over a unit disk is d^2 lambda / pi;
a dissipator is L rho L^+ - (L^+ L rho + rho L^+ L)/2. A *sector* is the tuple of the signs of (sigma_2, ..., sigma_N),
each +1, 0 or -1.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import index
from typing import Any

from bornproof.symbolic.errors import SymbolicError
from bornproof.symbolic.notation.relations import Ge, Le
from sympy import Abs, Expr, Heaviside, IndexedBase, KroneckerDelta, Sum, Symbol, exp, symbols
from sympy import I as imaginary_unit

__all__ = [
    "DOWN", "KNOWN", "LEVEL_ORDER", "UP", "C", "I", "J", "K", "M", "N", "R", "S", "Sector", "Table", "W", "X", "alpha", "beta",
    "c", "check_levels", "check_sector", "delta", "down", "dyad", "energy", "imaginary_unit", "kappa", "ket", "lam", "n", "p",
    "pair_ket", "q", "rho", "rho0", "sector_of", "sector_text", "sigma", "spin_ket", "t", "t_d", "t_p", "theta", "total", "u",
    "up", "v", "weight", "whole", "x",
]  # fmt: skip


class Table(IndexedBase):  # type: ignore[misc]
    """A table of quantities whose entries are made once: SymPy compares equal entries slowly, and one entry at a glance.

    >>> Table("rho")[1, 2] is Table("rho")[1, 2]
    True
    """

    @lru_cache(maxsize=65536)  # noqa: B019  (the tables are few, and live as long as the program)
    def __getitem__(self, indices: Any) -> Any:
        return super().__getitem__(indices)


Sector = tuple[int, ...]

N, I, J, K, M, n = symbols("N I J K M n", integer=True, positive=True)  # number of levels; levels
W = Symbol("W", integer=True, positive=True)  # the winner of a sector: the largest level K with sigma_K > 0, else 1
LEVEL_ORDER = (N - 2, N - I, N - J)  # not negative: there are at least two levels, and I, J, where they are free, are in 1..N
kappa = Symbol("kappa", positive=True)  # collapse rate, unit of energy
t = Symbol("t", nonnegative=True)  # time since preparation, unit 1/energy
t_p, t_d = Symbol("t_p", real=True), Symbol("t_d", real=True)  # times of preparation and of measurement
x = exp(-kappa * t)  # the only function of time in the populations
X = Symbol("X")  # indeterminate of characteristic polynomials
q = Symbol("q", nonnegative=True)  # amplitude of the singlet, 0 <= q <= 1
KNOWN = (Ge(N, 2), *(Le(level, N) for level in (I, J, K, M, W, n)), Le(q, 1))  # at least two levels; free levels are in 1..N

c = Table("c")  # c_I = <I|Psi(t_p)>, the prepared state
energy = Table("E", real=True)  # eigenvalues of H
u, v = Symbol("u", real=True), Symbol("v", real=True)  # tangents of half an angle: of a rotation, of a phase
C = Symbol("c", nonnegative=True)  # share of runs with independent lambda's; in others lambda_3 = lambda_2 exp(i phi), phi random
R = Symbol("R", positive=True)  # radius of another disk for lambda_2
alpha = Table("alpha")  # alpha_I = <I|Psi*(t_d)>, Eq. (3)
beta = Table("beta")  # beta_I = <chi_I|Psi*(t_d)>, Eq. (7)
lam = Table("lambda")  # hidden variables, uniform on the unit disk
sigma = Table("sigma", real=True)  # Eqs. (6), (13)
rho = Table("rho")  # rho_IJ(t) = <I|rho(t)|J>
rho0 = Table("rho^{(0)}")  # rho_IJ(0)
p = Table("p", nonnegative=True)  # p_I = |alpha_I|^2
S = Table("S", nonnegative=True)  # S_n = p_1 + ... + p_n


def theta(argument: Expr) -> Expr:
    """Heaviside's step with the paper's convention theta(0) = 0.

    >>> theta(sigma[2]).subs(sigma[2], 0)
    0
    """
    return Heaviside(argument, 0)


def up(level: Expr) -> Expr:
    """theta(sigma_level): the level is fed by all levels below it."""
    return theta(sigma[level])


def down(level: Expr) -> Expr:
    """theta(-sigma_level): the level decays into all levels below it."""
    return theta(-sigma[level])


def weight(level: Expr) -> Expr:
    """|alpha_level|^2."""
    return Abs(alpha[level]) ** 2


def total(level: Expr) -> Expr:
    """The sum of |alpha_I|^2 over I = 1..level."""
    return Sum(weight(I), (I, 1, level))


def delta(i: Expr, j: Expr) -> Expr:
    """Kronecker's delta of two levels."""
    return KroneckerDelta(i, j)


UP, DOWN = "up", "down"  # a spin
_ARROWS = {UP: r"\uparrow", DOWN: r"\downarrow"}


def ket(level: int) -> Symbol:
    """|level> as an indeterminate, so that a vector is a linear form in kets."""
    return Symbol(rf"|{level}\rangle")


def spin_ket(spin: str, side: str) -> Symbol:
    """|spin_side> of one observer, "A" or "B", as an indeterminate."""
    return Symbol(rf"|{{{_ARROWS[spin]}_{side}}}\rangle")


def pair_ket(spin_a: str, spin_b: str) -> Symbol:
    """|spin_A spin_B> as an indeterminate."""
    return Symbol(rf"|{{{_ARROWS[spin_a]}_A{_ARROWS[spin_b]}_B}}\rangle")


def overlap(level: int, spin_a: str, spin_b: str) -> Symbol:
    """<spin_A spin_B|level>, real: the amplitude of a product state in a level, which a definition of the levels says."""
    return Symbol(rf"\langle{{{_ARROWS[spin_a]}_A{_ARROWS[spin_b]}_B}}|{level}\rangle", real=True)


def dyad(side: str, bra: str, ket_: str) -> Symbol:
    """|bra><ket_| of one observer as an indeterminate."""
    return Symbol(rf"|{{{_ARROWS[bra]}_{side}}}\rangle\langle{{{_ARROWS[ket_]}_{side}}}|")


def whole(number: Any, what: str = "a level must be a whole number") -> int:
    """Return a whole number of any kind, of SymPy, NumPy or FLINT; raise SymbolicError otherwise, also for a truth value.

    >>> whole(symbols("k"))
    Traceback (most recent call last):
        ...
    bornproof.symbolic.errors.SymbolicError: a level must be a whole number, not k
    """
    try:
        if not isinstance(number, bool):
            return index(number)
    except TypeError:
        pass
    raise SymbolicError(f"{what}, not {number!r}")


def check_levels(levels: Any) -> int:
    """Return the number of levels, an integer of at least 2, of whatever kind; raise SymbolicError otherwise."""
    what = "the number of levels must be an integer of at least 2"
    if (found := whole(levels, what)) < 2:
        raise SymbolicError(f"{what}, not {found}")
    return found


def check_sector(signs: Sequence[int], levels: int | None = None) -> Sector:
    """Return the signs of (sigma_2, ..., sigma_N) as a tuple; raise SymbolicError unless each is +1, 0 or -1.

    >>> check_sector([1, -1, 1], levels=4)
    (1, -1, 1)
    """
    if not signs or any(sign not in (-1, 0, 1) for sign in signs):
        raise SymbolicError(f"a sector must be one sign +1, 0 or -1 for each of sigma_2 .. sigma_N, not {signs!r}")
    if levels is not None and len(signs) != levels - 1:
        raise SymbolicError(f"signs must be one fewer than levels, for sigma_2 .. sigma_N: {levels - 1}, not {len(signs)}")
    return tuple(signs)


def sector_text(signs: Sequence[int]) -> str:
    """The signs of a sector as a row of +, - and 0.

    >>> sector_text((1, -1, 0))
    '+-0'
    """
    return "".join("0+-"[sign] for sign in signs)


def sector_of(values: Mapping[Any, Any]) -> Sector:
    """The signs of sigma_2, sigma_3, ... among the values of a point or a case.

    >>> sector_of({sigma[2]: 3, sigma[3]: -1})
    (1, -1)
    """
    found: list[int] = []
    while (name := sigma[len(found) + 2]) in values:
        found.append(bool(values[name] > 0) - bool(values[name] < 0))
    return tuple(found)
