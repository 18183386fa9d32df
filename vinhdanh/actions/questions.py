"""Questions of units about a campaign (HD III): asked from a page, answered to the unit, made public without names."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from vinhdanh.actions.audit import record
from vinhdanh.actions.notices import Message, compose_many, people_concerned
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import CampaignState, HeldRole, Participant, Question, User
from vinhdanh.permissions import TABLE, require
from vinhdanh.vietnamese import tidy, written_date

PAGE, PUBLIC_PAGE = "question", "public_questions"  # about which the notices are
MOST_TEXT, MOST_PAGE, MOST_CITE = 4000, 200, 40
UNANSWERED = "none"


@transaction.atomic
def ask_question(
    participant: Participant, text: str, *, by: User, now: datetime, page: str = "", cite: str = ""
) -> Question:
    """The unit's question about a campaign in which it takes part; those who answer for its host are told.

    `page` is the address from which it was asked, `cite` the clause it is about. Raises Refused; NotPossible without a
    text, and while the campaign is only being prepared.
    """
    campaign, unit = participant.campaign, participant.unit
    require(by, "ask_question", unit)
    said = text.strip()[:MOST_TEXT]
    if campaign.state == CampaignState.DRAFT:
        raise NotPossible("Đợt khen thưởng chưa mở nên chưa hỏi được.")
    if not said:
        raise NotPossible("Chưa ghi nội dung hỏi.", "text")
    question = Question.objects.create(
        campaign=campaign,
        unit=unit,
        asked_by=by,
        asked_at=now,
        asked_on_page=page[:MOST_PAGE],
        cite=tidy(cite)[:MOST_CITE],
        text=said,
    )
    record("ask_question", question, by=by, unit=unit, after={"text": said, "cite": question.cite})
    body = f"{campaign.title}. Mở câu hỏi để xem và trả lời."
    told = Message(f"{unit.name} hỏi về đợt khen thưởng", body, PAGE, str(question.pk))
    compose_many(people_concerned(campaign.host, "answer_question"), told, by=by, now=now)
    return question


@transaction.atomic
def answer_question(
    question: Question, answer: str, *, by: User, now: datetime, public_text: str = "", seen: str = ""
) -> Question:
    """Answers the unit that asked; with `public_text`, the question as put for all, it stands on the public page too.

    Of a public one those who work on dossiers of the units that take part are told too. A later answer takes the place
    of the earlier one; an answer without `public_text` is taken from the public page.
    `seen` is the `question_mark` of what the page showed. Raises NotPossible without an answer, and where a colleague
    answered meanwhile.
    """
    held = Question.objects.select_for_update(of=("self",)).select_related("campaign__host", "unit", "answered_by")
    found = held.get(pk=question.pk)
    require(by, "answer_question", found.campaign.host)
    said, put = answer.strip()[:MOST_TEXT], public_text.strip()[:MOST_TEXT]
    if not said:
        raise NotPossible("Chưa ghi nội dung trả lời.", "answer")
    if seen and seen != question_mark(found):
        raise NotPossible(_answered_meanwhile(found), "answer")
    changed = found.answer != said
    before = {"answer": found.answer, "public_text": found.public_text}
    found.answer, found.answered_by, found.answered_at = said, by, now
    found.public_text, found.public_at = put, now if put else None
    found.save()
    after = {"answer": said, "public_text": put}
    record("answer_question", found, by=by, unit=found.unit, before=before, after=after)
    asking = [found.asked_by, *people_concerned(found.unit, "ask_question")]
    if changed:
        day = written_date(timezone.localdate(found.asked_at))
        body = f"Câu hỏi đặt ngày {day}, {found.campaign.title}. Mở câu hỏi để xem câu trả lời."
        message = Message("Câu hỏi của đơn vị đã được trả lời", body, PAGE, str(found.pk))
        compose_many(asking, message, by=by, now=now)
    if put and (changed or not before["public_text"]):
        _tell_all(found, asking, by, now)
    return found


def _tell_all(question: Question, told: list[User], by: User, now: datetime) -> None:
    """Tells the people of all units that take part that an answer stands on the public page, but those told already."""
    held = HeldRole.objects.current().filter(role__in=TABLE["ask_question"], user__is_active=True)
    taking_part = held.filter(unit__participations__campaign=question.campaign_id).select_related("user")
    known = {one.pk for one in told}
    people = [one.user for one in taking_part if one.user_id not in known]
    body = f"{question.campaign.title}. Xem ở trang Hỏi đáp công khai."
    compose_many(people, Message("Có câu trả lời mới cho mọi đơn vị", body, PUBLIC_PAGE), by=by, now=now)


def question_mark(question: Question) -> str:
    """What a form carries of the answer that its page shows."""
    return question.answered_at.isoformat() if question.answered_at else UNANSWERED


def _answered_meanwhile(question: Question) -> str:
    if question.answered_at is None:
        return "Câu trả lời đã được rút lại; xem lại rồi lưu lần nữa."
    at = timezone.localtime(question.answered_at)
    who = question.answered_by or "Người khác"
    return (
        f"{who} đã trả lời câu hỏi này lúc {at:%H:%M} ngày {written_date(at.date())}: “{question.answer[:300]}”. "
        "Nội dung đã gõ vẫn còn ở dưới; sửa nếu cần, rồi lưu lại."
    )
