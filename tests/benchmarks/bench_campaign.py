"""Times campaigns on one process, on two, and on two workers of a Dask cluster that is started here; needs two free cores.

Cases of about 1 ms (N = 4, the enclosure alone) and of about 100 ms (N = 10, both engines). Run from the top of the repository:
`python -m tests.benchmarks.bench_campaign`. Two processes are to reach 1.7 times the rate of one, Dask 85 % of that of processes
for the large cases.
"""

import sys
from collections.abc import Callable
from concurrent.futures import Executor
from time import perf_counter, sleep

from bornproof.proofs.campaign.dispatch import dispatch
from bornproof.proofs.campaign.plan import Plan
from bornproof.proofs.checks.cluster import Cluster, executor_of
from bornproof.proofs.checks.processes import Processes

PLANS = (
    (Plan(levels=4, sectors=8, states=1000, times=("1", "2"), second="0"), 4000),
    (Plan(levels=10, sectors=64, states=50, times=("3/2",), second="1"), 80),
)


def rate(plan: Plan, cases: int, executor: Executor, slots: Callable[[], int]) -> float:
    """Return cases a second, once the workers are warm."""
    warm = cases // 8
    list(executor.map(sleep, [2] * slots()))  # no worker is still starting
    assert sum(1 for _ in dispatch(plan, range(warm), executor, slots)) == warm
    start = perf_counter()
    assert sum(1 for _ in dispatch(plan, range(warm, warm + cases), executor, slots)) == cases
    return cases / (perf_counter() - start)


def main() -> None:
    """Print the rates of both kinds of cases and their ratios."""
    for plan, cases in PLANS:
        rates = []
        for jobs in (1, 2):
            with Processes(jobs) as workers:
                rates.append(rate(plan, cases, workers, lambda jobs=jobs: 2 * jobs))  # type: ignore[misc]
        with executor_of(2, "local") as cluster:
            assert isinstance(cluster, Cluster)
            dask = rate(plan, cases, cluster, cluster.slots)
        one, two = rates
        ratios = f"two processes {two / one:.2f} times one, Dask {dask / two:.2f} times two"
        sys.stdout.write(f"N = {plan.levels}: {one:.1f}/s, {two:.1f}/s, Dask {dask:.1f}/s: {ratios}\n")


if __name__ == "__main__":
    main()
