"""Who changes the register while a unit types, or while an award is entered: neither waits for ever for the other."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.actions.two_writers import meeting_at, needs_postgres
from tests.dossiers import MORNING, nominated
from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.awards import AwardDraft, add_award
from vinhdanh.actions.decisions import DecisionDraft
from vinhdanh.actions.nominations import edit_nomination
from vinhdanh.actions.outcomes import Given, enter_award
from vinhdanh.actions.verdicts import keep_verdicts
from vinhdanh.models import Award, Dossier, Honouree, Nomination

pytestmark = [needs_postgres, pytest.mark.django_db(transaction=True)]

NOMINATIONS = "vinhdanh_nomination"
CERTIFICATE = AwardDraft("giay_khen", 2019, decision=DecisionDraft("1/QĐ-UBND", date(2019, 3, 3)))
GIVEN = Given(2020, DecisionDraft("1502/QĐ-UBND", date(2020, 8, 10), "Chủ tịch UBND tỉnh"), manner="cong_trang")
LATER = datetime(2020, 9, 1, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
NOBODY = [None, None]


@pytest.fixture
def person(province: Province) -> Honouree:
    return make_honouree("A Hai", province.district)


@pytest.fixture
def nominee(dossier: Dossier, person: Honouree) -> Nomination:
    return nominated(dossier, person.name, honouree=person)


def test_an_award_is_written_while_the_unit_types(province: Province, person: Honouree, nominee: Nomination) -> None:
    def typing() -> None:
        edit_nomination(nominee, {"summary": "Trồng na."}, by=province.officer, now=MORNING)

    raised = meeting_at(NOMINATIONS, typing, lambda: add_award(person, CERTIFICATE, by=province.office))
    assert raised == NOBODY
    assert Nomination.objects.get().summary == "Trồng na."


def test_an_award_is_written_while_another_is_entered_out_of_a_dossier(
    province: Province, person: Honouree, nominee: Nomination
) -> None:
    Dossier.objects.update(state="accepted")

    def entering() -> None:
        enter_award(nominee, GIVEN, by=province.office, now=LATER)

    raised = meeting_at(NOMINATIONS, entering, lambda: add_award(person, CERTIFICATE, by=province.office))
    assert raised == NOBODY
    assert Award.objects.count() == 2


def test_who_stands_twice_is_awarded_while_the_dossier_is_screened(
    province: Province, dossier: Dossier, person: Honouree
) -> None:
    nominated(dossier, person.name, honouree=person, award="giay_khen")
    second = nominated(dossier, person.name, honouree=person)
    Dossier.objects.update(state="accepted")

    def screening() -> None:
        keep_verdicts(Dossier.objects.get(), lambda held: {})

    raised = meeting_at(NOMINATIONS, screening, lambda: enter_award(second, GIVEN, by=province.office, now=LATER))
    assert raised == NOBODY
