"""Keep somebody's name for a purpose and a while, and shred it.

The audit trail says which fields were written, never what stood in them: it cannot be wiped.
"""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_scopes import scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require, require_own
from doorlezen.desk.events import House, record
from doorlezen.language import InputError, checked_mail_address, checked_name, clean_line, date, t
from doorlezen.register.models import School
from doorlezen.relations.models import Contact

FIELDS = ("name", "role", "email", "phone", "purpose", "keep_until")
LONGEST = 3 * 366
"""No contact is kept for more days than this without somebody saying again that it is needed."""


def default_term(today: datetime.date) -> datetime.date:
    """Until the end of the next schooljaar: 31 July."""
    return datetime.date(today.year + (2 if today.month > 7 else 1), 7, 31)


def add_contact(
    actor: Actor,
    *,
    school: School,
    name: str,
    purpose: str,
    keep_until: datetime.date,
    role: str = "",
    email: str = "",
    phone: str = "",
) -> Contact:
    """Keep the name of somebody at a school. Raises Refused, or InputError for a term that is none."""
    require("contacts.write", actor)
    check_term(keep_until)
    made = Contact(
        organisation=actor.organisation,
        school=school,
        **_cleaned({"name": name, "role": role, "email": email, "phone": phone}),
        purpose=purpose,
        keep_until=keep_until,
        added_by=actor.person,
        added_at=timezone.now(),
    )
    with transaction.atomic():
        made.save()
        written = [field for field in FIELDS if getattr(made, field)]
        record(actor, "contacts.added", made, after={"school": school.pk, "fields": written})
    return made


def change_contact(actor: Actor, *, contact: Contact, **values: object) -> Contact:
    """Write other values, by the names in `FIELDS`. Raises Refused, InputError, or TypeError for a field
    that is no field of a contact."""
    require("contacts.write", actor)
    require_own(actor, contact)
    if unknown := set(values) - set(FIELDS):
        raise TypeError(f"no field of a contact: {sorted(unknown)}")
    values = _cleaned(values)
    changed = sorted(field for field, value in values.items() if getattr(contact, field) != value)
    for field in changed:
        setattr(contact, field, values[field])
    check_term(contact.keep_until)
    if changed:
        with transaction.atomic():
            contact.save(update_fields=changed)
            record(actor, "contacts.changed", contact, after={"school": contact.school_id, "fields": changed})
    return contact


def shred_contact(actor: Actor, *, contact: Contact) -> None:
    """Delete a contact for good. Raises Refused."""
    require("contacts.write", actor)
    require_own(actor, contact)
    with transaction.atomic():
        record(actor, "contacts.shredded", contact, before={"school": contact.school_id})
        contact.delete()


def shred_expired(*, today: datetime.date) -> int:
    """Delete every contact, of every organisation, whose term has ended; returns how many."""
    with scopes_disabled():
        over = Contact.objects.filter(keep_until__lt=today).order_by("id").values_list("pk", flat=True)
        return sum(_shred(pk, today) for pk in list(over))


@transaction.atomic
def _shred(pk: int, today: datetime.date) -> bool:
    """Whether the contact was still there, and over: somebody may just have given it a longer term."""
    locked = Contact.objects.select_for_update(of=("self",)).select_related("organisation")
    contact = locked.filter(pk=pk, keep_until__lt=today).first()
    if contact is None:
        return False
    record(House(contact.organisation), "contacts.shredded", contact, before={"school": contact.school_id})
    contact.delete()
    return True


def _cleaned(values: dict[str, Any]) -> dict[str, Any]:
    """The same, without what nobody can see. Raises InputError for a name or an address that is none."""
    clean = {name: clean_line(value) if isinstance(value, str) else value for name, value in values.items()}
    if "name" in clean:
        clean["name"] = checked_name(clean["name"], where=t("naam"))
    if clean.get("email"):
        clean["email"] = checked_mail_address(clean["email"], where=t("e-mailadres"))
    return clean


def check_term(keep_until: datetime.date) -> None:
    """Raise InputError for a day in the past, and for one later than LONGEST from now."""
    today = timezone.localdate()
    latest = today + datetime.timedelta(days=LONGEST)
    if not today <= keep_until <= latest:
        raise InputError(
            t("bewaren tot en met"),
            t("kies een dag tussen vandaag en {latest}; daarna kun je opnieuw kiezen", latest=date(latest)),
        )
