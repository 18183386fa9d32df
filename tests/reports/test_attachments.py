"""Whether a signed paper still says what the data say."""

from datetime import timedelta

import pytest

from tests.dossiers import MORNING, nominated
from vinhdanh.models import Attachment, Dossier
from vinhdanh.reports.attachments import Signing, files_shown, same_elsewhere, signed_state

LETTER, REPORT, THEN, NOW = "ho_so.to_trinh", "ho_so.bao_cao", "a" * 64, "b" * 64


def paper(dossier: Dossier, part: str = LETTER, digest: str = THEN, **more: object) -> Attachment:
    by = dossier.participant.campaign.created_by
    told = {"file": "attachments/00/x", "name": "ky.pdf", "media_type": "application/pdf", "sha256": "c" * 64} | more
    return Attachment.objects.create(dossier=dossier, part=part, draft_digest=digest, added_by=by, **told)


def test_a_part_without_a_file_is_not_signed(dossier: Dossier) -> None:
    paper(dossier, part="ho_so.bien_ban")
    state = signed_state(dossier.attachments.all(), LETTER, None, THEN)
    assert (state.signing, state.last, state.words) == (Signing.UNSIGNED, None, "Chưa có bản ký")


@pytest.mark.parametrize(
    ("signed", "now", "signing"),
    [
        (THEN, THEN, Signing.SIGNED),
        (THEN, NOW, Signing.CHANGED),
        (THEN, "", Signing.SIGNED),
        ("", NOW, Signing.SIGNED),
    ],
)
def test_a_signed_paper_is_held_against_the_draft_as_it_is_now(
    dossier: Dossier, signed: str, now: str, signing: Signing
) -> None:
    one = paper(dossier, digest=signed)
    state = signed_state(dossier.attachments.all(), LETTER, None, now)
    assert (state.signing, state.last) == (signing, one)


def test_the_paper_that_was_signed_last_counts_and_one_taken_out_does_not(dossier: Dossier) -> None:
    paper(dossier, digest=THEN)
    later = paper(dossier, digest=NOW)
    there = [later, *dossier.attachments.exclude(pk=later.pk)]
    assert signed_state(there, LETTER, None, NOW).signing == Signing.SIGNED
    later.removed_at = later.added_at
    assert signed_state(there, LETTER, None, NOW).signing == Signing.CHANGED


def test_a_scan_of_a_later_draft_takes_the_place_of_the_one_before(dossier: Dossier) -> None:
    old, new = paper(dossier, digest=THEN), paper(dossier, digest=NOW)
    state = signed_state(dossier.attachments.all(), LETTER, None, NOW)
    assert (state.files, state.replaced) == ((new,), (old,))
    assert [one.replaced for one in files_shown([old, new], state.replaced)] == [True, False]


def test_pages_of_one_paper_scanned_one_by_one_all_stand(dossier: Dossier) -> None:
    dossier.sent_at = MORNING + timedelta(days=1)  # the first page was sent, the second was asked for
    pages = (paper(dossier, added_at=MORNING), paper(dossier, added_at=MORNING + timedelta(days=2)))
    assert signed_state(dossier.attachments.all(), LETTER, None, NOW).files == pages


def test_papers_that_the_unit_brings_by_itself_all_stand(dossier: Dossier) -> None:
    told = (paper(dossier, digest="", added_at=MORNING), paper(dossier, digest="", added_at=MORNING + timedelta(2)))
    state = signed_state(dossier.attachments.all(), LETTER, None, "")
    assert (state.files, state.replaced) == (told, ())


def test_the_report_of_one_nominee_is_not_that_of_another(dossier: Dossier) -> None:
    first, second = nominated(dossier), nominated(dossier, "Lý Thị Mơ")
    paper(dossier, REPORT, nomination=first)
    there = list(dossier.attachments.all())
    assert signed_state(there, REPORT, first, THEN).signing == Signing.SIGNED
    assert signed_state(there, REPORT, second, THEN).signing == Signing.UNSIGNED
    assert signed_state(there, REPORT, None, THEN).signing == Signing.UNSIGNED


def test_files_are_shown_by_what_they_are(dossier: Dossier) -> None:
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    told = [paper(dossier), paper(dossier, media_type="image/png"), paper(dossier, media_type=sheet)]
    told.append(paper(dossier, file="", link="https://phim.vn/a", sha256=""))
    assert [(one.kind, one.icon, one.digest) for one in files_shown(told)] == [
        ("PDF", "file-earmark-pdf", "c" * 12),
        ("Ảnh PNG", "file-earmark-image", "c" * 12),
        ("Excel", "file-earmark-excel", "c" * 12),
        ("Phim", "film", ""),
    ]


def test_the_same_file_elsewhere_in_the_dossier_is_told(dossier: Dossier) -> None:
    nominee = nominated(dossier)
    one = paper(dossier)
    assert same_elsewhere(one) == ""
    paper(dossier, part="", nomination=nominee)
    paper(dossier, REPORT, nomination=nominee)
    assert same_elsewhere(one) == (
        "Chính tệp này cũng đang ở tệp của Hoàng Văn Nông và phần văn bản đã ký của Hoàng Văn Nông của hồ sơ."
    )
