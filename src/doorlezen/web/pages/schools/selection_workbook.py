"""The selection as people read it in a spreadsheet: heads with units, verdicts as words with their reason."""

from functools import partial

from doorlezen.documents.sheets import SheetColumn
from doorlezen.language import n, short_date, t
from doorlezen.register.domain.age import years_old
from doorlezen.register.models import Edition, Listing, Programme
from doorlezen.schemes.scheme_words import programme_name, school_type_name
from doorlezen.schemes.shipped_schemes import find_track, load_schemes
from doorlezen.schemes.verdict import outcome_name
from doorlezen.web.pages.schools.choice import phase_name
from doorlezen.web.pages.schools.selection import Selection
from doorlezen.web.pages.schools.table import footnotes
from doorlezen.web.pieces import sentence


def reading_columns(selection: Selection) -> list[SheetColumn[Listing]]:
    """The columns, in order: the school, what is known of it and of when, the collaboration, the verdict."""

    def counted_on(which: str, school: Listing) -> object:
        return getattr(selection.edition(school, which), "peildatum", None)

    def age(school: Listing) -> str:
        found = selection.edition(school, "score")
        if found is None:
            return t("niet in de scores")
        return n("{count} jaar", "{count} jaar", years_old(found, selection.on))

    def cited(which: str, school: Listing) -> str:
        return _source(selection.edition(school, which), getattr(school, f"{which}_row"))

    return [
        SheetColumn(t("School"), lambda school: school.name or school.pk, width=38),
        SheetColumn(t("Plaats"), lambda school: school.place, width=22),
        SheetColumn(t("Gemeente"), lambda school: school.gemeente_name, width=22),
        *_verdict(selection),
        *_collaboration(selection),
        SheetColumn(t("Leerlingen (aantal)"), lambda school: school.pupils, "whole", 11),
        SheetColumn(t("Leerlingen geteld op"), partial(counted_on, "pupils"), "day"),
        SheetColumn(t("Achterstandsscore (punten, met drempel)"), _score, "score", 19),
        SheetColumn(t("Score van"), partial(counted_on, "score"), "day"),
        SheetColumn(t("Ouderdom van de score"), age, width=12),
        SheetColumn(t("Opmerking bij de score"), lambda school: footnotes([school]), width=40),
        SheetColumn(t("Soort school"), lambda school: kind_name(school.school_type), width=22),
        SheetColumn(t("Vestigingscode"), lambda school: school.pk, width=14),
        SheetColumn(t("Bron van de score"), partial(cited, "score"), width=34),
        SheetColumn(t("Bron van de leerlingen"), partial(cited, "pupils"), width=34),
    ]


def kind_name(school_type: str) -> str:
    """What people call a kind of school in the register; "so/vso" is both."""
    return t(" en ").join(school_type_name(kind) for kind in school_type.split("/")) if school_type else ""


def _score(school: Listing) -> object:
    if school.score_row is None:
        return t("niet in de scores")
    return t("onbekend") if school.score_met is None else school.score_met


def _source(edition: Edition | None, row: int | None) -> str:
    if edition is None:
        return ""
    named = f"{edition.publisher}, {short_date(edition.peildatum)}"
    return named if row is None else t("{source}, rij {row}", source=named, row=row)


def _collaboration(selection: Selection) -> list[SheetColumn[Listing]]:
    if selection.own_list is None:
        return []
    lines = selection.lines

    def programme(school: Listing) -> str:
        line = lines.get(school.pk)
        return programme_name(Programme(line.programme)) if line else t("Geen samenwerking")

    def since(school: Listing) -> object:
        return getattr(lines.get(school.pk), "since", None)

    def phase(school: Listing) -> str:
        line = lines.get(school.pk)
        return "" if line is None else phase_name(line.phase) or t("Fase onbekend")

    return [
        SheetColumn(t("Samenwerking"), programme, width=30),
        SheetColumn(t("Samenwerking sinds"), since, "day"),
        SheetColumn(t("Fase"), phase, width=15),
    ]


def _verdict(selection: Selection) -> list[SheetColumn[Listing]]:
    if not selection.choice.track:
        return []
    _, track = find_track(load_schemes(), selection.choice.track)
    outcomes = selection.outcomes

    def word(school: Listing) -> str:
        return outcome_name(outcomes[school.pk].outcome) if school.pk in outcomes else ""

    def reason(school: Listing) -> str:
        return sentence(outcomes[school.pk].reason) if school.pk in outcomes else ""

    def watched(school: Listing) -> str:
        told = outcomes.get(school.pk)
        return " ".join(map(sentence, (*told.watch, *told.general))) if told else ""

    return [
        SheetColumn(t("Oordeel: {track}", track=track.title), word, width=22),
        SheetColumn(t("Waarom"), reason, width=52),
        SheetColumn(t("Let op"), watched, width=40),
    ]
