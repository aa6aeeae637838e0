"""How mail leaves: one variable instead of seven."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from doorlezen.language import InputError, t

_PORTS = {"smtp": 25, "smtps": 465}


def from_url(url: str, *, folder: Path) -> dict[str, Any]:
    """Django's settings for mail.

    ``smtp://name:password@host:587?starttls=1`` or ``smtps://name:password@host:465``; ``console:`` writes to
    the log; empty: as files in ``folder``, so that nothing leaves this machine unless somebody said so.
    Raises InputError for anything else.
    """
    backend = "django.core.mail.backends"
    if not url:
        return {"EMAIL_BACKEND": f"{__name__}_files.EmailBackend", "EMAIL_FILE_PATH": str(folder)}
    if url == "console:":
        return {"EMAIL_BACKEND": f"{backend}.console.EmailBackend"}
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
        starttls = _yes(parse_qs(parts.query, strict_parsing=bool(parts.query)))
    except (KeyError, ValueError):
        raise _refusal() from None
    if not parts.hostname or parts.path.strip("/"):
        raise _refusal()
    return {
        "EMAIL_BACKEND": f"{backend}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and starttls,
        "EMAIL_TIMEOUT": 20,
    }


def _yes(query: dict[str, list[str]]) -> bool:
    if not query:
        return False
    if query in ({"starttls": ["1"]}, {"starttls": ["0"]}):
        return query["starttls"] == ["1"]
    raise ValueError(query)


def _refusal() -> InputError:
    return InputError(
        "EMAIL_URL",
        t("moet er zo uitzien: smtp://naam:wachtwoord@host:587?starttls=1, smtps://… of console:"),
    )
