"""Two who write at the same moment: neither overwrites the other, and nothing comes into the register twice."""

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings

from tests.actions.lists import BINH, DAO, changed, files_in_memory, outcomes, sent, written
from tests.actions.two_writers import just_before_locking, needs_postgres, write_across
from tests.models.people import make_honouree
from tests.province import Province, make_person
from vinhdanh.actions.awards import AwardDraft, add_award
from vinhdanh.actions.duplicates import merge_honourees, separate_honourees
from vinhdanh.actions.honourees import HonoureeDraft, add_honouree
from vinhdanh.actions.imports.sending import confirm_import
from vinhdanh.actions.imports.undoing import undo_import, withdraw_import
from vinhdanh.actions.imports.writing import write_import
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.suspicions import raise_suspicions
from vinhdanh.models import (
    AuditHead,
    AuditLine,
    Award,
    AwardStanding,
    Honouree,
    HonoureeStanding,
    Import,
    ImportState,
    Merge,
    Role,
    Suspicion,
    User,
)
from vinhdanh.reports.audit import verify_chain
from vinhdanh.tasks import confirm_and_write

pytestmark = [needs_postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _files(settings: Settings) -> None:
    files_in_memory(settings)


@pytest.fixture
def two(province: Province) -> tuple[Honouree, Honouree]:
    """The same person, written down twice; each with an award."""
    people = tuple(make_honouree("Nguyễn Thị Đào", province.commune, birth_year=1975) for _ in range(2))
    for person, year in zip(people, (2017, 2018), strict=True):
        add_award(person, AwardDraft(award="giay_khen", year=year), by=province.office, looked_at=set())
    return people


@pytest.fixture
def colleague(province: Province) -> User:
    """Another one of the office."""
    return make_person("ban-thi-dua-hai", "Hà Thị Đồng Nghiệp", Role.OFFICE, province.root)


@pytest.mark.parametrize("turned", [False, True])
def test_a_pair_that_two_people_merge_is_merged_once(province: Province, two, colleague: User, turned: bool) -> None:
    kept, absorbed = two
    other_way = (absorbed, kept) if turned else (kept, absorbed)
    refusal = write_across(
        lambda: merge_honourees(kept, absorbed, by=province.office),
        lambda: merge_honourees(*other_way, by=colleague),
    )
    assert isinstance(refusal, NotPossible)
    assert "không còn đứng riêng" in refusal.sentence
    assert (Merge.objects.count(), kept.awards.count()) == (1, 2)


def test_a_pair_is_decided_once(province: Province, two, colleague: User) -> None:
    raise_suspicions([one.pk for one in two])
    pair = Suspicion.objects.get()
    refusal = write_across(
        lambda: separate_honourees(pair, by=province.office),
        lambda: separate_honourees(pair, by=colleague),
    )
    assert isinstance(refusal, NotPossible)
    assert AuditLine.objects.filter(verb="separate_honourees").count() == 2  # one for each side


def test_a_list_that_two_people_confirm_is_written_once(province: Province) -> None:
    one = sent(province.district, province.officer, DAO)
    refusal = write_across(
        lambda: confirm_and_write(one, by=province.officer),
        lambda: confirm_and_write(one, by=province.office),
    )
    assert isinstance(refusal, NotPossible)
    assert "đang được ghi" in refusal.sentence
    assert (DBTaskResult.objects.count(), AuditLine.objects.filter(verb="confirm_import").count()) == (1, 1)
    one.refresh_from_db()
    assert one.confirmed_by == province.officer


def test_a_list_that_two_workers_write_is_written_once(province: Province) -> None:
    one = confirmed(province)
    assert write_across(lambda: write_import(one.pk), lambda: write_import(one.pk)) is None
    assert (Honouree.objects.count(), Award.objects.count()) == (1, 1)


def test_the_last_try_sees_what_was_written_at_the_last_moment(province: Province) -> None:
    """Whoever writes a list is overtaken each time that he made his plan, at last by another list of the same rows."""
    mine, other = confirmed(province), confirmed(province)

    def add_somebody(name: str) -> None:
        add_honouree(HonoureeDraft("individual", name, province.commune, birth_year=1990), by=province.office)

    overtaken = [lambda name=name: add_somebody(name) for name in ("Lý Văn Sơn", "Vi Thị Mai", "Hà Thu Cúc")]
    wrapper = just_before_locking(AuditHead._meta.db_table, *overtaken, lambda: write_import(other.pk))
    with connection.execute_wrapper(wrapper):
        write_import(mine.pk)
    assert Award.objects.count() == 1
    assert (outcomes(other), outcomes(mine)) == (["new"], ["known"])


def test_an_award_written_while_its_list_is_withdrawn_keeps_the_list(province: Province) -> None:
    one, person = undoing(province)
    failure = write_across(
        lambda: add_award(person, AwardDraft(award="giay_khen", year=2020), by=province.office, looked_at=set()),
        lambda: withdraw_import(one.pk),
    )
    assert failure is None
    one.refresh_from_db()
    person.refresh_from_db()
    assert (one.state, person.standing) == (ImportState.DONE, HonoureeStanding.STANDING)
    assert "Nguyễn Thị Đào" in one.failure
    assert not Award.objects.exclude(standing=AwardStanding.STANDING).exists()


def test_nobody_adds_an_award_to_one_who_is_being_withdrawn(province: Province) -> None:
    one, person = undoing(province)
    refusal = write_across(
        lambda: withdraw_import(one.pk),
        lambda: add_award(person, AwardDraft(award="giay_khen", year=2020), by=province.office, looked_at=set()),
    )
    assert isinstance(refusal, NotPossible)
    assert "rút khỏi sổ" in refusal.sentence
    assert not Award.objects.standing().exists()


def test_the_lines_of_two_writers_make_one_chain(province: Province, two) -> None:
    """The record has begun: the first lock is on a row that is there."""
    before = AuditLine.objects.count()
    failure = write_across(
        lambda: add_award(two[0], AwardDraft(award="giay_khen", year=2019), by=province.office, looked_at=set()),
        lambda: add_award(two[1], AwardDraft(award="giay_khen", year=2019), by=province.officer, looked_at=set()),
    )
    assert failure is None
    assert AuditLine.objects.count() == before + 2
    assert verify_chain().fault is None


def confirmed(province: Province) -> Import:
    """A list of one row that waits to be written; no decision is named, on which two writers would meet earlier."""
    one = sent(province.district, province.officer, changed(DAO, c8=""))
    confirm_import(one, by=province.officer)
    return one


def undoing(province: Province) -> tuple[Import, Honouree]:
    """A written list that waits to be withdrawn, and somebody who came with it."""
    one = written(province.district, province.officer, DAO, BINH)
    undo_import(one, by=province.office)
    return one, Honouree.objects.get(name="Nguyễn Thị Đào")
