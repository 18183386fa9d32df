"""The list that a decision writes in paragraphs: `1. Ông Nguyễn Văn A, Trưởng phòng, Sở Y tế;`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vinhdanh.intake.lists.lines import NUMBER, names_group, names_kind, split_enumerator
from vinhdanh.intake.lists.records import Aside, Beside, ListColumn, ListTable, TableRow, TitleLine
from vinhdanh.intake.lists.rows import Section, Sections
from vinhdanh.intake.lists.word_files import Paragraph
from vinhdanh.intake.lists.words import COLLECTIVE, is_body, kind_of_words, split_address, split_family
from vinhdanh.intake.terms import plain_key
from vinhdanh.vietnamese import tidy

SHEET = "Văn bản"
COLUMNS = ("TT", "Ông, bà", "Tên tập thể, cá nhân", "Chức vụ, đơn vị", "Thành tích")
_ITEM = re.compile(r"(?:(\d{1,4})\s*[.)\-/]|[-–+*•])\s*(\S.*)", re.DOTALL)
_NAMED = re.compile(r"\bcho\s+((?:các\s+)?(?:ông|bà|đồng chí|đ/c)\s.+)", re.IGNORECASE | re.DOTALL)
_GIVEN_FOR = re.compile(
    r"[,;]?\s*(?:(?:vì|do)\s+)?(?:đã\s+)?(?:có|lập)\s+(?:nhiều\s+)?thành tích\b.*", re.IGNORECASE | re.DOTALL
)
_ARTICLE = re.compile(r"điều\s+\d+\s*[.:]?\s*", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*[,;\n]\s*|\s+[-–]\s+")
_TRAILING = " ;.,:"
_GIVES = tuple(
    f" {plain_key(words)} " for words in ("tặng", "khen thưởng", "danh hiệu", "công nhận", "giấy khen", "bằng khen")
)
_BASES = tuple(plain_key(words) for words in ("Căn cứ", "Theo", "Xét", "Thực hiện"))
_SENTENCE = 90  # letters beyond which nothing is a name
_ARTICLE_STYLE, _KIND_STYLE = "article", "kind"
_REASONS = {
    Beside.SECTION: "Tên mục, được hiểu cho các dòng dưới",
    Beside.FOOT: "Phần sau danh sách",
    Beside.PROSE: "Đoạn văn, không phải mục của danh sách",
}


@dataclass(frozen=True, slots=True)
class _Item:
    """One entry of the list: its cells, in the order of COLUMNS; `section` where its own sentence says the award."""

    cells: tuple[str, str, str, str, str]
    section: Section | None = None


def read_prose(paragraphs: Sequence[Paragraph], head: Sequence[str] = ()) -> ListTable | None:
    """The list that stands in a document's paragraphs, which are its rows, from 1; None where there is none.

    `head`: lines that stand above it in a table of its own. An entry is a numbered paragraph, or one that begins with
    `Ông`, `Bà`, below a sentence that gives an award.
    """
    reader = _ProseReader()
    told = [reader.tell(paragraph) for paragraph in paragraphs]
    items = [index for index, one in enumerate(told) if isinstance(one, _Item)]
    if not items:
        return None
    sections = Sections()
    title = [TitleLine(0, line) for line in head]
    rows: list[TableRow] = []
    asides: list[Aside] = []
    for index, (one, paragraph) in enumerate(zip(told, paragraphs, strict=True)):
        words = tidy(paragraph.text)
        if isinstance(one, _Item):
            if one.section:
                sections.enter(one.section)
            rows.append(TableRow(index + 1, one.cells, sections.words))
        elif index > items[-1]:
            asides.append(Aside(index + 1, words, Beside.FOOT, _REASONS[Beside.FOOT]))
        elif one is not None:
            sections.enter(one)
            asides.append(Aside(index + 1, words, Beside.SECTION, _REASONS[Beside.SECTION]))
        elif index < items[0]:
            title.append(TitleLine(index + 1, words))
        else:
            asides.append(Aside(index + 1, words, Beside.PROSE, _REASONS[Beside.PROSE]))
    columns = tuple(ListColumn(index, header, plain_key(header), (header,)) for index, header in enumerate(COLUMNS))
    return ListTable(SHEET, 1, tuple(title), (), columns, tuple(rows), tuple(asides))


class _ProseReader:
    """Says of each paragraph in turn whether it is an entry, the name of a section, or neither."""

    def __init__(self) -> None:
        self._giving = False  # a sentence above gives an award
        self._kind = ""

    def tell(self, paragraph: Paragraph) -> "_Item | Section | None":
        """What the paragraph is; None for prose."""
        words = tidy(paragraph.text)
        article = _ARTICLE.match(words)
        sentence = words[article.end() :] if article else words
        gives = not plain_key(words).startswith(_BASES) and any(one in f" {plain_key(words[:300])} " for one in _GIVES)
        if article:
            self._giving, self._kind = gives, ""
        if inline := _named_within(sentence) if gives else None:
            self._giving = True
            return inline
        if group := self._group(sentence, gives, article is not None):
            return group
        return self._item(paragraph, sentence) if self._giving and not article else None

    def _group(self, words: str, gives: bool, is_article: bool) -> Section | None:
        style, rest = split_enumerator(words.lstrip("-–*+• "))
        if names_kind(rest.rstrip(_TRAILING)):
            self._kind = kind_of_words(rest.partition(":")[0].partition("(")[0])
            return Section(style or _KIND_STYLE, rest.rstrip(_TRAILING))
        if gives and (is_article or rest.endswith(":") or words.isupper() or style not in ("", NUMBER)):
            self._giving, self._kind = True, kind_of_words(_first_kind(rest))
            return Section(style or _ARTICLE_STYLE, rest.rstrip(_TRAILING))
        if self._giving and style not in ("", NUMBER) and names_group(rest) and len(rest) < _SENTENCE:
            return Section(style, rest.rstrip(_TRAILING))
        return None

    def _item(self, paragraph: Paragraph, words: str) -> _Item | None:
        found = _ITEM.fullmatch(words)
        order, entry = (found.group(1) or "", found.group(2)) if found else ("", words)
        counted = found is not None or paragraph.numbered
        address, person = split_address(entry)
        family, _ = split_family(entry)
        if address or family:
            return _Item(_cells(order, entry))
        if counted and (is_body(entry) or self._kind == COLLECTIVE):
            reason = _GIVEN_FOR.search(entry)
            name = entry[: reason.start()] if reason else entry
            return _Item((order, "", name.strip(_TRAILING), "", reason.group().strip(_TRAILING) if reason else ""))
        named = len(_AFTER_NAME.split(person, 1)[0]) <= _SENTENCE
        return _Item(_cells(order, entry)) if counted and named and not names_group(entry) else None


def _named_within(sentence: str) -> _Item | None:
    """The one person of `Tặng Giấy khen cho ông Nguyễn Văn A, Trưởng phòng, đã có thành tích …`."""
    found = _NAMED.search(sentence)
    if not found or found.group(1).casefold().startswith("các") or sentence.rstrip().endswith(":"):
        return None
    address, person = split_address(found.group(1))
    if not address or not person[:1].isupper() or kind_of_words(person):
        return None
    return _Item(_cells("", found.group(1)), Section(_ARTICLE_STYLE, sentence[: found.start()].strip(_TRAILING)))


def _cells(order: str, entry: str) -> tuple[str, str, str, str, str]:
    reason = _GIVEN_FOR.search(entry)
    address, person = split_address(entry[: reason.start()] if reason else entry)
    if split_family(entry)[0]:
        address, person = "", entry[: reason.start()] if reason else entry
    name, *rest = _AFTER_NAME.split(person.strip(_TRAILING), maxsplit=1)
    return order, address, name, "".join(rest).strip(_TRAILING), reason.group().strip(_TRAILING) if reason else ""


def _first_kind(words: str) -> str:
    """`Tặng Giấy khen cho các tập thể sau:` → `tập thể`, where it names one kind only."""
    key = f" {plain_key(words)} "
    named = [one for one in ("tập thể", "cá nhân", "hộ gia đình") if f" {plain_key(one)} " in key]
    return named[0] if len(named) == 1 else ""
