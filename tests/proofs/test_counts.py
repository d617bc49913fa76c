"""Numbers stand before nouns that fit them: whatever is counted anywhere is counted by the one function that does so."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from bornproof.proofs.counts import several

ROOT = Path(__file__).parents[2]
ADJECTIVES = "(?:exact|distinct|initial|more|other|first|open|single|different)"
TEMPLATES = ROOT / "proofs" / "report" / "site" / "templates"


def sources() -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "proofs").rglob("*.py"))}


def counted_nouns(text: str) -> Iterator[str]:
    """The last word of what is named to the function, in Python and in a template."""
    for found in re.findall(r"counted\((?:[^()\"']|\([^()]*\))*[\"']([a-z ]+)[\"']\)", text):
        yield found.split()[-1]


def counted_by_hand(text: str, nouns: set[str]) -> list[str]:
    """What stands in f-strings as a value, which is no constant in capitals, before more than one of such a noun."""
    many, found = "|".join(sorted(map(several, nouns))), []
    for node in ast.walk(ast.parse(text)):
        parts = node.values if isinstance(node, ast.JoinedStr) else []
        for value, behind in pairwise(parts):
            if not isinstance(value, ast.FormattedValue) or not isinstance(behind, ast.Constant):
                continue
            constant = isinstance(value.value, ast.Name) and value.value.id.isupper()
            if not constant and re.match(rf" (?:{ADJECTIVES} )*(?:{many})\b", str(behind.value)):
                found.append(ast.unparse(node))
    return found


def nouns() -> set[str]:
    texts = [*sources().values(), *(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html"))]
    return {noun for text in texts for noun in counted_nouns(text)}


@pytest.mark.parametrize("text", ['f"{n} points"', 'f"of {len(x)} exact points"', 'f"{n} distinct points, and"'])
def test_it_is_seen(text: str) -> None:
    assert counted_by_hand(text, {"point"})
    assert not counted_by_hand(text, {"entry"})
    assert not counted_by_hand('f"at most {MOST} points, {point} pointsman"', {"point"})


def test_whatever_is_counted_is_counted_in_one_way() -> None:
    counted = nouns()
    assert {"point", "entry", "case", "digit", "level", "page"} <= counted
    assert {path: found for path, text in sources().items() if (found := counted_by_hand(text, counted))} == {}


def test_templates_do_not_choose_words_by_numbers() -> None:
    many = "|".join(sorted(map(several, nouns())))
    for path in TEMPLATES.glob("*.html"):
        assert not re.findall(rf"\}}\}} (?:{many})\b", path.read_text(encoding="utf-8")), path
