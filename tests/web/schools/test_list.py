"""The list: the sentence that counts, the filters, the order, the pages, and how many questions it asks."""

import datetime
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from doorlezen.accounts.roles import Role
from doorlezen.register.domain.current import list_anew
from doorlezen.register.models import Address, Edition, Kind, Listing, PupilCount, Score
from doorlezen.web.pages.example_pages import shown
from doorlezen.web.pages.schools.table import whereabouts
from tests.people import Neighbourhood
from tests.web.schools.figures import an_edition, more_schools, own_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(schools: Neighbourhood) -> Client:
    return schools.client(schools.linge, Role.ADVISER)


def page(client: Client, query: str = "", **more: str) -> str:
    answer = client.get(f"/o/bibliotheek-de-linge/scholen/{query}", headers=more)
    assert answer.status_code == 200
    return answer.text


def sentence(text: str) -> str:
    found = re.search(r'id="telling" role="status"[^>]*>([^<]*)<', text)
    assert found is not None
    return found[1]


def codes(text: str) -> list[str]:
    return re.findall(r'/scholen/([0-9]{2}[A-Z]{2}[0-9]{2})/"', text)


def test_the_sentence_counts_the_selection(client: Client) -> None:
    assert sentence(page(client)) == (
        "1 van je 2 scholen heeft een achterstandsscore; 1 daarvan komt in aanmerking."
    )
    assert sentence(page(client, "?score=zonder")) == (
        "1 van je 2 scholen past bij je keuze. Deze school heeft geen achterstandsscore; "
        "die komt niet in aanmerking."
    )
    assert sentence(page(client, "?zoek=nergens")) == "Geen van je 2 scholen past bij je keuze."
    assert sentence(page(client, "?regeling=geen")) == "1 van je 2 scholen heeft een achterstandsscore."


def test_the_sentence_of_who_looks_on_speaks_of_the_schools(schools: Neighbourhood) -> None:
    client = schools.client(schools.national, Role.NATIONAL_READER)
    text = client.get(f"/o/{schools.national.slug}/scholen/").text
    assert sentence(text) == "2 van de 4 scholen hebben een achterstandsscore."


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?zoek=BOGERD", ["00AP00"]),
        ("?zoek=bur%20klep", ["01BR00"]),
        ("?zoek=01br", ["01BR00"]),
        ("?zoek=%25", []),
        ("?gemeente=0281", ["00AP00"]),
        ("?score=met", ["00AP00"]),
        ("?score=zonder", ["01BR00"]),
        ("?score=onbekend", []),
        ("?fase=loopt", ["00AP00"]),
        ("?fase=uitvoering", ["00AP00"]),
        ("?fase=borging", []),
        ("?fase=onbekend", []),
        ("?fase=geen", ["01BR00"]),
        ("?oordeel=eligible", ["00AP00"]),
        ("?oordeel=not-eligible", ["01BR00"]),
        ("?oordeel=undetermined", []),
        ("?regeling=mbv2-nieuwe-locaties-po&oordeel=eligible", ["01BR00"]),
        ("?sorteer=naam", ["00AP00", "01BR00"]),
        ("?sorteer=-naam", ["01BR00", "00AP00"]),
        ("?sorteer=gemeente", ["01BR00", "00AP00"]),
        ("?sorteer=leerlingen", ["00AP00", "01BR00"]),
        ("?sorteer=-leerlingen", ["01BR00", "00AP00"]),
        ("?sorteer=-score", ["00AP00", "01BR00"]),
        ("?sorteer=score", ["01BR00", "00AP00"]),
        ("?sorteer=fase", ["00AP00", "01BR00"]),
        ("?sorteer=oordeel", ["00AP00", "01BR00"]),
        ("?sorteer=-oordeel", ["01BR00", "00AP00"]),
        ("?sorteer=-code", ["01BR00", "00AP00"]),
    ],
)
def test_filters_and_order(client: Client, query: str, expected: list[str]) -> None:
    assert codes(page(client, query)) == expected


def test_a_search_does_not_mind_accents_and_capitals(schools: Neighbourhood, client: Client) -> None:
    from doorlezen.register.domain.current import list_anew
    from doorlezen.register.models import Address

    Address.objects.filter(school="00AP00").update(name="De Boomgärd")
    list_anew()
    assert codes(page(client, "?zoek=boomgard")) == codes(page(client, "?zoek=BOOMGÄRD")) == ["00AP00"]


def test_a_collaboration_that_has_ended_does_not_run(schools: Neighbourhood, client: Client) -> None:
    own_list("bibliotheek-de-linge", "00AP00;dbos-po;2018-08-01;2019-07-31;borging")
    assert codes(page(client, "?fase=loopt")) == []
    assert "1 aug 2018" not in page(client, "?oordeel=eligible")


def test_columns_say_how_they_are_sorted_and_turn_round(client: Client) -> None:
    text = page(client, "?sorteer=-score")
    assert text.count('aria-sort="descending"') == 1
    assert 'href="?sorteer=score"' in text
    assert 'aria-sort="ascending"' in page(client, "?sorteer=naam")
    # the filters stay when the order changes
    assert 'href="?zoek=de&amp;score=met&amp;sorteer=-score"' in page(client, "?zoek=de&score=met")


def test_what_we_do_not_know_is_named(client: Client) -> None:
    text = page(client, "?sorteer=drop&score=veel&fase=later")
    assert "telt dus niet mee: score, fase, sorteer." in text
    assert len(codes(text)) == 2


def test_a_name_cannot_write_html(schools: Neighbourhood, client: Client) -> None:
    from doorlezen.register.domain.current import list_anew
    from doorlezen.register.models import Address

    Address.objects.filter(school="00AP00").update(name="<script>alert(1)</script>")
    list_anew()
    for where in ("", "00AP00/", '?zoek="><script>alert(1)</script>'):
        assert "<script>alert(1)" not in page(client, where)


def test_htmx_gets_what_changes_and_a_history_gets_the_page(client: Client) -> None:
    part = page(client, "?score=met", **{"HX-Request": "true"})
    assert "<html" not in part
    assert 'hx-swap-oob="innerHTML"' in part
    assert codes(part) == ["00AP00"]
    whole = page(client, **{"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in whole
    assert client.get("/o/bibliotheek-de-linge/scholen/").headers["Vary"].count("HX-Request") == 1


def test_many_schools_come_in_pages(schools: Neighbourhood, client: Client) -> None:
    more_schools("0281", 60)
    first, second = page(client), page(client, "?pagina=2")
    assert (len(codes(first)), len(codes(second))) == (50, 12)
    assert set(codes(first)).isdisjoint(codes(second))
    assert codes(page(client, "?pagina=99")) == codes(second)
    assert codes(page(client, "?pagina=x")) == codes(first)


# after an edition is loaded, and then; a choice counts what it was made from as well
@pytest.mark.parametrize(
    ("query", "anew", "again"),
    [
        ("", 17, 5),
        ("?zoek=proef&fase=geen&sorteer=oordeel", 18, 5),
        ("?score=met&gemeente=0281&sorteer=-score", 18, 5),
    ],
)
def test_the_list_asks_as_often_for_one_school_as_for_three(
    schools: Neighbourhood,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    query: str,
    anew: int,
    again: int,
) -> None:
    before = codes(page(client, query))
    for count, start in ((1, 0), (3, 1)):
        more_schools("0281", count, start=start)
        with django_assert_num_queries(anew):
            shown = codes(page(client, query))
        assert sorted(set(shown) - set(before)) == [f"50ZZ{number:02d}" for number in range(start + count)]
        with django_assert_num_queries(again):
            assert codes(page(client, query)) == shown


def test_a_school_without_pupils_and_score_is_in_the_list_and_in_no_count(
    schools: Neighbourhood, client: Client
) -> None:
    """As with schools that travel: list, sentence, gemeenten and the overview count the same schools."""
    more_schools("0281", 1)
    Score.objects.filter(school__code="50ZZ00").delete()
    list_anew()
    text = page(client)
    assert sentence(text) == (
        "1 van je 2 scholen heeft een achterstandsscore; 1 daarvan komt in aanmerking. "
        "Nog 1 school staat in de lijst zonder leerlingen en zonder score, en telt niet mee."
    )
    assert "Proefschool 0" in text
    PupilCount.objects.create(
        school_id="50ZZ00",
        edition=Edition.objects.get(kind=Kind.PUPILS),
        row=9,
        pupils=80,
        school_type="bo",
    )
    an_edition(Kind.LOCATIONS)
    list_anew()
    assert sentence(page(client)) == (
        "1 van je 3 scholen heeft een achterstandsscore; 1 daarvan komt in aanmerking. "
        "1 school staat niet in de scores."
    )
    told = client.get("/o/bibliotheek-de-linge/gemeenten/").text
    assert "In 2 gemeenten staan 3 scholen; 1 daarvan" in told


def test_special_schools_are_listed_when_asked_for_and_said_not_to_be_counted(
    schools: Neighbourhood, client: Client
) -> None:
    more_schools("0281", 1)
    Score.objects.filter(school__code="50ZZ00").delete()
    Address.objects.filter(school="50ZZ00").update(edition=Edition.objects.get(kind=Kind.PUPILS))
    PupilCount.objects.create(
        school_id="50ZZ00",
        edition=Edition.objects.get(kind=Kind.PUPILS),
        row=9,
        pupils=80,
        school_type="sbo",
    )
    list_anew()
    text = page(client)
    assert sentence(text).endswith("1 school voor speciaal onderwijs telt hier niet mee.")
    assert sentence(text).startswith("1 van je 2 scholen heeft een achterstandsscore")
    assert "Proefschool 0" not in text
    kinds = re.search(r'<select[^>]*id="kies-soort".*?</select>', text, re.DOTALL)
    assert kinds is not None
    assert re.findall(r"<option[^>]*>([^<]*)<", kinds[0]) == [
        "Basisscholen",
        "Speciaal basisonderwijs",
        "Speciaal onderwijs",
        "Voortgezet speciaal onderwijs",
        "Alle soorten",
    ]
    assert '<option value="" selected>Basisscholen</option>' in text
    special = page(client, "?soort=sbo")
    assert "Proefschool 0" in special
    assert "De Bogerd" not in special
    both = page(client, "?soort=alle")
    assert "Proefschool 0" in both
    assert "De Bogerd" in both
    others = schools.client(schools.maas, Role.ADVISER).get(f"/o/{schools.maas.slug}/scholen/")
    assert "Soort school" not in others.text


def test_the_age_of_the_scores_is_said(client: Client) -> None:
    assert re.search(r"<p[^>]*>De scores zijn van 1 oktober 2019, [0-9]+ jaar oud;", page(client))


def test_in_2026_nobody_is_eligible_under_a_scheme_that_is_over(client: Client, settings: Settings) -> None:
    """The running scheme comes first; of one that is over every output says so, and says yes to nobody."""
    settings.STORY_DAY = datetime.date(2026, 11, 30)
    usual = page(client)
    assert "Wie in aanmerking komt, is niet vast te stellen: de voorwaarden van het structurele geld" in usual
    mbv2 = "?regeling=mbv2-doorontwikkeling-po"
    over = page(client, mbv2)
    assert "Deze regeling liep t/m 2025–2026." in sentence(over)
    assert over.count("Regeling voorbij") > 2
    base = "/o/bibliotheek-de-linge/scholen/"
    shown = [over, client.get(f"{base}export.csv{mbv2}").text, client.get(f"{base}00AP00/").text]
    assert ["deze regeling liep t/m 2025–2026" in text.lower() for text in shown] == [True] * 3
    assert [text.count("Komt in aanmerking") for text in shown] == [0, 0, 0]
    school = shown[-1]
    assert school.index("Structureel geld, primair") < school.index("Regelingen die nu geen geld geven")
    assert school.index("Regelingen die nu geen geld geven") < school.index("Doorontwikkeling, primair")


@pytest.mark.parametrize(
    ("place", "gemeente", "said"),
    [
        ("Tiel", "Tiel", "Tiel"),
        ("Wadenoijen", "Tiel", "Wadenoijen, Tiel"),
        ("", "Tiel", "Tiel"),
        ("Tiel", "", "Tiel"),
    ],
)
def test_a_place_that_is_called_as_its_gemeente_is_said_once(place: str, gemeente: str, said: str) -> None:
    assert whereabouts(Listing(place=place, gemeente_name=gemeente)) == said


def test_so_it_is_on_the_pages_of_the_invented_library() -> None:
    rows = shown("schools")["table"].rows
    notes = [row[0].note.split(", ") for row in rows]
    assert len(notes) > 50
    assert [note for note in notes if len(set(note)) < len(note)] == []
