"""The key in the link to somebody's own page."""

import hashlib
import secrets

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from doorlezen.desk.seal import seal, unseal
from doorlezen.meetings.models import Registration


def new_key() -> tuple[str, str]:
    """What a registration keeps of a new key: its hash, and the key sealed."""
    key = secrets.token_urlsafe(24)
    return _hash(key), seal(key)


def by_key(key: str) -> Registration | None:
    """Whose link has this key; None when nobody's has, or the registration is blanked."""
    found = Registration.objects.filter(token_sha256=_hash(key)) if key else Registration.objects.none()
    return found.select_related("meeting__webinar").first()


def own_page(registration: Registration) -> str:
    """The whole address of somebody's own page. Only for mail to that person.

    The key stands behind the question mark, because that part of an address is not written in our log.
    """
    query = urlencode({"sleutel": unseal(registration.token_sealed)})
    return f"{settings.SITE_ADDRESS}{reverse('registration:own')}?{query}"


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
