"""Whom a unit proposes: out of the register or by name, changed by two at once, taken out and taken back."""

from datetime import timedelta

import pytest

from tests.dossiers import MORNING, STATE_LEVEL, begun_dossier, income, judged, nominated
from tests.province import Province
from vinhdanh.actions.nomination_values import Figure, Overwritten, Rated, View, values_of, version_after, version_of
from vinhdanh.actions.nominations import (
    NominationDraft,
    add_nomination,
    edit_nomination,
    move_nomination,
    remove_nomination,
    restore_nomination,
)
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import AuditLine, Award, Dossier, Fact, Honouree, Nomination, Position, Rating, UnitSize
from vinhdanh.permissions import Refused
from vinhdanh.rules.packs import load_pack


def official(province: Province) -> Honouree:
    """A deputy head of the district, honoured thrice, rated in two years."""
    one = Honouree.objects.create(
        kind="individual", name="Lương Thị Hường", unit=province.district, sex="female", birth_year=1978,
        birth_month=3, birth_day=12, ethnicity="Tày", residence="Thị trấn Ví Dụ",
    )  # fmt: skip
    Position.objects.create(honouree=one, title="Phó Trưởng phòng", unit=province.district, direct_worker=False)
    for code, year in (("bang_khen_tinh", 2015), ("chien_sy_thi_dua_co_so", 2017), ("giay_khen", 2019)):
        Award.objects.create(
            honouree=one, unit=province.district, kind="individual", award=code, year=year, emulation_year=year
        )
    for year, level in ((2016, "good"), (2018, "excellent"), (2012, "good")):
        Rating.objects.create(honouree=one, unit=province.district, year=year, level=level)
    return one


def added(dossier: Dossier, province: Province, **told: object) -> Nomination:
    draft = NominationDraft(**{"kind": "individual", "award": "bang_khen_tinh"} | told)  # type: ignore[arg-type]
    return add_nomination(dossier, draft, by=province.officer, now=MORNING)


def edited(
    nomination: Nomination, province: Province, seen: str = "", by: str = "officer", **typed: object
) -> Nomination:
    values = {key.replace("__", "."): value for key, value in typed.items()}
    return edit_nomination(nomination, values, by=getattr(province, by), now=MORNING, seen=seen)  # type: ignore[arg-type]


def test_out_of_the_register_come_who_it_is_and_what_stands_there(dossier: Dossier, province: Province) -> None:
    one = added(dossier, province, honouree=official(province))
    assert (one.name, one.birth, one.sex, one.ethnicity) == ("Lương Thị Hường", "12/03/1978", "female", "Tày")
    assert (one.position, one.workplace, one.direct_worker) == ("Phó Trưởng phòng", "Huyện Chi Lăng", False)
    facts = [(fact.kind, fact.year, fact.code, str(fact.provenance())) for fact in one.facts.all()]
    assert facts == [
        ("award", 2015, "bang_khen_tinh", "register"),
        ("award", 2017, "chien_sy_thi_dua_co_so", "register"),
        ("award", 2019, "giay_khen", "register"),
        ("rating", 2016, "good", "register"),
        ("rating", 2018, "excellent", "register"),
    ]


def test_a_finer_award_of_the_law_becomes_the_packs_own(dossier: Dossier, province: Province) -> None:
    one = official(province)
    Award.objects.create(
        honouree=one, unit=province.district, kind="individual", award="huan_chuong_lao_dong_hang_ba", year=2018,
        emulation_year=2018,
    )  # fmt: skip
    assert "huan_chuong_lao_dong" in {fact.code for fact in added(dossier, province, honouree=one).facts.all()}


def test_a_revoked_award_and_a_disputed_year_do_not_come(dossier: Dossier, province: Province) -> None:
    one = official(province)
    Award.objects.filter(award="giay_khen").mark(standing="revoked")
    Rating.objects.create(honouree=one, unit=province.district, year=2016, level="fair")
    facts = added(dossier, province, honouree=one).facts
    assert not facts.filter(code="giay_khen").exists()
    assert not facts.filter(kind="rating", year=2016).exists()


def test_a_unit_of_the_register_knows_its_size(dossier: Dossier, province: Province) -> None:
    province.commune.size = UnitSize.SMALL
    province.commune.save()
    commune = Honouree.objects.create(kind="collective", name="Xã Ví Dụ", unit=province.commune, is_unit=True)
    one = added(dossier, province, kind="collective", honouree=commune)
    assert one.attributes == {"size": "small", "locality": "other"}


def test_the_unit_headed_brings_its_own_record(dossier: Dossier, province: Province) -> None:
    commune = Honouree.objects.create(kind="collective", name="Xã Ví Dụ", unit=province.commune, is_unit=True)
    Rating.objects.create(honouree=commune, unit=province.commune, year=2017, level="good")
    one = added(dossier, province, name="Vi Văn Đứng Đầu")
    edited(one, province, headed_id=province.commune.pk)
    assert [(fact.of_headed, fact.year, fact.code) for fact in one.facts.all()] == [(True, 2017, "good")]
    edited(one, province, headed_id=None)
    assert not one.facts.exists()


@pytest.mark.parametrize(
    ("told", "field"),
    [({"name": "  "}, "name"), ({"name": "A", "award": "giay_khen"}, "award"), ({"name": "A", "kind": "unit"}, "kind")],
)
def test_what_the_campaign_does_not_provide_for_is_refused(
    dossier: Dossier, province: Province, told: dict[str, str], field: str
) -> None:
    with pytest.raises(NotPossible) as refused:
        added(dossier, province, **told)
    assert refused.value.field == field


def test_nobody_is_proposed_twice_for_one_award(dossier: Dossier, province: Province) -> None:
    one = official(province)
    first = added(dossier, province, honouree=one)
    with pytest.raises(NotPossible, match="đã có trong hồ sơ"):
        added(dossier, province, honouree=one)
    remove_nomination(first, by=province.officer, now=MORNING)
    added(dossier, province, honouree=one)
    with pytest.raises(NotPossible, match="đề nghị lại"):
        restore_nomination(first, by=province.officer, now=MORNING)


def test_no_award_is_asked_for_twice_by_changing_another(province: Province) -> None:
    """Where a campaign gives several awards, one honouree may stand in the dossier once for each."""
    dossier, known = begun_dossier(province, STATE_LEVEL), official(province)
    first_award, other = load_pack(STATE_LEVEL).proposable["individual"][:2]
    added(dossier, province, honouree=known, award=first_award)
    second = added(dossier, province, honouree=known, award=other)
    with pytest.raises(NotPossible, match="đã có trong hồ sơ") as refused:
        edited(second, province, award=first_award)
    assert refused.value.field == "award"


@pytest.mark.parametrize("who", ["outsider", "office", "auditor"])
def test_only_the_unit_itself_changes_its_nominees(dossier: Dossier, province: Province, who: str) -> None:
    one = added(dossier, province, name="Hoàng Văn Nông")
    by = getattr(province, who)
    for change in (
        lambda: add_nomination(dossier, NominationDraft("individual", "bang_khen_tinh", "B"), by=by, now=MORNING),
        lambda: edit_nomination(one, {"name": "B"}, by=by, now=MORNING),
        lambda: remove_nomination(one, by=by, now=MORNING),
        lambda: move_nomination(one, 1, by=by, now=MORNING),
    ):
        with pytest.raises(Refused):
            change()


def test_what_was_sent_is_not_changed(dossier: Dossier, province: Province) -> None:
    one = added(dossier, province, name="Hoàng Văn Nông")
    Dossier.objects.update(state="sent")
    with pytest.raises(NotPossible, match="không sửa được nữa"):
        edited(one, province, name="Hoàng Văn Nông Dân")
    with pytest.raises(NotPossible, match="không sửa được nữa"):
        remove_nomination(one, by=province.officer, now=MORNING)


def test_every_kind_of_value_is_written_and_read_back(dossier: Dossier, province: Province) -> None:
    one = added(dossier, province, name="Hoàng Văn Nông")
    typed = {
        "position": "Nông dân",
        "attribute.category": "farmer",
        "member.congress_delegates": True,
        "story.achievements": "Trồng na theo tiêu chuẩn.",
        "rating.2018": Rated("good", "12/QĐ", "Chủ tịch UBND huyện"),
        "amount.income_after_costs.2018": Figure(210_000_000, "sổ thu chi"),
        "view.nong_dan.mo_hinh": View(True, "Có vườn na 3 ha"),
    }
    edit_nomination(one, typed, by=province.officer, now=MORNING)
    held = values_of(Nomination.objects.get(pk=one.pk))
    assert {key: held[key] for key in typed} == typed
    edit_nomination(one, dict.fromkeys(list(typed)[1:]), by=province.officer, now=MORNING)
    assert not set(typed) - {"position"} & set(values_of(Nomination.objects.get(pk=one.pk)))
    assert not Fact.objects.exists()


def test_a_code_that_the_campaign_does_not_know_is_refused(dossier: Dossier, province: Province) -> None:
    one = added(dossier, province, name="Hoàng Văn Nông")
    for key, value in (("attribute.category", "astronaut"), ("rating.2018", Rated("superb")), ("name", "")):
        with pytest.raises(NotPossible) as refused:
            edit_nomination(one, {key: value}, by=province.officer, now=MORNING)  # type: ignore[dict-item]
        assert refused.value.field == key


def test_two_people_at_different_fields_lose_nothing(dossier: Dossier, province: Province) -> None:
    one = added(dossier, province, name="Hoàng Văn Nông")
    seen = version_of(values_of(one))
    edited(one, province, seen, by="leader", position="Nông dân", ethnicity="")
    edited(one, province, seen, ethnicity="Nùng", position="")
    one.refresh_from_db()
    assert (one.position, one.ethnicity) == ("Nông dân", "Nùng")


def test_two_people_at_one_field_are_shown_both_values(dossier: Dossier, province: Province) -> None:
    one = added(dossier, province, name="Hoàng Văn Nông")
    seen = version_of(values_of(one))
    edited(one, province, seen, by="leader", position="Trưởng thôn", ethnicity="Tày")
    with pytest.raises(Overwritten) as found:
        edited(one, province, seen, position="Nông dân", workplace="Thôn Nà Ví")
    (clash,) = found.value.clashes
    assert (clash.key, clash.standing, clash.by) == ("position", "Trưởng thôn", str(province.leader))
    one.refresh_from_db()
    assert (one.position, one.workplace) == ("Trưởng thôn", "")


def test_the_same_change_by_two_is_no_clash(dossier: Dossier, province: Province) -> None:
    one = added(dossier, province, name="Hoàng Văn Nông")
    seen = version_of(values_of(one))
    edited(one, province, seen, by="leader", rating__2018=Rated("good"))
    edited(one, province, seen, rating__2018=Rated("good"))
    with pytest.raises(Overwritten, match="xếp loại năm 2018"):
        edited(one, province, seen, rating__2018=Rated("fair"))


def test_a_page_has_seen_only_what_it_shows(dossier: Dossier, province: Province) -> None:
    """After an autosave it still shows the old value of what a colleague changed: the next one must not undo that."""
    one = added(dossier, province, name="Hoàng Văn Nông")
    seen = version_of(values_of(one))
    edited(one, province, seen, by="leader", position="Trưởng thôn")
    typed = {"position": "", "ethnicity": "Nùng"}
    one = edited(one, province, seen, **typed)
    seen = version_after(values_of(one), typed, seen)
    edited(one, province, seen, position="", ethnicity="Tày")
    one.refresh_from_db()
    assert (one.position, one.ethnicity) == ("Trưởng thôn", "Tày")


def test_order_changes_by_steps_and_stops_at_the_ends(dossier: Dossier, province: Province) -> None:
    first, second, third = (added(dossier, province, name=name) for name in ("Một", "Hai", "Ba"))

    def order() -> list[str]:
        return [one.name for one in dossier.nominations.standing().order_by("number")]

    move_nomination(third, -1, by=province.officer, now=MORNING)
    assert order() == ["Một", "Ba", "Hai"]
    move_nomination(first, -1, by=province.officer, now=MORNING)
    move_nomination(second, 1, by=province.officer, now=MORNING)
    assert order() == ["Một", "Ba", "Hai"]


def test_who_was_taken_out_comes_back_with_everything(dossier: Dossier, province: Province) -> None:
    one = added(dossier, province, name="Hoàng Văn Nông")
    income(one, 2018, 210)
    remove_nomination(one, by=province.officer, now=MORNING)
    assert not dossier.nominations.standing().exists()
    with pytest.raises(NotPossible, match="lấy lại"):
        edited(one, province, position="Nông dân")
    restore_nomination(one, by=province.officer, now=MORNING)
    assert dossier.nominations.standing().get().facts.count() == 1


def test_each_change_leaves_its_line_without_personal_values(dossier: Dossier, province: Province) -> None:
    one = added(dossier, province, name="Hoàng Văn Nông")
    edited(one, province, birth="12/03/1975", residence="Thôn Nà Ví", summary="Trồng na", attribute__category="farmer")
    remove_nomination(one, by=province.officer, now=MORNING + timedelta(minutes=1))
    lines = list(AuditLine.objects.filter(thing_kind="nomination").order_by("number"))
    assert [line.verb for line in lines] == ["add_nomination", "edit_nomination", "remove_nomination"]
    told = str(lines[1].after)
    assert not [word for word in ("1975", "Nà Ví", "Trồng na") if word in told]
    assert lines[1].after["nhóm đối tượng"] == "farmer"


def test_the_record_names_values_in_words_that_need_no_pack(dossier: Dossier, province: Province) -> None:
    one = added(dossier, province, name="Hoàng Văn Nông")
    typed = {"story.achievements": "Trồng na", "rating.2018": Rated("good"), "view.nong_dan.mo_hinh": View(True)}
    edit_nomination(one, typed, by=province.officer, now=MORNING)
    told = AuditLine.objects.filter(verb="edit_nomination").get().after
    assert set(told) == {
        "báo cáo thành tích, thành tích đạt được",
        "xếp loại năm 2018",
        "tự đánh giá “Có mô hình làm kinh tế đạt năng suất, chất lượng cao, ổn định”",
    }


def test_the_dossier_says_who_changed_it_last(dossier: Dossier, province: Province) -> None:
    nominated(dossier)
    added(dossier, province, name="Hoàng Văn Nông")
    dossier.refresh_from_db()
    assert (dossier.changed_by, dossier.changed_at) == (province.officer, MORNING)


def test_judgements_of_somebody_else_do_not_hold(dossier: Dossier, province: Province) -> None:
    one = nominated(dossier, "Nguyển Thị Đào")
    for judge in ("appraiser", "unit"):
        judged(one, "nong_dan.mo_hinh", judge=judge)
    edit_nomination(one, {"name": "Nguyễn Thị Đào"}, by=province.officer, now=MORNING)
    assert one.judgements.count() == 2
    edit_nomination(one, {"name": "Lý Văn Sơn"}, by=province.officer, now=MORNING)
    assert [answer.judge for answer in one.judgements.all()] == ["unit"]
