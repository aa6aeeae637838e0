"""A school confirms its visits or asks for another day by a link in its mail, and the library decides."""

import datetime
import json
import re
from typing import Any

import pytest
from django.test import Client
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Letter
from doorlezen.desk.seal import unseal
from doorlezen.language import FieldError, InputError
from doorlezen.visits.domain import asking_schools
from doorlezen.visits.domain.asking_schools import (
    SchoolVisits,
    behind_link,
    confirm_all,
    decide,
    open_questions,
)
from doorlezen.visits.letters import write_link, write_no
from doorlezen.visits.models import SchoolLink, Visit, VisitQuestion
from tests.people import Neighbourhood
from tests.visits.test_changing import DAY, IN_NOVEMBER, a_contact, again, coming
from tests.visits.test_repairing import a_year

pytestmark = pytest.mark.django_db
TODAY = IN_NOVEMBER.date()
YEAR = "2026-2027"


@pytest.fixture
def leader(neighbourhood: Neighbourhood, settings: object) -> Actor:
    settings.STORY_DAY = TODAY  # type: ignore[attr-defined]
    return a_year(neighbourhood)


@pytest.fixture
def school(leader: Actor) -> str:
    code = str(coming(leader).school_id)
    with scope(organisation=leader.organisation):
        a_contact(leader, code, "ria@school.example")
        a_contact(leader, code, "geld@school.example", purpose="invoices")
    return code


def asked(leader: Actor, school: str) -> str:
    """The key of the link that is mailed."""
    listing = Visible(leader).school(school)
    assert listing is not None
    count = asking_schools.ask_school(leader, school=listing, of_year=YEAR, today=TODAY, now=IN_NOVEMBER)
    assert count == 1
    to, _, text = json.loads(unseal(Letter.objects.filter(kind="visits.asked").latest("pk").sealed))
    assert to == "ria@school.example"
    found = re.search(r"/bezoek/([^/]+)/", text)
    assert found is not None
    return found[1]


def behind(key: str) -> SchoolVisits:
    found = behind_link(key, today=TODAY)
    assert found is not None
    return found


def other_day(key: str, visit: Visit, **values: Any) -> VisitQuestion:
    given = {
        "visit": visit.pk,
        "day": DAY(2026, 11, 4),
        "part": "am",
        "remark": "Dan is er een studiemiddag.",
    }
    return asking_schools.ask_other_day(
        behind(key), **{**given, **values}, today=TODAY, now=IN_NOVEMBER
    )  # fmt: skip


def test_the_link_shows_only_the_coming_visits_of_that_school_and_confirms_them(
    leader: Actor, school: str
) -> None:
    found = behind(asked(leader, school))
    assert {one.school_id for one in found.visits} == {school}
    assert all(one.day >= TODAY and one.state == "planned" for one in found.visits)
    assert found.said == {}
    assert confirm_all(found, now=IN_NOVEMBER) == len(found.visits)
    assert confirm_all(found, now=IN_NOVEMBER) == 0


def test_a_link_that_was_sent_again_or_is_over_finds_nothing(leader: Actor, school: str) -> None:
    first, second = asked(leader, school), asked(leader, school)
    assert behind_link(first, today=TODAY) is None
    assert behind_link("x", today=TODAY) is None
    assert behind_link(second, today=DAY(2027, 8, 1)) is None
    with scopes_disabled():
        link = SchoolLink.objects.get()
        assert second not in link.secret_sha256
        letters = list(Letter.objects.filter(kind="visits.asked").order_by("pk"))
        assert (write_link(letters[0]) is None, write_link(letters[1]) is None) == (True, False)


def test_another_day_is_asked_and_the_visit_moves_when_somebody_says_so(leader: Actor, school: str) -> None:
    key, visit = asked(leader, school), coming(leader)
    first = other_day(key, visit)
    second = other_day(key, visit, part="pm", day=DAY(2026, 11, 12))
    assert [one.pk for one in open_questions(leader, today=TODAY)] == [second.pk]
    with scopes_disabled():
        assert not VisitQuestion.objects.filter(pk=first.pk).exists()
    decide(leader, question=second.pk, accepted=True, today=TODAY, now=IN_NOVEMBER)
    moved = again(leader, visit)
    assert (moved.day, moved.half_day, moved.why) == (DAY(2026, 11, 12), "th-pm", "school_asked")
    assert open_questions(leader, today=TODAY) == []
    with pytest.raises(InputError):
        decide(leader, question=second.pk, accepted=False, today=TODAY, now=IN_NOVEMBER)


def test_what_cannot_be_stays_open_and_a_no_is_mailed(leader: Actor, school: str) -> None:
    key, visit = asked(leader, school), coming(leader)
    question = other_day(key, visit)  # a Wednesday, on which Anne does not work
    with pytest.raises(FieldError):
        decide(leader, question=question.pk, accepted=True, today=TODAY, now=IN_NOVEMBER)
    assert [one.pk for one in open_questions(leader, today=TODAY)] == [question.pk]
    decide(leader, question=question.pk, accepted=False, today=TODAY, now=IN_NOVEMBER)
    mail = write_no(Letter.objects.filter(kind="visits.said-no").get())
    assert mail is not None
    assert (mail.to, "4 november 2026 kan helaas niet." in mail.text) == ("ria@school.example", True)
    assert again(leader, visit).sequence == visit.sequence


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"day": DAY(2026, 10, 1)}, "day"),
        ({"day": DAY(2026, 12, 28)}, "day"),
        ({"day": DAY(2026, 11, 7)}, "day"),
        ({"day": DAY(2027, 8, 30)}, "day"),
        ({"part": "nacht"}, "part"),
        ({"remark": "x" * 301}, "remark"),
    ],
)
def test_what_a_school_cannot_ask(leader: Actor, school: str, values: dict[str, Any], field: str) -> None:
    key, visit = asked(leader, school), coming(leader)
    with pytest.raises(FieldError) as refused:
        other_day(key, visit, **values)
    assert refused.value.field == field


def test_who_may_ask_and_whom(leader: Actor, school: str, neighbourhood: Neighbourhood) -> None:
    other = next(one.school_id for one in behind(asked(leader, school)).visits)
    listing = Visible(leader).school(other)
    assert listing is not None
    with pytest.raises(Refused):
        asking_schools.ask_school(
            neighbourhood.actor(neighbourhood.linge, Role.LEESCONSULENT), school=listing, of_year=YEAR,
            today=TODAY, now=IN_NOVEMBER,
        )  # fmt: skip
    with pytest.raises(InputError):
        asking_schools.ask_school(
            leader, school=listing, of_year=YEAR, today=DAY(2027, 7, 31), now=IN_NOVEMBER
        )


def test_the_pages_of_the_school_and_of_the_library(
    leader: Actor, school: str, neighbourhood: Neighbourhood
) -> None:
    visit = coming(leader)
    browser = neighbourhood.client(neighbourhood.linge, Role.ADVISER)
    here = "/o/bibliotheek-de-linge/bezoeken/"
    assert browser.post(f"{here}school/{school}/vragen/").status_code == 302
    key = asked(leader, school)
    nobody = Client()
    page = nobody.get(f"/bezoek/{key}/").content.decode()
    assert ("Alle dagen kloppen" in page, "nog niets" in page) == (True, True)
    with scopes_disabled():
        assert not VisitQuestion.objects.exists()  # opening a link changes nothing
    at = f"/bezoek/{key}/{visit.pk}/"
    assert nobody.post(at, {"day": "2026-12-28", "part": "am"}).status_code == 422
    assert nobody.post(at, {"day": "2026-11-12", "part": "pm", "remark": "Liever dan."}).status_code == 302
    assert nobody.post(f"/bezoek/{key}/").status_code == 302
    assert "de bibliotheek kijkt" in nobody.get(f"/bezoek/{key}/").content.decode()
    assert "Liever dan." in browser.get(f"{here}vragen/").content.decode()
    (question,) = open_questions(leader, today=TODAY)
    assert browser.post(f"{here}vragen/{question.pk}/misschien/").status_code == 404
    answer = browser.post(f"{here}vragen/{question.pk}/ja/", follow=True)
    assert "Het bezoek is verzet." in answer.content.decode()
    assert again(leader, visit).day == datetime.date(2026, 11, 12)
    assert nobody.get("/bezoek/een-andere-sleutel/").status_code == 404
