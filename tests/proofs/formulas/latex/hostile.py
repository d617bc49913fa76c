"""Strings that nobody means, for a reader of LaTeX: random, cut short, nested, long, and printed forms with pieces exchanged."""

import random
from collections.abc import Iterator, Sequence

# ruff: noqa: E501, SIM905
# fmt: off

__all__ = ["hostile"]

PIECES = (
    *r"""\frac \sqrt \sum \prod \int \left( \right) \left[ \right] \{ \} ( ) [ ] { } | \langle \rangle \lvert \rvert ^ _ ^{ _{ , ; & \\ = < > \le
    := \wedge \vee \dots \dagger * / + - \cdot \partial \dot \overline \exp \theta \delta \rho \sigma \alpha \kappa L q t e i d P 1 2 12
    0.5 \begin{pmatrix} \end{pmatrix} \begin{cases} \end{cases} \begin{align} \end{align} \text{if} \text{otherwise} \ket{ \bra{ \braket{
    \dyad \frac12 \bigwedge \Leftrightarrow % \label{x} \tag{1} \substack \mathrm{ \text{ \mel \abs \comm \iff \iiint ' † √ ² ₁ Σ ⟨ \left. \sum_{K=1}^N
    \kapa \def \input{/etc/passwd} \csname \newcommand \catcode $ # ~ \ """.split(),
    " ", "\n",
)  # fmt: skip


def hostile(count: int, printed: Sequence[str], seed: int = 20240) -> Iterator[str]:
    """So many strings, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311
    for number in range(count):
        yield _KINDS[number % len(_KINDS)](chance, printed)


def _bytes(chance: random.Random, _printed: Sequence[str]) -> str:
    return chance.randbytes(chance.randrange(200)).decode("latin-1")


def _soup(chance: random.Random, _printed: Sequence[str]) -> str:
    return "".join(chance.choice(PIECES) + chance.choice(("", " ")) for _ in range(chance.randrange(1, 80)))


def _cut(chance: random.Random, printed: Sequence[str]) -> str:
    text = chance.choice(printed)
    return text[: chance.randrange(len(text) + 1)]


def _nested(chance: random.Random, printed: Sequence[str]) -> str:
    opener, closer = chance.choice((
        ("(", ")"), (r"\left[", r"\right]"), ("{", "}"), (r"\sqrt{", "}"), ("x^{", "}"), (r"\frac{1}{", "}"), (r"\frac", ""), ("|", "|"), ("[", ",q]"),
        (r"\{", r",\rho\}"), (r"\sum_{K=1}^N ", ""), (r"e^{", "}"), (r"\overline{", "}"), (r"\begin{pmatrix}", r"\end{pmatrix}"), ("-", ""),
        (r"\partial_t", ""), (r"\langle", "|q\\rangle"), (r"\theta(", ")"), ("q^", ""), (r"\rho_{", "}"), (r"\exp", ""), (r"\dot{", "}"), ("q/", ""),
        (r"\prod_{K=1}^{9}(1+q+", ")"), (r"\ket{", "}"), (r"\text{", "}"), (r"\abs{", "}"), (r"[L_{21},", "]"),
    ))  # fmt: skip
    depth = chance.choice((2, 5, 20, 24, 26, 60, 200, 3000))
    return opener * depth + chance.choice(("q", "1", "", chance.choice(printed))) + closer * chance.choice((depth, depth - 1))


def _huge(chance: random.Random, _printed: Sequence[str]) -> str:
    digits = "9" * chance.choice((5, 90, 101, 5000))
    shapes = ("q^{%s}", "%s^{%s}", r"\frac{1}{%s}", r"\sum_{K=1}^{%s} K", r"\prod_{K=1}^{%s} (1+q K)", r"\rho_{%s,1}", "(1+q+t)^{%s}", "e^{%s}",
              r"\sqrt{%s}", "0.%s", r"\delta_{1,%s}", "q_%s", r"2^{2^{%s}}", r"\exp(\exp(\exp(%s)))", r"\theta(q)^{%s}", r"\sum_{%s>K=1}^{9}q")  # fmt: skip
    return chance.choice(shapes).replace("%s", digits)


def _changed(chance: random.Random, printed: Sequence[str]) -> str:
    text = chance.choice(printed)
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(len(text) + 1)
        text = text[:place] + chance.choice((*PIECES, "")) + text[place + chance.randrange(4) :]
    return text


def _joined(chance: random.Random, printed: Sequence[str]) -> str:
    return chance.choice(("", " ", "/", "^", "=", r"\\", ",")).join(chance.choice(printed) for _ in range(chance.randrange(1, 30)))


_KINDS = (_bytes, _soup, _cut, _nested, _huge, _changed, _joined)
