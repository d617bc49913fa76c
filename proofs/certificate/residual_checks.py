"""The checks of one quantity in a file: that residuals vanish in every case, and that a wrong form differs at the witness."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from typing import Any

from bornproof.proofs.certificate.known_facts import Sorted, dictionary, is_level, unless
from bornproof.proofs.certificate.python_source import folded, wrapped
from bornproof.proofs.certificate.scope_words import A_BOUND, left, multiplied_out, plural, ranges
from bornproof.proofs.certificate.stated_quantity import InFile, StatedQuantity
from bornproof.proofs.certificate.witness_values import Told
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.formulas.events import P
from bornproof.proofs.ledger.domain import Case
from bornproof.symbolic.derivation import Derivation, Recursion
from sympy import Abs, Basic, Expr, Indexed, MatrixBase, conjugate
from sympy import im as im_
from sympy import re as re_
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

__all__ = ["ONLY_EQUAL", "Check", "ResidualChecks", "merged"]

ONLY_EQUAL = "by its derivation in bornproof, whose result is the same formula: this alone is checked"  # nothing else can fail
REGROUPED = "by its derivation in bornproof, whose result is the same formula, regrouped: this alone is checked"
LEVELS = (2, 3, 4, 5)  # for which what holds for any number of levels is written out: the last where signs are not


@dataclass(frozen=True)
class Check:
    """The residuals of one quantity, the loops and conditions in which they stand, and what is to be said of them."""

    name: str
    opening: tuple[str, ...]
    residuals: tuple[str, ...]
    scope: str


def merged(checks: Iterable[Check], file: InFile) -> Iterator[str]:
    """The functions that check residuals: one of all that stand in the same loops, one behind the other."""
    for (opening, scope), group in groupby(checks, lambda check: (check.opening, check.scope)):
        found = [*group]
        name, names = found[0].name, ", ".join(check.name for check in found)
        yield f"def check_{name}():"
        yield "    seen = []"
        yield from opening
        yield from (line for check in found for line in check.residuals)
        yield f'    print("{names}:", seen.count(True), "of", len(seen), "residuals vanish")'
        yield "    return bool(seen) and all(seen)"
        file.checks.append(f"check_{name}")
        file.scopes.append(f"{names} {plural(scope) if len(found) > 1 else scope}")


class ResidualChecks(StatedQuantity):
    """The source of one quantity; its residuals become a part of `checks`."""

    def lines(self, checks: list[Check]) -> Iterator[str]:
        """The lines of the file, in their order."""
        for number, form in enumerate(self.forms):
            yield from self._function(self._called(number), form)
        if self.groups:
            yield from self._check(checks)
        if self.part.told:
            yield from self._witness(self.part.told)

    def _check(self, checks: list[Check]) -> Iterator[str]:
        """What is derived; that the forms are that in every case is a check."""
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
        lines = [f"{'    ' * depth}{line}" for depth, line in enumerate(loops, start=1)]
        lines += [f"{'    ' * (len(loops) + 1)}{line}" for line in inside]
        opening = tuple(takewhile(lambda line: not line.lstrip().startswith("seen.append"), lines))
        taken = f"as bornproof derived it{', step by step' if self.stepwise else ''}: that is taken over here"
        how = f"is the quantity {ONLY_EQUAL if results == {*self.forms} else REGROUPED if self._regrouped(results) else taken}"
        how = self.admitted or ("is the quantity by its definition" if self.defined else how)
        size = "" if self.language.size is None else self.source.of(self.language.size)
        known = [common] if several else [common, self._apart(*self.groups[0])]
        filters = filter(None, [self.only, *(text for one in known for text in one.filters)])
        scope = ", ".join([how, *ranges(loops, left(filters, (line for one in known for line in one.values), size))])
        checks.append(Check(self.name, opening, tuple(lines[len(opening) :]), scope))

    def _regrouped(self, results: set[Basic]) -> bool:
        """Whether all that the residuals test is that brackets are multiplied out."""
        trees = [*results, *self.forms]
        return all(isinstance(tree, Expr) for tree in trees) and len({multiplied_out(tree) for tree in trees}) == 1

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
        self.file.checks.append(f"check_{self.name}")
        self.file.scopes.append(f"{self.name} fits the base and the first steps of an induction on {variable}")

    def _loops(self, cases: list[Case], known: Sorted) -> Iterator[str]:
        size = self.language.size
        for level in self.levels:
            name, found = self.source.of(level), [case.mapping.get(level) for case in cases]
            if None not in found:
                yield f"for {name} in map(Integer, [{', '.join(map(str, dict.fromkeys(found)))}]):"
            elif level == size:
                signs = self.signed or re.search(r"mean|sectors\(\*", self.defined)
                most = LEVELS[: 3 if signs else 4]
                found_in = map(A_BOUND.fullmatch, (self.only, *known.filters))
                bounds = [(bound[2], bound[3]) for bound in found_in if bound and bound[1] == name]
                sizes = [k for k in most if all((k - int(at)) * (1 if how == ">" else -1) > 0 for how, at in bounds)]
                yield f"for {name} in map(Integer, {sizes}):"
            else:
                yield f"for {name} in {f'loop(1, {self.source.of(size)})' if size in self.levels else 'map(Integer, range(5))'}:"
        if self.signed and not any(line.startswith(f"{self.source.name(self.signed)}[") for line in known.values):
            top = self.source.of(size) if size is not None else "2"
            yield f"for signs in tuples([1, 0, -1], repeat={top} - 1):"

    def _inside(self, known: Sorted, calls: list[str]) -> Iterator[str]:
        yield from self._cleared()
        yield from self._hermitian()
        if any(line.startswith("for signs") for line in self._loops([], known)):
            signs, size = self.source.name(self.signed), self.source.of(self.language.size)
            yield f"{signs}.update(zip(range(2, {size} + 1), map(Integer, signs)))"
        apart = [self._apart(key, cases) for key, cases in self.groups]
        only = [self.only] if self.only and not A_BOUND.fullmatch(self.only) else []
        yield from unless([*only, *known.filters, *(apart[0].filters if len(apart) == 1 else ())])
        yield from known.values
        inserted = known.inserted if len(apart) > 1 else {**known.inserted, **apart[0].inserted}
        if len(apart) == 1:
            yield from apart[0].values
        at = dictionary(inserted) if inserted else ""
        for number, other in enumerate(apart if len(apart) > 1 else ()):
            if other.filters or other.values:
                yield f"if case == {number}:"
                yield from (f"    {line}" for line in other.values)
                yield from (f"    {line}" for line in unless(other.filters))
        if len(apart) > 1 and any(other.inserted for other in apart):
            yield f"at = [{', '.join(dictionary(other.inserted) for other in apart)}][case]"
            at = f"{at}).subs(at" if at else "at"
        if known.zeros:
            yield f"facts = [fact for fact in ({', '.join(known.zeros)},) if fact != 0]  # each is 0"
            yield "if any(fact.is_number for fact in facts): continue"
        by_case = f"[{', '.join(f'lambda: {call}' for call in calls)}][case]()"
        right = self.defined or (calls[0] if len(set(calls)) == 1 else by_case)
        first = next(iter(self.groups[0][1].values()))
        true = self._meant(first.result) if first else None
        for number, form in enumerate(self.forms):
            shown = f"{self._called(number)}({self.arguments})"
            yield from wrapped(f"seen.append({self._residual(shown, form, right, true, known, at)})", indent="")
        for one, following in pairwise([*self.stepwise, right] if self.stepwise else []):
            yield from wrapped(f"seen.append({self._residual(one, None, following, None, known, at)})", indent="")

    def _apart(self, key: tuple[Any, ...], cases: dict[Case, Derivation | None]) -> Sorted:
        """What is known in the cases of a group alone."""
        values, given = key
        known, every = self._known(values, given, only=True), [case for _, others in self.groups for case in others]
        for level in self.levels:
            found, others = ({case.mapping.get(level) for case in some} for some in (cases, every))
            if found != others and None not in found:
                here = sorted(int(value) for value in found if value is not None)
                known.filters.append(f"{self.source.of(level)} in {tuple(here)}")
        return known

    def _residual(self, shown: str, form: Basic | None, right: str, true: Basic | None, known: Sorted, at: str) -> str:
        at = f".subs({at})" if at else ""
        if "{}" in right:
            return right.replace("{}", f"{shown}{at}")
        if isinstance(form, Relational):  # the two differences have the same sign, or are the same, as where both are 0
            return f"(zero(({shown}){at} - ({right}){at}) or cancel(({shown}){at}/({right}){at}).is_positive is True)"
        scalars = not any(tree is None or isinstance(tree, MatrixBase) for tree in (form, true))
        if scalars and self.language.component:  # an operator is held against a number by a component
            row, column = (f"{self.source.of(level)} - 1" for level in self.language.component)
            operators = [tree is not None and tree.is_commutative is False for tree in (form, true)]
            shown += f"[{row}, {column}]" if operators == [True, False] else ""
            right += f"[{row}, {column}]" if operators == [False, True] else ""
        right = f"({right})" if re.search(" [+-] ", right) else right
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
            parts = [part for tree in self._trees() for part in tree.atoms(re_, im_, Abs, conjugate)]
            entries = [node for part in parts for node in part.atoms(Indexed)]
            if any(node.base == table for node in entries):
                name, size = self.source.name(table), self.source.of(self.language.size)
                yield f"{name}.update(((j, k), x + iu*y*sign(k - j)) for j in loop(1, {size}) for k in loop(1, {size}) for x, y in"
                yield '              [symbols("x{0}{1} y{0}{1}".format(*sorted([j, k])), real=True)])'

    def _witness(self, found: Told) -> Iterator[str]:
        title = f"witness_{self.name}"
        right = [other for other in self.file.quantities if other.part.name in ("corrected", "mended")]
        same = (other for other in right if other.part.name == "corrected" and other.claim.derive is self.claim.derive)
        corrected = next(same, None)  # it has the true value
        named = self.named.union(*(other.named for other in right))
        levels = sorted(set(self.levels).union(*(other.levels for other in right)), key=str)
        self.file.checks.append(title)
        defined = "" if corrected else self.defined_there
        which = "corrected" if corrected else "the true one, which is the quantity by its definition there,"
        which = which if corrected or defined else "the one that bornproof derived, which is taken over and not checked here,"
        self.file.scopes.append(f"{self.name} has another value than {which} at exact numbers")
        inserted = list[str]()
        yield f"def {title}():"
        yield from self._placed(found, levels, named, inserted)
        at = f".subs({{{', '.join(inserted)}}})" if inserted else ""
        shown = f"{self._called(self.forms.index(self._meant(found.form)))}({self.arguments}){at}"
        if corrected:
            yield f"    true = {corrected.name}({corrected.arguments}){at}"
        else:
            yield from self._expression(found.true, "    true = ", ".doit()" if defined else at or ".doit()")
        if defined:
            agrees = self._residual("true", found.true, defined, None, Sorted(), "")
            yield from folded(f"    if not ({agrees}): return False")
            yield from [f"    true = true{at}"] if at else []
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
        yield f"    said, shown, true = (list(Matrix([x])) for x in ([{self._numbers(found)}], {shown}, true))"
        yield '    print("at the witness the form is", shown, "where true is", true)'
        yield "    alike = [all(abs((a - b).evalf(30)) < Rational(1, 10**12) for a, b in zip(shown, x)) for x in (said, true)]"
        yield "    return len(said) == len(shown) == len(true) and alike == [True, False]"
        if found.again and self.file.again:
            yield from self._again(found.again, levels, named)

    def _again(self, found: Told, levels: list[Any], named: set[Any]) -> Iterator[str]:
        """That the form is what is printed, and no other which has the same value at the witness."""
        title, inserted = f"again_{self.name}", list[str]()
        self.file.checks.append(title)
        self.file.scopes.append(f"{self.name} has its value at other numbers, too, where more of them are neither 0 nor 1")
        yield f"def {title}():"
        yield from self._placed(found, levels, named, inserted)
        at = f".subs({{{', '.join(inserted)}}})" if inserted else ""
        shown = f"{self._called(self.forms.index(self._meant(found.form)))}({self.arguments}){at}"
        yield f"    said, shown = list(Matrix([{self._numbers(found)}])), list(Matrix([{shown}]))"
        yield "    alike = all(abs((a - b).evalf(30)) < Rational(1, 10**12) for a, b in zip(shown, said))"
        yield "    return len(said) == len(shown) and alike"

    def _numbers(self, found: Told) -> str:
        return ", ".join(map(self.source.of, found.printed))

    def _placed(self, found: Told, levels: list[Any], named: set[Any], inserted: list[str]) -> Iterator[str]:
        """The lines that give levels and entries of tables their values; those of symbols come to what is inserted."""
        values = found.values_for(levels, named, self.words.weights)
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
        yield from (f"    {line}" for line in self._cleared())
        for table, entries in filled.items():
            yield from wrapped(f"{table}.update({{{', '.join(entries)}}})", indent="    ")
        yield from ([f"    {'; '.join(whole)}"] if whole else [])
