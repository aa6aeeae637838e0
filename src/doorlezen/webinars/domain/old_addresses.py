"""Old addresses keep leading to what they were of, and nothing else takes one over."""

from itertools import count

from django.db.models import Model

from doorlezen.language import InputError, t
from doorlezen.webinars.domain.entries import OF_KIND
from doorlezen.webinars.models import Redirect


def check_free(kind: Redirect.Kind, slug: str, *, key: int | None = None) -> None:
    """Raise InputError("slug", …) where something else than ``key`` has this address, or had it before.

    It says the same whatever has it: nobody is told of a draft of others.
    """
    if _is_taken(kind, slug, key):
        free = next(
            other for n in count(2) if not _is_taken(kind, other := f"{slug[:75].rstrip('-')}-{n}", key)
        )
        raise InputError("slug", t("{slug} is al in gebruik; {free} is nog vrij", slug=slug, free=free))


def _is_taken(kind: Redirect.Kind, slug: str, key: int | None) -> bool:
    things = OF_KIND[kind]._default_manager
    if things.filter(slug=slug).exclude(pk=key).exists():
        return True
    before = Redirect.objects.filter(kind=kind, old=slug).first()
    # what it led to may be gone
    return before is not None and before.key != key and things.filter(pk=before.key).exists()


def former(kind: Redirect.Kind) -> set[str]:
    """The addresses that things had before."""
    return set(Redirect.objects.filter(kind=kind).order_by("old").values_list("old", flat=True))


def was_called(kind: Redirect.Kind, key: int | None, *, old: str | None, new: str) -> None:
    """The thing with id ``key`` was called ``old`` and is now called ``new``: lead the old address there.

    Raises InputError as `check_free`.
    """
    check_free(kind, new, key=key)
    Redirect.objects.filter(kind=kind, old=new).delete()
    if old is not None and key is not None:
        Redirect.objects.update_or_create(kind=kind, old=old, defaults={"key": key})


def moved(kind: Redirect.Kind, old: str) -> Model | None:
    """What the old address leads to now; None when there never was such an address."""
    redirect = Redirect.objects.filter(kind=kind, old=old).first()
    return OF_KIND[kind]._default_manager.filter(pk=redirect.key).first() if redirect else None
