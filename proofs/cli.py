"""The command `bornproof`. Each command imports only what it needs; what they do is in `proofs.commands`."""

import gc
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from bornproof.proofs.paper.reference import PAPER_REFERENCE, PAPER_TEXT
from bornproof.proofs.streams import discard_stdout, open_streams, reader_left, say
from typer.core import TyperCommand

__all__ = ["app", "main"]

app = typer.Typer(
    name="bornproof",
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
      bornproof derive appendix --n 5              the appendix for five levels
      bornproof solve --signs=+-+ --p 1/4,1/4,1/4,1/4
      bornproof average --p 1/9,1/3,5/9

    Exit codes: 0 all settled; 1 something unsettled, refuted or changed; 2 unusable input; 130 interrupted;
    141 the reader of a pipe went away.
    """,
)


class _Check(TyperCommand):
    """`check`, where a formula may start with a minus sign: no short options, whose letters might stand in it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take -h for a call for help where no entry is named yet, or where the entry has no symbol h."""
        if args[:1] == ["-h"] or (args[1:] == ["-h"] and not _has_symbol(args[0], "h")):
            args = ["--help"]
        return super().parse_args(ctx, args)


def _has_symbol(claim_id: str, name: str) -> bool:
    from bornproof.proofs.checks.submitted import symbols_of
    from bornproof.proofs.paper.entries import PAPER

    return any(name in symbols_of(claim) for claim in PAPER.select((claim_id,)))


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


Ids = Annotated[list[str] | None, typer.Argument(metavar="[ID]...", help="Entries such as eq.39 or claim.2.2-even-spread.")]
Json = Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Write the result as JSON ('-' for stdout).")]
Digits = Annotated[int, typer.Option(help="Decimal digits of the enclosures, 15 to 1000.")]
Jobs = Annotated[int, typer.Option(help="Worker processes.")]
Timeout = Annotated[float, typer.Option(metavar="SECONDS", help="For one entry, as a last resort: work is bounded by steps.")]
Probabilities = Annotated[str, typer.Option("--p", metavar="P1,P2,...", help="Exact probabilities |alpha_I|^2, sum 1.")]


@app.command()
def verify(
    ids: Ids = None,
    json: Json = None,
    junit: Annotated[Path | None, typer.Option(metavar="FILE", help="Write JUnit XML ('-' for stdout).")] = None,
    timings: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the seconds of each entry as JSON.")] = None,
    jobs: Jobs = 1,
    digits: Digits = 50,
    timeout: Timeout = 60,
    kernel: Annotated[bool, typer.Option("--kernel", help="Add the evidence of the machine-checked proofs (needs Coq).")] = False,
) -> None:
    """Run the ledger and print a table of verdicts.

    \b
    Examples:
      bornproof verify
      bornproof verify eq.22 claim.2.2-even-spread
      bornproof verify --jobs 2 --digits 100 --json report.json --junit report.xml
    """
    from bornproof.proofs.commands import entries

    raise typer.Exit(entries.verify(tuple(ids or ()), json, junit, timings, jobs, digits, timeout, kernel))


@app.command()
def show(claim_id: Annotated[str, typer.Argument(metavar="ID")], json: Json = None, digits: Digits = 50) -> None:
    """Show one entry: printed, derived step by step, evidence, witness, what it rests on and what rests on it.

    \b
    Example:
      bornproof show eq.61
    """
    from bornproof.proofs.commands import entries

    raise typer.Exit(entries.show(claim_id, json, digits))


@app.command("list")
def list_entries(ids: Ids = None, json: Json = None) -> None:
    """List the entries without judging them.

    \b
    Example:
      bornproof list eq.39
    """
    from bornproof.proofs.commands import entries

    raise typer.Exit(entries.list_entries(tuple(ids or ()), json))


@app.command()
def derive(
    what: Annotated[str, typer.Argument(metavar="[ID|appendix]")] = "appendix",
    n: Annotated[str | None, typer.Option("--n", metavar="N", help="Number of levels, at least 2.")] = None,
    symbolic: Annotated[bool, typer.Option("--symbolic", help="Keep N, I, J as symbols (the default).")] = False,
    json: Json = None,
) -> None:
    """Derive the appendix again, for any number of levels, or the steps behind one entry.

    \b
    Examples:
      bornproof derive appendix --symbolic
      bornproof derive appendix --n 6
      bornproof derive eq.22
    """
    from bornproof.proofs.commands import solutions

    raise typer.Exit(solutions.derive(what, n, symbolic, json))


@app.command()
def solve(
    signs: Annotated[str, typer.Option("--signs", metavar="+-0...", help="Signs of sigma_2 .. sigma_N, as in --signs=-+.")],
    p: Probabilities,
    json: Json = None,
) -> None:
    """Solve the master equation in one sector: populations and coherence factors as functions of x = exp(-kappa t).

    \b
    Example:
      bornproof solve --signs=+-+ --p 1/4,1/4,1/4,1/4
    """
    from bornproof.proofs.commands import solutions

    raise typer.Exit(solutions.solve(signs, p, json))


@app.command()
def average(
    p: Probabilities,
    drawn: Annotated[
        int | None, typer.Option("--drawn", metavar="RUNS", help="Draw the hidden variables so often, too, and evolve each run.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of what is drawn.")] = 1,
    json: Json = None,
) -> None:
    """Average the populations over the hidden variables, exactly, by summing over sectors.

    With --drawn also by brute force: Born's rule as frequencies, with half-widths that hold with the confidence that is
    stated; exit code 1 if an exact value is outside.

    \b
    Examples:
      bornproof average --p 1/9,1/3,5/9
      bornproof average --p 1/9,1/3,5/9 --drawn 100000 --seed 1
    """
    from bornproof.proofs.commands import solutions

    raise typer.Exit(solutions.average(p, drawn, seed, json))


@app.command()
def evolve(
    signs: Annotated[str, typer.Option("--signs", metavar="+-0...", help="Signs of sigma_2 .. sigma_N, as in --signs=-+.")],
    time: Annotated[str, typer.Option("--time", metavar="T", help="kappa t, a rational number, at least 0.")],
    p: Annotated[
        str | None,
        typer.Option("--p", metavar="P1,P2,...", help="Start from the diagonal density matrix with these entries."),
    ] = None,
    rho: Annotated[str | None, typer.Option("--rho", metavar="MATRIX", help="Start from this density matrix.")] = None,
    hamiltonian: Annotated[
        str | None, typer.Option("--hamiltonian", metavar="MATRIX", help="H / kappa, Hermitian; 0 unless given.")
    ] = None,
    json: Json = None,
    digits: Digits = 50,
) -> None:
    """Solve the master equation by brute force in one sector, with any Hamiltonian, and compare independent engines.

    A matrix is written row by row, `;` between rows and `,` between entries, each an exact complex rational such as
    1/2, 0.25, -1j or (1+2*i)/5; at most 10 levels. Exactly one of --p and --rho is needed. --p is a mixed state without
    coherences: the amplitudes of a pure state, sqrt(p), would be irrational.

    \b
    Examples:
      bornproof evolve --signs=+-+ --p 1/4,1/4,1/4,1/4 --time 3/2
      bornproof evolve --signs=+- --rho '1/2,1/2,0; 1/2,1/2,0; 0,0,0' --time 2 \\
        --hamiltonian '0,1,0; 1,0,-1j; 0,1j,0' --digits 80 --json out.json
    """
    from bornproof.proofs.commands import evolve as command

    raise typer.Exit(command.evolve(signs, time, p, rho, hamiltonian, json, digits))


@app.command(cls=_Check, context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
def check(
    claim_id: Annotated[str, typer.Argument(metavar="ID")],
    formula: Annotated[str, typer.Argument(metavar="FORMULA")],
    json: Json = None,
    digits: Digits = 50,
) -> None:
    """Compare your formula with the one that was derived: equal, equal under conditions, or different with a witness.

    Notation: + - * / ** ( ), exact numbers, sqrt exp log sin cos abs sign max min conj dagger, theta(x), delta(I, J),
    sum(f, (K, 1, N)), prod(f, (J, 1, N)), entries such as rho[1, 2], i for the imaginary unit; `bornproof show ID`
    prints the entry's symbols.

    \b
    Examples:
      bornproof check eq.61 '-q*sqrt(1-q**2)*exp(-kappa*t/2)'
      bornproof check eq.12 'abs(alpha[2])**2'
    """
    from bornproof.proofs.commands import entries

    raise typer.Exit(entries.check(claim_id, formula, json, digits))


@app.command()
def mutate(
    ids: Ids = None,
    json: Json = None,
    resume: Annotated[Path | None, typer.Option(metavar="FILE", help="Keep finished entries here, and go on from it.")] = None,
    jobs: Jobs = 1,
    digits: Digits = 50,
) -> None:
    """Break each formula in every way that a misprint could, and see what the checks catch.

    Each mutant must be refuted by an exact point, or proved equal to the original. The last column is the least relative
    change of a coefficient that the numeric checks refute. Exit code 1 if a mutant survives.

    \b
    Examples:
      bornproof mutate eq.61
      bornproof mutate --jobs 2 --json mutants.json --resume mutate.jsonl
    """
    from bornproof.proofs.commands import broken

    raise typer.Exit(broken.mutate(tuple(ids or ()), json, resume, jobs, digits))


@app.command()
def assumptions(ids: Ids = None, json: Json = None, jobs: Jobs = 1, digits: Digits = 50) -> None:
    """Drop each assumption in turn: a counterexample if it is needed, a proof without it if not.

    \b
    Example:
      bornproof assumptions eq.22 eq.47
    """
    from bornproof.proofs.commands import broken

    raise typer.Exit(broken.assumptions(tuple(ids or ()), json, jobs, digits))


@app.command()
def kernel(
    json: Json = None,
    jobs: Annotated[int, typer.Option(help="Files compiled at a time.")] = 2,
    recheck: Annotated[bool, typer.Option("--recheck", help="Let coqchk check the libraries again, too (minutes).")] = False,
) -> None:
    """Compile what is claimed, then what proves it, tie both to the entries, and read the axioms. Needs Coq with Coquelicot.

    What is claimed is one file, Statements.v, which imports Coq's and Coquelicot's libraries alone.

    \b
    Example:
      bornproof kernel --json kernel.json
    """
    from bornproof.proofs.commands import entries

    raise typer.Exit(entries.kernel(json, jobs, recheck))


def main() -> None:
    """Run the command; every unusable input ends in one line on standard error and exit code 2."""
    open_streams()
    gc.set_threshold(50_000, 20, 20)  # SymPy makes many small objects that live long: looking for cycles less often saves a tenth
    if len(sys.argv) == 1:
        sys.argv.append("--help")
    try:
        code = app(standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # typer makes an exit of a broken pipe, and of nothing else here
        code = 141
    except OSError as error:
        say(f"bornproof: {error.strerror or error}")
        code = 2
    except (typer.TyperException, ValueError) as error:
        message = getattr(error, "format_message", error.__str__)()
        say(f"bornproof: {' '.join(message.split())}")
        code = 2
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    if code == 141 or reader_left():  # it has seen enough
        discard_stdout()
        sys.exit(141)
    if code == 2:
        discard_stdout()
    sys.exit(code)
