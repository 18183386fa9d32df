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
        ("department", ["Sở Y tế", "Công an tỉnh"], "other"),
    ],
)
def test_the_name_goes_before_the_kind(kind: str, names: list[str], group: str) -> None:
    assert FINDER.propose(kind, names) == group


def test_where_there_is_one_group_it_is_everybodys() -> None:
    pack = load_pack("lang-son-2020")
    alone = pack.model_copy(update={"groups": pack.groups[:1]})
    assert GroupFinder(alone).propose("commune", ["Xã Ví Dụ"]) == pack.groups[0].code


@pytest.mark.parametrize("name", pack_names())
def test_packs_name_kinds_of_units_that_there_are(name: str) -> None:
    named = {kind for group in load_pack(name).groups for kind in group.unit_kinds}
    assert named <= set(UnitKind.values)
