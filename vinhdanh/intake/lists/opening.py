"""Opens a list that a unit sent: what kind of file it is by its content, and the tables in it."""

from collections.abc import Mapping
from dataclasses import replace

from vinhdanh.intake.cells import text
from vinhdanh.intake.lists.fields import Field, field_of_header
from vinhdanh.intake.lists.file_kinds import DOCX, XLS, XLSX, kind_of
from vinhdanh.intake.lists.old_workbooks import read_old_workbook
from vinhdanh.intake.lists.pages import Page, visible
from vinhdanh.intake.lists.paragraphs import read_prose
from vinhdanh.intake.lists.plain_text import read_plain_text
from vinhdanh.intake.lists.records import ListFile, ListTable, SheetAside
from vinhdanh.intake.lists.tables import find_tables
from vinhdanh.intake.lists.word_files import read_blocks
from vinhdanh.intake.lists.word_pages import pages_of
from vinhdanh.intake.lists.workbooks import read_workbook
from vinhdanh.intake.problems import Unreadable
from vinhdanh.intake.terms import bare_key

SIZE_LIMIT = 20 * 1024 * 1024
_CATALOGUE_NAMES = (
    "danh muc",
    "danhmuc",
    "dm ",
    "htkt",
    "pldt",
    "lvhd",
    "phan loai kt",
    "bang ma",
    "ma danh hieu",
    "ma hinh thuc",
)
_LONGEST_CODE = 15
_IS_CATALOGUE = "Trang danh mục mã, không phải danh sách; vẫn có thể chọn để đọc"
_IS_HIDDEN = "Trang bị ẩn trong Excel; vẫn có thể chọn để đọc"
_HAS_NO_NAMES = "Bảng không có cột tên, không phải danh sách; vẫn có thể chọn để đọc"
_MOST_IN_HEAD = 25
_IS_EMPTY = "Trang trống"
_NO_TABLE = "Không thấy bảng nào trong trang này"
_NO_LIST = (
    "Không thấy danh sách nào trong tệp; danh sách cần có dòng tiêu đề như “Họ và tên”, “Danh hiệu”, "
    "hoặc các đoạn đánh số “1. Ông …”."
)


def open_list(content: bytes, name: str, limit: int = SIZE_LIMIT) -> ListFile:
    """The tables of an .xlsx, .xls, .docx or text file of at most `limit` bytes; `name` is only kept, never trusted.

    Raises Unreadable, with one Vietnamese sentence that says what to do, for any other kind of file, for what is
    damaged, encrypted, swollen or hostile, and for a file without a list.
    """
    kind = kind_of(content, limit)
    if kind == DOCX:
        return _opened_document(content, name)
    if kind == XLSX:
        pages = read_workbook(content, limit)
    else:
        pages = read_old_workbook(content) if kind == XLS else read_plain_text(content)
    return _opened_pages(pages, name, kind)


def _opened_document(content: bytes, name: str) -> ListFile:
    """The tables with names, then the list in paragraphs; a table without names above them is their letterhead."""
    pages, paragraphs = pages_of(read_blocks(content))
    lists: list[ListTable] = []
    others: list[ListTable] = []
    asides: list[SheetAside] = []
    head: tuple[str, ...] = ()
    for page in pages:
        found = find_tables(replace(page, above=(*head, *page.above)))
        named = [table for table in found if table.header_rows and _names_somebody(table)]
        lists += named
        if not named:
            others += found
            asides.append(SheetAside(page.sheet, _HAS_NO_NAMES))
            head += () if lists else _lines_of(page)
    if prose := read_prose(paragraphs, head):
        lists.append(prose)
    if not lists and not others:
        raise Unreadable(_NO_LIST)
    return ListFile(name, DOCX, tuple(lists), tuple(others), tuple(asides))


def _lines_of(page: Page) -> tuple[str, ...]:
    """What stands in a letterhead, line by line, as far as anybody reads."""
    cells = (str(row[column]) for row in page.rows for column in visible(row))
    return tuple(line for cell in cells for line in cell.splitlines())[:_MOST_IN_HEAD]


def _opened_pages(pages: list[Page], name: str, kind: str) -> ListFile:
    catalogues = [page for page in pages if _is_catalogue(page)]
    codes = _codes(catalogues)
    tables: list[ListTable] = []
    asides: list[SheetAside] = []
    others: list[ListTable] = []
    for page in pages:
        found = find_tables(page, codes)
        if page in catalogues or (page.hidden and found):
            others += found
            asides.append(SheetAside(page.sheet, _IS_HIDDEN if page.hidden else _IS_CATALOGUE))
        elif found:
            tables += found
        else:
            empty = not any(visible(row) for row in page.rows)
            asides.append(SheetAside(page.sheet, _IS_EMPTY if empty else _NO_TABLE))
    if not tables and not others:
        raise Unreadable(_NO_LIST)
    return ListFile(name, kind, tuple(tables), tuple(others), tuple(asides))


def _names_somebody(table: ListTable) -> bool:
    return any(field_of_header(column.parts)[0] in (Field.NAME, Field.UNIT) for column in table.columns)


def _is_catalogue(page: Page) -> bool:
    """Whether a sheet is called as catalogues of codes are, and names nobody."""
    key = bare_key(page.sheet)
    if not any(key == one.strip() or key.startswith(one) for one in _CATALOGUE_KEYS):
        return False
    return not any(
        isinstance(row[column], str) and field_of_header((text(row[column]),)) == (Field.NAME, 95)
        for row in page.rows[:20]
        for column in visible(row)
        if bare_key(text(row[column])) in _PERSON_HEADERS
    )


_CATALOGUE_KEYS = tuple(bare_key(one) + (" " if one.endswith(" ") else "") for one in _CATALOGUE_NAMES)
_PERSON_HEADERS = frozenset(map(bare_key, ("Họ và tên", "Họ tên", "Tên tập thể", "Tên tập thể, cá nhân")))


def _codes(catalogues: list[Page]) -> Mapping[str, tuple[str, ...]]:
    """What the catalogue sheets say: a short code → the words beside it, of each sheet that has the code."""
    found: dict[str, list[str]] = {}
    for page in catalogues:
        for row in page.rows:
            cells = [text(row[column]) for column in visible(row)]
            for code, label in zip(cells, cells[1:], strict=False):
                if len(code) <= _LONGEST_CODE and " " not in code and len(label) > len(code) and not label.isdigit():
                    labels = found.setdefault(code.casefold(), [])
                    labels += [label] if label not in labels else []
    return {code: tuple(labels) for code, labels in found.items()}
