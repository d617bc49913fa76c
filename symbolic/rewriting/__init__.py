"""Sound rewriting: normal forms that decide equalities, and the named steps of derivations; both know no paper."""

from bornproof.symbolic.rewriting.named_steps import (
    collect_sums,
    evaluate_constant_sums,
    in_doubt,
    prefix_sums,
    rename_bound,
    telescope,
    theta_algebra,
    write_out,
)

__all__ = [
    "collect_sums", "evaluate_constant_sums", "in_doubt", "prefix_sums", "rename_bound", "telescope", "theta_algebra", "write_out",
]  # fmt: skip
