"""The emulation clusters that a person may see: those in which the person's roles reach a member."""

from django.db.models import QuerySet

from vinhdanh.models import Cluster, Unit, User


def cluster_years(reader: User) -> list[int]:
    """The years that have such clusters, the latest first."""
    years = _reached(reader).order_by("-year").values_list("year", flat=True)
    return list(years.distinct())


def clusters_of(reader: User, year: int) -> QuerySet[Cluster]:
    """Those of one year by name, each with its head and members."""
    return _reached(reader).filter(year=year).select_related("head").prefetch_related("members").order_by("name")


def _reached(reader: User) -> QuerySet[Cluster]:
    here = Cluster.objects.filter(members__in=Unit.objects.visible_to(reader))
    return Cluster.objects.filter(pk__in=here.values("pk"))
