"""What a view of a closed page is given."""

from django.http import HttpRequest

from vinhdanh.models import User


class SignedIn(HttpRequest):
    """The request for a closed page: ClosedUnlessPublic has let in only who has signed in."""

    user: User
