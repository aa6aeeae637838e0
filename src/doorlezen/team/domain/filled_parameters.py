"""The numbers of `team_parameters` as a library has them: its own, else the shipped, else nothing."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.language import FieldError, clean_line, t
from doorlezen.team.models import TeamParameter
from doorlezen.team.team_parameters import ParameterTerms, figure_told, parameter_terms


@dataclass(frozen=True)
class TeamNumber:
    """A number with on what ground it stands. ``value`` None: not public, and not filled in. ``by``: who
    filled it in; empty where it was shipped."""

    terms: ParameterTerms
    value: int | None
    source: str
    on: datetime.date | None
    by: str


def filled_parameters(actor: Actor) -> dict[str, TeamNumber]:
    """All numbers by key, in their order."""
    return parameters_of(actor.organisation)


def parameters_of(organisation: Organisation) -> dict[str, TeamNumber]:
    """The same, for what is laid out or sought without somebody who asks."""
    own = TeamParameter.objects.filter(organisation=organisation).select_related("said_by").order_by("key")
    said = {one.key: one for one in own}
    found = {}
    for key, terms in parameter_terms().items():
        if key in said:
            one = said[key]
            by = one.said_by.name if one.said_by else ""
            found[key] = TeamNumber(terms, one.value, one.source, one.said_on, by)
        else:
            found[key] = TeamNumber(terms, terms.value, terms.source, terms.read_on, "")
    return found


@transaction.atomic
def fill_parameter(actor: Actor, *, key: str, value: int | None, source: str) -> None:
    """Fill a number in, or empty it, so that the shipped one holds again. Raises Refused or FieldError."""
    require("team.change", actor)
    terms = parameter_terms().get(key)
    if terms is None:
        raise FieldError("key", t("kies uit de lijst"))
    own = TeamParameter.objects.filter(organisation=actor.organisation, key=key)
    before = own.first()
    if value is None:
        if before is not None:
            was = _recorded(terms, before.value)
            record(actor, "team.parameter", before, before={"parameter": key, "filled_value": was})
            before.delete()
        return
    _check(terms, value)
    source = clean_line(source)
    if not source:
        raise FieldError("source", t("schrijf erbij waar dit staat"))
    said, _ = TeamParameter.objects.update_or_create(
        organisation=actor.organisation,
        key=key,
        defaults={
            "value": value,
            "source": source,
            "said_on": timezone.localdate(),
            "said_by": actor.person,
        },
    )
    told = None if before is None else _recorded(terms, before.value)
    record(
        actor,
        "team.parameter",
        said,
        before={"filled_value": told},
        after={"parameter": key, "filled_value": _recorded(terms, value)},
    )


def _recorded(terms: ParameterTerms, value: int) -> int | str:
    """As the log keeps it: hours and times as people read them, in every language alike."""
    return figure_told(terms.kind, value) if terms.kind in {"hours", "clock"} else value


def _check(terms: ParameterTerms, value: int) -> None:
    if terms.choices and value not in terms.choices:
        raise FieldError("value", t("kies uit {choices}", choices=", ".join(map(str, terms.choices))))
    if not terms.least <= value <= terms.most:
        least, most = (figure_told(terms.kind, bound) for bound in (terms.least, terms.most))
        raise FieldError("value", t("vul {least} tot en met {most} in", least=least, most=most))
