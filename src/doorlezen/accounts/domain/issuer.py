"""Whether the login of an organisation stands where somebody says it stands."""

import json
from urllib.parse import urlsplit

from django.conf import settings

from doorlezen.language import InputError, t

WELL_KNOWN = "/.well-known/openid-configuration"
SECONDS = 5
MOST_BYTES = 100_000


def require_answering(issuer: str) -> None:
    """Ask the issuer for its OpenID configuration. Raises InputError when it is not what it must be.

    On a site behind https only https is taken: the secret travels there.
    """
    import httpx

    parts = urlsplit(issuer)
    if settings.SECURE and parts.scheme != "https":
        raise InputError(issuer, t("moet met https:// beginnen"))
    try:
        with (
            httpx.Client(timeout=SECONDS, follow_redirects=False) as client,
            client.stream("GET", issuer.rstrip("/") + WELL_KNOWN) as answer,
        ):
            answer.raise_for_status()
            told = json.loads(_at_most(answer))
    except (httpx.HTTPError, ValueError):
        what = t("geeft geen OpenID-configuratie; kijk het adres na bij wie de login beheert")
        raise InputError(issuer, what) from None
    if not isinstance(told, dict) or str(told.get("issuer", "")).rstrip("/") != issuer.rstrip("/"):
        name = told.get("issuer", "") if isinstance(told, dict) else ""
        raise InputError(issuer, t("noemt zichzelf anders ({name}); vul dat adres in", name=str(name)[:200]))


def _at_most(answer: object) -> bytes:
    content = b""
    for part in answer.iter_bytes():  # type: ignore[attr-defined]
        content += part
        if len(content) > MOST_BYTES:
            raise ValueError("too much for a configuration")
    return content
