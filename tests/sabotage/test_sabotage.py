"""The verifier broken on purpose: every change of its sources must be noticed, by `verify` or by a test.

Not part of the default run: `python -m pytest -m sabotage`. SABOTAGE_COUNT changes are drawn, SABOTAGE_JOBS at a time, and
what became of each is a line of SABOTAGE_LOG, if that names a file: those that stand there already are not tried again. Which
tests call which functions is written to SABOTAGE_RECORD, if that names a file, or read from it.
"""

import ast
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from random import Random

import pytest

from tests.sabotage.calls import RECORD
from tests.sabotage.changes import Change, changes
from tests.sabotage.copies import ROOT, Fate, Workshop
from tests.sabotage.equivalent import EQUIVALENT
from tests.sabotage.gutted import GUTTED, SURVIVED_ONCE, Gutted

COUNT = int(os.environ.get("SABOTAGE_COUNT", "300"))
JOBS = int(os.environ.get("SABOTAGE_JOBS", "2"))
LOG = os.environ.get("SABOTAGE_LOG")
SEED = 20261125
MEANING = ("language", "events")  # of the paper, by which its forms are judged


def modules() -> list[Path]:
    """symbolic/, numeric_check/ and the judging code."""
    found = [*(ROOT / "symbolic").rglob("*.py"), *(ROOT / "numeric_check").rglob("*.py")]
    meaning = (ROOT / "proofs" / "paper" / f"{name}.py" for name in MEANING)
    return sorted([*found, *(ROOT / "proofs" / "checks").rglob("*.py"), *meaning])


def drawn(count: int) -> list[tuple[str, Change]]:
    """The same changes for the same sources, as many from each module as it has changes to offer."""
    every = [(path.relative_to(ROOT).as_posix(), change) for path in modules() for change in changes(path.read_text("utf-8"))]
    return Random(SEED).sample(every, count)  # noqa: S311  (reproducible changes, not secrets)


@pytest.fixture(scope="session")
def workshops(tmp_path_factory: pytest.TempPathFactory) -> Queue[Workshop]:
    ready: Queue[Workshop] = Queue()
    record = Path(os.environ.get(RECORD) or tmp_path_factory.mktemp("record") / "calls.json")
    for _ in range(JOBS):
        ready.put(Workshop(tmp_path_factory.mktemp("workshop") / "copy", record))
    return ready


@pytest.mark.sabotage
def test_the_sources_as_they_are_pass(workshops: Queue[Workshop]) -> None:
    workshop = workshops.get()
    module = "symbolic/derivation.py"
    assert workshop.fate(module, (ROOT / module).read_text("utf-8")) is Fate.SURVIVED
    workshops.put(workshop)


@pytest.mark.sabotage
@pytest.mark.parametrize("gutted", [*GUTTED, *SURVIVED_ONCE], ids=lambda gutted: gutted.name)
def test_each_gutted_machine_is_caught(workshops: Queue[Workshop], gutted: Gutted) -> None:
    workshop = workshops.get()
    fate = workshop.fate(gutted.module, gutted.applied((ROOT / gutted.module).read_text("utf-8")))
    workshops.put(workshop)
    assert fate is not Fate.SURVIVED


@pytest.mark.sabotage
def test_no_change_survives_but_what_is_equivalent(workshops: Queue[Workshop]) -> None:
    known = [line.split("\t") for line in Path(LOG).read_text("utf-8").splitlines()] if LOG and Path(LOG).exists() else []
    done = {(module, name): Fate(fate) for fate, module, name in known}

    def try_it(item: tuple[str, Change]) -> tuple[str, str, Fate]:
        module, change = item
        if (module, change.name) in done:
            return module, change.name, done[module, change.name]
        workshop = workshops.get()
        try:
            fate = workshop.fate(module, change.applied((ROOT / module).read_text("utf-8")), change.function)
        finally:
            workshops.put(workshop)
        if LOG:
            with Path(LOG).open("a", encoding="utf-8") as log:
                log.write(f"{fate}\t{module}\t{change.name}\n")
        return module, change.name, fate

    with ThreadPoolExecutor(JOBS) as pool:
        outcomes = list(pool.map(try_it, drawn(COUNT)))
    survived = [(module, name) for module, name, fate in outcomes if fate is Fate.SURVIVED]
    print(Counter(fate.value for _, _, fate in outcomes))  # noqa: T201  (the table of the run)
    assert [place for place in survived if place not in EQUIVALENT] == []
    assert len(survived) <= COUNT / 10


def test_every_change_compiles_and_is_one() -> None:
    seen: Counter[str] = Counter()
    for module, change in drawn(200):
        source = (ROOT / module).read_text("utf-8")
        changed = change.applied(source)
        compile(changed, module, "exec")
        seen[change.after] += 1
        assert changed != ast.unparse(ast.parse(source)), change.name
    assert len(seen) > 50


def test_the_gutted_machines_are_still_there_to_be_gutted() -> None:
    for gutted in (*GUTTED, *SURVIVED_ONCE):
        source = (ROOT / gutted.module).read_text("utf-8")
        assert gutted.applied(source) != source
