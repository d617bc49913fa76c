"""From the table of theorems and the ledger to Coq texts: each entry as a proposition, and its proof from the theorem.

A link shows more than that two texts look alike: Coq proves the entry's proposition from the theorem's statement, and
that the proposition's hypotheses can be met. The texts are compiled by the runner; nothing here is trusted.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from bornproof.proofs.kernel.link_levels import UnlinkableError
from bornproof.proofs.kernel.propositions import Proposition, proposition
from bornproof.proofs.kernel.results import Bearing
from bornproof.proofs.ledger import Claim

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
    "alpha": "(fun n : nat => RtoC (if Nat.eqb n 1 then 3 / 5 else if Nat.eqb n 2 then 4 / 5 else 0))",
    "beta": "(fun n : nat => RtoC (if Nat.eqb n 1 then 3 / 5 else if Nat.eqb n 2 then 4 / 5 else 0))",
    "lambda": "(fun _ : nat => RtoC 0)",
    "f": "(fun _ _ : nat => RtoC 0)",
    "sigma": "(fun n : nat => (if Nat.eqb n 2 then 1 else -1)%R)",
    "rho": "(Statements.ketbra 1 1)",
}
OTHER_SIGNS = "(fun _ : nat => (-1)%R)"


@dataclass(frozen=True)
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
    rows = list(rows)
    result, printed, reasons = Generated(), dict[str, Proposition](), dict[str, str]()
    for entry in dict.fromkeys(entry for _, entry in rows):
        try:
            printed[entry] = _proposition(entry, claims)
        except UnlinkableError as error:
            reasons[entry] = str(error)
    exists = next((theorem for theorem, _ in rows if theorem.endswith(f".{EXISTS}")), f"Evolution.{EXISTS}")
    linked = [(theorem, printed[entry]) for theorem, entry in rows if entry in printed]
    for theorem, proposed in linked:
        result.pins.extend(_pins(theorem, proposed, exists))
        result.names.update(dict.fromkeys(_names(theorem, proposed), (theorem, proposed.entry)))
    return replace(
        result,
        propositions=HEAD + "".join(_definitions(proposed) for proposed in printed.values()),
        proofs=PROOFS_HEAD + "".join(_theorems(theorem, proposed) for theorem, proposed in linked),
        bearings={(theorem, entry): printed[entry].bearing if entry in printed else Bearing.PART for theorem, entry in rows},
        left_out={(theorem, entry): reasons[entry] for theorem, entry in rows if entry in reasons},
    )


def _proposition(entry: str, claims: Mapping[str, Claim]) -> Proposition:
    if entry not in claims:
        raise UnlinkableError(f"the ledger has no entry {entry}")
    return proposition(claims[entry], claims)


def _definitions(entry: Proposition) -> str:
    return (
        f"\nDefinition {entry.name} : Prop :=\n  {entry.text}.\n"
        f"\nDefinition {entry.name}_possible : Prop :=\n  {entry.possible}.\n"
    )


def _names(theorem: str, entry: Proposition) -> tuple[str, str]:
    """The names of the link, and of the proof that the entry's hypotheses can be met."""
    name = f"{entry.name}__{theorem.split('.')[1]}"
    return name, f"{name}_possible"


def _theorems(theorem: str, entry: Proposition) -> str:
    name, possible = _names(theorem, entry)
    statement, goal = f"Statements.{theorem.split('.')[1]}", f"Propositions.{entry.name}"
    existence = f"Statements.{EXISTS} -> " if entry.solution else ""
    return (
        f"\nTheorem {name} : {statement} -> {goal}.\nProof. intros H; link H. Qed.\n"
        f"\nTheorem {possible} : {existence}{goal}_possible.\n{_met(entry)}"
    )


def _pins(theorem: str, entry: Proposition, exists: str) -> list[tuple[str, str, str]]:
    name, possible = _names(theorem, entry)
    goal, existence = f"Ledger.Propositions.{entry.name}", f" bornproof.{exists}" if entry.solution else ""
    return [
        (name, goal, f"Links.Links.{name} bornproof.{theorem}"),
        (possible, f"{goal}_possible", f"Links.Links.{possible}{existence}"),
    ]


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
