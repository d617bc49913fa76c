"""The same input has the same normal form after the same number of steps, on every machine: both are pinned.

`python -m tests.proofs.checks.pinned_effort` writes the file anew, where the rules of the normal form are meant to change.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from unittest import mock

from bornproof.numeric_check.errors import NumericError
from bornproof.proofs.checks import exact
from bornproof.proofs.checks.names import names_of
from bornproof.proofs.errors import LedgerError, ReadError
from bornproof.proofs.formulas.formula import read_formula
from bornproof.proofs.formulas.literal import evaluated
from bornproof.proofs.ledger import Claim
from bornproof.proofs.paper.entries import PAPER
from bornproof.symbolic.notation.core import KNOWN, S, alpha, rho0
from bornproof.symbolic.rewriting.context import Budget, Context, SplitError, Tables, UnprovedError
from bornproof.symbolic.rewriting.polynomials import text_of
from bornproof.symbolic.rewriting.premises import EFFORT, assumed, context_for
from bornproof.symbolic.rewriting.trees import normal
from sympy import Basic

from tests.conftest import forget

HERE = Path(__file__).parent
PINNED = HERE / "pinned_effort.json"
TABLES = Tables(((S, alpha),), frozenset((rho0,)))


def typed() -> Iterator[tuple[str, str]]:
    """The hostile formulas, each with its entry."""
    for line in (HERE / "hostile.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("|")[1], line.split("|")[2]


def form_of(claim_id: str, formula: str) -> str:
    """The steps that the normal form of a formula takes, and a digest of it, or of why there is none."""
    try:
        tree = evaluated(read_formula(formula, names_of(PAPER[claim_id].true_forms[0])))
    except (ReadError, LedgerError, NumericError) as refusal:
        return f"refused {digest(str(refusal))}"
    return reduced(tree)


def reduced(tree: Basic) -> str:
    budget = Budget(EFFORT)
    try:
        found = text_of(normal(known().starting(budget), tree))
    except (UnprovedError, SplitError) as failure:
        found = f"{type(failure).__name__} {failure}"
    return f"{budget.used} {digest(found)}"


def known() -> Context:
    return assumed(context_for(TABLES, Budget(EFFORT)), KNOWN)


def effort(claim: Claim) -> list[int]:
    """The steps of each proof of an entry."""
    budgets: list[Budget] = []
    forget()  # what is cached costs no steps

    def counted(most: int) -> Budget:
        budgets.append(Budget(most))
        return budgets[-1]

    with mock.patch.object(exact, "Budget", counted):
        for each in claim.true_forms:
            exact.prove(each, each.printed, "printed", claim.conditions)
    return [budget.used for budget in budgets if budget.used]


def pinned() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads(PINNED.read_text(encoding="utf-8"))
    return found


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


if __name__ == "__main__":
    written = {
        "forms": {f"{claim_id} {formula}": form_of(claim_id, formula) for claim_id, formula in typed()},
        "proofs": {claim.id: " ".join(map(str, effort(claim))) for claim in PAPER if claim.subjects},
    }
    PINNED.write_text(json.dumps(written, indent=0) + "\n", encoding="utf-8")
