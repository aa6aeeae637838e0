"""The check before publishing, publishing now or later, and the versions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from doorlezen.accounts.models import Person
from doorlezen.language import InputError, t
from doorlezen.web.here import actor_of
from doorlezen.web.pages.webinars.editing.forms import ReleaseForm, VersionedForm
from doorlezen.web.pages.webinars.editing.views import of_webinar, shown, to
from doorlezen.webinars.domain import editing
from doorlezen.webinars.domain.release import checks
from doorlezen.webinars.models import Webinar


@of_webinar
def publish(request: HttpRequest, webinar: Webinar) -> HttpResponse:
    """What was checked, and from when it becomes public."""
    form = ReleaseForm(request.POST or None, initial={"version": webinar.version})
    if form.is_valid():
        now = timezone.now()
        try:
            at = form.moment()
            editing.release(
                actor_of(request), webinar.slug, seen=form.cleaned_data["version"], at=at, now=now
            )
        except InputError as wrong:
            form.refuse(wrong)
        else:
            told = t("Het webinar is openbaar.") if at <= now else t("Het webinar staat klaar.")
            messages.success(request, told)
            return to(request, "publish", slug=webinar.slug)
    found = checks(webinar)
    blocked = any(check.blocks for check in found)
    return shown(request, "publish", webinar, "publish", form=form, checks=found, blocked=blocked)


@require_POST
@of_webinar
def withdraw(request: HttpRequest, webinar: Webinar) -> HttpResponse:
    """Make it a draft again."""
    form = VersionedForm(request.POST)
    if form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            editing.withdraw(actor_of(request), webinar.slug, seen=seen, now=timezone.now())
            messages.success(request, t("Het webinar is weer een concept. Niemand anders ziet het."))
        except InputError as wrong:
            messages.error(request, wrong.what)
    return to(request, "publish", slug=webinar.slug)


@require_POST
@of_webinar
def remove(request: HttpRequest, webinar: Webinar) -> HttpResponse:
    """Throw a draft away."""
    form = VersionedForm(request.POST)
    if form.is_valid():
        try:
            editing.remove(actor_of(request), webinar.slug, seen=form.cleaned_data["version"])
        except InputError as wrong:
            messages.error(request, wrong.what)
            return to(request, "publish", slug=webinar.slug)
        messages.success(request, t("Het concept is weg."))
    return to(request, "list")


@require_safe
@of_webinar
def versions(request: HttpRequest, webinar: Webinar) -> HttpResponse:
    """Who changed what, when; each can be brought back."""
    listed = list(webinar.versions.defer("data").order_by("-number"))
    people = Person.objects.in_bulk({version.person_id for version in listed if version.person_id})
    rows = [(version, people.get(version.person_id or 0)) for version in listed]
    return shown(request, "versions", webinar, "versions", rows=rows)


@require_POST
@of_webinar
def restore(request: HttpRequest, webinar: Webinar, number: int) -> HttpResponse:
    """Bring a version back, as a new version."""
    form = VersionedForm(request.POST)
    slug = webinar.slug
    if form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            slug = editing.restore(actor_of(request), slug, number=number, seen=seen, now=timezone.now()).slug
            messages.success(request, t("Versie {number} is teruggezet.", number=number))
        except InputError as wrong:
            messages.error(request, str(wrong))
    return to(request, "versions", slug=slug)
