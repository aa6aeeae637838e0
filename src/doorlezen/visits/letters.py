"""The letter about a change in the year, to who goes there and to contacts of schools; each only theirs."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django_scopes import scopes_disabled

from doorlezen.desk.models import Letter
from doorlezen.desk.post.letter_kinds import LetterKind, Mail, add_letters
from doorlezen.desk.post.outbox import sealed_mail
from doorlezen.language import date, n, t, use, weekday
from doorlezen.team.models import TeamMember
from doorlezen.visits.domain.asking_schools import ASKED_SCHOOL, SAID_NO, question_words
from doorlezen.visits.domain.change_rules import name_of
from doorlezen.visits.domain.changing import CHANGED_VISIT
from doorlezen.visits.domain.visit_places import VisitPlace, place_of, read_place
from doorlezen.visits.models import ChangeNotice, ChangeReason, SchoolLink, Visit, VisitQuestion

TERM = datetime.timedelta(days=30)
"""How long it can be seen that a mail was refused or is uncertain."""


def write_change(letter: Letter) -> Mail | None:
    """The change as things are when it leaves; None where nothing is other any more, or nobody reads it."""
    with scopes_disabled(), use("nl"), translation.override("nl"):
        rows = ChangeNotice.objects.select_related(
            "change__organisation", "member__person", "contact__school__listing"
        )
        notice = rows.filter(pk__in=[letter.about]).first()
        if notice is None or (to := _address(notice)) is None:
            return None
        lines = _lines(notice)
        return _mail(notice, to, lines) if lines else None


def write_link(letter: Letter) -> Mail | None:
    """Only the link that still works: not of one that was mailed again, or whose contact is gone."""
    with scopes_disabled():
        there = SchoolLink.objects.filter(pk__in=[letter.about], ends_on__gte=timezone.localdate()).exists()
    return sealed_mail(letter) if there else None


def write_no(letter: Letter) -> Mail | None:
    """That another day cannot be."""
    with scopes_disabled():
        rows = VisitQuestion.objects.select_related(
            "visit__organisation", "visit__school__listing", "contact"
        )
        question = rows.filter(pk__in=[letter.about]).first()
        return None if question is None else question_words(question)


def _address(notice: ChangeNotice) -> str | None:
    if notice.contact is not None:
        gone = notice.contact.keep_until < timezone.localdate()
        return None if gone else str(notice.contact.email) or None
    person = None if notice.member is None else notice.member.person
    return str(person.email) if person is not None and person.is_active else None


def _lines(notice: ChangeNotice) -> list[str]:
    """A paragraph per visit that concerns this reader and is not as it was."""
    told = {one["visit"]: read_place(one["before"]) for one in notice.change.told}
    visits = Visit.objects.filter(pk__in=told).select_related("school__listing", "member")
    names = dict(TeamMember.objects.filter(organisation=notice.change.organisation).values_list("pk", "name"))
    found = []
    for visit in visits.order_by("day", "begins", "pk"):
        before, now = told[visit.pk], place_of(visit)
        if before == now or not _concerns(notice, visit, before, now):
            continue
        found.append(_about(visit, before, now, names))
    return found


def _concerns(notice: ChangeNotice, visit: Visit, before: VisitPlace, now: VisitPlace) -> bool:
    if notice.contact is not None:
        return bool(visit.school_id == notice.contact.school_id)
    return notice.member_id in (before.member, now.member)


def _about(visit: Visit, before: VisitPlace, now: VisitPlace, names: dict[int, str]) -> str:
    school, was = name_of(visit), _when(before)
    who = names.get(now.member or 0, t("iemand anders"))
    if now.cancelled:
        return t("{school}: het bezoek van {was} vervalt.", school=school, was=was)
    if before.cancelled:
        return t(
            "{school}: er is weer een bezoek, {now}. {who} komt.", school=school, now=_when(now), who=who
        )
    if before.member == now.member:
        return t(
            "{school}: niet {was}, maar {now}. {who} komt.", school=school, was=was, now=_when(now), who=who
        )
    if (before.day, before.begins) == (now.day, now.begins):
        return t("{school}: {was} komt {who}.", school=school, was=was, who=who)
    return t(
        "{school}: niet {was}, maar {now}. Dan komt {who}.", school=school, was=was, now=_when(now), who=who
    )


def _when(place: VisitPlace) -> str:
    return t(
        "{weekday} {day} om {time} uur",
        weekday=weekday(place.day),
        day=date(place.day),
        time=f"{place.begins:%H:%M}",
    )


def _mail(notice: ChangeNotice, to: str, lines: list[str]) -> Mail:
    change = notice.change
    library = change.organisation.name
    member, contact = notice.member, notice.contact
    name = contact.name if contact is not None else member.name if member is not None else ""
    why = str(ChangeReason(change.happened["why"]).label)
    parts = [t("Dag {name},", name=name), *lines, t("Waarom: {why}.", why=why)]
    if change.happened["remark"]:
        parts.append(t("Erbij geschreven: {remark}", remark=change.happened["remark"]))
    if contact is None:
        where = settings.SITE_ADDRESS + reverse("visits:week", args=[change.organisation.slug])
        parts.append(t("Je bezoeken staan op:\n{where}", where=where))
    else:
        parts.append(t("Past dit niet? Bel of mail dan {library}.", library=library))
    subject = n(
        "Een bezoek verandert: {library}",
        "{count} bezoeken veranderen: {library}",
        len(lines),
        library=library,
    )
    return Mail(to, subject, "\n\n".join([*parts, library]) + "\n")


add_letters(
    LetterKind(ASKED_SCHOOL, "a school confirms its visits, or asks for another day", write_link, TERM),
    LetterKind(SAID_NO, "another day for a visit cannot be", write_no, TERM),
    LetterKind(
        CHANGED_VISIT, "a visit that is on another day, by somebody else, or not at all", write_change, TERM
    ),
)
