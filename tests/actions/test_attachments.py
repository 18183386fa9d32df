"""Files and films of a dossier: under a random name, frozen with what was sent, gone when taken out before that."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.dossiers import MORNING
from tests.intake.upload_samples import docx_bytes, pdf_bytes, picture_bytes
from tests.province import Province
from vinhdanh.actions import attachments
from vinhdanh.actions.attachments import Place, add_attachment, link_film, remove_attachment, sweep_files
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Attachment, AuditLine, Dossier, DossierState, DossierVersion, Fact, Nomination
from vinhdanh.permissions import Refused

LETTER, REPORT = "ho_so.to_trinh", "ho_so.bao_cao"
PAPER = pdf_bytes(2)
pytestmark = pytest.mark.usefixtures("stored")


@pytest.fixture
def nominee(dossier: Dossier) -> Nomination:
    return Nomination.objects.create(dossier=dossier, kind="individual", award="bang_khen_tinh", name="Lý Thị Mơ")


@pytest.fixture
def fact(nominee: Nomination) -> Fact:
    return Fact.objects.create(nomination=nominee, kind="amount", code="income", year=2018, amount=210_000_000)


def add(dossier: Dossier, place: Place, province: Province, content: bytes = PAPER, **given: object) -> Attachment:
    asked = {"name": "to-trinh.pdf", "by": province.officer, "now": MORNING} | given
    return add_attachment(dossier, content, place=place, **asked)[0]


def stored(attachment: Attachment) -> str:
    return str(attachment.file.name)


def sent_with(dossier: Dossier, province: Province, *files: Attachment) -> DossierVersion:
    """A version of the dossier that names these files."""
    return DossierVersion.objects.create(
        dossier=dossier,
        number=1,
        receipt="0001/2020/BN",
        sent_at=MORNING,
        sent_by=province.leader,
        content={},
        files=[{"name": one.name, "sha256": one.sha256} for one in files],
        digest="0" * 64,
    )


def test_a_file_is_kept_byte_for_byte_under_a_name_that_tells_nothing(dossier: Dossier, province: Province) -> None:
    kept = add(dossier, Place(part=LETTER), province, draft_digest="a" * 64)
    with default_storage.open(stored(kept)) as file:
        assert file.read() == PAPER
    assert "to-trinh" not in stored(kept)
    assert (kept.name, kept.media_type, kept.pages, kept.size) == ("to-trinh.pdf", "application/pdf", 2, len(PAPER))
    assert (kept.part, kept.draft_digest, kept.added_by) == (LETTER, "a" * 64, province.officer)
    line = AuditLine.objects.latest("number")
    assert (line.verb, line.unit, line.after["part"], line.after["sha256"]) == (
        "add_attachment",
        province.district,
        LETTER,
        kept.sha256,
    )
    dossier.refresh_from_db()
    assert (dossier.changed_at, dossier.changed_by) == (MORNING, province.officer)


def test_a_proof_goes_with_its_fact_and_the_nominee_of_the_fact(
    dossier: Dossier, province: Province, fact: Fact
) -> None:
    proof = add(dossier, Place(fact=fact), province, picture_bytes("JPEG"), name="anh.jpg")
    assert (proof.fact, proof.nomination, proof.draft_digest) == (fact, fact.nomination, "")
    assert fact.provenance() == "proved"


def test_a_name_that_misleads_is_told(dossier: Dossier, province: Province) -> None:
    asked = {"by": province.officer, "now": MORNING}
    kept, note = add_attachment(dossier, picture_bytes("PNG"), "anh.pdf", Place(), **asked)
    assert (kept.name, "nội dung là ảnh PNG" in note) == ("anh.png", True)


@pytest.mark.parametrize("who", ["outsider", "office", "auditor", "administrator", "council_member"])
def test_only_the_unit_attaches_links_and_removes(dossier: Dossier, province: Province, who: str) -> None:
    kept, by = add(dossier, Place(), province), province.by_role()[who]
    with pytest.raises(Refused):
        add(dossier, Place(), province, by=by)
    with pytest.raises(Refused):
        link_film(dossier, "https://phim.vn/a", "Phim", Place(), by=by, now=MORNING)
    with pytest.raises(Refused):
        remove_attachment(kept, by=by, now=MORNING)


def test_what_is_refused_leaves_no_file_behind(dossier: Dossier, province: Province, tmp_path: Path) -> None:
    add(dossier, Place(), province)
    for content, said in ((b"MZ", "chương trình"), (PAPER, "đã có ở đây với tên “to-trinh.pdf”")):
        with pytest.raises(NotPossible, match=said) as refused:
            add(dossier, Place(), province, content)
        assert refused.value.field == "file"
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1


def test_the_same_file_may_prove_two_things(dossier: Dossier, province: Province, fact: Fact) -> None:
    add(dossier, Place(), province)
    add(dossier, Place(nomination=fact.nomination), province)
    add(dossier, Place(fact=fact), province)
    assert Attachment.objects.standing().count() == 3


def test_a_signed_paper_is_a_pdf_or_a_picture(dossier: Dossier, province: Province) -> None:
    with pytest.raises(NotPossible, match="tệp này là Word"):
        add(dossier, Place(part=LETTER), province, docx_bytes())
    with pytest.raises(NotPossible, match="không phải đường dẫn phim"):
        link_film(dossier, "https://phim.vn/a", "", Place(part=LETTER), by=province.officer, now=MORNING)
    add(dossier, Place(part=LETTER), province, picture_bytes("PNG"), name="trang-1.png")


def test_a_part_of_each_nominee_needs_one_and_a_part_of_the_dossier_has_none(
    dossier: Dossier, province: Province, nominee: Nomination
) -> None:
    for place in (Place(part=REPORT), Place(nominee, part=LETTER), Place(part="ho_so.khac")):
        with pytest.raises(NotPossible, match="không có thành phần đó"):
            add(dossier, place, province)
    assert add(dossier, Place(nominee, part=REPORT), province).nomination == nominee


def test_nothing_goes_to_a_nominee_of_another_dossier_or_one_taken_out(
    dossier: Dossier, province: Province, nominee: Nomination
) -> None:
    Nomination.objects.filter(pk=nominee.pk).update(removed_at=MORNING)
    nominee.refresh_from_db()
    with pytest.raises(NotPossible, match="không còn trong hồ sơ"):
        add(dossier, Place(nominee), province)


def test_all_files_of_a_dossier_together_have_a_limit(
    dossier: Dossier, province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "DOSSIER_LIMIT", 2 * len(PAPER) - 1)
    first = add(dossier, Place(), province)
    with pytest.raises(NotPossible, match="vượt quá"):
        add(dossier, Place(part=LETTER), province)
    remove_attachment(first, by=province.officer, now=MORNING)
    add(dossier, Place(part=LETTER), province)


@pytest.mark.parametrize("state", [DossierState.SENT, DossierState.ACCEPTED])
def test_a_dossier_that_was_sent_takes_nothing_and_loses_nothing(
    dossier: Dossier, province: Province, state: DossierState
) -> None:
    kept = add(dossier, Place(), province)
    Dossier.objects.filter(pk=dossier.pk).update(state=state)
    with pytest.raises(NotPossible, match="không sửa được nữa"):
        add(dossier, Place(part=LETTER), province)
    with pytest.raises(NotPossible, match="không sửa được nữa"):
        remove_attachment(kept, by=province.officer, now=MORNING)


def test_a_file_taken_out_before_it_was_sent_is_gone_once_that_holds(
    dossier: Dossier, province: Province, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    kept = add(dossier, Place(part=LETTER), province)
    with django_capture_on_commit_callbacks() as callbacks:
        remove_attachment(kept, by=province.officer, now=MORNING)
    assert default_storage.exists(stored(kept))
    [delete] = callbacks
    delete()
    assert not default_storage.exists(stored(kept))
    line = AuditLine.objects.latest("number")
    assert (line.verb, line.before["part"]) == ("remove_attachment", LETTER)
    with pytest.raises(NotPossible, match="được bỏ khỏi hồ sơ trước đó"):
        remove_attachment(kept, by=province.officer, now=MORNING)


def test_a_file_that_a_sent_version_names_stays_though_it_was_taken_out(
    dossier: Dossier, province: Province, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    kept = add(dossier, Place(part=LETTER), province)
    sent_with(dossier, province, kept)
    with django_capture_on_commit_callbacks(execute=True):
        remove_attachment(kept, by=province.officer, now=MORNING)
    assert not Attachment.objects.standing().exists()
    assert default_storage.exists(stored(kept))


def test_a_film_is_kept_as_its_address(dossier: Dossier, province: Province, nominee: Nomination) -> None:
    asked = {"by": province.officer, "now": MORNING}
    film = link_film(dossier, " https://phim.vn/xem?v=1 ", " Mô hình  trồng na ", Place(nominee), **asked)
    assert (film.link, film.name, film.file.name) == ("https://phim.vn/xem?v=1", "Mô hình trồng na", "")
    assert link_film(dossier, "https://phim.vn/b", "", Place(), **asked).name == "https://phim.vn/b"
    with pytest.raises(NotPossible, match="đã có ở đây"):
        link_film(dossier, "https://phim.vn/b", "Khác", Place(), **asked)
    with pytest.raises(NotPossible, match="https://") as refused:
        link_film(dossier, "http://phim.vn/b", "", Place(), **asked)
    assert refused.value.field == "link"
    remove_attachment(film, by=province.officer, now=MORNING)
    assert AuditLine.objects.latest("number").thing_name == "Mô hình trồng na"


def test_stored_files_that_nothing_names_are_deleted_after_a_day(dossier: Dossier, province: Province) -> None:
    standing, sent, removed = (add(dossier, Place(), province, pdf_bytes(pages)) for pages in (3, 4, 5))
    sent_with(dossier, province, sent)
    Attachment.objects.filter(pk__in=[sent.pk, removed.pk]).update(removed_at=MORNING)
    lost = default_storage.save("attachments/ab/lost", ContentFile(b"x"))
    young = default_storage.save("attachments/ab/young", ContentFile(b"x"))
    other = default_storage.save("imports/old", ContentFile(b"x"))
    long_ago = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
    for name in (stored(standing), stored(sent), stored(removed), lost, other):
        os.utime(default_storage.path(name), (long_ago, long_ago))
    assert sweep_files(timezone.now()) == 2
    left = {name for name in (stored(standing), stored(sent), young, other) if default_storage.exists(name)}
    assert left == {stored(standing), stored(sent), young, other}
    assert not default_storage.exists(lost)
    assert not default_storage.exists(stored(removed))
    assert sweep_files(timezone.now() + timedelta(days=2)) == 1


def test_beside_another_database_that_names_no_file_nothing_is_deleted(db: None) -> None:
    assert sweep_files(timezone.now()) == 0
    default_storage.save("attachments/ab/other", ContentFile(b"x"))
    assert sweep_files(timezone.now() + timedelta(days=9)) == 0
