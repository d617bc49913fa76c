"""What can be read off the Coq sources without Coq: theorems, sentences, pins, and words that have no place there."""

import re
from dataclasses import dataclass
from textwrap import dedent

__all__ = ["Pin", "bare", "definitions", "equations", "forbidden", "meanings", "pins", "theorems"]

FORBIDDEN = re.compile(
    r"\b(?:Admitted|[Aa]dmit|give_up|Axioms?|Parameters?|Conjecture|bypass_check|(?:Guard|Positivity|Universe)\s+Checking"
    r"|Declare\s+ML|Load|Cd|Redirect|LoadPath|ML\s+Path|Extraction)\b"
    r"|(?<!Local )\b(?:Notation|Infix|Coercion|Canonical)\b"
)
SENTENCE = re.compile(r"\(\*\*((?:(?!\*\)).)*)\*\)\s*Theorem (\w+)|^Theorem (\w+)", re.DOTALL | re.MULTILINE)
PIN = re.compile(r"^Definition pin_(\w+) :\n(.*?)\n  := (\w+)\.(\w+)\.$", re.DOTALL | re.MULTILINE)


MEANING = re.compile(r"^Definition meaning_(\w+) : @?\1 =\n.*?\n  := eq_refl\.$", re.DOTALL | re.MULTILINE)
KINDS = "Definition|Fixpoint|CoFixpoint|Function|Inductive|CoInductive|Variant|Record|Structure|Class|Instance"


@dataclass(frozen=True)
class Pin:
    """A statement typed again, the theorem that must prove it, and the line on which the pin starts."""

    statement: str
    file: str
    theorem: str
    line: int


def bare(text: str) -> str:
    """The source without its comments, which nest, and with its strings emptied; lines stay where they are.

    >>> bare('Lemma a. (* no (* Axiom *) here *) Qed.')
    'Lemma a.  Qed.'
    """
    kept, depth = [], 0
    for piece in re.findall(r'"[^"]*"|\(\*|\*\)|.', text, re.DOTALL):
        if piece == "(*":
            depth += 1
        elif piece == "*)" and depth:
            depth -= 1
        elif depth == 0:
            kept.append(piece if piece[0] != '"' else '"' + "\n" * piece.count("\n") + '"')
        else:
            kept.append("\n" * piece.count("\n"))
    return "".join(kept)


def forbidden(text: str) -> tuple[str, ...]:
    """The words outside comments that would weaken a proof or change how a statement reads.

    >>> forbidden("Lemma a : True. Admitted."), forbidden("(* Axiom *) Lemma a : True. Proof. exact I. Qed.")
    (('Admitted',), ())
    """
    return tuple(sorted({" ".join(word.split()) for word in FORBIDDEN.findall(bare(text))}))


def theorems(text: str) -> dict[str, str]:
    r"""Each theorem's name and the sentence in the comment above it, which may be missing.

    >>> theorems("(** (38): an order. *)\nTheorem order : True.")
    {'order': '(38): an order.'}
    """
    live = set(re.findall(r"\bTheorem (\w+)", bare(text)))
    found = {match[2] or match[3]: " ".join((match[1] or "").split()) for match in SENTENCE.finditer(text)}
    return {name: found.get(name, "") for name in sorted(live)}


def equations(sentence: str) -> tuple[int, ...]:
    """The paper's equation numbers that a sentence names.

    >>> equations("(48)-(51): the equations, before (54).")
    (48, 49, 50, 51, 54)
    """
    spans = re.findall(r"\((\d+)\)(?:-\((\d+)\))?", sentence)
    return tuple(sorted({number for first, last in spans for number in range(int(first), int(last or first) + 1)}))


def definitions(text: str) -> tuple[str, ...]:
    """The names that a source defines.

    >>> definitions("Definition one := 1. (* Definition two := 2. *)")
    ('one',)
    """
    return tuple(re.findall(rf"^\s*(?:\S+ )?(?:{KINDS}) (\w+)", bare(text), re.MULTILINE))


def pins(text: str) -> dict[str, Pin]:
    """The pinned statements by the theorem's name."""
    source = bare(text)
    return {
        match[1]: Pin(dedent(match[2]), match[3], match[4], source[: match.start()].count("\n") + 1)
        for match in PIN.finditer(source)
    }


def meanings(text: str) -> tuple[str, ...]:
    """The names whose definitions Meanings.v types again."""
    return tuple(MEANING.findall(bare(text)))
