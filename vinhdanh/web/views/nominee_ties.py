"""Which honouree of the register a nominee is: the tie made for one that was written by hand, and undone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from vinhdanh import clock
from vinhdanh.actions.nominee_ties import link_nomination, unlink_nomination
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Honouree
from vinhdanh.reports.nominee_search import find_nominees
from vinhdanh.vietnamese import two_digits
from vinhdanh.web.keys import row_key
from vinhdanh.web.signed_in import SignedIn
from vinhdanh.web.views.nominations import nominee_frame, own_nomination


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_link(request: SignedIn, pk: int) -> HttpResponse:
    """Who of the register the nominee may be, looked for by its name first; the one that was picked is tied to it."""
    found = own_nomination(request, pk)
    if found.honouree_id:
        return redirect("nomination", pk=pk)
    asked = request.GET.get("q", found.name).strip()
    refusal = ""
    if picked := request.POST.get("honouree", ""):
        reached = Honouree.objects.visible_to(request.user).standing().select_related("unit")
        honouree = get_object_or_404(reached, pk=row_key(picked))
        try:
            came = link_nomination(found, honouree, by=request.user, now=clock.now())
            messages.success(request, f"Đã liên kết với {honouree.name} trong sổ, lấy {two_digits(came)} mục từ sổ.")
            return redirect("nomination", pk=pk)
        except NotPossible as refused:
            refusal = refused.sentence
    context = {
        **nominee_frame(found),
        "title": "Liên kết với sổ khen thưởng",
        "lead": found.name,
        "nomination": found,
        "asked": asked,
        "found": find_nominees(found.dossier, asked, request.user, clock.today(), nominee=found) if asked else None,
        "is_open": True,
        "refusal": refusal,
    }
    return render(request, "nominations/link.html", context, status=422 if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_unlink(request: SignedIn, pk: int) -> HttpResponse:
    """Asks what becomes of what the register brought, and undoes the tie."""
    found = own_nomination(request, pk)
    if not found.honouree_id:
        return redirect("nomination", pk=pk)
    refusal = ""
    if request.method == "POST":
        try:
            keep = request.POST.get("facts") == "keep"
            unlink_nomination(found, keep=keep, by=request.user, now=clock.now())
            messages.success(request, f"Đã bỏ liên kết của {found.name} với sổ khen thưởng.")
            return redirect("nomination", pk=pk)
        except NotPossible as refused:
            refusal = refused.sentence
    entries = found.facts.filter(of_headed=False).exclude(from_award=None, from_rating=None).count()
    context = {**nominee_frame(found), "title": "Bỏ liên kết với sổ khen thưởng", "lead": found.name}
    context |= {"nomination": found, "entries": entries, "refusal": refusal}
    return render(request, "nominations/unlink.html", context, status=422 if refusal else 200)
