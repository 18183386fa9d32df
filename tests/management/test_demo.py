"""The made-up province: the same every time, whole in the record, and never upon real data."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.province import Province
from vinhdanh.actions.demo import Drawn, is_loaded
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.management import demo
from vinhdanh.management.demo_draw import draw
from vinhdanh.models import (
    AuditLine,
    Award,
    AwardChange,
    Decision,
    Honouree,
    Import,
    Role,
    Suspicion,
    Unit,
    UnitYear,
    User,
    identity,
)
from vinhdanh.models.unit_names import resolve_unit
from vinhdanh.reports.audit import verify_chain
from vinhdanh.reports.denominators import numbers_by_year
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.rules.packs import load_pack
from vinhdanh.vietnamese import lower_first


def drawn(size: float) -> Drawn:
    return draw(
        demo.read_lists("people.yaml"),
        demo.read_lists("awards.yaml"),
        demo.units_of(demo.read_book()),
        settings.DEMO_DAY,
        size,
    )


@pytest.fixture(scope="module")
def whole() -> Drawn:
    return drawn(1.0)


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The small province, loaded once for these tests and taken back after them."""
    memory = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    with django_db_blocker.unblock(), override_settings(DEMO=True, STORAGES=memory), transaction.atomic():
        assert demo.load("small") == 0
        yield
        transaction.set_rollback(True)


def test_the_same_people_and_awards_are_drawn_every_time(whole: Drawn) -> None:
    again = drawn(1.0)
    assert (again.people, again.awards, again.ratings) == (whole.people, whole.awards, whole.ratings)


def test_there_is_enough_of_everything(whole: Drawn) -> None:
    kinds = Counter(one.kind for one in whole.people)
    assert len(whole.people) > 1500
    assert len(whole.awards) > 2500
    assert min(kinds["collective"], kinds["individual"], kinds["family"]) >= 90
    assert {one.year for one in whole.awards} == {2016, 2017, 2018, 2019, 2020}


@pytest.mark.parametrize("size", [0.15, 1.0])
def test_nothing_is_decided_or_rated_after_the_day_of_the_story(size: float) -> None:
    day = settings.DEMO_DAY
    papers = [one.paper for one in drawn(size).awards if one.paper is not None]
    assert max(paper.signed_on for paper in papers) <= day
    assert {one.year for one in drawn(size).ratings} == set(range(2016, day.year))


@pytest.mark.usefixtures("loaded")
def test_no_decision_of_the_register_is_of_a_day_to_come() -> None:
    signed = Decision.objects.exclude(signed_on=None).order_by("-signed_on")
    assert signed[0].signed_on <= settings.DEMO_DAY
    assert signed.filter(signed_on__year=2020).count() > 20


def test_every_row_of_the_form_has_an_award_that_the_law_knows(whole: Drawn) -> None:
    layout = load_pack("lang-son-2020").form_02
    assert layout is not None
    law, given = catalogue(), Counter(one.award for one in whole.awards)
    assert set(given) <= set(law.award_of)
    counted = {
        law.nearest(award, {code for level in layout.levels for row in level.rows for code in row.awards})
        for award in given
    }
    assert not [row.id for level in layout.levels for row in level.rows if not set(row.awards) & counted]


def test_nobody_receives_one_award_twice_in_a_year_but_the_one_whom_the_guides_name(whole: Drawn) -> None:
    twice = Counter((one.honouree, one.award, one.year) for one in whole.awards)
    assert {whole.people[key[0]].name for key, count in twice.items() if count > 1} == set()


@pytest.mark.parametrize("size", [0.15, 1.0])
def test_the_awards_of_one_person_come_from_one_unit_or_from_above_it(size: float) -> None:
    units = {unit.code: unit for unit in demo.units_of(demo.read_book())}
    bodies = {f"Chủ tịch UBND {lower_first(unit.name)}" for unit in units.values() if unit.kind == "district"}
    bodies |= {unit.name for unit in units.values()}
    deciding: dict[int, set[str]] = defaultdict(set)
    of_sizes = drawn(size)
    for one in of_sizes.awards:
        if one.paper is not None and one.paper.authority in bodies:
            deciding[one.honouree].add(one.paper.authority)
    assert max(map(len, deciding.values())) == 1
    featured = next(key for key, one in enumerate(of_sizes.people) if one.name == "Nguyễn Thị Đào" and one.number)
    assert deciding[featured] == {"Chủ tịch UBND huyện Chi Lăng"}


def test_identity_numbers_are_nobodys(whole: Drawn) -> None:
    numbers = [one.number for one in whole.people if one.number]
    assert len(numbers) > 300
    assert all(identity.is_identity_number(number) and number.startswith("000") for number in numbers)


@pytest.mark.usefixtures("loaded")
def test_every_role_has_an_account_that_opens_with_the_password_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert {held.role for user in User.objects.all() for held in user.roles} == set(Role.values)
    assert demo.show_logins() == 0
    printed = capsys.readouterr().out
    password = printed.rpartition(": ")[2].strip()
    assert all(user.username in printed and user.check_password(password) for user in User.objects.all()[:2])


@pytest.mark.usefixtures("loaded")
def test_the_record_tells_of_every_entry_and_is_whole() -> None:
    told = Counter(AuditLine.objects.values_list("verb", flat=True))
    assert verify_chain().fault is None
    assert told["load_demo"] == 1
    assert Award.objects.filter(corrects=None).count() == told["add_award"]
    assert Honouree.objects.filter(is_unit=False).count() == told["add_honouree"]


@pytest.mark.usefixtures("loaded")
def test_there_is_something_of_every_state() -> None:
    assert sorted(AwardChange.objects.values_list("kind", flat=True)) == ["correction", "reissue", "revocation"]
    assert sorted(Import.objects.values_list("state", flat=True)) == ["done", "preview"]
    states = Counter(Suspicion.objects.values_list("state", flat=True))
    assert states["open"] >= 10
    assert (states["merged"], states["two"]) == (1, 1)


@pytest.mark.usefixtures("loaded")
def test_a_commune_that_was_merged_is_found_and_some_numbers_are_missing_on_purpose() -> None:
    gone = Unit.objects.filter(closed_on__isnull=False).first()
    assert gone is not None
    match = resolve_unit(gone.name, gone.parent)
    assert match.named == gone
    assert match.unit == gone.successions.get().successor
    known, unknown = numbers_by_year(Unit.objects.get(parent=None), 2019, 2020)
    assert None not in (known.collectives, known.individuals)
    assert None in (unknown.collectives, unknown.individuals)


@pytest.mark.usefixtures("loaded")
def test_loading_again_adds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = AuditLine.objects.count()
    assert demo.load("small") == 0
    assert "Dữ liệu mẫu đã có" in capsys.readouterr().out
    assert AuditLine.objects.count() == before


@pytest.mark.django_db
def test_nothing_is_loaded_where_demo_mode_is_off(settings) -> None:
    settings.DEMO = False
    with pytest.raises(NotPossible, match="Chế độ trình diễn đang tắt"):
        demo.load("small")
    assert demo.show_logins() == 1
    assert not User.objects.exists()


def test_nothing_is_ever_mixed_with_what_stands_there(province: Province, settings) -> None:
    settings.DEMO = True
    with pytest.raises(NotPossible, match="đã có dữ liệu"):
        demo.load("small")
    assert not is_loaded()
    assert not UnitYear.objects.exists()
