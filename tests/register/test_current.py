"""The listing: the register of today as rows, made by every load; and lists of collaborations per library."""

import datetime
import gc
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from doorlezen.documents.source import source_of
from doorlezen.language import InputError
from doorlezen.register.domain.current import list_anew, searchable
from doorlezen.register.domain.editions import Offered
from doorlezen.register.domain.load import load
from doorlezen.register.domain.load_collaborations import load_collaborations
from doorlezen.register.domain.queries import newest, schools
from doorlezen.register.models import Edition, Kind, Listing, School
from tests.register.files import Scored, listed, locations_csv, pupils_csv, schools_csv, scores_xlsx

pytestmark = pytest.mark.django_db
DAY = datetime.date(2019, 10, 1)


def offered(kind: Kind, data: bytes, day: datetime.date | None = DAY) -> Offered:
    return Offered(kind, source_of(f"{kind.value}.file", data), day)


def load_all() -> None:
    load(
        [
            offered(
                Kind.SCHOOLS,
                schools_csv(
                    [
                        listed("00AP00", name="Dé Wilg", place="'S-HERTOGENBOSCH"),
                        listed("01BR00", name="De Klepper"),
                    ]
                ),
            ),
            offered(Kind.SCORES, scores_xlsx([Scored("00AP00", pupils=100, zonder=102.62)])),
            offered(Kind.PUPILS, pupils_csv([("2019-10-01", "01BR", "00", "Bo", "77")]), None),
            offered(Kind.LOCATIONS, locations_csv([("00AP00", "5.43", "51.89")])),
        ]
    )


def own_list(owner: str, line: str, day: datetime.date = DAY) -> Edition:
    source = source_of("lijst.csv", f"vestigingscode;programma;sinds;tot;fase\n{line}\n".encode())
    return load_collaborations(Offered(Kind.COLLABORATIONS, source, day, owner), today=day).files[0].edition


def test_a_load_makes_a_row_per_school_with_editions_and_rows() -> None:
    load_all()
    first, second = Listing.objects.order_by("pk")
    assert (first.pk, first.name, first.place, first.gemeente_id) == (
        "00AP00",
        "Dé Wilg",
        "'s-Hertogenbosch",
        "0281",
    )
    assert (first.score_met, first.score_zonder, first.score_pupils) == (
        Decimal("33.02"),
        Decimal("102.62"),
        100,
    )
    assert (first.pupils, first.address_row, first.location_row) == (100, 2, 2)
    kinds = {edition.pk: edition.kind for edition in Edition.objects.all()}
    named = ("address_edition_id", "pupils_edition_id", "score_edition_id", "location_edition_id")
    assert [kinds.get(getattr(first, name)) for name in named] == ["schools", "scores", "scores", "locations"]
    assert [kinds.get(getattr(second, name)) for name in named] == ["schools", "pupils", None, None]
    assert (second.pupils, second.score_met, second.latitude) == (77, None, None)
    assert first.search == "de wilg 's-hertogenbosch 00ap00"


def test_the_listing_says_the_same_as_the_register() -> None:
    load_all()
    for view in schools(closed=True):
        row = Listing.objects.get(pk=view.code)
        names = (
            "name",
            "place",
            "postcode",
            "gemeente_name",
            "pupils",
            "score_met",
            "closed_on",
            "longitude",
        )
        assert [getattr(row, name) for name in names] == [getattr(view, name) for name in names]


def test_a_later_list_closes_and_renames_in_the_same_transaction() -> None:
    load_all()
    later = datetime.date(2021, 10, 1)
    load([offered(Kind.SCHOOLS, schools_csv([listed("01BR00", name="De Nieuwe Klepper")]), later)])
    rows = Listing.objects.order_by("pk").values_list("pk", "name", "closed_on")
    assert list(rows) == [("00AP00", "Dé Wilg", later), ("01BR00", "De Nieuwe Klepper", None)]


def test_a_refused_load_leaves_the_listing_as_it_was() -> None:
    load_all()
    before = list(Listing.objects.order_by("pk").values())
    with pytest.raises(InputError):
        load([offered(Kind.SCHOOLS, schools_csv([listed("x")]), datetime.date(2021, 10, 1))])
    assert list(Listing.objects.order_by("pk").values()) == before


def test_a_load_leaves_the_garbage_collector_as_it_was() -> None:
    load_all()
    assert gc.isenabled()
    with pytest.raises(InputError):
        load([offered(Kind.SCHOOLS, schools_csv([listed("x")]), datetime.date(2021, 10, 1))])
    assert gc.isenabled()


def test_an_upgraded_database_gets_its_listing_with_the_migrations() -> None:
    load_all()
    before = list(Listing.objects.order_by("pk").values())
    Listing.objects.all().delete()
    call_command("migrate", "register", verbosity=0)
    assert list(Listing.objects.order_by("pk").values()) == before


def test_without_schools_there_is_nothing_to_list() -> None:
    list_anew()
    assert (Listing.objects.count(), School.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("text", "found"),
    [("De  Wegwijzer", "de wegwijzer"), ("Êén Ĳburg", "een ijburg"), ("STRASSE ß", "strasse ss"), ("", "")],
)
def test_a_search_leaves_out_accents_capitals_and_blanks(text: str, found: str) -> None:
    assert searchable(text) == found


def test_each_library_has_a_newest_list_of_its_own() -> None:
    load_all()
    ours = own_list("linge", "00AP00;dbos-po;2018-08-01;;borging")
    theirs = own_list("maas", "00AP00;dbos-po;2019-08-01;;uitvoering", datetime.date(2020, 1, 1))
    local = own_list("", "01BR00;dbos-po;2017-08-01;;")
    assert [newest(Kind.COLLABORATIONS, owner=owner) for owner in ("linge", "maas", "", "other")] == [
        ours,
        theirs,
        local,
        None,
    ]
    phases = {
        owner: [line.phase for view in schools(owner=owner) for line in view.collaborations]
        for owner in ("linge", "maas", "", None)
    }
    assert phases == {"linge": ["borging"], "maas": ["uitvoering"], "": [""], None: []}


def test_the_same_list_is_new_for_another_library_and_a_report_compares_with_its_own() -> None:
    load_all()
    line = "00AP00;dbos-po;2018-08-01;;borging"
    own_list("linge", line)
    source = source_of("lijst.csv", f"vestigingscode;programma;sinds;tot;fase\n{line}\n".encode())
    report = load_collaborations(Offered(Kind.COLLABORATIONS, source, DAY, "maas", 7), today=DAY)
    (file,) = report.files
    assert (file.already_loaded, file.before, len(file.added), file.edition.loaded_by) == (False, None, 1, 7)


def test_what_is_published_has_no_owner() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(
            kind=Kind.SCORES, peildatum=DAY, rows=1, loaded_at=timezone.now(), sha256="1" * 64, owner="linge"
        )
