"""The sheet for the meeting table: each case of a unit with its verdict, its conditions, and what each stands on.

No official letter: it carries no national title and no signature.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from vinhdanh.documents.blocks import (
    Block,
    Case,
    Column,
    Condition,
    Outcome,
    Paper,
    Section,
    SheetHeading,
    SheetSection,
    Table,
)
from vinhdanh.documents.wording import OUTCOME_WORDS
from vinhdanh.vietnamese import tidy, two_digits, written_date

TITLE = "Kết quả đối chiếu tiêu chuẩn"
PROBLEM_COLUMNS = (
    Column("Trang tính", 14),
    Column("Dòng", 8, "center"),
    Column("Cột", 18),
    Column("Giá trị đọc được", 20),
    Column("Cần sửa", 40),
)

Problem = tuple[str, int, str, str, str]


@dataclass(frozen=True)
class FindingLine:
    """One condition. `depth` is its place in the tree (0 is the top); the texts are whole phrases, shown as is."""

    depth: int
    outcome: Outcome
    text: str
    cite: str = ""
    because: str = ""
    evidence: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetNominee:
    """One case: who, the verdict, the one sentence to read aloud, and the conditions in the order of the tree."""

    number: int
    name: str
    detail: str
    verdict: Outcome
    sentence: str
    lines: tuple[FindingLine, ...]


@dataclass(frozen=True)
class FindingsSheet:
    """What was found for one unit on one day. A problem is sheet, row, column, value, message."""

    campaign: str
    unit: str
    on: date
    quota: tuple[FindingLine, ...]
    nominees: tuple[SheetNominee, ...]
    problems: tuple[Problem, ...] = ()


def compose_findings_sheet(record: FindingsSheet) -> Paper:
    """The sheet as a paper whose pages are numbered "Trang 1/3"."""
    facts = (
        ("Đơn vị", tidy(record.unit)),
        ("Ngày đối chiếu", written_date(record.on)),
        ("Tổng hợp", summary(record.nominees)),
    )
    blocks: list[Block] = [SheetHeading(tidy(record.campaign), TITLE, facts)]
    if record.quota:
        blocks += [SheetSection("SỐ LƯỢNG ĐỀ NGHỊ"), *map(_condition, record.quota)]
    if record.nominees:
        blocks.append(SheetSection("TỪNG TRƯỜNG HỢP"))
    for nominee in record.nominees:
        blocks += [_case(nominee), *map(_condition, nominee.lines)]
    if record.problems:
        rows = tuple(
            (sheet, str(row), column, value, message) for sheet, row, column, value, message in record.problems
        )
        blocks += [SheetSection("LỖI CẦN SỬA TRONG TỆP DANH SÁCH"), Table(PROBLEM_COLUMNS, rows, small=True)]
    return Paper(f"{TITLE} - {tidy(record.unit)}", (Section(tuple(blocks), pages="of_total"),), record.on)


def summary(nominees: tuple[SheetNominee, ...]) -> str:
    """`05 trường hợp: 03 đạt, 02 chưa đạt`; outcomes that nobody has are not named."""
    tally = Counter(nominee.verdict for nominee in nominees)
    parts = [
        f"{two_digits(tally[outcome])} {word.lower()}" for outcome, word in OUTCOME_WORDS.items() if tally[outcome]
    ]
    total = f"{two_digits(len(nominees))} trường hợp"
    return f"{total}: {', '.join(parts)}" if parts else total


def _case(nominee: SheetNominee) -> Case:
    return Case(
        str(nominee.number),
        tidy(nominee.name),
        tidy(nominee.detail),
        nominee.verdict,
        OUTCOME_WORDS[nominee.verdict],
        tidy(nominee.sentence),
    )


def notes_of(line: FindingLine) -> tuple[tuple[str, str], ...]:
    """What stands below a condition, as label and text: the reason, then evidence, what is missing, and our reading."""
    notes = [("", line.because)] if line.because else []
    notes += [("Căn cứ", "; ".join(line.evidence))] if line.evidence else []
    notes += [("Còn thiếu", "; ".join(line.missing))] if line.missing else []
    return (*notes, *(("", reading) for reading in line.readings))


def _condition(line: FindingLine) -> Condition:
    return Condition(
        line.depth, line.outcome, OUTCOME_WORDS[line.outcome], tidy(line.text), tidy(line.cite), notes_of(line)
    )
