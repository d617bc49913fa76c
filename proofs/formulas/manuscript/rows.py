r"""Rows of an environment: which start an equation, which are further links of a chain, and which belong to which label.

In `align`, `gather`, `eqnarray` and their like a row that does not start with a relation, and is no continuation of the row
before, starts a chain; rows that start with a relation are its further links. A chain with one label is that equation. In a
chain with several each label has its own links, and the left side of the chain; links without a label belong to the next label
of the chain, or to the last one if none follows. A row that starts with a sign behind an empty cell continues the row before, and
so does one without a relation, unless it stands in `gather` and does not start with a sign.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bornproof.proofs.formulas.latex.commands import ARROWS
from bornproof.proofs.formulas.manuscript.lexer import Token, is_space

__all__ = ["Row", "after_group", "after_space_below", "by_label"]

EQUIVALENCES = frozenset({r"\iff", r"\Leftrightarrow", r"\Longleftrightarrow"})
RELATIONS = EQUIVALENCES | ARROWS | {
    "=", "<", ">", r"\le", r"\leq", r"\leqslant", r"\ge", r"\geq", r"\geqslant", r"\ne", r"\neq", r"\equiv", r"\coloneqq",
    r"\coloneq", r"\colonequals", r"\approx", r"\sim", r"\simeq", r"\propto",
}  # fmt: skip
_SIGNS = ("+", "-", "−", "*", "/")
_SIGN_WORDS = frozenset({r"\pm", r"\mp", r"\times", r"\cdot", r"\otimes", r"\wedge", r"\land"})
_NOTHING = frozenset(
    {"&", r"\quad", r"\qquad", r"\,", r"\;", r"\:", r"\!", "\\ ", r"\>", r"\hfill", r"\displaystyle", r"\textstyle", r"\nonumber",
     r"\notag", "~", "{", "}", "$"}
)  # fmt: skip


@dataclass
class Row:
    """The tokens of a row, and its labels."""

    tokens: list[Token] = field(default_factory=list)
    labels: list[Token] = field(default_factory=list)


def by_label(rows: list[Row], apart: bool = False) -> Iterator[tuple[list[Token], tuple[list[Token], ...]]]:
    """The labels with the tokens that belong to them; with `apart` rows without a relation stand alone, as those of `gather`."""
    chains: list[list[Row]] = []
    for row in rows:
        kind = _kind(row.tokens, apart)
        if kind == "empty" and chains:
            chains[-1][-1].labels += row.labels
        elif kind == "new" or not chains:
            chains.append([Row(list(row.tokens), list(row.labels))])
        elif kind == "link":
            chains[-1].append(Row(_line(row.tokens), list(row.labels)))
        else:
            chains[-1][-1].tokens += _line(row.tokens)
            chains[-1][-1].labels += row.labels
    for units in chains:
        if sum(bool(unit.labels) for unit in units) <= 1:
            yield [label for unit in units for label in unit.labels], tuple(unit.tokens for unit in units)
            continue
        left = _left_side(units[0].tokens)
        while left and (is_space(left[-1]) or left[-1].text == "&"):
            left = left[:-1]
        groups: list[list[Row]] = [[]]  # each with a label at its end
        for unit in units:
            groups[-1].append(unit)
            if unit.labels:
                groups.append([])
        rest = groups.pop()
        groups[-1] += rest
        for number, group in enumerate(groups):
            labels = [label for unit in group for label in unit.labels]
            found = [unit.tokens for unit in group]
            if number and _is_equivalence(found[0]):
                yield labels, (_after_first(found[0]), *found[1:])
            else:
                yield labels, tuple(found) if not number else (left, *found)


def _line(tokens: list[Token]) -> list[Token]:
    """Tokens of a row behind those of another: with a space between."""
    return [tokens[0]._replace(text=" ", moved=True), *tokens] if tokens else []


def _kind(tokens: list[Token], apart: bool) -> str:
    """Whether a row is empty, starts an equation, is a further link of a chain, or continues the row before."""
    first = _first(tokens)
    if first is None:
        return "empty"
    if first.text in RELATIONS or first.text == ":":
        return "link"
    behind = any(token.text == "&" for token in tokens[: tokens.index(first)])
    signed = first.text.startswith(_SIGNS) or first.text in _SIGN_WORDS
    related = _left_side(tokens) != tokens
    return "more" if (behind and signed) or (not related and (signed or not apart)) else "new"


def _first(tokens: list[Token]) -> Token | None:
    """The first token that says something."""
    return next((token for token in tokens if not is_space(token) and token.text not in _NOTHING), None)


def _is_equivalence(tokens: list[Token]) -> bool:
    first = _first(tokens)
    return first is not None and first.text in EQUIVALENCES


def _after_first(tokens: list[Token]) -> list[Token]:
    first = _first(tokens)
    return tokens[tokens.index(first) + 1 :] if first is not None else tokens


def _left_side(tokens: list[Token]) -> list[Token]:
    """What stands before the first relation outside of all braces and environments; all, if there is none."""
    depth = 0
    for number, token in enumerate(tokens):
        if not depth and token.text in RELATIONS:
            found = tokens[:number]
            if found and token.text == "=" and found[-1].text.endswith(":"):
                found = [*found[:-1], found[-1]._replace(text=found[-1].text[:-1])] if len(found[-1].text) > 1 else found[:-1]
            return found
        depth += (token.text == "{" or token.text.startswith(r"\begin{")) - (token.text == "}" or token.text.startswith(r"\end{"))
    return tokens


def after_group(tokens: list[Token]) -> list[Token]:
    """Without the argument of `alignat`."""
    closing = next((number for number, token in enumerate(tokens) if token.text == "}"), None)
    started = [token.text for token in tokens if not is_space(token)][:1] == ["{"]
    return tokens[closing + 1 :] if started and closing is not None else tokens


def after_space_below(tokens: list[Token]) -> list[Token]:
    r"""Without the star and the length in brackets that may follow `\\`."""
    start = 1 if tokens and tokens[0].text == "*" else 0
    if tokens[start : start + 1] and tokens[start].text == "[":
        length = "".join(token.text for token in tokens[start + 1 : start + 6])
        if re.match(r"-?[\d.]*\s*(?:pt|em|ex|mm|cm|in|bp|sp|pc|\\jot|\\(?:baseline|par|abovedisplay)skip)\]", length):
            closing = next(number for number, token in enumerate(tokens) if token.text == "]")
            return tokens[closing + 1 :]
    return tokens[start:]
