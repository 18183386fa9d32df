"""Biên bản họp Hội đồng Thi đua - Khen thưởng: who met, what was said, how they voted on each nominee.

Source: NĐ 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9 (biên bản): no place and date under Quốc hiệu, the time stands in the
text; THƯ KÝ signs at the left, CHỦ TỌA at the right. Phụ lục I, II.3: a council numbers its papers by itself. A member
who is away and has answered in writing votes as those present do (TT 08/2017/TT-BNV).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Final, NamedTuple

from vinhdanh.documents.blocks import (
    Block,
    Column,
    Group,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Section,
    Signatures,
    Signer,
    Table,
    Title,
)
from vinhdanh.documents.wording import BLANK, Kind, counts, dated, grouped_by_kind, letter_number
from vinhdanh.vietnamese import join_words, tidy, two_digits

KIND_OF_PAPER: Final = "Biên bản"
_COUNCIL = re.compile("(hội đồng) (thi đua - khen thưởng)", re.IGNORECASE)  # two lines, parted where its name is
_ADDRESS = re.compile(r"(?:ông|bà|đồng chí|đ/c)\s+", re.IGNORECASE)
_NOTE = "(Ký, ghi rõ họ tên)"
_BALLOTS = ("Số phiếu",)
COLUMNS: Final = (
    Column("TT", 11, "center"),
    Column("Tên tập thể, cá nhân, gia đình", 58),
    Column("Đồng ý", 18, "center", _BALLOTS),
    Column("Không đồng ý", 21, "center", _BALLOTS),
    Column("Tỷ lệ đồng ý", 21, "center"),
    Column("Kết quả", 36),
)


class Member(NamedTuple):
    """A member of the council, or a guest; `role` is what a member is in it, `reason` why one stayed away."""

    name: str
    position: str = ""
    role: str = ""
    reason: str = ""


@dataclass(frozen=True)
class NomineeVote:
    """The ballots for one nominee; None where they are not counted yet.

    `share` is what agreed of all members, as written ("88,9 %"); `passed` whether that is enough.
    """

    kind: Kind
    name: str
    detail: str = ""
    award: str = ""
    agreed: int | None = None
    against: int | None = None
    share: str = ""
    passed: bool | None = None
    remark: str = ""


@dataclass(frozen=True)
class Minutes:
    """What the minutes say.

    `issuer` is the council, `superior` the unit whose council it is. `written` are members who were away and answered
    in writing, `absent` those who did neither. `share` is the least share of all members, in per cent, that proposes a
    nominee; `request` what the council resolves ("đề nghị tặng …"). `course` and `conclusion` may hold several
    paragraphs, apart by line feeds. What is not known yet leaves dots.
    """

    superior: str
    issuer: str
    number: str
    symbol: str
    subject: str
    year: int
    held_on: date | None
    begun: time | None
    ended: time | None
    place: str
    present: tuple[Member, ...]
    written: tuple[Member, ...]
    absent: tuple[Member, ...]
    guests: tuple[str, ...]
    chair: Member | None
    secretary: Member | None
    course: str
    votes: tuple[NomineeVote, ...]
    share: int
    request: str
    conclusion: str = ""
    receivers: tuple[str, ...] = ("Lưu: VT, Hồ sơ",)


def compose_minutes(record: Minutes) -> Paper:
    """The minutes as a paper: when and where, who, what was said, the ballots, whom the council proposes, who signs."""
    number = letter_number(record.number, record.symbol)
    blocks: tuple[Block, ...] = (
        Letterhead(tidy(record.superior), _COUNCIL.sub(r"\1\n\2", tidy(record.issuer)), f"Số: {number}", ""),
        Title(KIND_OF_PAPER, tidy(record.subject)),
        Paragraph(f"Thời gian bắt đầu: {_hour(record.begun)}, {dated(record.held_on, record.year)}."),
        Paragraph(f"Địa điểm: {tidy(record.place) or BLANK}."),
        Heading("1. Thành phần tham dự"),
        *map(Paragraph, _attendance(record)),
        Heading("2. Nội dung cuộc họp"),
        *map(Paragraph, _paragraphs(record.course) or (BLANK * 15,)),
        Heading("3. Kết quả bỏ phiếu"),
        *_ballots(record),
        Heading("4. Kết luận"),
        *map(Paragraph, _conclusion(record)),
        Paragraph(_ending(record)),
        Signatures(
            Signer(("Thư ký",), _signing(record.secretary), _NOTE),
            Signer(("Chủ tọa",), _signing(record.chair), _NOTE),
            receivers=tuple(map(tidy, record.receivers)),
        ),
    )
    shown = letter_number(record.number, record.symbol, BLANK)
    return Paper(f"{KIND_OF_PAPER} số {shown} - {tidy(record.subject)}", (Section(blocks),), record.held_on)


def _hour(moment: time | None) -> str:
    return f"{moment.hour:02} giờ {moment.minute:02}" if moment else f"{BLANK} giờ {BLANK}"


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(tidy, text.splitlines())))


def _attendance(record: Minutes) -> Iterator[str]:
    """The council by how its members took part, the guests, who led and who wrote."""
    members = len(record.present) + len(record.written) + len(record.absent)
    kinds = ((record.present, "có mặt"), (record.written, "có ý kiến bằng văn bản"), (record.absent, "vắng mặt"))
    told = ", ".join(f"{two_digits(len(some))} thành viên {how}" for some, how in kinds if some)
    yield f"Hội đồng có {two_digits(members)} thành viên; {told}." if members else f"Hội đồng có {BLANK} thành viên."
    yield from _listed("Có mặt", record.present)
    yield from _listed("Vắng mặt, có ý kiến bằng văn bản", record.written)
    yield from _listed("Vắng mặt", record.absent)
    yield from _listed("Khách mời", tuple(map(Member, record.guests)))
    yield f"Chủ trì (chủ tọa): {_person(record.chair)}."
    yield f"Thư ký (người ghi biên bản): {_person(record.secretary)}."


def _person(member: Member | None) -> str:
    if member is None:
        return BLANK
    return ", ".join(filter(None, map(tidy, (member.name, member.position, member.role))))


def _signing(member: Member | None) -> str:
    """The name below a signature: nothing stands before it (NĐ 30/2020, Phụ lục I, II.7.c)."""
    return _ADDRESS.sub("", tidy(member.name), count=1) if member else ""


def _listed(label: str, members: Sequence[Member]) -> Iterator[str]:
    """`Có mặt:` and a line for each; nothing where there is nobody."""
    if not members:
        return
    yield f"{label}:"
    for index, member in enumerate(members):
        reason = f" (lý do: {tidy(member.reason)})" if tidy(member.reason) else ""
        yield f"- {_person(member)}{reason}{'.' if index == len(members) - 1 else ';'}"


def _ballots(record: Minutes) -> Iterator[Block]:
    """How the share is reckoned (O6), then the table, numbered within each kind."""
    yield Paragraph(
        "Hội đồng bỏ phiếu đối với từng trường hợp. Tỷ lệ tính trên tổng số thành viên Hội đồng, gồm cả thành viên "
        f"vắng mặt; trường hợp đạt từ {record.share} % trở lên thì được đề nghị."
    )
    rows: list[tuple[str, ...] | Group] = []
    for group, votes in grouped_by_kind(record.votes):
        rows.append(group)
        rows.extend(_row(number, vote) for number, vote in enumerate(votes, 1))
    yield Table(COLUMNS, tuple(rows) or (("",) * len(COLUMNS),))


def _row(number: int, vote: NomineeVote) -> tuple[str, ...]:
    name = "\n".join(filter(None, map(tidy, (vote.name, vote.detail, vote.award))))
    result = {True: "Đề nghị khen thưởng", False: "Không đề nghị", None: ""}[vote.passed]
    told = "\n".join(filter(None, (result, tidy(vote.remark))))
    return (str(number), name, _counted(vote.agreed), _counted(vote.against), vote.share, told)


def _counted(ballots: int | None) -> str:
    return "" if ballots is None else two_digits(ballots)


def _conclusion(record: Minutes) -> Iterator[str]:
    """Whom the council proposes, whom it does not, and what it added in words."""
    agreed = [vote for vote in record.votes if vote.passed]
    refused = [vote for vote in record.votes if vote.passed is False]
    if agreed:
        yield f"Hội đồng thống nhất {tidy(record.request)} cho {counts(agreed)}, gồm:"
        yield from _names(agreed)
    elif record.votes and len(refused) == len(record.votes):
        yield "Không có trường hợp nào đủ tỷ lệ phiếu để đề nghị khen thưởng."
    else:
        yield f"Hội đồng thống nhất {tidy(record.request)} cho {BLANK}."
    if refused:
        yield f"Không đủ tỷ lệ phiếu: {join_words([tidy(vote.name) for vote in refused])}."
    yield from _paragraphs(record.conclusion)


def _names(votes: Iterable[NomineeVote]) -> Iterator[str]:
    """The names in the order of the table, each kind numbered on: the list goes with the tờ trình."""
    ordered = [vote for _, some in grouped_by_kind(list(votes)) for vote in some]
    for index, vote in enumerate(ordered):
        detail = f", {tidy(vote.detail)}" if tidy(vote.detail) else ""
        yield f"- {tidy(vote.name)}{detail}{'.' if index == len(ordered) - 1 else ';'}"


def _ending(record: Minutes) -> str:
    """The last sentence of Mẫu 1.9; "./." closes the paper."""
    moment = f"{_hour(record.ended)}, {dated(record.held_on, record.year)}"
    return f"Cuộc họp kết thúc vào {moment}; biên bản đã được đọc lại và các thành viên dự họp thống nhất thông qua./."
