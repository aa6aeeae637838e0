"""What a school sees of the visits to it: its own alone, and no notes."""

import datetime

import pytest
from django_scopes import scope

from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.register.models import School
from doorlezen.visits.domain.of_own_school import visits_of_own_school
from doorlezen.visits.models import VisitReport
from tests.people import Neighbourhood
from tests.visits.visiting import NOW, SCHOOL, TODAY, a_member, a_visit

pytestmark = pytest.mark.django_db


def test_a_school_sees_who_comes_and_what_was_done_there_and_nothing_of_others(
    neighbourhood: Neighbourhood, settings: object
) -> None:
    settings.STORY_DAY = TODAY  # type: ignore[attr-defined]
    linge, school = neighbourhood.linge, neighbourhood.school_in_tiel
    assert school.school_id == SCHOOL
    other = School.objects.exclude(pk=SCHOOL).order_by("pk").first()
    with scope(organisation=linge):
        noor = a_member(linge, None)
        coming = a_visit(noor, linge)
        a_visit(noor, linge, school=other, begins=datetime.time(13))
        a_visit(noor, linge, day=datetime.date(2026, 11, 10), state="cancelled", why="holiday")
        known = a_visit(
            noor, linge, day=datetime.date(2026, 11, 17), state="cancelled", why="away", sequence=1
        )
        past = a_visit(noor, linge, day=datetime.date(2026, 10, 6))
        for number, of in enumerate((past, None)):
            VisitReport.objects.create(
                id=f"00000000-0000-4000-8000-00000000000{number}", organisation=linge, visit=of,
                school=past.school if of else other, member=noor, school_year="2026-2027", day=past.day,
                quarters=6, activity="voorlezen", groups=[5], note="Alleen voor ons.", made_at=NOW,
                received_at=NOW,
            )  # fmt: skip
    actor = neighbourhood.actor(school, Role.SCHOOL_CONTACT)
    found = visits_of_own_school(actor, school_year="2026-2027", today=TODAY)
    assert [one.pk for one in found.coming] == [coming.pk, known.pk]
    assert [one.visit_id for one in found.done] == [past.pk]
    page = neighbourhood.client(school, Role.SCHOOL_CONTACT).get(f"/o/{school.slug}/bezoeken/op-school/")
    text = page.content.decode()
    assert (page.status_code, "Noor Kantlijn" in text, "Alleen voor ons." in text) == (200, True, False)
    assert "Er komt nog 1 bezoek in 2026–2027. Gedaan: 1½ uur." in text
    for role in (Role.DIRECTOR, Role.LEESCONSULENT):
        with pytest.raises(Refused):
            visits_of_own_school(neighbourhood.actor(linge, role), school_year="2026-2027", today=TODAY)
