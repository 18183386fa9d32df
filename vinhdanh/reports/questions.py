"""Questions as pages list them: found by words with or without accents, those that wait first."""

from django.db.models import Q, QuerySet

from vinhdanh.models import Participant, Question, Role, Unit, User
from vinhdanh.models.campaigns import CampaignState
from vinhdanh.permissions import TABLE
from vinhdanh.vietnamese import folded

MOST_LISTED = 500  # of the newest; a province asks some dozens a campaign
STATES = {"": "Tất cả", "open": "Chưa trả lời", "answered": "Đã trả lời", "public": "Đăng cho mọi đơn vị"}
_ASKING = (Role.UNIT_OFFICER, Role.UNIT_LEADER)


def questions_of(reader: User, state: str = "", words: str = "") -> list[Question]:
    """Those of units within the reader's reach and of campaigns held there; those that wait for an answer first, then
    the newest."""
    found = Question.objects.visible_to(reader).select_related("unit", "campaign", "asked_by")
    if state == "open":
        found = found.filter(answer="")
    elif state == "answered":
        found = found.exclude(answer="")
    elif state == "public":
        found = found.public()
    listed = [one for one in _newest(found) if _holds(words, one.text, one.answer, one.cite, one.unit.name)]
    return sorted(listed, key=lambda one: bool(one.answer))


def public_questions_about(words: str = "") -> list[Question]:
    """What anybody may read, the newest answer first: `public_text` and `answer`, never who asked."""
    found = Question.objects.public().select_related("campaign").order_by("-public_at", "-pk")
    return [one for one in found[:MOST_LISTED] if _holds(words, one.public_text, one.answer, one.cite)]


def may_ask_about(person: User) -> "QuerySet[Participant]":
    """The units for which the person may ask, each in a campaign that was opened, the newest first."""
    paths = tuple(held.unit.path for held in person.roles if held.role in _ASKING)
    if not paths:
        return Participant.objects.none()
    found = Participant.objects.filter(unit__in=Unit.objects.under(paths)).select_related("unit", "campaign")
    return found.exclude(campaign__state=CampaignState.DRAFT).order_by("-campaign__pk", "unit__path")


def waiting_questions(person: User) -> int:
    """How many wait for an answer that the person may give: of campaigns of units in which the person works."""
    asked = Q()
    for held in person.roles:
        if held.role in TABLE["answer_question"]:
            asked |= Q(campaign__host__path__startswith=held.unit.path)
    return Question.objects.filter(asked, answer="").count() if asked else 0


def _newest(found: "QuerySet[Question]") -> "QuerySet[Question]":
    return found.order_by("-asked_at", "-pk")[:MOST_LISTED]


def _holds(words: str, *texts: str) -> bool:
    text = folded(" ".join(texts))
    return all(word in text for word in folded(words).split())
