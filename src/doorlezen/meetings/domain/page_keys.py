"""The key in the link to somebody's own page."""

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from doorlezen.desk import link_keys
from doorlezen.desk.seal import seal, unseal
from doorlezen.meetings.models import Registration


def new_key() -> tuple[str, str]:
    """What a registration keeps of a new key: its hash, and the key sealed."""
    key = link_keys.new_key(24)
    return link_keys.key_hash(key), seal(key)


def by_key(key: str) -> Registration | None:
    """Whose link has this key; None when nobody's has, or the registration is blanked."""
    found = (
        Registration.objects.filter(token_sha256=link_keys.key_hash(key))
        if key
        else Registration.objects.none()
    )
    return found.select_related("meeting__webinar").first()


def own_page(registration: Registration) -> str:
    """The whole address of somebody's own page. Only for mail to that person.

    The key stands behind the question mark, because that part of an address is not written in our log.
    """
    query = urlencode({"sleutel": unseal(registration.token_sealed)})
    return f"{settings.SITE_ADDRESS}{reverse('registration:own')}?{query}"
