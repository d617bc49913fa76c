"""Is a user's formula equal to what was derived: everywhere, under conditions, nowhere, or is it not known."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice, product
from typing import Any

from bornproof.numeric_check.errors import AbsentEntryError, NumericError, UndecidedError, UndefinedError, UnknownNameError
from bornproof.numeric_check.evaluation.compare import Agreement
from bornproof.proofs.checks.answers import blame
from bornproof.proofs.checks.deadline import SECONDS, OutOfTimeError, time_limit
from bornproof.proofs.checks.exact import prove
from bornproof.proofs.checks.points import UNDEFINED, Bench
from bornproof.proofs.checks.replay import replay
from bornproof.proofs.checks.samples import sample
from bornproof.proofs.checks.scope_text import run_of
from bornproof.proofs.checks.witnesses import simplest
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.events import rate
from bornproof.proofs.formulas.literal import demands, evaluated
from bornproof.proofs.formulas.plain_printer import as_text, plain_name
from bornproof.proofs.ledger import Claim, Engine, Result, Witness
from bornproof.proofs.ledger.language import insert
from bornproof.symbolic.errors import AbsentError
from sympy import Indexed, Ne, Not, Or
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import Boolean

__all__ = ["POINTS", "Answer", "Finding", "Question"]

POINTS = 60  # at how many a formula is held against the derivation
BY_ORACLE = 20  # at how many of these against the oracle, too
REPLAYED = 24
MOST_CASES = 16  # of conditions, one of which is needed each

Given = tuple[Boolean, ...]


class Finding(StrEnum):
    """What is known of a formula."""

    EQUAL = "equal"
    CONDITIONAL = "conditional"
    DIFFERENT = "different"
    UNDECIDED = "undecided"
    ERROR = "internal-error"


@dataclass(frozen=True)
class Answer:
    """What is known of a formula, under which conditions, and in which scope; `levels` are those that were written out."""

    result: Finding
    conditions: Given = ()
    witness: Witness | None = None
    scope: str = ""
    levels: str = ""
    points: int = 0  # at which it agrees
    detail: str = ""


@dataclass(frozen=True)
class _Compared:
    """The points at which the formula agrees, and the first one at which it does not."""

    agreeing: int
    refuted: tuple[int, Engine] | None = None
    open_question: str = ""


class Question:
    """One formula, the `printed` of a claim about one quantity."""

    def __init__(self, claim: Claim, digits: int) -> None:
        self.claim = claim
        self.form = claim.printed[0]
        self.bench = _bench(claim, digits)
        self.digits = digits

    def check_names(self) -> None:
        """Raise LedgerError for a formula that names what does not exist, at any point, or that has no meaning at one."""
        for node in self.form.atoms(Indexed):
            least, reason = self.claim.language.absent.get(node.base, (None, ""))
            if least is not None and (level := evaluated(node.indices[0])).is_Integer and level < least:
                raise LedgerError(f"{as_text(evaluated(node))} does not exist: {reason}")
        absent: AbsentEntryError | None = None
        for number in islice(self.bench.numbers(), POINTS):
            try:
                self.bench.literal(self.form, self.bench.point(number))
            except AbsentEntryError as error:
                absent = absent or error
            except (UndefinedError, UndecidedError):
                return
            except UnknownNameError as error:
                raise LedgerError(self._says_nothing_of(error.name)) from None
            except NumericError as error:
                raise LedgerError(f"the formula has no meaning: {error}") from None
            else:
                return
        if absent is not None:
            raise LedgerError(self._absent(absent))

    def answer(self) -> Answer:
        """Look for a point at which the formula is not true, then for a proof; under conditions where it needs them."""
        attempts: list[tuple[Given, _Compared, str]] = []
        for given in self._attempts():
            compared = self._compare(given)
            if compared.refuted is None and (compared.agreeing or compared.open_question or not given):
                proof = self._prove(given)
                if not proof:
                    return self._proved(given, compared)
                attempts.append((given, compared, proof))
            elif compared.refuted is not None:
                attempts.append((given, compared, ""))
        return self._unproved(attempts)

    def _attempts(self) -> Iterator[Given]:
        """No conditions; that nothing vanishes by which the formula divides; the entry's own conditions; both."""
        divisors = self._divisors
        yield from dict.fromkeys(((), divisors, self.claim.conditions, (*self.claim.conditions, *divisors)))

    @cached_property
    def _divisors(self) -> Given:
        found: dict[Boolean, None] = {}
        for condition in (condition for demand in demands(self.form) for condition in demand.for_all):
            for name, value in self.claim.where:
                condition = insert(condition, name, value)
            if isinstance(condition, Ne | Or):
                found[condition] = None
        return tuple(found)

    def _compare(self, given: Given) -> _Compared:
        """Hold the formula against the derivation, and at the first points against the oracle."""
        agreeing, open_question = 0, ""
        for place, number in enumerate(sample(self.bench, given, POINTS).numbers):
            try:
                shown = self.bench.value(self.form, number)
                for engine in (Engine.SAMPLING, Engine.BALLS)[: 2 if self.claim.oracle and place < BY_ORACLE else 1]:
                    agreement = self.bench.compare(shown, number, engine)
                    if agreement is Agreement.DISJOINT:
                        self.bench.truth(number, engine)  # raises where there is none
                        return _Compared(agreeing, (number, engine))
                    if agreement is Agreement.TOO_WIDE:
                        raise UndecidedError("the enclosures are too wide")
                agreeing += 1
            except UndecidedError as error:
                open_question = str(error)
            except (UndefinedError, AbsentError):
                continue  # there is no truth
        return _Compared(agreeing, None, open_question)

    def _prove(self, given: Given) -> str:
        """Why there is no proof; nothing if there is one: where divisors need one of several conditions, under each of these."""
        apart = [condition if isinstance(condition, Or) and condition in self._divisors else None for condition in given]
        parts = [either.args if either else (condition,) for either, condition in zip(apart, given, strict=True)]
        cases = list(islice(product(*parts), MOST_CASES + 1))
        try:
            with time_limit(SECONDS):
                for case in cases if len(cases) <= MOST_CASES else (given,):
                    evidence = prove(self.claim, (self.form,), "typed", case)
                    if evidence.result is not Result.PROVED:
                        return evidence.detail
        except OutOfTimeError as error:
            return str(error)
        except Exception as error:  # whatever it is, nothing follows from it
            return blame(error) or f"internal error: {type(error).__name__}: {' '.join(str(error).split())}"
        return ""

    def _proved(self, given: Given, compared: _Compared) -> Answer:
        given = self._needed(given)
        replayed = replay(self.claim, (self.form,), given, self.digits, REPLAYED)
        levels = self._written_out
        if replayed.passed:
            result = Finding.CONDITIONAL if given else Finding.EQUAL
            return Answer(result, given, scope=levels or self.claim.domain.scope, levels=levels, points=compared.agreeing)
        result = Finding.ERROR if replayed.witness else Finding.UNDECIDED
        return Answer(result, given, points=compared.agreeing, detail=replayed.failure)

    def _needed(self, given: Given) -> Given:
        """The conditions without those of the formula's own divisors that can be spared."""
        for condition in self._divisors if len(given) > 1 else ():
            fewer = tuple(other for other in given if other != condition)
            if condition in given and fewer and self._compare(fewer).refuted is None and not self._prove(fewer):
                given = fewer
        return given

    def _unproved(self, attempts: list[tuple[Given, _Compared, str]]) -> Answer:
        """What is known without a proof: a point at which it differs within the entry's conditions, or that it agrees."""
        standing = [attempt for attempt in attempts if attempt[1].refuted is None]
        if not standing:
            given, compared, _ = next((attempt for attempt in attempts if attempt[0] == self.claim.conditions), attempts[0])
            return self._different(given, compared)
        given, compared, reason = standing[0]
        replayed = replay(self.claim, (self.form,), given, self.digits, REPLAYED)
        if replayed.witness is not None:
            return Answer(Finding.DIFFERENT, witness=replayed.witness)
        reason = compared.open_question or reason
        if given and self._compare((Or(*map(Not, given)),)).refuted:
            reason += "; different elsewhere"
        return Answer(Finding.UNDECIDED, given, points=compared.agreeing, detail=reason)

    def _different(self, given: Given, compared: _Compared) -> Answer:
        assert compared.refuted is not None  # noqa: S101  (asked only of what differs)
        number, engine = compared.refuted
        witness = simplest(self.bench, self.form, given=given, most=POINTS) or self.bench.witness(self.form, number, engine)
        reason = self._why_undefined(number) if witness.printed == UNDEFINED else ""
        return Answer(Finding.DIFFERENT, witness=witness, detail=reason)

    def _why_undefined(self, number: int) -> str:
        try:
            self.bench.literal(self.form, self.bench.point(number))
        except UndefinedError as error:
            return str(error)
        return ""

    @property
    def _written_out(self) -> str:
        """The whole numbers for which the proof is written out, where there are several; nothing if it is for every one."""
        looped = self.claim.domain.looped(self.claim.language).items()
        return ", ".join(run_of(name, sorted(values)) for name, values in looped if len(values) > 1)

    def _absent(self, absent: AbsentEntryError) -> str:
        """Why an entry has no value at the points: there is no such level, or the entry of the ledger says nothing of it."""
        shown = f"{plain_name(absent.base)}[{', '.join(map(str, absent.indices))}]"
        number, size = next(self.bench.numbers(), None), self.claim.language.size
        point = self.bench.point(number) if number is not None else {}
        levels = point.get(size)
        exists = levels is not None and all(1 <= index <= levels for index in absent.indices)
        if exists or not any(isinstance(name, Indexed) and str(name.base) == absent.base for name in point):
            return self._says_nothing_of(shown)
        return f"{shown} does not exist" + (f" for {size} = {levels}" if levels is not None else "")

    def _says_nothing_of(self, name: Any) -> str:
        shown = name if isinstance(name, str) else as_text(name)
        if isinstance(name, AppliedUndef) and name.func == rate:
            return f"{self.claim.id} says nothing of {shown}; write what this rate of change is equal to"
        return f"{self.claim.id} says nothing of {shown}"


_BENCHES: dict[Any, Bench] = {}


def _bench(claim: Claim, digits: int) -> Bench:
    """The points and truths of the quantity that was asked for last: the next formula is often about it, too."""
    key = (claim.derive, claim.oracle, claim.domain, claim.where, claim.language, digits)
    if key not in _BENCHES:
        _BENCHES.clear()
        _BENCHES[key] = Bench(claim, digits)
    return _BENCHES[key].stating(claim)
