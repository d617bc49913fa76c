"""From a text to the phrases that it says: the parser, and its errors in words."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from bornproof.proofs.formulas.latex.pieces import pieces_of
from bornproof.proofs.formulas.latex.sentence_rules import Phrase, SentenceRules
from bornproof.proofs.formulas.latex.terms import Terms
from bornproof.proofs.formulas.latex.tokens import terminals
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
from bornproof.proofs.formulas.syntax import quote
from lark import Lark
from lark.exceptions import UnexpectedToken, VisitError
from lark.lexer import Lexer

__all__ = ["Macros", "phrases"]

Macros = Mapping[str, tuple[int, str]] | None

_EXPECTED = {
    "NUMBER": "a number", "NAME": "a name", "LPAR": "`(`", "RPAR": "`)`", "RSQB": "`]`", "RSET": r"`\}`", "RBRACE": "`}`",
    "RABS": "`|`", "RKET": r"`\rangle`", "RBRA": "`|`", "MID": "`|`", "DYAD": r"`\langle`", "END": r"`\end`", "$END": "the end",
    "COMMA": "`,`",
}  # fmt: skip


def phrases(text: str, vocabulary: Vocabulary, macros: Macros = None, *, line: bool = False) -> list[Phrase]:
    """The statements of a text, LaTeX or a line of Unicode; raises ReadError with line and column where it cannot be read."""
    tokens = terminals(pieces_of(text, macros, line=line), vocabulary.spellings, vocabulary.known, text)
    rules = SentenceRules(Terms(vocabulary, text))
    if not tokens:
        raise rules.terms.fault(0, "input must not be empty")
    try:
        found: list[Phrase] = rules.transform(_grammar().parse(tokens))
        return found
    except UnexpectedToken as error:
        at = error.token.start_pos if error.token.type != "$END" and error.token.start_pos is not None else len(text)
        met = "the end" if error.token.type == "$END" else quote(str(error.token))
        wanted = sorted({_EXPECTED[kind] for kind in error.expected if kind in _EXPECTED})
        raise rules.terms.fault(at, f"{met} cannot stand here; expected {', '.join(wanted) or 'something else'}") from None
    except VisitError as error:
        raise error.orig_exc from None


class _Given(Lexer):
    """The terminals are found already."""

    def __init__(self, _config: Any) -> None:
        pass

    def lex(self, lexer_state: Any, _parser_state: Any = None) -> Any:
        """The terminals, one after the other."""
        return iter(getattr(lexer_state, "text", lexer_state))


@lru_cache(maxsize=1)
def _grammar() -> Lark:
    text = files(__package__).joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(text, parser="lalr", lexer=_Given, start="block", maybe_placeholders=True)
