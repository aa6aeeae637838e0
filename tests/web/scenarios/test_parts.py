"""The pages of a scenario: they show what stands in it, keep what was filled in, and say what is wrong."""

import copy
import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.documents.source import Source
from doorlezen.documents.toml_text import parse_toml
from doorlezen.language import InputError
from doorlezen.planning.counted_weeks import counted_weeks
from doorlezen.planning.library.course_entries import capacity_left
from doorlezen.planning.library.library_file import examine
from doorlezen.planning.library.writing import named
from doorlezen.planning.scenarios import editing, making, queries
from doorlezen.planning.scenarios.models import Scenario
from doorlezen.register.models import Address
from doorlezen.web.pages.scenarios.parts import PARTS, Around
from tests.people import Neighbourhood, client_of
from tests.planning.corpus import WRONG
from tests.planning.small import changed, of_the_linge

OWN = of_the_linge()
TREE = named(parse_toml(OWN.encode(), name="x"))


@pytest.fixture
def adviser(neighbourhood: Neighbourhood) -> Actor:
    return neighbourhood.actor(neighbourhood.linge, Role.ADVISER)


@pytest.fixture
def client(adviser: Actor) -> Client:
    return client_of(adviser.person)


def a_scenario(actor: Actor, text: str = OWN) -> Scenario:
    return making.take_in(actor, file=Source("linge.toml", text.encode()), title="Proef", now=timezone.now())


def tree_of(actor: Actor, scenario: Scenario) -> dict[str, Any]:
    return queries.opened(actor, scenario.pk).tree


def at(scenario: Scenario, rest: str = "") -> str:
    return f"/o/bibliotheek-de-linge/plannen/scenarios/{scenario.pk}/{rest}"


def as_it_stands(actor: Actor, scenario: Scenario, part: str) -> dict[str, Any]:
    """What a browser sends of the page of a part that nobody touched."""
    opened = queries.opened(actor, scenario.pk)
    page = PARTS[part](Around(actor, opened.tree), opened.tree)
    fields: dict[str, Any] = {"gezien": opened.version.number}
    for slot in page.slots:
        fields |= {name: slot.form.data.getlist(name) for name in slot.form.data}
    return fields


def sent(actor: Actor, scenario: Scenario, part: str, **given: Any) -> HttpResponse:
    """The page of a part after something was filled in on it."""
    fields = as_it_stands(actor, scenario, part) | given
    return client_of(actor.person).post(at(scenario, f"{part}/"), fields)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_is_saved_as_it_stands_changes_nothing(adviser: Actor, part: str) -> None:
    page = PARTS[part](Around(adviser, TREE), TREE)
    assert page.is_valid()
    assert page.tree() == TREE


@pytest.mark.parametrize(("what", "old", "new", "line"), WRONG, ids=[case[0] for case in WRONG])
def test_whatever_is_wrong_in_a_file_is_told_on_a_page_in_words_of_a_page(
    adviser: Actor, client: Client, what: str, old: str, new: str, line: str
) -> None:
    text = of_the_linge(changed(old, new))
    try:
        made = a_scenario(adviser, text)
    except InputError:
        assert queries.scenarios_of(adviser) == []
        return
    page = client.get(at(made))
    assert page.status_code == 200
    told = unescape(page.text[page.text.index("te doen voor") : page.text.index("Dit scenario in het kort")])
    for word in ("[[", "hours_per", "per_pupil", "library.", "_shares", ".toml"):
        assert word not in told
    for part in PARTS:
        assert client.get(at(made, f"{part}/")).status_code == 200


def test_blanks_are_marked_and_no_error(adviser: Actor, client: Client) -> None:
    made = a_scenario(adviser, OWN.replace("total = 1000.01\n", "").replace('cost_per_hour = "62.00"\n', ""))
    assert "Nog 2 dingen te doen voor je kunt rekenen" in client.get(at(made)).text
    money = client.get(at(made, "geld/")).text
    assert "Nog in te vullen: hoeveel euro zit er dit schooljaar in deze pot?" in money
    assert "sheet__wrong" not in money
    assert '<strong class="parts__todo" aria-hidden="true">1</strong>' in money


def test_an_amount_is_filled_in_and_the_day_and_the_role_stand_beside_it(
    adviser: Actor, client: Client
) -> None:
    made = a_scenario(adviser)
    answer = sent(adviser, made, "geld", **{"fund-eigen-total": "66.500,50"})
    assert answer.status_code == 302
    expected = copy.deepcopy(TREE)
    expected["fund"][1] |= {"total": "66500.50", "date": timezone.localdate(), "by": "adviseur"}
    assert tree_of(adviser, made) == expected


def test_what_cannot_be_read_is_shown_again_and_nothing_is_kept(adviser: Actor, client: Client) -> None:
    made = a_scenario(adviser)
    answer = sent(adviser, made, "geld", **{"fund-eigen-total": "-5"})
    assert answer.status_code == 422
    assert 'value="-5"' in answer.text
    assert "Schrijf een bedrag, zoals 66.500 of 12,50." in answer.text
    assert tree_of(adviser, made) == TREE


def test_while_somebody_types_only_what_is_wrong_comes_back(adviser: Actor, client: Client) -> None:
    made = a_scenario(adviser)
    given = as_it_stands(adviser, made, "mensen") | {"leesconsulent-weeks": "53"}
    answer = client.post(at(made, "mensen/"), given, headers={"hx-request": "true"})
    assert answer.status_code == 200
    assert "Een jaar heeft hooguit 52 weken, niet 53." in answer.text
    assert "<html" not in answer.text
    assert tree_of(adviser, made) == TREE


def test_a_purse_and_a_demand_are_added_and_taken_away(adviser: Actor, client: Client) -> None:
    made = a_scenario(adviser)
    sent(adviser, made, "geld", erbij="oab")
    assert tree_of(adviser, made)["fund"][3:] == [
        {
            "id": "oab",
            "name": "Onderwijsachterstandenmiddelen van een gemeente",
            "kind": "oab",
            "bouwstenen": ["expertise", "collectie"],
        }
    ]
    sent(adviser, made, "geld", **{"fund-oab-weg": "on"})
    assert tree_of(adviser, made)["fund"] == TREE["fund"]
    sent(adviser, made, "eisen", erbij="max_hours")
    assert tree_of(adviser, made)["demand"][1] == {
        "id": "e02",
        "by": "library",
        "kind": "max_hours",
        "schools": "all",
    }
    given = {
        "demand-e02-text": "Niet meer dan vijf",
        "demand-e02-hours": "5",
        "demand-e02-schools": "eligible",
    }
    sent(adviser, made, "eisen", **given)
    assert tree_of(adviser, made)["demand"][1] == {
        "id": "e02",
        "by": "library",
        "kind": "max_hours",
        "schools": "eligible",
        "hours": 5,
        "text": "Niet meer dan vijf",
    }


def test_two_who_fill_in_the_same_both_keep_their_work(adviser: Actor, client: Client) -> None:
    made = a_scenario(adviser)
    mine = as_it_stands(adviser, made, "geld")
    theirs = copy.deepcopy(TREE)
    theirs["fund"][0]["total"], theirs["fund"][2]["total"] = 111, 333
    editing.save(adviser, scenario=made.pk, seen=1, tree=theirs, part="geld", now=timezone.now())
    answer = client.post(at(made, "geld/"), mine | {"fund-rijk-total": "222"})
    assert answer.status_code == 409
    assert "Iemand anders veranderde intussen hetzelfde" in answer.text
    assert 'value="222"' in answer.text
    assert 'value="333"' in answer.text  # what only they changed is there as well
    assert tree_of(adviser, made)["fund"][0]["total"] == 111
    assert '<input type="hidden" name="gezien" value="2">' in answer.text
    again = as_it_stands(adviser, made, "geld") | {"fund-rijk-total": "222"}
    assert client.post(at(made, "geld/"), again).status_code == 302
    totals = [fund["total"] for fund in tree_of(adviser, made)["fund"]]
    assert totals == [222, TREE["fund"][1]["total"], 333]


def test_a_list_of_hours_is_taken_in_and_given_out(adviser: Actor, client: Client) -> None:
    made = a_scenario(adviser)
    book = client.get(at(made, "uren.xlsx"))
    assert book.status_code == 200
    list_of_hours = Source("uren.csv", b"vestigingscode;uren\n00AP00;2,5\n")
    file = SimpleUploadedFile(list_of_hours.name, list_of_hours.data)
    assert client.post(at(made, "uren-inlezen/"), {"hours_file": file}).status_code == 302
    assert tree_of(adviser, made)["last_year"] == {"source": "uren.csv", "hours": {"00AP00": Decimal("2.5")}}
    wrong = SimpleUploadedFile("uren.csv", b"vestigingscode;uren\n00AP00;veel\n")
    answer = client.post(at(made, "uren-inlezen/"), {"hours_file": wrong})
    assert answer.status_code == 422
    assert "is geen aantal in stappen van een kwartier" in unescape(answer.text)


def test_who_begins_meets_everything_that_the_site_knows(adviser: Actor, client: Client) -> None:
    address = "/o/bibliotheek-de-linge/plannen/scenarios/nieuw/"
    answer = client.post(
        address, {"title": "Eerste", "school_year": "2026-2027", "gemeenten": ["0281", "0214"]}
    )
    (made,) = queries.scenarios_of(adviser)
    assert answer.headers["Location"] == at(made, "scholen/")
    assert "00AP00" in client.get(at(made, "scholen/")).text
    assert client.get(at(made)).status_code == 200


def test_the_file_of_a_scenario_is_taken_in_as_the_same_scenario(adviser: Actor, client: Client) -> None:
    made = a_scenario(adviser)
    given = client.get(at(made, "bestand.toml")).content
    file = SimpleUploadedFile("weer.toml", given)
    client.post("/o/bibliotheek-de-linge/plannen/scenarios/inlezen/", {"file": file, "title": ""})
    again, _ = queries.scenarios_of(adviser)
    assert tree_of(adviser, again) == TREE
    bad = SimpleUploadedFile("weer.toml", b"a = 1")
    answer = client.post("/o/bibliotheek-de-linge/plannen/scenarios/inlezen/", {"file": bad})
    assert answer.status_code == 422
    assert "dit is geen bibliotheekbestand" in answer.text


def test_a_way_of_working_is_filled_in_with_how_sure_it_is_and_taken_away_again(adviser: Actor) -> None:
    made = a_scenario(adviser)
    work = {"doing": "20", "modelling": "30", "supporting": "30", "advising": "20", "sure": "assumption"}
    given = {f"with_score-work-{key}": value for key, value in work.items()}
    given |= {"without_score-monitor-takes_part": "false"}
    assert sent(adviser, made, "aanpak", **given).status_code == 302
    expected = copy.deepcopy(TREE)
    by = {"date": timezone.localdate(), "by": "adviseur"}
    numbers = {"doing": 20, "modelling": 30, "supporting": 30, "advising": 20}
    expected["profiles"]["with_score"]["work"] = {**numbers, "sure": "assumption", **by}
    expected["profiles"]["without_score"]["monitor"] = {"takes_part": False, **by}
    assert tree_of(adviser, made) == expected
    assert sent(adviser, made, "aanpak").status_code == 302
    assert tree_of(adviser, made) == expected
    sent(adviser, made, "aanpak", **dict.fromkeys(given, ""))
    assert tree_of(adviser, made) == TREE


def test_work_that_is_not_all_is_told_where_it_is_typed_and_the_fold_is_open(
    adviser: Actor, client: Client
) -> None:
    made = a_scenario(adviser)
    given = {"with_score-work-doing": "20", "with_score-work-advising": "30"}
    typing = as_it_stands(adviser, made, "aanpak") | given
    told = client.post(at(made, "aanpak/"), typing, headers={"hx-request": "true"}).text
    at_work = told[told.index('id="with_score-work_told"') :].partition("</p>")[0]
    assert "Het werk van de leesconsulent moet samen 100% zijn, niet 50%." in at_work
    assert sent(adviser, made, "aanpak", **given).status_code == 302
    page = client.get(at(made, "aanpak/")).text
    assert page.count('<details class="sheet__group" open>') == 1
    assert page.count('<details class="sheet__group">') == 1


def test_the_page_of_people_tells_that_the_weeks_are_counted_otherwise_now(
    adviser: Actor, client: Client
) -> None:
    Address.objects.update(holiday_region="Midden")
    tree = named(parse_toml(OWN.encode(), name="x"))
    year = tree["library"]["school_year"]
    counted = counted_weeks(tree["library"]["gemeenten"], year, library=adviser.organisation)
    assert counted is not None
    same = making.make(
        adviser,
        title="Geteld",
        tree={**tree, "leesconsulent": {**tree["leesconsulent"], "weeks": counted.weeks}},
        now=timezone.now(),
    )
    other = making.make(
        adviser,
        title="Anders",
        tree={**tree, "leesconsulent": {**tree["leesconsulent"], "weeks": counted.weeks - 1}},
        now=timezone.now(),
    )
    assert "Geteld zijn het er nu" not in client.get(at(same, "mensen/")).content.decode()
    told = client.get(at(other, "mensen/")).content.decode()
    assert f"rekent met {counted.weeks - 1} schoolweken. Geteld zijn het er nu {counted.weeks} (" in told


def hours_left(actor: Actor, scenario: Scenario) -> int | None:
    library = examine(tree_of(actor, scenario), name="x").library
    assert library is not None
    return capacity_left(library)


def test_a_course_is_added_filled_in_and_put_off(adviser: Actor, client: Client) -> None:
    made = a_scenario(adviser)
    sent(adviser, made, "mensen", erbij="cursus")
    assert tree_of(adviser, made)["course"] == [
        {"id": "cursus", "name": "Cursus", "people": 1, "counts": True}
    ]
    page = client.get(at(made, "mensen/")).text
    assert "Nog in te vullen: wat kost de cursus per persoon?" in page
    # a purse that pays per school pays no course
    assert re.findall(r'<option value="([^"]*)"', page.partition('name="course-cursus-fund"')[2])[:3] == [
        *("", "eigen", "gem-0281"),
    ]
    filled = {
        "course-cursus-name": "Open Boek",
        "course-cursus-people": "2",
        "course-cursus-cost": "450",
        "course-cursus-hours": "30",
        "course-cursus-fund": "eigen",
    }
    assert sent(adviser, made, "mensen", **filled).status_code == 302
    (course,) = tree_of(adviser, made)["course"]
    assert {**course, "date": "", "by": ""} == {
        "id": "cursus", "name": "Open Boek", "people": 2, "cost": 450, "hours": 30, "fund": "eigen",
        "counts": True, "date": "", "by": "",
    }  # fmt: skip
    assert hours_left(adviser, made) == 34
    sent(adviser, made, "mensen", **{"course-cursus-counts": "false"})
    assert hours_left(adviser, made) == 40
    sent(adviser, made, "mensen", **{"course-cursus-weg": "on"})
    assert "course" not in tree_of(adviser, made)
