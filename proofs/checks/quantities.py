"""The quantities that an entry is about, by their names: what a left side may say."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bornproof.numeric_check.arithmetic.balls import conjugate as conjugate_of
from bornproof.proofs.checks.answers import answered
from bornproof.proofs.ledger import Claim, Language
from bornproof.proofs.ledger.printed import names_in_row, typed
from bornproof.symbolic.derivation import Derivation, derivation
from sympy import Basic, ImmutableMatrix, Symbol, conjugate
from sympy.logic.boolalg import Boolean

__all__ = ["across_the_diagonal", "is_relation", "quantities"]


def is_relation(form: Basic) -> bool:
    """Whether a form is a relation or several; a symbol is none, though SymPy takes one for a condition."""
    return isinstance(form, Boolean) and not isinstance(form, Symbol)


def quantities(claim: Claim, also: str = "") -> dict[str, Claim]:
    r"""What is true of each quantity, by its name in LaTeX; the entry itself, where what is printed is not what is checked.

    The true forms come first, and of a row of names each entry; then what is printed, if that is another quantity. `also` is a
    further name of what is printed.

    >>> from bornproof.proofs.paper.entries import PAPER
    >>> list(quantities(PAPER["eq.31.3"]))
    ['(\\rho_{12}(t),\\rho_{21}(t))', '\\rho_{12}(t)', '\\rho_{21}(t)']
    >>> list(quantities(PAPER["eq.34"]))
    ['\\rho_A', '\\mathrm{Tr}_B(\\rho)']
    """
    found: dict[str, Claim] = {}
    for subject in (*claim.true_forms, *claim.subjects):
        found.setdefault(subject.name, subject)
        names = names_in_row(subject.name)
        if len(names) > 1 and isinstance(subject.printed[0], ImmutableMatrix) and len(subject.printed[0]) == len(names):
            for number, name in enumerate(names):
                found.setdefault(name, _entry(subject, number, name))
    if claim.in_place_of_printed:
        found.setdefault(claim.name, claim)
    if claim.name in found:
        line = typed(claim, "printed")
        for name in (*(line.other_names if line else ()), also):
            found.setdefault(name, found[claim.name])
    for name, subject in list(found.items()):
        if across := across_the_diagonal(name, claim.language):
            found.setdefault(across, _conjugated(subject, across))
    if claim.average:
        single = [name for name in found if name and len(names_in_row(name)) == 1]
        found |= {rf"\overline{{{name}}}": found[name] for name in single}
    for name, subject in list(found.items()):
        found.setdefault(_late(name, claim.language), subject)
    found.pop("", None)
    return found


def _late(name: str, language: Language) -> str:
    r"""The name with the time alone where it says that the time, times a rate, goes to infinity: rates are positive.

    >>> from bornproof.proofs.paper.language import LANGUAGE
    >>> _late(r"\lim_{\kappa t\to\infty}\rho(t)", LANGUAGE)
    '\\lim_{t\\to\\infty}\\rho(t)'
    """
    time = language.notation.name(language.time) if language.time is not None else ""
    rates = (language.notation.name(rate) for rate in language.rates if rate.is_positive)
    limits = {rf"\lim_{{{rate} {time}\to\infty}}" for rate in rates if time}
    limit = next((limit for limit in limits if name.startswith(limit)), "")
    return rf"\lim_{{{time}\to\infty}}{name.removeprefix(limit)}" if limit else name


def across_the_diagonal(name: str, language: Language) -> str:
    r"""The name of the entry across the diagonal from one of a density matrix; nothing for any other name.

    >>> from bornproof.proofs.paper.language import LANGUAGE
    >>> across_the_diagonal(r"\rho_{12}(t)", LANGUAGE), across_the_diagonal(r"\rho_{11}(t)", LANGUAGE)
    ('\\rho_{21}(t)', '')
    """
    for table in language.states:
        found = re.fullmatch(rf"({re.escape(language.notation.name(table))}_)\{{(\w)(\w)\}}(\(\w\))?", name)
        if found and found[2] != found[3]:
            return f"{found[1]}{{{found[3]}{found[2]}}}{found[4] or ''}"
    return ""


def _conjugated(subject: Claim, name: str) -> Claim:
    """A claim about the conjugate of a quantity."""
    derive, oracle = subject.derive, subject.oracle
    assert derive is not None  # noqa: S101  (a subject has one)

    def derived(values: Mapping[Any, Any]) -> Derivation:
        steps = derive(values)
        return steps.then("the entry across the diagonal is the conjugate", conjugate(steps.result))

    return replace(
        subject,
        printed=(conjugate(subject.printed[0]),),
        derive=derived,
        oracle=(lambda point: conjugate_of(answered(oracle, point))) if oracle else None,
        name=name,
    )


def _entry(subject: Claim, number: int, name: str) -> Claim:
    """A claim about one entry of a row."""
    derive, oracle = subject.derive, subject.oracle
    assert derive is not None  # noqa: S101  (a subject has one)

    def derived(values: Mapping[Any, Any]) -> Derivation:
        row = derive(values)
        return derivation("the row", row.result).then(f"its entry {number + 1}", row.result[number])

    return replace(
        subject,
        printed=(subject.printed[0][number],),
        derive=derived,
        oracle=(lambda point: [value for row in oracle(point) for value in row][number]) if oracle else None,
        name=name,
    )
