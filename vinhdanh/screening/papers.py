"""The papers that a screened workbook fills: form 03, the tờ trình with its list, and the findings."""

from collections.abc import Callable
from typing import NamedTuple

from vinhdanh.documents.blocks import Paper
from vinhdanh.documents.docx_writer import write_docx
from vinhdanh.documents.findings_sheet import FindingLine, FindingsSheet, SheetNominee, compose_findings_sheet
from vinhdanh.documents.findings_workbook import write_findings_workbook
from vinhdanh.documents.form_03 import Form03, SummaryEntry, compose_form_03
from vinhdanh.documents.pdf_writer import write_pdf
from vinhdanh.documents.proposal_letter import ListedNominee, ProposalLetter, compose_proposal_letter
from vinhdanh.intake.records import CollectiveRow, FamilyRow, PersonRow
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.facts import KIND_WORDS
from vinhdanh.rules.findings import Finding, salient
from vinhdanh.screening.issuer import authority, place, superior, symbol
from vinhdanh.screening.report import Report, Row, Screened, readings_of
from vinhdanh.vietnamese import grouped

MOST_IN_PDF = 500  # nominees; setting thousands of rows takes a gigabyte, and no quota comes near


class TooLong(Exception):
    """The paper cannot be set in that format; `sentence` says why and what to do, in Vietnamese."""

    def __init__(self, label: str, count: int) -> None:
        self.sentence = (
            f"{label} dạng PDF chỉ soạn cho không quá {grouped(MOST_IN_PDF)} trường hợp, tệp này có {grouped(count)}; "
            "hãy tải dạng Word hoặc Excel."
        )
        super().__init__(self.sentence)


class PaperKind(NamedTuple):
    """A paper one can ask for: its name in files, its words, what it is for, and how each format is written."""

    slug: str
    label: str
    about: str
    formats: dict[str, Callable[[Report], bytes]]

    def available(self, report: Report) -> tuple[str, ...]:
        """The formats that this report can be written in."""
        long = len(report.screened) > MOST_IN_PDF
        return tuple(extension for extension in self.formats if extension != "pdf" or not long)

    def write(self, report: Report, extension: str) -> bytes:
        """The paper in one of its formats. Raises TooLong for a PDF of more than MOST_IN_PDF nominees."""
        if extension not in self.available(report):
            raise TooLong(self.label, len(report.screened))
        return self.formats[extension](report)


def _written(compose: Callable[[Report], Paper]) -> dict[str, Callable[[Report], bytes]]:
    return {"docx": lambda report: write_docx(compose(report)), "pdf": lambda report: write_pdf(compose(report))}


def form_03(report: Report) -> Paper:
    """Mẫu 03: the summary of achievements (HD II.3.1)."""
    return compose_form_03(form_03_record(report))


def form_03_record(report: Report) -> Form03:
    """What the form says."""
    unit, words = report.book.unit, report.pack.papers
    title, *subject = words.form_03_title
    return Form03(
        title=title,
        subject="\n".join(subject),
        unit=unit.name,
        entries=tuple(_entry(one) for one in report.screened),
        place=place(report),
        day=unit.letter_date,
        year=report.pack.period.last,
        authority=authority(unit),
        signer=unit.signer,
    )


def proposal_letter(report: Report) -> Paper:
    """The tờ trình with its list (HD II.3.1)."""
    return compose_proposal_letter(letter_record(report))


def letter_record(report: Report) -> ProposalLetter:
    """What the letter and its list say."""
    unit, words = report.book.unit, report.pack.papers
    return ProposalLetter(
        superior=superior(report),
        issuer=unit.name or "TÊN CƠ QUAN, ĐƠN VỊ",
        issuer_in_text=unit.name or "……",
        number=unit.letter_number,
        symbol=f"TTr-{symbol(unit)}",
        place=place(report),
        day=unit.letter_date,
        year=report.pack.period.last,
        subject=words.subject.replace("{kinds}", _kinds(report)),
        recipients=words.recipients,
        bases=words.bases,
        paragraphs=(f"{words.opening}, {unit.name or '……'} {words.request}.", f"{words.closing}."),
        enclosures=_enclosures(report),
        nominees=tuple(_listed(one, report.pack) for one in report.screened),
        annex_title=f"DANH SÁCH {_kinds(report)} ĐỀ NGHỊ TẶNG {words.award}".upper(),
        receivers=words.receivers,
        authority=authority(unit),
        signer=unit.signer,
    )


def findings_record(report: Report) -> FindingsSheet:
    """The findings as the sheet and the workbook for the meeting table show them."""
    return FindingsSheet(
        campaign=report.pack.title,
        unit=report.book.unit.name,
        on=report.on,
        quota=tuple(_line(report, part, 0, True) for part in report.quota.finding.parts or (report.quota.finding,)),
        nominees=tuple(
            SheetNominee(
                number=one.number,
                name=one.nominee.name,
                detail=one.detail,
                verdict=one.verdict.value,
                sentence=one.finding.because,
                lines=tuple(
                    _line(report, found, depth - 1, reasoned)
                    for depth, found, reasoned in salient(one.finding)
                    if depth
                ),
            )
            for one in report.screened
        ),
        problems=tuple((p.sheet, p.row, p.column, p.value, p.message) for p in report.problems),
    )


PAPERS = {
    kind.slug: kind
    for kind in (
        PaperKind("mau-03", "Mẫu 03", "Tóm tắt thành tích của các tập thể, cá nhân", _written(form_03)),
        PaperKind("to-trinh", "Tờ trình", "Đề nghị khen thưởng, kèm danh sách", _written(proposal_letter)),
        PaperKind(
            "ket-qua",
            "Kết quả đối chiếu",
            "Từng điều kiện, để dùng trong cuộc họp xét",
            {
                "pdf": lambda report: write_pdf(compose_findings_sheet(findings_record(report))),
                "xlsx": lambda report: write_findings_workbook(findings_record(report)),
            },
        ),
    )
}


def _enclosures(report: Report) -> tuple[str, ...]:
    """The other papers of the dossier; the letter itself is the first (HD II.3.1). Those for certain awards stand there
    where one of these is proposed."""
    proposed = {one.nominee.award for one in report.screened}
    asked = (part for part in report.pack.dossier.parts if not part.awards or proposed & set(part.awards))
    return tuple(part.text for part in asked if part.id != report.pack.papers.letter_part)


def _line(report: Report, finding: Finding, depth: int, reasoned: bool) -> FindingLine:
    return FindingLine(
        depth=depth,
        outcome=finding.outcome.value,
        text=finding.clause.text,
        cite=finding.clause.cite,
        because=finding.because if reasoned else "",
        evidence=tuple(
            f"{item.text} (không tính: {item.remark})" if item.remark and not item.counted else item.text
            for item in finding.evidence
        ),
        missing=tuple(fact.text for fact in finding.missing),
        readings=readings_of(report, finding),
    )


def _kinds(report: Report) -> str:
    """The kinds in the list, as its title names them; a unit's blank list names collectives and individuals."""
    proposed = {one.nominee.kind for one in report.screened} or {"collective", "individual"}
    return ", ".join(word for kind, word in KIND_WORDS.items() if kind in proposed)


def _entry(one: Screened) -> SummaryEntry:
    return SummaryEntry(
        kind=one.nominee.kind,
        name=styled(one),
        summary=one.row.summary,
        detail=position_of(one.row),
        remark=one.row.note,
    )


def _listed(one: Screened, pack: Pack) -> ListedNominee:
    award = pack.award_words(one.nominee.award)
    return ListedNominee(kind=one.nominee.kind, name=styled(one), position=position_of(one.row), award=award)


def styled(one: Screened) -> str:
    """The name as papers address it: ông, bà where the sex is known and the person no pupil; the family of its head."""
    match one.row:
        case PersonRow(category="student"):
            return one.nominee.name
        case PersonRow(sex=sex):
            title = {"nam": "Ông ", "nữ": "Bà "}.get(sex.casefold(), "")
            written = one.nominee.name.casefold().startswith(title.casefold())
            return one.nominee.name if written else f"{title}{one.nominee.name}"
        case FamilyRow() if not one.nominee.name.casefold().startswith("gia đình"):
            return f"Gia đình {one.nominee.name}"
        case _:
            return one.nominee.name


def position_of(row: Row) -> str:
    """What stands below the name: position and place of work of a person, residence of a family."""
    match row:
        case PersonRow():
            return ", ".join(filter(None, (row.position, row.workplace)))
        case FamilyRow():
            return row.residence
        case CollectiveRow():
            return ""
