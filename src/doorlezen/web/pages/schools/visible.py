"""Which schools somebody may see. The list, the map, the export and the school page all ask this module."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.register.domain import kept
from doorlezen.register.models import Edition, Gemeente, Listing

COUNTED = Q(score_row__isnull=False) | Q(pupils__isnull=False)
"""The schools that a count of schools is about: in the scores, or with a number of pupils. Others stand in
DUO's list alone, as schools that travel do, and no plan can be made for them."""


@dataclass(frozen=True)
class Reach:
    """Which schools somebody sees: all, those of these gemeenten (sorted codes), or one of those."""

    gemeenten: tuple[str, ...] | None = None
    school: str | None = None

    def schools(self) -> QuerySet[Listing]:
        """Those schools, closed ones too, in order of code."""
        listed = Listing.objects.order_by("school_id")
        if self.school is not None:
            return listed.filter(school=self.school)
        return listed if self.gemeenten is None else listed.filter(gemeente__in=self.gemeenten)


def schools_of(actor: Actor) -> QuerySet[Listing]:
    """The schools that ``actor`` may see, closed ones too, in order of code.

    A library: those in its gemeenten. A gemeente: its own. A school: itself. A POI: those in the gemeenten of
    the libraries that it supports. The national programme: all.
    """
    match actor.kind:
        case OrganisationKind.NATIONAL:
            return Reach().schools()
        case OrganisationKind.SCHOOL:
            return Reach(school=_own_school(actor)).schools()
        case _:
            return Listing.objects.order_by("school_id").filter(gemeente__in=gemeenten_of(actor).values("pk"))


def _own_school(actor: Actor) -> str:
    return actor.organisation.school_id or ""


def gemeenten_of(actor: Actor) -> QuerySet[Gemeente]:
    """The gemeenten whose schools ``actor`` may see, by name."""
    gemeenten = Gemeente.objects.order_by("name", "code")
    match actor.kind:
        case OrganisationKind.NATIONAL:
            return gemeenten
        case OrganisationKind.LIBRARY | OrganisationKind.GEMEENTE:
            return gemeenten.filter(organisations=actor.organisation)
        case OrganisationKind.POI:
            # a gemeente may belong to more than one library
            supported = actor.organisation.supports.filter(kind=OrganisationKind.LIBRARY)
            return gemeenten.filter(organisations__in=supported.values("pk")).distinct()
        case OrganisationKind.SCHOOL:
            return gemeenten.filter(listing__school=actor.organisation.school_id).distinct()


def own_list_of(actor: Actor) -> str | None:
    """Whose list of collaborations ``actor`` may see, as `Edition.owner`; None: nobody's."""
    return actor.organisation.slug if ask("collaborations.see", actor) else None


@dataclass(frozen=True)
class Visible:
    """What ``actor`` may see; each part asks the database at most once."""

    actor: Actor

    @cached_property
    def gemeenten(self) -> list[Gemeente]:
        """The gemeenten of the schools, by name."""
        return list(gemeenten_of(self.actor))

    @cached_property
    def codes(self) -> tuple[str, ...] | None:
        """The codes of the gemeenten, sorted; None: all there are."""
        if self.actor.kind == OrganisationKind.NATIONAL:
            return None
        return tuple(sorted(gemeente.code for gemeente in self.gemeenten))

    @cached_property
    def reach(self) -> Reach:
        """The schools of `schools_of`, in a form that can be remembered by."""
        if self.actor.kind == OrganisationKind.SCHOOL:
            return Reach(self.codes, _own_school(self.actor))
        return Reach(self.codes)

    @cached_property
    def last(self) -> int:
        """The number of the last edition that the reader may see (`kept.last_edition`)."""
        return kept.last_edition(self.owner)

    @property
    def own_list(self) -> Edition | None:
        """The newest list of collaborations that the reader may see."""
        return kept.own_list(self.last, self.owner)

    @cached_property
    def owner(self) -> str | None:
        """As `own_list_of`."""
        return own_list_of(self.actor)
