"""Who is in the team: let in, change, take away. The audit trail says which fields were written, never what
stood in them."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.queries import colleagues
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import require, require_own
from doorlezen.desk.events import House, forget_words, record
from doorlezen.engine.roster.half_day_words import half_day_in_words
from doorlezen.language import FieldError, InputError, checked_name, clean_line, hours, t
from doorlezen.team.half_days import HALF_DAYS, LONGEST
from doorlezen.team.models import MemberAbsence, TeamMember

FIELDS = (
    *("name", "function", "person", "since", "until", "contract_quarters", "schools_quarters"),
    *("half_days", "home_place", "travel_mode", "travel_limit", "languages"),
)
MOST_QUARTERS = 60 * 4
"""Quarter-hours a week of the longest contract that somebody can mean."""
MOST_MEMBERS = 500
KEPT_AFTER = datetime.timedelta(days=365)
"""So long after the last day somebody is kept: who came to which school last year is asked in August."""


@transaction.atomic
def add_member(actor: Actor, **values: Any) -> TeamMember:
    """Let somebody in, by the names in `FIELDS`. Raises Refused, or InputError with the field."""
    require("team.change", actor)
    # two people who add at once would both see room
    Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    if TeamMember.objects.filter(organisation=actor.organisation).count() >= MOST_MEMBERS:
        raise FieldError("name", t("een team heeft hooguit {most} mensen", most=MOST_MEMBERS))
    made = TeamMember(organisation=actor.organisation, **_checked(actor, values))
    _check_whole(made)
    made.save()
    record(actor, "team.added", made, after={"team_fields": [one for one in FIELDS if getattr(made, one)]})
    return made


@transaction.atomic
def change_member(actor: Actor, *, member: TeamMember, **values: Any) -> TeamMember:
    """Write other values, by the names in `FIELDS`. Raises Refused, or InputError with the field."""
    require("team.change", actor)
    require_own(actor, member)
    member = TeamMember.objects.select_for_update(of=("self",)).get(pk=member.pk)
    checked = _checked(actor, values, member)
    changed = sorted(name for name, value in checked.items() if getattr(member, name) != value)
    for name in changed:
        setattr(member, name, checked[name])
    _check_whole(member)
    if changed:
        member.save(update_fields=changed)
        record(actor, "team.changed", member, after={"team_fields": changed})
    return member


@transaction.atomic
def shred_member(actor: Actor, *, member: TeamMember) -> None:
    """Delete somebody with all that is kept of them, for good. Raises Refused."""
    require("team.change", actor)
    require_own(actor, member)
    record(actor, "team.shredded", member)
    forget_words(member)
    member.delete()


def shred_old(*, today: datetime.date) -> int:
    """Delete, everywhere, who left longer ago than `KEPT_AFTER`, and absences that long over; how many."""
    latest = today - KEPT_AFTER
    with scopes_disabled():
        MemberAbsence.objects.filter(last__lt=latest).delete()
        over = TeamMember.objects.filter(until__lt=latest).order_by("id").values_list("pk", flat=True)
        return sum(_shred(pk, latest) for pk in list(over))


@transaction.atomic
def _shred(pk: int, latest: datetime.date) -> bool:
    """Whether somebody was still there, and over: the last day may just have been changed."""
    locked = TeamMember.objects.select_for_update(of=("self",)).select_related("organisation")
    member = locked.filter(pk=pk, until__lt=latest).first()
    if member is None:
        return False
    record(House(member.organisation), "team.shredded", member)
    with scope(organisation=member.organisation):
        forget_words(member)
    member.delete()
    return True


def _checked(actor: Actor, values: Mapping[str, Any], member: TeamMember | None = None) -> dict[str, Any]:
    """The same values, clean. Raises TypeError for a name that is none, and InputError."""
    if unknown := set(values) - set(FIELDS):
        raise TypeError(f"no field of a team member: {sorted(unknown)}")
    clean: dict[str, Any] = {
        name: clean_line(value) if isinstance(value, str) else value for name, value in values.items()
    }
    if "name" in clean:
        try:
            clean["name"] = checked_name(clean["name"], where="")
        except InputError as wrong:
            raise FieldError("name", wrong.what) from None
    if "half_days" in clean:
        clean["half_days"] = _half_days(clean["half_days"])
    person = clean.get("person")
    if person is not None:
        if person.pk not in {one.person.pk for one in colleagues(actor, at=timezone.now())}:
            raise FieldError("person", t("kies iemand die bij je bibliotheek werkt"))
        taken = TeamMember.objects.filter(organisation=actor.organisation, person=person)
        if taken.exclude(pk=member.pk if member else 0).exists():
            raise FieldError("person", t("dit account hoort al bij iemand anders in het team"))
    return clean


def _half_days(given: Mapping[str, int]) -> dict[str, int]:
    """Only the half-days with minutes, in the order of the week. Raises FieldError ("half_days")."""
    if set(given) - set(HALF_DAYS):
        raise FieldError("half_days", t("kies uit de dagdelen van maandag tot en met vrijdag"))
    for half_day, minutes in given.items():
        if not 0 <= minutes <= LONGEST:
            what = t(
                "{half_day}: vul 0 tot en met {most} minuten in",
                half_day=half_day_in_words(half_day),
                most=LONGEST,
            )
            raise FieldError("half_days", what)
    return {one: given[one] for one in HALF_DAYS if given.get(one)}


def _check_whole(member: TeamMember) -> None:
    """Raise FieldError for what does not go together."""
    if member.until is not None and member.until < member.since:
        raise FieldError("until", t("de laatste dag ligt voor de eerste; kies een latere dag"))
    if not 0 < member.contract_quarters <= MOST_QUARTERS:
        what = t("vul de uren per week in, meer dan 0 en hooguit {most}", most=hours(MOST_QUARTERS))
        raise FieldError("contract_quarters", what)
    if not 0 <= member.schools_quarters <= member.contract_quarters:
        what = t(
            "dit kan niet meer zijn dan het contract van {hours} uur", hours=hours(member.contract_quarters)
        )
        raise FieldError("schools_quarters", what)
    if member.travel_limit is not None and not 0 < member.travel_limit <= 240:
        raise FieldError("travel_limit", t("vul 1 tot en met 240 minuten in, of niets"))
