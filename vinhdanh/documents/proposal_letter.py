"""Tờ trình: the letter in which a unit proposes awards, with its list as an annex.

Source: NĐ 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.4 (papers with a name) and Mẫu 2.1 (annex); Phụ lục I, II.9.b (a tờ trình
to a higher body names its recipients twice) and III.1 (the text points to the annex, whose pages are counted apart).
"""

from dataclasses import dataclass
from datetime import date

from vinhdanh.documents.blocks import (
    AnnexHeading,
    Bases,
    Block,
    Column,
    Group,
    Letterhead,
    Paper,
    Paragraph,
    Recipients,
    Section,
    Signature,
    Table,
    Title,
)
from vinhdanh.documents.wording import BLANK, Kind, counts, dated, grouped_by_kind, letter_number, place_and_date
from vinhdanh.vietnamese import tidy

COUNTS = "{counts}"
COLUMNS = (
    Column("TT", 7, "center"),
    Column("Tên tập thể, cá nhân, gia đình", 33),
    Column("Chức vụ, đơn vị công tác hoặc nơi cư trú", 34),
    Column("Hình thức đề nghị khen thưởng", 26),
)


@dataclass(frozen=True)
class ListedNominee:
    """One line of the list: `position` is position and unit, or place of residence; `award` what is proposed."""

    kind: Kind
    name: str
    position: str
    award: str


@dataclass(frozen=True)
class ProposalLetter:
    """What the letter says.

    `number` is "45", "45/TTr-UBND" or empty; `symbol` is "TTr-UBND". `issuer` and `superior` are as one writes them;
    the layout puts them in capitals. `issuer_in_text` is the issuer as the annex names it. `paragraphs` is the body, in
    which `{counts}` becomes "02 tập thể, 03 cá nhân"; the last one closes the letter. `enclosures` are the other parts
    of the dossier. A missing number, day or signer leaves a blank to be filled in by hand.
    """

    superior: str
    issuer: str
    issuer_in_text: str
    number: str
    symbol: str
    place: str
    day: date | None
    year: int
    subject: str
    recipients: tuple[str, ...]
    bases: tuple[str, ...]
    paragraphs: tuple[str, ...]
    enclosures: tuple[str, ...]
    nominees: tuple[ListedNominee, ...]
    annex_title: str
    receivers: tuple[str, ...]
    authority: tuple[str, ...]
    signer: str = ""


def compose_proposal_letter(record: ProposalLetter) -> Paper:
    """The letter as a paper of two sections: the letter itself, and the list with pages of its own."""
    number = letter_number(record.number, record.symbol)
    title = f"Tờ trình số {letter_number(record.number, record.symbol, BLANK)} - {tidy(record.subject)}"
    letter = (
        Letterhead(
            tidy(record.superior),
            tidy(record.issuer),
            f"Số: {number}",
            place_and_date(record.place, record.day, record.year),
        ),
        Title("Tờ trình", tidy(record.subject)),
        Recipients(tuple(map(tidy, record.recipients))),
        *((Bases(tuple(map(tidy, record.bases))),) if record.bases else ()),
        *map(Paragraph, _body(record)),
        Signature(
            tuple(map(tidy, record.receivers)),
            tuple(map(tidy, record.authority)),
            tidy(record.signer),
        ),
    )
    return Paper(title, (Section(letter), Section(_annex(record))), record.day)


def _body(record: ProposalLetter) -> list[str]:
    """The paragraphs with their counts, the pointer to the list before the last, and "./." at the end."""
    written = [tidy(text).replace(COUNTS, counts(record.nominees)) for text in record.paragraphs]
    opening, closing = written[:-1], written[-1:] or ["Kính trình xem xét, quyết định"]
    listed = ["Danh sách tập thể, cá nhân, gia đình đề nghị khen thưởng kèm theo Tờ trình này."]
    if record.enclosures:
        items = [tidy(item).rstrip(";,.") for item in record.enclosures]
        listed = ["Hồ sơ kèm theo Tờ trình này gồm:", "- Danh sách đề nghị khen thưởng;"]
        listed += [f"- {item};" for item in items[:-1]] + [f"- {items[-1]}."]
    return [*opening, *listed, _ended(closing[0])]


def _ended(text: str) -> str:
    """The end of a paper (NĐ 30, Phụ lục III): "./." after its last word."""
    return f"{text.removesuffix('./.').rstrip('.;, ')}./."


def _annex(record: ProposalLetter) -> tuple[Block, ...]:
    number = letter_number(record.number, record.symbol, BLANK)
    source = f"(Kèm theo Tờ trình số {number} {dated(record.day, record.year)}\ncủa {tidy(record.issuer_in_text)})"
    rows: list[tuple[str, ...] | Group] = []
    for group, nominees in grouped_by_kind(record.nominees):
        rows.append(group)
        rows.extend(
            (str(index), tidy(nominee.name), tidy(nominee.position), tidy(nominee.award))
            for index, nominee in enumerate(nominees, 1)
        )
    total = counts(record.nominees)
    closing = (Paragraph(_ended(f"Danh sách gồm {total}")),) if total else ()
    return (AnnexHeading(tidy(record.annex_title), source), Table(COLUMNS, tuple(rows)), *closing)
