r"""A manuscript as TeX reads it: macros written out, `\input` followed, conditions decided, groups kept apart, all within bounds."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.manuscript.lexer import Lexer, Token, is_space
from bornproof.proofs.formulas.manuscript.macros import Environment, Macro, Scopes, written_out
from bornproof.proofs.formulas.manuscript.folder import Sources
from bornproof.proofs.formulas.syntax import quote

__all__ = ["Expansion"]

MAX_MACROS = 200_000  # calls in a manuscript
MAX_WRITTEN = 4_000_000  # characters that they write
MAX_FILES = 500  # `\input` in a manuscript, and files inside of files
MAX_INSIDE = 30
MAX_GROUPS = 1000
_DEFINITIONS = {r"\newcommand": "new", r"\renewcommand": "new", r"\DeclareRobustCommand": "new", r"\providecommand": "provide"}
_DEFS = {r"\def": False, r"\edef": False, r"\gdef": True, r"\xdef": True}
_XPARSE = frozenset({r"\NewDocumentCommand", r"\RenewDocumentCommand", r"\ProvideDocumentCommand", r"\DeclareDocumentCommand"})
_PREFIXES = frozenset({r"\long", r"\outer", r"\protected"})
_SIZES = (r"\big", r"\Big", r"\bigg", r"\Bigg")


class Expansion:
    r"""The tokens of a manuscript from its first file on; environments come as the tokens `\begin{name}` and `\end{name}`,
    labels as `\label{name}`.

    `doubtful` is the number of conditions around the last token that cannot be decided: both branches are then read.
    Raises ReadError with file, line and column for macros that lead to no end, groups that are never closed, and files as
    `Sources` does.
    """

    def __init__(self, path: Path) -> None:
        self.sources = Sources(path)
        self.scopes = Scopes()
        self.doubtful = 0
        self._lexers = [Lexer(self.sources.all[0].text, 0)]  # those on the stack
        self._stack: list[Lexer | list[Token]] = [*self._lexers]
        self._conditions: list[bool] = []  # those that are open: whether each is decided
        self._macros = self._written = self._files = 0
        self._global = False
        self._handlers = self._made_handlers()

    def fault(self, token: Token, what: str) -> ReadError:
        """The error that names the place of a token."""
        return self.sources.fault(token.file, token.at, what)

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
                if meaning.__class__ is Macro and not meaning.unreadable:  # type: ignore[union-attr]
                    self._call(token, meaning)  # type: ignore[arg-type]
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

    # Tokens before macros are written out

    def _next(self) -> Token | None:
        while self._stack:
            top = self._stack[-1]
            token = (top.pop() if top else None) if isinstance(top, list) else top.next()
            if token is not None:
                return token
            if isinstance(top, Lexer) and top.unclosed is not None:
                raise self.sources.fault(top.file, top.unclosed, "this verbatim environment is never ended")
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

    def _star(self) -> bool:
        token = self._after_spaces()
        if token is not None and token.text == "*":
            return True
        self._back(token)
        return False

    def _word(self, caller: Token) -> str:
        """A name in braces, such as that of an environment or a file."""
        return "".join(token.text for token in self._argument(caller)).strip()

    # Macros

    def _call(self, token: Token, macro: Macro) -> None:
        self._macros += 1
        if self._macros > MAX_MACROS:
            raise self.fault(token, f"{quote(token.text)} leads to more than {MAX_MACROS} macros")
        if macro.delimited and not self._star():
            size = self._optional(spaces=False)
            if size is None and (following := self._next()) is not None and following.text not in _SIZES:
                self._back(following)
        arguments: list[tuple[Token, ...]] = []
        if macro.default is not None:
            given = self._optional()
            arguments.append(macro.default if given is None else given)
        while len(arguments) < macro.arguments:
            arguments.append(self._argument(token))
        self._push(tuple(written_out(macro.body, arguments, token)), token)

    def _define(self, name: str, meaning: Macro | Environment | None) -> None:
        self.scopes.define(name, meaning, self._global)
        self._global = False

    def _named(self, caller: Token) -> str:
        token = self._argument(caller)
        names = [part.text for part in token if not is_space(part)]
        if len(names) != 1 or names[0][0] != "\\":
            raise self.fault(caller, f"{quote(caller.text)} needs the name of one command")
        return names[0]

    def _count(self, caller: Token) -> tuple[int, tuple[Token, ...] | None]:
        """How many arguments a definition takes, and what the first one is where it is left out."""
        given = self._optional()
        if given is None:
            return 0, None
        number = "".join(token.text for token in given).strip()
        if number not in tuple("0123456789"):
            raise self.fault(caller, f"a macro takes 0 to 9 arguments, not {quote(number)}")
        return int(number), self._optional() if int(number) else None

    def _new_command(self, token: Token) -> None:
        self._star()
        name = self._named(token)
        number, default = self._count(token)
        macro = Macro(self._argument(token), number, default)
        if token.text != r"\providecommand" or self.scopes.get(name) is None:
            self._define(name, macro)

    def _def(self, token: Token) -> None:
        name = self._after_spaces()
        pattern: list[Token] = []
        while (part := self._next()) is not None and part.text != "{":
            pattern.append(part)
        if name is None or part is None:
            raise self.fault(token, f"{quote(token.text)} needs a name and what it stands for")
        body = self._until_closed(part)
        shape = "".join(piece.text for piece in pattern).strip()
        number = len(shape) // 2
        plain = number <= 9 and shape == "".join(f"#{k}" for k in range(1, number + 1))  # noqa: PLR2004
        self._global = self._global or _DEFS[token.text]
        self._define(name.text, Macro(body, number, unreadable="" if plain else "it is defined with delimiters"))

    def _let(self, token: Token) -> None:
        name, value = self._after_spaces(), self._after_spaces()
        if value is not None and value.text == "=":
            value = self._after_spaces()
        if name is None or value is None:
            raise self.fault(token, f"{quote(token.text)} needs two commands")
        meaning = self.scopes.get(value.text)
        self._define(name.text, meaning if meaning is not None else Macro((value,)) if value.text != name.text else None)

    def _operator(self, token: Token) -> None:
        self._star()
        name, body = self._named(token), self._argument(token)
        around = (token._replace(text=r"\operatorname"), token._replace(text="{"))
        self._define(name, Macro((*around, *body, token._replace(text="}"))))

    def _delimiter(self, token: Token) -> None:
        name, left, right = self._named(token), self._argument(token), self._argument(token)
        sign = (token._replace(text="#"), token._replace(text="1"))
        sized = (token._replace(text=r"\left"), *left, *sign, token._replace(text=r"\right"), *right)
        self._define(name, Macro(sized, 1, delimited=True))

    def _xparse(self, token: Token) -> None:
        name, _, _ = self._named(token), self._argument(token), self._argument(token)
        self._define(name, Macro(unreadable=f"it is defined by {token.text}"))

    def _new_environment(self, token: Token) -> None:
        self._star()
        name = self._word(token)
        number, default = self._count(token)
        begin, end = Macro(self._argument(token), number, default), self._argument(token)
        self._define(f"{{{name}}}", Environment(begin, end))

    # Groups, environments, labels, files

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
            self._macros += 1
            if self._macros > MAX_MACROS:
                raise self.fault(token, f"more than {MAX_MACROS} macros")
            self._push(tuple(written_out(meaning.end, (), token)), token)
            self.scopes.close(name)
            return None
        self.scopes.close(name)
        if name == "document" and len(self._lexers) > 1:
            return self._end_of_file(token)  # of a subfile
        return token._replace(text=rf"\end{{{name}}}")

    def _label(self, token: Token) -> Token:
        self._optional()
        return token._replace(text=rf"\label{{{self._word(token)}}}")

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
            source = self.sources.add("".join(part.text for part in parts).strip().strip('"'))
        except ReadError as error:
            raise self.fault(token, f"{quote(token.text)}: {error}") from None
        if source is None:
            return
        if any(self.sources.all[file].name == source.name for file in reading):
            raise self.fault(token, f"{quote(source.name)} is read inside of itself")
        self._lexers.append(Lexer(source.text, len(self.sources.all) - 1))
        self._stack.append(self._lexers[-1])

    def _end_of_file(self, _: Token) -> None:
        while self._stack and not isinstance(self._stack[-1], Lexer):
            self._stack.pop()
        if self._stack:
            self._pop()

    def _letters(self, token: Token) -> None:
        for lexer in self._lexers:
            lexer.letters = token.text == r"\makeatletter"

    # Conditions

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
        found: dict[str, Callable[[Token], Token | None]] = dict.fromkeys(_DEFINITIONS, self._new_command)
        found |= dict.fromkeys(_DEFS, self._def) | dict.fromkeys(_XPARSE, self._xparse)
        found |= dict.fromkeys((r"\newenvironment", r"\renewenvironment"), self._new_environment)
        found |= dict.fromkeys((r"\input", r"\include", r"\subfile"), self._input)
        found |= dict.fromkeys((r"\makeatletter", r"\makeatother"), self._letters)
        found |= dict.fromkeys(_NO_CONDITIONS, lambda token: token)
        found |= dict.fromkeys(_PREFIXES, lambda _: None)
        return found | {
            r"\let": self._let, r"\DeclareMathOperator": self._operator, r"\DeclarePairedDelimiter": self._delimiter,
            r"\begin": self._begin, r"\end": self._end, r"\label": self._label, r"\endinput": self._end_of_file,
            r"\newif": self._new_if, r"\else": self._else, r"\fi": self._fi, r"\global": self._set_global,
            r"\iffalse": lambda token: self._open_condition(token, False), r"\iftrue": lambda token: self._open_condition(token, True),
            r"\bgroup": lambda token: self._open_group("{", token), r"\egroup": lambda _: self.scopes.close("{"),
            r"\begingroup": lambda token: self._open_group("group", token), r"\endgroup": lambda _: self.scopes.close("group"),
        }  # fmt: skip

    def _set_global(self, _: Token) -> None:
        self._global = True


_NO_CONDITIONS = frozenset({r"\iff", r"\ifthenelse"})
