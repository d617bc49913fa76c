r"""The signs of the notation in MathML: the character of each command, its class, and letters of other kinds."""

import unicodedata
from collections.abc import Mapping

from bornproof.proofs.formulas.latex.glyphs import CLASSES, Class
from bornproof.proofs.formulas.latex.symbols import GREEK

__all__ = ["ACCENTS", "CHARACTERS", "INVISIBLE", "LARGE", "class_of", "in_letters"]

_VARIANTS = {"varepsilon": "ε", "epsilon": "ϵ", "vartheta": "ϑ", "varrho": "ϱ", "varphi": "φ", "phi": "ϕ"}
CHARACTERS: Mapping[str, str] = {  # of a command, or of a sign that is another one in mathematics
    **{f"\\{name}": _VARIANTS.get(name) or unicodedata.lookup(
        f"GREEK {'CAPITAL' if name[0].isupper() else 'SMALL'} LETTER {name.upper().replace('LAMBDA', 'LAMDA')}"
    ) for name in sorted(GREEK)},
    r"\{": "{", r"\}": "}", r"\langle": "⟨", r"\rangle": "⟩", r"\lvert": "|", r"\rvert": "|", r"\vert": "|", r"\|": "‖",
    r"\dagger": "†", r"\partial": "∂", r"\infty": "∞", r"\hbar": "ℏ", r"\ell": "ℓ", r"\prime": "′", "'": "′", "*": "∗", "-": "−",
    r"\sum": "∑", r"\prod": "∏", r"\int": "∫", r"\iiint": "∭", r"\bigwedge": "⋀",
    r"\wedge": "∧", r"\land": "∧", r"\vee": "∨", r"\lor": "∨", r"\neg": "¬", r"\pm": "±",
    r"\leq": "≤", r"\le": "≤", r"\geq": "≥", r"\ge": "≥", r"\neq": "≠", r"\ne": "≠", r"\gtrless": "≷", r"\approx": "≈", r"\in": "∈",
    r"\to": "→", r"\rightarrow": "→", r"\Rightarrow": "⇒", r"\iff": "⟺", r"\Leftrightarrow": "⇔", r"\equiv": "≡",
    r"\coloneqq": "≔", ":=": "≔", r"\sim": "∼", r"\propto": "∝", r"\times": "×", r"\otimes": "⊗", r"\cdot": "⋅",
    r"\dots": "…", r"\ldots": "…", r"\cdots": "⋯", r"\uparrow": "↑", r"\downarrow": "↓", r"\#": "#", r"\%": "%",
    **{f"\\{word}": word for word in ("lim", "max", "min", "sup", "inf", "det", "dim", "sin", "cos", "exp", "log", "arg")},
}  # fmt: skip
INVISIBLE = ("&",)  # where lines are aligned
LARGE = (r"\sum", r"\prod", r"\bigwedge", r"\int", r"\iiint")
ACCENTS = {r"\vec": "→", r"\dot": "˙", r"\hat": "^", r"\bar": "¯", r"\tilde": "~"}
_CLASSES = CLASSES | {
    **dict.fromkeys((r"\leq", r"\le", r"\ge", r"\ne", r"\approx", r"\Rightarrow", r"\rightarrow", r"\iff"), Class.REL),
    **dict.fromkeys((r"\Leftrightarrow", r"\coloneqq", ":=", r"\propto"), Class.REL),
    **dict.fromkeys((r"\land", r"\lor"), Class.BIN),
    **dict.fromkeys((r"\uparrow", r"\downarrow"), Class.ORD),  # spins, which point and relate nothing
    **dict.fromkeys((r"\dim", r"\arg", r"\iiint"), Class.OP),
}
_FIRST = {r"\mathcal": (0x1D49C, 0x1D4B6), r"\mathbf": (0x1D400, 0x1D41A)}  # capital and small
_ELSEWHERE = {
    "\U0001d49d": "ℬ", "\U0001d4a0": "ℰ", "\U0001d4a1": "ℱ", "\U0001d4a3": "ℋ", "\U0001d4a4": "ℐ", "\U0001d4a7": "ℒ",
    "\U0001d4a8": "ℳ", "\U0001d4ad": "ℛ", "\U0001d4ba": "ℯ", "\U0001d4bc": "ℊ", "\U0001d4c4": "ℴ",
}  # fmt: skip


def class_of(mark: str) -> Class:
    r"""What TeX sets spaces by.

    >>> class_of("+").name, class_of(r"\rho").name, class_of("(").name
    ('BIN', 'ORD', 'OPEN')
    """
    return _CLASSES.get(mark, Class.ORD)


def in_letters(command: str, letter: str) -> str:
    r"""A letter in the letters of `\mathcal` or `\mathbf`; what has none there is itself.

    >>> in_letters(r"\mathcal", "P"), in_letters(r"\mathcal", "L"), in_letters(r"\mathbf", "1")
    ('𝒫', 'ℒ', '1')
    """
    if not (letter.isascii() and letter.isalpha() and len(letter) == 1):
        return letter
    capital, small = _FIRST[command]
    found = chr(capital + ord(letter) - ord("A")) if letter.isupper() else chr(small + ord(letter) - ord("a"))
    return _ELSEWHERE.get(found, found)
