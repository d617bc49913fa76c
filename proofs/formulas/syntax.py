"""Turn a line that a user typed into a syntax tree, or into one clear error: the gate in front of every parser here.

Nothing passes but letters, digits, brackets and the signs of arithmetic, in bounded amounts, so Python's own parser is
only ever shown harmless text, and nothing is evaluated at all.
"""

import ast
import keyword
import re
import warnings
from collections.abc import Collection

from bornproof.proofs.errors import ReadError

__all__ = ["MAX_DEPTH", "MAX_DIGITS", "MAX_LENGTH", "quote", "syntax_tree"]

MAX_LENGTH = 4000
MAX_BRACKETS = 25
MAX_DEPTH = 100
MAX_DIGITS = 100

_TOKEN = re.compile(
    r"(?P<number>(?P<digits>\d+\.?\d*|\.\d+)(?:[eE][+-]?(?P<power>\d+))?j?)|(?P<word>[A-Za-z_]\w*)|[-+*/(),.\[\] ]",
    re.ASCII,
)
_HINTS = {
    "^": "; powers are written **",
    "=": "; write one side of the equation only",
    "−": "; write -",
    "·": "; write *",
}


def quote(text: str) -> str:
    """Return `text` in back quotes, printable and cut to a length that fits into one line of an error message."""
    shown = text if text.isprintable() else ascii(text)[1:-1]
    return f"`{shown}`" if len(shown) <= 60 else f"`{shown[:57]}...`"


def syntax_tree(text: str, names: Collection[str] = ()) -> tuple[ast.expr, str, dict[str, str]]:
    r"""Return the syntax tree of `text`, the text that its column offsets refer to, and the spelling of keywords.

    Parameters
    ----------
    text
        What the user typed: at most `MAX_LENGTH` characters, brackets at most 25 deep, numbers of at most
        `MAX_DIGITS` digits (the digits of a power of ten included).
    names
        The names in use. One that Python reserves (``lambda``) enters the tree under another spelling, and the third
        value returned leads from that spelling back to the name.

    Raises
    ------
    ReadError
        Whatever is wrong with the text. Python's parser raises no other error and issues no warning through here.

    Examples
    --------
    >>> tree, source, spelling = syntax_tree("lambda + 2", names=["lambda"])
    >>> ast.unparse(tree), spelling
    ('lambda_ + 2', {'lambda_': 'lambda'})
    >>> syntax_tree("x; y")
    Traceback (most recent call last):
        ...
    bornproof.proofs.errors.ReadError: the character `;` is not part of the notation
    """
    if len(text) > MAX_LENGTH:
        raise ReadError(f"input must have at most {MAX_LENGTH} characters, not {len(text)}")
    source, spelling = _respelled(" ".join(text.split()), names)
    if not source:
        raise ReadError("input must not be empty")
    _check_brackets(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source, mode="eval").body
    except SyntaxError as error:
        raise ReadError(f"cannot read {quote(text)}: {error.msg}, near character {error.offset or 1}") from None
    except (ValueError, RecursionError, MemoryError, OverflowError):
        raise ReadError(f"cannot read {quote(source)}: it is nested too deeply") from None
    return tree, source, spelling


def _respelled(text: str, names: Collection[str]) -> tuple[str, dict[str, str]]:
    """Check every token; give the names that Python reserves a spelling that its parser accepts."""
    pieces: list[str] = []
    spelling: dict[str, str] = {}
    after_number = ""
    position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            character = text[position]
            raise ReadError(f"the character {quote(character)} is not part of the notation{_HINTS.get(character, '')}")
        piece = token.group()
        if token["word"] and after_number:
            raise ReadError(f"write * between {quote(after_number)} and {quote(piece)}")
        if token["number"]:
            _check_number(token["digits"], token["power"])
        if token["word"] and keyword.iskeyword(piece):
            if piece not in names:
                raise ReadError(f"the word {quote(piece)} is not part of the notation")
            reserved = piece
            while piece in names or keyword.iskeyword(piece):
                piece += "_"
            spelling[piece] = reserved
        pieces.append(piece)
        after_number = token["number"] or ""
        position = token.end()
    return "".join(pieces), spelling


def _check_number(digits: str, power: str | None) -> None:
    if len(digits) > MAX_DIGITS or (power is not None and (len(power) > 3 or int(power) > MAX_DIGITS)):
        raise ReadError(f"numbers must have at most {MAX_DIGITS} digits")


def _check_brackets(source: str) -> None:
    depth = 0
    for character in source:
        depth += (character in "([") - (character in ")]")
        if depth > MAX_BRACKETS:
            raise ReadError(f"brackets must be nested at most {MAX_BRACKETS} deep")
