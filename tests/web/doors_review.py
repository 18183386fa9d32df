"""The doors of those who receive dossiers: the board, and the district's dossier after it was sent."""

from collections.abc import Callable

from django.urls import reverse

from tests.dossiers import MORNING, begun_dossier, completed, income, nominated
from tests.province import Province
from tests.web.doors import Door
from vinhdanh.actions.dossier_steps import send_dossier
from vinhdanh.models import Dossier, Nomination, Remark
from vinhdanh.reports.dossier_content import sending_of

RECEIVING = frozenset({"office", "auditor"})  # of the campaign's host
OFFICE = frozenset({"office"})


def sent(province: Province) -> Dossier:
    dossier, by = completed(begun_dossier(province)), province.officer
    send_dossier(dossier, by=by, now=MORNING, compose=lambda held: sending_of(held, by, MORNING.date()))
    return dossier


def nominee(province: Province) -> Nomination:
    return sent(province).nominations.get()


def proved(province: Province) -> int:
    return income(nominated(begun_dossier(province)), 2018, 210, proof="so-sach.pdf").pk


def remark(province: Province) -> int:
    told = {"place": "letter.signer", "text": "Ghi rõ", "written_by": province.office}
    return Remark.objects.create(dossier=sent(province), **told).pk


def of(name: str, key: Callable[[Province], int], allowed: frozenset[str] = RECEIVING, method: str = "get") -> Door:
    return Door(lambda province: reverse(name, args=[key(province)]), allowed, method)


DOORS = {
    "board": of("board", lambda p: begun_dossier(p).participant.campaign_id),
    "board_file": of("board_file", lambda p: begun_dossier(p).participant.campaign_id),
    "board_nominees": of("board_nominees", lambda p: begun_dossier(p).participant.campaign_id),
    "board_nominees_file": of("board_nominees_file", lambda p: begun_dossier(p).participant.campaign_id),
    "board_remind": of("board_remind", lambda p: begun_dossier(p).participant.campaign_id, OFFICE),
    "review": of("review", lambda p: sent(p).pk),
    "review_nominee": of("review_nominee", lambda p: nominee(p).pk),
    "review_judge": of("review_judge", lambda p: nominee(p).pk, RECEIVING, "post"),
    "review_confirm": of("review_confirm", lambda p: nominee(p).pk, OFFICE, "post"),
    "review_proof": of("review_proof", proved, RECEIVING, "post"),
    "review_remark": of("review_remark", lambda p: sent(p).pk, OFFICE, "post"),
    "review_remark_remove": of("review_remark_remove", remark, OFFICE, "post"),
    "review_return": of("review_return", lambda p: sent(p).pk, OFFICE),
    "review_accept": of("review_accept", lambda p: sent(p).pk, OFFICE),
}
