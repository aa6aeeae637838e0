"""The login of an organisation, as django-allauth goes through it, with what it does not look at itself."""

import hashlib
import secrets
from typing import Any

from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.base.provider import Provider
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse

from doorlezen.accounts.domain.oidc import keep_keys
from doorlezen.accounts.issuers.bounded_request import ask
from doorlezen.accounts.issuers.configuration import read_keys
from doorlezen.accounts.issuers.places import UnreachableError
from doorlezen.accounts.issuers.tokens import Keys, UnprovenError, claims_of


class OrganisationAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Goes by the configuration that is kept with the organisation, and proves who came."""

    asked: dict[str, Any]
    """What we remember of the visit that is coming back."""

    def get_provider(self) -> "OrganisationProvider":
        if not hasattr(self, "_provider"):
            self._provider: OrganisationProvider = super().get_provider()
        return self._provider

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the issuer says of itself; never asked for here."""
        told: dict[str, Any] = self.get_provider().app.settings["configuration"]
        return told

    def get_access_token_data(self, request: HttpRequest, *more: Any, **others: Any) -> dict[str, Any]:
        """As usual, once the answer is this issuer's own: the secret goes along."""
        _require_its_own(request, self.openid_config)
        data: dict[str, Any] = super().get_access_token_data(request, *more, **others)
        return data

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        """It is used once, for asking who it is, and not kept."""
        if not isinstance(data.get("access_token"), str):
            raise OAuth2Error("no access token")
        return SocialToken(token=data["access_token"])

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **more: Any) -> SocialLogin:
        """Who came: what the id-token proves, with what userinfo adds about that same person."""
        try:
            claims = claims_of(
                more["response"].get("id_token"),
                issuer=self.openid_config["issuer"],
                client_id=app.client_id,
                nonce=str(self.asked.get("nonce", "")),
                keys=app.settings["keys"],
                keys_now=self._keys_now,
            )
            about = self._about(claims["sub"], token.token)
        except (UnprovenError, UnreachableError) as wrong:
            raise OAuth2Error(str(wrong)) from wrong
        return self.get_provider().sociallogin_from_response(request, {"id_token": {**claims, **about}})

    def _about(self, subject: str, token: str) -> dict[str, Any]:
        """Mail address and name by userinfo, where the issuer has that; about ``subject`` and nobody else."""
        where = self.openid_config.get("userinfo_endpoint")
        if where is None:
            return {}
        answer = ask("GET", where, headers={"Authorization": f"Bearer {token}"})
        if answer.status != 200 or answer.told.get("sub") != subject:
            raise UnprovenError("userinfo is about somebody else")
        told = answer.told
        return {name: told[name] for name in ("email", "email_verified", "name") if name in told}

    def _keys_now(self) -> Keys:
        keys = read_keys(self.openid_config)
        keep_keys(self.provider_id, self.openid_config["issuer"], keys)
        return keys


class OrganisationProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """One organisation's login. A person there is tied to that issuer, not to the organisation alone."""

    oauth2_adapter_class = OrganisationAdapter

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Where to go afterwards. Nothing else of the address counts: who made the link is unknown."""
        kwargs: dict[str, Any] = Provider.get_redirect_from_request_kwargs(self, request)
        return kwargs

    def redirect(self, request: HttpRequest, process: str, **more: Any) -> HttpResponse:
        """As usual, with a nonce that the id-token must repeat."""
        nonce = secrets.token_urlsafe(16)
        more["auth_params"] = {"nonce": nonce}
        answer: HttpResponse = super().redirect(request, process, nonce=nonce, **more)
        return answer

    def extract_uid(self, data: dict[str, Any]) -> str:
        """Of this issuer and the person's number there, so that another issuer's number is another person."""
        return uid_of(self.app.settings["configuration"]["issuer"], data["id_token"]["sub"])

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Kept is who it is there, and nothing of what else the issuer tells about people."""
        return {name: data["id_token"][name] for name in ("iss", "sub")}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        told = data["id_token"]
        texts = {name: told.get(name) for name in ("email", "name")}
        return {name: value for name, value in texts.items() if isinstance(value, str)}


def uid_of(issuer: str, subject: str) -> str:
    """The number under which a person of this issuer is known here."""
    bare = issuer.rstrip("/")
    return hashlib.sha256(f"{bare}\0{subject}".encode()).hexdigest()


class _ComeBack(OAuth2CallbackView):  # type: ignore[misc]
    """As usual; what we remember of the visit is there for who proves that the answer belongs to it."""

    def _get_state(self, request: HttpRequest, provider: Any) -> Any:
        state, answer = super()._get_state(request, provider)
        self.adapter.asked = state or {}
        return state, answer


def go(request: HttpRequest, organisation: str) -> HttpResponse:
    """To the login of the organisation with this address. Raises SocialApp.DoesNotExist."""
    answer: HttpResponse = OAuth2LoginView.adapter_view(OrganisationAdapter(request, organisation))(request)
    return answer


def come_back(request: HttpRequest, organisation: str) -> HttpResponse:
    """From the login of the organisation with this address. Raises SocialApp.DoesNotExist."""
    answer: HttpResponse = _ComeBack.adapter_view(OrganisationAdapter(request, organisation))(request)
    return answer


def _require_its_own(request: HttpRequest, configuration: dict[str, Any]) -> None:
    """RFC 9207: an answer names who gave it, where the issuer says that it does. Raises OAuth2Error."""
    named = request.GET.get("iss")
    if named is None and not configuration.get("authorization_response_iss_parameter_supported"):
        return
    if named != configuration["issuer"]:
        raise OAuth2Error("an answer of another issuer")
