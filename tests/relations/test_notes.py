"""Notes about schools: of one library, with every earlier version in the audit trail."""

from functools import partial

import pytest
from django_scopes import scope
from django_scopes.exceptions import ScopeError

from doorlezen.accounts.permissions import Refused
from doorlezen.accounts.roles import Role
from doorlezen.desk.models import Event
from doorlezen.language import InputError
from doorlezen.register.models import School
from doorlezen.relations.domain import notes, queries
from doorlezen.relations.models import Note
from tests.people import Neighbourhood

pytestmark = pytest.mark.django_db


def test_what_a_note_said_before_stays_in_the_trail(neighbourhood: Neighbourhood) -> None:
    adviser = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    director = neighbourhood.actor(neighbourhood.linge, Role.DIRECTOR)
    with scope(organisation=neighbourhood.linge):
        made = notes.add_note(adviser, school=School.objects.get(pk="00AP00"), text="  Bel in mei.\r\n ")
        notes.edit_note(director, note=made, text="Bel in juni.")
        notes.edit_note(director, note=made, text="Bel in juni. ")
        (shown,) = queries.notes_about(adviser, "00AP00")
        assert (shown.text, shown.written_by, shown.edited_by) == (
            "Bel in juni.",
            adviser.person,
            director.person,
        )
        notes.remove_note(adviser, note=made)
        assert queries.notes_about(adviser, "00AP00") == []
        trail = [
            (entry.action, entry.person_id, entry.before, entry.after)
            for entry in Event.objects.order_by("pk")
        ]
    assert trail == [
        ("notes.added", adviser.person.pk, {}, {"school": "00AP00"}),
        ("notes.edited", director.person.pk, {}, {}),
        ("notes.removed", adviser.person.pk, {"school": "00AP00"}, {}),
    ]


def test_a_note_never_leaves_its_library(neighbourhood: Neighbourhood) -> None:
    linge = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    maas = neighbourhood.actor(neighbourhood.maas, Role.ADVISER)
    school = School.objects.get(pk="00AP00")
    with scope(organisation=neighbourhood.maas):
        theirs = notes.add_note(maas, school=school, text="Geheim van Maas")
    with scope(organisation=neighbourhood.linge):
        assert queries.notes_about(linge, "00AP00") == []
        assert queries.note(linge, "00AP00", theirs.pk) is None
        for change in (
            partial(notes.edit_note, note=theirs, text="anders"),
            partial(notes.remove_note, note=theirs),
        ):
            with pytest.raises(Refused, match="dit is van een andere organisatie"):
                change(actor=linge)
    with pytest.raises(ScopeError):
        Note.objects.count()


@pytest.mark.parametrize("role", [Role.FINANCE, Role.ADMINISTRATOR])
def test_who_does_not_visit_schools_neither_reads_nor_writes(
    neighbourhood: Neighbourhood, role: Role
) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, role, administering=True)
    with scope(organisation=neighbourhood.linge):
        with pytest.raises(Refused):
            notes.add_note(actor, school=School.objects.get(pk="00AP00"), text="Iets")
        with pytest.raises(Refused):
            queries.notes_about(actor, "00AP00")


@pytest.mark.parametrize(
    ("text", "told"),
    [(" \n ", "notitie: schrijf eerst iets op"), ("x" * 4001, "notitie: hoogstens 4000 tekens")],
)
def test_no_text_and_too_much_are_refused(neighbourhood: Neighbourhood, text: str, told: str) -> None:
    actor = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    with scope(organisation=neighbourhood.linge):
        with pytest.raises(InputError) as refused:
            notes.add_note(actor, school=School.objects.get(pk="00AP00"), text=text)
        assert str(refused.value) == told
        assert Note.objects.count() == 0
