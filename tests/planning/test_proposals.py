"""Proposals: kept when they hold, numbered, shared in parts, and found by nobody else."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_scopes import scope, scopes_disabled
from django_scopes.exceptions import ScopeError

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.models import Organisation
from doorlezen.accounts.permissions import Refused, ask
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.desk.models import Event
from doorlezen.engine.allocation import read_plan, read_problem
from doorlezen.language import InputError
from doorlezen.planning.proposals import deciding, queries
from doorlezen.planning.proposals.models import Proposal, ProposedPayment, ProposedSchool
from doorlezen.planning.proposals.sharing import share, unshare
from doorlezen.planning.proposals.sight import sight_of
from doorlezen.planning.proposals.storing import (
    GivenFile,
    StoredBeforeError,
    at_the_command_line,
    store_proposal,
)
from doorlezen.register.models import Gemeente
from tests.people import Neighbourhood
from tests.planning import proposing


def director(neighbourhood: Neighbourhood, library: Organisation | None = None) -> Actor:
    return neighbourhood.actor(library or neighbourhood.linge, Role.DIRECTOR)


def everybody(neighbourhood: Neighbourhood) -> dict[tuple[str, str], Actor]:
    """Every person at every organisation, by address and role."""
    found = {}
    for organisation in neighbourhood.organisations:
        for role in organisation.possible_roles:
            found[organisation.slug, role.value] = neighbourhood.actor(organisation, role)
    return found


def test_a_proposal_holds_what_the_plan_says_of_every_school(neighbourhood: Neighbourhood) -> None:
    stored = proposing.a_proposal(director(neighbourhood))
    problem = read_problem(proposing.files()["problem"].data)
    plan = read_plan(proposing.files()["plan"].data)
    assert (stored.number, stored.school_year, stored.title) == (1, "2026-2027", "Klein gebied")
    assert (stored.plan_status, stored.shared, stored.invented) == ("optimal", False, True)
    with scope(organisation=neighbourhood.linge):
        rows = {row.code: (row.gemeente, row.quarters, row.cents) for row in ProposedSchool.objects.all()}
        assert rows == {
            school.code: (
                school.municipality,
                (option := problem.option(school.code, plan.choices[school.code])).quarters,
                sum(problem.cost(school.code, option).values()),
            )
            for school in problem.schools
        }
        paid = ProposedPayment.objects.order_by("fund", "school__code", "bouwsteen")
        assert [(row.fund, row.school.code, row.bouwsteen, row.cents) for row in paid] == [
            tuple(row) for row in sorted(plan.payments)
        ]


def test_proposals_are_numbered_per_library_and_school_year(neighbourhood: Neighbourhood) -> None:
    of_linge, of_maas = director(neighbourhood), director(neighbourhood, neighbourhood.maas)
    numbers = [
        proposing.a_proposal(of_linge).number,
        proposing.a_proposal(of_linge, proposing.a_problem(title="Anders")).number,
        proposing.a_proposal(of_linge, proposing.a_problem(school_year="2027-2028")).number,
        proposing.a_proposal(of_maas, proposing.a_problem(("0216", "0668"))).number,
        proposing.a_proposal(of_linge, proposing.a_problem(title="Weer anders")).number,
    ]
    assert numbers == [1, 2, 1, 1, 3]


def test_the_same_files_are_one_proposal(neighbourhood: Neighbourhood) -> None:
    first = proposing.a_proposal(director(neighbourhood))
    with pytest.raises(StoredBeforeError) as refused:
        proposing.a_proposal(director(neighbourhood))
    assert refused.value.proposal == first
    assert str(refused.value) == "plan.json: dit staat er al, als plan 1 voor 2026–2027"
    assert [found.pk for found in queries.proposals_for(director(neighbourhood))] == [first.pk]


def test_storing_and_sharing_leave_a_trail(neighbourhood: Neighbourhood) -> None:
    actor = director(neighbourhood)
    stored = proposing.a_proposal(actor)
    proposing.share(actor, proposal=stored.pk)
    share(actor, proposal=stored.pk)
    unshare(actor, proposal=stored.pk)
    with scope(organisation=neighbourhood.linge):
        trail = list(Event.objects.order_by("id"))
    assert [(entry.action, entry.kind, entry.key, entry.person_id) for entry in trail] == [
        (action, "proposal", str(stored.pk), actor.person.pk)
        for action in ("plans.stored", "plans.proposed", "plans.shared", "plans.unshared")
    ]
    assert trail[0].after["number"] == 1
    assert (trail[1].before, trail[1].after) == ({"state": "draft"}, {"state": "proposed"})
    assert (trail[2].before, trail[2].after) == (
        {"shared": False},
        {"shared": True, "number": 1, "school_year": "2026-2027"},
    )


def test_the_command_line_stores_without_a_name(neighbourhood: Neighbourhood) -> None:
    stored = proposing.a_proposal(at_the_command_line(neighbourhood.linge))
    assert stored.made_by is None
    with scope(organisation=neighbourhood.linge):
        assert [entry.person_id for entry in Event.objects.all()] == [None]


def _other_plan() -> GivenFile:
    return GivenFile("plan.json", proposing.solved(proposing.as_bytes(proposing.a_problem(title="Anders"))))


def _wrong_plan() -> GivenFile:
    data = proposing.files()["plan"].data
    return GivenFile("plan.json", data.replace(b'"objective": ', b'"objective": 1', 1))


WRONG: list[tuple[dict[str, Any], str]] = [
    (
        {"plan": _other_plan},
        "plan.json: dit plan klopt niet: het plan hoort bij een ander probleem, niet bij dit",
    ),
    (
        {"plan": lambda: GivenFile("plan.json", b"")},
        "plan.json, regel 1: hier is het bestand niet te lezen (teken 1); is het heel?",
    ),
    (
        {"problem": lambda: proposing.files()["plan"]},
        "plan.json: format: moet doorlezen-problem/1 of doorlezen-problem/2 zijn, niet 'doorlezen-plan/1'",
    ),
    (
        {
            "sources": lambda: GivenFile(
                "s.json", proposing.sources_of(proposing.as_bytes(proposing.conflicting()))
            )
        },
        "s.json: deze bronnen horen bij een ander probleem; neem het bestand dat ernaast stond",
    ),
]


@pytest.mark.parametrize(("change", "line"), WRONG)
def test_what_does_not_hold_is_refused_in_one_line(
    neighbourhood: Neighbourhood, change: dict[str, Any], line: str
) -> None:
    given = {**proposing.files(), **{name: make() for name, make in change.items()}}
    with pytest.raises(InputError) as refused:
        store_proposal(director(neighbourhood), title="", **given)
    assert str(refused.value) == line
    with scopes_disabled():
        assert (Proposal.objects.count(), Event.objects.count()) == (0, 0)


def test_a_plan_with_another_value_is_refused(neighbourhood: Neighbourhood) -> None:
    with pytest.raises(InputError, match=r"plan\.json: dit plan klopt niet: "):
        store_proposal(director(neighbourhood), title="", **{**proposing.files(), "plan": _wrong_plan()})


@pytest.mark.parametrize("code", ["../etc", "00 AP", "x" * 21, "é"])
def test_a_code_that_fits_no_address_is_refused(neighbourhood: Neighbourhood, code: str) -> None:
    value = proposing.a_problem(requirements=[], funds=[])
    value["schools"] = [{**value["schools"][0], "code": code}]
    with pytest.raises(InputError) as refused:
        store_proposal(director(neighbourhood), **proposing.files(value))
    assert str(refused.value) == (
        f"probleem.json, schools[0].code: {code!r} is geen code van hooguit 20 letters en cijfers"
    )


def test_a_title_is_one_line_without_a_nought_byte(neighbourhood: Neighbourhood) -> None:
    typed = proposing.a_proposal(director(neighbourhood), title="Nul\x00en\nregel")
    read = proposing.a_proposal(director(neighbourhood), proposing.a_problem(title="Twee\nregels"))
    assert (typed.title, read.title) == ("Nul en regel", "Twee regels")


@pytest.mark.parametrize("path", [("title",), ("funds", 0, "name"), ("schools", 0, "code")])
def test_a_nought_byte_in_a_file_is_refused_where_it_stands(
    neighbourhood: Neighbourhood, path: tuple[str | int, ...]
) -> None:
    value = proposing.a_problem()
    *above, last = path
    holder: Any = value
    for step in above:
        holder = holder[step]
    holder[last] = "Nul\x00"
    given = {**proposing.files(), "problem": GivenFile("probleem.json", proposing.as_bytes(value))}
    with pytest.raises(InputError) as refused:
        store_proposal(director(neighbourhood), title="", **given)
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")
    assert str(refused.value) == f"probleem.json: {where}: er staat een teken in dat niet mag (op plaats 4)"
    with scopes_disabled():
        assert Proposal.objects.count() == 0


def test_a_conflict_is_kept_but_never_shared(neighbourhood: Neighbourhood) -> None:
    stored = proposing.a_proposal(director(neighbourhood), proposing.conflicting())
    assert (stored.plan_status, stored.has_plan) == ("infeasible", False)
    with pytest.raises(InputError, match="hierin staat geen plan, dus er valt niets te delen"):
        share(director(neighbourhood), proposal=stored.pk)
    with scopes_disabled(), pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=stored.pk).update(shared_at=stored.made_at)


STORES = {"director", "adviser"}
SEES_OWN = {"director", "adviser", "finance", "leesconsulent"}


def test_who_may_store_and_share(neighbourhood: Neighbourhood) -> None:
    stored = proposing.a_proposal(director(neighbourhood))
    deciding.propose(director(neighbourhood), proposal=stored.pk, now=timezone.now())
    stores, shares, finds_nothing = set(), set(), set()
    for index, (who, actor) in enumerate(everybody(neighbourhood).items()):
        with suppress(Refused):
            own = ("0216", "0668") if actor.organisation == neighbourhood.maas else ("0281", "0214")
            proposing.a_proposal(actor, proposing.a_problem(own, title=f"Nummer {index}"))
            stores.add(who)
        try:
            share(actor, proposal=stored.pk)
            shares.add(who)
        except Refused:
            pass
        except Proposal.DoesNotExist:
            finds_nothing.add(who)
    libraries = {"bibliotheek-de-linge", "bibliotheek-maas-en-waal"}
    assert stores == {(slug, role) for slug in libraries for role in STORES}
    assert shares == {("bibliotheek-de-linge", "director")}
    assert finds_nothing == {("bibliotheek-maas-en-waal", "director")}


def test_who_finds_which_proposal(neighbourhood: Neighbourhood) -> None:
    """Four proposals: each library has one that is shared and one that is not."""
    found: dict[str, Proposal] = {}
    for library, gemeenten in (
        (neighbourhood.linge, ("0281", "0214")),
        (neighbourhood.maas, ("0216", "0668")),
    ):
        actor = director(neighbourhood, library)
        for name in ("open", "dicht"):
            title = f"{library.slug} {name}"
            found[title] = proposing.a_proposal(actor, proposing.a_problem(gemeenten, title=title))
        proposing.share(actor, proposal=found[f"{library.slug} open"].pk)
    seen = {}
    for who, actor in everybody(neighbourhood).items():
        with scope(organisation=actor.organisation):
            if not ask("plans.see", actor):
                with pytest.raises(Refused):
                    queries.proposals_for(actor)
                continue
            titles = seen[who] = [proposal.title for proposal in queries.proposals_for(actor)]
            for title, proposal in found.items():
                if title in titles:
                    assert queries.proposal(actor, proposal.pk) == proposal
                else:
                    with pytest.raises(Proposal.DoesNotExist):
                        queries.proposal(actor, proposal.pk)
    linge, maas = "bibliotheek-de-linge", "bibliotheek-maas-en-waal"
    assert seen == {
        **{(slug, role): [f"{slug} dicht", f"{slug} open"] for slug in (linge, maas) for role in SEES_OWN},
        ("gemeente-tiel", "gemeente-officer"): [f"{linge} open"],
        ("gemeente-culemborg", "gemeente-officer"): [f"{maas} open"],
        ("school-de-bogerd", "school-contact"): [f"{linge} open"],
        ("school-de-kaardebol", "school-contact"): [f"{maas} open"],
        ("poi-oost", "poi-adviser"): [f"{linge} open"],
        ("poi-west", "poi-adviser"): [f"{maas} open"],
    }


def test_a_library_does_not_reach_a_gemeente_where_it_does_not_work(neighbourhood: Neighbourhood) -> None:
    """Maas shared a plan with schools of Tiel, and works there no more: nobody in Tiel sees it."""
    actor, tiel = director(neighbourhood, neighbourhood.maas), Gemeente.objects.get(code="0281")
    neighbourhood.maas.gemeenten.add(tiel)
    stored = proposing.a_proposal(actor, proposing.a_problem(("0281", "0216"), title="Kies ons"))
    proposing.share(actor, proposal=stored.pk)
    officer = neighbourhood.actor(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    contact = neighbourhood.actor(neighbourhood.school_in_tiel, Role.SCHOOL_CONTACT)
    assert [queries.proposals_for(reader) for reader in (officer, contact)] == [[stored], [stored]]
    neighbourhood.maas.gemeenten.remove(tiel)
    for reader in (officer, contact):
        assert queries.proposals_for(reader) == []
        assert queries.what_schools_get(reader, "00AP00") == []
    culemborg = neighbourhood.actor(neighbourhood.culemborg, Role.GEMEENTE_OFFICER)
    assert queries.proposals_for(culemborg) == [stored]


def test_a_plan_for_gemeenten_of_others_is_refused_by_name(neighbourhood: Neighbourhood) -> None:
    actor = director(neighbourhood, neighbourhood.maas)
    with pytest.raises(InputError) as refused:
        proposing.a_proposal(actor, proposing.a_problem(("0281", "0214", "0216")))
    assert str(refused.value) == (
        "probleem.json: dit plan gaat ook over gemeenten die niet bij Bibliotheek Maas en Waal horen: "
        "Buren (0214), Tiel (0281); haal die eruit, of vraag een beheerder om die gemeenten erbij te zetten"
    )
    with pytest.raises(
        InputError, match=r"een gemeente die niet bij .* hoort: Tiel \(0281\); haal die eruit"
    ):
        proposing.a_proposal(actor, proposing.a_problem(("0281", "0216")))
    with scopes_disabled():
        assert Proposal.objects.count() == 0


def test_rows_are_not_found_without_a_scope(neighbourhood: Neighbourhood) -> None:
    proposing.a_proposal(director(neighbourhood))
    for rows in (Proposal.objects, ProposedSchool.objects, ProposedPayment.objects):
        with pytest.raises(ScopeError):
            rows.all()
        with scope(organisation=neighbourhood.maas):
            assert rows.count() == 0


def test_what_somebody_sees_of_a_proposal(neighbourhood: Neighbourhood) -> None:
    seen = {who: sight_of(actor) for who, actor in everybody(neighbourhood).items()}
    as_tuple = {
        who: (sight.gemeenten, sight.school, sight.money, sight.prices) for who, sight in seen.items()
    }
    linge = "bibliotheek-de-linge"
    assert {who[1]: sight for who, sight in as_tuple.items() if who[0] == linge} == {
        "director": (None, None, True, True),
        "adviser": (None, None, True, True),
        "finance": (None, None, True, True),
        "leesconsulent": (None, None, False, False),
        "administrator": (None, None, False, False),
    }
    assert as_tuple["gemeente-tiel", "gemeente-officer"] == (frozenset({"0281"}), None, True, True)
    assert as_tuple["school-de-bogerd", "school-contact"] == (None, "00AP00", True, False)
    assert as_tuple["poi-oost", "poi-adviser"] == (None, None, True, True)
    assert as_tuple["landelijk-programma", "national-reader"] == (frozenset(), "", False, False)
    assert [sight.whole for who, sight in seen.items() if who[0] == "gemeente-tiel"] == [False, False]


def gets(actor: Actor, code: str) -> list[tuple[int, int | None]]:
    return [(row.quarters, row.cents) for row in queries.what_schools_get(actor, code)]


def test_what_a_school_gets_is_told_to_those_who_see_it(neighbourhood: Neighbourhood) -> None:
    actor = director(neighbourhood)
    stored = proposing.a_proposal(actor)
    with scope(organisation=neighbourhood.linge):
        of_tiel = ProposedSchool.objects.get(proposal=stored, code="00AP00")
        of_buren = ProposedSchool.objects.get(proposal=stored, code="01BR00")
    tiel = neighbourhood.actor(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    contact = neighbourhood.actor(neighbourhood.school_in_tiel, Role.SCHOOL_CONTACT)
    reader = neighbourhood.actor(neighbourhood.linge, Role.LEESCONSULENT)
    maas = director(neighbourhood, neighbourhood.maas)
    poi = neighbourhood.actor(neighbourhood.poi, Role.POI_ADVISER)
    assert gets(actor, "00AP00") == [(of_tiel.quarters, of_tiel.cents)]
    assert gets(reader, "00AP00") == [(of_tiel.quarters, None)]
    assert queries.what_schools_get(reader, "00AP00")[0].paid == ()
    for outside in (tiel, contact, poi, maas):
        assert gets(outside, "00AP00") == []
    proposing.share(actor, proposal=stored.pk)
    for partner in (tiel, contact, poi):
        assert gets(partner, "00AP00") == [(of_tiel.quarters, of_tiel.cents)]
    assert gets(poi, "01BR00") == [(of_buren.quarters, of_buren.cents)]
    for partner in (tiel, contact, maas):
        assert gets(partner, "01BR00") == []
    (row,) = queries.what_schools_get(contact, "00AP00")
    assert sum(cents for _, _, cents in row.paid) == of_tiel.cents
    national = neighbourhood.actor(neighbourhood.national, Role.NATIONAL_READER)
    with pytest.raises(Refused):
        queries.what_schools_get(national, "00AP00")


@pytest.mark.parametrize("count", [1, 3])
def test_as_many_queries_for_one_proposal_as_for_three(
    neighbourhood: Neighbourhood, count: int, django_assert_num_queries: Any
) -> None:
    actor = director(neighbourhood)
    for index in range(count):
        proposing.a_proposal(actor, proposing.a_problem(title=f"Nummer {index}"))
    with django_assert_num_queries(1):
        found = queries.proposals_for(actor)
        assert [str(proposal.organisation) for proposal in found] == ["Bibliotheek De Linge"] * count
    with django_assert_num_queries(2):
        assert len(queries.what_schools_get(actor, "00AP00")) == count


def test_only_a_library_has_plans(neighbourhood: Neighbourhood) -> None:
    director_of_a_gemeente = replace(
        neighbourhood.actor(neighbourhood.tiel, Role.GEMEENTE_OFFICER), roles=frozenset({Role.DIRECTOR})
    )
    assert director_of_a_gemeente.kind is OrganisationKind.GEMEENTE
    with pytest.raises(InputError, match="gemeente-tiel: alleen een bibliotheek heeft plannen"):
        proposing.a_proposal(director_of_a_gemeente)
