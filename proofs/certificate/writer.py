"""A claim as one file that SymPy alone can run: what is printed, what it should be, and the checks that compare them."""

import re
from collections.abc import Iterator

from bornproof.proofs.certificate.known_facts import is_level
from bornproof.proofs.certificate.prelude import HELPERS, SYMPY, ZERO, needed
from bornproof.proofs.certificate.python_source import WIDTH, Source, Words, folded, wrapped
from bornproof.proofs.certificate.residual_checks import Check, ResidualChecks, merged
from bornproof.proofs.certificate.stated_quantity import InFile, Part
from bornproof.proofs.certificate.witness_values import told
from bornproof.proofs.counts import counted
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.latex.unicode_printer import as_line, latex_line
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import WRONG, Claim, Entry, Kind, Verdict
from sympy import IndexedBase
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFunction

__all__ = ["MOST_LINES", "certificate", "why_not"]

MOST_LINES = 99
_LIBRARY = {
    "cache": "from functools import cache", "cmp_to_key": "from functools import cmp_to_key",
    "permutations": "from itertools import permutations",
    "tuples": "from itertools import product as tuples",
}  # fmt: skip
_NO = {
    Verdict.DEFINITION: "a definition: there is nothing to prove",
    Verdict.OUT_OF_SCOPE: "out of scope: no computation decides it",
    Verdict.UNDECIDED: "undecided: there is nothing to certify",
}


def why_not(entry: Entry) -> str:
    """Why an entry has no certificate; nothing, if it has one."""
    told = f" ({entry.reason})" if entry.verdict is Verdict.UNDECIDED and entry.reason else ""
    return _NO.get(entry.verdict, "" if entry.settled else "not settled: what it rests on is not") + told


def certificate(claim: Claim, entry: Entry, words: Words | None = None) -> str:
    """The text of a Python file that needs SymPy alone, ends with 0 if all its checks pass, and with 1 otherwise.

    Parameters
    ----------
    claim, entry
        The claim, and what the engines found.
    words
        What its notation has besides plain formulas.

    Raises
    ------
    LedgerError
        Where there is none, for the reason of `why_not`, or because something in it has no meaning for SymPy alone.
    """
    reason = why_not(entry)
    try:
        for steps, again in (
            ((True, True), (False, True), (False, False)) if not reason else ()
        ):  # with less, where it would be too long
            text = _Writer(claim, entry, words or Words(), steps, again).text()
            if (lines := text.count("\n")) <= MOST_LINES:
                return text
            reason = f"it would have {counted(lines, 'line')}, and the most are {MOST_LINES}"
    except LedgerError as error:
        reason = str(error)
    raise LedgerError(f"{claim.id} has no certificate: {reason}")


class _Writer:
    """One certificate."""

    def __init__(self, claim: Claim, entry: Entry, words: Words, steps: bool, again: bool) -> None:
        self.claim, self.entry, self.words, self.language = claim, entry, words, claim.language
        self.file = InFile(Source(words), words, steps, again)
        self.said = "stated" if claim.kind is Kind.THEOREM else "printed"  # a theorem of ours stands in no paper

    def text(self) -> str:
        quantities = self.file.quantities
        for part in self._parts():
            same = sum(other.part.name == part.name for other in quantities)
            quantities.append(ResidualChecks(self.file, part, f"{part.name}_{same + 1}" if same else part.name))
        checks = list[Check]()
        body = [line for block in quantities for line in block.lines(checks)]
        body += merged(checks, self.file)
        code = "\n".join([*body, ZERO])
        helpers = needed(code, {**HELPERS, **self.words.helpers})
        code = "\n".join([*helpers, code])
        names = list(self._names(code))
        table = [HELPERS["Table"]] if any("Table(" in line for line in names) else []
        code = "\n".join([*table, code, *names])
        used = set(re.findall(r"\b[A-Za-z]\w*\b", code))
        imports = ["import sys", *(line for word, line in _LIBRARY.items() if word in used)]
        listed = ", ".join(word for word in SYMPY if word in used)
        several = ["from sympy import (", *wrapped(listed, indent="    "), ")"]
        imports += ["", *([f"from sympy import {listed}"] if len(listed) < WIDTH - 20 else several)]
        imports += ["from sympy import I as iu", ""] if "iu" in used else [""]
        end = ["", f"sys.exit(0 if all([{', '.join(f'{check}()' for check in self.file.checks)}]) else 1)"]
        own = [short for line in (*names, "", *body, *end) for short in folded(line)]
        lines = "\n".join([*self._docstring(), *imports, *table, *helpers, ZERO, *own])
        return re.sub("\n{2,}(?=def |class )", "\n", re.sub("\n{3,}", "\n\n", lines)) + "\n"

    def _parts(self) -> Iterator[Part]:
        """What is to be checked, by the verdict."""
        claim, verdict = self.claim, self.entry.verdict
        found = told(claim, self.entry)
        wrong = verdict in WRONG or claim.once_mended is not None
        for place, subject in enumerate(claim.subjects):
            here = found if found and found.place == place else None
            given = () if verdict is Verdict.HOLDS or wrong else claim.conditions
            if here or not wrong:
                yield Part(subject, self.said, given, not wrong, here, place + 1 if len(claim.subjects) > 1 else 0)
        for subject in claim.true_forms if wrong else ():
            yield Part(subject, "mended" if claim.once_mended else "corrected", claim.conditions)

    def _docstring(self) -> Iterator[str]:
        claim, entry = self.claim, self.entry
        where = f"Eq. ({claim.equation}), " if claim.equation else ""
        yield from wrapped(f'r"""{claim.id} ({where}Section {claim.section}): {claim.statement}', indent="")
        yield ""
        for title, subjects in ((self.said, claim.subjects), ("right", claim.true_forms if entry.verdict in WRONG else ())):
            for subject in subjects:
                for form in subject.printed:
                    sign = "⟺" if isinstance(form, Relational | BooleanFunction) else "="
                    text = f"{title}: {latex_line(subject.name)} {sign} {as_line(form, self.language.notation)}"
                    yield from wrapped(text if len(text) < 600 else f"{text[:595]} ...", indent="  ")
        if entry.verdict in WRONG and claim.corrected_statement:
            yield from wrapped(f"right: {claim.corrected_statement}", indent="  ")
        conditions = f"; only if {' and '.join(map(as_text, claim.conditions))}" if claim.conditions else ""
        limits = "for no other N" if "every N" in entry.scope else "and nothing more"
        yield from wrapped(f"Verdict: {entry.verdict}{conditions}. Checked here, exactly, {limits}:", indent="")
        yield from (line for scope in dict.fromkeys(self.file.scopes) for line in wrapped(scope, indent="  "))
        yield 'SymPy alone is needed; the exit code is 0 if all checks pass, and 1 otherwise."""'

    def _names(self, code: str) -> Iterator[str]:
        """Symbols with what is assumed of them, and tables; those that the code uses."""
        code = re.sub('#.*|"""(?s:.)*?"""', "", code)
        groups: dict[str, list[str]] = {}
        tables: dict[str, str] = {}
        for thing, name in self.file.source.names.items():
            if not re.search(rf"(?<![\w.]){name}\b", code) or is_level(thing):
                continue
            if isinstance(thing, IndexedBase):
                facts = next((fact for fact in ("positive", "nonnegative", "real") if getattr(thing, f"is_{fact}")), "")
                tables[name] = f'Table("{name}"{f", {facts}=True" if facts else ""})'
            else:
                assumed = sorted(fact for fact in _ASSUMED if thing.assumptions0.get(fact))
                given = "".join(f", {fact}=True" for fact in assumed)
                groups.setdefault(given, []).append(name)
        if tables:
            comma = "," * (len(tables) == 1)
            lines = [*wrapped(f"{', '.join(tables.values())}{comma}", indent="    ")]
            left = f"TABLES = {', '.join(tables)}{comma} = "
            short = len(lines) == 1 and len(left + lines[0]) < WIDTH
            yield from [f"{left}{lines[0].strip()}"] if short else [f"{left}(", *lines, ")"]
        elif "TABLES" in code:
            yield "TABLES = ()"
        lines = [line for given, names in groups.items() for line in _made(names, _strongest(given))]
        yield from ["; ".join(lines)] if sum(map(len, lines)) < 110 else lines


def _made(names: list[str], facts: str) -> Iterator[str]:
    """The lines that make symbols: one, if it is not too long."""
    line = f'{", ".join(names)} = symbols("{" ".join(names)}"{facts})'
    if len(line) <= WIDTH or len(names) == 1:
        yield line
    else:
        for part in (names[: len(names) // 2], names[len(names) // 2 :]):
            yield from _made(part, facts)


_ASSUMED = ("positive", "nonnegative", "real", "nonzero")


def _strongest(given: str) -> str:
    for fact in (", positive=True", ", nonnegative=True"):
        if fact in given:
            return fact
    return given
