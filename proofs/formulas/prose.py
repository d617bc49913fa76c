r"""Mathematics within sentences: `sigma_2 > 0` and `|N-1>`, as statements and notes write it, found and put as LaTeX.

A sentence is plain text. What stands in it as mathematics is told by its words: names of Greek letters, indices, powers,
kets; and by the signs, numbers and single letters between such words.
"""

import re

from bornproof.proofs.formulas.latex.symbols import GREEK

__all__ = ["as_prose"]

_GREEK = "|".join(sorted(GREEK, key=len, reverse=True))
_CERTAIN = re.compile(
    rf"\b(?:{_GREEK})\b|(?:{_GREEK})[_^(|']|[A-Za-z]_|\^|\|[^ |]+>|<[^ |]+\||\b(?:exp|sqrt)\(|\bTr\b|\binfinity\b|\b[a-zA-Z]\(t\)"
    r"|\b[A-Z][-+]\d|\bN[-+(]"
)
_POSSIBLE = re.compile(r"\d[\d./]*|(?![aAI]\b)[A-Za-z]'*|-?[(\[{]*-?[A-Za-z0-9^+'/.]+[)\]}]*(?:/\d)?|[A-Za-z]\([a-z, ]*|\.\.\.")
_SIGNS = re.compile(r"[-+*/=<>]+|<=|>=|!=")
_ENTRY = re.compile(r"\(?(?:(?:claim|thm|eq)\.|[A-Z][A-Za-z]+\.[A-Za-z_]{2})")  # an entry's id, a theorem's name
_ENDS = re.compile(r"[])]*[.,;:?!]*$")
_SPELLED = (
    (r"(?<![_^])\{([^{}]*,[^{}]*)\}", r"\\{\1\\}"), (r"!=", r"\\neq "), (r"<=", r"\\leq "), (r">=", r"\\geq "), (r"->", r"\\to "),
    (r"\|([^ |]+)><([^ |]+)\|", r"|\1\\rangle\\langle \2|"),
    (r"<([^ |<>]+)>", r"\\langle \1\\rangle "),
    (r"\|([^ |<>]+)>", r"|\1\\rangle "), (r"<([^ |<>]+)\|", r"\\langle \1|"), (r"(?<=[a-zA-Z0-9)'])_([A-Za-z0-9]+)", r"_{\1}"),
    (rf"\b({_GREEK})(?![a-z])", r"\\\1 "), (r"\^\+", r"^\\dagger "),
    (r"\^\(((?:[^()]|\([^()]*\))*)\)", r"^{\1}"),
    (r"\^(\d+)", r"^{\1}"), (r"\bexp\b", r"\\exp "), (r"\bsqrt\(([^()]*)\)", r"\\sqrt{\1}"), (r"\bTr\b", r"\\mathrm{Tr} "),
    (r"\binfinity\b", r"\\infty "), (r"\.\.\.?", r"\\dots "), (r"\*", " "),
)  # fmt: skip


def as_prose(text: str) -> str:
    r"""The sentence with its mathematics as LaTeX between dollar signs.

    >>> print(as_prose("Where sigma_2 = 0 the population |alpha_{N-1}|^2 stays, for N > 2."))
    Where $\sigma_{2} = 0$ the population $|\alpha_{N-1}|^{2}$ stays, for $N > 2$.
    """
    found: list[str] = []
    run: list[str] = []
    for word in text.split(" "):
        core, ends = _split(word, run)
        if core and "'s" not in core and not _ENTRY.match(core) and _mathematical(core):
            run.append(core)
            if ends:
                found.append(_written(run) + ends)
                run = []
        else:
            found += [_written(run), word] if run else [word]
            run = []
    return " ".join([*found, _written(run)] if run else found)


def _split(word: str, run: list[str]) -> tuple[str, str]:
    """A word without the brackets and marks that end it, if they close nothing that is open in the mathematics before it."""
    before = "".join(run)
    match = _ENDS.search(word)
    place = match.start() if match else len(word)
    if (so_far := before + word[:place]).count("{") > so_far.count("}"):
        return word, ""
    while place < len(word) and word[place] in ")]" and _open(before + word[:place]):
        place += 1
    return word[:place], word[place:]


def _open(text: str) -> bool:
    return text.count("(") + text.count("[") > text.count(")") + text.count("]")


def _mathematical(core: str) -> bool:
    """Whether a word is mathematics, or may be beside such a word."""
    bare = core.strip("()[]{}")
    short = len(bare) == 1 or not bare.isalpha()
    return bool(_CERTAIN.search(core) or _SIGNS.fullmatch(core) or (short and _POSSIBLE.fullmatch(core)))


def _written(run: list[str]) -> str:
    """Words that may be mathematics: they are, if one of them certainly is, or a sign relates them; or a letter alone."""
    text = " ".join(run)
    related = len(run) > 2 and any(map(_SIGNS.fullmatch, run[1:-1]))
    if related or any(map(_CERTAIN.search, run)):
        return f"${_latex(text)}$"
    return " ".join(f"${word}$" if len(word) == 1 and word.isalpha() and word not in "aA" else word for word in run)


def _latex(text: str) -> str:
    for pattern, written in _SPELLED:
        text = re.sub(pattern, written, text)
    text = re.sub(r"(\\[A-Za-z]+) (?=[^A-Za-z]|$)", r"\1", text)
    return re.sub(r" +", " ", text).strip()
