"""One school year of several: what its answers rest on, and what a demand costs over all years."""

from collections.abc import Mapping, Sequence

from doorlezen.engine.allocation.posed.plan import Price
from doorlezen.language import money, school_year, t, whole
from doorlezen.reports.explained.passage import StorySection
from doorlezen.reports.explained.shared_figures import part_of


def beside_other_years(year: str, weight: int) -> StorySection:
    """What the answers about one year rest on. ``weight``: how heavily its points count in the whole."""
    lines = [
        t(
            "Dit gaat over {year}, als de andere jaren blijven zoals gepland. In een pot zit hier wat er dit "
            "jaar hooguit uit kan: wat andere jaren volgens het plan nodig hebben, is er al af. Een "
            "percentage is van de waarde van dit jaar.",
            year=school_year(year),
        )
    ]
    if weight == 0:
        lines.append(t("De waarde van dit jaar telt in het hele plan niet mee."))
    elif weight > 1:
        lines.append(
            t("De waarde van dit jaar telt {weight} keer, zoals in het hele plan.", weight=whole(weight))
        )
    return StorySection(t("Hoe je dit leest"), tuple(lines))


def about_all_years(years: Sequence[str]) -> StorySection:
    """What the answers about a conflict over several years are about."""
    line = t(
        "Dit gaat over alle jaren samen, van {first} tot en met {last}. Wordt een eis zachter, dan wordt die "
        "dat in elk jaar waarvoor de eis geldt.",
        first=school_year(years[0]),
        last=school_year(years[-1]),
    )
    return StorySection(t("Hoe je dit leest"), (line,))


def held(came_in: int, brought: int, spendable: int) -> str | None:
    """How a purse comes by what can be paid from it in a year; None where that is simply what comes in.

    All in cents: what comes in, what came along from the year before, what the other years leave of it.
    """
    if not brought and spendable == came_in:
        return None if came_in else t("In deze pot komt dit jaar niets.")
    if not brought:
        holds = t("Er komt {came_in} binnen.", came_in=money(came_in))
    elif came_in:
        holds = t(
            "Er komt {came_in} binnen en {brought} mee van het jaar ervoor.",
            came_in=money(came_in),
            brought=money(brought),
        )
    else:
        holds = t("Er komt niets binnen; {brought} komt mee van het jaar ervoor.", brought=money(brought))
    if later := came_in + brought - spendable:
        holds += " " + t("Daarvan hebben latere jaren volgens het plan {later} nodig.", later=money(later))
    return holds


def over_all_years(prices: Mapping[str, Price] | None, objective: int | None) -> dict[str, str]:
    """By the id of each demand a sentence on its price over all years together; empty where none is known."""
    return {
        name: _over_all(price.given_the_others, objective)
        for name, price in (prices or {}).items()
        if price.given_the_others is not None
    }


def _over_all(points: int, objective: int | None) -> str:
    if not points:
        return t("Over alle jaren samen kost deze eis naast de andere eisen niets.")
    return t(
        "Over alle jaren samen kost deze eis naast de andere eisen {share} van de waarde van het plan.",
        share=part_of(points, objective),
    )
