r"""Mathematics within sentences: `sigma_2 > 0` and `|N-1>`, as statements and notes write it, found and put as LaTeX.

A sentence is plain text. What stands in it as mathematics is what `prose_terms` reads: the longest formula at each place, if it is
more than a number or an article. What it does not read, as the mark of a list `(1)`, a reference `(26)`, an initial, stays text.
"""

import re

from bornproof.proofs.formulas.prose_terms import Reader

__all__ = ["as_prose"]

_KEPT = re.compile(  # an entry's id, a theorem's name, code, mathematics, an abbreviation, an author
    r"(?:claim|thm|eq|fn)\.[\w.-]*\w|[A-Z][A-Za-z]+\.[A-Za-z_]{2}\w*|`[^`]*`|\$[^$]*\$|i\.e\.|e\.g\."
    r"|(?:(?<=\()|(?<=, )|(?<=and )|\A)(?:[A-Z]\. )+[A-Z][a-z]+(?=,|\)|;| and )"
)
_WORD = re.compile(r"(?:[^\W_]|['._-](?=\w))+")
_BEFORE = re.compile(r"[\w'^]")
_BEHIND_A = re.compile(r"[,.;:)]| (?:and|or|to|is)\b|\Z")  # no article stands before these
_STARTS = re.compile(r"(?:\A|[.?] )\Z")  # a sentence
_NUMBER = re.compile(r"\d[\d./]*(?:-\d+)?")


def as_prose(text: str) -> str:
    r"""The sentence with its mathematics as LaTeX between dollar signs.

    >>> print(as_prose("Where sigma_2 = 0 the population |alpha_{N-1}|^2 stays, for N > 2."))
    Where $\sigma_{2} = 0$ the population $|\alpha_{N-1}|^{2}$ stays, for $N > 2$.
    >>> print(as_prose("(1) some Lambda (1: they differ, N. Gisin, 2010), degree <= 3"))
    (1) some $\Lambda$ (1: they differ, N. Gisin, 2010), degree $\leq 3$
    """
    found, place = list[str](), 0
    while place < len(text):
        if kept := _KEPT.match(text, place):
            piece, end = kept[0], kept.end()
        elif formula := _formula(text, place):
            piece, end = f"${formula[0]}$", formula[1]
        else:
            word = _WORD.match(text, place)
            end = word.end() if word else place + 1
            piece = text[place:end]
        found.append(piece)
        place = end
    return "".join(found)


def _formula(text: str, place: int) -> tuple[str, int] | None:
    """The longest formula that starts at a place, as LaTeX, and where it ends; none, if that is not surely mathematics."""
    if text[place].isspace() or (place and _BEFORE.match(text, place - 1)):
        return None
    read = Reader(text).formula(place)
    if read is None or not _ends(text, place, read[1]):
        return None
    plain = text[place : read[1]]
    article = plain in ("a", "A") and not _BEHIND_A.match(text, read[1]) and (plain == "a" or _STARTS.search(text, 0, place))
    if article or _NUMBER.fullmatch(plain):
        return None
    return re.sub(" +", " ", re.sub("\0(?=[A-Za-z])", " ", read[0]).replace("\0", "")).strip(), read[1]


def _ends(text: str, place: int, end: int) -> bool:
    """Whether no word goes on where a formula ends; `sigma's` and `N-level` are a formula and the rest of a word."""
    behind, letter = text[end : end + 2], end == place + 1
    if behind == "'s":
        return not letter
    if re.match(r"-[A-Za-z]", behind):
        return text[place:end].isalpha() and text[place:end] not in ("a", "A", "e")
    return not re.match(r"[\w^]|'[a-z]", behind)
