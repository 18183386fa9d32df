"""The doors of questions: the district's own, and what was answered to all."""

from django.urls import reverse

from tests.dossiers import begun_dossier
from tests.province import Province
from tests.web.doors import Door
from vinhdanh.models import Question

EVERYBODY = frozenset(
    {"officer", "leader", "office", "council_member", "province_leader", "auditor", "administrator", "outsider"}
)
DOSSIERS = frozenset({"officer", "leader", "office", "auditor", "outsider"})


def asked(province: Province) -> int:
    participant = begun_dossier(province).participant
    told = {"unit": participant.unit, "asked_by": province.officer, "text": "Gia đình tính vào chỗ nào?"}
    return Question.objects.create(campaign=participant.campaign, **told).pk


DOORS = {
    "questions": Door(lambda province: reverse("questions"), DOSSIERS),
    "question_ask": Door(lambda province: reverse("question_ask"), frozenset({"officer", "leader", "outsider"})),
    "question": Door(lambda province: reverse("question", args=[asked(province)]), DOSSIERS - {"outsider"}),
    "public_questions": Door(lambda province: reverse("public_questions"), EVERYBODY),
}
