"""What a report was made with: version, commit, dependencies, platform; no path and no name of a machine."""

import json
import platform
import re
import subprocess
from importlib.metadata import PackageNotFoundError, distribution, requires, version
from pathlib import Path
from typing import Any

__all__ = ["provenance"]

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def provenance() -> dict[str, Any]:
    """Version, commit (None if it is not known) and whether the checkout differs from it, dependencies, platform.

    >>> sorted(provenance())
    ['changed', 'commit', 'dependencies', 'platform', 'version']
    """
    commit, changed = _of_checkout(Path(__file__).resolve().parents[2])
    return {
        "version": version("bornproof"),
        "commit": commit or _of_wheel(),
        "changed": changed,
        "dependencies": dict(sorted(_dependencies())),
        "platform": {
            "system": platform.system(),
            "machine": platform.machine(),
            "python": platform.python_version(),
            "implementation": platform.python_implementation(),
        },
    }


def _of_checkout(root: Path) -> tuple[str | None, bool | None]:
    """The commit of the folder that holds the packages, if it is a checkout, and whether tracked files differ."""
    if not (root / ".git").exists():
        return None, None
    commit, changes = _git(root, "rev-parse", "HEAD"), _git(root, "status", "--porcelain", "--untracked-files=no")
    return commit or None, None if changes is None else bool(changes)


def _git(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603  (fixed arguments; the folder is that of this package)
            ["git", "-C", str(root), *arguments],  # noqa: S607
            capture_output=True, text=True, timeout=20, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def _of_wheel() -> str | None:
    """The commit that the installer has noted (PEP 610), if it took the sources from a repository."""
    noted = json.loads(distribution("bornproof").read_text("direct_url.json") or "{}")
    commit = noted.get("vcs_info", {}).get("commit_id")
    return str(commit) if commit else None


def _dependencies() -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for line in requires("bornproof") or ():
        match = _NAME.match(line)
        if match and "extra ==" not in line:
            try:
                found.append((match[0], version(match[0])))
            except PackageNotFoundError:
                found.append((match[0], None))
    return found
