"""From hours a week to visits: the rule for every school, and what a library says of single ones."""

from collections.abc import Sequence

from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.engine.roster import AskedVisit
from doorlezen.engine.roster.posed.roster_problem import CYCLES
from doorlezen.language import MINUTES_A_QUARTER, FieldError, t
from doorlezen.register.models import School
from doorlezen.team.half_days import HALF_DAYS
from doorlezen.team.models import SchoolVisiting


def visits_of(
    quarters: int, *, cycle_weeks: int, shortest: int, longest: int, every: int | None = None
) -> tuple[AskedVisit, ...]:
    """The visits of a school with so many quarter-hours a week, more than 0; minutes.

    A visit shorter than ``shortest`` is made less often and longer, as seldom as once in the cycle; where it
    is longer than ``longest`` (at least a quarter of an hour) there are more visits, about as long as each
    other, in whole quarters. No minute is lost. ``every``: how often all the same, a divisor of the cycle.
    """
    recurring = [weeks for weeks in CYCLES if cycle_weeks % weeks == 0]
    often = every if every in recurring else None
    long_enough = (weeks for weeks in recurring if quarters * MINUTES_A_QUARTER * weeks >= shortest)
    weeks = often or next(long_enough, cycle_weeks)
    number = -(-quarters * weeks // (longest // MINUTES_A_QUARTER))
    least, more = divmod(quarters * weeks, number)
    return tuple(AskedVisit((least + (place < more)) * MINUTES_A_QUARTER, weeks) for place in range(number))


def visiting_of_schools(actor: Actor) -> dict[str, SchoolVisiting]:
    """What the library says of single schools, by code. Raises Refused."""
    require("team.see", actor)
    rows = SchoolVisiting.objects.filter(organisation=actor.organisation).order_by("school")
    return {str(one.school_id): one for one in rows}


@transaction.atomic
def say_visiting(
    actor: Actor, *, school: School, every: int | None, half_days: Sequence[str] | None, must: bool
) -> SchoolVisiting:
    """Say how a school is visited; None: by the rule for all. Raises Refused or FieldError."""
    require("team.change", actor)
    if every is not None and every not in CYCLES:
        raise FieldError("every", t("kies uit {choices}", choices=", ".join(map(str, CYCLES))))
    if half_days is not None and (not half_days or set(half_days) - set(HALF_DAYS)):
        raise FieldError("half_days", t("kies uit de dagdelen van maandag tot en met vrijdag"))
    ordered = None if half_days is None else [one for one in HALF_DAYS if one in half_days]
    said, _ = SchoolVisiting.objects.update_or_create(
        organisation=actor.organisation,
        school=school,
        defaults={"every": every, "half_days": ordered, "must": must},
    )
    after = {"school": school.pk, "every": every, "visit_half_days": ordered, "must": must}
    record(actor, "team.visiting", said, after=after)
    return said
