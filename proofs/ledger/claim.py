"""A claim: what is printed, what is checked, how the same quantity is derived, and how it is computed by brute force."""

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger.domain import Domain
from bornproof.proofs.ledger.fields import check_tuple
from bornproof.proofs.ledger.language import PLAIN, Language, inserted
from bornproof.proofs.ledger.mended import Mending, tied
from bornproof.proofs.ledger.printed import Abbreviations, Forms, check_forms, typed
from bornproof.symbolic.derivation import Derivation
from sympy import Basic
from sympy.logic.boolalg import Boolean

__all__ = ["Claim", "Fewer", "Form", "Kind"]

Derive = Callable[[Mapping[Any, Any]], Derivation]
Oracle = Callable[[Mapping[Any, Any]], Any]


class Kind(StrEnum):
    """What an entry is about."""

    EQUATION = "equation"
    CLAIM = "claim"
    THEOREM = "theorem"


@dataclass(frozen=True)
class Form:
    """Expressions that are all to have one value; derivation, oracle, domain and left side are the claim's unless given.

    Expressions are given in SymPy, or as `Printed` in LaTeX, which has the left side, too.

    A form with a derivation of its own is about another quantity: it then has an oracle of its own, or none. A domain of its
    own assumes nothing that the claim's does not; a correction has none.
    """

    expressions: Forms = Forms()  # noqa: RUF009  (it describes the field)
    derive: Derive | None = None
    oracle: Oracle | None = None
    domain: Domain | None = None
    name: str = ""

    def __post_init__(self) -> None:
        check_forms(self, "a form", "expressions")
        if not self.name and (line := typed(self, "expressions")):
            object.__setattr__(self, "name", line.left)

    def defined_by(self, forms: Sequence[Basic]) -> bool:
        """Whether some of its expressions start with one that defines the name: it is typed with := before."""
        line = typed(self, "expressions")
        return line is not None and line.defines and tuple(forms[:1]) == self.expressions[:1]

    @property
    def source(self) -> str:
        """The line as it is typed, in LaTeX; nothing, where expressions are given."""
        return line.source if (line := typed(self, "expressions")) else ""

    @property
    def as_typed(self) -> tuple[str, ...]:
        """Each expression in LaTeX as it is typed; none, where expressions are given or the line cannot be cut so."""
        return line.sources if (line := typed(self, "expressions")) else ()


@dataclass(frozen=True)
class Fewer:
    """How many distinct points a domain has, where it ends before those that every claim has to meet, and why it does.

    The number is checked: the reason alone excuses nothing.
    """

    points: int
    reason: str

    def __post_init__(self) -> None:
        if self.points < 1 or not self.reason:
            raise LedgerError("fewer points than every claim has to meet are at least one, for a reason")


@dataclass(frozen=True)
class Claim:
    """One statement of the paper (or a theorem of ours), as data.

    `printed` is transcribed literally: as `Printed`, a line in LaTeX with its left side, which is read when it is asked for;
    or as SymPy expressions in the paper's symbols, with the left side in LaTeX as the `name`. `checked` is the quantity made
    from it that is checked, where that is not what is printed; `family` are several quantities, each of which must pass. `derive`
    maps values of the domain's case variables to a derivation of the quantity; it never reads `printed`. `oracle` maps an
    exact point to the quantity by brute force from the definitions.
    """

    id: str
    section: str
    statement: str
    name: str = ""  # the left-hand side in LaTeX
    printed: Forms = Forms()  # noqa: RUF009
    derive: Derive | None = None
    domain: Domain = field(default_factory=Domain)
    oracle: Oracle | None = None
    dynamics: bool = False  # the oracle evolves a state from t = 0, so that it can be asked of two solvers
    checked: Form | None = None
    family: tuple[Form, ...] = ()
    conditions: tuple[Boolean, ...] = ()
    corrected: Form | None = None
    corrected_statement: str = ""
    once_mended: Mending | None = None
    where: Abbreviations = Abbreviations()  # noqa: RUF009  (in the forms, and what they stand for)
    note: str = ""
    fewer: Fewer | None = None
    definition: bool = False
    average: bool = False  # over the hidden variables, also where its name is not set as one
    undecidable: str = ""
    reading: str = ""  # what a person compared
    uses: tuple[str, ...] = ()
    language: Language = field(default=PLAIN, repr=False)  # the ledger's, which sets it

    def __post_init__(self) -> None:
        check_forms(self, self.id, "printed")
        check_tuple(self.id, "conditions", self.conditions)
        check_tuple(self.id, "family", self.family, Form, "forms")
        check_tuple(self.id, "uses", self.uses, str, "ids")
        if not self.name:
            line = typed(self, "printed")
            object.__setattr__(self, "name", line.left if line else self.checked.name if self.checked else "")
        if self.kind is Kind.EQUATION and not self.equation:
            raise LedgerError(f"{self.id}: an equation must carry its number, as in eq.39 or eq.39.1")
        if self.out_of_scope and (self.derive or self.otherwise or self.corrected or self.once_mended):
            raise LedgerError(f"{self.id}: what is derived and checked is within scope, and has no reason why it is not")
        if not (self.out_of_scope or self.otherwise or self.is_printed):
            raise LedgerError(f"{self.id}: needs either a form to check or the reason why no computation can decide it")
        if not (self.derive or self.out_of_scope) and not (self.otherwise and all(form.derive for form in self.otherwise)):
            raise LedgerError(f"{self.id}: a printed form needs a derivation")
        if self.corrected and self.once_mended:
            raise LedgerError(f"{self.id}: what another line makes wrong has no correction of its own")
        if self.checked and self.once_mended and self.kind is Kind.EQUATION:
            raise LedgerError(f"{self.id}: an equation that another line makes wrong is checked as it is printed")
        if self.corrected and self.kind is Kind.THEOREM:
            raise LedgerError(f"{self.id}: a theorem of ours must be true, and has no correction")
        if bool(self.corrected_statement) != bool(self.corrected and self.kind is Kind.CLAIM):
            raise LedgerError(f"{self.id}: a sentence that is corrected needs the true one in words, and nothing else does")
        if self.id in self.uses:
            raise LedgerError(f"{self.id}: a premise must not be its own conclusion")
        self._check_forms()

    def _check_forms(self) -> None:
        """Raise LedgerError where what is checked or corrected would not be tied to what is printed."""
        if self.in_place_of_printed and any(not form.name or form.name == self.name for form in self.otherwise):
            raise LedgerError(f"{self.id}: what is checked in the place of what is printed needs a name that says so")
        if self.corrected and self.corrected.derive and not self.corrected.name:
            raise LedgerError(f"{self.id}: what is corrected needs a name, if it is derived apart")
        if self.corrected and self.corrected.derive and self.kind is Kind.CLAIM and self.corrected.name == self.name:
            raise LedgerError(f"{self.id}: the true form of a sentence, derived apart, needs a name of its own, which marks it")
        if self.corrected and self.corrected.domain:
            raise LedgerError(f"{self.id}: what is corrected is judged where the printed form is, and has no domain of its own")
        if self.family and (self.corrected or self.once_mended):
            raise LedgerError(f"{self.id}: a family of quantities has no correction; each line that is wrong is a claim")
        if self.kind is Kind.EQUATION and not (self.is_printed or self.out_of_scope):
            raise LedgerError(f"{self.id}: an equation must be transcribed, whatever is checked in its place")
        assumed = self.domain.assumptions
        for form in self.otherwise:
            if unsaid := [str(fact) for fact in (form.domain.assumptions if form.domain else ()) if fact not in assumed]:
                raise LedgerError(f"{self.id}: a form must not assume what the claim does not: {', '.join(unsaid)}")

    @property
    def kind(self) -> Kind:
        """By the prefix of the permanent id: eq., claim. or thm."""
        prefixes = {"eq": Kind.EQUATION, "claim": Kind.CLAIM, "thm": Kind.THEOREM}
        prefix = self.id.split(".")[0]
        if prefix not in prefixes:
            raise LedgerError(f"{self.id}: an id must start with one of {', '.join(prefixes)}")
        return prefixes[prefix]

    @property
    def equation(self) -> int | None:
        """The paper's equation number, if the entry is an equation."""
        parts = self.id.split(".")
        return int(parts[1]) if parts[0] == "eq" and len(parts) > 1 and parts[1].isdigit() else None

    @property
    def out_of_scope(self) -> bool:
        """Whether no computation can decide it, or a person's reading did."""
        return bool(self.undecidable or self.reading)

    @property
    def otherwise(self) -> tuple[Form, ...]:
        """The quantities that are checked in the place of the one that is printed."""
        return (*self.family, *((self.checked,) if self.checked else ()))

    @property
    def in_place_of_printed(self) -> bool:
        """Whether something is printed, and another quantity is checked."""
        return bool(self.is_printed and self.otherwise)

    @property
    def is_printed(self) -> bool:
        """Whether something is printed; it is not read for this."""
        return bool(self.__dict__["_printed"])

    @property
    def subjects(self) -> tuple["Claim", ...]:
        """What is checked, as claims about one quantity each whose `printed` are the expressions.

        Where a line is to be mended they are with that line as it is printed.
        """
        return tuple(tied(self, subject, corrected=False) for subject in self.untied) if self.once_mended else self.untied

    @property
    def untied(self) -> tuple["Claim", ...]:
        """The same for any value of what a line says that is to be mended."""
        if self.otherwise:
            return tuple(self.stating(form) for form in self.otherwise)
        return (self,) if self.is_printed and not self.out_of_scope else ()

    @property
    def true_forms(self) -> tuple["Claim", ...]:
        """The same of what is true: the correction where there is one, the printed form with another line mended."""
        if self.once_mended:
            return tuple(tied(self, subject, corrected=True) for subject in self.untied)
        return (self.untied[0].stating(self.corrected),) if self.corrected else self.untied

    def meaning(self, form: Basic, values: Mapping[Any, Any]) -> Basic:
        """The form with the abbreviations inserted, as the ledger's language reads it where the values are known."""
        return self.language.meaning(inserted(form, self.where), values)

    def defined_by(self, forms: Sequence[Basic]) -> bool:
        """Whether some of the printed forms start with one that defines the name: it is printed with := before."""
        line = typed(self, "printed")
        return line is not None and line.defines and tuple(forms[:1]) == self.printed[:1]

    @property
    def printed_source(self) -> str:
        """The line as it is typed, in LaTeX, of which `printed` was read; nothing, where expressions are given."""
        return line.source if (line := typed(self, "printed")) else ""

    @property
    def printed_as_typed(self) -> tuple[str, ...]:
        """Each form of `printed` in LaTeX as it is typed; none, where expressions are given or the line cannot be cut so."""
        return line.sources if (line := typed(self, "printed")) else ()

    def in_language(self, language: Language) -> "Claim":
        """This claim in the language of a ledger; what is printed is not read for this."""
        told = copy(self)
        object.__setattr__(told, "language", language)
        return told

    def stating(self, form: Form) -> "Claim":
        """This claim with a form in the place of all that is printed; one without expressions keeps them."""
        return replace(
            self,
            printed=typed(form, "expressions") or form.expressions or typed(self, "printed") or self.printed,
            derive=form.derive or self.derive,
            oracle=form.oracle or (None if form.derive else self.oracle),
            domain=form.domain or self.domain,
            name=form.name or self.name,
            checked=None,
            family=(),
            corrected=None,
            corrected_statement="",
            once_mended=None,
        )
