"""From the table of theorems and the ledger to Coq texts: each entry as a proposition, and its proof from the theorem.

A link shows more than that two texts look alike: Coq proves the entry's proposition from the theorem's statement, and
that the proposition's hypotheses can be met; or that the printed form fails where they are met. The texts are compiled by
the runner; nothing here is trusted.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from bornproof.proofs.kernel.link_levels import UnlinkableError
from bornproof.proofs.kernel.propositions import FAMILY, SOLUTION, Proposition, proposition, refutation
from bornproof.proofs.kernel.results import Bearing, Theorem
from bornproof.proofs.ledger import Claim

__all__ = ["Generated", "generated", "links_of"]

Translation = Callable[[Claim, Mapping[str, Claim]], Proposition]

HEAD = "From Coq Require Import Reals.\nFrom Coquelicot Require Import Coquelicot.\nFrom Trusted Require Statements.\n"
PROOFS_HEAD = (
    "From Coq Require Import Reals Arith.\nFrom Coquelicot Require Import Coquelicot.\nFrom Trusted Require Statements.\n"
    "From Ledger Require Propositions.\nFrom bornproof Require Import Linking Refuting.\n"
)
FILES = ("Links_1", "Links_2", "Links_3")  # compiled at the same time, each with every third link
VALUES = {  # one value of each symbol, at which the hypotheses are shown to hold
    "N": "4%nat",
    "I": "1%nat",
    "J": "2%nat",
    "K": "2%nat",
    "M": "1%nat",
    "W": "2%nat",
    "n": "2%nat",
    "kappa": "1%R",
    "t": "1%R",
    "q": "(3 / 5)%R",
    "X": "1%R",
    "alpha": "(fun n : nat => RtoC (if Nat.eqb n 1 then 3 / 5 else if Nat.eqb n 2 then 4 / 5 else 0))",
    "beta": "(fun n : nat => RtoC (if Nat.eqb n 1 then 3 / 5 else if Nat.eqb n 2 then 4 / 5 else 0))",
    "lambda": "(fun _ : nat => RtoC 0)",
    "f": "(fun _ _ : nat => RtoC 0)",
    "H": "(fun _ _ : nat => RtoC 0)",
    "sigma": "(fun n : nat => (if Nat.eqb n 2 then 1 else -1)%R)",
    "rho0": "(fun I _ : nat => RtoC (if Nat.eqb I 1 then 9 / 25 else if Nat.eqb I 2 then 16 / 25 else 0))",
    "rho": "(Statements.ketbra 1 1)",
}
EXISTENCE = {SOLUTION: "Evolution.evolution_exists", FAMILY: "Capstone.hidden_family_exists"}  # where it is proved
OTHER_SIGNS = "(fun _ : nat => (-1)%R)"
TIME = {"t": "0%R"}  # at which a solution is what it starts from: there a printed form is refuted
TRIED = ("I", "J", "K", "M", "n", "rho")  # the symbols for which a theorem that refutes may give values


@dataclass(frozen=True)
class Generated:
    """What the runner compiles, in this order, and what the links then are.

    Parameters
    ----------
    propositions, proofs
        The texts of Propositions.v, which sees the statements alone, and of the files that prove them, by their names.
    pins
        Name, type and term of each line of the last file, which ties theorems to entries.
    bearings
        By theorem and entry: the form of the entry that is proved, if everything compiles.
    left_out
        By theorem and entry: why the link is but a part.
    names
        The theorem and the entry to which each name in these files, or of a pin, belongs.
    """

    propositions: str = HEAD
    proofs: Mapping[str, str] = field(default_factory=dict)
    pins: list[tuple[str, str, str]] = field(default_factory=list)
    bearings: dict[tuple[str, str], Bearing] = field(default_factory=dict)
    left_out: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)


def links_of(table: Iterable[Theorem], claims: Mapping[str, Claim], only: str = "") -> Generated:
    """The texts that link the table's theorems to the entries that they are to prove or to refute, or only to one of them."""
    rows = list(table)
    proving = [(row.place, entry) for row in rows for entry in row.proves if only in ("", entry)]
    return generated(proving, claims, [(row.place, entry) for row in rows for entry in row.refutes if only in ("", entry)])


def generated(rows: Iterable[tuple[str, str]], claims: Mapping[str, Claim], refuting: Iterable[tuple[str, str]] = ()) -> Generated:
    """The texts that link each row's theorem, named as in Born.eq_22, to the entry that it is to prove, or to refute."""
    asked = [*((*row, proposition) for row in rows), *((*row, refutation) for row in refuting)]
    result, printed, reasons = Generated(), dict[tuple[str, Translation], Proposition](), dict[tuple[str, Translation], str]()
    for entry, translation in dict.fromkeys((entry, translation) for _, entry, translation in asked):
        try:
            printed[entry, translation] = _translated(entry, claims, translation)
        except UnlinkableError as error:
            reasons[entry, translation] = str(error)
    linked = [(theorem, printed[entry, kind]) for theorem, entry, kind in asked if (entry, kind) in printed]
    proofs = dict.fromkeys(FILES, PROOFS_HEAD)
    for number, (theorem, proposed) in enumerate(linked):
        file = FILES[number % len(FILES)]
        proofs[file] += _theorems(theorem, proposed)
        result.pins.extend(_pins(theorem, proposed, file))
        result.names.update(dict.fromkeys(_names(theorem, proposed), (theorem, proposed.entry)))
    return replace(
        result,
        propositions=HEAD + "".join(_definitions(proposed) for proposed in printed.values()),
        proofs=proofs,
        bearings={(theorem, entry): Bearing.PART for theorem, entry, _ in asked}
        | {(theorem, proposed.entry): proposed.bearing for theorem, proposed in linked},
        left_out={(theorem, entry): reasons[entry, kind] for theorem, entry, kind in asked if (entry, kind) in reasons},
    )


def _translated(entry: str, claims: Mapping[str, Claim], translation: Translation) -> Proposition:
    if entry not in claims:
        raise UnlinkableError(f"the ledger has no entry {entry}")
    return translation(claims[entry], claims)


def _definitions(entry: Proposition) -> str:
    possible = "" if entry.refutes else f"\nDefinition {entry.name}_possible : Prop :=\n  {entry.possible}.\n"
    return f"\nDefinition {entry.name} : Prop :=\n  {entry.text}.\n{possible}"


def _names(theorem: str, entry: Proposition) -> tuple[str, ...]:
    """The names of the link, and of the proof that the entry's hypotheses can be met, where the link does not prove it."""
    name = f"{entry.name}__{theorem.split('.')[1]}"
    return (name,) if entry.refutes else (name, f"{name}_possible")


def _theorems(theorem: str, entry: Proposition) -> str:
    statement, goal = f"Statements.{theorem.split('.')[1]}", f"Propositions.{entry.name}"
    existence = f"Statements.{entry.existence} -> " if entry.existence else ""
    if entry.refutes:
        (name,) = _names(theorem, entry)
        return f"\nTheorem {name} : {existence}{statement} -> {goal}.\n{_refuted(entry)}"
    name, possible = _names(theorem, entry)
    return (
        f"\nTheorem {name} : {statement} -> {goal}.\nProof. intros H; link H. Qed.\n"
        f"\nTheorem {possible} : {existence}{goal}_possible.\n{_met(entry)}"
    )


def _pins(theorem: str, entry: Proposition, file: str) -> list[tuple[str, str, str]]:
    names, goal = _names(theorem, entry), f"Ledger.Propositions.{entry.name}"
    existence = f" bornproof.{EXISTENCE[entry.existence]}" if entry.existence else ""
    if entry.refutes:
        return [(names[0], goal, f"Links.{file}.{names[0]}{existence} bornproof.{theorem}")]
    return [
        (names[0], goal, f"Links.{file}.{names[0]} bornproof.{theorem}"),
        (names[1], f"{goal}_possible", f"Links.{file}.{names[1]}{existence}"),
    ]


def _met(entry: Proposition) -> str:
    """The proof that the hypotheses can be met: one value of each symbol, and a solution where one is needed."""
    intros = "intros solvable; " if entry.existence else ""
    signs = (VALUES["sigma"], OTHER_SIGNS) if "sigma" in entry.variables else ("",)
    attempts = " | ".join("; ".join([*_at(entry, VALUES | {"sigma": sign}), "possible"]) for sign in signs)
    return f"Proof. {intros}first [{attempts}]. Qed.\n"


def _refuted(entry: Proposition) -> str:
    """The proof that the printed form fails: at values that the theorem gives, or else at those above."""
    intros = "intros solvable H" if entry.existence else "intros H"
    return f"Proof. {intros}; {'; '.join([f'instance {_levels(entry)} H', 'red', *_at(entry, VALUES | TIME), 'refute'])}. Qed.\n"


def _levels(entry: Proposition) -> str:
    return VALUES["N"] if entry.levels == "N" else f"{entry.levels}%nat"


def _at(entry: Proposition, values: Mapping[str, str]) -> list[str]:
    """The steps that give each symbol its value, and rho a solution, if it is to be one."""
    names = [name for name in entry.variables if not (name == "rho" and entry.existence)]
    steps = [f"{'given' if entry.refutes and name in TRIED else 'exists'} {values[name]}" for name in names]
    if entry.existence:
        start = entry.start or values["rho0" if entry.existence == FAMILY else "rho"]
        for name in names if entry.start else ():
            start = f"let {name} := {values[name]} in {start}" if re.search(rf"\b{name}\b", start) else start
        chosen = f"{_levels(entry)} {values['kappa']} {values['sigma']} ({start})"
        found = f"destruct (solvable {chosen}) as [rho [solves start]]"
        if entry.existence == FAMILY:
            chosen = f"{_levels(entry)} {values['kappa']} {values['alpha']} ({start})"
            found = f"destruct (solvable {chosen} ltac:(populated)) as [rho family]"
        steps += [found, "exists rho"]
    return steps
