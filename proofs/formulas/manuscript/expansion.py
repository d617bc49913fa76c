r"""A manuscript as TeX reads it: macros written out, `\input` followed, conditions decided, groups apart, all within bounds."""

from collections.abc import Callable, Iterator
from pathlib import Path

from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.manuscript.definitions import Definitions
from bornproof.proofs.formulas.manuscript.lexer import Lexer, Token, is_space
from bornproof.proofs.formulas.manuscript.macros import Environment, Macro
from bornproof.proofs.formulas.syntax import quote

__all__ = ["Expansion"]

MAX_FILES = 500  # `\input` in a manuscript
MAX_INSIDE = 30  # files inside of files
MAX_GROUPS = 1000
_NO_CONDITIONS = frozenset(  # besides those of TeX: commands that take their branches as arguments
    {r"\iff", r"\ifthenelse", r"\ifbool", r"\iftoggle", r"\ifdef", r"\ifundef", r"\ifcsdef", r"\ifblank", r"\ifstrequal",
     r"\ifstrempty", r"\ifdefempty", r"\ifdefstring", r"\ifnumcomp", r"\ifnumequal", r"\iflanguage", r"\ifboolexpr"}
)  # fmt: skip


class Expansion(Definitions):
    r"""The tokens of a manuscript from its first file on.

    Environments come as the tokens `\begin{name}` and `\end{name}`, labels as `\label{name}`. `doubtful` is the number of
    conditions around the last token that cannot be decided: both branches are then read. Raises ReadError with file, line and
    column for macros that lead to no end, groups that are never closed, and files as `Folder` does.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.doubtful = 0
        self._conditions: list[bool] = []  # those that are open: whether each is decided
        self._files = 0
        self._handlers = self._made_handlers()

    def __iter__(self) -> Iterator[Token]:
        handlers, scopes = self._handlers, self.scopes
        while (token := self._next()) is not None:
            text = token.text
            if text == "{":
                self._open_group("{", token)
            elif text == "}":
                scopes.close("{")
            elif text[0] == "\\":
                meaning = scopes.meanings.get(text)
                if isinstance(meaning, Macro) and not meaning.unreadable:
                    self._call(token, meaning)
                    continue
                if text in handlers and meaning is None:
                    if (made := handlers[text](token)) is None:
                        continue
                    yield made
                    if made.text == r"\end{document}":
                        return
                    continue
                if text[:3] == r"\if" and meaning is None:
                    self._open_condition(token, None)
                    continue
            yield token

    def _open_group(self, kind: str, token: Token) -> None:
        self.scopes.open(kind)
        if len(self.scopes) > MAX_GROUPS:
            raise self.fault(token, f"more than {MAX_GROUPS} groups inside of each other")

    def _begin(self, token: Token) -> Token | None:
        name = self._word(token)
        self._open_group(name, token)
        meaning = self.scopes.get(f"{{{name}}}")
        if isinstance(meaning, Environment):
            self._call(token, meaning.begin)
            return None
        return token._replace(text=rf"\begin{{{name}}}")

    def _end(self, token: Token) -> Token | None:
        name = self._word(token)
        meaning = self.scopes.get(f"{{{name}}}")
        if isinstance(meaning, Environment):
            self._call(token, meaning.end)
            self.scopes.close(name)
            return None
        self.scopes.close(name)
        if name == "document" and len(self._lexers) > 1:
            self._end_of_file(token)  # of a subfile
            return None
        return token._replace(text=rf"\end{{{name}}}")

    def _label(self, token: Token) -> Token:
        self._optional()
        return token._replace(text=rf"\label{{{self._word(token)}}}")

    def _leave_out_option(self, _: Token) -> None:
        self._optional()

    def _input(self, token: Token) -> None:
        first = self._after_spaces()
        if first is None:
            raise self.fault(token, f"{quote(token.text)} needs a file")
        parts = list(self._until_closed(first)) if first.text == "{" else [first]
        if first.text != "{":
            while (part := self._next()) is not None and not is_space(part) and part.text[0] not in "\\{}":
                parts.append(part)
            self._back(part)
        self._files += 1
        reading = [lexer.file for lexer in self._lexers]
        if self._files > MAX_FILES or len(reading) > MAX_INSIDE:
            raise self.fault(token, f"more than {MAX_FILES} files, or {MAX_INSIDE} inside of each other")
        try:
            source = self.folder.add("".join(part.text for part in parts).strip().strip('"'))
        except ReadError as error:
            raise self.fault(token, f"{quote(token.text)}: {error}") from None
        if source is None:
            return
        if any(self.folder.all[file].name == source.name for file in reading):
            raise self.fault(token, f"{quote(source.name)} is read inside of itself")
        self._lexers.append(Lexer(source.text, len(self.folder.all) - 1))
        self._stack.append(self._lexers[-1])

    def _end_of_file(self, _: Token) -> None:
        while self._stack and not isinstance(self._stack[-1], Lexer):
            self._stack.pop()
        if self._stack:
            self._pop()

    def _letters(self, token: Token) -> None:
        for lexer in self._lexers:
            lexer.letters = token.text == r"\makeatletter"

    def _new_if(self, token: Token) -> None:
        name = self._named(token)
        self._switch(name, False)

    def _switch(self, name: str, value: bool) -> None:
        bare = name.removeprefix(r"\if")
        for state, word in ((True, "true"), (False, "false")):
            self._handlers["\\" + bare + word] = lambda _, state=state: self._switch(name, state)  # type: ignore[misc]
        self._handlers[name] = lambda token: self._open_condition(token, value)

    def _open_condition(self, token: Token, value: bool | None) -> None:
        self._conditions.append(value is not None)
        self.doubtful += value is None
        if value is False:
            self._skip(token, stop_at_else=True)

    def _else(self, token: Token) -> None:
        if self._conditions and self._conditions[-1]:  # the branch before it was taken
            self._skip(token, stop_at_else=False)

    def _fi(self, _: Token) -> None:
        if self._conditions:
            self.doubtful -= not self._conditions.pop()

    def _skip(self, opener: Token, stop_at_else: bool) -> None:
        r"""Leave out a branch: up to its `\else`, or to its `\fi`."""
        depth = 0
        while (token := self._next()) is not None:
            if token.text == r"\fi":
                if not depth:
                    self._conditions.pop()
                    return
                depth -= 1
            elif token.text == r"\else" and not depth and stop_at_else:
                return
            elif token.text[:3] == r"\if" and token.text not in _NO_CONDITIONS:
                depth += 1
        raise self.fault(opener, f"the condition {quote(opener.text)} has no `\\fi`")

    def _made_handlers(self) -> dict[str, Callable[[Token], Token | None]]:
        found: dict[str, Callable[[Token], Token | None]] = {**self.definers}
        found |= dict.fromkeys((r"\input", r"\include", r"\subfile"), self._input)
        found |= dict.fromkeys((r"\makeatletter", r"\makeatother"), self._letters)
        found |= dict.fromkeys(_NO_CONDITIONS, lambda token: token)
        return found | {
            r"\begin": self._begin, r"\end": self._end, r"\label": self._label, r"\endinput": self._end_of_file,
            r"\xspace": self._nothing, r"\displaybreak": self._leave_out_option,
            r"\newif": self._new_if, r"\else": self._else, r"\fi": self._fi,
            r"\iffalse": lambda token: self._open_condition(token, False),
            r"\iftrue": lambda token: self._open_condition(token, True),
            r"\bgroup": lambda token: self._open_group("{", token), r"\egroup": lambda _: self.scopes.close("{"),
            r"\begingroup": lambda token: self._open_group("group", token), r"\endgroup": lambda _: self.scopes.close("group"),
        }  # fmt: skip
