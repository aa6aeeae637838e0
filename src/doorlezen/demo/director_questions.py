"""The four questions that library directors ask, answered from a plan."""

from decimal import Decimal

from doorlezen.language import decimal, hours, money, n, t, whole
from doorlezen.reports import sentences
from doorlezen.reports.story import SchoolRow, Story, sums
from doorlezen.reports.telling import bouwsteen


def answers(story: Story) -> list[tuple[str, str]]:
    """Each question with its answer for this library; the story must have a plan."""
    return [
        (t("Wat is er anders aan scholen met een achterstandsscore?"), _difference(story)),
        (t("Wat doet de leesconsulent op zo'n school?"), _people(story)),
        (t("Waar helpt extra geld het meest, en waaraan gaat het op?"), _chances(story)),
        (t("Hoe ga je om met de wensen en eisen van gemeenten?"), _demands(story)),
    ]


def _difference(story: Story) -> str:
    rows = [row for gemeente in story.gemeenten for row in gemeente.schools]
    scored = [row for row in rows if row.group == "with-score"]
    others = [row for row in rows if row.group != "with-score"]
    return t(
        "In dit plan krijgt een school met score gemiddeld {scored} uur per week, een andere school {other} "
        "uur. Per 100 leerlingen is dat {scored_100} en {other_100} uur.",
        scored=_mean(scored, len(scored)),
        other=_mean(others, len(others)),
        scored_100=_per_100(scored),
        other_100=_per_100(others),
    )


def _mean(rows: list[SchoolRow], over: int) -> str:
    quarters = sum(row.quarters for row in rows)
    return decimal(Decimal(quarters) / 4 / max(over, 1), 1)


def _per_100(rows: list[SchoolRow]) -> str:
    pupils = sum(row.pupils for row in rows)
    return decimal(Decimal(sum(row.quarters for row in rows) * 25) / max(pupils, 1), 1)


def _people(story: Story) -> str:
    total = story.sums
    served_last_year = sum(
        row.last_year_quarters > 0 for gemeente in story.gemeenten for row in gemeente.schools
    )
    return t(
        "Dit plan zegt hoeveel uren er zijn, niet wat iemand er doet: {now} uur per week op {reached} "
        "scholen; vorig jaar {before} uur op {served}. Meer uren dan vorig jaar: {more} scholen. "
        "Minder: {fewer}.",
        now=hours(total.quarters),
        reached=whole(total.reached),
        before=hours(total.last_year_quarters),
        served=whole(served_last_year),
        more=_changed(story, up=True),
        fewer=_changed(story, up=False),
    )


def _changed(story: Story, *, up: bool) -> str:
    changes = [row.change for gemeente in story.gemeenten for row in gemeente.schools]
    return whole(sum(change > 0 if up else change < 0 for change in changes))


def _chances(story: Story) -> str:
    scheme = next(fund for fund in story.funds if fund.kind == "scheme")
    schools = [
        row
        for gemeente in story.gemeenten
        for row in gemeente.schools
        if any(paid.fund == scheme.id for paid in row.paid)
    ]
    paid = [paid for row in schools for paid in row.paid if paid.fund == scheme.id]
    amounts = sums((row.bouwsteen, row.cents) for row in paid)
    parts = t(" en ").join(
        t("{amount} aan {bouwsteen}", amount=money(amounts[name]), bouwsteen=bouwsteen(name).lower())
        for name in story.bouwstenen
        if name in amounts
    )
    said = n(
        "De regeling betaalt op {number} school: {parts}.",
        "De regeling betaalt op {number} scholen: {parts}.",
        len(schools),
        number=whole(len(schools)),
        parts=parts,
    )
    if not scheme.left:
        return said + " " + t("Al het geld is besteed.")
    said += " " + t("{left} blijft over.", left=money(scheme.left))
    if story.sums.quarters == story.capacity_quarters:
        said += " " + t("Niet het geld maar de uren van leesconsulenten zijn op.")
    return said


def _demands(story: Story) -> str:
    free = sum(demand.price is not None and demand.price.given_the_others == 0 for demand in story.demands)
    return sentences.demands(story) + " " + n("{count} eis kost niets.", "{count} eisen kosten niets.", free)
