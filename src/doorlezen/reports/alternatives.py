"""What the pictures show, in words, for who cannot see them."""

from doorlezen.language import hours, money, t
from doorlezen.reports.sentences import group
from doorlezen.reports.story import GemeenteRow, Story, sums


def shelf(row: GemeenteRow) -> str:
    """What the picture of the shelf shows, for who cannot see it."""
    top = [school for school in row.schools if school.quarters][:3]
    names = ", ".join(
        t("{name} {hours} uur", name=school.name, hours=hours(school.quarters)) for school in top
    )
    text = t(
        "De plank van {gemeente}: {schools} scholen als boeken, in volgorde van behoefte. Breedte is "
        "leerlingen, hoogte is uren per 100 leerlingen, de kleur is wie betaalt. Samen {hours} uur per week, "
        "vorig jaar {last}.",
        gemeente=row.name,
        schools=row.sums.schools,
        hours=hours(row.sums.quarters),
        last=hours(row.sums.last_year_quarters),
    )
    return " ".join((text, t("De eerste met uren: {names}.", names=names))) if names else text


def moneyway(row: GemeenteRow, story: Story) -> str:
    """What the drawing of the money's way shows, for who cannot see it."""
    cents = sums((flow.fund, flow.cents) for flow in row.flows)
    ends = sums((flow.group, flow.cents) for flow in row.flows)
    from_funds = "; ".join(f"{fund.name} {money(cents[fund.id])}" for fund in story.funds if fund.id in cents)
    to_schools = "; ".join(
        f"{group(name)} {money(amount)}" for name, amount in sorted(ends.items(), reverse=True)
    )
    return t(
        "De weg van het geld in {gemeente}. Potten: {funds}. Het komt bij: {schools}.",
        gemeente=row.name,
        funds=from_funds,
        schools=to_schools,
    )
