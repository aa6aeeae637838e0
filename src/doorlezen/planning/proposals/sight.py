"""What of a proposal somebody may see. Everything that is shown, drawn or downloaded goes through here."""

from dataclasses import dataclass

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind
from doorlezen.register.models import Listing


@dataclass(frozen=True)
class Sight:
    """What is seen of a proposal.

    ``gemeenten``: codes of the gemeenten whose part is seen; None: all of it. ``school``: the code of the
    only school that is seen; None: every school of those gemeenten. ``money``: euros too. ``prices``: what
    demands cost too; of a part only those of its own gemeenten.
    """

    gemeenten: frozenset[str] | None
    school: str | None
    money: bool
    prices: bool

    @property
    def whole(self) -> bool:
        """Whether every school is seen."""
        return self.gemeenten is None and self.school is None


def sight_of(actor: Actor) -> Sight:
    """What this actor sees of a proposal that is open to the actor's organisation."""
    money, prices = bool(ask("plans.see_money", actor)), bool(ask("plans.see_prices", actor))
    match actor.kind:
        case OrganisationKind.LIBRARY | OrganisationKind.POI:
            return Sight(None, None, money, prices)
        case OrganisationKind.GEMEENTE:
            return Sight(gemeenten_of(actor), None, money, prices)
        case OrganisationKind.SCHOOL:
            return Sight(None, own_school(actor), money, prices=False)
        case _:
            return Sight(frozenset(), "", money=False, prices=False)


def gemeenten_of(actor: Actor) -> frozenset[str]:
    """The codes of the gemeenten of the actor's organisation."""
    return frozenset(actor.organisation.gemeenten.values_list("code", flat=True))


def gemeenten_of_school(actor: Actor) -> frozenset[str]:
    """The code of the gemeente in which the school of the actor's organisation stands, by the register."""
    found = Listing.objects.filter(school=actor.organisation.school_id).values_list("gemeente_id", flat=True)
    return frozenset(code for code in found if code)


def own_school(actor: Actor) -> str:
    """The code of the school that the actor's organisation is; empty where it is none."""
    school = actor.organisation.school
    return school.code if school is not None else ""
