"""Conditions made of conditions: their outcomes, their sentences, and what they say is missing."""

from datetime import date

import pytest

from tests.rules.tiny import TINY, all_of, answers, any_of, ask, at_least, award, condition, judged, rated
from vinhdanh.rules.evaluate import screener
from vinhdanh.rules.facts import Facts, Nominee
from vinhdanh.rules.findings import (
    MET,
    NEEDS_JUDGEMENT,
    NOT_MET,
    OUTCOME_WORDS,
    UNKNOWN,
    Finding,
    Outcome,
    leaves,
    walk,
)
from vinhdanh.rules.findings import all_of as all_outcomes
from vinhdanh.rules.findings import any_of as any_outcome
from vinhdanh.rules.findings import at_least as at_least_outcomes
from vinhdanh.rules.packs import load_pack

DELEGATE = condition("member", of="delegates")
GOOD = condition("every_year_rated", level="good", period="span")
FLAG = condition("awards", "flag", among={"codes": ["flag"]}, count=1, period="span")
PRAISE = condition("awards", "praise", among={"codes": ["praise"]}, count=1, period="span")
HAMLET = condition("belongs", attribute="size", to=["small"])
ALL_GOOD = {"ratings": rated(y2018="good", y2019="good")}


@pytest.mark.parametrize(
    ("outcomes", "every", "one"),
    [
        ([MET, MET], MET, MET),
        ([MET, NOT_MET, UNKNOWN, NEEDS_JUDGEMENT], NOT_MET, MET),
        ([MET, UNKNOWN, NEEDS_JUDGEMENT], UNKNOWN, MET),
        ([NOT_MET, UNKNOWN, NEEDS_JUDGEMENT], NOT_MET, UNKNOWN),
        ([NOT_MET, NEEDS_JUDGEMENT], NOT_MET, NEEDS_JUDGEMENT),
        ([MET, NEEDS_JUDGEMENT], NEEDS_JUDGEMENT, MET),
        ([NOT_MET, NOT_MET], NOT_MET, NOT_MET),
    ],
)
def test_all_of_and_any_of_as_the_contract_says(outcomes: list[Outcome], every: Outcome, one: Outcome) -> None:
    for order in (outcomes, outcomes[::-1]):
        assert all_outcomes(order) is every
        assert any_outcome(order) is one


@pytest.mark.parametrize(
    ("count", "outcomes", "right"),
    [
        (2, [MET, MET, UNKNOWN], MET),
        (2, [MET, NOT_MET, NOT_MET], NOT_MET),
        (2, [MET, UNKNOWN, NOT_MET], UNKNOWN),
        (2, [MET, NEEDS_JUDGEMENT, NOT_MET], NEEDS_JUDGEMENT),
        (2, [NEEDS_JUDGEMENT, UNKNOWN, NOT_MET], UNKNOWN),
        (3, [MET, MET], NOT_MET),
    ],
)
def test_at_least_is_open_only_while_the_open_ones_make_the_difference(
    count: int, outcomes: list[Outcome], right: Outcome
) -> None:
    assert at_least_outcomes(count, outcomes) is right
    assert at_least_outcomes(count, outcomes[::-1]) is right


def test_the_trees_combine_as_the_outcomes_do() -> None:
    """Every pair of outcomes, through whole conditions."""
    for given, one in [(True, MET), (False, NOT_MET), (None, NEEDS_JUDGEMENT)]:
        for listed, other in [(True, MET), (False, NOT_MET), (None, UNKNOWN)]:
            known = {
                "judgements": {} if given is None else answers(j1=given),
                "memberships": {"delegates": listed},
            }
            assert ask(all_of(judged("j1"), DELEGATE), **known).outcome is all_outcomes([one, other])
            assert ask(any_of(judged("j1"), DELEGATE), **known).outcome is any_outcome([one, other])
            assert ask(at_least(2, judged("j1"), DELEGATE), **known).outcome is at_least_outcomes(2, [one, other])


def test_all_of_names_what_decides_it() -> None:
    lacking = ask(all_of(GOOD, FLAG), **ALL_GOOD, awards=())
    assert lacking.because == "Chưa đủ: thiếu 01 danh hiệu Cờ thi đua của tỉnh."
    open_ = ask(all_of(GOOD, DELEGATE), **ALL_GOOD)
    assert open_.because == "Thiếu dữ kiện: có tên trong danh sách đại biểu hay không."
    waiting = ask(all_of(GOOD, judged("j1")), **ALL_GOOD)
    assert waiting.because == "Còn 01 điều kiện chờ người thẩm định kết luận: điều kiện."
    met = ask(all_of(GOOD, FLAG), **ALL_GOOD, awards=(award("flag"),))
    assert met.because == (
        "Đủ các điều kiện: 2 năm liền hoàn thành tốt nhiệm vụ trở lên; 01 danh hiệu Cờ thi đua của tỉnh."
    )


def test_a_missing_fact_is_named_once_though_two_conditions_ask_for_it() -> None:
    twice = all_of(GOOD, condition("years_rated", level="excellent", count=1, period="span"))
    assert [fact.text for fact in ask(twice).missing] == ["xếp loại năm 2018", "xếp loại năm 2019"]


def test_what_no_longer_matters_is_not_missing() -> None:
    found = ask(all_of(GOOD, FLAG), awards=())
    assert found.outcome is NOT_MET
    assert found.missing == ()


def test_any_of_names_the_alternative_that_holds() -> None:
    first = all_of(FLAG, id="first", name="tiêu chuẩn thứ nhất")
    second = all_of(PRAISE, id="second", name="tiêu chuẩn thứ hai")
    found = ask(any_of(first, second), awards=(award("praise"),))
    assert found.because.startswith("Đạt theo tiêu chuẩn thứ hai: ")


def test_any_of_names_the_nearest_alternative_and_what_it_lacks() -> None:
    near = all_of(GOOD, FLAG, id="near", name="tiêu chuẩn thứ hai")
    excellent = condition("years_rated", level="excellent", count=2, period="span")
    far = all_of(PRAISE, excellent, id="far", name="tiêu chuẩn thứ nhất")
    found = ask(any_of(far, near), **ALL_GOOD, awards=())
    assert found.because == (
        "Chưa đạt tiêu chuẩn nào trong 02 tiêu chuẩn; gần nhất là tiêu chuẩn thứ hai: "
        "thiếu 01 danh hiệu Cờ thi đua của tỉnh."
    )


def test_what_one_is_makes_an_alternative_farther_than_what_one_lacks() -> None:
    """A department cannot become a hamlet, but it can still receive an award."""
    for_hamlets = all_of(HAMLET, id="hamlets", name="tiêu chuẩn của thôn")
    for_all = all_of(FLAG, PRAISE, id="all", name="tiêu chuẩn chung")
    found = ask(any_of(for_hamlets, for_all), attributes={"size": "large"}, awards=())
    assert "gần nhất là tiêu chuẩn chung" in found.because


def test_of_equally_near_alternatives_the_first_is_named() -> None:
    one, other = all_of(FLAG, id="one", name="điều một"), all_of(PRAISE, id="other", name="điều hai")
    assert "gần nhất là điều một" in ask(any_of(one, other), awards=()).because


def test_alternatives_without_names_are_read_as_one_lack() -> None:
    found = ask(any_of(PRAISE, FLAG), awards=())
    assert found.brief == "thiếu 01 Bằng khen của tỉnh hoặc 01 danh hiệu Cờ thi đua của tỉnh"


def test_an_open_alternative_says_what_it_may_lead_to() -> None:
    found = ask(
        any_of(all_of(GOOD, id="one", name="tiêu chuẩn thứ nhất"), FLAG), awards=(), ratings=rated(y2018="good")
    )
    assert found.because == "Thiếu dữ kiện: xếp loại năm 2019. Có đủ thì có thể đạt theo tiêu chuẩn thứ nhất."


def test_at_least_says_how_many_are_met() -> None:
    found = ask(at_least(2, GOOD, FLAG, PRAISE), **ALL_GOOD, awards=())
    assert found.because.startswith("Đạt 01 trên 03 điều, cần 02: thiếu 01 danh hiệu Cờ thi đua của tỉnh; ")


def choose(**cases: object) -> object:
    return condition("choose", by="trade", cases=cases)


def test_the_value_chooses_the_condition() -> None:
    by_trade = choose(farmer=judged("j1"), official=GOOD)
    assert ask(by_trade, attributes={"trade": "farmer"}).outcome is NEEDS_JUDGEMENT
    assert ask(by_trade, attributes={"trade": "official"}, **ALL_GOOD).outcome is MET


def test_a_value_without_a_condition_asks_for_nothing_wherever_it_stands() -> None:
    by_trade, worker = choose(farmer=judged("j1")), {"attributes": {"trade": "worker"}}
    assert ask(by_trade, **worker).outcome is MET
    assert ask(by_trade, **worker).because == "Không có điều kiện nào phải xét."
    assert ask(all_of(by_trade, DELEGATE), **worker, memberships={"delegates": False}).outcome is NOT_MET
    assert ask(any_of(by_trade, DELEGATE), **worker, memberships={"delegates": False}).outcome is MET
    assert ask(at_least(2, by_trade, DELEGATE, GOOD), **worker, memberships={"delegates": True}).outcome is MET
    assert ask(at_least(2, by_trade, DELEGATE, GOOD), **worker).outcome is UNKNOWN
    assert ask(all_of(by_trade, id="only"), **worker).outcome is MET


def test_an_unknown_value_is_decided_where_all_values_agree() -> None:
    by_trade = choose(farmer=GOOD, worker=FLAG, official=PRAISE)
    refused = ask(by_trade, ratings=rated(y2018="fair"), awards=())
    assert refused.outcome is NOT_MET
    assert refused.because == "Chưa rõ nhóm đối tượng; xét theo trường hợp nào cũng chưa đạt."
    passed = ask(by_trade, **ALL_GOOD, awards=(award("flag"), award("praise")))
    assert passed.outcome is MET
    waiting = ask(choose(farmer=judged("j1"), worker=judged("j2"), official=judged("j3")))
    assert waiting.outcome is NEEDS_JUDGEMENT


def test_an_unknown_value_that_makes_the_difference_is_missed() -> None:
    found = ask(choose(farmer=FLAG, worker=FLAG), awards=())
    assert found.outcome is UNKNOWN  # an official would be asked for nothing
    assert found.because == "Chưa rõ nhóm đối tượng nên chưa biết xét theo điều kiện nào."
    assert found.missing[0].text == "nhóm đối tượng"


def test_the_headed_unit_is_asked_on_its_own_record() -> None:
    heads = condition("headed_unit", part=all_of(GOOD, FLAG, id="unit"))
    own = {**ALL_GOOD, "awards": (award("flag"),)}
    lacking = ask(heads, **own, headed=Facts(**ALL_GOOD, awards=()))
    assert lacking.outcome is NOT_MET
    assert lacking.brief == "đơn vị đứng đầu: thiếu 01 danh hiệu Cờ thi đua của tỉnh"
    assert ask(heads, headed=Facts(**own)).outcome is MET


def test_what_is_missing_of_the_headed_unit_says_whose_it_is() -> None:
    heads = condition("headed_unit", part=GOOD)
    found = ask(heads, headed=Facts(ratings=rated(y2018="good")))
    assert [fact.text for fact in found.missing] == ["xếp loại năm 2019 của đơn vị đứng đầu"]


def test_an_unknown_headed_unit_is_missed_as_a_whole() -> None:
    found = ask(condition("headed_unit", part=all_of(GOOD, FLAG, id="unit")))
    assert found.outcome is UNKNOWN
    assert [fact.text for fact in found.missing] == ["đơn vị do cá nhân đứng đầu (Mã đơn vị đứng đầu)"]


def test_walk_and_leaves_give_the_tree_in_the_order_of_the_guidance() -> None:
    found = ask(all_of(GOOD, any_of(FLAG, PRAISE), DELEGATE))
    assert [(depth, part.clause.id) for depth, part in walk(found)] == [
        (0, "all_of"), (1, "every_year_rated"), (1, "any_of"), (2, "flag"), (2, "praise"), (1, "member"),
    ]  # fmt: skip
    assert [leaf.clause.id for leaf in leaves(found)] == ["every_year_rated", "flag", "praise", "member"]


def test_the_screener_takes_the_criterion_of_the_nominees_kind() -> None:
    screen = screener(TINY, on=date(2020, 5, 20))
    unit = Nominee("TT1", "collective", "Trường Ví Dụ", Facts(awards=(award("flag"),)))
    person = Nominee("CN1", "individual", "Hoàng Văn Thử", Facts(memberships={"delegates": False}))
    assert screen(unit).outcome is MET
    assert screen(person).outcome is NOT_MET


def test_a_kind_without_a_criterion_cannot_be_proposed() -> None:
    finding = screener(TINY, on=date(2020, 5, 20))(Nominee("GD1", "family", "Gia đình ông Thử", Facts()))
    assert finding.outcome is NOT_MET
    assert finding.because == "Văn bản không có tiêu chuẩn khen thưởng cho gia đình."


STATE = load_pack("lang-son-2020-cap-nha-nuoc")  # gives several awards to a kind


def order(award: str | None) -> Finding:
    return screener(STATE, on=date(2020, 4, 10))(Nominee("CN1", "individual", "Hoàng Văn Thử", Facts(), award))


def test_of_several_awards_the_criterion_is_that_of_the_award_proposed() -> None:
    title = order("chien_sy_thi_dua_toan_quoc")
    assert title.clause.id == "chien_sy"
    assert order("huan_chuong_lao_dong_hang_ba").clause.id == "lao_dong.hang_ba.ca_nhan"


def test_of_several_awards_none_named_is_a_missing_fact() -> None:
    found = order(None)
    assert found.outcome is UNKNOWN
    assert [fact.text for fact in found.missing] == ["danh hiệu, hình thức đề nghị"]
    assert "Bằng khen của Thủ tướng Chính phủ, Chiến sỹ thi đua toàn quốc" in found.because


def test_an_award_that_the_campaign_does_not_give_to_the_kind_cannot_be_proposed() -> None:
    found = order("co_thi_dua_chinh_phu")
    assert found.outcome is NOT_MET
    assert found.because == "Văn bản không có tiêu chuẩn tặng Cờ thi đua của Chính phủ cho cá nhân."


def test_where_one_award_is_given_alone_it_need_not_be_named() -> None:
    screen = screener(TINY, on=date(2020, 5, 20))
    facts = Facts(memberships={"delegates": False})
    (award,) = TINY.proposable["individual"]
    unnamed, named = (screen(Nominee("CN1", "individual", "Thử", facts, one)) for one in (None, award))
    assert (unnamed.clause.id, unnamed.outcome) == (named.clause.id, named.outcome)


def test_every_outcome_has_a_vietnamese_word() -> None:
    assert {OUTCOME_WORDS[outcome] for outcome in Outcome} == {"Đạt", "Chưa đạt", "Thiếu dữ kiện", "Chờ đánh giá"}
