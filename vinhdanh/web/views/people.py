"""Người dùng: who works here, as what, and who was invited."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from vinhdanh.actions import accounts as actions
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import HeldRole, Invitation, Role, User
from vinhdanh.permissions import can, require
from vinhdanh.reports.audit import history
from vinhdanh.reports.people import invitations_waiting, people_seen, roles_of, second_factors
from vinhdanh.web.forms.accounts import InvitationForm, PeopleFilter, RoleForm
from vinhdanh.web.refusals import tell
from vinhdanh.web.signed_in import SignedIn

PAGE = 50


@require_safe
def people(request: SignedIn) -> HttpResponse:
    """Everybody with a role in the units that the reader reaches, and the invitations that wait."""
    by = request.user
    require(by, "see_people")
    may_invite = can(by, "invite_person")
    form = PeopleFilter(request.GET or None, by=by)
    chosen = form.cleaned_data if form.is_valid() else {}
    unit = chosen.get("unit")
    found = people_seen(by, words=chosen.get("q") or "", role=chosen.get("role") or "", path=unit.path if unit else "")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    context = {
        "title": "Người dùng",
        "form": form,
        "page": page,
        "asked": asked.urlencode(),
        "may_invite": may_invite,
        "invitations": invitations_waiting(by, timezone.now()) if may_invite else [],
    }
    return render(request, "people/list.html", context)


@require_safe
def person(request: SignedIn, pk: int) -> HttpResponse:
    """One person: roles, how the account is protected, what befell it."""
    by = request.user
    require(by, "see_people")
    return _person_page(request, by, _visible(by, pk), RoleForm(by=by))


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: SignedIn) -> HttpResponse:
    """The form of an invitation; on POST it is sent."""
    by = request.user
    require(by, "invite_person")
    form = InvitationForm(request.POST or None, by=by)
    if form.is_valid():
        asked = form.cleaned_data
        try:
            invitation = actions.invite_person(
                asked["email"], asked["full_name"], Role(asked["role"]), asked["unit"], by=by, link=_link(request)
            )
            messages.success(request, f"Đã gửi lời mời đến {invitation.email}.")
            return redirect("people")
        except NotPossible as refusal:
            tell(form, refusal)
    context = {"title": "Mời người dùng", "form": form, "crumbs": _crumbs()}
    return render(request, "people/invite.html", context, status=422 if form.errors else 200)


@require_POST
def resend(request: SignedIn, pk: int) -> HttpResponse:
    """A new link for an invitation."""
    by = request.user
    require(by, "invite_person")
    invitation = get_object_or_404(Invitation.objects.visible_to(by), pk=pk)
    return _done(
        request,
        "people",
        lambda: actions.resend_invitation(invitation, by=by, link=_link(request)),
        f"Đã gửi lại lời mời đến {invitation.email}. Đường dẫn cũ không dùng được nữa.",
    )


@require_POST
def withdraw(request: SignedIn, pk: int) -> HttpResponse:
    """An invitation that serves no longer."""
    by = request.user
    require(by, "invite_person")
    invitation = get_object_or_404(Invitation.objects.visible_to(by), pk=pk)
    return _done(
        request,
        "people",
        lambda: actions.withdraw_invitation(invitation, by=by),
        f"Đã thu hồi lời mời gửi {invitation.email}.",
    )


@require_POST
def give(request: SignedIn, pk: int) -> HttpResponse:
    """One more role for somebody."""
    by = request.user
    require(by, "give_role")
    found = _visible(by, pk)
    form = RoleForm(request.POST, by=by)
    if form.is_valid():
        try:
            held = actions.give_role(found, Role(form.cleaned_data["role"]), form.cleaned_data["unit"], by=by)
            messages.success(request, f"Đã giao vai trò {held}.")
            return redirect("person", pk=found.pk)
        except NotPossible as refusal:
            tell(form, refusal)
    return _person_page(request, by, found, form, status=422)


@require_POST
def end(request: SignedIn, pk: int) -> HttpResponse:
    """A role that somebody holds no longer."""
    by = request.user
    require(by, "end_role")
    held = get_object_or_404(HeldRole.objects.select_related("user", "unit").visible_to(by), pk=pk)
    done = f"{held.user} không còn là {held}."
    return _done(request, "person", lambda: actions.end_role(held, by=by), done, pk=held.user_id)


@require_POST
def reset(request: SignedIn, pk: int) -> HttpResponse:
    """Second factors taken away from somebody who lost them."""
    by = request.user
    require(by, "reset_second_factor")
    found = _visible(by, pk)
    done = f"Đã xóa các cách xác thực của {found}. Lần đăng nhập tới chỉ hỏi mật khẩu."
    return _done(request, "person", lambda: actions.reset_second_factor(found, by=by), done, pk=pk)


def _done(request: SignedIn, page: str, act: Any, done: str, **where: Any) -> HttpResponse:
    """Back to the page, which says what was done, or why it was not."""
    try:
        act()
        messages.success(request, done)
    except NotPossible as refusal:
        messages.error(request, refusal.sentence)
    return HttpResponseRedirect(reverse(page, kwargs=where))


def _visible(by: User, pk: int) -> User:
    return get_object_or_404(User.objects.visible_to(by), pk=pk)


def _person_page(request: SignedIn, by: User, found: User, form: RoleForm, status: int = 200) -> HttpResponse:
    held, own = roles_of(found, by), found == by
    context = {
        "title": str(found),
        "lead": found.email,
        "crumbs": _crumbs(),
        "found": found,
        "current": [(one, not own and can(by, "end_role", one.unit)) for one in held if one.ended_at is None],
        "ended": [one for one in held if one.ended_at],
        "form": form,
        "own": own,
        "may_give": not own and can(by, "give_role"),
        "may_reset": not own and can(by, "reset_second_factor"),
        "protected": second_factors(found).exists(),
        "lines": history(found),
    }
    return render(request, "people/person.html", context, status=status)


def _crumbs() -> list[tuple[str, str]]:
    return [("Người dùng", reverse("people"))]


def _link(request: SignedIn) -> actions.Link:
    """Makes whole addresses of keys, for a mail."""
    return lambda key: request.build_absolute_uri(reverse("accept_invitation", args=[key]))
