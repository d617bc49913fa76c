r"""The commands of LaTeX that authors type: those that cannot be seen, those that say the same, and those that stand for others."""

from collections.abc import Mapping

__all__ = ["ARROWS", "INVISIBLE", "MACROS", "SAME", "STACKED", "UNMARKED"]

INVISIBLE = frozenset({
    "~", "$", "\\,", "\\;", "\\:", "\\!", "\\ ", "\\\n", "\\\t", "\\>", "\\/", "\\[", "\\]", "\\(", "\\)",
    *(
        "\\" + name
        for name in """enspace enskip thinspace medspace thickspace negthinspace displaystyle textstyle
        scriptstyle limits nolimits nonumber notag noindent mathstrut strut relax middle allowbreak nobreak left right big
        Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm biggm Biggm mathrm mathit rm bf it mathbf boldsymbol
        bm ensuremath centering protect mathopen mathclose mathrel mathbin mathord hfill""".split()  # noqa: SIM905
    ),
})  # fmt: skip
SAME: Mapping[str, str] = {
    r"\tfrac": r"\frac", r"\dfrac": r"\frac", r"\cfrac": r"\frac", r"\nicefrac": r"\frac", r"\sfrac": r"\frac",
    r"\lbrace": r"\{", r"\rbrace": r"\}", r"\lbrack": "[", r"\rbrack": "]", r"\vert": "|", r"\mid": "|", r"\lvert": r"\lvert",
    r"\leq": r"\le", r"\leqslant": r"\le", r"\geq": r"\ge", r"\geqslant": r"\ge", r"\neq": r"\ne", r"\lt": "<", r"\gt": ">",
    r"\land": r"\wedge", r"\lor": r"\vee", r"\coloneqq": ":=", r"\coloneq": ":=", r"\equiv": ":=", r"\colonequals": ":=",
    r"\iff": r"\Leftrightarrow", r"\Longleftrightarrow": r"\Leftrightarrow", r"\widehat": r"\hat",
    "..": r"\dots", "...": r"\dots", r"\ldots": r"\dots", r"\cdots": r"\dots", r"\dotsb": r"\dots", r"\dotsc": r"\dots",
    r"\times": r"\cdot", r"\ast": "*",
    r"\prime": "'", r"\bar": r"\overline", r"\dag": r"\dagger", r"\Theta": r"\theta", r"\vartheta": r"\theta", r"\ln": r"\log",
    r"\adjoint": r"\dagger", r"\differential": "d", r"\dd": "d", r"\mathrm d": "d", r"\imath": "i", r"\mathrm i": "i",
    r"\bigotimes": r"\otimes", r"\nthroot": r"\sqrt", r"\mathds": r"\mathbb", r"\mathbbm": r"\mathbb", r"\openone": "1",
    r"\varrho": r"\rho", r"\rightarrow": r"\to",
    r"\longrightarrow": r"\to", r"\qquad": r"\quad", r"\forall": r"\text{for all}", r"\text{if and only if}": r"\Leftrightarrow",
} | dict.fromkeys(
    (r"\Pr", r"\Prob", r"\text{Pr}", r"\text{Prob}", r"\text{prob}"), "P"
) | dict.fromkeys(
    (r"\Tr", r"\tr", r"\Trace", r"\trace", r"\text{tr}", r"\text{Trace}", r"\text{trace}"), r"\text{Tr}"
) | {
    rf"\text{{{word}}}": r"\text{for}"
    for word in (
        "if", "when", "with", "where", "whenever", "provided", "provided that", "assuming", "given", "given that", "as long as",
    )
} | {
    rf"\text{{{word}}}": r"\text{for all}" for word in ("for every", "for any", "for each", "all", "every")
}  # fmt: skip
MACROS: Mapping[str, tuple[int, str]] = {  # of the packages braket and physics
    r"\ket": (1, r"|#1\rangle"), r"\bra": (1, r"\langle#1|"), r"\Ket": (1, r"|#1\rangle"), r"\Bra": (1, r"\langle#1|"),
    r"\braket": (1, r"\langle#1\rangle"), r"\Braket": (1, r"\langle#1\rangle"), r"\ketbra": (2, r"|#1\rangle\langle#2|"),
    r"\dyad": (2, r"|#1\rangle\langle#2|"), r"\outerproduct": (2, r"|#1\rangle\langle#2|"), r"\proj": (1, r"|#1\rangle\langle#1|"),
    r"\mel": (3, r"\langle#1|#2|#3\rangle"), r"\innerproduct": (2, r"\langle#1|#2\rangle"),
    r"\abs": (1, r"\lvert#1\rvert"), r"\comm": (2, "[#1,#2]"), r"\commutator": (2, "[#1,#2]"), r"\acomm": (2, r"\{#1,#2\}"),
    r"\anticommutator": (2, r"\{#1,#2\}"), r"\dv": (2, r"\frac{d#1}{d#2}"), r"\pdv": (2, r"\frac{\partial#1}{\partial#2}"),
    r"\conj": (1, r"\overline{#1}"), r"\qty": (1, "#1"), r"\substack": (1, "#1"), r"\mathbb": (1, "#1"),
    r"\boxed": (1, "#1"),
}  # fmt: skip
ARROWS = frozenset(
    "\\" + name
    for name in """Rightarrow Longrightarrow implies Leftarrow Longleftarrow impliedby to mapsto longmapsto leftarrow longleftarrow
    gets
    leftrightarrow longleftrightarrow hookrightarrow hookleftarrow rightharpoonup rightharpoondown rightleftharpoons leadsto
    rightsquigarrow leftrightsquigarrow Rrightarrow Lleftarrow twoheadrightarrow nrightarrow nRightarrow nLeftrightarrow nleftarrow
    nLeftarrow xrightarrow xleftarrow xRightarrow xLeftarrow xleftrightarrow xLeftrightarrow xmapsto curvearrowright
    uparrow downarrow updownarrow Uparrow Downarrow Updownarrow nearrow searrow swarrow nwarrow""".split()  # noqa: SIM905
)
STACKED = frozenset({r"\stackrel", r"\overset", r"\underset", r"\stackbin"})  # one thing set at another
UNMARKED = frozenset({"", "!", "def", r"\text{def}", r"\text{Def}", r"\text{by definition}", r"\triangle"})  # at a sign of equality
