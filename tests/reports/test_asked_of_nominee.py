"""A nominee is asked for what the conditions that hold for this nominee need, and for nothing else."""

import pytest

from tests.dossiers import MORNING, nominated
from vinhdanh.models import Dossier, Fact, Nomination
from vinhdanh.reports.asked_of_nominee import Asked, asked_of
from vinhdanh.reports.campaigns import pack_of
from vinhdanh.reports.screened_dossier import screen_dossier, screened_of

YEARS = (2016, 2017, 2018, 2019, 2020)


def asked(one: Nomination) -> Asked:
    report = screen_dossier(one.dossier, MORNING.date())
    return asked_of(pack_of(one.dossier.participant.campaign), one, screened_of(report, one).finding)


@pytest.mark.parametrize(
    ("kind", "attributes", "ratings", "headed", "amounts"),
    [
        ("individual", {}, (), (), ()),
        ("individual", {"category": "farmer", "head_of": "none"}, (), (), (("income_after_costs", YEARS),)),
        ("individual", {"category": "worker", "head_of": "none"}, (), (), (("benefit", YEARS),)),
        ("individual", {"category": "official", "head_of": "none"}, YEARS, (), ()),
        ("individual", {"category": "official", "head_of": "department"}, YEARS, YEARS, ()),
        ("collective", {"size": "small"}, YEARS, (), ()),
        ("collective", {"size": "large"}, (), (), ()),
        ("family", {}, (), (), (("contribution", YEARS),)),
    ],
)
def test_what_is_asked_follows_the_conditions_that_hold(
    dossier: Dossier, kind: str, attributes: dict[str, str], ratings: object, headed: object, amounts: object
) -> None:
    found = asked(nominated(dossier, kind=kind, attributes=attributes))
    assert (found.ratings, found.headed_ratings, found.amounts) == (ratings, headed, amounts)
    assert found.heads is bool(headed)


def test_what_decides_between_conditions_is_asked_for_also_once_it_is_known(dossier: Dossier) -> None:
    blank = asked(nominated(dossier, attributes={}))
    known = asked(nominated(dossier, "Người khác", attributes={"category": "farmer", "head_of": "none"}))
    assert blank.attributes == known.attributes == ("category", "head_of")


@pytest.mark.parametrize(
    ("attributes", "asked_for"),
    [({}, ("size", "locality")), ({"size": "small"}, ("size", "locality")), ({"size": "large"}, ("size",))],
)
def test_what_a_condition_depends_on_is_asked_for_as_long_as_it_may_hold(
    dossier: Dossier, attributes: dict[str, str], asked_for: tuple[str, ...]
) -> None:
    one = nominated(dossier, kind="collective", attributes=attributes, awards_listed=False)
    assert asked(one).attributes == asked_for


def test_whom_the_guidance_puts_first_is_asked_of_pupils_alone(dossier: Dossier) -> None:
    pupil = asked(nominated(dossier, attributes={"category": "student", "head_of": "none"}))
    assert pupil.attributes == ("category", "head_of", "circumstances")
    assert "circumstances" not in asked(nominated(dossier, "Nông dân")).attributes


def test_only_what_a_person_judges_of_this_nominee_is_asked(dossier: Dossier) -> None:
    judged = {one.id for one in asked(nominated(dossier)).judged}
    assert {"ca_nhan.sang_kien", "nong_dan.mo_hinh"} < judged
    assert "cong_nhan.ung_dung" not in judged


def test_what_is_told_already_can_be_mended(dossier: Dossier) -> None:
    one = nominated(dossier)
    Fact.objects.create(nomination=one, kind="rating", year=2014, code="good")
    Fact.objects.create(nomination=one, kind="amount", year=2012, code="benefit", amount=1)
    found = asked(one)
    assert found.ratings == (2014,)
    assert ("benefit", (2012,)) in found.amounts
