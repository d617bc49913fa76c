"""The note on the averaged model: what it mentions exists."""

import pytest
from bornproof.proofs.cli.picture_data import PICTURES
from bornproof.proofs.ledger.article import Plate
from bornproof.proofs.paper.entries import PAPER
from bornproof.proofs.paper.note import NOTE

KNOWN = {claim.id for claim in PAPER}


def test_every_entry_that_is_mentioned_exists() -> None:
    assert set(NOTE.ids) <= KNOWN
    assert {key for key, _ in NOTE.mentions() if key} == set(NOTE.sources)


def test_a_theorem_is_stated_once() -> None:
    ids = [theorem.id for theorem in NOTE.theorems]
    assert len(set(ids)) == len(ids)
    assert all(theorem.proof for theorem in NOTE.theorems)


PLATES = [item for part in NOTE.parts for item in part.content if isinstance(item, Plate)]


@pytest.mark.parametrize("name", [name for plate in PLATES for name in plate.names])
def test_its_pictures_exist(name: str) -> None:
    assert name in PICTURES
