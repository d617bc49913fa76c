"""The cross-references that the text makes to its own sections, equations and footnotes.

`TREATED_IN` was made by reading: for each subject, in our own words, the places of the paper that treat it. Each claim
compares a reference that the text makes with that index; a place has a number, so that a wrong one is a wrong number.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sympy import ImmutableMatrix, Integer

from proofs.domains import Domain
from proofs.ledger import Claim
from symbolic.derivation import Derivation, derivation
from symbolic.notation import N

__all__ = ["CLAIMS"]

TREATED_IN = {  # subject: the place that treats it
    "interpretation of kappa": "Section 5",
    "solution of the two-level equation": "Appendix",
    "limit for sigma_2 > 0 and limit for sigma_2 < 0": "Eqs. (8), (9)",
    "detection takes a finite time": "footnote 1",
    "steps that turn sigma > 0 into an area": "Eq. (11)",
    "integration of the master equation for the singlet": "Appendix",
    "probabilities of the two signs": "Eq. (32)",
    "populations and coherence of the singlet": "Eqs. (31)",
    "initial state of the singlet": "Eq. (28)",
    "equations solved by (47)": "Eq. (45)",
    "decay pictures for N levels": "Figure 2",
    "sketch of local causality": "Figure 3",
    "endpoint on a surface": "Figure 4",
}
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
    ("footnote", "5", "detection takes a finite time", "footnote 2", "That is footnote 1; footnote 2 is about space-time slices."),
)
RIGHT = (  # subject, the place that the text names
    ("steps that turn sigma > 0 into an area", "Eq. (11)"),
    ("integration of the master equation for the singlet", "Appendix"),
    ("probabilities of the two signs", "Eq. (32)"),
    ("populations and coherence of the singlet", "Eqs. (31)"),
    ("initial state of the singlet", "Eq. (28)"),
    ("equations solved by (47)", "Eq. (45)"),
    ("decay pictures for N levels", "Figure 2"),
    ("sketch of local causality", "Figure 3"),
    ("endpoint on a surface", "Figure 4"),
)
PLACES = tuple(sorted({*TREATED_IN.values(), *(named for _, _, _, named, _ in WRONG), *(named for _, named in RIGHT)}))


def _number(place: str) -> Integer:
    return Integer(PLACES.index(place) + 1)


def _look_up(*subjects: str) -> Callable[[Mapping[Any, Any]], Derivation]:
    found = ImmutableMatrix([[_number(TREATED_IN[subject]) for subject in subjects]])
    return lambda _: derivation("look the subject up in the index made by reading", found)


def _once() -> Iterator[Mapping[Any, Any]]:
    yield {N: 2}  # nothing varies: the comparison is one of two places


def _rows(*subjects: str) -> Callable[[Mapping[Any, Any]], Any]:
    """The same by scanning the index from place to subject."""

    def scan(_: Mapping[Any, Any]) -> Any:
        from flint import fmpq

        by_place = {place: [subject for subject, where in TREATED_IN.items() if where == place] for place in PLACES}
        return (tuple(fmpq(1 + next(i for i, place in enumerate(PLACES) if s in by_place[place])) for s in subjects),)

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
            corrected=(ImmutableMatrix([[_number(TREATED_IN[subject])]]),),
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
