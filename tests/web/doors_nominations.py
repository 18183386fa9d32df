"""The doors of nominees: whoever edits the unit's dossier, and nobody else."""

from collections.abc import Callable

from django.urls import reverse

from tests.dossiers import begun_dossier, nominated
from tests.province import Province
from tests.web.doors import Door
from vinhdanh.models import Fact, Honouree

EDITORS = frozenset({"officer", "leader"})
HOLDERS = EDITORS | {"office"}  # and whoever holds the campaign that the nominee won in


def of_dossier(name: str, method: str = "get") -> Door:
    return Door(lambda province: reverse(name, args=[begun_dossier(province).pk]), EDITORS, method)


def of_nominee(name: str, method: str = "get") -> Door:
    return Door(lambda province: reverse(name, args=[nominated(begun_dossier(province)).pk]), EDITORS, method)


def of_fact(name: str, method: str = "get") -> Door:
    return Door(_fact(name), EDITORS, method)


def _fact(name: str) -> Callable[[Province], str]:
    def address(province: Province) -> str:
        fact = Fact.objects.create(nomination=nominated(begun_dossier(province)), kind="award", code="giay_khen")
        return reverse(name, args=[fact.pk])

    return address


def _unlink(province: Province) -> str:
    known = Honouree.objects.create(kind="individual", name="Lương Thị Hường", unit=province.district)
    return reverse("nomination_unlink", args=[nominated(begun_dossier(province), known.name, honouree=known).pk])


DOORS: dict[str, Door] = {
    "nomination_add": of_dossier("nomination_add"),
    "nominations_import": of_dossier("nominations_import"),
    "nominations_import_undo": of_dossier("nominations_import_undo", "post"),
    "nominations_template": of_dossier("nominations_template"),
    "nomination": of_nominee("nomination"),
    **{name: of_nominee(name, "post") for name in ("nomination_remove", "nomination_restore", "nomination_move")},
    "nomination_bring": of_nominee("nomination_bring", "post"),
    "nomination_link": of_nominee("nomination_link"),
    "nomination_unlink": Door(_unlink, EDITORS),
    "nomination_put_forward": Door(
        lambda province: reverse("nomination_put_forward", args=[nominated(begun_dossier(province)).pk]), HOLDERS
    ),
    "award_fact_add": of_nominee("award_fact_add"),
    "award_fact_edit": of_fact("award_fact_edit"),
    "fact_remove": of_fact("fact_remove", "post"),
}
