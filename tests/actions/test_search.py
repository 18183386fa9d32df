"""The index follows what the actions change: names, places, awards; and forgets who left the register."""

from datetime import date

import pytest

from tests.province import Province, make_unit
from tests.reports.search_samples import award, names, near, person
from vinhdanh.actions.search import refresh_decisions, refresh_honourees, refresh_units, write_index_anew
from vinhdanh.models import Decision, HonoureeStanding, SearchEntry, UnitKind
from vinhdanh.reports.vocabulary import current_vocabulary


@pytest.fixture(autouse=True)
def _units(province: Province) -> None:
    write_index_anew()


def test_somebody_new_is_found_and_under_a_new_name_no_longer_under_the_old_one(province: Province) -> None:
    dao = person("Nguyễn Thị Đào", province.commune)
    assert names("đào", province) == []
    refresh_honourees([dao.pk])
    assert names("đào", province) == ["Nguyễn Thị Đào"]
    dao.name = "Nguyễn Thị Mận"
    dao.save()
    refresh_honourees([dao.pk])
    assert (names("đào", province), names("mận", province)) == ([], ["Nguyễn Thị Mận"])


@pytest.mark.parametrize("standing", [HonoureeStanding.WITHDRAWN, HonoureeStanding.MERGED])
def test_who_does_not_stand_in_the_register_is_not_found(standing: str, province: Province) -> None:
    kept, gone = person("Lý Văn Tư", province.commune), person("Nguyễn Thị Đào", province.commune)
    refresh_honourees([gone.pk])
    gone.standing, gone.merged_into = standing, kept if standing == HonoureeStanding.MERGED else None
    gone.save()
    refresh_honourees([gone.pk])
    assert not SearchEntry.objects.filter(thing="honouree", key=gone.pk).exists()


def test_writing_an_entry_twice_leaves_one(province: Province) -> None:
    dao = person("Nguyễn Thị Đào", province.commune)
    refresh_honourees([dao.pk, dao.pk])
    refresh_honourees([dao.pk])
    assert names("đào", province) == ["Nguyễn Thị Đào"]


def test_after_a_rename_all_in_the_unit_are_found_by_its_new_name(province: Province) -> None:
    dao = person("Nguyễn Thị Đào", province.commune)
    refresh_honourees([dao.pk])
    province.district.name = "Huyện Bình Gia"
    province.district.save()
    refresh_units([province.district.pk])
    assert names("đào bình gia", province) == ["Nguyễn Thị Đào"]
    assert names("đào chi lăng", province) == []
    assert names("xã ví dụ bình gia", province)[0] == "Xã Ví Dụ"


def test_after_a_move_a_unit_is_found_by_those_above_it_now(province: Province) -> None:
    dao = person("Nguyễn Thị Đào", province.commune)
    paper = Decision.objects.create(number="12/QĐ-UBND")
    award(dao, "giay_khen", 2019, paper)
    refresh_honourees([dao.pk])
    commune = province.commune
    commune.parent, commune.path = province.department, province.department.path + f"{commune.pk:08}"
    commune.save()
    refresh_units([commune.pk])
    for text, found in (("đào", "Nguyễn Thị Đào"), ("ví dụ", "Xã Ví Dụ"), ("12", "12/QĐ-UBND")):
        assert found in names(text, province, by="outsider")
        assert found not in names(text, province, by="officer")


def test_a_closed_unit_comes_after_the_one_that_stands(province: Province) -> None:
    old = make_unit("xa-cu", "Xã Bắc Sơn", UnitKind.COMMUNE, province.district)
    new = make_unit("xa-moi", "Xã Bắc Sơn Mới", UnitKind.COMMUNE, province.district)
    old.closed_on = date(2020, 1, 1)
    old.save()
    refresh_units([old.pk, new.pk])
    assert names("bac son", province) == ["Xã Bắc Sơn Mới", "Xã Bắc Sơn"]
    assert names("xa bac son", province) == ["Xã Bắc Sơn", "Xã Bắc Sơn Mới"]  # its very name, though it is closed


def test_a_new_award_lets_its_unit_find_the_decision(province: Province) -> None:
    paper = Decision.objects.create(number="12/QĐ-UBND")
    refresh_decisions([paper.pk])
    assert names("12", province, by="officer") == []
    dao = person("Nguyễn Thị Đào", province.commune)
    award(dao, "giay_khen", 2019, paper)
    refresh_honourees([dao.pk])
    assert names("12", province, by="officer") == ["12/QĐ-UBND"]


def test_a_word_that_nobody_had_before_is_known_to_slips_at_once(province: Province) -> None:
    before = current_vocabulary()
    dao = person("Nguyễn Thị Xuyến", province.commune)
    refresh_honourees([dao.pk])
    assert near("nguyen thi xuyne", province) == ["Nguyễn Thị Xuyến"]
    after = current_vocabulary()
    assert "xuien" in after.known - before.known
    assert current_vocabulary() is after


def test_the_index_written_anew_is_what_the_actions_keep(province: Province) -> None:
    dao = person("Nguyễn Thị Đào", province.commune, 1980)
    award(dao, "giay_khen", 2019, Decision.objects.create(number="12/QĐ-UBND", signed_on=date(2019, 5, 4)))
    refresh_honourees([dao.pk])
    columns = ("thing", "key", "kind", "names", "lexemes", "path", "is_unit", "last_year", "ended")
    kept = set(SearchEntry.objects.values_list(*columns))
    write_index_anew()
    assert set(SearchEntry.objects.values_list(*columns)) == kept
    assert len(kept) == 7
