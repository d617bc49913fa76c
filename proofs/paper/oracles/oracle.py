"""What an oracle is."""

from collections.abc import Callable
from typing import Any, TypeAlias

from bornproof.proofs.paper.points.tables import Point

__all__ = ["Oracle", "Rows", "State"]

Oracle: TypeAlias = Callable[[Point], Any]
"""An exact number, a ball, a truth value or rows of them for a point."""
Rows: TypeAlias = tuple[tuple[Any, ...], ...]
"""A matrix, row by row; a column has one entry a row."""
State: TypeAlias = Callable[[Point], Rows]
"""A matrix for a point."""
