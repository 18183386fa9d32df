"""Mẫu 02 of a unit: counted out of the register, computed by the rules, and written as a paper or as data."""

from collections.abc import Callable
from datetime import date
from typing import Any

from vinhdanh.documents.docx_writer import write_docx
from vinhdanh.documents.form_02 import Form02Sheet, SheetLine, compose_form_02
from vinhdanh.documents.form_02_workbook import write_form_02_workbook
from vinhdanh.documents.pdf_writer import write_pdf
from vinhdanh.intake.records import UnitSheet
from vinhdanh.models import Unit
from vinhdanh.reports.denominators import numbers_by_year
from vinhdanh.reports.tallies import Period, count_awards, count_honoured
from vinhdanh.rules.form_02 import DIRECT_COLUMNS, Denominators, Figure, Form02, Line, Tally, YearTotals, form_02
from vinhdanh.rules.form_02_layout import Form02Layout
from vinhdanh.rules.form_02_notes import notes
from vinhdanh.screening.issuer import authority, symbol

EMULATION_WORDS = "Tính theo năm thi đua (từ ngày 01 tháng 12 năm trước đến ngày 30 tháng 11), theo ngày ký quyết định."


def compute_form_02(unit: Unit, period: Period, layout: Form02Layout) -> Form02:
    """The form of a unit and all below it. Who may see the figures of the unit is asked before.

    Always the same number of queries, whatever stands in the register.
    """
    tallies = (
        Tally(one.award, one.kind, one.number, one.manner, one.direct, one.leader) for one in count_awards(unit, period)
    )
    return form_02(layout, tallies, _totals(unit, period), first=period.first, last=period.last)


def _totals(unit: Unit, period: Period) -> Denominators:
    honoured = count_honoured(unit, period)
    return Denominators(
        unit.name,
        tuple(
            YearTotals(
                year.year,
                year.collectives,
                year.individuals,
                honoured.get((year.year, "collective"), 0),
                honoured.get((year.year, "individual"), 0),
                year.complete,
                year.undeclared,
            )
            for year in numbers_by_year(unit, period.first, period.last)
        ),
    )


def form_02_sheet(form: Form02, unit: Unit, period: Period, on: date) -> Form02Sheet:
    """The form as the papers want it, with blanks where the report has its number and its day; `on` gives its year."""
    issuer = UnitSheet(name=unit.issuing_name)
    return Form02Sheet(
        title=form.layout.text,
        first=form.first,
        last=form.last,
        unit=unit.name,
        issuer=issuer.name,
        number="",
        symbol=f"BC-{symbol(issuer)}",
        day=None,
        year=on.year,
        lines=tuple(SheetLine(line.number, line.text, line.depth, line.cells) for line in form.lines),
        notes=tuple(note.text for note in notes(form)),
        scope=EMULATION_WORDS if period.emulation else "",
        authority=authority(issuer),
    )


WRITERS: dict[str, Callable[[Form02Sheet], bytes]] = {
    "docx": lambda sheet: write_docx(compose_form_02(sheet)),
    "pdf": lambda sheet: write_pdf(compose_form_02(sheet)),
    "xlsx": write_form_02_workbook,
}


def as_data(form: Form02, unit: Unit, period: Period) -> dict[str, Any]:
    """The form as plain data for other programs.

    A figure has `low` and `high`, equal where it is known, and `value`: None where it is not known, or where nothing
    stands in a record that is not declared complete.
    """
    return {
        "form": form.layout.id,
        "title": form.layout.text,
        "unit": {"code": unit.code, "name": unit.name},
        "from": period.first,
        "to": period.last,
        "calendar": "emulation" if period.emulation else "year",
        "complete": form.complete,
        "rows": [_row(line) for line in form.lines],
        "years": [_year(form.totals.of(year)) for year in period.years],
        "leaders": {"awards": _figure(form.leaders), "of": form.individuals},
        "outside": [{"award": each.award, "label": each.label, "count": each.count} for each in form.outside],
        "unclear": {"manner": dict(form.unclear_manner), "direct": form.unclear_direct},
        "notes": [{"kind": note.kind, "text": note.text} for note in notes(form)],
    }


def _row(line: Line) -> dict[str, Any]:
    shares = {column: line.percent(column) or None for column in DIRECT_COLUMNS}
    counts = {column: _figure(figure) for column, figure in line.figures.items()}
    names = {"id": line.id, "number": line.number, "text": line.text, "depth": line.depth}
    return {**names, "counts": counts, "percent": shares}


def _figure(figure: Figure) -> dict[str, int | None]:
    return {"value": figure.value, "low": figure.low, "high": figure.high}


def _year(totals: YearTotals) -> dict[str, Any]:
    return {
        "year": totals.year,
        "collectives": totals.collectives,
        "individuals": totals.individuals,
        "honoured_collectives": totals.honoured_collectives,
        "honoured_individuals": totals.honoured_individuals,
        "complete": totals.complete,
    }
