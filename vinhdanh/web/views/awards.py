"""One award of the register: its page, writing one, and the three things that may befall it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vinhdanh.actions import awards as actions
from vinhdanh.actions.award_doubts import TYPE_WORDS, Doubt, Doubtful
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.clock import today
from vinhdanh.models import Award, AwardChange, User
from vinhdanh.permissions import can, require
from vinhdanh.reports.audit import history
from vinhdanh.reports.award_words import award_entry, award_label
from vinhdanh.reports.honouree_record import award_line
from vinhdanh.web.forms.awards import AwardForm, ChangeForm, CorrectionForm
from vinhdanh.web.refusals import tell
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.honourees import honouree_crumbs, visible_honouree

Change = Callable[..., AwardChange]


@require_safe
def award(request: SignedIn, pk: int) -> HttpResponse:
    """One award with its decision, who the honouree was then, and all that befell it."""
    by, found = request.user, _visible(request.user, pk)
    entry, line = award_entry(found.award), award_line(found, by)
    context = {
        "title": line.label,
        "lead": f"{found.honouree.name}, năm {line.years}",
        "crumbs": honouree_crumbs(found.honouree),
        "line": line,
        "type_words": TYPE_WORDS[entry.type] if entry else "",
        "law": entry.span_on(found.decision.signed_on)
        if entry and found.decision and found.decision.signed_on
        else None,
        "may_change": line.counts and can(by, "change_award", found.unit),
        "lines": history(found),
    }
    return render(request, "awards/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_award(request: SignedIn, pk: int) -> HttpResponse:
    """An award written by hand; what is doubtful is asked before it is written."""
    by, honouree = request.user, visible_honouree(request.user, pk)
    require(by, "add_award", honouree.unit)
    form = AwardForm(request.POST or None, honouree=honouree)
    doubts: tuple[Doubt, ...] = ()
    if form.is_valid():
        try:
            looked_at = request.POST.getlist("looked_at")
            added = actions.add_award(honouree, form.draft(), by=by, looked_at=looked_at, on=today())
            messages.success(request, f"Đã ghi “{award_label(added.award)}” năm {added.year} vào sổ.")
            return redirect("honouree", pk=pk)
        except Doubtful as stopped:
            doubts = stopped.doubts
        except NotPossible as refusal:
            tell(form, refusal)
    context = {
        "title": "Ghi khen thưởng",
        "lead": honouree.name,
        "crumbs": honouree_crumbs(honouree),
        "form": form,
        "doubts": doubts,
        "looked_at": request.POST.getlist("looked_at"),
        "back": reverse("honouree", args=[pk]),
    }
    return render(request, "awards/add.html", context, status=422 if doubts or form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def correct_award(request: SignedIn, pk: int) -> HttpResponse:
    """The award as it should stand, beside the paper that says so; the wrong entry stays."""
    by, found = request.user, _visible(request.user, pk)
    require(by, "change_award", found.unit)
    form = AwardForm(request.POST or None, honouree=found.honouree, known=found)
    paper = CorrectionForm(request.POST or None, by=by)
    doubts: tuple[Doubt, ...] = ()
    if form.is_valid() & paper.is_valid():
        looked_at = request.POST.getlist("looked_at")
        try:
            change = actions.correct_award(
                found, form.draft(), by=by, looked_at=looked_at, on=today(), **paper.correction()
            )
            messages.success(request, "Đã ghi đính chính. Mục cũ vẫn còn trong sổ, không tính nữa.")
            return redirect("honouree", pk=(change.corrected_entry or found).honouree_id)
        except Doubtful as stopped:
            doubts = stopped.doubts
        except NotPossible as refusal:
            tell(paper if refusal.field in paper.fields else form, refusal)
    context = _change_context(found, "Đính chính") | {
        "form": form,
        "paper": paper,
        "doubts": doubts,
        "looked_at": request.POST.getlist("looked_at"),
    }
    refused = doubts or form.errors or paper.errors
    return render(request, "awards/correct.html", context, status=422 if refused else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def revoke_award(request: SignedIn, pk: int) -> HttpResponse:
    """The decision by which an award was taken back."""
    done = "Đã ghi thu hồi. Khen thưởng này không tính nữa."
    return _change(request, pk, actions.revoke_award, "Thu hồi", done)


@require_http_methods(["GET", "HEAD", "POST"])
def reissue_award(request: SignedIn, pk: int) -> HttpResponse:
    """The decision by which a certificate was issued anew."""
    return _change(request, pk, actions.reissue_award, "Cấp lại", "Đã ghi cấp lại.")


def _change(request: SignedIn, pk: int, change: Change, words: str, done: str) -> HttpResponse:
    by, found = request.user, _visible(request.user, pk)
    require(by, "change_award", found.unit)
    form = ChangeForm(request.POST or None)
    if form.is_valid():
        try:
            change(found, by=by, decision=form.decision(), reason=form.cleaned_data["change_reason"], on=today())
            messages.success(request, done)
            return redirect("honouree", pk=found.honouree_id)
        except NotPossible as refusal:
            tell(form, refusal)
    context = _change_context(found, words) | {"form": form}
    return render(request, "awards/change.html", context, status=422 if form.errors else 200)


def _change_context(found: Award, words: str) -> dict[str, object]:
    return {
        "title": f"{words}: {award_label(found.award)}",
        "lead": f"{found.honouree.name}, năm {found.year}",
        "crumbs": honouree_crumbs(found.honouree),
        "award": found,
        "words": words,
        "back": reverse("award", args=[found.pk]),
    }


def _visible(by: User, pk: int) -> Award:
    awards = Award.objects.visible_to(by).select_related("honouree__unit", "unit", "decision")
    found: Award = get_object_or_404(awards, pk=pk)
    require(by, "see_register", found.unit)
    return found
