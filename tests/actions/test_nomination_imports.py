"""A nomination workbook into a dossier: new ones come whole, known ones are completed, nothing comes twice."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest

from tests.dossiers import CAMPAIGN, MORNING, nominated, returned
from tests.province import Province
from vinhdanh.actions.nomination_imports import (
    SKIP,
    import_nominations,
    other_unit_named,
    planned,
    undo_import_of,
)
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.intake.records import AmountRow, NominationBook
from vinhdanh.intake.template import write_book
from vinhdanh.models import (
    Attachment,
    Dossier,
    Fact,
    JudgementView,
    Nomination,
)
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
    added = brought(dossier, book, province)
    Nomination.objects.filter(pk=added[0].pk).update(awards_listed=False)
    before = standing_rows(dossier)
    with pytest.raises(NotPossible, match="không có gì khác với hồ sơ"):
        import_nominations(dossier, book, {}, by=province.leader, now=MORNING + timedelta(hours=1))
    assert standing_rows(dossier) == before


def standing_rows(dossier: Dossier) -> list[object]:
    """All that stands in the dossier of its nominees."""
    tables = (Nomination.objects, Fact.objects, JudgementView.objects)
    return [sorted(table.values_list(), key=str) for table in tables] + [Dossier.objects.get(pk=dossier.pk).changed_at]


def earning(book: NominationBook, *million: int | None, proof: str = "") -> NominationBook:
    """The book with these figures for one year of its first farmer, who then stands in it alone, without judgements."""
    farmer = next(one for one in book.people if one.category == "farmer")
    amounts = (
        AmountRow(farmer.code, 2018, "income_after_costs", None if one is None else one * 1_000_000, proof, row)
        for row, one in enumerate(million, 2)
    )
    return replace(book, collectives=(), people=(farmer,), families=(), amounts=tuple(amounts), judgements=())


def figures(dossier: Dossier) -> list[tuple[int | None, str]]:
    """The figures of 2018 in million, with how each is proved."""
    found = Fact.objects.filter(nomination__dossier=dossier, kind="amount", year=2018).order_by("amount")
    return [(one.amount and one.amount // 1_000_000, str(one.provenance())) for one in found]


@pytest.mark.parametrize(
    ("before", "after", "stand"),
    [
        ((210,), (230,), [(230, "proved")]),
        ((210, 30), (210, 40), [(40, "claimed"), (210, "proved")]),
        ((210, 30), (240,), [(240, "proved")]),
        ((210,), (210, 40), [(40, "claimed"), (210, "proved")]),
        ((210,), (None,), [(210, "proved")]),
    ],
)
def test_a_corrected_figure_takes_the_place_of_the_old_one(
    dossier: Dossier, book: NominationBook, province: Province, before: tuple[int, ...], after: tuple[int | None, ...],
    stand: list[tuple[int, str]],
) -> None:  # fmt: skip
    (one,) = brought(dossier, earning(book, *before), province)
    proof = one.facts.filter(kind="amount").order_by("pk")[0]
    Attachment.objects.create(
        dossier=dossier, nomination=one, fact=proof, name="a.pdf", file="x", added_by=province.officer
    )
    if after == (None,):
        with pytest.raises(NotPossible, match="không có gì khác"):
            brought(dossier, earning(book, *after), province)
    else:
        brought(dossier, earning(book, *after), province)
    assert figures(dossier) == stand


def test_a_claim_gets_the_decision_that_the_workbook_knows(
    dossier: Dossier, book: NominationBook, province: Province
) -> None:
    """Typed first without its number, and with the sign left out: one award all the same."""
    award = next(one for one in book.awards if one.award and one.decision)
    brought(dossier, replace(book, awards=(replace(award, decision="", date=None, authority=""),)), province)
    brought(dossier, replace(book, awards=(award,)), province)
    short = replace(award, decision=award.decision.partition("-")[0])
    with pytest.raises(NotPossible, match="không có gì khác"):
        brought(dossier, replace(book, awards=(short,)), province)
    fact = Fact.objects.filter(kind="award", of_headed=False, code=award.award, year=award.year).get()
    assert fact.decision == award.decision


def test_of_a_returned_dossier_only_open_places_change_and_the_others_are_named(
    dossier: Dossier, book: NominationBook, province: Province
) -> None:
    (one,) = brought(dossier, earning(book, 210), province)
    fact = one.facts.get(kind="amount")
    returned(dossier, province, {f"fact:{fact.pk}": "Kê lại thu nhập"}, one)
    other = earning(book, 230)
    moved = replace(other, people=(replace(other.people[0], position="Trưởng thôn"),))
    with pytest.raises(NotPossible, match=rf"{one.name} \(chức vụ, nghề nghiệp\)"):
        brought(dossier, moved, province)
    assert figures(dossier) == [(210, "claimed")]
    brought(dossier, other, province)
    assert figures(dossier) == [(230, "claimed")]
    with pytest.raises(NotPossible, match="không thuộc nội dung được yêu cầu bổ sung"):
        brought(dossier, replace(other, people=(replace(other.people[0], name="Người mới"),)), province)


@pytest.mark.parametrize(
    ("sheet", "column", "change"),
    [
        ("Cá nhân", "Họ và tên", {"people": {"name": "A" * 201}}),
        ("Cá nhân", "Dân tộc", {"people": {"ethnicity": "Tày" * 20}}),
        ("Số liệu", "Minh chứng", {"amounts": {"proof": "b" * 301}}),
    ],
)
def test_a_cell_that_is_too_long_is_named_and_nothing_is_cut(
    dossier: Dossier, book: NominationBook, province: Province, sheet: str, column: str,
    change: dict[str, dict[str, str]],
) -> None:  # fmt: skip
    mine = earning(book, 210)
    for rows, told in change.items():
        mine = replace(mine, **{rows: tuple(replace(one, **told) for one in getattr(mine, rows))})  # type: ignore[arg-type]
    row = getattr(mine, next(iter(change)))[0].row
    with pytest.raises(NotPossible, match=f"Trang “{sheet}” dòng {row}, cột “{column}”"):
        brought(dossier, mine, province)
    assert not Nomination.objects.exists()


def test_two_of_one_name_are_two_and_an_accent_makes_another_person(
    dossier: Dossier, book: NominationBook, province: Province
) -> None:
    person = earning(book, 210).people[0]
    twins = tuple(replace(person, code=f"X{year}", birth=f"01/01/{year}") for year in (1970, 1980))
    mine = replace(earning(book), people=twins)
    first = brought(dossier, mine, province)
    assert [plan.known for plan in planned(dossier, mine)] == first
    assert [plan.known for plan in planned(dossier, replace(mine, people=twins[::-1]))] == first[::-1]
    elder = replace(mine, people=(replace(person, birth="01/01/1960"),))
    assert planned(dossier, elder)[0].known is None
    nominated(dossier, "Hoàng Văn Ân")
    assert planned(dossier, replace(mine, people=(replace(person, name="Hoàng Văn An"),)))[0].known is None


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


@pytest.mark.parametrize(
    "written", ["", "UBND huyện Chi Lăng", "Huyện Chi Lăng", "huyen chi lang", "Ủy ban nhân dân huyện Chi Lăng",
                "Phòng Nội vụ huyện Chi Lăng", "Xã Ví Dụ, huyện Chi Lăng", "UBND huyện"]
)  # fmt: skip
def test_the_same_unit_in_other_words_and_a_part_of_it_pass_silently(
    dossier: Dossier, book: NominationBook, province: Province, written: str
) -> None:
    named = replace(book, unit=replace(book.unit, name=written))
    assert other_unit_named(dossier, named, MORNING.date()) == ""
    assert brought(dossier, named, province)


@pytest.mark.parametrize("written", ["UBND huyện Lộc Bình", "Sở Tài chính", "Phòng Nội vụ huyện Lộc Bình", "UBND tỉnh"])
def test_a_workbook_of_another_unit_comes_only_where_a_person_says_so(
    dossier: Dossier, book: NominationBook, province: Province, written: str
) -> None:
    named = replace(book, unit=replace(book.unit, name=written))
    assert other_unit_named(dossier, named, MORNING.date()) == written
    with pytest.raises(NotPossible, match=f"Tệp ghi đơn vị là “{written}”, hồ sơ này là của Huyện Chi Lăng"):
        brought(dossier, named, province)
    added, _ = import_nominations(dossier, named, {}, by=province.officer, now=MORNING, of_other_unit=True)
    assert added


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
