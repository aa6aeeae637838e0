"""What the page of pieces shows: invented schools and figures, made as a view would make them."""

import datetime

from doorlezen.language import date, t
from doorlezen.reports.purse_styles import PURSES
from doorlezen.reports.shelf import draw_shelf
from doorlezen.reports.spines import Book
from doorlezen.web.pieces import (
    Cell,
    Column,
    Judgement,
    Reason,
    ShownPrice,
    ShownProgress,
    SourcedFigure,
    SourceNote,
    Table,
)

SCORES = "CBS, Achterstandsscores 2019 (1 oktober 2019), rij 9"
OWN_LIST = "eigen lijst, regel 14"
PEILDATUM = date(datetime.date(2019, 10, 1))


def table() -> Table:
    """Three schools with a sum."""
    return Table(
        caption=t("Scholen in Rietwaard, in volgorde van behoefte"),
        columns=[
            Column(t("School"), sort="?volgorde=naam"),
            Column(t("Oordeel"), first=True),
            Column(t("Leerlingen"), align="right"),
            Column(
                t("Score"), unit=t("met drempel"), align="right", sort="?volgorde=score", sorted="descending"
            ),
            Column(t("Uren"), unit=t("per week"), align="right"),
            Column(t("Bedrag"), unit=t("euro per jaar"), align="right"),
        ],
        rows=[
            [
                Cell("De Waterlelie", address="#tabel", note="99AB00"),
                Cell(t("Komt in aanmerking"), holds="yes"),
                "214",
                "133,02",
                "5",
                "9.490",
            ],
            [
                Cell("’t Veerhuis", address="#tabel", note="99CD00"),
                Cell(t("Niet vast te stellen"), holds="unknown"),
                "87",
                t("onbekend"),
                "2½",
                "4.250",
            ],
            [
                Cell("De Ganzeveer", address="#tabel", note="99EF00"),
                Cell(t("Komt niet in aanmerking"), holds="no"),
                "412",
                "0,00",
                "0",
                "0",
            ],
        ],
        feet=[[t("Samen"), "", "713", "133,02", "7½", "13.740"]],
        note=t("Deze scholen zijn verzonnen."),
        source=SourceNote(
            edition=SCORES,
            file=t("bestand {file}, licentie {licence}", file="scores.xlsx", licence="CC BY 4.0"),
        ),
    )


def facts() -> list[SourcedFigure]:
    """Figures that are known, computed, and not public."""
    return [
        SourcedFigure(t("Achterstandsscore"), "133,02", SourceNote(edition=SCORES), unit=t("punten")),
        SourcedFigure(
            t("Drempel"),
            "148,95",
            SourceNote(reckoned=t("214 leerlingen × 0,696048 punt per leerling")),
            unit=t("punten"),
        ),
        SourcedFigure(
            t("Samenwerking"),
            t("sinds {day}", day=date(datetime.date(2018, 8, 1))),
            SourceNote(edition=OWN_LIST),
            is_text=True,
        ),
        SourcedFigure(t("Bedrag per school"), None, fill="#feiten"),
    ]


def judgements() -> list[Judgement]:
    """The three verdicts that there are."""
    score = (t("achterstandsscore"), "133,02", SCORES)
    return [
        Judgement(
            "yes",
            t("Komt in aanmerking"),
            t("score 133,02 en samenwerking sinds 1 augustus 2018"),
            reasons=[
                Reason(t("De score is hoger dan 0."), "yes", [score]),
                Reason(
                    t("De samenwerking bestond al."), "yes", [(t("samenwerking"), "1 aug 2018", OWN_LIST)]
                ),
            ],
            watch=[t("De score ligt dicht bij de drempel en kan omslaan.")],
            on=PEILDATUM,
        ),
        Judgement("no", t("Komt niet in aanmerking"), t("de score is 0,00"), on=PEILDATUM),
        Judgement(
            "unknown",
            t("Niet vast te stellen"),
            t("de school staat niet in de scores"),
            settle=t("Laad de scores van 2024, of zoek de vestigingscode na."),
            on=PEILDATUM,
        ),
    ]


def shelf() -> dict[str, object]:
    """A shelf of three books, and its numbers."""
    books = [
        Book("De Waterlelie", 214, 20, 12, {"scheme": 12, "gemeente": 4, "library": 4}),
        Book("’t Veerhuis", 87, 10, 12, {"oab": 4, "school": 6}),
        Book("De Ganzeveer", 412, 14, 14, {"gemeente": 6, "other": 8}),
    ]
    title = t("De plank van {gemeente}", gemeente="Rietwaard")
    text = t("Drie boeken: hoe breder, hoe meer leerlingen; hoe hoger, hoe meer uren per 100 leerlingen.")
    return {
        "title": title,
        "svg": draw_shelf(books, name="onderdelen", title=title, text=text),
        "kinds": list(PURSES),
        "note": text,
        "table": table(),
    }


def price_tags() -> list[ShownPrice]:
    """A demand that costs, one that does not, one without an answer."""
    reckoned = t("Het verschil tussen het beste plan met deze eis en het beste plan zonder.")
    return [
        ShownPrice(
            t("elke school houdt 75% van haar uren"),
            "9½ uur",
            t("per week weg bij de grootste behoefte"),
            "9¼ uur",
            "Rietwaard",
            "€ 12.350",
            reckoned,
        ),
        ShownPrice(
            t("de helft van de scholen doet mee"),
            "0 uur",
            t("kost niets: dit gebeurt toch al"),
            by="Lingeveen",
        ),
        ShownPrice(
            t("niemand meer dan zes uur"), t("niet te zeggen"), by=t("Bibliotheek"), reckoned=reckoned
        ),
    ]


def progresses(address: str) -> list[ShownProgress]:
    """Work of which the end is known, and work of which it is not."""
    return [
        ShownProgress(t("Het plan wordt berekend."), 7, 20, address),
        ShownProgress(t("De lijst wordt gelezen."), 1200, None, address),
    ]
