"""Where somebody was going when a step of logging in came between."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from doorlezen.accounts.domain.queries import memberships_of, organisations_among
from doorlezen.web.login.signing_in import opened

KEY = "was_going"


def remember_where_to(request: HttpRequest, address: str) -> None:
    """Keep the address (of this site) until the step is done."""
    if address != "/":
        request.session[KEY] = address


def where_to(request: HttpRequest) -> str:
    """That address; else the first page of the one organisation that the person is of; else the front."""
    if request.session.get(KEY):
        return str(request.session[KEY])
    if request.user.is_authenticated:
        mine = organisations_among(opened(request, memberships_of(request.user, at=timezone.now())))
        if len(mine) == 1:
            return reverse("organisation", kwargs={"organisation": mine[0].slug})
    return reverse("home")
