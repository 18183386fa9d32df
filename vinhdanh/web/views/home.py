"""The first page: to a stranger what the program does, to who has signed in what waits to be done."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from vinhdanh.clock import today
from vinhdanh.models import User
from vinhdanh.reports.people import second_factors
from vinhdanh.reports.waiting import Work, waiting_for


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of work and the address where it is done."""

    work: Work
    address: str


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Public; another page once signed in."""
    person = request.user
    if not isinstance(person, User):
        return render(request, "home.html", {"title": "Kiểm tra hồ sơ đề nghị khen thưởng"})
    lines = [Line(work, _address(work)) for work in waiting_for(person, timezone.now(), today())]
    context = {
        "title": "Việc cần làm",
        "todo": [line for line in lines if line.work.kind == "todo"],
        "others": [line for line in lines if line.work.kind != "todo"],
        "without_role": not person.roles,
        "unprotected": not second_factors(person).exists(),
    }
    return render(request, "work.html", context)


def _address(work: Work) -> str:
    return reverse(work.page, args=[work.key] if work.key is not None else [])
