"""Going to the login of an organisation, coming back, and tying an account there to one's own login."""

from collections.abc import Callable

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from doorlezen.accounts.domain import oidc
from doorlezen.accounts.issuers.bounded_request import BusyError, a_turn
from doorlezen.accounts.issuers.configuration import read_issuer
from doorlezen.accounts.models import OidcClient, Organisation, Person
from doorlezen.language import InputError, t
from doorlezen.web.login import providers
from doorlezen.web.login.tying import forget_account, waiting_account


@never_cache
def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the login of the organisation with this address. The issuer is not asked anything.

    But for one that was never asked yet, which is then kept.
    """
    client = _client(provider_id)

    def answer() -> HttpResponse:
        if not client.configuration:
            oidc.keep_told(client, read_issuer(client.issuer, seconds=5))
        return providers.go(request, provider_id)

    return _or_say_that_it_failed(request, answer)


@never_cache
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the login of the organisation says about who came; at most a few visitors at a time."""
    client = _client(provider_id)

    def answer() -> HttpResponse:
        with a_turn(client.issuer):
            return providers.come_back(request, provider_id)

    return _or_say_that_it_failed(request, answer)


@never_cache
@login_required
def tie(request: HttpRequest) -> HttpResponse:
    """Ask whether the account that came belongs to this person, and let it open their login there."""
    person = request.user
    assert isinstance(person, Person)
    found = waiting_account(request, person)
    if found is None:
        return render(request, "accounts/tie_gone.html", status=404)
    organisation = get_object_or_404(Organisation, slug=found["organisation"])
    wrong = ""
    if request.method == "POST":
        try:
            oidc.tie(person, organisation=organisation.slug, account=found["account"], at=timezone.now())
        except InputError as refused:
            wrong = refused.what
        else:
            forget_account(request)
            get_adapter().send_notification_mail(
                "socialaccount/email/account_connected", person, context={"provider": organisation.name}
            )
            told = t("Je kunt nu ook inloggen via {organisation}.", organisation=organisation.name)
            messages.success(request, told)
            return HttpResponseRedirect(reverse("organisation", kwargs={"organisation": organisation.slug}))
    context = {"organisation": organisation, "wrong": wrong}
    return render(request, "accounts/tie.html", context, status=422 if wrong else 200)


def _client(organisation: str) -> OidcClient:
    found = oidc.clients(organisation)
    if not found or found[0].organisation.slug != organisation:
        raise Http404
    return found[0]


def _or_say_that_it_failed(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    from requests import RequestException

    template = "socialaccount/authentication_error.html"
    try:
        return answer()
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except BusyError:
        again = render(request, template, {"busy": request.get_full_path()}, status=503)
        again["Retry-After"] = "5"
        return again
    except (RequestException, KeyError, ValueError):
        # away, or not an OpenID provider (any more): its configuration lacks what it must say
        return render(request, template, status=502)
    except InputError as wrong:
        return render(request, template, {"reason": wrong.what}, status=502)
