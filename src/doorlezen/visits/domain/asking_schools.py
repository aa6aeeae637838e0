"""A school confirms its visits or asks for another day by a link in the mail; the library decides."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django_scopes import scope, scopes_disabled

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.calendars.school_year import contract_year
from doorlezen.desk.events import record
from doorlezen.desk.link_keys import key_hash, new_key
from doorlezen.desk.post.letter_kinds import Mail
from doorlezen.desk.post.outbox import put, put_sealed
from doorlezen.language import FieldError, InputError, clean_line, date, n, school_year, t, use
from doorlezen.register.models import Listing
from doorlezen.relations.domain.school_year_days import days_of_schools
from doorlezen.relations.models import Contact
from doorlezen.visits.domain.change_rules import name_of
from doorlezen.visits.domain.changing import Occasion, WantedChange, change, contacts_to_tell, free_time
from doorlezen.visits.domain.visit_places import place_of
from doorlezen.visits.models import ChangeReason, SchoolLink, Visit, VisitAnswer, VisitQuestion, VisitState

ASKED_SCHOOL = "visits.asked"
SAID_NO = "visits.said-no"
"""The letters: with the link, and that another day cannot be."""
MOST_LETTERS = 300
PARTS = ("am", "pm")
DAYS = ("mo", "tu", "we", "th", "fr")


@dataclass(frozen=True)
class SchoolVisits:
    """What a school finds behind its link: the coming visits by day, and what it said of each, by number."""

    link: SchoolLink
    school: str
    library: str
    visits: tuple[Visit, ...]
    said: Mapping[int, VisitQuestion]


@transaction.atomic
def ask_school(
    actor: Actor, *, school: Listing, of_year: str, today: datetime.date, now: datetime.datetime
) -> int:
    """Mail each contact about agreements a link; one that was mailed before works no more. How many mails.

    Raises Refused, and InputError where nothing is coming, or there is nobody to mail.
    """
    require("visits.change", actor)
    with scope(organisation=actor.organisation):
        coming = _coming(Visit.objects.filter(school=school.pk, school_year=of_year), today).count()
        if not coming:
            raise InputError("", t("er komt geen bezoek meer in dit schooljaar"))
        contacts = contacts_to_tell(actor.organisation, {school.pk}, today)
        if not contacts:
            what = t("er is geen contactpersoon voor afspraken met een e-mailadres; voeg die eerst toe")
            raise InputError("", what)
        for contact in contacts:
            _mail_link(actor, contact, school, of_year, coming, now)
    record(actor, "visits.school-asked", school.school, after={"asked_school": school.pk})
    return len(contacts)


def behind_link(secret: str, *, today: datetime.date) -> SchoolVisits | None:
    """What the link with this secret shows; None where there is none, or it is over."""
    with scopes_disabled():
        rows = SchoolLink.objects.select_related("organisation", "school__listing", "contact")
        link = rows.filter(secret_sha256=key_hash(secret), ends_on__gte=today).first()
        if link is None or link.contact.keep_until < today:
            return None
        visits = Visit.objects.filter(
            organisation=link.organisation, school=link.school_id, school_year=link.school_year
        )
        found = tuple(_coming(visits, today).select_related("member", "school__listing"))
        said = VisitQuestion.objects.filter(visit__in=found).order_by("asked_at", "id")
        listing = getattr(link.school, "listing", None)
        name = str(link.school_id) if listing is None else str(listing.name)
        return SchoolVisits(link, name, link.organisation.name, found, {one.visit_id: one for one in said})


@transaction.atomic
def confirm_all(behind: SchoolVisits, *, now: datetime.datetime) -> int:
    """Write down that every visit of which nothing was said yet is right; how many."""
    with scopes_disabled():
        _lock(behind)
        known = set(
            VisitQuestion.objects.filter(visit__in=behind.visits)
            .order_by("visit_id")
            .values_list("visit_id", flat=True)
        )
        new = [
            VisitQuestion(visit=one, answer=VisitAnswer.CONFIRMED, asked_at=now, contact=behind.link.contact)
            for one in behind.visits
            if one.pk not in known
        ]
        VisitQuestion.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def ask_other_day(
    behind: SchoolVisits,
    *,
    visit: int,
    day: datetime.date,
    part: str,
    remark: str,
    today: datetime.date,
    now: datetime.datetime,
) -> VisitQuestion:
    """Write down that the school would rather have a visit then ("am", "pm"). What it said before gives way.

    Raises FieldError ("day", "part", "remark"), and InputError for a visit that is not behind the link.
    """
    found = next((one for one in behind.visits if one.pk == visit), None)
    if found is None:
        raise InputError("", t("dit bezoek is er niet meer"))
    text = clean_line(remark)
    if len(text) > MOST_LETTERS:
        raise FieldError("remark", t("dit is langer dan {most} letters; maak het korter", most=MOST_LETTERS))
    if part not in PARTS:
        raise FieldError("part", t("kies ochtend of middag"))
    _require_school_day(behind, day, today)
    with scopes_disabled():
        _lock(behind)
        VisitQuestion.objects.filter(visit=found, accepted=None).delete()
        made: VisitQuestion = VisitQuestion.objects.create(
            visit=found,
            answer=VisitAnswer.MOVE,
            asked_day=day,
            half_day=f"{DAYS[day.weekday()]}-{part}",
            remark=text,
            asked_at=now,
            contact=behind.link.contact,
        )
    return made


def open_questions(actor: Actor, *, today: datetime.date) -> list[VisitQuestion]:
    """What schools ask and nobody decided, of visits still to come, the oldest first. Raises Refused."""
    require("visits.change", actor)
    with scope(organisation=actor.organisation):
        rows: QuerySet[VisitQuestion] = VisitQuestion.objects.filter(
            answer=VisitAnswer.MOVE, accepted=None, visit__day__gte=today, visit__state=VisitState.PLANNED
        )
        rows = rows.select_related("visit__school__listing", "visit__member")
        return list(rows.order_by("asked_at", "id"))


@transaction.atomic
def decide(
    actor: Actor, *, question: int, accepted: bool, today: datetime.date, now: datetime.datetime
) -> VisitQuestion:
    """Move the visit to the day that was asked, or say that it cannot be; the school gets a mail either way.

    Raises Refused, VisitQuestion.DoesNotExist, FieldError and InputError as `changing.change`, and
    InputError where it was decided.
    """
    require("visits.change", actor)
    with scope(organisation=actor.organisation):
        rows = VisitQuestion.objects.select_for_update(of=("self",)).select_related("visit__school__listing")
        found: VisitQuestion = rows.get(pk=question)
        if found.accepted is not None or found.asked_day is None:
            raise InputError("", t("hierover is al beslist"))
        if accepted:
            visit = found.visit
            member, day, half_day = visit.member_id or 0, found.asked_day, found.half_day
            begins = free_time(actor, visit, member=member, day=day, half_day=half_day)
            place = replace(place_of(visit), day=day, half_day=half_day, begins=begins)
            wanted = WantedChange(visit.pk, visit.sequence, place)
            change(actor, [wanted], Occasion(ChangeReason.SCHOOL_ASKED), today=today, now=now)
        found.accepted, found.decided_at, found.decided_by = accepted, now, actor.signer
        found.save(update_fields=["accepted", "decided_at", "decided_by"])
        record(
            actor, "visits.question-decided", found,
            after={"asked_school": found.visit.school_id, "asked_accepted": accepted},
        )  # fmt: skip
        if not accepted and found.contact_id is not None:
            put(SAID_NO, [found.pk], now=now)
    return found


def _coming(visits: "QuerySet[Visit]", today: datetime.date) -> "QuerySet[Visit]":
    return visits.filter(day__gte=today, state=VisitState.PLANNED).order_by("day", "begins", "pk")


def _lock(behind: SchoolVisits) -> None:
    """Of two who answer at once the second waits, and finds what the first said."""
    SchoolLink.objects.select_for_update(of=("self",)).get(pk=behind.link.pk)
    list(
        Visit.objects.select_for_update(of=("self",))
        .filter(pk__in=[one.pk for one in behind.visits])
        .order_by("pk")
    )


def _require_school_day(behind: SchoolVisits, day: datetime.date, today: datetime.date) -> None:
    first, last = contract_year(behind.link.school_year)
    if day < today:
        raise FieldError("day", t("{day} is voorbij", day=date(day)))
    if not first <= day <= last:
        raise FieldError("day", t("{day} valt buiten dit schooljaar", day=date(day)))
    code = behind.link.school_id
    of = days_of_schools(behind.link.organisation, [code], school_year=behind.link.school_year).get(code)
    if of is None or of.days is None or not of.days.holds(day):
        what = t("{school} heeft op {day} geen les", school=behind.school, day=date(day))
        raise FieldError("day", what)


def _mail_link(
    actor: Actor, contact: Contact, school: Listing, of_year: str, coming: int, now: datetime.datetime
) -> None:
    SchoolLink.objects.filter(contact=contact, school_year=of_year).delete()
    secret = new_key()
    _, last = contract_year(of_year)
    link = SchoolLink.objects.create(
        organisation=actor.organisation,
        school=school.school,
        contact=contact,
        school_year=of_year,
        secret_sha256=key_hash(secret),
        made_at=now,
        made_by=actor.signer,
        ends_on=last,
    )
    put_sealed(ASKED_SCHOOL, _words(contact, school, link, secret, coming), about=link.pk)


def _words(contact: Contact, school: Listing, link: SchoolLink, secret: str, coming: int) -> Mail:
    library = link.organisation.name
    with use("nl"), translation.override("nl"):
        where = settings.SITE_ADDRESS + reverse("school-visits", args=[secret])
        count = n("{count} bezoek", "{count} bezoeken", coming)
        year = school_year(link.school_year)
        parts = [
            t("Dag {name},", name=contact.name),
            t("{library} komt in {year} nog: {count} aan {school}.", library=library, year=year, count=count,
              school=school.name),
            t("Kloppen de dagen? Kijk hier (geef deze link niet door):\n{where}", where=where),
            library,
        ]  # fmt: skip
        subject = t("Kloppen deze bezoeken? {school}", school=school.name)
    return Mail(contact.email, subject, "\n\n".join(parts) + "\n")


def question_words(question: VisitQuestion) -> Mail | None:
    """The mail that another day cannot be, to who asked; None where nobody reads it any more."""
    contact = question.contact
    if contact is None or not contact.email or question.accepted is not False:
        return None
    visit = question.visit
    library = visit.organisation.name
    with use("nl"), translation.override("nl"):
        when = t("{day} om {time} uur", day=date(visit.day), time=f"{visit.begins:%H:%M}")
        asked = date(question.asked_day) if question.asked_day is not None else ""
        parts = [
            t("Dag {name},", name=contact.name),
            t("{asked} kan helaas niet. Het bezoek aan {school} blijft op {when}.", asked=asked,
              school=name_of(visit), when=when),
            t("Past dit niet? Bel of mail dan {library}.", library=library),
            library,
        ]  # fmt: skip
        subject = t("Een andere dag kan niet: {school}", school=name_of(visit))
    return Mail(contact.email, subject, "\n\n".join(parts) + "\n")
