r"""The terminals of the grammar: names found by the longest spelling, bars told apart, rows of an environment joined.

A bar opens a ket if a `\rangle` follows before any other bar; after `\langle` it closes a bra, or stands in the middle of a
bracket if a `\rangle` follows first; otherwise it closes a modulus that is open at its level after something complete, and
opens one in all other cases.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bornproof.proofs.formulas.latex.commands import ARROWS
from bornproof.proofs.formulas.latex.environments import CLOSERS, OPENERS, ROWS, joined_rows
from bornproof.proofs.formulas.latex.faults import Piece, fault, nearest
from bornproof.proofs.formulas.syntax import MAX_BRACKETS, quote
from lark import Token

__all__ = ["Spellings", "terminals"]

# By the first piece: the pieces of a name, the name, and whether an index may follow.
Spellings = Mapping[str, Sequence[tuple[tuple[str, ...], str, bool]]]

_TYPES: Mapping[str, str] = {
    "(": "LPAR", ")": "RPAR", "[": "LSQB", "]": "RSQB", r"\{": "LSET", r"\}": "RSET", "{": "LBRACE", "}": "RBRACE",
    r"\root": "LROOT", "+": "SIGN", "-": "SIGN", "*": "STAR", r"\cdot": "TIMES", r"\otimes": "TIMES", "/": "SLASH", "^": "SUP",
    "_": "SUB", "'": "PRIME", ",": "COMMA", ";": "COMMA", r"\frac": "FRAC", r"\sqrt": "SQRT", r"\surd": "SURD",
    r"\overline": "OVER", r"\dot": "DOT", r"\dagger": "DAGGER", r"\wedge": "AND", r"\vee": "OR", r"\dots": "DOTS",
    r"\in": "IN",
    r"\sum": "BIG", r"\prod": "BIG", r"\bigwedge": "BIG", r"\int": "INT", r"\iint": "INT", r"\iiint": "INT",
    r"\partial": "PARTIAL", r"\Leftrightarrow": "BREAK", r"\lvert": "LABS", r"\rvert": "RABS", r"\text{otherwise}": "OTHERWISE",
    r"\text{else}": "OTHERWISE", r"\text{and}": "COMMA",
    r"\text{for}": "FOR", r"\text{for all}": "FOR", r"\quad": "COMMA", r"\hat": "HAT",
} | dict.fromkeys(("=", ":=", "<", ">", r"\le", r"\ge", r"\ne"), "REL")  # fmt: skip
_OPENED_BY = {"RPAR": "LPAR", "RSQB": "LSQB", "RSET": "LSET", "RBRACE": "LBRACE", "RABS": "LABS"}
_COMPLETE = CLOSERS | {"NAME", "NUMBER", "DAGGER", "PRIME", "STAR"}
_MATRICES = frozenset({"matrix", "pmatrix", "bmatrix", "smallmatrix", "array", "cases", "dcases"})


def terminals(pieces: list[Piece], spellings: Spellings, known: list[str], source: str) -> list[Token]:
    r"""The terminals of a text; raises ReadError for what is not part of the notation and for brackets that do not match.

    Parameters
    ----------
    pieces
        The text in pieces.
    spellings
        The names.
    known
        The commands, for a hint at one that is misspelled.
    source
        The text.
    """
    found = _Terminals(pieces, spellings, known, source)
    return list(joined_rows(found.read()))


class _Terminals:
    def __init__(self, pieces: list[Piece], spellings: Spellings, known: list[str], source: str) -> None:
        self.pieces, self.spellings, self.known, self.source = pieces, spellings, known, source
        self.found: list[Token] = []
        self.opened: list[Token] = []  # brackets, kets and environments; MID where the bar of a bracket has been read

    def read(self) -> list[Token]:
        place = 0
        while place < len(self.pieces):
            place = self._read(place)
        if self.opened:
            raise self._fault(self.opened[-1], f"this {quote(str(self.opened[-1]))} is never closed")
        return self.found

    def _read(self, place: int) -> int:
        """Read the piece at a place, or the name that starts there; return the place after it."""
        piece = self.pieces[place]
        for parts, name, indexed in self.spellings.get(piece.text, ()):
            end = place + len(parts)
            if tuple(there.text for there in self.pieces[place:end]) == parts:
                if not indexed and self.pieces[end : end + 1] and self.pieces[end].text == "_":
                    continue
                self._add("NAME", name, piece.at)
                return end
        text = piece.text
        if text == "|":
            self._bar(place)
        elif text == r"\langle":
            self._open("LBRA", piece)
        elif text == r"\rangle":
            self._close("RKET", piece, ("LKET", "MID"))
        elif text.startswith((r"\begin{", r"\end{")):
            self._environment(piece)
        elif text in ("&", "\\\\"):
            self._cell(piece)
        elif (kind := _TYPES.get(text)) is not None:
            if kind in OPENERS:
                self._open(kind, piece)
            elif kind in CLOSERS:
                self._close(kind, piece, ("LSQB", "LROOT") if kind == "RSQB" else (_OPENED_BY[kind],))
            else:
                self._add(kind, text, piece.at)
        elif text in ARROWS:
            raise self._fault(piece, f"{quote(text)} is not judged; write =, or between conditions \\iff")
        elif text[0].isdigit() and text.isascii():
            self._add("NUMBER", text, piece.at)
        elif text.isalpha() and text.isascii() and len(text) == 1:
            self._add("NAME", text, piece.at)
        elif text == "." and self._ends(place):
            pass  # the end of a sentence
        else:
            if (words := re.fullmatch(r"\\text\{(.*)\}", text)) is not None:
                raise self._fault(piece, f"the words {quote(words[1])} are not read here")
            what = "a command" if text.startswith("\\") and len(text) > 1 else "a sign"
            raise self._fault(piece, f"{quote(text)} is not {what} of the notation{nearest(text, self.known)}")
        return place + 1

    def _ends(self, place: int) -> bool:
        """Whether nothing follows but the end of a line or of an environment."""
        after = self.pieces[place + 1 : place + 2]
        return not after or after[0].text == "\\\\" or after[0].text.startswith(r"\end{")

    def _fault(self, piece: Any, what: str) -> Exception:
        return fault(self.source, (piece.start_pos or 0) if isinstance(piece, Token) else piece.at, what)

    def _add(self, kind: str, text: str, at: int) -> None:
        self.found.append(Token(kind, text, start_pos=at))

    def _open(self, kind: str, piece: Piece) -> None:
        if kind == "LBRA" and self.found and self.found[-1].type == "RKET":
            kind = "DYAD"
            self.found.pop()
        self._add(kind, piece.text, piece.at)
        self.opened.append(self.found[-1])
        if len(self.opened) > MAX_BRACKETS:
            raise self._fault(piece, f"brackets must be nested at most {MAX_BRACKETS} deep")

    def _close(self, kind: str, piece: Piece, openers: tuple[str, ...]) -> None:
        if not self.opened or self.opened[-1].type not in openers:
            inner = f", where {quote(str(self.opened[-1]))} is open" if self.opened else ""
            raise self._fault(piece, f"this {quote(piece.text)} closes nothing{inner}")
        self.opened.pop()
        self._add(kind, piece.text, piece.at)

    def _bar(self, place: int) -> None:
        piece = self.pieces[place]
        inner = self.opened[-1].type if self.opened else ""
        if inner in ("LBRA", "DYAD"):
            if self._next(place) == r"\rangle":
                self._add("MID", "|", piece.at)
                self.opened[-1] = Token("MID", str(self.opened[-1]), start_pos=self.opened[-1].start_pos)
            else:
                self._close("RBRA", piece, ("LBRA", "DYAD"))
        elif self._next(place) == r"\rangle":
            self._open("LKET", piece)
        elif inner == "LABS" and self.found[-1].type in _COMPLETE:
            self._close("RABS", piece, ("LABS",))
        else:
            self._open("LABS", piece)

    def _next(self, place: int) -> str:
        r"""Which of `|`, `\langle` and `\rangle` follows first, before the brackets around the place are closed."""
        depth = 0
        for piece in self.pieces[place + 1 :]:
            if piece.text in ("|", r"\langle", r"\rangle"):
                return piece.text
            kind = _TYPES.get(piece.text)
            depth += (kind in OPENERS) - (kind in CLOSERS)
            if depth < 0 or (not depth and kind in ("REL", "AND", "OR")):
                break
        return ""

    def _environment(self, piece: Piece) -> None:
        name = piece.text[piece.text.index("{") + 1 : -1]
        if name not in _MATRICES | ROWS:
            raise self._fault(
                piece, f"the environment {quote(name)} is not part of the notation{nearest(name, sorted(_MATRICES | ROWS))}"
            )
        if piece.text.startswith(r"\begin"):
            self._open("BEGIN", Piece(name, piece.at))
            return
        if not self.opened or self.opened[-1].type != "BEGIN" or str(self.opened[-1]) != name:
            raise self._fault(piece, f"this {quote(piece.text)} ends nothing")
        self._close("END", Piece(name, piece.at), ("BEGIN",))

    def _cell(self, piece: Piece) -> None:
        r"""`&` and `\\` separate the cells of a matrix; elsewhere only a new line between equations counts."""
        around = next((token for token in reversed(self.opened) if token.type == "BEGIN"), None)
        if around is not None and around in _MATRICES and around is self.opened[-1]:
            self._add("CELL" if piece.text == "&" else "ROW", piece.text, piece.at)
        elif piece.text == "\\\\":
            self._add("LINE", piece.text, piece.at)
