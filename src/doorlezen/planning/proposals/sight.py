"""What of a proposal somebody may see. Everything that is shown, drawn or downloaded goes through here."""

from dataclasses import dataclass

from doorlezen.accounts.actor import Actor
from doorlezen.accounts.domain.visible import Visible, own_school
from doorlezen.accounts.permissions import ask
from doorlezen.accounts.roles import OrganisationKind


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
            # the plan is the library's, whatever its gemeenten are by now
            return Sight(None, None, money, prices)
        case OrganisationKind.GEMEENTE:
            return Sight(frozenset(Visible(actor).codes or ()), None, money, prices)
        case OrganisationKind.SCHOOL:
            return Sight(None, own_school(actor), money, prices=False)
        case _:
            return Sight(frozenset(), "", money=False, prices=False)
