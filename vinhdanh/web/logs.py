"""What a line of the log looks like."""

import logging
import re

# PostgreSQL tells the whole row that it refuses: `DETAIL:  Failing row contains (8, Nguyễn Thị Đào, 1980, 3, 12, …)`.
_ROW = re.compile(r"DETAIL:.*?(?=\n\nThe above exception|\n\nDuring handling|\Z)", re.DOTALL)


class WithoutRows(logging.Formatter):
    """Lines without what the database tells of people: an error keeps its way and its kind, not the row it met."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        return _ROW.sub("DETAIL: (not logged)", super().format(record))
