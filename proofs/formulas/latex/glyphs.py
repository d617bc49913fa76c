"""What TeX knows of the glyphs of Computer Modern and of its brackets: widths in em of 10 points, classes, spaces between them."""

import re
from enum import IntEnum

__all__ = ["BIG", "CLASSES", "LIMITS", "NULL", "SPACES", "UPRIGHT", "WIDTHS", "Class", "between", "delimiter", "is_tall"]

_GLYPHS = r"""
a 529  b 429  c 433  d 520  e 466  f 597/107  g 513/36  h 576  i 345  j 469/57  k 552/31  l 318/20  m 878  n 600  o 485  p 503
q 482/36  r 479/28  s 469  t 361  u 572  v 521/36  w 743/27  x 572  y 526/36  z 509/44  A 750  B 809/50  C 786/71  D 856/28
E 796/58  F 782/139  G 786  H 912/81  I 518/78  J 651/96  K 921/72  L 681  M 1079/109  N 912/109  O 791/28  P 781/139  Q 791
R 767/8  S 671/58  T 723/139  U 792/109  V 806/223  W 1083/139  X 907/79  Y 803/222  Z 754/71  \alpha 643/3  \beta 618/52
\gamma 573/55  \delta 482/38  \epsilon 406  \varepsilon 466  \zeta 511/73  \eta 532/35  \theta 497/28  \vartheta 591
\iota 354  \kappa 576  \lambda 583  \mu 603  \nu 558/64  \xi 484/46  \pi 606/36  \rho 517  \varrho 517  \sigma 607/36
\tau 550/113  \upsilon 576/36  \phi 596  \varphi 654  \chi 626  \psi 687/36  \omega 658/36  \Gamma 625  \Delta 833  \Theta 778
\Lambda 694  \Xi 667  \Pi 750  \Sigma 722  \Upsilon 778  \Phi 722  \Psi 778  \Omega 722  0 500  ( 389  ) 389  [ 278  ] 278
| 278  \{ 500  \} 500  \langle 389  \rangle 389  \lvert 278  \rvert 278  , 278  ; 278  : 278  . 278  ! 278  / 500  ' 281
+ 778  - 778  = 778  < 778  > 778  \leq 778  \geq 778  \neq 778  \equiv 778  \to 1000  \in 667  \sim 778  \gtrless 778
\wedge 667  \vee 667  \otimes 778  \cdot 278  \times 778  \pm 778  \dagger 444  \partial 586/55  \infty 1000  \uparrow 500
\downarrow 500  \sum 1444  \prod 1278  \int 1000  \bigwedge 1111  \hbar 540  * 500  \# 833  \exp 1528  \log 1292  \max 1861
\min 1667  \lim 1389  \det 1389  \Pr 1072  \sin 1228  \cos 1339  \ell 417  \top 778  \emptyset 500  \forall 556  \prime 275
\circ 500
"""  # a name, its width in thousandths of an em, and after a slash what of it a subscript takes away
WIDTHS: dict[str, tuple[float, float]] = {}
for _entry in re.split(r"\s{2,}|\n", _GLYPHS.strip()):
    _name, _, _numbers = _entry.strip().rpartition(" ")
    _size, _, _taken = _numbers.partition("/")
    WIDTHS[_name] = int(_size) / 1000, int(_taken or 0) / 1000
SPACES = {r"\,": 0.167, r"\:": 0.222, r"\;": 0.278, r"\!": -0.167, r"\ ": 0.333, r"\quad": 1.0, r"\qquad": 2.0, "~": 0.333}
_TALL = frozenset("bdfhijklt") | {
    r"\beta", r"\delta", r"\zeta", r"\theta", r"\vartheta", r"\lambda", r"\xi", r"\phi", r"\psi", r"\partial", r"\dagger",
}  # fmt: skip
NULL = 0.12  # on either side of a fraction, and for the bracket `.`
_DELIMITERS = {  # widths of the sizes, and of what is put together
    "(": (0.389, 0.458, 0.597, 0.736, 0.792, 0.875), "[": (0.278, 0.417, 0.472, 0.528, 0.583, 0.667),
    "{": (0.5, 0.583, 0.667, 0.75, 0.806, 0.889), "|": (0.278, 0.333, 0.333, 0.333, 0.333, 0.333),
    "<": (0.389, 0.472, 0.611, 0.75, 0.75, 0.75), ".": (NULL,) * 6,
}  # fmt: skip
_SIZES = (1.0, 1.2, 1.8, 2.4, 3.0)  # how tall those are
_KINDS = {
    ")": "(", "]": "[", r"\{": "{", r"\}": "{", r"\langle": "<", r"\rangle": "<", r"\lvert": "|", r"\rvert": "|", ">": "<",
}  # fmt: skip


class Class(IntEnum):
    """What TeX sets spaces by: whether an atom is a letter, an operator, a sign, a relation, a bracket, ..."""

    ORD, OP, BIN, REL, OPEN, CLOSE, PUNCT, INNER = range(8)


CLASSES = (
    dict.fromkeys(("+", "-", "*", r"\wedge", r"\vee", r"\otimes", r"\cdot", r"\times", r"\pm"), Class.BIN)
    | dict.fromkeys(("=", "<", ">", ":", r"\leq", r"\geq", r"\neq", r"\equiv", r"\to", r"\in", r"\sim", r"\gtrless"), Class.REL)
    | dict.fromkeys((r"\uparrow", r"\downarrow"), Class.REL)
    | dict.fromkeys(("(", "[", r"\{", r"\langle", r"\lvert"), Class.OPEN)
    | dict.fromkeys((")", "]", r"\}", r"\rangle", r"\rvert"), Class.CLOSE)
    | dict.fromkeys((",", ";"), Class.PUNCT)
    | dict.fromkeys((r"\exp", r"\log", r"\max", r"\min", r"\lim", r"\sup", r"\inf"), Class.OP)
    | dict.fromkeys((r"\det", r"\Pr", r"\sin", r"\cos", r"\int"), Class.OP)
    | dict.fromkeys((r"\sum", r"\prod", r"\bigwedge"), Class.OP)
)
LIMITS = frozenset(  # scripts above and below
    (r"\sum", r"\prod", r"\bigwedge", r"\max", r"\min", r"\lim", r"\sup", r"\inf", r"\det", r"\Pr")
)
BIG = frozenset((r"\sum", r"\prod", r"\bigwedge"))
_BETWEEN = (  # rows: what stands before; 1 thin, 2 medium, 3 thick; negative: not in scripts
    (0, 1, -2, -3, 0, 0, 0, -1), (1, 1, 0, -3, 0, 0, 0, -1), (-2, -2, 0, 0, -2, 0, 0, -2), (-3, -3, 0, 0, -3, 0, 0, -3),
    (0, 0, 0, 0, 0, 0, 0, 0), (0, 1, -2, -3, 0, 0, 0, -1), (-1, -1, 0, -1, -1, -1, -1, -1), (-1, 1, -2, -3, -1, 0, -1, -1),
)  # fmt: skip
_SPACING = (0.0, 0.167, 0.222, 0.278)
UPRIGHT = {  # letters of names that are not half an em wide
    letter: size
    for size, letters in ((0.278, "il"), (0.306, "fj"), (0.392, "rst"), (0.444, "cez"), (0.528, "kqvxy"), (0.556, "bdhnpu"),
                          (0.722, "w"), (0.833, "m"), (0.917, "M"), (0.361, "I"))
    for letter in letters
}  # fmt: skip


def between(before: Class, after: Class, *, script: bool) -> float:
    """The space between two atoms, some of which is left out in scripts.

    >>> between(Class.ORD, Class.BIN, script=False), between(Class.ORD, Class.BIN, script=True)
    (0.222, 0.0)
    """
    space = _BETWEEN[before][after]
    return _SPACING[abs(space)] if space > 0 or not script else 0.0


def delimiter(name: str, needed: float) -> float:
    """How wide a bracket is that is at least as tall as needed.

    >>> delimiter(")", 1.0), delimiter("(", 2.0)
    (0.389, 0.736)
    """
    number = next((number for number, size in enumerate(_SIZES) if size >= needed), len(_SIZES))
    return _DELIMITERS.get(_KINDS.get(name, name), _DELIMITERS["|"])[number]


def is_tall(name: str) -> bool:
    """Whether a letter rises above the small ones."""
    return name in _TALL or name.isupper() or name.isdigit() or name[1:2].isupper()
