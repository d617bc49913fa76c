"""The paper that is verified, and which text of it was used: named wherever results are printed or written."""

__all__ = ["PAPER_REFERENCE", "PAPER_TEXT", "PAPER_TITLE"]

PAPER_TITLE = "A Toy Model for Local and Deterministic Wave-function Collapse"
PAPER_REFERENCE = "S. Donadi and S. Hossenfelder, arXiv:2010.01327v5 (2021)"
PAPER_TEXT = "an extraction of it, in which bars over letters can be lost, as on the left side of (29)"
