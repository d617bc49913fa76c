"""The damping of coherences: of pairs of different levels that exist, and of no others."""

import pytest
from bornproof.symbolic.coherences import coherence, damping
from bornproof.symbolic.errors import SymbolicError


@pytest.mark.parametrize(("row", "column"), [(1, 1), (2, 2), (0, 1), (1, 4), (4, 1), (-1, 2)])
def test_a_coherence_needs_two_different_levels(row: int, column: int) -> None:
    for asked in (coherence, damping):
        with pytest.raises(SymbolicError, match=r"two different levels in 1\.\.3"):
            asked((1, -1), row, column)
