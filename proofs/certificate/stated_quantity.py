"""One quantity of a claim: its forms and what it was derived to be, in which cases, as functions of whole numbers in a file."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bornproof.numeric_check.errors import NumericError
from bornproof.proofs.certificate.known_facts import Sorted, is_level, names_of, sort
from bornproof.proofs.certificate.python_source import WIDTH, Source, Words, wrapped
from bornproof.proofs.certificate.witness_values import Told
from bornproof.proofs.checks.derived import derived
from bornproof.proofs.checks.points import Bench, value_text
from bornproof.proofs.checks.samples import sample
from bornproof.proofs.checks.valuation import literal_value
from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.domain import Case
from bornproof.proofs.ledger.language import insert
from bornproof.symbolic.derivation import Derivation, Step
from bornproof.symbolic.errors import SymbolicError
from sympy import Basic, Indexed, MatrixBase
from sympy.core.relational import Relational

__all__ = ["Group", "InFile", "Part", "StatedQuantity"]

Group = tuple[tuple[Any, ...], dict[Case, Derivation | None]]  # what its cases have in common besides levels and signs


@dataclass(frozen=True)
class Part:
    """The forms of one quantity: under which facts they are right; what they are at a witness, if they are not; which it is."""

    claim: Claim
    name: str
    given: tuple[Any, ...] = ()
    right: bool = True
    told: Told | None = None
    place: int = 0  # of several quantities, from 1 on


@dataclass
class InFile:
    """What the quantities of one file share.

    The printer, whether steps are shown, whether what is wrong is held against a second point, what is checked, the names of the
    checks.
    """

    source: Source
    words: Words
    steps: bool
    again: bool
    scopes: list[str] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)
    quantities: list[Any] = field(default_factory=list)


class StatedQuantity:
    """The functions of one quantity."""

    def __init__(self, file: InFile, part: Part, name: str) -> None:
        self.file, self.part, self.name, self.claim = file, part, name, part.claim
        self.source, self.language, self.words = file.source, part.claim.language, file.words
        forms = [*dict.fromkeys(map(self._meant, part.claim.printed))]
        self.forms = forms if part.right or part.told is None else [self._meant(part.told.form)]  # of a chain, the wrong link
        place, defined = f":{part.place}" if part.place else "", self.words.defined
        which = f"{part.claim.id}{':corrected' if part.name == 'corrected' else ''}{place}"
        checked, _, self.admitted = (defined.get(which, "") if part.right else "").partition(" :: ")
        self.defined, _, self.only = checked.partition(" only if ")
        own = defined.get(f"{part.claim.id}{place}:witness", defined.get(f"{part.claim.id}{place}", "")) if part.told else ""
        self.defined_there = "" if " :: " in own else own.partition(" only if ")[0]  # at the witness
        self.facts = (*part.given, *part.claim.domain.assumptions)
        self.groups = self._grouped() if part.right else []
        self.stepwise: list[str] = []  # calls of the steps before the result

    def _meant(self, form: Basic) -> Basic:
        """The form with its abbreviations inserted."""
        for name, value in self.claim.where:
            form = insert(form, name, value)
        return form

    def _counted(self, name: Any, value: Any) -> bool:
        return is_level(name) or self.language.is_sign(name, value)

    def _grouped(self) -> list[Group]:
        """Cases that differ in levels and signs alone, but those that the facts exclude, with the derivation in each."""
        groups: dict[Any, dict[Case, Derivation | None]] = {}
        for case in filter(self._possible, self.claim.domain.cases):
            key = (tuple(pair for pair in case.values if not self._counted(*pair)), case.given)
            groups.setdefault(key, {})[case] = None if self.defined else self._made(case)
        return [*groups.items()]

    def _made(self, case: Case) -> Derivation:
        assert self.claim.derive is not None  # noqa: S101  (a quantity that is checked has a derivation)
        return derived(self.claim.derive, case.mapping)

    def _possible(self, case: Case) -> bool:
        """Whether the facts about levels and signs leave the case."""
        values = case.mapping
        levels = {name: value for name, value in values.items() if is_level(name)}
        told_of = (fact.subs(levels).xreplace(values) for fact in (*self.facts, *case.given))
        return not any(fact.doit() == False for fact in told_of if not names_of(fact))  # noqa: E712  (SymPy's truth)

    def _trees(self) -> list[Basic]:
        """All formulas that go into the file."""
        trees = [*self.forms, *((self.part.told.true,) if self.part.told else ())]
        trees += [self._meant(step.result) for step in self.steps]
        return trees + [self._meant(made.result) for _, cases in self.groups for made in cases.values() if made]

    @cached_property
    def named(self) -> set[Any]:
        """What is named in the file, in the facts, and in the cases."""
        named = set[Any]().union(*map(names_of, self._trees()))
        if self.groups:
            in_cases = ({name for name, _ in case.values} for _, cases in self.groups for case in cases)
            named = named.union(*map(names_of, self.facts), *in_cases)
        words = set(re.findall(r"\b[A-Za-z]\b", f"{self.defined} {self.only} {self.defined_there}"))
        return named | {name for name in self.language.names if is_level(name) and str(name) in words}

    @cached_property
    def levels(self) -> list[Any]:
        """The whole numbers of which the functions are functions, the number of levels first."""
        size, levels = self.language.size, {name for name in self.named if is_level(name)}
        operators = any(tree.is_commutative is False and not isinstance(tree, MatrixBase) for tree in self._trees())
        free = any(level not in case.mapping for level in levels for _, cases in self.groups for case in cases)
        texts = f"{self.defined} {self.only} {self.defined_there}"
        if size is not None and (free or operators or self.signed or re.search(r"\bN\b", texts)):
            levels.add(size)
        return sorted(levels, key=lambda level: (level != size, str(level)))

    @cached_property
    def signed(self) -> Any:
        """The table over whose signs the checks loop, if they do."""
        bases = {getattr(name, "base", None) for name in self.named}
        tables = sorted((table for table in self.language.signed if table in bases), key=str)
        if "sectors(" not in self.defined and re.search("lindblad|evolves|hops|motion", self.defined):
            tables = sorted(self.language.signed, key=str)
        return tables[0] if tables else None

    @property
    def arguments(self) -> str:
        """The whole numbers, as a function takes them."""
        return ", ".join(map(self.source.of, self.levels))

    def _called(self, number: int) -> str:
        return f"{self.name}{'_' + 'abcdef'[number] if number else ''}"

    def _function(self, name: str, tree: Basic, comment: str = "") -> Iterator[str]:
        about = comment or (f"{tree.rel_op} 0" if isinstance(tree, Relational) else "")
        yield f"def {name}({self.arguments}):{f'  # {about}' if about else ''}"
        yield from self._expression(tree, "    return ")

    def _expression(self, tree: Basic, start: str, end: str = "") -> Iterator[str]:
        tree = tree.lhs - tree.rhs if isinstance(tree, Relational) else tree
        text = f"Integer({tree})" if tree.is_Integer else self.source.of(tree)
        lines = [*wrapped(f"{text}){end}", indent="        ")]
        if len(lines) == 1 and len(text) + len(start) + len(end) < WIDTH:
            yield f"{start}({text}){end}" if end else f"{start}{text}"
            return
        yield f"{start}("
        yield from lines

    def _derived(self, title: str, cases: dict[Case, Derivation | None]) -> tuple[str, list[str]]:
        """The call of what was derived in the cases of a group, and its source."""
        results = {case: self._meant(made.result) for case, made in cases.items() if made}
        made = next(made for made in cases.values() if made)
        if len(set(results.values())) == 1:
            lines = [*self._function(f"derived{title}", next(iter(results.values())), made.steps[-1].rule)]
            for number, step in enumerate(self.steps, start=1):
                lines += self._function(f"step{number}{title}", self._meant(step.result), step.rule)
                self.stepwise.append(f"step{number}{title}({self.arguments})")
            return f"derived{title}({self.arguments})", lines
        lines = [f"derived{title} = {{  # {made.steps[-1].rule}"]
        for case, tree in results.items():
            lines += wrapped(f"{self._key(case)}: lambda: {self.source.of(tree)},", indent="    ")
        return f"derived{title}[{self._key(next(iter(results)), values=False)}]()", [*lines, "}"]

    @cached_property
    def steps(self) -> list[Step]:
        """The steps before the last that have the value of the result at the first points; others are on the way to it.

        There are some only where all cases have one derivation, and are shown if the file has room.
        """
        derivations = {made for _, cases in self.groups for made in cases.values()}
        made = next(iter(derivations), None)
        if made is None or len(derivations) > 1 or len(made.steps) == 1 or not self.file.steps:
            return []
        bench = Bench(self.claim, 50)
        points = [bench.point(number) for number in sample(bench, self.part.given).numbers[:6]]

        def values(tree: Basic) -> list[str]:
            with suppress(NumericError, SymbolicError):
                return [value_text(literal_value(tree, point, self.claim.where, 50, self.language)) for point in points]
            return []

        expected = values(made.result)
        return [step for step in made.steps[:-1] if step.result != made.result and expected and values(step.result) == expected]

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
