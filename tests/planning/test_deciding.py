"""What a library decides about its plans: every order of decisions, and what the database itself refuses."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from hypothesis import given, settings
from hypothesis import strategies as st

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Membership, Organisation
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from doorlezen.language import InputError
from doorlezen.planning.proposals import deciding, queries, sharing
from doorlezen.planning.proposals.audience import audience_of
from doorlezen.planning.proposals.models import PlanState, Proposal, ProposedPayment, ProposedSchool
from doorlezen.planning.proposals.naming import key_of, plan_name, read_key
from tests.examples import examples
from tests.people import Neighbourhood, a_neighbourhood, a_person, actor_of
from tests.planning import proposing

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def at(neighbourhood: Neighbourhood, role: Role = Role.DIRECTOR) -> Actor:
    return neighbourhood.actor(neighbourhood.linge, role)


def stands(proposal: Proposal) -> tuple[str, bool, bool]:
    """Its state, whether it is shared, whether it lies in the archive."""
    with scopes_disabled():
        now = Proposal.objects.get(pk=proposal.pk)
    return str(now.state), now.shared, now.archived_at is not None


def a_plan(actor: Actor, number: int = 1, **changes: Any) -> Proposal:
    return proposing.a_proposal(actor, proposing.a_problem(title=f"Plan {number}", **changes))


def adopted(neighbourhood: Neighbourhood, number: int = 1, **changes: Any) -> Proposal:
    director = at(neighbourhood)
    plan = a_plan(director, number, **changes)
    deciding.propose(director, proposal=plan.pk, now=NOW)
    return deciding.adopt(director, proposal=plan.pk, now=NOW)


def test_an_adopted_plan_takes_the_place_of_the_one_before(neighbourhood: Neighbourhood) -> None:
    first, other_year = adopted(neighbourhood), adopted(neighbourhood, school_year="2027-2028")
    second = adopted(neighbourhood, 2)
    assert [stands(plan)[0] for plan in (first, second, other_year)] == ["replaced", "adopted", "adopted"]
    with scope(organisation=neighbourhood.linge):
        told = [
            (event.action, event.key)
            for event in Event.objects.order_by("id")
            if event.action in {"plans.adopted", "plans.replaced", "plans.proposed"}
        ]
    assert told[-3:] == [
        ("plans.proposed", str(second.pk)),
        ("plans.replaced", str(first.pk)),
        ("plans.adopted", str(second.pk)),
    ]


def test_the_adviser_proposes_and_the_director_adopts(neighbourhood: Neighbourhood) -> None:
    plan = a_plan(at(neighbourhood))
    for role in (Role.FINANCE, Role.LEESCONSULENT, Role.ADMINISTRATOR):
        with pytest.raises(Refused):
            deciding.propose(at(neighbourhood, role), proposal=plan.pk, now=NOW)
    deciding.propose(at(neighbourhood, Role.ADVISER), proposal=plan.pk, now=NOW)
    with pytest.raises(Refused):
        deciding.adopt(at(neighbourhood, Role.ADVISER), proposal=plan.pk, now=NOW)
    with pytest.raises(Proposal.DoesNotExist):
        deciding.adopt(neighbourhood.actor(neighbourhood.maas, Role.DIRECTOR), proposal=plan.pk, now=NOW)
    deciding.adopt(at(neighbourhood), proposal=plan.pk, now=NOW)
    assert stands(plan)[0] == PlanState.ADOPTED


def test_four_eyes(neighbourhood: Neighbourhood) -> None:
    Organisation.objects.filter(pk=neighbourhood.linge.pk).update(four_eyes=True)
    director, plan = at(neighbourhood), a_plan(at(neighbourhood))
    deciding.propose(director, proposal=plan.pk, now=NOW)
    with pytest.raises(InputError, match="zelf voorgesteld"):
        deciding.adopt(director, proposal=plan.pk, now=NOW)
    assert stands(plan)[0] == PlanState.PROPOSED
    second = actor_of(a_person("Tweede directeur", (neighbourhood.linge, Role.DIRECTOR)), neighbourhood.linge)
    deciding.adopt(second, proposal=plan.pk, now=NOW)
    assert stands(plan)[0] == PlanState.ADOPTED


def test_a_plan_that_cannot_be_is_not_proposed(neighbourhood: Neighbourhood) -> None:
    knot = proposing.a_proposal(at(neighbourhood), proposing.conflicting())
    with pytest.raises(InputError, match="staat geen plan"):
        deciding.propose(at(neighbourhood), proposal=knot.pk, now=NOW)
    assert stands(knot) == ("draft", False, False)


def test_what_is_withdrawn_is_shared_no_more(neighbourhood: Neighbourhood) -> None:
    director, plan = at(neighbourhood), a_plan(at(neighbourhood))
    with pytest.raises(InputError, match="nog een concept; stel het eerst voor"):
        sharing.share(director, proposal=plan.pk)
    proposing.share(director, proposal=plan.pk)
    officer = neighbourhood.actor(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    assert queries.proposals_for(officer) == [plan]
    with pytest.raises(Refused):  # what the director shared, no adviser takes away
        deciding.withdraw(at(neighbourhood, Role.ADVISER), proposal=plan.pk)
    deciding.withdraw(director, proposal=plan.pk)
    assert stands(plan) == ("draft", False, False)
    assert queries.proposals_for(officer) == []


def test_what_was_never_shared_can_be_thrown_away_and_leaves_its_number(
    neighbourhood: Neighbourhood,
) -> None:
    director = at(neighbourhood)
    kept, gone = a_plan(director, 1), a_plan(director, 2)
    proposing.share(director, proposal=kept.pk)
    deciding.withdraw(director, proposal=kept.pk)
    with pytest.raises(InputError, match="gedeeld geweest"):
        deciding.delete(director, proposal=kept.pk)
    with pytest.raises(Refused):
        deciding.delete(at(neighbourhood, Role.FINANCE), proposal=gone.pk)
    deciding.delete(at(neighbourhood, Role.ADVISER), proposal=gone.pk)
    with scopes_disabled():
        assert Proposal.objects.filter(pk=gone.pk).count() == 0
    assert a_plan(director, 3).number == 3


def test_the_archive_is_for_drafts_and_for_what_was_replaced(neighbourhood: Neighbourhood) -> None:
    director = at(neighbourhood)
    first, second, draft = adopted(neighbourhood), adopted(neighbourhood, 2), a_plan(director, 3)
    with pytest.raises(InputError, match="dit plan geldt"):
        deciding.archive(director, proposal=second.pk, now=NOW)
    for plan in (first, draft):
        deciding.archive(director, proposal=plan.pk, now=NOW)
    assert queries.proposals_for(director) == [second]
    assert queries.proposals_for(director, archived=True) == [draft, first]
    with pytest.raises(InputError, match="haal het eerst terug"):
        deciding.propose(director, proposal=draft.pk, now=NOW)
    deciding.take_back(director, proposal=draft.pk)
    assert queries.proposals_for(director) == [draft, second]
    assert [row.proposal for row in queries.what_schools_get(director, "00AP00")] == [draft, second]


def test_the_plan_that_counts_is_never_a_trial(neighbourhood: Neighbourhood) -> None:
    director = at(neighbourhood)

    def counting() -> Proposal | None:
        return queries.leading(queries.proposals_for(director))

    assert counting() is None
    draft = a_plan(director, 1)
    assert counting() is None
    deciding.propose(director, proposal=draft.pk, now=NOW)
    assert counting() is None
    sharing.share(director, proposal=draft.pk)
    assert counting() == draft
    holding = adopted(neighbourhood, 2)
    proposing.share(director, proposal=a_plan(director, 3).pk)
    assert counting() == holding
    later = adopted(neighbourhood, 4, school_year="2027-2028")
    assert counting() == later


CHANGES = [
    "UPDATE planning_proposal SET plan = 'x' WHERE id = %s",
    "UPDATE planning_proposal SET number = 9 WHERE id = %s",
    "UPDATE planning_proposal SET title = 'Anders' WHERE id = %s",
    "DELETE FROM planning_proposal WHERE id = %s",
    "UPDATE planning_proposedschool SET quarters = 0 WHERE proposal_id = %s",
    "DELETE FROM planning_proposedpayment WHERE school_id IN "
    "(SELECT id FROM planning_proposedschool WHERE proposal_id = %s)",
    "INSERT INTO planning_proposedschool (proposal_id, school_year, code, gemeente, quarters, "
    "last_year_quarters, cents) VALUES (%s, '2026-2027', '99ZZ99', '0281', 4, 0, 0)",
]


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_to_change_an_adopted_plan(neighbourhood: Neighbourhood, change: str) -> None:
    plan = adopted(neighbourhood)
    with (
        pytest.raises(DatabaseError, match=r"what a plan says never|is not deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change, [plan.pk] * change.count("%s"))


def test_only_one_plan_holds_whoever_writes_it(neighbourhood: Neighbourhood) -> None:
    adopted(neighbourhood)
    second = a_plan(at(neighbourhood), 2)
    for wrong in ({"state": "adopted"}, {"shared_at": NOW}, {"state": "proposed", "archived_at": NOW}):
        with scopes_disabled(), pytest.raises(DatabaseError), transaction.atomic():
            Proposal.objects.filter(pk=second.pk).update(**wrong)


def test_a_draft_goes_with_all_its_rows(neighbourhood: Neighbourhood) -> None:
    deciding.delete(at(neighbourhood), proposal=a_plan(at(neighbourhood)).pk)
    with scopes_disabled():
        assert (ProposedSchool.objects.count(), ProposedPayment.objects.count()) == (0, 0)


STEPS = ("propose", "withdraw", "adopt", "archive", "take_back", "share", "unshare", "delete")


@settings(max_examples=examples(75), deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.sampled_from(STEPS)), min_size=4, max_size=14))
def test_whatever_the_order_at_most_one_plan_holds(steps: list[tuple[int, str]]) -> None:
    """Three plans of one year; a plan in plain Python beside them that knows the rules."""
    with transaction.atomic():
        neighbourhood = a_neighbourhood()
        director = at(neighbourhood)
        plans = [a_plan(director, number) for number in range(3)]
        model = [{"state": "draft", "shared": False, "was": False, "aside": False} for _ in plans]
        for place, step in steps:
            if model[place]["state"] == "gone":
                continue
            can = _can(model[place], step)
            try:
                _do(director, plans[place].pk, step)
                done = True
            except InputError:
                done = False
            assert done == can, (step, model[place])
            if can:
                _move(model, place, step)
        for plan, known in zip(plans, model, strict=True):
            if known["state"] != "gone":
                assert stands(plan) == (known["state"], known["shared"], known["aside"])
        assert sum(known["state"] == "adopted" for known in model) <= 1
        transaction.set_rollback(True)


def _do(director: Actor, pk: int, step: str) -> None:
    match step:
        case "propose" | "adopt" | "archive":
            getattr(deciding, step)(director, proposal=pk, now=NOW)
        case "share" | "unshare":
            getattr(sharing, step)(director, proposal=pk)
        case _:
            getattr(deciding, step)(director, proposal=pk)


def _can(known: dict[str, Any], step: str) -> bool:
    state = known["state"]
    return {
        "propose": state == "draft" and not known["aside"],
        "withdraw": state == "proposed",
        "adopt": state == "proposed",
        "archive": state in {"draft", "replaced"} and not known["shared"],
        "take_back": True,
        "share": state != "draft" and not known["aside"],
        "unshare": True,
        "delete": state == "draft" and not known["was"],
    }[step]


def _move(model: list[dict[str, Any]], place: int, step: str) -> None:
    known = model[place]
    match step:
        case "propose":
            known["state"] = "proposed"
        case "withdraw":
            known.update(state="draft", shared=False)
        case "adopt":
            for other in model:
                other["state"] = "replaced" if other["state"] == "adopted" else other["state"]
            known["state"] = "adopted"
        case "archive" | "take_back":
            known["aside"] = step == "archive"
        case "share" | "unshare":
            known["shared"] = step == "share"
            known["was"] = known["was"] or known["shared"]
        case _:
            known["state"] = "gone"


def test_who_is_told_beforehand_is_who_sees_it(neighbourhood: Neighbourhood) -> None:
    """Of everybody around: an organisation stands in the audience if and only if its people find the plan."""
    director, plan = at(neighbourhood), a_plan(at(neighbourhood))
    told = audience_of(director, plan)
    proposing.share(director, proposal=plan.pk)
    seen = {}
    for organisation in neighbourhood.organisations:
        if organisation == neighbourhood.linge:
            continue
        for role in organisation.possible_roles:
            try:
                found = queries.proposals_for(neighbourhood.actor(organisation, role))
            except Refused:
                continue
            if plan in found:
                seen[organisation.name] = seen.get(organisation.name, 0) + 1
    assert {one.name: one.people for one in told.organisations if one.people} == seen
    assert seen
    assert told.people == sum(seen.values())


def test_who_cannot_see_it_yet_is_named(neighbourhood: Neighbourhood) -> None:
    director, plan = at(neighbourhood), a_plan(at(neighbourhood))
    codes = sorted(school["code"] for school in proposing.a_problem()["schools"])
    told = audience_of(director, plan)
    assert told.gemeenten == ("0214",)
    assert told.schools == tuple(code for code in codes if code != "00AP00")
    Membership.everywhere.filter(organisation=neighbourhood.tiel).update(until="2020-09-01")
    told = audience_of(director, plan)
    assert told.gemeenten == ("0214", "0281")
    assert [one.people for one in told.organisations if one.name == neighbourhood.tiel.name] == [0]
    with pytest.raises(Refused):
        audience_of(at(neighbourhood, Role.ADVISER), plan)


@pytest.mark.parametrize("count", [1, 3])
def test_the_audience_takes_the_same_queries_for_one_plan_and_for_three(
    neighbourhood: Neighbourhood, count: int, django_assert_num_queries: Any
) -> None:
    plans = [a_plan(at(neighbourhood), number) for number in range(count)]
    director = at(neighbourhood)
    found = queries.proposal(director, plans[0].pk)
    with django_assert_num_queries(5):
        audience_of(director, found)


def test_one_number_in_title_and_address(neighbourhood: Neighbourhood) -> None:
    director = at(neighbourhood)
    a_plan(director, 1, school_year="2025-2026")
    plan = a_plan(director, 2)
    assert (plan_name(plan), key_of(director, plan)) == ("Plan 1 voor 2026–2027", "2026-2027-1")
    proposing.share(director, proposal=plan.pk)
    poi = neighbourhood.actor(neighbourhood.poi, Role.POI_ADVISER)
    found = queries.proposals_for(poi)[0]
    key = key_of(poi, found)
    assert key == "bibliotheek-de-linge-2026-2027-1"
    named = read_key(key)
    assert named is not None
    assert queries.numbered(poi, **named._asdict()) == plan
    for text in ("12", "2026-2027", "2026-2027-x", "x-2026-2027-99999999999", "²026-2027-1"):
        assert read_key(text) is None
