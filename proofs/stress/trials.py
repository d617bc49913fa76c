"""Broken on purpose: every mutant of an entry's true form goes through the checks that would judge the original.

A mutant is caught when an exact point refutes it, and equivalent when it is proved equal to what was derived; anything
else has survived, and is a hole in the checks.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial, reduce

from bornproof.proofs.checks.answers import attempted
from bornproof.proofs.checks.deadline import SECONDS, time_limit
from bornproof.proofs.checks.exact import prove
from bornproof.proofs.checks.points import POINTS, UNDEFINED, Bench
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.foreign import plain
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import Claim, Result, Witness
from bornproof.proofs.ledger.language import insert
from bornproof.proofs.stress.mutants import Mutant, MutationKind, mutants, replace_at
from sympy import Basic, Heaviside, Rational

__all__ = ["EXACT", "Fate", "Mutation", "Trial", "try_claim", "untried"]

EXACT = 1000  # a relative change of 10**-EXACT was refuted: both sides are exact numbers
SCALED = (MutationKind.DOUBLE, MutationKind.RATE)


class Fate(StrEnum):
    """What became of a mutant."""

    CAUGHT = "caught"
    EQUIVALENT = "equivalent"
    SURVIVED = "survived"


@dataclass(frozen=True)
class Mutation:
    """One mutant: what was changed, the whole formula after it, its fate and, if it was caught, where."""

    kind: str
    original: str
    replacement: str
    formula: str
    fate: Fate
    witness: Witness | None = None

    def __post_init__(self) -> None:
        if (self.fate is Fate.CAUGHT) != (self.witness is not None):
            raise LedgerError(f"a mutant must be caught exactly if it has a witness, not {self.fate} with {self.witness}")


@dataclass(frozen=True)
class Trial:
    """All mutants of one entry, and its detection power.

    `power` is the largest k such that a relative change of any coefficient by 10**-k is refuted, up or down, by the
    points at which the original was judged; None for a form without coefficients. `failure` says why there are no mutants
    where the claim's own functions fail.
    """

    id: str
    mutations: tuple[Mutation, ...]
    power: int | None
    failure: str = ""

    def count(self, fate: Fate) -> int:
        """How many mutants had this fate."""
        return sum(mutation.fate is fate for mutation in self.mutations)

    @property
    def undefined(self) -> int:
        """How many of those caught name something that is not there, such as level 5 of 4, and have no value to compare."""
        return sum(mutation.witness is not None and mutation.witness.printed == UNDEFINED for mutation in self.mutations)


def untried(claim_id: str, why: str) -> Trial:
    """What is known of an entry of which there are no mutants."""
    return Trial(claim_id, (), None, plain(why))


@dataclass(frozen=True)
class _Break:
    """A mutant of a form, or of an abbreviation, and how the form is made of what was mutated."""

    mutant: Mutant
    source: Basic
    whole: Callable[[Basic], Basic]

    @property
    def formula(self) -> Basic:
        return self.whole(self.mutant.expr)


def try_claim(claim: Claim, digits: int = 50, seconds: float = SECONDS) -> Trial:
    """Break the form that was found true (the printed one, or the corrected one) in every way, one at a time.

    A claim that no computation can decide has no form, and so no mutants.
    """

    def within_time() -> Trial:
        with time_limit(seconds):
            return _tried(claim, digits)

    return attempted(within_time, partial(Trial, claim.id, (), None))


def _tried(claim: Claim, digits: int) -> Trial:
    outcomes, power = list[Mutation](), None
    for subject in claim.true_forms:
        bench = Bench(subject, digits)
        tried = [(broken, _try(bench, broken)) for broken in _breaks(subject)]
        outcomes += [outcome for _, outcome in tried]
        for broken, outcome in tried:
            if _is_scaled(broken) and _has_numbers(outcome):
                power = _power(bench, broken, EXACT if power is None else power)
    return Trial(claim.id, tuple(outcomes), power)


def _breaks(claim: Claim) -> Iterator[_Break]:
    """The mutants of each form, and of each abbreviation that a form uses, put in its place."""
    for form in claim.printed:
        yield from (_Break(mutant, form, lambda expr: expr) for mutant in mutants(form))
        for position, (name, value) in enumerate(claim.where):
            before = reduce(lambda expr, pair: insert(expr, *pair), claim.where[:position], form)
            if insert(before, name, value) != before:
                whole = partial(insert, before, name)
                yield from (_Break(mutant, value, whole) for mutant in mutants(value))


def _try(bench: Bench, broken: _Break) -> Mutation:
    """Look at the points at which the original was judged, then for a proof, then at where the formula has no value."""
    refute = partial(bench.refute, broken.formula, given=bench.claim.conditions, most=POINTS)
    fate, witness = Fate.CAUGHT, refute(undefined=False)
    if witness is None:
        proof = prove(bench.claim, (broken.formula,), "mutant", bench.claim.conditions)
        witness = None if proof.result is Result.PROVED else refute()
        fate = Fate.EQUIVALENT if proof.result is Result.PROVED else Fate.CAUGHT if witness else Fate.SURVIVED
    mutant = broken.mutant
    original, replacement, formula = (as_text(node) for node in (mutant.original, mutant.replacement, broken.formula))
    return Mutation(mutant.kind.value, original, replacement, formula, fate, witness)


def _is_scaled(broken: _Break) -> bool:
    """Whether a coefficient was doubled; one of levels in a step that orders them is whole, and has no small change."""
    mutant, node = broken.mutant, broken.source
    for position in mutant.path:
        if isinstance(node, Heaviside) and node.args[0].is_integer:
            return False
        node = node.args[position]
    return mutant.kind in SCALED and mutant.replacement == 2 * mutant.original


def _has_numbers(outcome: Mutation) -> bool:
    return outcome.witness is not None and outcome.witness.printed != UNDEFINED


def _power(bench: Bench, broken: _Break, most: int) -> int:
    """The largest k <= `most` for which both (1 + 10**-k) and (1 - 10**-k) times the coefficient are refuted, by bisection."""
    mutant = broken.mutant

    def seen(k: int) -> bool:
        factors = (1 + sign * Rational(1, 10**k) for sign in (1, -1))
        changed = (broken.whole(replace_at(broken.source, mutant.path, factor * mutant.original)) for factor in factors)
        given = bench.claim.conditions
        return all(any(bench.refuting((other,), given, most=POINTS, undefined=False)) for other in changed)

    if seen(most):
        return most
    low, high = 0, most  # seen at low (or k = 0, which is no claim at all), not seen at high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if seen(middle) else (low, middle)
    return low
