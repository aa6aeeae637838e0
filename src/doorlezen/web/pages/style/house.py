"""What an organisation changes in the look: the colour of the ribbon and the logo."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from doorlezen.accounts.models import Organisation
from doorlezen.web.colour import made_readable, text_on
from doorlezen.web.here import actor_of, needs

LOGO_TYPES = ("image/png", "image/jpeg", "image/webp", "image/svg+xml")
"""What a logo may be. An SVG is served so that nothing inside it can run."""


@require_safe
@needs("home.see")
@cache_control(private=True, max_age=86_400)
def house_style(request: HttpRequest) -> HttpResponse:
    """The organisation's colours as a small stylesheet after our own."""
    organisation = actor_of(request).organisation
    return HttpResponse(rules(organisation), content_type="text/css; charset=utf-8")


@require_safe
@needs("home.see")
@cache_control(private=True, max_age=86_400)
def logo(request: HttpRequest) -> HttpResponse:
    """The organisation's logo."""
    organisation = actor_of(request).organisation
    if not organisation.logo or organisation.logo_type not in LOGO_TYPES:
        raise Http404
    response = HttpResponse(bytes(organisation.logo), content_type=organisation.logo_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return response


def rules(organisation: Organisation) -> str:
    """The style rules of this organisation; none where it keeps our colours.

    A colour that cannot be read is moved until it can: it was checked when it was set, but papers change.
    Without a colour for the dark the light one is made lighter.
    """
    if not organisation.colour:
        return ""
    light = made_readable(organisation.colour)
    dark = made_readable(organisation.colour_dark or organisation.colour, dark=True)
    in_light, in_dark = _ribbon(light), _ribbon(dark)
    return (
        f":root{{{in_light}}}\n"
        f"@media (prefers-color-scheme: dark){{:root{{{in_dark}}}}}\n"
        f":root[data-theme=light]{{{in_light}}}\n"
        f":root[data-theme=dark]{{{in_dark}}}\n"
        f"@media print{{:root,:root[data-theme]{{{in_light}}}}}\n"
    )


def _ribbon(colour: str) -> str:
    return f"--ribbon:{colour};--on-ribbon:{text_on(colour)}"
