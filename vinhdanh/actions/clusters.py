"""Emulation clusters: who competes with whom in a year, and who heads it (HD I.2.1)."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from vinhdanh.actions.audit import Told, record, record_all
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Cluster, Unit, User
from vinhdanh.models.entries import FIRST_YEAR, LAST_YEAR
from vinhdanh.permissions import require
from vinhdanh.vietnamese import spelling_key, tidy


@transaction.atomic
def open_cluster(*, by: User, year: int, name: str, members: Iterable[Unit], head: Unit | None) -> Cluster:
    """Makes a cluster of a year. Raises NotPossible as `edit_cluster` does."""
    province = _province()
    require(by, "edit_clusters", province)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotPossible(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.")
    cluster, listed = Cluster(year=year), list(members)
    _check(cluster, name, listed, head)
    cluster.name, cluster.head = tidy(name), head
    cluster.save()
    cluster.members.set(listed)
    record("open_cluster", cluster, by=by, unit=province, after={"year": year, **told_cluster(cluster, listed)})
    return cluster


@transaction.atomic
def edit_cluster(cluster: Cluster, *, by: User, name: str, members: Iterable[Unit], head: Unit | None) -> Cluster:
    """Changes name, members and head of a cluster.

    Raises NotPossible for a name that another cluster of the year has, no members, a unit that competes in another
    cluster of the year, a head that is no member.
    """
    province = _province()
    require(by, "edit_clusters", province)
    cluster, listed = Cluster.objects.select_for_update().get(pk=cluster.pk), list(members)
    _check(cluster, name, listed, head)
    before = told_cluster(cluster, list(cluster.members.all()))
    cluster.name, cluster.head = tidy(name), head
    after = told_cluster(cluster, listed)
    if before != after:
        cluster.save()
        cluster.members.set(listed)
        record("edit_cluster", cluster, by=by, unit=province, before=before, after=after)
    return cluster


@transaction.atomic
def remove_cluster(cluster: Cluster, *, by: User) -> None:
    """Takes a cluster away that was made by mistake; the record keeps what it was."""
    province = _province()
    require(by, "edit_clusters", province)
    cluster = Cluster.objects.select_for_update().get(pk=cluster.pk)
    before = {"year": cluster.year, **told_cluster(cluster, list(cluster.members.all()))}
    record("remove_cluster", cluster, by=by, unit=province, before=before)
    cluster.delete()


@transaction.atomic
def copy_clusters(*, by: User, source: int, target: int) -> list[Cluster]:
    """Copies the clusters of year `source` to a year that has none, without units that ended and without heads.

    Raises NotPossible where the source has no clusters or the target has some.
    """
    province = _province()
    require(by, "edit_clusters", province)
    if Cluster.objects.filter(year=target).exists():
        raise NotPossible(f"Năm {target} đã có cụm thi đua; hãy sửa từng cụm.", "target")
    copies, lines = [], []
    for model in Cluster.objects.filter(year=source).prefetch_related("members"):
        listed = [unit for unit in model.members.all() if not (unit.closed_on and unit.closed_on.year < target)]
        copy = Cluster.objects.create(name=model.name, year=target)
        copy.members.set(listed)
        copies.append(copy)
        lines.append(Told(copy, province, after={"year": target, "copied_from": source, **told_cluster(copy, listed)}))
    if not copies:
        raise NotPossible(f"Năm {source} chưa có cụm thi đua nào để chép.", "source")
    record_all("copy_clusters", lines, by=by)
    return copies


def told_cluster(cluster: Cluster, members: Iterable[Unit]) -> dict[str, Any]:
    """The cluster as the record tells it."""
    head = cluster.head.code if cluster.head else ""
    return {"name": cluster.name, "head": head, "members": sorted(unit.code for unit in members)}


def _province() -> Unit | None:
    return Unit.objects.filter(parent=None).first()


def _check(cluster: Cluster, name: str, members: list[Unit], head: Unit | None) -> None:
    """Raises NotPossible where the cluster cannot be so."""
    others = Cluster.objects.filter(year=cluster.year).exclude(pk=cluster.pk)
    if not tidy(name):
        raise NotPossible("Chưa ghi tên cụm, khối thi đua.", "name")
    if spelling_key(name) in {spelling_key(other.name) for other in others}:
        raise NotPossible(f"Năm {cluster.year} đã có cụm “{tidy(name)}”; hãy đặt tên khác.", "name")
    if not members:
        raise NotPossible("Chưa chọn thành viên của cụm.", "members")
    taken = others.filter(members__in=members).prefetch_related("members").first()
    if taken:
        both = next(unit.name for unit in taken.members.all() if unit in members)
        raise NotPossible(f"“{both}” đang ở cụm “{taken.name}” năm {cluster.year}; hãy bỏ ở một cụm.", "members")
    if head and head not in members:
        raise NotPossible(f"Cụm trưởng “{head.name}” phải là thành viên của cụm.", "head")
