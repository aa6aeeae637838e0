"""New organisations, and what an organisation may set about itself."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django_scopes import scope

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.invitations import invite
from doorlezen.accounts.domain.logos import LogoImage
from doorlezen.accounts.domain.queries import day_of
from doorlezen.accounts.models import Membership, Organisation
from doorlezen.accounts.permissions import require
from doorlezen.accounts.roles import KEEPER_OF_KIND, OrganisationKind
from doorlezen.desk.events import record
from doorlezen.language import InputError, checked_title, t
from doorlezen.register.models import Gemeente, School


@dataclass(frozen=True)
class Wanted:
    """An organisation to be. ``school`` only, and always, of a school; ``supports`` only of a POI."""

    kind: OrganisationKind
    name: str
    slug: str
    gemeenten: Iterable[Gemeente] = field(default_factory=tuple)
    school: School | None = None
    supports: Iterable[Organisation] = field(default_factory=tuple)

    @property
    def register_code(self) -> str | None:
        """The code of the one gemeente or school that it is; None: of another kind."""
        if self.school is not None:
            return self.school.code
        first = next(iter(self.gemeenten), None)
        return first.code if first and self.kind is OrganisationKind.GEMEENTE else None


@transaction.atomic
def create(actor: Actor, wanted: Wanted, *, first_email: str, at: datetime.datetime) -> Organisation:
    """Make an organisation and invite the first person, who can invite the others.

    Raises Refused or InputError.
    """
    require("organisations.create", actor)
    _require_fitting(wanted)
    made = put_down(wanted, at=at)
    if made is None:
        there_is = Organisation.objects.filter(register_code=wanted.register_code).first()
        if wanted.register_code and there_is is not None:
            raise InputError(there_is.name, t("is er al, als {slug}", slug=there_is.slug))
        raise InputError(wanted.slug, t("dit adres heeft een andere organisatie al; kies een ander"))
    record(actor, "organisations.created", made, after={"name": made.name, "kind": made.kind})
    there = Actor(actor.person, made, administering=True)
    with scope(organisation=made):
        record(there, "organisations.created", made, after={"name": made.name, "kind": made.kind})
        invite(there, email=first_email, name="", role=KEEPER_OF_KIND[wanted.kind], at=at)
    return made


def put_down(
    wanted: Wanted, *, at: datetime.datetime, let_in_by: Organisation | None = None
) -> Organisation | None:
    """The row of a new organisation, for a function that asked whether it may be; None: it is there already,
    or another has its address. Whoever makes the same at the same moment waits here. Raises InputError."""
    name = checked_title(wanted.name, where=t("naam"))
    try:
        with transaction.atomic():
            made = Organisation.objects.create(
                kind=wanted.kind,
                name=name,
                slug=wanted.slug,
                school=wanted.school,
                register_code=wanted.register_code,
                let_in_by=let_in_by,
                made_at=at,
            )
    except IntegrityError:
        return None
    made.gemeenten.set(wanted.gemeenten)
    made.supports.set(wanted.supports)
    return made


def everything(actor: Actor, *, at: datetime.datetime) -> list[Organisation]:
    """All organisations, for who may make them: by kind and name. Each has ``people``, a number of them."""
    require("organisations.create", actor)
    there = Membership.everywhere.filter(organisation=OuterRef("pk"), since__lte=day_of(at))
    running = there.filter(Q(until__isnull=True) | Q(until__gte=day_of(at)))
    people = running.order_by().values("organisation").annotate(n=Count("person", distinct=True)).values("n")
    found = Organisation.objects.annotate(people=Coalesce(Subquery(people), 0)).select_related("let_in_by")
    return list(found.order_by("kind", "name", "id").defer("logo").prefetch_related("gemeenten"))


@transaction.atomic
def change(actor: Actor, *, name: str, colour: str, colour_dark: str, four_eyes: bool | None = None) -> None:
    """Change how the actor's organisation is called and looks. Empty colours: those of Doorlezen.

    ``four_eyes``: whether a plan is adopted by somebody else than who proposed it; None: as it is.
    """
    require("settings.change", actor)
    name = checked_title(name, where=t("naam"))
    organisation = Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    after: dict[str, object] = {"name": name, "colour": colour, "colour_dark": colour_dark}
    if four_eyes is not None:
        after["four_eyes"] = four_eyes
    before = {part: getattr(organisation, part) for part in after}
    if before == after:
        return
    for part, value in after.items():
        setattr(organisation, part, value)
    organisation.full_clean(exclude=["gemeenten", "supports"])
    organisation.save(update_fields=list(after))
    record(actor, "settings.changed", organisation, before=before, after=after)


@transaction.atomic
def set_logo(actor: Actor, picture: LogoImage | None) -> None:
    """Give the actor's organisation this logo, or none."""
    require("settings.change", actor)
    organisation = Organisation.objects.select_for_update().get(pk=actor.organisation.pk)
    before = {"type": organisation.logo_type, "bytes": len(organisation.logo or b"")}
    organisation.logo = picture.content if picture else None
    organisation.logo_type = picture.media_type if picture else ""
    organisation.save(update_fields=["logo", "logo_type"])
    after = {"type": organisation.logo_type, "bytes": len(organisation.logo or b"")}
    record(actor, "settings.logo-changed", organisation, before=before, after=after)


def _require_fitting(wanted: Wanted) -> None:
    gemeenten = len(list(wanted.gemeenten))
    if (wanted.kind is OrganisationKind.SCHOOL) != (wanted.school is not None):
        raise InputError(t("vestigingscode"), t("vul die in bij een school, en alleen daar"))
    if wanted.kind is OrganisationKind.GEMEENTE and gemeenten != 1:
        raise InputError(t("gemeentecodes"), t("een gemeente heeft precies één code"))
    if wanted.kind is OrganisationKind.LIBRARY and gemeenten == 0:
        raise InputError(t("gemeentecodes"), t("noem de gemeenten waar de bibliotheek werkt"))
    if wanted.kind is not OrganisationKind.POI and list(wanted.supports):
        raise InputError(t("bibliotheken"), t("alleen een POI helpt bibliotheken"))
