"""Questions about contacts, notes and consultants, in the scope of an organisation; each states its order."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.language import date
from doorlezen.relations.models import Consultant, Contact, Note


def contacts_at(actor: Actor, school: str, *, on: datetime.date) -> list[Contact]:
    """The contacts at a school that may still be kept on this day, by name. Raises Refused."""
    require("contacts.see", actor)
    return list(_contacts(actor).filter(school=school, keep_until__gte=on).order_by("name", "id"))


def contact(actor: Actor, school: str, number: int, *, on: datetime.date) -> Contact | None:
    """One contact of this organisation at this school; None: there is none. Raises Refused."""
    require("contacts.see", actor)
    return _contacts(actor).filter(school=school, keep_until__gte=on, pk=number).first()


def notes_about(actor: Actor, school: str) -> list[Note]:
    """The notes about a school with who wrote them, newest first. Raises Refused."""
    require("notes.see", actor)
    notes = Note.objects.filter(organisation=actor.organisation, school=school)
    return list(notes.select_related("written_by", "edited_by").order_by("-written_at", "-id"))


def note(actor: Actor, school: str, number: int) -> Note | None:
    """One note of this organisation about this school; None: there is none. Raises Refused."""
    require("notes.see", actor)
    return Note.objects.filter(organisation=actor.organisation, school=school, pk=number).first()


@dataclass(frozen=True)
class KnownOfSchool:
    """The first contact at a school by name, and the last note about it; None where there is none."""

    contact: Contact | None = None
    note: Note | None = None


def known_of(actor: Actor, schools: Collection[str], *, on: datetime.date) -> dict[str, KnownOfSchool]:
    """What is known of each of these schools (codes). Two queries. Raises Refused."""
    require("contacts.see", actor)
    require("notes.see", actor)
    there = _contacts(actor).filter(school__in=schools, keep_until__gte=on)
    # the later ones come first, so that the first by name is the one that stays
    contacts = {found.school_id: found for found in there.order_by("school_id", "-name", "-id")}
    written = Note.objects.filter(organisation=actor.organisation, school__in=schools)
    last = written.order_by("school_id", "-written_at", "-id").distinct("school_id")
    notes = {found.school_id: found for found in last}
    return {code: KnownOfSchool(contacts.get(code), notes.get(code)) for code in schools}


def consultants_of(actor: Actor, school_year: str) -> dict[str, Consultant]:
    """The leesconsulent of every school that has one in a school year, by code. One query. Raises Refused."""
    require("consultants.see", actor)
    found = Consultant.objects.filter(organisation=actor.organisation, school_year=school_year)
    rows = found.select_related("person").order_by("school_id")
    return {one.school_id: one for one in rows}


def as_data(contact: Contact) -> dict[str, str]:
    """Everything that is kept of a contact, as plain values for a download before it is deleted."""
    return {
        "school": contact.school_id,
        "name": contact.name,
        "role": contact.role,
        "email": contact.email,
        "phone": contact.phone,
        "purpose": contact.get_purpose_display(),
        "keep_until": contact.keep_until.isoformat(),
        "keep_until_in_words": date(contact.keep_until),
        "added_at": contact.added_at.isoformat(),
    }


def _contacts(actor: Actor) -> QuerySet[Contact]:
    found: QuerySet[Contact] = Contact.objects.filter(organisation=actor.organisation)
    return found
