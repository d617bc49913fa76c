"""The commands by their names, and how a run ends: with its result's exit code, or one line on standard error."""

import inspect
import sys
from typing import Annotated, Any

import typer
from bornproof.proofs.cli.average import average
from bornproof.proofs.cli.baseline import baseline
from bornproof.proofs.cli.campaign import campaign
from bornproof.proofs.cli.certificate import certificate
from bornproof.proofs.cli.check import CHECK, check
from bornproof.proofs.cli.derive import derive
from bornproof.proofs.cli.errata import errata
from bornproof.proofs.cli.evolve import evolve
from bornproof.proofs.cli.figure import figure
from bornproof.proofs.cli.kernel import kernel
from bornproof.proofs.cli.latex import latex
from bornproof.proofs.cli.list import list_entries
from bornproof.proofs.cli.refusals import in_one_line
from bornproof.proofs.cli.report import report
from bornproof.proofs.cli.show import show
from bornproof.proofs.cli.solve import solve
from bornproof.proofs.cli.streams import discard_stdout, open_streams, reader_left, say
from bornproof.proofs.cli.stress import assumptions, mutate
from bornproof.proofs.cli.verify import verify
from bornproof.proofs.cli.workflow import workflow
from typer.core import TyperCommand, TyperGroup

try:
    from bornproof.proofs.paper.reference import PAPER_REFERENCE, PAPER_TEXT
except ModuleNotFoundError:  # the engine alone, which serves other ledgers
    PAPER_REFERENCE, PAPER_TEXT = "its ledger is not installed, name another one with --ledger", "none"

__all__ = ["COMMANDS", "app", "run"]

COMMANDS = {command.__name__.removesuffix("_entries"): command for command in (
    verify, errata, show, list_entries, derive, latex, solve, average, evolve, check, mutate, assumptions, kernel, campaign,
    baseline, certificate, figure, report, workflow,
)}  # fmt: skip


class _Commands(TyperGroup):
    """The commands, known by their docstrings; one is made when it is called: to make them all takes longer than `--help`."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {name: TyperCommand(name, help=inspect.getdoc(command)) for name, command in COMMANDS.items()}

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, _, rest = super().resolve_command(ctx, args)
        command = COMMANDS[str(name)]
        alone = typer.Typer(add_completion=False, rich_markup_mode=None)
        alone.command(name, **(CHECK if command is check else {}))(command)
        return name, typer.main.get_command(alone), rest


app = typer.Typer(
    name="bornproof",
    cls=_Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=f"""Verify a local, deterministic toy model of wave-function collapse, equation by equation.

    The paper: {PAPER_REFERENCE}. The text used is {PAPER_TEXT}.

    \b
    Examples:
      bornproof verify                             every equation and claim of the paper
      bornproof show eq.31.3                       one of them: printed, derived, evidence, witness
      bornproof errata                             what is wrong, and what is right
      bornproof derive appendix --n 5              the appendix for five levels
      bornproof latex appendix --n 5 -o a.tex      the same for a manuscript
      bornproof solve --signs=+-+ --p 1/4,1/4,1/4,1/4
      bornproof average --p 1/9,1/3,5/9

    Exit codes: 0 all settled; 1 something unsettled, refuted or changed; 2 unusable input; 130 interrupted;
    141 the reader of a pipe went away.
    """,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"bornproof {version('bornproof')}")
        typer.echo(f"The paper: {PAPER_REFERENCE}.")
        typer.echo(f"The text used: {PAPER_TEXT}.")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and the paper, and exit.")
    ] = False,
) -> None:
    """The options that go before a command."""


def run() -> None:
    """Run the command; every unusable input ends in one line on standard error and exit code 2."""
    open_streams()
    if len(sys.argv) == 1:
        sys.argv.append("--help")
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # typer makes an exit of a broken pipe, and of nothing else here
        code = 141
    except ModuleNotFoundError as error:
        if not str(error.name).startswith("bornproof.proofs.paper"):
            raise
        takes_another = "ledger" in inspect.signature(COMMANDS[sys.argv[1]]).parameters
        hint = "name another one with --ledger" if takes_another else f"{sys.argv[1]} is about it alone"
        say(f"bornproof: the paper's ledger is not installed: {hint}")
        code = 2
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    except Exception as error:
        if not (told := in_one_line(error)):
            raise
        say(f"bornproof: {told}")
        code = 2
    if code == 141 or reader_left():  # it has seen enough
        discard_stdout()
        sys.exit(141)
    if code == 2:
        discard_stdout()
    sys.exit(code)
