"""What the office sees of a supplement: what the unit changed, and what of it answers each remark."""

from datetime import date, timedelta

import pytest
from pytest_django.fixtures import Settings

from tests.actions.lists import files_in_memory
from tests.dossiers import MORNING, completed, income, nominated, signed
from tests.province import Province
from vinhdanh.actions.dossier_steps import return_dossier, send_dossier
from vinhdanh.models import Dossier, DossierVersion, Nomination, Remark
from vinhdanh.reports.dossier_content import sending_of
from vinhdanh.reports.review import Review, review_of
from vinhdanh.reports.review_changes import Answer

LATER = MORNING + timedelta(days=1)


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


def send(dossier: Dossier, province: Province) -> DossierVersion:
    by = province.officer
    return send_dossier(dossier, by=by, now=LATER, compose=lambda held: sending_of(held, by, MORNING.date()))


@pytest.fixture
def farmer(dossier: Dossier) -> Nomination:
    one = nominated(dossier)
    income(one, 2018, 210, proof="so-sach.pdf")
    completed(dossier, one, nominated(dossier, "Vi Thị Bên"))
    return Nomination.objects.get(pk=one.pk)


def asked(province: Province, dossier: Dossier, *places: tuple[Nomination | None, str]) -> dict[str, Remark]:
    """Sent, and sent back with a remark at each place."""
    version = send(dossier, province)
    made = [
        Remark.objects.create(
            dossier=dossier, nomination=one, place=place, text="Ghi rõ", written_by=province.office, written_at=MORNING
        )
        for one, place in places
    ]
    return_dossier(version, by=province.office, now=LATER, remarks=made, last_day=date(2020, 5, 25))
    return {one.place: one for one in Remark.objects.select_related("sent_with")}


def supplemented(province: Province, dossier: Dossier) -> Review:
    send(Dossier.objects.get(pk=dossier.pk), province)
    return review_of(Dossier.objects.get(pk=dossier.pk), MORNING.date())


def told(answer: Answer | None) -> list[str]:
    assert answer is not None
    return [one.after for one in answer.changes] + [one.text for one in answer.files_in]


def test_a_first_sending_changed_nothing(province: Province, dossier: Dossier, farmer: Nomination) -> None:
    shown = supplemented(province, dossier)
    assert (shown.earlier, shown.groups) == (None, [])


def test_a_remark_is_answered_by_what_the_unit_changed_at_its_place(
    province: Province, dossier: Dossier, farmer: Nomination
) -> None:
    remarks = asked(province, dossier, (farmer, "nominee.summary"), (farmer, "nominee.workplace"))
    Nomination.objects.filter(pk=farmer.pk).update(summary="Trồng 7 ha na.")
    shown = supplemented(province, dossier)
    assert [(one.key, [each.label for each in one.changes]) for one in shown.groups] == [
        (farmer.pk, ["Tóm tắt thành tích"])
    ]
    assert told(shown.answer_to(remarks["nominee.summary"])) == ["Trồng 7 ha na."]
    silent = shown.answer_to(remarks["nominee.workplace"])
    assert silent is not None
    assert silent.is_empty


def test_a_remark_on_a_paper_is_answered_by_the_scan_signed_anew(
    province: Province, dossier: Dossier, farmer: Nomination
) -> None:
    remarks = asked(province, dossier, (farmer, "part:ho_so.bao_cao"), (None, "part:ho_so.to_trinh"))
    signed(dossier, "ho_so.bao_cao", farmer, "bao-cao-moi.pdf")
    shown = supplemented(province, dossier)
    (file,) = told(shown.answer_to(remarks["part:ho_so.bao_cao"]))
    assert file.endswith("bao-cao-moi.pdf")
    assert told(shown.answer_to(remarks["part:ho_so.to_trinh"])) == []


def test_a_remark_on_a_whole_is_answered_by_all_within_it(
    province: Province, dossier: Dossier, farmer: Nomination
) -> None:
    remarks = asked(province, dossier, (farmer, "facts"), (None, "letter"))
    farmer.facts.update(amount=300_000_000)
    Dossier.objects.filter(pk=dossier.pk).update(signer="Lý Văn Ký Thay")
    shown = supplemented(province, dossier)
    (income_now,) = told(shown.answer_to(remarks["facts"]))
    assert income_now.startswith("300")
    assert told(shown.answer_to(remarks["letter"])) == ["Lý Văn Ký Thay"]


def test_a_remark_on_the_list_is_answered_by_who_came_and_who_went(
    province: Province, dossier: Dossier, farmer: Nomination
) -> None:
    remarks = asked(province, dossier, (None, "nominees"))
    Nomination.objects.filter(name="Vi Thị Bên").update(removed_at=LATER)
    shown = supplemented(province, dossier)
    answer = shown.answer_to(remarks["nominees"])
    assert answer is not None
    assert answer.nominees == ("Đã đưa ra: Vi Thị Bên",)


def test_a_remark_that_was_not_sent_with_the_last_return_has_no_answer(
    province: Province, dossier: Dossier, farmer: Nomination
) -> None:
    asked(province, dossier, (farmer, "nominee.summary"))
    note = Remark.objects.create(
        dossier=dossier, nomination=farmer, place="nominee.summary", text="Để sau", written_by=province.office
    )
    assert supplemented(province, dossier).answer_to(note) is None
