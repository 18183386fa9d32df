"""The PDFs of what was sent, made again where they could not be."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import DossierVersion
from vinhdanh.tasks import bind_again
from vinhdanh.web.signed_in import SignedIn


@require_POST
def version_bind(request: SignedIn, pk: int) -> HttpResponse:
    """Has them bound once more; the page of the version says how far it is."""
    seen = DossierVersion.objects.visible_to(request.user).select_related("dossier__participant__campaign__host")
    version = get_object_or_404(seen.select_related("dossier__participant__unit").defer("content", "files"), pk=pk)
    try:
        bind_again(version, by=request.user)
        messages.success(request, "Đang ghép lại bộ hồ sơ; xem lại sau ít phút.")
    except NotPossible as refusal:
        messages.info(request, refusal.sentence)
    return redirect("dossier_version", pk=pk)
