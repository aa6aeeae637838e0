"""The real files of CBS and DUO, loaded as a user would; skipped where they are not on the machine."""

import datetime
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from doorlezen.documents.source import open_source
from doorlezen.engine import score
from doorlezen.register.domain.age import years_old
from doorlezen.register.domain.editions import Offered
from doorlezen.register.domain.listing import sentence
from doorlezen.register.domain.load import load
from doorlezen.register.domain.load_result import LoadReport
from doorlezen.register.domain.queries import schools
from doorlezen.register.models import Address, Edition, Gemeente, Kind, Listing, PupilCount, School, Score

RIVER = ["0214", "0216", "0225", "0263", "1740", "0281", "1960", "0668", "0297"]
FILES = {
    Kind.SCORES: "cbs/achterstandsscores-scholen-2019.xlsx",
    Kind.SCHOOLS: "duo/alle-vestigingen-bo_2019-09.csv",
    Kind.PUPILS: "duo/gemiddelde-afstand-leerling-school_2019-2020.csv",
    Kind.LOCATIONS: "geo/school_locations_2024-11.csv",
}
LATER = "duo/alle-vestigingen-bo_2021-10.csv"
OF_2021 = datetime.date(2021, 10, 1)


def offered(shared: Path, *kinds: Kind) -> list[Offered]:
    return [Offered(kind, open_source(shared / "data" / FILES[kind])) for kind in kinds]


def later_list(shared: Path) -> Offered:
    return Offered(Kind.SCHOOLS, open_source(shared / "data" / LATER))


@pytest.mark.django_db
def test_the_national_files_of_2019(shared: Path) -> None:
    report = load(offered(shared, *FILES))
    lists, scores, pupils, locations = report.files
    assert [file.edition.rows for file in report.files] == [6319, 6295, 6295, 6115]
    assert [file.edition.peildatum.isoformat() for file in report.files] == [
        "2019-09-01",
        "2019-10-01",
        "2019-10-01",
        "2024-11-01",
    ]
    # every score joins a school, every sum holds, nothing is refused
    assert (scores.unjoined, scores.implausible, scores.refused) == ([], [], [])
    assert (lists.implausible, lists.refused, lists.notes[1:]) == ([], [], [])
    assert (pupils.unjoined, pupils.refused, locations.refused) == ([], [], [])
    assert pupils.notes == ["Andere schoolsoorten, geteld en niet bewaard: sbo 276, so 360, vso 370"]
    assert scores.notes == ["Drempelformule nagerekend voor 6.295 scholen: 0,696048 punt aftrek per leerling"]
    assert Score.objects.filter(met_drempel__gt=0).count() == 2555
    assert report.closed == []

    river = [school for school in schools(RIVER) if school.score_row is not None]
    assert (len(river), sum(school.score_met > 0 for school in river if school.score_met is not None)) == (
        129,
        58,
    )
    assert sentence(schools(RIVER)) == (
        "129 scholen in de achterstandsscores, 58 met een score boven 0 "
        "(bron: CBS, Achterstandsscores per basisschoolvestiging, 1 oktober 2019). "
        "Nog 11 scholen staan daar niet in."
    )
    # those eleven are travelling schools: registered at one address, without pupils on the peildatum
    others = {school.name.split()[0] for school in schools(RIVER) if school.score_row is None}
    assert others == {"Rijdende"}
    assert all(school.pupils == school.score_pupils for school in river)
    _one_in_nine_lies_close_to_the_drempel()


def _one_in_nine_lies_close_to_the_drempel() -> None:
    views = [school for school in schools() if school.score_row is not None]
    assert {school.drempel_per_pupil for school in views} == {Decimal("0.696048")}
    close = [
        school
        for school in views
        if school.score_zonder is not None
        and school.score_pupils
        and score.can_flip(school.score_zonder, school.score_pupils, Decimal("0.696048"))
    ]
    assert round(100 * len(close) / len(views)) == 11


def _the_list_of_2021_closes_122_schools_that_had_a_score(report: LoadReport) -> None:
    assert report.files[0].edition.peildatum == OF_2021
    assert (len(report.closed), len(report.files[0].added), report.reopened) == (134, 30, [])
    closed = {noted.code for noted in report.closed}
    assert Score.objects.filter(school__in=closed).count() == 122
    assert School.objects.filter(closed_on=OF_2021).count() == 134
    assert (len(schools()), len(schools(closed=True)), len(schools(on=datetime.date(2020, 1, 1)))) == (
        6215,
        6349,
        6319,
    )
    # closed, not deleted: the score can still be seen
    gone = {school.code: school for school in schools(closed=True) if school.closed_on}
    assert sum(school.score_row is not None for school in gone.values()) == 122


@pytest.mark.django_db
def test_the_lists_in_the_other_order_give_the_same_register(shared: Path) -> None:
    load([later_list(shared)])
    report = load(offered(shared, Kind.SCORES, Kind.SCHOOLS))
    assert len(report.closed) == 134
    assert School.objects.filter(closed_on=OF_2021).count() == 134
    assert len(schools()) == 6215


SCHOOLS = {
    "2019": "duo/alle-vestigingen-bo_2019-09.csv",
    "2021": LATER,
    "april": "duo/02.-alle-schoolvestigingen-basisonderwijs_2026-04.csv",
    "august": "duo/02.-alle-schoolvestigingen-basisonderwijs_2026-08.csv",
}
HISTORY = "duo/06.-historisch-overzicht-aantal-leerlingen-per-schoolvestiging_1996-2025.csv"


def list_named(shared: Path, name: str) -> Offered:
    return Offered(Kind.SCHOOLS, open_source(shared / "data" / SCHOOLS[name]))


@pytest.mark.django_db
def test_the_lists_of_2019_2021_and_2026_one_after_the_other(shared: Path) -> None:
    load(offered(shared, Kind.SCORES))
    rows, closed, opened = [], [], []
    for name in SCHOOLS:
        report = load([list_named(shared, name)])
        (file,) = report.files
        rows.append(file.edition.rows)
        closed.append(len(report.closed))
        opened.append(len(report.reopened))
        assert file.refused == []
        if name == "2021":
            _the_list_of_2021_closes_122_schools_that_had_a_score(report)
    assert rows == [6319, 6215, 6107, 6122]
    assert (closed, opened) == ([0, 134, 225, 2], [0, 0, 0, 0])
    assert [noted.what for noted in file.filled] == [
        "GEMEENTENAAM: 32LY00: deze cel is leeg; aangevuld met MEIERIJSTAD uit andere rijen",
        "GEMEENTENAAM: 32LW00: deze cel is leeg; aangevuld met MEIERIJSTAD uit andere rijen",
    ]
    assert len(schools()) == 6122
    # a library of today, with the scores of then: the schools of now, and which of them are in the scores
    tiel = schools(["0281"], on=datetime.date(2026, 11, 1))
    assert (len(tiel), sum(school.score_row is not None for school in tiel)) == (13, 13)
    assert {
        years_old(school.score_edition, datetime.date(2026, 11, 1)) for school in tiel if school.score_edition
    } == {7}


@pytest.mark.long
@pytest.mark.django_db
def test_the_lists_of_2026_back_to_2019_give_the_same_register_and_take_the_history_along(
    shared: Path,
) -> None:
    def register() -> list[tuple[object, ...]]:
        fields = ("pk", "name", "place", "gemeente", "school_type", "closed_on", "pupils", "score_met")
        return list(Listing.objects.order_by("pk").values_list(*fields))

    history = Offered(Kind.PUPILS, open_source(shared / "data" / HISTORY))
    for name in SCHOOLS:
        load([list_named(shared, name)])
    load([history])
    forwards = register()
    kinds = Counter(Listing.objects.filter(closed_on=None).values_list("school_type", flat=True))
    assert kinds == {"bo": 6122, "sbo": 256, "so": 172, "vso": 154, "so/vso": 276}
    counted = Listing.objects.filter(closed_on=None, school_type="bo", pupils_edition__peildatum__year=2025)
    assert counted.count() == 6092
    for model in (Listing, PupilCount, Address, School, Edition, Gemeente):
        model._default_manager.all().delete()
    load([history])
    for name in reversed(SCHOOLS):
        load([list_named(shared, name)])
    assert register() == forwards
