"""The settings of an organisation."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_POST

from doorlezen.accounts.domain import oidc, organisations
from doorlezen.accounts.domain.logos import MOST_BYTES, drawn_anew
from doorlezen.accounts.issuers.configuration import read_issuer
from doorlezen.accounts.models import OidcClient, Organisation
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.language import InputError, t
from doorlezen.web.here import actor_of, needs, shown, to
from doorlezen.web.pages.accounts.forms import IdentityProviderForm
from doorlezen.web.pages.settings.forms import LogoForm, LookForm
from doorlezen.web.refusing import refuse


def look_form(organisation: Organisation, given: QueryDict | None = None) -> LookForm:
    """The form of the settings as they are, or as somebody wants them."""
    start = {part: getattr(organisation, part) for part in ("name", "colour", "colour_dark", "four_eyes")}
    return LookForm(given, initial=start, of_a_library=organisation.kind == OrganisationKind.LIBRARY)


@needs("settings.change")
def look(request: HttpRequest) -> HttpResponse:
    """Name and colours, with the logo beside them."""
    actor = actor_of(request)
    organisation = actor.organisation
    form = look_form(organisation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        organisations.change(actor, **form.cleaned_data)
        messages.success(request, t("De instellingen zijn bewaard."))
        return to(request, "settings")
    context = {"form": form, "logo_form": LogoForm(), "may_set_login": ask("settings.login", actor)}
    return shown(request, "settings/look.html", context, wrong=form.is_bound)


@require_POST
@needs("settings.change")
def logo(request: HttpRequest) -> HttpResponse:
    """Take a new logo, drawn anew."""
    actor = actor_of(request)
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["logo"]
        try:
            # one byte more than is allowed tells enough of a file that is far larger
            organisations.set_logo(actor, drawn_anew(file.name, file.read(MOST_BYTES + 1)))
        except InputError as wrong:
            refuse(form, wrong, at="logo")
        else:
            messages.success(request, t("Het logo is bewaard."))
            return to(request, "settings")
    context = {
        "form": look_form(actor.organisation),
        "logo_form": form,
        "may_set_login": ask("settings.login", actor),
    }
    return shown(request, "settings/look.html", context, wrong=True)


@require_POST
@needs("settings.change")
def no_logo(request: HttpRequest) -> HttpResponse:
    """Take the logo away."""
    organisations.set_logo(actor_of(request), None)
    messages.success(request, t("Het logo is weg."))
    return to(request, "settings")


@needs("settings.login")
def login(request: HttpRequest) -> HttpResponse:
    """Where the people here log in with an account of their own; the secret goes in and never comes out."""
    actor = actor_of(request)
    client = OidcClient.objects.filter(organisation=actor.organisation).first()
    start = (
        {"issuer": client.issuer, "client_id": client.client_id, "is_strong": client.is_strong}
        if client
        else {}
    )
    form = IdentityProviderForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            told = read_issuer(form.cleaned_data["issuer"])
            given = {**form.cleaned_data, "secret": form.cleaned_data["secret"] or None}
            oidc.set_client(actor, **given, told=told)
        except InputError as wrong:
            refuse(form, wrong)
        else:
            messages.success(request, t("Inloggen via je organisatie staat aan."))
            return to(request, "settings-login")
    return shown(request, "settings/login.html", {"form": form, "client": client}, wrong=form.is_bound)


@require_POST
@needs("settings.login")
def no_login(request: HttpRequest) -> HttpResponse:
    """People here log in with mail address and password again."""
    oidc.remove_client(actor_of(request))
    messages.success(request, t("Inloggen via je organisatie staat uit."))
    return to(request, "settings-login")
