"""A derivation is worked out again exactly where something at which it looks is another value, or of another type."""

from collections.abc import Mapping
from typing import Any

import pytest
from bornproof.proofs.checks.derived import derived
from bornproof.symbolic.derivation import Derivation, derivation
from sympy import Integer, Symbol

a, b = Symbol("a"), Symbol("b")


def test_what_is_not_looked_at_does_not_matter() -> None:
    calls = []

    def derive(values: Mapping[Any, Any]) -> Derivation:
        calls.append(values)
        return derivation("a + 1", Integer(values[a] + 1))

    found = [derived(derive, values).result for values in ({a: 1, b: 1}, {a: 1, b: 2}, {a: 1}, {a: 2}, {a: Integer(1)})]
    assert found == [2, 2, 2, 3, 2]
    assert len(calls) == 3


def test_a_branch_looks_at_more() -> None:
    def derive(values: Mapping[Any, Any]) -> Derivation:
        return derivation("a, or else b", Integer(values[a] or values[b]))

    assert [derived(derive, {a: x, b: y}).result for x, y in ((1, 7), (0, 8), (1, 9), (0, 9), (0, 8))] == [1, 8, 1, 9, 8]


def test_an_absent_value_is_looked_at() -> None:
    def derive(values: Mapping[Any, Any]) -> Derivation:
        return derivation("whether there is a, and b", Integer(10 * (a in values) + values.get(b, 5)))

    assert [derived(derive, values).result for values in ({}, {a: 1}, {b: 6}, {a: 1, b: 6}, {})] == [5, 15, 6, 16, 5]


@pytest.mark.parametrize("count", [len, lambda values: sum(1 for _ in values), lambda values: len(dict(values))])
def test_whoever_lists_the_values_looks_at_all(count: Any) -> None:
    def derive(values: Mapping[Any, Any]) -> Derivation:
        return derivation("how many", Integer(count(values)))

    assert [derived(derive, values).result for values in ({a: 1}, {a: 1, b: 2}, {b: 2})] == [1, 2, 1]


def test_what_raises_is_asked_again() -> None:
    answers = iter([None, 4])

    def derive(_: Mapping[Any, Any]) -> Derivation:
        if (answer := next(answers)) is None:
            raise ValueError("not yet")
        return derivation("answer", Integer(answer))

    with pytest.raises(ValueError, match="not yet"):
        derived(derive, {})
    assert derived(derive, {}).result == 4
