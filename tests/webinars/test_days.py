"""Days that nobody can mean: no form or reader takes one, and one that is there takes no list down."""

import datetime
import json
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

import doorlezen
from doorlezen.documents.yaml_tree import parse
from doorlezen.language import HELD, RECORDED, InputError, first_year
from doorlezen.planning.sources import day as planning_day
from doorlezen.register.readers import cell_values
from doorlezen.webinars.catalogue.plain import read, write
from doorlezen.webinars.catalogue.shape import WebinarEntry
from doorlezen.webinars.domain.saving import put
from doorlezen.webinars.domain.unshowable import tell_of_faults
from doorlezen.webinars.models import Webinar
from tests.webinars.conftest import NOW
from tests.webinars.editors import an_administrator
from tests.webinars.entries import a_webinar

FAR = ("9999-12-31", "0001-01-01", "1066-10-14", "2101-01-01")


def form_classes() -> Iterator[type[forms.BaseForm]]:
    """Every form of the product."""
    for module in pkgutil.walk_packages(doorlezen.__path__, "doorlezen."):
        if ".form" in module.name or module.name.endswith("forms"):
            import_module(module.name)
    waiting = list(forms.BaseForm.__subclasses__())
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.startswith("doorlezen."):
            yield kind


def day_fields() -> list[Any]:
    return [
        pytest.param(field, id=f"{kind.__name__}.{name}")
        for kind in sorted(form_classes(), key=lambda kind: kind.__qualname__)
        for name, field in getattr(kind, "base_fields", {}).items()
        if isinstance(field, (forms.DateField, forms.DateTimeField, forms.SplitDateTimeField))
    ]


def test_there_are_fields_for_days() -> None:
    assert len(day_fields()) >= 9


@pytest.mark.parametrize("field", day_fields())
@pytest.mark.parametrize("far", FAR)
def test_no_form_takes_a_day_that_nobody_can_mean(field: forms.Field, far: str) -> None:
    time = "T10:00" if isinstance(field, forms.DateTimeField) else ""
    assert field.clean(f"2026-09-01{time}") is not None
    with pytest.raises(ValidationError):
        field.clean(f"{far}{time}")


@pytest.mark.parametrize("far", FAR)
def test_no_reader_takes_a_day_that_nobody_can_mean(far: str) -> None:
    with pytest.raises(cell_values.UnreadableError):
        cell_values.day(far)
    with pytest.raises(InputError):
        planning_day(far, where="--date")
    with pytest.raises(InputError):
        parse(f"day: {far}\n".encode(), name="proef.yaml")
    for field, given in (("date", far), ("publish_at", f"{far}T10:00:00+00:00")):
        with pytest.raises(InputError) as wrong:
            read(WebinarEntry, {**write(a_webinar()), field: given})
        assert wrong.value.where == field
    year, month, day = far.split("-")
    assert (
        cell_values.date_in_words(
            f"Achterstandsscores, {int(day)} {cell_values._MONTHS[int(month) - 1]} {year}"
        )
        is None
    )


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2026-2027", 2026),
        ("1950-1951", 1950),
        ("2026-2028", None),
        ("0000-0001", None),
        ("9998-9999", None),
        ("٢٠٢٦-٢٠٢٧", None),
        ("2026", None),
    ],
)
def test_a_school_year_is_one_that_can_be(text: str, year: int | None) -> None:
    assert first_year(text) == year


def test_the_last_day_is_still_one() -> None:
    assert HELD.holds(HELD.last)
    assert RECORDED.holds(datetime.datetime.combine(RECORDED.last, datetime.time.max, datetime.UTC))
    assert not HELD.holds(HELD.first - datetime.timedelta(days=1))


@pytest.fixture
def far_away(db: None, request: pytest.FixtureRequest) -> Webinar:
    """A published webinar whose date came in before there were bounds, beside an ordinary one."""
    put(a_webinar(slug="gewoon", title="Gewoon"), actor=None, what="proef", now=NOW)
    time = datetime.time(23, 59) if request.param == "9999-12-31" else datetime.time(0, 0)
    far = put(
        a_webinar(slug="ver", title="Ver weg", start_time=time, minutes=60), actor=None, what="proef", now=NOW
    )
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table webinars_webinar drop constraint a_webinar_is_on_a_day_that_can_be")
        cursor.execute("update webinars_webinar set date = %s where id = %s", [request.param, far.pk])
    return Webinar.objects.get(pk=far.pk)


@pytest.mark.parametrize("far_away", ["9999-12-31", "0001-01-01"], indirect=True)
def test_one_bad_date_takes_no_list_down(far_away: Webinar, visitor: Client) -> None:
    lists = (
        "/webinars/",
        "/webinars/jaar/2026/",
        "/webinars/agenda.ics",
        "/webinars/nieuw.atom",
        "/sitemap.xml",
    )
    for address in (*lists, "/webinars/zoeken/?q=gewoon+waar", "/"):
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        assert b"/webinars/ver/" not in answer.content, address
        assert b"Ver weg" not in answer.content, address
    assert all(b"gewoon" in visitor.get(address).content.lower() for address in lists)
    for gone in ("", "tekst/", "afspraak.ics", "deelplaatje.png", "opname"):
        assert visitor.get(f"/webinars/ver/{gone}").status_code == 404


@pytest.mark.parametrize("far_away", ["9999-12-31", "0001-01-01"], indirect=True)
def test_the_pages_that_repair_it_stay_open(far_away: Webinar) -> None:
    editor = an_administrator()
    client, ours = editor.client, editor.home
    listed = client.get(ours)
    assert listed.status_code == 200
    assert "nergens te zien: verbeter de datum" in listed.text
    for part in (
        "",
        "onderdelen/",
        "opname/",
        "ondertitels/",
        "beeld/",
        "documenten/",
        "publiceren/",
        "versies/",
    ):
        page = client.get(f"{ours}bewerken/ver/{part}")
        assert page.status_code == 200, part
        assert "Verbeter de datum" in page.text, part
    assert client.get(f"{ours}voorbeeld/ver/").status_code == 302
    assert client.get(f"{ours}catalogus/webinars.json").status_code == 200
    assert client.get(f"{ours}catalogus/webinars.xlsx").status_code == 200
    given = {"title": "Dichtbij", "slug": "ver", "date": "2026-09-03", "precision": "day", "language": "nl"}
    mended = client.post(f"{ours}bewerken/ver/", {**given, "version": far_away.version})
    assert mended.status_code == 302
    assert Client(headers={"host": "localhost"}).get("/webinars/ver/").status_code == 200
    assert tell_of_faults() == 0


@pytest.mark.parametrize("far_away", ["9999-12-31"], indirect=True)
def test_the_log_names_what_nobody_sees(far_away: Webinar) -> None:
    assert tell_of_faults() == 1


def test_the_database_takes_no_such_date(db: None) -> None:
    from django.db import IntegrityError, transaction

    made = put(a_webinar(), actor=None, what="proef", now=NOW)
    for field, far in (
        ("date", datetime.date(9999, 12, 31)),
        ("publish_at", datetime.datetime(9999, 12, 30, tzinfo=datetime.UTC)),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Webinar.objects.filter(pk=made.pk).update(**{field: far})


def test_the_form_says_which_days_there_are(db: None) -> None:
    editor = an_administrator()
    given = {"title": "Ver", "slug": "ver", "date": "9999-12-31", "precision": "day", "language": "nl"}
    refused = editor.client.post(f"{editor.home}nieuw/", {**given, "version": 0})
    assert refused.status_code == 422
    assert "Kies een dag van 1 januari 1990 tot en met 31 december 2100." in refused.text
    assert not Webinar.objects.exists()


@pytest.mark.parametrize("year", ["0", "1", "1989", "10000", "9" * 20, "9" * 400])
def test_a_year_that_cannot_be_is_not_found(db: None, visitor: Client, year: str) -> None:
    assert visitor.get(f"/webinars/jaar/{year}/").status_code == 404


def test_catalogues_name_the_date_that_cannot_be(db: None) -> None:
    from doorlezen.webinars.catalogue.catalogue_files import from_json, from_yaml

    bad = {"format": "doorlezen-webinars/1", "webinars": [{**write(a_webinar()), "date": "9999-12-31"}]}
    with pytest.raises(InputError, match=r"webinars\[0\]\.date"):
        from_json(json.dumps(bad).encode(), name="c.json")
    text = "format: doorlezen-webinars/1\nwebinars:\n- slug: a\n  title: A\n  date: 9999-12-31\n"
    with pytest.raises(InputError, match="regel 5"):
        from_yaml(text.encode(), name="c.yaml")


def test_today_is_within_the_bounds() -> None:
    assert HELD.holds(timezone.localdate())
