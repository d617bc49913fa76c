"""An entry as a page shows it: every part of it a text or a formula that is ready for the templates."""

import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any
from urllib.parse import quote

from bornproof.proofs.errors import ReadError, ReportError
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.formulas.prose import as_prose
from bornproof.proofs.ledger import WRONG, Claim, Entry, Form, Kind, Verdict
from bornproof.proofs.report.document import Formula, equated, sign_before
from bornproof.proofs.report.entries_document import printed_blocks
from bornproof.proofs.report.errata import place_of, reason_of, section_of, witness_said, word_of
from bornproof.proofs.report.line_latex import cut, latex_of, rows_of
from bornproof.proofs.report.show import Background, evidence_in_words
from bornproof.proofs.report.site.glossary import MARKS
from bornproof.proofs.report.site.graph import Node, neighbourhood
from bornproof.proofs.report.site.mathematics import displayed, sentence
from bornproof.proofs.report.table import differing
from sympy import Basic

__all__ = ["EntryView", "view", "without_repetition"]

LONGEST = 400  # characters of a formula that a person would type
BESIDE = 800  # characters of LaTeX of what is derived that stands beside what is printed
MOST = 6000  # characters of LaTeX of a formula that is shown
STEP = 2500  # the same, of a step
REPEATED = 1000  # characters of MathML of a step that a page shows once


@dataclass(frozen=True)
class Shown:
    """A formula below its title, with its LaTeX."""

    title: str
    formula: Any
    latex: str = ""


@dataclass(frozen=True)
class EntryView:
    """What a page says of an entry, in its order; what is empty is left out."""

    id: str
    place: str
    section: str
    kind: str
    verdict: str
    mark: str
    almost_surely: bool
    engines: str
    statement: Any
    formulas: tuple[Shown, ...]
    right_words: Any
    only_if: tuple[Any, ...]
    mended: Any
    assuming: tuple[Any, ...]
    where: tuple[Any, ...]
    reason: Any
    note: Any
    contradictions: tuple[Any, ...]
    witness: Any
    scope: Any
    evidence: tuple[Any, ...]
    steps: tuple[tuple[Any, Any], ...]
    case: Any
    failure: str
    theorems: tuple[tuple[str, str], ...]
    rests_on: tuple[Node, ...]
    used_by: tuple[Node, ...]
    drawn: Any
    command: str


def view(claim: Claim, entry: Entry, background: Background, nodes: Mapping[str, Node], option: str = "") -> EntryView:
    """The entry for a page.

    Parameters
    ----------
    background
        The derivation as an example, theorems, and what rests on it.
    nodes
        All entries, by their ids, with their addresses.
    option
        What a command needs besides to find the ledger.
    """
    from markupsafe import Markup

    places = {name: node.address for name, node in nodes.items()}

    def said(text: str) -> Any:
        return sentence(as_prose(text), places) if text else ""

    def conditions(forms: Iterable[Basic]) -> tuple[Any, ...]:
        return tuple(sentence(f"${latex}$") for latex in latex_of(forms, claim))

    standing = claim.language.standing(claim)
    wrong = entry.verdict in (*WRONG, Verdict.CONDITIONAL)
    above = tuple(nodes[name] for name in claim.uses if name in nodes)
    below = tuple(nodes[name] for name in background.dependents if name in nodes)
    return EntryView(
        id=claim.id,
        place=place_of(claim),
        section=section_of(claim),
        kind=claim.kind.value,
        verdict=entry.verdict.value,
        mark=MARKS[entry.verdict],
        almost_surely=entry.almost_surely,
        engines=" ".join(dict.fromkeys(item.engine.value for item in entry.evidence)),
        statement=said(claim.statement),
        formulas=tuple(_formulas(claim, entry, background)),
        right_words=said(claim.corrected_statement) if entry.verdict in WRONG else "",
        only_if=conditions(claim.conditions),
        mended=said(claim.once_mended.line) if claim.once_mended else "",
        assuming=(*((sentence(f"${standing}$"),) if standing else ()), *conditions(claim.domain.assumptions)),
        where=tuple(sentence(f"${as_latex(name, claim.language.notation)} = {latex}$") for name, latex in _abbreviations(claim)),
        reason=said(entry.reason or (reason_of(claim) if wrong else "")),
        note=said(claim.note if not wrong else claim.note.removeprefix(reason_of(claim)).strip()),
        contradictions=tuple(map(said, entry.contradictions)),
        witness=sentence(witness_said(claim, entry.witness)) if entry.witness else "",
        scope=said(entry.scope),
        evidence=tuple(map(said, evidence_in_words(entry, word_of(claim)))),
        steps=tuple((said(step.rule), _step(claim, step.result, option)) for step in background.steps),
        case=_case(claim, background),
        failure=background.failure,
        theorems=background.theorems,
        rests_on=above,
        used_by=below,
        drawn=Markup(neighbourhood(nodes[claim.id], above, below)) if above or below else "",  # noqa: S704  (drawn by us)
        command=_command(claim, entry, option),
    )


def without_repetition(views: Iterable[EntryView]) -> Iterator[EntryView]:
    """The entries of a page, on which a long formula of a step that stands in several derivations stands once."""
    from markupsafe import Markup

    first: dict[Any, Any] = {}
    for entry in views:
        steps = []
        for number, (rule, formula) in enumerate(entry.steps, start=1):
            if len(formula) > REPEATED and formula in first:
                steps.append((rule, first[formula]))
                continue
            link = Markup('<p class="same">The formula is that of step {} of <a href="{}">{}</a>.</p>')
            first[formula] = link.format(number, f"#{quote(entry.id)}", entry.id)
            steps.append((rule, formula))
        yield replace(entry, steps=tuple(steps))


def _formulas(claim: Claim, entry: Entry, background: Background) -> Iterator[Shown]:
    """What is printed, what is checked in its place, what is right, and what the derivation ends with."""
    if claim.is_printed:
        typed = partial(_typed, claim), partial(rows_of, claim, claim.printed)
        yield _first(word_of(claim), claim.printed_source, *typed)
    if claim.otherwise:
        ours = claim.kind is Kind.THEOREM and not claim.is_printed
        yield _first(word_of(claim) if ours else "checked", "", partial(_together, claim, claim.otherwise))
    if claim.corrected and entry.verdict in WRONG:
        yield _first("right", "", partial(rows_of, claim, differing(claim)[1], claim.corrected))
    elif background.result is not None and claim.is_printed and not claim.in_place_of_printed:
        formula = partial(_derived, claim, background.result)
        found = _first("derived", "", formula, beside=_where(claim, background))
        yield found if len(found.latex) <= BESIDE else replace(found, formula="Long: it is the last step of the derivation.")


def _typed(claim: Claim) -> Formula:
    (formula,) = printed_blocks([claim])
    return formula


def _derived(claim: Claim, result: Basic) -> Formula:
    return equated(claim.name, latex_of((result,), claim), sign=sign_before((result,)))


def _together(claim: Claim, forms: Iterable[Form]) -> Formula:
    """Several quantities below each other."""
    found = (rows_of(claim, form.expressions, form) for form in forms)
    return Formula(tuple(line for each in found for line in each.lines))


def _first(title: str, source: str, *makers: Callable[[], Formula], beside: str = "") -> Shown:
    """The first that can be set; where none can, its source. What stands beside it is said by its title, and copied."""
    latex = source
    for maker in makers:
        try:
            formula = maker()
            latex = _whole((source or _as_rows(formula)) + beside)
            if len(latex) > MOST:
                break
            return Shown(title, displayed(formula, latex), latex)
        except (ReadError, ReportError):
            continue
    return Shown(title, _code(latex), _whole(latex))


def _as_rows(formula: Formula) -> str:
    return r" \\ ".join(f"{left} &{right}" if left else f"&{right}" for left, right in formula.lines)


def _whole(latex: str) -> str:
    r"""What can be pasted between dollar signs: rows stand in an environment, and one alone has no marks to set it by.

    >>> print(_whole("a &= b"), _whole(r"a &= b \\ &= c"))
    a = b \begin{aligned} a &= b \\ &= c \end{aligned}
    """
    rows = cut(latex, r"\\")
    return rf"\begin{{aligned}} {latex} \end{{aligned}}" if len(rows) > 1 else "".join(cut(latex, "&"))


def _code(latex: str) -> Any:
    from markupsafe import Markup

    return Markup('<code class="source">{}</code>').format(latex)


def _step(claim: Claim, result: Basic, option: str) -> Any:
    """The formula of a step, or how to see it where it would fill pages."""
    from markupsafe import Markup

    latex = next(latex_of((result,), claim))
    if len(latex) <= STEP:
        return _set(latex)
    command = " ".join(filter(None, ("bornproof show", shlex.quote(claim.id), "--full", option)))
    said = '<p class="same">A formula of {} characters, which <code>{}</code> prints.</p>'
    return Markup(said).format(len(latex), command)  # noqa: S704  (a text of ours)


@lru_cache(maxsize=4096)
def _set(latex: str) -> Any:
    """A formula of a step, of which many derivations have the same."""
    try:
        return displayed(Formula((("", latex),)))
    except (ReadError, ReportError):
        return _code(latex)


def _abbreviations(claim: Claim) -> Iterator[tuple[Basic, str]]:
    return ((name, as_latex(value, claim.language.notation)) for name, value in claim.where)


def _case(claim: Claim, background: Background) -> Any:
    """The case for which the derivation is shown."""
    return sentence(", ".join(f"${latex}$" for latex in latex_of(background.given(claim.language), claim)) or "in general")


def _where(claim: Claim, background: Background) -> str:
    """The same beside a formula, as `check` reads it."""
    given = r" \wedge ".join(latex_of(background.given(claim.language), claim))
    return rf" \quad\text{{for }} {given}" if given else ""


def _command(claim: Claim, entry: Entry, option: str) -> str:
    """A command to be tried: the true form is typed, where a person would type it."""
    ledger = f" {option}" if option else ""
    if claim.printed and not claim.out_of_scope and not claim.otherwise and entry.verdict is not Verdict.UNDECIDED:
        right = claim.corrected.expressions if claim.corrected and entry.verdict in WRONG else ()
        apart = bool(claim.corrected and claim.corrected.derive)
        text = as_text((right or claim.printed)[0]) if not apart else ""
        if 0 < len(text) <= LONGEST:
            return f"bornproof check {shlex.quote(claim.id)} {shlex.quote(text)}{ledger}"
    return f"bornproof show {shlex.quote(claim.id)} --full{ledger}"

