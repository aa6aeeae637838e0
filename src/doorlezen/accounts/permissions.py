"""Who may do what, each with a reason that the person reads.

A permission is a predicate of the `rules` package over an `Actor` and the thing it is about, and a sentence
that says what holds somebody back and what helps. An app lists its own in a module ``rules.py``:

    grant("notes.write", holds(Role.ADVISER, Role.DIRECTOR), gettext_lazy("Alleen …"))
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from rules.permissions import add_perm, has_perm
from rules.predicates import Predicate

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.roles import OrganisationKind, Role
from doorlezen.language import t

_reasons: dict[str, object] = {}


@dataclass(frozen=True)
class Permission:
    """Whether something is allowed, and if not, why not. True in a condition when it is."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


class Refused(PermissionDenied):
    """Somebody may not do this; ``reason`` is the sentence for that person."""

    def __init__(self, permission: str, reason: str) -> None:
        super().__init__(reason)
        self.permission = permission
        self.reason = reason


def grant(permission: str, to: Predicate, otherwise: object) -> None:
    """Let whoever passes ``to`` have ``permission``; the others read ``otherwise`` (lazily translated)."""
    add_perm(permission, to)
    _reasons[permission] = otherwise


def permissions() -> list[str]:
    """All permissions that there are, in order of name."""
    return sorted(_reasons)


def ask(permission: str, actor: Actor | None, about: object = None) -> Permission:
    """Whether ``actor`` may, and why not. Raises KeyError for a permission that does not exist."""
    reason = _reasons[permission]
    if actor is not None and has_perm(permission, actor, about):
        return Permission(True)
    return Permission(False, str(reason))


def require(permission: str, actor: Actor | None, about: object = None) -> None:
    """Raise Refused, with the reason, when ``actor`` may not. What rests on administrator rights is noted."""
    answer = ask(permission, actor, about)
    if not answer:
        raise Refused(permission, answer.reason)
    if actor and actor.administering and not has_perm(permission, actor.without_rights(), about):
        actor.leant_on.add(permission)


def require_own(actor: Actor, thing: Any) -> None:
    """Raise Refused where ``thing`` is of another organisation than the one that the actor asks from."""
    if thing.organisation_id != actor.organisation.pk:
        raise Refused("own", t("dit is van een andere organisatie; alleen wie daar werkt, verandert het"))


def holds(*roles: Role) -> Predicate:
    """The actor holds one of these roles at the organisation."""

    def held(actor: Actor) -> bool:
        return actor.has(*roles)

    return Predicate(held, name="holds:" + ",".join(sorted(roles)))


def at(*kinds: OrganisationKind) -> Predicate:
    """The actor asks from this kind of organisation."""

    def there(actor: Actor) -> bool:
        return actor.kind in kinds

    return Predicate(there, name="at:" + ",".join(sorted(kinds)))


def _is_member(actor: Actor) -> bool:
    return bool(actor.roles)


def _is_administering(actor: Actor) -> bool:
    return actor.administering


member = Predicate(_is_member, name="member")
"""The actor holds any role at the organisation."""
administering = Predicate(_is_administering, name="administering")
"""The actor is an administrator who has switched the rights on."""
