"""The report in the two forms of the command: an object for programs, a text for a person in a terminal."""

from collections.abc import Iterator
from typing import Any

from vinhdanh.rules.facts import Amount, Award, Judgement, Rating, Sanction
from vinhdanh.rules.findings import OUTCOME_WORDS, Evidence, Finding, Outcome, Stated, salient
from vinhdanh.screening.report import Report, Screened, category_of, readings_of
from vinhdanh.vietnamese import two_digits, written_date

MARKS = {Outcome.MET: "✔", Outcome.NOT_MET: "✖", Outcome.UNKNOWN: "?", Outcome.NEEDS_JUDGEMENT: "⚖"}


def as_data(report: Report) -> dict[str, Any]:
    """The object of contract `screening.md`, ready for JSON."""
    unit = report.book.unit
    return {
        "campaign": report.pack.id,
        "pack_hash": report.pack.hash,
        "on": report.on.isoformat(),
        "unit": {"name": unit.name, "group": unit.group or ""},
        "nominees": [_nominee_data(one) for one in report.screened],
        "quota": {
            "verdict": report.quota_verdict.value,
            "because": report.quota.sentence,
            "findings": [finding_data(finding) for finding in report.quota.finding.parts or (report.quota.finding,)],
        },
        "problems": [
            {
                "sheet": problem.sheet,
                "row": problem.row,
                "column": problem.column,
                "value": problem.value,
                "message": problem.message,
            }
            for problem in report.problems
        ],
    }


def _nominee_data(one: Screened) -> dict[str, Any]:
    return {
        "code": one.nominee.code,
        "kind": one.nominee.kind,
        "category": category_of(one.nominee),
        "name": one.nominee.name,
        "verdict": one.verdict.value,
        "because": one.finding.because,
        "findings": [finding_data(one.finding)],
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """A FINDING of the contract, with the clause's own words and our readings beside it."""
    return {
        "id": finding.clause.id,
        "outcome": finding.outcome.value,
        "cite": finding.clause.cite,
        "text": finding.clause.text,
        "because": finding.because,
        "readings": list(finding.clause.readings),
        "evidence": [_evidence_data(item) for item in finding.evidence],
        "missing": [{"fact": fact.fact, "year": fact.year, "text": fact.text} for fact in finding.missing],
        "parts": [finding_data(part) for part in finding.parts],
    }


def _evidence_data(item: Evidence) -> dict[str, Any]:
    data: dict[str, Any] = {"text": item.text, "counted": item.counted, "remark": item.remark}
    match item.fact:
        case Rating() as rating:
            data |= {"year": rating.year, "level": rating.level, "decision": rating.decision}
            data |= {"authority": rating.authority}
        case Award() as award:
            day = award.decided_on.isoformat() if award.decided_on else None
            data |= {"year": award.year, "award": award.code, "decision": award.decision, "date": day}
            data |= {"authority": award.authority}
        case Amount() as amount:
            data |= {"year": amount.year, "amount": amount.quantity, "proof": amount.proof}
        case Judgement() as answer:
            data |= {"passed": answer.passed, "by": answer.by, "reason": answer.reason}
        case Sanction() as sanction:
            data |= {"kind": sanction.kind, "decision": sanction.decision}
        case Stated():
            pass
    return data


def as_text(report: Report) -> str:
    """The report as lines for a terminal: each nominee's verdict and conditions, then the quota, then the problems."""
    return "\n".join(_text_lines(report)) + "\n"


def _text_lines(report: Report) -> Iterator[str]:
    unit = report.book.unit
    yield f"{report.pack.title}"
    yield f"{unit.name or '(chưa ghi tên đơn vị)'} · đối chiếu ngày {written_date(report.on)}"
    for one in report.screened:
        yield ""
        verdict = OUTCOME_WORDS[one.verdict].upper()
        yield f"{one.number}. {one.nominee.name} ({one.nominee.code}) · {one.detail}"
        yield f"   {MARKS[one.verdict]} {verdict}: {one.finding.because}"
        for depth, finding, reasoned in salient(one.finding):
            if depth or not finding.parts:
                yield from _finding_lines(report, finding, max(depth, 1), reasoned)
    yield ""
    counted = ", ".join(f"{count} {OUTCOME_WORDS[outcome].lower()}" for outcome, count in report.verdicts.items())
    yield f"Cộng {two_digits(len(report.screened))} trường hợp: {counted or 'không có'}."
    yield f"Số lượng được đề nghị: {OUTCOME_WORDS[report.quota.finding.outcome].lower()}. {report.quota.sentence}"
    for part in report.quota.finding.parts:
        yield from _finding_lines(report, part, 1, True)
    if report.problems:
        yield ""
        yield f"Cần sửa trong tệp ({len(report.problems)}):"
        for problem in report.problems:
            yield f"  - {place_of(problem.sheet, problem.row, problem.column)}: {problem.message}"


def place_of(sheet: str, row: int, column: str) -> str:
    """`Trang “Xếp loại”, dòng 7, cột “Mức”`."""
    parts = [f"Trang “{sheet}”"] if sheet else []
    parts += [f"dòng {row}"] if row else []
    parts += [f"cột “{column}”"] if column else []
    return ", ".join(parts) or "Tệp"


def _finding_lines(report: Report, finding: Finding, depth: int, reasoned: bool) -> Iterator[str]:
    margin = "   " + "  " * depth
    word = OUTCOME_WORDS[finding.outcome].lower()
    yield f"{margin}{MARKS[finding.outcome]} {finding.clause.text} – {word} [{finding.clause.cite}]"
    if reasoned:
        yield f"{margin}  {finding.because}"
    for item in finding.evidence:
        yield f"{margin}  · {item.text}{'' if item.counted else f' (không tính: {item.remark})' if item.remark else ''}"
    for reading in readings_of(report, finding):
        yield f"{margin}  {reading}"
