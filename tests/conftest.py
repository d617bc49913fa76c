"""Every test starts and ends with the default precision of mpmath and flint; fixtures that many share."""

import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterator

import flint
import mpmath
import pytest
from bornproof.proofs import cli
from bornproof.proofs.checks.run import Run, verify
from bornproof.proofs.paper.entries import PAPER
from hypothesis import HealthCheck, settings

Command = Callable[..., tuple[int, str, str]]

gc.set_threshold(200_000, 20, 20)  # SymPy makes many small objects that live long: looking for cycles seldom saves a tenth
settings.register_profile(  # the same in every run, and on a slow machine
    "bornproof", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("bornproof")
if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # begun in the background, and so would be what tests interrupt


@pytest.fixture(autouse=True)
def _default_precision() -> Iterator[None]:
    yield
    mpmath.mp.dps = 15
    flint.ctx.prec = 53


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """`bornproof` with these words: its exit code, what it printed, and what it said on standard error."""

    def run(*args: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["bornproof", *args])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        captured = capsys.readouterr()
        return int(stop.value.code or 0), captured.out, captured.err

    return run


@pytest.fixture(scope="session")
def run() -> Run:
    """All entries of the paper, judged once a process."""
    return verify(ledger=PAPER)


@pytest.fixture
def forgetful() -> Iterator[None]:
    """For tests that break a derivation or an oracle: what others have cached is not used, and nothing broken stays cached."""
    forget()
    yield
    forget()


def forget() -> None:
    """Empty every cache of the packages."""
    ours = [module for name, module in sys.modules.items() if name.startswith("bornproof.")]
    for value in {id(value): value for module in ours for value in vars(module).values()}.values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()
