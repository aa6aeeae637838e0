"""Sharing says who cannot see a plan yet and leads to inviting them; the first pages tell who came."""

import datetime
import html
import re

import pytest
from django.test import Client
from django.utils import timezone
from django_scopes import scopes_disabled
from pytest_django import Settings

from doorlezen.accounts.domain import partners
from doorlezen.accounts.models import Invitation, Membership
from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.planning.proposals import deciding
from doorlezen.planning.proposals.models import Proposal
from doorlezen.planning.proposals.sharing import share
from doorlezen.register.domain.near_drempel import near_drempel
from tests.people import Neighbourhood, a_person, an_organisation, client_of
from tests.planning import proposing
from tests.planning.stated import a_stated_demand
from tests.web.schools.figures import figures

pytestmark = pytest.mark.django_db
LINGE = "/o/bibliotheek-de-linge/"


def page_of(client: Client, address: str) -> str:
    return html.unescape(client.get(address).text).replace("\xa0", " ")


@pytest.fixture
def director(neighbourhood: Neighbourhood) -> Client:
    return neighbourhood.client(neighbourhood.linge, Role.DIRECTOR)


@pytest.fixture
def proposed(neighbourhood: Neighbourhood) -> Proposal:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    plan = proposing.a_proposal(actor)
    deciding.propose(actor, proposal=plan.pk, now=timezone.now())
    return plan


def test_from_sharing_to_an_invitation_and_back(
    neighbourhood: Neighbourhood, director: Client, proposed: Proposal
) -> None:
    there = f"{LINGE}plannen/2026-2027-1/delen/"
    page = director.get(there).text
    # Tiel and its school take part already; of Buren and its school nobody does
    for code in ("0214", "01BR00"):
        assert f"uitnodigen/?wie={code}&amp;plan=2026-2027-1" in page
    for code in ("0281", "00AP00", "0216"):
        assert f"wie={code}" not in page
    invite = f"{LINGE}partners/uitnodigen/?wie=0214&plan=2026-2027-1"
    assert invite.replace("&", "&amp;") in page
    form = page_of(director, invite)
    assert f'href="{there}"' in form
    answer = director.post(invite, {"place": "0214", "name": "Bram Buur", "email": "bram@buren.example"})
    assert answer.headers["Location"] == there
    page = page_of(director, there)
    assert re.search(r"Gemeente Buren <span class=.soft.>\(uitgenodigd op .*, nog niet gekomen\)", page)
    assert "wie=0214" not in page
    # a plan that is not there leads back to the list of who takes part, and so does nonsense
    for plan in ("2026-2027-9", "x", "../../"):
        other = director.get(invite.replace("2026-2027-1", plan))
        assert other.status_code == 200
        assert f'href="{there}"' not in other.text


def test_the_first_page_tells_who_came_and_who_did_not(
    neighbourhood: Neighbourhood, director: Client
) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    assert partners.came(actor, at=timezone.now()) == partners.PartnersCame((), ())
    place = partners.places(actor)["0214"]
    partners.invite_partner(actor, place=place, name="B", email="b@buren.example", at=timezone.now())
    assert "Gemeente Buren is uitgenodigd en kwam nog niet." in page_of(director, LINGE)
    with scopes_disabled():
        buren = Invitation.everywhere.get(email="b@buren.example").organisation
    a_person("Bram Buur", (buren, Role.GEMEENTE_OFFICER), since=timezone.localdate())
    told = page_of(director, LINGE)
    assert "Gemeente Buren doet nu mee." in told
    assert "kwam nog niet" not in told
    Membership.everywhere.filter(organisation=buren).update(since=datetime.date(2026, 1, 1))
    assert "doet nu mee" not in page_of(director, LINGE)
    # what another library asked is none of ours
    maas = neighbourhood.actor(neighbourhood.maas, Role.DIRECTOR)
    assert partners.came(maas, at=timezone.now()) == partners.PartnersCame((), ())
    with pytest.raises(Refused):
        partners.came(neighbourhood.actor(neighbourhood.linge, Role.FINANCE), at=timezone.now())


def test_a_demand_that_ends_soon_waits_for_both(
    neighbourhood: Neighbourhood, director: Client, settings: Settings
) -> None:
    settings.STORY_DAY = datetime.date(2026, 11, 30)
    asked = a_stated_demand(neighbourhood)
    officer = neighbourhood.client(neighbourhood.tiel, Role.GEMEENTE_OFFICER)
    for until, there in ((datetime.date(2026, 12, 31), True), (datetime.date(2027, 12, 31), False)):
        asked.until = until
        asked.save()
        for client, home in ((director, LINGE), (officer, "/o/gemeente-tiel/")):
            assert ("geldt tot en met 31 december 2026." in page_of(client, home)) is there


def test_a_poi_sees_what_its_libraries_miss_and_what_may_change(
    neighbourhood: Neighbourhood, proposed: Proposal, settings: Settings
) -> None:
    settings.STORY_DAY = datetime.date(2026, 11, 30)
    figures()
    # De Klepper: 130,00 zonder drempel on 200 pupils lies 0,05 under the drempel of 0,696048 a pupil
    assert near_drempel() == {"0214": 1}
    actor = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    poi = neighbourhood.client(neighbourhood.poi, Role.POI_ADVISER)
    home = f"/o/{neighbourhood.poi.slug}/"
    assert "een gedeeld plan" in page_of(poi, home)
    share(actor, proposal=proposed.pk)
    told = page_of(poi, home)
    assert "Van je bibliotheek mist nog iets voor 2026–2027" in told
    assert "vaststelling" in told
    deciding.adopt(actor, proposal=proposed.pk, now=timezone.now())
    told = page_of(poi, home)
    assert "Je bibliotheek heeft haar plan voor 2026–2027 vastgesteld en gedeeld" in told
    settings.STORY_DAY = datetime.date(2027, 9, 1)
    assert "een plan voor 2027–2028" in page_of(poi, home)
    lonely = an_organisation(OrganisationKind.POI, "POI Leeg")
    nobody = client_of(a_person("Alleen", (lonely, Role.POI_ADVISER)))
    assert "Je helpt nog geen bibliotheek" in page_of(nobody, "/o/poi-leeg/")


def test_a_school_reads_its_score_too(neighbourhood: Neighbourhood) -> None:
    figures()
    contact = neighbourhood.client(neighbourhood.school_in_tiel, Role.SCHOOL_CONTACT)
    told = page_of(contact, f"/o/{neighbourhood.school_in_tiel.slug}/")
    assert "Heeft je school een achterstandsscore?" in told
    assert told.count('class="answer"') == 3
