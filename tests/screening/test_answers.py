"""The report as an object for programs and as text for a person: contract `screening.md`, to the letter."""

import json
import random
from typing import Any

import pytest

from tests.screening import contract
from tests.screening.lists import (
    EXCELLENT,
    GOOD,
    PACK,
    TERMS,
    Rows,
    example_report,
    example_rows,
    family,
    finding_named,
    joined,
    official,
    report_of,
)
from vinhdanh.rules.vocabulary import conditions
from vinhdanh.screening.answers import MARKS, as_data, as_text, finding_data, place_of
from vinhdanh.screening.report import Report

FAIR = "Hoàn thành nhiệm vụ"
RULES = {inner.id: inner.rule for one in PACK.criteria for inner in conditions(one.condition)}


def guessed_list(seed: int) -> Rows:
    """Nominees with facts present, absent, and contradictory to the criteria, drawn by chance."""
    draw = random.Random(seed)
    rows: Rows = {
        sheet: [] for sheet in ("Tập thể", "Cá nhân", "Gia đình", "Xếp loại", "Khen thưởng", "Số liệu", "Đánh giá")
    }
    yes_no = ["có", "không", ""]
    categories, heads = [*TERMS.categories.labels.values(), ""], [*TERMS.head_roles.labels.values(), "", ""]
    for n in range(20):
        sheet = draw.choice(["Tập thể", "Cá nhân", "Cá nhân", "Gia đình"])
        code = f"{sheet[0]}{n}"
        row: dict[str, Any] = {"Mã": code, "Dự Đại hội": draw.choice(yes_no)}
        if sheet == "Tập thể":
            row |= {"Tên tập thể": f"Trạm {n}", "Quy mô": draw.choice(["nhỏ", "lớn", ""])}
            row["Thôn, bản, khu phố"] = draw.choice(yes_no)
        elif sheet == "Cá nhân":
            row |= {
                "Họ và tên": f"Người {n}",
                "Nhóm đối tượng": draw.choice(categories),
                "Thủ trưởng": draw.choice(heads),
            }
            row["Mã đơn vị đứng đầu"] = draw.choice(["", "DV"])
        else:
            row["Họ và tên chủ hộ"] = f"Chủ hộ {n}"
        rows[sheet].append(row)
        add_facts(rows, code, draw)
    add_facts(rows, "DV" if any(row["Mã đơn vị đứng đầu"] for row in rows["Cá nhân"]) else code, draw)
    return rows


def add_facts(rows: Rows, code: str, draw: random.Random) -> None:
    for year in range(2016, 2021):
        if draw.random() < 0.8:
            rows["Xếp loại"].append(
                {"Mã": code, "Năm": year, "Mức": draw.choice([FAIR, *4 * [GOOD], *5 * [EXCELLENT]])}
            )
        if draw.random() < 0.7:
            indicator = draw.choice(list(TERMS.indicators.labels.values()))
            amount = draw.choice([10_000_000, 210_000_000])
            rows["Số liệu"].append({"Mã": code, "Năm": year, "Chỉ tiêu": indicator, "Số tiền (đồng)": amount})
    for _ in range(draw.randrange(5)):
        award = draw.choice([*TERMS.awards.labels.values(), "Bằng khen gì đó"])
        rows["Khen thưởng"].append({"Mã": code, "Năm": draw.randrange(2014, 2021), "Danh hiệu, hình thức": award})
    for condition in TERMS.judgements.labels:
        if draw.random() < 0.7:
            answer = draw.choice(["Đạt", "Đạt", "Đạt", "Không đạt"])
            rows["Đánh giá"].append({"Mã": code, "Điều kiện": condition, "Kết luận": answer})


@pytest.fixture(scope="module")
def guessed() -> list[Report]:
    groups = [*TERMS.groups.labels.values(), ""]
    return [report_of(guessed_list(seed), {"Loại đơn vị": groups[seed % len(groups)]}) for seed in range(18)]


def all_reports(guessed: list[Report]) -> list[Report]:
    return [example_report(), report_of({}, {"Tên đơn vị": ""}), *guessed]


def test_the_object_is_that_of_the_contract(guessed: list[Report]) -> None:
    for report in all_reports(guessed):
        assert contract.faults(json.loads(json.dumps(as_data(report)))) == []


def test_the_chance_lists_reach_every_outcome_of_every_rule(guessed: list[Report]) -> None:
    """Otherwise the two tests around this one would say little."""
    seen: dict[str, set[str]] = {}
    for report in guessed:
        for nominee in as_data(report)["nominees"]:
            for finding in contract.tree(nominee["findings"]):
                seen.setdefault(RULES[finding["id"]], set()).add(finding["outcome"])
    assert seen["all_of"] == contract.OUTCOMES
    assert {"not_met", "unknown"} <= seen["choose"]
    for rule in ("any_of", "awards", "every_year_rated", "amount"):
        assert seen[rule] == {"met", "not_met", "unknown"}, rule
    assert seen["judgement"] == {"met", "not_met", "needs_judgement"}


def test_the_outcome_of_a_whole_follows_from_its_parts_as_the_contract_says(guessed: list[Report]) -> None:
    combine = {"all_of": contract.all_of, "any_of": contract.any_of, "headed_unit": contract.all_of}
    for report in all_reports(guessed):
        for nominee in as_data(report)["nominees"]:
            for finding in contract.tree(nominee["findings"]):
                outcomes = [part["outcome"] for part in finding["parts"]]
                rule = RULES[finding["id"]]
                if rule in combine:
                    assert finding["outcome"] == combine[rule](outcomes), finding["id"]
                elif rule == "choose" and outcomes:
                    assert set(outcomes) <= {finding["outcome"], "met"}, finding["id"]


def test_the_quota_is_met_only_where_every_limit_is(guessed: list[Report]) -> None:
    for report in all_reports(guessed):
        quota = as_data(report)["quota"]
        met = contract.all_of([finding["outcome"] for finding in quota["findings"]]) == "met"
        assert quota["verdict"] == ("met" if met else "not_met")


def test_what_is_unknown_says_what_is_missing(guessed: list[Report]) -> None:
    for report in all_reports(guessed):
        for nominee in as_data(report)["nominees"]:
            for finding in contract.tree(nominee["findings"]):
                if finding["outcome"] == "unknown":
                    assert finding["missing"], finding["id"]


def test_the_object_names_campaign_pack_day_and_unit() -> None:
    data = as_data(example_report())
    assert (data["campaign"], data["pack_hash"], data["on"]) == ("lang-son-2020", PACK.hash, "2020-05-20")
    assert data["unit"] == {"name": "UBND huyện Chi Lăng", "group": "district"}
    assert as_data(report_of(family(), {"Loại đơn vị": ""}))["unit"]["group"] == ""


def test_a_finding_carries_the_words_of_the_guidance_and_our_readings() -> None:
    found = finding_data(finding_named(example_report(), "CN2", "can_bo.ghi_nhan"))
    assert found["cite"] == "HD II.2.2.a"
    assert found["text"] == "01 lần được Chủ tịch UBND tỉnh tặng Bằng khen hoặc đạt danh hiệu Chiến sỹ thi đua cấp tỉnh"
    assert found["readings"] == ["o10"]


@pytest.mark.parametrize(
    ("code", "id_", "evidence"),
    [
        ("TT1", "tap_the_nho.2.lien_tuc", {"year": 2016, "level": "good", "decision": "412/QĐ-UBND"}),
        (
            "TT1",
            "tap_the_nho.2.bang_khen",
            {"year": 2019, "award": "bang_khen_tinh", "decision": "1502/QĐ-UBND", "date": "2019-08-09"},
        ),
        ("CN1", "nong_dan.thu_nhap", {"year": 2016, "amount": 210_000_000, "proof": "Xác nhận của UBND xã"}),
        ("CN1", "nong_dan.chap_hanh", {"passed": True, "by": "Hội đồng TĐKT huyện"}),
        ("CN1", "ca_nhan.dai_bieu", {"text": "Danh sách đại biểu dự Đại hội cấp tỉnh: có"}),
    ],
    ids=["rating", "award", "amount", "judgement", "statement"],
)
def test_evidence_names_the_fact_it_stands_on(code: str, id_: str, evidence: dict[str, Any]) -> None:
    first = finding_data(finding_named(example_report(), code, id_))["evidence"][0]
    assert first["counted"] is True
    assert evidence.items() <= first.items()


def test_evidence_that_did_not_count_says_why() -> None:
    [item] = finding_data(finding_named(example_report(), "CN2", "can_bo.bang_khen"))["evidence"]
    assert (item["year"], item["counted"], item["remark"]) == (2015, False, "ngoài giai đoạn")


def test_a_missing_fact_names_itself_and_its_year() -> None:
    [fact] = finding_data(finding_named(example_report(), "TT2", "tap_the_nho.1.lien_tuc"))["missing"]
    assert (fact["fact"], fact["year"]) == ("rating", 2018)
    assert "2018" in fact["text"]


def lines_of(text: str, name: str) -> list[str]:
    """The block of a nominee in the text."""
    blocks = [block.splitlines() for block in text.split("\n\n")]
    return next(block for block in blocks if name in block[0])


def test_the_text_says_each_verdict_then_each_condition_with_its_cite() -> None:
    block = lines_of(as_text(example_report()), "Lương Thị Hường")
    assert (
        block[0]
        == "4. Lương Thị Hường (CN2) · Cán bộ, công chức, viên chức · Phó Trưởng phòng · Phòng Nội vụ huyện Chi Lăng"
    )
    assert block[1] == (
        "   ✖ CHƯA ĐẠT: Chưa đủ: thiếu 01 Bằng khen của Chủ tịch UBND tỉnh hoặc 01 danh hiệu Chiến sỹ thi đua cấp tỉnh."
    )
    assert all("[HD II.2.2.a]" in line for line in block[2:] if line.lstrip()[0] in MARKS.values())
    assert any(
        line.strip().startswith("· 2015: Bằng khen") and "(không tính: ngoài giai đoạn)" in line for line in block
    )


def test_the_text_goes_from_nominees_to_the_quota_to_the_problems() -> None:
    rows = joined(example_rows(), {"Xếp loại": [{"Mã": "KHAC", "Năm": 2018, "Mức": GOOD}]})
    text = as_text(report_of(rows))
    places = [
        text.index(part) for part in ("6. Vi Thị Thơm", "Số lượng được đề nghị: chưa đạt.", "Cần sửa trong tệp (1):")
    ]
    assert places == sorted(places)
    assert text.splitlines()[-1].startswith("  - Trang “Xếp loại”, dòng 17, cột “Mã”: Mã “KHAC”")
    assert text.endswith("\n")


def test_an_alternative_that_decided_nothing_is_named_but_not_opened() -> None:
    report = example_report()
    block = "\n".join(lines_of(as_text(report), "Trường PTDTBT THCS xã Ví Dụ (TT1)"))
    closed = finding_named(report, "TT1", "tap_the_nho.3")
    assert f"{closed.clause.text} – chưa đạt" in block
    assert [part.clause.text for part in closed.parts if f"✖ {part.clause.text}" in block] == []


def test_a_text_without_a_name_of_the_unit_says_so() -> None:
    report = report_of(family(), {"Tên đơn vị": ""})
    assert "(chưa ghi tên đơn vị) · đối chiếu ngày 20/05/2020" in as_text(report)


def test_a_person_reads_the_same_verdicts_as_a_program(guessed: list[Report]) -> None:
    words = {"met": "ĐẠT", "not_met": "CHƯA ĐẠT", "unknown": "THIẾU DỮ KIỆN", "needs_judgement": "CHỜ ĐÁNH GIÁ"}
    for report in guessed:
        text = as_text(report)
        for nominee in as_data(report)["nominees"]:
            mark = lines_of(text, f"({nominee['code']})")[1].strip()
            assert mark[2:].startswith(f"{words[nominee['verdict']]}: {nominee['because']}")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("Xếp loại", 7, "Mức"), "Trang “Xếp loại”, dòng 7, cột “Mức”"),
        (("Xếp loại", 0, ""), "Trang “Xếp loại”"),
        (("", 0, ""), "Tệp"),
    ],
)
def test_a_place_is_said_as_far_as_it_is_known(place: tuple[str, int, str], words: str) -> None:
    assert place_of(*place) == words


def test_an_official_who_meets_everything_is_met_in_both() -> None:
    report = report_of(official("CN1", "Hoàng Thị Bích"))
    assert as_data(report)["nominees"][0]["verdict"] == "met"
    assert "✔ ĐẠT: Đủ các điều kiện" in as_text(report)
