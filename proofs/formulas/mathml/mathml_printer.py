r"""LaTeX mathematics as MathML Core, from the tree of `latex.layout`: what a browser sets, copies and reads aloud.

The spaces are those of TeX: a sign behind a bracket is one of a number, none are in scripts, and no bracket grows but those of
`\left` and `\right`. The LaTeX stands beside the formula as its annotation.
"""

from collections.abc import Sequence
from html import escape

from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex import layout
from bornproof.proofs.formulas.latex.glyphs import SPACES, Class
from bornproof.proofs.formulas.mathml.signs import ACCENTS, CHARACTERS, INVISIBLE, LARGE, class_of, in_letters

__all__ = ["as_mathml", "has_mathml", "lines_mathml"]

_THIN = '<mspace width="0.167em"></mspace>'
_PRIME = (  # that of the font is hardly seen in a script, and a larger one would stand too high
    '<mpadded voffset="-0.3em" height="0.2em"><mi mathvariant="normal" style="font-size:1.4em">′</mi></mpadded>'
)
_LIMITS = (r"\max", r"\min", r"\lim", r"\sup", r"\inf", r"\det")
_FENCES = {"": ("", ""), "cases": ("{", ""), "matrix": ("", ""), "aligned": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]")}
_BEFORE_A_NUMBER = (None, Class.OP, Class.BIN, Class.REL, Class.OPEN, Class.PUNCT)


def as_mathml(latex: str, *, display: bool = False, annotation: str = "") -> str:
    r"""The formula as an element `math`; raise ReadError for what has no translation.

    Parameters
    ----------
    latex
        One formula.
    display
        Whether it stands alone, with limits above and below.
    annotation
        The LaTeX that stands beside it.

    Examples
    --------
    >>> print(as_mathml(r"\rho_{12} > 0"))
    <math><msub><mi>ρ</mi><mn>12</mn></msub><mo>&gt;</mo><mn>0</mn></math>
    """
    return _element(_within(layout.laid_out(latex)), display=display, annotation=annotation)


def lines_mathml(
    lines: Sequence[tuple[str, str]], *, narrow: bool = False, annotation: str = "", sizes: Sequence[float] = ()
) -> str:
    r"""A displayed formula of several lines, the right parts one below the other; raise ReadError as `as_mathml` does.

    With `narrow` the parts of a line are not aligned. `sizes` are those of the letters of each line, where they are smaller.

    >>> lines_mathml([("a", "= b"), ("", "+ c")], narrow=True).count("<mtd>"), lines_mathml([("a", "= b")]).count("<mtd>")
    (2, 2)
    """
    rows = []
    for (left, right), size in zip(lines, sizes or [1.0] * len(lines), strict=True):
        style = f' style="font-size:{size:.2f}em"' if size < 1 else ""
        parts = (left, right) if not narrow else (f"{left} {right}",)
        cells = (f"<mtd{style}>{_within(layout.laid_out(part))}</mtd>" for part in parts)
        rows.append(f"<mtr>{''.join(cells)}</mtr>")
    kind = "lines" if narrow else "aligned"
    return _element(f'<mtable class="{kind}" displaystyle="true">{"".join(rows)}</mtable>', display=True, annotation=annotation)


def has_mathml(latex: str) -> bool:
    r"""Whether a formula has a translation, as what an author types need not have.

    >>> has_mathml(r"\frac{1}{2}"), has_mathml(r"\unheard{x}")
    (True, False)
    """
    try:
        return bool(as_mathml(latex))
    except ReadError:
        return False


def _element(inside: str, *, display: bool, annotation: str) -> str:
    style = ' displaystyle="true"' if display else ""
    if not display and inside.startswith('<mo form="infix">'):  # a relation behind words, which have a space
        inside = inside.replace('<mo form="infix">', '<mo form="infix" lspace="0">', 1)
    if annotation:
        said = f'<annotation encoding="application/x-tex">{escape(annotation, quote=False)}</annotation>'
        inside = f"<semantics><mrow>{inside}</mrow>{said}</semantics>"
    return f"<math{style}>{inside}</math>"


class _Atoms:
    """Elements beside each other, and the class of the last: what is next to a bracket or a sign is spaced by it."""

    def __init__(self, *, script: bool) -> None:
        self.script, self.found, self.kinds = script, list[str](), list[Class]()

    @property
    def before(self) -> Class | None:
        """The class of what was added last."""
        return self.kinds[-1] if self.kinds else None

    def add(self, text: str, kind: Class = Class.ORD) -> None:
        """Add an element."""
        if self.before is Class.OP and kind in (Class.ORD, Class.OP, Class.INNER):
            self.found.append(_THIN)
        elif self.before is Class.OPEN is kind and self.found[-1].endswith(">|</mo>"):
            kind = Class.ORD
        self.found.append(text)
        self.kinds.append(kind)

    def space(self, size: float) -> None:
        """Add a space, which is beside the next as what stood before it."""
        self.found.append(f'<mspace width="{size}em"></mspace>')


def _within(row: layout.Row, *, script: bool = False) -> str:
    """The elements of a row, beside each other."""
    atoms = _Atoms(script=script)
    parts = list(_merged(row.parts))
    place = 0
    while place < len(parts):
        part = parts[place]
        place += 1
        if isinstance(part, layout.Script) or part in (layout.Mark("'"), layout.Mark(r"\prime")):
            place = _scripted(atoms, "<mrow></mrow>", Class.ORD, parts, place - 1)
        elif isinstance(part, layout.Mark) and part.text in SPACES:
            atoms.space(SPACES[part.text])
        elif isinstance(part, layout.Mark) and part.text in INVISIBLE:
            continue
        elif isinstance(part, layout.Break):
            raise ReadError(r"\\ stands outside of a table")
        else:
            text, kind = _atom(part, atoms)
            place = _scripted(atoms, text, kind, parts, place, limits=isinstance(part, layout.Mark) and part.text)
    return "".join(atoms.found)


def _merged(parts: Sequence[layout.Node]) -> Sequence[layout.Node]:
    """With := as one sign."""
    found: list[layout.Node] = []
    for part in parts:
        if part == layout.Mark("=") and found and found[-1] == layout.Mark(":"):
            found[-1] = layout.Mark(":=")
        else:
            found.append(part)
    return found


def _scripted(atoms: _Atoms, base: str, kind: Class, parts: Sequence[layout.Node], place: int, limits: str | bool = False) -> int:
    """Add an element with the scripts that stand at a place, and give the place behind them."""
    below, above = list[str](), list[str]()
    while place < len(parts):
        part = parts[place]
        if isinstance(part, layout.Script):
            (below if part.sign == "_" else above).append(_inside(part.inside, script=True))
        elif part in (layout.Mark("'"), layout.Mark(r"\prime")):
            above.append(_PRIME)
        else:
            break
        place += 1
    over = limits in (*LARGE[:3], *_LIMITS)
    name = ("m" + "under" * bool(below) + "over" * bool(above)) if over else ("m" + "sub" * bool(below) + "sup" * bool(above))
    scripts = "".join(_single(found) for found in (below, above) if found)
    atoms.add(f"<{name}>{base}{scripts}</{name}>" if scripts else base, kind)
    return place


def _single(found: list[str]) -> str:
    return found[0] if len(found) == 1 else f"<mrow>{''.join(found)}</mrow>"


def _inside(node: layout.Node, *, script: bool = False) -> str:
    """A part as one element."""
    row = node if isinstance(node, layout.Row) else layout.Row((node,))
    text = _within(row, script=script)
    alone = len(row.parts) == 1 and not isinstance(row.parts[0], layout.Row) and not text.startswith("<mspace")
    return text if alone else f"<mrow>{text}</mrow>"


def _atom(node: layout.Node, atoms: _Atoms) -> tuple[str, Class]:
    """A part that is no script, and its class."""
    script = atoms.script
    match node:
        case layout.Mark(text):
            return _mark(text, atoms)
        case layout.Words(command, text):
            return _words(command, text)
        case layout.Row():
            return f"<mrow>{_within(node, script=script)}</mrow>", Class.ORD
        case layout.Fraction(above, below):
            return f"<mfrac>{_inside(above, script=script)}{_inside(below, script=script)}</mfrac>", Class.INNER
        case layout.Dressed():
            return _dressed(node, script=script), Class.ORD
        case layout.Brackets(left, inside, right):
            return _bracketed(left, _within(inside, script=script), right), Class.INNER
        case layout.Sized(mark, size):
            closes = class_of(mark) is Class.CLOSE or (mark == r"\vert" and atoms.before not in _BEFORE_A_NUMBER)
            form = "postfix" if closes else "prefix"
            fence = f'<mo form="{form}" stretchy="true" symmetric="true" minsize="{size}em" maxsize="{size}em">{_sign(mark)}</mo>'
            return fence, Class.CLOSE if closes else Class.OPEN
        case layout.Table():
            return _table(node), Class.INNER
        case layout.Stack(rows):
            cells = "".join(f"<mtr><mtd>{_within(row, script=True)}</mtd></mtr>" for row in rows)
            return f'<mtable class="stack">{cells}</mtable>', Class.ORD
        case _:
            raise ReadError("a script or the end of a line stands where none can")


def _mark(text: str, atoms: _Atoms) -> tuple[str, Class]:
    kind, shown = class_of(text), _sign(text)
    if text[0].isdigit():
        return f"<mn>{text}</mn>", Class.ORD
    if text in LARGE:
        return f"<mo>{shown}</mo>", Class.OP
    if text in _LIMITS:
        return f'<mo form="prefix" lspace="0" rspace="0" movablelimits="true">{shown}</mo>', Class.OP
    if kind is Class.OP or (kind is Class.ORD and _is_name(text)):
        upright = shown in "†′∞…⋯∗↑↓" or (len(shown) == 1 and not shown.isascii() and text[1:2].isupper())
        return f"<mi{_NORMAL if upright else ''}>{shown}</mi>", kind
    if text == "|":
        return '<mo form="prefix" stretchy="false" lspace="0" rspace="0">|</mo>', Class.ORD
    if kind in (Class.OPEN, Class.CLOSE):
        bar = f' form="{"prefix" if kind is Class.OPEN else "postfix"}"' if shown == "|" else ""
        return f'<mo{bar} stretchy="false">{shown}</mo>', kind
    if kind is Class.BIN and atoms.before is None and atoms.found:  # behind the indent of a row: it goes on with a sum
        return f'<mo form="infix">{shown}</mo>', kind
    if kind is Class.BIN and (atoms.before in _BEFORE_A_NUMBER):
        return f'<mo form="prefix"{_TIGHT if shown not in "+−" else ""}>{shown}</mo>', Class.ORD
    if text == "/" or atoms.script or text in ("*", "!", "."):
        return f'<mo lspace="0" rspace="0">{shown}</mo>', kind
    return f"<mo>{shown}</mo>" if atoms.before is not None else f'<mo form="infix">{shown}</mo>', kind


_NORMAL, _TIGHT = ' mathvariant="normal"', ' lspace="0" rspace="0"'


def _is_name(text: str) -> bool:
    """Whether a mark is a letter, or a sign that stands for a thing as a letter does."""
    return text.isalpha() or (text.startswith("\\") and text not in (r"\neg", r"\#", r"\%", r"\|", r"\vert")) or text == "*"


def _sign(mark: str) -> str:
    if mark in CHARACTERS:
        return escape(CHARACTERS[mark], quote=False)
    if mark.startswith("\\") or not (mark.isascii() and mark.isprintable()) or mark in '$^_{}"`@':
        raise ReadError(f"{mark} has no translation")
    return escape(mark, quote=False)


def _words(command: str, text: str) -> tuple[str, Class]:
    shown = escape(text, quote=False)
    if command in ("text", "textbf"):
        spaced = "\u00a0" * (len(shown) - len(shown.lstrip())) + shown.strip() + "\u00a0" * (len(shown) - len(shown.rstrip()))
        return f"<mtext>{spaced}</mtext>", Class.ORD
    kind = Class.OP if command == "operatorname" else Class.ORD
    return f"<mi{_NORMAL if len(text.strip()) == 1 else ''}>{shown.strip()}</mi>", kind


def _dressed(node: layout.Dressed, *, script: bool) -> str:
    inside = _inside(node.inside, script=script)
    match node.command:
        case r"\sqrt":
            return f"<msqrt>{inside}</msqrt>"
        case r"\overline":
            return f'<mover>{inside}<mo stretchy="true" lspace="0" rspace="0">‾</mo></mover>'
        case r"\mathcal" | r"\mathbf" as command:
            letters = node.inside.parts if isinstance(node.inside, layout.Row) else (node.inside,)
            found = (part.text for part in letters if isinstance(part, layout.Mark))
            return "".join(f"<mi>{escape(in_letters(command, letter), quote=False)}</mi>" for letter in found)
        case command:
            stretchy = "false" if command in (r"\dot", r"\vec") else "true"
            return f'<mover accent="true">{inside}<mo stretchy="{stretchy}">{ACCENTS[command]}</mo></mover>'


def _bracketed(left: str, inside: str, right: str) -> str:
    opening = f'<mo form="prefix" stretchy="true" symmetric="true">{_sign(left)}</mo>' if left else ""
    closing = f'<mo form="postfix" stretchy="true" symmetric="true">{_sign(right)}</mo>' if right else ""
    return f"<mrow>{opening}{inside}{closing}</mrow>"


def _table(table: layout.Table) -> str:
    rows = "".join(f"<mtr>{''.join(f'<mtd>{_within(cell)}</mtd>' for cell in row)}</mtr>" for row in table.rows)
    kind = f' class="{table.name}"' if table.name in ("cases", "aligned") else ""
    left, right = _FENCES[table.name]
    return _bracketed(*(r"\{" if left == "{" else left,), f"<mtable{kind}>{rows}</mtable>", right)
