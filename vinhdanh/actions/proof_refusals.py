"""A refused proof stays refused: its refusal follows the file wherever the nominee shows it for the same fact again."""

from django.db.models import Q, QuerySet

from vinhdanh.models import Attachment, Fact, Nomination, RefusedProof
from vinhdanh.models.claims import proved_by


def remember_refusal(fact: Fact, reason: str) -> None:
    """Keeps for each file at the fact that it does not prove it, and why; a blank reason forgets it."""
    refused = _of_nominee(fact.nomination).filter(fact=proved_by(fact))
    proofs = {_content(one) for one in fact.proofs.filter(removed_at=None)}
    refused.filter(proof__in=proofs).delete()
    if reason:
        told = {"nomination": fact.nomination, "fact": proved_by(fact), "reason": reason}
        RefusedProof.objects.bulk_create(RefusedProof(proof=proof, **told) for proof in sorted(proofs))


def follow_refusals(fact: Fact) -> None:
    """Refuses the fact where a file at it was refused for the same before; called where either was written."""
    proofs = [_content(one) for one in fact.proofs.filter(removed_at=None)]
    before = _of_nominee(fact.nomination).filter(fact=proved_by(fact), proof__in=proofs).order_by("-pk").first()
    if before is not None and not fact.refused:
        fact.refused = before.reason
        fact.save(update_fields=["refused"])


def _of_nominee(nomination: Nomination) -> QuerySet[RefusedProof]:
    """What was refused of this nominee in its dossier, before it was taken out and proposed anew too."""
    same = Q(nomination__name_folded=nomination.name_folded, nomination__kind=nomination.kind)
    if nomination.honouree_id:
        same |= Q(nomination__honouree=nomination.honouree_id)
    return RefusedProof.objects.filter(Q(nomination=nomination) | Q(same, nomination__dossier=nomination.dossier_id))


def _content(proof: Attachment) -> str:
    return proof.sha256 or proof.link
