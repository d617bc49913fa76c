r"""Words of a sentence around a formula, which say nothing of it: `\text{where}` before it, `\text{and}` behind it."""

import re

__all__ = ["formulas_apart", "without_words"]

_MIXED = re.compile(r"(\\(?:text(?:rm|it|normal)?|mathrm|mbox)\s*\{[^{}$]*)((?:\$[^$]*\$[^{}$]*)+)\}")
_JOINS = frozenset({"", "and", ","})
_TEXT = r"\\(?:text(?:rm|it|normal)?|mathrm|mbox)\s*"
_GAP = r"[\s~]|\\[,;:! ]|\\q?quad(?![A-Za-z])"
_WORDS = r"where|with|and|or|so|so that|such that|thus|hence|therefore|then|that is|i\.e\.|namely|here|now|we have|we find"
_FIRST = re.compile(
    rf"\A((?:{_GAP}|&|\\begin\{{[A-Za-z]+\*?\}})*){_TEXT}\{{\s*(?:{_WORDS})\s*[,:]?\s*\}},?(?:{_GAP})*", re.IGNORECASE
)
_BEHIND = rf"{_WORDS}|for|if|\(?almost surely\)?|a\.\s?s\."
_LAST = re.compile(
    rf"{_TEXT}\{{[\s,]*(?:{_BEHIND})\s*[,:.]?\s*\}}((?:{_GAP}|[.,;]|\\end\{{[A-Za-z]+\*?\}})*)\Z", re.IGNORECASE
)
_BEFORE_LAST = re.compile(r"(?:[\s,;~]|\\[,;:! ]|\\q?quad)\Z")


def formulas_apart(text: str) -> str:
    r"""The text with the formulas in `\text{for $K<N$}` behind its words, in as many characters.

    Of words between formulas, `and` is read.

    >>> formulas_apart(r"a = b \text{ if $K<N$ and $M<N$.} c"), formulas_apart(r"\text{$a$ is not $b$}")
    ('a = b \\text{ if }K<N ,     M<N .  c', '\\text{$a$ is not $b$}')
    """

    def moved(found: re.Match[str]) -> str:
        first, *parts = found[2].split("$")
        between, last = [part.strip().lower() for part in parts[1:-1:2]], parts[-1]
        if not {*between} <= _JOINS or last.strip() not in ("", ".", ",", ";"):
            return found[0]
        pieces = [part if place % 2 == 0 else f" {',':<{len(part)}} " for place, part in enumerate(parts[:-1])]
        return f"{found[1]}{first}}}{''.join(pieces)} {last} "

    return _MIXED.sub(moved, text)


def without_words(text: str) -> str:
    r"""The text with blanks in the place of such words, so that an error names line and column.

    A condition at the start, `\text{for } N > 2, ...`, is none of them: only what cannot be a condition there is left out.

    >>> without_words(r"\text{where } a = b,\quad\text{and}")
    '              a = b                '
    """
    if found := _FIRST.match(text):
        text = found[1] + " " * (found.end() - found.end(1)) + text[found.end() :]
    if found := _LAST.search(text):
        start = found.start()
        while before := _BEFORE_LAST.search(text[max(start - 6, 0) : start]):
            start -= len(before[0])
        text = text[:start] + " " * (found.start(1) - start) + text[found.start(1) :]
    return text
