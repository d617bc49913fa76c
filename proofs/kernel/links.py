"""From the table of theorems and the ledger to Coq texts: each entry as a proposition, and its proof from the theorem.

A link shows more than that two texts look alike: Coq proves the entry's proposition from the theorem's statement, and
that the proposition's hypotheses can be met; or that the printed form fails where they are met. The texts are compiled by
the runner; nothing here is trusted.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from bornproof.proofs.kernel.dictionary import NO_WORDS, Dictionary
from bornproof.proofs.kernel.link_levels import UnlinkableError
from bornproof.proofs.kernel.propositions import Proposition, propositions, refutation
from bornproof.proofs.kernel.results import Bearing, Theorem
from bornproof.proofs.ledger import Claim

__all__ = ["Generated", "generated", "links_of"]

Translation = Callable[[Claim, Mapping[str, Claim], Dictionary], tuple[Proposition, ...]]

HEAD = "From Coq Require Import Reals.\nFrom Coquelicot Require Import Coquelicot.\nFrom Trusted Require Statements.\n"
PROOFS_HEAD = (
    "From Coq Require Import Reals Arith.\nFrom Coquelicot Require Import Coquelicot.\nFrom Trusted Require Statements.\n"
    "From Ledger Require Propositions.\nFrom bornproof Require Import Linking Refuting.\n"
)
FILES = ("Links_1", "Links_2", "Links_3")  # compiled at the same time, each with every third link


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


def links_of(table: Iterable[Theorem], claims: Mapping[str, Claim], words: Dictionary = NO_WORDS, only: str = "") -> Generated:
    """The texts that link the table's theorems to the entries that they are to prove or to refute, or only to one of them."""
    rows = list(table)
    proving = [(row.place, entry) for row in rows for entry in row.proves if only in ("", entry)]
    refuting = [(row.place, entry) for row in rows for entry in row.refutes if only in ("", entry)]
    return generated(proving, claims, words, refuting)


def generated(
    rows: Iterable[tuple[str, str]], claims: Mapping[str, Claim], words: Dictionary, refuting: Iterable[tuple[str, str]] = ()
) -> Generated:
    """The texts that link each row's theorem, named as in Born.eq_22, to the entry that it is to prove, or to refute."""
    asked = [*((*row, propositions) for row in rows), *((*row, _refutations) for row in refuting)]
    printed, reasons = dict[tuple[str, Translation], tuple[Proposition, ...]](), dict[tuple[str, Translation], str]()
    for entry, translation in dict.fromkeys((entry, translation) for _, entry, translation in asked):
        try:
            printed[entry, translation] = _translated(entry, claims, translation, words)
        except UnlinkableError as error:
            reasons[entry, translation] = str(error)
    linked = [(theorem, proposed) for theorem, entry, kind in asked for proposed in printed.get((entry, kind), ())]
    result, proofs = Generated(), dict.fromkeys(FILES, PROOFS_HEAD)
    for number, (theorem, proposed) in enumerate(linked):
        file = FILES[number % len(FILES)]
        proofs[file] += _theorems(theorem, proposed, words)
        result.pins.extend(_pins(theorem, proposed, file, words))
        result.names.update(dict.fromkeys(_names(theorem, proposed), (theorem, proposed.entry)))
    return replace(
        result,
        propositions=HEAD + "".join(_definitions(proposed) for several in printed.values() for proposed in several),
        proofs=proofs,
        bearings={(theorem, entry): Bearing.PART for theorem, entry, _ in asked}
        | {(theorem, proposed.entry): proposed.bearing for theorem, proposed in linked},
        left_out={(theorem, entry): reasons[entry, kind] for theorem, entry, kind in asked if (entry, kind) in reasons},
    )


def _refutations(claim: Claim, claims: Mapping[str, Claim], words: Dictionary) -> tuple[Proposition]:
    return (refutation(claim, claims, words),)


def _translated(entry: str, claims: Mapping[str, Claim], translation: Translation, words: Dictionary) -> tuple[Proposition, ...]:
    if entry not in claims:
        raise UnlinkableError(f"the ledger has no entry {entry}")
    return translation(claims[entry], claims, words)


def _definitions(entry: Proposition) -> str:
    possible = "" if entry.refutes else f"\nDefinition {entry.name}_possible : Prop :=\n  {entry.possible}.\n"
    return f"\nDefinition {entry.name} : Prop :=\n  {entry.text}.\n{possible}"


def _names(theorem: str, entry: Proposition) -> tuple[str, ...]:
    """The names of the link, and of the proof that the entry's hypotheses can be met, where the link does not prove it."""
    name = f"{entry.name}__{theorem.split('.')[1]}"
    return (name,) if entry.refutes else (name, f"{name}_possible")


def _theorems(theorem: str, entry: Proposition, words: Dictionary) -> str:
    statement, goal = f"Statements.{theorem.split('.')[1]}", f"Propositions.{entry.name}"
    existence = f"Statements.{words.existence[entry.existence].place.split('.')[1]} -> " if entry.existence else ""
    if entry.refutes:
        (name,) = _names(theorem, entry)
        return f"\nTheorem {name} : {existence}{statement} -> {goal}.\n{_refuted(entry, words)}"
    name, possible = _names(theorem, entry)
    return (
        f"\nTheorem {name} : {statement} -> {goal}.\nProof. intros stated; link stated. Qed.\n"
        f"\nTheorem {possible} : {existence}{goal}_possible.\n{_met(entry, words)}"
    )


def _pins(theorem: str, entry: Proposition, file: str, words: Dictionary) -> list[tuple[str, str, str]]:
    names, goal = _names(theorem, entry), f"Ledger.Propositions.{entry.name}"
    existence = f" bornproof.{words.existence[entry.existence].place}" if entry.existence else ""
    if entry.refutes:
        return [(names[0], goal, f"Links.{file}.{names[0]}{existence} bornproof.{theorem}")]
    return [
        (names[0], goal, f"Links.{file}.{names[0]} bornproof.{theorem}"),
        (names[1], f"{goal}_possible", f"Links.{file}.{names[1]}{existence}"),
    ]


def _met(entry: Proposition, words: Dictionary) -> str:
    """The proof that the hypotheses can be met: one value of each symbol, and a solution where one is needed."""
    intros = "intros solvable; " if entry.existence else ""
    choices = [words.values] + [{**words.values, **others} for others in words.others if others.keys() & {*entry.variables}]
    attempts = " | ".join("; ".join([*_at(entry, words, values), "possible"]) for values in choices)
    return f"Proof. {intros}first [{attempts}]. Qed.\n"


def _refuted(entry: Proposition, words: Dictionary) -> str:
    """The proof that the printed form fails: at values that the theorem gives, or else at those of the dictionary."""
    intros = "intros solvable stated" if entry.existence else "intros stated"
    steps = [f"instance {_levels(entry, words)} stated", "red", *_at(entry, words, {**words.values, **words.refuting}), "refute"]
    return f"Proof. {intros}; {'; '.join(steps)}. Qed.\n"


def _levels(entry: Proposition, words: Dictionary) -> str:
    return f"{entry.levels}%nat" if entry.levels.isdigit() else words.values[entry.levels]


def _at(entry: Proposition, words: Dictionary, values: Mapping[str, str]) -> list[str]:
    """The steps that give each symbol its value, and the state a solution, if it is to be one."""
    existence = words.existence[entry.existence] if entry.existence else None
    names = [name for name in entry.variables if not (existence and name == existence.solution)]
    steps = [f"{'given' if entry.refutes and name in words.given else 'exists'} {values[name]}" for name in names]
    if existence:
        start = entry.start or values[existence.start]
        for name in names if entry.start else ():
            start = f"let {name} := {values[name]} in {start}" if re.search(rf"\b{name}\b", start) else start
        given = [argument.format_map(values) for argument in existence.arguments]
        arguments = [_levels(entry, words), *given, f"({start})", existence.premise]
        steps.append(f"destruct (solvable {' '.join(filter(None, arguments))}) as {existence.pattern}")
        steps.append(f"exists {existence.solution}")
    return steps
