"""A roster is made of plan and team: asked once, sought by a worker, kept only where it is better."""

import dataclasses
import threading

import pytest
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk import work
from doorlezen.engine.roster import check_roster, read_roster, read_roster_problem
from doorlezen.language import InputError
from doorlezen.planning.proposals.models import Proposal
from doorlezen.rosters.domain import deciding_rosters, roster_making
from doorlezen.rosters.domain.roster_queries import roster_of, rosters_of
from doorlezen.rosters.domain.searching_roster import right, says_more, search_roster
from doorlezen.rosters.models import RosterSearch, RosterState, TeamRoster
from doorlezen.team.models import TeamMember
from tests.people import Neighbourhood
from tests.rosters.rostering import a_leader, a_roster, somebody, work_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(neighbourhood: Neighbourhood) -> Actor:
    return a_leader(neighbourhood)


@pytest.fixture
def anne(leader: Actor) -> TeamMember:
    return somebody(leader, "Anne Vos")


def test_the_worker_finds_the_best_roster_and_what_is_kept_names_nobody(
    leader: Actor, anne: TeamMember
) -> None:
    row = a_roster(leader)
    assert (row.number, row.state, row.search.status) == (1, RosterState.DRAFT, "done")
    problem = read_roster_problem(bytes(row.problem))
    answer = read_roster(bytes(row.answer or b""))
    assert (answer.status, check_roster(problem, answer)) == ("optimal", [])
    assert len(answer.schools) == 3 or answer.unserved
    assert b"Anne" not in bytes(row.problem) + bytes(row.answer or b"")
    assert roster_of(leader, row.pk).name(f"p{anne.pk}") == "Anne Vos"


def test_a_double_click_is_one_roster_and_another_team_is_another(leader: Actor, anne: TeamMember) -> None:
    first = roster_making.make(leader, now=timezone.now())
    assert roster_making.make(leader, now=timezone.now()).pk == first.pk
    with scope(organisation=leader.organisation):
        assert RosterSearch.objects.count() == 1
    somebody(leader, "Bo de Wit")
    assert roster_making.make(leader, now=timezone.now()).number == 2


def test_without_a_plan_or_people_there_is_nothing_to_make(
    neighbourhood: Neighbourhood, leader: Actor
) -> None:
    with pytest.raises(InputError) as nobody:
        roster_making.make(leader, now=timezone.now())
    assert nobody.value.what == "niemand in het team heeft dagdelen en uren voor scholen; vul die eerst in"
    maas = neighbourhood.actor(neighbourhood.maas, Role.ADVISER)
    with pytest.raises(InputError) as no_plan:
        roster_making.make(maas, now=timezone.now())
    assert no_plan.value.what == "er is nog geen vastgesteld plan; een rooster begint met de uren daarvan"


def test_what_is_found_again_is_kept_only_where_it_says_more(leader: Actor, anne: TeamMember) -> None:
    row = a_roster(leader)
    kept = read_roster(bytes(row.answer or b""))
    assert kept.objective is not None
    assert kept.bound is not None
    for found, more in [
        (dataclasses.replace(kept, objective=kept.objective - 1), False),
        (kept, False),
        (dataclasses.replace(kept, bound=kept.bound + 1), False),
        (dataclasses.replace(kept, bound=kept.bound - 1), True),
        (dataclasses.replace(kept, objective=kept.objective + 1), True),
    ]:
        assert says_more(found, kept) is more
    assert says_more(kept, dataclasses.replace(kept, objective=None))


def test_a_search_that_is_stopped_before_it_began_gives_nothing_and_may_be_asked_again(
    leader: Actor, anne: TeamMember
) -> None:
    row = roster_making.make(leader, now=timezone.now())
    roster_making.stop(leader, roster=row.pk)
    with scope(organisation=leader.organisation):
        assert RosterSearch.objects.get(roster=row).status == "stopped"
    with pytest.raises(InputError):
        deciding_rosters.freeze(leader, roster=row.pk, now=timezone.now())
    roster_making.seek_further(leader, roster=row.pk)
    work_off()
    assert roster_of(leader, row.pk).answer is not None


def test_a_worker_that_ends_gives_the_search_back(leader: Actor, anne: TeamMember) -> None:
    row = roster_making.make(leader, now=timezone.now())
    ended = threading.Event()
    ended.set()
    with scope(organisation=leader.organisation):
        search = RosterSearch.objects.get(roster=row)
    search_roster(search.pk, stop=ended)
    with scope(organisation=leader.organisation):
        search.refresh_from_db()
    assert search.status in {work.WorkStatus.WAITING, work.WorkStatus.DONE}


def test_frozen_is_frozen_until_it_is_made_loose(leader: Actor, anne: TeamMember) -> None:
    row = a_roster(leader)
    deciding_rosters.freeze(leader, roster=row.pk, now=timezone.now())
    for deed in (
        lambda: roster_making.seek_further(leader, roster=row.pk),
        lambda: deciding_rosters.throw_away(leader, roster=row.pk),
        lambda: deciding_rosters.freeze(leader, roster=row.pk, now=timezone.now()),
    ):
        with pytest.raises(InputError):
            deed()
    assert deciding_rosters.unfreeze(leader, roster=row.pk).frozen_at is None
    deciding_rosters.throw_away(leader, roster=row.pk)
    assert rosters_of(leader) == []


def test_a_colleague_who_left_has_no_name_any_more(leader: Actor, anne: TeamMember) -> None:
    row = a_roster(leader)
    with scope(organisation=leader.organisation):
        anne.delete()
    assert roster_of(leader, row.pk).name(f"p{anne.pk}") == "Iemand die weg is"


@pytest.mark.parametrize("role", [Role.LEESCONSULENT, Role.FINANCE, Role.ADMINISTRATOR])
def test_others_neither_see_nor_make_rosters(neighbourhood: Neighbourhood, leader: Actor, role: Role) -> None:
    her = neighbourhood.actor(neighbourhood.linge, role)
    with pytest.raises(Refused):
        roster_making.make(her, now=timezone.now())
    with pytest.raises(Refused):
        rosters_of(her)


def test_a_roster_of_another_library_is_not_there(
    neighbourhood: Neighbourhood, leader: Actor, anne: TeamMember
) -> None:
    row = a_roster(leader)
    theirs = neighbourhood.actor(neighbourhood.maas, Role.DIRECTOR)
    assert rosters_of(theirs) == []
    with pytest.raises(TeamRoster.DoesNotExist):
        roster_of(theirs, row.pk)
    with scope(organisation=leader.organisation):
        assert Proposal.objects.get(pk=row.proposal_id).holds


def test_a_roster_that_is_not_right_is_not_kept(leader: Actor, anne: TeamMember) -> None:
    row = a_roster(leader)
    problem, kept = read_roster_problem(bytes(row.problem)), read_roster(bytes(row.answer or b""))
    assert right(problem, kept) is kept
    assert kept.objective is not None
    wrong = right(problem, dataclasses.replace(kept, objective=kept.objective + 1))
    assert isinstance(wrong, InputError)
    assert wrong.what.startswith("het gevonden rooster klopt niet en is niet bewaard: ")
