r"""The tokens of a manuscript before macros are written out: its files one in the other, and the arguments that commands take."""

from collections.abc import Sequence
from pathlib import Path

from bornproof.proofs.errors import PlacedError
from bornproof.proofs.formulas.manuscript.folder import Folder
from bornproof.proofs.formulas.manuscript.lexer import Lexer, Token, is_space
from bornproof.proofs.formulas.syntax import quote

__all__ = ["Stream"]

MAX_WRITTEN = 4_000_000  # characters that macros write


class Stream:
    """The tokens from the first file on; what is pushed comes first.

    Raises PlacedError with file, line and column for groups that are never closed, and for files as `Folder` does.
    """

    def __init__(self, path: Path) -> None:
        self.folder = Folder(path)
        self._lexers = [Lexer(self.folder.all[0].text, 0)]  # those on the stack
        self._stack: list[Lexer | list[Token]] = [*self._lexers]
        self._written = 0

    def fault(self, token: Token, what: str) -> PlacedError:
        """The error that names the place of a token."""
        return self.folder.fault(token.file, token.at, what)

    def _next(self) -> Token | None:
        while self._stack:
            top = self._stack[-1]
            token = (top.pop() if top else None) if isinstance(top, list) else top.next()
            if token is not None:
                return token
            if isinstance(top, Lexer) and top.unclosed is not None:
                raise self.folder.fault(top.file, top.unclosed, "this verbatim environment is never ended")
            self._pop()
        return None

    def _pop(self) -> None:
        if isinstance(self._stack.pop(), Lexer):
            self._lexers.pop()

    def _push(self, tokens: Sequence[Token], caller: Token) -> None:
        if not tokens:
            return
        self._written += sum(len(token.text) for token in tokens)
        if self._written > MAX_WRITTEN:
            raise self.fault(caller, f"the macros write more than {MAX_WRITTEN} characters")
        while self._stack and self._stack[-1] == []:
            self._stack.pop()
        self._stack.append(list(tokens)[::-1])

    def _after_spaces(self) -> Token | None:
        token = self._next()
        while token is not None and is_space(token):
            token = self._next()
        return token

    def _argument(self, caller: Token, braces: bool = False) -> tuple[Token, ...]:
        """A group without its braces, or a single character or command."""
        first = self._after_spaces()
        if first is None or first.text == "}" or (braces and first.text != "{"):
            raise self.fault(caller, f"{quote(caller.text)} needs an argument{' in braces' if braces else ''}")
        if first.text != "{":
            if first.text[0] != "\\" and len(first.text) > 1:
                self._stack.append([first._replace(text=first.text[1:], at=first.at + (not first.moved))])
                first = first._replace(text=first.text[0])
            return (first,)
        return self._until_closed(first)

    def _until_closed(self, first: Token) -> tuple[Token, ...]:
        found: list[Token] = []
        depth = 1
        while (token := self._next()) is not None:
            depth += (token.text == "{") - (token.text == "}")
            if not depth:
                return tuple(found)
            found.append(token)
        raise self.fault(first, "this `{` is never closed")

    def _optional(self, spaces: bool = True) -> tuple[Token, ...] | None:
        """What stands in square brackets, if they come next."""
        token = self._after_spaces() if spaces else self._next()
        if token is None or token.text != "[":
            self._back(token)
            return None
        found: list[Token] = []
        depth, first = 0, token
        while (token := self._next()) is not None:
            if token.text == "]" and not depth:
                return tuple(found)
            depth += (token.text == "{") - (token.text == "}")
            found.append(token)
        raise self.fault(first, "this `[` is never closed")

    def _back(self, token: Token | None) -> None:
        if token is not None:
            self._stack.append([token])

    def next_is(self, text: str) -> bool:
        """Whether a token follows at once."""
        token = self._next()
        self._back(token)
        return token is not None and token.text == text

    def _star(self) -> bool:
        token = self._after_spaces()
        if token is not None and token.text == "*":
            return True
        self._back(token)
        return False

    def _word(self, caller: Token) -> str:
        """A name in braces, such as that of an environment or a file."""
        return "".join(token.text for token in self._argument(caller)).strip()
