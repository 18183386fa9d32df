"""The doors of the files of dossiers."""

from collections.abc import Callable

from django.urls import reverse

from tests.dossiers import begun_dossier
from tests.province import Province
from tests.web.doors import Door
from vinhdanh.models import Attachment

UNIT = frozenset({"officer", "leader"})
READERS = UNIT | {"office", "auditor"}


def film(name: str) -> Callable[[Province], str]:
    """A page of a film of the district's dossier: nothing of it is on the disk."""

    def address(province: Province) -> str:
        dossier, by = begun_dossier(province), province.officer
        one = Attachment.objects.create(dossier=dossier, link="https://phim.vn/a", name="Phim", added_by=by)
        return reverse(name, args=[one.pk])

    return address


DOORS = {
    "attachments_add": Door(lambda province: reverse("attachments_add", args=[begun_dossier(province).pk]), READERS),
    "attachment": Door(film("attachment"), READERS),
    "attachment_remove": Door(film("attachment_remove"), UNIT),
}
