"""A workbook of 10,000 rows read: found harmless, taken apart, every row typed."""

from benchmarks.measuring import median, say
from benchmarks.nominees import TERMS, workbook
from vinhdanh.intake.nominations import read_nominations

TARGET = 2.0
COLLECTIVES, FACTS_EACH = 1_250, 7


def main() -> None:
    """The median of five readings of 1,250 collectives with 8,750 facts."""
    content = workbook(COLLECTIVES, FACTS_EACH)
    book = read_nominations(content, TERMS)
    rows = len(book.collectives) + len(book.ratings) + len(book.awards)
    assert (rows, book.problems) == (COLLECTIVES * (1 + FACTS_EACH), ())
    say(f"a workbook of {rows:,} rows read", median(lambda: read_nominations(content, TERMS), 5), TARGET)


if __name__ == "__main__":
    main()
