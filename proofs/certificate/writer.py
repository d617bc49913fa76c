"""A claim as one file that SymPy alone can run: what is printed, what it should be, and the checks that tell them alike or apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bornproof.proofs.certificate.known_facts import Sorted, is_level, names_of, sort
from bornproof.proofs.certificate.prelude import HELPERS, SYMPY, ZERO, needed
from bornproof.proofs.certificate.python_source import Source, Words, wrapped
from bornproof.proofs.certificate.witness_values import Told, told
from bornproof.proofs.checks.derived import derived
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.events import P
from bornproof.proofs.formulas.latex.unicode_printer import as_line, latex_line
from bornproof.proofs.formulas.plain_printer import as_text
from bornproof.proofs.ledger import WRONG, Claim, Entry, Verdict
from bornproof.proofs.ledger.domain import Case
from bornproof.proofs.ledger.language import insert
from bornproof.symbolic.derivation import Derivation, Recursion
from sympy import Abs, Basic, Indexed, IndexedBase, MatrixBase, conjugate
from sympy import im as im_
from sympy import re as re_
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

__all__ = ["MOST_LINES", "certificate", "why_not"]

MOST_LINES = 99
LEVELS = (2, 3, 4, 5)  # for which what holds for any number of levels is written out: the last where signs are not
_NO = {
    Verdict.DEFINITION: "a definition: there is nothing to prove",
    Verdict.OUT_OF_SCOPE: "out of scope: no computation decides it",
    Verdict.UNDECIDED: "undecided: there is nothing to certify",
}


def why_not(entry: Entry) -> str:
    """Why an entry has no certificate; nothing, if it has one."""
    return _NO.get(entry.verdict, "" if entry.settled else "not settled: what it rests on is not")


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
        for steps in (True, False) if not reason else ():  # without the steps on the way, where it would be too long
            text = _Writer(claim, entry, words or Words(), steps).text()
            if (lines := text.count("\n")) <= MOST_LINES:
                return text
            reason = f"it would have {lines} lines, and the most are {MOST_LINES}"
    except LedgerError as error:
        reason = str(error)
    raise LedgerError(f"{claim.id} has no certificate: {reason}")


@dataclass(frozen=True)
class _Part:
    """The forms of one quantity: under which facts they are right; what they are at a witness, if they are not."""

    claim: Claim
    name: str
    given: tuple[Any, ...] = ()
    right: bool = True
    told: Told | None = None


class _Writer:
    """One certificate."""

    def __init__(self, claim: Claim, entry: Entry, words: Words, steps: bool) -> None:
        self.claim, self.entry, self.words, self.steps, self.language = claim, entry, words, steps, claim.language
        self.source = Source(words)
        self.scopes: list[str] = []
        self.checks: list[str] = []
        self.blocks: list[_Block] = []

    def text(self) -> str:
        for part in self._parts():
            same = sum(other.part.name == part.name for other in self.blocks)
            self.blocks.append(_Block(self, part, f"{part.name}_{same + 1}" if same else part.name))
        body = [line for block in self.blocks for line in block.lines()]
        code = "\n".join([*body, ZERO])
        helpers = needed(code, {**HELPERS, **self.words.helpers})
        code = "\n".join([*helpers, code])
        names = list(self._names(code))
        table = [HELPERS["Table"]] if any("Table(" in line for line in names) else []
        code = "\n".join([*table, code, *names])
        used = set(re.findall(r"\b[A-Za-z]\w*\b", code))
        imports = ["import sys", *(["from functools import cache"] if "cache" in used else []), *(["from functools import cache"] if "cache" in used else []), *(["from itertools import product as tuples"] if "tuples" in used else [])]
        listed = f"from sympy import {', '.join(word for word in SYMPY if word in used)}"
        imports += [listed if len(listed) < 126 else f"from sympy import (\n{chr(10).join(wrapped(listed[18:], indent='    '))}\n)"]
        imports += ["from sympy import I as iu", ""] if "iu" in used else [""]
        end = ["", f"sys.exit(0 if all([{', '.join(f'{check}()' for check in self.checks)}]) else 1)"]
        lines = "\n".join([*self._docstring(), *imports, *table, *helpers, ZERO, *names, "", *body, *end])
        return re.sub("\n{2,}(?=def |class )", "\n", re.sub("\n{3,}", "\n\n", lines)) + "\n"

    def _parts(self) -> Iterator[_Part]:
        """What is to be checked, by the verdict."""
        claim, verdict = self.claim, self.entry.verdict
        found = told(claim, self.entry)
        wrong = verdict in WRONG or claim.once_mended is not None
        for subject in claim.subjects:
            here = found if found and found.claim is subject else None
            given = () if verdict is Verdict.HOLDS or wrong else claim.conditions
            if here or not wrong:
                yield _Part(subject, "printed", given, not wrong, here)
        for subject in claim.true_forms if wrong else ():
            yield _Part(subject, "mended" if claim.once_mended else "corrected", claim.conditions)

    def _docstring(self) -> Iterator[str]:
        claim, entry = self.claim, self.entry
        where = f"Eq. ({claim.equation}), " if claim.equation else ""
        yield from wrapped(f'r"""{claim.id} ({where}Section {claim.section}): {claim.statement}', indent="")
        yield ""
        for title, subjects in (("printed", claim.subjects), ("right", claim.true_forms if entry.verdict in WRONG else ())):
            for subject in subjects:
                for form in subject.printed:
                    text = f"{title}: {latex_line(subject.name)} = {as_line(form, self.language.notation)}"
                    yield from wrapped(text if len(text) < 600 else f"{text[:595]} ...", indent="  ")
        yield from ([f"  right: {claim.corrected_statement}"] if entry.verdict in WRONG and claim.corrected_statement else [])
        conditions = f"; only if {' and '.join(map(as_text, claim.conditions))}" if claim.conditions else ""
        yield f"Verdict: {entry.verdict}{conditions}. Checked here, with residual 0 in exact symbols, and nothing more:"
        yield from (f"  {scope}" for scope in dict.fromkeys(self.scopes))
        yield 'SymPy alone is needed; the exit code is 0 if all checks pass, and 1 otherwise."""'

    def _names(self, code: str) -> Iterator[str]:
        """Symbols with what is assumed of them, and tables; those that the code uses."""
        code = re.sub('#.*|"""(?s:.)*?"""', "", code)
        groups: dict[str, list[str]] = {}
        tables: dict[str, str] = {}
        for thing, name in self.source.names.items():
            if not re.search(rf"(?<![\w.]){name}\b", code) or is_level(thing):
                continue
            if isinstance(thing, IndexedBase):
                facts = next((fact for fact in ("positive", "nonnegative", "real") if getattr(thing, f"is_{fact}")), "")
                tables[name] = f'Table("{name}"{f", {facts}=True" if facts else ""})'
            else:
                given = "".join(f", {fact}={value}" for fact, value in sorted(thing.assumptions0.items()) if fact in _ASSUMED and value)
                groups.setdefault(given, []).append(name)
        if tables:
            comma = "," * (len(tables) == 1)
            lines = [*wrapped(f"{', '.join(tables.values())}{comma}", indent="    ")]
            left = f"TABLES = {', '.join(tables)}{comma} = "
            yield from [f"{left}{lines[0].strip()}"] if len(lines) == 1 and len(left + lines[0]) < 126 else [f"{left}(", *lines, ")"]
        elif "TABLES" in code:
            yield "TABLES = ()"
        lines = [f'{", ".join(names)} = symbols("{" ".join(names)}"{_strongest(given)})' for given, names in groups.items()]
        yield from ["; ".join(lines)] if sum(map(len, lines)) < 110 else lines


_ASSUMED = ("positive", "nonnegative", "real", "nonzero")


def _strongest(given: str) -> str:
    for fact in (", positive=True", ", nonnegative=True"):
        if fact in given:
            return fact
    return given


class _Block:
    """The source of one part."""

    def __init__(self, writer: _Writer, part: _Part, name: str) -> None:
        self.writer, self.part, self.name, self.claim = writer, part, name, part.claim
        self.source, self.language, self.words = writer.source, writer.language, writer.words
        forms = [*dict.fromkeys(map(self._meant, part.claim.printed))]
        self.forms = forms if part.right or part.told is None else [self._meant(part.told.form)]  # of a chain, the wrong link
        suffix = ":corrected" if part.name == "corrected" else ""
        self.defined = self.words.defined.get(f"{part.claim.id}{suffix}", "") if part.right else ""
        self.facts = (*part.given, *part.claim.domain.assumptions)
        self.groups = self._grouped() if part.right else []
        self.tables = [table for table in self.language.signed if self.claim.language.signed]

    def _meant(self, form: Basic) -> Basic:
        """The form with its abbreviations inserted."""
        for name, value in self.claim.where:
            form = insert(form, name, value)
        return form

    def _counted(self, name: Any, value: Any) -> bool:
        return is_level(name) or self.language.is_sign(name, value)

    def _grouped(self) -> list[tuple[tuple[Any, ...], dict[Case, Derivation | None]]]:
        """Cases that differ in levels and signs alone, but those that the facts exclude, with the derivation in each."""
        groups: dict[Any, dict[Case, Derivation | None]] = {}
        for case in filter(self._possible, self.claim.domain.cases):
            key = (tuple(pair for pair in case.values if not self._counted(*pair)), case.given)
            groups.setdefault(key, {})[case] = None if self.defined else derived(self.claim.derive, case.mapping)
        return [*groups.items()]

    def _possible(self, case: Case) -> bool:
        """Whether the facts about levels and signs leave the case."""
        values = case.mapping
        levels = {name: value for name, value in values.items() if is_level(name)}
        told_of = (fact.subs(levels).xreplace(values) for fact in (*self.facts, *case.given))
        return not any(fact.doit() == False for fact in told_of if not names_of(fact))  # noqa: E712  (SymPy's truth)

    def _trees(self) -> list[Basic]:
        """All formulas that go into the file."""
        trees = [*self.forms, *((self.part.told.true,) if self.part.told else ())]
        return trees + [self._meant(made.result) for _, cases in self.groups for made in cases.values() if made]

    @cached_property
    def named(self) -> set[Any]:
        """What is named in the file, in the facts, and in the cases."""
        named = set[Any]().union(*map(names_of, self._trees()))
        if self.groups:
            named = named.union(*map(names_of, self.facts), *({name for name, _ in case.values} for _, cases in self.groups for case in cases))
        words = set(re.findall(r"\b[A-Z-a-z]\b", self.defined))
        return named | {name for name in self.language.names if is_level(name) and str(name) in words}

    @cached_property
    def levels(self) -> list[Any]:
        """The whole numbers of which the functions are functions, the number of levels first."""
        size, levels = self.language.size, {name for name in self.named if is_level(name)}
        operators = any(tree.is_commutative is False and not isinstance(tree, MatrixBase) for tree in self._trees())
        free = any(level not in case.mapping for level in levels for _, cases in self.groups for case in cases)
        if size is not None and (free or operators or self.signed or re.search(r"\bN\b", self.defined)):
            levels.add(size)
        return sorted(levels, key=lambda level: (level != size, str(level)))

    @cached_property
    def signed(self) -> Any:
        """The table over whose signs the checks loop, if they do."""
        tables = sorted((table for table in self.language.signed if any(getattr(name, "base", None) == table for name in self.named)), key=str)
        if self.defined and "sectors(" not in self.defined and ("lindblad" in self.defined or "evolves" in self.defined):
            tables = sorted(self.language.signed, key=str)
        return tables[0] if tables else None

    @property
    def arguments(self) -> str:
        """The whole numbers, as a function takes them."""
        return ", ".join(map(self.source.of, self.levels))

    def lines(self) -> Iterator[str]:
        for number, form in enumerate(self.forms):
            yield from self._function(self._called(number), form)
        if self.groups:
            yield from self._check()
        if self.part.told:
            yield from self._witness(self.part.told)

    def _called(self, number: int) -> str:
        return f"{self.name}{'_' + 'abcdef'[number] if number else ''}"

    def _function(self, name: str, tree: Basic, comment: str = "") -> Iterator[str]:
        about = comment or (f"{tree.rel_op} 0" if isinstance(tree, Relational) else "")
        yield f"def {name}({self.arguments}):{f'  # {about}' if about else ''}"
        yield from self._expression(tree, "    return ")

    def _expression(self, tree: Basic, start: str, end: str = "") -> Iterator[str]:
        tree = tree.lhs - tree.rhs if isinstance(tree, Relational) else tree
        text = f"Integer({tree})" if tree.is_Integer else self.source.of(tree)
        lines = [*wrapped(text, indent="        ")]
        if len(lines) == 1 and len(text) + len(start) + len(end) < 126:
            yield f"{start}({text}){end}" if end else f"{start}{text}"
            return
        yield f"{start}("
        yield from lines[:-1]
        yield f"{lines[-1]}){end}"

    def _derived(self, title: str, cases: dict[Case, Derivation | None]) -> tuple[str, list[str]]:
        """The call of what was derived in the cases of a group, and its source."""
        results = {case: self._meant(made.result) for case, made in cases.items() if made}
        made = next(made for made in cases.values() if made)
        if len(set(results.values())) == 1:
            lines = [*self._function(f"derived{title}", next(iter(results.values())), made.steps[-1].rule)]
            return f"derived{title}({self.arguments})", lines
        lines = [f"derived{title} = {{  # {made.steps[-1].rule}"]
        for case, tree in results.items():
            lines += wrapped(f"{self._key(case)}: lambda: {self.source.of(tree)},", indent="    ")
        return f"derived{title}[{self._key(next(iter(results)), values=False)}]()", [*lines, "}"]

    def _check(self) -> Iterator[str]:
        """What is derived, and that the forms are that in every case."""
        title, several, calls = f"_{self.name}", len(self.groups) > 1, list[str]()
        results = {self._meant(made.result) for _, cases in self.groups for made in cases.values() if made}
        recursion = next((made.recursion for _, cases in self.groups for made in cases.values() if made), None)
        if recursion is not None:
            yield from self._induction(recursion)
            return
        for number, (_, cases) in enumerate(self.groups if len(results) != 1 else self.groups[:1], start=1):
            if not self.defined:
                call, lines = self._derived(f"{title}_{number}" if several and len(results) > 1 else title, cases)
                yield from lines
                calls.append(call)
        every = [case for _, cases in self.groups for case in cases]
        common = self._known((), ())
        loops = list(self._loops(every, common))
        if several:
            loops.append(f"for case in range({len(self.groups)}):")
        inside = [*self._inside(common, calls)]
        if not loops and any("continue" in line for line in inside):
            loops = ["for case in range(1):"]
        yield f"def check{title}():"
        yield "    seen = []"
        for depth, loop in enumerate(loops, start=1):
            yield f"{'    ' * depth}{loop}"
        indent = "    " * (len(loops) + 1)
        yield from (f"{indent}{line}" for line in inside)
        yield f'    print("{self.name}:", seen.count(True), "of", len(seen), "residuals vanish")'
        yield "    return bool(seen) and all(seen)"
        self.writer.checks.append(f"check{title}")
        ranges = "; ".join(re.sub(r"map\(Integer, (.*)\)$", r"\1", loop[4:-1]) for loop in loops)
        how = "from its definition" if self.defined else "as it was derived"
        self.writer.scopes.append(f"{self.name} is the quantity {how}" + (f", for {ranges}" if ranges else ""))

    def _induction(self, found: Recursion) -> Iterator[str]:
        """That the form has the first value of the recursion, and that its value one level on is what the recursion makes of it."""
        if found.sign_of is not None or found.variable == self.language.size or len(self.forms) > 1:
            raise LedgerError(f"an induction on {found.variable} is written only for one form, whose range does not grow")
        variable, (form,), at = self.source.of(found.variable), self.forms, self.arguments
        yield from self._function(f"base_{self.name}", self._meant(found.base), f"at {variable} = {found.first}")
        yield from self._function(f"step_{self.name}", self._meant(found.step(form)), f"what follows for {variable} + 1")
        yield f"def check_{self.name}():"
        others = [loop for loop in self._loops([], self._known((), ())) if not loop.startswith(f"for {variable} ")]
        loops = [*others, f"for {variable} in loop({found.first}, {found.first + 4}):"]
        yield "    seen = []"
        yield from (f"{'    ' * depth}{loop}" for depth, loop in enumerate(loops, start=1))
        indent, following = "    " * (len(loops) + 1), re.sub(rf"\b{variable}\b", f"{variable} + 1", at)
        yield f"{indent}if {variable} == {found.first}: seen.append(zero({self.name}({at}) - base_{self.name}({at})))"
        yield f"{indent}seen.append(zero({self.name}({following}) - step_{self.name}({at})))"
        yield f'    print("{self.name}: base and steps,", seen.count(True), "of", len(seen), "residuals vanish")'
        yield "    return bool(seen) and all(seen)"
        self.writer.checks.append(f"check_{self.name}")
        self.writer.scopes.append(f"{self.name} fits the base and the first steps of an induction on {variable}")

    def _known(self, values: tuple[Any, ...], given: tuple[Any, ...], only: bool = False) -> Sorted:
        known = sort(given if only else (*self.facts, *given), self.source, self.language)
        for name, value in values:
            text = f"Integer({value})" if value.is_Integer else self.source.of(value)
            if isinstance(name, Indexed):
                entry = self.source.of(name)
                known.values += [f"if {entry}.is_number and {entry} != {text}: continue", f"{entry} = {text}"]
                if value == 0 and name.base in self.words.weights.values():  # so do the sums of fewer
                    level = self.source.of(name.indices[0])
                    known.values.append(f"{self.source.name(name.base)}.update((k, Integer(0)) for k in range({level}))")
            else:
                known.inserted[self.source.of(name)] = text
        return known

    def _key(self, case: Case, values: bool = True) -> str:
        pairs = sorted(((name, value) for name, value in case.values if self._counted(name, value)), key=lambda pair: str(pair[0]))
        return f"({', '.join(str(value) if values else self.source.of(name) for name, value in pairs)},)"

    def _loops(self, cases: list[Case], known: Sorted) -> Iterator[str]:
        size = self.language.size
        for level in self.levels:
            name, found = self.source.of(level), [case.mapping.get(level) for case in cases]
            if None not in found:
                yield f"for {name} in map(Integer, [{', '.join(map(str, dict.fromkeys(found)))}]):"
            elif level == size:
                yield f"for {name} in map(Integer, {[*LEVELS][: 3 if self.signed else 4]}):"
            else:
                yield f"for {name} in loop(1, {self.source.of(size)}):" if size in self.levels else f"for {name} in map(Integer, range(5)):"
        if self.signed and not any(line.startswith(f"{self.source.name(self.signed)}[") for line in known.values):
            top = self.source.of(size) if size is not None else "2"
            yield f"for signs in tuples([1, 0, -1], repeat={top} - 1):"

    def _inside(self, known: Sorted, calls: list[str]) -> Iterator[str]:
        yield from self._cleared()
        yield from self._hermitian()
        if any(line.startswith("for signs") for line in self._loops([], known)):
            yield f"{self.source.name(self.signed)}.update(zip(range(2, {self.source.of(self.language.size)} + 1), map(Integer, signs)))"
        apart = [self._apart(key, cases) for key, cases in self.groups]
        if filters := [*known.filters, *(apart[0].filters if len(apart) == 1 else ())]:
            yield f"if not ({' and '.join(f'({text})' for text in filters)}): continue"
        yield from known.values
        inserted = known.inserted if len(apart) > 1 else {**known.inserted, **apart[0].inserted}
        if len(apart) == 1:
            yield from apart[0].values
        at = f"{{{', '.join(f'{name}: {value}' for name, value in inserted.items())}}}" if inserted else ""
        for number, other in enumerate(apart if len(apart) > 1 else ()):
            if other.filters or other.values:
                yield f"if case == {number}:"
                yield from (f"    {line}" for line in other.values)
                yield from ([f"    if not ({' and '.join(f'({text})' for text in other.filters)}): continue"] if other.filters else ())
        if len(apart) > 1 and any(other.inserted for other in apart):
            each = ", ".join(f"{{{', '.join(f'{n}: {v}' for n, v in other.inserted.items())}}}" for other in apart)
            yield f"at = [{each}][case]"
            at = f"{at}).subs(at" if at else "at"
        if known.zeros:
            yield f"facts = [fact for fact in ({', '.join(known.zeros)},) if fact != 0]  # each is 0"
            yield "if any(fact.is_number for fact in facts): continue"
        right = self.defined or (calls[0] if len(set(calls)) == 1 else f"[{', '.join(f'lambda: {call}' for call in calls)}][case]()")
        first = next(iter(self.groups[0][1].values()))
        true = self._meant(first.result) if first else None
        for number, form in enumerate(self.forms):
            shown = f"{self._called(number)}({self.arguments})"
            yield from wrapped(f"seen.append({self._residual(shown, form, right, true, known, at)})", indent="")

    def _apart(self, key: tuple[Any, ...], cases: dict[Case, Derivation | None]) -> Sorted:
        """What is known in the cases of a group alone."""
        known, every = self._known(*key, only=True), [case for _, others in self.groups for case in others]
        for level in self.levels:
            found, others = ({case.mapping.get(level) for case in some} for some in (cases, every))
            if found != others and None not in found:
                known.filters.append(f"{self.source.of(level)} in {tuple(sorted(map(int, found)))}")
        return known

    def _residual(self, shown: str, form: Basic, right: str, true: Basic | None, known: Sorted, at: str) -> str:
        at = f".subs({at})" if at else ""
        if isinstance(form, Relational):  # the two differences have the same sign
            return f"cancel(({shown}){at}/({right}){at}).is_positive is True"
        if "{}" in right:
            return right.format(f"{shown}{at}")
        if true is not None and self.language.component and not isinstance(form, MatrixBase) and not isinstance(true, MatrixBase):
            row, column = (f"{self.source.of(level)} - 1" for level in self.language.component)
            right += f"[{row}, {column}]" if true.is_commutative is False and form.is_commutative else ""
            shown += f"[{row}, {column}]" if form.is_commutative is False and true.is_commutative else ""
        return f"zero({f'({shown} - {right}){at}' if at else f'{shown} - {right}'}{', *facts' if known.zeros else ''})"

    def _cleared(self) -> Iterator[str]:
        yield "for table in TABLES: table.clear()"
        weights, areas = self.words.weights, any(node.func == P for tree in self._trees() for node in tree.atoms(AppliedUndef))
        tables = {getattr(name, "base", None) for name in self.named}
        if areas or tables & {*weights, *weights.values()} or re.search("above|below|born", self.defined):
            yield from (f"{self.source.name(sums)}[0] = Integer(0)" for sums in dict.fromkeys(weights.values()))

    def _hermitian(self) -> Iterator[str]:
        """Entries with real and imaginary parts, where those or moduli are asked for."""
        for table in sorted(self.language.hermitian, key=str):
            entries = [node for tree in self._trees() for part in tree.atoms(re_, im_, Abs, conjugate) for node in part.atoms(Indexed)]
            if any(node.base == table for node in entries):
                name, size = self.source.name(table), self.source.of(self.language.size)
                yield f"{name}.update(((j, k), x + iu*y*sign(k - j)) for j in loop(1, {size}) for k in loop(1, {size}) for x, y in"
                yield f'              [symbols("x{{0}}{{1}} y{{0}}{{1}}".format(*sorted([j, k])), real=True)])'

    def _witness(self, found: Told) -> Iterator[str]:
        title = f"witness_{self.name}"
        same = (block for block in self.writer.blocks if block.part.name == "corrected" and block.claim.derive is self.claim.derive)
        corrected = next(same, None)  # the true value, if it is the same quantity
        levels = sorted({*self.levels, *(corrected.levels if corrected else ())}, key=str)
        self.writer.checks.append(title)
        self.writer.scopes.append(f"{self.name} has another value than the true one at exact numbers")
        values, inserted = found.values_for(levels, self.named | (corrected.named if corrected else set()), self.words.weights), list[str]()
        filled: dict[str, list[str]] = {}
        whole: list[str] = []
        for name, value in values.items():
            text = f"Integer({value})" if value.is_Integer else self.source.of(value)
            if isinstance(name, Indexed):
                at = ", ".join(map(str, name.indices))
                filled.setdefault(self.source.name(name.base), []).append(f"{at if len(name.indices) == 1 else f'({at})'}: {text}")
            elif is_level(name):
                whole.append(f"{self.source.of(name)} = {text}")
            else:
                inserted.append(f"{self.source.of(name)}: {text}")
        yield f"def {title}():"
        yield from (f"    {line}" for line in self._cleared())
        for table, entries in filled.items():
            yield from wrapped(f"{table}.update({{{', '.join(entries)}}})", indent="    ")
        yield from ([f"    {'; '.join(whole)}"] if whole else [])
        at = f".subs({{{', '.join(inserted)}}})" if inserted else ""
        shown = f"{self._called(self.forms.index(self._meant(found.form)))}({self.arguments}){at}"
        if corrected:
            yield f"    true = {corrected.name}({corrected.arguments}){at}"
        else:
            yield from self._expression(found.true, "    true = ", at or ".doit()")
        if isinstance(found.form, Relational) and not found.undefined:
            yield f"    shown = {shown}"
            yield f'    print("at the witness:", shown, "{found.form.rel_op} 0, where true is", true, "{found.form.rel_op} 0")'
            yield f"    return bool(shown {found.form.rel_op} 0) != bool(true {found.form.rel_op} 0)"
            return
        if found.undefined:
            yield f"    shown = {shown}"
            yield '    print("no value at the witness:", shown, "where true is", true)'
            yield "    return shown.has(nan, zoo) and not true.has(nan, zoo)"
            return
        numbers = ", ".join(f"Integer({value})" if value.is_Integer else self.source.of(value) for value in found.printed)
        yield f"    said, shown, true = (list(Matrix([x])) for x in ([{numbers}], {shown}, true))"
        yield f'    print("at the witness the form is", shown, "where true is", true)'
        yield "    alike = [all(abs((a - b).evalf(30)) < Rational(1, 10**12) for a, b in zip(shown, x)) for x in (said, true)]"
        yield "    return len(said) == len(shown) == len(true) and alike == [True, False]"
