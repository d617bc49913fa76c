"""The characters beyond ASCII of the notation, read and printed by one table, and scripts as a line of Unicode has them."""

from collections.abc import Iterator, Mapping

__all__ = ["CHARACTERS", "lowered", "of_character", "raised"]

CHARACTERS: Mapping[str, str] = {
    "−": "-", "·": r"\cdot", "×": r"\cdot", "⊗": r"\otimes", "⟨": r"\langle", "⟩": r"\rangle", "〈": r"\langle", "〉": r"\rangle",
    "≤": r"\le", "≥": r"\ge", "≠": r"\ne", "∧": r"\wedge", "∨": r"\vee", "…": r"\dots", "√": r"\surd", "†": r"^\dagger",
    "Σ": r"\sum", "Π": r"\prod", "∑": r"\sum", "∏": r"\prod", "∂": r"\partial", "∫": r"\int", "∞": r"\infty", "↑": r"\uparrow",
    "↓": r"\downarrow", "′": "'", "∗": "*", "⇔": r"\Leftrightarrow", "⟺": r"\Leftrightarrow", "≡": ":=", "≔": ":=",
    "⇒": r"\Rightarrow", "⟹": r"\Longrightarrow", "⇐": r"\Leftarrow", "⟸": r"\Longleftarrow", "→": r"\to", "⟶": r"\to",
    "←": r"\gets", "⟵": r"\gets", "↦": r"\mapsto", "⟼": r"\mapsto", "↔": r"\leftrightarrow",
    "∀": r"\text{for all}", "≈": r"\approx", "⋀": r"\bigwedge", "\u00a0": "~", "\u2009": "~",
} | {
    character: "\\" + name
    for character, name in zip(
        "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΦΨΩ",
        """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega
        Gamma Delta theta Lambda Xi Phi Psi Omega""".split(),  # noqa: SIM905
        strict=True,
    )
}  # fmt: skip
_LOW = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_HIGH = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TO_LOW = {digit: character for character, digit in _LOW.items()}
_TO_HIGH = {digit: character for character, digit in _HIGH.items()}


def of_character(character: str) -> Iterator[str]:
    """The pieces that a character stands for; raised and lowered digits are scripts.

    >>> list(of_character("†")), list(of_character("₁₂")), list(of_character("é"))
    (['^', '\\\\dagger'], ['_', '{', '12', '}'], ['é'])
    """
    if character in CHARACTERS:
        found = CHARACTERS[character]
        yield from ("^", found[1:]) if found.startswith("^") else (found,)
    elif (digits := character.translate(_LOW)) != character:
        yield from ("_", "{", digits, "}")
    elif (digits := character.translate(_HIGH)) != character:
        yield from ("^", "{", digits, "}")
    else:
        yield character


def lowered(digits: str) -> str:
    """Digits as lower indices."""
    return digits.translate(_TO_LOW)


def raised(digits: str) -> str:
    """Digits as exponents."""
    return digits.translate(_TO_HIGH)
