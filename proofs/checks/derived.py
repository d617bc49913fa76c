"""What a claim's derivation gives in a case or at a point, worked out once for all that it does not look at."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ComplexRational, parts
from bornproof.proofs.checks.answers import blamed
from bornproof.proofs.errors import LedgerError
from bornproof.proofs.ledger.claim import Derive
from bornproof.symbolic.derivation import Derivation
from flint import fmpq

__all__ = ["derived"]

_ALL = object()  # stands for the names of all values


class _Watched(Mapping[Any, Any]):
    """Values that note at which names somebody looked, also where there is no value."""

    def __init__(self, values: Mapping[Any, Any]) -> None:
        self.values_, self.seen = values, dict[Any, None]()

    def __getitem__(self, name: Any) -> Any:
        self.seen[name] = None
        return self.values_[name]

    def __iter__(self) -> Iterator[Any]:
        self.seen[_ALL] = None
        return iter(self.values_)

    def __len__(self) -> int:
        self.seen[_ALL] = None
        return len(self.values_)


def derived(derive: Derive, values: Mapping[Any, Any]) -> Derivation:
    """The derivation with these values, taken for a function of those at which it looks; raises what it raises."""
    results = _results(derive)
    for names, found in results.items():
        if (known := found.get(_key(names, values))) is not None:
            return known
    watched = _Watched(values)
    with blamed("the derivation", values):
        result = derive(watched)
        if not isinstance(result, Derivation):
            raise LedgerError(f"a derivation must be made of steps by `derivation`, not be of type {type(result).__name__}")
    names = tuple(watched.seen)
    results.setdefault(names, {})[_key(names, values)] = result
    return result


@lru_cache(maxsize=16)
def _results(_derive: Derive) -> dict[tuple[Any, ...], dict[Any, Derivation]]:
    return {}


def _key(names: tuple[Any, ...], values: Mapping[Any, Any]) -> Any:
    """The values with their types, for some are equal that are not the same, as 1 and Integer(1)."""
    found = [frozenset(values) if name is _ALL else values.get(name) for name in names]
    return (*(parts(value) if isinstance(value, fmpq | ComplexRational) else value for value in found), *map(type, found))
