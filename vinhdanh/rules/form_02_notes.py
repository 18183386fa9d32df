"""The notes below form 02: the shares that it asks for, and all that its figures do not know."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from vinhdanh.rules.form_02 import Form02, YearTotals, written_percent
from vinhdanh.vietnamese import grouped, join_words, two_digits, years_text

NAMED_UNITS = 5  # so many units are named before the rest is only counted


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence below the form. `form`: the form's own words; `share`: a result; the others say what is not known."""

    kind: Literal["form", "share", "denominator", "record", "manner", "direct", "outside"]
    text: str


def notes(form: Form02) -> tuple[Note, ...]:
    """Every note of the form, in the order in which it is printed."""
    own = (Note("form", text) for text in form.layout.notes)
    return (*own, *_shares(form), *_leaders(form), *_record(form), *_manner(form), *_direct(form), *_outside(form))


def _shares(form: Form02) -> Iterator[Note]:
    """The share of the unit's own collectives and individuals, over the years whose totals are known and possible."""
    years = [form.totals.of(year) for year in range(form.first, form.last + 1)]
    for what, key in (("tập thể", "collectives"), ("cá nhân", "individuals")):
        known, lacking, impossible = [], [], []
        for year in years:
            whole, part = _of_year(year, key)
            if whole is None:
                lacking.append(year.year)
            elif part is not None and part > whole:
                impossible.append(Note("denominator", _impossible(form, what, year.year, part, whole)))
            elif part is not None:
                known.append((year.year, part, whole))
        part, whole = sum(each[1] for each in known), sum(each[2] for each in known)
        if whole:
            over = f", {'năm' if len(known) == 1 else 'cộng các năm'} {years_text([each[0] for each in known])}"
            share = f"{written_percent(part, whole)} % ({grouped(part)} trên tổng số {grouped(whole)} {what}{over})"
            yield Note("share", f"Tỷ lệ {what} được khen thưởng: {share}.")
        yield from impossible
        if lacking:
            text = f"Chưa tính được tỷ lệ {what} được khen thưởng của {_years(lacking)}: chưa có tổng số {what} của "
            yield Note("denominator", f"{text}{form.totals.unit}.")


def _of_year(year: YearTotals, key: str) -> tuple[int | None, int | None]:
    """The unit's total of the year, and how many of it were awarded."""
    if key == "collectives":
        return year.collectives, year.honoured_collectives
    return year.individuals, year.honoured_individuals


def _impossible(form: Form02, what: str, year: int, part: int, whole: int) -> str:
    return (
        f"Năm {year} có {grouped(part)} {what} được khen thưởng, nhiều hơn tổng số {grouped(whole)} {what} đã khai của "
        f"{form.totals.unit}: cần xem lại tổng số; chưa tính năm này vào tỷ lệ."
    )


def _years(years: list[int]) -> str:
    return f"{'năm' if len(years) == 1 else 'các năm'} {years_text(years)}"


def _leaders(form: Form02) -> Iterator[Note]:
    if not form.individuals:
        return
    low, high = form.leaders.low, form.leaders.high
    of = f"trên {grouped(form.individuals)} lượt cá nhân được khen thưởng"
    if low == high:
        yield Note("share", f"Tỷ lệ Lãnh đạo: {written_percent(low, form.individuals)} % ({grouped(low)} {of}).")
        return
    ends = f"từ {written_percent(low, form.individuals)} % đến {written_percent(high, form.individuals)} %"
    unclear = f"{two_digits(high - low)} lượt chưa rõ có phải Lãnh đạo hay không"
    yield Note("share", f"Tỷ lệ Lãnh đạo: {ends} ({grouped(low)} đến {grouped(high)} {of}); {unclear}.")


def _record(form: Form02) -> Iterator[Note]:
    """Why a cell may be empty."""
    if form.complete:
        return
    totals = [form.totals.of(year) for year in range(form.first, form.last + 1)]
    open_years = [each.year for each in totals if not each.complete]
    units = sorted({unit for each in totals for unit in each.undeclared}) or [form.totals.unit]
    named = units[:NAMED_UNITS]
    rest = [f"{two_digits(len(units) - NAMED_UNITS)} đơn vị khác"] if len(units) > NAMED_UNITS else []
    yield Note(
        "record",
        f"Ô để trống là chưa có số liệu: {join_words([*named, *rest])} chưa xác nhận đã nhập đủ khen thưởng của "
        f"{_years(open_years)}.",
    )


def _manner(form: Form02) -> Iterator[Note]:
    if form.unclear_manner:
        count = two_digits(sum(form.unclear_manner.values()))
        rows = "; ".join(f"{text}: {two_digits(each)}" for text, each in form.unclear_manner.items())
        yield Note(
            "manner",
            f"{count} khen thưởng chưa ghi loại hình ({rows}), nên các dòng “Trong đó” ghi theo khoảng hoặc “chưa rõ”.",
        )


def _direct(form: Form02) -> Iterator[Note]:
    if form.unclear_direct:
        yield Note(
            "direct",
            f"{two_digits(form.unclear_direct)} khen thưởng chưa rõ có thuộc cơ sở, lao động trực tiếp hay không, nên "
            "các cột này ghi theo khoảng hoặc “chưa rõ”.",
        )


def _outside(form: Form02) -> Iterator[Note]:
    if form.outside:
        listed = "; ".join(f"{each.label}: {two_digits(each.count)}" for each in form.outside)
        yield Note("outside", f"Khen thưởng không có dòng trong mẫu, không tính vào tổng cộng: {listed}.")
