"""What a webinar is about in the programme, as words and, where there is a page, a link."""

from doorlezen.language import t
from doorlezen.planning.library.bouwstenen import bouwsteen_name
from doorlezen.register.models import Gemeente
from doorlezen.schemes.scheme_words import BOUWSTENEN
from doorlezen.schemes.shipped_schemes import load_schemes
from doorlezen.webinars.models import ProgrammeKind, Webinar


def programme_links(webinar: Webinar) -> list[str]:
    """ "regeling Impulsregeling …", "bouwsteen Expertise", "gemeente Tiel"; an unknown key as it stands."""
    links = list(webinar.programme.all())
    asked = [link.key for link in links if link.kind == ProgrammeKind.GEMEENTE]
    gemeenten = dict(Gemeente.objects.filter(code__in=asked).order_by("code").values_list("code", "name"))
    schemes = {scheme.id: scheme.title for scheme in load_schemes()}
    told = []
    for link in links:
        match link.kind:
            case ProgrammeKind.SCHEME:
                told.append(t("regeling {name}", name=schemes.get(link.key, link.key)))
            case ProgrammeKind.BOUWSTEEN:
                told.append(
                    t(
                        "bouwsteen {name}",
                        name=bouwsteen_name(link.key) if link.key in BOUWSTENEN else link.key,
                    )
                )
            case ProgrammeKind.GEMEENTE:
                told.append(t("gemeente {name}", name=gemeenten.get(link.key, link.key)))
            case _:
                told.append(t("de Monitor"))
    return told
