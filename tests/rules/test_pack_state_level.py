"""The pack of the state-level proposals against the guidance: what it says itself, and what it leaves to a person.

`huong_dan_ii_2_3.txt` holds the guidance's own text of II.2.3, II.3.2 and II.3.3.
"""

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.clauses import Clause
from vinhdanh.rules.deadlines import last_day
from vinhdanh.rules.describe import describe
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.rules.packs import load_pack

PACK = load_pack("lang-son-2020-cap-nha-nuoc")
GUIDANCE = (Path(__file__).parent / "huong_dan_ii_2_3.txt").read_text(encoding="utf-8")
ORDERS = [one.code for one in PACK.awards if one.code.startswith("huan_chuong_") and "_hang_" in one.code]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())


def conditions() -> list[v.Condition]:
    return [one for criterion in PACK.criteria for one in v.conditions(criterion.condition)]


def quoted() -> list[Clause]:
    """What cites the guidance and is asked of somebody, or is due."""
    ends = [one for one in conditions() if not v.parts_of(one)]
    found = [*ends, *PACK.calendar.deadlines, *([PACK.no_quota] if PACK.no_quota else [])]
    return [one for one in found if one.cite.startswith("HD")]


@pytest.mark.parametrize("clause", quoted(), ids=lambda clause: clause.id)
def test_what_cites_the_guidance_is_in_its_own_words(clause: Clause) -> None:
    text = re.sub(r"của Huân chương .+ hạng \w+ ", "", clause.text).removeprefix("Có ")
    text = text.removeprefix("Gửi hồ sơ")  # the guidance: hồ sơ … gửi về
    rest = iter(words(GUIDANCE))
    assert all(word in rest for word in words(text)), clause.text


def test_what_cites_nothing_of_the_guidance_names_law_or_decree_and_the_reading_that_says_so() -> None:
    others = [one for one in conditions() if not one.cite.startswith("HD")]
    assert others
    for one in others:
        assert re.search(r"Luật TĐKT|NĐ (65/2014|91/2017)", one.cite), one.id
        assert "n2" in one.readings or isinstance(one, v.Judged) or one.cite.startswith("NĐ 91"), one.id


def test_what_was_read_in_quotation_only_says_so() -> None:
    """Of these articles the text itself was not at hand: each clause that cites one leads to its reading."""
    asked = [*conditions(), *PACK.dossier.parts]
    quoted_only = [one for one in asked if re.search(r"NĐ 65/2014|NĐ 91/2017 Đ4[89]|Luật TĐKT Đ25", one.cite)]
    assert len(quoted_only) > 10
    for one in quoted_only:
        assert "n10" in one.readings, one.id
    assert "Chưa kiểm chứng: NĐ 65/2014 Đ23 k3" in PACK.reading_of["n10"].reading


def test_it_is_due_the_day_before_the_twentieth_of_april_at_the_emulation_office() -> None:
    (deadline,) = PACK.calendar.deadlines
    assert last_day(deadline, PACK.calendar) == date(2020, 4, 19)
    assert deadline.place == "Sở Nội vụ (qua Ban Thi đua - Khen thưởng)"
    assert PACK.dossier.deadline == deadline.id


@pytest.mark.parametrize(
    ("awards", "sets"),
    [
        ([], 2),
        (["bang_khen_thu_tuong"], 2),
        (["co_thi_dua_chinh_phu", "chien_sy_thi_dua_toan_quoc"], 2),
        (["bang_khen_thu_tuong", "huan_chuong_lao_dong_hang_ba"], 3),
        (["huan_chuong_doc_lap_hang_nhat"], 3),
    ],
)
def test_two_sets_and_three_where_an_order_is_proposed(awards: list[str], sets: int) -> None:
    assert PACK.dossier.sets_for(awards) == sets


def test_every_order_asks_for_three_sets_and_may_be_proposed_for_both_kinds() -> None:
    assert len(ORDERS) == 6
    assert set(PACK.dossier.more_sets[0].awards) == set(ORDERS)
    for kind in ("individual", "collective"):
        assert set(ORDERS) < set(PACK.proposable[kind])


def test_the_certificate_of_an_initiative_is_asked_for_the_title_alone() -> None:
    title = {part.id for part in PACK.dossier.parts_of_nominee("chien_sy_thi_dua_toan_quoc")}
    other = {part.id for part in PACK.dossier.parts_of_nominee("bang_khen_thu_tuong")}
    assert title - other == {"ho_so.sang_kien"}
    assert other == {"ho_so.bao_cao"}
    assert [part.id for part in PACK.dossier.parts_of_dossier] == ["ho_so.to_trinh", "ho_so.bien_ban"]


def test_every_award_proposed_is_of_the_state_and_may_go_to_its_kind_by_the_law() -> None:
    for criterion in PACK.criteria:
        assert PACK.award_of[criterion.award].level == "state"
        assert criterion.kind in catalogue().award(criterion.award).kinds


def test_no_order_is_refused_or_passed_by_the_machine() -> None:
    """The guidance names no standard of theirs: a person judges all of it."""
    for criterion in PACK.criteria:
        if criterion.award in ORDERS:
            ends = [one for one in v.conditions(criterion.condition) if not v.parts_of(one)]
            assert all(isinstance(one, v.Judged) for one in ends)


def test_five_years_running_are_the_five_before_the_year_of_the_proposal() -> None:
    own = [one for one in conditions() if one.id.startswith("bang_khen.ca_nhan.luat.nam_")]
    assert [PACK.periods[one.period].years for one in own] == [range(year, year + 1) for year in range(2015, 2020)]
    assert PACK.periods["nam_nam"].years == range(2015, 2020)


def test_it_reads_back_what_it_leaves_open() -> None:
    entries = {entry.id: entry for chapter in describe(PACK) for entry in chapter.entries}
    assert entries["so_luong"].understood == "Không giới hạn số lượng đề nghị."
    sets = [entry for chapter in describe(PACK) if chapter.id == "ho_so" for entry in chapter.entries]
    assert sets[0].text == "03 bộ"
    assert sets[0].understood.startswith("Đề nghị Huân chương Độc lập hạng Nhất")
    one_year = entries["bang_khen.ca_nhan.luat.nam_2015"].understood
    assert one_year == "Đếm danh hiệu Chiến sỹ thi đua cơ sở có năm trong 2015; cần 01."
