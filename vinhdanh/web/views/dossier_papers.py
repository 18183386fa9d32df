"""The papers of a dossier, written anew from what is typed each time they are asked for."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from vinhdanh import clock
from vinhdanh.models import Dossier
from vinhdanh.permissions import can
from vinhdanh.reports.dossier_papers import NoSuchPaper, paper_bytes, paper_stem
from vinhdanh.web.downloads import download
from vinhdanh.web.signed_in import SignedIn


@require_safe
def dossier_paper(request: SignedIn, pk: int, slug: str, extension: str) -> HttpResponse:
    """A draft to be read, corrected and signed; births and residences only for who may see them."""
    seen = Dossier.objects.visible_to(request.user)
    dossier = get_object_or_404(seen.select_related("participant__unit", "participant__campaign__edition"), pk=pk)
    with_personal = can(request.user, "see_personal_data", dossier.participant.unit)
    try:
        content = paper_bytes(dossier, slug, extension, on=clock.today(), with_personal=with_personal)
    except NoSuchPaper as missing:
        raise Http404 from missing
    return download(content, f"{paper_stem(dossier, slug)}.{extension}")
