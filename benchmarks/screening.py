"""Findings for 100,000 nominees on one core: outcomes with their trees, and the same with every reason read out.

Python's collector of garbage walks over all that is kept, so keeping findings costs more than making them.
"""

from collections.abc import Callable
from datetime import date

from benchmarks.measuring import PER_SECOND, say, seconds
from benchmarks.nominees import PACK, nominees
from vinhdanh.rules.evaluate import screener
from vinhdanh.rules.facts import Nominee
from vinhdanh.rules.findings import Finding, walk

COUNT, AT_ONCE, ROUNDS = 100_000, 10_000, 3
TARGET = 100_000


def read_out(finding: Finding) -> None:
    """Everything that a page or a paper may show of a finding, and of all inside it."""
    for _, one in walk(finding):
        assert one.because
        assert isinstance(one.evidence, tuple)
        assert isinstance(one.missing, tuple)


def screen_one_by_one(some: list[Nominee], screen: Callable[[Nominee], Finding]) -> None:
    """The finding of each, left when the next one comes, as a report does that counts."""
    for nominee in some:
        screen(nominee)


def screen_and_keep(some: list[Nominee], screen: Callable[[Nominee], Finding]) -> None:
    """The finding of each, kept until all are there, as a ranking does."""
    assert len([screen(nominee) for nominee in some]) == len(some)


def screen_and_read_all(some: list[Nominee], screen: Callable[[Nominee], Finding]) -> None:
    """The same with every reason, evidence and missing fact."""
    for nominee in some:
        read_out(screen(nominee))


def main() -> None:
    """The best of three rounds over 100,000 different nominees; making them is not measured."""
    screen = screener(PACK, on=date(2020, 5, 20))
    everybody = list(nominees(COUNT))
    parts = [everybody[start : start + AT_ONCE] for start in range(0, COUNT, AT_ONCE)]
    works = {
        "outcomes with their trees": screen_one_by_one,
        f"outcomes with their trees, {AT_ONCE:,} kept at once": screen_and_keep,
        "with every reason read out": screen_and_read_all,
    }
    for what, work in works.items():
        fastest = min(sum(seconds(lambda: work(part, screen)) for part in parts) for _ in range(ROUNDS))  # noqa: B023
        say(f"{COUNT:,} nominees, {what}", COUNT / fastest, TARGET, PER_SECOND)


if __name__ == "__main__":
    main()
