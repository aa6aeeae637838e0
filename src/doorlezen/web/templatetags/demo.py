"""In the demo alone: the people as whom one can look around, by organisation."""

from itertools import groupby

from django import template

from doorlezen.accounts.domain.demo import DemoPerson, demo_people
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.roles import OrganisationKind

register = template.Library()
FIRST = "rietlanden"
"""The library that has a plan: there most people want to begin."""
_KINDS = list(OrganisationKind)


@register.simple_tag
def people_to_be() -> list[tuple[Organisation, list[DemoPerson]]]:
    """Each organisation with its invented people, libraries first: ``{% people_to_be as groups %}``."""

    def place(one: DemoPerson) -> tuple[bool, int]:
        return one.organisation.slug != FIRST, _KINDS.index(OrganisationKind(one.organisation.kind))

    people = sorted(demo_people(), key=place)
    return [(there, list(those)) for there, those in groupby(people, key=lambda one: one.organisation)]
