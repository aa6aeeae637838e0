"""What stands on each part of the PDF: sentences, pictures and tables, in order; no typography."""

from collections.abc import Iterable, Sequence
from typing import Any

from doorlezen.language import t
from doorlezen.reports import alternatives, sentences, tables
from doorlezen.reports.drawing import swatch
from doorlezen.reports.explained.passage import StorySection, how_it_was_proven
from doorlezen.reports.knot import draw_knot
from doorlezen.reports.moneyway import draw_moneyway
from doorlezen.reports.prices import PriceTag, explained
from doorlezen.reports.purse_styles import Kind, label
from doorlezen.reports.shelf import LARGE, SMALL, ShelfScale, draw_shelf
from doorlezen.reports.spines import Book
from doorlezen.reports.story import DemandRow, GemeenteRow, Group, Story
from doorlezen.reports.telling import bouwsteen

_GROUPS: tuple[Group, ...] = ("with-score", "without-score", "unknown-score")


def cover(story: Story, *, explained: bool = False) -> dict[str, Any]:
    """The first page: the sentence, how sure it is, the figures, and all shelves on one scale."""
    shelved = [row for row in story.gemeenten if story.has_plan]
    scale = ShelfScale.fitting([books(row) for row in shelved], SMALL)
    mark, sign = sentences.status_sign(story)
    return {
        "kicker": sentences.document_title(story),
        "headline": sentences.headline(story),
        "status": sentences.status(story),
        "mark": mark,
        "sign": sign,
        "facts": sentences.facts(story),
        "unknown": sentences.unknown_scores(story.sums),
        "heading": t("De planken") if story.has_plan else t("De gemeenten"),
        "legend": legend(story.kinds),
        "last_year": t("vorig jaar"),
        "reading": t(
            "Elk boek is een school, in volgorde van behoefte. Breedte: leerlingen. Hoogte: uren per 100 "
            "leerlingen. Even groot vlak, evenveel uren: alle planken hebben dezelfde maat."
        )
        if story.has_plan
        else "",
        "on_page": t("blz."),
        "shelves": [
            {
                "name": row.name,
                "short": sentences.gemeente_short(row, story),
                "anchor": f"gemeente-{index}",
                **(_shelf(row, f"small-{index}", small=scale) if story.has_plan else {}),
            }
            for index, row in enumerate(story.gemeenten)
        ],
        "contents": [{"text": text, "anchor": anchor} for anchor, text in _chapters(story, explained)],
    }


def _chapters(story: Story, explained: bool) -> list[tuple[str, str]]:
    chapters = [("demands", t("Eisen en hun prijs")), ("money", t("Het geld"))]
    if story.conflict is not None:
        chapters.insert(0, ("knot", t("De knoop")))
    if not story.has_plan:
        chapters = [chapter for chapter in chapters if chapter[0] != "money"]
    if explained:
        chapters.append(("why", t("Waarom dit?")))
    return [*chapters, ("sources", t("Bronnen"))]


def legend(kinds: Iterable[Kind]) -> list[dict[str, str]]:
    """These kinds of purse, each with a sample of its colour and pattern."""
    return [{"kind": kind, "text": label(kind), "svg": swatch(kind)} for kind in kinds]


def books(row: GemeenteRow) -> list[Book]:
    """The schools of a gemeente as books, in the order of the shelf."""
    return [
        Book(school.name, school.pupils, school.quarters, school.last_year_quarters, school.by_kind)
        for school in row.schools
    ]


def _shelf(row: GemeenteRow, name: str, *, small: ShelfScale | None = None) -> dict[str, str]:
    text = alternatives.shelf(row)
    title = t("De plank van {gemeente}", gemeente=row.name)
    size = SMALL if small else LARGE
    return {
        "svg": draw_shelf(books(row), name=name, title=title, text=text, size=size, scale=small),
        "alt": text,
    }


def knot(story: Story) -> dict[str, Any] | None:
    """The conflict, when there is one."""
    if story.conflict is None:
        return None
    names = [demand.text for demand in story.conflict]
    alt = t("Een knoop waar {count} eisen aan trekken: {names}.", count=len(names), names="; ".join(names))
    drawn = draw_knot(len(names), name="knot", title=t("De knoop"), text=alt) if names else ""
    return {
        "heading": t("De knoop"),
        "sentence": sentences.status(story),
        "svg": drawn,
        "alt": alt,
        "caption": t("Een cijfer per eis; ze trekken aan dezelfde uren en hetzelfde geld."),
        "cards": [{"by": demand.by, "text": demand.text} for demand in story.conflict],
        "untie": sentences.knot(story),
    }


def demands(story: Story) -> dict[str, Any]:
    """Every demand with its price tag."""
    return {
        "heading": t("Eisen en hun prijs"),
        "sentence": sentences.demands(story),
        "explained": explained(in_hours=story.in_hours) if story.priced else _unpriced(story),
        "cards": [_card(demand, story) for demand in story.demands],
    }


def _unpriced(story: Story) -> str:
    if not story.has_plan or not story.demands:
        return ""
    if story.one_of_years:
        return t(
            "Een prijs geldt over alle jaren samen en staat daarom niet bij een jaar apart. Wat een eis in "
            "dit jaar kost, staat hier niet."
        )
    return t("De prijzen zijn niet berekend.")


def _card(demand: DemandRow, story: Story) -> dict[str, Any]:
    mark, sign, word = sentences.verdict(demand, story)
    price = _priced(demand.price) if demand.price else {"big": ""}
    return {"by": demand.by, "text": demand.text, "mark": mark, "sign": sign, "met": word, **price}


def _priced(price: PriceTag) -> dict[str, str]:
    return {
        "big": price.big,
        "unit": price.unit,
        "euros": price.euros,
        "alone": t("alleen: {share}", share=price.small) if price.given_the_others or price.alone else "",
        # what holds by itself is said once
        "sentence": "" if price.in_hours and not (price.given_the_others or price.alone) else price.sentence,
    }


def money(story: Story) -> dict[str, Any] | None:
    """What every purse holds, spends and keeps."""
    if not story.has_plan:
        return None
    return {
        "heading": t("Het geld"),
        "sentence": sentences.funds(story),
        "tables": [tables.funds(story), tables.money_per_gemeente(story)],
    }


def gemeente(row: GemeenteRow, story: Story) -> dict[str, Any]:
    """One gemeente: its shelf, its schools, its money's way."""
    number = story.gemeenten.index(row)
    page: dict[str, Any] = {
        "heading": row.name,
        "anchor": f"gemeente-{number}",
        "sentence": sentences.gemeente(row, story),
        "unknown": sentences.unknown_scores(row.sums),
        "schools": tables.schools(row, story),
    }
    if not story.has_plan:
        return page
    page["legend"] = legend(row.sums.by_kind)
    page["shelf"] = _shelf(row, f"large-{number}")
    page["shelf_caption"] = t(
        "De plank van {gemeente}. Links: uren per 100 leerlingen. De nummers zijn die van de tabel.",
        gemeente=row.name,
    )
    if row.flows:
        page["money"] = {
            "heading": t("De weg van het geld in {gemeente}", gemeente=row.name),
            **_moneyway(row, story, f"money-{number}"),
            "caption": t("Van pot naar bouwsteen naar school; een band is zo breed als het geld."),
            "tables": [tables.moneyway(row, story), *tables.money_per_school(row, story)],
        }
    return page


def _moneyway(row: GemeenteRow, story: Story, name: str) -> dict[str, str]:
    title = t("De weg van het geld in {gemeente}", gemeente=row.name)
    text = alternatives.moneyway(row, story)
    drawn = draw_moneyway(
        row.flows,
        name=name,
        title=title,
        text=text,
        kinds={fund.id: fund.kind for fund in story.funds},
        columns=(
            {fund.id: fund.name for fund in story.funds},
            {key: bouwsteen(key) for key in story.bouwstenen},
            {key: sentences.group(key) for key in _GROUPS},
        ),
    )
    return {"svg": drawn, "alt": text}


def why(passages: Sequence[StorySection]) -> dict[str, Any] | None:
    """Why this plan: a part per school, demand, purse or way out that was asked for."""
    if not passages:
        return None
    return {
        "heading": t("Waarom dit?"),
        "sentence": how_it_was_proven(),
        "parts": passages,
    }


def sources(story: Story) -> dict[str, Any]:
    """Where the figures come from: files, parameters that were filled in, remarks."""
    return {
        "heading": t("Bronnen"),
        "sentence": sentences.sources(story),
        "tables": tables.sources_tables(story),
        "remarks": t("Opmerkingen"),
        "notes": sentences.source_notes(story),
    }
