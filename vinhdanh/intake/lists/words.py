"""Words of lists that no law defines: how people are addressed, what bodies are called, marks for `as above`.

Keys are those of `plain_key`, so that spelling, case and kinds of accents do not matter.
"""

import re
import unicodedata
from collections.abc import Iterable

from vinhdanh.intake.terms import bare_key, plain_key

COLLECTIVE, INDIVIDUAL, FAMILY = "collective", "individual", "family"
MALE, FEMALE = "male", "female"
MOST_KEYED = 300  # letters of a cell that are looked at for words


def plain_keys(*words: str) -> frozenset[str]:
    """The keys of words or phrases."""
    return frozenset(map(plain_key, words))


_KINDS = {
    **dict.fromkeys(plain_keys("Tập thể", "TT", "Các tập thể", "Đối với tập thể", "Về tập thể"), COLLECTIVE),
    **dict.fromkeys(plain_keys("Danh sách tập thể", "Tập thể nhỏ", "Tập thể lớn", "Đơn vị", "Tổ chức"), COLLECTIVE),
    **dict.fromkeys(plain_keys("Cá nhân", "CN", "Các cá nhân", "Đối với cá nhân", "Về cá nhân"), INDIVIDUAL),
    **dict.fromkeys(plain_keys("Danh sách cá nhân", "Các ông, bà", "Ông, bà", "Các đồng chí"), INDIVIDUAL),
    **dict.fromkeys(
        plain_keys("Gia đình", "Hộ gia đình", "Các hộ gia đình", "Hộ", "HGĐ", "Đối với hộ gia đình"), FAMILY
    ),
    **dict.fromkeys(plain_keys("Danh sách hộ gia đình", "Các gia đình", "Danh sách gia đình"), FAMILY),
}
_SEXES = {**dict.fromkeys(plain_keys("Nam", "Nam giới", "Ông", "M"), MALE)} | {
    **dict.fromkeys(plain_keys("Nữ", "Nữ giới", "Bà", "F"), FEMALE)
}
_ADDRESS_SEX = {plain_key("Ông"): MALE, plain_key("Anh"): MALE, plain_key("Bà"): FEMALE, plain_key("Chị"): FEMALE}
_ADDRESS = plain_keys(
    *(
        "Ông",
        "Bà",
        "Anh",
        "Chị",
        "Em",
        "Cháu",
        "Cô",
        "Thầy",
        "Cụ",
        "Đồng chí",
        "Đ/c",
        "Đc",
        "Đ/ c",
        "Ông/Bà",
        "Ông (bà)",
    ),
    *("Binh nhì", "Binh nhất", "Hạ sĩ", "Trung sĩ", "Thượng sĩ", "Thiếu úy", "Trung úy", "Thượng úy", "Đại úy"),
    *("Thiếu tá", "Trung tá", "Thượng tá", "Đại tá", "Thiếu tướng", "Trung tướng", "Thượng tướng", "Đại tướng"),
    *("Hòa thượng", "Thượng tọa", "Đại đức", "Ni sư", "Ni trưởng", "Sư cô", "Linh mục", "Giám mục", "Mục sư"),
    *("BS", "Bác sĩ", "ThS", "Thạc sĩ", "TS", "Tiến sĩ", "PGS", "GS", "PGS TS", "GS TS", "BSCKI", "BSCKII", "Luật sư"),
    *("QNCN", "Thiếu úy QNCN", "Trung úy QNCN", "Thượng úy QNCN", "Đại úy QNCN", "Thiếu tá QNCN", "Trung tá QNCN"),
)
_LONGEST_ADDRESS = max(len(words.split()) for words in _ADDRESS)
_FAMILY_START = plain_keys("Hộ gia đình", "Gia đình", "Hộ", "Hộ ông", "Hộ bà")
_BODIES = """
Phòng; P; Ban; BQL; Sở; UBND; Ủy ban; HĐND; Hội đồng; Trường; Trung tâm; Chi cục; Cục; Vụ; Văn phòng; Công an; CA
Quân sự; Bộ Chỉ huy; Bộ CHQS; BCH; Ban Chỉ huy; Đồn; Trạm; TYT; TTYT; Bệnh viện; BV; Công ty; Tổng Công ty; Doanh nghiệp
Hợp tác xã; HTX; Đoàn TNCS; Đoàn Thanh niên; Đoàn trường; Đoàn xã; Đoàn phường; Đoàn khối; Đoàn cơ sở; Đoàn nghệ thuật
Tỉnh đoàn; Huyện đoàn; Liên đoàn; Công đoàn; Chi bộ; Đảng bộ; Đảng ủy; Chi đoàn; Chi hội; Mặt trận; MTTQ; Ủy ban MTTQ
Tòa án; TAND; Viện; VKSND; Thanh tra; Kho bạc; Ngân hàng; Báo; Đài; Nhà máy; Nhà xuất bản; Bưu điện; Điện lực
Bảo hiểm xã hội; Cơ quan; Tập thể; Nhân dân; Cán bộ và nhân dân; Nhân dân và cán bộ; Khoa; Bộ phận; Câu lạc bộ; CLB
Đơn vị; Khối; Cụm; Hạt; Xí nghiệp; Quỹ; Đại đội; Tiểu đoàn; Trung đoàn; Hải quan; Tổ; Đội; Hội; THCS; THPT; Tiểu học
Mầm non; PTDTBT; PTDTNT; Khu dân cư; Tổ dân phố; Khu phố; Khối phố
"""
_PLACES = plain_keys("Xã", "Phường", "Thị trấn", "Huyện", "Thị xã", "Thành phố", "TP", "Tỉnh", "Thôn", "Bản")
_BODY_START = _PLACES | plain_keys(*re.split(r"[;\n]", _BODIES.strip()))
_LONGEST_BODY = max(len(words.split()) for words in _BODY_START)
_HEAD, _POST_ENDS = plain_key("trưởng"), plain_keys("trưởng", "phó", "viên", "cáo viên")  # Tổ trưởng, Đội phó, Hội viên
_SCHOOL = plain_key("Trường")  # may be called after a Phó or a Viên
_PUPILS = plain_keys("Em", "Cháu", "Học sinh", "Sinh viên", "HS", "Trẻ em", "Thiếu nhi", "Đội viên", "Thiếu niên")
_DITTO = plain_keys("nt", "như trên", "như trên nt")
_DITTO_MARKS = re.compile(r"[\s\-–—]*(?:[\"“”″〃„'‘’`]+|//)[\s\-–—]*")
_NOTHING = re.compile(r"[\s\-–—_.…/\\]*")
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA"})
_GROUPS = """
Kinh Tày Thái Hoa Khmer Mường Nùng Mông H'Mông Hmông Dao Gia-rai Ngái Ê-đê Ba-na Xơ-đăng Sán-Chay Cơ-ho Chăm Sán-Dìu
Hrê Mnông Ra-glai Xtiêng Bru Thổ Giáy Cơ-tu Gié Mạ Khơ-mú Co Ta-ôi Chơ-ro Kháng Xinh-mun Hà-nhì Chu-ru Lào La-chí La-ha
Phù-lá La-hủ Lự Lô-lô Chứt Mảng Pà-thẻn Cơ-lao Cống Bố-y Si-la Pu-péo Brâu Ơ-đu Rơ-măm
"""
ETHNIC_GROUPS = frozenset(map(bare_key, _GROUPS.split()))


def kind_of_words(text: str) -> str:
    """The kind that the words name (`Tập thể`, `HỘ GIA ĐÌNH`, `2. Các cá nhân`), `""` if they name none."""
    return _KINDS.get(plain_key(text[:MOST_KEYED]), "")


def sex_of_words(text: str) -> str:
    """`male` or `female` for `Nam`, `Nữ`, `Ông`, `Bà`; `""` for anything else."""
    return _SEXES.get(plain_key(text[:MOST_KEYED]), "")


def sex_of_address(address: str) -> str:
    """The sex that a word of address tells (`Ông`, `Bà`), `""` for ranks and the like."""
    return _ADDRESS_SEX.get(plain_key(address), "")


def is_address(text: str) -> bool:
    """Whether the text is a word of address or a rank: `Ông`, `Đ/c`, `Thượng tá`."""
    return plain_key(text[:MOST_KEYED]) in _ADDRESS


def _first_words(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(key.split(" ")[0] for key in keys)


_ADDRESS_BEGINS, _FAMILY_BEGINS, _BODY_BEGINS = map(_first_words, (_ADDRESS, _FAMILY_START, _BODY_START))


def _begins(text: str, first_words: frozenset[str]) -> bool:
    """Whether the first word is one of some: most names are told apart by it alone."""
    return plain_key(text.lstrip()[:20].partition(" ")[0]).split(" ")[0] in first_words


def split_address(text: str) -> tuple[str, str]:
    """`Ông Nguyễn Văn A` → `Ông`, `Nguyễn Văn A`; `""` and the text where it begins with no address.

    What is left is of two words at least: a family name may be spelled like an address.
    """
    words = text.split()
    if not words:
        return "", ""
    longest = min(_LONGEST_ADDRESS, len(words) - 2) if _begins(words[0], _ADDRESS_BEGINS) else 0
    for count in range(longest, 0, -1):
        start = " ".join(words[:count])
        if plain_key(start) in _ADDRESS:
            return start.rstrip(".:"), " ".join(words[count:])
    return "", " ".join(words)


def split_family(text: str) -> tuple[bool, str]:
    """`Hộ gia đình ông Nguyễn Văn A` → True, `ông Nguyễn Văn A`; False and the text where it names no family."""
    words = text.split()
    if not words:
        return False, ""
    longest = min(4, len(words) - 1) if _begins(words[0], _FAMILY_BEGINS) else 0
    for count in range(longest, 0, -1):
        if plain_key(" ".join(words[:count])) in _FAMILY_START:
            keep = count - 1 if plain_key(words[count - 1]) in _ADDRESS_SEX else count
            return True, " ".join(words[keep:])
    return False, " ".join(words)


def is_body(text: str) -> bool:
    """Whether the text begins as names of bodies do: `Phòng Tài chính`, `UBND xã A`; no post does (`Đội trưởng`)."""
    return body_words(text) > 0


def body_words(text: str) -> int:
    """How many words at the start of the text say what body it names: 1 of `Phòng Tài chính`; 0 where it names none."""
    if not _begins(text, _BODY_BEGINS):
        return 0
    words = plain_key(text[:MOST_KEYED]).split(" ")
    for count in range(min(_LONGEST_BODY, len(words)), 0, -1):
        start = " ".join(words[:count])
        if start in _BODY_START:
            return 0 if _is_post(start, words[count : count + 2]) else count
    return 0


def _is_post(start: str, after: list[str]) -> bool:
    """Whether what begins like a body is a post: `Tổ trưởng`, `Công an viên`, `Xã đội trưởng`, `Báo cáo viên`."""
    if start in _PLACES:
        return _HEAD in after
    return start != _SCHOOL and (after[:1] != [] and after[0] in _POST_ENDS or " ".join(after) in _POST_ENDS)


def is_pupil(text: str) -> bool:
    """Whether an address or a position is that of a child or a pupil: `Em`, `Học sinh lớp 7A`."""
    key = plain_key(text[:MOST_KEYED])
    return any(f"{key} ".startswith(f"{word} ") for word in _PUPILS)


def is_ditto(text: str) -> bool:
    """Whether the cell says `as above`: `nt`, `-nt-`, `như trên`, `"`."""
    return len(text) <= 12 and (bool(_DITTO_MARKS.fullmatch(text)) or plain_key(text) in _DITTO)


def is_nothing(text: str) -> bool:
    """Whether the cell holds nothing but dashes, dots and the like."""
    return not text[:1].isalnum() and bool(_NOTHING.fullmatch(text))


def cleaned_name(text: str) -> str:
    """A name of a person that is all capitals or all small letters, with capitals where they belong; else as it is."""
    if text[-1:].islower() and text[:1].isupper():  # as names are written, and most of them are
        return text
    words = unicodedata.normalize("NFC", text)
    if words.upper() != words.lower() and words in (words.upper(), words.lower()):
        return " ".join("-".join(map(str.capitalize, word.split("-"))) for word in words.split())
    return words
