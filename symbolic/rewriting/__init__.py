"""Sound rewriting: normal forms that decide equalities, and the named steps of derivations; both know no paper."""

from symbolic.rewriting.steps import (
    bounds_to_deltas,
    collect_sums,
    contract,
    evaluate_constant_sums,
    merge_sums,
    prefix_sums,
    rename_bound,
    split_last,
    telescope,
    theta_algebra,
    write_out,
)

__all__ = [
    "bounds_to_deltas", "collect_sums", "contract", "evaluate_constant_sums", "merge_sums", "prefix_sums", "rename_bound",
    "split_last", "telescope", "theta_algebra", "write_out",
]  # fmt: skip
