"""Holds the rows of a list against the register: who is known, which entries stand there already, what contradicts.

An entry stands already where its honouree has the same award of the same year, and nothing that both say of the
decision differs. Rows of one name, one unit and no birth are one person; where such rows would give that person the
same award twice with different positions, they are people of one name instead, and nobody of the register is taken
for any of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from vinhdanh.actions.imports.reading import DraftRow
from vinhdanh.actions.imports.same_awards import AwardFacts, Paper, StandingAward, facts_of, find_standing, paper_of
from vinhdanh.intake.lists.records import Birth, ListAward, ListRating
from vinhdanh.intake.problems import Problem
from vinhdanh.models import AuditHead, AuditLine, Award, Honouree, HonoureeKind, Rating, RowOutcome, Unit
from vinhdanh.models.import_contents import KeptRow, PlacedProblem
from vinhdanh.models.many_rows import parts
from vinhdanh.models.matching import Candidate, Match, MatchOutcome, match_people
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.vietnamese import folded, spelling_key

_key = lru_cache(maxsize=65536)(spelling_key)
_REGISTER = ("award", "awardchange", "decision", "honouree", "merge", "rating", "unit")
_DOUBT = "“{}” năm {} có thể trùng khen thưởng đã ghi mà thiếu thông tin quyết định; hãy đối chiếu, nếu trùng thì bỏ."
_NEW_COLLECTIVE = (
    "“{}” chưa khớp đơn vị nào trong cây đơn vị; sẽ ghi là tập thể thuộc {}. Nếu là đơn vị đã có trong cây, "
    "hãy ghi lại đúng tên hoặc mã."
)
Person = tuple[str, object]  # ("known", key) or ("new", place, position)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What one honouree has in the register."""

    awards: dict[tuple[str, int], list[StandingAward]]
    ratings: dict[int, str]


class Register:
    """The entries that stand in the register of the honourees asked about, read in a few queries."""

    def __init__(self, honourees: Iterable[int]) -> None:
        self._standing: dict[int, _Standing] = defaultdict(lambda: _Standing({}, {}))
        for keys in parts(sorted(set(honourees))):
            self._read(keys)

    def _read(self, keys: list[int]) -> None:
        awards = Award.objects.standing().filter(honouree__in=keys)
        columns = ("decision__number_key", "decision__signed_on", "decision__authority_folded", "authority", "position")
        facts = ("first_year", "manner")
        for key, code, year, number, day, issuer, authority, position, first, manner in awards.values_list(
            "honouree", "award", "year", *columns, *facts
        ):
            paper = Paper(number or "", day.isoformat() if day else "", issuer or folded(authority))
            listed = self._standing[key].awards.setdefault((code, year), [])
            listed.append(StandingAward(AwardFacts(paper, first, manner), _key(position)))
        for key, year, level in (
            Rating.objects.standing().filter(honouree__in=keys).values_list("honouree", "year", "level")
        ):
            self._standing[key].ratings[year] = level

    def find_award(self, honouree: int, award: ListAward) -> tuple[bool, bool]:
        """Whether the award stands there for this honouree, and whether it might, which nothing decides."""
        found, doubtful = find_standing(self._of(honouree, award), facts_of(award))
        return found is not None, doubtful

    def has_very_award(self, honouree: int, award: ListAward, position: str) -> bool:
        """Whether it stands there with the same paper and the same position."""
        mine, place = facts_of(award), _key(position)
        standing = self._of(honouree, award)
        return any(
            one.facts.paper == mine.paper and one.facts.may_be(mine) and place == one.position for one in standing
        )

    def level(self, honouree: int, year: int) -> str:
        """The rating of that year, blank where there is none."""
        return self._standing[honouree].ratings.get(year, "")

    def _of(self, honouree: int, award: ListAward) -> list[StandingAward]:
        return self._standing[honouree].awards.get((award.code, award.last_year or 0), [])


def settle(drafts: Sequence[DraftRow], within: tuple[str, ...] | None) -> None:
    """Gives every readable row its outcome, its honouree, and which of its entries are new.

    `drafts` hold all rows of each `person_key` and `number_key` that is among them. `within`: only honourees of the
    units at these paths and below are looked at; None: all.
    """
    readable = [draft for draft in drafts if draft.kept is not None]
    matches = _matched(readable, within)
    _place_people(readable, matches)
    asked = {match.honouree for match in matches if match.honouree is not None}
    asked |= {one.honouree for draft in readable if draft.known is None for one in draft.resembling}
    register = Register(asked)
    _find_again(readable, register)
    _compare(readable, register)
    _tell_new_collectives(readable)


def end_of_record() -> int:
    """The number of the last line of the record: whoever settles rows notes it before."""
    return AuditHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def is_unchanged_since(end: int) -> bool:
    """Whether nothing was written since that could change who is known, or what stands there already."""
    return not AuditLine.objects.filter(number__gt=end, thing_kind__in=_REGISTER).exists()


def place_again(drafts: Sequence[DraftRow]) -> None:
    """Finds out anew which rows are of one new honouree, of rows that were settled before and kept."""
    first: dict[str, int] = {}
    for place, draft in enumerate(drafts):
        draft.person = first.setdefault(_kept(draft).person, place)


def _matched(drafts: Sequence[DraftRow], within: tuple[str, ...] | None) -> list[Match]:
    """One match a row; rows that say the same of somebody are asked about once."""
    places: dict[Candidate, int] = {}
    asked = [places.setdefault(_candidate(draft), len(places)) for draft in drafts]
    first_row = {place: row for row, place in reversed(list(enumerate(asked)))}
    found = match_people(places, within)
    rows = {place: found[place].same_as for place in range(len(found))}
    return [
        replace(found[place], same_as=first_row[place if rows[place] is None else rows[place]])  # type: ignore[index]
        for place in asked
    ]


def _candidate(draft: DraftRow) -> Candidate:
    kept = _kept(draft)
    row, birth = kept.row, kept.row.birth or Birth(0)
    return Candidate(
        row.kind,
        row.name,
        kept.unit,
        birth.year or None,
        birth.month,
        birth.day,
        row.sex,
        row.ethnicity,
        draft.number,
        kept.is_unit,
    )


def _kept(draft: DraftRow) -> KeptRow:
    if draft.kept is None:
        raise ValueError(f"row {draft.source.number} was not read")
    return draft.kept


def _place_people(drafts: Sequence[DraftRow], matches: Sequence[Match]) -> None:
    """Says whose row each is: of a known honouree, or of the new one that the first of its rows brings."""
    groups: dict[tuple[bool, int], list[int]] = defaultdict(list)
    for place, (draft, match) in enumerate(zip(drafts, matches, strict=True)):
        draft.known, draft.resembling = match.honouree, match.resembling
        draft.outcome = RowOutcome.RESEMBLES if match.outcome == MatchOutcome.RESEMBLES else RowOutcome.NEW
        key = match.honouree if match.honouree is not None else match.same_as
        groups[match.honouree is not None, -1 if key is None else key].append(place)
    for places in groups.values():
        _share(drafts, places)


def _share(drafts: Sequence[DraftRow], places: Sequence[int]) -> None:
    """One person for all rows of a group, or one a position where the group must be people of one name."""
    if not _are_namesakes([drafts[place] for place in places]):
        for place in places:
            drafts[place].person = places[0]
            drafts[place].kept = replace(_kept(drafts[place]), namesakes=False)
        return
    first: dict[str, int] = {}
    for place in places:
        draft = drafts[place]
        draft.person = first.setdefault(_key(_kept(draft).row.position), place)
        draft.known, draft.outcome = None, RowOutcome.RESEMBLES
        draft.kept = replace(_kept(draft), namesakes=True)


def _are_namesakes(drafts: Sequence[DraftRow]) -> bool:
    """Whether two rows give the same award of one year by one paper, with positions that differ."""
    if len(drafts) < 2:
        return False
    seen: dict[tuple[str, int | None, Paper], set[str]] = defaultdict(set)
    for draft in drafts:
        row = _kept(draft).row
        if row.position and not draft.number:
            for award in row.awards:
                seen[award.code, award.last_year, paper_of(award.decision)].add(_key(row.position))
    return any(len(positions) > 1 for positions in seen.values())


def _find_again(drafts: Sequence[DraftRow], register: Register) -> None:
    """A row that merely resembles somebody, but whose every entry stands there word by word, was taken in before."""
    asked = {one.honouree for draft in drafts if draft.known is None for one in draft.resembling}
    people: dict[int, Honouree] = {}
    for keys in parts(sorted(asked)):
        people |= Honouree.objects.in_bulk(keys)
    for draft in drafts:
        if draft.known is None and draft.resembling:
            again = [key for one in draft.resembling if _is_again(draft, people[key := one.honouree], register)]
            draft.known = again[0] if again else None


def _is_again(draft: DraftRow, person: Honouree, register: Register) -> bool:
    kept = _kept(draft)
    row, birth = kept.row, kept.row.birth or Birth(0)
    mine = (row.kind, kept.unit, _key(row.name))
    days = ((birth.year, person.birth_year), (birth.month, person.birth_month), (birth.day, person.birth_day))
    return (
        mine == (person.kind, person.unit_id, person.name_key)
        and all(not typed or not known or typed == known for typed, known in days)
        and all(register.has_very_award(person.pk, award, position_of(draft)) for award in row.awards)
        and all(register.level(person.pk, rating.year) == rating.level for rating in row.ratings)
    )


def position_of(draft: DraftRow) -> str:
    """The position as the register keeps it of an award: with the workplace where no unit was found for it."""
    kept = _kept(draft)
    return ", ".join(filter(None, (kept.row.position, kept.workplace)))[:200]


class _Seen:
    """The entries that earlier rows of the file bring, by the person they belong to."""

    def __init__(self) -> None:
        self._awards: dict[tuple[Person, str, int | None], list[StandingAward]] = defaultdict(list)
        self._ratings: dict[tuple[Person, int], tuple[str, DraftRow]] = {}

    def award(self, person: Person, award: ListAward, draft: DraftRow) -> tuple[DraftRow | None, bool]:
        """The earlier row that brings this award; None, and remembered, where this row is the first.

        Also whether an earlier row might, which nothing decides.
        """
        mine, listed = facts_of(award), self._awards[person, award.code, award.last_year]
        found, doubtful = find_standing(listed, mine)
        if found is None:
            listed.append(StandingAward(mine, row=draft))
        return (found.row if found else None), doubtful

    def rating(self, person: Person, rating: ListRating) -> tuple[str, DraftRow] | None:
        """The level that an earlier row gives for that year, and that row."""
        return self._ratings.get((person, rating.year))

    def remember(self, person: Person, rating: ListRating, draft: DraftRow) -> None:
        """Notes the rating of a row that is taken."""
        self._ratings.setdefault((person, rating.year), (rating.level, draft))


def _compare(drafts: Sequence[DraftRow], register: Register) -> None:
    """Marks the entries that stand in the register or in an earlier row, and refuses ratings that contradict."""
    seen = _Seen()
    for draft in drafts:
        person: Person = ("new", draft.person) if draft.known is None else ("known", draft.known)
        first = drafts[draft.person]
        draft.kept = replace(_kept(draft), person=f"{first.table}:{first.source.number}")
        wrong = [*_unwritable(draft), *_contradictions(draft, person, register, seen)]
        if wrong:
            draft.outcome, draft.problems = RowOutcome.REFUSED, (*draft.problems, *wrong)
            continue
        _mark_entries(draft, person, register, seen)
        row = _kept(draft)
        if len(row.known) + len(row.twins) == len(row.row.awards) + len(row.row.ratings):
            draft.outcome = RowOutcome.KNOWN
        elif draft.known is not None:
            draft.outcome = RowOutcome.NEW


def _mark_entries(draft: DraftRow, person: Person, register: Register, seen: _Seen) -> None:
    kept = _kept(draft)
    known, twins, twin_row, doubts = [], [], "", []
    for place, award in enumerate(kept.row.awards):
        stands, doubtful = (False, False) if draft.known is None else register.find_award(draft.known, award)
        if stands:
            known.append(place)
            continue
        twin, unsure = seen.award(person, award, draft)
        if twin:
            twins.append(place)
            twin_row = _row_words(twin, draft)
        elif doubtful or unsure:
            doubts.append(_DOUBT.format(award.as_written, award.last_year))
    for place, rating in enumerate(kept.row.ratings, len(kept.row.awards)):
        earlier = seen.rating(person, rating)
        if draft.known is not None and register.level(draft.known, rating.year):
            known.append(place)
        elif earlier:
            twins.append(place)
            twin_row = _row_words(earlier[1], draft)
        seen.remember(person, rating, draft)
    draft.kept = replace(kept, known=tuple(known), twins=tuple(twins), twin_row=twin_row, doubts=tuple(doubts))


def _tell_new_collectives(drafts: Sequence[DraftRow]) -> None:
    """Says of each collective that is no unit and nobody of the register where it would stand, so that a person may
    choose a unit instead."""
    news = [draft for draft in drafts if draft.known is None and draft.outcome == RowOutcome.NEW]
    news = [draft for draft in news if _kept(draft).row.kind == HonoureeKind.COLLECTIVE and not _kept(draft).is_unit]
    names: dict[int, str] = {}
    for keys in parts(sorted({_kept(draft).unit for draft in news})):
        names |= dict(Unit.objects.filter(pk__in=keys).values_list("pk", "name"))
    for draft in news:
        kept = _kept(draft)
        told = _NEW_COLLECTIVE.format(kept.row.name, names[kept.unit])
        draft.kept = replace(kept, doubts=(*kept.doubts, told))


def _unwritable(draft: DraftRow) -> Iterator[PlacedProblem]:
    """What the register cannot hold: a row that brings nothing, an award of no year."""
    row = _kept(draft).row
    number = draft.source.number
    if not row.awards and not row.ratings:
        sentence = "Dòng không có danh hiệu, hình thức hay xếp loại nào; hãy chọn cột khác, hoặc ghi thêm vào ô."
        yield PlacedProblem(Problem("", number, "", row.name, sentence), of_register=True)
    for award in row.awards:
        if award.last_year is None:
            sentence = "Chưa rõ khen thưởng của năm nào; hãy ghi năm, hoặc ngày quyết định."
            yield PlacedProblem(Problem("", number, "", award.as_written, sentence), of_register=True)


def _contradictions(draft: DraftRow, person: Person, register: Register, seen: _Seen) -> Iterator[PlacedProblem]:
    """A year has one rating: what the row says differs from the register, or from an earlier row."""
    labels = catalogue().rating_spellings.labels
    for rating in _kept(draft).row.ratings:
        standing = register.level(draft.known, rating.year) if draft.known is not None else ""
        level, other = seen.rating(person, rating) or ("", draft)
        there = standing or level
        if not there or there == rating.level:
            continue
        if standing:
            said = f"Sổ đã ghi xếp loại năm {rating.year} là “{labels.get(there, there)}”"
            sentence = f"{said}; nếu sổ sai, hãy đính chính trong sổ."
        else:
            said = f"{_row_words(other, draft).capitalize()} ghi xếp loại năm {rating.year} là"
            sentence = f"{said} “{labels.get(there, there)}”; hãy sửa một trong hai dòng."
        typed = labels.get(rating.level, rating.level)
        problem = Problem("", draft.source.number, f"Xếp loại {rating.year}", typed, sentence)
        yield PlacedProblem(problem, of_register=True, of_honouree=bool(standing))


def _row_words(other: DraftRow, draft: DraftRow) -> str:
    where = f"dòng {other.source.number}"
    return where if other.table == draft.table else f"{where} của bảng thứ {other.table + 1}"
