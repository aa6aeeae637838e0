"""The kinds of competence of a library: the shipped ones, its own, what a course costs, and who asks them."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import require
from doorlezen.desk.events import record
from doorlezen.language import FieldError, clean_line, t
from doorlezen.register.models import School
from doorlezen.team.competence_kinds import shipped_competences
from doorlezen.team.models import AskedCompetence, AskingProfile, LibraryCompetence, MemberCompetence

MOST_OWN = 100


@dataclass(frozen=True)
class CompetenceKind:
    """A kind of competence. ``course_cents`` and ``course_quarters``: what its course costs this library in
    money and in quarter-hours, per person; None: not filled in."""

    key: str
    name: str
    course_cents: int | None
    source: str
    course_quarters: int | None = None


def competence_kinds(actor: Actor) -> list[CompetenceKind]:
    """The shipped kinds in their order, then those of the library by name."""
    said = {
        one.key: one
        for one in LibraryCompetence.objects.filter(organisation=actor.organisation).order_by("key")
    }
    shipped = shipped_competences()
    names = shipped | {
        one.key: one.name for one in sorted(said.values(), key=lambda one: one.name) if one.name
    }
    return [
        CompetenceKind(
            key,
            name,
            said[key].course_cents if key in said else None,
            said[key].source if key in said else "",
            said[key].course_quarters if key in said else None,
        )
        for key, name in names.items()
    ]


def competence_names(actor: Actor) -> dict[str, str]:
    """What the kinds are called, by key, in the order of `competence_kinds`."""
    return {kind.key: kind.name for kind in competence_kinds(actor)}


@transaction.atomic
def add_competence_kind(actor: Actor, *, name: str) -> LibraryCompetence:
    """Add a kind of the library's own. Raises Refused, or FieldError ("name") where there is one already."""
    require("team.change", actor)
    name = clean_line(name)
    key = slugify(name)[:40]
    if not key:
        raise FieldError("name", t("schrijf een naam met letters"))
    known = competence_names(actor)
    if key in known or name.casefold() in {one.casefold() for one in known.values()}:
        raise FieldError("name", t("deze soort staat er al"))
    if len(known) >= MOST_OWN:
        raise FieldError("name", t("er zijn al {most} soorten; dat is genoeg", most=MOST_OWN))
    made = LibraryCompetence.objects.create(
        organisation=actor.organisation,
        key=key,
        name=name,
        said_on=timezone.localdate(),
        said_by=actor.person,
    )
    record(actor, "team.kind-added", made, after={"competence": key})
    return made


@transaction.atomic
def say_course_cost(
    actor: Actor, *, key: str, cents: int | None, source: str, quarters: int | None = None
) -> None:
    """Fill in what the course of a kind costs in money and quarter-hours per person, or empty it.

    Raises Refused or FieldError.
    """
    require("team.change", actor)
    if key not in competence_names(actor):
        raise FieldError("competence", t("kies uit de lijst"))
    source = clean_line(source)
    known = cents is not None or quarters is not None
    if known and not source:
        raise FieldError("source", t("schrijf erbij waar dit bedrag staat, zoals een offerte met datum"))
    said, _ = LibraryCompetence.objects.update_or_create(
        organisation=actor.organisation,
        key=key,
        defaults={
            "course_cents": cents,
            "course_quarters": quarters,
            "source": source if known else "",
            "said_on": timezone.localdate(),
            "said_by": actor.person,
        },
    )
    record(
        actor,
        "team.course-cost",
        said,
        after={"competence": key, "course_cents": cents, "course_quarters": quarters},
    )


@transaction.atomic
def remove_competence_kind(actor: Actor, *, key: str) -> None:
    """Take a kind of the library's own away that nobody has and nobody asks. Raises Refused or FieldError."""
    require("team.change", actor)
    kind = LibraryCompetence.objects.filter(organisation=actor.organisation, key=key).exclude(name="").first()
    if kind is None:
        raise FieldError("competence", t("kies een soort die je zelf hebt toegevoegd"))
    used = MemberCompetence.objects.filter(competence=key, member__organisation=actor.organisation).exists()
    if used or AskedCompetence.objects.filter(organisation=actor.organisation, competence=key).exists():
        raise FieldError("competence", t("iemand heeft deze, of een school vraagt hem; haal dat eerst weg"))
    record(actor, "team.kind-removed", kind, before={"competence": key})
    kind.delete()


@transaction.atomic
def ask_competence(
    actor: Actor, *, competence: str, profile: str = "", school: School | None = None
) -> AskedCompetence:
    """Write down that the schools of a profile, or one school, ask a competence.

    Raises Refused or FieldError.
    """
    require("team.change", actor)
    if competence not in competence_names(actor):
        raise FieldError("competence", t("kies uit de lijst"))
    if (school is None) == (profile not in AskingProfile.values):
        raise FieldError("profile", t("kies wie dit vraagt"))
    asked, made = AskedCompetence.objects.get_or_create(
        organisation=actor.organisation, competence=competence, profile=profile, school=school
    )
    if made:
        after = {"competence": competence, "asking_profile": profile, "school": school.pk if school else None}
        record(actor, "team.asked", asked, after=after)
    return asked


@transaction.atomic
def ask_no_more(actor: Actor, *, asked: int) -> None:
    """Take away that a competence is asked. Raises Refused, or AskedCompetence.DoesNotExist."""
    require("team.change", actor)
    found = AskedCompetence.objects.get(organisation=actor.organisation, pk=asked)
    record(actor, "team.asked-no-more", found, before={"competence": found.competence})
    found.delete()
