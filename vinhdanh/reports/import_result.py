"""The result of an import as a workbook for its sender."""

from datetime import datetime

from vinhdanh.documents.list_result import ListResult, ResultRow, ResultTable, write_list_result
from vinhdanh.models import Import, ImportRow, RowOutcome
from vinhdanh.models.import_contents import FileContents, contents_of, read_of
from vinhdanh.reports.imports import cells_shown, outcome_label, remarks_of, table_name

_TONES = {RowOutcome.NEW: "good", RowOutcome.KNOWN: "good", RowOutcome.RESEMBLES: "care", RowOutcome.REFUSED: "bad"}


def result_book(one: Import, on: datetime) -> bytes:
    """The sender's rows in order with a result and remarks, as .xlsx; identity numbers by their last digits only."""
    contents = contents_of(one.contents)
    tables = []
    for number, kept in enumerate(contents.tables):
        if number not in one.left_out:
            rows = one.rows.filter(table=number).order_by("number").iterator(chunk_size=2000)
            headers = tuple(column.header for column in kept.table.columns)
            tables.append(
                ResultTable(table_name(contents, number), headers, [_result(one, contents, row) for row in rows])
            )
    counts = tuple((outcome_label(one, outcome), one.counts.get(outcome, 0)) for outcome in RowOutcome.values)
    return write_list_result(
        ListResult(one.file_name, one.unit.name, one.get_state_display(), counts, tuple(tables), on)
    )


def _result(one: Import, contents: FileContents, row: ImportRow) -> ResultRow:
    cells = cells_shown(one, contents, row)
    kept = read_of(row.read) if row.read else None
    remarks = [f"Trùng {kept.twin_row} của tệp." if kept and kept.twin_row else "", *(remarks_of(kept) if kept else ())]
    remarks += [problem["message"] for problem in row.problems if problem["at"] < 0]
    remarks += [
        f"Cột “{cell.header}” đã sửa khi kiểm tra; trong tệp ghi: {cell.in_file}"
        for cell in cells
        if cell.is_edited and not cell.is_number
    ]
    refused = {cell.column: " ".join(cell.problems) for cell in cells if cell.problems}
    return ResultRow(
        row.number,
        tuple(cell.text for cell in cells),
        outcome_label(one, row.outcome),
        _TONES[RowOutcome(row.outcome)],
        tuple(filter(None, remarks)),
        refused,
    )
