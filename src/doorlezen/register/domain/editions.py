"""Editions: one per published file, side by side, the same file never twice."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from doorlezen.documents.source import Source
from doorlezen.language import InputError, date, t
from doorlezen.register.domain.load_result import FileReport, Noted
from doorlezen.register.models import Address, Edition, Kind, School

_LOCK = 0x1EE5C0DE
"""The number of the advisory lock that makes loads wait for each other."""


@dataclass(frozen=True)
class Origin:
    """Who publishes a kind of file, what it is called and under which licence."""

    publisher: str
    title: str
    licence: str


ORIGINS = {
    Kind.SCHOOLS: Origin("DUO", "Alle vestigingen basisonderwijs", "CC0"),
    Kind.SCORES: Origin("CBS", "Achterstandsscores per basisschoolvestiging", "CC BY 4.0"),
    Kind.PUPILS: Origin("DUO", "Leerlingen en hun afstand tot school", "CC0"),
    Kind.LOCATIONS: Origin("DUO en BAG", "Coördinaten van schoolvestigingen", "open data"),
    Kind.HOLIDAYS: Origin("Rijksoverheid", "Schoolvakanties", "CC0"),
    Kind.COLLABORATIONS: Origin("de bibliotheek", "Eigen lijst met samenwerkingen", "niet openbaar"),
}
INVENTED = {
    kind: Origin("verzonnen gegevens", f"{origin.title} (verzonnen)", "vrij te gebruiken")
    for kind, origin in ORIGINS.items()
}
"""Whose the files of a made-up library are, so that nobody takes them for CBS's or DUO's."""


@dataclass(frozen=True)
class Offered:
    """A file to load: what it tells, its bytes, and the peildatum for a file that does not say it itself.

    ``owner`` and ``by``: as `Edition.owner` and `Edition.loaded_by`.
    """

    kind: Kind
    source: Source
    peildatum: datetime.date | None = None
    owner: str = ""
    by: int | None = None


def wait_for_other_loads() -> None:
    """Hold the lock that loads share until the transaction ends, so that one never sees half of another."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def already_loaded(offered: Offered) -> FileReport | None:
    """A report that says so when these very bytes were loaded before, else None.

    Raises InputError when they were loaded for another day than the one that is given now.
    """
    of_file = Edition.objects.filter(kind=offered.kind, sha256=offered.source.sha256)
    edition = of_file.order_by("-peildatum", "-pk").first()  # of a file with several days the newest
    if edition is None:
        return None
    if offered.peildatum not in {None, edition.peildatum}:
        raise InputError(
            offered.source.name,
            t(
                "dit bestand is al geladen met peildatum {day}; die verandert niet",
                day=date(edition.peildatum),
            ),
        )
    return FileReport(offered.kind, edition, before(edition), already_loaded=True)


def peildatum_of(offered: Offered, found: datetime.date | None) -> datetime.date:
    """The day that a file describes: the one it says itself, else the one that was given.

    Raises InputError when there is none, or when the two differ.
    """
    field = f"{offered.kind}_day"
    if offered.peildatum and found and offered.peildatum != found:
        what = t("het bestand zelf noemt een andere peildatum: {day}", day=date(found))
        raise InputError(offered.source.name, what, field=field)
    day = found or offered.peildatum
    if day is None:
        what = t("dit bestand noemt geen peildatum; geef hem zelf, zoals 2019-10-01")
        raise InputError(offered.source.name, what, field=field)
    return day


def before(edition: Edition) -> Edition | None:
    """The edition of the same kind and owner just before this one: of an earlier day, or loaded earlier."""
    earlier = Q(peildatum__lt=edition.peildatum) | Q(peildatum=edition.peildatum, pk__lt=edition.pk)
    alike = Edition.objects.filter(earlier, kind=edition.kind, owner=edition.owner)
    return alike.order_by("-peildatum", "-pk").first()


def add_edition(
    offered: Offered,
    origin: Origin,
    *,
    peildatum: datetime.date,
    rows: int,
    **of_kind: Any,
) -> Edition:
    """Write down that this file is loaded; ``of_kind`` are the fields that only its kind of edition has."""
    return Edition.objects.create(
        kind=offered.kind,
        publisher=origin.publisher,
        title=origin.title,
        licence=origin.licence,
        peildatum=peildatum,
        file_name=offered.source.name[:255],
        sha256=offered.source.sha256,
        rows=rows,
        loaded_at=timezone.now(),
        owner=offered.owner,
        loaded_by=offered.by,
        **of_kind,
    )


def compare(
    report: FileReport,
    *,
    now: Mapping[str, tuple[int, Any]],
    old: Mapping[str, Any],
    what_changed: Callable[[Any, Any], str],
    what_is_new: Callable[[Any], str] = lambda _: "",
) -> None:
    """Note in ``report`` which schools are new, changed or gone against the edition before this one.

    ``now`` gives per school its row and values, ``old`` the values of the edition before.
    """
    for code, (row, values) in now.items():
        if code not in old:
            report.added.append(Noted(row, code, what_is_new(values)))
        elif old[code] != values:
            report.changed.append(Noted(row, code, what_changed(old[code], values)))
    report.gone = [Noted(None, code, "") for code in old if code not in now]


def note_unjoined(report: FileReport, rows: Mapping[str, int]) -> None:
    """Note the rows whose school stands in no list of schools."""
    of_lists = Address.objects.filter(edition__kind=Kind.SCHOOLS).order_by()
    listed = set(of_lists.values_list("school_id", flat=True).distinct())
    report.unjoined = [Noted(row, code, "") for code, row in rows.items() if code not in listed]


def add_schools(codes: Iterable[str]) -> None:
    """Make every one of these vestigingen known."""
    known = set(School.objects.order_by().values_list("code", flat=True))
    copy_rows(School, ["code"], [(code,) for code in sorted(set(codes) - known)])


def copy_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write many rows of a table at once with PostgreSQL's COPY; ``fields`` are Django's names."""
    columns_of = {field.name: field.column for field in model._meta.concrete_fields}
    columns_of |= {field.attname: field.column for field in model._meta.concrete_fields}
    names = [model._meta.db_table, *(columns_of[name] for name in fields)]
    table, *columns = (connection.ops.quote_name(str(name)) for name in names)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
