"""The outcomes kept in memory: the same as the verdicts, per library, and no older than what they rest on."""

import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from doorlezen.documents.source import source_of
from doorlezen.language import InputError, use
from doorlezen.register.domain.editions import Offered
from doorlezen.register.domain.load import load
from doorlezen.register.domain.load_collaborations import load_collaborations
from doorlezen.register.domain.queries import schools
from doorlezen.register.models import Kind
from doorlezen.schemes.domain import verdicts, verdicts_on_school
from doorlezen.schemes.outcomes import outcomes
from doorlezen.schemes.shipped_schemes import find_track, load_schemes
from doorlezen.schemes.verdict import Eligibility
from tests.register.files import Scored, listed, schools_csv, scores_xlsx

pytestmark = pytest.mark.django_db
TRACK = "mbv2-doorontwikkeling-po"
DAY, ON = datetime.date(2019, 10, 1), datetime.date(2026, 3, 1)
CODES = ("00AP00", "01BR00")


@pytest.fixture(autouse=True)
def register() -> None:
    load(
        [
            Offered(Kind.SCHOOLS, source_of("s", schools_csv([listed(code) for code in CODES])), DAY),
            Offered(
                Kind.SCORES, source_of("x", scores_xlsx([Scored(code, zonder=102.62) for code in CODES]))
            ),
        ]
    )


def own_list(owner: str, line: str) -> None:
    text = f"vestigingscode;programma;sinds;tot;fase\n{line}\n".encode()
    offered = Offered(Kind.COLLABORATIONS, source_of("lijst.csv", text), ON, owner)
    load_collaborations(offered, today=ON)


def found(owner: str | None, *, on: datetime.date = ON) -> dict[str, Eligibility]:
    told = outcomes(TRACK, municipalities=("0281",), owner=owner, on=on)
    return {code: one.outcome for code, one in told.items()}


def test_they_are_those_of_the_verdicts_per_library() -> None:
    own_list("linge", "00AP00;dbos-po;2018-08-01;;")
    own_list("maas", "01BR00;dbos-po;2018-08-01;;")
    eligible, not_eligible, unknown = Eligibility.ELIGIBLE, Eligibility.NOT_ELIGIBLE, Eligibility.UNDETERMINED
    assert found("linge") == {"00AP00": eligible, "01BR00": not_eligible}
    assert found("maas") == {"00AP00": not_eligible, "01BR00": eligible}
    assert found("") == found(None) == {"00AP00": unknown, "01BR00": unknown}
    scheme, track = find_track(load_schemes(), TRACK)
    judged = verdicts(scheme, track, municipalities=["0281"], on=ON, owner="linge")
    assert {row.school.code: row.outcome for row in judged.rows} == found("linge")
    (one,) = verdicts(scheme, track, municipalities=None, on=ON, owner="linge", codes=["01BR00"]).rows
    ((_, _, alone),) = verdicts_on_school("01BR00", on=ON, owner="linge", tracks=[(scheme, track)])
    assert (
        str(one)
        == str(alone)
        == "Komt niet in aanmerking: geen samenwerking (bron: eigen lijst, 1 mrt 2026)."
    )


def test_they_are_asked_for_once_until_something_is_loaded(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    own_list("linge", "00AP00;dbos-po;2018-08-01;;")
    first = found("linge")
    with django_assert_num_queries(1):
        assert found("linge") == first
    own_list("linge", "01BR00;dbos-po;2018-08-01;;")
    assert found("linge") == {"00AP00": Eligibility.NOT_ELIGIBLE, "01BR00": Eligibility.ELIGIBLE}
    # a list of another library changes nothing here
    own_list("maas", "00AP00;dbos-po;2018-08-01;;")
    with django_assert_num_queries(1):
        found("linge")


def test_each_says_why_in_the_language_of_who_asks() -> None:
    own_list("linge", "00AP00;dbos-po;2018-08-01;;")

    def why() -> str:
        return outcomes(TRACK, municipalities=("0281",), owner="linge", on=ON)["01BR00"].reason

    assert why() == "geen samenwerking (bron: eigen lijst, 1 mrt 2026)"
    with use("en"):
        assert why() == "no collaboration (source: own list, 1 Mar 2026)"
    assert why() == "geen samenwerking (bron: eigen lijst, 1 mrt 2026)"


def test_each_day_has_its_own() -> None:
    own_list("linge", "00AP00;dbos-po;2026-03-01;2026-03-01;")
    days = [datetime.date(2026, 2, 28), ON, datetime.date(2026, 3, 2)]
    assert [found("linge", on=day)["00AP00"] for day in days] == [
        Eligibility.NOT_ELIGIBLE,
        Eligibility.ELIGIBLE,
        Eligibility.NOT_ELIGIBLE,
    ]


def test_who_sees_no_list_reads_why() -> None:
    own_list("linge", "00AP00;dbos-po;2018-08-01;;")
    scheme, track = find_track(load_schemes(), TRACK)
    ((_, _, verdict),) = verdicts_on_school("00AP00", on=ON, owner=None, tracks=[(scheme, track)])
    assert str(verdict) == (
        "Niet vast te stellen: met welke scholen de bibliotheek samenwerkt, is hier niet te zien. "
        "Vraag het de bibliotheek."
    )


def test_no_schools_and_no_such_track() -> None:
    assert outcomes(TRACK, municipalities=("9999",), owner="", on=ON) == {}
    assert verdicts_on_school("99ZZ99", on=ON, owner="", tracks=[find_track(load_schemes(), TRACK)]) == []
    with pytest.raises(InputError):
        outcomes("drop", municipalities=None, owner="", on=ON)


def test_a_view_at_hand_is_used_where_it_holds_on_the_day(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    tracks = [find_track(load_schemes(), TRACK)]
    (view,) = schools(closed=True, owner="", codes=["00AP00"])

    def judged(on: datetime.date) -> list[str]:
        found = verdicts_on_school("00AP00", on=on, owner="", tracks=tracks, view=view)
        return [str(verdict) for _, _, verdict in found]

    fresh = verdicts_on_school("00AP00", on=ON, owner="", tracks=tracks)
    with django_assert_num_queries(1):
        assert judged(ON) == [str(verdict) for _, _, verdict in fresh]
    # the day before its editions the register did not know the school
    assert judged(DAY - datetime.timedelta(days=1)) == []
