"""Cụm thi đua: the emulation clusters of a year, their members and heads."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vinhdanh.actions import clusters as actions
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import Cluster
from vinhdanh.permissions import can, require
from vinhdanh.reports.clusters import cluster_years, clusters_of
from vinhdanh.web.campaign import today
from vinhdanh.web.forms.unit_choice import written
from vinhdanh.web.forms.units import ClusterForm, CopyClustersForm, lines_of_units
from vinhdanh.web.refusals import tell
from vinhdanh.web.signed_in import SignedIn


@require_safe
def clusters(request: SignedIn) -> HttpResponse:
    """The clusters of one year: those in which the reader reaches a member."""
    require(request.user, "see_units")
    years = cluster_years(request.user)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else (years[0] if years else today().year)
    context = {
        "title": "Cụm, khối thi đua",
        "crumbs": [("Đơn vị", reverse("units"))],
        "year": year,
        "years": years,
        "clusters": clusters_of(request.user, year),
        "may_edit": can(request.user, "edit_clusters"),
        "copy": CopyClustersForm(initial={"source": year, "target": year + 1}),
    }
    return render(request, "clusters/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def cluster_open(request: SignedIn, year: int) -> HttpResponse:
    """A new cluster of a year."""
    require(request.user, "edit_clusters")
    form = ClusterForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = actions.open_cluster(by=request.user, year=year, **form.cleaned_data)
            messages.success(request, f"Đã mở {made.name} năm {year}.")
            return redirect(_address(year))
        except NotPossible as refusal:
            tell(form, refusal)
    return _form_page(request, form, f"Mở cụm thi đua năm {year}", year)


@require_http_methods(["GET", "HEAD", "POST"])
def cluster(request: SignedIn, pk: int) -> HttpResponse:
    """The name, members and head of a cluster."""
    require(request.user, "edit_clusters")
    found = get_object_or_404(Cluster.objects.select_related("head"), pk=pk)
    initial = {
        "name": found.name,
        "members": lines_of_units(list(found.members.order_by("path"))),
        "head": written(found.head) if found.head else "",
    }
    form = ClusterForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            actions.edit_cluster(found, by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã lưu {found.name}.")
            return redirect(_address(found.year))
        except NotPossible as refusal:
            tell(form, refusal)
    return _form_page(request, form, f"Cụm thi đua năm {found.year}", found.year, found)


@require_POST
def cluster_remove(request: SignedIn, pk: int) -> HttpResponse:
    """Takes a cluster away."""
    require(request.user, "edit_clusters")
    found = get_object_or_404(Cluster, pk=pk)
    actions.remove_cluster(found, by=request.user)
    messages.success(request, f"Đã bỏ {found.name} năm {found.year}.")
    return redirect(_address(found.year))


@require_POST
def clusters_copy(request: SignedIn) -> HttpResponse:
    """The clusters of one year, for another one."""
    require(request.user, "edit_clusters")
    form = CopyClustersForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Ghi hai năm bằng bốn chữ số, ví dụ 2020.")
        return redirect("clusters")
    source, target = form.cleaned_data["source"], form.cleaned_data["target"]
    try:
        made = actions.copy_clusters(by=request.user, source=source, target=target)
        messages.success(request, f"Đã chép {len(made)} cụm sang năm {target}; hãy chọn cụm trưởng.")
        return redirect(_address(target))
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
        return redirect(_address(source))


def _address(year: int) -> str:
    return f"{reverse('clusters')}?year={year}"


def _form_page(
    request: SignedIn, form: ClusterForm, title: str, year: int, found: Cluster | None = None
) -> HttpResponse:
    crumbs = [("Đơn vị", reverse("units")), ("Cụm, khối thi đua", _address(year))]
    context = {"title": title, "crumbs": crumbs, "form": form, "cluster": found}
    return render(request, "clusters/form.html", context, status=422 if form.errors else 200)
