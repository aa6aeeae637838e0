"""What a demand costs, in words: only what the plan file exactly knows.

The plan gives prices in objective points. Points are no hours and no euros, so they are shown as a share of
the value of the plan, with the points beside it; nothing is converted.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from doorlezen.engine.allocation.plan import Price
from doorlezen.language import decimal, t, whole

_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class PriceTag:
    """A price as shown. ``given_the_others`` and ``alone`` are points, or None where there is no plan to
    compare with; ``value`` is the objective of the plan that they are a share of. ``shares_only``: for who
    sees a part of the plan; points and shares together would tell the value of the whole."""

    given_the_others: int | None
    alone: int | None
    value: int | None
    shares_only: bool = False

    @classmethod
    def of(cls, price: Price, value: int | None) -> "PriceTag":
        """The tag of one demand, for a plan with this objective."""
        return cls(price.given_the_others, price.alone, value)

    @property
    def big(self) -> str:
        """The price given the other demands, as it stands large on the tag: "2,1%", "niet te zeggen"."""
        return self._amount(self.given_the_others)

    @property
    def small(self) -> str:
        """The price of the demand alone, in the same unit."""
        return self._amount(self.alone)

    @property
    def unit(self) -> str:
        """What the large figure is a share of; empty where it is no share, or 0."""
        if not self.given_the_others or share_of(self.given_the_others, self.value) is None:
            return ""
        return t("van de waarde van dit plan")

    @property
    def sentence(self) -> str:
        """What lies behind the figures: both prices in points, or why there is none."""
        match self.given_the_others, self.alone:
            case None, _:
                return t("Zonder deze eis, of met alle eisen samen, is er geen plan.")
            case _, None:
                return t("Met alleen deze eis is er geen plan.")
            case 0, 0:
                return t("Deze eis houdt vanzelf.")
            case 0, _ if self.shares_only:
                return t("Kost niets zolang de andere eisen er zijn; alleen {alone}.", alone=self.small)
            case _ if self.shares_only:
                return t(
                    "{others} van de waarde van dit plan; alleen {alone}.", others=self.big, alone=self.small
                )
            case 0, alone:
                return t(
                    "Kost niets zolang de andere eisen er zijn ({alone} punten alleen).", alone=_whole(alone)
                )
            case others, alone:
                return t(
                    "{others} punten; alleen {alone} punten.", others=_whole(others), alone=_whole(alone)
                )

    def _amount(self, points: int | None) -> str:
        if points is None:
            return t("niet te zeggen")
        share = share_of(points, self.value)
        if share is None:
            unknown = self.shares_only and points
            return t("niet te zeggen") if unknown else t("{points} punten", points=whole(points))
        return share


def _whole(points: int | None) -> str:
    return whole(points or 0)


def share_of(points: int, value: int | None) -> str | None:
    """Points as a share of a plan's value, to a tenth of a per cent: (86133, 20508008) → "0,4%".

    None where there is no positive value to compare with; never "0,0%" for a price that is not 0.
    """
    if value is None or value <= 0:
        return None
    if points == 0:
        return "0%"
    share = (Decimal(100 * points) / value).quantize(_TENTH, ROUND_HALF_UP)
    return f"{decimal(share, 1)}%" if abs(share) >= _TENTH else t("< 0,1%")


def explained(value: int | None) -> str:
    """Zo gerekend: how the prices were computed, for under the tags."""
    lines = t(
        "Zo gerekend: elke prijs is het verschil tussen twee beste plannen. Het eerste getal: met alle eisen "
        "tegenover zonder deze. Alleen: met enkel deze eis tegenover zonder één eis. De waarde van een plan "
        "telt over alle scholen het gewicht van de school maal de punten van wat zij krijgt."
    )
    if value is None or value <= 0:
        return lines
    return (
        lines
        + " "
        + t("De prijs staat als deel van de waarde van dit plan, {value} punten.", value=whole(value))
    )
