"""At which exact points a form is judged: enough distinct ones, with those among them that a claim of its kind must meet."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any

from bornproof.numeric_check.arithmetic.complex_rational import ComplexRational, parts
from bornproof.numeric_check.errors import UndefinedError
from bornproof.proofs.checks.derived import derived
from bornproof.proofs.checks.points import POINTS, Bench, names_in
from bornproof.proofs.counts import counted
from bornproof.proofs.ledger import Claim
from bornproof.proofs.ledger.domain import Point
from bornproof.symbolic.errors import AbsentError
from flint import fmpq
from sympy import Indexed
from sympy.logic.boolalg import Boolean

__all__ = ["Sample", "sample"]

MOST_LEVELS = 8
LOOKED_INTO = 6  # derivations, for what a claim depends on
LOOKED_AT = 400  # points, for those that are distinct or required


@dataclass(frozen=True)
class Sample:
    """The numbers of the points, and what is missing among them; with anything missing, nothing agrees."""

    numbers: tuple[int, ...]
    missing: str = ""


def sample(bench: Bench, given: tuple[Boolean, ...] = (), most: int = POINTS) -> Sample:
    """The first `most` distinct points within the assumptions and what is given, and the first of each kind that is required.

    Distinct are points that differ in a quantity on which the claim or a step of its derivation depends. Required are
    the time 0 for what evolves, two values of each rate in it, and 8 levels for a claim about any number of them.
    """
    if (given, most) not in bench.samples:
        bench.samples[given, most] = _sampled(bench, given, most)
    found: Sample = bench.samples[given, most]
    return found


def _sampled(bench: Bench, given: tuple[Boolean, ...], most: int) -> Sample:
    claim, numbers, seen = bench.claim, list[int](), set[Any]()
    used = _distinguishing(bench, given)
    for number in islice(bench.numbers(given), LOOKED_AT):
        if len(numbers) == most:
            break
        key = _key(bench.point(number), used)
        if key not in seen:
            seen.add(key)
            numbers.append(number)
    missing = list(_too_few(claim, given, len(numbers), most))
    for name, met in _required(bench, numbers).items():
        if not any(met(bench.point(number)) for number in numbers):
            found = next((number for number in islice(bench.numbers(given), LOOKED_AT) if met(bench.point(number))), None)
            if found is None:
                missing.append(f"no point with {name}")
            else:
                numbers.append(found)
    return Sample(tuple(numbers), "; ".join(missing))


def _too_few(claim: Claim, given: tuple[Boolean, ...], found: int, most: int) -> Iterator[str]:
    """What is wrong with the number of points that were found, and with the one that the claim says there are."""
    if claim.fewer is None:
        if found < most:
            yield f"only {counted(found, 'distinct point')}, and no reason why there are no more"
    elif not given and found != claim.fewer.points:
        yield f"{counted(found, 'distinct point')}, and not {claim.fewer.points} as the claim says"
    elif found < most and next(islice(claim.domain.points(), LOOKED_AT, None), None) is not None:
        yield f"only {counted(found, 'distinct point')} among the first {LOOKED_AT}, though the domain goes on"


def _required(bench: Bench, numbers: list[int]) -> dict[str, Callable[[Point], bool]]:
    claim, required = bench.claim, dict[str, Callable[[Point], bool]]()
    first = bench.point(numbers[0]) if numbers else {}
    time, size = claim.language.time, claim.language.size
    if claim.dynamics and time is not None:
        required[f"{time} = 0"] = lambda point: point.get(time) == 0
    for rate in claim.language.rates:
        if rate in first and (claim.dynamics or any(form.has(rate) for form in claim.printed)):
            required[f"another {rate}"] = lambda point, rate=rate: point.get(rate) != first[rate]  # type: ignore[misc]
    if size in first and _any_number_of_levels(bench, numbers):
        required[f"{size} = {MOST_LEVELS}"] = lambda point: int(point.get(size, 0)) == MOST_LEVELS
    return required


def _any_number_of_levels(bench: Bench, numbers: list[int]) -> bool:
    """Whether the claim is about more than one number of levels: it says so, or its points or cases do."""
    claim, size = bench.claim, bench.claim.language.size
    fixed = {value for case in claim.domain.cases for name, value in case.values if name == size}
    met = {int(bench.point(number)[size]) for number in numbers}
    return len(fixed) != 1 and (len(met) > 1 or any(form.has(size) for form in claim.printed))


def _distinguishing(bench: Bench, given: tuple[Boolean, ...]) -> frozenset[Any]:
    """The quantities on which the claim depends, read off its forms and the steps of its derivation at the first points.

    All steps, for of what cancels to 0 the result shows nothing. An entry with a symbol for a level stands for its table.
    """
    claim, names = bench.claim, {bench.claim.language.size}  # what is said of any number of levels may not name it
    parts = [*claim.printed, *claim.domain.assumptions, *claim.conditions, *(value for _, value in claim.where)]
    for number in islice(bench.numbers(given), LOOKED_INTO):
        with suppress(UndefinedError, AbsentError):  # where there is no truth
            parts += [step.result for step in derived(claim.derive, bench.point(number)).steps] if claim.derive else []
    for part in {id(part): part for part in parts}.values():
        names |= names_in(part)
    names |= {name for case in claim.domain.cases for name, _ in case.values}
    tables = {name.base for name in names if isinstance(name, Indexed) and not all(index.is_Integer for index in name.indices)}
    if any(not form.is_commutative for form in claim.printed):
        first = next(bench.numbers(given), None)
        tables |= {name.base for name in (bench.point(first) if first is not None else ()) if isinstance(name, Indexed)}
    return frozenset(names | tables)


def _key(point: Point, used: frozenset[Any]) -> Any:
    return tuple((name, _told(value)) for name, value in point.items() if name in used or getattr(name, "base", None) in used)


def _told(value: Any) -> Any:
    return parts(value) if isinstance(value, fmpq | ComplexRational) else (value, 1) if isinstance(value, int) else str(value)
