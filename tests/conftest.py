"""Every test starts and ends with the default precision of mpmath and flint."""

from collections.abc import Iterator

import flint
import mpmath
import pytest


@pytest.fixture(autouse=True)
def _default_precision() -> Iterator[None]:
    yield
    mpmath.mp.dps = 15
    flint.ctx.prec = 53
