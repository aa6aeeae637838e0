"""A roster fixed by hand: the search goes around it, what cannot be is refused at once."""

import dataclasses
from collections.abc import Callable

import pytest
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from doorlezen.engine.roster import (
    FixedPart,
    ServedSchool,
    VisitTime,
    check_roster,
    read_roster,
    read_roster_problem,
)
from doorlezen.language import InputError
from doorlezen.rosters.domain import deciding_rosters, roster_making
from doorlezen.rosters.domain.fixing import fix_school, keep_all_but, loosen_all, pins_of, state_of
from doorlezen.rosters.domain.pin_refusals import require_possible
from doorlezen.rosters.domain.roster_queries import KeptRoster, roster_of
from doorlezen.rosters.models import RosterState, TeamRoster
from doorlezen.team.models import TeamMember
from tests.people import Neighbourhood
from tests.rosters.rostering import a_leader, a_roster, somebody, work_off

pytestmark = pytest.mark.django_db
ALL_DAY = {f"{day}-{part}": 240 for day in ("mo", "tu", "th", "fr") for part in ("am", "pm")}


@pytest.fixture
def leader(neighbourhood: Neighbourhood) -> Actor:
    return a_leader(neighbourhood)


@pytest.fixture
def anne(leader: Actor) -> TeamMember:
    return somebody(leader, "Anne Vos", half_days=ALL_DAY)


@pytest.fixture
def bo(leader: Actor) -> TeamMember:
    return somebody(leader, "Bo de Wit", half_days={"mo-am": 240, "tu-am": 240, "we-am": 240})


@pytest.fixture
def roster(leader: Actor, anne: TeamMember, bo: TeamMember) -> int:
    return a_roster(leader).pk


def of(leader: Actor, roster: int) -> KeptRoster:
    return roster_of(leader, roster)


def a_served(kept: KeptRoster) -> tuple[str, ServedSchool]:
    assert kept.answer is not None
    return next(iter(kept.answer.schools.items()))


def fixed(leader: Actor, roster: int, code: str, part: FixedPart) -> KeptRoster:
    fix_school(leader, roster=roster, code=code, part=part, seen=state_of(of(leader, roster).row))
    return of(leader, roster)


def another(kept: KeptRoster, code: str, served: ServedSchool) -> tuple[VisitTime, ...]:
    """Times of the first visit that the roster does not have, at which that person could come."""
    return next(
        (time, *served.visits[1:])
        for time in kept.problem.times[served.person, code][0]
        if time.half_day not in {one.half_day for one in served.visits}
    )


def test_what_is_as_the_roster_has_it_keeps_the_roster_and_its_proof(leader: Actor, roster: int) -> None:
    before = of(leader, roster)
    code, served = a_served(before)
    after = fixed(leader, roster, code, FixedPart(served.person, served.visits))
    assert before.answer is not None
    assert after.answer is not None
    assert after.row.problem_sha256 != before.row.problem_sha256
    assert (after.fits, after.answer.status, after.answer.schools) == (True, "optimal", before.answer.schools)
    assert check_roster(after.problem, after.answer) == []
    assert pins_of(after.row) == {code: FixedPart(served.person, served.visits)}
    assert (after.problem.school[code].must, after.problem.school[code].fixed) == (
        True,
        FixedPart(served.person, served.visits),
    )
    back = fixed(leader, roster, code, FixedPart())
    assert back.answer is not None
    # more may be now than what was proven: the roster stays, its proof does not
    assert (back.row.problem_sha256, back.row.pins) == (before.row.problem_sha256, {})
    assert (back.answer.schools, back.answer.status, back.answer.bound) == (
        before.answer.schools,
        "feasible",
        None,
    )


def test_the_search_goes_around_what_is_fixed(leader: Actor, roster: int) -> None:
    before = of(leader, roster)
    code, served = a_served(before)
    wanted = FixedPart(served.person, another(before, code, served))
    moved = fixed(leader, roster, code, wanted)
    assert moved.row.answer == before.row.answer
    assert moved.fits is False
    with pytest.raises(InputError, match="zoek eerst opnieuw"):
        deciding_rosters.freeze(leader, roster=roster, now=timezone.now())
    with pytest.raises(InputError, match="zoek eerst opnieuw"):
        keep_all_but(leader, roster=roster, loose=[], seen=state_of(moved.row))
    roster_making.seek_further(leader, roster=roster)
    assert of(leader, roster).search.seconds == roster_making.AT_FIRST
    work_off()
    found = of(leader, roster)
    assert found.answer is not None
    assert found.fits
    assert tuple(found.answer.schools[code]) == (wanted.person, wanted.visits)
    assert check_roster(read_roster_problem(bytes(found.row.problem)), found.answer) == []
    assert deciding_rosters.freeze(leader, roster=roster, now=timezone.now()).state == RosterState.FROZEN


def test_all_but_one_stays_as_it_is(leader: Actor, roster: int) -> None:
    before = of(leader, roster)
    code, _ = a_served(before)
    assert before.answer is not None
    keep_all_but(leader, roster=roster, loose=[code], seen=state_of(before.row))
    after = of(leader, roster)
    assert pins_of(after.row) == {
        other: FixedPart(one.person, one.visits)
        for other, one in before.answer.schools.items()
        if other != code
    }
    assert after.problem.school[code].must is False
    loosen_all(leader, roster=roster, seen=state_of(after.row))
    assert of(leader, roster).row.problem_sha256 == before.row.problem_sha256


def test_what_cannot_be_is_refused_at_once_with_why(
    leader: Actor, roster: int, anne: TeamMember, bo: TeamMember
) -> None:
    kept = of(leader, roster)
    code, _ = a_served(kept)
    school = kept.problem.school[code]
    count, name = len(school.visits), school.name

    def on(*half_days: str) -> tuple[VisitTime, ...]:
        return tuple(VisitTime(one, 1) for one in half_days)[:count]

    friday = on("fr-am", "fr-pm", "th-am", "th-pm")
    cases: list[tuple[FixedPart, str]] = [
        (
            FixedPart(f"p{bo.pk}", friday),
            "Bo de Wit werkt niet op vrijdagochtend",
        ),
        (FixedPart("p0", None), "deze persoon staat niet in dit rooster"),
        (FixedPart(None, on("we-pm", "mo-am", "tu-am", "th-am")), f"{name} kan niet op woensdagmiddag"),
        (
            FixedPart(None, (*friday, VisitTime("mo-am", 1))),
            "kies voor elk bezoek een dagdeel, of voor geen enkel",
        ),
        (
            FixedPart(None, (VisitTime("mo-am", 9),) * count),
            "dit dagdeel of deze week is er niet in dit rooster",
        ),
    ]
    for part, why in cases:
        with pytest.raises(InputError) as refused:
            fixed(leader, roster, code, part)
        assert refused.value.what == why
    assert of(leader, roster).row.pins == {}
    with pytest.raises(InputError):
        fixed(leader, roster, "99ZZ99", FixedPart(f"p{anne.pk}"))


def test_who_looked_at_what_it_was_before_is_told_and_changes_nothing(leader: Actor, roster: int) -> None:
    before = of(leader, roster)
    code, served = a_served(before)
    seen = state_of(before.row)
    fix_school(leader, roster=roster, code=code, part=FixedPart(served.person), seen=seen)
    second: list[Callable[[], TeamRoster]] = [
        lambda: fix_school(leader, roster=roster, code=code, part=FixedPart(), seen=seen),
        lambda: keep_all_but(leader, roster=roster, loose=[], seen=seen),
        lambda: loosen_all(leader, roster=roster, seen=seen),
    ]
    for deed in second:
        with pytest.raises(InputError, match="intussen veranderd"):
            deed()
    assert pins_of(of(leader, roster).row) == {code: FixedPart(served.person)}


def test_while_it_is_sought_nothing_is_fixed(leader: Actor, roster: int) -> None:
    roster_making.seek_further(leader, roster=roster)
    kept = of(leader, roster)
    code, served = a_served(kept)
    with pytest.raises(InputError, match="er wordt nog gezocht"):
        fixed(leader, roster, code, FixedPart(served.person))


def test_a_copy_of_what_is_frozen_is_changed_and_the_first_stays(leader: Actor, roster: int) -> None:
    kept = of(leader, roster)
    code, served = a_served(kept)
    deciding_rosters.freeze(leader, roster=roster, now=timezone.now())
    with pytest.raises(InputError, match="ligt vast"):
        fixed(leader, roster, code, FixedPart(served.person))
    made = roster_making.copy_of(leader, roster=roster, now=timezone.now())
    assert (made.number, made.state, made.begun_from_id) == (2, RosterState.DRAFT, roster)
    fixed(leader, made.pk, code, FixedPart(served.person))
    first = of(leader, roster)
    assert (first.row.problem_sha256, first.row.pins) == (kept.row.problem_sha256, {})
    copied = read_roster(bytes(of(leader, made.pk).row.answer or b""))
    assert kept.answer is not None
    assert copied.schools == kept.answer.schools


def test_only_who_makes_rosters_fixes_them_and_the_log_tells_which_school(
    neighbourhood: Neighbourhood, leader: Actor, roster: int
) -> None:
    kept = of(leader, roster)
    code, served = a_served(kept)
    her = neighbourhood.actor(neighbourhood.linge, Role.LEESCONSULENT)
    seen = state_of(kept.row)
    denied: list[Callable[[], TeamRoster]] = [
        lambda: fix_school(her, roster=roster, code=code, part=FixedPart(served.person), seen=seen),
        lambda: keep_all_but(her, roster=roster, loose=[], seen=seen),
        lambda: loosen_all(her, roster=roster, seen=seen),
        lambda: roster_making.copy_of(her, roster=roster, now=timezone.now()),
    ]
    for deed in denied:
        with pytest.raises(Refused):
            deed()
    fixed(leader, roster, code, FixedPart(served.person))
    with scope(organisation=leader.organisation):
        event = Event.objects.order_by("-pk").first()
    assert event is not None
    assert (event.action, event.after["roster_school"]) == ("rosters.fixed", code)


def test_what_is_held_already_leaves_no_room_for_another_school(
    leader: Actor, roster: int, anne: TeamMember
) -> None:
    kept = of(leader, roster)
    assert kept.answer is not None
    (first, served), (second, _), *_ = kept.answer.schools.items()
    a_week = -(-kept.problem.minutes_of(kept.problem.school[first]) // kept.problem.cycle_weeks)
    busy = dataclasses.replace(kept.problem.person[served.person], max_minutes=a_week)
    people = tuple(busy if one.id == busy.id else one for one in kept.problem.people)
    held = {
        first: FixedPart(served.person, served.visits),
        second: FixedPart(served.person),
    }
    schools = tuple(dataclasses.replace(one, fixed=held.get(one.code)) for one in kept.problem.schools)
    posed = dataclasses.replace(kept.problem, people=people, schools=schools)
    with pytest.raises(InputError) as refused:
        require_possible(posed, second, names={busy.id: "Anne Vos"}, competences={})
    assert refused.value.what.startswith("Anne Vos kan dit niet: heeft van het contract nog 0 minuten over")


def test_a_competence_that_is_missing_is_named_as_people_call_it(
    leader: Actor, roster: int, anne: TeamMember
) -> None:
    kept = of(leader, roster)
    code, _ = a_served(kept)
    asks = dataclasses.replace(
        kept.problem.school[code], competences=("open-boek",), fixed=FixedPart(f"p{anne.pk}")
    )
    posed = dataclasses.replace(kept.problem, schools=(asks,))
    with pytest.raises(InputError) as refused:
        require_possible(
            posed, code, names={f"p{anne.pk}": "Anne Vos"}, competences={"open-boek": "Open Boek"}
        )
    assert refused.value.what == "Anne Vos kan dit niet: mist Open Boek"
    anybody = dataclasses.replace(
        posed,
        schools=(
            dataclasses.replace(
                asks, fixed=FixedPart(None, kept.answer.schools[code].visits if kept.answer else None)
            ),
        ),
    )
    with pytest.raises(InputError, match="niemand in het team kan dan naar deze school"):
        require_possible(anybody, code, names={}, competences={})
