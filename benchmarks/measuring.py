"""How the programs of this folder measure and what they print: the figure beside its target."""

import statistics
import time
from collections.abc import Callable

SECONDS, PER_SECOND = "s", "a second"


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes once, by the clock on the wall."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median(work: Callable[[], object], times: int) -> float:
    """The median of several runs in seconds, after one that warms up."""
    work()
    return statistics.median(seconds(work) for _ in range(times))


def say(what: str, measured: float, target: float, unit: str = SECONDS) -> None:
    """One line: what was done, the figure, the target, and whether it is met (a rate from above, a time from below)."""
    rate = unit == PER_SECOND
    met = measured >= target if rate else measured < target
    figure, wanted = (f"{value:,.0f}" if rate else f"{value:.3f}" for value in (measured, target))
    words = f"{figure} {unit} (target {'at least' if rate else 'under'} {wanted})"
    print(f"{what}: {words}: {'met' if met else 'MISSED'}", flush=True)
