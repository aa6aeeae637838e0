"""Everybody who may ask for a page: each role at each kind of organisation, administrators without and with
their rights switched on. The order is that of the columns of the matrix."""

from dataclasses import dataclass

from doorlezen.accounts.roles import OrganisationKind, Role


@dataclass(frozen=True)
class Reader:
    """A column of the matrix. ``where``: the organisation, as `tests.people.Neighbourhood` calls it."""

    key: str
    where: str
    role: Role
    rights_on: bool = False

    @property
    def kind(self) -> OrganisationKind:
        """The kind of organisation, which is what the matrix is about."""
        return _KINDS[self.where]


_KINDS = {
    "linge": OrganisationKind.LIBRARY,
    "maas": OrganisationKind.LIBRARY,
    "tiel": OrganisationKind.GEMEENTE,
    "school_in_tiel": OrganisationKind.SCHOOL,
    "poi": OrganisationKind.POI,
    "national": OrganisationKind.NATIONAL,
}
_ADMINISTRATOR = Role.ADMINISTRATOR

READERS = (
    Reader("director", "linge", Role.DIRECTOR),
    Reader("adviser", "linge", Role.ADVISER),
    Reader("finance", "linge", Role.FINANCE),
    Reader("leesconsulent", "linge", Role.LEESCONSULENT),
    Reader("library-administrator", "linge", _ADMINISTRATOR),
    Reader("library-administrator-on", "linge", _ADMINISTRATOR, rights_on=True),
    Reader("gemeente-officer", "tiel", Role.GEMEENTE_OFFICER),
    Reader("gemeente-administrator", "tiel", _ADMINISTRATOR),
    Reader("gemeente-administrator-on", "tiel", _ADMINISTRATOR, rights_on=True),
    Reader("school-contact", "school_in_tiel", Role.SCHOOL_CONTACT),
    Reader("poi-adviser", "poi", Role.POI_ADVISER),
    Reader("poi-administrator", "poi", _ADMINISTRATOR),
    Reader("poi-administrator-on", "poi", _ADMINISTRATOR, rights_on=True),
    Reader("national-reader", "national", Role.NATIONAL_READER),
    Reader("national-administrator", "national", _ADMINISTRATOR),
    Reader("national-administrator-on", "national", _ADMINISTRATOR, rights_on=True),
)
NEIGHBOUR = Reader("neighbour", "maas", Role.DIRECTOR)
"""The director of the other library: the same column as the director, and other secrets."""
EVERYBODY = (*READERS, NEIGHBOUR)


def column_of(reader: Reader) -> int:
    """Which column of the matrix says what this reader may."""
    return READERS.index(READERS[0] if reader == NEIGHBOUR else reader)
