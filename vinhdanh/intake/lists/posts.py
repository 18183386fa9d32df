"""Parts what somebody does from where: `Phó Trưởng phòng Nội vụ huyện A` is a deputy head, of the Phòng Nội vụ there.

Only words that begin names of bodies part the two. What is left over stays with the position: nothing is dropped.
"""

import re

from vinhdanh.intake.lists.words import body_words, is_body
from vinhdanh.intake.terms import plain_key
from vinhdanh.vietnamese import tidy

_BETWEEN = re.compile(r"\s*[,;\n]\s*|\s+[-–]\s+")
_PARTS = re.compile(r"\s*[,;\n]\s*")
_NEEDS_BODY = {plain_key(word) for word in ("Trưởng", "Phó", "Chánh")}  # Trưởng phòng, Phó ban, Chánh Văn phòng
_BEFORE_HEAD = {plain_key(word) for word in ("Phó", "Quyền", "Q.", "Nguyên", "Kiêm", "Và")}
_LEADS_TO_BODY = {plain_key(word) for word in ("của", "tại", "ở", "thuộc")}
_OFFICES = re.compile(r"(?:công chức|cán bộ|CC|CB)\s+văn phòng\s*[-–]", re.IGNORECASE)  # Văn phòng - Thống kê: a post
_POST_BEGINS = {
    plain_key(word)
    for word in (
        *("Chủ", "Phó", "Bí", "Trưởng", "Ủy", "Giám", "Tổng", "Hiệu", "Chánh", "Kế", "Giáo", "Chuyên", "Cán", "Công"),
        *("Thủ", "Nhân", "Chi", "Thành", "Kiểm", "Thẩm", "Thư", "Bác", "Y", "Điều", "Hộ", "Chỉ", "Chính", "Trợ"),
        *("Quyền", "Nguyên", "Kiêm", "Đảng", "Học", "Sinh", "Quản", "Lái", "Nông", "Văn", "Đội", "Tổ", "Hội", "Thôn"),
    )
}


def split_position(words: str) -> tuple[str, str]:
    """`Trưởng phòng, Sở Y tế` → `Trưởng phòng`, `Sở Y tế`; `Chủ tịch UBND xã A` → `Chủ tịch`, `UBND xã A`.

    Where the name of the body tells what one is head of (`Trưởng phòng Nội vụ`), it stays whole in the unit (`Phòng
    Nội vụ`). Either is `""` where the words name none.
    """
    whole = tidy(words)
    if is_body(whole):
        return "", whole
    post, unit = words.strip(), ""
    for found in _BETWEEN.finditer(post):
        rest = tidy(post[found.end() :])
        if rest and is_body(rest):
            post, unit = post[: found.start()], rest
            break
    start = max((found.end() for found in _PARTS.finditer(post)), default=0)
    last, body = _within(tidy(post[start:]))
    if not body:
        return tidy(post), unit
    return tidy(f"{post[:start]}{last}"), ", ".join(filter(None, (body, unit)))


def unclear_place(words: str) -> str:
    """What stands behind a comma and is neither a body nor a second position: `Hiệu phó, Quang Lang` → `Quang Lang`."""
    parts = [tidy(part) for part in _PARTS.split(words.strip())]
    last = parts[-1] if len(parts) > 1 else ""
    return last if plain_key(last).split(" ")[0] not in _POST_BEGINS else ""


def _within(part: str) -> tuple[str, str]:
    """The position and the body in words that no comma parts, the body as it is called; `""` for no body."""
    words = part.split(" ")
    office = _OFFICES.match(part)
    for place in range(len(office.group().split()) if office else 1, len(words)):
        rest = " ".join(words[place:])
        count = body_words(rest)
        if not count or count == len(words) - place:
            continue
        before = words[:place]
        if _is_bare_head(before):
            named = " ".join(words[place + count :])  # `Trưởng phòng Phòng Nội vụ` says it twice
            body = (
                named if plain_key(f"{named} ").startswith(plain_key(" ".join(words[place : place + count]))) else rest
            )
            return " ".join(words[: place + count]), body[:1].upper() + body[1:]
        if plain_key(before[-1]) in _LEADS_TO_BODY and len(before) > 1:
            before = before[:-1]
        return " ".join(before), rest
    return part, ""


def _is_bare_head(before: list[str]) -> bool:
    """Whether the words are a head of something that is still to be named: `Phó Trưởng`."""
    if plain_key(before[-1]) not in _NEEDS_BODY:
        return False
    return len(before) == 1 or plain_key(before[-2]) in _BEFORE_HEAD
