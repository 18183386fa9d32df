"""Emulation clusters of a year."""

from datetime import date

import pytest

from tests.province import Province
from vinhdanh.actions.clusters import copy_clusters, edit_cluster, open_cluster, remove_cluster
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import AuditLine, Cluster, Unit
from vinhdanh.permissions import Refused


def opened(province: Province, **given: object) -> Cluster:
    members = [province.department, province.district]
    asked = {"year": 2020, "name": "Khối thi đua số 1", "members": members, "head": province.department}
    return open_cluster(**{"by": province.office, **asked, **given})


def test_a_cluster_has_members_and_one_of_them_heads_it(province: Province) -> None:
    cluster = opened(province)
    assert set(cluster.members.all()) == {province.department, province.district}
    line = AuditLine.objects.latest("number")
    assert (line.verb, line.after["head"]) == ("open_cluster", "so-tai-chinh")
    assert line.after["members"] == ["huyen-chi-lang", "so-tai-chinh"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"name": " "}, "Chưa ghi tên cụm"),
        ({"name": "Khối thi đua số 2", "members": []}, "Chưa chọn thành viên"),
        ({"name": "KHỐI THI ĐUA SỐ 1"}, "đã có cụm"),
        ({"name": "Khối thi đua số 2"}, "“Sở Tài chính” đang ở cụm “Khối thi đua số 1”"),
    ],
)
def test_a_cluster_that_cannot_be_is_refused(province: Province, given: dict, sentence: str) -> None:
    opened(province, members=[province.department])
    with pytest.raises(NotPossible, match=sentence):
        opened(province, **({"members": [province.department]} | given))


def test_the_head_is_a_member(province: Province) -> None:
    with pytest.raises(NotPossible, match="phải là thành viên") as refused:
        opened(province, head=province.commune)
    assert refused.value.field == "head"


def test_members_and_head_change_with_a_line_and_without_one_where_nothing_did(province: Province) -> None:
    cluster = opened(province)
    same = {"name": cluster.name, "members": [province.department, province.district], "head": province.department}
    edit_cluster(cluster, by=province.office, **same)
    assert AuditLine.objects.count() == 1
    edit_cluster(cluster, by=province.office, **{**same, "members": [province.district], "head": province.district})
    line = AuditLine.objects.latest("number")
    assert (line.verb, line.before["head"], line.after["head"]) == ("edit_cluster", "so-tai-chinh", "huyen-chi-lang")
    assert list(cluster.members.all()) == [province.district]


def test_a_cluster_made_by_mistake_goes_and_the_record_keeps_it(province: Province) -> None:
    remove_cluster(opened(province), by=province.office)
    assert not Cluster.objects.exists()
    assert AuditLine.objects.latest("number").before["members"] == ["huyen-chi-lang", "so-tai-chinh"]


def test_last_years_clusters_are_copied_without_heads_and_without_units_that_ended(province: Province) -> None:
    opened(province)
    Unit.objects.filter(pk=province.district.pk).update(closed_on=date(2020, 7, 1))
    [copy] = copy_clusters(by=province.office, source=2020, target=2021)
    assert (copy.name, copy.head, list(copy.members.all())) == ("Khối thi đua số 1", None, [province.department])
    with pytest.raises(NotPossible, match="Năm 2021 đã có cụm"):
        copy_clusters(by=province.office, source=2020, target=2021)
    with pytest.raises(NotPossible, match="Năm 2010 chưa có cụm"):
        copy_clusters(by=province.office, source=2010, target=2030)


@pytest.mark.parametrize("who", ["officer", "leader", "auditor", "administrator", "outsider"])
def test_only_the_office_changes_clusters(province: Province, who: str) -> None:
    cluster, person = opened(province), province.by_role()[who]
    with pytest.raises(Refused):
        opened(province, by=person, year=2021)
    with pytest.raises(Refused):
        edit_cluster(cluster, by=person, name="Khác", members=[province.district], head=None)
    with pytest.raises(Refused):
        remove_cluster(cluster, by=person)
    with pytest.raises(Refused):
        copy_clusters(by=person, source=2020, target=2021)
