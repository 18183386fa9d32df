"""What became of those whom a dossier proposed: the list, and entering one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from vinhdanh import clock
from vinhdanh.actions.award_doubts import Doubt, Doubtful
from vinhdanh.actions.honourees import LooksAlike
from vinhdanh.actions.outcomes import enter_award, enter_no_award
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import DossierState, Nomination, User
from vinhdanh.permissions import can, require
from vinhdanh.reports.campaigns import pack_of
from vinhdanh.reports.outcomes import last_decision, outcomes_of
from vinhdanh.reports.pairs import Alike, side_by_side
from vinhdanh.web.dossier_page import frame_of, seen_dossier
from vinhdanh.web.forms.outcomes import GivenForm, NotGivenForm
from vinhdanh.web.keys import row_keys
from vinhdanh.web.refusals import tell
from vinhdanh.web.signed_in import SignedIn


@require_safe
def dossier_outcomes(request: SignedIn, pk: int) -> HttpResponse:
    """Each nominee with what was decided, and the entry of the register."""
    found = seen_dossier(request, pk)
    accepted = found.state == DossierState.ACCEPTED
    context = {
        **frame_of(found),
        "title": "Kết quả khen thưởng",
        "lead": str(found.participant.unit),
        "outcomes": outcomes_of(found),
        "accepted": accepted,
        "may_enter": accepted and can(request.user, "enter_outcome", found.participant.campaign.host),
    }
    return render(request, "outcomes/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_outcome(request: SignedIn, pk: int) -> HttpResponse:
    """What was decided on one nominee; an award goes into the register, doubts and likenesses are asked before."""
    by, found = request.user, _visible(request, pk)
    refusing = "refuse" in request.POST
    typed = request.POST or None
    last = last_decision(found.dossier.participant.campaign_id)
    form = GivenForm(None if refusing else typed, nomination=found, by=by, last=last)
    no = NotGivenForm(typed if refusing else None)
    asked = _Asked(request)
    if (no if refusing else form).is_valid():
        try:
            _enter(found, form, no, by, asked)
            messages.success(request, f"Đã ghi kết quả của {found.name}.")
            return redirect("dossier_outcomes", pk=found.dossier_id)
        except Doubtful as stopped:
            asked.doubts = stopped.doubts
        except LooksAlike as seen:
            asked.alike = side_by_side(seen.found, by)
        except NotPossible as refusal:
            tell(no if refusing else form, refusal)
    context = {
        **frame_of(found.dossier),
        "title": "Ghi kết quả khen thưởng",
        "lead": f"{found.name}: {pack_of(found.dossier.participant.campaign).award_words(found.award)}",
        "form": form,
        "no": no,
        **vars(asked),
        "back": reverse("dossier_outcomes", args=[found.dossier_id]),
    }
    stopped_at = asked.doubts or asked.alike or form.errors or no.errors
    return render(request, "outcomes/enter.html", context, status=422 if stopped_at else 200)


class _Asked:
    """What is asked again before an award is written, and what the person has answered so far."""

    def __init__(self, request: SignedIn) -> None:
        self.doubts: tuple[Doubt, ...] = ()
        self.alike: list[Alike] = []
        self.looked_at = request.POST.getlist("looked_at")
        self.apart = row_keys(request.POST.getlist("told_apart"))


def _enter(found: Nomination, form: GivenForm, no: NotGivenForm, by: User, asked: _Asked) -> None:
    """Whichever of the two forms was sent."""
    if no.is_bound:
        enter_no_award(found, no.cleaned_data["reason"], by=by, now=clock.now())
    else:
        enter_award(found, form.given(), by=by, now=clock.now(), looked_at=asked.looked_at, told_apart=asked.apart)


def _visible(request: SignedIn, pk: int) -> Nomination:
    """The nominee, where the person may enter what became of it; 404 where the person does not see the dossier."""
    seen = Nomination.objects.visible_to(request.user).standing().select_related("honouree")
    found: Nomination = get_object_or_404(seen, pk=pk)
    found.dossier = seen_dossier(request, found.dossier_id)
    require(request.user, "enter_outcome", found.dossier.participant.campaign.host)
    return found
