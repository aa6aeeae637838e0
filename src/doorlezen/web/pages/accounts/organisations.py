"""All organisations, and making a new one: for an administrator of the national programme."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from doorlezen.accounts.domain.organisations import Wanted, create, everything
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.language import InputError, t
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.accounts.forms import OrganisationForm
from doorlezen.web.refusing import refuse


@require_safe
@needs("organisations.create")
def every(request: HttpRequest) -> HttpResponse:
    """All organisations by kind and name."""
    return shown(
        request, "accounts/organisations.html", {"all": everything(actor_of(request), at=timezone.now())}
    )


@needs("organisations.create")
def new(request: HttpRequest) -> HttpResponse:
    """Make an organisation and invite its first person: first of which kind, then what that kind needs."""
    kind = _kind(request.POST.get("kind") or request.GET.get("soort", ""))
    if kind is None:
        # sent without a kind, or with one that there is not: nothing was made
        asked = request.method == "POST"
        return shown(request, "accounts/organisation_kind.html", {"kinds": OrganisationKind}, wrong=asked)
    form = OrganisationForm(request.POST or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        wanted = Wanted(
            kind=kind,
            name=given["name"],
            slug=given["slug"],
            gemeenten=given.get("gemeenten", ()),
            school=given.get("school"),
            supports=list(given.get("supports", ())),
        )
        try:
            made = create(actor_of(request), wanted, first_email=given["email"], at=timezone.now())
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("{name} is gemaakt; de uitnodiging is onderweg.", name=made.name))
            return to(request, "organisations:every")
    context = {"form": form, "kind": kind}
    return shown(request, "accounts/organisation_new.html", context, wrong=form.is_bound)


def _kind(wanted: str) -> OrganisationKind | None:
    return OrganisationKind(wanted) if wanted in OrganisationKind.values else None
