"""A line of Unicode as pieces of LaTeX: what parentheses raise and lower, words, matrices and cases."""

from collections.abc import Iterable, Iterator

from bornproof.proofs.formulas.latex.commands import SAME
from bornproof.proofs.formulas.latex.faults import Piece

__all__ = ["scripts"]


def scripts(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of a line of Unicode as LaTeX has them."""
    found = list(_as_rows(list(pieces)))
    depths: list[bool] = []  # of the parentheses that are open: whether they hold a script
    place = 0
    while place < len(found):
        piece, before = found[place], found[place - 1].text if place else ""
        place += 1
        run = place
        while run < len(found) and found[run].at == found[run - 1].at + len(found[run - 1].text) and _is_plain(found[run]):
            run += 1
        if piece.text == "(":
            depths.append(before in ("^", "_"))
            yield Piece("{", piece.at) if depths[-1] else piece
        elif piece.text == ")":
            yield Piece("}", piece.at) if depths and depths.pop() else piece
        elif _is_plain(piece) and before == "_":
            yield from (Piece("{", piece.at), *found[place - 1 : run], Piece("}", piece.at))
            place = run
        elif piece.text.isalpha() and piece.text.isascii() and run > place and found[place].text.isalpha():
            word = "".join(part.text for part in found[place - 1 : run])
            command = f"\\{word}" if word in ("exp", "log", "sin", "cos", "max", "min") else rf"\text{{{word}}}"
            yield Piece(SAME.get(command, command), piece.at)
            place = run
        else:
            yield piece


def _as_rows(pieces: list[Piece]) -> Iterator[Piece]:
    """A matrix, written [a, b; c, d] or [a, b;] if it has one row, and cases(f, if a; g, otherwise), as LaTeX has them."""
    opened: list[str] = []  # brackets, and the names of environments
    for start, end in _matrices(pieces):
        pieces[start] = pieces[start]._replace(text=r"\begin{pmatrix}")
        pieces[end] = pieces[end]._replace(text=r"\end{pmatrix}")
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        text = piece.text
        place += 1
        if "".join(part.text for part in pieces[place - 1 : place + 5]) == "cases(":
            opened.append("cases")
            text, place = r"\begin{cases}", place + 5
        elif text in ("(", "[", r"\{", r"\begin{pmatrix}"):
            opened.append("pmatrix" if text.startswith(r"\b") else text)
        elif text in (")", "]", r"\}", r"\end{pmatrix}") and opened:
            text = r"\end{cases}" if opened.pop() == "cases" else text
        elif opened and opened[-1] in ("cases", "pmatrix"):
            text = {",": "&", ";": "\\\\"}.get(text, text)
        yield Piece(text, piece.at)


def _matrices(pieces: list[Piece]) -> Iterator[tuple[int, int]]:
    """Where brackets that hold rows open and close."""
    opened: list[tuple[int, bool]] = []
    for place, piece in enumerate(pieces):
        if piece.text in ("(", "[", r"\{"):
            opened.append((place, False))
        elif piece.text == ";" and opened and pieces[opened[-1][0]].text == "[":
            opened[-1] = opened[-1][0], True
        elif piece.text in (")", "]", r"\}") and opened:
            start, rows = opened.pop()
            if rows and piece.text == "]":
                yield start, place


def _is_plain(piece: Piece) -> bool:
    return piece.text.isascii() and piece.text.isalnum()
