"""Organisations, the people who work there, and what was changed by whom."""

import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from doorlezen.accounts.roles import ROLES_OF_KIND, STRONG_LOGIN, OrganisationKind, Role
from doorlezen.desk.scoped import scoped
from doorlezen.language import t
from doorlezen.register.models import Gemeente, School

SLUG = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$")
COLOUR = RegexValidator(r"^#[0-9A-Fa-f]{6}$")


class Organisation(models.Model):
    """A library, a gemeente, a school, a POI or the national programme.

    ``gemeenten``: the gemeenten that a library works in, or the one that a gemeente is.
    ``supports``: the libraries that a POI files applications for. ``school``: only of a school.
    ``register_code``: that of the gemeente or the school which it is; nobody else has it. Null: of another
    kind, or made a second time before this was looked at. ``let_in_by``: the library that asked it to come.
    """

    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    name = models.CharField(gettext_lazy("naam"), max_length=200)
    slug = models.CharField(max_length=60, unique=True, validators=[SLUG])
    gemeenten = models.ManyToManyField(Gemeente, blank=True, related_name="organisations")
    supports = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="supported_by")
    school = models.ForeignKey(School, null=True, blank=True, on_delete=models.PROTECT)
    register_code = models.CharField(max_length=6, null=True, blank=True, unique=True)
    let_in_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(null=True, blank=True)
    colour = models.CharField(gettext_lazy("kleur"), max_length=7, blank=True, validators=[COLOUR])
    colour_dark = models.CharField(
        gettext_lazy("kleur in donker"), max_length=7, blank=True, validators=[COLOUR]
    )
    logo = models.BinaryField(null=True, blank=True)
    logo_type = models.CharField(max_length=30, blank=True)
    four_eyes = models.BooleanField(
        gettext_lazy("wie een plan voorstelt, stelt het niet zelf vast"), default=False
    )
    """Of a library: who proposes a plan does not adopt it."""

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="school", school__isnull=False) | ~Q(kind="school") & Q(school__isnull=True),
                name="only_a_school_is_a_school",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def possible_roles(self) -> tuple[Role, ...]:
        """The roles that people can have here."""
        return ROLES_OF_KIND[OrganisationKind(self.kind)]


class People(BaseUserManager["Person"]):
    """Makes people; the domain functions in ``domain/`` decide who may."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "Person":
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who logs in with a mail address. What they may do hangs on their memberships alone."""

    email = models.EmailField(gettext_lazy("e-mailadres"), unique=True)
    name = models.CharField(gettext_lazy("naam"), max_length=200)
    language = models.CharField(gettext_lazy("taal"), max_length=2, default="nl")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    shredded_at = models.DateTimeField(null=True, blank=True)
    """When name and mail address were blanked, long after the person left."""

    objects = People()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name or self.email


class Membership(models.Model):
    """A role of a person at an organisation, from a day until a day (both included; none: no end).

    A role that was ended on the day it began has the day before as its last: it never ran, but it was there.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(gettext_lazy("rol"), max_length=20, choices=Role.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = scoped()
    everywhere = models.Manager()
    """Only for finding out which organisations a person belongs to, before any is entered."""

    class Meta:
        ordering: ClassVar = ["organisation__name", "person__name", "role", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(until__isnull=True),
                name="a_role_is_held_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True)
                | Q(until__gte=models.F("since") - models.Value(datetime.timedelta(days=1))),
                name="member_until_after_since",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}, {self.organisation}"

    @property
    def needs_strong_login(self) -> bool:
        """Whether this role asks for a second factor or a passkey."""
        return Role(self.role) in STRONG_LOGIN

    def runs_on(self, day: datetime.date) -> bool:
        """Whether the role is held on ``day``."""
        return self.since <= day and (self.until is None or day <= self.until)


class Invitation(models.Model):
    """A letter to a mail address: come and be ``role`` at ``organisation``. Only its token's hash is kept.

    ``from_library``: the library that sent it to a gemeente or school of its own; null: no library did.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    email = models.EmailField(gettext_lazy("e-mailadres"))
    name = models.CharField(gettext_lazy("naam"), max_length=200, blank=True)
    role = models.CharField(gettext_lazy("rol"), max_length=20, choices=Role.choices)
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    from_library = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    invited_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    times_sent = models.PositiveSmallIntegerField(default=1)
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = scoped()
    everywhere = models.Manager()
    """Only for finding an invitation by its token, and those that a library sent to its partners."""

    class Meta:
        ordering: ClassVar = ["-invited_at", "-id"]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_role_display()}"

    @property
    def sender(self) -> str:
        """Who invites, and of which library where that is another organisation than the one invited to."""
        by = str(self.invited_by)
        if self.from_library is None:
            return by
        return t("{name} van {library}", name=by, library=self.from_library.name)


class OidcClient(models.Model):
    """Where the people of an organisation can log in with the account that they have there (OpenID Connect).

    ``issuer`` is the address under which /.well-known/openid-configuration is found. ``secret_sealed`` is
    never shown. ``is_strong``: a login there counts as a login with a second factor. ``configuration`` and
    ``keys``: what the issuer said about itself at ``read_at`` (issuers/configuration.py), so that no visitor
    waits for it; empty where it was not asked yet.
    """

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="+")
    issuer = models.URLField(gettext_lazy("adres van de uitgever"), max_length=300)
    client_id = models.CharField(gettext_lazy("client-id"), max_length=191)
    secret_sealed = models.TextField()
    is_strong = models.BooleanField(gettext_lazy("telt als sterke login"), default=False)
    configuration = models.JSONField(default=dict, blank=True)
    keys = models.JSONField(default=list, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = scoped()
    everywhere = models.Manager()
    """Only for logging in, before any organisation is entered."""

    class Meta:
        ordering: ClassVar = ["organisation__name", "id"]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.issuer}"


class Administering(models.Model):
    """A stretch of time in which an administrator has switched the rights on, and why."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE)
    reason = models.CharField(gettext_lazy("reden"), max_length=300)
    since = models.DateTimeField()
    until = models.DateTimeField()

    objects = scoped()

    class Meta:
        ordering: ClassVar = ["-since", "-id"]
