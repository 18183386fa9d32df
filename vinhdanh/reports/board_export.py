"""The board as a workbook: a row a unit, exactly those that the page lists."""

from datetime import datetime

from django.utils import timezone

from vinhdanh.documents.figures_workbook import FiguresSheet, write_figures_workbook
from vinhdanh.models.many_rows import parts
from vinhdanh.reports.board import LATE, STATES, Board, BoardFilter, BoardRow
from vinhdanh.rules.findings import OUTCOME_WORDS, Outcome
from vinhdanh.vietnamese import grouped, written_date

_AT_ONCE = 500
_COLUMNS = (
    *("Đơn vị", "Nhóm", "Tình trạng", "Quá hạn", "Gửi đến hết ngày", "Còn (ngày)", "Số lượng được đề nghị"),
    *("Số tập thể", "Số cá nhân", "Số gia đình", *OUTCOME_WORDS.values(), "Đạt khi đã xác minh", "Gửi lúc"),
)
_WIDTHS = (40, 30, 20, 9, 14, 9, 44, 9, 9, 9, 9, 9, 9, 9, 12, 17)


def export_board(board: Board, asked: BoardFilter) -> bytes:
    """The workbook; its first line says of which day it is and how many rows it has."""
    keys = list(board.units(asked).values_list("pk", flat=True))
    remark = f"{grouped(len(keys))} đơn vị{_narrowed(board, asked)}, ngày {written_date(board.on)}."
    rows = (_row(one) for some in parts(keys, _AT_ONCE) for one in board.rows_of(some))
    sheet = FiguresSheet("Theo dõi hồ sơ", board.campaign.title, _COLUMNS, rows, remark, _WIDTHS)
    return write_figures_workbook([sheet])


def _row(row: BoardRow) -> tuple[str | int | None, ...]:
    verdicts = tuple(row.verdicts[outcome] for outcome in Outcome)
    kinds = tuple(row.kinds[kind] for kind in ("collective", "individual", "family"))
    return (
        row.participant.unit.name,
        row.group,
        STATES[row.state],
        "Quá hạn" if row.late else "",
        written_date(row.last_day) if row.last_day else "",
        row.left,
        row.quota.sentence,
        *kinds,
        *verdicts,
        row.verified,
        _moment(row.dossier.sent_at if row.dossier else None),
    )


def _moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%d/%m/%Y %H:%M}" if at else ""


def _narrowed(board: Board, asked: BoardFilter) -> str:
    """What the rows were narrowed to, in words."""
    said = [
        {**STATES, LATE: "Quá hạn"}.get(asked.state, ""),
        {**board.labels, "none": "Chưa chọn nhóm"}.get(asked.group, ""),
        f"tên có “{asked.words}”" if asked.words else "",
    ]
    kept = ", ".join(filter(None, said))
    return f" ({kept})" if kept else ""
