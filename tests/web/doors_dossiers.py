"""The doors of the district's dossier, and of what it sent."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse

from tests.dossiers import MORNING, begun_dossier, completed
from tests.province import Province
from tests.web.doors import Door
from vinhdanh.actions.dossier_steps import return_dossier, send_dossier
from vinhdanh.models import Dossier, DossierVersion, Remark
from vinhdanh.reports.dossier_content import sending_of

READERS = frozenset({"officer", "leader", "office", "auditor"})
SENDERS = frozenset({"officer", "leader"})
FILES = SENDERS | {"office"}


def dossier_of(province: Province) -> Dossier:
    """The district's."""
    return Dossier.objects.filter(participant__unit=province.district).first() or completed(begun_dossier(province))


def sent_by(province: Province) -> DossierVersion:
    """What the district sent."""
    found = DossierVersion.objects.first()
    return found or send_dossier(
        dossier_of(province),
        by=province.officer,
        now=MORNING,
        compose=lambda held: sending_of(held, province.officer, MORNING.date()),
    )


def remark(province: Province) -> str:
    """One that was sent back."""
    version = sent_by(province)
    one = Remark.objects.filter(sent_with__version=version).first()
    if one is None:
        one = Remark.objects.create(
            dossier=version.dossier, place="letter.signer", text="Ghi rõ.", written_by=province.office
        )
        return_dossier(version, by=province.office, now=MORNING, remarks=[one], last_day=date(2099, 1, 1))
    return reverse("remark_settle", args=[one.pk])


def of_dossier(name: str) -> Callable[[Province], str]:
    return lambda province: reverse(name, args=[dossier_of(province).pk])


def of_version(name: str) -> Callable[[Province], str]:
    return lambda province: reverse(name, args=[sent_by(province).pk])


DOORS = {
    "dossier": Door(of_dossier("dossier"), READERS),
    "dossier_letter": Door(of_dossier("dossier_letter"), READERS),
    "dossier_send": Door(of_dossier("dossier_send"), SENDERS),
    "remark_settle": Door(remark, SENDERS, "post"),
    "dossier_version": Door(of_version("dossier_version"), READERS),
    "version_receipt": Door(of_version("version_receipt"), READERS),
    "version_bundle": Door(lambda province: reverse("version_bundle", args=[sent_by(province).pk, 1]), FILES),
    "version_bind": Door(of_version("version_bind"), SENDERS | {"office"}, "post"),
    "version_withdraw": Door(of_version("version_withdraw"), SENDERS, "post"),
}
