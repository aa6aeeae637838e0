"""Switching administrator rights on and off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from doorlezen.accounts.domain.administering import LASTS, switch_off, switch_on
from doorlezen.accounts.domain.queries import rights_of
from doorlezen.language import InputError, t
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.accounts.forms import ReasonForm
from doorlezen.web.refusing import refuse


@needs("administering.switch")
def rights(request: HttpRequest) -> HttpResponse:
    """What administrator rights are, whether they are on, how long still, and the switch."""
    actor, now = actor_of(request), timezone.now()
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            switch_on(actor, reason=form.cleaned_data["reason"], at=now)
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("Je beheerdersrechten staan aan, een half uur lang."))
            return to(request, "administering:rights")
    running = rights_of(actor.person, actor.organisation, at=now)
    context = {
        "form": form,
        "rights": running,
        "minutes": max(1, int((running.until - now).total_seconds() // 60)) if running else 0,
        "lasts": int(LASTS.total_seconds() // 60),
    }
    return shown(request, "accounts/administering.html", context, wrong=form.is_bound)


@require_POST
@needs("administering.switch")
def off(request: HttpRequest) -> HttpResponse:
    """Switch the rights off by hand."""
    switch_off(actor_of(request), at=timezone.now())
    messages.success(request, t("Je beheerdersrechten staan uit."))
    return to(request, "administering:rights")
