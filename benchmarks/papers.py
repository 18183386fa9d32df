"""A thousand tờ trình as PDF, each of another unit, in one process: one after the other, and in two threads."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

from benchmarks.measuring import say, seconds
from benchmarks.nominees import PACK, TERMS, example
from vinhdanh.documents.pdf_writer import write_pdf
from vinhdanh.intake.nominations import read_nominations
from vinhdanh.screening.papers import proposal_letter
from vinhdanh.screening.report import Report, screen_book

COUNT, TARGET = 1_000, 5.0


def reports() -> list[Report]:
    """The example as if a thousand districts had sent it."""
    book = read_nominations(example(), TERMS)
    units = (replace(book.unit, name=f"UBND huyện số {n}", letter_number=str(n)) for n in range(1, COUNT + 1))
    return [screen_book(replace(book, unit=unit), PACK, on=date(2020, 5, 20)) for unit in units]


def main() -> None:
    """Composing and setting are measured, screening is not; the best of three rounds."""
    letters = reports()

    def write(report: Report) -> bytes:
        return write_pdf(proposal_letter(report))

    for threads, words in ((1, "one after the other"), (2, "in two threads")):
        with ThreadPoolExecutor(threads) as pool:

            def write_all() -> None:
                assert all(content.startswith(b"%PDF-") for content in pool.map(write, letters))

            say(f"{COUNT:,} tờ trình as PDF, {words}", min(seconds(write_all) for _ in range(3)), TARGET)


if __name__ == "__main__":
    main()
