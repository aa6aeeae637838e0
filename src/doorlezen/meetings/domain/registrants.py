"""What people fill in about themselves, checked: it goes into mail, to them and to the organisers."""

from dataclasses import dataclass

from doorlezen.language import checked_mail_address, checked_name

LONGEST_NAME = 100
LONGEST_ORGANISATION = 150


@dataclass(frozen=True)
class Who:
    """Somebody as filled in and checked; ``key`` is by what the same person is known."""

    name: str
    email: str
    organisation: str

    @property
    def key(self) -> str:
        """The mail address in small letters: no mail server tells addresses apart by capitals."""
        return self.email.lower()


def checked(*, name: str, email: str, organisation: str) -> Who:
    """What somebody filled in. Raises InputError at the first field that cannot be used."""
    name, organisation = checked_names(name, organisation)
    return Who(name, checked_mail_address(email, where="email"), organisation)


def checked_names(name: str, organisation: str) -> tuple[str, str]:
    """A name and an organisation. Raises InputError: who fills in somebody else's address would have us mail
    that person what stands here."""
    return (
        checked_name(name, where="name", most=LONGEST_NAME),
        checked_name(organisation, where="organisation", most=LONGEST_ORGANISATION),
    )
