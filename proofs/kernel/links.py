"""From the table of theorems and the ledger to Coq texts: each entry as a proposition, and its proof from the theorem.

A link shows more than that two texts look alike: Coq proves the entry's proposition from the theorem's statement, and
that the proposition's hypotheses can be met. The texts are compiled by the runner; nothing here is trusted.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from proofs.kernel.link_levels import UnlinkableError
from proofs.kernel.propositions import Proposition, proposition
from proofs.kernel.results import Bearing
from proofs.ledger import Claim

__all__ = ["Generated", "generated"]

HEAD = "From Coq Require Import Reals.\nFrom Coquelicot Require Import Coquelicot.\nFrom Trusted Require Statements.\n"
PROOFS_HEAD = (
    "From Coq Require Import Reals Arith.\nFrom Coquelicot Require Import Coquelicot.\nFrom Trusted Require Statements.\n"
    "From Ledger Require Propositions.\nFrom bornproof Require Import Linking.\n"
)
EXISTS = "evolution_exists"  # the theorem that lets a hypothesis about a solution be met
VALUES = {  # one value of each symbol, at which the hypotheses are shown to hold
    "N": "4%nat",
    "I": "1%nat",
    "J": "2%nat",
    "K": "2%nat",
    "M": "1%nat",
    "n": "2%nat",
    "kappa": "1%R",
    "t": "1%R",
    "q": "(3 / 5)%R",
    "alpha": "(fun n : nat => RtoC (if Nat.eqb n 1 then 1 else 0))",
    "beta": "(fun n : nat => RtoC (if Nat.eqb n 1 then 1 else 0))",
    "lambda": "(fun _ : nat => RtoC 0)",
    "f": "(fun _ _ : nat => RtoC 0)",
    "sigma": "(fun n : nat => (if Nat.eqb n 2 then 1 else -1)%R)",
    "rho": "(Statements.ketbra 1 1)",
}
OTHER_SIGNS = "(fun _ : nat => (-1)%R)"


@dataclass
class Generated:
    """What the runner compiles, in this order, and what the links then are.

    Parameters
    ----------
    propositions, proofs
        The texts of Propositions.v, which sees the statements alone, and of Links.v.
    pins
        Name, type and term of each line of the last file, which ties theorems to entries.
    bearings
        By theorem and entry: the form of the entry that is proved, if everything compiles.
    left_out
        By theorem and entry: why the link is but a part.
    names
        The theorem and the entry to which each name in Links.v, or of a pin, belongs.
    """

    propositions: str = HEAD
    proofs: str = PROOFS_HEAD
    pins: list[tuple[str, str, str]] = field(default_factory=list)
    bearings: dict[tuple[str, str], Bearing] = field(default_factory=dict)
    left_out: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)


def generated(rows: Iterable[tuple[str, str]], claims: Mapping[str, Claim]) -> Generated:
    """The texts that link each row's theorem, named as in Born.eq_22, to the entry that it is to prove."""
    result, printed = Generated(), dict[str, Proposition]()
    rows = list(rows)
    files = {name.split(".")[1]: name for name, _ in rows}
    for theorem, entry in rows:
        try:
            if entry not in claims:
                raise UnlinkableError(f"the ledger has no entry {entry}")
            if entry not in printed:
                printed[entry] = proposition(claims[entry], claims)
                result.propositions += _definitions(printed[entry])
        except UnlinkableError as error:
            result.bearings[theorem, entry] = Bearing.PART
            result.left_out[theorem, entry] = str(error)
            continue
        _link(result, theorem, printed[entry], files.get(EXISTS, f"Evolution.{EXISTS}"))
    return result


def _definitions(entry: Proposition) -> str:
    return (
        f"\nDefinition {entry.name} : Prop :=\n  {entry.text}.\n"
        f"\nDefinition {entry.name}_possible : Prop :=\n  {entry.possible}.\n"
    )


def _link(result: Generated, theorem: str, entry: Proposition, exists: str) -> None:
    statement = theorem.split(".")[1]
    name, possible = f"{entry.name}__{statement}", f"{entry.name}__{statement}_possible"
    goal = f"Propositions.{entry.name}"
    result.proofs += (
        f"\nTheorem {name} : Statements.{statement} -> {goal}.\nProof. intros H; link H. Qed.\n"
        f"\nTheorem {possible} : {f'Statements.{EXISTS} -> ' if entry.solution else ''}{goal}_possible.\n{_met(entry)}"
    )
    existence = f" bornproof.{exists}" if entry.solution else ""
    result.pins += [
        (name, f"Ledger.{goal}", f"Links.Links.{name} bornproof.{theorem}"),
        (possible, f"Ledger.{goal}_possible", f"Links.Links.{possible}{existence}"),
    ]
    result.bearings[theorem, entry.entry] = entry.bearing
    result.names |= dict.fromkeys((name, possible), (theorem, entry.entry))


def _met(entry: Proposition) -> str:
    """The proof that the hypotheses can be met: one value of each symbol, and a solution where one is needed."""
    intros = "intros solvable; " if entry.solution else ""
    signs = (VALUES["sigma"], OTHER_SIGNS) if "sigma" in entry.variables else ("",)
    attempts = " | ".join(_at(entry, VALUES | {"sigma": sign}) for sign in signs)
    return f"Proof. {intros}first [{attempts}]. Qed.\n"


def _at(entry: Proposition, values: Mapping[str, str]) -> str:
    names = [name for name in entry.variables if not (name == "rho" and entry.solution)]
    steps = [f"exists {', '.join(values[name] for name in names)}"] if names else []
    if entry.solution:
        start = entry.start or values["rho"]
        for name in names if entry.start else ():
            start = f"let {name} := {values[name]} in {start}" if re.search(rf"\b{name}\b", start) else start
        levels = values["N"] if entry.levels == "N" else f"{entry.levels}%nat"
        chosen = f"{levels} {values['kappa']} {values['sigma']} ({start})"
        steps += [f"destruct (solvable {chosen}) as [rho [solves start]]", "exists rho"]
    return "; ".join([*steps, "possible"])
