r"""LaTeX mathematics in the notation of Typst, which sets a PDF without TeX.

Only what this package prints is known: symbols, letters, indices and powers, fractions, roots, brackets, matrices, cases.
Another command is refused, so that nothing is lost on the way.
"""

import re
from collections.abc import Callable

from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex.symbols import GREEK

__all__ = ["as_typst", "has_typst", "quoted"]

_WORDS = re.compile(r"\\(text|mathrm|operatorname|textbf)\{([^{}\\]*)\}")
_TOKEN = re.compile(rf"{_WORDS.pattern.replace('(', '(?:')}|\\[A-Za-z]+|\\.|[0-9]+(?:\.[0-9]+)?|\S", re.DOTALL)
_SYMBOLS = {rf"\{name}": name for name in GREEK if not name.startswith("var")} | {
    r"\,": "thin", r"\;": "thick", r"\:": "med", r"\!": "#h(-0.17em)", r"\ ": "space", r"\quad": "quad", r"\qquad": "wide",
    r"\{": "brace.l", r"\}": "brace.r", r"\langle": "chevron.l", r"\rangle": "chevron.r",
    r"\lvert": "bar.v", r"\rvert": "bar.v", r"\vert": "bar.v",
    r"\|": "bar.v.double", r"\dagger": "†", r"\partial": "partial", r"\infty": "infinity", r"\hbar": "ħ", r"\ell": "ℓ",
    r"\prime": "prime",
    r"\sum": "sum", r"\prod": "product", r"\int": "integral", r"\iiint": "integral.triple", r"\bigwedge": "and.big",
    r"\wedge": "and", r"\land": "and", r"\vee": "or", r"\lor": "or", r"\neg": "not", r"\pm": "plus.minus",
    r"\leq": "≤", r"\le": "≤", r"\geq": "≥", r"\ge": "≥", r"\neq": "≠", r"\ne": "≠", r"\gtrless": "≷", r"\approx": "≈",
    r"\in": "in",
    r"\to": "→", r"\rightarrow": "→", r"\Rightarrow": "⇒",
    r"\iff": "⟺", r"\Leftrightarrow": "⇔", r"\equiv": "≡", r"\coloneqq": "≔", r"\sim": "∼", r"\propto": "∝",
    r"\times": "times", r"\otimes": "⊗", r"\cdot": "dot", r"\dots": "dots.h",
    r"\ldots": "dots.h", r"\cdots": "dots.h.c", r"\uparrow": "scripts(↑)", r"\downarrow": "scripts(↓)", r"\#": r"\#", r"\%": r"\%",
    r"\lim": "lim", r"\max": "max", r"\min": "min", r"\det": "det", r"\dim": "dim", r"\sin": "sin", r"\cos": "cos",
    r"\exp": "exp", r"\log": "log", r"\arg": "arg",
    "(": "paren.l", ")": "paren.r", "[": "bracket.l", "]": "bracket.r", "|": 'class("normal", bar.v)', ",": "comma", ";": "semi",
    "/": "\\/",
    "*": "ast.op", "#": "\\#", '"': '"', "'": "prime", "<": "<", ">": ">", "&": "&", "~": "space",
}  # fmt: skip
_WRAPPED = {
    r"\sqrt": "sqrt", r"\overline": "overline", r"\vec": "arrow", r"\dot": "dot", r"\hat": "hat", r"\bar": "macron",
    r"\tilde": "tilde",
    r"\mathcal": "cal", r"\mathbf": "bold",
}  # fmt: skip
_SIZES = re.compile(r"\\(big|Big|bigg|Bigg)[lrm]?$")
_EM = {"big": 1.2, "Big": 1.8, "bigg": 2.4, "Bigg": 3.0}
_TABLES = {"matrix": "#none", "pmatrix": '"("', "bmatrix": '"["'}


def as_typst(latex: str) -> str:
    r"""The same formula in Typst's notation; raise ReadError for what has no translation.

    >>> as_typst(r"\rho_{12}(t) = -q\sqrt{1-q^2}")
    'rho_(12) paren.l t paren.r = − q sqrt(1 − q^(2))'
    """
    return _Translation(latex).all()


def has_typst(latex: str) -> bool:
    r"""Whether a formula has a translation, as what an author types need not have.

    >>> has_typst(r"\frac{1}{2}"), has_typst(r"\mathfrak a")
    (True, False)
    """
    try:
        return bool(as_typst(latex))
    except ReadError:
        return False


def quoted(text: str) -> str:
    """A text as a string of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


class _Translation:
    """One formula: its tokens from the left, and where in them the translation has come."""

    def __init__(self, latex: str) -> None:
        self.latex, self.tokens, self.place = latex, _TOKEN.findall(latex), 0

    def all(self) -> str:
        found = self._until(lambda _: False)
        if self.place < len(self.tokens):
            raise self._refused(f"{self.tokens[self.place]} closes nothing")
        return found

    def _until(self, ends: Callable[[str], bool]) -> str:
        """What stands before a mark that ends it, or before one that closes a group."""
        pieces: list[str] = []
        while (mark := self._next()) and not ends(mark) and mark not in ("}", r"\right", r"\end"):
            pieces.append(self._piece(self._take()))
        return _joined(pieces)

    def _piece(self, mark: str) -> str:
        if mark in ("_", "^"):
            return f"{mark}({self._argument()})"
        if mark == "{":
            return self._group()
        if mark in (r"\frac", r"\tfrac", r"\dfrac"):
            return f"frac({self._argument()}, {self._argument()})"
        if mark in _WRAPPED:
            return f"{_WRAPPED[mark]}({self._argument()})"
        if words := _WORDS.match(mark):
            return {"text": "{}", "mathrm": "{}", "operatorname": "op({})", "textbf": "bold({})"}[words[1]].format(quoted(words[2]))
        if mark == r"\left":
            return self._between()
        if mark == r"\begin":
            return self._environment()
        if mark == r"\substack":
            self._expect("{")
            rows = self._rows()
            self._expect("}")
            return "mat(delim: #none, row-gap: #0.2em, " + "; ".join(row for row, in rows) + ")"
        if sized := _SIZES.match(mark):
            return f"lr({self._delimiter()}, size: #{_EM[sized[1]]}em)"
        if mark in (r"\displaystyle", r"\limits", r"\nonumber"):
            return ""
        if mark == r"\\":
            return "\\ "
        return self._symbol(mark)

    def _symbol(self, mark: str) -> str:
        if mark in _SYMBOLS:
            return _SYMBOLS[mark]
        if mark == "-":
            return "−"
        if re.fullmatch(r"[A-Za-z0-9.+=:!]+", mark):
            return mark
        raise self._refused(f"{mark} has no translation")

    def _group(self) -> str:
        found = self._until(lambda _: False)
        self._expect("}")
        return found

    def _argument(self) -> str:
        mark = self._take()
        if mark == "{":
            return self._group()
        if mark.isdigit() and len(mark) > 1:  # TeX takes one digit
            self.place -= 1
            self.tokens[self.place] = mark[1:]
            return mark[0]
        return self._piece(mark)

    def _between(self) -> str:
        left = self._delimiter()
        inside = self._until(lambda _: False)
        self._expect(r"\right")
        return f"lr({left} {inside} {self._delimiter()})"

    def _delimiter(self) -> str:
        mark = self._take()
        return {".": "", "|": "bar.v"}[mark] if mark in ".|" else self._symbol(mark)

    def _environment(self) -> str:
        name = self._name()
        rows = list(self._rows())
        self._expect(r"\end")
        if self._name() != name:
            raise self._refused(f"{name} is not closed")
        if name == "cases":
            return f"cases({', '.join(' & '.join(row) for row in rows)})"
        if name in _TABLES:
            return f"mat(delim: {_TABLES[name]}, {'; '.join(', '.join(row) for row in rows)})"
        if name == "aligned":
            return " \\ ".join(" & ".join(row) for row in rows)
        raise self._refused(f"the environment {name} has no translation")

    def _name(self) -> str:
        self._expect("{")
        return "".join(iter(self._take, "}"))

    def _rows(self) -> list[list[str]]:
        """Cells between & and \\\\, up to what closes them."""
        rows: list[list[str]] = [[]]
        while True:
            rows[-1].append(self._until(lambda mark: mark in ("&", r"\\")))
            if self._next() == "&":
                self._take()
            elif self._next() == r"\\":
                self._take()
                rows.append([])
            else:
                return rows

    def _next(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _take(self) -> str:
        mark = self._next()
        if not mark:
            raise self._refused("it ends too early")
        self.place += 1
        return mark

    def _expect(self, wanted: str) -> None:
        if self._next() != wanted:
            raise self._refused(f"{wanted} is missing")
        self.place += 1

    def _refused(self, why: str) -> ReadError:
        return ReadError(f"no translation for Typst: {why} in {self.latex}")


def _joined(pieces: list[str]) -> str:
    """With blanks between, but for indices and powers, which stand at what they belong to."""
    text = ""
    for piece in filter(None, pieces):
        text += piece if not text or piece[:2] in ("_(", "^(") else f" {piece}"
    return text
