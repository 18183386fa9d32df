"""What a remark opens: the place itself, the papers written from it, the data that a paper is written from."""

from datetime import date

import pytest

from tests.dossiers import MORNING, completed, income, nominated
from tests.province import Province
from vinhdanh.actions.dossier_doors import is_open, open_places, require_open
from vinhdanh.actions.dossier_steps import return_dossier, send_dossier
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Dossier, Nomination, Remark
from vinhdanh.models.dossiers import Sending
from vinhdanh.reports.dossier_content import sending_of

pytestmark = pytest.mark.django_db

LETTER, FORM_03, MINUTES, REPORT = (f"part:ho_so.{paper}" for paper in ("to_trinh", "mau_03", "bien_ban", "bao_cao"))
EVERYWHERE = (
    *((False, place) for place in ("letter.signer", "letter.place", "meeting", "nominees", LETTER, FORM_03, MINUTES)),
    *((True, place) for place in ("nominee.name", "nominee.summary", "nominee.story.work", "facts", "attachments")),
    (True, REPORT),
)


@pytest.fixture
def nominee(dossier: Dossier) -> Nomination:
    return nominated(dossier)


@pytest.fixture
def other(dossier: Dossier, nominee: Nomination) -> Nomination:
    return nominated(dossier, "Lý Thị Người Khác")


def returned(province: Province, dossier: Dossier, place: str, nominee: Nomination | None = None) -> Dossier:
    """The dossier sent and returned with one remark, at the place."""

    def compose(held: Dossier) -> Sending:
        return sending_of(held, province.officer, MORNING.date())

    whole = completed(dossier, *dossier.nominations.all())
    version = send_dossier(whole, by=province.officer, now=MORNING, compose=compose)
    asked = Remark.objects.create(
        dossier=whole, nomination=nominee, place=place, text="Ghi rõ.", written_by=province.office
    )
    return_dossier(version, by=province.office, now=MORNING, remarks=[asked], last_day=date(2020, 6, 20))
    return Dossier.objects.get(pk=whole.pk)


def open_of(dossier: Dossier, nominee: Nomination) -> set[str]:
    """Which places of the dossier and of this nominee may be changed."""

    def may(place: str, key: int | None) -> bool:
        try:
            require_open(dossier, place, key)
        except NotPossible:
            return False
        return True

    return {place for his, place in EVERYWHERE if may(place, nominee.pk if his else None)}


@pytest.mark.parametrize(
    ("place", "opened"),
    [
        ("letter.signer", {"letter.signer", LETTER}),
        ("letter", {"letter.signer", "letter.place", LETTER}),
        ("meeting", {"meeting", MINUTES}),
        ("nominees", {"nominees", "meeting", LETTER, FORM_03, MINUTES}),
        (LETTER, {"letter.signer", "letter.place", LETTER}),
        (MINUTES, {"meeting", MINUTES}),
        (FORM_03, {"nominee.summary", REPORT, LETTER, FORM_03}),
    ],
)
def test_a_remark_on_the_dossier_opens_data_and_their_papers(
    province: Province, dossier: Dossier, nominee: Nomination, place: str, opened: set[str]
) -> None:
    assert open_of(returned(province, dossier, place), nominee) == opened


@pytest.mark.parametrize(
    ("place", "opened"),
    [
        ("nominee.summary", {"nominee.summary", "attachments", REPORT, LETTER, FORM_03}),
        ("facts", {"facts", "attachments", REPORT, LETTER, FORM_03}),
        (REPORT, {place for his, place in EVERYWHERE if his} | {LETTER, FORM_03}),
    ],
)
def test_a_remark_on_a_nominee_opens_his_data_and_the_papers_that_say_them(
    province: Province, dossier: Dossier, nominee: Nomination, other: Nomination, place: str, opened: set[str]
) -> None:
    back = returned(province, dossier, place, nominee)
    assert open_of(back, nominee) == opened
    assert open_of(back, other) == opened & {LETTER, FORM_03}


def test_a_request_may_be_answered_with_another_file_beside_what_it_is_about(
    province: Province, dossier: Dossier, nominee: Nomination, other: Nomination
) -> None:
    loose = {None: "the dossier's", nominee.pk: "the nominee's", other.pk: "another's"}

    def opened(back: Dossier) -> set[str]:
        places = open_places(back)
        return {words for key, words in loose.items() if is_open(places, "attachments", key)}

    assert opened(returned(province, dossier, "nominee.summary", nominee)) == {"the nominee's"}
    Remark.objects.update(nomination=None, place="letter.signer")
    assert opened(Dossier.objects.get(pk=dossier.pk)) == {"the dossier's"}


def test_whoever_is_added_under_the_list_of_nominees_is_written_whole(
    province: Province, dossier: Dossier, nominee: Nomination
) -> None:
    back = returned(province, dossier, "nominees")
    added = nominated(back, "Nông Thị Thêm Vào")
    assert open_of(back, added) == {place for _, place in EVERYWHERE} - {"letter.signer", "letter.place"}
    assert REPORT not in open_of(back, nominee)


def test_a_fact_cleared_under_a_remark_is_typed_anew(province: Province, dossier: Dossier, nominee: Nomination) -> None:
    fact = income(nominee, 2019, 250)
    back = returned(province, dossier, f"fact:{fact.pk}", nominee)
    assert "facts" not in open_of(back, nominee)
    require_open(back, f"fact:{fact.pk}", nominee.pk)
    fact.delete()
    assert "facts" in open_of(back, nominee)


def test_a_draft_is_open_wholly_and_what_was_sent_nowhere(
    province: Province, dossier: Dossier, nominee: Nomination
) -> None:
    assert open_of(dossier, nominee) == {place for _, place in EVERYWHERE}
    Dossier.objects.filter(pk=dossier.pk).update(state="sent")
    assert open_of(Dossier.objects.get(pk=dossier.pk), nominee) == set()
