"""The house rules that a machine can check: who may import whom, no evaluation of text, no floats in exact code."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("symbolic", "numeric_check", "proofs")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

# Rooms, the most special first, and what each may import of this project besides itself.
RULES: dict[str, tuple[str, ...]] = {
    "symbolic.rewriting": ("symbolic.errors",),
    "symbolic.notation": ("symbolic.errors",),  # oracles import it: what it passed on would be a hole in the wall
    "symbolic.derivation": ("symbolic.errors",),  # the engine imports it
    "symbolic": (),
    "numeric_check": (),
    "proofs.errors": (),
    "proofs.files": ("proofs.errors",),
    "proofs.fingerprint": (),
    "proofs.formulas": ("proofs.errors", "symbolic.derivation"),
    "proofs.ledger": ("proofs.errors", "proofs.formulas", "symbolic.derivation"),
    "proofs.kernel": ("proofs.errors", "proofs.ledger", "proofs.formulas"),
    "proofs.checks": (
        "proofs.errors", "proofs.fingerprint", "proofs.ledger", "proofs.formulas", "proofs.kernel.results",
        "symbolic.rewriting", "symbolic.derivation", "symbolic.errors",
        "numeric_check.evaluation", "numeric_check.lindblad", "numeric_check.arithmetic", "numeric_check.errors",
    ),
    "proofs.certificate": (
        "proofs.errors", "proofs.ledger", "proofs.formulas", "proofs.checks.derived", "proofs.checks.points",
        "proofs.checks.valuation", "proofs.checks.witnesses", "proofs.checks.exact.example_case", "proofs.checks.names",
        "proofs.checks.samples",
        "symbolic.derivation", "symbolic.errors", "numeric_check.errors",
    ),
    "proofs.stress": (
        "proofs.errors", "proofs.files", "proofs.fingerprint", "proofs.ledger", "proofs.formulas", "proofs.checks",
        "symbolic.rewriting", "symbolic.derivation", "symbolic.errors",
        "numeric_check.evaluation", "numeric_check.lindblad", "numeric_check.arithmetic", "numeric_check.errors",
    ),
    "proofs.campaign": (
        "proofs.errors", "proofs.files", "proofs.fingerprint", "proofs.checks.pool",
        "symbolic.populations", "symbolic.coherences", "numeric_check.lindblad", "numeric_check.arithmetic", "numeric_check.errors",
        "numeric_check.model.jump_operators",
    ),
    "proofs.baseline": ("proofs.errors", "proofs.files", "proofs.ledger", "proofs.formulas", "proofs.checks"),
    "proofs.report": (
        "proofs.errors", "proofs.files", "proofs.ledger", "proofs.formulas", "proofs.kernel.results",
        "proofs.checks.run.Run", "proofs.checks.manuscript.Line", "proofs.checks.manuscript.Status",  # results
        "proofs.stress.assumptions", "proofs.stress.trials", "proofs.baseline.differences",
        "proofs.campaign.database.Summary", "proofs.campaign.database.MOST_SHOWN", "proofs.campaign.residual.Agreement",
        "proofs.campaign.residual.Row",
        "numeric_check.lindblad.engines.ENGINES", "numeric_check.lindblad.engines.Comparison", "numeric_check.arithmetic",
    ),
    "proofs.paper.points": ("symbolic.notation", "numeric_check"),
    "proofs.paper.oracles": ("proofs.errors", "symbolic.notation", "numeric_check", "proofs.paper.points"),
    "proofs.paper.coq_terms": ("proofs.ledger", "proofs.kernel"),
    "proofs.paper.coq_quantities": ("proofs.kernel", "proofs.paper.coq_terms"),
    "proofs.paper.coq_dictionary": (
        "proofs.ledger", "proofs.kernel", "proofs.paper.coq_terms", "proofs.paper.coq_quantities", "symbolic.notation",
    ),
    "proofs.paper.claims": (
        "proofs.ledger", "proofs.formulas", "symbolic", "proofs.paper.points", "proofs.paper.oracles", "proofs.paper.language",
    ),
    "proofs.paper": (
        "proofs.errors", "proofs.ledger", "proofs.formulas", "symbolic", "numeric_check.evaluation", "numeric_check.arithmetic",
        "numeric_check.errors", "numeric_check.exact_points", "proofs.certificate.python_source", "proofs.kernel.results",
        "proofs.paper.claims", "proofs.paper.points",
    ),
    "proofs.cli": ("symbolic", "numeric_check", "proofs"),
    "proofs.pytest_plugin": ("symbolic", "numeric_check", "proofs"),
    "proofs": ("proofs", "symbolic", "numeric_check"),
}  # fmt: skip
NOT_IMPORTED = "proofs.cli"  # by anybody


def within(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def room_of(module: str) -> str:
    return max((room for room in RULES if within(module, (room,))), key=len)


def imported(tree: ast.AST) -> Iterator[str]:
    """What a module imports of this project, without the name of the whole; of a package, the module or the name in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.removeprefix("bornproof.") for alias in node.names if alias.name.startswith("bornproof."))
        elif isinstance(node, ast.ImportFrom) and node.level:
            yield "a relative import"  # from where, would have to be told
        elif isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith("bornproof."):
            yield from (f"{node.module}.{alias.name}".removeprefix("bornproof.") for alias in node.names)


def trespasses(module: str, tree: ast.AST) -> list[str]:
    """What a module must not import."""
    room = room_of(module)
    allowed = (room, *RULES[room])
    return [
        name
        for name in imported(tree)
        if not within(name, allowed) or (within(name, (NOT_IMPORTED,)) and not within(module, (NOT_IMPORTED,)))
    ]


BY_NAME = ("symbolic", "numeric_check", "proofs", "proofs.ledger.ledger_files")  # what imports modules by their names in a text


def by_name(tree: ast.AST) -> list[int]:
    """The lines that import a module whose name is in a text, where no rule can see which."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if (isinstance(node, ast.Name) and node.id in ("__import__", "import_module"))
        or (isinstance(node, ast.Attribute) and node.attr in ("import_module", "__import__"))
    ]


# Modules and packages of one name, and the rooms that hold them: one object seen from several sides. No others share a name.
SAME_OBJECT: dict[str, tuple[str, ...]] = {
    "averages": ("symbolic", "numeric_check.model", "proofs.paper.oracles", "proofs.paper.points"),
    "baseline": ("proofs", "proofs.report", "proofs.cli"),
    "campaign": ("proofs", "proofs.report", "proofs.cli"),
    "certificate": ("proofs", "proofs.cli"),
    "disks": ("symbolic", "numeric_check.model"),
    "endpoint": ("symbolic", "symbolic.notation", "numeric_check.model", "proofs.paper.oracles", "proofs.paper.points"),
    "errata": ("proofs.report", "proofs.cli"),
    "errors": ("symbolic", "numeric_check", "proofs"),
    "events": ("proofs.formulas", "proofs.paper"),  # how they stand in a formula, and what their probability is
    "evolution": ("proofs.paper.oracles", "proofs.paper.points", "proofs.report"),
    "footnotes": ("symbolic", "symbolic.notation", "proofs.paper.oracles", "proofs.paper.points", "proofs.paper.claims"),
    "four_levels": ("symbolic", "proofs.paper.points"),
    "kernel": ("proofs", "proofs.report", "proofs.cli"),
    "language": ("proofs.ledger", "proofs.paper"),  # what an engine must be told, and what it is told by this paper
    "latex": ("proofs.formulas", "proofs.cli"),
    "ledger": ("proofs", "proofs.ledger"),
    "levels": ("symbolic", "proofs.paper.oracles", "proofs.paper.points"),
    "limits": ("symbolic", "proofs.paper.oracles"),
    "manuscript": ("proofs.formulas", "proofs.checks", "proofs.report"),
    "model": ("symbolic", "numeric_check"),
    "operators": ("symbolic", "symbolic.notation"),
    "points": ("proofs.checks", "proofs.paper"),  # how forms are tried at points, and at which
    "printed": ("proofs.ledger", "proofs.paper"),  # a printed line, and those of this paper
    "sectors": ("proofs.paper", "proofs.paper.oracles", "proofs.paper.points"),
    "settings": ("symbolic.notation", "proofs.paper.oracles", "proofs.paper.points"),
    "show": ("proofs.report", "proofs.cli"),
    "singlet": ("symbolic", "proofs.paper.oracles"),
    "spins": ("proofs.paper.oracles", "proofs.paper.points"),
    "stationary": ("symbolic", "numeric_check.lindblad"),
    "stress": ("proofs", "proofs.report", "proofs.cli"),
    "top_level": ("symbolic", "proofs.paper.oracles", "proofs.paper.points"),
    "two_levels": ("proofs.paper.oracles", "proofs.paper.points"),
}


def misnamed(modules: Iterable[str]) -> list[str]:
    """The names that stand for two things, with the rooms that the table does not have or has too many, and those in -ing."""
    rooms: dict[str, set[str]] = {}
    for module in modules:
        room, _, name = module.rpartition(".")
        rooms.setdefault(name, set()).add(room)
    shared = {name: found for name, found in rooms.items() if len(found) > 1 or name in SAME_OBJECT}
    twice = [f"{name}: {room}" for name, found in shared.items() for room in sorted(found ^ set(SAME_OBJECT.get(name, ())))]
    return [*twice, *(name for name in rooms if name.endswith("ing") and name != "rewriting")]  # which is the field's own word


def called(tree: ast.AST) -> set[str]:
    return {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}


def texts(tree: ast.AST) -> Iterator[str]:
    """The texts of a module that are no docstrings."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef)
    first = [node.body[0] for node in ast.walk(tree) if isinstance(node, holders) and node.body]
    docstrings = {id(line.value) for line in first if isinstance(line, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


@cache
def symbols_of_the_paper() -> set[str]:
    """What the paper's symbols, tables and functions are called, in its formulas and in Coq."""
    from bornproof.proofs.paper.coq_dictionary import DICTIONARY
    from bornproof.proofs.paper.language import LANGUAGE

    names = {getattr(name, "__name__", str(name)) for name in LANGUAGE.names}
    return {*names, *DICTIONARY.order, *DICTIONARY.existence}


COMMON = {"I"}  # in Coq the proof of True


def symbols_named(tree: ast.AST, symbols: set[str]) -> set[str]:
    """The symbols that stand as words in its texts; an escape of a pattern, as \\d, is no word."""
    return {word for text in texts(tree) for word in re.findall(r"[A-Za-z]\w*", re.sub(r"\\[A-Za-z]\b", "", text))} & symbols


def functions(tree: ast.AST) -> list[int]:
    """The lines of all functions that a module defines."""
    return [node.lineno for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)]


def named(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_there_is_something_to_check() -> None:
    assert len(MODULES) > 30


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_keep_to_the_rooms(path: Path) -> None:
    assert trespasses(named(path), ast.parse(path.read_text())) == []


@pytest.mark.parametrize("path", [path for path in MODULES if named(path) not in BY_NAME], ids=named)
def test_no_module_is_imported_by_its_name_in_a_text(path: Path) -> None:
    assert by_name(ast.parse(path.read_text())) == []


def test_an_import_by_name_is_seen() -> None:
    for text in ("importlib.import_module(x)", "import_module(x)", "__import__(x)"):
        assert by_name(ast.parse(text))


def test_one_name_is_one_thing() -> None:
    assert misnamed(map(named, MODULES)) == []


@pytest.mark.parametrize(
    ("module", "told"),
    {
        "another thing of a name in use": ("proofs.formulas.chains", ["chains: proofs.checks", "chains: proofs.formulas"]),
        "in a third room": ("proofs.checks.spins", ["spins: proofs.checks"]),
        "a package": ("proofs.formulas.checks", ["checks: proofs", "checks: proofs.formulas"]),
        "a name in -ing": ("proofs.formulas.writing", ["writing"]),
    }.values(),
)
def test_a_name_for_two_things_is_seen(module: str, told: list[str]) -> None:
    assert misnamed([*map(named, MODULES), module]) == told


def test_a_name_that_stands_alone_leaves_the_table() -> None:
    assert misnamed(name for name in map(named, MODULES) if name != "proofs.cli.errata") == ["errata: proofs.cli"]


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_text_is_evaluated(path: Path) -> None:
    assert not called(ast.parse(path.read_text())) & {"eval", "exec", "sympify", "parse_expr", "lambdify", "S"}


@pytest.mark.parametrize("path", [path for path in MODULES if path.is_relative_to(ROOT / "symbolic")], ids=named)
def test_exact_code_has_no_floats(path: Path) -> None:
    constants = [node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)]
    assert not [value for value in constants if isinstance(value, float | complex)]


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("symbolic.rewriting.named_steps", "from bornproof.symbolic.notation.core import LEVEL_ORDER"),
        ("proofs.checks.exact", "from bornproof.proofs.paper.language import LANGUAGE"),
        ("proofs.stress.assumptions", "from bornproof.symbolic.notation.core import N"),
        ("proofs.ledger.domain", "from bornproof.symbolic.notation.core import sigma"),
        ("proofs.certificate.writer", "from bornproof.proofs.paper.definitions_in_python import WORDS"),
        ("proofs.certificate.writer", "from bornproof.symbolic.notation.core import sigma"),
        ("proofs.certificate.writer", "from bornproof.proofs.checks.exact import prove"),
        ("proofs.report.show", "from bornproof.proofs.certificate.writer import certificate"),
        ("proofs.kernel.runner", "from bornproof.proofs.paper.theorems import THEOREMS"),
        ("symbolic.disks", "from bornproof.numeric_check.errors import NumericError"),
        ("symbolic.disks", "import bornproof.proofs.errors"),
        ("symbolic.disks", "from bornproof import numeric_check"),
        ("proofs.paper.points.spins", "from ..oracles import spins"),
        ("numeric_check.exact_points", "from bornproof.symbolic import notation"),
        ("numeric_check.model.disks", "from bornproof.proofs.ledger import Claim"),
        ("proofs.formulas.formula", "from bornproof.proofs.ledger import Claim"),
        ("proofs.formulas.formula", "from bornproof.symbolic.notation import K"),
        ("proofs.ledger.claim", "from bornproof.proofs.checks.verdict import judge"),
        ("proofs.ledger.claim", "from bornproof.proofs.paper.entries import PAPER"),
        ("proofs.checks.exact", "from bornproof.symbolic.notation import K"),
        ("proofs.checks.exact", "from bornproof.proofs.paper.language import meaning"),
        ("proofs.checks.run", "from bornproof.proofs.kernel.runner import SOURCES"),
        ("proofs.stress.trials", "from bornproof.proofs.paper.events import Each"),
        ("proofs.stress.trials", "from bornproof.proofs.report.stress import trials_json"),
        ("proofs.kernel.links", "from bornproof.proofs.paper.theorems import THEOREMS"),
        ("proofs.campaign.residual", "from bornproof.proofs.paper.oracles.evolution import evolved"),
        ("proofs.campaign.dispatch", "from bornproof.proofs.checks.verdict import judge"),
        ("proofs.report.campaign", "from bornproof.proofs.campaign.database import opened"),
        ("proofs.kernel.propositions", "from bornproof.proofs.paper.coq_dictionary import DICTIONARY"),
        ("proofs.paper.coq_terms", "from bornproof.proofs.paper.entries import PAPER"),
        ("proofs.kernel.links", "from bornproof.symbolic.notation import K"),
        ("proofs.kernel.links", "from bornproof.numeric_check.errors import NumericError"),
        ("proofs.report.show", "from bornproof.proofs.checks.verdict import judge"),
        ("proofs.report.table", "from bornproof.numeric_check.lindblad.enclosed import evolve_balls"),
        ("symbolic.notation.core", "from bornproof.symbolic.populations import closed_form"),
        ("symbolic.derivation", "from bornproof.symbolic import populations"),
        ("proofs.report.show", "from bornproof.proofs.paper.entries import PAPER"),
        ("proofs.report.show", "from bornproof.proofs.kernel.runner import SOURCES"),
        ("proofs.report.show", "from bornproof.symbolic.derivation import Derivation"),
        ("proofs.paper.oracles.spins", "from bornproof.symbolic.disks import probability_up"),
        ("proofs.paper.oracles.spins", "from bornproof.proofs.paper.claims import section_5"),
        ("proofs.paper.oracles.spins", "from bornproof.proofs.ledger import Claim"),
        ("proofs.paper.points.spins", "from bornproof.symbolic import disks"),
        ("proofs.paper.points.spins", "from bornproof.proofs.paper import oracles"),
        ("proofs.paper.points.spins", "from bornproof.proofs.paper.oracles.spins import levels_at"),
        ("proofs.paper.points.spins", "from bornproof.proofs.paper.claims import section_5"),
        ("proofs.paper.points.spins", "from bornproof.proofs.errors import LedgerError"),
        ("proofs.paper.claims.section_5", "from bornproof.numeric_check.model.disks import area"),
        ("proofs.paper.claims.section_5", "from bornproof.proofs.checks.verdict import judge"),
        ("proofs.paper.language", "from bornproof.proofs.checks.exact import prove"),
        ("proofs.paper.theorems", "from bornproof.proofs.report.show import shown"),
        ("proofs.checks.exact", "from bornproof.proofs.cli import main"),
    ],
)
def test_a_trespass_is_seen(module: str, line: str) -> None:
    assert trespasses(module, ast.parse(line)) != []


@pytest.mark.parametrize("path", sorted((ROOT / "proofs" / "paper" / "claims").glob("*.py")), ids=named)
def test_claims_are_literals(path: Path) -> None:
    assert functions(ast.parse(path.read_text())) == []


@pytest.mark.parametrize("line", ["def weight(level): ...", "derive = lambda values: born(values)"])
def test_a_claim_that_computes_is_seen(line: str) -> None:
    assert functions(ast.parse(line)) != []


def test_an_evaluation_of_text_is_seen() -> None:
    assert called(ast.parse("eval('1')")) == {"eval"}


@pytest.mark.parametrize("path", [path for path in MODULES if "kernel" in path.parts and path.stem != "coq"], ids=named)
def test_the_kernel_names_no_symbol_of_the_paper(path: Path) -> None:
    assert symbols_named(ast.parse(path.read_text()), symbols_of_the_paper() - COMMON) == set()


@pytest.mark.parametrize(
    ("line", "symbol"),
    [
        ('base == "sigma"', "sigma"),
        ('f"(fun J : nat => {text})"', "J"),
        ('VALUES = {"kappa": "1%R"}', "kappa"),
        ('r"\\sigma(\\d)"', "sigma"),
    ],
)
def test_a_symbol_of_the_paper_is_seen(line: str, symbol: str) -> None:
    tree = ast.parse(f'def build():\n    "The rho of a docstring."\n    {line}')
    assert symbols_named(tree, symbols_of_the_paper()) == {symbol}
