"""The proof assistant itself: finding it, compiling a folder in the order of its dependencies, reading axioms."""

import os
import re
import shutil
import subprocess
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

__all__ = ["ALLOWED", "INSTALL", "MissingCoqError", "assumptions", "compile_all", "version"]

INSTALL = "apt-get install -y --no-install-recommends coq libcoq-coquelicot"
SECONDS = 300  # for one file; a whole run takes a tenth of this

ALLOWED = {
    "ClassicalDedekindReals.sig_not_dec": "forall P : Prop, {~ ~ P} + {~ P}",
    "ClassicalDedekindReals.sig_forall_dec": (
        "forall P : nat -> Prop, (forall n : nat, {P n} + {~ P n}) -> {n : nat | ~ P n} + {forall n : nat, P n}"
    ),
    "FunctionalExtensionality.functional_extensionality_dep": (
        "forall (A : Type) (B : A -> Type) (f g : forall x : A, B x), (forall x : A, f x = g x) -> f = g"
    ),
    "Classical_Prop.classic": "forall P : Prop, P \\/ ~ P",
}  # the standard axioms of Coq's real numbers and of classical logic, by name and statement


class MissingCoqError(RuntimeError):
    """Coq or Coquelicot is not installed; the message says how to install it."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is not installed: {INSTALL}")


def version() -> str:
    """The version of coqc, as in 8.16.1; raises MissingCoqError."""
    for tool in ("coqc", "coqdep"):
        if shutil.which(tool) is None:
            raise MissingCoqError(tool)
    found = re.search(r"version (\S+)", _run(Path.cwd(), "coqc", "--version")[1])
    return found[1] if found else "unknown"


def compile_all(folder: Path, jobs: int) -> dict[str, str]:
    """Compile every source in the folder, at most `jobs` at a time; the stems that fail, with Coq's message.

    A source that rests on one that fails is reported as such. Raises MissingCoqError where Coquelicot is absent.
    """
    graph = _dependencies(folder)
    failed: dict[str, str] = {}
    sorter = TopologicalSorter(graph)
    try:
        sorter.prepare()
    except CycleError as error:
        return dict.fromkeys(graph, f"the sources require each other in a circle: {' -> '.join(error.args[1])}")
    with ThreadPoolExecutor(jobs) as pool:
        running: dict[Future[str], str] = {}
        while sorter.is_active():
            for stem in sorter.get_ready():
                running[pool.submit(_compile, folder, stem, sorted(graph[stem] & failed.keys()))] = stem
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                stem = running.pop(future)
                if message := future.result():
                    failed[stem] = message
                sorter.done(stem)
    if any("logical path Coquelicot" in " ".join(message.split()) for message in failed.values()):
        raise MissingCoqError("Coquelicot")
    return failed


def assumptions(folder: Path, theorems: list[str]) -> dict[str, str]:
    """All that the theorems, named as in Generator.eq_37, rest on together: axioms with statements, and whatever else.

    One `Print Assumptions` of one tuple: each line that is not indented starts an item, and none is left out.
    """
    files = sorted({name.split(".")[0] for name in theorems})
    bundle = ", ".join(f"@{name}" for name in ["Logic.I", *theorems])
    text = f"From Coq Require Logic.\nFrom bornproof Require {' '.join(files)}.\n"
    text += f"Definition everything := ({bundle}).\nPrint Assumptions everything.\n"
    (folder / "Everything.v").write_text(text, encoding="utf-8")
    code, output = _run(folder, "coqc", "-q", "-w", "none", "-Q", ".", "bornproof", "Everything.v")
    heading, *lines = output.splitlines() or [""]
    if code or heading not in ("Axioms:", "Closed under the global context"):
        return {"the axioms could not be read": output.strip()}
    items: list[str] = []
    for line in lines:
        if line.startswith(" ") and items:
            items[-1] += f" {line.strip()}"
        elif line.strip():
            items.append(line.strip())
    return {name.strip(): statement.strip() for name, _, statement in (item.partition(" : ") for item in items)}


def _dependencies(folder: Path) -> dict[str, set[str]]:
    stems = {path.stem for path in folder.glob("*.v")}
    _, output = _run(folder, "coqdep", "-Q", ".", "bornproof", *sorted(f"{stem}.v" for stem in stems))
    graph: dict[str, set[str]] = {stem: set() for stem in stems}
    for target, sources in re.findall(r"^(\w+)\.vo .*?: (.*)$", output, re.MULTILINE):
        graph[target] = set(re.findall(r"\b(\w+)\.vo\b", sources)) & stems - {target}
    return graph


def _compile(folder: Path, stem: str, broken: list[str]) -> str:
    if broken:
        return f"rests on {', '.join(broken)}"
    code, output = _run(folder, "coqc", "-q", "-w", "none", "-Q", ".", "bornproof", f"{stem}.v")
    return output.strip() or f"coqc ended with code {code}" if code else ""


def _run(folder: Path, *command: str) -> tuple[int, str]:
    """Exit code and output of a tool that takes no libraries or settings from the user's environment."""
    environment = {key: value for key, value in os.environ.items() if key not in ("COQPATH", "COQEXTRAFLAGS")}
    try:
        done = subprocess.run(  # noqa: S603  (Coq's own tools, on files of this package)
            command,
            cwd=folder,
            env=environment | {"LC_ALL": "C.UTF-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return 1, f"{command[0]} did not finish within {SECONDS} s"
    except OSError as error:
        return 1, f"{command[0]} does not start: {error.strerror}"
    return done.returncode, done.stdout
