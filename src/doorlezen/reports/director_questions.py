"""The four questions that library directors ask, answered from a plan."""

from decimal import Decimal

from doorlezen.language import decimal, hours, money, n, t, whole
from doorlezen.reports import sentences
from doorlezen.reports.story import FundRow, SchoolRow, Story, sums
from doorlezen.reports.telling import bouwsteen


def answers(story: Story) -> list[tuple[str, str]]:
    """Each question with its answer for this library; the story must have a plan."""
    return [
        (
            t("Wat is er anders aan scholen met een achterstandsscore?"),
            f"{difference(story)} {per_100(story)}",
        ),
        (t("Wat doet de leesconsulent op zo'n school?"), f"{people(story)} {changes(story)}"),
        (t("Waar helpt extra geld het meest, en waaraan gaat het op?"), chances(story)),
        (t("Hoe ga je om met de wensen en eisen van gemeenten?"), wishes(story)),
    ]


def means(story: Story) -> tuple[Decimal, Decimal]:
    """The hours a week of a school with a score and of another, on average, to a tenth."""
    scored, others = groups(story)
    return mean(scored), mean(others)


def difference(story: Story) -> str:
    """What schools with and without a score get."""
    scored, others = means(story)
    return t(
        "In dit plan krijgt een school met score gemiddeld {scored} uur per week, een andere school {other} "
        "uur.",
        scored=decimal(scored, 1),
        other=decimal(others, 1),
    )


def per_100(story: Story) -> str:
    """The same by pupils."""
    scored, others = groups(story)
    return t(
        "Per 100 leerlingen is dat {scored_100} en {other_100} uur.",
        scored_100=decimal(per_100_pupils(scored), 1),
        other_100=decimal(per_100_pupils(others), 1),
    )


def groups(story: Story) -> tuple[list[SchoolRow], list[SchoolRow]]:
    """The schools with a score above 0, and all others."""
    rows = [row for gemeente in story.gemeenten for row in gemeente.schools]
    return (
        [row for row in rows if row.group == "with-score"],
        [row for row in rows if row.group != "with-score"],
    )


def mean(rows: list[SchoolRow]) -> Decimal:
    """The hours a week of a school, on average, to a tenth."""
    return round(Decimal(sum(row.quarters for row in rows)) / 4 / max(len(rows), 1), 1)


def per_100_pupils(rows: list[SchoolRow]) -> Decimal:
    """The hours a week per 100 pupils of these schools together."""
    pupils = sum(row.pupils for row in rows)
    return Decimal(sum(row.quarters for row in rows) * 25) / max(pupils, 1)


def people(story: Story) -> str:
    """How many hours there are, and at how many schools."""
    total = story.sums
    served_last_year = sum(
        row.last_year_quarters > 0 for gemeente in story.gemeenten for row in gemeente.schools
    )
    return t(
        "Dit plan zegt hoeveel uren er zijn, niet wat iemand er doet: {now} uur per week op {reached} "
        "scholen; vorig jaar {before} uur op {served}.",
        now=hours(total.quarters),
        reached=whole(total.reached),
        before=hours(total.last_year_quarters),
        served=whole(served_last_year),
    )


def changes(story: Story) -> str:
    """How many schools get more and less than last year."""
    return t(
        "Meer uren dan vorig jaar: {more} scholen. Minder: {fewer}.",
        more=_changed(story, up=True),
        fewer=_changed(story, up=False),
    )


def _changed(story: Story, *, up: bool) -> str:
    changes = [row.change for gemeente in story.gemeenten for row in gemeente.schools]
    return whole(sum(change > 0 if up else change < 0 for change in changes))


def paid_by_scheme(story: Story) -> str:
    """What the scheme pays for, and at how many schools."""
    scheme = _scheme(story)
    if scheme is None:
        return t("In dit plan zit geen geld van een regeling.")
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
    return n(
        "De regeling betaalt op {number} school: {parts}.",
        "De regeling betaalt op {number} scholen: {parts}.",
        len(schools),
        number=whole(len(schools)),
        parts=parts,
    )


def _scheme(story: Story) -> FundRow | None:
    return next((fund for fund in story.funds if fund.kind == "scheme"), None)


def chances(story: Story) -> str:
    """What the scheme pays for, and what is left of it."""
    said, scheme = paid_by_scheme(story), _scheme(story)
    if scheme is None:
        return said
    if not scheme.left:
        return said + " " + t("Al het geld is besteed.")
    said += " " + t("{left} blijft over.", left=money(scheme.left))
    if story.sums.quarters == story.capacity_quarters:
        said += " " + t("Niet het geld maar de uren van leesconsulenten zijn op.")
    return said


def wishes(story: Story) -> str:
    """How the demands fare, and how many cost nothing."""
    free = sum(demand.price is not None and demand.price.given_the_others == 0 for demand in story.demands)
    return sentences.demands(story) + " " + n("{count} eis kost niets.", "{count} eisen kosten niets.", free)
