"""One visit and what can be done with it; going on after somebody fell out; what was changed."""

import datetime
import re
from html import unescape

import pytest
from django.test import Client
from django_scopes import scope
from pytest_django import DjangoAssertNumQueries

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain.visit_places import place_of
from doorlezen.visits.models import Visit, VisitState
from tests.people import Neighbourhood
from tests.visits.test_changing import again, coming
from tests.visits.test_repairing import a_year, member
from tests.web.read_page import page
from tests.words import NOT_THERE_THEN

pytestmark = pytest.mark.django_db
HERE = "/o/bibliotheek-de-linge/bezoeken/"


@pytest.fixture(autouse=True)
def _in_november(settings: object) -> None:
    settings.STORY_DAY = datetime.date(2026, 11, 1)  # type: ignore[attr-defined]


@pytest.fixture
def leader(neighbourhood: Neighbourhood) -> Actor:
    return a_year(neighbourhood)


@pytest.fixture
def browser(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.ADVISER)


def sent(visit: Visit, **values: str) -> dict[str, str]:
    place = place_of(visit)
    return {
        "gezien": str(visit.sequence), "member": str(place.member), "day": place.day.isoformat(),
        "part": place.half_day[-2:], "begins": f"{place.begins:%H:%M}", "why": "school_asked", "remark": "",
        **values,
    }  # fmt: skip


def test_a_visit_is_moved_on_its_page_and_put_back(leader: Actor, browser: Client) -> None:
    visit = coming(leader)
    at = f"{HERE}{visit.pk}/"
    assert ("Verander dag, tijd of wie" in page(browser, at), "Zet het terug" in page(browser, at)) == (
        True,
        False,
    )
    answer = browser.post(f"{at}veranderen/", sent(visit, begins="10:15"))
    assert answer.status_code == 302
    assert again(leader, visit).begins == datetime.time(10, 15)
    found = page(browser, at)
    assert ("De school vroeg het" in found or "de school vroeg het" in found, "Zet het terug" in found) == (
        True,
        True,
    )
    assert browser.post(at).status_code == 302
    assert place_of(again(leader, visit)) == place_of(visit)


def test_what_cannot_be_is_said_at_its_field_and_what_is_asked_has_a_box(
    leader: Actor, browser: Client
) -> None:
    visit = coming(leader)
    at = f"{HERE}{visit.pk}/veranderen/"
    answer = browser.post(at, sent(visit, day="2026-12-28", begins=""))
    assert (answer.status_code, "heeft op 28 december 2026 geen les" in answer.content.decode()) == (
        422,
        True,
    )
    bo = str(member(leader, "Bo Krans").pk)
    answer = browser.post(at, sent(visit, day="2026-11-05", part="pm", begins="", member=bo))
    found = answer.content.decode()
    assert (answer.status_code, "Bo Krans werkt dan niet" in found, 'type="checkbox"' in found) == (
        422,
        True,
        True,
    )
    answer = browser.post(at, sent(visit, day="2026-11-05", part="pm", begins="", member=bo, anyway="on"))
    assert answer.status_code == 302
    assert again(leader, visit).begins == datetime.time(13)


def test_two_who_change_one_visit_do_not_undo_each_other_unseen(leader: Actor, browser: Client) -> None:
    visit = coming(leader)
    at = f"{HERE}{visit.pk}/"
    assert browser.post(f"{at}vervallen/", {"gezien": visit.sequence, "why": "other"}).status_code == 302
    answer = browser.post(f"{at}veranderen/", sent(visit, begins="10:15"))
    assert (answer.status_code, "intussen veranderd" in answer.content.decode()) == (422, True)
    for wrong in ("", "x", "999999999999"):
        assert browser.post(f"{at}vervallen/", {"gezien": wrong, "why": "other"}).status_code == 422
    assert again(leader, visit).state == VisitState.CANCELLED


def test_going_on_after_somebody_fell_out(leader: Actor, browser: Client) -> None:
    anne = member(leader, "Anne Vos").pk
    at = f"{HERE}herstel/?about=m{anne}&first=2026-11-02&last=2026-11-08"
    found = page(browser, at)
    assert "Bewezen: beter kan het niet." in found
    digest = re.search(
        r'name="weg" value="beste"><input type="hidden" name="gezien" value="([0-9a-f]{64})"', found
    )
    assert digest is not None
    assert browser.post(at, {"weg": "beste", "gezien": "0" * 64}).status_code == 303
    assert "Er is intussen iets veranderd." in page(browser, at)
    answer = browser.post(at, {"weg": "beste", "gezien": digest[1]}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{HERE}veranderd/"
    log = unescape(answer.content.decode())
    assert NOT_THERE_THEN in log
    assert "geen bezoek dat niet kan blijven" in page(browser, at)
    with scope(organisation=leader.organisation):
        assert TeamMember.objects.get(pk=anne).absences.count() == 1


@pytest.mark.parametrize(
    "asked",
    [
        "about=m999999&first=2026-11-02",
        "about=&first=x",
        "bezoek=999999",
        "bezoek=x",
        "about=s00XX00&first=1",
    ],
)
def test_what_is_asked_wrongly_finds_nothing_and_breaks_nothing(
    leader: Actor, browser: Client, asked: str
) -> None:
    answer = browser.get(f"{HERE}herstel/?{asked}")
    assert answer.status_code in (200, 422)
    assert "Kies dit" not in answer.content.decode()


def test_the_log_asks_the_database_as_often_for_three_as_for_one(
    leader: Actor, browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def cancel(number: int) -> None:
        visit = coming(leader, number)
        assert (
            browser.post(
                f"{HERE}{visit.pk}/vervallen/", {"gezien": visit.sequence, "why": "other"}
            ).status_code
            == 302
        )

    cancel(0)
    browser.get(f"{HERE}veranderd/")
    with django_assert_max_num_queries(60) as one:
        assert page(browser, f"{HERE}veranderd/").count("iets anders") == 1
    asked = len(one.captured_queries)
    cancel(0)
    cancel(0)
    with django_assert_max_num_queries(asked):
        assert page(browser, f"{HERE}veranderd/").count("iets anders") == 3
