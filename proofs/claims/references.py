"""The cross-references that the text makes to its own sections, equations, figures and footnotes.

Two indices were made by reading, apart from each other: `TREATED_IN` says for each subject, in our own words, which
place treats it, and `OUTLINE` goes through the paper and says what is found in each place. A claim compares a reference
of the text with the first, and its oracle with the second; a place has a number, so that a wrong one is a wrong number.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from flint import fmpq
from sympy import ImmutableMatrix, Integer

from proofs.domains import Domain
from proofs.ledger import Claim, Form
from symbolic.derivation import Derivation, derivation
from symbolic.notation import N

__all__ = ["CLAIMS"]

TREATED_IN = {  # subject: the place that treats it
    "interpretation of kappa": "Section 5",
    "solution of the two-level equation": "Appendix",
    "limit for sigma_2 > 0 and limit for sigma_2 < 0": "Eqs. (8), (9)",
    "kets of the measured basis": "Section 2",
    "detection takes a finite time": "footnote 1",
    "law of the two-level model": "Eq. (4)",
    "collapse of an equal superposition": "Figure 1",
    "steps that turn sigma > 0 into an area": "Eq. (11)",
    "jump operators for N levels": "Eq. (14)",
    "master equation for N levels": "Eq. (15)",
    "decay pictures for N levels": "Figure 2",
    "sketch of local causality": "Figure 3",
    "definition of the toy model": "Section 2",
    "endpoint on a surface": "Figure 4",
    "initial state of the singlet": "Eq. (28)",
    "integration of the master equation for the singlet": "Appendix",
    "populations and coherence of the singlet": "Eqs. (31)",
    "probabilities of the two signs": "Eq. (32)",
    "averaged density matrix of the singlet": "Eq. (33)",
    "master equation by components": "Eq. (37)",
    "rates of the four populations": "Eqs. (40)-(43)",
    "equations solved by (47)": "Eq. (45)",
    "solutions for the two top levels": "Eqs. (52), (53)",
}
OUTLINE = (  # the places in the paper's order, and what is found there
    ("Section 2", ("kets of the measured basis", "definition of the toy model")),
    ("footnote 1", ("detection takes a finite time",)),
    ("footnote 2", ("choice of the space-time slice",)),
    ("Eq. (4)", ("law of the two-level model",)),
    ("Eqs. (8), (9)", ("limit for sigma_2 > 0 and limit for sigma_2 < 0",)),
    ("Eq. (9)", ("limit for sigma_2 < 0",)),
    ("Figure 1", ("collapse of an equal superposition",)),
    ("Eq. (11)", ("steps that turn sigma > 0 into an area",)),
    ("Eq. (14)", ("jump operators for N levels",)),
    ("Eq. (15)", ("master equation for N levels",)),
    ("Figure 2", ("decay pictures for N levels",)),
    ("Figure 3", ("sketch of local causality",)),
    ("Figure 4", ("endpoint on a surface",)),
    ("Section 4.3", ("fine-tuning",)),
    ("Section 4.4", ("no signalling with an entangled state",)),
    ("Eq. (28)", ("initial state of the singlet",)),
    ("Eqs. (31)", ("populations and coherence of the singlet",)),
    ("Eq. (32)", ("probabilities of the two signs",)),
    ("Eq. (33)", ("averaged density matrix of the singlet",)),
    ("Section 5", ("interpretation of kappa",)),
    ("Appendix", ("integration of the master equation for the singlet", "solution of the two-level equation")),
    ("Eq. (37)", ("master equation by components",)),
    ("Eqs. (40)-(43)", ("rates of the four populations",)),
    ("Eq. (45)", ("equations solved by (47)",)),
    ("Eqs. (52), (53)", ("solutions for the two top levels",)),
)
WRONG = (  # id, section, subject, the place that the text names, remark
    (
        "kappa",
        "2.1",
        "interpretation of kappa",
        "Section 4.3",
        "Section 4.3 is about fine-tuning; kappa is interpreted in Section 5.",
    ),
    (
        "limits",
        "2.1",
        "solution of the two-level equation",
        "Section 4.4",
        "Section 4.4 states the singlet's solution and leaves the solution itself to the appendix, Eqs. (54)-(57).",
    ),
    (
        "both-limits",
        "2.2",
        "limit for sigma_2 > 0 and limit for sigma_2 < 0",
        "Eq. (9)",
        "Eq. (9) is the limit for sigma_2 < 0 alone; that for sigma_2 > 0 is Eq. (8).",
    ),
    (
        "notation",
        "4.4",
        "kets of the measured basis",
        "Section 4.3",
        "The section before 4.4, and all of Section 3, have no such kets; they are those of Section 2.",
    ),
    ("footnote", "5", "detection takes a finite time", "footnote 2", "That is footnote 1; footnote 2 is about space-time slices."),
)
RIGHT = (  # subject, the place that the text names
    ("law of the two-level model", "Eq. (4)"),
    ("collapse of an equal superposition", "Figure 1"),
    ("master equation for N levels", "Eq. (15)"),
    ("decay pictures for N levels", "Figure 2"),
    ("steps that turn sigma > 0 into an area", "Eq. (11)"),
    ("sketch of local causality", "Figure 3"),
    ("definition of the toy model", "Section 2"),
    ("endpoint on a surface", "Figure 4"),
    ("initial state of the singlet", "Eq. (28)"),
    ("integration of the master equation for the singlet", "Appendix"),
    ("populations and coherence of the singlet", "Eqs. (31)"),
    ("probabilities of the two signs", "Eq. (32)"),
    ("averaged density matrix of the singlet", "Eq. (33)"),
    ("jump operators for N levels", "Eq. (14)"),
    ("master equation by components", "Eq. (37)"),
    ("rates of the four populations", "Eqs. (40)-(43)"),
    ("equations solved by (47)", "Eq. (45)"),
    ("solutions for the two top levels", "Eqs. (52), (53)"),
)
PLACES = tuple(place for place, _ in OUTLINE)


def _number(place: str) -> Integer:
    return Integer(PLACES.index(place) + 1)


def _look_up(*subjects: str) -> Callable[[Mapping[Any, Any]], Derivation]:
    found = ImmutableMatrix([[_number(TREATED_IN[subject]) for subject in subjects]])
    return lambda _: derivation("look the subject up in the index made by reading", found)


def _once() -> Iterator[Mapping[Any, Any]]:
    yield {N: 2}  # nothing varies: the comparison is one of two places


def _rows(*subjects: str) -> Callable[[Mapping[Any, Any]], Any]:
    """The number of the first place of the outline where each subject is found."""

    def scan(_: Mapping[Any, Any]) -> Any:
        first = (next(k for k, (_, found) in enumerate(OUTLINE, start=1) if subject in found) for subject in subjects)
        return (tuple(map(fmpq, first)),)

    return scan


CLAIMS = (
    *(
        Claim(
            id=f"claim.ref-{name}",
            section=section,
            statement=f"The text refers to {named} for this subject: {subject}.",
            name=r"\text{place}",
            printed=(ImmutableMatrix([[_number(named)]]),),
            derive=_look_up(subject),
            domain=Domain(points=_once, scope="index of places made by reading"),
            oracle=_rows(subject),
            corrected_statement=f"It is {TREATED_IN[subject]}.",
            corrected=Form((ImmutableMatrix([[_number(TREATED_IN[subject])]]),)),
            note=remark,
        )
        for name, section, subject, named, remark in WRONG
    ),
    Claim(
        id="claim.ref-others",
        section="1-5",
        statement="The text's other references to its own equations, figures and sections name the right places.",
        name=r"\text{places}",
        printed=(ImmutableMatrix([[_number(named) for _, named in RIGHT]]),),
        derive=_look_up(*(subject for subject, _ in RIGHT)),
        domain=Domain(points=_once, scope="index of places made by reading"),
        oracle=_rows(*(subject for subject, _ in RIGHT)),
    ),
)
