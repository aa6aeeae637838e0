"""Whose mail address is known without asking: somebody with an account, at a confirmed address."""

from allauth.account.models import EmailAddress

from doorlezen.accounts.models import Person


def confirmed_address(person: Person | None) -> str:
    """The address that this person confirmed; empty where there is nobody, or nothing was confirmed."""
    if person is None:
        return ""
    found = EmailAddress.objects.filter(user=person, verified=True).order_by("-primary", "pk").first()
    return found.email if found is not None else ""
