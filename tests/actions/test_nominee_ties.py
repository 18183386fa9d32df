"""Somebody proposed is the honouree of the register that the dossier says, and nobody else."""

from datetime import date

import pytest

from tests.dossiers import MORNING, judged, nominated, returned
from tests.province import Province
from vinhdanh.actions.facts import AwardFact, add_award_fact
from vinhdanh.actions.nominations import NominationDraft, add_nomination, edit_nomination
from vinhdanh.actions.nominee_ties import link_nomination, unlink_nomination
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import AuditLine, Award, Decision, Dossier, Fact, Honouree, Nomination, Rating, UnitName
from vinhdanh.permissions import Refused


@pytest.fixture
def known(province: Province) -> Honouree:
    """A woman of the district, honoured once and rated in one year."""
    one = Honouree.objects.create(
        kind="individual",
        name="Lương Thị Hường",
        unit=province.district,
        sex="female",
        birth_year=1978,
        ethnicity="Tày",
    )
    decision = Decision.objects.create(number="45/QĐ-UBND", signed_on=date(2018, 12, 30))
    Award.objects.create(
        honouree=one, unit=one.unit, kind="individual", award="giay_khen", year=2018, emulation_year=2019,
        decision=decision,
    )  # fmt: skip
    Rating.objects.create(honouree=one, unit=one.unit, year=2017, level="good")
    return one


def proposed(dossier: Dossier, province: Province, known: Honouree) -> Nomination:
    draft = NominationDraft(known.kind, "bang_khen_tinh", honouree=known)
    return add_nomination(dossier, draft, by=province.officer, now=MORNING)


def renamed(one: Nomination, province: Province, name: str) -> str:
    edit_nomination(one, {"name": name}, by=province.officer, now=MORNING)
    return Nomination.objects.get(pk=one.pk).name


def told(one: Nomination) -> set[tuple[str, int | None, str]]:
    return {(fact.kind, fact.year, str(fact.provenance())) for fact in one.facts.all()}


@pytest.mark.parametrize("name", ["LƯƠNG THỊ HƯỜNG", "Luong Thi Huong", "Lương Thị Hưởng"])
def test_a_name_may_be_typed_otherwise(dossier: Dossier, province: Province, known: Honouree, name: str) -> None:
    assert renamed(proposed(dossier, province, known), province, name) == name


def test_nobody_else_takes_over_what_the_register_says(dossier: Dossier, province: Province, known: Honouree) -> None:
    one = proposed(dossier, province, known)
    with pytest.raises(NotPossible, match="bỏ liên kết") as refused:
        renamed(one, province, "Vi Văn Khác")
    assert refused.value.field == "name"
    assert Nomination.objects.get().name == known.name


def test_a_name_of_an_entry_that_was_merged_is_the_honourees_too(
    dossier: Dossier, province: Province, known: Honouree
) -> None:
    Honouree.objects.create(
        kind="individual", name="Lương Hường", unit=known.unit, standing="merged", merged_into=known
    )
    assert renamed(proposed(dossier, province, known), province, "Lương Hường") == "Lương Hường"


def test_a_unit_goes_by_every_name_that_it_bore(dossier: Dossier, province: Province) -> None:
    commune = Honouree.objects.create(kind="collective", name="Xã Ví Dụ", unit=province.commune, is_unit=True)
    UnitName.objects.create(unit=province.commune, name="Xã Ví Dụ Cũ", until=date(2019, 1, 1))
    one = proposed(dossier, province, commune)
    assert renamed(one, province, f"UBND {province.commune.name.lower()}")
    with pytest.raises(NotPossible, match="bỏ liên kết"):
        renamed(one, province, "Trường Mầm non xã Ví Dụ")


def test_untied_the_record_becomes_a_claim(dossier: Dossier, province: Province, known: Honouree) -> None:
    one = proposed(dossier, province, known)
    assert unlink_nomination(one, keep=True, by=province.officer, now=MORNING) == 2
    one.refresh_from_db()
    assert one.honouree is None
    assert told(one) == {("award", 2018, "claimed"), ("rating", 2017, "claimed")}
    assert renamed(one, province, "Vi Văn Khác") == "Vi Văn Khác"
    assert AuditLine.objects.filter(verb="unlink_nomination").exists()


def test_untied_the_record_may_leave_too(dossier: Dossier, province: Province, known: Honouree) -> None:
    one = proposed(dossier, province, known)
    Fact.objects.create(nomination=one, kind="rating", of_headed=True, year=2017, code="good")
    unlink_nomination(one, keep=False, by=province.officer, now=MORNING)
    assert told(one) == {("rating", 2017, "claimed")}, "what is said of the unit headed is not of the register's person"


def test_what_was_revoked_is_no_claim_either(dossier: Dossier, province: Province, known: Honouree) -> None:
    one = proposed(dossier, province, known)
    Award.objects.all().mark(standing="revoked")
    unlink_nomination(one, keep=True, by=province.officer, now=MORNING)
    assert told(one) == {("rating", 2017, "claimed")}


def test_written_by_hand_and_tied_later_nothing_counts_twice(
    dossier: Dossier, province: Province, known: Honouree
) -> None:
    one = nominated(dossier, "lương thị hường", ethnicity="Nùng")
    flag = AwardFact("giay_khen", 2018, decision="45/QĐ")
    add_award_fact(one, flag, by=province.officer, now=MORNING)
    edit_nomination(one, {"birth": "12/03/1978"}, by=province.officer, now=MORNING)
    assert link_nomination(one, known, by=province.officer, now=MORNING) == 2
    one.refresh_from_db()
    assert (one.honouree, one.name, one.birth, one.sex, one.ethnicity) == (
        known, "Lương Thị Hường", "12/03/1978", "female", "Nùng",
    )  # fmt: skip
    assert told(one) == {("award", 2018, "register"), ("rating", 2017, "register")}
    assert one.facts.count() == 2
    assert AuditLine.objects.get(verb="link_nomination").before == {"name": "lương thị hường"}


def test_a_tie_in_a_returned_dossier_fills_only_what_is_open(
    dossier: Dossier, province: Province, known: Honouree
) -> None:
    one = nominated(dossier, known.name)
    returned(dossier, province, {"nominee.name": "Ghi đúng tên.", "facts": "Bổ sung."}, one)
    link_nomination(Nomination.objects.get(pk=one.pk), known, by=province.officer, now=MORNING)
    one.refresh_from_db()
    assert (one.honouree, one.sex, one.birth) == (known, "", "")


def test_what_was_concluded_of_another_name_does_not_hold_of_the_honouree(
    dossier: Dossier, province: Province, known: Honouree
) -> None:
    one = nominated(dossier, "Trần Thị Bê")
    judged(one, "nong_dan.mo_hinh")
    link_nomination(one, known, by=province.officer, now=MORNING)
    assert not one.judgements.exists()


def test_who_cannot_be_the_honouree_is_not_tied(dossier: Dossier, province: Province, known: Honouree) -> None:
    elder = nominated(dossier, known.name, birth="01/01/1950")
    with pytest.raises(NotPossible, match="sinh năm 1950"):
        link_nomination(elder, known, by=province.officer, now=MORNING)
    collective = nominated(dossier, known.name, kind="collective")
    with pytest.raises(NotPossible, match="không phải là tập thể"):
        link_nomination(collective, known, by=province.officer, now=MORNING)
    proposed(dossier, province, known)
    twin = nominated(dossier, known.name)
    with pytest.raises(NotPossible, match="đã có trong hồ sơ"):
        link_nomination(twin, known, by=province.officer, now=MORNING)


def test_a_tie_is_a_change_like_any_other(dossier: Dossier, province: Province, known: Honouree) -> None:
    one = proposed(dossier, province, known)
    with pytest.raises(NotPossible, match="đã liên kết"):
        link_nomination(one, known, by=province.officer, now=MORNING)
    for by in (province.office, province.outsider):
        with pytest.raises(Refused):
            unlink_nomination(one, keep=True, by=by, now=MORNING)
    Dossier.objects.update(state="sent")
    with pytest.raises(NotPossible, match="không sửa được nữa"):
        unlink_nomination(one, keep=True, by=province.officer, now=MORNING)
