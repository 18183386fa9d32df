"""Two of one unit at the same nominee at the same moment, and one who adds while another sends."""

import pytest

from tests.actions.two_writers import needs_postgres, write_across
from tests.dossiers import MORNING, begun_dossier, nominated
from tests.models.people import make_honouree
from tests.province import Province
from vinhdanh.actions.facts import bring_from_register
from vinhdanh.actions.nomination_values import Overwritten, Rated, values_of, version_of
from vinhdanh.actions.nominations import NominationDraft, add_nomination, edit_nomination
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Award, Dossier, Nomination

pytestmark = [needs_postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def one(province: Province) -> Nomination:
    return nominated(begun_dossier(province))


def test_the_same_value_is_never_written_over(one: Nomination, province: Province) -> None:
    seen = version_of(values_of(one))
    refusal = write_across(
        lambda: edit_nomination(one, {"position": "Trưởng thôn"}, by=province.leader, now=MORNING, seen=seen),
        lambda: edit_nomination(one, {"position": "Nông dân"}, by=province.officer, now=MORNING, seen=seen),
    )
    assert isinstance(refusal, Overwritten)
    one.refresh_from_db()
    assert one.position == "Trưởng thôn"


def test_different_values_are_both_kept(one: Nomination, province: Province) -> None:
    seen = version_of(values_of(one))
    refusal = write_across(
        lambda: edit_nomination(one, {"position": "Trưởng thôn"}, by=province.leader, now=MORNING, seen=seen),
        lambda: edit_nomination(one, {"rating.2018": Rated("good")}, by=province.officer, now=MORNING, seen=seen),
    )
    assert refusal is None
    one.refresh_from_db()
    assert (one.position, one.facts.get().code, one.revision) == ("Trưởng thôn", "good", 2)


def test_a_nominee_is_added_once(one: Nomination, province: Province) -> None:
    draft = NominationDraft("individual", "bang_khen_tinh", honouree=make_honouree("Vi Thị Thơm", province.commune))
    refusal = write_across(
        lambda: add_nomination(one.dossier, draft, by=province.leader, now=MORNING),
        lambda: add_nomination(one.dossier, draft, by=province.officer, now=MORNING),
    )
    assert isinstance(refusal, NotPossible)
    assert Nomination.objects.filter(name="Vi Thị Thơm").count() == 1


def test_the_register_is_brought_once(one: Nomination, province: Province) -> None:
    known = make_honouree(one.name, province.commune)
    Nomination.objects.filter(pk=one.pk).update(honouree=known)
    Award.objects.create(
        honouree=known, unit=known.unit, kind="individual", award="giay_khen", year=2018, emulation_year=2018
    )
    refusal = write_across(
        lambda: bring_from_register(one, by=province.leader, now=MORNING),
        lambda: bring_from_register(one, by=province.officer, now=MORNING),
    )
    assert refusal is None
    assert one.facts.count() == 1


def test_nobody_is_added_to_a_dossier_that_is_being_sent(one: Nomination, province: Province) -> None:
    """Sending holds the dossier: who adds meanwhile waits, and is then refused."""

    def sent() -> None:
        held = Dossier.objects.select_for_update().get(pk=one.dossier_id)
        held.state = "sent"
        held.save()

    draft = NominationDraft("individual", "bang_khen_tinh", "Người đến sau")
    refusal = write_across(sent, lambda: add_nomination(one.dossier, draft, by=province.officer, now=MORNING))
    assert isinstance(refusal, NotPossible)
    assert not Nomination.objects.filter(name="Người đến sau").exists()
