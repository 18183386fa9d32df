"""Two honourees side by side: what each is, what agrees, what differs, and which of the two to keep."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from vinhdanh.models import Award, Honouree, Import, Merge, Position, Rating, Suspicion, User
from vinhdanh.models.doubles import double_awards, double_ratings
from vinhdanh.models.duplicates import SuspicionQuerySet
from vinhdanh.models.likeness import Evidence
from vinhdanh.models.matching import Resemblance
from vinhdanh.permissions import can
from vinhdanh.reports.award_words import award_label, level_label, years_label
from vinhdanh.vietnamese import folded, spelling_key, tidy, written_date

MOST_AWARDS = 4
CERTAIN_FROM = 90  # of 100: the pairs that are one almost surely
SPELLED = "Trùng tên, chỉ khác cách viết (i/y, chỗ đặt dấu)"  # Kỳ and Kì, Toàn and Tòan
Words = tuple[tuple[str, bool], ...]  # a word, and whether the other side lacks it


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """A piece of evidence in words; `speaks`: `for` one and the same, `against` it, or `care`."""

    text: str
    speaks: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, as far as the reader may see; of the awards that stand, `awards` are the latest in words."""

    honouree: Honouree
    birth: str
    positions: tuple[str, ...]
    awards: tuple[str, ...]
    standing_awards: tuple[Award, ...]
    standing_ratings: tuple[Rating, ...]

    @property
    def award_count(self) -> int:
        return len(self.standing_awards)

    @property
    def rating_count(self) -> int:
        return len(self.standing_ratings)


@dataclass(frozen=True, slots=True)
class Row:
    """One thing side by side. `result`: `same`, `differs`, `part` where what both know is the same, `unknown` where one
    side does not know it, blank where there is nothing to compare."""

    label: str
    left: Words
    right: Words
    result: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A suspicion: the one to keep stands at the left, by what is known of each.

    `left_known_better`: more is known of it; else it stands there because it came first. `doubles`: the entries that
    both have and that a merge would count once.
    """

    suspicion: Suspicion
    left: Side
    right: Side
    rows: tuple[Row, ...]
    evidence: tuple[EvidenceLine, ...]
    doubles: tuple[str, ...]
    left_known_better: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """One of the register that looks like somebody to be added."""

    side: Side
    score: int
    evidence: tuple[EvidenceLine, ...]


def side_by_side(found: Iterable[Resemblance], reader: User, name: str = "") -> list[Alike]:
    """Those that look like somebody to be added under that name, best first, with what tells them apart."""
    listed = list(found)
    people = Honouree.objects.filter(pk__in=[one.honouree for one in listed]).select_related("unit__parent__parent")
    sides = _sides(people, reader)
    return [
        Alike(side, one.score, _lines(one.evidence, name, side.honouree.name))
        for one, side in ((one, sides[one.honouree]) for one in listed)
    ]


def pairs_of(suspicions: Sequence[Suspicion], reader: User) -> list[Pair]:
    """The pairs as they stand on the page; a constant number of queries for any number of them."""
    keys = {key for one in suspicions for key in (one.first_id, one.second_id)}
    sides = _sides(Honouree.objects.filter(pk__in=keys).select_related("unit__parent__parent"), reader)
    return [_pair(one, sides[one.first_id], sides[one.second_id]) for one in suspicions]


def pairs_waiting(one: Import, reader: User) -> int:
    """How many pairs with an honouree that the import brought wait for a decision, of those that the reader sees."""
    brought = Q(first__from_import=one) | Q(second__from_import=one)
    return Suspicion.objects.visible_to(reader).waiting().filter(brought).count()


def suspicions_seen(
    reader: User, *, kind: str = "", name: str = "", path: str = "", certain: bool = False
) -> SuspicionQuerySet:
    """The pairs that wait, narrowed; the likeliest first. `path`: one side stands in that unit or below it."""
    found: SuspicionQuerySet = Suspicion.objects.visible_to(reader).waiting()
    if kind:
        found = found.filter(first__kind=kind)
    if name:
        words = folded(name)
        found = found.filter(Q(first__name_folded__contains=words) | Q(second__name_folded__contains=words))
    if path:
        found = found.filter(Q(first__unit__path__startswith=path) | Q(second__unit__path__startswith=path))
    return found.filter(score__gte=CERTAIN_FROM) if certain else found


def merges_seen(reader: User) -> QuerySet[Merge]:
    """The merges that stand, the latest first."""
    kept = Honouree.objects.visible_to(reader)
    return Merge.objects.filter(undone_at=None, kept__in=kept).select_related("kept__unit", "absorbed", "merged_by")


def told_apart_seen(reader: User) -> SuspicionQuerySet:
    """The pairs that somebody said are two, the latest first, both sides standing still."""
    found: SuspicionQuerySet = Suspicion.objects.visible_to(reader).told_apart()
    return found.select_related("first__unit", "second__unit", "decided_by").order_by("-decided_at", "-pk")


def _pair(suspicion: Suspicion, first: Side, second: Side) -> Pair:
    left, right = sorted((first, second), key=lambda side: (_known_of(side), -side.honouree.pk), reverse=True)
    return Pair(
        suspicion,
        left,
        right,
        tuple(_rows(left, right)),
        _lines(suspicion.evidence, left.honouree.name, right.honouree.name),
        tuple(_doubles(left, right)),
        _known_of(left) > _known_of(right),
    )


def _doubles(left: Side, right: Side) -> Iterator[str]:
    for award, _ in double_awards(left.standing_awards, right.standing_awards):
        yield f"{award_label(award.award)} năm {years_label(award)}"
    for rating, _ in double_ratings(left.standing_ratings, right.standing_ratings):
        yield f"xếp loại {level_label(rating.level, rating.year)} năm {rating.year}"


def _known_of(side: Side) -> tuple[bool, bool, int, int]:
    """What makes one worth keeping: it is a unit, has a number, a fuller birth, more awards."""
    one = side.honouree
    birth = sum(part is not None for part in (one.birth_year, one.birth_month, one.birth_day))
    return one.is_unit, bool(one.identity_digest), birth, side.award_count


def _rows(left: Side, right: Side) -> Iterable[Row]:
    mine, theirs = left.honouree, right.honouree
    yield _row("Tên", mine.name, theirs.name)
    if mine.kind == "individual":
        yield _birth_row(left, right)
        yield _row("Giới tính", mine.get_sex_display(), theirs.get_sex_display())
        yield _row("Dân tộc", mine.ethnicity, theirs.ethnicity)
        yield _number_row(mine, theirs)
    yield _row("Đơn vị", mine.unit.placed_name, theirs.unit.placed_name, same=mine.unit_id == theirs.unit_id)
    if mine.kind == "individual":
        yield Row("Chức vụ", _plain("; ".join(left.positions)), _plain("; ".join(right.positions)), "")
    yield Row("Khen thưởng", _awards(left), _awards(right), "")


def _awards(side: Side) -> Words:
    """The latest, or that there are none: the register knows what it holds."""
    return _plain("; ".join(side.awards) or "chưa có")


def _row(label: str, left: str, right: str, same: bool | None = None) -> Row:
    if not left or not right:
        return Row(label, _plain(left), _plain(right), "unknown")
    if same is None:
        same = spelling_key(left) == spelling_key(right)
    if same:
        return Row(label, _plain(left), _plain(right), "same")
    return Row(label, _marked(left, right), _marked(right, left), "differs")


def _birth_row(left: Side, right: Side) -> Row:
    """Births differ only where something known of both differs: 1975 is part of 12/03/1975."""
    row = _row("Ngày sinh", left.birth, right.birth)
    mine, theirs = left.honouree, right.honouree
    parts = [(getattr(mine, name), getattr(theirs, name)) for name in ("birth_year", "birth_month", "birth_day")]
    if row.result == "differs" and all(one is None or other is None or one == other for one, other in parts):
        return Row(row.label, _plain(left.birth), _plain(right.birth), "part")
    return row


def _number_row(mine: Honouree, theirs: Honouree) -> Row:
    """Numbers are compared, never shown."""
    words = ["đã có" if one.identity_digest else "" for one in (mine, theirs)]
    result = "unknown" if not all(words) else "same" if mine.identity_digest == theirs.identity_digest else "differs"
    return Row("Số định danh", _plain(words[0]), _plain(words[1]), result)


def _plain(text: str) -> Words:
    return tuple((word, False) for word in text.split())


def _marked(text: str, other: str) -> Words:
    there = Counter(spelling_key(word) for word in other.split())
    words = []
    for word in text.split():
        key = spelling_key(word)
        words.append((word, there[key] == 0))
        there[key] -= there[key] > 0
    return tuple(words)


def _lines(codes: Iterable[str], one: str = "", other: str = "") -> tuple[EvidenceLine, ...]:
    """The evidence in words; of the two names as they are written, where these are known."""
    told = [Evidence(code) for code in codes]
    spelled = bool(one and other) and tidy(one).lower() != tidy(other).lower()
    return tuple(
        EvidenceLine(SPELLED if spelled and code == Evidence.NAME_SAME else str(code.label), code.speaks)
        for code in told
    )


def _sides(people: Iterable[Honouree], reader: User) -> dict[int, Side]:
    """Each with its positions, the latest awards, and how many entries it has: four queries."""
    found = {one.pk: one for one in people}
    positions: dict[int, list[str]] = {key: [] for key in found}
    for held in Position.objects.filter(honouree__in=found).select_related("unit"):
        since = f" (từ {written_date(held.since)})" if held.since else ""
        positions[held.honouree_id].append(f"{held.title}{since}")
    awards: dict[int, list[Award]] = {key: [] for key in found}
    for award in Award.objects.standing().filter(honouree__in=found).select_related("decision"):
        awards[award.honouree_id].append(award)
    ratings: dict[int, list[Rating]] = {key: [] for key in found}
    for rating in Rating.objects.standing().filter(honouree__in=found):
        ratings[rating.honouree_id].append(rating)
    return {
        key: Side(
            one,
            one.birth_text if can(reader, "see_personal_data", one.unit) else one.birth_year_text,
            tuple(positions[key]),
            tuple(_award_words(award) for award in awards[key][:MOST_AWARDS]),
            tuple(awards[key]),
            tuple(ratings[key]),
        )
        for key, one in found.items()
    }


def _award_words(award: Award) -> str:
    number = f", QĐ {award.decision.number}" if award.decision else ""
    return f"{award.year} {award_label(award.award)}{number}"
