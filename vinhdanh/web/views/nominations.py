"""The page of one nominee with its live findings; order, taking out and taking back, what the register brings."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from vinhdanh import clock
from vinhdanh.actions import nominations as actions
from vinhdanh.actions.attachments import Place
from vinhdanh.actions.dossier_doors import is_open, open_places
from vinhdanh.actions.facts import bring_from_register
from vinhdanh.actions.nomination_values import Clash, Overwritten, Value, version_after, version_of, with_settled
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Nomination
from vinhdanh.permissions import require
from vinhdanh.reports.completeness import NOMINEES
from vinhdanh.reports.nomination_warnings import warnings_of
from vinhdanh.vietnamese import two_digits
from vinhdanh.web.attachment_places import place_on_page
from vinhdanh.web.forms.nominations import FORM_ID, UNIT_LIST, NominationForm
from vinhdanh.web.nominee_page import NomineePage, clash_notes, nominee_page, request_notes, seen_nomination
from vinhdanh.web.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
def nomination(request: SignedIn, pk: int) -> HttpResponse:
    """The page of one nominee. POST saves what could be read and answers with the page, or, to a page that saves by
    itself, with the findings alone."""
    found = own_nomination(request, pk)
    if found.removed_at is not None:
        return _taken_out(request, found)
    page = nominee_page(found, clock.today())
    if request.method == "POST":
        return _saved(request, page)
    form = page.form(request.user)
    return render(request, "nominations/page.html", _context(request, page, form, version_of(page.values)))


def _taken_out(request: SignedIn, found: Nomination) -> HttpResponse:
    """Of somebody who was taken out of the dossier: the way back. What was typed meanwhile is told not to be saved."""
    refusal = f"{found.name} đã được đưa ra khỏi hồ sơ; lấy lại rồi mới lưu được."
    if "HX-Request" in request.headers:
        answer = render(request, "nominations/saved.html", {"oob": True, "refusal": refusal})
        answer["HX-Reswap"] = "none"  # what was typed stays on the page
        return answer
    if request.method == "POST":
        messages.error(request, f"Nội dung vừa gõ chưa được lưu: {refusal}")
    may_restore = is_open(open_places(found.dossier), NOMINEES)
    context = {**nominee_frame(found), "nomination": found, "may_restore": may_restore}
    return render(request, "nominations/removed.html", context)


def _saved(request: SignedIn, page: NomineePage) -> HttpResponse:
    """Saves, and says what was not: fields that could not be read, values that a colleague changed meanwhile."""
    form = page.form(request.user, request.POST)
    typed = {key: value for key, value in form.typed().items() if key not in request.POST.getlist("take")}
    seen = with_settled(request.POST.get("seen", ""), page.values, request.POST.getlist("keep"))
    clashes, refusal = _save(request, page, form, typed, seen)
    standing = own_nomination(request, page.nomination.pk)
    if standing.removed_at is not None:
        return _taken_out(request, standing)
    after = nominee_page(standing, clock.today())
    whole, live = form.is_valid() and not clashes, "HX-Request" in request.headers
    if whole and not live:
        messages.success(request, f"Đã lưu lúc {timezone.localtime(clock.now()):%H:%M}.")
        return redirect(_next(request, page.nomination))
    context = _context(request, after, form, version_after(after.values, typed, seen))
    context |= {"clashes": clash_notes(clashes, form), "refusal": refusal}
    context["saved_at"] = None if refusal else clock.now()
    if not live:
        return render(request, "nominations/page.html", context, status=422)
    stands = after.form(request.user)
    answer = render(request, "nominations/live.html", context | {"stands": stands})
    if whole and stands.asked_keys() != form.asked_keys():
        answer["HX-Refresh"] = "true"  # another category asks for other facts
    return answer


def _save(
    request: SignedIn, page: NomineePage, form: NominationForm, typed: dict[str, Value], seen: str
) -> tuple[tuple[Clash, ...], str]:
    """Writes what may be written. What two people changed stays as it stands and is given back; what is refused is told
    at its field, and the others are written all the same. A refusal of no single field is given back: nothing is
    written then."""
    left, clashes = dict(typed), list[Clash]()
    while True:
        try:
            actions.edit_nomination(page.nomination, left, by=request.user, now=clock.now(), seen=seen)
        except Overwritten as refusal:
            if "leaving" in request.POST and (mine := _own(request, refusal)):
                seen = with_settled(seen, mine, mine)
                continue
            clashes += refusal.clashes
            both = {clash.key for clash in refusal.clashes}
            left = {key: value for key, value in left.items() if key not in both}
        except NotPossible as refusal:
            names = form.names_at(refusal.field)
            form.add_error(names[0] if names else None, refusal.sentence)
            if refusal.field not in left:
                return tuple(clashes), refusal.sentence
            del left[refusal.field]
        else:
            return tuple(clashes), ""


def _own(request: SignedIn, refusal: Overwritten) -> dict[str, Value]:
    """What stands of the person's own, of what a page that is being left could not write: the save before was still
    under way, and nobody is there any more to choose."""
    return {one.key: one.standing for one in refusal.clashes if one.by == str(request.user)}


def _next(request: SignedIn, found: Nomination) -> str:
    """Where the button leads: to the next nominee of the dossier and at last to the dossier, or to this page again."""
    if "next" not in request.POST:
        return reverse("nomination", args=[found.pk])
    later = found.dossier.nominations.filter(removed_at=None, number__gt=found.number).order_by("number", "pk").first()
    return reverse("nomination", args=[later.pk]) if later else reverse("dossier", args=[found.dossier_id])


def _context(request: SignedIn, page: NomineePage, form: NominationForm, seen: str) -> dict[str, Any]:
    one, back = page.nomination, f"{reverse('nomination', args=[page.nomination.pk])}#tep-kem"
    place, there, news = Place(one), one.attachments.all(), page.news()
    return {
        **nominee_frame(page.nomination),
        **page.findings(),
        "lead": page.screened.plain_detail,
        "page": page,
        "nomination": page.nomination,
        "dossier": page.dossier,
        "form": form,
        "form_id": FORM_ID,
        "unit_list": UNIT_LIST,
        "seen": seen,
        "wrong": len(form.errors),
        "first_wrong": next((name for name in form.errors if name in form.fields), ""),
        "may_save": page.is_open and not form.closed.issuperset(form.fields),
        "open_spots": page.open_spots(form),
        "news": news,
        "requests": request_notes(page, form),
        "files": place_on_page(page.dossier, place, there, by=request.user, back=back, places=page.places),
        "warnings": warnings_of(page.nomination, request.user, news),
    }


@require_POST
def nomination_remove(request: SignedIn, pk: int) -> HttpResponse:
    """Takes a nominee out; the page that follows offers the way back."""
    found = own_nomination(request, pk)
    return _done(request, found, actions.remove_nomination, "")


@require_POST
def nomination_restore(request: SignedIn, pk: int) -> HttpResponse:
    """Takes a nominee back into the dossier."""
    found = own_nomination(request, pk)
    return _done(request, found, actions.restore_nomination, f"Đã lấy lại đề nghị cho {found.name}.")


@require_POST
def nomination_move(request: SignedIn, pk: int) -> HttpResponse:
    """Moves a nominee one place up or down in the dossier."""
    found = own_nomination(request, pk)
    step = -1 if request.POST.get("step") == "-1" else 1
    _done(request, found, lambda one, **told: actions.move_nomination(one, step, **told), "")
    return redirect(f"{reverse('dossier', args=[found.dossier_id])}#de-nghi-{found.pk}")


@require_POST
def nomination_bring(request: SignedIn, pk: int) -> HttpResponse:
    """Brings what the register holds by now."""
    found = own_nomination(request, pk)
    try:
        came, went = bring_from_register(found, by=request.user, now=clock.now())
        gone = f", bỏ {two_digits(went)} mục không còn hiệu lực trong sổ" if went else ""
        messages.success(request, f"Đã lấy {two_digits(came)} mục từ sổ{gone}.")
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
    return redirect("nomination", pk=pk)


def _done(request: SignedIn, found: Nomination, act: Callable[..., Any], said: str) -> HttpResponse:
    try:
        act(found, by=request.user, now=clock.now())
        if said:
            messages.success(request, said)
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
    return redirect("nomination", pk=found.pk)


def own_nomination(request: SignedIn, pk: int) -> Nomination:
    """The nomination of a dossier that the person sees (else 404) and may edit (else Refused)."""
    found = seen_nomination(request.user, pk)
    require(request.user, "edit_dossier", found.dossier.participant.unit)
    return found


def nominee_frame(found: Nomination) -> dict[str, Any]:
    """What the frame of every page about a nominee shows."""
    dossier = found.dossier
    return {
        "title": found.name,
        "crumbs": [("Hồ sơ", reverse("dossiers")), (str(dossier), reverse("dossier", args=[dossier.pk]))],
        "campaign_name": dossier.participant.campaign.title,
    }
