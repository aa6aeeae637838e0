"""The pages of the team, as those who make a roster use them."""

import datetime
import re
from collections import Counter

import pytest
from django.utils import timezone
from django_scopes import scope

from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from doorlezen.engine.roster import read_roster_problem
from doorlezen.planning.proposals import deciding
from doorlezen.team.models import LibraryCompetence, PlannedCourse, TeamMember
from tests.people import Neighbourhood, client_of
from tests.planning import proposing

pytestmark = pytest.mark.django_db
TEAM = "/o/bibliotheek-de-linge/team/"
FILLED = {
    "name": "Noor Kantlijn",
    "function": "leesconsulent",
    "since": "2020-08-01",
    "contract_quarters": "22½",
    "schools_quarters": "16,25",
    "travel_mode": "bicycle",
    "half_day_th-pm": "150",
    "half_day_mo-am": "210",
}


def test_from_a_form_to_the_file_of_a_roster(neighbourhood: Neighbourhood) -> None:
    linge = neighbourhood.linge
    director = neighbourhood.actor(linge, Role.DIRECTOR)
    client = client_of(neighbourhood.person(linge, Role.ADVISER))
    wrong = client.post(f"{TEAM}nieuw/", {**FILLED, "schools_quarters": "23"})
    assert wrong.status_code == 422
    assert "Dit kan niet meer zijn dan het contract van 22½ uur." in wrong.text
    assert client.post(f"{TEAM}nieuw/", FILLED).status_code == 302
    with scope(organisation=linge):
        member = TeamMember.objects.get()
    assert (member.contract_quarters, member.schools_quarters) == (90, 65)
    assert "ma ochtend, do middag" in client.get(TEAM).text
    assert client.get(f"{TEAM}rooster/opgave.json").headers["Location"] == f"{TEAM}rooster/"

    made = proposing.a_proposal(director, proposing.a_problem())
    adviser = neighbourhood.actor(linge, Role.ADVISER)
    deciding.propose(adviser, proposal=made.pk, now=timezone.now())
    deciding.adopt(director, proposal=made.pk, now=timezone.now())
    page = client.get(f"{TEAM}rooster/")
    assert "1 mens heeft daar 16¼ uur voor" in page.text
    problem = read_roster_problem(client.get(f"{TEAM}rooster/opgave.json").content)
    assert [(one.name, one.max_minutes) for one in problem.people] == [("Noor Kantlijn", 975)]
    assert client.post(f"{TEAM}rooster/00AP00/", {"every": "2", "must": "on"}).status_code == 302
    changed = read_roster_problem(client.get(f"{TEAM}rooster/opgave.json").content).school["00AP00"]
    assert (changed.must, {visit.every for visit in changed.visits}) == (True, {2})


def test_a_leesconsulent_sees_her_own_row_and_of_a_colleague_nothing(neighbourhood: Neighbourhood) -> None:
    linge = neighbourhood.linge
    leader = client_of(neighbourhood.person(linge, Role.ADVISER))
    her = neighbourhood.person(linge, Role.LEESCONSULENT)
    leader.post(f"{TEAM}nieuw/", {**FILLED, "name": "Otto Omslag"})
    client = client_of(her)
    assert "Je staat nog niet in het team" in client.get(TEAM).text
    leader.post(f"{TEAM}nieuw/", {**FILLED, "person": str(her.pk)})
    with scope(organisation=linge):
        mine, other = (TeamMember.objects.get(name=name).pk for name in ("Noor Kantlijn", "Otto Omslag"))
    shown = client.get(TEAM).text
    assert ("Noor Kantlijn" in shown, "Otto Omslag" in shown) == (True, False)
    assert client.get(f"{TEAM}{other}/").status_code == 404
    assert client.get(f"{TEAM}{mine}/").status_code == 200
    for what, status in (("wens", 200), ("niet-naar", 403), ("afwezig", 403), ("rolmix", 403)):
        assert client.get(f"{TEAM}{mine}/{what}/").status_code == status, what


def test_three_forms_on_one_page_and_every_label_has_its_own_field(neighbourhood: Neighbourhood) -> None:
    client = client_of(neighbourhood.person(neighbourhood.linge, Role.ADVISER))
    ids = re.findall(r' id="([^"]+)"', client.get(f"{TEAM}deskundigheid/").text)
    assert [one for one, count in Counter(ids).items() if count > 1] == []
    wrong = client.post(f"{TEAM}deskundigheid/kosten/", {"competence": "open-boek", "cents": "450"})
    assert (wrong.status_code, "Schrijf erbij waar dit bedrag staat" in wrong.text) == (422, True)
    told = {"competence": "open-boek", "cents": "450,50", "source": "offerte van 3 september"}
    assert client.post(f"{TEAM}deskundigheid/kosten/", told).status_code == 302
    with scope(organisation=neighbourhood.linge):
        assert LibraryCompetence.objects.get().course_cents == 45050


def test_the_training_plan_from_a_gap_to_a_scenario(neighbourhood: Neighbourhood) -> None:
    linge = neighbourhood.linge
    director = neighbourhood.actor(linge, Role.DIRECTOR)
    client = client_of(neighbourhood.person(linge, Role.ADVISER))
    client.post(f"{TEAM}nieuw/", FILLED)
    made = proposing.a_proposal(director, proposing.a_problem())
    deciding.propose(neighbourhood.actor(linge, Role.ADVISER), proposal=made.pk, now=timezone.now())
    deciding.adopt(director, proposal=made.pk, now=timezone.now())
    asked = {"competence": "open-boek", "who": "00AP00"}
    assert client.post(f"{TEAM}deskundigheid/vraag/", asked).status_code == 302
    page = client.get(f"{TEAM}opleiding/").text
    assert "staat 1 school, met " in page
    assert "Nog geen cursussen" in page
    with scope(organisation=linge):
        member = TeamMember.objects.get()
    begin = timezone.localdate() + datetime.timedelta(days=30)
    sent = {
        "member": str(member.pk),
        "competence": "open-boek",
        "first": begin.isoformat(),
        "last": (begin + datetime.timedelta(days=60)).isoformat(),
    }
    wrong = client.post(f"{TEAM}opleiding/nieuw/", {**sent, "last": timezone.localdate().isoformat()})
    assert wrong.status_code == 422
    assert "De laatste dag komt na de eerste" in wrong.text
    assert client.post(f"{TEAM}opleiding/nieuw/", sent).status_code == 302
    page = client.get(f"{TEAM}opleiding/").text
    assert "Noor Kantlijn" in page
    # nobody publishes what it costs
    assert "niet openbaar" in page
    assert "Wanneer het loont" in page
    costs = {"competence": "open-boek", "cents": "450", "hours": "30", "source": "offerte"}
    assert client.post(f"{TEAM}deskundigheid/kosten/", costs).status_code == 302
    page = client.get(f"{TEAM}opleiding/").text
    assert "niet openbaar" not in page
    assert re.search(r"€\xa0450", page)
    with scope(organisation=linge):
        course = PlannedCourse.objects.get()
    assert client.post(f"{TEAM}opleiding/{course.pk}/weg/").status_code == 302
    assert "Nog geen cursussen" in client.get(f"{TEAM}opleiding/").text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("25:00", "Schrijf een tijd, zoals 08:45."),
        ("kwart voor negen", "Schrijf een tijd, zoals 08:45."),
        ("9", "Schrijf een tijd, zoals 08:45."),
        ("06:59", "Vul 07:00 tot en met 11:00 in."),
        ("11:01", "Vul 07:00 tot en met 11:00 in."),
    ],
)
def test_what_is_no_time_of_a_morning_is_refused(neighbourhood: Neighbourhood, typed: str, says: str) -> None:
    client = client_of(neighbourhood.person(neighbourhood.linge, Role.ADVISER))
    answer = client.post(f"{TEAM}getallen/morning_begins/", {"value": typed, "source": "afspraak"})
    assert answer.status_code == 422
    assert says in answer.text
    assert f'value="{typed}"' in answer.text


def test_when_the_morning_begins_is_set_shown_and_set_back(neighbourhood: Neighbourhood) -> None:
    linge = neighbourhood.linge
    client = client_of(neighbourhood.person(linge, Role.ADVISER))
    page = f"{TEAM}getallen/morning_begins/"
    assert 'type="time"' in client.get(page).text
    assert 'value="08:45"' in client.get(page).text
    shown = []
    for typed in ("9.15", "07:00", ""):
        assert client.post(page, {"value": typed, "source": "afspraak"}).status_code == 302
        found = re.search(r"ochtend begint om.*?(\d\d:\d\d)", client.get(f"{TEAM}getallen/").text, re.DOTALL)
        assert found
        shown.append(found[1])
    assert shown == ["09:15", "07:00", "08:45"]
    with scope(organisation=linge):
        logged = list(Event.objects.filter(action="team.parameter").order_by("pk"))
    assert [one.before.get("filled_value") for one in logged] == [None, "09:15", "07:00"]
    assert [one.after.get("filled_value") for one in logged] == ["09:15", "07:00", None]


def test_hours_stand_in_the_log_as_hours(neighbourhood: Neighbourhood) -> None:
    client = client_of(neighbourhood.person(neighbourhood.linge, Role.ADVISER))
    client.post(f"{TEAM}getallen/fulltime_week/", {"value": "36,5", "source": "cao"})
    with scope(organisation=neighbourhood.linge):
        logged = Event.objects.get(action="team.parameter")
    assert logged.after == {"parameter": "fulltime_week", "filled_value": "36½"}
