"""Old addresses keep leading to what they were of."""

from django.db.models import Model

from doorlezen.webinars.domain.entries import OF_KIND
from doorlezen.webinars.models import Redirect


def was_called(kind: Redirect.Kind, key: int | None, *, old: str | None, new: str) -> None:
    """The thing with id ``key`` was called ``old`` and is now called ``new``: lead the old address there."""
    Redirect.objects.filter(kind=kind, old=new).delete()
    if old is not None and key is not None:
        Redirect.objects.update_or_create(kind=kind, old=old, defaults={"key": key})


def moved(kind: Redirect.Kind, old: str) -> Model | None:
    """What the old address leads to now; None when there never was such an address."""
    redirect = Redirect.objects.filter(kind=kind, old=old).first()
    return OF_KIND[kind]._default_manager.filter(pk=redirect.key).first() if redirect else None
