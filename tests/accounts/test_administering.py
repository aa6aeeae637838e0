"""Administrator rights are off until switched on, for half an hour, with a reason, and written down."""

import datetime

import pytest
from django.utils import timezone
from django_scopes import scope
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.domain.administering import LASTS, TASK, tell_that_rights_ended
from doorlezen.accounts.domain.queries import actor_among, memberships_of
from doorlezen.accounts.models import Administering
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from tests.people import Neighbourhood

HERE = "/o/bibliotheek-de-linge"
REASON = {"reason": "Sanne kan niet meer inloggen"}


def told(neighbourhood: Neighbourhood) -> list[tuple[str, bool]]:
    with scope(organisation=neighbourhood.linge):
        return list(Event.objects.order_by("id").values_list("action", "administering"))


def test_an_administrator_may_nothing_until_the_rights_are_on(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.ADMINISTRATOR)
    pages = ["mensen/", "mensen/uitnodigen/", "logboek/", "instellingen/", "instellingen/inloggen/"]
    assert [browser.get(f"{HERE}/{page}").status_code for page in pages] == [403] * 5
    assert browser.post(f"{HERE}/beheer/", REASON).status_code == 302
    assert [browser.get(f"{HERE}/{page}").status_code for page in pages] == [200] * 5
    assert browser.post(f"{HERE}/beheer/uit/").status_code == 302
    assert [browser.get(f"{HERE}/{page}").status_code for page in pages] == [403] * 5


def test_the_page_says_how_long_still(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.ADMINISTRATOR)
    assert "Je beheerdersrechten staan uit." in browser.get(f"{HERE}/beheer/").content.decode()
    browser.post(f"{HERE}/beheer/", REASON)
    text = browser.get(f"{HERE}/beheer/").content.decode()
    assert "nog 29 minuten" in text
    assert "Sanne kan niet meer inloggen" in text


def test_the_rights_end_by_themselves_to_the_second(neighbourhood: Neighbourhood) -> None:
    neighbourhood.client(neighbourhood.linge, Role.ADMINISTRATOR).post(f"{HERE}/beheer/", REASON)
    with scope(organisation=neighbourhood.linge):
        rights = Administering.objects.get()
    assert rights.until - rights.since == LASTS == datetime.timedelta(minutes=30)
    person = neighbourhood.person(neighbourhood.linge, Role.ADMINISTRATOR)

    def on(at: datetime.datetime) -> bool:
        actor = actor_among(memberships_of(person, at=at), neighbourhood.linge.slug, at=at)
        assert actor is not None
        return actor.administering

    second = datetime.timedelta(seconds=1)
    assert [on(rights.since - second), on(rights.since), on(rights.until - second), on(rights.until)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_reason_is_asked(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.ADMINISTRATOR)
    for reason in ("", "zomaar", " " * 20):
        assert browser.post(f"{HERE}/beheer/", {"reason": reason}).status_code == 422
    assert told(neighbourhood) == []


def test_rights_at_one_place_are_none_at_another(neighbourhood: Neighbourhood) -> None:
    neighbourhood.client(neighbourhood.linge, Role.ADMINISTRATOR).post(f"{HERE}/beheer/", REASON)
    other = neighbourhood.client(neighbourhood.maas, Role.ADMINISTRATOR)
    assert other.get("/o/bibliotheek-maas-en-waal/logboek/").status_code == 403


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.ADVISER, Role.FINANCE, Role.LEESCONSULENT])
def test_others_cannot_switch_them_on(neighbourhood: Neighbourhood, role: Role) -> None:
    answer = neighbourhood.client(neighbourhood.linge, role).post(f"{HERE}/beheer/", REASON)
    assert (answer.status_code, told(neighbourhood)) == (403, [])


def test_every_request_that_used_them_is_written_down_and_no_other(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.ADMINISTRATOR)
    browser.post(f"{HERE}/beheer/", REASON)
    browser.get(f"{HERE}/")  # anybody who works here may see this
    browser.get(f"{HERE}/mensen/")
    browser.post(f"{HERE}/mensen/uitnodigen/", {"email": "x@voorbeeld.example", "role": "adviser"})
    browser.post(f"{HERE}/beheer/uit/")
    browser.get(f"{HERE}/mensen/")
    assert told(neighbourhood) == [
        ("administering.switched-on", False),
        ("administering.used", True),
        ("people.invited", True),
        ("administering.used", True),
        ("administering.switched-off", True),
    ]
    with scope(organisation=neighbourhood.linge):
        used = Event.objects.filter(action="administering.used").order_by("id")
        assert [{**entry.after, **entry.words.after} for entry in used] == [
            {"permissions": ["people.see"], "request": f"GET {HERE}/mensen/"},
            {"permissions": ["people.invite"], "request": f"POST {HERE}/mensen/uitnodigen/"},
        ]


def test_that_the_time_ran_out_is_written_down_by_a_job(neighbourhood: Neighbourhood) -> None:
    neighbourhood.client(neighbourhood.linge, Role.ADMINISTRATOR).post(f"{HERE}/beheer/", REASON)
    job = ProcrastinateJob.objects.get(task_name=TASK)
    with scope(organisation=neighbourhood.linge):
        assert job.scheduled_at == Administering.objects.get().until
    tell_that_rights_ended(job.args["administering_id"])
    tell_that_rights_ended(job.args["administering_id"])
    assert told(neighbourhood) == [("administering.switched-on", False), ("administering.ran-out", False)]


def test_switched_off_by_hand_it_did_not_run_out(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.ADMINISTRATOR)
    browser.post(f"{HERE}/beheer/", REASON)
    browser.post(f"{HERE}/beheer/uit/")
    tell_that_rights_ended(ProcrastinateJob.objects.get(task_name=TASK).args["administering_id"])
    assert [action for action, _ in told(neighbourhood)] == [
        "administering.switched-on",
        "administering.switched-off",
    ]


def test_twice_on_is_once_on(neighbourhood: Neighbourhood) -> None:
    browser = neighbourhood.client(neighbourhood.linge, Role.ADMINISTRATOR)
    browser.post(f"{HERE}/beheer/", REASON)
    answer = browser.post(f"{HERE}/beheer/", REASON)
    assert (answer.status_code, "staan al aan" in answer.content.decode()) == (422, True)
    with scope(organisation=neighbourhood.linge):
        assert Administering.objects.filter(until__gt=timezone.now()).count() == 1
