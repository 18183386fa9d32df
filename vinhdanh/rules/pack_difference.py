"""What differs between two texts of one pack, clause by clause, so that a person can decide whether to take the later.

Nothing that differs is left out: each value of the pack belongs to the nearest thing around it that has an id, a code
or a name, and every such thing whose own values differ is told.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple

from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.describe import Entry, describe
from vinhdanh.rules.law.catalogue import catalogue
from vinhdanh.vietnamese import join_words, lower_first, written_amount, written_date

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Item = tuple[str, str]  # the field of the pack, and the id within it (a code after the code it stands under)

_FIELDS = {
    "title": "Tên đợt",
    "source": "Văn bản",
    "period": "Giai đoạn của đợt",
    "periods": "Giai đoạn xét",
    "readings": "Cách hiểu",
    "slips": "Chỗ in sai",
    "criteria": "Tiêu chuẩn",
    "priorities": "Thứ tự ưu tiên",
    "quotas": "Số lượng được đề nghị",
    "no_quota": "Không giới hạn số lượng",
    "calendar": "Thời hạn và nơi nhận",
    "dossier": "Thành phần hồ sơ",
    "programme": "Chương trình hội nghị",
    "papers": "Lời văn trong văn bản của đơn vị",
    "groups": "Nhóm đơn vị",
    "attributes": "Thuộc tính của đối tượng",
    "scale": "Thang xếp loại",
    "awards": "Danh hiệu, hình thức khen thưởng",
    "indicators": "Chỉ tiêu",
    "lists": "Danh sách",
    "sanctions": "Hình thức xử lý",
    "numbers": "Số tổng của đơn vị",
    "abbreviations": "Chữ viết tắt",
    "fillers": "Chữ đệm",
    "form_02": "Mẫu số 02",
    "for_quick_check": "Dùng cho kiểm tra nhanh",
}
_WORDS = {
    "text": "lời văn",
    "cite": "điều khoản",
    "label": "tên gọi",
    "also": "cách viết khác",
    "starting": "chữ mở đầu",
    "rule": "cách xét",
    "parts": "các điều bên trong",
    "limits": "các giới hạn",
    "ranks": "các bậc",
    "among": "trong số",
    "attribute": "thuộc tính",
    "to": "giá trị",
    "count": "số lượng",
    "at_least": "từ",
    "at_most": "không quá",
    "percent": "tỷ lệ (%)",
    "level": "mức",
    "period": "giai đoạn",
    "codes": "danh hiệu, hình thức",
    "kinds": "loại đối tượng",
    "groups": "nhóm đơn vị",
    "unit_kinds": "loại đơn vị",
    "indicator": "chỉ tiêu",
    "over": "cách cộng các năm",
    "exception": "ngoại lệ",
    "day": "ngày",
    "due": "thời hạn",
    "levels": "các mức",
    "values": "các giá trị",
    "programme": "các nội dung",
    "criteria": "các tiêu chuẩn",
    "quotas": "các mục số lượng",
    "deadlines": "các thời hạn",
    "awards": "danh hiệu, hình thức",
    "place": "nơi nhận",
    "sets": "số bộ",
    "more_sets": "số bộ theo hình thức",
    "each": "cho mỗi",
    "readings": "cách hiểu",
    "reading": "cách hiểu",
    "reason": "lý do",
    "question": "chỗ còn để ngỏ",
    "setting": "thiết lập",
    "first": "năm đầu",
    "last": "năm cuối",
    "never_missed": "năm không coi là thiếu",
    "superior": "cơ quan cấp trên",
    "may_stand_for": "thay được cho",
    "authority": "thẩm quyền",
    "title": "tên",
    "recipients": "nơi nhận",
    "opening": "lời mở đầu",
    "request": "lời đề nghị",
    "closing": "lời kết",
    "bases": "căn cứ",
}
_ORDER = "#"  # ends the path of a value that is the order of things, not a thing
_NOT_TOLD = ("hash", "example")  # the digest itself, and a made-up workbook that decides nothing


class Run(NamedTuple):
    """Some words in a row; `changed`: the other text has others in their place."""

    text: str
    changed: bool


class Detail(NamedTuple):
    """One value of a thing, before and after; a dash where there is none."""

    label: str
    before: str
    after: str


class Change(NamedTuple):
    """A clause, code or part that was added, removed or changed.

    `before` and `after` are its words with what differs marked, empty on the side where it is not; `understood` is
    what the machine does with it, before and after.
    """

    kind: Literal["added", "removed", "changed"]
    field: str
    id: str
    cite: str
    before: tuple[Run, ...]
    after: tuple[Run, ...]
    understood: tuple[str, str]
    details: tuple[Detail, ...]


def difference(old: Pack, new: Pack) -> tuple[Change, ...]:
    """Every change from the old text to the new one, in the order of the pack; empty where they say the same."""
    before, after = _items(old), _items(new)
    _leave_out_of_orders(before, set(after))
    _leave_out_of_orders(after, set(_items(old)))
    words_before, words_after = _entries(old), _entries(new)
    ordered = [*after, *(item for item in before if item not in after)]
    changes = [
        _change(item, before.get(item), after.get(item), words_before.get(item), words_after.get(item))
        for item in ordered
        if before.get(item) != after.get(item)
    ]
    places = {title: place for place, title in enumerate(_FIELDS.values())}
    return tuple(sorted(changes, key=lambda change: places.get(change.field, len(places))))


def marked(before: str, after: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both texts as runs of words that stand in the other one too, and of words that do not."""
    old, new = before.split(), after.split()
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    sides: tuple[list[Run], list[Run]] = ([], [])
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        for side, words in zip(sides, (old[start:end], new[new_start:new_end]), strict=True):
            if words:
                side.append(Run(" ".join(words), tag != "equal"))
    return tuple(sides[0]), tuple(sides[1])


def _leave_out_of_orders(items: dict[Item, dict[str, Any]], other: set[Item]) -> None:
    """Takes out of the orders what the other text does not have at all: that is told as added or removed itself."""
    stand = {(field, code.rpartition(".")[2]) for field, code in other} | other
    for (field, _), values in items.items():
        for key in [key for key in values if key.endswith(_ORDER)]:
            values[key] = tuple(name for name in values[key] if (field, name) in stand)


def _change(
    item: Item,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    said_before: Entry | None,
    said_after: Entry | None,
) -> Change:
    field, code = item
    texts = [_text(values, said) for values, said in ((before, said_before), (after, said_after))]
    kind: Literal["added", "removed", "changed"] = (
        "added" if before is None else "removed" if after is None else "changed"
    )
    runs = marked(*texts) if kind == "changed" else tuple((Run(text, False),) if text else () for text in texts)
    last = after if after is not None else before
    understood = (said_before.understood if said_before else "", said_after.understood if said_after else "")
    shown = _details(before, after) if kind == "changed" else ()
    return Change(
        kind, _FIELDS.get(field, field), code, str((last or {}).get("cite", "")), runs[0], runs[1], understood, shown
    )


def _text(values: Mapping[str, Any] | None, said: Entry | None) -> str:
    """The words by which a person knows the thing."""
    if values is None:
        return ""
    for key in ("text", "label", "question", "title"):
        if values.get(key):
            return str(values[key])
    return said.text if said else ""


def _details(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> tuple[Detail, ...]:
    """The values that differ, but for the words themselves, which are shown whole."""
    old, new = before or {}, after or {}
    keys = [*new, *(key for key in old if key not in new)]
    return tuple(
        Detail(_label(key), _written(old.get(key), key), _written(new.get(key), key))
        for key in keys
        if old.get(key) != new.get(key) and key != "text"
    )


def _label(key: str) -> str:
    words = " ".join(_WORDS.get(part, part) for part in key.removesuffix(_ORDER).split("."))
    return f"thứ tự {words}" if key.endswith(_ORDER) else words


def _written(value: Any, key: str = "") -> str:
    if value is not None and key.rpartition(".")[2] == "at_least":
        return written_amount(int(value))
    if value is None or value in ("", ()):
        return "–"
    if isinstance(value, bool):
        return "có" if value else "không"
    if key.rpartition(".")[2] == "level" and value in _ratings():
        return lower_first(_ratings()[value])
    if isinstance(value, tuple):
        return join_words([_written(one) for one in value])
    return written_date(date.fromisoformat(value)) if _DAY.fullmatch(str(value)) else str(value)


@cache
def _ratings() -> dict[str, str]:
    """The yearly ratings of all scales of the law: code → label."""
    return {level.code: level.label for scale in catalogue().scales for level in scale.levels}


def _entries(pack: Pack) -> dict[Item, Entry]:
    """What the machine says of each clause, by the field in which the clause stands."""
    fields = {
        "giai_doan": "periods",
        "so_luong": "quotas",
        "uu_tien": "priorities",
        "thoi_han": "calendar",
        "ho_so": "dossier",
        "chuong_trinh": "programme",
        "mau_02": "form_02",
        "cach_hieu": "readings",
        "danh_muc": "awards",
        "sai_sot": "slips",
    }
    return {
        (fields.get(chapter.id, "criteria"), entry.id): entry for chapter in describe(pack) for entry in chapter.entries
    }


def _items(pack: Pack) -> dict[Item, dict[str, Any]]:
    """Everything that has an id, a code or a name, each with its own values by their path."""
    found: dict[Item, dict[str, Any]] = {}
    for field, value in pack.model_dump(mode="json").items():
        if field in _NOT_TOLD:
            continue
        named = field == "periods" and isinstance(value, dict)
        for item, path, leaf in _leaves(field, value, (field, ""), "", named=named):
            found.setdefault(item, {})[path] = leaf
    return found


def _leaves(field: str, value: Any, item: Item, path: str, *, named: bool = False) -> Iterator[tuple[Item, str, Any]]:
    """Each value under this one, with the thing that it belongs to and its path within that thing."""
    if isinstance(value, dict):
        own = value.get("id") or value.get("code")
        if own:
            item, path = (field, str(own) if value.get("id") else _under(item, str(own))), ""
        for key, inner in value.items():
            below = (field, key) if named else item
            yield from _leaves(field, inner, below, "" if named else f"{path}.{key}".strip("."))
        if named:
            yield item, f"{field}{_ORDER}", tuple(value)
    elif isinstance(value, list):
        yield from _list(field, value, item, path)
    else:
        yield item, path or field, value


def _list(field: str, values: Sequence[Any], item: Item, path: str) -> Iterator[tuple[Item, str, Any]]:
    """A list of plain values is one value; a list of things is the order of their names, and the things themselves."""
    if not any(isinstance(one, dict) for one in values):
        yield item, path or field, tuple(values)
        return
    names = [one.get("id") or one.get("code") for one in values]
    if all(names):
        yield item, f"{path or field}{_ORDER}", tuple(names)
    for number, one in enumerate(values, 1):
        yield from _leaves(field, one, item, path if all(names) else f"{path}.{number}".strip("."))


def _under(item: Item, code: str) -> str:
    return f"{item[1]}.{code}" if item[1] else code
