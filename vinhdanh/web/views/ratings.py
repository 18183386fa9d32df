"""Yearly ratings of an honouree: writing one, correcting one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from vinhdanh.actions import ratings as actions
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.clock import today
from vinhdanh.models import Honouree, Rating
from vinhdanh.permissions import require
from vinhdanh.web.forms.ratings import RatingCorrectionForm, RatingForm
from vinhdanh.web.refusals import tell
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.honourees import honouree_crumbs, visible_honouree


@require_http_methods(["GET", "HEAD", "POST"])
def add_rating(request: SignedIn, pk: int) -> HttpResponse:
    """The rating of one year."""
    by, honouree = request.user, visible_honouree(request.user, pk)
    require(by, "add_rating", honouree.unit)
    form = RatingForm(request.POST or None)
    if form.is_valid():
        try:
            added = actions.add_rating(honouree, form.draft(), by=by, on=today())
            messages.success(request, f"Đã ghi xếp loại năm {added.year}.")
            return redirect("honouree", pk=pk)
        except NotPossible as refusal:
            tell(form, refusal)
    return _page(request, honouree, form, "Ghi xếp loại", "Ghi vào sổ")


@require_http_methods(["GET", "HEAD", "POST"])
def correct_rating(request: SignedIn, pk: int) -> HttpResponse:
    """The rating as it should stand; the wrong one stays."""
    by = request.user
    ratings = Rating.objects.visible_to(by).select_related("honouree__unit", "unit", "decision")
    rating: Rating = get_object_or_404(ratings, pk=pk)
    require(by, "correct_rating", rating.unit)
    form = RatingCorrectionForm(request.POST or None, known=rating)
    if form.is_valid():
        try:
            actions.correct_rating(rating, form.draft(), by=by, reason=form.cleaned_data["change_reason"], on=today())
            messages.success(request, "Đã ghi đính chính. Mục cũ vẫn còn trong sổ, không tính nữa.")
            return redirect("honouree", pk=rating.honouree_id)
        except NotPossible as refusal:
            tell(form, refusal)
    return _page(request, rating.honouree, form, f"Đính chính xếp loại năm {rating.year}", "Ghi đính chính")


def _page(request: SignedIn, honouree: Honouree, form: RatingForm, title: str, button: str) -> HttpResponse:
    context = {
        "title": title,
        "lead": honouree.name,
        "crumbs": honouree_crumbs(honouree),
        "form": form,
        "button": button,
        "sign": "check-lg",
        "back": reverse("honouree", args=[honouree.pk]),
    }
    return render(request, "honourees/form.html", context, status=422 if form.errors else 200)
