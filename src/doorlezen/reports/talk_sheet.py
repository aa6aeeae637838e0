"""The talk sheet: one page for the alderman of one gemeente, with what a plan does there.

It holds the gemeente's own part of the plan alone, whoever prints it. Lists are cut so that it never is two
pages, and say how many they leave out.
"""

import datetime
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from doorlezen.documents.sheets import shown
from doorlezen.language import current, date, hours, money, n, school_year, t, whole
from doorlezen.reports import sentences
from doorlezen.reports.document import set_in_type
from doorlezen.reports.seen import part_of_gemeenten
from doorlezen.reports.story import DemandRow, GemeenteRow, SchoolRow, Story
from doorlezen.reports.tables import ReportColumn, ReportTable, exactly

MOST_WAITING, MOST_DEMANDS, MOST_WISHES, MOST_PURSES = 8, 5, 3, 6
LONGEST, LONGEST_NAME = 110, 60
"""Signs of a demand or a wish, and of a name; what is longer ends with …"""
MORE_CENTS = 1_000_000
"""The € 10,000 more that is worked out."""
OF_GEMEENTE = ("gemeente", "oab")
"""The kinds of purse that a gemeente fills."""


@dataclass(frozen=True)
class MoreMoney:
    """What `MORE_CENTS` more of the gemeente would do at its own schools: quarter-hours a week and schools
    with hours more (or less), worked out on ``day``."""

    quarters: int
    schools: int
    day: datetime.date


@dataclass(frozen=True)
class SheetOf:
    """What a sheet tells besides the story. ``plan``: what the plan is called. ``eligible``: the codes of
    schools that the scheme may pay; None: the plan has no scheme. ``wishes``: what the gemeente asks without
    an answer yet; None: not for this reader. ``more``: None where it cannot be told. ``softer``: by the
    number of a demand, the cheapest way to soften it.
    """

    plan: str
    eligible: Collection[str] | None
    wishes: Sequence[str] | None
    more: MoreMoney | None
    made: datetime.date
    softer: Mapping[int, str] = field(default_factory=dict)


def as_pdf(story: Story, code: str, of: SheetOf) -> bytes:
    """The sheet of the gemeente ``code`` as PDF/UA; the story must have a plan with that gemeente in it."""
    return set_in_type("talk_sheet.typ", talk_sheet(story, code, of), day=of.made)


def talk_sheet(whole_story: Story, code: str, of: SheetOf) -> dict[str, Any]:
    """Everything that the template sets, in order. Of the story only the gemeente's own part is told."""
    story = part_of_gemeenten(whole_story, {code})
    (row,) = story.gemeenten
    name = _clip(row.name, LONGEST_NAME)
    return {
        "lang": current(),
        "title": t("Gespreksblad {gemeente} {year}", gemeente=name, year=school_year(story.school_year)),
        "made": t("Gemaakt op {day}", day=date(of.made)),
        "invented": sentences.invented() if story.invented else "",
        "page": t("bladzijde"),
        "of": t("van"),
        "kicker": _kicker(story, of),
        "heading": name,
        "sentence": sentences.gemeente(row, story),
        "facts": _facts(row),
        "money": {"heading": t("Wie betaalt"), "sentence": _pays(row, story), "table": _purses(row, story)},
        "waiting": _waiting(row, of),
        "demands": _demands(story, of),
        "wishes": _wishes(of),
        "more": {"heading": t("En met € 10.000 meer?"), "sentence": _more(of.more)} if of.more else None,
    }


def _kicker(story: Story, of: SheetOf) -> str:
    return t(
        "Gespreksblad · {library} · {plan}",
        library=_clip(story.library or story.title, LONGEST_NAME),
        plan=of.plan,
    )


def _facts(row: GemeenteRow) -> list[tuple[str, str]]:
    sums = row.sums
    return [
        (t("Scholen"), whole(sums.schools)),
        (t("Met een score"), whole(sums.with_score)),
        (t("Met uren in het plan"), whole(sums.reached)),
        (t("Uren per week"), hours(sums.quarters)),
        (t("Vorig jaar"), hours(sums.last_year_quarters)),
        (t("Geld per schooljaar"), money(sums.cents)),
    ]


def _pays(row: GemeenteRow, story: Story) -> str:
    own = sum(fund.in_gemeente.get(row.code, 0) for fund in story.funds if fund.kind in OF_GEMEENTE)
    return t(
        "De gemeente betaalt {own} van de {all} die dit schooljaar naar haar scholen gaat.",
        own=money(own),
        all=money(row.sums.cents),
    )


def _purses(row: GemeenteRow, story: Story) -> ReportTable:
    paid = sorted(
        ((fund.in_gemeente[row.code], fund.name) for fund in story.funds if fund.in_gemeente.get(row.code)),
        key=lambda one: -one[0],
    )
    lines = [(_clip(name, LONGEST_NAME), exactly(cents)) for cents, name in paid[:MOST_PURSES]]
    if rest := paid[MOST_PURSES:]:
        others = n("{count} andere pot", "{count} andere potten", len(rest))
        lines.append((others, exactly(sum(cents for cents, _ in rest))))
    return ReportTable(
        t("Uit welke pot het geld komt"),
        (ReportColumn(t("pot"), align="left", width=1), ReportColumn(t("bedrag"), t("euro per jaar"))),
        tuple(lines),
        ((t("samen"), exactly(row.sums.cents)),),
    )


def waiting(row: GemeenteRow, eligible: Collection[str] | None) -> list[SchoolRow]:
    """The schools that get no hours though they have a score or the scheme may pay there, by need."""
    return [
        school
        for school in row.schools
        if not school.quarters and (school.group == "with-score" or school.code in (eligible or ()))
    ]


def _waiting(row: GemeenteRow, of: SheetOf) -> dict[str, Any]:
    found = waiting(row, of.eligible)
    heading = t("De wachtlijst")
    if not found:
        said = t("Elke school met een achterstandsscore krijgt uren.")
        if of.eligible is not None:
            said = t("Elke school met een achterstandsscore of recht op de regeling krijgt uren.")
        return {"heading": heading, "sentence": said, "table": None, "rest": ""}
    scored = sum(school.group == "with-score" for school in found)
    parts = [
        n(
            "{count} school met een achterstandsscore krijgt geen uren.",
            "{count} scholen met een achterstandsscore krijgen geen uren.",
            scored,
        )
    ]
    if of.eligible is not None:
        missed = sum(school.code in of.eligible for school in found)
        parts.append(
            n(
                "{count} school zonder uren komt in aanmerking voor de regeling.",
                "{count} scholen zonder uren komen in aanmerking voor de regeling.",
                missed,
            )
        )
    return {
        "heading": heading,
        "sentence": " ".join(parts),
        "table": _waiting_table(found[:MOST_WAITING], of),
        "rest": _rest(len(found) - MOST_WAITING),
    }


def _waiting_table(found: Sequence[SchoolRow], of: SheetOf) -> ReportTable:
    asked = of.eligible is not None
    columns = [
        ReportColumn(t("school"), align="left", width=1),
        ReportColumn(t("leerlingen")),
        ReportColumn(t("score")),
        ReportColumn(t("vorig jaar"), t("uur per week")),
        *([ReportColumn(t("in aanmerking"))] if asked else []),
    ]
    rows = [
        (
            _clip(school.name, LONGEST_NAME),
            whole(school.pupils),
            shown("score", school.score),
            hours(school.last_year_quarters),
            *([t("ja") if school.code in (of.eligible or ()) else t("nee")] if asked else []),
        )
        for school in found
    ]
    return ReportTable(t("Scholen zonder uren, de meeste behoefte eerst"), tuple(columns), tuple(rows))


def _demands(story: Story, of: SheetOf) -> dict[str, Any]:
    cards = [_demand(demand, story, of) for demand in story.demands[:MOST_DEMANDS]]
    return {
        "heading": t("Wat de gemeente eist"),
        "sentence": "" if cards else t("In dit plan staat geen eis van de gemeente."),
        "cards": cards,
        "rest": _rest(len(story.demands) - MOST_DEMANDS),
    }


def _demand(demand: DemandRow, story: Story, of: SheetOf) -> dict[str, str]:
    mark, sign, word = sentences.verdict(demand, story)
    return {
        "text": _clip(demand.text, LONGEST),
        "mark": mark,
        "sign": sign,
        "word": word or t("niet te zeggen"),
        "price": " ".join(filter(None, [_price(demand), of.softer.get(demand.number, "")])),
    }


def _price(demand: DemandRow) -> str:
    """In hours and euros, or nothing: a share of a value tells an alderman nothing."""
    if demand.price is None:
        return ""
    if demand.price.given_the_others == 0:
        return t("Kost niets.")
    return demand.price.euros


def _wishes(of: SheetOf) -> dict[str, Any] | None:
    if not of.wishes:
        return None
    return {
        "heading": t("Wat nog op antwoord wacht"),
        "items": [_clip(wish, LONGEST) for wish in of.wishes[:MOST_WISHES]],
        "rest": _rest(len(of.wishes) - MOST_WISHES),
    }


def _more(more: MoreMoney) -> str:
    when = t("Opnieuw uitgerekend op {day}.", day=date(more.day))
    if not more.quarters and more.schools <= 0:
        return t("Dan komen er bij de scholen in deze gemeente geen uren bij.") + " " + when
    if more.quarters >= 0:
        said = t(
            "Dan krijgen de scholen in deze gemeente samen {hours} uur per week meer.",
            hours=hours(more.quarters),
        )
    else:
        said = t(
            "Dan krijgen de scholen in deze gemeente samen {hours} uur per week minder.",
            hours=hours(-more.quarters),
        )
    if more.schools > 0:
        reached = n(
            "Er komt {count} school met uren bij.", "Er komen {count} scholen met uren bij.", more.schools
        )
        said = f"{said} {reached}"
    return f"{said} {when}"


def _rest(count: int) -> str:
    return n("En nog {count}.", "En nog {count}.", count) if count > 0 else ""


def _clip(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
