"""Downloading over a bad line, from a real server on this machine."""

import datetime
import hashlib
from collections.abc import Iterator
from email.utils import format_datetime
from pathlib import Path

import httpx
import pytest

from doorlezen.register.fetching.download import ATTEMPTS, Fetched, FetchError, download
from tests.register.files import listed, schools_csv
from tests.register.site import Asked, Site, file, other_version, running, status, without_length

DATA = schools_csv(listed(f"{number:02}AP{number:02}") for number in range(100))
OTHER = DATA.replace(b"Lindelaan", b"Eikenlaan")
HTML = b"\n<!DOCTYPE html><html><title>Onderhoud</title></html>"


@pytest.fixture
def site() -> Iterator[Site]:
    with running() as site:
        yield site


class Line:
    """Downloads to one file, and remembers how long it would have waited."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.pauses: list[float] = []

    def get(self, address: str) -> Fetched:
        with httpx.Client(trust_env=False) as client:
            return download(address, self.target, client=client, pause=self.pauses.append)

    @property
    def names(self) -> list[str]:
        return sorted(path.name for path in self.target.parent.iterdir())


@pytest.fixture
def line(tmp_path: Path) -> Line:
    return Line(tmp_path / "vestigingen.csv")


def test_a_file_arrives_whole_with_its_hash_and_date(site: Site, line: Line) -> None:
    fetched = line.get(site.serve("/f", file(DATA)))
    assert line.target.read_bytes() == DATA
    assert fetched == Fetched(
        line.target, hashlib.sha256(DATA).hexdigest(), len(DATA), True, datetime.date(2024, 6, 3)
    )
    assert (line.names, line.pauses) == (["vestigingen.csv"], [])


def test_the_same_file_again_is_not_new(site: Site, line: Line) -> None:
    address = site.serve("/f", file(DATA))
    assert [line.get(address).changed, line.get(address).changed] == [True, False]


def test_a_line_that_is_cut_half_way_is_picked_up_where_it_was(site: Site, line: Line) -> None:
    half = len(DATA) // 2
    line.get(site.serve("/f", file(DATA, cut_after=half), file(DATA, cut_after=100), file(DATA)))
    assert line.target.read_bytes() == DATA
    assert site.asked == [
        Asked("/f", None, None),
        Asked("/f", f"bytes={half}-", '"one"'),
        Asked("/f", f"bytes={half + 100}-", '"one"'),
    ]
    assert (line.names, line.pauses) == (["vestigingen.csv"], [1.0, 2.0])


def test_a_next_call_goes_on_where_an_earlier_one_gave_up(site: Site, line: Line) -> None:
    address = site.serve("/f", file(DATA, cut_after=10))
    with pytest.raises(FetchError):
        line.get(address)
    assert line.names == ["vestigingen.csv.part", "vestigingen.csv.part.json"]
    site.serve("/f", file(DATA))
    line.get(address)
    assert line.target.read_bytes() == DATA
    assert site.asked[-1] == Asked("/f", f"bytes={10 * ATTEMPTS}-", '"one"')
    assert line.names == ["vestigingen.csv"]


def test_the_part_of_another_address_is_not_used(site: Site, line: Line) -> None:
    with pytest.raises(FetchError):
        line.get(site.serve("/f", file(OTHER, cut_after=10)))
    line.get(site.serve("/g", file(DATA)))
    assert line.target.read_bytes() == DATA
    assert site.asked[-1] == Asked("/g", None, None)


def test_a_server_that_ignores_ranges_sends_it_all_again(site: Site, line: Line) -> None:
    line.get(site.serve("/f", file(DATA, cut_after=500), file(DATA, ranges=False)))
    assert line.target.read_bytes() == DATA


def test_without_an_etag_the_date_tells_whether_it_is_the_same_file(site: Site, line: Line) -> None:
    line.get(site.serve("/f", file(DATA, etag=None, cut_after=500), file(DATA, etag=None)))
    assert line.target.read_bytes() == DATA
    assert site.asked[-1] == Asked("/f", "bytes=500-", "Mon, 03 Jun 2024 06:00:00 GMT")


def test_a_weak_etag_is_no_ground_to_go_on(site: Site, line: Line) -> None:
    line.get(site.serve("/f", file(DATA, etag='W/"one"', cut_after=500), file(DATA, etag='W/"one"')))
    assert line.target.read_bytes() == DATA
    assert site.asked[-1].if_range == "Mon, 03 Jun 2024 06:00:00 GMT"


def test_a_file_that_changes_between_the_parts_is_fetched_anew(site: Site, line: Line) -> None:
    line.get(site.serve("/f", file(DATA, cut_after=500), file(OTHER, etag='"two"')))
    assert line.target.read_bytes() == OTHER


def test_a_rest_of_another_version_is_not_glued_on(site: Site, line: Line) -> None:
    line.get(
        site.serve(
            "/f", file(DATA, cut_after=500), other_version(OTHER, etag='"two"'), file(OTHER, etag='"two"')
        )
    )
    assert line.target.read_bytes() == OTHER
    assert site.asked[-1] == Asked("/f", None, None)
    assert line.pauses == [1.0, 0.0]


def test_a_part_longer_than_the_file_is_thrown_away(site: Site, line: Line) -> None:
    line.get(site.serve("/f", file(DATA, cut_after=500), file(DATA[:400]), file(DATA[:400])))
    assert line.target.read_bytes() == DATA[:400]
    assert [asked.range for asked in site.asked] == [None, "bytes=500-", None]


def test_a_body_without_a_length_is_taken_as_it_ends(site: Site, line: Line) -> None:
    line.get(site.serve("/f", without_length(DATA)))
    assert line.target.read_bytes() == DATA


def test_a_busy_server_is_asked_again(site: Site, line: Line) -> None:
    line.get(site.serve("/f", status(503), status(502), file(DATA)))
    assert line.target.read_bytes() == DATA
    assert line.pauses == [1.0, 2.0]


def test_a_server_may_say_how_long_to_wait(site: Site, line: Line) -> None:
    at = format_datetime(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=30), usegmt=True)
    line.get(site.serve("/f", status(503, Retry_After="7"), status(429, Retry_After=at), file(DATA)))
    first, second = line.pauses
    assert first == 7.0
    assert 20 < second <= 30


def test_a_server_that_asks_for_an_hour_is_left_alone(site: Site, line: Line) -> None:
    with pytest.raises(FetchError) as refused:
        line.get(site.serve("/f", status(503, Retry_After="3600")))
    assert str(refused.value) == "de server geeft fout 503; 1 keer geprobeerd, probeer het later"
    assert (line.names, line.pauses) == ([], [])


def test_a_server_that_stays_busy_is_given_up(site: Site, line: Line) -> None:
    with pytest.raises(FetchError) as refused:
        line.get(site.serve("/f", status(503)))
    assert str(refused.value) == "de server geeft fout 503; 5 keer geprobeerd, probeer het later"
    assert line.pauses == [1.0, 2.0, 4.0, 8.0]
    assert line.names == []


def test_an_address_that_is_gone_is_not_asked_again(site: Site, line: Line) -> None:
    with pytest.raises(FetchError) as refused:
        line.get(site.serve("/f", status(404)))
    assert str(refused.value) == ("dit adres bestaat niet meer (fout 404); zet het nieuwe in een eigen lijst")
    assert (len(site.asked), line.names) == (1, [])


def test_a_web_page_with_status_200_is_no_file(site: Site, line: Line) -> None:
    line.target.write_bytes(DATA)
    with pytest.raises(FetchError) as refused:
        line.get(site.serve("/f", status(200, HTML)))
    assert str(refused.value) == (
        "de server stuurt een webpagina in plaats van het bestand; kijk op de pagina zelf"
    )
    assert (line.names, line.target.read_bytes()) == (["vestigingen.csv"], DATA)


def test_an_empty_file_is_no_file(site: Site, line: Line) -> None:
    with pytest.raises(FetchError) as refused:
        line.get(site.serve("/f", file(b"")))
    assert (str(refused.value), line.names) == ("de server stuurt een leeg bestand", [])


def test_a_redirect_is_followed(site: Site, line: Line) -> None:
    line.get(site.serve("/old", status(301, Location=site.serve("/new", file(DATA)))))
    assert line.target.read_bytes() == DATA


def test_redirects_without_end_are_given_up(site: Site, line: Line) -> None:
    with pytest.raises(FetchError) as refused:
        line.get(site.serve("/f", status(302, Location="/f")))
    assert str(refused.value) == "dit adres werkt niet (TooManyRedirects)"


def test_where_nobody_answers_it_says_so(line: Line) -> None:
    with pytest.raises(FetchError) as refused:
        line.get("http://127.0.0.1:9/f")
    assert str(refused.value) == "geen verbinding (is er internet?); 5 keer geprobeerd, probeer het later"
