"""A winner of a unit's own campaign put forward to a campaign above it, with everything that was written (HD I.2.7)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Sum

from vinhdanh.actions.attachments import DOSSIER_LIMIT
from vinhdanh.actions.audit import record
from vinhdanh.actions.dossier_doors import require_open
from vinhdanh.actions.nominations import NOMINEES, held_dossier, proposable, touch_dossier
from vinhdanh.actions.outcomes import rightful_honouree
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.register_entries import take_entries
from vinhdanh.models import (
    Attachment,
    AwardStanding,
    CampaignState,
    Dossier,
    DossierState,
    Fact,
    FactKind,
    Honouree,
    Judge,
    Nomination,
    Outcome,
    User,
)
from vinhdanh.models.honourees import keys_of_one
from vinhdanh.models.register_facts import register_news
from vinhdanh.models.sending_days import pack_of
from vinhdanh.permissions import require
from vinhdanh.rules.campaign import Pack
from vinhdanh.screening.terms import judgement_labels

_COPIED = (
    ("kind", "name", "sex", "birth", "ethnicity", "position", "workplace", "residence", "direct_worker", "headed_name")
    + ("awards_listed", "summary", "remark")
    + ("honouree_id", "headed_id")
)
_FACT = ("kind", "of_headed", "year", "code", "as_written", "amount", "decision", "decided_on", "authority", "proof")
_FILE = ("link", "name", "media_type", "size", "pages", "sha256")


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The nominee as it stands in the other dossier, and the names of files that could not be read any more."""

    nomination: Nomination
    missing: tuple[str, ...] = ()


@transaction.atomic
def put_forward(nomination: Nomination, dossier: Dossier, *, by: User, now: datetime, award: str = "") -> Forwarded:
    """Copies a winner into another dossier: who it is, facts with their proofs, story, the unit's own views.

    `award` is what it is proposed for there; without one, the same as here or the only one that its kind may have.
    Codes that the other campaign does not know are left behind; what the register holds comes anew, for its periods.
    The person edits the dossier that receives, and the one it comes from or the campaign that it won in. Raises
    NotPossible for who has not won (`require_won`), where the same nominee stands there already, for a kind or an
    award that the other campaign does not provide for, and for more files than a dossier may have.
    """
    dossier = held_dossier(dossier, by=by)
    require_open(dossier, NOMINEES)
    source = Nomination.objects.select_related("dossier__participant__unit", "dossier__participant__campaign__host")
    nomination = source.get(pk=nomination.pk)
    _require_own(nomination, dossier, by)
    pack = pack_of(dossier.participant.campaign)
    awards = proposable(pack).get(nomination.kind)
    if not awards:
        raise NotPossible("Đợt khen thưởng kia không có tiêu chuẩn cho loại đối tượng này.")
    require_won(nomination)
    if _stands_in(nomination, dossier):
        raise NotPossible(f"{nomination.name} đã có trong hồ sơ đó.")
    asked = award or (awards[0] if len(awards) == 1 else nomination.award)
    if asked not in awards:
        raise NotPossible("Chọn hình thức đề nghị ở đợt khen thưởng kia.", "award")
    copy = _copied(nomination, dossier, asked, pack, now)
    copy.changed_by, copy.honouree = by, copy.honouree or _entered_as(nomination)
    copy.save()
    _require_room(nomination, dossier)
    missing = tuple(_copy_facts(nomination, copy, pack, now))
    take_entries(copy, register_news(copy, pack).fresh)
    _copy_views(nomination, copy, pack, by, now)
    touch_dossier(dossier, by, now)
    told = {"name": copy.name, "from_dossier": str(nomination.dossier.participant.campaign)}
    record("put_forward", copy, by=by, unit=dossier.participant.unit, after=told)
    return Forwarded(copy, missing)


def require_won(nomination: Nomination) -> None:
    """Raises NotPossible for a nominee who has not won: only winners go on (HD I.2.7).

    Won has who was awarded by the last outcome on record; in a campaign where no outcome is on record, everybody of a
    dossier that was accepted, once the campaign is closed.
    """
    campaign, name = nomination.dossier.participant.campaign, nomination.name
    last = nomination.outcomes.select_related("award").order_by("-pk").first()
    if last is not None:
        if last.award is None or last.award.standing == AwardStanding.REVOKED:
            why = "không được khen thưởng trong đợt này" if last.award is None else "đã bị thu hồi khen thưởng"
            raise NotPossible(f"{name} {why} nên không đưa lên được.")
        return
    if Outcome.objects.filter(nomination__dossier__participant__campaign=campaign).exists():
        raise NotPossible(f"Chưa ghi kết quả khen thưởng của {name}; ghi kết quả rồi đưa lên.")
    if campaign.state != CampaignState.CLOSED or nomination.dossier.state != DossierState.ACCEPTED:
        raise NotPossible(
            f"{name} chưa có kết quả khen thưởng. Chưa ghi kết quả thì chỉ đưa lên được khi hồ sơ đã được tiếp nhận và "
            f"đợt “{campaign}” đã kết thúc nhận hồ sơ."
        )


def _entered_as(nomination: Nomination) -> Honouree | None:
    """Who a nominee written by hand became in the register, when the award that was won was entered there."""
    last = nomination.outcomes.filter(award__isnull=False).select_related("award__honouree").order_by("-pk").first()
    return rightful_honouree(last.award.honouree) if last and last.award else None


def _require_room(nomination: Nomination, dossier: Dossier) -> None:
    going = Attachment.objects.standing().filter(fact__nomination=nomination, fact__from_award=None)
    kept = Attachment.objects.standing().filter(dossier=dossier)
    size = sum(files.aggregate(total=Sum("size"))["total"] or 0 for files in (kept, going))
    if size > DOSSIER_LIMIT:
        raise NotPossible(
            f"Cùng với minh chứng của {nomination.name}, các tệp của hồ sơ sẽ vượt quá {DOSSIER_LIMIT // 1024 // 1024} "
            "MB; bỏ bớt tệp không cần thiết trong hồ sơ nhận."
        )


def _require_own(nomination: Nomination, dossier: Dossier, by: User) -> None:
    """Out of the unit's own dossier, or out of a campaign that the unit holds."""
    unit, taking = dossier.participant.unit, nomination.dossier.participant
    if taking.unit_id != unit.pk:
        require(by, "open_campaign", taking.campaign.host)
        if taking.campaign.host_id != unit.pk:
            raise NotPossible(f"Đề nghị này không thuộc hồ sơ hay đợt khen thưởng của {unit.name}.")
    if nomination.removed_at is not None:
        raise NotPossible(f"{nomination.name} đã được đưa ra khỏi hồ sơ cũ.")


def _stands_in(nomination: Nomination, dossier: Dossier) -> bool:
    standing = dossier.nominations.filter(removed_at=None)
    if nomination.honouree_id and standing.filter(honouree__in=keys_of_one(nomination.honouree_id)).exists():
        return True
    return standing.filter(put_forward=nomination).exists()


def _copied(nomination: Nomination, dossier: Dossier, award: str, pack: Pack, now: datetime) -> Nomination:
    last = max(dossier.nominations.values_list("number", flat=True), default=0)
    told = {name: getattr(nomination, name) for name in _COPIED}
    lists = {one.code for one in pack.lists}
    known = {code: {one.code for one in attribute.values} for code, attribute in pack.attribute_of.items()}
    attributes = {code: value for code, value in nomination.attributes.items() if value in known.get(code, ())}
    return Nomination(
        **told,
        dossier=dossier,
        award=award,
        number=last + 1,
        attributes=attributes,
        memberships={code: said for code, said in nomination.memberships.items() if code in lists},
        story=dict(nomination.story),
        added_at=now,
        changed_at=now,
        put_forward=nomination,
    )


def _copy_facts(nomination: Nomination, copy: Nomination, pack: Pack, now: datetime) -> Iterator[str]:
    """What the unit wrote, with its proofs; an award that the pack does not know keeps its name alone. Gives the names
    of files that are not there any more."""
    levels = {level.code for level in pack.scale.levels}
    indicators = {one.code for one in pack.indicators}
    labels = {one.code: one.label for one in pack_of(nomination.dossier.participant.campaign).awards}
    for fact in nomination.facts.filter(from_award=None, from_rating=None).prefetch_related("proofs"):
        known = {FactKind.RATING: levels, FactKind.AMOUNT: indicators}.get(FactKind(fact.kind), set(pack.award_of))
        if fact.code not in known and fact.kind != FactKind.AWARD:
            continue
        fresh = Fact(nomination=copy, **{name: getattr(fact, name) for name in _FACT})
        if fact.code not in known:
            fresh.code, fresh.as_written = "", fact.as_written or labels.get(fact.code, fact.code)
        fresh.save()
        for proof in fact.proofs.all():
            if proof.removed_at is None and not _copy_file(proof, copy, fresh, now):
                yield proof.name


def _copy_file(proof: Attachment, copy: Nomination, fact: Fact, now: datetime) -> bool:
    """The file once more: each row has its own, so that taking one out never takes the other. False where the file is
    not there any more."""
    told = {name: getattr(proof, name) for name in _FILE}
    fresh = Attachment(dossier=copy.dossier, nomination=copy, fact=fact, added_by_id=proof.added_by_id, **told)
    fresh.added_at = now
    if proof.file:
        try:
            with proof.file.open("rb") as content:
                fresh.file.save(proof.name, ContentFile(content.read()), save=False)
        except FileNotFoundError:
            return False
    fresh.save()
    return True


def _copy_views(nomination: Nomination, copy: Nomination, pack: Pack, by: User, now: datetime) -> None:
    known = judgement_labels(pack)
    for view in nomination.judgements.filter(judge=Judge.UNIT, condition__in=known):
        told = {"condition": view.condition, "passed": view.passed, "reason": view.reason}
        copy.judgements.create(judge=Judge.UNIT, by=by, at=now, **told)
