"""In the demo alone: log in as one of the invented people with one click."""

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from doorlezen.accounts.domain.demo import demo_people
from doorlezen.accounts.domain.queries import memberships_of
from doorlezen.accounts.models import Person


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The people of the demo, by organisation and role."""
    _only_in_the_demo()
    return render(request, "accounts/demo.html", {"people": demo_people()})


@require_POST
def become(request: HttpRequest, person: int) -> HttpResponse:
    """Be this person, second step and all. Only people of the demo can be: nobody else has their address."""
    _only_in_the_demo()
    somebody = get_object_or_404(
        Person.objects.filter(pk__in=[one.person.pk for one in demo_people()]), pk=person
    )
    login(request, somebody, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, somebody, "demo")
    home = memberships_of(somebody, at=timezone.now())
    if not home:
        return HttpResponseRedirect(reverse("home"))
    slug = home[0].organisation.slug
    return HttpResponseRedirect(reverse("organisation", kwargs={"organisation": slug}))


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404
