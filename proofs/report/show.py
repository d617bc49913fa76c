"""One entry on a terminal: what fits a screen, or in full."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bornproof.proofs.counts import counted
from bornproof.proofs.ledger import WRONG, Claim, Engine, Entry, Evidence, Form, Language, Result, Verdict
from bornproof.proofs.ledger.domain import Case, described
from bornproof.proofs.report.errata import reason_of, section_of, word_of
from bornproof.proofs.report.shown import Mathematics, Screen, in_plain_text
from bornproof.proofs.report.table import STYLES, print_lines
from rich.console import Console
from rich.markup import escape
from sympy import Basic, Eq, Gt, Lt

__all__ = ["Background", "claim_text", "evidence_in_words", "print_claim", "print_claims"]

ENGINES = {
    Engine.SYMBOLIC: "exact proof",
    Engine.SAMPLING: "exact points",
    Engine.BALLS: "brute force",
    Engine.EVOLUTION: "another solver",
    Engine.KERNEL: "Coq",
    Engine.READING: "a person",
}


@dataclass(frozen=True)
class Background:
    """What there is to say of a claim besides its verdict.

    Parameters
    ----------
    case, steps
        The case for which the claim is derived as an example, and the steps of the derivation.
    result
        What the quantity is by these steps; nothing where they end with a recursion, which says it of no level, or
        with a name that the claim does not have.
    symbols
        The names that `bornproof check` takes for it.
    theorems
        The theorems that bear on it: the name and the bearing, and the statement.
    dependents
        The ids of the claims that rest on it.
    failure
        Why there are no steps, where the derivation fails.
    """

    case: Case | None = None
    steps: tuple[Any, ...] = ()
    symbols: tuple[str, ...] = ()
    theorems: tuple[tuple[str, str], ...] = ()
    dependents: tuple[str, ...] = ()
    failure: str = ""
    result: Basic | None = None

    def given(self, language: Language) -> tuple[Basic, ...]:
        """What holds in the case, in the quantities of the claim: of a quantity whose sign it gives the sign.

        >>> from sympy import Symbol
        >>> Background(Case(((Symbol("N"), Symbol("K")),))).given(Language())
        (Eq(N, K),)
        """
        if self.case is None or self.case.some:
            return described(self.case, language).conditions if self.case else ()
        signs = {1: Gt, 0: Eq, -1: Lt}
        said = (
            signs[int(value)](name, 0, evaluate=False) if language.is_sign(name, value) else Eq(name, value, evaluate=False)
            for name, value in self.case.values
        )
        return (*said, *self.case.given)


def print_claims(shown: Iterable[tuple[Claim, Entry, Background]], console: Console, *, full: bool = False) -> None:
    """One after the other."""
    for position, (claim, entry, background) in enumerate(shown):
        if position:
            console.print()
        print_claim(claim, entry, background, console, full=full)


def print_claim(claim: Claim, entry: Entry, background: Background, console: Console, *, full: bool = False) -> None:
    """What is printed, what is right, the witness, the evidence in plain words; in full the derivation and the rest, too."""
    where = f"Eq. ({claim.equation}), " if claim.equation else ""
    console.print(f"[bold]{claim.id}[/]  ({where}{section_of(claim)})  [{STYLES[entry.verdict]}]{entry.verdict}[/]")
    screen = Screen.of(console, claim.language.notation)
    console.print(escape(screen.prose(claim.statement)), highlight=False)
    for title, lines in (_parts if full else _summary)(claim, entry, background, screen):
        print_lines(console, title, lines)


def claim_text(claim: Claim, entry: Entry) -> str:
    """What fits a screen, as plain text."""
    return in_plain_text(lambda console: print_claim(claim, entry, Background(), console))


Parts = Iterator[tuple[str, Iterator[str]]]


def _summary(claim: Claim, entry: Entry, background: Background, screen: Screen) -> Parts:
    """What a person wants to know first, in this order; what has no lines is left out."""
    yield from _stated(claim, entry, screen)
    wrong = entry.verdict in (*WRONG, Verdict.CONDITIONAL)
    yield "reason" if wrong or entry.reason else "note", _given(screen.prose(entry.reason or reason_of(claim)))
    yield "contradictions", iter(entry.contradictions)
    yield "witness", _witness(claim, entry, screen)
    yield "evidence", map(screen.prose, evidence_in_words(entry, word_of(claim)))
    yield "symbols for `bornproof check`", _given(", ".join(background.symbols))


def _parts(claim: Claim, entry: Entry, background: Background, screen: Screen) -> Parts:
    """Titles and lines, in this order; what has no lines is left out."""
    yield from _stated(claim, entry, screen)
    yield "note", _given(screen.prose(claim.note))
    yield "reason", _given(screen.prose(entry.reason))
    yield "contradictions", iter(entry.contradictions)
    yield f"derived ({_case(claim, background, screen)})", _steps(background, screen)
    yield "symbols for `bornproof check`", _given(", ".join(background.symbols))
    yield "evidence", iter(dict.fromkeys(_evidence(item, claim, entry, screen) for item in entry.evidence))
    yield "witness", _witness(claim, entry, screen)
    indented = ((name, statement.replace("\n", "\n    ")) for name, statement in background.theorems)
    yield "theorems (bornproof kernel)", (f"{name}:\n      {statement}" for name, statement in indented)
    yield "rests on", _given(", ".join(claim.uses))
    yield "is used by", _given(", ".join(background.dependents))


def _stated(claim: Claim, entry: Entry, screen: Screen) -> Parts:
    """What is printed, under what, what of it is checked, and what is true in its place."""
    yield word_of(claim), screen.chain(claim.name, claim.printed, defines=claim.defined_by(claim.printed))
    yield f"as {word_of(claim)}, in LaTeX", _given(claim.printed_source)
    yield "where", _where(claim, screen)
    yield "assuming", _assuming(claim, screen)
    yield "checked", _checked(claim, screen)
    wrong = claim.corrected if entry.verdict in WRONG else None
    yield "right", _right(claim, wrong, screen) if wrong else iter(())
    yield "the right one only if" if wrong else "only if", map(screen.form, claim.conditions)
    yield "true once this is mended", _given(claim.once_mended.line if claim.once_mended else "")


def _right(claim: Claim, right: Form, screen: Screen) -> Iterator[str]:
    forms = screen.chain(right.name or claim.name, right.expressions, defines=right.defined_by(right.expressions))
    return _given(screen.prose(claim.corrected_statement), *forms)


def _where(claim: Claim, screen: Screen) -> Iterator[str]:
    """What abbreviations stand for."""
    return (Mathematics(f"{screen.form(name)} = {screen.form(value)}") for name, value in claim.where)


def _assuming(claim: Claim, screen: Screen) -> Iterator[str]:
    """What is assumed, besides what the paper says from its start on."""
    return _given(claim.language.standing(claim), *map(screen.form, claim.domain.assumptions))


def _case(claim: Claim, background: Background, screen: Screen) -> str:
    """A case in the terminal's letters."""
    return ", ".join(map(screen.form, background.given(claim.language))) or "in general"


def _steps(background: Background, screen: Screen) -> Iterator[str]:
    """Each step with its number and rule, and below it what it gives."""
    for number, step in enumerate(background.steps, start=1):
        yield f"{number}. {screen.prose(step.rule)}:"
        yield Mathematics(f"   {screen.step(step.result)}")
    yield from _given(background.failure)


def evidence_in_words(entry: Entry, word: str = "printed") -> Iterator[str]:
    """One line an engine: what it found on each form, in plain words; the word is that for the form that is judged.

    >>> from bornproof.proofs.ledger import Verdict
    >>> found = Evidence(Engine.SYMBOLIC, Result.PROVED, "printed", "for every N (symbolic); any state")
    >>> print(*evidence_in_words(Entry("eq.1", Verdict.HOLDS, (found,))))
    exact proof: proved for every N
    """
    for engine in Engine:
        items = [item for item in entry.evidence if item.engine is engine and item.form != "derivation"]
        if items:
            several = len({item.form for item in items}) > 1 or items[0].form != "printed"
            found = dict.fromkeys(f"{_form(item, word)}: {_finding(item)}" if several else _finding(item) for item in items)
            yield f"{ENGINES[engine]}: {'; '.join(found)}"
    between = (f"derivation and {ENGINES[item.engine]}: {_finding(item)}" for item in entry.evidence if item.form == "derivation")
    yield from dict.fromkeys(between)


def _form(item: Evidence, word: str) -> str:
    """On what the finding is, in fewer words."""
    return word if item.form == "printed" else item.form.removeprefix("printed, ").removeprefix("checked, ")


def _finding(item: Evidence) -> str:
    digits = f", {counted(item.digits, 'digit')}" if item.digits else ""
    match item.result:
        case Result.PROVED:
            scope = item.scope.split("; ")[0].replace(" (symbolic)", "")
            return f"proved {scope}" if scope.startswith("for ") else f"proved ({scope})"
        case Result.AGREES:
            return f"agrees at {item.scope}{digits}"
        case Result.REFUTED:
            return "refuted"
        case Result.UNABLE:
            return "not proved"
        case Result.VACUOUS:
            return "found nothing to check"


def _witness(claim: Claim, entry: Entry, screen: Screen) -> Iterator[str]:
    if entry.witness:
        yield from _given(screen.inserted(entry.witness), *entry.witness.part(screen.left))
        yield f"{word_of(claim) + ':':8} {screen.value(entry.witness.printed)}"
        yield f"true:    {screen.value(entry.witness.true)}"


def _given(*lines: str) -> Iterator[str]:
    return filter(None, lines)


def _evidence(item: Evidence, claim: Claim, entry: Entry, screen: Screen) -> str:
    """One finding with its scope; where it was refuted, and what is left of a proof, is said by the witness, if there is one."""
    digits = f", {counted(item.digits, 'digit')}" if item.digits else ""
    detail = "" if item.result in (Result.REFUTED, Result.UNABLE) and entry.witness else item.detail
    found = {Result.UNABLE: "not proved", Result.VACUOUS: "found nothing to check"}.get(item.result, item.result.value)
    form = _form(item, word_of(claim))
    what = "derivation and " + ENGINES[item.engine] if form == "derivation" else f"{ENGINES[item.engine]}, {form}"
    said = f"{what}: {found} ({screen.prose(item.scope)}{digits})"
    return f"{said}: {screen.prose(detail)}" if detail else said


def _checked(claim: Claim, screen: Screen) -> Iterator[str]:
    """What is checked where that is not what is printed."""
    for form in claim.otherwise:
        defines = form.defined_by(form.expressions)
        yield from screen.chain(form.name or claim.name, form.expressions, defines=defines)
