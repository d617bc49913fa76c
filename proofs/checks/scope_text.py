"""For what something was proved, in words: a loop is called by its values, and what the domain says of them is not said again."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.domain import Case
from sympy import Symbol

__all__ = ["run_of", "scope_of"]

LEAST = 3  # values in a row that are called by the first and the last of them
_VALUES = r"-?\d+(?:\.\.-?\d+|(?:, -?\d+)+)?"
_END = r"(?:[,;] |\Z)"


def scope_of(claim: Claim, tried: Sequence[Case], symbolic: bool) -> str:
    """What the cases say of the number of levels and of levels: a loop over values is called by them; then what the domain says."""
    values: dict[Symbol, set[int]] = {}
    counts: dict[Symbol, int] = {}
    for case in tried:
        for name, value in case.values:
            if isinstance(name, Symbol) and name.is_integer and value.is_Integer:
                values.setdefault(name, set()).add(int(value))
                counts[name] = counts.get(name, 0) + 1
    looped = {name: sorted(found) for name, found in values.items() if counts[name] == len(tried)}
    parts = [run_of(name, found) for name, found in looped.items()]
    every = claim.language.size if symbolic and claim.language.size not in looped else None
    if every is not None:
        parts = [f"every {every} (symbolic)", *parts]
    rest = _unsaid(claim.domain.scope, [*map(str, looped), *([str(every)] if every is not None else [])])
    return "; ".join(filter(None, (f"for {', '.join(parts)}" if parts else "", rest)))


def run_of(name: Any, values: Sequence[int]) -> str:
    """A name with the values that it takes, in their order.

    >>> run_of("N", [2, 3, 4, 5]), run_of("N", [2, 3]), run_of("N", [2, 4, 8])
    ('N = 2..5', 'N = 2, 3', 'N = 2, 4, 8')
    """
    in_a_row = len(values) >= LEAST and list(values) == list(range(values[0], values[-1] + 1))
    return f"{name} = {values[0]}..{values[-1]}" if in_a_row else f"{name} = {', '.join(map(str, values))}"


def _unsaid(scope: str, names: Iterable[str]) -> str:
    """What a domain says besides the values of these names, and besides that they are symbols.

    >>> _unsaid("N = 4, J = 1..4, any sector; q > 0", ("N", "J")), _unsaid("any q = 1, M = 2", ("N", "q"))
    ('any sector; q > 0', 'any q = 1, M = 2')
    >>> _unsaid("N symbolic, N >= 3; any", ("N",)), _unsaid("N, n symbolic; any", ("N",)), _unsaid("N, n > 1", ("N",))
    ('N >= 3; any', 'n symbolic; any', 'N, n > 1')
    """
    for name in names:
        scope = re.sub(rf"(?:\A|(?<=[,;] )){name} = {_VALUES}{_END}", "", scope)
        scope = re.sub(rf"(?:\A|(?<=[,;] )){name} symbolic(?: and |{_END})", "", scope)
        scope = re.sub(rf"\A{name}, (?=(?:\w+, )*\w+ symbolic{_END})", "", scope)
    return scope.rstrip(",; ")
