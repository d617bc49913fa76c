"""The command `bornproof`: one module a group of commands, each with its signature and its body together."""

__all__ = ["main"]


def main() -> None:
    """Run the command."""
    import atexit
    import gc
    import sys

    gc.set_threshold(2_000_000, 20, 20)  # SymPy makes many small objects that live long: looking for cycles seldom saves a tenth
    atexit.register(gc.freeze)  # nor are all of them looked through when the process ends: that saves another tenth
    from bornproof.proofs.cli.app import run

    named = any(word == "--ledger" or word.startswith("--ledger=") for word in sys.argv)
    if named and sys.stdout is sys.__stdout__:  # and not a host's, which is told the result by its own means
        from bornproof.proofs.cli.guard import run_apart

        run_apart(run)
    run()
