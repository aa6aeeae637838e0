"""Find what an address is of; an address that something had before leads on to the new one."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from django.utils import timezone

from doorlezen.webinars.domain.old_addresses import moved
from doorlezen.webinars.domain.queries import published
from doorlezen.webinars.models import Redirect, Webinar

Thing = TypeVar("Thing", bound=Model)


class MovedAddress(Exception):  # noqa: N818 — no error: it carries where to go
    """The address is an old one of ``thing``."""

    def __init__(self, thing: Model) -> None:
        super().__init__(thing)
        self.thing = thing


def follows_moves(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view that sends a reader on (301) when it raises Moved, to the same kind of page."""

    def moving(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, slug=slug, **kwargs)
        except MovedAddress as moved_to:
            new = moved_to.thing.slug  # type: ignore[attr-defined]
            path = request.get_full_path().replace(f"/{slug}/", f"/{new}/", 1)
            return HttpResponsePermanentRedirect(path)

    return moving


def webinar(slug: str, among: QuerySet[Webinar] | None = None) -> Webinar:
    """The published webinar with this address. Raises Moved, Http404."""
    public = published(timezone.now())
    found = (public if among is None else among).filter(slug=slug).first()
    if found is not None:
        return found
    elsewhere = moved(Redirect.Kind.WEBINAR, slug)
    # an old address of a draft tells nobody that the draft is there
    if elsewhere is not None and public.filter(pk=elsewhere.pk).exists():
        raise MovedAddress(elsewhere)
    raise Http404


def thing(kind: Redirect.Kind, among: QuerySet[Thing], slug: str) -> Thing:
    """The theme, speaker, … with this address among those that are public. Raises Moved, Http404."""
    found = among.filter(slug=slug).first()
    if found is not None:
        return found
    elsewhere = moved(kind, slug)
    if elsewhere is not None and among.filter(pk=elsewhere.pk).exists():
        raise MovedAddress(elsewhere)
    raise Http404
