"""Every page under /o/<organisation>/ runs as an actor, inside the scope of that organisation."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django_scopes import scope

from doorlezen.accounts.domain.administering import record_use
from doorlezen.accounts.domain.queries import actor_among, memberships_of
from doorlezen.accounts.models import Membership, Organisation
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.signing_in import asks_strong, came_by_organisation, is_strong, opens, records_of
from doorlezen.language import t

Respond = Callable[[HttpRequest], HttpResponse]


class OrganisationMiddleware:
    """Sets ``request.actor``, and ``request.memberships``: all that the person does at this moment.

    Who is not a member of the organisation in the address finds nothing there.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = None  # type: ignore[attr-defined]
        # the address decides; resolved here because the scope must hold for the template as well
        slug = _organisation_in(request.path_info)
        if slug is None:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        now = timezone.now()
        memberships = memberships_of(request.user, at=now)
        actor = actor_among(memberships, slug, at=now)
        if actor is None:
            request.nobody_here = True  # type: ignore[attr-defined]
            return self.get_response(request)
        first = _step_before(request, actor.organisation, memberships)
        if first is not None:
            return first
        request.actor, request.memberships = actor, memberships  # type: ignore[attr-defined]
        with scope(organisation=actor.organisation):
            response = self.get_response(request)
            if actor.leant_on:
                record_use(actor, permissions=actor.leant_on, method=request.method or "", path=request.path)
            return response

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """The views need no argument for the organisation: ``request.actor`` has it."""
        if _organisation_in(request.path_info) is not None:
            kwargs.pop("organisation", None)
        if getattr(request, "nobody_here", False):
            raise Http404


class OwnLoginMiddleware:
    """Who came in by the login of an organisation cannot change how a person of other ones logs in.

    Otherwise that organisation's login could give itself a password to somebody's work elsewhere.
    """

    GUARDED = ("/account/email/", "/account/password/", "/account/2fa/")
    FREE = ("/account/2fa/authenticate/", "/account/password/reset/")

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Refuse the pages that change a login. Raises Refused."""
        if not request.path_info.startswith(self.GUARDED) or request.path_info.startswith(self.FREE):
            return
        if not request.user.is_authenticated:
            return
        organisation = came_by_organisation(records_of(request))
        if organisation is None:
            return
        works_elsewhere = (
            Membership.everywhere.filter(person=request.user)
            .exclude(organisation__slug=organisation)
            .exists()
        )
        if works_elsewhere:
            raise Refused(
                "account.change-login",
                t(
                    "Je bent ingelogd via één organisatie, maar hoort ook bij een andere. Log uit, en log in "
                    "met je eigen wachtwoord om dit te veranderen."
                ),
            )


def _step_before(
    request: HttpRequest, organisation: Organisation, memberships: list[Membership]
) -> HttpResponse | None:
    """Where the person must go before the organisation opens; None: it opens."""
    records = records_of(request)
    back = urlencode({"next": request.get_full_path()})
    if not opens(records, organisation):
        return HttpResponseRedirect(f"{reverse('account_own_login')}?{back}")
    if asks_strong(memberships) and not is_strong(records, organisation):
        return HttpResponseRedirect(f"{reverse('account_strong_login')}?{back}")
    return None


def _organisation_in(path: str) -> str | None:
    parts = path.split("/", 3)
    return parts[2] if len(parts) == 4 and parts[1] == "o" and parts[2] else None
