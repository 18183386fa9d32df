"""What the machine understood of a pack, clause by clause, in words that a jurist can proofread."""

from collections.abc import Iterator
from typing import NamedTuple

from vinhdanh.rules import vocabulary as v
from vinhdanh.rules.awards import LEVEL_WORDS, TYPE_WORDS, codes_among, set_label
from vinhdanh.rules.campaign import (
    AnyLimit,
    Before,
    BeforeEvent,
    Cap,
    Composition,
    Deadline,
    Exclusive,
    NotLaterThan,
    Pack,
    PercentCap,
)
from vinhdanh.rules.clauses import Period
from vinhdanh.rules.deadlines import last_day
from vinhdanh.rules.facts import KIND_WORDS, OTHER_AWARD
from vinhdanh.rules.form_02_layout import Form02Layout, PartLayout, RowLayout
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.vietnamese import join_words, lower_first, two_digits, written_amount, written_date, years_text


class Entry(NamedTuple):
    """One clause: its own words, its cite, what the machine does with it, and the readings that decide it.

    `id` is the code of the clause (for judgements also what one writes into the workbook); `depth` counts from 0.
    """

    depth: int
    id: str
    text: str
    cite: str
    understood: str = ""
    readings: tuple[str, ...] = ()


class Chapter(NamedTuple):
    """A part of the guidance with its entries in order."""

    id: str
    title: str
    entries: tuple[Entry, ...]


def describe(pack: Pack) -> tuple[Chapter, ...]:
    """The whole pack as chapters: periods, criteria, priorities, quotas, calendar, dossier, programme, form 02,
    readings, awards, slips; none of which the pack says nothing."""
    criteria = (
        Chapter(criterion.id, criterion.text, tuple(_condition(pack, criterion.condition, 0)))
        for criterion in pack.criteria
    )
    chapters = (
        Chapter("giai_doan", "Giai đoạn xét", tuple(_periods(pack))),
        *criteria,
        Chapter("uu_tien", "Thứ tự ưu tiên", tuple(_priorities(pack))),
        Chapter("so_luong", "Số lượng được đề nghị", tuple(_quotas(pack))),
        Chapter("thoi_han", "Thời hạn và nơi nhận", tuple(_deadline(pack, item) for item in pack.calendar.deadlines)),
        Chapter("ho_so", f"{pack.dossier.text}: {two_digits(pack.dossier.sets)} bộ", tuple(_dossier(pack))),
        Chapter(
            "chuong_trinh",
            "Chương trình hội nghị phải có",
            tuple(Entry(0, item.id, item.text, item.cite) for item in pack.programme),
        ),
        *((Chapter("mau_02", pack.form_02.text, tuple(_form_02(pack, pack.form_02))),) if pack.form_02 else ()),
        Chapter(
            "cach_hieu",
            "Cách hiểu ở những chỗ văn bản còn để ngỏ",
            tuple(
                Entry(0, reading.id, reading.question, reading.number, f"{reading.reading} Lý do: {reading.reason}")
                for reading in pack.readings
            ),
        ),
        Chapter("danh_muc", "Danh hiệu, hình thức khen thưởng được nhận ra", tuple(_catalogue(pack))),
        Chapter(
            "sai_sot",
            "Chỗ in sai trong bản công bố và chữ đúng",
            tuple(Entry(0, "", slip.written, slip.where, f"Đọc là: {slip.right}.") for slip in pack.slips),
        ),
    )
    return tuple(chapter for chapter in chapters if chapter.entries)


def _periods(pack: Pack) -> Iterator[Entry]:
    for code, period in pack.periods.items():
        named = f"Các năm {period}" if len(period.years) > 1 else f"Năm {period}"
        yield Entry(0, code, named, period.cite, f"Xét {_years(period)}.", _numbers(pack, period.readings))


def _numbers(pack: Pack, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(pack.reading_of[reading].number for reading in ids)


def _condition(pack: Pack, condition: v.Condition, depth: int) -> Iterator[Entry]:
    understood = _understood(pack, condition)
    yield Entry(depth, condition.id, condition.text, condition.cite, understood, _numbers(pack, condition.readings))
    if isinstance(condition, v.Choose):
        labels = {value.code: value.label for value in pack.attribute_of[condition.by].values}
        for value, part in condition.cases.items():
            for entry in _condition(pack, part, depth + 1):
                first = entry.depth == depth + 1 and entry.id == part.id
                prefix = f"Khi {lower_first(pack.attribute_of[condition.by].label)} là “{labels[value]}”. "
                yield entry._replace(understood=prefix + entry.understood) if first else entry
        return
    for part in v.parts_of(condition):
        yield from _condition(pack, part, depth + 1)


def _years(period: Period) -> str:
    if not period.never_missed:
        return f"{period}"
    return f"{period} (năm {years_text(list(period.never_missed))} có thì tính, không có không coi là thiếu)"


def _understood(pack: Pack, condition: v.Condition) -> str:
    """What the machine does with the condition, as a sentence."""
    match condition:
        case v.AllOf():
            return f"Phải đạt tất cả {two_digits(len(condition.parts))} điều dưới đây."
        case v.AnyOf():
            return f"Chỉ cần đạt một trong {two_digits(len(condition.parts))} điều dưới đây."
        case v.AtLeast():
            parts = two_digits(len(condition.parts))
            return f"Phải đạt ít nhất {two_digits(condition.count)} trong {parts} điều dưới đây."
        case v.Choose():
            return f"Xét theo {lower_first(pack.attribute_of[condition.by].label)}."
        case v.HeadedUnit():
            return "Xét trên số liệu của chính đơn vị do cá nhân đứng đầu."
        case v.Judged():
            return "Người thẩm định kết luận Đạt hoặc Không đạt kèm lý do."
        case v.EveryYearRated() | v.YearsRated() | v.ConsecutiveYearsRated():
            return _ratings(pack, condition)
        case v.Awards() | v.NeverAwarded() | v.MeritNotAwarded():
            return _awards(pack, condition)
        case v.AmountReached() | v.Share():
            return _figures(pack, condition)
        case v.Member() | v.Belongs() | v.NoSanction():
            return _standing(pack, condition)


def _ratings(pack: Pack, condition: v.EveryYearRated | v.YearsRated | v.ConsecutiveYearsRated) -> str:
    level = next(lower_first(item.label) for item in pack.scale.levels if item.code == condition.level)
    years = _years(pack.periods[condition.period])
    if isinstance(condition, v.EveryYearRated):
        return f"Mọi năm trong {years} xếp loại {level} trở lên."
    count = two_digits(condition.count)
    if isinstance(condition, v.YearsRated):
        return f"Đếm số năm trong {years} xếp loại từ {level}; cần {count}."
    return f"Cần {count} năm liền nhau trong {years} xếp loại từ {level}."


def _awards(pack: Pack, condition: v.Awards | v.NeverAwarded | v.MeritNotAwarded) -> str:
    label = set_label(condition.among, pack)
    if isinstance(condition, v.NeverAwarded):
        return f"Chưa từng được tặng {label}, ở bất kỳ năm nào."
    if isinstance(condition, v.MeritNotAwarded):
        count = two_digits(len(codes_among(condition.among, pack) - {OTHER_AWARD}))
        return f"Cùng một thành tích chưa được khen bằng hình thức nào trong {count} hình thức được xét."
    granted = " Người thẩm định có thể chấp nhận ngoại lệ." if condition.exception else ""
    return f"Đếm {label} có năm trong {pack.periods[condition.period]}; cần {two_digits(condition.count)}.{granted}"


def _figures(pack: Pack, condition: v.AmountReached | v.Share) -> str:
    indicators = {indicator.code: lower_first(indicator.label) for indicator in pack.indicators}
    over = {"each_year": "Mỗi năm", "some_year": "Ít nhất một năm", "total": "Cộng các năm"}[condition.over]
    opening = f"{over} trong {_years(pack.periods[condition.period])}"
    if isinstance(condition, v.Share):
        return f"{opening}, {indicators[condition.of]} chiếm từ {condition.percent} % {indicators[condition.among]}."
    return f"{opening}, {indicators[condition.indicator]} từ {written_amount(condition.at_least)}."


def _standing(pack: Pack, condition: v.Member | v.Belongs | v.NoSanction) -> str:
    if isinstance(condition, v.Member):
        label = next(item.label for item in pack.lists if item.code == condition.of)
        return f"Có tên trong {lower_first(label)}."
    if isinstance(condition, v.Belongs):
        attribute = pack.attribute_of[condition.attribute]
        labels = [value.label for value in attribute.values if value.code in condition.to]
        return f"{attribute.label}: {join_words(labels, 'hoặc')}."
    after = f"; nếu đã kết thúc thì từ ít nhất {condition.months_after} tháng trước" if condition.months_after else ""
    kinds = [lower_first(item.label) for item in pack.sanctions if item.code in condition.kinds]
    return f"Vào ngày xét không có {join_words(kinds, 'hoặc')} chưa kết thúc{after}."


def _priorities(pack: Pack) -> Iterator[Entry]:
    """Who goes first among whom, rank by rank."""
    for one in pack.priorities:
        within, attribute = pack.attribute_of[one.among.attribute], pack.attribute_of[one.attribute]
        alike = join_words([value.label for value in within.values if value.code in one.among.to], "hoặc")
        ranks = [
            join_words([f"“{value.label}”" for value in attribute.values if value.code in codes], "hoặc")
            for codes in one.ranks
        ]
        understood = f"Trong những người là {lower_first(alike)}, xếp trước người có {lower_first(attribute.label)}: "
        understood += f"{', rồi đến '.join(ranks)}. Không ảnh hưởng kết quả đối chiếu."
        yield Entry(0, one.id, one.text, one.cite, understood, _numbers(pack, one.readings))


def _quotas(pack: Pack) -> Iterator[Entry]:
    labels = {group.code: group.label for group in pack.groups}
    if pack.no_quota is not None:
        one = pack.no_quota
        yield Entry(0, one.id, one.text, one.cite, "Không giới hạn số lượng đề nghị.", _numbers(pack, one.readings))
    for quota in pack.quotas:
        groups = join_words([labels[group] for group in quota.groups])
        yield Entry(0, quota.id, quota.text, quota.cite, f"Áp dụng cho: {groups}.")
        for limit in quota.limits:
            yield Entry(1, limit.id, limit.text, limit.cite, limit_understood(limit), _numbers(pack, limit.readings))


def limit_understood(limit: AnyLimit) -> str:
    """What the machine counts for a limit, as a sentence."""
    kinds = join_words([KIND_WORDS[kind] for kind in getattr(limit, "kinds", ())])
    match limit:
        case Cap():
            return f"Đếm {kinds}: không quá {two_digits(limit.at_most)}."
        case Exclusive():
            sides = [join_words([KIND_WORDS[kind] for kind in side], "hoặc") for side in limit.sides]
            return f"Chỉ một phía: {' hoặc '.join(sides)}; không quá {two_digits(limit.at_most)}."
        case Composition():
            either = join_words([KIND_WORDS[kind] for kind in limit.kinds], "hoặc")
            asked = f"khi đề nghị từ {two_digits(limit.from_places)} {either}"
            return f"Trong {kinds}: ít nhất {two_digits(limit.count)} {limit.label}; xét {asked}."
        case PercentCap():
            words = {"down": "làm tròn xuống", "up": "làm tròn lên", "nearest": "làm tròn số gần nhất"}
            return f"Đếm {kinds}: không quá {limit.percent} % tổng số của đơn vị, {words[limit.rounding]}."


def _deadline(pack: Pack, deadline: Deadline) -> Entry:
    match deadline.due:
        case Before() | NotLaterThan():
            last = last_day(deadline, pack.calendar)
            understood = f"Hạn cuối: hết ngày {written_date(last)}." if last else ""
        case BeforeEvent(event=event, days=days, working=working):
            label = next(item.label for item in pack.calendar.events if item.code == event)
            count = f"{days} ngày làm việc" if working else f"{max(days, 1)} ngày"
            understood = f"Chậm nhất {count} trước ngày {label}."
    if deadline.place:
        understood += f" Nơi nhận: {deadline.place}."
    if deadline.units:
        lists = [item for item in pack.calendar.unit_lists if item.code in deadline.units]
        names = join_words([f"{item.label}{': ' + ', '.join(item.names) if item.names else ''}" for item in lists])
        understood += f" Áp dụng cho: {names}."
    return Entry(0, deadline.id, deadline.text, deadline.cite, understood, _numbers(pack, deadline.readings))


def _dossier(pack: Pack) -> Iterator[Entry]:
    each = {"dossier": "Một bản cho cả hồ sơ.", "nominee": "Một bản cho mỗi tập thể, cá nhân, gia đình."}
    for more in pack.dossier.more_sets:
        labels = join_words([pack.award_of[code].label for code in more.awards], "hoặc")
        understood = f"Đề nghị {labels} thì gửi {two_digits(more.sets)} bộ."
        yield Entry(0, "", f"{two_digits(more.sets)} bộ", more.cite, understood, _numbers(pack, more.readings))
    for part in pack.dossier.parts:
        yield Entry(0, part.id, part.text, part.cite, each[part.each])


def _catalogue(pack: Pack) -> Iterator[Entry]:
    for award in pack.awards:
        also = f" Cũng viết: {'; '.join(award.also)}." if award.also else ""
        understood = (
            f"{TYPE_WORDS[award.type].capitalize()} {LEVEL_WORDS[award.level]}, do {award.authority} quyết định.{also}"
        )
        yield Entry(0, award.code, award.label, award.cite, understood)


def _form_02(pack: Pack, form: Form02Layout) -> Iterator[Entry]:
    """Each line with what it counts, and the whole with its readings."""
    whole = "Cộng các dòng có số thứ tự của mọi cấp."
    yield Entry(0, form.id, form.total, form.cite, whole, _numbers(pack, form.readings))
    for level in form.levels:
        yield Entry(0, level.id, f"{level.number}. {level.text}", form.cite, "Cộng các dòng dưới đây.")
        for row in level.rows:
            yield Entry(1, row.id, f"{row.number}. {row.text}" if row.number else row.text, form.cite, _counted(row))
            yield from (Entry(2, part.id, part.text, form.cite, _counted(part)) for part in row.parts)


def _counted(line: RowLayout | PartLayout) -> str:
    """`Đếm bằng khen của Chủ tịch UBND tỉnh.`, and what the published form wrote by a slip."""
    law, asked = catalogue(), []
    if line.awards:
        asked.append(join_words([law.award(code).label for code in line.awards]))
    if isinstance(line, PartLayout) and line.manners:
        asked.append(
            f"loại hình {join_words([lower_first(law.manner_of[code].label) for code in line.manners], 'hoặc')}"
        )
    if isinstance(line, PartLayout) and line.kinds:
        asked.append(f"đối tượng là {join_words([KIND_WORDS[kind] for kind in line.kinds], 'hoặc')}")
    mended = f" Bản công bố ghi: “{line.mended}”." if line.mended else ""
    return f"Đếm {', '.join(asked)}.{mended}"
