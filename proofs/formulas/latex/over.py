r"""TeX's own fractions: what stands in braces before `\over`, and what behind it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from bornproof.proofs.formulas.latex.faults import Piece, fault
from bornproof.proofs.formulas.syntax import quote

__all__ = ["fractions"]


@dataclass
class _Braces:
    """What is open: the brace, what has been met in it, and how much of it stands before `over`."""

    brace: Piece
    met: list[Piece] = field(default_factory=list)
    over: Piece | None = None
    above: int = 0

    @property
    def inside(self) -> list[Piece]:
        if self.over is None:
            return self.met
        at = self.over.at
        parts = [[Piece("{", at), *part, Piece("}", at)] for part in (self.met[: self.above], self.met[self.above :])]
        return [Piece(r"\frac", at), *parts[0], *parts[1]]


def fractions(pieces: Iterable[Piece], text: str) -> list[Piece]:
    r"""The pieces with `{a \over b}` as `{\frac{a}{b}}`, and with a comma between what `{a \atop b}` sets below each other.

    Raises ReadError for them where no braces say how far they reach, and for two in one pair of braces, as TeX does.

    >>> say = lambda *texts: "".join(piece.text for piece in fractions([Piece(text, 0) for text in texts], ""))
    >>> say("2", "{", "a", r"\over", "b", "}"), say("{", "a", r"\atop", "b", "}"), say("{", "a")
    ('2{\\frac{a}{b}}', '{a,b}', '{a')
    """
    opened = [_Braces(Piece("", 0))]
    for piece in pieces:
        inmost = opened[-1]
        if piece.text == "{":
            opened.append(_Braces(piece))
        elif piece.text == "}" and len(opened) > 1:
            opened.pop()
            opened[-1].met += [inmost.brace, *inmost.inside, piece]
        elif piece.text == r"\over":
            _check(piece, inmost, text)
            inmost.over, inmost.above = piece, len(inmost.met)
        elif piece.text == r"\atop" and len(opened) > 1:
            inmost.met.append(piece._replace(text=","))
        else:
            inmost.met.append(piece)
    whole: list[Piece] = []
    for braces in opened:  # those that are never closed are told so later
        whole += [*([braces.brace] if braces.brace.text else []), *braces.inside]
    return whole


def _check(piece: Piece, braces: _Braces, text: str) -> None:
    if not braces.brace.text:
        raise fault(text, piece.at, rf"{quote(piece.text)} is read in braces alone, as in `{{a\over b}}`")
    if braces.over is not None:
        raise fault(text, piece.at, f"a second {quote(piece.text)} in one pair of braces")
