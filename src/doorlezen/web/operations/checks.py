"""What is looked at before the site goes public: `python -m django check --deploy`, and at each start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def ready_for_the_public(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A warning for each thing that a site for real people needs and that is still as on a laptop."""
    found: list[CheckMessage] = []
    if settings.DEMO:
        found.append(_warning(1, "DOORLEZEN_DEMO lets everybody log in with one click.", "Leave it out."))
    if not settings.SITE_ADDRESS.startswith("https://"):
        found.append(_warning(2, "DOORLEZEN_ADDRESS is not an https address.", "Set the public address."))
    if settings.EMAIL_BACKEND != "django.core.mail.backends.smtp.EmailBackend":
        found.append(_warning(3, "No mail leaves this machine.", "Set EMAIL_URL, for invitations."))
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        found.append(_warning(4, "Mail would come from localhost.", "Set DOORLEZEN_MAIL_FROM."))
    if not settings.SECURITY_CONTACT:
        found.append(_warning(5, "Nobody can report a leak.", "Set DOORLEZEN_SECURITY_CONTACT."))
    if set(settings.ALLOWED_HOSTS) <= {"localhost", "127.0.0.1"}:
        found.append(_warning(6, "The site answers to localhost only.", "Set DOORLEZEN_HOSTS."))
    return found


def _warning(number: int, what: str, help: str) -> Warning:
    return Warning(what, hint=help, id=f"doorlezen.W{number:03d}")
