"""The pages on which a roster is fixed by hand: chosen, refused with why, left free, copied."""

import pytest
from django.test import Client
from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import Role
from doorlezen.rosters.domain import deciding_rosters
from doorlezen.rosters.domain.fixing import state_of
from doorlezen.rosters.domain.roster_queries import roster_of
from tests.people import Neighbourhood
from tests.rosters.rostering import a_leader, a_roster, somebody, work_off
from tests.web.read_page import page

pytestmark = pytest.mark.django_db
HERE = "/o/bibliotheek-de-linge/roosters/"


@pytest.fixture
def leader(neighbourhood: Neighbourhood) -> Actor:
    made = a_leader(neighbourhood)
    somebody(made, "Anne Vos")
    return made


@pytest.fixture
def browser(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.ADVISER)


def served(leader: Actor, roster: int) -> list[str]:
    answer = roster_of(leader, roster).answer
    assert answer is not None
    return list(answer.schools)


def test_a_school_is_held_from_the_table_refused_with_why_and_left_free(
    leader: Actor, browser: Client
) -> None:
    row = a_roster(leader)
    at = f"{HERE}{row.pk}/"
    kept = roster_of(leader, row.pk)
    assert kept.answer is not None
    code, served = next(iter(kept.answer.schools.items()))
    school = f"{at}vast/{code}/"
    assert f'href="{school}"' in page(browser, at)
    assert "Nu in het rooster: Anne Vos, " in page(browser, school)
    seen = state_of(kept.row)
    nothing = browser.post(school, {"gezien": seen})
    assert (nothing.status_code, "Kies wie er komt, of wanneer; of allebei." in nothing.content.decode()) == (
        422,
        True,
    )
    answer = browser.post(school, {"gezien": seen, "what": "nu"}, follow=True)
    assert f"Je houdt {kept.problem.school[code].name} vast." in answer.content.decode()
    found = page(browser, at)
    assert ("vast: wie en wanneer" in found, "Je houdt 1 school vast." in found) == (True, True)
    # who still looks at what it was before is told so, and sees what it is now
    late = browser.post(school, {"gezien": seen, "person": served.person})
    assert (late.status_code, "Iemand heeft dit rooster intussen veranderd" in late.content.decode()) == (
        422,
        True,
    )
    seen = state_of(roster_of(leader, row.pk).row)
    assert seen in late.content.decode()
    browser.post(school, {"gezien": seen, "what": "los"})
    found = page(browser, at)
    assert ("vast: wie" in found, "Zoek opnieuw" in found) == (False, True)
    browser.post(f"{at}verder/")
    work_off()
    assert "Bewezen: beter kan niet." in page(browser, at)


def test_all_but_some_is_held_and_left_free_again(leader: Actor, browser: Client) -> None:
    row = a_roster(leader)
    at = f"{HERE}{row.pk}/"
    codes = served(leader, row.pk)
    answer = browser.post(
        f"{at}vast/", {"gezien": state_of(row), "loose": codes[:1]}, follow=True
    ).content.decode()
    held = len(codes) - 1
    assert f"Je houdt {held} {'school' if held == 1 else 'scholen'} vast." in answer
    row.refresh_from_db()
    assert sorted(row.pins) == sorted(codes[1:])
    assert f'href="{at}vast/{codes[1]}/"' in page(browser, f"{at}vast/")
    browser.post(f"{at}vast/", {"gezien": state_of(row), "what": "los"})
    row.refresh_from_db()
    assert row.pins == {}
    assert browser.post(f"{at}vast/", {"loose": codes[:1]}).status_code == 422


def test_what_is_frozen_is_copied(leader: Actor, browser: Client) -> None:
    row = a_roster(leader)
    at = f"{HERE}{row.pk}/"
    code = served(leader, row.pk)[0]
    deciding_rosters.freeze(leader, roster=row.pk, now=timezone.now())
    for closed in (f"{at}vast/", f"{at}vast/{code}/"):
        assert browser.get(closed)["Location"] == at
    assert "Maak een kopie om iets te veranderen." in page(browser, at)
    assert f"{at}vast/" not in page(browser, at)
    copy = browser.post(f"{at}kopie/")["Location"]
    assert f'href="{copy}vast/{code}/"' in page(browser, copy)
    assert browser.get(f"{copy}vast/99ZZ99/").status_code == 404
    assert browser.post(f"{HERE}999999/kopie/").status_code == 404
