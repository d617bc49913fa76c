"""Which tests call which functions: a pytest plugin that writes it down, and the reading of what it wrote.

A function whose answer is cached is seen by the first test alone that asks for it, so that caches are emptied before each file.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time
from types import CodeType

import pytest

from tests.conftest import forget

__all__ = ["RECORD", "callers", "calling", "noted"]

RECORD = "SABOTAGE_RECORD"  # the variable that names the file
LONGEST = 150  # seconds of tests for one change

_found: dict[str, tuple[float, list[str]]] = {}
_files: set[Path] = set()


@contextmanager
def noted(names: set[str]) -> Iterator[None]:
    """Add the functions of this project that are called, as path:name, to a set."""
    seen: set[CodeType] = set()
    before, top = sys.gettrace(), f"{Path.cwd()}/bornproof/"
    sys.settrace(lambda frame, _event, _value: seen.add(frame.f_code))
    try:
        yield
    finally:
        sys.settrace(before)
        called = {f"{code.co_filename}:{code.co_qualname.replace('.<locals>', '')}" for code in seen}
        names |= {name.removeprefix(top) for name in called if name.startswith(top)}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Note the functions that are called while a test runs."""
    if item.path not in _files:
        _files.add(item.path)
        forget()
    start, names = process_time(), set[str]()
    with noted(names):
        yield
    _found[item.nodeid] = process_time() - start, sorted(names)


def pytest_sessionfinish() -> None:
    """Write the file."""
    Path(os.environ[RECORD]).write_text(json.dumps(_found), encoding="utf-8")


def callers(record: Path, module: str, function: str) -> list[str]:
    """The tests that call a function of a module, the quick ones first."""
    found = json.loads(record.read_text(encoding="utf-8"))
    tests, spent = [], 0.0
    for seconds, test in sorted((seconds, test) for test, (seconds, names) in found.items() if calling(module, function, names)):
        spent += seconds
        if spent > LONGEST:
            break
        tests.append(test)
    return tests


def calling(module: str, function: str, names: Iterable[str]) -> bool:
    """Whether the function is among the names; what is not in a function bears on all that calls any of its module."""
    if function == "module":
        return any(name.startswith(f"{module}:") for name in names)
    return f"{module}:{function}" in names
