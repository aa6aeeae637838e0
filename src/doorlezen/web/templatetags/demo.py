"""In the demo alone: the people as whom one can look around, by organisation."""

from itertools import groupby

from django import template

from doorlezen.accounts.domain.demo import DemoPerson, demo_people
from doorlezen.accounts.models import Organisation

register = template.Library()


@register.simple_tag
def people_to_be() -> list[tuple[Organisation, list[DemoPerson]]]:
    """Each organisation with its invented people: ``{% people_to_be as groups %}``."""
    return [
        (there, list(people)) for there, people in groupby(demo_people(), key=lambda one: one.organisation)
    ]
