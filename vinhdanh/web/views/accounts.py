"""The way in for somebody invited: the name is shown, a password is set, and the person is signed in."""

from allauth.account.forms import LoginForm
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from vinhdanh.actions import accounts as actions
from vinhdanh.actions.refusals import NotPossible
from vinhdanh.models import User
from vinhdanh.web.forms.accounts import PasswordForm
from vinhdanh.web.limits import limited
from vinhdanh.web.refusals import refuse, tell


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
@limited
def accept_invitation(request: HttpRequest, key: str) -> HttpResponse:
    """The page of the link; on POST the account is made."""
    try:
        invitation = actions.find_invitation(key)
    except NotPossible as spent:
        return refuse(request, 404, spent.sentence, " ", title="Lời mời không dùng được")
    form = PasswordForm(request.POST or None)
    if form.is_valid():
        try:
            person = actions.accept_invitation(key, password=form.cleaned_data["password"])
            return _signed_in(request, person, form.cleaned_data["password"])
        except NotPossible as refusal:
            tell(form, refusal)
    context = {"title": "Nhận lời mời", "invitation": invitation, "form": form}
    return render(request, "account/invitation.html", context, status=422 if form.errors else 200)


def _signed_in(request: HttpRequest, person: User, password: str) -> HttpResponse:
    """Through the same form as everybody, so that nothing about signing in is decided twice."""
    form = LoginForm({"login": person.username, "password": password}, request=request)
    if form.is_valid():
        answer: HttpResponse = form.login(request)
        return answer
    return redirect("account_login")
