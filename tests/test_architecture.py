"""The house rules that a machine can check: directions of imports, no evaluation of text, no floats in exact code."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FORBIDDEN = {
    "symbolic": {"numeric_check", "proofs", "tests"},
    "numeric_check": {"symbolic", "proofs", "tests"},
    "proofs": {"tests"},
}
MODULES = sorted(path for package in FORBIDDEN for path in (ROOT / package).rglob("*.py"))


def imported(tree: ast.AST) -> set[str]:
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in names}


def called(tree: ast.AST) -> set[str]:
    return {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}


def test_there_is_something_to_check() -> None:
    assert len(MODULES) > 30


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    assert not imported(ast.parse(path.read_text())) & FORBIDDEN[package]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_is_evaluated(path: Path) -> None:
    assert not called(ast.parse(path.read_text())) & {"eval", "exec", "sympify", "parse_expr", "lambdify", "S"}


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.is_relative_to(ROOT / "symbolic")], ids=lambda path: path.name
)
def test_exact_code_has_no_floats(path: Path) -> None:
    constants = [node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)]
    assert not [value for value in constants if isinstance(value, float | complex)]


def test_the_checks_see_a_violation() -> None:
    tree = ast.parse("from numeric_check.errors import NumericError\nimport tests\neval('1')")
    assert imported(tree) == {"numeric_check", "tests"}
    assert called(tree) == {"eval"}
