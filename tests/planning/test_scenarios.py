"""Scenarios: begun from what the site knows, taken in and given out without loss, changed by two at once."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from doorlezen.documents.source import Source
from doorlezen.documents.toml_text import parse_toml
from doorlezen.language import InputError
from doorlezen.planning.library.library_file import examine
from doorlezen.planning.scenarios import content, editing, making, queries, starting
from doorlezen.planning.scenarios.models import Scenario
from tests.people import Neighbourhood
from tests.planning import proposing
from tests.planning.small import of_the_linge

TODAY = datetime.date(2026, 11, 30)
OWN = of_the_linge()


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Actor:
    return neighbourhood.actor(neighbourhood.linge, Role.ADVISER)


def taken_in(actor: Actor, text: str = OWN, **more: Any) -> Scenario:
    return making.take_in(actor, file=Source("linge.toml", text.encode()), now=timezone.now(), **more)


def tree(actor: Actor, scenario: Scenario) -> dict[str, Any]:
    return queries.opened(actor, scenario.pk).tree


def saved(actor: Actor, scenario: Scenario, seen: int, of: dict[str, Any]) -> editing.Saved:
    return editing.save(actor, scenario=scenario.pk, seen=seen, tree=of, part="money", now=timezone.now())


@pytest.mark.parametrize(
    ("day", "year"),
    [((2026, 1, 31), "2025-2026"), ((2026, 2, 1), "2026-2027"), ((2026, 11, 30), "2026-2027")],
)
def test_from_february_people_plan_for_the_year_to_come(day: tuple[int, int, int], year: str) -> None:
    assert starting.planned_year(datetime.date(*day)) == year


def test_a_new_scenario_has_blanks_where_only_the_library_knows(adviser: Actor) -> None:
    of = starting.started(adviser, school_year="2025-2026", gemeenten=("0281", "0214"), today=TODAY)
    assert of["scheme"] == {"track": "mbv2-doorontwikkeling-po"}
    assert [(fund["id"], fund["kind"], fund["name"]) for fund in of["fund"]] == [
        ("regeling", "scheme", "Regeling"),
        ("gem-0281", "gemeente", "Subsidie Tiel"),
        ("gem-0214", "gemeente", "Subsidie Buren"),
        ("eigen", "library", "Eigen middelen"),
    ]
    assert [str(wrong) for wrong in examine(of, name="scenario").refused] == [
        "scenario: leesconsulent.cost_per_hour: ontbreekt",
        *(
            f"scenario: fund[{place}].total: ontbreekt; hoeveel euro zit er dit schooljaar in deze pot?"
            for place in (1, 2, 3)
        ),
    ]
    made = making.make(adviser, title="Eerste", tree=of, now=timezone.now())
    assert tree(adviser, made) == of


def test_last_years_hours_come_from_the_shared_plan_of_the_year_before(
    neighbourhood: Neighbourhood, adviser: Actor
) -> None:
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    stored = proposing.a_proposal(director)

    def started() -> dict[str, Any]:
        return starting.started(adviser, school_year="2027-2028", gemeenten=("0281",), today=TODAY)

    assert "last_year" not in started()
    proposing.share(director, proposal=stored.pk)
    with scope(organisation=neighbourhood.linge):
        gets = dict(stored.schools.filter(gemeente="0281").order_by("code").values_list("code", "quarters"))
    assert started()["last_year"] == {
        "source": "plan 1 voor 2026-2027",
        "hours": {code: content.hours_of(quarters) for code, quarters in gets.items()},
    }
    assert any(gets.values())


def test_a_file_that_was_taken_in_goes_out_the_same(adviser: Actor) -> None:
    made = taken_in(adviser)
    assert (made.title, made.school_year, made.version) == ("linge", "2026-2027", 1)
    _, text = queries.text_of_scenario(adviser, made.pk)
    again = parse_toml(text.encode(), name="x")
    given = parse_toml(OWN.encode(), name="x")
    given["demand"][0]["id"] = "e01"
    assert again == given
    copied = making.copy(adviser, scenario=made, title="Nog eens", now=timezone.now())
    assert tree(adviser, copied) == given
    assert copied.copied_from == made


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = [", "linge.toml, einde: geen geldige TOML; kijk naar aanhalingstekens, haakjes en namen die er "
                  "twee keer staan"),
        ("a = 1", "scenario: dit is geen bibliotheekbestand"),
        (OWN.replace("[[fund]]", "[fund]", 1).replace("[[fund]]", "[x]", 1).replace("[[fund]]", "[y]", 1),
         "scenario: fund: moet een lijst van tabellen zijn: [[fund]]"),
        (OWN.replace('id = "eigen"', 'id = "rijk"'), "scenario: fund[1].id: 'rijk' staat er twee keer"),
        (OWN.replace("[library]", "[[library]]"), "scenario: library: moet een tabel zijn: [library]"),
        (OWN.replace("[need]", "[[need]]"), "scenario: need: moet een tabel zijn: [need]"),
        (OWN.replace('"0214"', '"0216"'),
         "scenario: library.gemeenten: dit gaat ook over een gemeente die niet bij Bibliotheek De Linge "
         "hoort: Culemborg (0216); haal die eruit, of vraag een beheerder om die gemeente erbij te zetten"),
        (OWN + '[[demand]]\nby = "x"\n' * 1000,
         "scenario: demand: hier kunnen er hooguit 300 staan, niet 1.001"),
    ],
)  # fmt: skip
def test_what_no_page_could_show_is_refused_and_nothing_is_kept(adviser: Actor, text: str, line: str) -> None:
    with pytest.raises(InputError) as wrong:
        taken_in(adviser, text)
    assert str(wrong.value) == line
    assert queries.scenarios_of(adviser) == []


def test_a_scenario_looks_at_the_list_of_its_own_library_alone(adviser: Actor) -> None:
    neighbours = OWN.replace('"bibliotheek-de-linge"', '"bibliotheek-maas-en-waal"')
    made = taken_in(adviser, neighbours)
    assert tree(adviser, made)["library"]["site"] == "bibliotheek-de-linge"
    again = tree(adviser, made)
    again["library"]["site"] = "bibliotheek-maas-en-waal"
    saved(adviser, made, 1, again)
    assert tree(adviser, made)["library"]["site"] == "bibliotheek-de-linge"


def test_what_two_people_changed_at_once_is_both_there(adviser: Actor) -> None:
    made = taken_in(adviser)
    first, second = tree(adviser, made), tree(adviser, made)
    first["fund"][0]["total"] = 1
    second["leesconsulent"]["weeks"] = 39
    assert saved(adviser, made, 1, first).version == 2
    assert saved(adviser, made, 1, second).conflicts == ()
    now = tree(adviser, made)
    assert (now["fund"][0]["total"], now["leesconsulent"]["weeks"]) == (1, 39)


def test_what_both_changed_is_not_saved_before_somebody_chose(adviser: Actor) -> None:
    made = taken_in(adviser)
    first, second = tree(adviser, made), tree(adviser, made)
    first["fund"][0]["total"], second["fund"][0]["total"] = 1, 2
    saved(adviser, made, 1, first)
    refused = saved(adviser, made, 1, second)
    (conflict,) = refused.conflicts
    assert (conflict.path, conflict.theirs, conflict.mine) == (("fund", "rijk", "total"), 1, 2)
    assert tree(adviser, made)["fund"][0]["total"] == 1
    assert refused.tree["fund"][0]["total"] == 2
    assert saved(adviser, made, refused.version, dict(refused.tree)).version == 3
    assert tree(adviser, made)["fund"][0]["total"] == 2


def test_undoing_brings_back_what_was_there(adviser: Actor) -> None:
    made = taken_in(adviser)
    before = tree(adviser, made)
    saved(adviser, made, 1, {**before, "pupils": []})
    with pytest.raises(InputError, match="iemand heeft hierna nog iets bewaard"):
        editing.undo(adviser, scenario=made.pk, version=1, now=timezone.now())
    editing.undo(adviser, scenario=made.pk, version=2, now=timezone.now())
    assert tree(adviser, made) == before
    assert [version.part for version in queries.versions_since(adviser, made, 1)] == ["money", "money"]


def test_saving_what_was_there_makes_no_version(adviser: Actor) -> None:
    made = taken_in(adviser)
    assert saved(adviser, made, 1, tree(adviser, made)).version == 1


def test_an_archived_scenario_is_set_aside_and_nobody_changes_it(adviser: Actor) -> None:
    made = taken_in(adviser)
    editing.archive(adviser, scenario=made.pk, now=timezone.now())
    assert queries.scenarios_of(adviser) == []
    assert queries.scenarios_of(adviser, archived=True) == [made]
    with pytest.raises(InputError, match="ligt in het archief"):
        saved(adviser, made, 1, {**tree(adviser, made), "pupils": []})
    editing.take_back(adviser, scenario=made.pk)
    assert queries.scenarios_of(adviser) == [made]


def test_every_change_stands_in_the_logbook(adviser: Actor) -> None:
    made = taken_in(adviser)
    saved(adviser, made, 1, {**tree(adviser, made), "pupils": []})
    editing.rename(adviser, scenario=made.pk, title="Anders", now=timezone.now())
    with scope(organisation=adviser.organisation):
        events = Event.objects.filter(action__startswith="scenarios.").order_by("id")
        assert [event.action for event in events] == [
            "scenarios.made",
            "scenarios.changed",
            "scenarios.renamed",
        ]


def test_only_who_makes_plans_of_this_library_finds_and_changes_it(
    neighbourhood: Neighbourhood, adviser: Actor
) -> None:
    made = taken_in(adviser)
    finance = neighbourhood.actor(neighbourhood.linge, Role.FINANCE)
    assert queries.scenarios_of(finance) == [made]
    for organisation in neighbourhood.organisations:
        for role in organisation.possible_roles:
            actor = neighbourhood.actor(organisation, role)
            makes = role in {Role.DIRECTOR, Role.ADVISER}
            if organisation == neighbourhood.linge and makes:
                continue
            with pytest.raises((Refused, Scenario.DoesNotExist)):
                saved(actor, made, 1, {})
            with pytest.raises((Refused, Scenario.DoesNotExist)):
                editing.archive(actor, scenario=made.pk, now=timezone.now())
            if organisation != neighbourhood.linge:
                with pytest.raises((Refused, Scenario.DoesNotExist)):
                    queries.opened(actor, made.pk)
