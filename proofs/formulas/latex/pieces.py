r"""The pieces of a LaTeX text: commands, digits and letters where TeX sees them, without what only moves or enlarges them."""

import re
from collections.abc import Iterator, Mapping

from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex.characters import of_character
from bornproof.proofs.formulas.latex.commands import INVISIBLE, MACROS, SAME, STACKED, UNMARKED
from bornproof.proofs.formulas.latex.faults import Piece, fault
from bornproof.proofs.formulas.latex.over import fractions
from bornproof.proofs.formulas.latex.side_conditions import apart, systems
from bornproof.proofs.formulas.latex.spoken import formulas_apart, without_words
from bornproof.proofs.formulas.latex.unicode_scripts import scripts
from bornproof.proofs.formulas.syntax import MAX_DIGITS, MAX_LENGTH, quote

__all__ = ["pieces_of"]

MAX_TEXT = 10 * MAX_LENGTH  # characters: a symbol that is one of plain text is up to ten of LaTeX
MAX_PIECES = MAX_LENGTH
MAX_MACROS = 1000


_PIECE = re.compile(
    r"""%[^\n]*                                                     # a comment
    |\s+
    |\\(?:begin|end)\s*\{\s*(?P<environment>[A-Za-z]+)\*?\s*\}(?:(?<=array\})\s*\{[^{}]*\})?
    |[₀-₉]+|[⁰¹²³⁴-⁹]+
    |\\(?:text(?:rm|it|normal)?|mathrm|mathit|mathsf|mbox|operatorname\*?|hbox)\s*\{(?P<word>[^{}\\$]*)\}
    |\\(?:tag\*?|label|hspace\*?|vspace\*?|phantom|hphantom|vphantom|ref|eqref|intertext)\s*\{[^{}]*\}
    |\\mathcal(?:\s*\{\s*P\s*\}|\s+P)                              # of a probability
    |\\\\(?:\s*\[[^\]\n]{0,20}\])?                                  # the end of a line, and a space below it
    |\\(?P<command>[A-Za-z]+|.)
    |\d+\.\d+|\d+
    |\.\.+
    |:=
    |.""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)
UPRIGHT = "ei"  # letters that are numbers when they are upright
_UNSEEN = re.compile(r"\\(?:tag|label|hspace|vspace|phantom|hphantom|vphantom|ref|eqref|intertext)\b[^{]*\{")
_NUMBER_OF_EQUATION = re.compile(r"\(?[A-Z]?\.?\d+(?:\.\d+)*[a-z]?\)?\Z", re.ASCII)
_SIZED = re.compile(r"\\(?:left|right|[bB]igg?[lrm]?)$")
_RELATIONS = frozenset({"=", ":=", "<", ">", r"\le", r"\ge", r"\ne", r"\in", r"\to", r"\Leftrightarrow"})
_OPENERS, _CLOSERS = frozenset({"(", "[", r"\{", "{"}), frozenset({")", "]", r"\}", "}"})
_MAY_PRECEDE = _RELATIONS | _OPENERS | {"+", "&", ","}  # a sum in a brace that is no bracket
_MAY_FOLLOW = _RELATIONS | _CLOSERS | {*"+-&,.", r"\quad", "\\\\"}
_ARGUMENTS = {"^": 1, "_": 1, r"\frac": 2, r"\sqrt": 1, r"\overline": 1, r"\dot": 1, r"\hat": 1}


def pieces_of(text: str, macros: Mapping[str, tuple[int, str]] | None = None, *, line: bool = False) -> list[Piece]:
    r"""The pieces of a text that can be seen; `macros` are commands with their number of arguments and what they stand for.

    With `line` the text is a line of Unicode: what stands in parentheses after ^ and _ is raised and lowered, so are all letters
    and digits that follow _ at once, and letters without a space between them are a word.

    Numbers are cut as TeX cuts them: x^12 is x^1 followed by 2, and \frac12 is a half. Braces that hold no argument go.

    >>> [piece.text for piece in pieces_of(r"\left(x^12\right)\, {t}_{\mathrm{d}} % that is all")]
    ['(', 'x', '^', '1', '2', ')', 't', '_', 'd']
    """
    if len(text) > MAX_TEXT:
        raise ReadError(f"input must have at most {MAX_TEXT} characters, not {len(text)}")
    found: list[Piece] = []
    raw = scripts(_raw(text, line=True)) if line else _raw(without_words(formulas_apart(text)))
    for piece in _expanded(list(raw), {**MACROS, **(macros or {})}, text):
        found.append(piece)
        if len(found) > MAX_PIECES:
            raise ReadError(f"a formula must have at most {MAX_PIECES} symbols")
    found = fractions(found, text)
    _check_scripts(found, text)
    return _bare(_arguments(apart(systems(found)), text))


def _raw(text: str, *, line: bool = False) -> Iterator[Piece]:
    sized = False
    for match in _PIECE.finditer(text):
        piece, at = match.group(), match.start()
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
                word = word if len(word) == 1 and word not in UPRIGHT else rf"\text{{{word}}}"
                yield Piece(SAME.get(word, word), at)
        elif _UNSEEN.match(piece):
            continue
        elif piece.startswith(r"\mathcal") and piece != r"\mathcal":
            yield Piece("P", at)
        elif piece.startswith("\\\\"):
            yield Piece("\\\\", at)
        elif piece in INVISIBLE:
            continue
        elif piece[0].isdigit() and piece[0].isascii():
            if len(piece) > MAX_DIGITS:
                raise ReadError(f"numbers must have at most {MAX_DIGITS} digits")
            yield Piece(piece, at)
        elif line and piece in ("{", "}"):
            yield Piece(f"\\{piece}", at)
        elif piece.isascii():
            yield Piece(SAME.get(piece, piece), at)
        else:
            yield from (Piece(part, at) for part in of_character(piece) if part != "~")


def _expanded(pieces: list[Piece], macros: Mapping[str, tuple[int, str]], text: str) -> Iterator[Piece]:
    """The pieces with macros written out, at most so many times."""
    stack, count = pieces[::-1], 0
    last = "="
    while stack:
        piece = stack.pop()
        if piece.text in (r"\underbrace", r"\overbrace"):
            stack += _unbraced(stack, piece, text, last)[::-1]
            continue
        if piece.text in STACKED:
            stack += _unmarked(stack, piece, text)[::-1]
            continue
        if piece.text not in macros:
            last = piece.text
            yield piece
            continue
        count += 1
        if count > MAX_MACROS:
            raise fault(text, piece.at, f"{quote(piece.text)} leads to more than {MAX_MACROS} macros")
        number, body = macros[piece.text]
        arguments = [_argument(stack, piece, text) for _ in range(number)]
        if piece.text == r"\substack":  # lines below each other are conditions one after the other
            arguments = [[part._replace(text=",") if part.text == "\\\\" else part for part in arguments[0]]]
        if piece.text == r"\mathbb":
            arguments = [_doubled(arguments[0], piece, text)]
        written: list[Piece] = []
        for part in re.split(r"#(\d)", body):
            if part.isdigit() and 0 < int(part) <= number:
                written += arguments[int(part) - 1]
            else:
                written += [Piece(inner.text, piece.at) for inner in _raw(part)]
        if len(stack) + len(written) > MAX_PIECES:
            raise fault(text, piece.at, f"{quote(piece.text)} leads to more than {MAX_PIECES} symbols")
        stack += written[::-1]


def _doubled(letters: list[Piece], macro: Piece, text: str) -> list[Piece]:
    """What a letter with double strokes stands for: the identity, an average or a probability; no other is read."""
    said = "".join(piece.text for piece in letters)
    if said not in ("1", "I", "E", "P"):
        shown = quote(f"{macro.text}{{{said}}}")
        raise fault(text, macro.at, rf"{shown} is not of the notation; the identity is `\mathbb{{1}}`")
    return [piece._replace(text="1") for piece in letters] if said == "I" else letters


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


def _unbraced(stack: list[Piece], brace: Piece, text: str, before: str) -> list[Piece]:
    """What stands over or under a brace, without the words at it.

    A relation among them is refused, for nothing would judge it; so is a sum where it is not clear if the brace is a bracket.
    """
    inner = _argument(stack, brace, text)
    if stack and stack[-1].text in ("^", "_"):
        stack.pop()
        said = _argument(stack, brace, text)
        if relation := next((piece for piece in said if piece.text in _RELATIONS), None):
            raise fault(text, relation.at, f"what stands at {quote(brace.text)} is not judged; write the relation apart")
    depth = 0
    for place, piece in enumerate(inner):
        depth += (piece.text in _OPENERS) - (piece.text in _CLOSERS)
        if place and not depth and piece.text in ("+", "-"):
            after = stack[-1].text if stack else "="
            if before not in _MAY_PRECEDE or after not in _MAY_FOLLOW:
                raise fault(text, brace.at, f"whether {quote(brace.text)} stands for brackets is not clear; write them")
            break
    return inner


def _unmarked(stack: list[Piece], stacked: Piece, text: str) -> list[Piece]:
    r"""A sign of equality without what is set at it, where that says nothing: `\stackrel{!}{=}`, a number of an equation."""
    mark, sign = _argument(stack, stacked, text), _argument(stack, stacked, text)
    said = "".join(piece.text for piece in mark)
    if [piece.text for piece in sign] not in (["="], [":="]) or not (said in UNMARKED or _NUMBER_OF_EQUATION.match(said)):
        raise fault(text, stacked.at, f"{quote(stacked.text)} is not read: what it sets above or below may change what is meant")
    return sign


def _check_scripts(pieces: list[Piece], text: str) -> None:
    """Refuse two powers or two indices at one place, as TeX does: braces say what such a power is of."""
    opened: list[set[str]] = [set()]  # by depth, the scripts at what stands last
    argument = False  # of a script
    for piece in pieces:
        sign = piece.text
        if sign in ("^", "_", "'"):
            kind = "^" if sign == "'" else sign
            if kind in opened[-1]:
                raise fault(text, piece.at, f"a second {'power' if kind == '^' else 'index'} at one place; write brackets")
            opened[-1] |= {sign}
            argument = sign != "'"
            continue
        if sign == "{":
            if not argument:
                opened[-1] = set()
            opened.append(set())
        elif sign == "}" and len(opened) > 1:
            opened.pop()
        elif not argument:
            opened[-1] = set()
        argument = False


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
