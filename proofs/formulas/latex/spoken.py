r"""Words of a sentence around a formula, which say nothing of it: `\text{where}` before it, `\text{and}` behind it."""

import re

__all__ = ["without_words"]

_TEXT = r"\\(?:text(?:rm|it|normal)?|mathrm|mbox)\s*"
_GAP = r"[\s~]|\\[,;:! ]|\\q?quad(?![A-Za-z])"
_WORDS = r"where|with|and|or|so|so that|such that|thus|hence|therefore|then|that is|i\.e\.|namely|here|now|we have|we find"
_FIRST = re.compile(
    rf"\A((?:{_GAP}|&|\\begin\{{[A-Za-z]+\*?\}})*){_TEXT}\{{\s*(?:{_WORDS})\s*[,:]?\s*\}},?(?:{_GAP})*", re.IGNORECASE
)
_LAST = re.compile(
    rf"{_TEXT}\{{[\s,]*(?:{_WORDS}|for|if)\s*[,:.]?\s*\}}((?:{_GAP}|[.,;]|\\end\{{[A-Za-z]+\*?\}})*)\Z", re.IGNORECASE
)
_BEFORE_LAST = re.compile(r"(?:[\s,;~]|\\[,;:! ]|\\q?quad)\Z")


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
