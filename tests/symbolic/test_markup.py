"""What notebooks show as MathML: well formed, in letters, and the same entries as in LaTeX."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from bornproof.numeric_check import evolve
from bornproof.symbolic import average, closed_form, component_equations

P = ("1/4", "1/4", "1/2")
SHOWN: dict[str, Any] = {
    "one sector": closed_form("+-", P),
    "average": average(P),
    "twelve levels": closed_form("+" * 11, ("1/12",) * 12),
    "equations": component_equations(4),
    "equations for any N": component_equations(),
    "brute force": evolve("+-", P, 1),
}


@pytest.mark.parametrize("name", SHOWN)
def test_it_is_mathematics(name: str) -> None:
    tree = ElementTree.fromstring(SHOWN[name]._repr_html_().replace("&InvisibleTimes;", "").replace("&#8290;", ""))  # noqa: S314
    letters = [node.text for node in tree.iter() if node.tag.endswith("}mi")]
    assert letters
    assert not [letter for letter in letters if re.search(r"rho|sigma|theta|kappa|delta|lambda|[_^{}\\]", letter or "", re.I)]


def test_as_many_equations_as_in_latex() -> None:
    for name in set(SHOWN) - {"brute force"}:
        assert SHOWN[name]._repr_html_().count("<mtr>") == SHOWN[name]._repr_latex_().count(r"\\ ") + 1, name
