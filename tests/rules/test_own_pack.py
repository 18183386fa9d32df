"""A unit's own campaign: what was filled into the form is a pack like any other, and screens as it says."""

from datetime import date
from typing import Any

import pytest

from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.deadlines import last_day
from vinhdanh.rules.describe import describe
from vinhdanh.rules.evaluate import screener
from vinhdanh.rules.facts import Amount, Award, Facts, Judgement, Nominee, Rating
from vinhdanh.rules.findings import MET, NEEDS_JUDGEMENT, NOT_MET, Outcome
from vinhdanh.rules.own_pack import OwnCampaign, own_pack, own_problems
from vinhdanh.rules.packs import load_pack
from vinhdanh.rules.quotas import quota_state
from vinhdanh.screening.terms import nomination_terms

DAY = date(2020, 4, 1)
RATED = {"rule": "rated", "level": "good", "first": 2016, "last": 2019}
PRAISED = {"rule": "awards", "codes": ["giay_khen"], "count": 1, "first": 2016, "last": 2019, "one_of": True}
EARNED = {
    "rule": "amount", "indicator": "Thu nhập sau chi phí", "at_least": 200_000_000, "over": "each_year",
    "first": 2018, "last": 2019, "one_of": True,
}  # fmt: skip
JUDGED = {"rule": "judged", "text": "Gương mẫu chấp hành chủ trương, pháp luật"}


def form(*conditions: dict[str, Any], **changes: Any) -> OwnCampaign:
    kinds = [{"kind": "individual", "at_most": 2, "conditions": list(conditions or (RATED, PRAISED, EARNED, JUDGED))}]
    given = {
        "title": "Hội nghị điển hình tiên tiến huyện Chi Lăng",
        "award": "Giấy khen của Chủ tịch UBND huyện Chi Lăng",
        "issuer": "Huyện Chi Lăng",
        "cite": "Kế hoạch số 15/KH-UBND",
        "deadline": "2020-04-20",
        "place": "Phòng Nội vụ huyện",
        "seat": "Chi Lăng",
        "recipient": "Chủ tịch UBND huyện Chi Lăng",
        "sets": 1,
        "parts": ["ho_so.to_trinh", "ho_so.mau_03"],
        "kinds": kinds,
    }
    return OwnCampaign.model_validate(given | changes, strict=False)


def pack(*conditions: dict[str, Any], **changes: Any) -> Pack:
    return own_pack(form(*conditions, **changes), "rieng-huyen-chi-lang-1")


def verdict(made: Pack, facts: Facts) -> Outcome:
    return screener(made, on=DAY)(Nominee("N1", "individual", "Nông Văn Ví", facts)).outcome


def facts(level: str = "good", awards: tuple[Award, ...] = (), income: int = 0, judged: bool | None = True) -> Facts:
    earned = {year: (Amount(year, income),) for year in (2018, 2019)}
    return Facts(
        ratings={year: Rating(year, level) for year in range(2016, 2020)},
        awards=awards,
        amounts={"chi_tieu_1": earned},
        judgements={} if judged is None else {"ca_nhan.dieu_4": Judgement(judged)},
    )


PRAISE = (Award(2018, "giay_khen"),)


@pytest.mark.parametrize(
    ("known", "outcome"),
    [
        (facts(awards=PRAISE), MET),
        (facts(income=200_000_000), MET),  # one of the two is enough
        (facts(income=199_999_999), NOT_MET),
        (facts(level="fair", awards=PRAISE), NOT_MET),
        (facts(awards=PRAISE, judged=False), NOT_MET),
        (facts(awards=PRAISE, judged=None), NEEDS_JUDGEMENT),
    ],
)
def test_it_screens_as_the_form_says(known: Facts, outcome: Outcome) -> None:
    assert verdict(pack(), known) is outcome


def test_it_reads_back_as_prose() -> None:
    told = {entry.text: entry.understood for chapter in describe(pack()) for entry in chapter.entries}
    assert told["Mọi năm trong giai đoạn 2016 - 2019 được xếp loại hoàn thành tốt nhiệm vụ trở lên"]
    assert "Thu nhập sau chi phí mỗi năm từ 200 triệu đồng, giai đoạn 2018 - 2019" in told
    assert told["Không quá 02 cá nhân"] == "Đếm cá nhân: không quá 02."
    assert told["Gửi hồ sơ đề nghị tặng Giấy khen của Chủ tịch UBND huyện Chi Lăng đến hết ngày 20/04/2020"] == (
        "Hạn cuối: hết ngày 20/04/2020. Nơi nhận: Phòng Nội vụ huyện."
    )


def test_it_is_read_back_without_chapters_of_which_it_says_nothing() -> None:
    made = pack(JUDGED)
    chapters = {chapter.id: chapter for chapter in describe(made)}
    assert all(chapter.entries for chapter in chapters.values())
    assert not {"chuong_trinh", "sai_sot", "uu_tien", "mau_02"} & set(chapters)


def test_every_unit_has_the_same_quota_and_the_day_named_is_in_time() -> None:
    made = pack()
    (group,) = made.groups
    three = [Nominee(f"N{number}", "individual", "Ai", Facts()) for number in range(3)]
    assert quota_state(made, group.code, three[:2]).finding.outcome is MET
    assert quota_state(made, group.code, three).finding.outcome is NOT_MET
    assert last_day(made.calendar.deadlines[0], made.calendar) == date(2020, 4, 20)


def test_it_is_a_pack_without_problems_whose_words_a_workbook_can_use() -> None:
    made = pack()
    assert own_problems(made) == []
    assert nomination_terms(made).awards.find("Giấy khen của Giám đốc Sở") == "giay_khen"


def test_each_part_is_the_paper_that_is_written_for_it() -> None:
    parts = pack(parts=["ho_so.to_trinh", "ho_so.mau_03", "ho_so.bien_ban", "ho_so.bao_cao"]).dossier.parts
    known = load_pack("lang-son-2020").dossier.parts
    assert {part.id: (part.each, part.paper) for part in parts} == {part.id: (part.each, part.paper) for part in known}


def test_the_hash_is_of_the_text() -> None:
    assert pack().hash == pack().hash
    assert pack().hash != pack(title="Đợt khác").hash
    assert len(pack().hash) == 64


@pytest.mark.parametrize(
    ("conditions", "sentence"),
    [
        ([{**RATED, "level": "failed"}], "mức thấp nhất"),
        ([{**RATED, "first": 2019, "last": 2016}], "năm cuối đứng trước năm đầu"),
        ([{**RATED, "count": 9}], "không bao giờ đạt"),
    ],
)
def test_what_makes_no_sense_is_told(conditions: list[dict[str, Any]], sentence: str) -> None:
    assert any(sentence in problem for problem in own_problems(pack(*conditions)))


def test_braces_that_somebody_typed_do_not_stand_for_something_in_the_papers() -> None:
    assert "(kinds)" in pack(title="Đợt {kinds}").papers.subject
