"""What a row with few cells is, when it is no row of the list: a section, a total, a signature, column numbers."""

import re
from collections.abc import Sequence

from vinhdanh.intake.cells import Raw, text
from vinhdanh.intake.lists.words import MOST_KEYED, is_body, kind_of_words, plain_keys
from vinhdanh.intake.terms import bare_key, plain_key
from vinhdanh.vietnamese import tidy

ROMAN, LETTER, NUMBER, SMALL_LETTER, NOTHING = "roman", "letter", "number", "small letter", ""

_ENUMERATED = re.compile(
    r"(?:(mục|phần)\s+)?(\d{1,3}(?:\.\d{1,2})*|[IVXLC]{1,6}|[A-ZĐ]|[a-zđ])\s*[.):/\-–]+\s*(\S.*)", re.DOTALL
)
_MARK_ALONE = re.compile(r"([IVX]{1,6}|[A-HĐ]|[a-hđ])\s*[.)/]?")
_TOTALS = ("tong cong", "tong so")
_TOTAL_KEYS = plain_keys("Tổng cộng", "Tổng số", "Tổng")
_SHORT_TOTALS = plain_keys("Cộng", "Tổng", "Toàn tỉnh cộng")
_COUNTABLE = "|".join(
    plain_keys("tập thể", "cá nhân", "hộ", "người", "danh sách", "mục", *("I", "II", "III", "IV", "V"))
)
_COUNTED = re.compile(rf"(?:\d.*|(?:{_COUNTABLE})(?: .*)?)?")
_FOOT = tuple(
    sorted(
        plain_keys(
            *(
                "Nơi nhận",
                "Người lập biểu",
                "Người lập",
                "Người lập danh sách",
                "Thủ trưởng đơn vị",
                "Thủ trưởng cơ quan",
            ),
            *(
                "TM.",
                "KT.",
                "TL.",
                "TUQ.",
                "Thủ trưởng",
                "Giám đốc",
                "Phó Giám đốc",
                "Chủ tịch",
                "Phó Chủ tịch",
                "Hiệu trưởng",
            ),
            *("Ký tên", "Ký, ghi rõ họ tên", "Ký, đóng dấu", "Ấn định danh sách", "Danh sách gồm", "Danh sách có"),
            *(
                "Danh sách này có",
                "Danh sách này gồm",
                "Trong danh sách có",
                "Xác nhận của",
                "Ghi chú",
                "Lưu ý",
                "Trưởng phòng",
            ),
            *("Người tổng hợp", "Cán bộ lập", "Đã ký", "Bí thư", "Trưởng ban", "Chánh Văn phòng", "Duyệt", "Kế toán"),
        ),
        key=len,
        reverse=True,
    )
)
_PLACE_AND_DATE = re.compile(r"(.*,\s*)?ngày\s*[\d.…_ ]*\s*tháng\s*[\d.…_ ]*\s*năm\s*[\d.…_ ]*", re.IGNORECASE)
_COLUMN_NUMBER = re.compile(r"\(?(\d{1,2})\)?(?:\s*=.*)?")
_COLUMN_LETTER = re.compile(r"\(?[A-Za-zĐđ]\)?")
_AWARD_START = plain_keys(
    *(
        "Tặng",
        "Danh hiệu",
        "Bằng khen",
        "Giấy khen",
        "Chiến sĩ thi đua",
        "Lao động tiên tiến",
        "Tập thể lao động",
        "Cờ",
    ),
    *(
        "Huân chương",
        "Huy chương",
        "Kỷ niệm chương",
        "Đề nghị tặng",
        "Hình thức",
        "Đề nghị công nhận",
        "Công nhận",
        "CSTĐ",
    ),
    *(
        "BK",
        "GK",
        "LĐTT",
        "TTLĐXS",
        "TTLĐTT",
        "CSTĐCS",
        "Đơn vị quyết thắng",
        "Khen thưởng",
        "Năm",
        "Đợt",
        "Về",
        "Đối với",
    ),
)


def split_enumerator(line: str) -> tuple[str, str]:
    """The style of what numbers a line, and the rest: `II. Cá nhân` → roman, `Cá nhân`; `""` and the line if none."""
    words = tidy(line)
    found = _ENUMERATED.fullmatch(words)
    if not found:
        return NOTHING, words
    return style_of(found.group(2)), found.group(3)


def style_of(mark: str) -> str:
    """Which numbering a mark belongs to: `IV`, `B`, `12`, `a`."""
    bare = mark.strip().rstrip(".)/")
    if bare[:1].isdigit():
        return NUMBER
    if re.fullmatch(r"[IVX]+", bare):
        return ROMAN
    return SMALL_LETTER if bare.islower() else LETTER


def is_mark(value: Raw) -> bool:
    """Whether a cell of the numbers' column numbers a section: `I`, `II.`, `A`, `b)`."""
    return isinstance(value, str) and bool(_MARK_ALONE.fullmatch(value.strip()))


def names_group(words: str) -> bool:
    """Whether the words name a kind of honourees, a body or an award: what sections of lists are called."""
    key = plain_key(words[:MOST_KEYED])
    return (
        names_kind(words)
        or is_body(words)
        or any(key == start or key.startswith(start + " ") for start in _AWARD_START)
    )


def names_kind(words: str) -> bool:
    """Whether the words name a kind of honourees: `Tập thể`, `Cá nhân (12 người)`, `Tập thể: 03`."""
    return bool(kind_of_words(words.partition(":")[0].partition("(")[0]))


def is_total(words: str) -> bool:
    """Whether a line sums up: `Tổng cộng: 12`, `Cộng mục I`; a `Tổng Công ty` does not."""
    if words[:4].casefold() not in ("tổng", "cộng", "tong", "cong", "toàn"):
        return False
    key, bare = plain_key(words[:MOST_KEYED]), bare_key(words[:MOST_KEYED])
    if any(key == total or key.startswith(total + " ") for total in _TOTAL_KEYS if " " in total):
        return True
    if (
        key == bare
        and any(bare.startswith(total) for total in _TOTALS)
        and not bare.startswith(bare_key("tong cong ty"))
    ):
        return True
    start = next((total for total in _SHORT_TOTALS if key == total or key.startswith(total + " ")), None)
    return start is not None and bool(_COUNTED.fullmatch(key[len(start) :].strip()))


def is_foot(words: str) -> bool:
    """Whether a line stands below a list: signatures, receivers, place and date, remarks."""
    key = plain_key(words[:MOST_KEYED])
    if any(key == start or key.startswith(start + " ") for start in _FOOT):
        return True
    return bool(_PLACE_AND_DATE.fullmatch(words.strip()))


def are_column_numbers(values: Sequence[Raw]) -> bool:
    """Whether the cells only number the columns: (1) (2) (3), or A B 1 2 3."""
    shown = [text(value) for value in values]
    letters = 0
    while letters < len(shown) and _COLUMN_LETTER.fullmatch(shown[letters]):
        letters += 1
    found = [_COLUMN_NUMBER.fullmatch(words) for words in shown[letters:]]
    numbers = [int(match.group(1)) for match in found if match]
    counted = (
        len(numbers) == len(found) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        if numbers
        else False
    )
    return counted and len(shown) >= 3 and (letters > 0 or numbers[0] <= 2)
