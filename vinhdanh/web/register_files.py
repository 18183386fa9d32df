"""The register as a file: CSV, sent while it is read, and Excel."""

import csv
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from vinhdanh.documents.register_workbook import write_register_workbook
from vinhdanh.models import User
from vinhdanh.reports.register_export import Cell, Export, export_awards, export_entries
from vinhdanh.reports.register_filter import RegisterFilter
from vinhdanh.reports.search import find
from vinhdanh.vietnamese import grouped
from vinhdanh.web.downloads import download
from vinhdanh.web.forms.register import AWARDS_VIEW

MOST_IN_EXCEL = 50_000  # rows; some seconds of work
_NAME = "so-khen-thuong"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for one; an apostrophe keeps it text


class TooManyRows(Exception):
    """More than a workbook is made of while somebody waits; the text says so."""

    def __init__(self, count: int) -> None:
        most = grouped(MOST_IN_EXCEL)
        super().__init__(f"Danh sách có {grouped(count)} dòng; tệp Excel nhận nhiều nhất {most} dòng.")


class Asked(NamedTuple):
    """What the page lists."""

    words: str
    narrowed: RegisterFilter
    view: str
    by: User

    def export(self) -> Export:
        found = find(self.words, self.by, self.narrowed) if self.words else None
        exporter = export_awards if self.view == AWARDS_VIEW else export_entries
        return exporter(self.narrowed, self.by, found)


class _Line:
    """A file that hands back each line that is written to it."""

    def write(self, line: str) -> str:
        return line


def write_csv(asked: Asked) -> HttpResponseBase:
    """All rows, however many, with the mark by which Excel knows UTF-8."""
    export = asked.export()
    writer = csv.writer(_Line())

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow(export.header)
        for row in export.rows:
            yield writer.writerow([_safe(cell) for cell in row])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"{_NAME}-{export.count}-dong.csv")
    return response


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def write_xlsx(asked: Asked) -> HttpResponseBase:
    """A workbook that says how many rows it holds; raises TooManyRows where it would hold too many."""
    export = asked.export()
    if export.count > MOST_IN_EXCEL:
        raise TooManyRows(export.count)
    content = write_register_workbook(export.header, export.rows, export.count)
    return download(content, f"{_NAME}-{export.count}-dong.xlsx")


WRITERS: dict[str, Callable[[Asked], HttpResponseBase]] = {"csv": write_csv, "xlsx": write_xlsx}
