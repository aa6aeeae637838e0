"""Loading: all or nothing, the same file once, editions side by side, and a report that names every row."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

import pytest

from doorlezen.documents.source import Source
from doorlezen.language import InputError
from doorlezen.register.domain.editions import Offered
from doorlezen.register.domain.load import load
from doorlezen.register.domain.load_result import FileReport, LoadReport, Noted, as_data
from doorlezen.register.domain.queries import schools
from doorlezen.register.models import Edition, Gemeente, Kind, School, Score
from tests.register.files import Scored, listed, locations_csv, pupils_csv, schools_csv, scores_xlsx

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER = datetime.date(2019, 9, 1), datetime.date(2019, 10, 1)


def of(kind: Kind, data: bytes, *, name: str = "bestand", day: datetime.date | None = None) -> Offered:
    return Offered(kind, Source(name, data), day)


def list_of(codes: Iterable[str], day: datetime.date = SEPTEMBER, **cells: str) -> Offered:
    return of(Kind.SCHOOLS, schools_csv(listed(code, **cells) for code in codes), day=day)


def scores_of(schools: Iterable[Scored], **workbook: object) -> Offered:
    return of(Kind.SCORES, scores_xlsx(schools, **workbook))  # type: ignore[arg-type]


def only(report: LoadReport) -> FileReport:
    (file,) = report.files
    return file


def codes(noted: Iterable[Noted]) -> list[str]:
    return [one.code for one in noted]


def test_every_value_keeps_its_edition_and_row() -> None:
    report = load(
        [
            scores_of([Scored("00AR00", 142, 0.0, 19.46, 10.33, 9.13), Scored("00AP00", 100, 33.02, 102.62)]),
            of(
                Kind.SCHOOLS,
                schools_csv([listed("00AP00", name="Wereldwijs"), listed("00AR00")]),
                name="bo_2019-09.csv",
            ),
            of(Kind.PUPILS, pupils_csv([("20191001", "00AP", "00", "Bo", "101")])),
            of(
                Kind.LOCATIONS,
                locations_csv([("00AP00", "4.474884", "52.059985")]),
                day=datetime.date(2019, 11, 1),
            ),
        ]
    )
    assert [file.kind for file in report.files] == ["schools", "scores", "pupils", "locations"]
    lists, scores, pupils, locations = (file.edition for file in report.files)
    first, second = schools()
    assert (first.code, first.name, first.address_edition, first.address_row) == (
        "00AP00",
        "Wereldwijs",
        lists,
        2,
    )
    assert (first.score_met, first.score_zonder, first.score_edition, first.score_row) == (
        Decimal("33.02"),
        Decimal("102.62"),
        scores,
        7,
    )
    assert (first.pupils, first.pupils_edition, first.pupils_row) == (101, pupils, 2)
    assert (first.longitude, first.location_edition) == (Decimal("4.474884"), locations)
    assert (second.code, second.score_row, second.pupils, second.pupils_edition) == ("00AR00", 6, 142, scores)
    assert (lists.publisher, lists.peildatum, lists.file_name, lists.rows) == (
        "DUO",
        SEPTEMBER,
        "bo_2019-09.csv",
        2,
    )
    assert (scores.publisher, scores.peildatum, scores.licence) == ("CBS", OCTOBER, "CC BY 4.0")
    assert (scores.mean, scores.lowest_mean) == (Decimal("535.26"), Decimal("529.46"))
    stored = Score.objects.get(school="00AR00")
    assert (stored.zonder_lower_half, stored.zonder_upper_half, stored.row_zonder) == (
        Decimal("10.33"),
        Decimal("9.13"),
        6,
    )


def test_the_same_file_twice_changes_nothing_and_says_so() -> None:
    offered = [list_of(["00AP00", "00AR00"]), scores_of([Scored("00AP00")])]
    load(offered)
    before = list(Edition.objects.order_by("pk").values())
    again = load(offered)
    assert again.changed_nothing
    assert [file.already_loaded for file in again.files] == [True, True]
    assert list(Edition.objects.order_by("pk").values()) == before
    assert Score.objects.count() == 1


def test_the_same_file_for_another_day_is_refused() -> None:
    load([list_of(["00AP00"])])
    with pytest.raises(InputError) as refused:
        load([list_of(["00AP00"], OCTOBER)])
    assert str(refused.value) == (
        "bestand: dit bestand is al geladen met peildatum 1 september 2019; die verandert niet"
    )


def test_a_file_without_a_peildatum_is_refused_until_it_is_given() -> None:
    data = schools_csv([listed("00AP00")])
    with pytest.raises(InputError) as refused:
        load([of(Kind.SCHOOLS, data)])
    assert str(refused.value) == (
        "bestand: dit bestand noemt geen peildatum; geef hem zelf, zoals 2019-10-01"
    )
    assert only(load([of(Kind.SCHOOLS, data, day=OCTOBER)])).edition.peildatum == OCTOBER


def test_a_peildatum_from_the_file_name_is_said() -> None:
    report = only(load([of(Kind.SCHOOLS, schools_csv([listed("00AP00")]), name="bo_2019-09.csv")]))
    assert report.edition.peildatum == SEPTEMBER
    assert report.notes == ["Peildatum 1 september 2019 komt uit de naam van het bestand"]


def test_a_peildatum_that_contradicts_the_workbook_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        load([of(Kind.SCORES, scores_xlsx([Scored("00AP00")]), day=SEPTEMBER)])
    assert str(refused.value) == "bestand: het bestand zelf noemt een andere peildatum: 1 oktober 2019"


def test_one_bad_file_leaves_nothing_of_the_good_ones() -> None:
    with pytest.raises(InputError):
        load([list_of(["00AP00"]), of(Kind.SCORES, b"not a workbook")])
    assert (Edition.objects.count(), School.objects.count(), Gemeente.objects.count()) == (0, 0, 0)


def test_a_newer_list_reports_what_is_new_changed_and_closed() -> None:
    load([list_of(["00AP00", "00AR00", "00AV00"])])
    rows = [
        listed("00AR00", name="De Es", postcode="4001 ZZ"),
        listed("00AV00"),
        listed("00AZ00", name="Nieuw"),
    ]
    report = load([of(Kind.SCHOOLS, schools_csv(rows), day=OCTOBER)])
    assert only(report).added == [Noted(4, "00AZ00", "Nieuw, Tiel")]
    assert only(report).changed == [
        Noted(2, "00AR00", "naam De Wilg 00AR00 → De Es; postcode 4001AB → 4001ZZ")
    ]
    assert report.closed == [Noted(None, "00AP00", "De Wilg 00AP00, Tiel")]
    assert codes(only(report).gone) == ["00AP00"]
    assert [(view.code, view.closed_on) for view in schools(closed=True)] == [
        ("00AP00", OCTOBER),
        ("00AR00", None),
        ("00AV00", None),
        ("00AZ00", None),
    ]


def test_a_school_that_comes_back_is_opened_again() -> None:
    load([list_of(["00AP00", "00AR00"], datetime.date(2019, 1, 1))])
    load([list_of(["00AR00"], datetime.date(2020, 1, 1))])
    report = load([list_of(["00AP00", "00AR00"], datetime.date(2021, 1, 1), name="Terug")])
    assert (report.closed, codes(report.reopened)) == ([], ["00AP00"])
    assert School.objects.get(code="00AP00").closed_on is None


def test_a_list_that_would_close_very_many_schools_is_refused_unless_that_is_wanted() -> None:
    many = [f"{number:02}AP00" for number in range(60)]
    load([list_of(many)])
    half = list_of(many[:30], OCTOBER)
    with pytest.raises(InputError) as refused:
        load([half])
    assert str(refused.value) == (
        "lijst van scholen: hiermee sluiten 30 van de 60 scholen; is de lijst heel? "
        "Klopt het toch, geef dat dan aan"
    )
    assert Edition.objects.count() == 1
    assert len(load([half], accept_closures=True).closed) == 30


def test_scores_that_belong_to_no_school_are_listed_and_still_loaded() -> None:
    report = load([list_of(["00AP00"]), scores_of([Scored("00AP00"), Scored("00AR00")])])
    assert report.files[1].unjoined == [Noted(7, "00AR00", "")]
    assert [(view.code, view.name, view.score_row) for view in schools()] == [
        ("00AP00", "De Wilg 00AP00", 6),
        ("00AR00", "", 7),
    ]


def test_a_school_that_only_stood_in_the_scores_is_closed_by_a_newer_list() -> None:
    report = load(
        [list_of(["00AP00"], datetime.date(2021, 10, 1)), scores_of([Scored("00AP00"), Scored("00AR00")])]
    )
    assert codes(report.closed) == ["00AR00"]
    assert School.objects.get(code="00AR00").closed_on == datetime.date(2021, 10, 1)


def test_sums_that_do_not_hold_are_reported_row_by_row_and_loaded_as_published() -> None:
    good = [Scored(f"{number:02}AV00", 300, None, 400.0 + number) for number in range(9)]
    doubtful = [
        Scored("20AA00", 100, 50.0, 102.62),
        Scored("20AB00", 100, None, 100.0, 40.0, 50.0),
        Scored("20AC00", 39, None, 10.0, notes_met=" ", notes_zonder="b"),
    ]
    report = only(
        load(
            [
                scores_of(
                    [*good, *doubtful],
                    only_met=[Scored("20AD00", 100, 0.0)],
                    only_zonder=[Scored("20AE00", 100, 0.0, 5.0)],
                )
            ]
        )
    )
    assert report.implausible == [
        Noted(15, "20AA00", "score met drempel 50,00, maar de formule geeft 33,02"),
        Noted(16, "20AB00", "onderbouw 40,00 en bovenbouw 50,00 zijn samen niet 100,00 (Tabel 2, rij 16)"),
        Noted(17, "20AC00", "39 leerlingen past niet bij de voetnoten “b”"),
        Noted(18, "20AD00", "staat in Tabel 1, niet in Tabel 2"),
        Noted(18, "20AE00", "staat in Tabel 2, niet in Tabel 1"),
    ]
    assert Score.objects.get(school="20AA00").met_drempel == Decimal("50.00")
    assert report.notes == ["Drempelformule nagerekend voor 12 scholen: 0,696000 punt aftrek per leerling"]


def test_without_c_and_g_the_formula_is_not_checked_and_the_report_says_so() -> None:
    title = "Achterstandsscore per basisschoolvestiging, 1 februari 2024*"
    report = only(load([scores_of([Scored("00AP00", 100, 99.0, 102.62)], title=title, explanation="")]))
    assert report.implausible == []
    assert report.notes == [
        "De drempelformule is niet nagerekend: C en G van deze peildatum zijn niet bekend",
        "CBS noemt deze cijfers voorlopig (*)",
    ]
    assert (report.edition.mark, report.edition.drempel_per_pupil) == ("*", None)
    assert schools()[0].drempel_per_pupil is None


def test_a_known_year_needs_no_explanation() -> None:
    report = only(load([scores_of([Scored("00AP00", 100, 99.0, 102.62)], explanation="")]))
    assert codes(report.implausible) == ["00AP00"]


def test_unknown_scores_are_counted_and_stay_unknown() -> None:
    report = only(load([scores_of([Scored("00AP00"), Scored("00AR00", 30, ".", ".", ".", ".")])]))
    assert "1 school zonder score (onbekend bij CBS)" in report.notes
    assert [(view.score_met, view.score_row) for view in schools()] == [(Decimal("30.40"), 6), (None, 7)]


def test_a_revised_workbook_sits_beside_the_first_one_and_counts() -> None:
    load([scores_of([Scored("00AP00", 100, None, 102.62)])])
    report = only(load([scores_of([Scored("00AP00", 100, None, 112.62)])]))
    assert report.changed == [Noted(6, "00AP00", "33,02 → 43,02")]
    assert Edition.objects.filter(kind=Kind.SCORES).count() == 2
    assert schools()[0].score_met == Decimal("43.02")
    assert schools(score_edition=report.before)[0].score_met == Decimal("33.02")


def test_a_newer_list_may_rename_a_gemeente_and_an_older_one_may_not() -> None:
    def named(name: str, day: datetime.date) -> Offered:
        return list_of(["00AP00"], day, gemeente_name=name)

    load([named("GELDERMALSEN", SEPTEMBER)])
    load([named("WEST BETUWE", OCTOBER)])
    load([named("BUURMALSEN", datetime.date(2018, 9, 1))])
    assert Gemeente.objects.get(code="0281").name == "West Betuwe"


def test_pupils_wait_for_no_list_of_schools() -> None:
    counts = of(
        Kind.PUPILS,
        pupils_csv([("20191001", "00AP", "00", "Bo", "100"), ("20191001", "00AO", "00", "So", "1")]),
    )
    report = only(load([counts]))
    assert (codes(report.unjoined), report.notes) == (
        ["00AP00"],
        ["Andere schoolsoorten, geteld en niet bewaard: so 1"],
    )
    load([list_of(["00AP00"])])
    assert [(view.name, view.pupils) for view in schools()] == [("De Wilg 00AP00", 100)]


def test_the_report_can_be_written_as_json() -> None:
    data = as_data(load([list_of(["00AP00", "x"])]))
    (file,) = data["files"]
    assert data["closed"] == []
    assert file["added"] == [{"row": 2, "code": "00AP00", "what": "De Wilg 00AP00, Tiel"}]
    assert file["refused"] == [
        {
            "row": 3,
            "code": "",
            "what": "VESTIGINGSNUMMER: “x” is geen vestigingscode; verwacht zes tekens, zoals 00AP00",
        }
    ]
    assert (file["edition"]["peildatum"], file["before"], file["already_loaded"]) == (
        "2019-09-01",
        None,
        False,
    )
