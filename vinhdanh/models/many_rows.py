"""Very many rows at once: asked about in parts that one query can name; added by one statement, given to the database
once with all its values.

Django's `bulk_create` writes a new statement for every few dozen rows (SQLite bounds the values in one), which for
100,000 rows takes several times as long as the database itself.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db import connection, models, transaction

T = TypeVar("T")
MOST_NAMED = 900  # keys in one query: SQLite bounds them
_AT_ONCE = 5000
# What both databases take as it is; anything else goes through its field.
_PLAIN = (
    *(models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey),
    *(models.BigIntegerField, models.BinaryField),
)


def parts(values: Iterable[T], size: int = MOST_NAMED) -> Iterator[list[T]]:
    """The values in their order, in lists of `size` and the rest: for one query each, or one short transaction."""
    waiting = iter(values)
    while some := list(islice(waiting, size)):
        yield some


def insert_many(rows: Sequence[models.Model]) -> None:
    """Adds the rows, all of one model, in their order: their keys ascend in it, but are not set on them.

    Related rows must be saved. `save` is not called, nor are moments set by themselves (`auto_now`).
    """
    if not rows:
        return
    for row in rows:
        row._prepare_related_fields_for_save(operation_name="bulk_create")  # type: ignore[attr-defined]
    fields = [field for field in rows[0]._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {connection.ops.quote_name(rows[0]._meta.db_table)} ({columns}) VALUES ({places})"
    readers = [_reader(field) for field in fields]
    values = ([read(row) for read in readers] for row in rows)
    with transaction.atomic(), connection.cursor() as cursor:
        while some := list(islice(values, _AT_ONCE)):
            cursor.executemany(statement, some)


def _reader(field: "models.Field[Any, Any]") -> Callable[[models.Model], Any]:
    """What the database is given of a row's field."""
    name = field.attname
    if isinstance(field, _PLAIN) and type(field).get_db_prep_save in _UNCHANGED:
        return lambda row: getattr(row, name)
    if isinstance(field, models.JSONField):
        adapt, encoder = connection.ops.adapt_json_value, field.encoder
        return lambda row: adapt(getattr(row, name), encoder)
    if isinstance(field, models.DateTimeField):  # mostly one moment for all
        return _remembering(lambda value: field.get_db_prep_save(value, connection), name)
    return lambda row: field.get_db_prep_save(getattr(row, name), connection)


def _remembering(prepare: Callable[[Any], Any], name: str) -> Callable[[models.Model], Any]:
    known: dict[Any, Any] = {}

    def read(row: models.Model) -> Any:
        value = getattr(row, name)
        if value not in known:
            known[value] = prepare(value)
        return known[value]

    return read


_UNCHANGED = {kind.get_db_prep_save for kind in (models.Field, models.ForeignKey)}
