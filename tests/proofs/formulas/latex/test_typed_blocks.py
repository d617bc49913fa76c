"""Blocks that were typed by hand in other styles than the printer's.

When the reader met them for the first time, it read 60 of the 66 that say something as what they say, two more as equal values
with a factor outside of a sum that stands inside, and four not at all: three for the full stop before the end of an environment,
one for the word "otherwise." with a full stop. The other three it refused, as it must.
"""

import pytest
from bornproof.proofs.errors import ReadError
from bornproof.proofs.formulas.latex.blocks import read_statements
from bornproof.proofs.formulas.latex.round_trip import Likeness, likeness
from bornproof.proofs.formulas.latex.vocabulary import Vocabulary
from bornproof.proofs.paper.language import LANGUAGE
from sympy import sympify

from tests.proofs.formulas.latex.typed_blocks import BLOCKS, NAMES

VOCABULARY = Vocabulary(NAMES, LANGUAGE.notation)


@pytest.mark.parametrize(("text", "sides"), BLOCKS, ids=range(len(BLOCKS)))
def test_a_block_is_read_as_what_it_says(text: str, sides: tuple[object, ...] | None) -> None:
    if sides is None:
        with pytest.raises(ReadError, match=r"^line \d+, column \d+: "):
            read_statements(text, VOCABULARY)
        return
    read = [side for statement in read_statements(text, VOCABULARY) for side in statement.sides]
    for one, other in zip(read, map(sympify, sides), strict=True):
        assert likeness(one, other) is not Likeness.DIFFERENT, (one, other)


def test_there_are_enough() -> None:
    assert sum(sides is not None for _, sides in BLOCKS) == 66
