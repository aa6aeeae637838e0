"""Load published files into the register: all of them or none, the same file once, editions side by side."""

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from doorlezen.documents.recognised import FileKind, other_than
from doorlezen.language import InputError
from doorlezen.register.domain.closing import close_and_reopen
from doorlezen.register.domain.current import list_anew
from doorlezen.register.domain.editions import ORIGINS, Offered, Origin, wait_for_other_loads
from doorlezen.register.domain.load_holidays import load_holidays
from doorlezen.register.domain.load_locations import load_locations
from doorlezen.register.domain.load_pupils import load_pupils
from doorlezen.register.domain.load_result import FileReport, LoadReport
from doorlezen.register.domain.load_schools import load_schools
from doorlezen.register.domain.load_scores import load_scores
from doorlezen.register.models import Address, Gemeente, Kind, Listing, Location, PupilCount, School, Score

_LOADERS: Mapping[Kind, Callable[[Offered, Origin], FileReport]] = {
    Kind.SCHOOLS: load_schools,
    Kind.SCORES: load_scores,
    Kind.PUPILS: load_pupils,
    Kind.LOCATIONS: load_locations,
    Kind.HOLIDAYS: load_holidays,
}
"""How each kind of file is loaded, in the order in which they are: schools first, so that the rest joins."""
FILES = {
    Kind.SCHOOLS: FileKind.SCHOOLS,
    Kind.SCORES: FileKind.SCORES,
    Kind.PUPILS: FileKind.PUPILS,
    Kind.LOCATIONS: FileKind.LOCATIONS,
    Kind.HOLIDAYS: FileKind.HOLIDAYS,
}


def load(
    offered: Sequence[Offered],
    *,
    accept_closures: bool = False,
    origins: Mapping[Kind, Origin] = ORIGINS,
    busy_with: Callable[[Offered], None] = lambda _: None,
) -> LoadReport:
    """Load these files in one transaction and report what they changed.

    A file whose bytes are there already changes nothing. ``accept_closures`` allows a list that closes very
    many schools; ``origins`` says who published each kind; ``busy_with`` is told each file before it is read.
    Raises InputError, with nothing written, when a file cannot be used.
    """
    report = LoadReport()
    in_order = sorted(offered, key=lambda file: list(_LOADERS).index(file.kind))
    with _collecting_later(), transaction.atomic():
        wait_for_other_loads()
        known_before = set(School.objects.order_by().values_list("code", flat=True))
        for file in in_order:
            busy_with(file)
            report.files.append(_loaded(file, origins[file.kind]))
        if not report.changed_nothing:
            close_and_reopen(report, known_before=known_before, accept_closures=accept_closures)
            list_anew()
            _refresh_statistics()
    return report


def _loaded(file: Offered, origin: Origin) -> FileReport:
    """Load one file. Raises InputError; of a file that is plainly another one it says which."""
    try:
        return _LOADERS[file.kind](file, origin)
    except InputError:
        if other := other_than(file.source, FILES[file.kind]):
            raise other from None
        raise


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Do not look for garbage meanwhile: a load makes many small values and no cycles, and a quarter of its
    time would go into walking over them again and again."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _refresh_statistics() -> None:
    """Tell PostgreSQL how large the tables have become, so that the next question is answered fast."""
    models = (School, Gemeente, Address, Score, PupilCount, Location, Listing)
    tables = ", ".join(connection.ops.quote_name(model._meta.db_table) for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {tables}")
