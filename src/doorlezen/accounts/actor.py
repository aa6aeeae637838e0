"""Who is asking: a person at one organisation, with the roles held there today."""

from dataclasses import dataclass, field, replace

from doorlezen.accounts.models import Organisation, Person
from doorlezen.accounts.roles import OrganisationKind, Role


@dataclass(frozen=True)
class Actor:
    """A person at ``organisation``. ``administering``: administrator rights are switched on right now.

    ``leant_on`` gathers the permissions that were there only because of those rights.
    """

    person: Person
    organisation: Organisation
    roles: frozenset[Role] = field(default_factory=frozenset)
    administering: bool = False
    leant_on: set[str] = field(default_factory=set, compare=False, repr=False)

    @property
    def kind(self) -> OrganisationKind:
        """What kind of organisation the person is asking from."""
        return OrganisationKind(self.organisation.kind)

    @property
    def signer(self) -> Person | None:
        """Whose name stands under what is done; None at the command line, where nobody is logged in."""
        return self.person if self.person.pk else None

    def has(self, *roles: Role) -> bool:
        """Whether the person holds one of these roles here."""
        return not self.roles.isdisjoint(roles)

    def without_rights(self) -> "Actor":
        """The same person with administrator rights switched off."""
        return replace(self, administering=False)
