"""Where the link of an invitation leads."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from doorlezen.accounts.domain.invitations import accept_as, accept_as_somebody_new, by_token
from doorlezen.accounts.models import Invitation, Person
from doorlezen.language import InputError, t
from doorlezen.web.login.signing_in import came_by_organisation, records_of
from doorlezen.web.pages.accounts.forms import WelcomeForm
from doorlezen.web.refusing import refuse


@never_cache
@sensitive_post_parameters("password")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation: as somebody new with a name and a password, or as who one is already."""
    found = by_token(token, at=timezone.now())
    if found is None:
        return render(request, "accounts/invitation_gone.html", status=404)
    if request.user.is_authenticated:
        if came_by_organisation(records_of(request)) is not None:
            back = urlencode({"next": request.path})
            return HttpResponseRedirect(f"{reverse('account_own_login')}?{back}")
        return _as_who_one_is(request, request.user, token, found)
    if Person.objects.filter(email__iexact=found.email).exists():
        return render(request, "accounts/invitation_log_in.html", {"invitation": found})
    return _as_somebody_new(request, token, found)


def _as_somebody_new(request: HttpRequest, token: str, found: Invitation) -> HttpResponse:
    form = WelcomeForm(request.POST or None, email=found.email, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        try:
            person = accept_as_somebody_new(
                token,
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password"],
                at=timezone.now(),
            )
        except InputError as wrong:
            refuse(form, wrong)
        else:
            return _log_in(request, person, found)
    context = {"form": form, "invitation": found}
    return render(request, "accounts/invitation.html", context, status=422 if form.is_bound else 200)


def _as_who_one_is(request: HttpRequest, person: Person, token: str, found: Invitation) -> HttpResponse:
    wrong = ""
    if request.method == "POST":
        try:
            accept_as(person, token, at=timezone.now())
        except InputError as refused:
            wrong = refused.what
        else:
            messages.success(
                request, t("Je hoort nu bij {organisation}.", organisation=found.organisation.name)
            )
            return HttpResponseRedirect(_home_of(found))
    context = {"invitation": found, "wrong": wrong}
    return render(request, "accounts/invitation_accept.html", context, status=422 if wrong else 200)


def _log_in(request: HttpRequest, person: Person, found: Invitation) -> HttpResponse:
    # the password was typed just now, so a second factor can be set up without typing it again
    record_authentication(request, person, "password", email=person.email, reauthenticated=True)
    answer: HttpResponse = perform_login(request, Login(user=person, redirect_url=_home_of(found)))
    return answer


def _home_of(found: Invitation) -> str:
    return reverse("organisation", kwargs={"organisation": found.organisation.slug})
