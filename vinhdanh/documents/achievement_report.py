"""Báo cáo thành tích: what a nominee has done, as the nominee tells it and others confirm it.

Source: NĐ 91/2017/NĐ-CP, Mẫu số 01 (collectives) and 02 (persons); the guidance names no form for families, whose
report follows Mẫu 02. The outline is that of the circulars which copy the two forms (TT 03/2018/TT-BNG, annex). NĐ
30/2020/NĐ-CP, Phụ lục I for the layout: the form itself has neither number nor "Nơi nhận".

A part that nobody has written keeps its heading and a line of dots, to be filled in by hand, as an office leaves it in
a draft; an optional part is then left out, so that the report of a farmer does not ask for his inventions.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from vinhdanh.documents.blocks import (
    Block,
    Column,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Signatures,
    Signer,
    Table,
    Title,
)
from vinhdanh.documents.blocks import Section as PaperSection
from vinhdanh.documents.honours import Honour
from vinhdanh.documents.wording import Kind, place_and_date
from vinhdanh.vietnamese import tidy, written_amount, written_date

KIND_OF_PAPER: Final = "Báo cáo thành tích"
DOTS: Final = "…" * 30  # a line to write on
SHORT_DOTS: Final = "…" * 12
_CHAPTERS: Final[dict[Kind, tuple[str, str]]] = {
    "collective": ("I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH", "II. THÀNH TÍCH ĐẠT ĐƯỢC"),
    "individual": ("I. SƠ LƯỢC LÝ LỊCH", "II. THÀNH TÍCH ĐẠT ĐƯỢC"),
    "family": ("I. SƠ LƯỢC VỀ GIA ĐÌNH", "II. THÀNH TÍCH ĐẠT ĐƯỢC"),
}
_OF_THE_PERSON: Final = "Thành tích đạt được của cá nhân"
_DECISION: Final = "Số, ngày, tháng, năm của quyết định; cơ quan ban hành quyết định"
_TITLES = (Column("Năm", 18, "center"), Column("Danh hiệu thi đua", 68), Column(_DECISION, 79))
_FORMS = (Column("Năm", 18, "center"), Column("Hình thức khen thưởng", 68), Column(_DECISION, 79))
_RATINGS = (Column("Năm", 18, "center"), Column("Kết quả đánh giá, xếp loại", 68), Column(_DECISION, 79))
_FIGURES = (
    Column("Năm", 18, "center"),
    Column("Chỉ tiêu", 55),
    Column("Số tiền", 42, "right"),
    Column("Minh chứng", 50),
)
_UNKNOWN_ROWS = (("", "", ""), ("", "", ""))


@dataclass(frozen=True)
class Section:
    """A part of the report that the nominee writes.

    `code` names it in what is stored, `chapter` is I or II, `number` what stands before the label ("1", "2.1", "a").
    `hint` says what belongs there. An `optional` part that is empty is not printed. A `short` one is one line.
    """

    code: str
    chapter: Literal["I", "II"]
    number: str
    label: str
    hint: str
    optional: bool = False
    short: bool = False


_COLLECTIVE = (
    Section(
        "situation",
        "I",
        "1",
        "Đặc điểm, tình hình",
        "Địa điểm trụ sở chính; quá trình thành lập và phát triển (nêu ngắn gọn); cơ cấu tổ chức, tổng số và chất "
        "lượng cán bộ, công chức, viên chức, người lao động; tổ chức đảng, đoàn thể; thuận lợi, khó khăn.",
    ),
    Section(
        "mission",
        "I",
        "2",
        "Chức năng, nhiệm vụ được giao",
        "Trích từ quyết định quy định chức năng, nhiệm vụ của đơn vị.",
    ),
    Section(
        "achievements",
        "II",
        "1",
        "Những thành tích nổi bật đạt được",
        "Kết quả thực hiện từng chỉ tiêu, nhiệm vụ trong giai đoạn, so với trước; nêu số liệu, chất lượng, hiệu quả.",
    ),
    Section(
        "measures",
        "II",
        "2",
        "Những biện pháp và nguyên nhân đạt được thành tích",
        "Sáng kiến, giải pháp, đổi mới trong quản lý và công việc; nguyên nhân; phạm vi áp dụng.",
    ),
    Section(
        "movement",
        "II",
        "3",
        "Phong trào thi đua",
        "Phong trào đã phát động, cách làm, kết quả.",
    ),
    Section(
        "policies",
        "II",
        "4",
        "Thực hiện chủ trương, chính sách của Đảng, pháp luật của Nhà nước",
        "Chấp hành chủ trương, pháp luật; chăm lo đời sống; phòng, chống tham nhũng, lãng phí; phòng cháy, chữa cháy.",
    ),
    Section(
        "party",
        "II",
        "5",
        "Hoạt động của tổ chức đảng, đoàn thể",
        "Kết quả xếp loại tổ chức đảng, công đoàn, đoàn thanh niên và các đoàn thể.",
    ),
)
_PERSON = (
    Section("hometown", "I", "", "Quê quán", "Xã, huyện, tỉnh.", short=True),
    Section("education", "I", "", "Trình độ chuyên môn, nghiệp vụ", "Như trong hồ sơ cán bộ.", True, True),
    Section("honours", "I", "", "Học hàm, học vị, danh hiệu, giải thưởng", "Nếu có.", True, True),
    Section(
        "unit_achievements",
        "II",
        "1",
        "Tóm tắt thành tích của tập thể",
        "Chỉ ghi khi cá nhân là thủ trưởng cơ quan, đơn vị: kết quả của tập thể trong giai đoạn.",
        optional=True,
    ),
    Section("duties", "II", "2.1", "Quyền hạn, nhiệm vụ được giao", "Công việc, trách nhiệm được giao hoặc đảm nhận."),
    Section(
        "achievements",
        "II",
        "2.2",
        "Thành tích đạt được",
        "Kết quả công việc về số lượng, chất lượng, hiệu quả; nêu số liệu từng năm.",
    ),
    Section(
        "initiatives",
        "II",
        "2.3",
        "Sáng kiến, giải pháp, đề tài nghiên cứu",
        "Tên sáng kiến, năm, cấp công nhận, nơi áp dụng, hiệu quả; số quyết định công nhận.",
        optional=True,
    ),
    Section(
        "policies",
        "II",
        "2.4",
        "Việc chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước; học tập nâng cao trình độ",
        "Phẩm chất, lối sống; học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh; học tập, bồi dưỡng.",
    ),
    Section(
        "movement",
        "II",
        "2.5",
        "Công tác đảng, đoàn thể và phong trào thi đua",
        "Vai trò trong tổ chức đảng, đoàn thể, phong trào thi đua ở nơi làm việc, nơi cư trú.",
    ),
)
_FAMILY = (
    Section("situation", "I", "", "Số thành viên, hoàn cảnh gia đình", "Số người, nghề nghiệp, hoàn cảnh.", short=True),
    Section(
        "achievements",
        "II",
        "1",
        "Thành tích đạt được của gia đình",
        "Việc đã làm, kết quả từng năm; tiền, hiện vật, ngày công, đất đã đóng góp và nơi nhận.",
    ),
    Section(
        "policies",
        "II",
        "2",
        "Việc chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước",
        "Nếp sống văn hóa, đoàn kết cộng đồng, chấp hành quy định của địa phương.",
    ),
    Section("movement", "II", "3", "Tham gia các phong trào thi đua", "Phong trào, vai trò của gia đình, kết quả."),
)
SECTIONS: dict[Kind, tuple[Section, ...]] = {"collective": _COLLECTIVE, "individual": _PERSON, "family": _FAMILY}


@dataclass(frozen=True)
class Figure:
    """What was earned or given in a year, in đồng, and what proves it."""

    year: int | None
    indicator: str
    amount: int | None
    proof: str = ""


@dataclass(frozen=True)
class AchievementReport:
    """What the report says.

    `superior` and `issuer` head it: for a person the unit in which the person works. `award` is what is proposed. `who`
    are lines of label and value in the order of the form; an empty value leaves dots. `story` goes by the codes of
    SECTIONS[kind]; a text may hold several paragraphs, apart by line feeds. `honours_listed`: whether the two tables of
    chapter III are all that was ever received, so that an empty one means none. `signer` is the head of the collective,
    the person, or who speaks for the family; `signer_title` the office of a collective's head. `confirmed_by` are the
    words above the confirmation at the left; the usual ones of the form where it is empty.
    """

    kind: Kind
    superior: str
    issuer: str
    place: str
    day: date | None
    year: int
    award: str
    name: str
    who: tuple[tuple[str, str], ...]
    story: Mapping[str, str] = field(default_factory=dict)
    ratings: tuple[Honour, ...] = ()
    titles: tuple[Honour, ...] = ()
    forms: tuple[Honour, ...] = ()
    honours_listed: bool = True
    figures: tuple[Figure, ...] = ()
    signer: str = ""
    signer_title: str = ""
    confirmed_by: tuple[str, ...] = ()


def compose_achievement_report(record: AchievementReport) -> Paper:
    """The report as a paper: letterhead without number, who, the parts, the tables, and the three who sign."""
    parts = (
        Letterhead(tidy(record.superior), tidy(record.issuer), "", _dated(record)),
        Title(KIND_OF_PAPER, f"Đề nghị tặng thưởng {tidy(record.award)}"),
        *_introduction(record),
        Heading(_CHAPTERS[record.kind][1]),
        *_parts(record, "II"),
        *_by_year(record),
        Heading("III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG"),
        Heading("1. Danh hiệu thi đua"),
        _honours(record, _TITLES, record.titles, "Chưa được tặng danh hiệu thi đua."),
        Heading("2. Hình thức khen thưởng"),
        _honours(record, _FORMS, record.forms, "Chưa được tặng hình thức khen thưởng."),
        _signatures(record),
    )
    return Paper(f"{KIND_OF_PAPER} - {tidy(record.name)}", (PaperSection(parts),), record.day)


def written_sections(record: AchievementReport) -> tuple[Section, ...]:
    """The parts that this report prints: all but optional ones that are empty."""
    return tuple(part for part in SECTIONS[record.kind] if not part.optional or _texts(record, part))


def _dated(record: AchievementReport) -> str:
    return place_and_date(record.place, record.day, record.year)


def _introduction(record: AchievementReport) -> Iterator[Block]:
    """Who it is: for a collective its name, then its chapter I in words; for people the lines of chapter I."""
    chapter = Heading(_CHAPTERS[record.kind][0])
    lines = [Paragraph(f"{tidy(label)}: {tidy(value) or SHORT_DOTS}") for label, value in record.who]
    if record.kind == "collective":
        yield from lines
        yield chapter
    else:
        yield chapter
        yield from (Paragraph(f"- {line.text}") for line in lines)
    yield from _parts(record, "I")


def _parts(record: AchievementReport, chapter: str) -> Iterator[Block]:
    """The parts of a chapter, each with its heading; a person's own are gathered under one."""
    own = False
    for part, number in _numbered(record, chapter):
        if "." in number and not own:
            own = True
            yield Heading(f"{number.partition('.')[0]}. {_OF_THE_PERSON}")
        texts = _texts(record, part)
        if part.short:
            yield Paragraph(f"- {part.label}: {'; '.join(texts) or SHORT_DOTS}")
            continue
        yield Heading(f"{number}. {part.label}")
        yield from map(Paragraph, texts or (DOTS,))


def _numbered(record: AchievementReport, chapter: str) -> Iterator[tuple[Section, str]]:
    """The parts of a chapter that are printed, numbered one after the other: the form's number of one left out is
    not left as a gap."""
    within: dict[str, int] = {}
    for part in written_sections(record):
        if part.chapter != chapter:
            continue
        top, _, below = part.number.partition(".")
        within[top] = within.get(top, 0) + bool(below)
        number = str(list(within).index(top) + 1)
        yield part, f"{number}.{within[top]}" if below else number


def _texts(record: AchievementReport, part: Section) -> tuple[str, ...]:
    return tuple(filter(None, map(tidy, record.story.get(part.code, "").splitlines())))


def _by_year(record: AchievementReport) -> Iterator[Block]:
    """What the years say, where they say something: ratings, and figures with what proves them."""
    number = len({number.partition(".")[0] for _, number in _numbered(record, "II")}) + 1
    if record.ratings:
        yield Heading(f"{number}. Kết quả đánh giá, xếp loại hằng năm")
        yield Table(_RATINGS, tuple(map(_honour, record.ratings)))
        number += 1
    if record.figures:
        yield Heading(f"{number}. Số liệu hằng năm và minh chứng")
        yield Table(_FIGURES, tuple(map(_figure, record.figures)))


def _honours(record: AchievementReport, columns: tuple[Column, ...], honours: tuple[Honour, ...], none: str) -> Block:
    """The table; where there is nothing, that it is so, or rows to fill in as long as nobody has said."""
    if honours:
        return Table(columns, tuple(map(_honour, honours)))
    return Paragraph(none) if record.honours_listed else Table(columns, _UNKNOWN_ROWS)


def _honour(honour: Honour) -> tuple[str, ...]:
    day = f"ngày {written_date(honour.decided_on)}" if honour.decided_on else ""
    decision = " ".join(filter(None, (tidy(honour.decision), day)))
    return (tidy(honour.years), tidy(honour.name), "; ".join(filter(None, (decision, tidy(honour.authority)))))


def _figure(figure: Figure) -> tuple[str, ...]:
    amount = written_amount(figure.amount) if figure.amount is not None else ""
    return (str(figure.year or ""), tidy(figure.indicator), amount, tidy(figure.proof))


def _signatures(record: AchievementReport) -> Signatures:
    """Who reports at the right, who confirms at the left, and below the body that submits the award."""
    sealed = "(Ký tên, đóng dấu, ghi rõ họ tên)"
    if record.kind == "collective":
        usual: tuple[str, ...] = ("Xác nhận của thủ trưởng cơ quan, đơn vị cấp trên",)
        own = Signer((tidy(record.signer_title) or "Thủ trưởng đơn vị",), tidy(record.signer), sealed)
    elif record.kind == "individual":
        usual = ("Xác nhận của thủ trưởng đơn vị",)
        own = Signer(("Người báo cáo",), tidy(record.signer), "(Ký, ghi rõ họ và tên)")
    else:
        usual = ("Xác nhận của Ủy ban nhân dân xã, phường, thị trấn",)
        own = Signer(("Đại diện gia đình",), tidy(record.signer), "(Ký, ghi rõ họ và tên)")
    confirming = Signer(tuple(map(tidy, record.confirmed_by)) or usual, "", sealed)
    return Signatures(confirming, own, Signer(("Xác nhận của cơ quan trình khen thưởng",), "", sealed))
