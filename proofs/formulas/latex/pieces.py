r"""The pieces of a LaTeX text: commands, digits and letters where TeX sees them, without what only moves or enlarges them."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.syntax import MAX_DIGITS, MAX_LENGTH, quote

__all__ = ["MAX_PIECES", "Piece", "fault", "nearest", "pieces_of"]

MAX_TEXT = 10 * MAX_LENGTH  # characters: a symbol that is one of plain text is up to ten of LaTeX
MAX_PIECES = MAX_LENGTH
MAX_MACROS = 1000


class Piece(NamedTuple):
    """A command, a number, a letter or a sign, and where in the text it stands."""

    text: str
    at: int


_PIECE = re.compile(
    r"""%[^\n]*                                                     # a comment
    |\s+
    |\\(?:begin|end)\s*\{\s*(?P<environment>[A-Za-z]+)\*?\s*\}(?:(?<=array\})\s*\{[^{}]*\})?
    |[₀-₉]+|[⁰¹²³⁴-⁹]+
    |\\(?:text(?:rm|it|normal)?|mathrm|mathit|mathsf|mbox|operatorname\*?|hbox)\s*\{(?P<word>[^{}\\$]*)\}
    |\\(?:tag\*?|label|hspace\*?|vspace\*?|phantom|hphantom|vphantom|ref|eqref)\s*\{[^{}]*\}
    |\\\\(?:\s*\[[^\]\n]{0,20}\])?                                  # the end of a line, and a space below it
    |\\(?P<command>[A-Za-z]+|.)
    |\d+\.\d+|\d+
    |:=
    |.""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
_INVISIBLE = frozenset(
    r"""\, \; \: \! \  \> \/ \quad \qquad \enspace \enskip \thinspace \medspace \thickspace \negthinspace \displaystyle \textstyle
    \scriptstyle \limits \nolimits \nonumber \notag \noindent \mathstrut \strut \relax \middle \allowbreak \nobreak \left \right
    \big \Big \bigg \Bigg \bigl \Bigl \biggl \Biggl \bigr \Bigr \biggr \Biggr \bigm \Bigm \biggm \Biggm \mathrm \mathit \rm
    \mathbf \boldsymbol \bm \hat \ensuremath \centering \protect \mathopen \mathclose \mathrel \mathbin \mathord ~ $
    \[ \] \( \) \hfill""".split()
    + ["\\ ", "\\\n", "\\\t"]
)
_SIZED = re.compile(r"\\(?:left|right|[bB]igg?[lrm]?)$")
_SAME: Mapping[str, str] = {
    r"\tfrac": r"\frac", r"\dfrac": r"\frac", r"\cfrac": r"\frac", r"\nicefrac": r"\frac", r"\sfrac": r"\frac",
    r"\lbrace": r"\{", r"\rbrace": r"\}", r"\lbrack": "[", r"\rbrack": "]", r"\vert": "|", r"\mid": "|", r"\lvert": r"\lvert",
    r"\leq": r"\le", r"\leqslant": r"\le", r"\geq": r"\ge", r"\geqslant": r"\ge", r"\neq": r"\ne", r"\lt": "<", r"\gt": ">",
    r"\land": r"\wedge", r"\lor": r"\vee", r"\coloneqq": ":=", r"\coloneq": ":=", r"\equiv": ":=", r"\colonequals": ":=",
    r"\iff": r"\Leftrightarrow", r"\Longleftrightarrow": r"\Leftrightarrow", r"\Longrightarrow": r"\Leftrightarrow",
    r"\ldots": r"\dots", r"\cdots": r"\dots", r"\dotsb": r"\dots", r"\dotsc": r"\dots", r"\times": r"\cdot", r"\ast": "*",
    r"\prime": "'", r"\bar": r"\overline", r"\dag": r"\dagger", r"\Theta": r"\theta", r"\vartheta": r"\theta", r"\ln": r"\log",
    r"\adjoint": r"\dagger", r"\differential": "d", r"\dd": "d", r"\mathrm d": "d", r"\imath": "i", r"\mathrm i": "i",
    r"\bigotimes": r"\otimes", r"\nthroot": r"\sqrt", r"\mathds": r"\mathbb",
}  # fmt: skip
_MACROS: Mapping[str, tuple[int, str]] = {  # of the packages braket and physics
    r"\ket": (1, r"|#1\rangle"), r"\bra": (1, r"\langle#1|"), r"\Ket": (1, r"|#1\rangle"), r"\Bra": (1, r"\langle#1|"),
    r"\braket": (1, r"\langle#1\rangle"), r"\Braket": (1, r"\langle#1\rangle"), r"\ketbra": (2, r"|#1\rangle\langle#2|"),
    r"\dyad": (2, r"|#1\rangle\langle#2|"), r"\outerproduct": (2, r"|#1\rangle\langle#2|"), r"\proj": (1, r"|#1\rangle\langle#1|"),
    r"\mel": (3, r"\langle#1|#2|#3\rangle"), r"\innerproduct": (2, r"\langle#1|#2\rangle"),
    r"\abs": (1, r"\lvert#1\rvert"), r"\comm": (2, "[#1,#2]"), r"\commutator": (2, "[#1,#2]"), r"\acomm": (2, r"\{#1,#2\}"),
    r"\anticommutator": (2, r"\{#1,#2\}"), r"\dv": (2, r"\frac{d#1}{d#2}"), r"\pdv": (2, r"\frac{\partial#1}{\partial#2}"),
    r"\conj": (1, r"\overline{#1}"), r"\qty": (1, "#1"), r"\substack": (1, "#1"), r"\mathbb": (1, "#1"),
}  # fmt: skip
_CHARACTERS: Mapping[str, str] = {
    "−": "-", "·": r"\cdot", "×": r"\cdot", "⊗": r"\otimes", "⟨": r"\langle", "⟩": r"\rangle", "〈": r"\langle", "〉": r"\rangle",
    "≤": r"\le", "≥": r"\ge", "≠": r"\ne", "∧": r"\wedge", "∨": r"\vee", "…": r"\dots", "√": r"\surd", "†": r"^\dagger",
    "Σ": r"\sum", "Π": r"\prod", "∑": r"\sum", "∏": r"\prod", "∂": r"\partial", "∫": r"\int", "∞": r"\infty", "↑": r"\uparrow",
    "↓": r"\downarrow", "′": "'", "∗": "*", "⇔": r"\Leftrightarrow", "⋀": r"\bigwedge", "\u00a0": "~", "\u2009": "~",
} | {
    character: "\\" + name
    for character, name in zip(
        "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΦΨΩ",
        ("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega "
         "Gamma Delta theta Lambda Xi Phi Psi Omega").split(),
        strict=True,
    )
}  # fmt: skip
_LOW = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_HIGH = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ARGUMENTS = {"^": 1, "_": 1, r"\frac": 2, r"\sqrt": 1, r"\overline": 1, r"\dot": 1, r"\overset": 2}


def fault(text: str, at: int, what: str) -> ReadError:
    """The error that names line and column of a place in a text.

    >>> str(fault("a\\nb c", 4, "is not known"))
    'line 2, column 3: is not known'
    """
    at = min(at, len(text))
    start = text.rfind("\n", 0, at) + 1
    return ReadError(f"line {text.count(chr(10), 0, at) + 1}, column {at - start + 1}: {what}")


def pieces_of(text: str, macros: Mapping[str, tuple[int, str]] | None = None) -> list[Piece]:
    r"""The pieces of a text that can be seen; `macros` are commands with their number of arguments and what they stand for.

    Numbers are cut as TeX cuts them: x^12 is x^1 followed by 2, and \frac12 is a half. Braces that hold no argument go.

    >>> [piece.text for piece in pieces_of(r"\left(x^12\right)\, {t}_{\mathrm{d}} % that is all")]
    ['(', 'x', '^', '1', '2', ')', 't', '_', 'd']
    """
    if len(text) > MAX_TEXT:
        raise ReadError(f"input must have at most {MAX_TEXT} characters, not {len(text)}")
    found: list[Piece] = []
    for piece in _expanded(list(_raw(text, 0)), {**_MACROS, **(macros or {})}, text):
        found.append(piece)
        if len(found) > MAX_PIECES:
            raise ReadError(f"a formula must have at most {MAX_PIECES} symbols")
    return _bare(_arguments(found, text))


def _raw(text: str, offset: int) -> Iterator[Piece]:
    sized = False
    for match in _PIECE.finditer(text):
        piece, at = match.group(), offset + match.start()
        if piece[0] == "%" or piece.isspace():
            continue
        if sized and piece == ".":
            sized = False
            continue
        sized = bool(_SIZED.match(piece))
        if match["environment"]:
            yield Piece(f"{piece[: piece.index('{')].strip()}{{{match['environment']}}}", at)
        elif match["word"] is not None:
            word = " ".join(match["word"].split()).rstrip(".,;:")
            if word:
                yield Piece(word if len(word) == 1 else rf"\text{{{word}}}", at)
        elif piece.startswith(("\\tag", "\\label", "\\hspace", "\\vspace", "\\phantom", "\\hphantom", "\\vphantom")) and "{" in piece:
            continue
        elif piece.startswith("\\\\"):
            yield Piece("\\\\", at)
        elif piece in _INVISIBLE:
            continue
        elif piece[0].isdigit() and piece[0].isascii():
            if len(piece) > MAX_DIGITS:
                raise ReadError(f"numbers must have at most {MAX_DIGITS} digits")
            yield Piece(piece, at)
        elif piece.isascii():
            yield Piece(_SAME.get(piece, piece), at)
        else:
            yield from _of_character(piece, at)


def _of_character(character: str, at: int) -> Iterator[Piece]:
    """What a character beyond ASCII stands for: a raised or lowered digit is a script of its own."""
    if character in _CHARACTERS:
        yield from (Piece(match.group(), at) for match in _PIECE.finditer(_CHARACTERS[character]) if match.group() != "~")
    elif (digits := character.translate(_LOW)) != character:
        yield from (Piece(sign, at) for sign in ("_", "{", digits, "}"))
    elif (digits := character.translate(_HIGH)) != character:
        yield from (Piece(sign, at) for sign in ("^", "{", digits, "}"))
    else:
        yield Piece(character, at)


def _expanded(pieces: list[Piece], macros: Mapping[str, tuple[int, str]], text: str) -> Iterator[Piece]:
    """The pieces with macros written out, at most so many times."""
    stack, count = pieces[::-1], 0
    while stack:
        piece = stack.pop()
        if piece.text not in macros:
            yield piece
            continue
        count += 1
        if count > MAX_MACROS:
            raise fault(text, piece.at, f"{quote(piece.text)} leads to more than {MAX_MACROS} macros")
        number, body = macros[piece.text]
        arguments = [_argument(stack, piece, text) for _ in range(number)]
        written: list[Piece] = []
        for part in re.split(r"#(\d)", body):
            if part.isdigit() and 0 < int(part) <= number:
                written += arguments[int(part) - 1]
            else:
                written += [Piece(inner.text, piece.at) for inner in _raw(part, 0)]
        if len(stack) + len(written) > MAX_PIECES:
            raise fault(text, piece.at, f"{quote(piece.text)} leads to more than {MAX_PIECES} symbols")
        stack += written[::-1]


def _argument(stack: list[Piece], macro: Piece, text: str) -> list[Piece]:
    """Take the argument of a macro off the stack: a piece, or what stands in braces."""
    if not stack or stack[-1].text == "}":
        raise fault(text, macro.at, f"{quote(macro.text)} needs an argument")
    first = stack.pop()
    if first.text != "{":
        return [first]
    depth, found = 1, list[Piece]()
    while stack:
        piece = stack.pop()
        depth += (piece.text == "{") - (piece.text == "}")
        if not depth:
            return found
        found.append(piece)
    raise fault(text, first.at, "this `{` is never closed")


def _arguments(pieces: list[Piece], text: str) -> list[Piece]:
    """Cut digits where TeX takes one as an argument, and leave braces only around arguments."""
    found: list[Piece] = []
    wanted, opened = 0, list[tuple[int, bool, Piece]]()
    for position, piece in enumerate(pieces):
        sign = piece.text
        if sign == "{":
            opened.append((max(wanted - 1, 0), wanted > 0, piece))
            if wanted:
                found.append(piece)
            wanted = 0
        elif sign == "}" or (sign == "]" and opened and opened[-1][2].text == "["):
            if not opened or (opened[-1][2].text == "[") != (sign == "]"):
                raise fault(text, piece.at, f"this {quote(sign)} closes nothing")
            wanted, kept, _ = opened.pop()
            if kept:
                found.append(piece)
        elif sign == "[" and position and pieces[position - 1].text == r"\sqrt":
            opened.append((1, True, piece))
            found.append(Piece(r"\root", piece.at))
            wanted = 0
        elif wanted and sign[0].isdigit():
            while wanted and sign:
                found.append(Piece(sign[0], piece.at))
                sign, wanted = sign[1:], wanted - 1
            if sign:
                found.append(Piece(sign.lstrip("."), piece.at))
        else:
            found.append(piece)
            wanted = max(wanted - 1, 0) + _ARGUMENTS.get(sign, 0)
    if opened:
        raise fault(text, opened[-1][2].at, f"this {quote(opened[-1][2].text)} is never closed")
    return found


def _bare(pieces: list[Piece]) -> list[Piece]:
    """Drop the braces around a single piece, and those around nothing."""
    found: list[Piece] = []
    for piece in pieces:
        if piece.text == "}" and len(found) > 1 and found[-2].text == "{" and found[-1].text not in _ARGUMENTS:
            found[-2:] = [found[-1]]
        else:
            found.append(piece)
    return found


def nearest(command: str, known: list[str]) -> str:
    r"""A hint at the known command that is most like one that is not.

    >>> nearest(r"\kapa", [r"\kappa", r"\rho"])
    '; did you mean `\\kappa`?'
    """
    close = get_close_matches(command[:60], known, n=1)
    return f"; did you mean {quote(close[0])}?" if close else ""
