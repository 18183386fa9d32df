"""What a dossier lacks before it can be sent, by the parts that the pack asks for; and what is only worth a look."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tests.dossiers import MORNING, completed, nominated, signed
from vinhdanh.models import Attachment, Attendance, Dossier, Participant, Vote
from vinhdanh.reports.completeness import Completeness, completeness_of
from vinhdanh.reports.dossier_content import files_of, hindrances_of
from vinhdanh.reports.screened_dossier import nominations_with_facts, screen_dossier
from vinhdanh.rules.clauses import Clause
from vinhdanh.screening.report import screen_book

pytestmark = pytest.mark.django_db


def whole(
    dossier: Dossier, digests: Mapping[tuple[str, int | None], str] | None = None, without: str = ""
) -> Completeness:
    """`without`: of a pack that asks for no such paper."""
    dossier = Dossier.objects.get(pk=dossier.pk)
    report = screen_dossier(dossier, MORNING.date())
    asked = report.pack.dossier
    parts = tuple(part for part in asked.parts if not without or part.paper != without)
    pack = report.pack.model_copy(update={"dossier": asked.model_copy(update={"parts": parts})})
    return completeness_of(dossier, replace(report, pack=pack), nominations_with_facts(dossier), digests or {})


def sentences(dossier: Dossier, **told: str) -> list[str]:
    return [lack.sentence for lack in whole(dossier, **told).lacks]


def test_an_empty_dossier_lacks_everything(dossier: Dossier) -> None:
    assert sentences(dossier) == [
        "Hồ sơ chưa có trường hợp nào được đề nghị.",
        "Tờ trình chưa ghi số tờ trình.",
        "Tờ trình chưa ghi ngày tờ trình.",
        "Tờ trình chưa ghi người ký.",
        "Tờ trình chưa ghi chức vụ người ký.",
        "Chưa ghi cuộc họp xét của Hội đồng.",
        "Chưa ghi thành viên Hội đồng dự họp.",
        "Chưa có bản ký: tờ trình.",
        "Chưa có bản ký: mẫu 03.",
        "Chưa có bản ký: biên bản họp Hội đồng.",
    ]


def test_each_nominee_needs_a_summary_a_vote_and_a_signed_report(dossier: Dossier) -> None:
    nominated(dossier)
    assert sentences(dossier)[-3:] == [
        "Chưa có bản ký: báo cáo thành tích.",
        "Chưa ghi tóm tắt thành tích (mẫu 03).",
        "Chưa có kết quả phiếu của Hội đồng.",
    ]


def test_a_complete_one_lacks_nothing(dossier: Dossier) -> None:
    found = whole(completed(dossier))
    assert (found.lacks, found.done, found.needed) == ((), 13, 13)
    assert hindrances_of(found) == ()


@pytest.mark.parametrize(
    ("absent", "missing"),
    [
        ({"secretary"}, "Thư ký Hội đồng"),
        ({"chair"}, "Chủ tịch hoặc Phó Chủ tịch Hội đồng"),
        ({"chair", "secretary"}, "Chủ tịch hoặc Phó Chủ tịch Hội đồng và Thư ký Hội đồng"),
    ],
)
def test_the_minutes_need_who_led_the_meeting_and_who_wrote_them_down(
    dossier: Dossier, absent: set[str], missing: str
) -> None:
    held = completed(dossier)
    Attendance.objects.filter(role__in=absent).update(presence="written")
    assert sentences(held) == [f"Biên bản cần người có mặt ký: {missing}."]
    Attendance.objects.filter(role="secretary").update(presence="present")
    Attendance.objects.filter(role="chair").update(presence="present", role="vice_chair")
    assert sentences(held) == []


def test_one_file_as_the_signed_paper_of_several_is_told(dossier: Dossier) -> None:
    people = nominated(dossier), nominated(dossier, "Lý Thị Hai")
    held = completed(dossier, *people)
    assert whole(held).same_scans == ()
    held.attachments.filter(part="ho_so.bao_cao").update(sha256="5" * 64, name="bao-cao.pdf")
    found = whole(held)
    [told] = found.same_scans
    assert told.sentence == (
        "Tệp bao-cao.pdf đang là bản ký của nhiều văn bản: "
        "báo cáo thành tích của Hoàng Văn Nông; báo cáo thành tích của Lý Thị Hai."
    )
    assert told in found.cautions
    assert found.lacks == (), "it can be sent all the same"


@pytest.mark.parametrize(
    ("paper", "gone"),
    [("letter", "Tờ trình chưa ghi"), ("minutes", "Hội đồng"), ("form_03", "mẫu 03")],
)
def test_what_the_pack_does_not_ask_for_is_not_missed(dossier: Dossier, paper: str, gone: str) -> None:
    nominated(dossier)
    assert any(gone in sentence for sentence in sentences(dossier))
    assert not any(gone in sentence for sentence in sentences(dossier, without=paper))


def test_too_few_votes_keep_a_nominee_from_being_sent(dossier: Dossier) -> None:
    completed(dossier)
    Vote.objects.update(members=9, agreed=7)
    assert sentences(dossier) == [
        "Không đủ tỷ lệ phiếu của Hội đồng: 07/09 thành viên đồng ý (77,7 %), "
        "cần từ 80 % tổng số thành viên, tức 08 phiếu."
    ]


def test_a_paper_taken_out_again_is_missing(dossier: Dossier) -> None:
    completed(dossier)
    Attachment.objects.filter(part="ho_so.mau_03").update(removed_at=MORNING)
    assert sentences(dossier) == ["Chưa có bản ký: mẫu 03."]


def test_data_changed_after_signing_are_worth_a_look_and_no_obstacle(dossier: Dossier) -> None:
    completed(dossier)
    Attachment.objects.filter(part="ho_so.mau_03").update(draft_digest="a" * 64)
    found = whole(dossier, {("ho_so.mau_03", None): "b" * 64})
    assert not found.lacks
    assert found.cautions[0].sentence == "Dữ liệu đã thay đổi sau khi ký: mẫu 03."


def test_a_verdict_that_is_not_met_is_worth_a_look(dossier: Dossier) -> None:
    official = nominated(dossier, "Vi Thị Công", attributes={"category": "official", "head_of": "none"})
    completed(dossier, official)
    found = whole(dossier)
    assert [(lack.nomination, lack.sentence[:8]) for lack in found.cautions][:1] == [(official.pk, "Chưa đủ:")]


def test_a_unit_without_a_group_cannot_be_weighed(dossier: Dossier) -> None:
    completed(dossier)
    Participant.objects.update(group="")
    assert hindrances_of(whole(dossier)) == (
        "Đơn vị chưa được xếp vào nhóm nên chưa đối chiếu được số lượng; đề nghị đơn vị tổ chức đợt xếp nhóm.",
    )


def test_where_the_guidance_sets_no_number_none_is_exceeded(dossier: Dossier) -> None:
    completed(dossier)
    found = whole(dossier)
    free = Clause(id="so_luong", cite="HD", text="Không quy định số lượng")
    pack = found.report.pack.model_copy(update={"quotas": (), "no_quota": free})
    report = screen_book(found.report.book, pack, on=MORNING.date())
    assert hindrances_of(replace(found, report=report)) == ()


def test_a_scan_whose_place_a_newer_one_took_is_not_sent(dossier: Dossier) -> None:
    completed(dossier)
    letters = dossier.attachments.filter(part="ho_so.to_trinh")
    letters.update(draft_digest="a" * 64)
    old = letters.get()
    signed(dossier, "ho_so.to_trinh", name="ky-lai.pdf")
    letters.exclude(pk=old.pk).update(draft_digest="b" * 64)
    found = whole(dossier)
    assert old in found.attachments
    assert [one.name for one in found.attachments_to_send if one.part == "ho_so.to_trinh"] == ["ky-lai.pdf"]
    assert [one["name"] for one in files_of(found) if one["part"] == "ho_so.to_trinh"] == ["ky-lai.pdf"]
