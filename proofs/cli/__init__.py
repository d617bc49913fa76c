"""The command `bornproof`: one module a group of commands, each with its signature and its body together."""

__all__ = ["main"]


def main() -> None:
    """Run the command."""
    import gc

    gc.set_threshold(50_000, 20, 20)  # SymPy makes many small objects that live long: looking for cycles less often saves a tenth
    from bornproof.proofs.cli.app import run

    run()
