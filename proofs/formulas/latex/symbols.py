r"""How the symbols of a paper are set: `\rho_{IJ}(t)` for an entry of a table, `t_d` for a symbol, `|K\rangle` for a ket."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sympy import IndexedBase, Symbol

__all__ = ["INITIAL", "PLAIN_NOTATION", "Notation"]

INITIAL = "^{(0)}"  # at the end of the name of a table: the values at t = 0
GREEK = frozenset(
    """alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi rho varrho sigma tau upsilon
    phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega""".split()  # noqa: SIM905
)


@dataclass(frozen=True, eq=False)
class Notation:
    r"""How symbols, tables and functions are set in LaTeX, where their names do not say it.

    Without arguments a name says it: `kappa` is set `\kappa`, `t_d` is set `t_d`, `x_1x` is set `x_{1x}`, `D'` with a prime,
    a table named `rho^{(0)}` as the values at t = 0 of the table `rho`. A name that is more than letters, digits, `_` and primes is
    LaTeX, and set as it stands: so a symbol may be named like a whole left-hand side, as `\lim_{\kappa t\to\infty}\rho(t)`.

    Parameters
    ----------
    spelled
        Symbols, tables and functions that are set otherwise, without their indices and arguments.
    indices
        How many indices tables take, and functions of levels, where it is not one.
    time
        The time: entries of the tables in `evolving`, and the operators there, may carry it in parentheses, or a 0.
    evolving
        Tables and operators that are functions of the time.
    elements
        The table of the matrix elements of an operator.
    running
        Names for the level over which events run whose row is cut short by dots; the first that is not taken.
    last
        The last level: a row of events with dots runs up if it ends there, and down otherwise.
    leading
        Symbols that stand first in a product, as a rate does.
    typed
        The LaTeX of names that are typed otherwise than they are set.
    basis
        Tables of kets that stand for those of the levels in a dyad: `|\chi_2\rangle\langle\chi_1|` is `|2\rangle\langle 1|`.

    Examples
    --------
    >>> notation = Notation({Symbol("Delta_t"): r"\Delta t"})
    >>> notation.name(Symbol("Delta_t")), notation.name(Symbol("kappa'")), notation.name(IndexedBase("rho^{(0)}"))
    ('\\Delta t', "\\kappa'", '\\rho')
    """

    spelled: Mapping[Any, str] = field(default_factory=dict)
    indices: Mapping[Any, int] = field(default_factory=dict)
    time: Symbol | None = None
    evolving: frozenset[Any] = frozenset()
    elements: Mapping[Any, IndexedBase] = field(default_factory=dict)
    running: tuple[Symbol, ...] = ()
    last: Symbol | None = None
    leading: tuple[Symbol, ...] = ()
    basis: frozenset[IndexedBase] = frozenset()
    typed: Mapping[str, str] = field(default_factory=dict)

    def of_typed(self, name: str) -> str:
        r"""What is typed as a name with indices, as a witness has it, in LaTeX.

        >>> Notation(evolving=frozenset((IndexedBase("rho"),))).of_typed("rho0[1, 2]"), PLAIN_NOTATION.of_typed("p_prime[2]")
        ('\\rho_{12}(0)', "p'_{2}")
        >>> PLAIN_NOTATION.of_typed("sum(abs(alpha[I])**2, (I, 1, 2))")
        '\\sum_{I=1}^{2}|\\alpha_{I}|^2'
        """
        if total := re.fullmatch(r"sum\((.+), \((\w+), (\w+), (\w+)\)\)", name):
            body, index, low, high = total.groups()
            return rf"\sum_{{{index}={low}}}^{{{high}}}{self.of_typed(body)}"
        if square := re.fullmatch(r"abs\((.+)\)\*\*2", name):
            return f"|{self.of_typed(square[1])}|^2"
        base, _, rest = name.partition("[")
        if name in self.typed:
            return self.typed[name]
        initial = any(base == f"{getattr(table, 'label', table)}0" for table in self.evolving)
        base = re.sub("_prime$", "'", base.removesuffix("0") if initial else base)
        places = rest.rstrip("]").split(", ") if rest else []
        comma = "" if all(len(place) == 1 for place in places) else ","
        index = f"_{{{comma.join(places)}}}" if places else ""
        return f"{set_name(base)}{index}{'(0)' if initial else ''}"

    def name(self, symbol: Any) -> str:
        """How a symbol, table or function is set, without indices and arguments."""
        if symbol in self.spelled:
            return self.spelled[symbol]
        template = getattr(symbol, "latex", "")
        if template:
            return str(template)
        label = symbol.label.name if isinstance(symbol, IndexedBase) else getattr(symbol, "name", str(symbol))
        return set_name(label.removesuffix(INITIAL))

    def is_initial(self, table: IndexedBase) -> bool:
        """Whether a table has the values at t = 0 of another."""
        return str(table.label).endswith(INITIAL)


def set_name(name: str) -> str:
    r"""A name in LaTeX.

    >>> set_name("t_d1"), set_name("omega"), set_name(r"{p(\Lambda)}"), set_name("gain")
    ('t_{d1}', '\\omega', 'p(\\Lambda)', '\\mathrm{gain}')
    """
    if not re.fullmatch(r"[A-Za-z0-9_']+", name):
        return re.sub(r"(?:(?<![_^A-Za-z}\\])|(?<=angle))\{([^{}]*)\}", r"\1", name)
    bare = name.rstrip("'")
    head, *tails = bare.split("_")
    if not tails and (digits := re.fullmatch(r"([A-Za-z]+?)(\d+)", head)):
        head, tails = digits[1], [digits[2]]
    set_head = "\\" + head if head in GREEK else head if len(head) == 1 else rf"\mathrm{{{head}}}"
    tail = "".join("\\" + part + " " if part in GREEK else part for part in tails).strip()
    script = "" if not tail else f"_{tail}" if len(tail) == 1 else f"_{{{tail}}}"
    return set_head + script + name[len(bare) :]


PLAIN_NOTATION = Notation()
