"""The words of the pages: what verdicts, results and engines mean, for a reader who has not seen the command."""

from collections.abc import Mapping

from bornproof.proofs.ledger import Kind, Verdict

__all__ = ["DESCRIBED", "GLOSSARY", "MARKS", "MEANINGS", "NOUNS"]

MEANINGS: Mapping[Verdict, str] = {
    Verdict.HOLDS: "True as printed or stated, under what the paper assumes: proved exactly; independent computations agree.",
    Verdict.CONDITIONAL: "True only under a condition that the paper does not state, or once another line is mended.",
    Verdict.MISPRINT: "An equation that is false as printed: numbers show it, and the corrected form is proved.",
    Verdict.FALSE: "A statement in words that is false: numbers show it, and what is true in its place is proved.",
    Verdict.DEFINITION: "A definition: there is nothing to prove, but it is checked against the rest of the paper.",
    Verdict.OUT_OF_SCOPE: "No computation can decide it, for the reason that is given.",
    Verdict.UNDECIDED: "Nothing of this was reached, or computations contradict each other. Such a run fails.",
}
MARKS: Mapping[Verdict, str] = {  # beside the word, for a glance
    Verdict.HOLDS: "✓", Verdict.CONDITIONAL: "◐", Verdict.MISPRINT: "✗", Verdict.FALSE: "✗", Verdict.DEFINITION: "≔",
    Verdict.OUT_OF_SCOPE: "–", Verdict.UNDECIDED: "?",
}  # fmt: skip
NOUNS: Mapping[Kind, str] = {Kind.EQUATION: "equation", Kind.CLAIM: "sentence", Kind.THEOREM: "theorem"}
DESCRIBED: Mapping[Kind, tuple[str, str]] = {  # behind the noun: of one, and of several
    Kind.EQUATION: ("as it is printed", "as they are printed"),
    Kind.CLAIM: ("of the paper", "of the paper"),
    Kind.THEOREM: ("about the model, which is not in it", "about the model, which are not in it"),
}
GLOSSARY: Mapping[str, str] = {
    "as printed": "The formula is transcribed sign for sign, and judged as it stands, even where it is clear what is meant.",
    "as stated": "Of a sentence of the paper, and of a theorem about the model that the paper does not have, the formula is ours: "
    "it says what the words say, and is judged as an equation is.",
    "derivation": "The same quantity, derived again from the definitions in named steps. It never reads what is printed or stated.",
    "exact proof": "The difference of the line and what is derived is reduced to exactly 0 by rules with stated conditions.",
    "exact points": "The line and what is derived are compared at points whose numbers are exact, as fractions and roots are. "
    "Points alone prove nothing for other numbers; they find mistakes.",
    "sampling": "Another word for exact points.",
    "brute force": "The quantity is computed from the definitions of the model alone, by other code than the derivation: "
    "jump operators, the evolution of a state, areas of disks.",
    "balls": "Intervals with a center and a radius that certainly hold the number that is computed. Two that do not meet refute; "
    "two that meet agree only if they are small.",
    "another solver": "The evolution of the state by a second method, at the same points.",
    "Coq": "A proof assistant, which checks a proof step by step from its axioms. What it proved is shown as it is stated there.",
    "scope": "For what the evidence was found: for every number of levels N, for some of them, at so many points. "
    "The scope of a verdict is the weakest of those that carry it.",
    "for every N (symbolic)": "Proved with the number of levels as a symbol, so for all of them at once, and not in a loop.",
    "almost surely": "Up to hidden variables that have no area together: drawn at random, they are met with probability 0.",
    "witness": "Exact numbers to be inserted by hand, for which what is printed or stated and what is true differ.",
    "condition": "What must hold besides for a line to be true, as that a denominator is not 0.",
    "once mended": "The line is wrong only because another one is: with that one corrected, it is right.",
    "rests on": "The lines that are used in this one. What rests on something undecided is not settled.",
    "settled": "Decided, and so is all on which it rests.",
    "in general": "The derivation makes no distinction of cases. Else one case is shown as an example; all of them are proved.",
}
