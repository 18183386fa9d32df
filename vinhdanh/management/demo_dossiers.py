"""The campaign of the made-up province and dossiers in every state, from examples/province/dossiers.yaml.

Everything is done by the actions, as the person who would do it, at a moment that lies before the day of the story.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from vinhdanh import clock
from vinhdanh.actions import appraisals, dossier_steps
from vinhdanh.actions.attachments import Place, add_attachment
from vinhdanh.actions.audit import told_at
from vinhdanh.actions.campaigns import open_campaign, prepare_campaign
from vinhdanh.actions.confirmations import confirm_claims
from vinhdanh.actions.dossiers import begin_dossier, edit_letter
from vinhdanh.actions.facts import AwardFact, add_award_fact
from vinhdanh.actions.meetings import AttendanceDraft, MeetingDraft, VoteDraft, edit_meeting
from vinhdanh.actions.nomination_values import Figure, Rated, Value, View
from vinhdanh.actions.nominations import NominationDraft, add_nomination, edit_nomination
from vinhdanh.actions.participants import GroupChoice, choose_groups, extend_deadline
from vinhdanh.management.demo_proofs import income_record
from vinhdanh.models import Campaign, DossierVersion, Honouree, Nomination, Participant, Unit, User
from vinhdanh.models.claims import claims_of
from vinhdanh.models.sending_days import last_day_in, pack_of
from vinhdanh.reports.asked_of_nominee import asked_of
from vinhdanh.reports.dossier_papers import draft_digests, drafts_of, paper_bytes
from vinhdanh.reports.screened_dossier import nominations_with_facts, screen_dossier, screened_of
from vinhdanh.rules.packs import load_pack
from vinhdanh.tasks import send_and_bind

Told = Mapping[str, Any]
INCOME = "income_after_costs"
_PLAIN = ("sex", "birth", "ethnicity", "position", "workplace", "direct_worker", "summary")
_SIGNED = ("ready", "sent", "returned", "accepted")
_MILLION = 1_000_000


def load_dossiers(told: Told, office: User) -> int:
    """Opens the campaign and brings each dossier to its state; how many dossiers."""
    campaign = _open(told, office)
    taking_part = {one.unit.code: one for one in campaign.participants.select_related("unit", "campaign")}
    for one in told["extensions"]:
        last_day = last_day_in(pack_of(campaign))
        assert last_day is not None
        with told_at(_moment(3)):
            extend_deadline(
                taking_part[one["unit"]],
                by=office,
                last_day=last_day + timedelta(days=one["days_after_deadline"]),
                reason=one["reason"],
                now=_moment(3),
            )
    for one in told["dossiers"]:
        _Teller(taking_part[one["unit"]], one, told["council"], office).tell()
    return len(told["dossiers"])


def _moment(days_before: int, hour: int = 9) -> datetime:
    """So many days before the day of the story, in the morning."""
    now = clock.now()
    return datetime.combine(now.date() - timedelta(days=days_before), time(hour), now.tzinfo)


def _open(told: Told, office: User) -> Campaign:
    host = Unit.objects.get(parent=None)
    now = _moment(told["opened"])
    with told_at(now):
        campaign = prepare_campaign(host, by=office, pack=load_pack(told["campaign"]), now=now)
        homeless = campaign.participants.filter(group="")
        groups = [GroupChoice(one.pk, "", told["groups"]["unknown"]) for one in homeless]
        choose_groups(campaign, by=office, choices=groups)
        return open_campaign(campaign, by=office, now=now)


class _Teller:
    """Tells one dossier: what its unit's officer does, then what the office does with it."""

    def __init__(self, participant: Participant, told: Told, council: list[Told], office: User) -> None:
        self.told, self.council, self.office = told, council, office
        self.officer = User.objects.get(username=told["by"])
        self.now = _moment(told["begun"])
        with told_at(self.now):
            self.dossier = begin_dossier(participant, by=self.officer, now=self.now)
        self.pack = pack_of(participant.campaign)

    def tell(self) -> None:
        """All of it, as far as its state."""
        state = self.told["state"]
        with told_at(self.now):
            nominees = [self._propose(one) for one in self.told["nominees"]]
            if state not in _SIGNED:
                return
            self._hold_meeting(nominees)
            self._write_letter()
            self._sign()
        if state == "ready":
            return
        self.now = _moment(self.told["sent"], hour=15)
        with told_at(self.now):
            version = send_and_bind(self.dossier, by=self.officer, now=self.now)
        if state == "returned":
            with told_at(_moment(self.told["returned"])):
                self._return(version, {one.name: one for one in nominees})
        if state == "accepted":
            with told_at(_moment(self.told["accepted"])):
                self._accept(version)

    # --- the unit

    def _propose(self, one: Told) -> Nomination:
        known = None
        if "register" in one:
            known = Honouree.objects.standing().get(name=one["register"], unit__code=one["unit"])
        draft = NominationDraft(one["kind"], self._award(one["kind"]), one.get("name", ""), known)
        nomination = add_nomination(self.dossier, draft, by=self.officer, now=self.now)
        of_register = {f"rating.{fact.year}" for fact in nomination.facts.filter(kind="rating")}
        typed = {key: value for key, value in _values(one) if key not in of_register}
        edit_nomination(nomination, typed, by=self.officer, now=self.now)
        for number, (award, year) in enumerate(one.get("awards", []), 11):
            claimed = AwardFact(award, year, decision=f"{number}{year % 100}/QĐ-UBND")
            add_award_fact(nomination, claimed, by=self.officer, now=self.now)
        for year in one.get("proofs", []):
            fact = nomination.facts.get(code=INCOME, year=year)
            content = income_record(nomination.name, year, fact.amount or 0)
            name, place = f"so-ghi-chep-{year}.png", Place(fact=fact)
            add_attachment(self.dossier, content, name, place, by=self.officer, now=self.now)
        return nomination

    def _award(self, kind: str) -> str:
        return next(one.award for one in self.pack.criteria if one.kind == kind)

    def _hold_meeting(self, nominees: list[Nomination]) -> None:
        members = tuple(AttendanceDraft(**one) for one in self.council)
        draft = MeetingDraft(
            number="02/BB-HĐTĐKT",
            held_on=self.now.date(),
            begun=time(8),
            ended=time(10, 30),
            place="Phòng họp của đơn vị",
            course="Thư ký trình bày tóm tắt thành tích từng trường hợp. Các thành viên không có ý kiến khác.",
            conclusion="Hội đồng nhất trí đề nghị các trường hợp đạt tỷ lệ phiếu theo quy định.",
            attendances=members,
            votes={one.pk: VoteDraft(len(members), 0) for one in nominees},
            keep_council=True,
        )
        edit_meeting(self.dossier, draft, by=self.officer, on=self.now.date())

    def _write_letter(self) -> None:
        chair = self.council[0]
        said = {"letter_number": self.told["number"], "letter_date": self.now.date(), "signer": chair["name"]}
        title = "Chủ tịch" if self.dossier.participant.unit.kind == "district" else "Giám đốc"
        edit_letter(self.dossier, said | {"signer_title": title}, by=self.officer, now=self.now)

    def _sign(self) -> None:
        """Each paper as it is drafted, for the scan of the signed one."""
        nominations, on = nominations_with_facts(self.dossier), self.now.date()
        self.dossier.refresh_from_db()
        digests = draft_digests(self.dossier, screen_dossier(self.dossier, on), nominations)
        nominees = {one.pk: one for one in nominations}
        for draft in drafts_of(self.pack, nominations):
            content = paper_bytes(self.dossier, draft.slug, "pdf", on=on, with_personal=True)
            add_attachment(
                self.dossier,
                content,
                f"{draft.slug}-da-ky.pdf",
                Place(nominees.get(draft.nomination or 0), part=draft.part),
                by=self.officer,
                now=self.now,
                draft_digest=digests[draft.part, draft.nomination],
            )

    # --- the office

    def _return(self, version: DossierVersion, nominees: Mapping[str, Nomination]) -> None:
        now = _moment(self.told["returned"])
        remarks = [
            appraisals.note_remark(
                self.dossier,
                one["place"],
                one["text"],
                by=self.office,
                now=now,
                nomination=nominees[one["nominee"]] if "nominee" in one else None,
            )
            for one in self.told["remarks"]
        ]
        last_day = clock.today() + timedelta(days=self.told["last_day_in"])
        dossier_steps.return_dossier(version, by=self.office, now=now, remarks=remarks, last_day=last_day)

    def _accept(self, version: DossierVersion) -> None:
        now = _moment(self.told["accepted"])
        report = screen_dossier(self.dossier, now.date())
        for one in nominations_with_facts(self.dossier):
            for condition in asked_of(self.pack, one, screened_of(report, one).finding).judged:
                reason = "Đã xem báo cáo và xác nhận của cơ sở"
                appraisals.judge_condition(one, condition.id, passed=True, reason=reason, by=self.office, now=now)
            confirm_claims(one, claims_of(one), by=self.office, now=now)
        dossier_steps.accept_dossier(version, by=self.office, now=now)


def _values(one: Told) -> Iterator[tuple[str, Value]]:
    """What is typed of a nominee, as the sheet of values takes it."""
    yield "awards_listed", True
    yield from ((name, one[name]) for name in _PLAIN if name in one)
    yield from ((f"attribute.{code}", value) for code, value in one.get("attributes", {}).items())
    yield from ((f"story.{code}", text) for code, text in one.get("story", {}).items())
    yield from ((f"rating.{year}", Rated(level)) for year, level in one.get("ratings", {}).items())
    yield from ((f"view.{condition}", View(True, text)) for condition, text in one.get("views", {}).items())
    for year, million in one.get("income", {}).items():
        yield f"amount.{INCOME}.{year}", Figure(million * _MILLION, "Sổ ghi chép của hộ")
    if "delegate" in one:
        yield "member.congress_delegates", one["delegate"]
