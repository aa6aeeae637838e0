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
from doorlezen.accounts.domain.demo import is_invented
from doorlezen.accounts.domain.queries import actor_among, memberships_of
from doorlezen.accounts.models import Membership, Organisation
from doorlezen.accounts.permissions import Refused
from doorlezen.language import t
from doorlezen.web.login.signing_in import (
    asks_strong,
    came_by_organisation,
    is_strong,
    opened,
    opens,
    records_of,
)

Respond = Callable[[HttpRequest], HttpResponse]


class OrganisationMiddleware:
    """Sets ``request.actor``, and ``request.memberships``: what the person does now, and may know of here.

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
        request.actor = actor  # type: ignore[attr-defined]
        request.memberships = opened(request, memberships)  # type: ignore[attr-defined]
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
    """Who came in by the login of an organisation finds nothing here of themselves, but ways in and out.

    That login proves what the organisation says. With it alone nobody reads or changes the name, the
    organisations, the sessions and the ways to log in of a person: those are of everywhere, or are what a
    later login elsewhere would rest on. Nor does anybody of the demo, who is everybody at once.
    """

    OPEN = frozenset(
        {
            *("account_login", "account_logout", "account_inactive", "account_own_login"),
            *("account_strong_login", "account_by_organisation", "account_reauthenticate"),
            *("account_reset_password", "account_reset_password_done", "account_confirm_email"),
            *("account_reset_password_from_key", "account_reset_password_from_key_done"),
            *("mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_login_webauthn"),
            *("openid_connect_login", "openid_connect_callback"),
        }
    )
    """The pages under /account/ that prove who somebody is, instead of telling or changing something."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Lead to the page that says how to go on; refuse what would change something. Raises Refused."""
        match = request.resolver_match
        if not request.path_info.startswith("/account/") or match is None or match.url_name in self.OPEN:
            return None
        if not request.user.is_authenticated:
            return None
        if is_invented(request.user):
            if match.url_name == "account_own":
                return None
            raise Refused("account.demo", t("In de demo verandert niemand hoe je inlogt."))
        if came_by_organisation(records_of(request)) is None:
            return None
        if request.method in {"GET", "HEAD"}:
            back = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{reverse('account_own_login')}?{back}")
        raise Refused(
            "account.own-login",
            t(
                "Je bent ingelogd via je organisatie. Dat opent alleen die organisatie. Log in met je eigen "
                "wachtwoord om dit te veranderen."
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
