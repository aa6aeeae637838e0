"""The first page of a leesconsulent: her schools, with what she goes there for and whom she meets."""

from dataclasses import dataclass

from django.utils import timezone

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import Role
from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import date, hours, n, school_year, school_year_of, short_date, t
from doorlezen.planning.proposals.naming import plan_name
from doorlezen.planning.proposals.queries import hours_in_year
from doorlezen.register.domain.place_names import as_written
from doorlezen.register.models import Listing
from doorlezen.relations.domain import queries
from doorlezen.relations.domain.queries import KnownOfSchool
from doorlezen.web.addresses import address
from doorlezen.web.day import today
from doorlezen.web.pages.first_page import FirstPage, Waiting
from doorlezen.web.pieces import Cell, Table, table_of

OF_A_NOTE = 70
"""So many characters of the last note stand on the page."""


@dataclass(frozen=True)
class OwnSchool:
    """A school of hers; ``quarters`` None: it is in no plan of this year that counts."""

    listing: Listing
    quarters: int | None
    known: KnownOfSchool


def of_consultant(actor: Actor) -> FirstPage | None:
    """The schools that somebody was given this school year; None for who has none, or plans herself."""
    if not actor.has(Role.LEESCONSULENT) or ask("scenarios.see", actor):
        return None
    year = school_year_of(today())
    given = queries.consultants_of(actor, year)
    codes = [code for code, one in given.items() if one.person_id == actor.person.pk]
    if not codes:
        return None
    plan = hours_in_year(actor, year)
    known = queries.known_of(actor, codes, on=today())
    listed = Listing.objects.filter(pk__in=codes).order_by("gemeente_name", "search", "pk")
    schools = [OwnSchool(row, plan.quarters.get(row.pk), known[row.pk]) for row in listed]
    title = n(
        "Je {count} school, {hours} uur per week",
        "Je {count} scholen, samen {hours} uur per week",
        len(schools),
        hours=hours(sum(school.quarters or 0 for school in schools)),
    )
    over = (
        t(
            "{day} · {plan} · {state}",
            day=date(today()),
            plan=plan_name(plan.proposal),
            state=plan.proposal.get_state_display(),
        )
        if plan.proposal is not None
        else t("{day} · voor {year} is er nog geen plan", day=date(today()), year=school_year(year))
    )
    return FirstPage(title, over, waiting=_waiting(actor, schools), table=_table(actor, schools))


def _table(actor: Actor, schools: list[OwnSchool]) -> Table:
    def name(one: OwnSchool) -> Cell:
        where = address(actor, "schools:school", code=one.listing.pk)
        why = t("waarom geen uren, staat daar") if one.quarters == 0 else ""
        note = ", ".join(filter(None, [as_written(one.listing.place), why]))
        return Cell(one.listing.name, where, note=note)

    columns: list[SheetColumn[OwnSchool]] = [
        SheetColumn(t("School"), name),
        SheetColumn(t("Uren"), _hours, "hours", unit=t("per week"), key="hours"),
        SheetColumn(t("Contact"), _contact),
        SheetColumn(t("Laatste notitie"), _note),
    ]
    return table_of(t("Mijn scholen"), columns, schools, first="hours")


def _hours(one: OwnSchool) -> object:
    return t("niet in het plan") if one.quarters is None else one.quarters


def _contact(one: OwnSchool) -> object:
    found = one.known.contact
    if found is None:
        return t("nog geen")
    return Cell(found.name, note=", ".join(filter(None, [found.role, found.phone or found.email])))


def _note(one: OwnSchool) -> object:
    found = one.known.note
    if found is None:
        return t("nog geen")
    line = " ".join(found.text.split())
    short = line if len(line) <= OF_A_NOTE else f"{line[:OF_A_NOTE].rstrip()}…"
    return Cell(short, note=short_date(timezone.localdate(found.edited_at or found.written_at)))


def _waiting(actor: Actor, schools: list[OwnSchool]) -> list[Waiting]:
    """Where nobody is known to make agreements with."""
    alone = [one.listing for one in schools if one.known.contact is None]
    if not alone:
        return []
    told = n(
        "Van {school} weet je nog niet met wie je afspraken maakt.",
        "Van {count} scholen weet je nog niet met wie je afspraken maakt, zoals {school}.",
        len(alone),
        school=alone[0].name,
    )
    return [Waiting(told, t("Voeg een contact toe"), address(actor, "schools:new-contact", code=alone[0].pk))]
