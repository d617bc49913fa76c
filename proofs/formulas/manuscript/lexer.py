r"""A file of LaTeX as tokens: commands, single signs, runs of other characters and spaces, without comments and verbatim text."""

import re
from typing import NamedTuple

__all__ = ["Lexer", "Token", "is_space", "is_word"]

_TOKEN = re.compile(
    r"""(?P<comment>%[^\n]*(?:\n[ \t]*)?)
    |(?P<space>\s+)
    |(?P<word>\\[A-Za-z]+)
    |\\[\s\S]?
    |[{}&\#$~^_\[\]*=<>]
    |[^\\{}%&\#$~^_\[\]*=<>\s]+""",
    re.VERBOSE,
)
_SPACES = re.compile(r"[ \t]*\n?[ \t]*")  # which follow a command; a second line break says something
_AT_LETTER = re.compile(r"\\[A-Za-z@]+")
_VERBATIM = re.compile(r"\s*\{(verbatim|Verbatim|BVerbatim|LVerbatim|lstlisting|minted|comment|filecontents)(\*?)\}")


class Token(NamedTuple):
    """A piece of text and where it stands; `moved` is what a macro put there, whose place is that of the macro."""

    text: str
    file: int
    at: int
    moved: bool = False


class Lexer:
    r"""The tokens of one file, in order; `letters` says whether `@` is a letter, as after `\makeatletter`.

    >>> lexer = Lexer("a% no\n = \\alpha b\\verb|$|", 0)
    >>> [token.text for token in iter(lexer.next, None)]
    ['a', '=', ' ', '\\alpha', 'b']
    """

    def __init__(self, text: str, file: int) -> None:
        self.text, self.file, self.at, self.letters = text, file, 0, False
        self.unclosed: int | None = None  # where a verbatim environment begins that never ends

    def next(self) -> Token | None:
        """The next token, or nothing at the end."""
        while match := _TOKEN.match(self.text, self.at):
            start, self.at = self.at, match.end()
            kind, text = match.lastgroup, match.group()
            if kind == "comment":
                continue
            if kind == "space":
                return Token(" ", self.file, start)
            if kind == "word":
                if self.letters and (longer := _AT_LETTER.match(self.text, start)):
                    text, self.at = longer.group(), longer.end()
                if text in _SPECIAL and self._verbatim(text):
                    continue
                if spaces := _SPACES.match(self.text, self.at):
                    self.at = spaces.end()
            elif self.letters and text == r"\@" and (longer := _AT_LETTER.match(self.text, start)):
                text, self.at = longer.group(), longer.end()
            return Token(text, self.file, start)
        return None

    def _verbatim(self, command: str) -> bool:
        r"""Skip what `\verb` or a verbatim environment encloses; a comment environment, too."""
        if command == r"\begin":
            if not (match := _VERBATIM.match(self.text, self.at)):
                return False
            end = self.text.find(rf"\end{{{match[1]}{match[2]}}}", match.end())
            if end < 0:
                self.unclosed = self.at - len(command)
            self.at = len(self.text) if end < 0 else end + len(match[1] + match[2]) + len(r"\end{}")
            return True
        start = self.at + (self.text[self.at : self.at + 1] == "*")
        mark = self.text[start : start + 1]
        if not mark or mark.isspace() or mark.isalpha() or (mark == "{" and command == r"\verb"):
            return False
        line = self.text.find("\n", start)
        end = self.text.find("}" if mark == "{" else mark, start + 1, line if line >= 0 else len(self.text))
        if end < 0:
            return False
        self.at = end + 1
        return True


def is_space(token: Token) -> bool:
    """Whether a token is a space."""
    return token.text == " "


def is_word(token: Token) -> bool:
    """Whether a token is a command of letters, after which spaces do not count."""
    return len(token.text) > 1 and token.text[0] == "\\" and token.text[-1].isalpha()


_SPECIAL = frozenset({r"\begin", r"\verb", r"\lstinline"})
