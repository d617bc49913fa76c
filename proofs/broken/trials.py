"""Broken on purpose: every mutant of an entry's true form goes through the checks that would judge the original.

A mutant is caught when an exact point refutes it, and equivalent when it is proved equal to what was derived; anything
else has survived, and is a hole in the checks.
"""

from dataclasses import dataclass
from enum import StrEnum

from sympy import Basic, Rational

from proofs.bench import POINTS, Bench
from proofs.broken.mutation import Mutant, MutationKind, mutants, replace_at
from proofs.errors import LedgerError
from proofs.ledger import Claim, Result, Witness
from proofs.printing import as_text
from proofs.proving import prove

__all__ = ["EXACT", "Fate", "Mutation", "Trial", "try_claim"]

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
    points at which the original was judged; None for a form without coefficients.
    """

    id: str
    mutations: tuple[Mutation, ...]
    power: int | None

    def count(self, fate: Fate) -> int:
        """How many mutants had this fate."""
        return sum(mutation.fate is fate for mutation in self.mutations)


def try_claim(claim: Claim, digits: int = 50) -> Trial:
    """Break the form that was found true (the printed one, or the corrected one) in every way, one at a time.

    A claim that no computation can decide has no form, and so no mutants.
    """
    claim = claim.mended
    if not claim.printed:
        return Trial(claim.id, (), None)
    bench = Bench(claim, digits)
    tried = [(form, mutant, _try(bench, mutant)) for form in claim.printed for mutant in mutants(form)]
    scaled = [(form, mutant) for form, mutant, outcome in tried if _is_scaled(mutant) and outcome.fate is Fate.CAUGHT]
    powers = [_power(bench, form, mutant) for form, mutant in scaled]
    return Trial(claim.id, tuple(outcome for _, _, outcome in tried), min(powers, default=None))


def _try(bench: Bench, mutant: Mutant) -> Mutation:
    """Look at the points at which the original was judged, then for a proof, then at more points."""
    given = bench.claim.conditions
    fate, witness = Fate.CAUGHT, bench.refute(mutant.expr, given=given, most=POINTS)
    if witness is None and prove(bench.claim, (mutant.expr,), "mutant", given).result is Result.PROVED:
        fate = Fate.EQUIVALENT
    elif witness is None:
        witness = bench.refute(mutant.expr, given=given)
        fate = Fate.CAUGHT if witness else Fate.SURVIVED
    original, replacement, formula = (as_text(node) for node in (mutant.original, mutant.replacement, mutant.expr))
    return Mutation(mutant.kind.value, original, replacement, formula, fate, witness)


def _is_scaled(mutant: Mutant) -> bool:
    return mutant.kind in SCALED and mutant.replacement == 2 * mutant.original


def _power(bench: Bench, form: Basic, mutant: Mutant) -> int:
    """The largest k for which both (1 + 10**-k) and (1 - 10**-k) times the coefficient are refuted, by bisection."""

    def seen(k: int) -> bool:
        changed = (replace_at(form, mutant.path, (1 + sign * Rational(1, 10**k)) * mutant.original) for sign in (1, -1))
        return all(bench.refute(other, given=bench.claim.conditions, most=POINTS) for other in changed)

    if seen(EXACT):
        return EXACT
    low, high = 0, EXACT  # seen at low (or k = 0, which is no claim at all), not seen at high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if seen(middle) else (low, middle)
    return low
