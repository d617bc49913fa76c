"""Equations as a notebook shows them: LaTeX, and MathML by SymPy's printer, with what it does not have."""

from collections.abc import Sequence
from typing import Any

from sympy import Expr, Function, Heaviside, KroneckerDelta
from sympy.printing.mathml import MathMLPresentationPrinter
from sympy.printing.pretty.pretty_symbology import greek_unicode

__all__ = ["aligned", "entry", "equations"]

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
STEP = Function("θ")


class _Printer(MathMLPresentationPrinter):  # type: ignore[misc]
    def _print_KroneckerDelta(self, delta: KroneckerDelta) -> Any:
        return self._below("δ", delta.args)

    def _print_Indexed(self, entry: Any) -> Any:
        name, _, initial = str(entry.base).partition("^")
        row = self.dom.createElement("mrow")
        row.appendChild(self._below(greek_unicode.get(name, name), entry.indices))
        if initial:
            row.appendChild(self._letter("(0)", "mo"))
        return row

    def _print_Exp1(self, _: Expr) -> Any:
        return self._letter("e")

    def _below(self, name: str, indices: Sequence[Expr]) -> Any:
        node, below = self.dom.createElement("msub"), self.dom.createElement("mrow")
        for number, index in enumerate(indices):
            if number and not all(len(str(each)) == 1 for each in indices):
                below.appendChild(self._letter(",", "mo"))
            below.appendChild(self._print(index))
        node.appendChild(self._letter(name))
        node.appendChild(below)
        return node

    def _letter(self, text: str, tag: str = "mi") -> Any:
        node = self.dom.createElement(tag)
        node.appendChild(self.dom.createTextNode(text))
        return node


def aligned(lines: Sequence[str]) -> str:
    """Lines of LaTeX one below the other, as a notebook shows them.

    >>> print(aligned(["a &= b"]))
    $\\displaystyle \\begin{aligned}a &= b\\end{aligned}$
    """
    return r"$\displaystyle \begin{aligned}" + r" \\ ".join(lines) + r"\end{aligned}$"


def entry(letter: str, *levels: object, after: str = "") -> str:
    """An entry of a matrix as markup: a letter with the levels below it, and what follows.

    >>> entry("ρ", 1, 2, after="(0")
    '<mrow><msub><mi>ρ</mi><mrow><mn>1</mn><mn>2</mn></mrow></msub><mo stretchy="false">(</mo><mo stretchy="false">0</mo></mrow>'
    """
    comma = "<mo>,</mo>" * any(len(str(level)) > 1 for level in levels)
    below = comma.join(f"<mn>{level}</mn>" if isinstance(level, int) else f"<mi>{level}</mi>" for level in levels)
    rest = "".join(f"<mi>{sign}</mi>" if sign.isalpha() else f'<mo stretchy="false">{sign}</mo>' for sign in after)
    return f"<mrow><msub><mi>{letter}</mi><mrow>{below}</mrow></msub>{rest}</mrow>"


def equations(rows: Sequence[tuple[str, Expr]]) -> str:
    """Equations one below the other, their signs of equality in a column.

    Parameters
    ----------
    rows
        The left side of each, as markup, and the right side.

    Examples
    --------
    >>> from sympy import Symbol
    >>> equations([("<mi>y</mi>", Symbol("x") + 1)]).count("<mtr>")
    1
    """
    start, end = (f'<mtd style="text-align: {side}">' for side in ("right", "left"))
    cells = "".join(f"<mtr>{start}{left}</mtd><mtd><mo>=</mo></mtd>{end}{_math(right)}</mtd></mtr>" for left, right in rows)
    return f'<math xmlns="{NAMESPACE}" display="block"><mtable displaystyle="true">{cells}</mtable></math>'


def _math(side: Expr) -> str:
    shown = str(_Printer().doprint(side.replace(Heaviside, lambda argument, *_: STEP(argument))))
    return shown.replace("<mo>-</mo>", "<mo>−</mo>")
