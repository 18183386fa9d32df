"""The lists that units keep: any Excel, Word or text file in, tables, proposals and typed rows out.

`open_list` finds the tables, `propose` says what each column may be, `read_list` reads the rows by what was chosen.
Three steps, so that a person stands between them; no step guesses in silence, and every row is told of.
"""

from vinhdanh.intake.lists.fields import FIELD_LABELS, Field, is_field
from vinhdanh.intake.lists.opening import SIZE_LIMIT, open_list
from vinhdanh.intake.lists.proposals import propose
from vinhdanh.intake.lists.reading import read_list
from vinhdanh.intake.lists.records import ListContext, ListTerms

__all__ = [
    "FIELD_LABELS",
    "SIZE_LIMIT",
    "Field",
    "ListContext",
    "ListTerms",
    "is_field",
    "open_list",
    "propose",
    "read_list",
]
