"""Turn a line that a user typed into syntax trees, or into one clear error: the gate in front of every parser here.

Nothing passes but letters, digits, brackets and the signs of arithmetic and of relations, in bounded amounts, so Python's own
parser is only ever shown harmless text, and nothing is evaluated at all.
"""

import ast
import keyword
import re
import warnings
from bisect import bisect_right
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bornproof.proofs.errors import ReadError

__all__ = ["MAX_DEPTH", "MAX_DIGITS", "MAX_LENGTH", "Sentence", "Syntax", "quote", "sentences", "syntax_tree", "understood"]

MAX_LENGTH = 4000
MAX_BRACKETS = 25
MAX_DEPTH = 100
MAX_DIGITS = 100

_TOKEN = re.compile(
    r"(?P<number>(?P<digits>\d+\.?\d*|\.\d+)(?:[eE][+-]?(?P<power>\d+))?j?)|(?P<word>[A-Za-z_]\w*)|(?P<space>\s+)|"
    r"(?P<relation><=>|<=|>=|!=|==|:=|[<>=;])|[-+*/(),.\[\]]",
    re.ASCII,
)
_UNCLEAR = re.compile(r"(/|\*\s*\*)[\s+-]*$")  # before a number: of what is it a divisor or a power, in `1/2x`
_HINTS = {"^": "; powers are written **", "=": "; write one side of the equation only", "−": "; write -", "·": "; write *"}
_CONDITIONS = ("if", "for", "when", "where")  # the words before a condition
_JOINED = ("and", "or")
_EQUAL = {"=": "==", ":=": "=="}


class _Piece(NamedTuple):
    text: str
    at: int
    word: bool = False


@dataclass(frozen=True)
class Syntax:
    """A syntax tree, the text that its column offsets refer to, the names behind spellings that Python accepts, and places."""

    tree: ast.expr
    source: str
    spelling: dict[str, str]
    starts: tuple[tuple[int, int], ...]  # where a piece stands in the source, and where it was typed

    def place(self, offset: int) -> int:
        """Where a character of the source was typed."""
        start, typed = self.starts[max(bisect_right(self._offsets, offset) - 1, 0)]
        return typed + max(offset - start, 0)

    @cached_property
    def _offsets(self) -> list[int]:
        return [start for start, _ in self.starts]


@dataclass(frozen=True)
class Sentence:
    """A statement, and the condition named after it, if one is."""

    said: Syntax
    condition: Syntax | None = None


def quote(text: str) -> str:
    """Return `text` in back quotes, printable and cut to a length that fits into one line of an error message."""
    shown = text if text.isprintable() else ascii(text)[1:-1]
    return f"`{shown}`" if len(shown) <= 60 else f"`{shown[:57]}...`"


@contextmanager
def understood(text: str) -> Iterator[None]:
    """Whatever is raised inside, where a text is read, as one line that says why it is not."""
    try:
        yield
    except ReadError:
        raise
    except RecursionError:
        raise ReadError(f"{quote(text)} is nested too deeply") from None
    except Exception as error:
        # SymPy has its own opinion of what may be combined (the step of a complex number, the rank of an index), and
        # many types of error to say so.
        raise ReadError(f"{quote(text)} makes no sense: {quote(str(error))}") from None


def syntax_tree(text: str, names: Collection[str] = ()) -> Syntax:
    r"""Return the syntax tree of `text`, an expression without relations.

    Parameters
    ----------
    text
        What the user typed: at most `MAX_LENGTH` characters, brackets at most 25 deep, numbers of at most
        `MAX_DIGITS` digits (the digits of a power of ten included).
    names
        The names in use, of which one behind a number is a factor, as in `3x/4`. One that Python reserves (``lambda``) enters
        the tree under another spelling, which `spelling` leads back to the name.

    Raises
    ------
    ReadError
        Whatever is wrong with the text. Python's parser raises no other error and issues no warning through here.

    Examples
    --------
    >>> found = syntax_tree("lambda + 2", names=["lambda"])
    >>> ast.unparse(found.tree), found.spelling
    ('lambda_ + 2', {'lambda_': 'lambda'})
    >>> ast.unparse(syntax_tree("1 - 3x/4", names=["x"]).tree)
    '1 - 3 * x / 4'
    >>> syntax_tree("x; y")
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.ReadError: the character `;` is not part of the notation
    """
    return _parsed(text, list(_pieces(text, names, related=False)), names)


def sentences(text: str, names: Collection[str] = ()) -> list[Sentence]:
    """The statements of `text`: sides with relations between them, separated by commas or `<=>`, each `if` something or not.

    Matrices are written `[[a, b], [c, d]]`, or `[a, b; c, d]` as a terminal prints them. Raises ReadError as `syntax_tree`
    does.

    >>> [ast.unparse(found.said.tree) for found in sentences("x := 2*y = [1, 2; 3, 4] if y > 0, y <= 1")]
    ['x == 2 * y == [[1, 2], [3, 4]]', 'y <= 1']
    """
    found = []
    for parts in _divided(list(_pieces(text, names, related=True)), (",", "<=>")):
        said, *conditions = _divided(parts, set(_CONDITIONS) - set(names))
        if len(conditions) > 1:
            raise ReadError(f"{quote(text)} has two conditions; join them by `and`")
        sides = [_parsed(text, list(_rows(part)), names) for part in (said, *conditions)]
        found.append(Sentence(*sides))
    return found


def _divided(pieces: list[_Piece], signs: Collection[str]) -> list[list[_Piece]]:
    """The pieces between signs that stand outside of all brackets."""
    found: list[list[_Piece]] = [[]]
    depth = 0
    for piece in pieces:
        depth += (piece.text in "([") - (piece.text in ")]")
        if not depth and piece.text in signs:
            found.append([])
        else:
            found[-1].append(piece)
    return found


def _rows(pieces: list[_Piece]) -> Iterator[_Piece]:
    """The pieces with each matrix as a list of lists: `[a, b; c]` is `[[a, b], [c]]`, and `[a, b;]` is `[[a, b]]`."""
    opened: list[bool] = []  # brackets: whether they are those of such a matrix
    for place, piece in enumerate(pieces):
        if piece.text in "([":
            opened.append(piece.text == "[" and _has_rows(pieces, place))
            yield from [piece] * (1 + opened[-1])
        elif piece.text in ")]":
            yield from [piece] * (1 + (bool(opened) and opened.pop()))
        elif piece.text == ";" and opened and opened[-1]:
            if [after.text for after in pieces[place + 1 : place + 2]] != ["]"]:
                yield from (piece._replace(text=sign) for sign in ("]", ",", "["))
        else:
            yield piece


def _has_rows(pieces: list[_Piece], place: int) -> bool:
    """Whether a semicolon stands in the bracket that opens at a place."""
    depth = 0
    for piece in pieces[place:]:
        depth += (piece.text in "([") - (piece.text in ")]")
        if depth == 1 and piece.text == ";":
            return True
        if not depth:
            return False
    return False


def _parsed(text: str, pieces: list[_Piece], names: Collection[str]) -> Syntax:
    """The syntax tree of pieces of a text."""
    spelling: dict[str, str] = {}
    source, starts, last = "", list[tuple[int, int]](), 0
    for piece in pieces:
        sign = _EQUAL.get(piece.text, piece.text)
        if piece.word and keyword.iskeyword(sign) and sign not in _JOINED:
            if sign not in names:
                raise ReadError(f"the word {quote(sign)} stands in brackets here, or behind nothing")
            while sign in names or keyword.iskeyword(sign):
                sign += "_"
            spelling[sign] = piece.text
        gap = bool(source) and (piece.at > last or (piece.word and source[-1].isalnum()))
        starts.append((len(source) + gap, piece.at))
        source += " " * gap + sign
        last = piece.at + len(piece.text)
    if not source:
        raise ReadError("input must not be empty")
    _check_brackets(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source, mode="eval").body
    except SyntaxError as error:
        near = Syntax(ast.Constant(0), source, {}, tuple(starts)).place((error.offset or len(source) + 1) - 1) + 1
        raise ReadError(f"cannot read {quote(text)}: {error.msg}, near character {near}") from None
    except (ValueError, RecursionError, MemoryError, OverflowError):
        raise ReadError(f"cannot read {quote(source)}: it is nested too deeply") from None
    return Syntax(tree, source, spelling, tuple(starts))


def _pieces(text: str, names: Collection[str], related: bool) -> Iterator[_Piece]:
    """The pieces of a text, each of which is checked."""
    if len(text) > MAX_LENGTH:
        raise ReadError(f"input must have at most {MAX_LENGTH} characters, not {len(text)}")
    after_number, position = "", 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None or (token["relation"] and not related):
            character = text[position]
            raise ReadError(f"the character {quote(character)} is not part of the notation{_HINTS.get(character, '')}")
        piece = token.group()
        if after_number and (token["word"] or piece == "("):
            if _UNCLEAR.search(text[: position - len(after_number)]) or not (piece == "(" or piece in names):
                raise ReadError(f"write * between {quote(after_number)} and {quote(piece)}")
            yield _Piece("*", position)
        if token["number"]:
            _check_number(token["digits"], token["power"])
        if token["word"] and keyword.iskeyword(piece) and piece not in (*names, *((*_CONDITIONS, *_JOINED) if related else ())):
            raise ReadError(f"the word {quote(piece)} is not part of the notation")
        after_number = token["number"] or ""
        if not token["space"]:
            yield _Piece(piece, position, bool(token["word"]))
        position = token.end()


def _check_number(digits: str, power: str | None) -> None:
    if len(digits) > MAX_DIGITS or (power is not None and (len(power) > 3 or int(power) > MAX_DIGITS)):
        raise ReadError(f"numbers must have at most {MAX_DIGITS} digits")


def _check_brackets(source: str) -> None:
    depth = 0
    for character in source:
        depth += (character in "([") - (character in ")]")
        if depth > MAX_BRACKETS:
            raise ReadError(f"brackets must be nested at most {MAX_BRACKETS} deep")
