"""What may stand in the register and never be edited: rows that refuse to be changed or deleted."""

from collections.abc import Iterable
from typing import Any, NoReturn, Self

from django.db import models

FIRST_YEAR, LAST_YEAR = 1945, 2100  # of an entry; what the tables allow


class EntryChanged(Exception):
    """Somebody tried to edit or delete what stands in the register."""

    def __init__(self) -> None:
        super().__init__(
            "Nội dung đã vào sổ không sửa, không xóa được; hãy ghi quyết định đính chính, thu hồi hoặc cấp lại."
        )


class EntryQuerySet(models.QuerySet[Any]):
    """Rows that are only added. `mark` changes the few columns that say where an entry stands, nothing else."""

    def mark(self, **standing: Any) -> int:
        """Sets columns named in the model's MARKS; raises EntryChanged for any other. Returns how many rows."""
        if set(standing) - self.model.MARKS:
            raise EntryChanged
        return super().update(**standing)

    def update(self, **changes: Any) -> NoReturn:
        raise EntryChanged

    def delete(self) -> NoReturn:
        raise EntryChanged

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise EntryChanged


class Entry(models.Model):
    """An entry of the register. The columns in MARKS alone may change after it was written."""

    MARKS: frozenset[str] = frozenset()

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Writes a new row; of one that stands, only its marks."""
        if not self._state.adding and (update_fields is None or set(update_fields) - self.MARKS):
            raise EntryChanged
        super().save(*args, update_fields=update_fields, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise EntryChanged

    def marked(self, **standing: Any) -> Self:
        """The same entry with its marks set, in the database too."""
        for name, value in standing.items():
            setattr(self, name, value)
        self.save(update_fields=list(standing))
        return self
