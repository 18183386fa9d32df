"""What a dossier still lacks before it can be sent (HD II.3.1), and what it may be sent with but should not."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from vinhdanh.models import Attachment, CouncilRole, Dossier, Meeting, Nomination, Presence
from vinhdanh.reports.attachments import SignedState, Signing, signed_state
from vinhdanh.reports.dossier_papers import PAPERS
from vinhdanh.reports.meetings import votes_of
from vinhdanh.rules.campaign import DossierPart
from vinhdanh.rules.findings import MET, NOT_MET, UNKNOWN
from vinhdanh.rules.votes import VoteAnswer
from vinhdanh.screening.report import Report, Screened
from vinhdanh.vietnamese import join_words, lower_first

NOMINEES, MEETING = "nominees", "meeting"  # places of a dossier, as in Remark
Digests = Mapping[tuple[str, int | None], str]  # of the drafts as they are now, by part and nominee
_LETTER = ("letter_number", "letter_date", "signer", "signer_title")
_SIGNING_MINUTES = (
    ("Chủ tịch hoặc Phó Chủ tịch Hội đồng", {CouncilRole.CHAIR, CouncilRole.VICE_CHAIR}),
    ("Thư ký Hội đồng", {CouncilRole.SECRETARY}),
)
_LABELS = {field.name: str(field.verbose_name) for field in Dossier._meta.concrete_fields}


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that is missing: the place (see Remark), a sentence, and the key of the nominee it is about."""

    place: str
    sentence: str
    nomination: int | None = None


@dataclass(frozen=True, slots=True)
class PaperState:
    """A part of the dossier, or of a nominee, and whether a signed paper stands for it."""

    part: DossierPart
    nomination: Nomination | None
    signed: SignedState

    @property
    def place(self) -> str:
        """Where remarks name it."""
        return f"part:{self.part.id}"

    @property
    def label(self) -> str:
        """What it is called in short."""
        return part_label(self.part)

    @property
    def key(self) -> int | None:
        """Whose it is, None: the dossier's."""
        return self.nomination.pk if self.nomination else None


@dataclass(frozen=True)
class NomineeState:
    """A nominee: the finding as declared, the papers, what is missing out of `needed` things."""

    nomination: Nomination
    screened: Screened
    vote: VoteAnswer | None
    papers: tuple[PaperState, ...]
    lacks: tuple[Lack, ...]
    needed: int

    @property
    def done(self) -> int:
        """How many of the needed things are there."""
        return self.needed - len(self.lacks)


@dataclass(frozen=True)
class Completeness:
    """The whole dossier: what keeps it from being sent (`lacks`), and what it may be sent with (`cautions`).

    `attachments` are all that stand in it, in the order in which they came.
    """

    attachments: tuple[Attachment, ...]
    nominees: tuple[NomineeState, ...]
    papers: tuple[PaperState, ...]
    own_lacks: tuple[Lack, ...]
    own_needed: int
    report: Report
    digests: Digests

    @cached_property
    def lacks(self) -> tuple[Lack, ...]:
        """Of the dossier itself, then of each nominee."""
        return (*self.own_lacks, *(lack for one in self.nominees for lack in one.lacks))

    @cached_property
    def attachments_to_send(self) -> tuple[Attachment, ...]:
        """Those that go along: all but the scans whose place newer ones took."""
        replaced = {one.pk for paper in self.all_papers for one in paper.signed.replaced}
        return tuple(one for one in self.attachments if one.pk not in replaced)

    @cached_property
    def same_scans(self) -> tuple[Lack, ...]:
        """Of each file that stands as the signed scan of more than one paper: often one of them was meant."""
        return tuple(_same_scans(self))

    @property
    def all_papers(self) -> Iterator[PaperState]:
        """The dossier's own parts, then those of each nominee."""
        yield from self.papers
        yield from (paper for one in self.nominees for paper in one.papers)

    @property
    def needed(self) -> int:
        """How many things it needs."""
        return self.own_needed + sum(one.needed for one in self.nominees)

    @property
    def done(self) -> int:
        """How many of them are there."""
        return self.needed - len(self.lacks)

    @cached_property
    def cautions(self) -> tuple[Lack, ...]:
        """What the office will ask about: verdicts that are not met or open for want of a fact, data changed after a
        paper was signed, one file for several papers."""
        return tuple(_cautions(self))


def part_label(part: DossierPart) -> str:
    """A part in short: as the product names the paper, or as the pack does."""
    return next((kind.label for kind in PAPERS.values() if kind.paper == part.paper), part.text)


def completeness_of(
    dossier: Dossier, report: Report, nominations: Iterable[Nomination], digests: Digests
) -> Completeness:
    """Of a dossier, its report as declared, and its standing nominations; the same number of queries for one and many.

    What is needed follows the parts that the pack asks for: the letter's words where it asks for a letter, the meeting
    and votes where it asks for minutes, the summary where it asks for form 03; every part signed.
    `digests` of the drafts as they are now; a part without one is not held against its draft.
    """
    meeting = Meeting.objects.filter(dossier=dossier).prefetch_related("votes", "attendances").first()
    votes = votes_of(meeting, dossier.participant.campaign.vote_share) if meeting else {}
    attachments = tuple(Attachment.objects.standing().filter(dossier=dossier).order_by("pk"))
    asked = report.pack.dossier
    written = {part.paper for part in asked.parts}

    def paper(part: DossierPart, one: Nomination | None = None) -> PaperState:
        now = digests.get((part.id, one.pk if one else None), "")
        return PaperState(part, one, signed_state(attachments, part.id, one, now))

    screened = {one.nominee.code: one for one in report.screened}
    nominees = tuple(
        _nominee(
            screened[f"N{one.pk}"],
            one,
            votes.get(one.pk),
            tuple(paper(part, one) for part in asked.parts_of_nominee(one.award)),
            written,
        )
        for one in nominations
    )
    own = tuple(map(paper, asked.parts_of_dossier))
    needed = [None if nominees else Lack(NOMINEES, "Hồ sơ chưa có trường hợp nào được đề nghị.")]
    needed += _letter_lacks(dossier) if "letter" in written else ()
    needed += _meeting_lacks(meeting) if "minutes" in written else ()
    needed += map(_unsigned, own)
    return Completeness(attachments, nominees, own, tuple(filter(None, needed)), len(needed), report, digests)


def _letter_lacks(dossier: Dossier) -> Iterator[Lack | None]:
    """For each thing that the letter needs, what lacks or None."""
    for name in _LETTER:
        sentence = f"Tờ trình chưa ghi {lower_first(_LABELS[name])}."
        yield None if getattr(dossier, name) else Lack(f"letter.{name}", sentence)


def _meeting_lacks(meeting: Meeting | None) -> Iterator[Lack | None]:
    held = meeting is not None and meeting.held_on is not None
    yield None if held else Lack(MEETING, "Chưa ghi cuộc họp xét của Hội đồng.")
    came = list(meeting.attendances.all()) if meeting else []
    roles = {one.role for one in came if one.presence == Presence.PRESENT}
    missing = [words for words, able in _SIGNING_MINUTES if not roles & able]
    if not came:
        yield Lack(MEETING, "Chưa ghi thành viên Hội đồng dự họp.")
    else:
        sentence = f"Biên bản cần người có mặt ký: {join_words(missing)}."
        yield Lack(MEETING, sentence) if missing else None


def _unsigned(paper: PaperState) -> Lack | None:
    if paper.signed.signing is not Signing.UNSIGNED:
        return None
    return Lack(paper.place, f"Chưa có bản ký: {lower_first(paper.label)}.", paper.key)


def _nominee(
    screened: Screened,
    one: Nomination,
    vote: VoteAnswer | None,
    papers: tuple[PaperState, ...],
    written: Collection[str | None],
) -> NomineeState:
    needed = list(map(_unsigned, papers))
    if "form_03" in written:
        lack = Lack("nominee.summary", "Chưa ghi tóm tắt thành tích (mẫu 03).", one.pk)
        needed.append(None if one.summary else lack)
    if "minutes" in written:
        needed.append(_vote_lack(one, vote))
    return NomineeState(one, screened, vote, papers, tuple(filter(None, needed)), len(needed))


def _vote_lack(one: Nomination, vote: VoteAnswer | None) -> Lack | None:
    if vote is None or vote.outcome is UNKNOWN:
        return Lack(MEETING, "Chưa có kết quả phiếu của Hội đồng.", one.pk)
    if vote.outcome is NOT_MET:
        return Lack(MEETING, f"Không đủ tỷ lệ phiếu của Hội đồng: {lower_first(vote.because)}", one.pk)
    return None


def _cautions(whole: Completeness) -> Iterator[Lack]:
    for paper in whole.all_papers:
        if paper.signed.signing is Signing.CHANGED:
            yield Lack(paper.place, f"Dữ liệu đã thay đổi sau khi ký: {lower_first(paper.label)}.", paper.key)
    yield from whole.same_scans
    for one in whole.nominees:
        if one.screened.verdict in (NOT_MET, UNKNOWN):
            yield Lack("nominee", one.screened.finding.because, one.nomination.pk)
    if whole.report.quota_verdict is not MET and whole.report.quota.finding.outcome is UNKNOWN:
        yield Lack(NOMINEES, whole.report.quota.sentence)


def _same_scans(whole: Completeness) -> Iterator[Lack]:
    papers: dict[str, dict[tuple[str, int | None], PaperState]] = {}
    names: dict[str, str] = {}
    for paper in whole.all_papers:
        for scan in paper.signed.files:
            papers.setdefault(scan.sha256, {})[paper.place, paper.key] = paper
            names.setdefault(scan.sha256, scan.name)
    for digest, found in papers.items():
        if digest and len(found) > 1:
            last = [*found.values()][-1]
            told = "; ".join(_whose(paper) for paper in found.values())
            yield Lack(last.place, f"Tệp {names[digest]} đang là bản ký của nhiều văn bản: {told}.", last.key)


def _whose(paper: PaperState) -> str:
    return " của ".join(filter(None, (lower_first(paper.label), str(paper.nomination or ""))))
