"""Every address of the site, asked for by everybody, answers as the matrix says and shows no secrets."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.closed import matrix
from tests.closed.addresses import of_others, own
from tests.closed.marks import MARKS, marks_in
from tests.closed.readers import EVERYBODY, Reader, column_of
from tests.closed.site_map import of_an_organisation, pages, public
from tests.closed.visits import WRITTEN_BY_A_GET, Visit, look
from tests.closed.world import SECRET, World

pytestmark = pytest.mark.django_db
ClientFor = Callable[[Reader], Client]


def test_every_page_has_a_line_and_every_line_a_page() -> None:
    assert {page.key for page in of_an_organisation()} == set(matrix.of_an_organisation())
    assert {page.key for page in public()} == set(matrix.of_everybody())
    assert len(pages()) == len(of_an_organisation()) + len(public())


@pytest.mark.parametrize("reader", EVERYBODY, ids=lambda reader: reader.key)
def test_a_reader_gets_what_the_matrix_says_and_reads_the_own_marks_only(
    reader: Reader, world: World, client_for: ClientFor
) -> None:
    client, column = client_for(reader), column_of(reader)
    wrong: list[str] = []
    read: set[str] = set()
    for number, page in enumerate(of_an_organisation()):
        line = matrix.of_an_organisation()[page.key]
        for method in ("get", "post"):
            expected = line.answer(method, column)
            # one try tells that somebody may not, or may send a form; what can be read is read wholly
            tries = own(page, reader, world)[: None if expected == 200 else 1]
            visits = [look(client, address, method=method) for address in tries]
            for visit in visits:
                wrong += _troubles(visit, method, expected)
                read |= marks_in(visit.text)
            others = of_others(page, reader, world)
            if expected == 403:
                # refused before anything is looked for: the readers share these pages out
                others = others[-2:] if (number + EVERYBODY.index(reader)) % 4 == 0 else []
            if others and expected != 405:
                tried = [look(client, address, method=method) for address in others]
                wrong += _wrong_about_others(tried, expected, {m for v in visits for m in marks_in(v.text)})
    assert wrong == [], "\n".join(wrong)
    assert read == {mark for mark, readers in MARKS.items() if reader.key in readers}


def _wrong_about_others(tried: list[Visit], expected: int, known: set[str]) -> list[str]:
    """What is of others and what is not there at all answer the same, so that nobody learns which it is."""
    # who may not open such a page at all may read that before anything is looked for
    allowed = {404, 403} if expected == 403 else {404}
    wrong = [_said(visit, 404) for visit in tried if visit.status not in allowed]
    if len({visit.status for visit in tried}) > 1:
        wrong.append(f"{[(visit.address, visit.status) for visit in tried]}: not the same answer")
    told = {mark for visit in tried for mark in marks_in(visit.text)} - known
    return wrong + [f"{tried[0].address}: tells {mark}" for mark in sorted(told)]


def _troubles(visit: Visit, method: str, expected: int) -> list[str]:
    """What is wrong with an answer: the status, and what holds for every page of an organisation."""
    wrong = [] if visit.status == expected else [_said(visit, expected)]
    if method == "get" and not visit.wrote <= WRITTEN_BY_A_GET:
        wrong.append(f"{visit.address}: a GET wrote to {sorted(visit.wrote)}")
    if "private" not in visit.headers.get("Cache-Control", ""):
        wrong.append(f"{visit.address}: may be kept by a proxy")
    if SECRET in visit.text:
        wrong.append(f"{visit.address}: the secret of a login came out")
    return wrong


def _said(visit: Visit, expected: int) -> str:
    return f"{visit.method} {visit.address}: {visit.status}, not {expected}"


def test_each_mark_is_for_somebody_who_reads() -> None:
    assert {key for readers in MARKS.values() for key in readers} <= {reader.key for reader in EVERYBODY}
    assert [mark for mark, readers in MARKS.items() if not readers] == []
