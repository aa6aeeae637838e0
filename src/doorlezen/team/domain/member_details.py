"""What is kept of somebody in the team besides the row itself: absences, competences, wishes, mixes."""

import datetime

from django.db import transaction

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require, require_own
from doorlezen.desk.events import record
from doorlezen.language import FieldError, first_year, short_date, t
from doorlezen.register.models import School
from doorlezen.team.domain.competence_list import competence_names
from doorlezen.team.models import (
    MemberAbsence,
    MemberCompetence,
    MemberSchool,
    RoleMix,
    TeamMember,
)

LARGEST_WISH = 5
LONGEST_ABSENCE = 2 * 366
MemberDetail = MemberAbsence | MemberCompetence | MemberSchool | RoleMix


@transaction.atomic
def add_absence(
    actor: Actor, *, member: TeamMember, kind: str, first: datetime.date, last: datetime.date
) -> MemberAbsence:
    """Write down that somebody is not there. Raises Refused, or InputError for days that overlap others."""
    _may_change(actor, member)
    if last < first or (last - first).days > LONGEST_ABSENCE:
        raise FieldError("last", t("de laatste dag komt na de eerste, en hooguit twee jaar later"))
    TeamMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    other = member.absences.filter(first__lte=last, last__gte=first).order_by("first", "id").first()
    if other is not None:
        what = t(
            "iemand is dan al weg, van {first} tot en met {last}; haal dat eerst weg",
            first=short_date(other.first),
            last=short_date(other.last),
        )
        raise FieldError("first", what)
    made = member.absences.create(kind=kind, first=first, last=last)
    days = {"absence": kind, "first_day": first.isoformat(), "last_day": last.isoformat()}
    record(actor, "team.absence-added", member, after=days)
    return made


@transaction.atomic
def say_competence(
    actor: Actor,
    *,
    member: TeamMember,
    competence: str,
    course_on: datetime.date | None,
    holds_until: datetime.date | None,
) -> MemberCompetence:
    """Write down what somebody can; what was said of it before gives way. Raises Refused or InputError."""
    _may_change(actor, member)
    if competence not in competence_names(actor):
        raise FieldError("competence", t("kies uit de lijst, of voeg eerst een soort toe"))
    if course_on and holds_until and holds_until < course_on:
        raise FieldError("holds_until", t("dit ligt voor de dag van de cursus"))
    made, _ = member.competences.update_or_create(
        competence=competence, defaults={"course_on": course_on, "holds_until": holds_until}
    )
    record(actor, "team.competence-said", member, after={"competence": competence})
    return made


@transaction.atomic
def say_wish(actor: Actor, *, member: TeamMember, school: School, wish: int) -> MemberSchool:
    """Write down how much somebody wants to go to a school, from -5 to 5. Raises Refused or FieldError."""
    require("team.wish", actor, member)
    require_own(actor, member)
    if not -LARGEST_WISH <= wish <= LARGEST_WISH:
        raise FieldError("wish", t("kies van −5 tot en met 5"))
    made, _ = member.schools.update_or_create(school=school, defaults={"wish": wish})
    record(actor, "team.wish-said", member, after={"school": school.pk, "wish": wish})
    return made


@transaction.atomic
def agree_not_there(actor: Actor, *, member: TeamMember, school: School, not_there: bool) -> MemberSchool:
    """Agree that somebody does not go to a school, or that it is no matter any more. Raises Refused."""
    _may_change(actor, member)
    made, _ = member.schools.update_or_create(school=school, defaults={"not_there": not_there})
    record(actor, "team.not-there", member, after={"school": school.pk, "not_there": not_there})
    return made


@transaction.atomic
def say_mix(
    actor: Actor,
    *,
    member: TeamMember,
    school: School,
    school_year: str,
    doing: int,
    modelling: int,
    supporting: int,
    advising: int,
) -> RoleMix:
    """Write down how somebody works at a school that year, in percents. Raises Refused or FieldError."""
    _may_change(actor, member)
    if first_year(school_year) is None:
        raise FieldError("school_year", t("kies een schooljaar"))
    parts = {"doing": doing, "modelling": modelling, "supporting": supporting, "advising": advising}
    if min(parts.values()) < 0 or (total := sum(parts.values())) != 100:
        raise FieldError("doing", t("samen moet dit 100% zijn, niet {total}%", total=total))
    made, _ = member.mixes.update_or_create(school=school, school_year=school_year, defaults=parts)
    record(actor, "team.mix-said", member, after={"school": school.pk, "mix_year": school_year, **parts})
    return made


@transaction.atomic
def take_away(actor: Actor, *, detail: MemberDetail) -> None:
    """Take one of these away. A wish somebody may take back; what was agreed with it only who agrees.
    Raises Refused."""
    member: TeamMember = detail.member
    if isinstance(detail, MemberSchool) and not detail.not_there:
        require("team.wish", actor, member)
        require_own(actor, member)
    else:
        _may_change(actor, member)
    record(actor, "team.detail-removed", member, before={"detail": detail._meta.model_name or ""})
    detail.delete()


def _may_change(actor: Actor, member: TeamMember) -> None:
    require("team.change", actor)
    require_own(actor, member)
