r"""Left sides as they are spelled: names of quantities that need not be formulas, before the first signs of equality.

A name is met piece by piece in LaTeX, and letter by letter elsewhere. An average is one however it is set, as
`\overline{\rho_{11}(t)}`, `\langle\rho_{11}(t)\rangle` or `\mathbb E[\rho_{11}(t)]`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex.environments import ROWS
from bornproof.proofs.formulas.latex.faults import Piece
from bornproof.proofs.formulas.latex.pieces import pieces_of

__all__ = ["Spelled", "spelled"]

_SIGNS = tuple(map(tuple, ("<=>", ":=", "=", "≡", "≔", "⇔", "⟺")))
_EQUAL = ((":=",), ("=",), (":", "="), ("≡",), ("≔",))
_LATEX_SIGNS = ((":=",), ("=",), (r"\Leftrightarrow",))
_CLOSERS = {"{": "}", "(": ")", "[": "]", r"\langle": r"\rangle"}


@dataclass(frozen=True)
class Spelled:
    """The names that a text starts with, and what follows them, in its place; `whole` if nothing but names is there.

    For what is equal a 0 stands in the place of the names (`held`), so that the rest is an equation wherever it is cut.
    """

    names: tuple[str, ...]
    rest: str
    whole: bool = False
    held: bool = False


def spelled(text: str, spellings: Mapping[str, Sequence[str]], *, latex: bool) -> Spelled:
    r"""The names at the left of a text; a sign of equality with which it begins has them before it, and is left out.

    Parameters
    ----------
    text
        LaTeX, or a line of plain text or Unicode.
    spellings
        The names, and how each may be spelled in the text.
    latex
        Which of them it is.

    Examples
    --------
    >>> spelled(r"\rho_A = \mathrm{Tr}_B(\rho) = 1", {"a": [r"\rho_A"], "b": [r"\operatorname{Tr}_{B}(\rho)"]}, latex=True)
    Spelled(names=('a', 'b'), rest='                            0= 1', whole=False, held=True)
    >>> spelled("a = b", {"one": ["a"], "other": ["b"]}, latex=False).whole
    True
    """
    units = _units(text, latex)
    begins = 0
    while latex and units and units[0].text in _ROW_BEGINS:
        begins = text.index("}", units.pop(0).at) + 1
    several = ((name, _units(spelling, latex)) for name, known in spellings.items() for spelling in known)
    known = [(name, tuple(unit.text for unit in found)) for name, found in several]
    met, last, at = list[str](), "", 0
    while first := next(((name, texts) for name, texts in known if name not in met and texts and _starts(units, texts)), None):
        name, rest = first[0], units[len(first[1]) :]
        sign = next((sign for sign in (_LATEX_SIGNS if latex else _SIGNS) if _starts(rest, sign)), None)
        if sign is None or len(rest) == len(sign):
            whole = bool(met) and all(unit.text in _ENDS for unit in rest)
            if whole:
                return Spelled((*met, name), "", whole=True)
            break
        met.append(name)
        last, at = "".join(sign), rest[0].at
        units = rest[len(sign) :]
    if not met:
        sign = next((sign for sign in _EQUAL if _starts(units, sign)), ())
        if not sign or len(units) == len(sign):
            return Spelled((), text)
        starts, goes_on = units[0].at, units[len(sign)].at
        return Spelled((), text[:starts] + _blank(text[starts:goes_on]) + text[goes_on:])
    goes_on, held = units[0].at, last in ("=", ":=", "≡", "≔")
    blank = _blank(text[begins:goes_on])
    if held:
        blank = blank[: at - begins - 1] + "0=" + blank[at - begins + 1 :]
    return Spelled(tuple(met), text[:begins] + blank + text[goes_on:], held=held)


_BRACE = re.compile(r"(?<!\\)[{}]")
_ROW_BEGINS = frozenset(rf"\begin{{{name}}}" for name in ROWS)
_ENDS = frozenset({".", ",", ";", *(rf"\end{{{name}}}" for name in ROWS)})


def _blank(text: str) -> str:
    """Nothing but braces that are not closed, in the same place, so that an error names line and column."""
    opened: list[int] = []
    for brace in _BRACE.finditer(text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif opened:
            opened.pop()
    return "".join(sign if sign.isspace() or at in opened else " " for at, sign in enumerate(text))


def _starts(units: list[Piece], texts: tuple[str, ...]) -> bool:
    return len(units) >= len(texts) and all(unit.text == text for unit, text in zip(units, texts, strict=False))


def _units(text: str, latex: bool) -> list[Piece]:
    """What is compared: pieces of LaTeX without marks of alignment and with averages set in one way; else all that can be seen."""
    if not latex:
        units = [Piece(sign, at) for at, sign in enumerate(text) if not sign.isspace()]
        for place in range(len(units)):
            if _starts(units[place : place + 4], ("⟩", "(", "t", ")")):  # the time within the average
                units[place : place + 4] = [*units[place + 1 : place + 4], units[place]]
        return units
    try:
        return _averages(_bare_traces(_upper_first([piece for piece in pieces_of(text) if piece.text not in ("&", "\\\\")])))
    except (ReadError, RecursionError):  # the reader says what is wrong
        return []


def _upper_first(pieces: list[Piece]) -> list[Piece]:
    r"""The pieces with what is above before what is below: `L_{21}^\dagger` is `L^\dagger_{21}`."""
    found = list(pieces)
    for place, piece in enumerate(pieces):
        middle = _end(pieces, place + 1) + 1
        if piece.text == "_" and pieces[middle : middle + 1] and pieces[middle].text == "^":
            after = _end(pieces, middle + 1) + 1
            found[place:after] = [*pieces[middle:after], *pieces[place:middle]]
    return found


def _bare_traces(pieces: list[Piece]) -> list[Piece]:
    r"""The pieces without the brackets of what a trace is taken of: `\mathrm{Tr}_B(\rho)` is `\mathrm{Tr}_B\rho`."""
    dropped: set[int] = set()
    for place, piece in enumerate(pieces):
        if piece.text == r"\text{Tr}":
            opens = _end(pieces, place + 2) + 1 if pieces[place + 1 : place + 2] and pieces[place + 1].text == "_" else place + 1
            if opens < len(pieces) and pieces[opens].text in ("(", "["):
                dropped |= {opens, _end(pieces, opens)}
    return [piece for place, piece in enumerate(pieces) if place not in dropped]


def _averages(pieces: list[Piece]) -> list[Piece]:
    r"""The pieces with `\overline{..}`, `\langle..\rangle` and `\mathbb E[..]` as one, an index or the time within it."""
    found: list[Piece] = []
    place = 0
    pieces = [piece for number, piece in enumerate(pieces) if not _is_over_lambda(pieces, number)]
    while place < len(pieces):
        opens = _opens(pieces, place)
        end = _end(pieces, opens) if opens < len(pieces) else opens
        if opens == place - 1 or end >= len(pieces) or any(piece.text == "|" for piece in pieces[opens:end]):
            found.append(pieces[place])
            place += 1
            continue
        inner = _averages(pieces[opens + 1 : end]) if end > opens else [pieces[opens]]
        begins, place = pieces[place].at, end + 1
        if place < len(pieces) and pieces[place].text == "_":
            after = _end(pieces, place + 1) + 1
            inner += pieces[place:after]
            place = after
        if [piece.text for piece in pieces[place : place + 3 : 2]] == ["(", ")"]:
            inner += pieces[place : place + 3]
            place += 3
        found += [Piece(r"\average", begins), *inner, Piece(r"\end{average}", begins)]
    return found


def _is_over_lambda(pieces: list[Piece], place: int) -> bool:
    r"""Whether a piece only says what an average is over, as in `\langle..\rangle_\lambda` and `\mathbb E_\lambda[..]`."""
    said = {start: [piece.text for piece in pieces[start : start + 3]] for start in (place - 1, place - 2) if start >= 0}
    return any(texts[1:] == ["_", r"\lambda"] and texts[0] in (r"\rangle", "E", r"\text{E}") for texts in said.values())


def _opens(pieces: list[Piece], place: int) -> int:
    """Where the bracket of an average opens that starts at a place; the place before it, if none starts there."""
    text = pieces[place].text
    following = [piece.text for piece in pieces[place + 1 : place + 2]]
    if text == r"\langle":
        return place
    if text == r"\overline" or (text in ("E", r"\text{E}") and following in (["["], ["("])):
        return place + 1
    return place - 1


def _end(pieces: list[Piece], opens: int) -> int:
    """Where a bracket is closed; a single piece is its own end."""
    if opens >= len(pieces) or pieces[opens].text not in _CLOSERS:
        return opens
    depth, opener, closer = 0, pieces[opens].text, _CLOSERS[pieces[opens].text]
    for place in range(opens, len(pieces)):
        depth += (pieces[place].text == opener) - (pieces[place].text == closer)
        if not depth:
            return place
    return len(pieces)
