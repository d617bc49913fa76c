"""The house rules that a machine can check: who may import whom, no evaluation of text, no floats in exact code."""

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sympy

from tests.names import imports, names

ROOT = Path(__file__).parent.parent
PACKAGES = ("symbolic", "numeric_check", "proofs")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))

# Rooms and what each may import of this project besides what is in it and in no other room. Every package is a room, and so is
# every module beside the packages of `proofs`: what stands in no row is refused.
RULES: dict[str, tuple[str, ...]] = {
    "symbolic.rewriting": ("symbolic.errors",),
    "symbolic.notation": ("symbolic.errors",),  # oracles import it: what it passed on would be a hole in the wall
    "symbolic.derivation": ("symbolic.errors",),  # the engine imports it
    "symbolic": ("symbolic",),
    "numeric_check.arithmetic": ("numeric_check.errors",),
    "numeric_check.evaluation": ("numeric_check.errors", "numeric_check.arithmetic"),
    "numeric_check.lindblad": ("numeric_check.errors", "numeric_check.arithmetic"),
    "numeric_check.model": ("numeric_check.errors", "numeric_check.arithmetic", "numeric_check.lindblad"),
    "numeric_check": ("numeric_check",),
    "proofs.errors": (),
    "proofs.counts": (),
    "proofs.files": ("proofs.errors",),
    "proofs.foreign": ("proofs.errors", "proofs.files"),
    "proofs.folders": ("proofs.errors", "proofs.files"),
    "proofs.fingerprint": (),
    "proofs.formulas.latex": ("proofs.errors", "proofs.formulas"),
    "proofs.formulas.manuscript": ("proofs.errors", "proofs.formulas"),
    "proofs.formulas.mathml": ("proofs.errors", "proofs.formulas.latex"),
    "proofs.formulas": ("proofs.errors", "proofs.foreign", "proofs.formulas.latex", "symbolic.derivation"),
    "proofs.ledger": ("proofs.errors", "proofs.formulas", "symbolic.derivation"),
    "proofs.kernel": ("proofs.errors", "proofs.ledger", "proofs.formulas"),
    "proofs.checks": (
        "proofs.errors", "proofs.fingerprint", "proofs.ledger", "proofs.formulas", "proofs.kernel.results",
        "symbolic.rewriting", "symbolic.derivation", "symbolic.errors",
        "numeric_check.evaluation", "numeric_check.lindblad", "numeric_check.arithmetic", "numeric_check.errors",
    ),
    "proofs.certificate": (
        "proofs.errors", "proofs.ledger", "proofs.formulas", "proofs.checks.answers.attempted", "proofs.checks.derived",
        "proofs.checks.points", "proofs.checks.valuation", "proofs.checks.witnesses", "proofs.checks.exact.example_case",
        "proofs.checks.names", "proofs.checks.samples",
        "symbolic.derivation", "symbolic.errors", "numeric_check.errors",
    ),
    "proofs.stress": (
        "proofs.errors", "proofs.files", "proofs.foreign", "proofs.fingerprint", "proofs.ledger", "proofs.formulas",
        "proofs.checks", "symbolic.rewriting", "symbolic.derivation", "symbolic.errors",
        "numeric_check.evaluation", "numeric_check.lindblad", "numeric_check.arithmetic", "numeric_check.errors",
    ),
    "proofs.campaign": (
        "proofs.errors", "proofs.files", "proofs.foreign", "proofs.fingerprint", "proofs.checks.worker_process",
        "symbolic.populations", "symbolic.coherences", "numeric_check.lindblad", "numeric_check.arithmetic", "numeric_check.errors",
        "numeric_check.model.jump_operators",
    ),
    "proofs.baseline": ("proofs.errors", "proofs.files", "proofs.foreign", "proofs.ledger", "proofs.formulas", "proofs.checks"),
    "proofs.report": (
        "proofs.errors", "proofs.files", "proofs.ledger", "proofs.formulas", "proofs.kernel.results",
        "proofs.checks.run.Run", "proofs.checks.manuscript.Line", "proofs.checks.manuscript.Status",  # results
        "proofs.stress.assumptions.Dropped", "proofs.stress.assumptions.Need", "proofs.stress.trials.EXACT",
        "proofs.stress.trials.Fate", "proofs.stress.trials.Trial", "proofs.baseline.differences.Change",
        "proofs.campaign.database.Summary", "proofs.campaign.database.MOST_SHOWN", "proofs.campaign.residual.Agreement",
        "proofs.campaign.residual.Row",
        "numeric_check.lindblad.engines.ENGINES", "numeric_check.lindblad.engines.Comparison",
        "numeric_check.arithmetic.precision.working_precision",
    ),
    "proofs.report.figures": (),
    "proofs.report.site": ("proofs.errors", "proofs.ledger", "proofs.formulas", "proofs.checks.run.Run", "proofs.report"),
    "proofs.paper.points": ("symbolic.notation", "numeric_check"),
    "proofs.paper.oracles": ("proofs.errors", "symbolic.notation", "numeric_check", "proofs.paper.points"),
    "proofs.paper.coq_jumps": ("proofs.ledger", "proofs.kernel"),
    "proofs.paper.coq_terms": ("proofs.ledger", "proofs.kernel", "proofs.paper.coq_jumps"),
    "proofs.paper.coq_quantities": ("proofs.kernel", "proofs.paper.coq_terms"),
    "proofs.paper.coq_dictionary": (
        "proofs.ledger", "proofs.kernel", "proofs.paper.coq_jumps", "proofs.paper.coq_terms", "proofs.paper.coq_quantities",
        "symbolic.notation",
    ),
    "proofs.paper.claims": (
        "proofs.ledger", "proofs.formulas", "symbolic", "proofs.paper.points", "proofs.paper.oracles", "proofs.paper.language",
    ),
    "proofs.paper.printed": ("proofs.errors",),
    "proofs.paper.in_python": (),
    "proofs.paper.sectors": (
        "proofs.ledger", "symbolic", "proofs.paper.points", "proofs.paper.oracles", "proofs.paper.language",
    ),
    "proofs.paper.written_out": (
        "proofs.ledger", "symbolic", "proofs.paper.points", "proofs.paper.sectors", "proofs.paper.entries",
    ),
    "proofs.paper": (
        "proofs.errors", "proofs.ledger", "proofs.formulas", "symbolic", "numeric_check.evaluation", "numeric_check.arithmetic",
        "numeric_check.errors", "numeric_check.exact_points", "proofs.certificate.python_source", "proofs.kernel.results",
        "proofs.paper.claims", "proofs.paper.in_python", "proofs.paper.points", "proofs.paper.printed", "proofs.paper.written_out",
    ),
    "proofs.cli": ("symbolic", "numeric_check", "proofs"),
    "proofs.pytest_plugin": (
        "proofs.errors", "proofs.ledger", "proofs.formulas", "proofs.checks", "proofs.report", "proofs.paper.entries",
    ),
    "proofs.judgements": (
        "proofs.errors", "proofs.ledger", "proofs.formulas", "proofs.checks", "proofs.report", "proofs.paper.entries",
    ),
    "proofs": ("proofs.paper.entries", "proofs.judgements"),
}  # fmt: skip
NOT_IMPORTED = "proofs.cli"  # by anybody
WORDS = "proofs.counts"  # which every room of `proofs` may import


def within(name: str, rooms: tuple[str, ...]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def room_of(module: str) -> str:
    """The room in which a module stands, or a name of one; "" where its package has no row."""
    room = max((room for room in RULES if within(module, (room,))), key=len, default="")
    return "" if room == "proofs" and module != room else room


def imported(tree: ast.AST) -> Iterator[str]:
    """What a module uses of this project, without the name of the whole; of a package, the module or the name in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            yield "a relative import"  # from where, would have to be told
        if isinstance(node, ast.Import) and any(
            f"{alias.name}.".startswith("bornproof.") and not alias.asname for alias in node.names
        ):
            yield "the whole package"  # by whose name all can be had
    found = (name for name in names(tree) if f"{name}.".startswith("bornproof."))
    yield from (name.removeprefix("bornproof.") for name in found)


def trespasses(module: str, tree: ast.AST) -> list[str]:
    """What a module must not import."""
    room = room_of(module)
    if not room:
        return [f"{module} stands in no row"]
    return [
        name
        for name in imported(tree)
        if not (room_of(name) == room or within(name, RULES[room]) or (room.startswith("proofs") and within(name, (WORDS,))))
        or (within(name, (NOT_IMPORTED,)) and not within(module, (NOT_IMPORTED,)))
    ]


# What each room may import of other distributions, the most special first.
FOREIGN: dict[str, tuple[str, ...]] = {
    "symbolic.solution": ("sympy", "flint", "numpy"),  # which convert to NumPy
    "symbolic.rates": ("sympy", "flint", "numpy"),
    "symbolic": ("sympy", "flint"),
    "numeric_check.lindblad.double": ("numpy", "qutip", "flint"),
    "numeric_check": ("sympy", "flint", "mpmath", "numpy"),
}
NO_NODES = ("symbols", "latex")  # all that a second opinion has of SymPy besides the kinds of nodes
COMPUTED = ("simplify", "integrate", "doit", "dsolve")  # by SymPy, as methods


def foreign(module: str, tree: ast.AST) -> list[str]:
    """What a module must not import of other distributions; of SymPy the second opinion has nodes alone."""
    room = next((room for room in FOREIGN if within(module, (room,))), "")
    own = (*FOREIGN[room], "bornproof", *sys.stdlib_module_names) if room else ()
    found = [name for name in imports(tree) if room and not within(name, own)]
    if within(module, ("numeric_check",)):
        found += [name for name in names(tree) if name.rpartition(".")[2] in COMPUTED or not _is_node(name)]
    return found


def _is_node(name: str) -> bool:
    """Whether a name is none of SymPy, or one of a module, a class or an object in it."""
    first, *rest = name.split(".")
    found: Any = sympy if first == "sympy" else None
    for part in rest if found else ():
        if part in NO_NODES:
            return True
        found = getattr(found, part, None)
        if not isinstance(found, ModuleType):
            break
    return found is None or isinstance(found, ModuleType | type | sympy.Basic)


BY_NAME: dict[str, tuple[str, ...]] = {  # what imports modules by their names in a text, where no rule can see which
    "symbolic": ("importlib.import_module",),
    "numeric_check": ("importlib.import_module",),
    "proofs": ("importlib.import_module",),
    "proofs.ledger.ledger_files": (
        "importlib.import_module", "importlib.util.spec_from_file_location", "importlib.util.module_from_spec", "sys.modules",
    ),
    "proofs.cli.streams": ("sys",),  # for the three streams
    "proofs.checks.worker_process": ("sys.modules",),  # that of the script, which is kept from running again
}  # fmt: skip
IMPORTERS = (
    "importlib.import_module", "importlib.__import__", "importlib.reload", "importlib.machinery", "builtins.__import__", "pkgutil",
    "runpy", "sys.modules",
    "importlib.util.spec_from_file_location", "importlib.util.module_from_spec", "importlib.util.spec_from_loader", "imp",
)  # fmt: skip
WHOLE = (
    "builtins",
    "importlib",
    "importlib.util",
    "sys",
    "sympy",
    "builtins.__builtins__",
    "__builtins__",
)  # to be asked for any name


def by_name(module: str, tree: ast.AST) -> list[str]:
    """What imports a module whose name is in a text; a whole module that is handed on, to be asked for any name, is no better."""
    handed = Counter(names(tree)) - Counter(imports(tree))
    used = [name for name in handed if name in WHOLE] + [name for name in names(tree) if within(name, IMPORTERS)]
    return [name for name in used if not within(name, BY_NAME.get(module, ()))]


EVALUATORS = {"eval", "exec", "compile"}
READERS = {  # of SymPy, which evaluate what they read
    "sympify", "_sympify", "parse_expr", "lambdify", "parse_latex", "parse_mathematica", "parse_maxima", "parse_latex_lark",
    "autowrap", "ufuncify", "sympy_parser", "eval_expr", "nsimplify",
}  # fmt: skip


def evaluations(tree: ast.AST) -> list[str]:
    """What evaluates a text, by whatever name and however it was reached."""
    found = []
    for name in names(tree):
        first, *_, last = parts = name.split(".") if "." in name else ["", name]
        if (
            (first == "builtins" and last in EVALUATORS)
            or READERS & {*parts}
            or name == "sympy.S"
            or within(name, ("sympy.S.__call__",))
        ):
            found.append(name)
    return found


INEXACT = {"evalf", "Float", "N", "nfloat", "RealNumber", "RealField"}
EXACT_MATH = ("math.prod", "math.gcd", "math.lcm", "math.comb")
FLOATS = {"symbolic.solution": ("builtins.float",), "symbolic.rates": ("builtins.float",)}  # which convert to NumPy


def floats(module: str, tree: ast.AST) -> list[str]:
    """The floats of a module, and what makes some."""
    found = [
        str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, float | complex)
    ]
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Div)
            and all(isinstance(side, ast.Constant) for side in (node.left, node.right))
        ):
            found.append(ast.unparse(node))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "n":
            found.append(ast.unparse(node.func))
    for name in names(tree):
        last = name.rpartition(".")[2]
        inexact = name in ("builtins.float", "builtins.complex") or (
            name != last and last in INEXACT and not within(name, ("bornproof",))
        )
        if (inexact or (within(name, ("math", "cmath")) and name not in EXACT_MATH)) and name not in FLOATS.get(module, ()):
            found.append(name)
    return found


# Modules and packages of one name, and the rooms that hold them: one object seen from several sides. No others share a name.
THE_FIELD_S_OWN = ("rewriting", "signalling")
SAME_OBJECT: dict[str, tuple[str, ...]] = {
    "averaged_order": ("symbolic", "proofs.paper.oracles", "proofs.paper.points", "proofs.paper.claims"),
    "averaged_map": ("symbolic", "proofs.paper.oracles", "proofs.paper.points", "proofs.paper.claims"),
    "averaged_sums": ("symbolic", "proofs.paper.oracles", "proofs.paper.points", "proofs.paper.claims"),
    "dependence": ("proofs.paper.oracles", "proofs.paper.points"),
    "signalling": ("symbolic", "proofs.paper.claims"),
    "driven": ("symbolic", "symbolic.notation", "proofs.paper.oracles", "proofs.paper.points"),
    "joint": ("proofs.paper.oracles", "proofs.paper.points"),
    "skews": ("symbolic", "symbolic.notation", "proofs.paper.oracles", "proofs.paper.points"),
    "averages": ("symbolic", "symbolic.notation", "numeric_check.model", "proofs.paper.oracles", "proofs.paper.points"),
    "baseline": ("proofs", "proofs.report", "proofs.cli"),
    "campaign": ("proofs", "proofs.report", "proofs.cli"),
    "certificate": ("proofs", "proofs.cli"),
    "disks": ("symbolic", "numeric_check.model"),
    "endpoint": ("symbolic", "symbolic.notation", "numeric_check.model", "proofs.paper.oracles", "proofs.paper.points"),
    "errata": ("proofs.report", "proofs.cli"),
    "errors": ("symbolic", "numeric_check", "proofs"),
    "events": ("proofs.formulas", "proofs.paper"),  # how they stand in a formula, and what their probability is
    "evolution": ("proofs.paper.oracles", "proofs.paper.points", "proofs.report"),
    "diffuse": ("symbolic", "symbolic.notation", "proofs.paper.oracles", "proofs.paper.points", "proofs.paper.claims"),
    "footnotes": ("symbolic", "symbolic.notation", "proofs.paper.oracles", "proofs.paper.points", "proofs.paper.claims"),
    "four_levels": ("symbolic", "proofs.paper.points"),
    "kernel": ("proofs", "proofs.report", "proofs.cli"),
    "language": ("proofs.ledger", "proofs.paper"),  # what an engine must be told, and what it is told by this paper
    "latex": ("proofs.formulas", "proofs.cli"),
    "late": ("symbolic", "proofs.paper.oracles"),
    "ledger": ("proofs", "proofs.ledger"),
    "levels": ("symbolic", "proofs.paper.oracles", "proofs.paper.points"),
    "limits": ("symbolic", "proofs.paper.oracles"),
    "manuscript": ("proofs.formulas", "proofs.checks", "proofs.report"),
    "model": ("symbolic", "numeric_check"),
    "operators": ("symbolic", "symbolic.notation"),
    "points": ("proofs.checks", "proofs.paper"),  # how forms are tried at points, and at which
    "printed": ("proofs.ledger", "proofs.paper"),  # a printed line, and those of this paper
    "report": ("proofs", "proofs.cli"),
    "orders": ("symbolic", "proofs.paper.oracles", "proofs.paper.points"),
    "sectors": ("proofs.paper", "proofs.paper.oracles", "proofs.paper.points"),
    "settings": ("symbolic.notation", "proofs.paper.oracles", "proofs.paper.points"),
    "show": ("proofs.report", "proofs.cli"),
    "singlet": ("symbolic", "proofs.paper.oracles"),
    "spins": ("proofs.paper.oracles", "proofs.paper.points"),
    "stationary": ("symbolic", "numeric_check.lindblad"),
    "stress": ("proofs", "proofs.report", "proofs.cli"),
    "top_level": ("symbolic", "proofs.paper.oracles", "proofs.paper.points"),
    "two_levels": ("proofs.paper.oracles", "proofs.paper.points"),
    "variants": ("symbolic", "symbolic.notation", "proofs.paper.oracles", "proofs.paper.points", "proofs.paper.claims"),
}


def misnamed(modules: Iterable[str]) -> list[str]:
    """The names that stand for two things, with the rooms that the table does not have or has too many, and those in -ing."""
    rooms: dict[str, set[str]] = {}
    for module in modules:
        room, _, name = module.rpartition(".")
        rooms.setdefault(name, set()).add(room)
    shared = {name: found for name, found in rooms.items() if len(found) > 1 or name in SAME_OBJECT}
    twice = [f"{name}: {room}" for name, found in shared.items() for room in sorted(found ^ set(SAME_OBJECT.get(name, ())))]
    return [*twice, *(name for name in rooms if name.endswith("ing") and name not in THE_FIELD_S_OWN)]


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


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_imports_of_others_keep_to_the_rows(path: Path) -> None:
    assert foreign(named(path), ast.parse(path.read_text())) == []


def test_every_package_is_a_room() -> None:
    packages = {named(path) for path in MODULES if path.name == "__init__.py"}
    assert packages - {*RULES} == set()


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("symbolic.disks", "import numpy"),
        ("symbolic.disks", "from mpmath import quad"),
        ("symbolic.disks", "import qutip"),
        ("symbolic.solution", "import scipy"),
        ("numeric_check.model.disks", "import scipy.integrate"),
        ("numeric_check.model.disks", "import qutip"),
        ("numeric_check.model.disks", "from sympy import integrate"),
        ("numeric_check.model.disks", "from sympy import solve as s"),
        ("numeric_check.model.disks", "import sympy as sp\nsp.simplify(x)"),
        ("numeric_check.model.disks", "from sympy import core\ncore.function.expand(x)"),
        ("numeric_check.evaluation.functions", "from sympy import dsolve"),
        ("numeric_check.evaluation.functions", "x.simplify()"),
        ("numeric_check.evaluation.functions", "from sympy import Integral\nIntegral(x, x).doit()"),
    ],
)
def test_an_import_of_others_is_seen(module: str, line: str) -> None:
    assert foreign(module, ast.parse(line)) != []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_module_is_imported_by_its_name_in_a_text(path: Path) -> None:
    assert by_name(named(path), ast.parse(path.read_text())) == []


@pytest.mark.parametrize(
    "text",
    [
        "import importlib\nimportlib.import_module(x)",
        "from importlib import import_module\nimport_module(x)",
        "from importlib import import_module as im\nim(x)",
        "import importlib as i\nf = i.import_module",
        "import importlib\ngetattr(importlib, 'import' + '_module')(x)",
        "__import__(x)",
        "import builtins\nbuiltins.__import__(x)",
        "import sys\nsys.modules['bornproof.symbolic.disks']",
        "from sys import modules as m\nm['bornproof.symbolic.disks']",
        "import sys\nvars(sys)['modules']",
        "import pkgutil\npkgutil.resolve_name('bornproof.symbolic.disks')",
        "from pkgutil import resolve_name as r",
        "import runpy\nrunpy.run_module('bornproof.symbolic.disks')",
        "import importlib.util\nimportlib.util.spec_from_file_location(x, y)",
    ],
)
def test_an_import_by_name_is_seen(text: str) -> None:
    assert by_name("proofs.checks.exact", ast.parse(text)) != []


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
    assert evaluations(ast.parse(path.read_text())) == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.is_relative_to(ROOT / "symbolic")], ids=named)
def test_exact_code_has_no_floats(path: Path) -> None:
    assert floats(named(path), ast.parse(path.read_text())) == []


@pytest.mark.parametrize(
    "line",
    [
        "0.5",
        "2j",
        "1 / 3",
        "float('0.5')",
        "f = float",
        "complex(1, 2)",
        "y.evalf()",
        "y.n()",
        "(a + b).n(3)",
        "import math\nmath.sqrt(2)",
        "from math import pi",
        "from sympy import Float\nFloat('0.1')",
        "from sympy import Float as F",
        "import sympy as sp\nsp.N(x)",
    ],
)
def test_a_float_is_seen(line: str) -> None:
    assert floats("symbolic.disks", ast.parse(line)) != []


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
        ("proofs.judgements", "from bornproof.proofs.cli import app"),
        ("proofs.pytest_plugin", "from bornproof.proofs.cli import app"),
        ("proofs.paper.oracles.spins", "import bornproof; bornproof.symbolic.disks.probability_up(1)"),
        ("proofs.paper.oracles.spins", "import bornproof.numeric_check.errors; bornproof.symbolic.disks.probability_up(1)"),
        ("proofs.paper.oracles.spins", "import bornproof as b; x = b.symbolic.averages"),
        ("proofs.paper.oracles.spins", "import bornproof as b; getattr(b, 'symbolic')"),
        ("proofs.paper.oracles.spins", "import bornproof.symbolic.disks as d"),
        ("proofs.paper.oracles.spins", "from bornproof import *"),
        ("proofs.new_room.thing", "from bornproof.proofs.paper.entries import PAPER"),
        ("proofs.new_room.thing", "import re"),
        ("proofs.new_module", "import re"),
        ("numeric_check.lindblad.equation", "from bornproof.numeric_check.model.disks import area"),
        ("numeric_check.evaluation.compare", "from bornproof.numeric_check.model import disks"),
        ("proofs.report.errata", "from bornproof.proofs.stress.trials import try_claim"),
        ("proofs.report.errata", "from bornproof.proofs.stress.assumptions import drop_each"),
        ("proofs.report.errata", "from bornproof.proofs.stress import trials"),
        ("proofs.report.errata", "from bornproof.proofs.baseline.differences import changes"),
        ("proofs.report.errata", "from bornproof.proofs.checks.submitted import check_claim"),
        ("proofs.paper.theorems", "from bornproof.proofs.paper.oracles import spins"),
        ("proofs.paper.language", "from bornproof.proofs.paper import oracles"),
        ("proofs.paper.language", "from bornproof.numeric_check.lindblad.solvers import evolve"),
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


@pytest.mark.parametrize(
    "text",
    [
        "eval('1')",
        "exec(x)",
        "f = eval",
        "compile(x, '', 'eval')",
        "from sympy import sympify as s",
        "import sympy as sp\nsp.sympify(x)",
        "from sympy import S\nS(x)",
        "import sympy\nsympy.S(x)",
        "Expr._sympify(x)",
        "from sympy.core.sympify import converter",
        "from sympy.parsing import sympy_parser as p",
        "from sympy.parsing.latex import parse_latex",
        "import sympy.parsing.latex as p\np.parse_latex(x)",
        "from sympy import lambdify as function",
        "from sympy.utilities.lambdify import lambdastr",
        "from sympy import nsimplify",
    ],
)
def test_an_evaluation_of_text_is_seen(text: str) -> None:
    assert evaluations(ast.parse(text)) != []


def test_builtins_are_reached_by_no_other_name() -> None:
    assert evaluations(ast.parse("import builtins\nbuiltins.eval(x)")) != []
    assert by_name("proofs.checks.exact", ast.parse("import builtins\ngetattr(builtins, 'eval')(x)")) != []
    assert by_name("proofs.checks.exact", ast.parse("__builtins__['eval'](x)")) != []


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
