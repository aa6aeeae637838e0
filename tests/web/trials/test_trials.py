"""A visitor without an account meets real schools and a first plan; no library shows, and nothing stays."""

import datetime
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from doorlezen.accounts.roles import Role
from doorlezen.documents.source import Source
from doorlezen.language import FieldError
from doorlezen.planning.models import Calculation, Trial
from doorlezen.planning.scenarios import making
from doorlezen.planning.trials import trying
from tests.people import Neighbourhood
from tests.planning.calculating import work_it_off
from tests.web.schools.figures import figures, own_list

BEGIN = "/proef/"


@pytest.fixture
def world(neighbourhood: Neighbourhood) -> Neighbourhood:
    figures()
    own_list(neighbourhood.linge.slug, "00AP00;dbos-po;2018-08-01;;uitvoering")
    return neighbourhood


def begun(client: Client, names: str = "Tiel, buren") -> Trial:
    answer = client.post(BEGIN, {"gemeenten": names, "school_year": "2025-2026"})
    assert answer.status_code == 302, answer.text
    return Trial.objects.order_by("-pk")[0]


def test_from_the_names_of_gemeenten_to_a_plan_on_paper(world: Neighbourhood, client: Client) -> None:
    made = begun(client)
    address = f"{BEGIN}{made.token}/"
    waiting = client.get(address).text
    assert "2 scholen, waarvan 1 met een achterstandsscore." in waiting
    assert "Het plan wordt berekend" in waiting
    assert client.get(f"{address}plan.pdf").status_code == 404
    work_it_off()
    page = unescape(client.get(address).text)
    assert "Van je 2 scholen krijg" in page
    assert "De Bogerd" in page
    assert page.count("Aanname:") == 7
    assert "Geteld uit de schoolvakanties" in page
    assert client.get(address, headers={"hx-request": "true"}).headers["HX-Refresh"] == "true"
    assert client.get(f"{address}plan.pdf").content.startswith(b"%PDF")


def test_an_assumption_is_changed_and_calculated_anew(world: Neighbourhood, client: Client) -> None:
    made = begun(client)
    address = f"{BEGIN}{made.token}/"
    given = {
        "a-leesconsulent.hours_per_week": "3",
        "a-leesconsulent.cost_per_hour": "62,50",
        "a-leesconsulent.weeks": "40",
        "a-fund-total": "10.000",
        "a-profiles.with_score.hours": "0 2 4",
        "a-profiles.without_score.hours": "0 1",
        "a-need.per_pupil": "1",
        "a-need.per_point": "1",
    }
    wrong = client.post(address, given | {"a-leesconsulent.weeks": "53"})
    assert wrong.status_code == 422
    assert "Een jaar heeft hooguit 52 weken, niet 53." in wrong.text
    assert client.post(address, given).status_code == 302
    made.refresh_from_db()
    tree = trying.tree_of(made)
    assert (tree["leesconsulent"]["cost_per_hour"], tree["fund"][0]["total"]) == ("62.50", 10_000)
    work_it_off()
    assert "Van je 2 scholen" in client.get(address).text


@pytest.mark.parametrize(
    ("names", "line"),
    [
        ("", "Dit veld is verplicht."),
        (" , ", "Noem minstens één gemeente."),
        ("Tiel, Nergenshuizen", "Deze gemeente kennen we niet: Nergenshuizen."),
        (", ".join(["Tiel"] + [f"x{number}" for number in range(15)]), "Noem hooguit 15 gemeenten."),
        ("0668", "Gemeente 0668 heeft geen scholen in het register; laad eerst een scholenlijst."),
    ],
)
def test_what_cannot_be_tried_is_said_at_the_field(
    world: Neighbourhood, client: Client, names: str, line: str
) -> None:
    answer = client.post(BEGIN, {"gemeenten": names, "school_year": "2025-2026"})
    assert answer.status_code == 422
    assert line in unescape(answer.text)
    assert not Trial.objects.exists()


def test_nothing_of_a_library_shows(world: Neighbourhood, client: Client) -> None:
    director = world.actor(world.linge, Role.DIRECTOR)
    made = begun(client)
    assert not any(school.collaborating for school in trying.posed(trying.tree_of(made)).candidates)
    # taken along, it is a scenario of the library, with the library's own list
    text = client.get(f"{BEGIN}{made.token}/bestand.toml").content
    taken = making.take_in(director, file=Source("proef.toml", text), now=timezone.now())
    assert taken.organisation == world.linge


def test_after_a_day_it_is_gone(world: Neighbourhood, client: Client) -> None:
    made = begun(client)
    old = timezone.now() - trying.TERM - datetime.timedelta(seconds=1)
    Trial.objects.update(made_at=old)
    assert client.get(f"{BEGIN}{made.token}/").status_code == 404
    assert trying.forget_trials(timezone.now()) == 1
    assert not Trial.objects.exists()
    assert not Calculation.objects.exists()


def test_so_many_wait_at_once_and_no_more(
    world: Neighbourhood, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "MOST_WAITING", 1)
    begun(client)
    answer = client.post(BEGIN, {"gemeenten": "Culemborg", "school_year": "2025-2026"})
    assert answer.status_code == 422
    assert "Er wachten nu veel anderen" in answer.text


def test_a_trial_has_a_limit_of_schools(world: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "MOST_SCHOOLS", 1)
    with pytest.raises(FieldError, match="dit zijn 2 scholen; neem er hooguit 1"):
        trying.begin(
            gemeenten=trying.gemeenten_named("Tiel, Buren"), school_year="2025-2026", now=timezone.now()
        )
