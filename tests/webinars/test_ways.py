"""The ways into the archive: counted at most once a minute, anew at once where the catalogue changes."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from doorlezen.webinars.domain.ways import Ways, ways
from doorlezen.webinars.models import Status, Theme, Webinar
from tests.webinars.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]
SECOND = datetime.timedelta(seconds=1)


def counts(found: Ways) -> list[list[tuple[str, int]]]:
    return [
        [(str(year), count) for year, count in found.years],
        *(
            [(way.slug, way.count) for way in of]  # type: ignore[attr-defined]
            for of in (found.themes, found.audiences, found.all_series, found.speakers, found.affiliations)
        ),
    ]


def test_they_are_counted_once_a_minute(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(6):
        first = ways(NOW)
    with django_assert_num_queries(0):
        assert ways(NOW + 59 * SECOND) is first
    with django_assert_num_queries(6):
        later = ways(NOW + 60 * SECOND)
    assert counts(later) == counts(first)
    assert sum(count for _, count in first.years) == Webinar.objects.count() == 8


def test_who_changes_the_catalogue_sees_it_at_once() -> None:
    before = counts(ways(NOW))
    hidden = Webinar.objects.order_by("-date")[0]
    hidden.status = Status.DRAFT
    hidden.save(update_fields=["status"])
    without = counts(ways(NOW))
    assert sum(count for _, count in without[0]) == 7
    hidden.status = Status.RELEASED
    hidden.save(update_fields=["status"])
    assert counts(ways(NOW)) == before
    theme = Theme.objects.create(slug="proef", title="Proef")
    hidden.themes.add(theme)
    assert ("proef", 1) in counts(ways(NOW))[1]
    theme.delete()
    assert counts(ways(NOW)) == before


def test_what_is_published_in_this_minute_counts_from_its_own_moment() -> None:
    soon = Webinar.objects.order_by("-date")[0]
    soon.publish_at = NOW + 30 * SECOND
    soon.save(update_fields=["publish_at"])
    assert sum(count for _, count in ways(NOW).years) == 7
    assert sum(count for _, count in ways(NOW + 60 * SECOND).years) == 8
