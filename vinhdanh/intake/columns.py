"""The nomination workbook as one table: its sheets, their columns, what each means, what it accepts.

The reader looks for these headers, the template writes them and explains them; nothing else knows them.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What a cell of a column holds."""

    CODE = "code"
    TEXT = "text"
    LONG_TEXT = "long_text"
    BIRTH = "birth"
    DATE = "date"
    YEAR = "year"
    AMOUNT = "amount"
    COUNT = "count"
    YES_NO = "yes_no"
    CHOICE = "choice"
    CONDITION = "condition"
    CONCLUSION = "conclusion"


class Need(StrEnum):
    """What follows when a cell is blank."""

    KEY = "key"  # the row cannot be taken
    WANTED = "wanted"  # the row is taken, what hangs on it stays unknown; the column must be there
    OPTIONAL = "optional"


@dataclass(frozen=True, slots=True)
class Column:
    """One column, or one labelled row of the unit's sheet.

    `terms` names the closed list in NominationTerms; `also` are other headers under which the column is found.
    """

    field: str
    header: str
    kind: Kind
    need: Need
    meaning: str
    example: str = ""
    width: int = 16
    terms: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of one kind below a header."""

    name: str
    about: str
    columns: tuple[Column, ...]

    def column(self, field: str) -> Column:
        """The column of a field; KeyError where the sheet has none."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)


def _code(meaning: str, example: str) -> Column:
    return Column("code", "Mã", Kind.CODE, Need.KEY, meaning, example, 11)


def _year() -> Column:
    return Column("year", "Năm", Kind.YEAR, Need.KEY, "Năm được xếp loại, khen thưởng hoặc có số liệu.", "2019", 9)


def _decision() -> Column:
    return Column("decision", "Số quyết định", Kind.CODE, Need.OPTIONAL, "Số, ký hiệu quyết định.", "215/QĐ-UBND", 20)


_FACT_CODE = _code(
    "Mã của tập thể, cá nhân, gia đình; hoặc mã đơn vị mà cá nhân đứng đầu. Ghi ở từng dòng, hoặc gộp ô dọc.", "CN01"
)
_DELEGATE = Column(
    "delegate",
    "Dự Đại hội",
    Kind.YES_NO,
    Need.OPTIONAL,
    "Có dự Đại hội hay không. Để trống là chưa biết.",
    "Có",
    12,
)
_SUMMARY = Column(
    "summary", "Tóm tắt thành tích", Kind.LONG_TEXT, Need.OPTIONAL, "Thành tích nổi bật, ghi thật ngắn.", "", 44
)
_NOTE = Column(
    "note",
    "Ghi chú",
    Kind.LONG_TEXT,
    Need.OPTIONAL,
    "Điều cần lưu ý, nếu có; được in ở cột Ghi chú của Mẫu 03.",
    "",
    18,
)

UNIT = Sheet(
    "Đơn vị",
    "Đơn vị đề nghị và tờ trình kèm theo: mỗi dòng một mục, ghi nội dung vào cột bên phải.",
    (
        Column("name", "Tên đơn vị", Kind.TEXT, Need.KEY, "Tên đầy đủ của đơn vị đề nghị.", "Sở Y tế"),
        Column("group", "Loại đơn vị", Kind.CHOICE, Need.KEY, "Loại đơn vị để tính số lượng.", "Y tế", terms="groups"),
        Column(
            "cluster", "Cụm thi đua", Kind.TEXT, Need.OPTIONAL, "Cụm, khối thi đua của đơn vị.", "Khối thi đua số 1"
        ),
        Column("letter_number", "Số tờ trình", Kind.CODE, Need.OPTIONAL, "Số, ký hiệu tờ trình.", "45/TTr-SYT"),
        Column("letter_date", "Ngày", Kind.DATE, Need.OPTIONAL, "Ngày của tờ trình.", "20/5/2020"),
        Column("signer", "Người ký", Kind.TEXT, Need.OPTIONAL, "Họ và tên người ký tờ trình.", "Nguyễn Văn A"),
        Column("signer_title", "Chức vụ người ký", Kind.TEXT, Need.OPTIONAL, "Chức vụ người ký.", "Giám đốc"),
    ),
)
UNIT_EXTRAS = (
    Column("superior", "Cơ quan chủ quản", Kind.TEXT, Need.OPTIONAL, "Cơ quan cấp trên ghi đầu văn bản.", "UBND tỉnh"),
    Column("place", "Địa danh", Kind.TEXT, Need.OPTIONAL, "Nơi ghi trước ngày tháng của văn bản.", "An Định"),
)
COLLECTIVES = Sheet(
    "Tập thể",
    "Các tập thể được đề nghị, mỗi tập thể một dòng.",
    (
        _code("Mã do đơn vị tự đặt, không trùng trong cả ba trang Tập thể, Cá nhân, Gia đình.", "TT01"),
        Column("name", "Tên tập thể", Kind.TEXT, Need.KEY, "Tên đầy đủ của tập thể.", "Trạm Y tế xã A", 40),
        Column("size", "Quy mô", Kind.CHOICE, Need.WANTED, "Tập thể nhỏ hay tập thể lớn.", "nhỏ", 10, "sizes"),
        Column(
            "hamlet",
            "Thôn, bản, khu phố",
            Kind.YES_NO,
            Need.OPTIONAL,
            "Có, nếu tập thể là thôn, bản, khu phố.",
            "Không",
            13,
        ),
        _DELEGATE,
        _SUMMARY,
        _NOTE,
    ),
)
PEOPLE = Sheet(
    "Cá nhân",
    "Các cá nhân được đề nghị, mỗi người một dòng.",
    (
        _code("Mã do đơn vị tự đặt, không trùng trong cả ba trang Tập thể, Cá nhân, Gia đình.", "CN01"),
        Column("name", "Họ và tên", Kind.TEXT, Need.KEY, "Họ, chữ đệm và tên.", "Hoàng Thị B", 24, also=("Họ tên",)),
        Column("birth", "Ngày sinh", Kind.BIRTH, Need.OPTIONAL, "Ngày/tháng/năm, hoặc chỉ năm.", "05/6/1975", 13),
        Column("sex", "Giới tính", Kind.TEXT, Need.OPTIONAL, "Nam hoặc Nữ.", "Nữ", 9),
        Column("ethnicity", "Dân tộc", Kind.TEXT, Need.OPTIONAL, "Dân tộc.", "Tày", 9),
        Column("position", "Chức vụ", Kind.TEXT, Need.OPTIONAL, "Chức vụ, chức danh, nghề nghiệp.", "Bác sĩ", 20),
        Column("workplace", "Nơi công tác, cư trú", Kind.TEXT, Need.OPTIONAL, "Nơi công tác hoặc cư trú.", "", 28),
        Column(
            "category",
            "Nhóm đối tượng",
            Kind.CHOICE,
            Need.WANTED,
            "Nhóm đối tượng theo hướng dẫn; quyết định tiêu chuẩn nào được xét.",
            "Nông dân",
            24,
            "categories",
        ),
        Column(
            "head_of",
            "Thủ trưởng",
            Kind.CHOICE,
            Need.OPTIONAL,
            "Chỉ ghi khi cá nhân là người đứng đầu: đứng đầu loại đơn vị nào. Để trống nếu không phải.",
            "",
            26,
            "head_roles",
        ),
        Column(
            "headed_unit",
            "Mã đơn vị đứng đầu",
            Kind.CODE,
            Need.OPTIONAL,
            "Mã do đơn vị tự đặt cho đơn vị mà cá nhân đứng đầu; các trang sau ghi thành tích của đơn vị đó theo mã "
            "này. Được trùng mã của một tập thể.",
            "DV01",
            13,
        ),
        Column(
            "direct_worker",
            "Lao động trực tiếp",
            Kind.YES_NO,
            Need.OPTIONAL,
            "Có, nếu là người trực tiếp lao động, sản xuất, công tác.",
            "Có",
            12,
        ),
        _DELEGATE,
        _SUMMARY,
        _NOTE,
    ),
)
FAMILIES = Sheet(
    "Gia đình",
    "Các gia đình được đề nghị, mỗi hộ một dòng.",
    (
        _code("Mã do đơn vị tự đặt, không trùng trong cả ba trang Tập thể, Cá nhân, Gia đình.", "GD01"),
        Column(
            "name",
            "Họ và tên chủ hộ",
            Kind.TEXT,
            Need.KEY,
            "Họ, chữ đệm và tên chủ hộ.",
            "Nông Văn C",
            28,
            also=("Họ tên chủ hộ",),
        ),
        Column("residence", "Nơi cư trú", Kind.TEXT, Need.OPTIONAL, "Thôn, xã, huyện.", "Thôn D, xã E", 36),
        _DELEGATE,
        _SUMMARY,
        _NOTE,
    ),
)
RATINGS = Sheet(
    "Xếp loại",
    "Kết quả xếp loại từng năm. Năm không ghi là chưa biết, không phải là không đạt.",
    (
        _FACT_CODE,
        _year(),
        Column("level", "Mức", Kind.CHOICE, Need.KEY, "Mức hoàn thành nhiệm vụ của năm đó.", "", 34, "ratings"),
        Column("authority", "Cơ quan công nhận", Kind.TEXT, Need.OPTIONAL, "Cơ quan xếp loại.", "Sở Nội vụ", 32),
        _decision(),
    ),
)
AWARDS = Sheet(
    "Khen thưởng",
    "Toàn bộ danh hiệu, hình thức khen thưởng đã nhận; không ghi dòng nào nghĩa là không có.",
    (
        _FACT_CODE,
        _year(),
        Column("award", "Danh hiệu, hình thức", Kind.CHOICE, Need.KEY, "Tên danh hiệu, hình thức.", "", 40, "awards"),
        _decision(),
        Column("date", "Ngày", Kind.DATE, Need.OPTIONAL, "Ngày quyết định.", "15/01/2020", 12),
        Column("authority", "Cơ quan quyết định", Kind.TEXT, Need.OPTIONAL, "Cơ quan quyết định.", "UBND tỉnh", 32),
    ),
)
AMOUNTS = Sheet(
    "Số liệu",
    "Các số tiền dùng để xét tiêu chuẩn; nhiều dòng cùng chỉ tiêu, cùng năm được cộng lại.",
    (
        _FACT_CODE,
        _year(),
        Column("indicator", "Chỉ tiêu", Kind.CHOICE, Need.KEY, "Số tiền nói về điều gì.", "", 26, "indicators"),
        Column(
            "amount",
            "Số tiền (đồng)",
            Kind.AMOUNT,
            Need.KEY,
            "Số đồng, không âm; có thể ghi 200.000.000 hoặc 200 triệu.",
            "200000000",
            18,
        ),
        Column("proof", "Minh chứng", Kind.TEXT, Need.OPTIONAL, "Giấy tờ chứng minh.", "Xác nhận của UBND xã", 40),
    ),
)
JUDGEMENTS = Sheet(
    "Đánh giá",
    "Kết luận của người có thẩm quyền về những điều kiện không tính được bằng số liệu.",
    (
        _FACT_CODE,
        Column(
            "condition",
            "Điều kiện",
            Kind.CONDITION,
            Need.KEY,
            "Ký hiệu điều kiện cần đánh giá; nghĩa của từng ký hiệu ở cuối trang Hướng dẫn.",
            "",
            30,
            "judgements",
        ),
        Column("passed", "Kết luận", Kind.CONCLUSION, Need.KEY, "Đạt hoặc Không đạt.", "Đạt", 12),
        Column("by", "Người đánh giá", Kind.TEXT, Need.OPTIONAL, "Người hoặc hội đồng kết luận.", "", 30),
        Column("reason", "Lý do", Kind.LONG_TEXT, Need.OPTIONAL, "Căn cứ của kết luận.", "", 50),
    ),
)
NOMINEE_SHEETS = (COLLECTIVES, PEOPLE, FAMILIES)
FACT_SHEETS = (RATINGS, AWARDS, AMOUNTS, JUDGEMENTS)
SHEETS = (UNIT, *NOMINEE_SHEETS, *FACT_SHEETS)
PROPOSED = Column(
    "proposed",
    "Hình thức đề nghị",
    Kind.CHOICE,
    Need.WANTED,
    "Danh hiệu, hình thức được đề nghị; quyết định tiêu chuẩn nào được xét.",
    "",
    34,
    "proposed",
)


def is_of_nominees(sheet: Sheet) -> bool:
    """Whether its rows are nominees."""
    return any(sheet.name == one.name for one in NOMINEE_SHEETS)


def sheets_of(several_awards: bool) -> tuple[Sheet, ...]:
    """The sheets of a campaign's workbook; where it gives several awards to a kind, a nominee's row names one, in a
    column behind the name."""
    if not several_awards:
        return SHEETS
    return tuple(_with_proposed(sheet) if is_of_nominees(sheet) else sheet for sheet in SHEETS)


def _with_proposed(sheet: Sheet) -> Sheet:
    code, name, *others = sheet.columns
    return replace(sheet, columns=(code, name, PROPOSED, *others))
