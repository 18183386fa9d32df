"""The doors of lists that are taken in."""

from collections.abc import Callable

from django.urls import reverse

from tests.actions.lists import BAN, DAO, workbook
from tests.province import Province
from tests.web.doors import Door
from vinhdanh.actions.imports.reading import open_for
from vinhdanh.actions.imports.sending import prepare_import
from vinhdanh.models import Import

OFFICERS = frozenset({"officer", "office"})
SENDERS = OFFICERS | {"outsider"}  # whoever takes lists in somewhere; of the district's the outsider sees nothing


def waiting(province: Province) -> Import:
    """A list of the district that waits to be looked through; nothing of it is on the disk."""
    one = Import.objects.create(
        unit=province.district,
        file="imports/khong-co",
        file_name="danh-sach.xlsx",
        file_size=1,
        sent_by=province.officer,
    )
    prepare_import(one.pk, open_for(province.district, workbook(DAO, BAN), one.file_name))
    return one


def page(name: str) -> Door:
    return Door(lambda province: reverse(name), SENDERS)


def of(name: str, *more: Callable[[Import], int], method: str = "get") -> Door:
    def address(province: Province) -> str:
        one = waiting(province)
        return reverse(name, args=[one.pk, *(find(one) for find in more)])

    return Door(address, OFFICERS, method)


DOORS = {
    "imports": page("imports"),
    "import_template": page("import_template"),
    "import": of("import"),
    "import_progress": of("import_progress"),
    "import_table": of("import_table", lambda one: 0),
    "import_row": of("import_row", lambda one: one.rows.first().pk),
    "import_confirm": of("import_confirm"),
    "import_discard": of("import_discard"),
    "import_again": of("import_again", method="post"),
    "import_undo": of("import_undo"),
    "import_result": of("import_result"),
}
