"""A paper as .docx: to be read over, corrected and signed."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.section import Section as DocxSection
from docx.shared import Mm
from lxml import etree

from vinhdanh.documents import layout
from vinhdanh.documents.arrange import arrange
from vinhdanh.documents.blocks import Paper, Section
from vinhdanh.documents.docx_elements import FONTS, NAMESPACE, body, low_paragraph, run_properties, style
from vinhdanh.documents.layout import Role

_UNDATED = date(1980, 1, 1)  # the first day that a zip file can hold
_DEFAULTS = (
    f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{FONTS}/><w:color w:val="{layout.INK}"/>'
    '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
    "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/>"
    '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
)


def write_docx(paper: Paper) -> bytes:
    """The paper as a .docx file; the same paper gives the same bytes."""
    document = Document()
    _set_styles(document)
    _set_properties(document, paper)
    for index, section in enumerate(paper.sections):
        place = document.add_section(WD_SECTION.NEW_PAGE) if index else document.sections[0]
        _set_page(place, section)
        _number_pages(place, section)
    ends = [etree.tostring(place._sectPr, encoding="unicode") for place in document.sections]
    document.part._element = parse_xml(_document(paper, ends).encode())
    written = BytesIO()
    document.save(written)
    return _repacked(written.getvalue(), paper.day or _UNDATED)


def _parsed(content: str) -> etree._Element:
    element: etree._Element = parse_xml(f'<w:body xmlns:w="{NAMESPACE}">{content}</w:body>'.encode())
    return element


def _document(paper: Paper, ends: list[str]) -> str:
    """The main part, written as one text: elements moved one by one into a long document take minutes.

    All sections but the last end in a paragraph that carries their page; the last leaves its page to the document.
    """
    parts = []
    for section, end in zip(paper.sections, ends, strict=True):
        last = end is ends[-1]
        parts.append(body(arrange(section), layout.text_width(section.orientation)))
        parts.append(low_paragraph() + end if last else low_paragraph(end))
    content = "".join(parts)
    return f'<w:document xmlns:w="{NAMESPACE}"><w:body>{content}</w:body></w:document>'


def _set_styles(document: DocumentObject) -> None:
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    for element in list(_parsed(_DEFAULTS + "".join(map(style, Role)))):
        styles.append(element)
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.remove(old)
    for element in list(
        _parsed(
            '<w:compat><w:compatSetting w:name="compatibilityMode"'
            ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        )
    ):
        _insert_compat(settings, element)


def _insert_compat(settings: etree._Element, compat: etree._Element) -> None:
    """`w:compat` has its place in the order of the settings: before whichever of these comes first."""
    for name in ("w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping", "w:decimalSymbol"):
        later = settings.find(qn(name))
        if later is not None:
            later.addprevious(compat)
            return
    settings.append(compat)


def _set_properties(document: DocumentObject, paper: Paper) -> None:
    properties = document.core_properties
    moment = datetime.combine(paper.day or _UNDATED, time())
    properties.title, properties.language = paper.title, "vi-VN"
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = moment


def _set_page(place: DocxSection, section: Section) -> None:
    width, height = layout.page_size(section.orientation)
    place.orientation = WD_ORIENT.LANDSCAPE if section.orientation == "landscape" else WD_ORIENT.PORTRAIT
    place.page_width, place.page_height = Mm(width), Mm(height)
    place.top_margin, place.bottom_margin = Mm(layout.MARGIN_TOP), Mm(layout.MARGIN_BOTTOM)
    place.left_margin, place.right_margin = Mm(layout.MARGIN_LEFT), Mm(layout.MARGIN_RIGHT)
    place.header_distance, place.footer_distance = Mm(layout.PAGE_NUMBER_FROM_EDGE), Mm(layout.FOOT_FROM_EDGE)


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr="{name}"><w:r>{run_properties()}<w:t>1</w:t></w:r></w:fldSimple>'


def _plain(text: str) -> str:
    return f'<w:r>{run_properties()}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _number_pages(place: DocxSection, section: Section) -> None:
    """Every section counts its own pages from 1 (NĐ 30, I.7 and III.1.đ)."""
    for old in place._sectPr.findall(qn("w:pgNumType")):
        place._sectPr.remove(old)
    place._sectPr.insert_element_before(_parsed('<w:pgNumType w:start="1"/>')[0], "w:cols", "w:titlePg", "w:docGrid")
    place.different_first_page_header_footer = section.pages == "official"
    official = section.pages == "official"
    role = Role.PAGE_NUMBER if official else Role.SHEET_FOOT
    of_total = _plain("Trang ") + _field("PAGE") + _plain("/") + _field("NUMPAGES")
    content = {"official": _field("PAGE"), "of_total": of_total, "none": ""}[section.pages]
    areas = [place.header, place.first_page_header] if official else [place.footer]
    for area in areas:
        area.is_linked_to_previous = False
        for child in list(area._element):
            area._element.remove(child)
        shown = "" if area is not areas[0] else content
        properties = f'<w:pPr><w:pStyle w:val="{role.name}"/><w:rPr><w:rFonts{FONTS}/></w:rPr></w:pPr>'
        area._element.append(_parsed(f"<w:p>{properties}{shown}</w:p>")[0])


def _repacked(package: bytes, day: date) -> bytes:
    """The same package with `day` on every file in it: the clock leaves no trace."""
    stamp = (max(day.year, 1980), day.month, day.day, 0, 0, 0)
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, stamp), old.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()
