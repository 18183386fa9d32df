"""What a column of a list may be, and the headers under which units write it.

A header is known with its accents or without them, whole or by the words it holds. A year within it makes a column of
that year: `Xếp loại 2016` is `rating:2016`, `Năm 2017 / Danh hiệu` is `award:2017`.
"""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from vinhdanh.intake.terms import bare_key, plain_key
from vinhdanh.vietnamese import tidy


class Field(StrEnum):
    """The fields of a column; `award` and `rating` may carry a year, `birth` and `sex` a sex, after a colon."""

    ORDER = "order"
    NAME = "name"
    TITLE_OF_ADDRESS = "title_of_address"
    SEX = "sex"
    BIRTH = "birth"
    ETHNICITY = "ethnicity"
    IDENTITY_NUMBER = "identity_number"
    POSITION = "position"
    POSITION_UNIT = "position_unit"
    UNIT = "unit"
    RESIDENCE = "residence"
    KIND = "kind"
    AWARD = "award"
    AWARD_2 = "award_2"
    MANNER = "manner"
    YEAR = "year"
    PERIOD = "period"
    DECISION_NUMBER = "decision_number"
    DECISION_DATE = "decision_date"
    DECISION = "decision"
    AUTHORITY = "authority"
    REASON = "reason"
    RATING = "rating"
    DIRECT_WORKER = "direct_worker"
    LEADER = "leader"
    NOTE = "note"
    IGNORED = "ignored"


FIELD_LABELS = {
    Field.ORDER: "Số thứ tự",
    Field.NAME: "Tên (họ và tên, tên tập thể, chủ hộ)",
    Field.TITLE_OF_ADDRESS: "Ông, bà, cấp bậc",
    Field.SEX: "Giới tính",
    Field.BIRTH: "Ngày sinh, năm sinh",
    Field.ETHNICITY: "Dân tộc",
    Field.IDENTITY_NUMBER: "Số định danh",
    Field.POSITION: "Chức vụ, nghề nghiệp",
    Field.POSITION_UNIT: "Chức vụ và đơn vị trong một ô",
    Field.UNIT: "Đơn vị công tác",
    Field.RESIDENCE: "Nơi cư trú",
    Field.KIND: "Loại đối tượng",
    Field.AWARD: "Danh hiệu, hình thức",
    Field.AWARD_2: "Danh hiệu, hình thức (cột thứ hai)",
    Field.MANNER: "Loại hình khen thưởng",
    Field.YEAR: "Năm",
    Field.PERIOD: "Giai đoạn",
    Field.DECISION_NUMBER: "Số quyết định",
    Field.DECISION_DATE: "Ngày quyết định",
    Field.DECISION: "Số, ngày quyết định trong một ô",
    Field.AUTHORITY: "Cơ quan quyết định",
    Field.REASON: "Thành tích",
    Field.RATING: "Xếp loại",
    Field.DIRECT_WORKER: "Lao động trực tiếp",
    Field.LEADER: "Lãnh đạo",
    Field.NOTE: "Ghi chú",
    Field.IGNORED: "Không dùng",
}
SEVERAL = frozenset({Field.NAME, Field.UNIT, Field.NOTE, Field.REASON, Field.AWARD, Field.RATING, Field.YEAR}) | {
    *(Field.PERIOD, Field.DECISION, Field.DECISION_NUMBER, Field.DECISION_DATE, Field.AUTHORITY, Field.AWARD_2),
    *(Field.POSITION, Field.RESIDENCE),
}  # fields that several columns may have

_WHOLE = {
    Field.ORDER: "STT; TT; Số TT; Số thứ tự; S TT; No; TT chung; STT chung",
    Field.NAME: (
        "Họ và tên; Họ tên; Tên; Tên cá nhân; Tên tập thể; Tên đơn vị, tập thể; Tên tập thể, cá nhân; "
        "Tập thể, cá nhân; Tên tập thể/cá nhân/hộ gia đình; Họ và tên chủ hộ; Chủ hộ; Họ đệm; Họ và chữ đệm; "
        "Họ và tên đệm; Họ; Cá nhân; Tập thể; Hộ gia đình; Tên hộ gia đình; Danh sách; "
        "Đối tượng khen thưởng; Đối tượng được khen thưởng; Đối tượng đề nghị; Tên đối tượng; "
        "Ông (bà) họ và tên; Họ và tên, chức vụ; Họ tên cán bộ; Họ và tên giáo viên"
    ),
    Field.TITLE_OF_ADDRESS: (
        "Ông bà; Ông (bà); Ông/Bà; Ông, bà; Ông; Tên gọi; Danh xưng; Quân hàm; Cấp bậc; Cấp bậc, quân hàm"
    ),
    Field.SEX: "Giới tính; Giới; Phái; Nam/Nữ; Nam, nữ",
    Field.BIRTH: (
        "Ngày sinh; Năm sinh; Ngày tháng năm sinh; Ngày, tháng, năm sinh; Sinh ngày; Sinh năm; NTNS; "
        "Ngày/tháng/năm sinh"
    ),
    Field.ETHNICITY: "Dân tộc",
    Field.IDENTITY_NUMBER: (
        "CCCD; CMND; CMTND; Số CCCD; Số CMND; Căn cước; Số căn cước; Số định danh; CMND/CCCD; CCCD/CMND"
    ),
    Field.POSITION: (
        "Chức vụ; Chức danh; Chức vụ, chức danh; Nghề nghiệp; Công việc; Nhiệm vụ; Chức vụ hiện nay; Vị trí việc làm"
    ),
    Field.UNIT: (
        "Đơn vị; Đơn vị công tác; Tên đơn vị; Cơ quan; Cơ quan, đơn vị; Nơi công tác; Tên phòng ban; "
        "Phòng ban; Phòng; Nơi làm việc; Trường; Đơn vị trực thuộc; Nơi công tác, cư trú; Bộ phận"
    ),
    Field.RESIDENCE: (
        "Địa chỉ; Nơi cư trú; Nơi ở; Chỗ ở hiện nay; Thường trú; Hộ khẩu; Nơi thường trú; Địa chỉ thường trú"
    ),
    Field.KIND: (
        "Phân loại; Loại đối tượng; Đối tượng; Mã phân loại; Phân loại đối tượng; Phân loại cán bộ; Mã phân loại cán bộ"
    ),
    Field.AWARD: (
        "Danh hiệu; Hình thức; Thi đua; Khen thưởng; Danh hiệu thi đua; Hình thức khen thưởng; "
        "Hình thức khen; Mã hình thức; Mã danh hiệu; Danh hiệu, hình thức; Danh hiệu đạt được; "
        "Danh hiệu được công nhận; Mức khen; Đề nghị khen thưởng"
    ),
    Field.MANNER: (
        "Phân loại khen thưởng; Loại hình khen thưởng; Loại hình; Loại khen thưởng; Loại hình khen; "
        "Tính chất khen thưởng"
    ),
    Field.YEAR: (
        "Năm; Năm khen thưởng; Năm khen; Năm đạt; Năm công nhận; Năm được khen; Năm đạt danh hiệu; Năm tặng thưởng"
    ),
    Field.PERIOD: "Giai đoạn; Thời kỳ; Niên khóa; Năm học; Giai đoạn khen thưởng; Thời gian; Thời gian khen thưởng",
    Field.DECISION_NUMBER: "Số quyết định; Số QĐ; Quyết định số; Số, ký hiệu; Số ký hiệu; Số và ký hiệu; QĐ số; Số",
    Field.DECISION_DATE: (
        "Ngày quyết định; Ngày QĐ; Ngày ký; Ngày; Ngày tháng; Ngày tháng năm; Ngày ban hành; Ngày cấp; "
        "Ngày ra quyết định"
    ),
    Field.DECISION: (
        "Quyết định; QĐ; Số ngày quyết định; Quyết định khen thưởng; Số QĐ, ngày; Văn bản khen thưởng; Căn cứ"
    ),
    Field.AUTHORITY: (
        "Cơ quan quyết định; Cơ quan ban hành; Cấp quyết định; Cấp khen thưởng; Cấp khen; Người ký; "
        "Thẩm quyền; Cấp ký; Cơ quan khen thưởng; Cơ quan công nhận; Cơ quan ban hành quyết định; "
        "Người quyết định; Cấp ban hành"
    ),
    Field.REASON: (
        "Thành tích; Nội dung; Lý do; Lý do khen; Lý do khen thưởng; Nội dung khen thưởng; "
        "Tóm tắt thành tích; Nội dung thành tích"
    ),
    Field.RATING: (
        "Xếp loại; Mức xếp loại; Kết quả xếp loại; Đánh giá, xếp loại; Mức độ hoàn thành; Kết quả; Đánh giá; Mức"
    ),
    Field.DIRECT_WORKER: "Lao động trực tiếp; Trực tiếp; LĐTT sản xuất; Người lao động trực tiếp; Trực tiếp lao động",
    Field.LEADER: "Lãnh đạo; Là lãnh đạo; Cán bộ lãnh đạo; Lãnh đạo quản lý; Lãnh đạo, quản lý",
    Field.NOTE: "Ghi chú; Chú thích; Lưu ý",
    Field.IGNORED: (
        "Số điện thoại; Điện thoại; Email; Thư điện tử; Ký nhận; Chữ ký; Ký tên; Số tiền; Tiền thưởng; "
        "Mức thưởng; Hệ số; Lĩnh vực hoạt động; Lĩnh vực; Trình độ; Trình độ chuyên môn; Số lượng; "
        "Đảng viên; Tôn giáo; Quê quán; Thâm niên; Thành tiền; Mức tiền; Số phiếu; Tỷ lệ; Tỷ lệ phiếu; Mã; "
        "Mã số; Số tài khoản; Đơn vị tính"
    ),
}
_HELD = (  # tried in this order where the whole header is not known
    (
        Field.IGNORED,
        "tiền thưởng; số tiền; điện thoại; ký nhận; mức thưởng; tỷ lệ; số phiếu; quê quán; trình độ; "
        "lĩnh vực; nơi sinh",
    ),
    (Field.IDENTITY_NUMBER, "CCCD; CMND; CMTND; căn cước; định danh"),
    (Field.MANNER, "loại hình khen; phân loại khen; loại hình"),
    (Field.RATING, "xếp loại; mức độ hoàn thành; đánh giá chất lượng; phân loại công chức; phân loại viên chức"),
    (Field.KIND, "phân loại; loại đối tượng"),
    (Field.DIRECT_WORKER, "lao động trực tiếp; trực tiếp sản xuất"),
    (Field.BIRTH, "ngày sinh; năm sinh; sinh ngày; sinh năm; tháng năm sinh"),
    (
        Field.NAME,
        "họ và tên; họ tên; tên tập thể; tên cá nhân; tập thể, cá nhân; chủ hộ; cá nhân, tập thể; "
        "tên đối tượng; đối tượng",
    ),
    (Field.DECISION_DATE, "ngày quyết định; ngày QĐ; ngày ký; ngày ban hành; ngày ra quyết định"),
    (
        Field.AUTHORITY,
        "cơ quan quyết định; cơ quan ban hành; cơ quan khen; cơ quan công nhận; cấp quyết định; cấp khen; "
        "cấp ra quyết định",
    ),
    (Field.DECISION_NUMBER, "số quyết định; số QĐ; quyết định số; QĐ số"),
    (Field.DECISION, "quyết định; QĐ"),
    (Field.AWARD, "danh hiệu; hình thức khen; hình thức; khen thưởng; mức khen; bằng khen; giấy khen; thi đua"),
    (Field.REASON, "thành tích; lý do; nội dung"),
    (Field.POSITION, "chức vụ; chức danh; nghề nghiệp"),
    (Field.TITLE_OF_ADDRESS, "quân hàm; cấp bậc; danh xưng; tên gọi"),
    (Field.UNIT, "đơn vị; nơi công tác; cơ quan; phòng ban; nơi làm việc"),
    (Field.RESIDENCE, "địa chỉ; cư trú; thường trú; chỗ ở"),
    (Field.ETHNICITY, "dân tộc"),
    (Field.SEX, "giới tính"),
    (Field.YEAR, "năm khen; năm đạt; năm được"),
    (Field.PERIOD, "giai đoạn; thời kỳ; năm học"),
    (Field.LEADER, "lãnh đạo"),
    (Field.NOTE, "ghi chú"),
)
_EXACT = {plain_key(words): name for name, listed in _WHOLE.items() for words in listed.split(";")}
_UNACCENTED: dict[str, set[Field]] = {}
for _words, _name in _EXACT.items():
    _UNACCENTED.setdefault(bare_key(_words), set()).add(_name)
_CONTAINED = tuple((name, tuple(f" {bare_key(words)} " for words in listed.split(";"))) for name, listed in _HELD)
_DECISIONS = frozenset({Field.DECISION, Field.DECISION_NUMBER, Field.DECISION_DATE, Field.AUTHORITY})
_AWARDS_FIRST = tuple(f" {bare_key(words)} " for words in ("danh hiệu", "hình thức"))
_NEEDS_PARENT = {plain_key(words) for words in ("Số", "Ngày", "Ngày tháng", "Năm", "Cơ quan", "Tên", "Mức", "Kết quả")}
_SEXES = {plain_key("Nam"): "male", plain_key("Nữ"): "female"}
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_YEARS = re.compile(r"\b((?:19|20)\d\d)(?:\s*[-–/]\s*((?:19|20)\d\d))?\b")
_YEAR_WORDS = re.compile(r"\b(?:năm học|năm|giai đoạn|đợt)\s*$", re.IGNORECASE)
SURE, LIKELY = 95, 75


@lru_cache(maxsize=4096)
def field_of_header(parts: tuple[str, ...]) -> tuple[str, int]:
    """The field that a header means and how certain that is, `""` and 0 if it means none.

    `parts` are the rows of the header from the top: (`Xếp loại`, `2016`).
    """
    years = _YEARS.search(" ".join(parts))
    words = [without for part in parts if (without := _without_years(part))]
    special = _sex_column(parts)
    if special:
        return special, SURE
    name, certainty = _field(words)
    if years and name in (Field.AWARD, Field.RATING):
        return f"{name}:{'-'.join(filter(None, years.groups()))}", certainty
    return name, certainty


def _field(words: Sequence[str]) -> tuple[str, int]:
    if not words:
        return "", 0
    last = words[-1]
    if len(words) > 1:
        joined = _whole(f"{words[-2]} {last}") or (plain_key(last) in _NEEDS_PARENT and _whole(f"{last} {words[-2]}"))
        if joined:
            return joined, SURE
        above, _ = _field(words[:-1])
        if plain_key(last) in _NEEDS_PARENT and above not in ("", Field.DECISION, Field.DECISION_NUMBER):
            return (
                (above, LIKELY)
                if above != Field.AWARD or plain_key(last) not in _SURE_ALONE
                else (_whole(last), LIKELY)
            )
    found = _whole(last) or _whole(_BRACKETS.sub(" ", last))
    if found:
        return found, SURE
    held = _by_words(_BRACKETS.sub(" ", last)) or _by_words(last)
    if held or len(words) == 1:
        return held, LIKELY if held else 0
    return _field(words[:-1])


_SURE_ALONE = {plain_key(words) for words in ("Ngày", "Ngày tháng", "Năm", "Cơ quan", "Số")}


def _whole(text: str) -> str:
    exact = _EXACT.get(plain_key(text))
    if exact:
        return exact
    bare = _UNACCENTED.get(bare_key(text), set()) if plain_key(text) == bare_key(text) else set()
    return next(iter(bare)) if len(bare) == 1 else ""


def _by_words(text: str) -> str:
    held = f" {bare_key(text)} "
    found = next((name for name, listed in _CONTAINED if any(words in held for words in listed)), "")
    if found in _DECISIONS and held.startswith(_AWARDS_FIRST):  # `Danh hiệu, số QĐ`
        return Field.AWARD
    if found == Field.POSITION and _holds(held, ("đơn vị", "nơi công tác", "cơ quan")):
        return Field.POSITION_UNIT
    dated = (Field.DECISION_NUMBER, Field.DECISION_DATE, Field.AUTHORITY)
    if found in dated and _holds(held, ("số",)) and _holds(held, ("ngày",)):
        return Field.DECISION
    return found


def _holds(held: str, phrases: Iterable[str]) -> bool:
    return any(f" {bare_key(words)} " in held for words in phrases)


def _sex_column(parts: tuple[str, ...]) -> str:
    """`Năm sinh / Nam` → `birth:male`; `Nữ` alone, or under anything else, → `sex:female`."""
    sex = _SEXES.get(plain_key(parts[-1])) if parts else None
    if not sex:
        return ""
    above, _ = _field(parts[:-1])
    return f"{Field.BIRTH if above == Field.BIRTH else Field.SEX}:{sex}"


def _without_years(part: str) -> str:
    found = _YEARS.search(part)
    if not found:
        return tidy(part)
    return tidy(_YEAR_WORDS.sub("", part[: found.start()]) + " " + part[found.end() :])


def base_of(field: str) -> str:
    """`rating:2016` → `rating`."""
    return field.partition(":")[0]


def detail_of(field: str) -> str:
    """`rating:2016` → `2016`, `birth:male` → `male`, `""` where there is none."""
    return field.partition(":")[2]


def is_field(field: str) -> bool:
    """Whether a mapping may hold it: `""`, a field, `rating:2016`, `award:2018-2019`, `sex:female`, `birth:male`."""
    base, _, detail = field.partition(":")
    if not detail:
        return field == "" or base in set(Field)
    if base in (Field.BIRTH, Field.SEX):
        return detail in ("male", "female")
    return base in (Field.AWARD, Field.RATING) and bool(re.fullmatch(r"(19|20)\d\d(-(19|20)\d\d)?", detail))
