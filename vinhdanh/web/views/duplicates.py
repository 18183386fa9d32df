"""Nghi trùng: pairs that may be one, with the evidence; a person merges, or says two."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vinhdanh.actions import duplicates as actions
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Suspicion, User
from vinhdanh.permissions import require
from vinhdanh.reports.pairs import merges_seen, pairs_of, suspicions_seen, told_apart_seen
from vinhdanh.web.forms.duplicates import MergeForm, PairFilter
from vinhdanh.web.signed_in import SignedIn

PAGE = 20


@require_safe
def duplicates(request: SignedIn) -> HttpResponse:
    """The queue of pairs, the likeliest first, each side by side with its evidence."""
    by = request.user
    require(by, "decide_duplicate")
    form = PairFilter(request.GET or None, by=by)
    told = form.cleaned_data if form.is_valid() else {}
    found = suspicions_seen(
        by,
        kind=told.get("kind") or "",
        name=told.get("q") or "",
        path=told["unit"].path if told.get("unit") else "",
        certain=bool(told.get("certain")),
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "title": "Nghi trùng",
        "lead": "Những đối tượng có thể là một. Chương trình chỉ hỏi, không tự gộp.",
        "crumbs": [("Sổ khen thưởng", reverse("register"))],
        "form": form,
        "page": page,
        "pairs": pairs_of(list(page), by),
        "asked": asked.urlencode(),
        "narrowed": bool(told and any(told.values())),
    }
    return render(request, "duplicates/queue.html", context)


@require_safe
def merges(request: SignedIn) -> HttpResponse:
    """The merges that stand, each with its way back."""
    by = request.user
    require(by, "decide_duplicate")
    context = {
        "title": "Đã gộp",
        "lead": "Hoàn tác một lần gộp thì hai đối tượng và mọi mục của mỗi bên trở lại như trước.",
        "crumbs": [("Sổ khen thưởng", reverse("register")), ("Nghi trùng", reverse("duplicates"))],
        "page": Paginator(merges_seen(by), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "duplicates/merges.html", context)


@require_safe
def told_apart(request: SignedIn) -> HttpResponse:
    """The pairs that somebody said are two, each with its way back into the queue."""
    by = request.user
    require(by, "decide_duplicate")
    context = {
        "title": "Đã phân biệt",
        "lead": "Những cặp đã xác nhận là hai đối tượng khác nhau. Xét lại thì cặp trở về danh sách nghi trùng.",
        "crumbs": [("Sổ khen thưởng", reverse("register")), ("Nghi trùng", reverse("duplicates"))],
        "page": Paginator(told_apart_seen(by), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "duplicates/told_apart.html", context)


@require_POST
def reconsider_honourees(request: SignedIn, pk: int) -> HttpResponse:
    """The two wait for a decision once more."""
    by, pair = request.user, _visible(request.user, pk)
    try:
        actions.reconsider_honourees(pair, by=by)
        messages.success(request, f"“{pair.first.name}” và “{pair.second.name}” đã trở lại danh sách nghi trùng.")
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
    return redirect("told_apart")


@require_POST
def merge_honourees(request: SignedIn, pk: int) -> HttpResponse:
    """The two are one: `kept` stays, the other is taken into it."""
    by, pair = request.user, _visible(request.user, pk)
    form = MergeForm(request.POST)
    sides = {pair.first_id: (pair.first, pair.second), pair.second_id: (pair.second, pair.first)}
    if not form.is_valid() or form.cleaned_data["kept"] not in sides:
        messages.error(request, "Chưa gộp: hãy chọn một trong hai đối tượng của cặp làm bên giữ lại.")
        return _back(request)
    kept, absorbed = sides[form.cleaned_data["kept"]]
    try:
        actions.merge_honourees(kept, absorbed, by=by, reason=form.cleaned_data["reason"])
        messages.success(request, f"Đã gộp “{absorbed.name}” vào “{kept.name}”. Có thể hoàn tác ở mục “Đã gộp”.")
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
    return _back(request)


@require_POST
def separate_honourees(request: SignedIn, pk: int) -> HttpResponse:
    """The two are not one, and are asked about no more."""
    by, pair = request.user, _visible(request.user, pk)
    try:
        actions.separate_honourees(pair, by=by, reason=request.POST.get("reason", "")[:500])
        told = f"Đã ghi: “{pair.first.name}” và “{pair.second.name}” là hai đối tượng khác nhau."
        messages.success(request, f"{told} Có thể xét lại ở mục “Đã phân biệt”.")
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
    return _back(request)


@require_POST
def undo_merge(request: SignedIn, pk: int) -> HttpResponse:
    """Both as they were before the merge."""
    by = request.user
    require(by, "decide_duplicate")
    merge = get_object_or_404(merges_seen(by), pk=pk)
    try:
        actions.undo_merge(merge, by=by)
        messages.success(request, f"Đã hoàn tác: “{merge.absorbed.name}” lại là một đối tượng riêng.")
        return redirect("honouree", pk=merge.absorbed_id)
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
        return redirect("merges")


def _visible(by: User, pk: int) -> Suspicion:
    require(by, "decide_duplicate")
    pairs: Any = Suspicion.objects.visible_to(by).select_related("first__unit", "second__unit")
    found: Suspicion = get_object_or_404(pairs, pk=pk)
    return found


def _back(request: SignedIn) -> HttpResponse:
    """The queue, narrowed as it was."""
    asked = QueryDict(request.POST.get("asked", "")).urlencode()
    return redirect(reverse("duplicates") + (f"?{asked}" if asked else ""))
