"""What the page of the register says beside its rows: what it is narrowed to, and the addresses of its neighbours."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from vinhdanh.models import AwardStanding
from vinhdanh.models.identity import is_identity_number
from vinhdanh.models.search import EntryKind, Thing
from vinhdanh.reports.register_filter import ANY_STANDING, RegisterFilter
from vinhdanh.reports.search import Found
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.vietnamese import lower_first
from vinhdanh.web.forms.register import AWARDS_VIEW, LEVELS, RegisterForm

_MOST_CHIPS = 3  # of one kind; more are counted, not listed
_WORDS = {
    "direct": ("Cơ sở, lao động trực tiếp", "Không phải cơ sở, lao động trực tiếp"),
    "leader": ("Lãnh đạo từ cấp phòng trở lên", "Không phải lãnh đạo"),
    "female": ("Nữ", "Nam"),
    "minority": ("Dân tộc thiểu số", "Dân tộc Kinh"),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that the list is narrowed to, in words, and the address without it."""

    words: str
    address: str


def query_without(query: QueryDict, *names: str, value: str = "") -> str:
    """The address of the same page without these parameters, or without one value of them; always from page one."""
    left = query.copy()
    for name in (*names, "page"):
        kept = [each for each in left.getlist(name) if value and each != value and name != "page"]
        left.setlist(name, kept)
    return "?" + left.urlencode()


def chips(narrowed: RegisterFilter, query: QueryDict) -> list[Chip]:
    """Everything that the list is narrowed to, each with a way out of it."""
    law = catalogue()
    found = [
        *_each("kind", {kind: str(EntryKind(kind).label) for kind in narrowed.kinds}, "loại", query),
        *_each("level", {level: LEVELS[level] for level in narrowed.levels}, "cấp khen thưởng", query),
        *_each("award", {code: law.award(code).label for code in narrowed.awards}, "danh hiệu, hình thức", query),
        *_each("manner", {code: _manner(code) for code in narrowed.manners}, "loại hình", query),
    ]
    if narrowed.year_from or narrowed.year_to:
        found.append(Chip(_years(narrowed), query_without(query, "year_from", "year_to", "calendar")))
    if narrowed.unit:
        found.append(Chip(narrowed.unit.name, query_without(query, "unit")))
    for name, (yes, no) in _WORDS.items():
        if (fact := getattr(narrowed, name)) is not None:
            found.append(Chip(yes if fact else no, query_without(query, name)))
    if narrowed.or_unknown:
        found.append(Chip("Kể cả trường hợp chưa rõ", query_without(query, "or_unknown")))
    if narrowed.decision:
        found.append(Chip("Trong một quyết định", query_without(query, "decision")))
    if narrowed.standing != AwardStanding.STANDING:
        every = narrowed.standing == ANY_STANDING
        label = "Mọi tình trạng hiệu lực" if every else str(AwardStanding(narrowed.standing).label)
        found.append(Chip(label, query_without(query, "standing")))
    return found


def _each(name: str, words: dict[str, str], noun: str, query: QueryDict) -> list[Chip]:
    if len(words) > _MOST_CHIPS:
        return [Chip(f"{len(words)} {noun}", query_without(query, name))]
    return [Chip(label, query_without(query, name, value=code) if code else query_without(query, name))
            for code, label in words.items()]  # fmt: skip


def _manner(code: str) -> str:
    return f"Khen {lower_first(catalogue().manner_of[code].label)}" if code else "Loại hình chưa rõ"


def _years(narrowed: RegisterFilter) -> str:
    noun = "Năm thi đua" if narrowed.emulation else "Năm"
    first, last = narrowed.year_from, narrowed.year_to
    if first and last:
        return f"{noun} {first}" if first == last else f"{noun} {first}-{last}"
    return f"{noun} {first} trở lại đây" if first else f"Đến {lower_first(noun)} {last}"


def page_context(form: RegisterForm, query: QueryDict) -> dict[str, Any]:
    """What stands around the list: its title, its two views, what it is narrowed to, the addresses of its files."""
    cleaned = form.cleaned_data
    words, awards = cleaned["q"], cleaned["view"] == AWARDS_VIEW
    things = query.copy()
    things.setlist("view", [AWARDS_VIEW])
    narrowed_to = chips(form.narrowed, query)
    return {
        "title": "Sổ khen thưởng",
        "words": words,
        "awards_view": awards,
        "things_address": query_without(query, "view"),
        "awards_address": query_without(things),
        "chips": narrowed_to,
        "all_address": query_without(query, *(name for name in query if name not in ("q", "view"))),
        "asked": query_without(query)[1:],
        "filtered": bool(narrowed_to),
        "is_identity_number": is_identity_number(words),
    }


def near_words(found: Found) -> tuple[str, str]:
    """The heading over what is only like the words typed, and what it differs in."""
    year, kinds = found.other_year, {one.thing for one in found.near}
    if year is None:
        return ("Gần giống" if found.candidates else "Không có kết quả trùng khớp; gần giống:"), "khác một vài chữ"
    if found.candidates:
        return "Gần giống", f"khác năm {year}"
    if kinds == {Thing.DECISION}:
        return f"Không có quyết định năm {year} trùng khớp; gần nhất:", "khác năm"
    return f"Không có ai sinh năm {year} trùng khớp; gần nhất:", "khác năm sinh"
