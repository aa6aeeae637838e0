"""What an issuer says about itself: where to go, where to ask, and the keys that it signs with."""

from dataclasses import dataclass
from typing import Any

from doorlezen.accounts.issuers.bounded_request import BusyError, a_turn, ask
from doorlezen.accounts.issuers.places import UnreachableError, parts_of
from doorlezen.language import InputError, t

WELL_KNOWN = "/.well-known/openid-configuration"
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_PARTS_OF_A_KEY = ("kty", "kid", "use", "alg", "n", "e", "crv", "x", "y")
_MOST_KEYS = 40
_LONGEST = 1_400
"""Characters of one part of a key: RSA of 8192 bits."""


@dataclass(frozen=True)
class ProviderMetadata:
    """``configuration``: of what OpenID Connect Discovery names, what we use. ``keys``: public keys (JWK)."""

    configuration: dict[str, Any]
    keys: list[dict[str, str]]


def read_issuer(issuer: str, *, seconds: float = 10) -> ProviderMetadata:
    """Ask the issuer who it is and for its keys, within ``seconds``. Raises InputError, for who named it."""
    try:
        if parts_of(issuer).query:
            raise UnreachableError("not an address")
    except UnreachableError as wrong:
        raise InputError(issuer, _said(wrong)) from None
    try:
        with a_turn(issuer, seconds=seconds):
            said = ask("GET", issuer.rstrip("/") + WELL_KNOWN).told
            _require_the_same(issuer, said)
            configuration = _kept(said)
            return ProviderMetadata(configuration, read_keys(configuration))
    except BusyError:
        what = t("er wordt net op een antwoord gewacht; probeer het over een minuut nog eens")
        raise InputError(issuer, what) from None
    except UnreachableError as wrong:
        raise InputError(issuer, _said(wrong)) from None


def read_keys(configuration: dict[str, Any]) -> list[dict[str, str]]:
    """The keys that the issuer signs with now; inside `a_turn`. Raises UnreachableError."""
    keys = ask("GET", configuration["jwks_uri"]).told.get("keys")
    if not isinstance(keys, list):
        raise UnreachableError("no keys")
    kept = [_key(key) for key in keys[:_MOST_KEYS] if isinstance(key, dict)]
    return [key for key in kept if key.get("kty") in {"RSA", "EC", "OKP"} and key.get("use", "sig") == "sig"]


def _kept(said: dict[str, Any]) -> dict[str, Any]:
    """What we use of it, each address one that we may ask."""
    names = [*NEEDED, *(["userinfo_endpoint"] if said.get("userinfo_endpoint") else [])]
    for name in names:
        parts_of(said.get(name))
    ways = said.get("token_endpoint_auth_methods_supported")
    return {
        "issuer": said["issuer"],
        **{name: said[name] for name in names},
        "token_endpoint_auth_methods_supported": [
            way
            for way in ("client_secret_basic", "client_secret_post")
            if (way in ways if isinstance(ways, list) else way == "client_secret_basic")
        ],
        "authorization_response_iss_parameter_supported": (
            said.get("authorization_response_iss_parameter_supported") is True
        ),
    }


def _require_the_same(issuer: str, said: dict[str, Any]) -> None:
    name = said.get("issuer")
    if not isinstance(name, str) or name.rstrip("/") != issuer.rstrip("/"):
        what = t("noemt zichzelf anders ({name}); vul dat adres in", name=str(name or "")[:200])
        raise InputError(issuer, what)


def _key(key: dict[str, Any]) -> dict[str, str]:
    return {
        part: key[part]
        for part in _PARTS_OF_A_KEY
        if isinstance(key.get(part), str) and len(key[part]) <= _LONGEST and "\0" not in key[part]
    }


def _said(wrong: UnreachableError) -> str:
    if wrong.private:
        return t("ligt niet op het openbare internet; vul een adres in dat iedereen kan bereiken")
    if str(wrong) == "not https":
        return t("moet met https:// beginnen, net als de adressen die het zelf noemt")
    return t("geeft geen OpenID-configuratie; kijk het adres na bij wie de login beheert")
