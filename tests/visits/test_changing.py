"""A visit is moved, taken over, cancelled or put back: checked as a whole, told to each who should know."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event, Letter
from doorlezen.language import FieldError, InputError
from doorlezen.relations.models import Contact
from doorlezen.team.domain import member_details
from doorlezen.team.domain.filled_parameters import fill_parameter
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain.change_rules import AskFirstError
from doorlezen.visits.domain.changing import (
    Occasion,
    WantedChange,
    as_it_was,
    cancelled,
    change,
    free_time,
    visit_to_change,
)
from doorlezen.visits.domain.half_day_times import HalfDayTimes, earliest_free
from doorlezen.visits.domain.roster_publishing import publish
from doorlezen.visits.domain.visit_places import VisitPlace, place_of
from doorlezen.visits.letters import write_change
from doorlezen.visits.models import ChangeReason, Visit, VisitChange, VisitReport, VisitState
from tests.people import Neighbourhood
from tests.rosters.rostering import a_leader, frozen, of_the_register, somebody
from tests.visits.test_roster_publishing import rows

pytestmark = pytest.mark.django_db
DAY, TIME = datetime.date, datetime.time
BEFORE = datetime.datetime(2026, 7, 1, 12, tzinfo=datetime.UTC)
IN_NOVEMBER = datetime.datetime(2026, 11, 1, 12, tzinfo=datetime.UTC)
ASKED = Occasion(ChangeReason.SCHOOL_ASKED, "De groep is op schoolreis.")


@pytest.fixture
def leader(neighbourhood: Neighbourhood) -> Actor:
    made = a_leader(neighbourhood, problem=of_the_register())
    somebody(made, "Anne Vos")
    publish(made, roster=frozen(made).pk, today=BEFORE.date(), now=BEFORE)
    return made


@pytest.fixture
def bo(leader: Actor) -> TeamMember:
    return somebody(leader, "Bo Krans", half_days={"mo-am": 210, "tu-am": 210, "th-pm": 150, "fr-am": 240})


def coming(leader: Actor, number: int = 0) -> Visit:
    """A visit after the first of November that nothing moved."""
    there = [one for one in rows(leader) if one.day > DAY(2026, 11, 2) and one.day == one.turn_on]
    return [one for one in there if one.state == VisitState.PLANNED][number]


def to(visit: Visit, **place: Any) -> WantedChange:
    return WantedChange(visit.pk, visit.sequence, replace(place_of(visit), **place))


def changed(leader: Actor, *changes: WantedChange, occasion: Occasion = ASKED, **how: Any) -> VisitChange:
    return change(leader, changes, occasion, today=IN_NOVEMBER.date(), now=IN_NOVEMBER, **how)


def again(leader: Actor, visit: Visit) -> Visit:
    found = visit_to_change(leader, visit.pk)
    assert found is not None
    return found


def a_free_time(leader: Actor, visit: Visit) -> dict[str, Any]:
    """A week later on the same half-day, when nobody is anywhere."""
    days = {one.day for one in rows(leader)}
    day = visit.day
    while day in days or day == visit.day:
        day += datetime.timedelta(days=1)
        if day.weekday() > 4 or day.isocalendar().week in (43, 52, 53):
            days.add(day)
    half_day = ("mo", "tu", "we", "th", "fr")[day.weekday()] + "-am"
    return {"day": day, "half_day": half_day, "begins": TIME(9, 30)}


def test_a_visit_moves_counts_for_calendars_and_can_be_put_back(leader: Actor) -> None:
    visit = coming(leader)
    was = place_of(visit)
    when = a_free_time(leader, visit)
    made = changed(leader, to(visit, **when), anyway=True)
    after = again(leader, visit)
    assert place_of(after) == replace(was, **when)
    assert (after.why, after.remark) == ("school_asked", "De groep is op schoolreis.")
    assert (after.sequence, after.changed_at) == (visit.sequence + 1, IN_NOVEMBER)
    assert made.told == [
        {"visit": visit.pk, "school": visit.school_id, "before": was.written(),
         "after": place_of(after).written()}
    ]  # fmt: skip
    with scopes_disabled():
        event = Event.objects.filter(action="visits.changed").get()
    assert event.after == {"visits_changed": 1, "change_why": "school_asked"}
    back = as_it_was(after)
    assert back is not None
    changed(leader, back)
    home = again(leader, visit)
    assert (place_of(home), home.why, home.remark, home.as_laid) == (was, "", "", None)
    assert home.sequence == visit.sequence + 2


def test_what_somebody_changed_meanwhile_is_not_undone_unseen(leader: Actor) -> None:
    visit = coming(leader)
    changed(leader, cancelled(visit))
    with pytest.raises(InputError) as refused:
        changed(leader, to(visit, **a_free_time(leader, visit)), anyway=True)
    assert "intussen veranderd" in refused.value.what
    assert again(leader, visit).state == VisitState.CANCELLED


def test_all_of_it_or_nothing(leader: Actor) -> None:
    one, other = coming(leader), coming(leader, 1)
    before = place_of(one), place_of(other)
    with pytest.raises(FieldError):
        changed(leader, cancelled(one), to(other, day=DAY(2026, 12, 28), half_day="mo-am"))
    assert (place_of(again(leader, one)), place_of(again(leader, other))) == before
    with scopes_disabled():
        assert not VisitChange.objects.exists()


@pytest.mark.parametrize(
    ("place", "field", "what"),
    [
        ({"day": DAY(2026, 10, 26), "half_day": "mo-am"}, "day", "26 oktober 2026 is voorbij"),
        ({"day": DAY(2027, 8, 2), "half_day": "mo-am"}, "day", "2 augustus 2027 valt buiten dit schooljaar"),
        ({"day": DAY(2026, 12, 28), "half_day": "mo-am"}, "day", "heeft op 28 december 2026 geen les"),
        ({"day": DAY(2026, 11, 10), "half_day": "mo-am"}, "half_day", "op dinsdag is er dan geen dagdeel"),
        ({"member": None}, "member", "kies wie er gaat"),
        ({"begins": TIME(23, 30)}, "begins", "een bezoek eindigt op dezelfde dag"),
    ],
)
def test_where_a_visit_cannot_stand(leader: Actor, place: dict[str, Any], field: str, what: str) -> None:
    with pytest.raises(FieldError) as refused:
        changed(leader, to(coming(leader), **place))
    assert refused.value.field == field
    assert what in refused.value.what


def test_a_day_that_is_full_has_no_free_time() -> None:
    times = HalfDayTimes(TIME(8, 45), TIME(13))
    whole = VisitPlace(1, DAY(2026, 11, 3), "tu-am", TIME(0), 23 * 60, cancelled=False)
    with pytest.raises(FieldError) as refused:
        earliest_free("00AP00", "tu-am", 60, [(whole, "00AQ00")], None, times=times)
    assert refused.value.field == "begins"
    assert earliest_free("00AP00", "tu-am", 59, [(whole, "00AQ00")], None, times=times) == TIME(23)


def test_who_is_away_left_or_elsewhere_does_not_go(leader: Actor, bo: TeamMember) -> None:
    visit = coming(leader)
    with scope(organisation=leader.organisation):
        gone = member_details.add_absence(leader, member=bo, kind="away", first=visit.day, last=visit.day)
    with pytest.raises(FieldError) as refused:
        changed(leader, to(visit, member=bo.pk))
    assert refused.value.what.startswith("Bo Krans is er niet van")
    with scope(organisation=leader.organisation):
        member_details.take_away(leader, detail=gone)
        member_details.agree_not_there(leader, member=bo, school=visit.school, not_there=True)
    with pytest.raises(FieldError) as refused:
        changed(leader, to(visit, member=bo.pk))
    assert refused.value.what.startswith("met Bo Krans is afgesproken niet naar ")
    with scope(organisation=leader.organisation):
        TeamMember.objects.filter(pk=bo.pk).update(until=DAY(2026, 10, 1))
    with pytest.raises(FieldError) as refused:
        changed(leader, to(visit, member=bo.pk))
    assert "niet in het team" in refused.value.what


def test_nobody_is_at_two_schools_at_a_time(leader: Actor, bo: TeamMember) -> None:
    one = coming(leader)
    other = next(
        row for row in rows(leader)
        if row.school_id != one.school_id and row.state == VisitState.PLANNED and row.day > one.day
    )  # fmt: skip
    with pytest.raises(FieldError) as refused:
        changed(leader, to(other, day=one.day, half_day=one.half_day, begins=one.begins))
    assert (refused.value.field, "met de reis ertussen past het niet" in refused.value.what) == (
        "begins",
        True,
    )
    # by somebody else it can be; and two that change places are looked at together
    changed(
        leader, to(other, day=one.day, half_day=one.half_day, begins=one.begins, member=bo.pk), anyway=True
    )


def test_what_speaks_against_it_is_asked_first(leader: Actor, bo: TeamMember) -> None:
    visit = coming(leader)
    when = {"day": DAY(2026, 11, 4), "half_day": "we-am", "begins": TIME(9)}
    with pytest.raises(AskFirstError) as asked:
        changed(leader, to(visit, member=bo.pk, **when))
    assert asked.value.reasons == ("Bo Krans werkt dan niet",)
    changed(leader, to(visit, member=bo.pk, **when), anyway=True)
    assert again(leader, visit).member_id == bo.pk


def test_what_is_told_or_past_stays(leader: Actor) -> None:
    visit, past = coming(leader), rows(leader)[0]
    with scope(organisation=leader.organisation):
        VisitReport.objects.create(
            id="00000000-0000-4000-8000-000000000001", organisation=leader.organisation, visit=visit,
            school_id=visit.school_id, school_year=visit.school_year, day=visit.day, quarters=4,
            made_at=BEFORE, received_at=BEFORE,
        )  # fmt: skip
    for row, what in ((visit, "al ingevuld"), (past, "voorbij")):
        with pytest.raises(InputError) as refused:
            changed(leader, cancelled(row))
        assert what in refused.value.what


def test_only_leaders_change_and_only_their_own_library(leader: Actor, neighbourhood: Neighbourhood) -> None:
    visit = coming(leader)
    for role in (Role.LEESCONSULENT, Role.FINANCE):
        with pytest.raises(Refused):
            changed(neighbourhood.actor(neighbourhood.linge, role), cancelled(visit))
    stranger = neighbourhood.actor(neighbourhood.maas, Role.DIRECTOR)
    assert visit_to_change(stranger, visit.pk) is None
    with pytest.raises(InputError):
        changed(stranger, cancelled(visit))
    assert again(leader, visit).state == VisitState.PLANNED


def test_what_was_changed_by_hand_stays_when_the_roster_is_published_again(leader: Actor) -> None:
    by_hand, other = coming(leader), coming(leader, 1)
    changed(leader, cancelled(by_hand))
    changed(leader, cancelled(other))
    with scope(organisation=leader.organisation):  # of this one the roster says something else now
        row = Visit.objects.get(pk=other.pk)
        row.as_laid = {**row.as_laid, "begins": "10:00"}
        row.save()
    publish(leader, roster=frozen(leader).pk, today=IN_NOVEMBER.date(), now=IN_NOVEMBER)
    assert again(leader, by_hand).state == VisitState.CANCELLED
    assert (again(leader, other).state, again(leader, other).as_laid) == (VisitState.PLANNED, None)


def mails() -> dict[str, tuple[str, str]]:
    """What each reader gets."""
    found = [write_change(letter) for letter in Letter.objects.filter(kind="visits.changed").order_by("id")]
    return {mail.to: (mail.subject, mail.text) for mail in found if mail is not None}


def a_contact(leader: Actor, school: str, address: str, **values: Any) -> Contact:
    given = {"purpose": "agreements", "keep_until": timezone.localdate() + datetime.timedelta(days=300)}
    return Contact.objects.create(
        organisation=leader.organisation, school_id=school, name="Ria Rooster", email=address,
        added_at=BEFORE, **{**given, **values},
    )  # fmt: skip


def test_everybody_concerned_gets_one_mail_with_only_the_own_visits(
    leader: Actor, bo: TeamMember, neighbourhood: Neighbourhood
) -> None:
    schools = sorted({one.school_id for one in rows(leader)})
    assert len(schools) == 2
    one = next(row for row in rows(leader) if row.school_id == schools[0] and row.day > DAY(2026, 11, 2)
               and row.state == VisitState.PLANNED)  # fmt: skip
    other = next(row for row in rows(leader) if row.school_id == schools[1] and row.day > DAY(2026, 11, 2)
                 and row.state == VisitState.PLANNED)  # fmt: skip
    her = neighbourhood.person(neighbourhood.linge, Role.LEESCONSULENT)
    with scope(organisation=leader.organisation):
        TeamMember.objects.filter(name="Anne Vos").update(person=her)
        a_contact(leader, schools[0], "een@school.example")
        a_contact(leader, schools[1], "twee@school.example")
        a_contact(leader, schools[0], "geld@school.example", purpose="invoices")
        a_contact(leader, schools[0], "oud@school.example", keep_until=DAY(2026, 1, 1))
    illness = Occasion(ChangeReason.AWAY, "")
    changed(leader, to(one, member=bo.pk), cancelled(other), occasion=illness, anyway=True)
    found = mails()
    assert sorted(found) == sorted([her.email, "een@school.example", "twee@school.example"])
    names = [row.school.listing.name for row in (one, other)]
    first, second = found["een@school.example"][1], found["twee@school.example"][1]
    assert (names[0] in first, names[1] in first) == (True, False)
    assert (names[0] in second, names[1] in second) == (False, True)
    assert "komt Bo Krans." in first
    assert "Anne Vos" not in first + second
    assert "vervalt." in second
    assert found["een@school.example"][0] == "Een bezoek verandert: Bibliotheek De Linge"
    assert found[her.email][0] == "2 bezoeken veranderen: Bibliotheek De Linge"
    with scopes_disabled():  # put back before the mail leaves: there is nothing to tell
        back = [as_it_was(again(leader, row)) for row in (one, other)]
        Letter.objects.all().delete()
        before = VisitChange.objects.get()
    changed(leader, *[change for change in back if change is not None])
    with scopes_disabled():
        for notice in before.notices.order_by("pk"):
            assert write_change(Letter(kind="visits.changed", about=notice.pk)) is None


def test_the_first_free_time_is_when_the_half_days_of_the_library_begin(
    leader: Actor, bo: TeamMember
) -> None:
    visit = coming(leader)
    other = "pm" if visit.half_day.endswith("am") else "am"
    day, half_day = (DAY(2026, 11, 5), "th-pm") if other == "pm" else (DAY(2026, 11, 3), "tu-am")
    free = {"member": bo.pk, "day": day, "half_day": half_day}
    assert free_time(leader, visit, **free) == (TIME(13) if other == "pm" else TIME(8, 45))
    with scope(organisation=leader.organisation):
        fill_parameter(leader, key="morning_begins", value=9 * 60 + 10, source="afspraak")
        fill_parameter(leader, key="afternoon_begins", value=13 * 60 + 20, source="afspraak")
    assert free_time(leader, visit, **free) == (TIME(13, 20) if other == "pm" else TIME(9, 10))
