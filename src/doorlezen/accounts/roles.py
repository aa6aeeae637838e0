"""The vocabulary of organisations and roles. This is the one place that lists them."""

from django.db import models
from django.utils.translation import gettext_lazy


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    LIBRARY = "library", gettext_lazy("bibliotheek")
    GEMEENTE = "gemeente", gettext_lazy("gemeente")
    SCHOOL = "school", gettext_lazy("school")
    POI = "poi", gettext_lazy("POI")
    NATIONAL = "national", gettext_lazy("landelijk programma")


class Role(models.TextChoices):
    """What a person does at an organisation."""

    DIRECTOR = "director", gettext_lazy("directeur")
    ADVISER = "adviser", gettext_lazy("adviseur")
    FINANCE = "finance", gettext_lazy("financiën")
    LEESCONSULENT = "leesconsulent", gettext_lazy("leesconsulent")
    GEMEENTE_OFFICER = "gemeente-officer", gettext_lazy("beleidsmedewerker gemeente")
    SCHOOL_CONTACT = "school-contact", gettext_lazy("contactpersoon school")
    POI_ADVISER = "poi-adviser", gettext_lazy("adviseur POI")
    NATIONAL_READER = "national-reader", gettext_lazy("lezer landelijk programma")
    ADMINISTRATOR = "administrator", gettext_lazy("beheerder")


ROLES_OF_KIND = {
    OrganisationKind.LIBRARY: (
        Role.DIRECTOR,
        Role.ADVISER,
        Role.FINANCE,
        Role.LEESCONSULENT,
        Role.ADMINISTRATOR,
    ),
    OrganisationKind.GEMEENTE: (Role.GEMEENTE_OFFICER, Role.ADMINISTRATOR),
    OrganisationKind.SCHOOL: (Role.SCHOOL_CONTACT,),
    OrganisationKind.POI: (Role.POI_ADVISER, Role.ADMINISTRATOR),
    OrganisationKind.NATIONAL: (Role.NATIONAL_READER, Role.ADMINISTRATOR),
}
"""Which roles a person can have at which kind of organisation."""

STRONG_LOGIN = frozenset({Role.DIRECTOR, Role.FINANCE, Role.ADMINISTRATOR})
"""Roles that must log in with a second factor or a passkey."""

KEEPER_OF_KIND = {
    OrganisationKind.LIBRARY: Role.DIRECTOR,
    OrganisationKind.GEMEENTE: Role.ADMINISTRATOR,
    OrganisationKind.SCHOOL: Role.SCHOOL_CONTACT,
    OrganisationKind.POI: Role.ADMINISTRATOR,
    OrganisationKind.NATIONAL: Role.ADMINISTRATOR,
}
"""Who lets the others in. The last one cannot leave, or nobody could ever be let in again."""
