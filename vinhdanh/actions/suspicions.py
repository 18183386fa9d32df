"""Raises the question whether two are one. What a person decides of it stands in actions/duplicates.py."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Q

from vinhdanh.models import Award, Suspicion, SuspicionState
from vinhdanh.models.likeness import RAISED_FROM, WEIGHTS, Evidence, Traits, likeness
from vinhdanh.models.lookalikes import Pool, fetch_pool, pairs_alike, traits_of

_AT_ONCE = 2000
_FEWER = 900  # keys in one query
Pair = tuple[int, int]


@transaction.atomic
def raise_suspicions(keys: Iterable[int]) -> int:
    """Holds these honourees against the whole register and puts every likely pair into the queue; how many are new.

    Called after every addition, change and import. Pairs that a person decided of stay decided; of those that wait, the
    evidence is brought up to date, and a pair that no longer looks alike leaves the queue. What is raised is worked out
    from the register and can be worked out again, so that the record tells the decisions alone.
    """
    asked = set(keys)
    probes = list(traits_of(asked))
    pool = fetch_pool(probes)
    found = dict(_likely(probes, asked, pool))
    old = {(row.first_id, row.second_id): row for row in _raised_before(asked)}
    waiting = [row for row in old.values() if row.state == SuspicionState.OPEN]
    for row in waiting:
        score, evidence = found.get((row.first_id, row.second_id), (0, ()))
        row.score, row.evidence = score, list(evidence)
    Suspicion.objects.bulk_update([row for row in waiting if row.score], ["score", "evidence"], batch_size=_AT_ONCE)
    Suspicion.objects.filter(pk__in=[row.pk for row in waiting if not row.score]).delete()
    fresh = [
        Suspicion(first_id=first, second_id=second, score=score, evidence=list(evidence))
        for (first, second), (score, evidence) in found.items()
        if (first, second) not in old
    ]
    Suspicion.objects.bulk_create(fresh, batch_size=_AT_ONCE, ignore_conflicts=True)
    return len(fresh)


def _likely(
    probes: list[Traits], asked: set[int], pool: Pool
) -> Iterator[tuple[Pair, tuple[int, tuple[Evidence, ...]]]]:
    """Every pair worth a look, the lower key first, with its score and evidence."""
    near: dict[Pair, tuple[Traits, Traits]] = {}
    for probe, row in pairs_alike(probes, pool.rows.values()):
        if row.key in pool.roots or (row.key in asked and row.key < probe.key):
            continue
        bare = likeness(probe, row, bearers=pool.bearers[probe.name_folded])
        if bare.score >= RAISED_FROM - WEIGHTS[Evidence.DECISION_SHARED]:
            near[min(probe.key, row.key), max(probe.key, row.key)] = probe, row
    decisions = _decisions_of({key for pair in near for key in pair})
    for pair, (probe, row) in near.items():
        shared = not decisions.get(probe.key, set()).isdisjoint(decisions.get(row.key, ()))
        whole = likeness(probe, row, bearers=pool.bearers[probe.name_folded], share_decision=shared)
        if whole.score >= RAISED_FROM:
            yield pair, (whole.score, whole.evidence)


def _decisions_of(keys: set[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    listed = list(keys)
    for start in range(0, len(listed), _FEWER):
        awards = Award.objects.standing().filter(honouree__in=listed[start : start + _FEWER], decision__isnull=False)
        for honouree, decision in awards.values_list("honouree_id", "decision_id").order_by():
            found.setdefault(honouree, set()).add(decision)
    return found


def _raised_before(keys: set[int]) -> Iterator[Suspicion]:
    listed = list(keys)
    for start in range(0, len(listed), _FEWER // 2):
        part = listed[start : start + _FEWER // 2]
        yield from Suspicion.objects.filter(Q(first__in=part) | Q(second__in=part)).order_by()
