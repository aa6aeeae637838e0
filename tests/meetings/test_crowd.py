"""Five hundred people in a minute for three hundred places, and a worker that is killed half-way."""

import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from django.db import connection, connections
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.desk.models import Letter, Post
from doorlezen.desk.post.outbox import QUEUE
from doorlezen.meetings.domain.line import confirm
from doorlezen.meetings.models import MailKind, Meeting, PlaceState, Registration
from doorlezen.web.database import to_url
from tests.browser.server import serving
from tests.desk.mailserver import mail_server
from tests.meetings.meetings import a_meeting_now
from tests.meetings.workers import wait_until_done, working

PEOPLE, PLACES, CLIENTS, AT_ONCE = 500, 300, 8, 4


def mail_left() -> int:
    """How many mails wait. Not how many jobs: a worker plans what is due by the clock for all queues, and
    these workers leave all queues but that of mail alone.
    """
    return ProcrastinateJob.objects.filter(queue_name=QUEUE).exclude(status="failed").count()


def email(number: int) -> str:
    return f"deelnemer{number}@bieb.example"


def register_all(address: str, numbers: range) -> list[int]:
    """One client after another's shoulder: registers these people in their order; the answers it got."""
    with httpx.Client(base_url=address, timeout=30) as client:
        page = client.get("/webinars/gesprek/aanmelden/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        assert token is not None
        return [
            client.post(
                "/webinars/gesprek/aanmelden/",
                data={
                    "csrfmiddlewaretoken": token[1],
                    "name": f"Deelnemer {number}",
                    "email": email(number),
                    "organisation": "Bibliotheek De Linge",
                },
                # everybody sits at home; the proxy before the site says where
                headers={"X-Forwarded-For": f"198.51.{number // 250}.{number % 250}"},
            ).status_code
            for number in numbers
        ]


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_five_hundred_register_at_once_and_a_worker_dies(tmp_path: Path) -> None:
    meeting = a_meeting_now(places=PLACES)
    url = to_url(connection.settings_dict)
    shares = [range(start, PEOPLE, CLIENTS) for start in range(CLIENTS)]
    log = tmp_path / "worker.log"
    with mail_server() as mail, serving(url, tmp_path, DOORLEZEN_PROXIES="1") as site:
        mail.hold_from = PEOPLE // 2
        with (
            working(url, mail.port, log, concurrency=AT_ONCE) as worker,
            ThreadPoolExecutor(CLIENTS) as crowd,
        ):
            began = time.monotonic()
            answers = list(crowd.map(lambda share: register_all(site.address, share), shares))
            took = time.monotonic() - began
            mail.wait_until_held(AT_ONCE)
            worker.kill()  # SIGKILL: it can tidy up nothing
        assert Letter.objects.filter(state=Post.SENT).count() < PEOPLE
        mail.let_go()
        with working(url, mail.port, log, concurrency=AT_ONCE):
            wait_until_done(mail_left, log)
    assert [set(share) for share in answers] == [{302}] * CLIENTS
    print(f"{PEOPLE} registrations in {took:.1f} s")  # noqa: T201 - pytest -s shows it; a minute is the aim
    check_line(meeting, shares)
    check_confirming(meeting)
    # every mail once, though nobody could tell of the ones that were being handed over
    assert Counter(Counter(message["Message-ID"] for message in mail.post).values()) == {1: PEOPLE}
    assert sorted(message["To"] for message in mail.post) == sorted(email(number) for number in range(PEOPLE))
    subjects = Counter(message["Subject"].partition(":")[0] for message in mail.post)
    assert subjects == {"Bevestig je aanmelding": PEOPLE}
    letters = Letter.objects.filter(kind=MailKind.CONFIRM).order_by("id")
    states = Counter(letters.values_list("state", flat=True))
    assert set(states) == {Post.SENT, Post.UNCERTAIN}
    assert 1 <= states[Post.UNCERTAIN] <= AT_ONCE


def check_line(meeting: Meeting, shares: list[range]) -> None:
    """All in the order in which they came."""
    line = list(Registration.objects.filter(meeting=meeting).order_by("number"))
    assert [one.number for one in line] == list(range(1, PEOPLE + 1))
    assert {one.state for one in line} == {PlaceState.HELD}
    assert [one.pk for one in line] == sorted(one.pk for one in line)
    numbers = {one.email: one.number for one in line}
    for share in shares:
        got = [numbers[email(number)] for number in share]
        assert got == sorted(got)


def check_confirming(meeting: Meeting) -> None:
    """They all confirm, the last ones first and eight at once: so many places, for who registered first."""
    late_first = list(Registration.objects.filter(meeting=meeting).order_by("-number"))

    def confirm_all(share: int) -> None:
        try:
            for one in late_first[share::CLIENTS]:
                confirm(one, now=timezone.now())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLIENTS) as crowd:
        list(crowd.map(confirm_all, range(CLIENTS)))
    line = list(Registration.objects.filter(meeting=meeting).order_by("number"))
    assert {one.state for one in line[:PLACES]} == {PlaceState.CONFIRMED}
    assert {one.state for one in line[PLACES:]} == {PlaceState.WAITING}
