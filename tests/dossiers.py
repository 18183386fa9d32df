"""A campaign opened in the made-up province of tests, in which the district and the department take part."""

import hashlib
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.province import Province
from vinhdanh.models import (
    Attachment,
    Attendance,
    Campaign,
    CampaignState,
    Dossier,
    DossierVersion,
    Fact,
    JudgementView,
    Meeting,
    Nomination,
    PackEdition,
    Participant,
    Remark,
    Return,
    Vote,
)
from vinhdanh.models.claims import claims_of
from vinhdanh.rules.packs import load_pack

CAMPAIGN, STATE_LEVEL = "lang-son-2020", "lang-son-2020-cap-nha-nuoc"
MORNING = datetime(2020, 5, 19, 9, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))  # 21 days before the last one


def opened_campaign(province: Province, name: str = CAMPAIGN) -> Campaign:
    """The province's campaign by a pack of the product, open, with the district and the department in it."""
    pack = load_pack(name)
    edition, _ = PackEdition.objects.get_or_create(
        pack_id=pack.id, hash=pack.hash, defaults={"title": pack.title, "content": pack.model_dump(mode="json")}
    )
    campaign = Campaign.objects.create(
        title=pack.title,
        host=province.root,
        edition=edition,
        state=CampaignState.OPEN,
        created_by=province.office,
        opened_at=MORNING,
    )
    Participant.objects.create(campaign=campaign, unit=province.district, group="district")
    Participant.objects.create(campaign=campaign, unit=province.department, group="other")
    return campaign


def begun_dossier(province: Province, name: str = CAMPAIGN) -> Dossier:
    """The district's dossier in that campaign, still empty."""
    participant = opened_campaign(province, name).participants.get(unit=province.district)
    return Dossier.objects.create(participant=participant, begun_at=MORNING, changed_at=MORNING)


def nominated(dossier: Dossier, name: str = "Hoàng Văn Nông", **told: Any) -> Nomination:
    """Somebody proposed for the award of the campaign, with all awards listed: a farmer, unless told otherwise."""
    kind = told.pop("kind", "individual")
    award = told.pop("award", "bang_khen_tinh")
    told.setdefault("attributes", {"category": "farmer", "head_of": "none"} if kind == "individual" else {})
    told.setdefault("awards_listed", True)
    number = dossier.nominations.count() + 1
    return Nomination.objects.create(dossier=dossier, name=name, kind=kind, award=award, number=number, **told)


def income(nomination: Nomination, year: int, million: int, *, proof: str = "") -> Fact:
    """A year's income as the unit claims it; `proof` is the name of a file that proves it."""
    fact = Fact.objects.create(
        nomination=nomination, kind="amount", code="income_after_costs", year=year, amount=million * 1_000_000
    )
    if proof:
        by = nomination.dossier.participant.campaign.created_by
        kept = {"file": "attachments/00/thu", "media_type": "application/pdf", "size": 1000, "sha256": "0" * 64}
        Attachment.objects.create(
            dossier=nomination.dossier, nomination=nomination, fact=fact, name=proof, added_by=by, **kept
        )
    return fact


def judged(nomination: Nomination, *conditions: str, judge: str = "appraiser", passed: bool = True) -> None:
    """Answers to conditions that only a person can judge."""
    by = nomination.dossier.participant.campaign.created_by
    for condition in conditions:
        JudgementView.objects.create(
            nomination=nomination, condition=condition, judge=judge, passed=passed, reason="Đã xem hồ sơ", by=by
        )


def confirmed(nomination: Nomination, *claims: str) -> Nomination:
    """These claims of the unit as an appraiser has checked them; all that it makes, unless named."""
    by = nomination.dossier.participant.campaign.created_by
    made = claims_of(nomination)
    for claim in claims or made:
        nomination.confirmations.create(claim=claim, value=made[claim], by=by)
    return nomination


def signed(dossier: Dossier, part: str, nomination: Nomination | None = None, name: str = "ban-ky.pdf") -> Attachment:
    """A scan of the signed paper; its file is not really there."""
    digest = hashlib.sha256(f"{dossier.pk} {part} {nomination and nomination.pk} {name}".encode()).hexdigest()
    return Attachment.objects.create(
        dossier=dossier,
        nomination=nomination,
        part=part,
        name=name,
        file=f"attachments/00/{digest[:12]}",
        media_type="application/pdf",
        size=120_000,
        pages=2,
        sha256=digest,
        added_by=dossier.participant.campaign.created_by,
    )


def completed(dossier: Dossier, *nominees: Nomination) -> Dossier:
    """With all that it needs before it can be sent: the letter's words, the meeting with votes, every part signed."""
    letter = {"letter_number": "15/TTr-UBND", "letter_date": MORNING.date()}
    Dossier.objects.filter(pk=dossier.pk).update(signer="Nông Văn Ký", signer_title="Chủ tịch", **letter)
    meeting = Meeting.objects.create(dossier=dossier, held_on=MORNING.date())
    Attendance.objects.create(meeting=meeting, name="Vi Văn Chủ Trì", role="chair")
    Attendance.objects.create(meeting=meeting, name="Lộc Thị Thư Ký", role="secretary")
    for part in ("ho_so.to_trinh", "ho_so.mau_03", "ho_so.bien_ban"):
        signed(dossier, part)
    for one in nominees or (nominated(dossier),):
        Nomination.objects.filter(pk=one.pk).update(summary="Trồng 5 ha na, giúp 12 hộ thoát nghèo.")
        Vote.objects.create(meeting=meeting, nomination=one, members=2, agreed=2, against=0)
        signed(dossier, "ho_so.bao_cao", one)
    return Dossier.objects.get(pk=dossier.pk)


def returned(dossier: Dossier, province: Province, remarks: dict[str, str], nomination: Nomination) -> None:
    """Sent once, and sent back with these remarks about the nominee."""
    version = DossierVersion.objects.create(
        dossier=dossier, number=1, receipt="0001/2020/BN", sent_at=MORNING, sent_by=province.officer,
        content={"letter": [], "meeting": [], "nominees": []}, files=[], digest="0",
    )  # fmt: skip
    back = Return.objects.create(version=version, last_day=MORNING.date(), returned_by=province.office)
    for place, said in remarks.items():
        Remark.objects.create(
            dossier=dossier, nomination=nomination, place=place, text=said, sent_with=back, written_by=province.office
        )
    Dossier.objects.filter(pk=dossier.pk).update(state="returned", version=1, sent_at=MORNING)
