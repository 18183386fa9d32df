"""Records for the tests of the papers: public bodies as the guidance names them; people, families, numbers made up."""

from datetime import date

from vinhdanh.documents.findings_sheet import FindingLine, FindingsSheet, SheetNominee
from vinhdanh.documents.form_02 import Form02Sheet, SheetLine
from vinhdanh.documents.form_03 import Form03, SummaryEntry
from vinhdanh.documents.honours import Honour
from vinhdanh.documents.proposal_letter import ListedNominee, ProposalLetter
from vinhdanh.documents.record_extract import RatingEntry, RecordExtract
from vinhdanh.documents.wording import Kind

AWARD = "Bằng khen của Chủ tịch UBND tỉnh"
LONG_NAME = (
    "Tập thể cán bộ, công chức, viên chức và người lao động Trung tâm Ứng dụng tiến bộ khoa học, kỹ thuật và Tư vấn "
    "dịch vụ nông nghiệp, lâm nghiệp, thủy sản liên xã vùng đặc biệt khó khăn phía Bắc huyện"
)
PEOPLE: tuple[tuple[Kind, str, str], ...] = (
    ("collective", "Phòng Giáo dục và Đào tạo huyện Chi Lăng", "Thị trấn Đồng Mỏ, huyện Chi Lăng"),
    ("collective", "Nhân dân và cán bộ thôn Lũng Mắt", "Xã Y Tịch, huyện Chi Lăng"),
    ("individual", "Hoàng Thị Quỳnh Như", "Chuyên viên Phòng Nội vụ huyện Chi Lăng"),
    ("individual", "Vi Văn Thưởng", "Nông dân, thôn Nà Nưa, xã Vân Thủy, huyện Chi Lăng"),
    ("individual", "Đặng Phúc Lượng", "Chủ tịch UBND xã Bằng Mạc, huyện Chi Lăng"),
    ("family", "Gia đình ông Lộc Văn Khuyến", "Thôn Đồng Ngầu, xã Gia Lộc, huyện Chi Lăng"),
)
ACHIEVEMENTS = (
    "Liên tục 05 năm (2016 - 2020) hoàn thành tốt nhiệm vụ trở lên, trong đó 02 năm hoàn thành xuất sắc nhiệm vụ; "
    "chủ trì 03 sáng kiến được áp dụng có hiệu quả tại các xã trong huyện, rút ngắn một nửa thời gian giải quyết thủ "
    "tục hành chính cho người dân.\nĐược Chủ tịch UBND tỉnh tặng Bằng khen năm 2018 (Quyết định số 1907/QĐ-UBND ngày "
    "12/10/2018) và danh hiệu Chiến sỹ thi đua cơ sở các năm 2017, 2019."
)


def people(rows: int) -> tuple[tuple[Kind, str, str], ...]:
    """The first `rows` of a list that goes on for ever: two collectives, three persons, a family, and again."""
    return tuple(PEOPLE[index % len(PEOPLE)] for index in range(rows))


def proposal_letter(rows: int = 5, **changes: object) -> ProposalLetter:
    """A tờ trình of a district with `rows` nominees."""
    given: dict[str, object] = {
        "superior": "UBND tỉnh Lạng Sơn",
        "issuer": "Ủy ban nhân dân huyện Chi Lăng",
        "issuer_in_text": "Ủy ban nhân dân huyện Chi Lăng",
        "number": "45",
        "symbol": "TTr-UBND",
        "place": "Chi Lăng",
        "day": date(2020, 6, 5),
        "year": 2020,
        "subject": "Về việc đề nghị Chủ tịch Ủy ban nhân dân tỉnh tặng Bằng khen cho các tập thể, cá nhân, gia đình "
        "điển hình tiên tiến giai đoạn 2016 - 2020",
        "recipients": (
            "Chủ tịch Ủy ban nhân dân tỉnh Lạng Sơn",
            "Sở Nội vụ tỉnh Lạng Sơn (qua Ban Thi đua - Khen thưởng)",
        ),
        "bases": (
            "Căn cứ Luật Thi đua, Khen thưởng",
            "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết thi hành một "
            "số điều của Luật Thi đua, Khen thưởng",
            "Căn cứ Kế hoạch số 125/KH-UBND ngày 17 tháng 7 năm 2019 của UBND tỉnh về Tổ chức Hội nghị biểu dương "
            "điển hình tiên tiến các cấp và Đại hội Thi đua yêu nước tỉnh Lạng Sơn lần thứ V",
        ),
        "paragraphs": (
            "Thực hiện hướng dẫn của Sở Nội vụ về tổ chức hội nghị và công tác khen thưởng tại Hội nghị biểu dương "
            "điển hình tiên tiến các cấp, Ủy ban nhân dân huyện Chi Lăng đã tổ chức bình xét, lựa chọn các điển hình "
            "tiên tiến tiêu biểu trong phong trào thi đua yêu nước giai đoạn 2016 - 2020.",
            "Căn cứ kết quả bình xét của Hội đồng Thi đua - Khen thưởng huyện, Ủy ban nhân dân huyện Chi Lăng trân "
            "trọng đề nghị Chủ tịch Ủy ban nhân dân tỉnh tặng Bằng khen cho {counts} có thành tích xuất sắc, tiêu "
            "biểu.",
            "Ủy ban nhân dân huyện Chi Lăng kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, quyết định.",
        ),
        "enclosures": (
            "Biểu tóm tắt thành tích của các tập thể, cá nhân",
            "Biên bản họp xét của Hội đồng Thi đua - Khen thưởng huyện",
            "Báo cáo thành tích của các tập thể, cá nhân",
        ),
        "nominees": tuple(ListedNominee(kind, name, place, AWARD) for kind, name, place in people(rows)),
        "annex_title": "Danh sách tập thể, cá nhân, gia đình đề nghị Chủ tịch Ủy ban nhân dân tỉnh tặng Bằng khen",
        "receivers": ("Như trên", "Thường trực Huyện ủy", "Thành viên Hội đồng TĐKT huyện", "Lưu: VT, NV"),
        "authority": ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
        "signer": "Lương Đình Khải",
    }
    return ProposalLetter(**(given | changes))  # type: ignore[arg-type]


def form_03(rows: int = 5, **changes: object) -> Form03:
    """The form 03 of the same district."""
    given: dict[str, object] = {
        "title": "Tóm tắt thành tích",
        "subject": "Tập thể, cá nhân đề nghị UBND tỉnh tặng bằng khen",
        "unit": "Ủy ban nhân dân huyện Chi Lăng",
        "entries": tuple(
            SummaryEntry(kind, name, ACHIEVEMENTS, place, "Dự Đại hội" if kind == "individual" else "")
            for kind, name, place in people(rows)
        ),
        "place": "Chi Lăng",
        "day": date(2020, 6, 5),
        "year": 2020,
        "authority": ("Thủ trưởng đơn vị",),
        "signer": "Lương Đình Khải",
    }
    return Form03(**(given | changes))  # type: ignore[arg-type]


OFFICER_LINES = (
    FindingLine(
        0,
        "met",
        "Liên tục các năm được đánh giá hoàn thành tốt nhiệm vụ trở lên",
        "HD II.2.2.a",
        "Đủ 05 năm 2016-2020, thấp nhất là hoàn thành tốt nhiệm vụ.",
        (
            "2016: Hoàn thành tốt nhiệm vụ",
            "2017: Hoàn thành xuất sắc nhiệm vụ (QĐ 41/QĐ-UBND)",
            "2018-2020: Hoàn thành tốt nhiệm vụ",
        ),
    ),
    FindingLine(
        0,
        "unknown",
        "Trong đó có ít nhất 02 năm hoàn thành xuất sắc nhiệm vụ",
        "HD II.2.2.a",
        "Có 01 năm; năm 2019 chưa có kết quả đánh giá.",
        ("2017: Hoàn thành xuất sắc nhiệm vụ",),
        ("Xếp loại năm 2019",),
    ),
    FindingLine(
        0, "not_met", "Một trong hai: Bằng khen của Chủ tịch UBND tỉnh, hoặc Chiến sỹ thi đua cấp tỉnh", "HD II.2.2.a"
    ),
    FindingLine(
        1,
        "not_met",
        "Ít nhất 01 lần được Chủ tịch UBND tỉnh tặng Bằng khen",
        "HD II.2.2.a",
        "Đã tính 0 trên 02 lần khen thưởng.",
        ("2015: Bằng khen của Chủ tịch UBND tỉnh (QĐ 2210/QĐ-UBND): ngoài giai đoạn 2016-2020",),
        ("01 Bằng khen của Chủ tịch UBND tỉnh",),
        ("Cách hiểu O9: khen thưởng tính trong giai đoạn 2016-2020, như các tiêu chuẩn khác của Hướng dẫn.",),
    ),
    FindingLine(
        1,
        "not_met",
        "Đạt danh hiệu Chiến sỹ thi đua cấp tỉnh",
        "HD II.2.2.a",
        "Không có trong danh sách khen thưởng đã kê.",
    ),
    FindingLine(
        0,
        "needs_judgement",
        "Có sáng kiến, giải pháp, mô hình mới được áp dụng có hiệu quả",
        "HD II.2.2.a",
        "Cần Hội đồng đánh giá: chưa có kết luận.",
    ),
)
MET_LINES = (
    FindingLine(
        0,
        "met",
        "Nhiều lần được các cấp, các ngành biểu dương, khen thưởng, trong đó có ít nhất 01 Bằng khen của Chủ tịch "
        "UBND tỉnh",
        "HD II.2.2.a",
        "Có 02 Bằng khen của Chủ tịch UBND tỉnh.",
        ("2017: QĐ 1544/QĐ-UBND", "2019: QĐ 2080/QĐ-UBND"),
    ),
)
VERDICTS = (
    ("met", "Đạt: đủ các điều kiện của tập thể ở cơ sở (HD II.2.2.a).", MET_LINES),
    (
        "not_met",
        "Chưa đạt: thiếu 01 Bằng khen của Chủ tịch UBND tỉnh hoặc danh hiệu Chiến sỹ thi đua cấp tỉnh (HD II.2.2.a).",
        OFFICER_LINES,
    ),
    ("unknown", "Thiếu dữ kiện: chưa có xếp loại năm 2019 (HD II.2.2.a).", OFFICER_LINES[:2]),
    (
        "needs_judgement",
        "Chờ đánh giá: hiệu quả của mô hình kinh tế do Hội đồng kết luận (HD II.2.2.a).",
        OFFICER_LINES[-1:],
    ),
)
QUOTA = (
    FindingLine(0, "met", "Không quá 02 tập thể", "HD II.2.2.b", "Đề nghị 02 tập thể."),
    FindingLine(0, "not_met", "Không quá 03 cá nhân", "HD II.2.2.b", "Đề nghị 04 cá nhân, vượt 01."),
    FindingLine(
        1, "met", "Ít nhất 01 cá nhân là nông dân, công nhân, người lao động", "HD II.2.2.b", "Có 01 nông dân."
    ),
)
PROBLEMS = (
    ("Xếp loại", 7, "Năm", "20018", "Năm phải từ 1990 đến 2100; sửa lại cho đúng."),
    ("Khen thưởng", 12, "Mã", "CN-09", "Mã này không có trong các trang Tập thể, Cá nhân, Gia đình."),
)


def findings_sheet(rows: int = 5, **changes: object) -> FindingsSheet:
    """The findings of the same district for `rows` nominees, every verdict in turn."""
    nominees = []
    for index, (_, name, detail) in enumerate(people(rows)):
        verdict, sentence, lines = VERDICTS[index % len(VERDICTS)]
        nominees.append(SheetNominee(index + 1, name, detail, verdict, sentence, lines))  # type: ignore[arg-type]
    given: dict[str, object] = {
        "campaign": "Hội nghị biểu dương điển hình tiên tiến tỉnh Lạng Sơn, giai đoạn 2016 - 2020",
        "unit": "Ủy ban nhân dân huyện Chi Lăng",
        "on": date(2020, 5, 20),
        "quota": QUOTA,
        "nominees": tuple(nominees),
        "problems": (),
    }
    return FindingsSheet(**(given | changes))  # type: ignore[arg-type]


def form_02(rows: int = 40, **changes: object) -> Form02Sheet:
    """A form 02 of a department with `rows` rows: known figures, an interval, an unknown one, and empty cells."""
    cells = ((12, 1234, 0, 7, "58,3", "20 - 25", "1,6 - 2"), ("", "chưa rõ", "", "", "", "", ""))
    level = SheetLine("II", "Khen thưởng cấp tỉnh", 0, cells[0])
    lines = [
        SheetLine(str(index), f"Danh hiệu thứ {index}", 1 + index % 2, cells[index % 2]) for index in range(1, rows)
    ]
    given: dict[str, object] = {
        "title": "Tổng hợp các danh hiệu thi đua, hình thức khen thưởng",
        "first": 2016,
        "last": 2020,
        "unit": "Sở Y tế",
        "issuer": "Sở Y tế",
        "number": "45",
        "symbol": "BC-SYT",
        "day": date(2020, 6, 5),
        "year": 2020,
        "lines": (level, *lines, SheetLine("", "TỔNG CỘNG (I + II + III)", 0, cells[0])),
        "notes": (
            "Tỷ lệ cán bộ Lãnh đạo tính trên tổng số cá nhân được khen thưởng.",
            "Chưa tính được tỷ lệ tập thể được khen thưởng của năm 2016: chưa có tổng số tập thể của Sở Y tế.",
        ),
        "authority": ("Thủ trưởng đơn vị",),
        "signer": "Lương Đình Khải",
    }
    return Form02Sheet(**(given | changes))  # type: ignore[arg-type]


def record_extract(rows: int = 6, **changes: object) -> RecordExtract:
    """The extract of a made-up officer with `rows` titles."""
    titles = tuple(
        Honour(str(2019 - index), "Lao động tiên tiến", f"{index + 10}/QĐ-UBND", date(2019, 12, 20), "UBND huyện")
        for index in range(rows)
    )
    praise = Honour(
        "2016-2018",
        "Bằng khen của Chủ tịch UBND tỉnh",
        "163/QĐ-UBND",
        date(2018, 2, 2),
        "Chủ tịch UBND tỉnh Lạng Sơn",
        "Có thành tích xuất sắc trong phong trào thi đua “Dân vận khéo”",
    )
    given: dict[str, object] = {
        "superior": "UBND tỉnh Lạng Sơn",
        "issuer": "Sở Nội vụ",
        "number": "12",
        "symbol": "TrS-SNV",
        "place": "Lạng Sơn",
        "day": date(2020, 6, 5),
        "year": 2020,
        "kind": "individual",
        "name": "Lương Thị Hường",
        "register": "Sổ khen thưởng tỉnh Lạng Sơn",
        "read_on": date(2020, 6, 4),
        "titles": titles,
        "forms": (praise,),
        "ratings": (RatingEntry(2019, "Hoàn thành tốt nhiệm vụ", "UBND huyện Chi Lăng", "41/QĐ-UBND"),),
        "changes": ("Giấy khen năm 2017 bị thu hồi theo Quyết định số 90/QĐ-UBND ngày 03/04/2018.",),
        "birth_year": 1985,
        "position": "Phó Trưởng phòng",
        "unit": "Phòng Nội vụ huyện Chi Lăng",
        "receivers": ("Bà Lương Thị Hường", "Lưu: VT, TĐKT"),
        "authority": ("Giám đốc",),
        "signer": "Lương Đình Khải",
    }
    return RecordExtract(**(given | changes))  # type: ignore[arg-type]
