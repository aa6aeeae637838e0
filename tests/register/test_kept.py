"""What is kept in memory of the register: the same as what stands there, and no older."""

import datetime
from itertools import combinations, product

import pytest
from pytest_django import DjangoAssertNumQueries

from doorlezen.register.domain import queries, register_cache
from doorlezen.register.models import Collaboration, Kind, Programme, School
from tests.people import Neighbourhood
from tests.web.schools.figures import a_score, an_edition, figures, own_list

pytestmark = pytest.mark.usefixtures("neighbourhood")
DAY = datetime.date(2026, 9, 1)


def day(number: int) -> datetime.date:
    return DAY + datetime.timedelta(days=number)


def test_what_others_load_changes_nothing_and_what_is_published_or_ones_own_does(
    neighbourhood: Neighbourhood,
) -> None:
    published = an_edition(Kind.LOCATIONS).pk
    linge = own_list("linge", "00AP00;dbos-po;2018-08-01;;").pk
    own_list("maas", "01BR00;dbos-po;2018-08-01;;")
    assert [register_cache.last_edition(owner) for owner in (None, "linge", "nobody")] == [
        published,
        linge,
        published,
    ]
    assert register_cache.own_list(linge, "linge") == queries.newest(Kind.COLLABORATIONS, owner="linge")
    assert register_cache.own_list(linge, None) is None
    later = an_edition(Kind.LOCATIONS).pk
    assert [register_cache.last_edition(owner) for owner in (None, "linge", "nobody")] == [later] * 3
    newer = own_list("linge", "00AP00;dbos-plus;2018-08-01;;", day=day(1))
    assert register_cache.own_list(register_cache.last_edition("linge"), "linge") == newer
    assert [edition.pk for edition in register_cache.editions(linge, "linge").values() if edition.owner] == [
        linge
    ]


def first(lines: list[Collaboration], on: datetime.date) -> register_cache.CollaborationLine | None:
    """The line that counts, sentence by sentence: one that runs; dBos before others; then the newest."""
    running = [line for line in lines if line.runs_on(on)]
    running.sort(key=lambda line: (line.programme != Programme.DBOS_PO, -line.since.toordinal(), line.pk))
    return (
        register_cache.CollaborationLine(
            running[0].programme, running[0].phase, running[0].since, running[0].row
        )
        if running
        else None
    )


def test_of_several_collaborations_the_same_one_counts_as_by_the_rule() -> None:
    edition = an_edition(Kind.COLLABORATIONS, DAY, owner="linge")
    kinds = list(
        product(
            (Programme.DBOS_PO, Programme.BOEKSTART),
            (day(-2), day(-1), day(1)),
            (None, day(-1), day(0), day(1)),
        )
    )
    pairs = [pair for pair in combinations(kinds, 2) if pair[0][:2] != pair[1][:2]]
    pairs = [pair for pair in pairs if all(until is None or until >= since for _, since, until in pair)]
    School.objects.bulk_create(School(code=f"{number:04d}QQ") for number in range(len(pairs)))
    rows = Collaboration.objects.bulk_create(
        Collaboration(
            school_id=f"{number:04d}QQ",
            edition=edition,
            row=2 + place,
            programme=programme,
            since=since,
            until=until,
        )
        for number, pair in enumerate(pairs)
        for place, (programme, since, until) in enumerate(pair)
    )
    for on in (day(-1), DAY, day(1)):
        expected = {
            f"{number:04d}QQ": line
            for number in range(len(pairs))
            if (line := first(rows[2 * number : 2 * number + 2], on)) is not None
        }
        assert register_cache.running(edition.pk, on) == expected
    assert len(pairs) > 100


def test_a_school_is_read_once_until_the_next_edition(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    figures()
    own_list("linge", "00AP00;dbos-po;2018-08-01;;")
    last = register_cache.last_edition("linge")
    assert (
        register_cache.school("00AP00", last, "linge")
        == queries.schools(closed=True, owner="linge", codes=["00AP00"])[0]
    )
    assert register_cache.school("00AP00", last, None).collaborations == ()
    assert list(register_cache.scores("00AP00", last)) == queries.scores_of("00AP00")
    with django_assert_num_queries(0):
        register_cache.school("00AP00", last, "linge")
        register_cache.scores("00AP00", last)
    a_score("00AP00", an_edition(Kind.SCORES, datetime.date(2020, 10, 1)), "12.00", "81.00", 99)
    now = register_cache.last_edition("linge")
    assert str(register_cache.school("00AP00", now, "linge").score_met) == "12.00"
    assert [str(score.met_drempel) for score in register_cache.scores("00AP00", now)] == ["33.02", "12.00"]
    with pytest.raises(IndexError):
        register_cache.school("99ZZ99", now, "linge")
