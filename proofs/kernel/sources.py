"""What can be read off the Coq sources without Coq: the statements with their sentences, and commands that reach outside."""

import re
from collections import Counter
from dataclasses import dataclass

__all__ = ["Statement", "equations", "forbidden", "statements"]

FORBIDDEN = re.compile(
    r"\b(?:Declare\s+ML|ML\s+Path|LoadPath|Load|Cd|Redirect|Extraction(?:\s+Library)?|Recursive\s+Extraction|Write\s+State"
    r"|Print\s+(?:Sorted\s+)?Universes|(?:Guard|Positivity|Universe)\s+Checking|bypass_check)\b"
)  # they run code that is no proof, read and write other files, or turn off a check: what `abstract` proves without one
# is built into the proof around it, and Print Assumptions does not tell
STATEMENT = re.compile(
    r"(?:\(\*\*((?:(?!\*\)).)*)\*\)\n)?^Definition (\w+) : Prop :=\s(.*?)\.$(?=\n\n|\n?\Z)", re.DOTALL | re.MULTILINE
)


@dataclass(frozen=True)
class Statement:
    """A statement's text as it stands in the source, and the sentence above it, which may be missing."""

    text: str
    sentence: str


def bare(text: str) -> str:
    """The source with a space for each comment, which nest, and with its strings emptied; lines stay where they are.

    >>> bare('Lemma a. (* no (* Axiom *) here *) Qed.')
    'Lemma a.   Qed.'
    """
    kept, depth = [], 0
    for piece in re.findall(r'"[^"]*"|\(\*|\*\)|.', text, re.DOTALL):
        if piece == "(*":
            depth += 1
        elif piece == "*)" and depth:
            depth -= 1
            kept.append(" " if depth == 0 else "")
        elif depth == 0:
            kept.append(piece if piece[0] != '"' else '"' + "\n" * piece.count("\n") + '"')
        else:
            kept.append("\n" * piece.count("\n"))
    return "".join(kept)


def forbidden(text: str) -> tuple[str, ...]:
    """The commands outside comments by which a source would reach out of the proofs.

    >>> forbidden('Add ML Path "x".'), forbidden("(* Load *) Lemma a : True. Proof. exact I. Qed.")
    (('ML Path',), ())
    """
    return tuple(sorted({" ".join(word.split()) for word in FORBIDDEN.findall(bare(text))}))


def statements(text: str) -> dict[str, Statement]:
    r"""Each statement of Statements.v by its name, in the order of the file.

    One whose name is defined again, be it in a comment, has no text: the other could be shown in its place.

    >>> statements("(** (38): an order. *)\nDefinition order : Prop := forall n : nat,\n  n = n.\n")
    {'order': Statement(text='forall n : nat,\n  n = n', sentence='(38): an order.')}
    """
    names = re.findall(r"^\s*Definition (\w+) : Prop :=", bare(text), re.MULTILINE)
    matches = list(STATEMENT.finditer(text))
    counts = Counter(re.findall(r"\bDefinition\s+(\w+)\s*:\s*Prop\b", text))
    found = {match[2]: Statement(match[3], " ".join((match[1] or "").split())) for match in matches if counts[match[2]] == 1}
    return {name: found.get(name, Statement("", "")) for name in names}


def equations(sentence: str) -> tuple[int, ...]:
    """The paper's equation numbers that a sentence names.

    >>> equations("(48)-(51): the equations, before (54).")
    (48, 49, 50, 51, 54)
    """
    spans = re.findall(r"\((\d+)\)(?:-\((\d+)\))?", sentence)
    return tuple(sorted({number for first, last in spans for number in range(int(first), int(last or first) + 1)}))
