"""What an appraiser says of a dossier that was sent: answers to what only a person can judge (O7, O11), proofs that do
not prove, remarks at its places. Everything but the remarks counts at once; those wait for a return."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from vinhdanh.actions.audit import record
from vinhdanh.actions.dossiers import LETTER
from vinhdanh.actions.nomination_values import COLUMNS
from vinhdanh.actions.proof_refusals import remember_refusal
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.actions.verdicts import forget_verdicts
from vinhdanh.documents.achievement_report import SECTIONS
from vinhdanh.models import Dossier, DossierState, Fact, Judge, JudgementView, Nomination, Provenance, Remark, User
from vinhdanh.models.sending_days import pack_of_dossier
from vinhdanh.permissions import require
from vinhdanh.rules.campaign import Pack
from vinhdanh.rules.vocabulary import Awards, Judged, conditions
from vinhdanh.vietnamese import lower_first, tidy, written_date

UNANSWERED = "none"
MOST_TEXT = 2000
_LONGEST_PLACE = 80  # letters, as models/dossiers.py keeps them
_OF_DOSSIER = frozenset({"letter", "meeting", "nominees", "attachments", *(f"letter.{name}" for name in LETTER)})
_OF_NOMINEE = frozenset({"nominee", "facts", "attachments"})


@transaction.atomic
def judge_condition(
    nomination: Nomination, condition: str, *, passed: bool, reason: str, by: User, now: datetime, seen: str = ""
) -> JudgementView:
    """The appraiser's answer to a condition, or to an exception, of the pack; it takes the place of an earlier one.

    `seen` is the `answer_mark` of what the page showed. Raises NotPossible without a reason, for a condition that the
    pack leaves to nobody, a dossier that is not with the office, and where a colleague answered meanwhile.
    """
    held = held_dossier_received(nomination.dossier, by)
    said, text = tidy(reason)[:MOST_TEXT], _judgeable(pack_of_dossier(held)).get(condition)
    if text is None:
        raise NotPossible("Điều kiện này không do người thẩm định kết luận; hãy mở lại trang.")
    if not said:
        raise NotPossible("Chưa ghi lý do của kết luận.", "reason")
    standing = _answer(nomination, condition, seen)
    before = _told(standing, text) if standing else None
    answer = standing or JudgementView(nomination=nomination, condition=condition, judge=Judge.APPRAISER)
    answer.passed, answer.reason, answer.by, answer.at = passed, said, by, now
    answer.save()
    forget_verdicts(Nomination.objects.filter(pk=nomination.pk))
    unit = held.participant.unit
    record("judge_condition", nomination, by=by, unit=unit, before=before, after=_told(answer, text))
    return answer


@transaction.atomic
def withdraw_judgement(nomination: Nomination, condition: str, *, by: User, seen: str = "") -> None:
    """Takes the appraiser's answer back: the condition waits again."""
    held = held_dossier_received(nomination.dossier, by)
    standing = _answer(nomination, condition, seen)
    if standing is None:
        return
    text = _judgeable(pack_of_dossier(held)).get(condition, condition)
    record("withdraw_judgement", nomination, by=by, unit=held.participant.unit, before=_told(standing, text))
    standing.delete()
    forget_verdicts(Nomination.objects.filter(pk=nomination.pk))


@transaction.atomic
def refuse_proof(fact: Fact, reason: str, *, by: User) -> Fact:
    """Says that the proof of a fact does not prove it, and why: the fact counts as claimed from now on.

    A blank reason takes the refusal back. Raises NotPossible for an entry of the register, which needs no proof, and
    for a fact without one.
    """
    held = held_dossier_received(fact.nomination.dossier, by)
    found = Fact.objects.select_for_update(of=("self",)).select_related("nomination").get(pk=fact.pk)
    said = tidy(reason)[:MOST_TEXT]
    if found.provenance() == Provenance.REGISTER:
        raise NotPossible("Mục này lấy từ sổ khen thưởng; sổ sai thì đính chính ở Sổ khen thưởng.", "reason")
    if said and not found.proofs.filter(removed_at=None).exists():
        raise NotPossible("Mục này chưa có minh chứng nào để xem xét.", "reason")
    if found.refused == said:
        return found
    told = {"fact": str(found), "refused_proof": found.refused}, {"fact": str(found), "refused_proof": said}
    found.refused = said
    found.save(update_fields=["refused"])
    remember_refusal(found, said)
    forget_verdicts(Nomination.objects.filter(pk=found.nomination_id))
    record("refuse_proof", found.nomination, by=by, unit=held.participant.unit, before=told[0], after=told[1])
    return found


@transaction.atomic
def note_remark(
    dossier: Dossier, place: str, text: str, *, by: User, now: datetime, nomination: Nomination | None = None
) -> Remark:
    """Notes what is to be supplemented at a place (see Remark): the office's own until a return takes it along.

    Raises NotPossible without a text, for a place that the dossier does not have, and for a dossier that the office
    cannot return any more.
    """
    held = _held(dossier, by)
    if held.state not in (DossierState.SENT, DossierState.RETURNED):
        raise NotPossible(f"Hồ sơ {lower_first(held.get_state_display())} nên không ghi nhận xét để trả lại được.")
    said = tidy(text)[:MOST_TEXT]
    if not said:
        raise NotPossible("Chưa ghi nội dung cần bổ sung.", "text")
    if not _is_place(held, place, nomination):
        raise NotPossible("Chọn chỗ cần bổ sung trong danh sách.", "place")
    remark = Remark.objects.create(
        dossier=held, nomination=nomination, place=place, text=said, written_by=by, written_at=now
    )
    record("note_remark", held, by=by, unit=held.participant.unit, after=_told_remark(remark))
    return remark


@transaction.atomic
def remove_remark(remark: Remark, *, by: User) -> None:
    """Takes a note away that was not sent; what the unit was told stays."""
    held = _held(remark.dossier, by)
    found = Remark.objects.select_for_update(of=("self",)).select_related("nomination").filter(pk=remark.pk).first()
    if found is None:
        return
    if found.sent_with_id is not None:
        raise NotPossible("Nhận xét này đã gửi cho đơn vị nên không bỏ được.")
    record("remove_remark", held, by=by, unit=held.participant.unit, before=_told_remark(found))
    found.delete()


def answer_mark(answer: JudgementView | None) -> str:
    """What a form carries of the answer that its page shows."""
    return answer.at.isoformat() if answer else UNANSWERED


def held_dossier_received(dossier: Dossier, by: User) -> Dossier:
    """The dossier anew and locked. Raises Refused as `_held`; NotPossible while the unit writes it."""
    held = _held(dossier, by)
    if held.state == DossierState.DRAFT:
        raise NotPossible("Đơn vị đang soạn hồ sơ; chỉ thẩm định được hồ sơ đã gửi.")
    return held


def _held(dossier: Dossier, by: User) -> Dossier:
    """The dossier anew and locked. Raises Refused for who may not appraise for its campaign."""
    held = Dossier.objects.select_for_update(of=("self",)).select_related("participant__unit")
    found = held.select_related("participant__campaign__host", "participant__campaign__edition").defer(
        "participant__campaign__edition__content", "participant__campaign__edition__form"
    )
    dossier = found.get(pk=dossier.pk)
    require(by, "appraise_dossier", dossier.participant.campaign.host)
    return dossier


def _judgeable(pack: Pack) -> dict[str, str]:
    """What a person may answer in this pack: conditions that are judged, and exceptions, each with its words."""
    return dict(_judged(pack))


def _judged(pack: Pack) -> Iterator[tuple[str, str]]:
    for criterion in pack.criteria:
        for condition in conditions(criterion.condition):
            if isinstance(condition, Judged):
                yield condition.id, condition.text
            elif isinstance(condition, Awards) and condition.exception:
                yield condition.exception, f"Ngoại lệ: {condition.text}"


def _answer(nomination: Nomination, condition: str, seen: str) -> JudgementView | None:
    """The appraiser's answer that stands. Raises NotPossible where it is another than the page showed."""
    answers = JudgementView.objects.select_for_update(of=("self",)).select_related("by")
    standing = answers.filter(nomination=nomination, condition=condition, judge=Judge.APPRAISER).first()
    if not seen or seen == answer_mark(standing):
        return standing
    if standing is None:
        raise NotPossible("Kết luận này đã được người khác rút lại; xem lại rồi lưu lần nữa.")
    at = timezone.localtime(standing.at)
    raise NotPossible(
        f"{standing.by} đã kết luận “{_word(standing.passed)}: {standing.reason}” lúc {at:%H:%M} ngày "
        f"{written_date(at.date())}; xem lại rồi lưu lần nữa."
    )


def _is_place(dossier: Dossier, place: str, nomination: Nomination | None) -> bool:
    """Whether the dossier, or the nominee where one is named, has such a place."""
    pack = pack_of_dossier(dossier)
    if len(place) > _LONGEST_PLACE or (nomination and nomination.dossier_id != dossier.pk):
        return False
    each = "nominee" if nomination else "dossier"
    if place.startswith("part:"):
        return place in {f"part:{part.id}" for part in pack.dossier.parts if part.each == each}
    if nomination is None:
        return place in _OF_DOSSIER
    if place.startswith("fact:"):
        return place in {f"fact:{key}" for key in nomination.facts.values_list("pk", flat=True)}
    return place in _OF_NOMINEE or place.removeprefix("nominee.") in {*_said_of(nomination, pack)}


def _said_of(nomination: Nomination, pack: Pack) -> Iterator[str]:
    """All that may be said of a nominee, as a place names it after `nominee.`."""
    yield from (name.removesuffix("_id") for name in COLUMNS)
    yield from pack.attribute_of
    yield from (one.code for one in pack.lists)
    sections = next(some for kind, some in SECTIONS.items() if kind == nomination.kind)
    yield from (f"story.{section.code}" for section in sections)
    yield from (f"view.{condition}" for condition in _judgeable(pack))


def _word(passed: bool) -> str:
    return "Đạt" if passed else "Chưa đạt"


def _told(answer: JudgementView, text: str) -> dict[str, str]:
    return {"condition": text, "judged": _word(answer.passed), "reason": answer.reason}


def _told_remark(remark: Remark) -> dict[str, str]:
    named = {"nomination": remark.nomination.name} if remark.nomination else {}
    return named | {"place": remark.place, "remark": remark.text}
