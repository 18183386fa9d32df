"""The first page: what the program does, and the one way in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """Public."""
    return render(request, "home.html", {"title": "Kiểm tra hồ sơ đề nghị khen thưởng"})
