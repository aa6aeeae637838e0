"""Where django-allauth asks us: mail goes through our jobs, nobody signs up unasked, secrets are sealed."""

import ipaddress
from typing import Any, ClassVar
from urllib.parse import urlsplit

import requests
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from doorlezen.accounts.domain import oidc
from doorlezen.accounts.domain.queries import memberships_of
from doorlezen.accounts.issuers.session import bounded_session
from doorlezen.accounts.letters import LOGIN
from doorlezen.accounts.models import Person
from doorlezen.desk.post.letter_kinds import Mail
from doorlezen.desk.post.outbox import put_sealed
from doorlezen.desk.seal import seal, unseal
from doorlezen.language import InputError, checked_mail_address, use
from doorlezen.web.login.guessing import counted_as, may_go_on, remember_browser
from doorlezen.web.login.languages import remember_language
from doorlezen.web.login.providers import OrganisationProvider
from doorlezen.web.login.signing_in import asks_strong, came_by_organisation, records_of
from doorlezen.web.login.tying import remember_account


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Logging in with a mail address and a password."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("Deze login is gesloten. Vraag je directeur of beheerder om hulp."),
        "duplicate_email": gettext_lazy("Dit is al je e-mailadres."),
        "email_password_mismatch": gettext_lazy(
            "Het e-mailadres of het wachtwoord klopt niet. Probeer het nog eens, of kies een nieuw "
            "wachtwoord."
        ),
        "enter_current_password": gettext_lazy("Dit is niet je wachtwoord van nu."),
        "incorrect_code": gettext_lazy("Deze code klopt niet. Een code geldt maar kort; neem de nieuwste."),
        "incorrect_password": gettext_lazy("Dit wachtwoord klopt niet."),
        "invalid_password_reset": gettext_lazy("Deze link werkt niet meer. Vraag een nieuwe aan."),
        "too_many_login_attempts": gettext_lazy(
            "Het ging te vaak mis. Wacht vijf minuten en probeer het dan opnieuw."
        ),
        "rate_limited": gettext_lazy("Dit ging te vaak achter elkaar. Wacht een minuut en probeer het dan."),
    }

    def clean_email(self, email: str) -> str:
        """A new mail address that mail can reach."""
        try:
            return checked_mail_address(email, where="")
        except InputError as wrong:
            raise ValidationError(f"{wrong.what[0].upper()}{wrong.what[1:]}.") from None

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody comes in but by an invitation (domain/invitations.py)."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """As usual; an IPv4 address that came in over IPv6 is itself again: else all of them are one /64."""
        address = super().get_client_ip(request)
        inside = getattr(ipaddress.ip_address(address), "ipv4_mapped", None)
        return str(inside or address)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """At our own address, whatever host the request was for: the link opens somebody's login."""
        return _at_our_address(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """At our own address, as above."""
        return _at_our_address(super().get_email_confirmation_url(request, emailconfirmation))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        return counted_as(request, str(credentials.get("email", "")))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """As usual; and so many tries at one address by browsers that are not known, wherever they are."""
        super().pre_authenticate(request, **credentials)
        if not may_go_on(request, str(credentials.get("email", ""))):
            raise self.validation_error("too_many_login_attempts")

    def pre_login(
        self,
        request: HttpRequest,
        user: AbstractBaseUser,
        *,
        signal_kwargs: dict[str, Any] | None,
        **others: Any,
    ) -> HttpResponse | None:
        """As usual, but what the organisation's login told is not kept while the second factor is asked.

        allauth would look its provider up again by client id alone, and several organisations may well have
        the same one ("doorlezen").
        """
        if signal_kwargs is not None:
            signal_kwargs.pop("sociallogin", None)
        answer: HttpResponse | None = super().pre_login(request, user, signal_kwargs=signal_kwargs, **others)
        return answer

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **others: Any) -> HttpResponse:
        """As usual, and the browser shows the site in the person's own language from here."""
        answer: HttpResponse = super().post_login(request, user, **others)
        if isinstance(user, Person):
            remember_language(answer, user.language)
            if came_by_organisation(records_of(request)) is None:
                remember_browser(request, answer, user.email)
        return answer

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the mail in the reader's language and give it to the job that sends it after the commit."""
        person = Person.objects.filter(email__iexact=email).first()
        language = person.language if person else translation.get_language() or "nl"
        with use(language), translation.override(language):
            letter = self.render_mail(template_prefix, email, {"site": settings.SITE_ADDRESS, **context})
        put_sealed(LOGIN, Mail(email, letter.subject, str(letter.body)))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their secrets are sealed, and who needs one cannot do away with the last."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy(
            "Jouw rol vraagt een tweede stap bij het inloggen. Stel eerst een andere in, dan kan deze weg."
        ),
        "incorrect_code": gettext_lazy(
            "Deze code klopt niet. Een code geldt maar kort, en één keer; neem de nieuwste. Klopt die ook "
            "niet? Zet dan de klok van je telefoon op automatisch."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Seal the key of the authenticator app and of the recovery codes."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open what ``encrypt`` sealed."""
        return unseal(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Not the last one of somebody whose role asks for a strong login."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        if others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists():
            return True
        return not asks_strong(memberships_of(authenticator.user, at=timezone.now()))


class OrganisationLoginAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Logging in with the account that a person has at their organisation (OpenID Connect)."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """What django-allauth needs to know of each organisation's login; never kept in its own table."""
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=client.organisation.slug,
                name=client.organisation.name[:40],
                client_id=client.client_id,
                secret=unseal(client.secret_sealed),
                settings={
                    "server_url": client.issuer,
                    "oauth_pkce_enabled": True,
                    "configuration": client.configuration,
                    "keys": client.keys,
                },
            )
            for client in oidc.clients(provider)
            if client_id in {None, client.client_id}
        ]

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> OrganisationProvider:
        """The organisation's login as we go through it."""
        return OrganisationProvider(
            request, app=self.get_app(request, provider=provider, client_id=client_id)
        )

    def get_requests_session(self) -> requests.Session:
        """Whatever django-allauth asks an issuer is asked within bounds."""
        return bounded_session()

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        """Somebody new is called what their organisation calls them."""
        sociallogin.user.name = str(data.get("name", ""))[:200]
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Match with a person or an invitation of that organisation; nobody else comes in."""
        try:
            if sociallogin.state.get("process") != "login":
                raise oidc.not_this_way()
            person = oidc.person_who_came(
                organisation=sociallogin.account.provider,
                known=sociallogin.user if sociallogin.is_existing else None,
                email=next((one.email for one in sociallogin.email_addresses if one.verified is True), ""),
                name="" if sociallogin.is_existing else sociallogin.user.name,
                at=timezone.now(),
            )
        except oidc.HasLoginError as there:
            remember_account(request, there.person, sociallogin)
            own = request.user == there.person and came_by_organisation(records_of(request)) is None
            answer = (
                HttpResponseRedirect(reverse("account_tie"))
                if own
                else render(request, "accounts/tie_log_in.html", {"organisation": there.organisation})
            )
            raise ImmediateHttpResponse(answer) from None
        except InputError as wrong:
            answer = render(
                request, "socialaccount/authentication_error.html", {"reason": wrong.what}, status=403
            )
            raise ImmediateHttpResponse(answer) from None
        if not sociallogin.is_existing:
            sociallogin.connect(request, person)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Who was not matched does not get in."""
        return False

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None, **more: Any
    ) -> None:
        """The organisation's login did not answer as it should, or the person turned back."""
        answer = render(
            request, "socialaccount/authentication_error.html", {"provider": provider}, status=403
        )
        raise ImmediateHttpResponse(answer)


def _at_our_address(url: str) -> str:
    """The same page of the site that this one is."""
    return settings.SITE_ADDRESS + urlsplit(url).path
