"""Thẩm định: a dossier as the office sees it, one nominee after the other; answers, refused proofs, remarks."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from vinhdanh import clock
from vinhdanh.actions import appraisals as actions
from vinhdanh.actions.confirmations import confirm_claims, withdraw_confirmation
from vinhdanh.actions.notices import mark_read
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Dossier, DossierState, Fact, Nomination, Remark
from vinhdanh.permissions import can, hidden_places, require
from vinhdanh.reports.campaign_page import standing_of
from vinhdanh.reports.dossier_places import dossier_places
from vinhdanh.reports.nomination_warnings import register_words, warnings_of
from vinhdanh.reports.review import NomineeReview, Review, review_of
from vinhdanh.web.dossier_page import seen_dossier
from vinhdanh.web.forms.review import AnswerForm, RemarkForm
from vinhdanh.web.keys import row_key
from vinhdanh.web.result_page import places_of, tree_of
from vinhdanh.web.signed_in import SignedIn

_REMARKABLE = (DossierState.SENT, DossierState.RETURNED)


@require_safe
def review(request: SignedIn, pk: int) -> HttpResponse:
    """The whole dossier: its papers, its nominees, what was remarked, what can be done with it."""
    found = received_dossier(request, pk)
    mark_read(request.user, "dossier", str(found.pk), now=clock.now())
    shown = review_of(found, clock.today())
    asked, news = request.GET.get("cho", ""), register_words(shown.nominations, shown.pack)
    context = {
        **_frame(request, shown),
        "title": found.participant.unit.name,
        "whole": shown.whole,
        "report": shown.declared,
        "places": [places_of(shown.declared, state) for state in shown.declared.quota.limits],
        "nominees": [
            (one, shown.verdict_verified(one.nomination), news[one.nomination.pk]) for one in shown.whole.nominees
        ],
        "standing": standing_of(found.participant, clock.today()),
        "sent": shown.version,
        "group": next((one.label for one in shown.pack.groups if one.code == found.participant.group), ""),
        "own_files": shown.own_files,
        "remarks": [(one, shown.words_of(one), shown.answer_to(one)) for one in shown.remarks],
        "groups": shown.groups,
        "notes": len(shown.notes),
        "remark_form": RemarkForm(places=dossier_places(shown.pack), initial={"place": asked}),
        "remarking": bool(asked),
    }
    return render(request, "review/page.html", context)


@require_safe
def review_nominee(request: SignedIn, pk: int) -> HttpResponse:
    """One nominee: what is claimed and what is verified side by side, evidence beside each claim."""
    nomination = _nomination(request, pk)
    shown = review_of(received_dossier(request, nomination.dossier_id), clock.today())
    asked = request.GET.get("cho", "")
    context = _nominee_context(request, shown, nomination) | {"remarking": bool(asked)}
    context["remark_form"] = RemarkForm(places=context["one"].places, initial={"place": asked})
    return render(request, "review/nominee.html", context)


@require_POST
def review_judge(request: SignedIn, pk: int) -> HttpResponse:
    """Keeps the answer to one condition, or takes it back; at once, with the findings as they are then."""
    nomination = _nomination(request, pk)
    form, fault = AnswerForm(request.POST), ""
    condition, seen = request.POST.get("condition", ""), request.POST.get("seen", "")
    try:
        if "withdraw" in request.POST:
            actions.withdraw_judgement(nomination, condition, by=request.user, seen=seen)
        elif form.is_valid():
            told = {"passed": form.cleaned_data["passed"], "reason": form.cleaned_data["reason"]}
            actions.judge_condition(nomination, condition, by=request.user, now=clock.now(), seen=seen, **told)
        else:
            fault = " ".join(str(error) for errors in form.errors.values() for error in errors)
    except NotPossible as refusal:
        fault = refusal.sentence
    if not fault:
        return _answered(request, nomination, "danh-gia", {"saved_at": clock.now()}, done="Đã lưu kết luận.")
    typed = {name: request.POST.get(name, "") for name in ("passed", "reason")}
    return _answered(request, nomination, "danh-gia", {"at_condition": condition, "fault": fault, "typed": typed})


@require_POST
def review_confirm(request: SignedIn, pk: int) -> HttpResponse:
    """Says that what the unit claims was checked: the claim whose button was pressed, or all that the page shows as
    open; or takes that back of one."""
    nomination = _nomination(request, pk)
    shown = dict(one.split(" ", 1) for one in request.POST.getlist("seen") if " " in one)
    chosen = request.POST.get("claim", "")
    try:
        if "withdraw" in request.POST:
            withdraw_confirmation(nomination, request.POST["withdraw"], by=request.user)
            done = "Đã rút xác nhận."
        else:
            seen = {claim: mark for claim, mark in shown.items() if chosen in ("", claim)}
            confirm_claims(nomination, seen, by=request.user, now=clock.now())
            done = "Đã ghi: đã đối chiếu."
    except NotPossible as refusal:
        return _answered(request, nomination, "doi-chieu", {"unconfirmed": refusal.sentence})
    return _answered(request, nomination, "doi-chieu", {}, done=done)


def _answered(
    request: SignedIn, nomination: Nomination, anchor: str, told: dict[str, Any], *, done: str = ""
) -> HttpResponse:
    """The findings anew; where nothing was `done`, with what was typed and why it was not kept."""
    live = "HX-Request" in request.headers
    if done and not live:
        messages.success(request, done)
        return redirect(f"{reverse('review_nominee', args=[nomination.pk])}#{anchor}")
    shown = review_of(received_dossier(request, nomination.dossier_id), clock.today())
    context = _nominee_context(request, shown, nomination) | told
    context["remark_form"] = RemarkForm(places=context["one"].places)
    if live:  # what htmx puts in place has status 200
        return render(request, "review/live.html", context)
    return render(request, "review/nominee.html", context, status=422)


@require_POST
def review_proof(request: SignedIn, pk: int) -> HttpResponse:
    """Refuses the proof of a fact with the reason, or takes the refusal back."""
    seen = Fact.objects.filter(nomination__in=Nomination.objects.visible_to(request.user))
    fact = get_object_or_404(seen.select_related("nomination__dossier"), pk=pk)
    received_dossier(request, fact.nomination.dossier_id)
    reason = "" if "allow" in request.POST else request.POST.get("reason", "").strip()
    if not reason and "allow" not in request.POST:
        messages.error(request, "Chưa ghi lý do không chấp nhận minh chứng.")
    else:
        try:
            actions.refuse_proof(fact, reason, by=request.user)
            done = "Đã ghi: minh chứng không được chấp nhận." if reason else "Đã chấp nhận lại minh chứng."
            messages.success(request, done)
        except NotPossible as refusal:
            messages.error(request, refusal.sentence)
    return redirect(f"{reverse('review_nominee', args=[fact.nomination_id])}#du-kien-{fact.pk}")


@require_POST
def review_remark(request: SignedIn, pk: int) -> HttpResponse:
    """Notes a remark at a place of the dossier, or of the nominee that the form names."""
    found = received_dossier(request, pk)
    key = request.POST.get("nomination", "")
    nomination = get_object_or_404(found.nominations, pk=row_key(key)) if key else None
    place, text = request.POST.get("place", ""), request.POST.get("text", "")
    try:
        actions.note_remark(found, place, text, by=request.user, now=clock.now(), nomination=nomination)
        messages.success(request, "Đã ghi nhận xét; đơn vị nhận được khi hồ sơ được trả lại.")
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
    address = reverse("review_nominee", args=[nomination.pk]) if nomination else reverse("review", args=[pk])
    return redirect(f"{address}#nhan-xet")


@require_POST
def review_remark_remove(request: SignedIn, pk: int) -> HttpResponse:
    """Takes away a remark that was not sent."""
    seen = Remark.objects.filter(dossier__in=Dossier.objects.visible_to(request.user))
    remark = get_object_or_404(seen.select_related("dossier"), pk=pk)
    received_dossier(request, remark.dossier_id)
    try:
        actions.remove_remark(remark, by=request.user)
        messages.success(request, "Đã bỏ nhận xét.")
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
    if remark.nomination_id and "nominee" in request.POST:
        return redirect(f"{reverse('review_nominee', args=[remark.nomination_id])}#nhan-xet")
    return redirect(f"{reverse('review', args=[remark.dossier_id])}#nhan-xet")


def received_dossier(request: SignedIn, pk: int) -> Dossier:
    """The dossier for those who may see the dossiers of the campaign's host; its own unit has a page of its own."""
    found = seen_dossier(request, pk)
    require(request.user, "see_dossiers", found.participant.campaign.host)
    return found


def _nomination(request: SignedIn, pk: int) -> Nomination:
    seen = Nomination.objects.visible_to(request.user).standing()
    return get_object_or_404(seen.select_related("dossier__participant__campaign__host"), pk=pk)


def _frame(request: SignedIn, shown: Review) -> dict[str, Any]:
    """What every page of the appraisal shows and asks."""
    found, campaign = shown.dossier, shown.dossier.participant.campaign
    received = found.state != DossierState.DRAFT
    may = can(request.user, "appraise_dossier", campaign.host)
    return {
        "dossier": found,
        "earlier": shown.earlier,
        "hidden": hidden_places(request.user, found.participant.unit),
        "rules_page": reverse("campaign_rules", args=[campaign.pk]),
        "campaign_name": campaign.title,
        "lead": campaign.title,
        "crumbs": [("Hồ sơ", reverse("dossiers")), ("Bảng theo dõi", reverse("board", args=[campaign.pk]))],
        "may_judge": may and received,
        "may_remark": may and found.state in _REMARKABLE,
        "may_return": can(request.user, "return_dossier", campaign.host) and found.state == DossierState.SENT,
        "may_accept": can(request.user, "accept_dossier", campaign.host) and found.state == DossierState.SENT,
    }


def _nominee_context(request: SignedIn, shown: Review, nomination: Nomination) -> dict[str, Any]:
    unit = shown.dossier.participant.unit
    frame = _frame(request, shown)
    one: NomineeReview = shown.nominee(nomination, hidden=frame["hidden"])
    trees = {"tree": tree_of(shown.declared, one.declared), "other_tree": tree_of(shown.verified, one.verified)}
    marks = [(each, actions.answer_mark(each.answer)) for each in one.to_judge]
    return {
        **frame,
        **trees,
        "title": one.nomination.name,
        "lead": one.declared.plain_detail,
        "crumbs": [*frame["crumbs"], (unit.name, reverse("review", args=[shown.dossier.pk]))],
        "one": one,
        "remarks": [(each, shown.words_of(each), shown.answer_to(each)) for each in one.remarks],
        "sent": shown.version if shown.earlier else None,
        "to_judge": marks,
        "warnings": warnings_of(one.nomination, request.user),
    }
