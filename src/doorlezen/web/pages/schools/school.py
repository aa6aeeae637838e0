"""What the page of one school shows, section by section."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404

from doorlezen.accounts.domain.visible import Visible
from doorlezen.language import date, decimal, t, whole
from doorlezen.register.domain import register_cache
from doorlezen.register.domain.queries import SchoolView
from doorlezen.register.models import PRIMARY, Listing, Programme
from doorlezen.schemes.citation import cite_list
from doorlezen.schemes.outcomes import school_outcomes
from doorlezen.schemes.scheme_words import programme_name
from doorlezen.web.pages.schools.choice import phase_name, tracks_for_schools
from doorlezen.web.pages.schools.selection_workbook import kind_name
from doorlezen.web.pieces import Cell, Column, Judgement, SourcedFigure, SourceNote, Table

_FIRST = ("yes", "unknown", "no", "outside")
"""The order in which verdicts stand: what there is to get, what is still open, what not."""


@dataclass(frozen=True)
class JudgedTrack:
    """The verdict under one track of one scheme."""

    title: str
    version: str
    verdict: Judgement


def school_for(visible: Visible, code: str) -> Listing:
    """The school with this code; raises Http404 when the reader may not see it, as for no school at all."""
    found = visible.school(code.upper())
    if found is None:
        raise Http404
    return found


def view_of(visible: Visible, code: str) -> SchoolView:
    """The school with the collaborations that the reader may see."""
    return register_cache.school(code, visible.last, visible.owner)


def facts(view: SchoolView) -> list[SourcedFigure]:
    """Name, place, pupils and so on, each with its edition and row."""
    listed = SourceNote.of(view.address_edition, view.address_row)
    counted = SourceNote.of(view.pupils_edition, view.pupils_row)
    kind = counted if view.school_type != PRIMARY else listed
    unknown = t("onbekend")
    address = ", ".join(filter(None, [view.postcode, view.place])) or unknown
    told = [
        SourcedFigure(t("Vestigingscode"), view.code, listed, is_text=True),
        SourcedFigure(t("Waar"), address, listed, is_text=True),
        SourcedFigure(t("Gemeente"), view.gemeente_name or unknown, listed, is_text=True),
        SourcedFigure(t("Provincie"), view.province or unknown, listed, is_text=True),
        *(
            [SourcedFigure(t("Soort school"), kind_name(view.school_type), kind, is_text=True)]
            if view.school_type
            else []
        ),
        SourcedFigure(t("Richting"), view.denomination or unknown, listed, is_text=True),
        SourcedFigure(t("Leerlingen"), unknown if view.pupils is None else whole(view.pupils), counted),
    ]
    if view.location_edition is not None:
        north, east = (decimal(of or Decimal(0), 4) for of in (view.latitude, view.longitude))
        degrees = t("{latitude} NB, {longitude} OL", latitude=north, longitude=east)
        where = SourceNote.of(view.location_edition, view.location_row)
        told.append(SourcedFigure(t("Op de kaart"), degrees, where, is_text=True))
    if view.closed_on is not None:
        gone = t("sinds {day} niet meer in de lijst van DUO", day=date(view.closed_on))
        told.insert(0, SourcedFigure(t("Gesloten"), gone, listed, is_text=True))
    return told


def judged_tracks(visible: Visible, code: str, *, on: datetime.date) -> dict[str, list[JudgedTrack]]:
    """The verdict under every track that is about primary schools: ``judged`` of the schemes that give money
    now, ``outside`` of those that are over or have yet to begin."""
    wanted = tracks_for_schools(on)
    judged = school_outcomes(code, owner=visible.owner, on=on, last=visible.last, tracks=wanted)
    tracks = [
        JudgedTrack(f"{scheme.title}: {track.title}", scheme.version, Judgement.of(verdict, date(on)))
        for scheme, track, verdict in judged
    ]
    return {
        "judged": sorted(
            (track for track in tracks if track.verdict.holds != "outside"),
            key=lambda track: _FIRST.index(track.verdict.holds),
        ),
        "outside": [track for track in tracks if track.verdict.holds == "outside"],
    }


def collaborations(view: SchoolView, *, on: datetime.date) -> Table:
    """The lines of the own list about this school, the newest first."""
    lines = sorted(view.collaborations, key=lambda line: (line.since, line.pk), reverse=True)
    return Table(
        caption=t("Samenwerking met deze school"),
        columns=[
            Column(t("Programma")),
            Column(t("Samenwerking sinds")),
            Column(t("Tot en met")),
            Column(t("Fase nu")),
        ],
        rows=[
            [
                Cell(programme_name(Programme(line.programme)), note=cite_list(line.edition, line.row)),
                date(line.since),
                date(line.until) if line.until else t("Geen einddatum"),
                (phase_name(line.phase) or t("Fase onbekend")) if line.runs_on(on) else t("Loopt nu niet"),
            ]
            for line in lines
        ],
    )


def own_list_told(visible: Visible) -> str:
    """Which list of collaborations the page goes by; empty where there is none."""
    edition = visible.own_list
    return "" if edition is None else cite_list(edition)
