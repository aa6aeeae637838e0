"""The training plan: who follows which course when, what that costs, and from when which schools are served.

No effect on reading is promised: it counts schools and hours that somebody may serve who could not before.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require, require_own
from doorlezen.desk.events import record
from doorlezen.language import FieldError, date, first_year, school_year_of, t
from doorlezen.relations.domain.school_year_days import SchoolYearDays
from doorlezen.team.domain.competence_list import CompetenceKind, competence_kinds, competence_names
from doorlezen.team.domain.expertise import can, can_with_courses
from doorlezen.team.domain.planned_schools import PlannedSchool
from doorlezen.team.domain.queries import asked_competences, team_members
from doorlezen.team.models import PlannedCourse, TeamMember

DAY = datetime.timedelta(days=1)
LONGEST_COURSE = 3 * 366
"""Days of the longest course that somebody can mean."""


@dataclass(frozen=True)
class TrainingLine:
    """Somebody's course, with what it costs (``kind``). ``is_over``: its days are past, and nobody wrote down
    that the person can it now; until then it opens no school."""

    course: PlannedCourse
    member: TeamMember
    kind: CompetenceKind
    is_over: bool = False


@dataclass(frozen=True)
class TrainingStep:
    """What is so from a day on: the schools that somebody may serve from then, and how many are left.

    ``until_then``: quarter-hours of the plan's year that nobody may do before that day at those schools; None
    where their weeks cannot be counted.
    """

    on: datetime.date
    opened: tuple[PlannedSchool, ...]
    left: int
    until_then: int | None

    @property
    def quarters(self) -> int:
        """The hours a week at the schools that are opened, in quarter-hours."""
        return sum(school.quarters for school in self.opened)

    @property
    def whole_year(self) -> str:
        """The first school year in which it is so from its first day."""
        year = school_year_of(self.on)
        begin = first_year(year)
        assert begin is not None
        return year if self.on == datetime.date(begin, 8, 1) else f"{begin + 1}-{begin + 2}"


@dataclass(frozen=True)
class TrainingPlan:
    """The courses by the day on which they end, what schools miss now, and what changes when."""

    lines: tuple[TrainingLine, ...]
    missing: tuple[PlannedSchool, ...]
    steps: tuple[TrainingStep, ...]

    @property
    def cents(self) -> int | None:
        """What the courses cost together; None where one is not filled in, or there is none."""
        costs = [line.kind.course_cents for line in self.lines]
        known = [cents for cents in costs if cents is not None]
        return sum(known) if known and len(known) == len(costs) else None

    @property
    def course_quarters(self) -> int | None:
        """The hours of the courses together, in quarter-hours; None as `cents`."""
        known = [line.kind.course_quarters for line in self.lines if line.kind.course_quarters is not None]
        return sum(known) if known and len(known) == len(self.lines) else None

    @property
    def opened_quarters(self) -> int:
        """The hours a week that somebody may do after the last course and nobody now, in quarter-hours."""
        return sum(step.quarters for step in self.steps)

    def cents_per_hour(self, weeks: int) -> int | None:
        """What the courses cost per hour that they open in one school year of so many weeks, rounded up."""
        quarters = self.opened_quarters * weeks
        return None if self.cents is None or not quarters else -(-self.cents * 4 // quarters)


def training_plan(
    actor: Actor,
    schools: Iterable[PlannedSchool],
    days: Mapping[str, SchoolYearDays],
    *,
    on: datetime.date,
) -> TrainingPlan:
    """What is planned, beside the schools of the plan and their days in its year. Raises Refused."""
    require("team.see", actor)
    kinds = {kind.key: kind for kind in competence_kinds(actor)}
    members = team_members(actor, on=on)
    lines = [
        TrainingLine(course, member, kinds[course.competence], is_over=course.last < on)
        for member in members
        for course in member.courses.all()
        if course.competence in kinds and course.competence not in can(member, on)
    ]
    lines.sort(key=lambda line: (line.course.last, line.member.name, line.course.pk))
    asked = asked_competences(actor)
    needs = {
        school: frozenset(key for key in asked.of(school.code, school.profile) if key in kinds)
        for school in schools
    }
    missing = _without(members, needs, on, on)
    left, steps = missing, []
    for day in sorted({line.course.last + DAY for line in lines if not line.is_over}):
        after = _without(members, {school: needs[school] for school in left}, on, day)
        opened = tuple(school for school in left if school not in after)
        if opened:
            steps.append(TrainingStep(day, opened, len(after), _until(opened, days, on, day)))
        left = after
    return TrainingPlan(tuple(lines), missing, tuple(steps))


def _without(
    members: Sequence[TeamMember],
    needs: Mapping[PlannedSchool, frozenset[str]],
    on: datetime.date,
    then: datetime.date,
) -> tuple[PlannedSchool, ...]:
    """The schools of which nobody has all that they ask on the day ``then``, by who is in the team that day
    and the courses that end from ``on`` to before it."""
    able = [
        can_with_courses(member, on=on, then=then)
        for member in members
        if member.until is None or then <= member.until
    ]
    return tuple(
        school for school, needed in needs.items() if needed and not any(needed <= has for has in able)
    )


def _until(
    schools: Iterable[PlannedSchool],
    days: Mapping[str, SchoolYearDays],
    first: datetime.date,
    before: datetime.date,
) -> int | None:
    """The quarter-hours of these schools in the weeks from one day up to another, in the year of ``days``."""
    total = 0
    for school in schools:
        laid = days.get(school.code)
        if laid is None or laid.days is None:
            return None
        total += school.quarters * len(laid.days.weeks(first=first, last=before - DAY))
    return total


@transaction.atomic
def plan_course(
    actor: Actor, *, member: TeamMember, competence: str, first: datetime.date, last: datetime.date
) -> PlannedCourse:
    """Write down that somebody is going to follow a course; what was said of it before gives way.

    Raises Refused, or FieldError for days that cannot be, or what somebody can already.
    """
    require("team.change", actor)
    require_own(actor, member)
    if competence not in competence_names(actor):
        raise FieldError("competence", t("kies uit de lijst, of voeg eerst een soort toe"))
    if last < first or (last - first).days > LONGEST_COURSE:
        raise FieldError("last", t("de laatste dag komt na de eerste, en hooguit drie jaar later"))
    if member.until is not None and last >= member.until:
        what = t("{name} werkt hier tot en met {day}", name=member.name, day=date(member.until))
        raise FieldError("last", what)
    if competence in can(member, last):
        raise FieldError("competence", t("{name} kan dit al", name=member.name))
    made: PlannedCourse
    made, _ = PlannedCourse.objects.update_or_create(
        member=member, competence=competence, defaults={"first": first, "last": last}
    )
    days = {"competence": competence, "first_day": first.isoformat(), "last_day": last.isoformat()}
    record(actor, "team.course-planned", member, after=days)
    return made


@transaction.atomic
def unplan_course(actor: Actor, *, course: int) -> None:
    """Take a course out of the plan. Raises Refused, or PlannedCourse.DoesNotExist."""
    require("team.change", actor)
    found = PlannedCourse.objects.select_related("member").get(
        pk=course, member__organisation=actor.organisation
    )
    record(actor, "team.course-not-planned", found.member, before={"competence": found.competence})
    found.delete()
