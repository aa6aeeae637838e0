"""What a demand costs, in words: only what is exactly known.

The plan gives prices in objective points. Points are no hours and no euros, and nothing is converted: the
hours and euros on a tag are those that really move between two proven plans (`Moved`). Where those were not
worked out the tag shows the price as a share of the value of the plan.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from doorlezen.engine.allocation.posed.plan import Price
from doorlezen.language import decimal, hours, money, n, t
from doorlezen.reports.moved import Away, Moved

_TENTH = Decimal("0.1")


@dataclass(frozen=True)
class PriceTag:
    """A price as shown. ``given_the_others`` and ``alone`` are points, or None where there is no plan to
    compare with; ``value`` is the objective of the plan that they are a share of. ``shares_only``: for who
    sees a part of the plan; points and shares together would tell the value of the whole. ``moved``: the
    hours and euros, where they were worked out; for who sees a part, those of that part.
    """

    given_the_others: int | None
    alone: int | None
    value: int | None
    shares_only: bool = False
    moved: Moved | None = None

    @classmethod
    def of(cls, price: Price, value: int | None) -> "PriceTag":
        """The tag of one demand, for a plan with this objective."""
        return cls(price.given_the_others, price.alone, value)

    @property
    def in_hours(self) -> bool:
        """Whether the tag shows hours: those of the whole plan, where they were worked out."""
        return self.moved is not None and self.given_the_others is not None and not self.shares_only

    @property
    def big(self) -> str:
        """The price given the other demands, as it stands large on the tag: "9½ uur", "2,1%"."""
        if self.moved is not None and self.of_own_schools:
            quarters = self.moved.brought[0]
            return f"+{in_hours(quarters)}" if quarters > 0 else in_hours(quarters)
        if not self.in_hours:
            return self.share
        return in_hours(self._away.quarters)

    @property
    def of_own_schools(self) -> bool:
        """Whether it is told as what a demand brings the schools of who sees a part: where that is known."""
        return self.shares_only and self.moved is not None and bool(self.given_the_others)

    @property
    def small(self) -> str:
        """The price of the demand alone, in the same unit where that is known."""
        away = self.moved.away_alone if self.moved is not None and self.in_hours else None
        return self.share_alone if away is None else in_hours(away.quarters)

    @property
    def share(self) -> str:
        """The price given the others as a share of the plan: "2,1%"; "alles" of a plan worth nothing."""
        return self._amount(self.given_the_others)

    @property
    def share_alone(self) -> str:
        """The price of the demand alone, as a share too."""
        return self._amount(self.alone)

    @property
    def unit(self) -> str:
        """What the large figure is about; empty where it says all."""
        if self.of_own_schools:
            return t("per week bij je eigen scholen door deze eis")
        if self.in_hours:
            return self._per_week() if self.given_the_others else self._nothing()
        if not self.given_the_others or share_of(self.given_the_others, self.value) is None:
            return ""
        return t("van de waarde van dit plan")

    @property
    def euros(self) -> str:
        """What goes with the hours, in euros; of a part: what the demand brings its schools. Else empty."""
        if self.moved is None or not self.given_the_others:
            return ""
        if self.shares_only:
            return self._brought(*self.moved.brought)
        return t("{money} per schooljaar", money=money(self._away.cents))

    @property
    def _away(self) -> Away:
        return Away(0, 0, 0, 0) if self.moved is None else self.moved.away

    def _per_week(self) -> str:
        away = self._away
        gone = n(
            "per week gaat weg bij {count} school",
            "per week gaat weg bij {count} scholen",
            away.schools,
        )
        if away.with_score in {0, away.quarters}:
            return gone if not away.with_score else t("{gone} met een achterstandsscore", gone=gone)
        return t(
            "{gone}; {hours} uur daarvan bij scholen met een achterstandsscore",
            gone=gone,
            hours=hours(away.with_score),
        )

    def _nothing(self) -> str:
        if self.alone == 0:
            return t("kost niets: dit gebeurt toch al")
        return t("kost niets zolang de andere eisen er zijn")

    def _brought(self, quarters: int, cents: int) -> str:
        if quarters < 0:
            return t(
                "Bij je eigen scholen kost deze eis {hours} uur per week en {money} per schooljaar.",
                hours=hours(-quarters),
                money=money(abs(cents)),
            )
        if not quarters:
            return t("Je eigen scholen krijgen er samen evenveel uren door.")
        return t(
            "Je eigen scholen krijgen er {hours} uur per week door, voor {money} per schooljaar.",
            hours=hours(quarters),
            money=money(abs(cents)),
        )

    @property
    def sentence(self) -> str:
        """What lies behind the figures: both prices as shares, or why there is none."""
        match self.given_the_others, self.alone:
            case None, _:
                return t("Zonder deze eis, of met alle eisen samen, is er geen plan.")
            case _, None:
                return t("Met alleen deze eis is er geen plan.")
            case 0, 0:
                return t("Kost niets: dit gebeurt toch al.")
            case 0, _:
                return t("Kost niets zolang de andere eisen er zijn; alleen {alone}.", alone=self.share_alone)
            case _ if share_of(1, self.value) is None:
                return t("Deze eis kost meer dan dit plan waard is.")
            case _:
                return t(
                    "Deze eis kost {others} van de waarde van dit plan; alleen {alone}.",
                    others=self.share,
                    alone=self.share_alone,
                )

    def _amount(self, points: int | None) -> str:
        if points is None:
            return t("onbekend")
        share = share_of(points, self.value)
        if share is not None:
            return share
        return t("alles") if points else "0%"


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


def explained(*, in_hours: bool = False) -> str:
    """Zo gerekend: how the prices were computed, for under the tags; ``in_hours``: some show hours."""
    lines = t(
        "Zo gerekend: elke prijs is het verschil tussen twee beste plannen. Het eerste getal: met alle eisen "
        "tegenover zonder deze. Alleen: met enkel deze eis tegenover zonder één eis."
    )
    if in_hours:
        lines += " " + t(
            "De uren en euro's zijn van de scholen die zonder de eis meer zouden krijgen, in het beste plan "
            "dat zo weinig mogelijk scholen verandert. Bovenaan staat de eis die het plan het meeste kost."
        )
    return f"{lines} {what_value_is()}"


def what_value_is() -> str:
    """What the value of a plan is, of which shares are told."""
    return t(
        "De waarde van een plan is de som over alle scholen van hoe zwaar de school telt in de "
        "verdeelsleutel, maal wat de uren daar waard zijn."
    )


def in_hours(quarters: int) -> str:
    """The word is the same in Dutch; English has "½ hour" and "1 hour", and "0 hours" and "1½ hours"."""
    return n("{hours} uur", "{hours} uur", 1 if 0 < quarters <= 4 else 2, hours=hours(quarters))
