"""A roster is downloaded with its question, and one that was made elsewhere is read back in."""

import dataclasses
import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.engine.roster import Roster, read_roster, read_roster_problem, solve, write_roster
from doorlezen.rosters.domain import deciding_rosters
from doorlezen.rosters.domain.fixing import state_of
from doorlezen.rosters.domain.roster_making import copy_of
from doorlezen.rosters.domain.taking_roster import take_roster
from doorlezen.rosters.models import TeamRoster
from tests.people import Neighbourhood
from tests.rosters.rostering import a_leader, a_roster, somebody

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


@pytest.fixture
def row(leader: Actor) -> TeamRoster:
    return a_roster(leader)


def given(browser: Client, row: TeamRoster, data: bytes, seen: str | None = None) -> HttpResponse:
    file = SimpleUploadedFile("van-elders.json", data)
    address = f"{HERE}{row.pk}/inlezen/"
    return browser.post(address, {"file": file, "gezien": state_of(row) if seen is None else seen})  # type: ignore[return-value]


def text(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


def kept(row: TeamRoster) -> Roster:
    row.refresh_from_db()
    return read_roster(bytes(row.answer or b""))


def test_the_question_names_nobody_and_what_answers_it_elsewhere_is_taken(
    row: TeamRoster, browser: Client
) -> None:
    question = browser.get(f"{HERE}{row.pk}/roostervraag.json").content
    assert question == bytes(row.problem)
    assert b"Anne" not in question
    elsewhere = solve(read_roster_problem(question))
    row.answer = None
    row.save(update_fields=["answer"])
    assert given(browser, row, write_roster(elsewhere)).status_code == 302
    taken = kept(row)
    # nothing was proven here: what a file says of itself is not believed
    assert (taken.schools, taken.status, taken.bound) == (elsewhere.schools, "feasible", None)


def test_what_was_proven_here_stays_proven(row: TeamRoster, browser: Client) -> None:
    before = kept(row)
    claimed = dataclasses.replace(before, status="feasible", bound=None, gap=None)
    assert given(browser, row, write_roster(claimed)).status_code == 302
    after = kept(row)
    assert (after.status, after.bound, after.gap) == ("optimal", before.bound, 0.0)


def test_a_roster_that_breaks_rules_is_refused_with_each_in_words(row: TeamRoster, browser: Client) -> None:
    before = kept(row)
    code, served = next(iter(before.schools.items()))
    name = read_roster_problem(bytes(row.problem)).school[code].name
    times = tuple(time._replace(half_day="fr-pm") for time in served.visits)
    wrong = dataclasses.replace(before, schools={**before.schools, code: served._replace(visits=times)})
    answer = given(browser, row, write_roster(wrong))
    told = text(answer)
    assert answer.status_code == 422
    assert "Dit rooster klopt niet; er is niets veranderd." in told
    assert "Anne Vos, week 1, vrijdagmiddag: werkt dan niet, maar gaat naar " + name in told
    assert (f"p{served.person[1:]}, week" in told, "fr-pm" in told) == (False, False)
    assert kept(row) == before


def test_of_many_broken_rules_the_first_twenty_are_told(row: TeamRoster, browser: Client) -> None:
    before = kept(row)
    served = next(iter(before.schools.values()))
    strange = {f"99ZZ{number:02}": served for number in range(30)}
    told = text(given(browser, row, write_roster(dataclasses.replace(before, schools=strange))))
    assert told.count("hoort niet bij dit probleem") == 20
    assert re.search(r"en nog \d+ regels", told)


def test_what_is_no_roster_of_this_question_is_refused_and_nothing_changes(
    row: TeamRoster, browser: Client
) -> None:
    before = kept(row)
    other = write_roster(dataclasses.replace(before, problem_sha256="0" * 64))
    none = write_roster(
        dataclasses.replace(
            before,
            status="unknown",
            schools={},
            unserved=(),
            objective=None,
            bound=None,
            gap=None,
            terms=None,
        )
    )
    for data, why in [
        (other, "is gemaakt voor een andere vraag dan die van rooster 1"),
        (none, "In van-elders.json staat geen rooster"),
        (b"", ""),
        (b"\0" * 2000, ""),
        (b"[" * 100_000, ""),
        (b"{}", ""),
        (bytes(row.problem), ""),
        (write_roster(before).replace(b'"phase": 1', b'"phase": 1e400'), ""),
        (write_roster(before).replace(b'"phase": 1', b'"phase": -1'), ""),
        (write_roster(before).decode().encode("utf-16"), ""),
    ]:
        answer = given(browser, row, data)
        assert answer.status_code == 422, data[:40]
        assert why in text(answer)
        assert kept(row) == before
    late = given(browser, row, write_roster(before), seen="0" * 32)
    assert (late.status_code, "Iemand heeft dit rooster intussen veranderd" in text(late)) == (422, True)


def test_only_a_draft_takes_a_roster_and_only_of_who_makes_them(
    neighbourhood: Neighbourhood, leader: Actor, row: TeamRoster, browser: Client
) -> None:
    data = bytes(row.answer or b"")
    her = neighbourhood.actor(neighbourhood.linge, Role.LEESCONSULENT)
    with pytest.raises(Refused):
        take_roster(her, roster=row.pk, data=data, name="x", seen=state_of(row))
    deciding_rosters.freeze(leader, roster=row.pk, now=timezone.now())
    at = f"{HERE}{row.pk}/"
    assert given(browser, row, data)["Location"] == browser.get(f"{at}inlezen/")["Location"] == at
    assert f"{at}inlezen/" not in browser.get(at).content.decode()
    copy = copy_of(leader, roster=row.pk, now=timezone.now())
    assert f"{HERE}{copy.pk}/inlezen/" in browser.get(f"{HERE}{copy.pk}/").content.decode()
