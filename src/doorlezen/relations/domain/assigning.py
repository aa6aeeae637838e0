"""Give schools their leesconsulent for a school year, one or many at once."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.queries import who_are
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import require
from doorlezen.accounts.roles import Role
from doorlezen.desk.events import House, forget_words, record
from doorlezen.language import FieldError, InputError, school_year_of, t
from doorlezen.relations.models import Consultant

TERM = datetime.timedelta(days=2 * 366)
"""How long after a school year it is kept who had which school: next year's begins with it."""


@dataclass(frozen=True)
class WantedConsultant:
    """A school (its code) and the number of the person that it gets; None: nobody. ``was``: whom it had when
    the page was made that somebody filled in."""

    school: str
    person: int | None
    was: int | None


def years_to_assign(today: datetime.date) -> tuple[str, str]:
    """The school years that schools can be given somebody for: this one, and the next."""
    return school_year_of(today), school_year_of(today + datetime.timedelta(days=365))


@transaction.atomic
def assign(
    actor: Actor,
    wanted: Iterable[WantedConsultant],
    *,
    school_year: str,
    today: datetime.date,
    now: datetime.datetime,
) -> int:
    """All of it or nothing; how many schools got somebody else. What was as it is now stays as it is.

    ``today``: the day that the page is about. Raises Refused, and InputError for another school year, a
    school elsewhere, somebody who is no leesconsulent here, or what a colleague changed meanwhile.
    """
    require("consultants.assign", actor)
    if school_year not in years_to_assign(today):
        raise FieldError("school_year", t("kies dit schooljaar of het volgende"))
    # one at a time per library, so that nobody overwrites what was not seen
    Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    found = Consultant.objects.filter(organisation=actor.organisation, school_year=school_year)
    had = {one.school_id: one for one in found.select_related("person").order_by("school_id")}
    changes = []
    for one in wanted:
        now_there = had[one.school].person_id if one.school in had else None
        if one.person in (one.was, now_there):
            continue
        if now_there != one.was:
            raise InputError(
                one.school, t("een collega gaf deze school intussen iemand anders; kijk nog eens")
            )
        changes.append(one)
    _require_possible(actor, changes, now)
    for one in changes:
        _give(actor, one, had.get(one.school), school_year, now)
    return len(changes)


def _require_possible(actor: Actor, changes: Iterable[WantedConsultant], now: datetime.datetime) -> None:
    changes = list(changes)
    asked = [one.school for one in changes]
    here = set(Visible(actor).schools.rows().filter(pk__in=asked).values_list("pk", flat=True))
    able = {person.pk for person in who_are(actor, Role.LEESCONSULENT, at=now)}
    for one in changes:
        if one.school not in here:
            raise InputError(one.school, t("deze school staat niet in je gemeenten"))
        if one.person is not None and one.person not in able:
            raise InputError(one.school, t("kies iemand die hier leesconsulent is"))


def _give(
    actor: Actor, one: WantedConsultant, had: Consultant | None, school_year: str, now: datetime.datetime
) -> None:
    before = {} if had is None else {"consultant": str(had.person)}
    row = had or Consultant(organisation=actor.organisation, school_id=one.school, school_year=school_year)
    if one.person is None:
        record(actor, "consultants.assigned", row, before={**before, "school": one.school})
        row.delete()
        return
    row.person_id, row.assigned_by, row.assigned_at = one.person, actor.person, now
    row.save()
    row.refresh_from_db(fields=["person"])
    after = {"school": one.school, "school_year": school_year, "consultant": str(row.person)}
    record(actor, "consultants.assigned", row, before=before, after=after)


def shred_past(*, today: datetime.date) -> int:
    """Delete who had which school in school years that ended longer than TERM ago; returns how many."""
    last = school_year_of(today - TERM)
    with transaction.atomic(), scopes_disabled():
        old = Consultant.objects.select_related("organisation").filter(school_year__lt=last)
        rows = list(old.select_for_update(of=("self",)).order_by("id"))
        for row in rows:
            forget_words(row)
            record(House(row.organisation), "consultants.removed", row, before={"school": row.school_id})
            row.delete()
    return len(rows)
