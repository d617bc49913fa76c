"""The proof assistant itself: finding it, compiling folders under roots of their own, reading what theorems rest on."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from bornproof.proofs.errors import ProofsError

__all__ = [
    "ALLOWED", "INSTALL", "ROOTS", "MissingCoqError", "assumptions", "believes_anything", "compile_all", "objections", "rechecked",
    "version",
]  # fmt: skip

INSTALL = "apt-get install -y --no-install-recommends coq libcoq-coquelicot"
SECONDS = 300  # for one file, on a busy machine; a whole run takes less than a minute on two free cores
RECHECK_SECONDS = 1800  # for everything again, the libraries included, which takes that minute once more

ROOTS = {"trusted": "Trusted", "ledger": "Ledger", "theories": "bornproof", "links": "Links", "pins": "Pins"}
"""The folders of a development, and the logical root of each: no file can pass for one of another folder."""

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


class MissingCoqError(ProofsError):
    """Coq or Coquelicot is not installed; the message says how to install it."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is not installed: {INSTALL}")


def version(work: Path) -> str:
    """The version of coqc, as in 8.16.1, or "" where it names none; raises MissingCoqError."""
    for tool in ("coqc", "coqdep", "coqchk"):
        if shutil.which(tool) is None:
            raise MissingCoqError(tool)
    found = re.search(r"version (\d[\w.+~-]*)", _run(work, "coqc", "--version")[1])
    return found[1] if found else ""


def believes_anything(work: Path) -> bool:
    """Whether coqc compiles a proof of False: what calls itself so is then no proof assistant."""
    (work / "Falsehood.v").write_text("Definition falsehood : False := I.\n", encoding="utf-8")
    return _run(work, "coqc", "-q", "Falsehood.v")[0] == 0


def compile_all(work: Path, folders: Mapping[str, tuple[str, ...]], jobs: int) -> dict[str, str]:
    """Compile the sources of folders, at most `jobs` at a time; those that fail, as in theories/Born, with Coq's message.

    A source sees its own folder and those that the mapping gives, under their roots, and no other. One that rests on another
    that fails is reported as such. Raises MissingCoqError where Coquelicot is absent.
    """
    places = {folder: (*seen, folder) for folder, seen in folders.items()}
    graph = _dependencies(work, places)
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
                broken = sorted(graph[stem] & failed.keys())
                running[pool.submit(_compile, work, f"{stem}.v", places[stem.split("/")[0]], broken)] = stem
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                stem = running.pop(future)
                if message := future.result():
                    failed[stem] = message
                sorter.done(stem)
    if any("logical path Coquelicot" in " ".join(message.split()) for message in failed.values()):
        raise MissingCoqError("Coquelicot")
    return failed


def assumptions(work: Path, source: str, seen: tuple[str, ...]) -> tuple[dict[str, str], str]:
    """What the constant that pins/Pins.v prints rests on: axioms with statements; and Coq's words, if it says anything else.

    The file prints the kernel's flags, loads the theories, prints the flags again, which must be the same, and then the
    assumptions. Each line that is not indented starts an item, and none is left out. Warnings are on, and are something else.
    """
    (work / "pins").mkdir()
    (work / "pins" / "Pins.v").write_text(source, encoding="utf-8")
    code, output = _run(work, "coqc", "-q", *_flags((*seen, "pins")), "pins/Pins.v")
    read = re.fullmatch(r"((?:[\w ]+: \w+\n)+)\1(?:Axioms:|Closed under the global context)\n((?:.*\n)*)", output)
    if code or not read or not (work / "pins" / "Pins.vo").is_file():
        return {}, output.strip() or f"coqc ended with code {code} and read no assumptions"
    items: list[str] = []
    for line in read[2].splitlines():
        if line.startswith(" ") and items:
            items[-1] += f" {line.strip()}"
        elif line.strip():
            items.append(line.strip())
    return {name.strip(): statement.strip() for name, _, statement in (item.partition(" : ") for item in items)}, ""


def objections(work: Path, seen: tuple[str, ...]) -> str:
    """What coqchk objects to in the compiled development, with its libraries taken as they are: seconds, not minutes.

    Coq forgets under which flags `abstract` proved what it built into a proof, and Print Assumptions cannot tell.
    """
    files = [(folder, path.stem) for folder in (*seen, "pins") for path in sorted((work / folder).glob("*.vo"))]
    own = [word for folder, stem in files for word in ("-norec", f"{ROOTS[folder]}.{stem}")]
    code, output = _run(work, "coqchk", "-silent", *_flags((*seen, "pins")), *own)
    return (output.strip() or f"coqchk ended with code {code}") if code else ""


def rechecked(work: Path, seen: tuple[str, ...]) -> str:
    """What coqchk, which shares little with coqc, objects to in all that pins/Pins.vo rests on, the libraries included."""
    code, output = _run(work, "coqchk", "-silent", "-o", *_flags((*seen, "pins")), "Pins.Pins", seconds=RECHECK_SECONDS)
    summary = {name.strip(): rest.split() for name, rest in re.findall(r"^\* ([^:]+):(.*(?:\n(?!\*).*)*)", output, re.MULTILINE)}
    axioms = summary.pop("Axioms", [])
    sound = [axiom.endswith(tuple(f".{name}" for name in ALLOWED)) or axiom == "<none>" for axiom in axioms]
    others = [rest for name, rest in summary.items() if name != "Theory"]
    if code == 0 and axioms and all(sound) and len(others) == 3 and all(rest == ["<none>"] for rest in others):
        return ""
    return output.strip() or f"coqchk ended with code {code}"


def _dependencies(work: Path, places: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    """For each source of the folders, those of them that it requires, by what it sees."""
    graph: dict[str, set[str]] = {f"{folder}/{path.stem}": set() for folder in places for path in (work / folder).glob("*.v")}
    for folder, seen in places.items():
        stems = sorted(stem for stem in graph if stem.startswith(f"{folder}/"))
        _, output = _run(work, "coqdep", *_flags(seen), *(f"{stem}.v" for stem in stems))
        for target, sources in re.findall(r"^(\w+/\w+)\.vo .*?: (.*)$", output, re.MULTILINE):
            graph[target] = {name for name in re.findall(r"\b(\w+/\w+)\.vo\b", sources) if name in graph and name != target}
    return graph


def _compile(work: Path, file: str, places: tuple[str, ...], broken: list[str]) -> str:
    if broken:
        return f"rests on {', '.join(broken)}"
    code, output = _run(work, "coqc", "-q", "-w", "none", *_flags(places), file)
    if code:
        return output.strip() or f"coqc ended with code {code}"
    return "" if (work / file).with_suffix(".vo").is_file() else "coqc says nothing is wrong and makes no .vo"


def _flags(places: tuple[str, ...]) -> list[str]:
    return [word for place in places for word in ("-Q", place, ROOTS[place])]


def _run(work: Path, *command: str, seconds: int = SECONDS) -> tuple[int, str]:
    """Exit code and output of a tool to which nothing of the user's environment is known but the PATH.

    Libraries and settings of the user's would come by XDG_DATA_HOME or its default under HOME, XDG_DATA_DIRS, COQPATH,
    COQEXTRAFLAGS, OCAMLPATH and others.
    """
    nowhere = str(work / "nowhere")
    hidden = dict.fromkeys(("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_DATA_DIRS", "XDG_CONFIG_DIRS"), nowhere)
    try:
        done = subprocess.run(  # noqa: S603  (Coq's own tools, on files of this package)
            command,
            cwd=work,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", **hidden},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return 1, f"{command[0]} did not finish within {seconds} s"
    except OSError as error:
        return 1, f"{command[0]} does not start: {error.strerror}"
    return done.returncode, done.stdout
