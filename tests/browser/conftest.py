"""The site of the paper, made once, and a browser that opens it from its folder; without a browser these tests are skipped.

BORNPROOF_BROWSER names the browser (Debian's chromium, if it is not set), BORNPROOF_AXE the file axe.min.js. With
BORNPROOF_BROWSER=required, and the browser at its usual place, nothing is skipped: what is missing fails.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any

import pytest
from bornproof.proofs.cli.app import app

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
REQUIRED = os.environ.get("BORNPROOF_BROWSER") == "required"
PATIENCE = 120_000  # milliseconds, on a machine that has other work
Open = Callable[..., Any]


def missing(what: str) -> None:
    """Skip, and say why; or fail, where nothing may be skipped."""
    (pytest.fail if REQUIRED else pytest.skip)(f"no browser test: {what} is not here")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The paper's, once for all processes of a run."""
    top = tmp_path_factory.getbasetemp()
    top = top.parent if os.environ.get("PYTEST_XDIST_WORKER") else top
    with (top / "site.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not (top / "site").exists():
            assert app(["report", "--html", str(top / "site")], standalone_mode=False) == 0
    return top / "site"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        missing("playwright")
    named = os.environ.get("BORNPROOF_BROWSER", "")
    place = shutil.which("chromium") if named in ("", "required") else named
    if not place:
        missing("chromium")
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=place, args=[*FLAGS], timeout=PATIENCE)
        yield opened
        opened.close()


@pytest.fixture
def opened(browser: Any) -> Iterator[Open]:
    """Opens a page of a folder; what it says on the console, and what it lacks, is in its attribute `faults`."""
    contexts = []

    def open_page(path: Path, fragment: str = "", *, width: int = 1280, dark: bool = False) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light")
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda said: page.faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("requestfailed", lambda request: page.faults.append(f"{request.url} failed"))
        page.goto(path.as_uri() + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    place = os.environ.get("BORNPROOF_AXE", "")
    if not place:
        missing("axe-core (BORNPROOF_AXE)")
    return Path(place).read_text(encoding="utf-8")
