"""Adding somebody to a dossier, out of the register or by hand; the awards that the unit lists of a nominee."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from vinhdanh import clock
from vinhdanh.actions import facts as fact_actions
from vinhdanh.actions.dossier_doors import is_open, open_places, require_open
from vinhdanh.actions.nominations import NominationDraft, add_nomination, proposable
from vinhdanh.actions.put_forward import Forwarded, put_forward, require_won
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Dossier, DossierState, Fact, Honouree, Nomination
from vinhdanh.permissions import can, require
from vinhdanh.reports.campaigns import pack_of
from vinhdanh.reports.completeness import NOMINEES
from vinhdanh.reports.nominee_search import find_nominees
from vinhdanh.rules.campaign import Pack
from vinhdanh.vietnamese import join_words
from vinhdanh.web.forms.nominees import AwardFactForm, NomineeForm
from vinhdanh.web.keys import row_key
from vinhdanh.web.refusals import tell
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.nominations import nominee_frame, own_nomination


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_add(request: SignedIn, pk: int) -> HttpResponse:
    """The search in the register (GET `q`), and the form for somebody whom it does not know."""
    dossier = own_dossier(request, pk)
    pack = pack_of(dossier.participant.campaign)
    asked = request.GET.get("q", "").strip()
    picked = request.POST.get("honouree", "")
    form = NomineeForm(request.POST if request.method == "POST" and not picked else None, pack=pack)
    draft = None
    if picked:
        draft = _from_register(request, pack, row_key(picked))
    elif form.is_valid():
        told = form.cleaned_data
        draft = NominationDraft(told["kind"], told["award"], told["name"], attributes=form.attributes())
    if draft:
        try:
            added = add_nomination(dossier, draft, by=request.user, now=clock.now())
            messages.success(request, f"Đã thêm {added.name} vào hồ sơ.")
            return redirect("nomination", pk=added.pk)
        except NotPossible as refusal:
            tell(form, refusal) if form.is_bound else messages.error(request, refusal.sentence)
    context = {
        **dossier_frame(dossier, "Thêm đề nghị"),
        "dossier": dossier,
        "form": form,
        "asked": asked,
        "found": find_nominees(dossier, asked, request.user, clock.today()) if asked else None,
        "is_open": is_open(open_places(dossier), NOMINEES),
    }
    return render(request, "nominations/add.html", context, status=422 if form.errors else 200)


def _from_register(request: SignedIn, pack: Pack, key: int | None) -> NominationDraft:
    """Whom the person picked, if within reach; for the award that was chosen, or the only one of the kind."""
    honouree = get_object_or_404(Honouree.objects.visible_to(request.user).standing().select_related("unit"), pk=key)
    given = proposable(pack).get(honouree.kind, ())
    award = given[0] if len(given) == 1 else request.POST.get("award", "")
    return NominationDraft(honouree.kind, award, honouree=honouree)


@require_http_methods(["GET", "HEAD", "POST"])
def award_fact_add(request: SignedIn, pk: int) -> HttpResponse:
    """Lists an award that the register does not hold."""
    found = own_nomination(request, pk)
    if request.method != "POST" and (closed := _closed(request, found, fact_actions.FACTS)):
        return closed
    return _award_form(request, found, None)


@require_http_methods(["GET", "HEAD", "POST"])
def award_fact_edit(request: SignedIn, pk: int) -> HttpResponse:
    """Says anew what a listed award was."""
    fact = _fact(request, pk)
    if request.method != "POST" and (closed := _closed(request, fact.nomination, f"fact:{fact.pk}")):
        return closed
    return _award_form(request, fact.nomination, fact)


def _closed(request: SignedIn, found: Nomination, place: str) -> HttpResponse | None:
    """The way back from a form that would be refused, with the reason; None where the place is open."""
    try:
        require_open(found.dossier, place, found.pk)
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
        return redirect(f"{reverse('nomination', args=[found.pk])}#khen-thuong")
    return None


@require_POST
def fact_remove(request: SignedIn, pk: int) -> HttpResponse:
    """Takes a fact out of the nomination."""
    fact = _fact(request, pk)
    try:
        fact_actions.remove_fact(fact, by=request.user, now=clock.now())
        messages.success(request, "Đã bỏ khen thưởng khỏi hồ sơ; sổ khen thưởng không thay đổi.")
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
    return redirect(f"{reverse('nomination', args=[fact.nomination_id])}#khen-thuong")


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_put_forward(request: SignedIn, pk: int) -> HttpResponse:
    """Copies a winner into another open dossier of the unit, or of the unit that holds the campaign."""
    found = get_object_or_404(
        Nomination.objects.visible_to(request.user).select_related("dossier__participant__campaign__host"), pk=pk
    )
    taking = found.dossier.participant
    if not can(request.user, "edit_dossier", taking.unit):
        require(request.user, "open_campaign", taking.campaign.host)
    context = {**nominee_frame(found), "title": "Đưa vào hồ sơ khác", "lead": found.name, "nomination": found}
    try:
        require_won(found)
        receiving = _receiving(request, found)
        chosen = next((one for one in receiving if one.value == request.POST.get("dossier")), None)
        if chosen is not None:
            done = put_forward(found, chosen.dossier, by=request.user, now=clock.now(), award=chosen.award)
            _tell_forwarded(request, done)
            return redirect("nomination", pk=done.nomination.pk)
        context["choices"] = receiving
    except NotPossible as refusal:
        context["refusal"] = refusal.sentence
    status = 422 if request.method == "POST" else 200
    return render(request, "nominations/put_forward.html", context, status=status)


@dataclass(frozen=True, slots=True)
class _Receiving:
    """A dossier that may take the nominee, and for which award; `words` of the award where it gives several."""

    dossier: Dossier
    award: str
    words: str

    @property
    def value(self) -> str:
        return f"{self.dossier.pk}/{self.award}"


def _receiving(request: SignedIn, found: Nomination) -> list[_Receiving]:
    """The dossiers being drafted into which the person may copy the nominee, each for every award of its kind."""
    taking = found.dossier.participant
    drafts = Dossier.objects.visible_to(request.user).exclude(pk=found.dossier_id).filter(state=DossierState.DRAFT)
    drafts = drafts.filter(participant__unit__in=(taking.unit_id, taking.campaign.host_id))
    choices = []
    for one in drafts.select_related("participant__unit", "participant__campaign__edition"):
        pack = pack_of(one.participant.campaign)
        awards = proposable(pack).get(found.kind, ())
        if can(request.user, "edit_dossier", one.participant.unit):
            several = len(awards) > 1
            choices += [_Receiving(one, code, pack.award_of[code].label if several else "") for code in awards]
    return choices


def _tell_forwarded(request: SignedIn, done: Forwarded) -> None:
    name = done.nomination.name
    messages.success(request, f"Đã đưa {name} vào hồ sơ; kiểm tra lại theo tiêu chuẩn của đợt này.")
    if done.missing:
        messages.warning(request, f"Không chép được tệp không còn trong kho: {join_words(list(done.missing))}.")


def _award_form(request: SignedIn, found: Nomination, known: Fact | None) -> HttpResponse:
    pack = pack_of(found.dossier.participant.campaign)
    heads = bool(found.headed_id or found.headed_name)
    form = AwardFactForm(request.POST or None, pack=pack, heads=heads, known=known)
    told: dict[str, Any] = {"by": request.user, "now": clock.now()}
    if form.is_valid():
        try:
            if known is None:
                fact_actions.add_award_fact(found, form.award(), **told)
            else:
                fact_actions.edit_award_fact(known, form.award(), **told, seen=request.POST.get("seen", ""))
            messages.success(request, "Đã ghi khen thưởng vào hồ sơ.")
            return redirect(f"{reverse('nomination', args=[found.pk])}#khen-thuong")
        except NotPossible as refusal:
            tell(form, refusal)
    context = {
        **nominee_frame(found),
        "title": "Sửa khen thưởng" if known else "Thêm khen thưởng",
        "lead": found.name,
        "nomination": found,
        "form": form,
        "seen": request.POST.get("seen") or (fact_actions.award_fact_version(known) if known else ""),
    }
    return render(request, "nominations/award.html", context, status=422 if form.errors else 200)


def _fact(request: SignedIn, pk: int) -> Fact:
    seen = Nomination.objects.visible_to(request.user)
    fact = get_object_or_404(Fact.objects.filter(nomination__in=seen), pk=pk)
    fact.nomination = own_nomination(request, fact.nomination_id)
    return fact


def own_dossier(request: SignedIn, pk: int) -> Dossier:
    """The dossier, if the person sees it (else 404) and may edit it (else Refused)."""
    seen = Dossier.objects.visible_to(request.user).select_related("participant__unit")
    dossier = get_object_or_404(seen.select_related("participant__campaign__edition"), pk=pk)
    require(request.user, "edit_dossier", dossier.participant.unit)
    return dossier


def dossier_frame(dossier: Dossier, title: str) -> dict[str, Any]:
    """What the frame of a page below a dossier shows."""
    return {
        "title": title,
        "lead": f"{dossier.participant.unit}, {dossier.participant.campaign}",
        "crumbs": [("Hồ sơ", reverse("dossiers")), (str(dossier), reverse("dossier", args=[dossier.pk]))],
        "campaign_name": dossier.participant.campaign.title,
    }
