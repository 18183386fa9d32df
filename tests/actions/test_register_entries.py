"""What the register brings takes the place of the claim that says the same: nothing counts twice."""

from datetime import date

import pytest

from tests.dossiers import MORNING, nominated
from tests.province import Province
from vinhdanh.actions.facts import AwardFact, add_award_fact, bring_from_register
from vinhdanh.actions.nominations import edit_nomination
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.register_entries import says_the_same
from vinhdanh.models import Attachment, Award, Decision, Dossier, Fact, Honouree, Nomination, Rating

SIGNED = date(2018, 12, 30)
CODE = "co_thi_dua_tinh"
FLAG = {"kind": "award", "code": CODE, "year": 2018}


@pytest.fixture
def commune(province: Province) -> Honouree:
    """A commune whose flag of 2018 stands in the register."""
    one = Honouree.objects.create(kind="collective", name="Xã Ví Dụ", unit=province.commune, is_unit=True)
    decision = Decision.objects.create(number="45/QĐ-UBND", signed_on=SIGNED, authority="Chủ tịch UBND tỉnh")
    Award.objects.create(
        honouree=one, unit=one.unit, kind="collective", award=CODE, year=2018, emulation_year=2019,
        decision=decision,
    )  # fmt: skip
    return one


@pytest.fixture
def head(dossier: Dossier) -> Nomination:
    return nominated(dossier, "Vi Văn Đứng Đầu")


@pytest.mark.parametrize(
    ("claim", "entry", "same"),
    [
        ({}, {}, True),
        ({"decision": "45/QĐ"}, {"decision": "45/QĐ-UBND"}, True),
        ({"decision": "Quyết định số 045 /QĐ–UBND"}, {"decision": "45/QĐ-UBND"}, True),
        ({"decision": "45/QĐ"}, {}, True),
        ({"decision": "45/QĐ-UBND"}, {"decision": "45/QĐ-SNN"}, False),
        ({"decision": "45/QĐ"}, {"decision": "46/QĐ"}, False),
        ({"decided_on": SIGNED}, {"decided_on": date(2018, 6, 1)}, False),
        ({"decision": "45/QĐ", "authority": "UBND huyện"}, {"decision": "45/QĐ", "authority": "Sở Y tế"}, False),
        ({"authority": "Ủy ban nhân dân tỉnh"}, {"authority": "Chủ tịch UBND tỉnh Lạng Sơn"}, True),
        ({"year": 2019}, {}, False),
        ({"year": None}, {}, False),
        ({"year": None, "decision": "45/QĐ"}, {"decision": "45/QĐ-UBND"}, True),
        (
            {"year": 2019, "decision": "45/QĐ", "decided_on": SIGNED},
            {"decision": "45/QĐ-UBND", "decided_on": SIGNED},
            True,
        ),
        ({"of_headed": True}, {}, False),
        ({"code": "", "as_written": "Thôn văn hóa"}, {"code": "", "as_written": "thôn văn hoá"}, True),
        ({"code": "", "as_written": "Thôn văn hóa"}, {"code": "", "as_written": "Giấy khen của xã"}, False),
        ({"code": "", "as_written": "Cờ của tỉnh", "decision": "45/QĐ"}, {"decision": "45/QĐ-UBND"}, True),
        ({"code": "", "as_written": "Cờ của tỉnh", "decision": "46/QĐ"}, {"decision": "45/QĐ-UBND"}, False),
        ({"code": "", "as_written": "Cờ của tỉnh"}, {"decision": "45/QĐ-UBND"}, False),
    ],
)
def test_two_rows_are_one_award_where_nothing_tells_them_apart(
    claim: dict[str, object], entry: dict[str, object], same: bool
) -> None:
    one, other = Fact(**FLAG | claim), Fact(**FLAG | entry)
    assert (says_the_same(one, other), says_the_same(other, one)) == (same, same)


def test_the_flag_of_the_unit_headed_is_counted_once(head: Nomination, commune: Honouree, province: Province) -> None:
    """The unit has listed it with the number as its own book has it; the register's entry comes with the unit."""
    flag = AwardFact(CODE, 2018, decision="45/QĐ", of_headed=True)
    claim = add_award_fact(head, flag, by=province.officer, now=MORNING)
    Attachment.objects.create(
        dossier=head.dossier, nomination=head, fact=claim, name="a.pdf", file="x", added_by=province.officer
    )
    edit_nomination(head, {"headed_id": commune.unit_id}, by=province.officer, now=MORNING)
    fact = head.facts.get()
    assert (fact.decision, str(fact.provenance()), fact.proofs.count()) == ("45/QĐ-UBND", "register", 1)


def test_a_rating_of_the_register_goes_before_the_claim(
    head: Nomination, commune: Honouree, province: Province
) -> None:
    Fact.objects.create(nomination=head, kind="rating", year=2017, code="excellent", of_headed=True)
    Rating.objects.create(honouree=commune, unit=commune.unit, year=2017, level="good")
    edit_nomination(head, {"headed_id": commune.unit_id}, by=province.officer, now=MORNING)
    rating = head.facts.get(kind="rating")
    assert (rating.code, str(rating.provenance())) == ("good", "register")


def test_an_entry_takes_the_place_of_one_claim_alone(dossier: Dossier, commune: Honouree, province: Province) -> None:
    one = nominated(dossier, commune.name, kind="collective", honouree=commune)
    for decision in ("45/QĐ", "99/QĐ-UBND"):
        add_award_fact(one, AwardFact(CODE, 2018, decision=decision), by=province.officer, now=MORNING)
    assert bring_from_register(one, by=province.officer, now=MORNING) == (1, 0)
    assert [(fact.decision, str(fact.provenance())) for fact in one.facts.order_by("decision")] == [
        ("45/QĐ-UBND", "register"),
        ("99/QĐ-UBND", "claimed"),
    ]


def test_what_the_register_brought_is_not_listed_again(dossier: Dossier, commune: Honouree, province: Province) -> None:
    one = nominated(dossier, commune.name, kind="collective", honouree=commune)
    bring_from_register(one, by=province.officer, now=MORNING)
    with pytest.raises(NotPossible, match="đã có trong hồ sơ"):
        add_award_fact(one, AwardFact(CODE, 2018, decision="45/QĐ"), by=province.officer, now=MORNING)


def test_a_second_rating_of_the_same_level_brings_nothing(
    dossier: Dossier, commune: Honouree, province: Province
) -> None:
    one = nominated(dossier, commune.name, kind="collective", honouree=commune)
    Rating.objects.create(honouree=commune, unit=commune.unit, year=2017, level="good")
    assert bring_from_register(one, by=province.officer, now=MORNING) == (2, 0)
    Rating.objects.create(honouree=commune, unit=commune.unit, year=2017, level="good")
    assert bring_from_register(one, by=province.officer, now=MORNING) == (0, 0)
