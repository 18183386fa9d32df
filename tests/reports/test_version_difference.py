"""The difference of two versions that were sent: readable, by nominee and place, and complete."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dossiers import MORNING, income, nominated
from tests.province import Province
from vinhdanh.models import Attachment, Dossier, DossierVersion, Fact
from vinhdanh.reports.dossier_content import sending_of
from vinhdanh.reports.version_difference import version_difference, words_between


def nominee(key: int, name: str, *lines: list[str], vote: str = "", against: str = "", award: str = "Bằng khen") -> Any:
    ballots = [["meeting", "Số phiếu không đồng ý", against]]
    told = {"key": key, "name": name, "award_label": award, "lines": list(lines)}
    return told | {"vote": vote, "ballots": ballots}


def file(name: str, sha256: str, nomination: int | None = None) -> dict[str, Any]:
    told = {"name": name, "sha256": sha256, "nomination": nomination, "part": "ho_so.bao_cao"}
    return told | {"fact": None, "link": "", "about": "Báo cáo thành tích"}


def version(*nominees: dict[str, Any], letter: str = "15", files: tuple[dict[str, Any], ...] = ()) -> DossierVersion:
    lines = [["letter.letter_number", "Số tờ trình", letter]]
    content = {"letter": lines, "meeting": [], "nominees": list(nominees)}
    return DossierVersion(content=content, files=list(files))


def test_two_equal_versions_differ_in_nothing() -> None:
    one = version(nominee(1, "Nông Thị Na", ["nominee.summary", "Tóm tắt", "Trồng na"]))
    assert version_difference(one, one) == []


def test_a_changed_word_is_marked_at_its_place() -> None:
    before = version(nominee(1, "Nông Thị Na", ["nominee.summary", "Tóm tắt", "Trồng 5 ha na"]))
    after = version(nominee(1, "Nông Thị Na", ["nominee.summary", "Tóm tắt", "Trồng 7 ha na"]))
    (group,) = version_difference(before, after)
    (change,) = group.changes
    assert [(one.how, one.text) for one in change.words] == [
        ("same", "Trồng "),
        ("out", "5"),
        ("in", "7"),
        ("same", " ha na"),
    ]
    assert change.place == "nominee.summary"


def test_what_is_the_dossiers_own_comes_first() -> None:
    before, after = version(nominee(1, "A", vote="")), version(nominee(1, "A", vote="9/9"), letter="16")
    (own,) = version_difference(before, after)
    assert (own.name, [one.label for one in own.changes]) == ("", ["Số tờ trình", "Kết quả phiếu: A"])


def test_each_ballot_is_told_with_whose_it_is() -> None:
    before = version(nominee(1, "Nông Thị Na", against="0"), nominee(2, "Nông Thị Na", against="0"))
    after = version(nominee(1, "Nông Thị Na", against="0"), nominee(2, "Nông Thị Na", against="1"))
    (own,) = version_difference(before, after)
    (change,) = own.changes
    label = "Số phiếu không đồng ý: Nông Thị Na (thứ tự 2)"
    assert (change.label, change.before, change.after) == (label, "0", "1")
    assert change.is_replaced


def test_two_lines_of_one_label_are_both_told() -> None:
    before, after = version(), version()
    before.content["meeting"] = [["meeting", "Thành viên Vi Văn An", role] for role in ("Chủ tịch", "Ủy viên")]
    after.content["meeting"] = [["meeting", "Thành viên Vi Văn An", role] for role in ("Chủ tịch", "Thư ký")]
    (own,) = version_difference(before, after)
    assert [(one.before, one.after) for one in own.changes] == [("Ủy viên", "Thư ký")]


def test_another_award_proposed_is_told() -> None:
    before, after = version(nominee(1, "A")), version(nominee(1, "A", award="Cờ thi đua"))
    (group,) = version_difference(before, after)
    (change,) = group.changes
    assert (change.place, change.before, change.after) == ("nominee.award", "Bằng khen", "Cờ thi đua")


def test_another_order_of_the_list_is_told() -> None:
    one, other = nominee(1, "A"), nominee(2, "B")
    (own,) = version_difference(version(one, other), version(other, one))
    assert [(change.before, change.after) for change in own.changes] == [("1. A; 2. B", "1. B; 2. A")]
    assert version_difference(version(one, other), version(other))[0].how == "removed"


def test_nominees_added_and_taken_out_are_told() -> None:
    groups = version_difference(version(nominee(1, "A")), version(nominee(2, "B")))
    assert [(one.name, one.how) for one in groups] == [("B", "added"), ("A", "removed")]


def test_files_are_told_by_what_they_are_not_by_their_name() -> None:
    before = version(nominee(1, "A"), files=(file("bao-cao.pdf", "aa", 1), file("cu.pdf", "bb", 1)))
    after = version(nominee(1, "A"), files=(file("doi-ten.pdf", "aa", 1), file("moi.pdf", "cc", 1)))
    (group,) = version_difference(before, after)
    assert [(one.place, one.text) for one in group.files_in] == [("part:ho_so.bao_cao", "Báo cáo thành tích: moi.pdf")]
    assert [one.text for one in group.files_out] == ["Báo cáo thành tích: cu.pdf"]


def test_words_that_only_a_space_parts_change_together() -> None:
    words = words_between("Thu nhập; Có minh chứng", "Thu nhập; Tự khai")
    assert [tuple(one) for one in words] == [("same", "Thu nhập; "), ("out", "Có minh chứng"), ("in", "Tự khai")]


@pytest.mark.django_db
def test_a_refused_proof_is_no_change_of_the_unit(province: Province, dossier: Dossier) -> None:
    fact = income(nominated(dossier), 2018, 210, proof="so-sach.pdf")
    before = sending_of(dossier, province.officer, MORNING.date())
    Fact.objects.filter(pk=fact.pk).update(refused="Ảnh mờ, không đọc được")
    after = sending_of(dossier, province.officer, MORNING.date())
    sent = [DossierVersion(content=one.content, files=one.files) for one in (before, after)]
    assert version_difference(*sent) == []
    assert "Có minh chứng" in next(text for place, _, text in after.content["nominees"][0]["lines"] if "fact" in place)


@pytest.mark.django_db
def test_a_proof_that_was_taken_out_is_told(province: Province, dossier: Dossier) -> None:
    income(nominated(dossier), 2018, 210, proof="so-sach.pdf")
    before = sending_of(dossier, province.officer, MORNING.date())
    Attachment.objects.update(removed_at=MORNING)
    after = sending_of(dossier, province.officer, MORNING.date())
    (group,) = version_difference(*(DossierVersion(content=one.content, files=one.files) for one in (before, after)))
    (change,) = group.changes
    assert change.after.endswith("Tự khai")
    assert [one.place for one in group.files_out] == [change.place]


@given(st.text(alphabet="ab \n", max_size=40), st.text(alphabet="ab \n", max_size=40))
def test_both_texts_can_be_read_out_of_the_words(before: str, after: str) -> None:
    words = words_between(before, after)
    assert "".join(one.text for one in words if one.how != "in") == before
    assert "".join(one.text for one in words if one.how != "out") == after
