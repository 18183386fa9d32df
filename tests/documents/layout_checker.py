"""A .docx held against Nghị định 30/2020/NĐ-CP, Phụ lục I, element by element.

The numbers here are copied from the decree, not from the program: the two must agree because both are right.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from tests.documents.docx_reading import ReadParagraph, ReadRow, ReadSection, ReadTable, line_width, read_docx

FONT = "Times New Roman"
SLACK = 0.5  # mm
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NATIONAL_TITLES = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")
NUMBER = re.compile(r"Số:\s+(\d{2,})?/[A-ZĐ][A-Za-zĐđ]*(-[A-ZĐ]+)*")
PLACE_DATE = re.compile(r"[A-ZĐÀ-Ỹ][^,]*, ngày (0[1-9]|[12]\d|3[01]|……) tháng (0[12]|[3-9]|1[0-2]|……) năm (\d{4}|……)")
RANKS = re.compile(r"^(GS|PGS|TS|ThS|BS|CN|KS|NGƯT|NSƯT|Thạc sĩ|Tiến sĩ)\b")
PAPER_ENDS = "./."
TO_A_HIGHER_BODY = ("TỜ TRÌNH", "BÁO CÁO")  # II.9.b: they name their recipients at the head too; other papers do not
Faults = Iterator[str]


def check_docx(data: bytes) -> list[str]:
    """Every departure of an official paper (a letter with annexes, or a form) from the decree, in words."""
    sections = read_docx(data)
    faults = [fault for section in sections for fault in (*_page(section), *_page_numbers(section), *_fonts(section))]
    has_letterhead = isinstance(sections[0].blocks[0], ReadTable)
    for index, section in enumerate(sections):
        blocks = [block for block in section.blocks if isinstance(block, ReadTable) or block.text or block.ruled]
        if index == 0 and has_letterhead:
            faults += _letter(blocks, annexes=len(sections) - 1)
        elif has_letterhead:
            faults += _annex(blocks)
        else:
            faults += _form(blocks)
        faults += [fault for block in blocks if isinstance(block, ReadTable) and block.lined for fault in _lined(block)]
    return faults


def check_signed_docx(data: bytes, *, numbered: bool, dated: bool, signers: int, receivers: bool) -> list[str]:
    """The same of a paper that several sign beside one another (biên bản, báo cáo thành tích).

    `numbered` and `dated`: whether its form knows a number, and a place and date, below the letterhead.
    """
    (section,) = read_docx(data)
    faults = [*_page(section), *_page_numbers(section), *_fonts(section)]
    head, *rest = [block for block in section.blocks if isinstance(block, ReadTable) or block.text or block.ruled]
    assert isinstance(head, ReadTable)
    faults += [*_letterhead(head, numbered=numbered, dated=dated), *_title(rest[:3], 165)]
    faults += [fault for each in rest[3:] if isinstance(each, ReadParagraph) for fault in _body(each)]
    faults += [fault for each in rest if isinstance(each, ReadTable) and each.lined for fault in _lined(each)]
    ends = [each for each in rest if isinstance(each, ReadTable) and not each.lined]
    signed = ends[:-1] if receivers else ends
    columns = [cell for table in signed for cell in table.rows[0].cells]
    if len(columns) != signers or rest[-len(ends) :] != ends:
        faults.append(f"signatures: {len(columns)} at the end instead of {signers}")
    faults += [fault for table in ends if not table.rows[0].whole for fault in ["signature: must not be parted"]]
    faults += [fault for column in columns for fault in _signer(column)]
    return [*faults, *(_receivers(ends[-1].rows[0], "") if receivers else ())]


def _within(name: str, value: float, low: float, high: float, slack: float = 0.0) -> Faults:
    if not low - slack <= value <= high + slack:
        yield f"{name}: {value:.1f}, not within {low:g}-{high:g}"


def _page(section: ReadSection) -> Faults:
    page = section.page
    short, long = ("h", "w") if section.landscape else ("w", "h")
    yield from _within("short side of the page", page[short], 210, 210, SLACK)
    yield from _within("long side of the page", page[long], 297, 297, SLACK)
    yield from _within("top margin", page["top"], 20, 25, SLACK)
    yield from _within("bottom margin", page["bottom"], 20, 25, SLACK)
    yield from _within("left margin", page["left"], 30, 35, SLACK)
    yield from _within("right margin", page["right"], 15, 20, SLACK)
    if section.landscape and not any(isinstance(block, ReadTable) and block.lined for block in section.blocks):
        yield "landscape page without a table"


def _page_numbers(section: ReadSection) -> Faults:
    numbers = [each for each in section.header if "PAGE" in each.fields]
    if not section.title_page or any(each.text or each.fields for each in section.first_header):
        yield "page number: the first page must show none"
    if section.starts_at != "1":
        yield "page number: each part counts from 1"
    if len(numbers) != 1:
        yield "page number: missing from the top margin"
        return
    yield from _role("page number", numbers[0], (13, 14), align="center")
    if not 0 < section.page["header"] <= section.page["top"] - 14 / 72 * 25.4:
        yield "page number: outside the top margin"


def _paragraphs(section: ReadSection) -> Iterator[ReadParagraph]:
    for block in (*section.blocks, *section.header):
        if isinstance(block, ReadTable):
            yield from (paragraph for row in block.rows for cell in row.cells for paragraph in cell)
        else:
            yield block


def _fonts(section: ReadSection) -> Faults:
    for paragraph in _paragraphs(section):
        for run in paragraph.runs:
            if run.fonts != {FONT}:
                yield f"font of “{run.text}”: {sorted(map(str, run.fonts))}"
            if run.colour not in ("auto", "000000"):
                yield f"colour of “{run.text}”: {run.colour}"


def _role(
    name: str,
    paragraph: ReadParagraph,
    size: tuple[float, float],
    *,
    bold: bool = False,
    italic: bool = False,
    caps: bool | None = None,
    align: str | None = None,
) -> Faults:
    """Size window, weight, slant, capitals and place of one element."""
    for run in paragraph.runs:
        yield from _within(f"{name} (size)", run.size, *size)
        if run.bold != bold:
            yield f"{name}: {'must' if bold else 'must not'} be bold"
        if run.italic != italic:
            yield f"{name}: {'must' if italic else 'must not'} be italic"
    if caps is not None and (paragraph.text == paragraph.text.upper()) != caps:
        yield f"{name}: {'must' if caps else 'must not'} be in capitals: “{paragraph.text}”"
    if align is not None and paragraph.align != align:
        yield f"{name}: must be aligned {align}, is {paragraph.align}"


def _rule(name: str, above: ReadParagraph, rule: object, room: float, low: float, high: float) -> Faults:
    """The rule below a line: `low` to `high` times as long as it, and centred."""
    if not isinstance(rule, ReadParagraph) or not rule.ruled:
        yield f"{name}: the rule below is missing"
        return
    longest = max(line_width(line, above.runs[0]) for line in above.lines)
    yield from _within(f"{name} (share of its rule)", (room - rule.left - rule.right) / longest, low, high, 0.01)
    yield from _within(f"{name} (rule off centre, mm)", abs(rule.left - rule.right), 0, SLACK)


def _letterhead(table: ReadTable, *, numbered: bool = True, dated: bool = True) -> Faults:
    if table.lined or [len(row.cells) for row in table.rows] != [2, 2]:
        yield "letterhead: two rows of two columns without lines are wanted"
        return
    (issuer, nation), (number, date) = table.rows[0].cells, table.rows[1].cells
    left, right = table.rows[0].widths
    texts = [each.text for each in nation]
    if len(nation) < 3 or texts[0] not in NATIONAL_TITLES or texts[1] != MOTTO:
        yield f"Quốc hiệu, Tiêu ngữ: {texts}"
        return
    yield from _role("Quốc hiệu", nation[0], (12, 13), bold=True, caps=True, align="center")
    yield from _role("Tiêu ngữ", nation[1], (13, 14), bold=True, caps=False, align="center")
    yield from _rule("Tiêu ngữ", nation[1], nation[2], right, 0.97, 1.03)
    if any(line_width(each.text, each.runs[0]) > right for each in nation[:2]):
        yield "Quốc hiệu, Tiêu ngữ: must stand on one line each"
    *superior, body, rule = issuer if len(issuer) > 1 else (*issuer, None)
    for each in superior:
        yield from _role("cơ quan chủ quản", each, (12, 13), caps=True, align="center")
    yield from _role("cơ quan ban hành", body, (12, 13), bold=True, caps=True, align="center")
    yield from _rule("cơ quan ban hành", body, rule, left, 1 / 3, 1 / 2)
    if numbered:
        yield from _role("số, ký hiệu", number[0], (13, 13), align="center")
    if dated:
        yield from _role("địa danh, ngày", date[0], (13, 14), italic=True, align="center")
    if bool(NUMBER.fullmatch(number[0].text.replace("\u00a0", " "))) != numbered:
        yield f"số, ký hiệu: “{number[0].text}”"
    if bool(PLACE_DATE.fullmatch(date[0].text)) != dated:
        yield f"địa danh, ngày: “{date[0].text}”"


def _title(blocks: list[ReadParagraph | ReadTable], room: float) -> Faults:
    if len(blocks) < 3 or not all(isinstance(block, ReadParagraph) for block in blocks[:2]):
        yield "tên loại, trích yếu: missing"
        return
    kind, subject, rule = blocks[:3]
    assert isinstance(kind, ReadParagraph)
    assert isinstance(subject, ReadParagraph)
    yield from _role("tên loại", kind, (13, 14), bold=True, caps=True, align="center")
    yield from _role("trích yếu", subject, (13, 14), bold=True, caps=False, align="center")
    yield from _rule("trích yếu", subject, rule, room, 1 / 3, 1 / 2)


def _letter(blocks: list[ReadParagraph | ReadTable], annexes: int) -> list[str]:
    """Letterhead, title, Kính gửi where it goes to a higher body, căn cứ, body, Nơi nhận and signature, in order."""
    head, *rest = blocks
    if not isinstance(head, ReadTable) or not isinstance(rest[-1], ReadTable):
        return ["letter: must begin with its letterhead and end with its signature"]
    texts = [block for block in rest[3:-1] if isinstance(block, ReadParagraph)]
    faults = [*_letterhead(head), *_title(rest[:3], 165)]
    upward = isinstance(rest[0], ReadParagraph) and rest[0].text in TO_A_HIGHER_BODY
    if upward != bool(texts and texts[0].text.startswith("Kính gửi:")):
        return [*faults, f"Kính gửi: {'must' if upward else 'must not'} follow the title"]
    addressed = [texts[0], *(each for each in texts[1:] if each.left > 20)] if upward else []
    faults += _recipients(addressed) if upward else []
    after = texts[len(addressed) :]
    bases = list(takewhile(lambda each: each.text.startswith("Căn cứ"), after))
    if bases and not any(each.runs[0].italic or each.text.endswith(";") for each in bases):
        bases = []  # the first words of a body without bases
    faults += _bases(bases)
    body = after[len(bases) :]
    faults += [fault for each in body for fault in _body(each)]
    if not body or not body[-1].text.endswith(PAPER_ENDS):
        faults.append("body: must end with “./.”")
    if annexes and not any("anh sách" in each.text or "hụ lục" in each.text for each in body):
        faults.append("body: must point to its annex")
    if not body or not body[-1].keep:
        faults.append("signature: the last lines must stay with it")
    return [*faults, *_signature(rest[-1]), *_receivers(rest[-1].rows[0], "Như trên" if upward else "")]


def _recipients(addressed: list[ReadParagraph]) -> Faults:
    label, *items = addressed
    for each in addressed:
        yield from _role("Kính gửi", each, (13, 14))
    if not items:
        if label.text == "Kính gửi:":
            yield "Kính gửi: one recipient stands on the same line"
        return
    if label.text != "Kính gửi:" or len(items) < 2:
        yield "Kính gửi: several recipients stand on lines of their own, one does not"
    colon = label.left + label.first + line_width("Kính gửi", label.runs[0])
    for each in items:
        yield from _within("Kính gửi (dash from the colon, mm)", abs(each.left + each.first - colon), 0, 1)
    yield from _dashes("Kính gửi", items)


def _dashes(name: str, items: list[ReadParagraph]) -> Faults:
    for index, each in enumerate(items):
        end = "." if index == len(items) - 1 else ";"
        if not each.text.startswith("- ") or not each.text.endswith(end):
            yield f"{name}: “{each.text}” must begin with “- ” and end with “{end}”"


def _bases(bases: list[ReadParagraph]) -> Faults:
    for index, each in enumerate(bases):
        yield from _role("căn cứ", each, (13, 14), italic=True)
        end = "." if index == len(bases) - 1 else ";"
        if not each.text.endswith(end):
            yield f"căn cứ: “{each.text}” must end with “{end}”"


def _body(paragraph: ReadParagraph) -> Faults:
    heading = bool(paragraph.runs) and all(run.bold for run in paragraph.runs)
    yield from _role("body", paragraph, (13, 14), align="both", bold=heading)
    if heading and not (paragraph.keep and re.match(r"(\d+(\.\d+)?|[IVX]+)\. \S|Ghi chú:$", paragraph.text)):
        yield f"heading: must be numbered and stay with what follows: “{paragraph.text}”"
    yield from _within("body (space between paragraphs, pt)", paragraph.before + paragraph.after, 6, 18)
    yield from _within("body (line spacing)", paragraph.line, 1, 1.5)
    if min(abs(paragraph.first - allowed) for allowed in (10, 12.7)) > SLACK:
        yield f"body: first line indented by {paragraph.first:.1f} mm, not 10 or 12.7"


def _signature(table: ReadTable) -> Faults:
    row = table.rows[0]
    if len(table.rows) != 1 or len(row.cells) != 2 or not row.whole:
        yield "signature: one whole row of two columns is wanted"
        return
    yield from _signer(row.cells[1])


def _signer(column: list[ReadParagraph]) -> Faults:
    """In what power, under what name; a date or an instruction may stand with it, in italics."""
    *powers, name = column
    for each in powers:
        if each.text.startswith("(") and not name.text:
            yield from _role("chỉ dẫn người ký", each, (13, 14), italic=True, align="center")
        elif PLACE_DATE.fullmatch(each.text):
            yield from _role("địa danh, ngày", each, (13, 14), italic=True, align="center")
        else:
            yield from _role("quyền hạn, chức vụ", each, (13, 14), bold=True, caps=True, align="center")
    if not any(each.runs and each.runs[0].bold for each in powers):
        yield "signature: the office of the signer is missing"
    yield from _within("signature (room above the name, pt)", name.before, 60, 120)
    if name.text:
        yield from _role("họ và tên", name, (13, 14), bold=True, caps=False, align="center")
        if RANKS.match(name.text):
            yield f"họ và tên: no rank or degree before the name: “{name.text}”"


def _receivers(row: ReadRow, first: str) -> Faults:
    label, *items = row.cells[0]
    if label.text != "Nơi nhận:" or not items:
        yield "Nơi nhận: missing"
        return
    yield from _role("Nơi nhận", label, (12, 12), bold=True, italic=True, align="left")
    for each in items:
        yield from _role("Nơi nhận, danh sách", each, (11, 11), align="left")
    yield from _dashes("Nơi nhận", items)
    if any(abs(each.left + each.first) > SLACK for each in row.cells[0]):
        yield "Nơi nhận: must stand at the left margin"
    if first and items[0].text != f"- {first};":
        yield f"Nơi nhận: must begin with “- {first};”"
    if not items[-1].text.startswith("- Lưu: VT"):
        yield "Nơi nhận: must end with “- Lưu: VT, …”"


def _annex(blocks: list[ReadParagraph | ReadTable]) -> Faults:
    heads = []
    for block in blocks:
        if isinstance(block, ReadTable):
            break
        heads.append(block)
    if len(heads) < 3:
        yield "annex: title, source and rule are wanted"
        return
    yield from _annex_heads(heads, 165)
    closing = blocks[-1]
    if not isinstance(closing, ReadParagraph) or not closing.text.endswith(PAPER_ENDS):
        yield "annex: must end with “./.”"
    elif isinstance(closing, ReadParagraph):
        yield from _body(closing)


def _annex_heads(heads: list[ReadParagraph], room: float) -> Faults:
    """The label if it is numbered, the title, and the paper that it comes with."""
    *labels, title, source, rule = heads
    for each in labels:
        yield from _role("Phụ lục", each, (14, 14), bold=True, align="center")
    yield from _role("tên phụ lục", title, (13, 14), bold=True, caps=True, align="center")
    yield from _role("chỉ dẫn kèm theo", source, (13, 14), italic=True, align="center")
    yield from _rule("chỉ dẫn kèm theo", source, rule, room, 1 / 3, 1 / 2)
    if not re.fullmatch(r"\(Kèm theo .+ số .+ ngày .+ tháng .+ năm .+ của .+\)", source.text):
        yield f"chỉ dẫn kèm theo: “{source.text}”"


def _form(blocks: list[ReadParagraph | ReadTable]) -> Faults:
    """A form by itself, or one that comes with a paper sent apart from it."""
    heads = [block for block in blocks[:3] if isinstance(block, ReadParagraph)]
    if len(heads) == 3 and heads[1].text.startswith("("):
        yield from _annex_heads(heads, 252)
        notes = [block for block in blocks[3:] if isinstance(block, ReadParagraph)]
        yield from (fault for each in notes for fault in _body(each))
    else:
        yield from _title(blocks, 252)
    if not isinstance(blocks[-1], ReadTable) or blocks[-1].lined:
        yield "form: must end with its signature"
        return
    yield from _signature(blocks[-1])


def _lined(table: ReadTable) -> Faults:
    """The words of a table are words of the body; its head repeats on every page."""
    if not table.rows[0].repeated:
        yield "table: its head must repeat"
    for cell in table.rows[0].cells:
        for each in cell:
            yield from _role("table head", each, (13, 14), bold=True, align="center")
    for row in table.rows[1:]:
        for each in (paragraph for cell in row.cells for paragraph in cell):
            yield from (fault for run in each.runs for fault in _within("table (size)", run.size, 13, 14))
            if any(run.italic for run in each.runs):
                yield "table: must be upright"
