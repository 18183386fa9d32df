"""A winner of a unit's own campaign put forward to a campaign above it, with everything that was written (HD I.2.7)."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from vinhdanh.actions.audit import record
from vinhdanh.actions.dossier_doors import require_open
from vinhdanh.actions.nominations import NOMINEES, held_dossier, proposable, touch_dossier
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Attachment, Dossier, Fact, FactKind, Judge, Nomination, User
from vinhdanh.models.register_facts import register_news
from vinhdanh.models.sending_days import pack_of
from vinhdanh.permissions import require
from vinhdanh.rules.campaign import Pack

_COPIED = (
    ("kind", "name", "sex", "birth", "ethnicity", "position", "workplace", "residence", "direct_worker", "headed_name")
    + ("awards_listed", "summary", "remark", "memberships")
    + ("honouree_id", "headed_id")
)
_FACT = ("kind", "of_headed", "year", "code", "as_written", "amount", "decision", "decided_on", "authority", "proof")
_FILE = ("link", "name", "media_type", "size", "pages", "sha256")


@transaction.atomic
def put_forward(nomination: Nomination, dossier: Dossier, *, by: User, now: datetime) -> Nomination:
    """Copies the nominee into another dossier: who it is, facts with their proofs, story, the unit's own views.

    Codes that the other campaign does not know are left behind; what the register holds comes anew, for its periods.
    The person edits the dossier that receives, and the one it comes from or the campaign that it won in. Raises
    NotPossible where the same nominee stands there already, into the same dossier, for a kind that the other campaign
    does not honour.
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
    if nomination.dossier_id == dossier.pk or _stands_in(nomination, dossier):
        raise NotPossible(f"{nomination.name} đã có trong hồ sơ đó.")
    award = nomination.award if nomination.award in awards else awards[0]
    copy = _copied(nomination, dossier, award, pack, now)
    copy.changed_by = by
    copy.save()
    _copy_facts(nomination, copy, pack)
    for fact in register_news(copy, pack).fresh:
        if fact.kind != FactKind.RATING or not copy.facts.filter(**_year_of(fact)).exists():
            fact.save()
    _copy_views(nomination, copy, by, now)
    touch_dossier(dossier, by, now)
    told = {"name": copy.name, "from_dossier": str(nomination.dossier.participant.campaign)}
    record("put_forward", copy, by=by, unit=dossier.participant.unit, after=told)
    return copy


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
    if nomination.honouree_id and standing.filter(honouree=nomination.honouree_id).exists():
        return True
    return standing.filter(put_forward=nomination).exists()


def _copied(nomination: Nomination, dossier: Dossier, award: str, pack: Pack, now: datetime) -> Nomination:
    last = max(dossier.nominations.values_list("number", flat=True), default=0)
    told = {name: getattr(nomination, name) for name in _COPIED}
    known = {code: {one.code for one in attribute.values} for code, attribute in pack.attribute_of.items()}
    attributes = {code: value for code, value in nomination.attributes.items() if value in known.get(code, ())}
    return Nomination(
        **told,
        dossier=dossier,
        award=award,
        number=last + 1,
        attributes=attributes,
        story=dict(nomination.story),
        added_at=now,
        changed_at=now,
        put_forward=nomination,
    )


def _copy_facts(nomination: Nomination, copy: Nomination, pack: Pack) -> None:
    """What the unit wrote, with its proofs; an award that the pack does not know keeps its name alone."""
    levels = {level.code for level in pack.scale.levels}
    indicators = {one.code for one in pack.indicators}
    for fact in nomination.facts.filter(from_award=None, from_rating=None).prefetch_related("proofs"):
        known = {FactKind.RATING: levels, FactKind.AMOUNT: indicators}.get(FactKind(fact.kind), set(pack.award_of))
        if fact.code not in known and fact.kind != FactKind.AWARD:
            continue
        fresh = Fact(nomination=copy, **{name: getattr(fact, name) for name in _FACT})
        fresh.code = fact.code if fact.code in known else ""
        fresh.save()
        for proof in fact.proofs.all():
            if proof.removed_at is None:
                _copy_file(proof, copy, fresh)


def _copy_file(proof: Attachment, copy: Nomination, fact: Fact) -> None:
    """The file once more: each row has its own, so that taking one out never takes the other."""
    told = {name: getattr(proof, name) for name in _FILE}
    fresh = Attachment(dossier=copy.dossier, nomination=copy, fact=fact, added_by_id=proof.added_by_id, **told)
    if proof.file:
        with proof.file.open("rb") as content:
            fresh.file.save(proof.name, ContentFile(content.read()), save=False)
    fresh.save()


def _copy_views(nomination: Nomination, copy: Nomination, by: User, now: datetime) -> None:
    for view in nomination.judgements.filter(judge=Judge.UNIT):
        told = {"condition": view.condition, "passed": view.passed, "reason": view.reason}
        copy.judgements.create(judge=Judge.UNIT, by=by, at=now, **told)


def _year_of(fact: Fact) -> dict[str, object]:
    return {"kind": FactKind.RATING, "of_headed": fact.of_headed, "year": fact.year}
