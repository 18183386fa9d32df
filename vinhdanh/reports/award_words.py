"""How entries of the register are called: awards, manners and ratings by the law's own dated lists."""

from collections.abc import Iterator
from datetime import date

from vinhdanh.models import Award, AwardChange, AwardChangeKind, Decision, Fact
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.facts import OTHER_AWARD
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.rules.law.entries import AwardEntry
from vinhdanh.screening.list_terms import list_terms
from vinhdanh.vietnamese import spelling_key, written_date

LEVEL_WORDS = {"state": "cấp Nhà nước", "province": "cấp tỉnh, bộ, ngành, đoàn thể", "grassroots": "cấp cơ sở"}
_FIELD_WORDS = {
    "award": "danh hiệu, hình thức",
    "manner": "loại hình",
    "year": "năm",
    "first_year": "năm đầu giai đoạn",
    "decision_id": "quyết định",
    "authority": "cơ quan quyết định",
    "reason": "thành tích",
    "position": "chức vụ",
    "honouree_id": "đối tượng",
    "unit_id": "đơn vị",
}
_SHOWN = frozenset(
    {"award", "manner", "year", "first_year", "authority", "position"}
)  # both values; of others, that they changed


def award_entry(code: str) -> AwardEntry | None:
    """The award in the catalogue; None for a code that it no longer holds."""
    return catalogue().award_of.get(code)


def award_label(code: str) -> str:
    """What the award is called."""
    entry = award_entry(code)
    return entry.label if entry else code


def is_title(code: str) -> bool:
    """Whether it is a title (danh hiệu thi đua); else it is a form (hình thức khen thưởng)."""
    entry = award_entry(code)
    return entry is not None and entry.type == "title"


def fact_award_label(fact: Fact, pack: Pack) -> str:
    """What the award of a fact is called on papers and pages: never coarser than the register or the unit has it,
    though the campaign counts it by a coarser one. A claim in one's own words is called by the law where the law knows.

    Reads `from_award`, which whoever asks for many fetches beforehand.
    """
    if fact.from_award is not None:
        label = award_label(fact.from_award.award)
        return fact.as_written if spelling_key(fact.as_written).startswith(spelling_key(label)) else label
    known, meant = pack.award_of.get(fact.code), list_terms().awards.find(fact.as_written)
    if known is None:
        return fact.as_written or award_label(fact.code)
    label = known.words(fact.as_written)
    finer = meant and meant != fact.code and catalogue().nearest(meant, pack.award_of) == fact.code
    return award_label(meant) if meant and finer and label == known.label else label


def fact_award_code(fact: Fact, pack: Pack) -> str | None:
    """The code by which the rules count it: the pack's; OTHER_AWARD for one that the register or the law names and the
    pack does not, such as Thôn văn hóa; None where nobody can tell it."""
    if fact.code in pack.award_of:
        return fact.code
    if fact.from_award is not None:
        return OTHER_AWARD
    meant = list_terms().awards.find(fact.as_written)
    return OTHER_AWARD if meant and catalogue().nearest(meant, pack.award_of) is None else None


def fact_is_title(fact: Fact, pack: Pack) -> bool:
    """Whether it is a title, by the pack, else by the law."""
    known = pack.award_of.get(fact.code)
    meant = fact.from_award.award if fact.from_award else list_terms().awards.find(fact.as_written)
    return known.type == "title" if known else is_title(meant or fact.code)


def manner_label(code: str, year: int) -> str:
    """The law's own words of that year for a manner of commendation; blank where it is not known."""
    manner = catalogue().manner_of.get(code)
    return (manner.label_on(date(year, 12, 31)) or manner.label) if manner else ""


def level_label(code: str, year: int) -> str:
    """What the level is called on the scale of that year."""
    levels = catalogue().scale_of_year(year).levels
    return next((level.label for level in levels if level.code == code), code)


def years_label(award: Award) -> str:
    """`2018`, or `2016-2020` of a period."""
    return f"{award.first_year}-{award.year}" if award.first_year else str(award.year)


def decision_words(decision: Decision | None) -> str:
    """`số 163/QĐ-UBND ngày 02/02/2018 của Chủ tịch UBND tỉnh`, as far as it is known; blank where none is."""
    if decision is None:
        return ""
    day = f" ngày {written_date(decision.signed_on)}" if decision.signed_on else ""
    return f"số {decision.number}{day}" + (f" của {decision.authority}" if decision.authority else "")


def change_sentence(change: AwardChange) -> str:
    """What befell an award, and by which paper: `Đính chính theo Quyết định số …: năm 2018 sửa thành 2017.`"""
    kind = str(AwardChangeKind(change.kind).label)
    paper = f" theo Quyết định {decision_words(change.decision)}" if change.decision else " (sai sót khi ghi sổ)"
    changed = "; ".join(_changed(change))
    return f"{kind}{paper}{': ' + changed if changed else ''}. Lý do: {change.reason.rstrip('.')}."


def _changed(change: AwardChange) -> list[str]:
    told: list[str] = []
    fields = change.fields_changed()
    for name, pair in fields.items():
        if name == "decision_id" and change.corrected_entry is not None:
            told += _paper_changed(change.award.decision, change.corrected_entry.decision)
        elif name != "authority" or "decision_id" not in fields:
            was, became = (_value(name, value, change.award.year) for value in pair)
            told.append(f"{_FIELD_WORDS[name]} {was} sửa thành {became}" if name in _SHOWN else _FIELD_WORDS[name])
    return told


def _paper_changed(was: Decision | None, became: Decision | None) -> Iterator[str]:
    """What differs between the two papers; of a paper that stood or stands alone, all of it."""
    if was is None or became is None:
        yield f"quyết định {decision_words(was) or 'chưa ghi'} sửa thành {decision_words(became) or 'không có'}"
        return
    days = [written_date(one.signed_on) if one.signed_on else "" for one in (was, became)]
    for label, before, after in (
        ("số quyết định", was.number, became.number),
        ("ngày ký", *days),
        ("cơ quan quyết định", was.authority, became.authority),
    ):
        if before != after:
            yield f"{label} {before or 'chưa ghi'} sửa thành {after or 'chưa ghi'}"


def _value(name: str, value: object, year: int) -> str:
    if value in (None, ""):
        return "chưa ghi"
    if name == "award":
        return f"“{award_label(str(value))}”"
    return f"“{manner_label(str(value), year)}”" if name == "manner" else str(value)
