"""A .docx read back as a word processor understands it: each paragraph and run with its effective formatting."""

import zipfile
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SCRIPTS = ("ascii", "hAnsi", "cs", "eastAsia")
FONTS = Path(__file__).parents[2] / "vinhdanh/documents/fonts"
FACES = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}


@dataclass(frozen=True)
class ReadRun:
    text: str
    size: float
    bold: bool
    italic: bool
    fonts: frozenset[str | None]
    colour: str


@dataclass(frozen=True)
class ReadParagraph:
    """Lengths in millimetres, spaces in points, `line` as a multiple of single spacing (0: an exact height)."""

    runs: tuple[ReadRun, ...]
    lines: tuple[str, ...]
    align: str
    before: float
    after: float
    line: float
    left: float
    right: float
    first: float
    keep: bool
    ruled: bool
    fields: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines).strip()


@dataclass(frozen=True)
class ReadRow:
    cells: tuple[tuple[ReadParagraph, ...], ...]
    widths: tuple[float, ...]
    whole: bool
    repeated: bool


@dataclass(frozen=True)
class ReadTable:
    rows: tuple[ReadRow, ...]
    lined: bool


@dataclass
class ReadSection:
    blocks: list[ReadParagraph | ReadTable] = field(default_factory=list)
    page: dict[str, float] = field(default_factory=dict)
    landscape: bool = False
    title_page: bool = False
    starts_at: str = ""
    header: tuple[ReadParagraph, ...] = ()
    first_header: tuple[ReadParagraph, ...] = ()


def mm(twips: str | None) -> float:
    return int(twips or 0) / 20 / 72 * 25.4


class Package:
    """The parts of a .docx that carry its look."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        styles = etree.fromstring(self.parts["word/styles.xml"])
        self.styles = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
        self.default_paragraph = styles.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        self.default_run = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        relations = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        self.targets = {relation.get("Id"): relation.get("Target") for relation in relations}

    def chain(self, style: str | None, kind: str) -> list[etree._Element]:
        """The properties that apply, from the nearest to the farthest."""
        found = []
        name = style or "Normal"
        while name:
            element = self.styles[name]
            found.append(element.find(f"{W}{kind}"))
            based = element.find(f"{W}basedOn")
            name = based.get(f"{W}val") if based is not None else ""
        found.append(self.default_paragraph if kind == "pPr" else self.default_run)
        return [element for element in found if element is not None]


def _nearest(chain: list[etree._Element], tag: str, attribute: str) -> str | None:
    for properties in chain:
        element = properties.find(f"{W}{tag}")
        if element is not None and element.get(f"{W}{attribute}") is not None:
            return element.get(f"{W}{attribute}")
    return None


def _on(chain: list[etree._Element], tag: str) -> bool:
    for properties in chain:
        element = properties.find(f"{W}{tag}")
        if element is not None:
            return element.get(f"{W}val", "1") not in ("0", "false")
    return False


def _read_run(run: etree._Element, text: str, style: str | None, package: Package) -> ReadRun:
    own = run.find(f"{W}rPr")
    chain = ([own] if own is not None else []) + package.chain(style, "rPr")
    return ReadRun(
        text=text,
        size=int(_nearest(chain, "sz", "val") or 20) / 2,
        bold=_on(chain, "b"),
        italic=_on(chain, "i"),
        fonts=frozenset(_nearest(chain[:1], "rFonts", script) for script in SCRIPTS),
        colour=_nearest(chain, "color", "val") or "auto",
    )


def read_paragraph(element: etree._Element, package: Package) -> ReadParagraph:
    own = element.find(f"{W}pPr")
    style = _nearest([own], "pStyle", "val") if own is not None else None
    chain = ([own] if own is not None else []) + package.chain(style, "pPr")
    runs: list[ReadRun] = []
    lines = [""]
    for run in element.iter(f"{W}r"):
        text = "".join(part.text or "" for part in run.iter(f"{W}t"))
        if run.find(f"{W}br") is not None:
            lines.append("")
        lines[-1] += text
        if text:
            runs.append(_read_run(run, text, style, package))
    rule = next((properties.find(f"{W}pBdr") for properties in chain if properties.find(f"{W}pBdr") is not None), None)
    exact = _nearest(chain, "spacing", "lineRule") == "exact"
    return ReadParagraph(
        runs=tuple(runs),
        lines=tuple(lines),
        align=_nearest(chain, "jc", "val") or "left",
        before=int(_nearest(chain, "spacing", "before") or 0) / 20,
        after=int(_nearest(chain, "spacing", "after") or 0) / 20,
        line=0 if exact else int(_nearest(chain, "spacing", "line") or 240) / 240,
        left=mm(_nearest(chain, "ind", "left")),
        right=mm(_nearest(chain, "ind", "right")),
        first=mm(_nearest(chain, "ind", "firstLine")) - mm(_nearest(chain, "ind", "hanging")),
        keep=_on(chain, "keepNext"),
        ruled=rule is not None and any(edge.get(f"{W}val") == "single" for edge in rule),
        fields=tuple(each.get(f"{W}instr", "").strip() for each in element.iter(f"{W}fldSimple")),
    )


def _read_table(element: etree._Element, package: Package) -> ReadTable:
    rows = []
    for row in element.iterchildren(f"{W}tr"):
        cells = list(row.iterchildren(f"{W}tc"))
        rows.append(
            ReadRow(
                cells=tuple(tuple(read_paragraph(p, package) for p in cell.iterchildren(f"{W}p")) for cell in cells),
                widths=tuple(mm(_nearest([cell.find(f"{W}tcPr")], "tcW", "w")) for cell in cells),
                whole=row.find(f"{W}trPr/{W}cantSplit") is not None,
                repeated=row.find(f"{W}trPr/{W}tblHeader") is not None,
            )
        )
    return ReadTable(tuple(rows), lined=element.find(f"{W}tblPr/{W}tblBorders") is not None)


def _close(section: ReadSection, element: etree._Element, package: Package) -> None:
    for tag in ("pgSz", "pgMar"):
        found = element.find(f"{W}{tag}")
        assert found is not None
        section.page |= {etree.QName(name).localname: mm(value) for name, value in found.items() if value.isdigit()}
        section.landscape |= found.get(f"{W}orient") == "landscape"
    section.title_page = element.find(f"{W}titlePg") is not None
    numbering = element.find(f"{W}pgNumType")
    section.starts_at = numbering.get(f"{W}start", "") if numbering is not None else ""
    for reference in element.iterchildren(f"{W}headerReference"):
        part = etree.fromstring(package.parts[f"word/{package.targets[reference.get(f'{R}id')]}"])
        paragraphs = tuple(read_paragraph(p, package) for p in part.iterchildren(f"{W}p"))
        if reference.get(f"{W}type") == "first":
            section.first_header = paragraphs
        elif reference.get(f"{W}type") == "default":
            section.header = paragraphs


def read_docx(data: bytes) -> list[ReadSection]:
    """The sections of a .docx, each with its page and its blocks in order."""
    package = Package(data)
    body = etree.fromstring(package.parts["word/document.xml"]).find(f"{W}body")
    assert body is not None
    sections = [ReadSection()]
    for element in body:
        if element.tag == f"{W}tbl":
            sections[-1].blocks.append(_read_table(element, package))
        elif element.tag == f"{W}p":
            sections[-1].blocks.append(read_paragraph(element, package))
            end = element.find(f"{W}pPr/{W}sectPr")
            if end is not None:
                _close(sections[-1], end, package)
                sections.append(ReadSection())
        elif element.tag == f"{W}sectPr":
            _close(sections[-1], element, package)
    return sections


@cache
def _face(bold: bool, italic: bool) -> tuple[dict[int, str], dict[str, tuple[int, int]]]:
    font = TTFont(FONTS / f"Tinos-{FACES[bold, italic]}.ttf")
    return font.getBestCmap(), font["hmtx"].metrics


def line_width(text: str, like: ReadRun) -> float:
    """The width in millimetres of a line in the size and weight of a run."""
    cmap, metrics = _face(like.bold, like.italic)
    return sum(metrics[cmap[ord(letter)]][0] for letter in text) / 2048 * like.size / 72 * 25.4
