"""`bornproof check`: a user's formula read in an entry's names, and what is known of it in words and as data."""

from dataclasses import dataclass, replace
from typing import Any

from bornproof.proofs.checks.question import Answer, Finding, Question
from bornproof.proofs.checks.run import check_digits
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.formula import read_formula
from bornproof.proofs.formulas.latex.blocks import read_latex
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
from bornproof.proofs.formulas.printing import as_text, plain_name
from bornproof.proofs.ledger import Claim, Ledger
from sympy import Basic, Expr, ImmutableMatrix, Indexed, IndexedBase, Symbol
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import Boolean

__all__ = ["Outcome", "answer", "check_claim", "check_formula", "names_of", "symbols_of", "vocabulary_of"]


@dataclass(frozen=True, repr=False)
class Outcome:
    """What is known of a formula: a line or two for a person, plain data for a program, and an exit code."""

    text: str
    plain: dict[str, Any]
    exit_code: int

    def __repr__(self) -> str:
        return self.text


def names_of(claim: Claim) -> dict[str, Any]:
    """The entry's symbols by the names that a user types: those that have values at its points, and those of its forms.

    Of two with one name that of the forms is meant, and of these the operator, which may have the name of its table.
    """
    at_points = _bases(set(next(iter(claim.domain.points()), {})))
    shorter = {name for name, _ in claim.where}
    in_forms = _bases(shorter | {atom for form in _forms(claim) for atom in form.atoms(Symbol, IndexedBase, Indexed, AppliedUndef)})
    ordered = [*sorted(at_points, key=str), *sorted(in_forms, key=lambda base: (base.is_commutative is False, str(base)))]
    return {_name(base): base for base in ordered}


def symbols_of(claim: Claim) -> tuple[str, ...]:
    """The same for people, with a dot for each index or argument.

    >>> from bornproof.proofs.paper.entries import PAPER
    >>> symbols_of(PAPER["eq.61"]), symbols_of(PAPER["eq.5"])
    (('N', 'kappa', 'q', 'sigma[.]', 't'), ('I', 'J', 'N', 'kappa', 'ketbra(., .)', 'rho[., .]', 'sigma[.]'))
    """
    shapes = _shapes(*_forms(claim), *next(iter(claim.domain.points()), {}))
    return tuple(sorted(name + shapes.get(base, "") for name, base in names_of(claim).items()))


def check_formula(ledger: Ledger, claim_id: str, formula: str, digits: int = 50, latex: bool = False) -> Outcome:
    """Judge `formula` as the right-hand side of an entry; raise for an unknown id, digits or an unreadable formula."""
    check_digits(digits)
    claims = ledger.select((claim_id,))
    if len(claims) != 1:
        raise LedgerError(f"{claim_id} has several lines; name one of {', '.join(claim.id for claim in claims)}")
    return check_claim(claims[0], formula, digits, latex)


def check_claim(claim: Claim, formula: str, digits: int = 50, latex: bool = False) -> Outcome:
    """The same of a claim, which need not stand in a ledger."""
    check_digits(digits)
    subjects = claim.true_forms
    if len(subjects) != 1:
        why = "about several quantities" if subjects else "out of scope"
        raise LedgerError(f"{claim.id} is {why}: no formula can be typed for it")
    target = subjects[0].printed
    if not latex and not all(isinstance(form, Expr) and not isinstance(form, ImmutableMatrix) for form in target):
        raise LedgerError(f"{claim.id} is not a formula but a table, a relation or a probability of events: none can be typed")
    form = read_latex(formula, vocabulary_of(claim)) if latex else _read_plain(claim, formula)
    found = answer(subjects[0], form, digits)
    plain: dict[str, Any] = {"id": claim.id, "formula": " ".join(formula.split()), "result": "", "conditions": [], "witness": None}
    mended = claim.once_mended.line if claim.once_mended else ""
    return _outcome(found, plain | {"scope": "", "points": 0, "once_mended": mended}, digits)


def answer(subject: Claim, form: Basic, digits: int) -> Answer:
    """What is known of a form in the place of what is true of one quantity.

    Raises LedgerError for a form of another kind, one that names what does not exist, and one that has no meaning.
    """
    wanted = _kind(subject.printed[0])
    if (kind := _kind(form)) != wanted:
        raise LedgerError(f"{subject.id} is {wanted}, not {kind} as the formula is")
    question = Question(replace(subject, printed=(form,), definition=False), digits)
    question.check_names()
    return question.answer()


def vocabulary_of(claim: Claim, *others: Claim) -> Vocabulary:
    """The names of an entry for the reader of LaTeX, with all their spellings; of others where it has none of that name."""
    atoms = [atom for one in (*others, claim) for atom in sorted(_atoms(one), key=str)]
    labels = {atom.base.label for atom in atoms if isinstance(atom, Indexed)}
    return Vocabulary([atom for atom in dict.fromkeys(reversed(atoms)) if atom not in labels][::-1], claim.language.notation)


def _atoms(claim: Claim) -> set[Any]:
    atoms = {atom for form in _forms(claim) for atom in form.atoms(Symbol, Indexed, AppliedUndef)}
    return atoms | {*next(iter(claim.domain.points()), {}), *(name for name, _ in claim.where)}


def _read_plain(claim: Claim, formula: str) -> Expr:
    form = read_formula(formula, names_of(claim))
    known = _shapes(*_forms(claim), *next(iter(claim.domain.points()), {}))
    for base, shape in _shapes(form).items():
        if known.get(base, shape) != shape:
            raise LedgerError(f"{_name(base)} is written {_name(base)}{known[base]}, not {_name(base)}{shape}")
    return form


def _kind(form: Basic) -> str:
    """What a formula is: what is of one kind can be held against each other."""
    if isinstance(form, ImmutableMatrix):
        return f"a table of {form.rows} rows and {form.cols} columns"
    if isinstance(form, Boolean):
        return "a relation"
    return "an operator" if form.is_commutative is False else "a number"


def _outcome(answer: Answer, plain: dict[str, Any], digits: int) -> Outcome:
    """An answer in words and as data; the truth may be one that another line, once it is mended, makes so."""
    conditions = [as_text(condition) for condition in answer.conditions]
    within = f" once {plain['once_mended']} is mended" if plain["once_mended"] else ""
    within += f" if {' and '.join(conditions)}" if conditions else ""
    plain |= {"result": answer.result.value, "conditions": conditions, "scope": answer.scope, "points": answer.points}
    match answer.result:
        case Finding.EQUAL:
            return Outcome(f"equal{within}: proved{_in(answer.levels)}", plain, 0)
        case Finding.CONDITIONAL:
            return Outcome(f"equal{within}: proved{_in(answer.levels)}", plain, 0)
        case Finding.UNDECIDED:
            agrees = f"agrees at {answer.points} exact points{within}, {digits} digits; " if answer.points else ""
            return Outcome(f"undecided: {agrees}no proof found{answer.detail and f' ({answer.detail})'}", plain, 1)
        case Finding.ERROR:
            return Outcome(f"internal error: the proof fails its replay: {answer.detail}", plain, 1)
        case Finding.DIFFERENT:
            witness = answer.witness
            assert witness is not None  # noqa: S101  (what differs does so somewhere)
            point = ", ".join(f"{name} = {value}" for name, value in witness.point)
            reason = f" ({answer.detail})" if answer.detail else ""
            text = f"different{within}: at {point}\n  your formula: {witness.printed}{reason}\n  true value:   {witness.true}"
            shown = {"point": dict(witness.point), "yours": witness.printed, "true": witness.true}
            return Outcome(text, plain | {"witness": shown}, 1)


def _in(levels: str) -> str:
    return f" for {levels}" if levels else ""


def _shapes(*forms: Basic) -> dict[Any, str]:
    """With how many indices or arguments a symbol is used, as dots in its brackets."""
    shapes: dict[Any, str] = {}
    for form in forms:
        shapes |= {node.base: f"[{', '.join('.' * node.rank)}]" for node in form.atoms(Indexed)}
        shapes |= {node.func: f"({', '.join('.' * len(node.args))})" for node in form.atoms(AppliedUndef)}
    return shapes


def _bases(atoms: set[Any]) -> set[Any]:
    """The symbols, tables and functions that atoms are of, without the labels of tables."""
    bases = {atom.base if isinstance(atom, Indexed) else atom.func if isinstance(atom, AppliedUndef) else atom for atom in atoms}
    return bases - {base.label for base in bases if isinstance(base, IndexedBase)}


def _forms(claim: Claim) -> tuple[Basic, ...]:
    stated = (form for subject in (*claim.subjects, *claim.true_forms) for form in subject.printed)
    return (*claim.printed, *stated, *(value for _, value in claim.where))


def _name(base: Any) -> str:
    if isinstance(base, IndexedBase):
        return plain_name(str(base.label))
    return plain_name(base.name) if isinstance(base, Symbol) else str(base.__name__)
