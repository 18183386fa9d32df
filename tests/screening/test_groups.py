"""A unit's group is proposed from its name and its kind; where nothing says, a person chooses."""

import pytest

from vinhdanh.models import UnitKind
from vinhdanh.rules.packs import load_pack, pack_names
from vinhdanh.screening.groups import GroupFinder

FINDER = GroupFinder(load_pack("lang-son-2020"))


@pytest.mark.parametrize(
    ("kind", "names", "group"),
    [
        ("department", ["Sở Y tế"], "health"),
        ("department", ["Sở GD&ĐT"], "education"),
        ("department", ["Sở Nông nghiệp", "Sở NN&PTNT"], "agriculture"),
        ("department", ["Sở Tài chính"], "other"),
        ("police", ["Công an tỉnh"], "police"),
        ("border_guard", ["Bộ Chỉ huy Bộ đội Biên phòng tỉnh"], "border_guard"),
        ("district", ["Huyện Chi Lăng"], "district"),
        ("other", ["Tổ công tác liên ngành"], ""),
        ("commune", ["Xã Ví Dụ"], ""),
    ],
)
def test_the_name_goes_before_a_kind_that_is_one_of_several(kind: str, names: list[str], group: str) -> None:
    assert FINDER.propose(kind, names) == group


@pytest.mark.parametrize(
    ("name", "group"),
    [
        ("Sở Nông nghiệp và PTNT", "agriculture"),
        ("Sở NN và PTNT tỉnh", "agriculture"),
        ("Sở Y tế tỉnh Lạng Sơn", "health"),
        ("SỞ GIÁO DỤC VÀ ĐÀO TẠO LẠNG SƠN", "education"),
        ("Sở GDĐT", "education"),
        ("Sở Y tế tỉnh Ví Dụ", "health"),
        ("Sở Y tế Ví Dụ", "health"),
    ],
)
def test_short_forms_and_the_place_after_a_name_are_understood(name: str, group: str) -> None:
    assert GroupFinder(load_pack("lang-son-2020"), ["Tỉnh Ví Dụ"]).propose("department", [name]) == group


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("department", "Sở Nông nghiệp"),
        ("department", "Sở Nông nghiệp và Môi trường"),
        ("department", "Sở Giáo dục"),
        ("department", "Sở Y tế tỉnh khác"),
        ("police", "Công an huyện Chi Lăng"),
        ("military", "Ban Chỉ huy Quân sự thành phố Lạng Sơn"),
    ],
)
def test_what_is_merely_near_to_a_group_is_left_to_a_person(kind: str, name: str) -> None:
    assert FINDER.propose(kind, [name]) == ""


def test_two_names_that_say_two_groups_are_left_to_a_person() -> None:
    assert FINDER.propose("department", ["Sở Y tế", "Công an tỉnh"]) == ""


def test_a_kind_that_has_a_group_of_its_own_goes_before_the_words() -> None:
    assert FINDER.propose("district", ["Công an tỉnh"]) == "district"


def test_where_there_is_one_group_it_is_everybodys() -> None:
    pack = load_pack("lang-son-2020")
    alone = pack.model_copy(update={"groups": pack.groups[:1]})
    assert GroupFinder(alone).propose("commune", ["Xã Ví Dụ"]) == pack.groups[0].code


@pytest.mark.parametrize("name", pack_names())
def test_packs_name_kinds_of_units_that_there_are(name: str) -> None:
    named = {kind for group in load_pack(name).groups for kind in group.unit_kinds}
    assert named <= set(UnitKind.values)
