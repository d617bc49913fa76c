"""The examples in the docstrings, run in each module as it is installed."""

import doctest
import importlib
import pkgutil

import bornproof.numeric_check
import bornproof.proofs
import bornproof.symbolic
import pytest

PACKAGES = (bornproof.symbolic, bornproof.numeric_check, bornproof.proofs)
MODULES = [info.name for package in PACKAGES for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples() -> None:
    assert sum(doctest.testmod(importlib.import_module(name)).attempted for name in MODULES) > 100


def test_a_wrong_example_is_seen() -> None:
    module = type(doctest)("wrong", ">>> 1 + 1\n3\n")
    assert doctest.testmod(module, verbose=False).failed == 1
