"""The two weeks around today of somebody who visits schools: what a device takes along, and nothing more."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import ask, require
from doorlezen.language import school_year_of
from doorlezen.planning.proposals.models import ProposedPayment, ProposedSchool
from doorlezen.register.models import Listing
from doorlezen.relations.domain.queries import consultants_of
from doorlezen.team.domain.planned_schools import adopted_plan
from doorlezen.visits.domain.done_hours import planned_quarters
from doorlezen.visits.models import Visit, VisitReport

BACK, AHEAD = datetime.timedelta(days=7), datetime.timedelta(days=6)


@dataclass(frozen=True)
class Agreed:
    """What the adopted plan gives a school: quarter-hours a week, and the bouwstenen that it pays there, the
    dearest first."""

    quarters: int = 0
    bouwstenen: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnVisit:
    """A visit with what is known of its school. ``report``: what was done; None: not told. ``before``: what
    was done there last; None: nothing yet."""

    visit: Visit
    school: Listing
    agreed: Agreed
    report: VisitReport | None
    before: VisitReport | None

    @property
    def quarters(self) -> int:
        """What it will have taken: as planned, in whole quarter-hours, at least one."""
        return planned_quarters(self.visit.minutes)

    @property
    def bouwsteen(self) -> str:
        """What it will have been about: as last time, else what the plan pays most for there."""
        last = self.before.bouwsteen if self.before else ""
        return last or next(iter(self.agreed.bouwstenen), "")


@dataclass(frozen=True)
class OwnWeeks:
    """``first`` up to and including ``last``, the visits by the clock, and the own schools by name: of
    visits this school year, and those of whom she is the leesconsulent."""

    first: datetime.date
    last: datetime.date
    visits: list[OwnVisit]
    schools: list[Listing]
    agreed: dict[str, Agreed] = field(default_factory=dict)


def own_weeks(actor: Actor, *, today: datetime.date) -> OwnWeeks:
    """The visits of the actor from a week ago to six days ahead. Raises Refused."""
    require("visits.see_own", actor)
    first, last = today - BACK, today + AHEAD
    mine = Visit.objects.filter(organisation=actor.organisation, member__person=actor.person)
    rows = mine.filter(day__range=(first, last)).select_related("report").order_by("day", "begins", "id")
    visits = list(rows)
    year = school_year_of(today)
    codes = set(mine.filter(school_year=year).order_by("school").values_list("school_id", flat=True))
    codes |= {one.school_id for one in visits}
    own = consultants_of(actor, year)
    codes |= {code for code, one in own.items() if one.person_id == actor.person.pk}
    schools = {one.pk: one for one in Visible(actor).schools.rows().filter(pk__in=codes)}
    agreed, before = agreed_with(actor, codes), _last_told(actor, codes)
    return OwnWeeks(
        first,
        last,
        [
            OwnVisit(
                visit=one,
                school=schools[one.school_id],
                agreed=agreed.get(one.school_id, Agreed()),
                report=getattr(one, "report", None),
                before=before.get(one.school_id),
            )
            for one in visits
            if one.school_id in schools
        ],
        sorted(schools.values(), key=lambda one: (one.name, one.pk)),
        agreed,
    )


def visit_to_tell(actor: Actor, number: int) -> OwnVisit | None:
    """A planned visit that the actor may tell of, of any day; None where there is none."""
    rows = Visit.objects.filter(organisation=actor.organisation).select_related("report", "member")
    visit: Visit | None = rows.filter(pk=number).first()
    if visit is None or not ask("visits.report", actor, visit):
        return None
    school = Visible(actor).school(visit.school_id)
    if school is None:
        return None
    codes = {visit.school_id}
    agreed = agreed_with(actor, codes).get(visit.school_id, Agreed())
    before = _last_told(actor, codes).get(visit.school_id)
    return OwnVisit(visit, school, agreed, getattr(visit, "report", None), before)


def agreed_with(actor: Actor, codes: Collection[str]) -> dict[str, Agreed]:
    """What the plan that the library adopted gives these schools in its first year, by code."""
    plan = adopted_plan(actor)
    if plan is None:
        return {}
    rows = ProposedSchool.objects.filter(proposal=plan, school_year=plan.school_year, code__in=codes)
    quarters = dict(rows.order_by("code").values_list("code", "quarters"))
    cents: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    paid = ProposedPayment.objects.filter(school__in=rows).order_by("school__code", "bouwsteen", "fund")
    for code, bouwsteen, amount in paid.values_list("school__code", "bouwsteen", "cents"):
        cents[code][bouwsteen] += amount
    return {
        code: Agreed(many, tuple(sorted(cents[code], key=lambda one: (-cents[code][one], one))))
        for code, many in quarters.items()
        if many
    }


def _last_told(actor: Actor, codes: Collection[str]) -> dict[str, VisitReport]:
    """By school what was told of its last visit."""
    told = VisitReport.objects.filter(organisation=actor.organisation, school__in=codes)
    rows = told.order_by("school_id", "-day", "-received_at", "id").distinct("school")
    return {one.school_id: one for one in rows}
