"""Records of a made-up unit's dossier for the tests of its papers: reports, minutes, receipts."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tests.documents.paper_samples import AWARD, LONG_NAME, PEOPLE, people
from vinhdanh.documents.achievement_report import SECTIONS, AchievementReport, Figure
from vinhdanh.documents.honours import Honour
from vinhdanh.documents.minutes import Member, Minutes, NomineeVote
from vinhdanh.documents.receipt import Receipt, ReceivedFile
from vinhdanh.documents.wording import Kind

__all__ = ["LONG_NAME"]
TOLD = (
    "Từ năm 2016 đến nay đã chuyển 1,2 ha đất đồi sang trồng na theo tiêu chuẩn VietGAP, sản lượng bình quân 09 tấn "
    "mỗi năm, giải quyết việc làm thường xuyên cho 05 lao động, thời vụ cho 15 lao động ở địa phương.\nHướng dẫn kỹ "
    "thuật cho 12 hộ trong thôn, trong đó 04 hộ đã thoát nghèo."
)
FORMS = (
    Honour(
        "2016", "Giấy khen của Chủ tịch UBND huyện", "12/QĐ-UBND", date(2016, 5, 19), "Chủ tịch UBND huyện Chi Lăng"
    ),
    Honour("2018", AWARD, "1907/QĐ-UBND", date(2018, 10, 12), "Chủ tịch UBND tỉnh Lạng Sơn"),
)
TITLES = (Honour("2019", "Lao động tiên tiến", "41/QĐ-UBND", date(2019, 12, 20), "Chủ tịch UBND huyện Chi Lăng"),)
RATINGS = tuple(
    Honour(str(year), "Hoàn thành tốt nhiệm vụ", f"{year - 2000}/QĐ-UBND", date(year, 12, 20), "UBND huyện Chi Lăng")
    for year in range(2016, 2020)
)
FIGURES = (
    Figure(2018, "Thu nhập từ mô hình kinh tế", 180_000_000, "Xác nhận của UBND xã Vân Thủy"),
    Figure(2019, "Thu nhập từ mô hình kinh tế", 215_500_000, "Xác nhận của UBND xã Vân Thủy; hợp đồng số 02/2019"),
)
WHO: dict[Kind, tuple[tuple[str, str], ...]] = {
    "collective": (("Tên tập thể đề nghị", "Nhân dân và cán bộ thôn Lũng Mắt"),),
    "individual": (
        ("Họ và tên", "Vi Văn Thưởng"),
        ("Sinh ngày, tháng, năm", "12/03/1974"),
        ("Giới tính", "Nam"),
        ("Nơi cư trú", "Thôn Nà Nưa, xã Vân Thủy, huyện Chi Lăng"),
        ("Đơn vị công tác", ""),
    ),
    "family": (("Họ và tên chủ hộ", "Lộc Văn Khuyến"), ("Nơi cư trú", "Thôn Đồng Ngầu, xã Gia Lộc")),
}


def achievement_report(kind: Kind = "individual", **changes: object) -> AchievementReport:
    """A report with every part written."""
    given: dict[str, object] = {
        "kind": kind,
        "superior": "Huyện Chi Lăng",
        "issuer": "Ủy ban nhân dân xã Vân Thủy",
        "place": "Vân Thủy",
        "day": date(2020, 5, 20),
        "year": 2020,
        "award": AWARD,
        "name": WHO[kind][0][1],
        "who": WHO[kind],
        "story": {part.code: TOLD for part in SECTIONS[kind]},
        "ratings": RATINGS,
        "titles": TITLES,
        "forms": FORMS,
        "figures": FIGURES,
        "signer": "Vi Văn Thưởng",
    }
    return AchievementReport(**(given | changes))  # type: ignore[arg-type]


def bare_report(kind: Kind) -> AchievementReport:
    """A report of which nothing is written yet."""
    blank = tuple((label, "") for label, _ in WHO[kind])
    nothing = {"superior": "", "day": None, "who": blank, "story": {}, "signer": "", "honours_listed": False}
    return replace(achievement_report(kind), ratings=(), titles=(), forms=(), figures=(), **nothing)  # type: ignore[arg-type]


CHAIR = Member("Ông Lương Đình Khải", "Phó Chủ tịch UBND huyện", "Chủ tịch Hội đồng")
SECRETARY = Member("Bà Nông Thị Bích", "Trưởng phòng Nội vụ", "Thư ký Hội đồng")
MEMBERS = (
    CHAIR,
    SECRETARY,
    *(
        Member(f"Ông Hoàng Văn {name}", "Trưởng phòng chuyên môn", "Ủy viên")
        for name in ("An", "Bình", "Cường", "Đạt", "Én")
    ),
)


def votes(rows: int) -> tuple[NomineeVote, ...]:
    """Each second nominee has 8 of 9 ballots, the others 6."""
    return tuple(
        NomineeVote(kind, name, place, "", 8, 1, "88,8 %", True)
        if index % 2 == 0
        else NomineeVote(kind, name, place, "", 6, 2, "66,6 %", False, "Thiếu minh chứng thu nhập năm 2018")
        for index, (kind, name, place) in enumerate(people(rows))
    )


def minutes(rows: int = 5, **changes: object) -> Minutes:
    """The minutes of a council of nine: seven came, one wrote, one stayed away."""
    given: dict[str, object] = {
        "superior": "Ủy ban nhân dân huyện Chi Lăng",
        "issuer": "Hội đồng Thi đua - Khen thưởng",
        "number": "7",
        "symbol": "BB-HĐTĐKT",
        "subject": "Họp Hội đồng Thi đua - Khen thưởng xét khen thưởng điển hình tiên tiến giai đoạn 2016 - 2020",
        "year": 2020,
        "held_on": date(2020, 5, 25),
        "begun": time(14, 0),
        "ended": time(16, 5),
        "place": "Phòng họp số 2, UBND huyện Chi Lăng",
        "present": MEMBERS,
        "written": (Member("Bà Lý Thị Phương", "Chủ tịch Hội Liên hiệp Phụ nữ huyện", "Ủy viên"),),
        "absent": (Member("Ông Vi Văn Giang", "Trưởng Công an huyện", "Ủy viên", "đi công tác tại Hà Nội"),),
        "guests": ("Ông Triệu Văn Hải, chuyên viên Ban Thi đua - Khen thưởng",),
        "chair": CHAIR,
        "secretary": SECRETARY,
        "course": "Thư ký báo cáo tóm tắt thành tích từng trường hợp.\nCác thành viên thảo luận, thống nhất bỏ phiếu.",
        "votes": votes(rows),
        "share": 80,
        "request": f"đề nghị tặng {AWARD}",
        "conclusion": "Giao Phòng Nội vụ hoàn thiện hồ sơ, trình trước ngày 05 tháng 6 năm 2020.",
        "receivers": ("Thành viên Hội đồng", "Lưu: VT, Hồ sơ"),
    }
    return Minutes(**(given | changes))  # type: ignore[arg-type]


DIGEST = "".join(f"{number:02x}" for number in range(32))


def receipt(rows: int = 5, **changes: object) -> Receipt:
    """The receipt of a dossier with `rows` files and a film."""
    files = tuple(
        ReceivedFile(f"bao-cao-{index + 1}.pdf", 1_450_000 + index, DIGEST, "Báo cáo thành tích", PEOPLE[index % 6][1])
        for index in range(rows)
    )
    film = ReceivedFile("https://phim.example/na-nua", None, "", "Phim tư liệu")
    given: dict[str, object] = {
        "superior": "Sở Nội vụ tỉnh Lạng Sơn",
        "issuer": "Ban Thi đua - Khen thưởng",
        "number": "0007/2020/BN",
        "place": "Lạng Sơn",
        "received_at": datetime(2020, 6, 5, 14, 5, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")),
        "campaign": "Khen thưởng điển hình tiên tiến tỉnh Lạng Sơn giai đoạn 2016 - 2020",
        "unit": "Ủy ban nhân dân huyện Chi Lăng",
        "version": 1,
        "sender": "Nông Thị Bích",
        "deadline": "trước ngày 10/6/2020",
        "cite": "HD II.3.3",
        "nominees": "02 tập thể, 03 cá nhân",
        "files": (*files, film),
        "digest": DIGEST,
    }
    return Receipt(**(given | changes))  # type: ignore[arg-type]
