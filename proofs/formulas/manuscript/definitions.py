r"""What defines macros and environments in a manuscript, and how often they may be called: `\newcommand`, `\def` and their like."""

from pathlib import Path

from bornproof.proofs.formulas.manuscript.lexer import Token, is_space
from bornproof.proofs.formulas.manuscript.macros import Environment, Macro, Scopes, written_out
from bornproof.proofs.formulas.manuscript.stream import Stream
from bornproof.proofs.formulas.syntax import quote

__all__ = ["Definitions"]

MAX_MACROS = 200_000  # calls in a manuscript
MAX_ARGUMENTS = 9
_DEFS = {r"\def": False, r"\edef": False, r"\gdef": True, r"\xdef": True}
_SIZES = (r"\big", r"\Big", r"\bigg", r"\Bigg")


class Definitions(Stream):
    """A stream with the meanings of names, by groups.

    Raises ReadError for definitions that cannot be read, and for macros that lead to no end.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.scopes = Scopes()
        self._macros = 0
        self._global = False
        self.definers = {
            **dict.fromkeys((r"\newcommand", r"\renewcommand", r"\providecommand", r"\DeclareRobustCommand"), self._new_command),
            **dict.fromkeys(_DEFS, self._def),
            **dict.fromkeys((rf"\{kind}DocumentCommand" for kind in ("New", "Renew", "Provide", "Declare")), self._xparse),
            **dict.fromkeys((r"\newenvironment", r"\renewenvironment"), self._new_environment),
            **dict.fromkeys((r"\long", r"\outer", r"\protected"), self._nothing),
            r"\let": self._let,
            r"\global": self._set_global,
            r"\DeclareMathOperator": self._operator,
            r"\DeclarePairedDelimiter": self._delimiter,
        }

    def _nothing(self, _: Token) -> None:
        """A prefix that changes nothing here."""

    def _set_global(self, _: Token) -> None:
        self._global = True

    def _count_call(self, token: Token) -> None:
        self._macros += 1
        if self._macros > MAX_MACROS:
            raise self.fault(token, f"{quote(token.text)} leads to more than {MAX_MACROS} macros")

    def _call(self, token: Token, macro: Macro) -> None:
        self._count_call(token)
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
        plain = number <= MAX_ARGUMENTS and shape == "".join(f"#{k}" for k in range(1, number + 1))
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
        begin, end = Macro(self._argument(token), number, default), Macro(self._argument(token))
        if not (begin.unreadable or end.unreadable):
            self._define(f"{{{name}}}", Environment(begin, end))
