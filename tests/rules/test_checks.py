"""What a pack says that its author may not have meant."""

from typing import Any

from tests.rules.tiny import TINY, all_of, any_of, at_least, condition, judged
from vinhdanh.rules.campaign import Criterion, Pack
from vinhdanh.rules.checks import Warning_, warnings
from vinhdanh.rules.exactness import lost_exactness
from vinhdanh.rules.packs import load_pack

FLAG, PRAISE = {"codes": ["flag"]}, {"codes": ["praise"]}


def with_condition(root: Any) -> Pack:
    criterion = Criterion(
        id="c", cite="HD", text="Tiêu chuẩn", award="flag", kind="individual", readings=("r1",), condition=root
    )
    return TINY.model_copy(update={"criteria": (criterion,)})


def of(root: Any) -> list[Warning_]:
    return list(warnings(with_condition(root)))


def test_a_sound_pack_has_no_warning() -> None:
    assert list(warnings(TINY)) == []
    assert of(all_of(condition("member", of="delegates"), judged("j1"))) == []


def test_a_condition_that_nothing_can_meet_is_grave() -> None:
    (warning,) = of(condition("years_rated", level="good", count=4, period="span"))
    assert warning.grave
    assert warning.id == "years_rated"
    assert warning.message == "không bao giờ đạt, dù có thêm dữ kiện gì"


def test_a_condition_met_without_any_fact_is_grave() -> None:
    """A `choose` without a case for any value asks for nothing of anybody."""
    always = condition("choose", by="size", cases={"small": condition("choose", "inner", by="size", cases={})})
    assert [warning.id for warning in of(all_of(always, judged("j1"))) if "luôn luôn đạt" in warning.message] == [
        "choose",
        "inner",
    ]


def test_more_than_there_are_can_never_be_met() -> None:
    (warning,) = of(at_least(3, judged("j1"), judged("j2")))
    assert warning == Warning_("at_least", "cần 3 điều nhưng chỉ có 2: không bao giờ đạt", True)


def test_a_composition_above_its_cap_can_never_be_kept() -> None:
    quota = TINY.quotas[0]
    cap, people, direct = quota.limits
    limits = (cap, people, direct.model_copy(update={"count": 4}))
    pack = TINY.model_copy(update={"quotas": (quota.model_copy(update={"limits": limits}), *TINY.quotas[1:])})
    (warning,) = warnings(pack)
    assert warning == Warning_("huyen.truc_tiep", "cần ít nhất 4 nhưng chỉ được đề nghị 3", True)


def test_a_reading_that_decides_nothing_is_said() -> None:
    idle = TINY.readings[0].model_copy(update={"id": "r2"})
    pack = TINY.model_copy(update={"readings": (*TINY.readings, idle)})
    (warning,) = warnings(pack)
    assert (warning.id, warning.grave) == ("r2", False)
    setting = idle.model_copy(update={"setting": "vote_share = 80 %"})
    assert list(warnings(TINY.model_copy(update={"readings": (*TINY.readings, setting)}))) == []


def lost(root: Any) -> list[str]:
    return [fact for fact, _ in lost_exactness(root, TINY)]


def test_a_fact_that_pulls_two_conditions_opposite_ways_is_noted_and_not_grave() -> None:
    torn = all_of(condition("awards", among=FLAG, count=1, period="span"), condition("never_awarded", among=FLAG))
    (warning,) = of(torn)
    assert not warning.grave
    assert "(awards, never_awarded)" in warning.message


def test_which_facts_pull_opposite_ways() -> None:
    flag = condition("awards", "flag", among=FLAG, count=1, period="span")
    early = condition("awards", "early", among=FLAG, count=1, period="early")
    small, large = (condition("belongs", size, attribute="size", to=[size]) for size in ("small", "large"))
    income = condition("amount", "staff_amount", indicator="staff", at_least=5, over="total", period="span")
    share = condition("share", of="good_staff", among="staff", percent=70, over="each_year", period="span")
    assert lost(any_of(flag, condition("awards", "praise", among=PRAISE, count=1, period="span"))) == [
        "dòng khen thưởng chưa đọc được"
    ]
    assert lost(all_of(flag, early)) == ["năm của khen thưởng"]
    assert lost(any_of(small, large)) == ["size"]
    assert lost(all_of(income, share)) == ["số staff"]
    both = [condition("merit_not_awarded", id, among=among) for id, among in (("a", FLAG), ("b", PRAISE))]
    assert lost(any_of(*both)) == ["dòng khen thưởng chưa đọc được", "thành tích được đề nghị"]


def test_facts_that_pull_one_way_lose_nothing() -> None:
    good = condition("every_year_rated", level="good", period="span")
    excellent = condition("years_rated", level="excellent", count=1, period="span")
    flag = condition("awards", "flag", among=FLAG, count=1, period="span")
    many = condition("awards", "many", among={}, count=2, period="five")
    assert lost(all_of(good, excellent, flag, many)) == []


def test_cases_that_cannot_hold_together_do_not_pull_against_each_other() -> None:
    never = condition("never_awarded", among=FLAG)
    flag = condition("awards", "flag", among=FLAG, count=1, period="span")
    assert lost(condition("choose", by="size", cases={"small": never, "large": flag})) == []


def test_the_headed_units_record_is_not_the_persons_own() -> None:
    small, large = (condition("belongs", size, attribute="size", to=[size]) for size in ("small", "large"))
    assert lost(all_of(small, condition("headed_unit", part=large))) == []
    torn_inside = condition("headed_unit", part=any_of(small, large))
    settled_outside = condition("choose", by="size", cases={"small": torn_inside})
    assert lost(settled_outside) == ["đơn vị đứng đầu: size"]


def test_lang_son_has_no_grave_warning() -> None:
    found = list(warnings(load_pack("lang-son-2020")))
    assert [warning for warning in found if warning.grave] == []
    assert {warning.id for warning in found} == {"bang_khen.tap_the", "bang_khen.ca_nhan"}
    assert all("dòng khen thưởng chưa đọc được" in warning.message for warning in found)
