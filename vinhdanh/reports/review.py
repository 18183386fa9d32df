"""A dossier as the office appraises it: the two readings side by side, evidence beside each claim, what is to be
judged, what was remarked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vinhdanh.models import (
    Attachment,
    Confirmation,
    Dossier,
    DossierVersion,
    Fact,
    Judge,
    JudgementView,
    Nomination,
    Provenance,
    Remark,
)
from vinhdanh.models.claims import LISTS, claim_label, claim_words, claims_of
from vinhdanh.reports.asked_of_nominee import asked_of
from vinhdanh.reports.attachments import FileShown, files_shown
from vinhdanh.reports.campaigns import pack_of_dossier
from vinhdanh.reports.completeness import Completeness, NomineeState, completeness_of
from vinhdanh.reports.dossier_content import fact_label, fact_words, lines_of
from vinhdanh.reports.dossier_papers import draft_digests
from vinhdanh.reports.dossier_places import dossier_places, nominee_places
from vinhdanh.reports.review_changes import Answer, answer_among
from vinhdanh.reports.screened_dossier import Known, known_of, nominations_with_facts, screen_both, screened_of
from vinhdanh.reports.version_difference import GroupOfChanges, version_difference
from vinhdanh.rules.awards import codes_among, stand_ins_for
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.facts import Award
from vinhdanh.rules.findings import MET, Finding, walk
from vinhdanh.rules.vocabulary import Awards, Judged
from vinhdanh.screening.report import Report, Screened

_AWARD_RULES = frozenset({"awards", "never_awarded", "merit_not_awarded"})
_SHOWN_ELSEWHERE = ("fact:", "nominee.view.", "nominee.name")


@dataclass(frozen=True, slots=True)
class ToJudge:
    """A condition that only a person answers, or an exception that only a person grants (`exception`), with the clause
    it stands at: the unit's own view, and the appraiser's answer, which alone decides."""

    condition: str
    clause: str
    text: str
    cite: str
    exception: bool
    unit: JudgementView | None
    answer: JudgementView | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact beside what it stands on. `may_refuse`: there is a proof to look at."""

    fact: Fact
    label: str
    words: str
    provenance: Provenance
    proofs: list[FileShown]

    @property
    def may_refuse(self) -> bool:
        """An entry of the register needs no proof; a claim without one has none to refuse."""
        return self.provenance != Provenance.REGISTER and bool(self.proofs)


@dataclass(frozen=True, slots=True)
class SaidAlone:
    """What rests on the unit's word: the claim with its mark (models/claims.py), what it says, and who vouches for it:
    an appraiser, the register, or nobody yet."""

    claim: str
    mark: str
    label: str
    words: str
    in_register: bool
    confirmed: Confirmation | None

    @property
    def is_open(self) -> bool:
        """Whether nobody vouches for it."""
        return not self.in_register and self.confirmed is None


@dataclass(frozen=True, slots=True)
class NomineeReview:
    """One nominee under appraisal; `number` of `count`, with the keys of the one before and the one after. `changed`:
    by the unit since the version before the one sent last."""

    nomination: Nomination
    state: NomineeState
    declared: Screened
    verified: Screened
    to_judge: list[ToJudge]
    said: list[SaidAlone]
    claims: list[Claim]
    lines: list[tuple[str, str, str]]
    files: list[FileShown]
    remarks: list[Remark]
    changed: GroupOfChanges | None
    places: dict[str, str]
    number: int
    count: int
    before: int | None
    after: int | None

    @property
    def differs(self) -> bool:
        """Whether what is verified answers otherwise than what is declared."""
        return self.declared.verdict is not self.verified.verdict

    @property
    def unverified(self) -> list[SaidAlone]:
        """What nobody has checked yet."""
        return [one for one in self.said if one.is_open]

    @property
    def open_judgements(self) -> int:
        """How many conditions wait for the appraiser."""
        return sum(one.answer is None and not one.exception for one in self.to_judge)


@dataclass(frozen=True)
class Review:
    """A dossier under appraisal, of one reading of the tables."""

    dossier: Dossier
    declared: Report
    verified: Report
    whole: Completeness
    nominations: list[Nomination]
    known: Known
    remarks: list[Remark]

    @property
    def pack(self) -> Pack:
        """By which the campaign runs."""
        return self.declared.pack

    @cached_property
    def version(self) -> DossierVersion | None:
        """What was sent last, while it counts."""
        sent = self.dossier.versions.filter(number=self.dossier.version, withdrawn_at=None)
        return sent.select_related("sent_by").defer("content", "files").first()

    @cached_property
    def earlier(self) -> DossierVersion | None:
        """What was sent before that; None of what was sent once."""
        if self.dossier.version < 2 or self.version is None:
            return None
        before = self.dossier.versions.filter(number__lt=self.version.number).order_by("-number")
        return before.defer("content", "files").first()

    @cached_property
    def groups(self) -> list[GroupOfChanges]:
        """What the unit changed from the one to the other."""
        if self.earlier is None or self.version is None:
            return []
        whole = self.dossier.versions.in_bulk([self.earlier.pk, self.version.pk])
        return version_difference(whole[self.earlier.pk], whole[self.version.pk])

    def answer_to(self, remark: Remark) -> Answer | None:
        """What the unit changed at the place of a remark that went back with the earlier version; None for others."""
        if remark.sent_with is None or not self.earlier or remark.sent_with.version_id != self.earlier.pk:
            return None
        return answer_among(self.groups, remark)

    @property
    def notes(self) -> list[Remark]:
        """Remarks that the unit has not been told yet."""
        return [one for one in self.remarks if one.sent_with_id is None]

    @property
    def own_files(self) -> list[FileShown]:
        """Files of the dossier itself that are no signed paper."""
        return files_shown(one for one in self.whole.attachments if not one.nomination_id and not one.part)

    def verdict_verified(self, nomination: Nomination) -> Screened:
        """As far as it is verified."""
        return screened_of(self.verified, nomination)

    def words_of(self, remark: Remark) -> str:
        """What a remark points at."""
        if remark.nomination_id is None:
            return dossier_places(self.pack).get(remark.place, remark.place)
        nominee = next((one for one in self.nominations if one.pk == remark.nomination_id), None)
        if nominee is None:
            return "Trường hợp đã đưa ra khỏi hồ sơ"
        return nominee_places(nominee, self.pack).get(remark.place, "Mục đã bỏ khỏi hồ sơ")

    def nominee(self, nomination: Nomination, *, hidden: Collection[str]) -> NomineeReview:
        """One of its nominees; `hidden`: places whose text the reader may not see. ValueError for another."""
        keys = [one.pk for one in self.nominations]
        at = keys.index(nomination.pk)
        one = self.nominations[at]
        declared = screened_of(self.declared, one)
        return NomineeReview(
            nomination=one,
            state=self.whole.nominees[at],
            declared=declared,
            verified=screened_of(self.verified, one),
            to_judge=to_judge(self.pack, one, declared.finding),
            said=said_alone(self.pack, one, declared.finding, self.known[one.pk]),
            claims=[_claim(fact, self.pack) for fact in one.facts.all()],
            lines=[
                (place, label, "(không hiện với vai trò này)" if place in hidden else text)
                for place, label, text in lines_of(one, self.pack)
                if text and not place.startswith(_SHOWN_ELSEWHERE)
            ],
            files=files_shown(_loose(self.whole.attachments, one)),
            remarks=[remark for remark in self.remarks if remark.nomination_id == one.pk],
            changed=next((group for group in self.groups if group.key == one.pk), None),
            places=nominee_places(one, self.pack),
            number=at + 1,
            count=len(keys),
            before=keys[at - 1] if at else None,
            after=keys[at + 1] if at + 1 < len(keys) else None,
        )


def review_of(dossier: Dossier, on: date) -> Review:
    """The dossier as it stands on this day."""
    nominations = nominations_with_facts(dossier)
    known = known_of(nominations, pack_of_dossier(dossier))
    declared, verified = screen_both(dossier, on, nominations, known)
    whole = completeness_of(dossier, declared, nominations, draft_digests(dossier, declared, nominations))
    remarks = dossier.remarks.select_related("written_by", "sent_with", "nomination").order_by("pk")
    return Review(dossier, declared, verified, whole, nominations, known, list(remarks))


def said_alone(pack: Pack, nomination: Nomination, finding: Finding, known: frozenset[str]) -> list[SaidAlone]:
    """What the campaign asks about this nominee and the unit says by its word alone; `known`: what is verified."""
    asked = asked_of(pack, nomination, finding)
    wanted = [f"attribute.{code}" for code in asked.attributes] + [f"member.{code}" for code in asked.lists]
    wanted += [LISTS[of_headed] for of_headed in (False, True) if _counts_awards(finding, of_headed)]
    claims = claims_of(nomination)
    checked = {one.claim: one for one in nomination.confirmations.all() if claims.get(one.claim) == one.value}
    return [
        SaidAlone(
            claim,
            claims[claim],
            claim_label(claim, pack),
            claim_words(claim, nomination, pack),
            in_register=claim in known and claim not in checked,
            confirmed=checked.get(claim),
        )
        for claim in wanted
        if claim in claims
    ]


def _counts_awards(finding: Finding, of_headed: bool, inside: bool = False) -> bool:
    rule = getattr(finding.clause, "rule", "")
    inside = inside or rule == "headed_unit"
    if rule in _AWARD_RULES and inside == of_headed:
        return True
    return any(_counts_awards(part, of_headed, inside) for part in finding.parts)


def to_judge(pack: Pack, nomination: Nomination, finding: Finding) -> list[ToJudge]:
    """What the appraiser is asked about this nominee: every condition that holds for it and that a person answers, and
    an exception where an award stands that could be accepted (O11), or one was granted."""
    answers = {(one.condition, one.judge): one for one in nomination.judgements.all()}
    asked: dict[str, ToJudge] = {}
    for _, found in walk(finding):
        clause = found.clause
        if isinstance(clause, Judged):
            code, exception = clause.id, False
        elif isinstance(clause, Awards) and clause.exception and _may_be_excepted(clause, found, pack, answers):
            code, exception = clause.exception, True
        else:
            continue
        views = answers.get((code, Judge.UNIT)), answers.get((code, Judge.APPRAISER))
        asked.setdefault(code, ToJudge(code, clause.id, clause.text, clause.cite, exception, *views))
    return list(asked.values())


def _may_be_excepted(clause: Awards, found: Finding, pack: Pack, answers: dict[tuple[str, str], JudgementView]) -> bool:
    if (clause.exception, Judge.APPRAISER) in answers:
        return True
    others = stand_ins_for(codes_among(clause.among, pack), pack)
    shown = (item.fact for item in found.evidence)
    return found.outcome is not MET and any(isinstance(fact, Award) and fact.code in others for fact in shown)


def _claim(fact: Fact, pack: Pack) -> Claim:
    proofs = files_shown(fact.proofs.all())
    return Claim(fact, fact_label(fact, pack), fact_words(fact, pack), fact.provenance(), proofs)


def _loose(attachments: Iterable[Attachment], nomination: Nomination) -> list[Attachment]:
    """The nominee's files that are neither a signed paper nor the proof of a fact."""
    return [one for one in attachments if one.nomination_id == nomination.pk and not one.part and not one.fact_id]
