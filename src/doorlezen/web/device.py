"""Whose things a device keeps: a word per person that tells nobody who it is."""

from django.utils.crypto import salted_hmac

from doorlezen.accounts.models import Person

_SALT = "doorlezen.device"


def device_key(person: Person) -> str:
    """The word under which a device keeps what is of this person."""
    return salted_hmac(_SALT, str(person.pk), algorithm="sha256").hexdigest()[:20]
