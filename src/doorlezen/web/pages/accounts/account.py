"""One's own page: name, language, password, second step, where one is logged in, one's organisations."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from doorlezen.accounts.domain.demo import is_invented
from doorlezen.accounts.domain.oidc import organisations_with_a_login
from doorlezen.accounts.domain.people import change_own
from doorlezen.accounts.domain.queries import memberships_of
from doorlezen.accounts.models import Person
from doorlezen.language import InputError, t
from doorlezen.web.login.going import remember_where_to
from doorlezen.web.login.languages import remember_language
from doorlezen.web.login.signing_in import asks_strong, came_by_organisation, records_of
from doorlezen.web.pages.accounts.forms import OwnForm
from doorlezen.web.refusing import refuse


@login_required
def own(request: HttpRequest) -> HttpResponse:
    """Name and language, with the ways to everything else of one's own."""
    person = _person(request)
    start = {"name": person.name, "language": person.language}
    form = OwnForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            change_own(person, **form.cleaned_data)
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("Je gegevens zijn bewaard."))
            answer = redirect("account_own")
            remember_language(answer, person.language)
            return answer
    context = {
        "form": form,
        "memberships": memberships_of(person, at=timezone.now()),
        "invented": is_invented(person),
    }
    return render(request, "accounts/own.html", context, status=422 if form.is_bound else 200)


@require_safe
@login_required
def strong_login(request: HttpRequest) -> HttpResponse:
    """A role asks for a second step, and this session has none: set one up, or use the one that is there."""
    from allauth.mfa.utils import is_mfa_enabled

    person = _person(request)
    if not asks_strong(memberships_of(person, at=timezone.now())):
        return HttpResponseRedirect(_next(request))
    remember_where_to(request, _next(request))
    context = {"has_one": is_mfa_enabled(person), "next": _next(request)}
    return render(request, "accounts/strong_login.html", context)


@require_safe
@login_required
def own_login(request: HttpRequest) -> HttpResponse:
    """This session came in by one organisation and cannot enter another."""
    slug = came_by_organisation(records_of(request))
    if slug is None:
        return HttpResponseRedirect(_next(request))
    return render(request, "accounts/own_login.html", {"came_by": slug, "next": _next(request)})


@require_safe
def by_organisation(request: HttpRequest) -> HttpResponse:
    """Choose the organisation where one has an account to log in with."""
    context = {"with_a_login": organisations_with_a_login(), "next": _next(request)}
    return render(request, "accounts/by_organisation.html", context)


def closed(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    """A page of django-allauth that this site does not have."""
    raise Http404


def _person(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # the login is required above
    return request.user


def _next(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=settings.SECURE
    )
    return wanted if safe else "/"
