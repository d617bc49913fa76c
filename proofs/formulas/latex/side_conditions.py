r"""What stands beside a formula and says where it holds, without a word, and systems of equations behind one bracket.

A condition is a relation behind a wide space or a further mark of alignment, `L_{NM} = \dots \qquad M<N`, or in parentheses at
the end, `(M<N)`; `M=1,\dots,N-1` is a level between two.
"""

from bornproof.proofs.formulas.latex.environments import ROWS
from bornproof.proofs.formulas.latex.faults import Piece

__all__ = ["apart", "systems"]

_OPENERS = frozenset({"(", "[", r"\{", "{"})
_CLOSERS = frozenset({")", "]", r"\}", "}"})
_RELATIONS = frozenset({"=", ":=", "<", ">", r"\le", r"\ge", r"\ne", r"\in"})
_BREAKS = frozenset({"\\\\", "&", ",", ";", r"\quad", r"\text{for}", r"\text{for all}", r"\Leftrightarrow", r"\text{and}"})
_NOT_FIRST = _RELATIONS | _BREAKS | {"+", "-", r"\wedge", r"\vee", r"\cdot", r"\otimes", "*", "/", "^", "_", "."}
_SPACE = r"\quad"
_ROW_ENDS = frozenset(rf"\{kind}{{{name}}}" for name in ROWS for kind in ("begin", "end"))


def apart(pieces: list[Piece]) -> list[Piece]:
    r"""The pieces, with a wide space where a relation stands beside a formula that has one; other wide spaces are left out.

    >>> say = lambda *texts: [piece.text for piece in apart([Piece(text, at) for at, text in enumerate(texts)])]
    >>> say("a", "=", "b", r"\quad", "c", "<", "d"), say("a", "=", r"\quad", "b"), say("a", "=", "b", "&", "(", "c", "<", "d", ")")
    (['a', '=', 'b', '\\quad', 'c', '<', 'd'], ['a', '=', 'b'], ['a', '=', 'b', '\\quad', '(', 'c', '<', 'd', ')'])
    >>> say("a", "=", "b", "K", "=", "1", ",", r"\dots", ",", "N")[3:]
    ['K', '\\in', '\\{', '1', ',', '\\dots', ',', 'N', '\\}']
    """
    found: list[Piece] = []
    pieces = _between(pieces)
    depth, related, complete = 0, False, False  # brackets that are open; what has been met since the last break
    for place, piece in enumerate(pieces):
        text = piece.text
        if text == _SPACE or (text == "&" and not depth):
            if not depth and related and complete and _states(pieces, place + 1):
                found.append(Piece(_SPACE, piece.at))
                related = False
            elif text == "&":
                found.append(piece)
            continue
        if text == "(" and not depth and related and _ends_factor(found) and _is_aside(pieces, place):
            found.append(Piece(_SPACE, piece.at))
        depth += _step(text)
        if not depth:
            related = (related or text in _RELATIONS) and text not in _BREAKS - {"\\\\"}
            complete = text not in _RELATIONS
        found.append(piece)
    return found


def systems(pieces: list[Piece]) -> list[Piece]:
    r"""The pieces, where rows behind one bracket, in `cases` or in `\left\{ .. \right.`, are rows without it.

    >>> say = lambda *texts: [piece.text for piece in systems([Piece(text, at) for at, text in enumerate(texts)])]
    >>> say(r"\begin{cases}", "a", "=", "b", "\\\\", "c", "&", "=", "d", r"\end{cases}")[::9]
    ['\\begin{aligned}', '\\end{aligned}']
    >>> say(r"\begin{cases}", "a", "&", "b", "<", "c", r"\end{cases}")[0], say(r"\{", r"\begin{aligned}", r"\end{aligned}")
    ('\\begin{cases}', ['\\begin{aligned}', '\\end{aligned}'])
    """
    found: list[Piece] = []
    renamed: list[str] = []  # of the environments that are open, the names at their ends
    for place, piece in enumerate(pieces):
        text = piece.text
        if text.startswith(r"\begin{"):
            rows = text in (r"\begin{cases}", r"\begin{dcases}") and _holds_equations(pieces, place)
            text = r"\begin{aligned}" if rows else text
            renamed.append(text.replace("begin", "end"))
        elif text.startswith(r"\end{") and renamed:
            ended = renamed.pop()
            text = ended if text in (r"\end{cases}", r"\end{dcases}") else text
        elif text == r"\{" and {piece.text for piece in pieces[place + 1 : place + 2]} & _ROW_ENDS and _never_closed(pieces, place):
            continue
        found.append(piece._replace(text=text))
    return found


def _holds_equations(pieces: list[Piece], place: int) -> bool:
    """Whether the first row of an environment says that something is equal, and has no condition of its own behind a mark."""
    depth, equal = 0, False
    for number, piece in enumerate(pieces[place:], start=place):
        depth += _step(piece.text) or (piece.text in _ROW_ENDS and 2 * piece.text.startswith(r"\begin") - 1)
        if depth == 1 and piece.text == "&" and pieces[number + 1].text not in _RELATIONS:
            return False
        equal = equal or (depth == 1 and piece.text in ("=", ":="))
        if not depth or (depth == 1 and piece.text == "\\\\"):
            break
    return equal


def _never_closed(pieces: list[Piece], place: int) -> bool:
    depth = 0
    for piece in pieces[place:]:
        depth += (piece.text == r"\{") - (piece.text == r"\}")
    return depth > 0


def _between(pieces: list[Piece]) -> list[Piece]:
    r"""The pieces with a list of levels, `M = 1,\dots,N-1`, as one between two, and events joined by signs."""
    found: list[Piece] = []
    ends: int | None = None
    joins: set[int] = set()  # commas around dots between events
    for place, piece in enumerate(pieces):
        if ends == place:
            found.append(Piece(r"\}", piece.at))
        if [part.text for part in pieces[place : place + 3]] == [",", r"\dots", ","]:
            sign = next((at for at in range(len(found) - 1, max(len(found) - 6, -1), -1) if found[at].text in _NOT_FIRST), None)
            if sign is not None and found[sign].text == "=" and sign and found[sign - 1].text.isalpha():
                found[sign : sign + 1] = [found[sign]._replace(text=text) for text in (r"\in", r"\{")]
                ends = _segment_end(pieces, place + 3)
            joins |= {place, place + 2} if sign is not None and found[sign].text in ("<", ">") else set()
        found.append(piece._replace(text=r"\wedge") if place in joins else piece)
    if ends == len(pieces):
        found.append(Piece(r"\}", pieces[-1].at))
    return found


def _segment_end(pieces: list[Piece], place: int) -> int:
    """Where what starts at a place ends: at a break, or at the bracket around it."""
    depth = 0
    for number, piece in enumerate(pieces[place:], start=place):
        if not depth and (piece.text in _BREAKS or piece.text in _CLOSERS or piece.text == "." or piece.text.startswith(r"\end")):
            return number
        depth += _step(piece.text)
    return len(pieces)


def _states(pieces: list[Piece], place: int) -> bool:
    """Whether a relation starts at a place: outside of brackets, or as all that a bracket there holds."""
    while pieces[place : place + 1] and pieces[place].text in ("&", _SPACE):
        place += 1
    if place >= len(pieces) or pieces[place].text in _NOT_FIRST:
        return False
    if pieces[place].text == "(" and _is_aside(pieces, place):
        return True
    depth = 0
    for piece in pieces[place:]:
        if not depth and (piece.text in _RELATIONS or piece.text in _BREAKS - {"&"}):
            return piece.text in _RELATIONS
        depth += _step(piece.text)
        if depth < 0:
            return False
    return False


def _is_aside(pieces: list[Piece], place: int) -> bool:
    """Whether the bracket that opens at a place holds a relation, and nothing but the end of the formula follows it."""
    depth, related = 0, False
    for number, piece in enumerate(pieces[place:], start=place):
        depth += (piece.text in _OPENERS) - (piece.text in _CLOSERS)
        related = related or (depth == 1 and piece.text in _RELATIONS)
        if not depth:
            after = pieces[number + 1].text if number + 1 < len(pieces) else "."
            return related and not _is_start(pieces, place) and (after in _BREAKS or after == "." or after.startswith(r"\end"))
    return False


def _is_start(pieces: list[Piece], place: int) -> bool:
    """Whether `(t=0)` stands right behind a name, as the time that it is taken at."""
    before = pieces[place - 1]
    texts = [piece.text for piece in pieces[place : place + 5]]
    return texts[:1] + texts[2:] == ["(", "=", "0", ")"] and before.at + len(before.text) == pieces[place].at


def _ends_factor(found: list[Piece]) -> bool:
    """Whether what stands last is no name of a probability, whose events the bracket might hold."""
    return bool(found) and (found[-1].text in _CLOSERS | {"|", r"\rangle", r"\rvert"} or found[-1].text[0].isdigit())


def _step(text: str) -> int:
    """By how much a piece changes the depth of brackets and environments, without those that only hold rows."""
    if text in _ROW_ENDS:
        return 0
    return (text in _OPENERS or text.startswith(r"\begin")) - (text in _CLOSERS or text.startswith(r"\end"))
