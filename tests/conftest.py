"""Every test starts and ends with the default precision of mpmath and flint."""

import sys
from collections.abc import Iterator

import flint
import mpmath
import pytest


@pytest.fixture(autouse=True)
def _default_precision() -> Iterator[None]:
    yield
    mpmath.mp.dps = 15
    flint.ctx.prec = 53


@pytest.fixture
def forgetful() -> Iterator[None]:
    """For tests that break a derivation or an oracle: what others have cached is not used, and nothing broken stays cached."""
    forget()
    yield
    forget()


def forget() -> None:
    """Empty every cache of the packages."""
    ours = [module for name, module in sys.modules.items() if name.startswith("bornproof.")]
    for value in {id(value): value for module in ours for value in vars(module).values()}.values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()
