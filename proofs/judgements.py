"""Verdicts as a user of the library meets them: an entry with its claim, many of them, and what is wrong in the paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from bornproof.proofs.checks.run import Run
from bornproof.proofs.checks.run import verify as run_ledger
from bornproof.proofs.checks.submitted import Outcome, check_formula
from bornproof.proofs.counts import counted
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.latex.latex_printer import as_latex
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import WRONG, Claim, Entry, Ledger, Verdict, Witness
from bornproof.proofs.report.json_report import as_json
from bornproof.proofs.report.line_latex import line_of
from bornproof.proofs.report.notebook import entries_html, entry_html
from bornproof.proofs.report.show import claim_text
from bornproof.proofs.report.shown import in_plain_text
from bornproof.proofs.report.table import print_run
from sympy import Basic, Float

__all__ = ["Judgement", "Judgements", "check", "errata", "verify"]

SHOWN = 12  # entries that a notebook shows as mathematics


class OutOfRangeError(LedgerError, IndexError):
    """A number that none of the entries has; a loop over them ends with it."""


@dataclass(frozen=True, repr=False)
class Judgement:
    """A claim and what was found of it.

    Parameters
    ----------
    claim
        The claim: what is printed, and under which assumptions, as SymPy expressions.
    entry
        The computed verdict, its evidence, the witness; whether it is settled.
    """

    claim: Claim
    entry: Entry

    @property
    def id(self) -> str:
        """The permanent id, such as eq.31.3."""
        return self.claim.id

    @property
    def verdict(self) -> Verdict:
        """What is known of the printed form."""
        return self.entry.verdict

    @property
    def printed(self) -> tuple[Basic, ...]:
        """The printed forms as SymPy expressions."""
        return self.claim.printed

    @property
    def corrected(self) -> tuple[Basic, ...]:
        """What is true instead, as SymPy expressions; nothing, where the printed form is not wrong."""
        return self.claim.corrected.expressions if self.claim.corrected and self.verdict in WRONG else ()

    @property
    def conditions(self) -> tuple[Basic, ...]:
        """Without which the printed or the corrected form fails, and of which the paper says nothing."""
        return self.claim.conditions

    @property
    def witness(self) -> Witness | None:
        """Numbers that anyone can insert: there the printed form has another value than what it is to equal."""
        return self.entry.witness

    def __repr__(self) -> str:
        return claim_text(self.claim, self.entry)

    def _repr_latex_(self) -> str:
        return r"$\displaystyle \begin{aligned}" + r" \\ ".join(self._lines()) + r"\end{aligned}$"

    def _repr_html_(self) -> str:
        return entry_html(self.claim, self.entry)

    def _lines(self) -> Iterator[str]:
        notation = self.claim.language.notation
        yield rf"&\textbf{{{self.id}: {self.verdict}}}"
        if self.printed:
            yield from (f"{left} &{right}" for left, right in line_of(self.claim, self.printed).lines)
        yield from (rf"\text{{only if }} & {as_latex(condition, notation)}" for condition in self.conditions)
        if self.corrected:
            right_one = line_of(self.claim, self.corrected, self.claim.corrected).behind(r"\text{corrected: }")
            yield from (f"{left} &{right}" for left, right in right_one.lines)


@dataclass(frozen=True, repr=False)
class Judgements(Sequence[Judgement]):
    """The entries that were asked for, in the ledger's order; by number, or by id as in `found["eq.31.3"]`.

    Parameters
    ----------
    run
        The entries, and the seconds that each took.
    ledger
        The ledger that they belong to.
    """

    run: Run
    ledger: Ledger

    @property
    def settled(self) -> bool:
        """Whether every entry is settled."""
        return self.run.settled

    def to_json(self, digits: int = 50) -> str:
        """The report that `bornproof verify --json` writes, made with enclosures of that many digits."""
        return as_json(self.run, self.ledger, digits)

    def __len__(self) -> int:
        return len(self.run.entries)

    @overload
    def __getitem__(self, place: int | str) -> Judgement: ...
    @overload
    def __getitem__(self, place: slice) -> "Judgements": ...
    def __getitem__(self, place: int | str | slice) -> "Judgement | Judgements":
        if isinstance(place, slice):
            return Judgements(Run(self.run.entries[place], self.run.seconds), self.ledger)
        if isinstance(place, str):
            wanted = self.ledger[place].id
            places = [number for number, entry in enumerate(self.run.entries) if entry.id == wanted]
            if not places:
                raise LedgerError(f"{wanted} is not among these entries")
            (place,) = places
        try:
            entry = self.run.entries[place]
        except IndexError:
            raise OutOfRangeError(f"of {counted(len(self), 'entry')} none has the number {place}") from None
        except TypeError:
            raise LedgerError(f"entries are named by numbers and ids, not by {place!r}") from None
        return Judgement(self.ledger[entry.id], entry)

    def __repr__(self) -> str:
        return in_plain_text(lambda console: print_run(self.run, self.ledger, console))

    def _repr_html_(self) -> str:
        settled = "all settled" if self.settled else "not all settled"
        return entries_html(((self.ledger[entry.id], entry) for entry in self.run.entries), settled)

    def _repr_latex_(self) -> str | None:
        if len(self) > SHOWN:
            return None  # and the table is shown
        lines = (line for judgement in self for line in judgement._lines())
        return r"$\displaystyle \begin{aligned}" + r" \\ ".join(lines) + r"\end{aligned}$"


def verify(*ids: str, ledger: Ledger | None = None, jobs: int = 1, digits: int = 50) -> Judgements:
    """Judge entries, and all that they rest on.

    Parameters
    ----------
    *ids
        Entries such as eq.31.3, (31.3), eq.39 (all of its lines) or claim.2.2-even-spread; none means all of them.
    ledger
        The ledger that they are in; without one, the paper's.
    jobs
        Worker processes.
    digits
        Decimal digits of the enclosures, 15 to 1000.

    Raises
    ------
    LedgerError
        For an unknown id, jobs or digits out of range, and where the paper's ledger is meant and not installed.

    Examples
    --------
    >>> found = verify("eq.61")
    >>> found.settled, str(found[0].verdict), found["61"].conditions
    (True, 'conditional', (Ne(sigma[2], 0),))
    """
    book = _or_the_papers(ledger)
    _check_texts(*ids)
    return Judgements(run_ledger(ids, ledger=book, jobs=jobs, digits=digits), book)


def errata(*ids: str, ledger: Ledger | None = None, jobs: int = 1, digits: int = 50) -> Judgements:
    """What is wrong, or true only under conditions of which the paper says nothing: each with a witness.

    What is wrong has a correction, too. Arguments and errors are those of `verify`.

    Examples
    --------
    >>> [(erratum.id, str(erratum.verdict)) for erratum in errata("eq.30", "eq.31.3", "eq.40")]
    [('eq.31.3', 'misprint')]
    """
    found = verify(*ids, ledger=ledger, jobs=jobs, digits=digits)
    run = found.run
    wrong = tuple(entry for entry in run.entries if entry.verdict in (*WRONG, Verdict.CONDITIONAL))
    return Judgements(Run(wrong, run.seconds), found.ledger)


def check(entry: str, formula: str | Basic, *, ledger: Ledger | None = None, digits: int = 50) -> Outcome:
    r"""Compare a formula with the one that was derived for an entry.

    Parameters
    ----------
    entry
        An entry of which one formula is printed, such as eq.61.
    formula
        As `bornproof check` reads it, with its left side or without: plain text, LaTeX (which has a backslash), or a line of
        Unicode; or a SymPy expression in symbols of the same names, without floats.
    ledger
        The ledger that the entry is in; without one, the paper's.
    digits
        Decimal digits of the enclosures, 15 to 1000.

    Returns
    -------
    Outcome
        `text` says whether they are equal, under which conditions, or where they differ; `plain` are the same data, and
        `exit_code` is 0 if they are equal. A notebook shows it as mathematics.

    Raises
    ------
    ReadError
        For a formula that cannot be read.
    LedgerError
        For an unknown id, an entry without a formula, digits out of range, a SymPy expression with floats.

    Examples
    --------
    >>> print(check("eq.12", "abs(alpha[2])**2"))
    equal: proved
    >>> print(check("eq.12", r"P(|2\rangle) = |\alpha_2|^2"))
    equal: proved
    """
    if isinstance(formula, Basic):
        if formula.has(Float):
            raise LedgerError(f"a formula must be exact, not with the float {min(formula.atoms(Float), key=str)}")
        formula = as_text(formula)
    _check_texts(entry, formula)
    return check_formula(_or_the_papers(ledger), entry, formula, digits)


def _or_the_papers(ledger: Ledger | None) -> Ledger:
    """The ledger, or the paper's, which need not be installed."""
    if isinstance(ledger, Ledger):
        return ledger
    if ledger is not None:
        raise LedgerError(f"a ledger must be a Ledger, as `load_file` of a FILE.py:NAME gives, not {ledger!r:.60}")
    try:
        from bornproof.proofs.paper.entries import PAPER
    except ModuleNotFoundError as error:
        if not str(error.name).startswith("bornproof.proofs.paper"):
            raise
        raise LedgerError("the paper's ledger is not installed: hand over another one as ledger=") from None
    return PAPER


def _check_texts(*given: object) -> None:
    """Refuse ids and formulas that are no texts."""
    for each in given:
        if not isinstance(each, str):
            raise LedgerError(f"an id or a formula must be a text, as 'eq.31' is, not {each!r} of type {type(each).__name__}")
