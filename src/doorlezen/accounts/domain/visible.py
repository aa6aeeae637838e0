"""Which gemeenten and schools somebody sees: the one place that says so.

Lists, maps, pages, plans and files all ask here, and whatever face comes next.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.register.domain import register_cache
from doorlezen.register.models import Edition, Gemeente, Listing


@dataclass(frozen=True)
class VisibleSchools:
    """Which schools somebody sees: all, those of these gemeenten (sorted codes), or one of those."""

    gemeenten: tuple[str, ...] | None = None
    school: str | None = None

    def rows(self) -> QuerySet[Listing]:
        """Those schools, closed ones too, in order of code."""
        listed = Listing.objects.order_by("school_id")
        if self.school is not None:
            return listed.filter(school=self.school)
        return listed if self.gemeenten is None else listed.filter(gemeente__in=self.gemeenten)


def own_school(actor: Actor) -> str:
    """The code of the school that the actor's organisation is; empty where it is none."""
    return actor.organisation.school_id or ""


def _gemeenten_of(actor: Actor) -> QuerySet[Gemeente]:
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
            return gemeenten.filter(listing__school=own_school(actor)).distinct()


@dataclass(frozen=True)
class Visible:
    """What ``actor`` may see; each part asks the database at most once.

    A library sees the schools in its gemeenten, a gemeente its own, a school itself, a POI those in the
    gemeenten of the libraries that it supports, the national programme all.
    """

    actor: Actor

    @cached_property
    def gemeenten(self) -> list[Gemeente]:
        """The gemeenten of the schools, by name."""
        return list(_gemeenten_of(self.actor))

    @cached_property
    def codes(self) -> tuple[str, ...] | None:
        """The codes of the gemeenten, sorted; None: all there are."""
        if self.actor.kind == OrganisationKind.NATIONAL:
            return None
        return tuple(sorted(gemeente.code for gemeente in self.gemeenten))

    @property
    def _only(self) -> str | None:
        """The one school that a school sees, which is itself."""
        return own_school(self.actor) if self.actor.kind == OrganisationKind.SCHOOL else None

    @cached_property
    def schools(self) -> VisibleSchools:
        """The schools, in a form that can be remembered by."""
        return VisibleSchools(self.codes, self._only)

    def school(self, code: str) -> Listing | None:
        """One of those schools, asked for at once: a page about one does not need the list of gemeenten."""
        rows = VisibleSchools(school=self._only).rows()
        if self._only is None and self.actor.kind != OrganisationKind.NATIONAL:
            rows = rows.filter(gemeente__in=_gemeenten_of(self.actor).order_by().values("pk"))
        return rows.select_related("school").filter(pk=code).first()

    @cached_property
    def last(self) -> int:
        """The number of the last edition that the reader may see (`kept.last_edition`)."""
        return register_cache.last_edition(self.owner)

    @property
    def own_list(self) -> Edition | None:
        """The newest list of collaborations that the reader may see."""
        return register_cache.own_list(self.last, self.owner)

    @cached_property
    def owner(self) -> str | None:
        """Whose list of collaborations the reader may see, as `Edition.owner`; None: nobody's."""
        return self.actor.organisation.slug if ask("collaborations.see", self.actor) else None
