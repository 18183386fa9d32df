"""A nomination workbook into a dossier: new ones come whole, known ones are completed, nothing comes twice."""

from io import BytesIO

import pytest

from tests.dossiers import CAMPAIGN, MORNING, nominated
from tests.province import Province
from vinhdanh.actions.nomination_imports import SKIP, import_nominations, planned, undo_import_of
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.records import NominationBook
from vinhdanh.intake.template import write_book
from vinhdanh.models import Dossier, Fact, Nomination
from vinhdanh.permissions import Refused
from vinhdanh.reports.screened_dossier import screen_dossier
from vinhdanh.rules.packs import load_pack
from vinhdanh.screening.report import screen_book
from vinhdanh.screening.terms import nomination_terms


@pytest.fixture(scope="module")
def book() -> NominationBook:
    """The example of the campaign, as a unit would send it."""
    pack, target = load_pack(CAMPAIGN), BytesIO()
    terms = nomination_terms(pack)
    write_book(target, terms, pack.example.unit, pack.example.rows, title=pack.title)
    return read_nominations(target.getvalue(), terms)


def brought(dossier: Dossier, book: NominationBook, province: Province, **choices: str) -> list[Nomination]:
    added, _ = import_nominations(dossier, book, choices, by=province.officer, now=MORNING)
    return added


def test_the_dossier_answers_as_the_workbook_does(dossier: Dossier, book: NominationBook, province: Province) -> None:
    """But for what is judged: the workbook's answers become the unit's own view, and decide nothing."""
    pack = load_pack(CAMPAIGN)
    without_judgements = NominationBook(**{**{n: getattr(book, n) for n in book.__slots__}, "judgements": ()})
    expected = screen_book(without_judgements, pack, on=MORNING.date())
    brought(dossier, book, province)
    found = screen_dossier(dossier, MORNING.date())
    assert [(one.nominee.name, one.verdict, one.finding.because) for one in found.screened] == [
        (one.nominee.name, one.verdict, one.finding.because) for one in expected.screened
    ]
    assert found.quota.sentence == expected.quota.sentence


def test_what_was_judged_is_the_units_own_view(dossier: Dossier, book: NominationBook, province: Province) -> None:
    brought(dossier, book, province)
    views = [view for one in dossier.nominations.all() for view in one.judgements.all()]
    assert len(views) == len(book.judgements) > 0
    assert {view.judge for view in views} == {"unit"}


def test_the_same_workbook_twice_changes_nothing(dossier: Dossier, book: NominationBook, province: Province) -> None:
    brought(dossier, book, province)
    before = sorted(Fact.objects.values_list("nomination", "kind", "of_headed", "year", "code", "amount"))
    added, updated = import_nominations(dossier, book, {}, by=province.officer, now=MORNING)
    assert added == []
    assert len(updated) == dossier.nominations.count()
    assert sorted(Fact.objects.values_list("nomination", "kind", "of_headed", "year", "code", "amount")) == before


def test_a_known_nominee_keeps_what_the_workbook_leaves_blank(
    dossier: Dossier, book: NominationBook, province: Province
) -> None:
    person = book.people[0]
    known = nominated(dossier, person.name.upper(), residence="Thôn Nà Ví", attributes={})
    (plan,) = (one for one in planned(dossier, book) if one.row is person)
    assert (plan.known, plan.usual) == (known, "update")
    brought(dossier, book, province)
    known.refresh_from_db()
    assert known.residence == "Thôn Nà Ví"
    assert known.attributes["category"] == person.category
    assert dossier.nominations.filter(name_folded=known.name_folded).count() == 1


def test_who_is_left_out_does_not_come(dossier: Dossier, book: NominationBook, province: Province) -> None:
    skipped = book.people[0]
    brought(dossier, book, province, **{skipped.code: SKIP})
    assert not dossier.nominations.filter(name=skipped.name).exists()
    everybody = {row.code: SKIP for row in (*book.collectives, *book.people, *book.families)}
    with pytest.raises(NotPossible, match="Không có trường hợp"):
        brought(dossier, book, province, **everybody)


def test_what_the_workbook_added_is_taken_out_in_one_go(
    dossier: Dossier, book: NominationBook, province: Province
) -> None:
    before = nominated(dossier, "Có từ trước")
    added = brought(dossier, book, province)
    assert undo_import_of(added, by=province.officer, now=MORNING) == len(added)
    assert list(dossier.nominations.standing()) == [before]


def test_it_asks_what_every_change_asks(dossier: Dossier, book: NominationBook, province: Province) -> None:
    with pytest.raises(Refused):
        import_nominations(dossier, book, {}, by=province.office, now=MORNING)
    Dossier.objects.update(state="sent")
    with pytest.raises(NotPossible, match="không sửa được nữa"):
        brought(dossier, book, province)
    assert not Nomination.objects.exists()
