"""Hỏi đáp: a unit asks, the office answers to it or to all; what was answered to all is open to everybody."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vinhdanh.actions.notices import mark_read
from vinhdanh.actions.questions import answer_question, ask_question, question_mark
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.clock import now
from vinhdanh.models import Participant, Question, User
from vinhdanh.permissions import can, require
from vinhdanh.reports.questions import STATES, may_ask_about, public_questions_about, questions_of
from vinhdanh.web.forms.questions import AnswerForm, AskForm
from vinhdanh.web.limits import limited_each_person
from vinhdanh.web.page_words import page_at, page_words
from vinhdanh.web.refusals import tell
from vinhdanh.web.signed_in import SignedIn

_LONGEST_WORDS = 100


@require_safe
def questions(request: SignedIn) -> HttpResponse:
    """What one's units asked, and what was asked of campaigns that one holds."""
    require(request.user, "see_dossiers")
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    words = request.GET.get("q", "")[:_LONGEST_WORDS]
    context = {
        "title": "Hỏi đáp",
        "questions": questions_of(request.user, state, words),
        "states": STATES.items(),
        "state": state,
        "words": words,
        "may_ask": can(request.user, "ask_question"),
    }
    return render(request, "questions/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@limited_each_person
def question_ask(request: SignedIn) -> HttpResponse:
    """Asks; `trang` is the address one came from, `dieu` the clause."""
    require(request.user, "ask_question")
    participants = may_ask_about(request.user)
    initial = {
        "page": request.GET.get("trang", ""),
        "cite": request.GET.get("dieu", ""),
        "participant": _asked_about(request, participants),
    }
    form = AskForm(request.POST or None, participants=participants, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        told = {name: said[name] for name in ("page", "cite")}
        try:
            asked = ask_question(said["participant"], said["text"], by=request.user, now=now(), **told)
            messages.success(request, "Đã gửi câu hỏi. Câu trả lời hiện ở đây và ở mục Việc cần làm.")
            return redirect("question", pk=asked.pk)
        except NotPossible as refusal:
            tell(form, refusal)
    context = {
        "title": "Đặt câu hỏi",
        "crumbs": _crumbs(),
        "form": form,
        "participants": participants,
        "asked_on": page_words(str(form["page"].value() or "")),
        "public_count": len(public_questions_about()),
    }
    return render(request, "questions/ask.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: SignedIn, pk: int) -> HttpResponse:
    """One question with its answer; whoever holds the campaign answers here."""
    require(request.user, "see_dossiers")
    seen = Question.objects.visible_to(request.user).select_related("unit", "campaign__host", "asked_by", "answered_by")
    found = get_object_or_404(seen, pk=pk)
    may_answer = can(request.user, "answer_question", found.campaign.host)
    form = _answer_form(request, found) if may_answer else None
    if request.method == "POST":
        require(request.user, "answer_question", found.campaign.host)
        if form is not None and form.is_valid():
            said = form.cleaned_data
            public = said["public_text"] if said["to_all"] else ""
            told: dict[str, Any] = {"public_text": public, "seen": said["seen"]}
            try:
                answer_question(found, said["answer"], by=request.user, now=now(), **told)
                messages.success(request, "Đã trả lời, đơn vị được báo." + (" Đã đăng cho mọi đơn vị." * bool(public)))
                return redirect("question", pk=pk)
            except NotPossible as refusal:
                tell(form, refusal)
                fresh = question_mark(Question.objects.get(pk=pk))
                form.data = {name: form.data.get(name) for name in form.data} | {"seen": fresh}
    else:
        mark_read(request.user, "question", str(pk), now=now())
    context = {
        "title": "Câu hỏi",
        "lead": found.campaign.title,
        "crumbs": _crumbs(),
        "one": found,
        "asked_on": page_words(found.asked_on_page),
        "form": form,
    }
    return render(request, "questions/page.html", context, status=422 if form and form.errors else 200)


@require_safe
@login_not_required
def public_questions(request: HttpRequest) -> HttpResponse:
    """What was answered to all, open to everybody, without names."""
    words = request.GET.get("q", "")[:_LONGEST_WORDS]
    if isinstance(request.user, User):
        mark_read(request.user, "public_questions", "", now=now())
    context = {
        "title": "Hỏi đáp công khai",
        "lead": "Vướng mắc của các đơn vị và trả lời của cơ quan thi đua, khen thưởng.",
        "questions": public_questions_about(words),
        "words": words,
    }
    return render(request, "questions/public.html", context)


def _asked_about(request: SignedIn, participants: QuerySet[Participant]) -> Participant | None:
    """Whom and which campaign the page is about that one came from; else the person's own unit in the newest one."""
    name, key = page_at(request.GET.get("trang", ""))
    by_page = {"campaign": {"campaign": key}, "nomination": {"dossier__nominations": key}, "dossier": {"dossier": key}}
    about = by_page.get(name.partition("_")[0]) if key else None
    own = participants.filter(unit__in=[held.unit_id for held in request.user.roles])
    for several in (own.filter(**about) if about else own.none(), participants.filter(**about) if about else own, own):
        if (found := several.first()) is not None:
            return found
    return participants.first()


def _answer_form(request: SignedIn, found: Question) -> AnswerForm:
    initial = {
        "answer": found.answer,
        "to_all": found.public_at is not None,
        "public_text": found.public_text,
        "seen": question_mark(found),
    }
    return AnswerForm(request.POST if request.method == "POST" else None, initial=initial)


def _crumbs() -> list[tuple[str, str]]:
    return [("Hỏi đáp", reverse("questions"))]
