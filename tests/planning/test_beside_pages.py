"""Twenty calculations of two libraries at once, and somebody who reads: pages stay quick."""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import quantiles

import httpx
import pytest
from bench.instances.generate import generate
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from doorlezen.accounts.roles import Role
from doorlezen.planning.domain.asking import ask_for_plan
from doorlezen.planning.many import HowGood
from doorlezen.planning.models import Calculation
from doorlezen.planning.queue_places import asked_on_a_page
from doorlezen.planning.scenarios.calculating import calculate
from doorlezen.web.database import to_url
from tests.browser.server import serving
from tests.people import Neighbourhood, client_of
from tests.planning.calculating import a_scenario, work_it_off
from tests.web.schools.figures import figures

CALCULATIONS, READ, SECONDS, PATIENCE = 20, 150, 30.0, 60.0


def p95(client: httpx.Client, pages: list[str]) -> float:
    """Of so many readings of these pages the time that one in twenty takes longer than, in seconds."""
    took = []
    for number in range(READ):
        began = time.monotonic()
        assert client.get(pages[number % len(pages)]).status_code == 200
        took.append(time.monotonic() - began)
    return quantiles(took, n=20)[-1]


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_twenty_calculations_do_not_slow_who_reads(neighbourhood: Neighbourhood, tmp_path: Path) -> None:
    figures()
    adviser = neighbourhood.actor(neighbourhood.linge, Role.ADVISER)
    scenario = a_scenario(adviser)
    kept = calculate(adviser, scenario=scenario.pk, now=timezone.now())
    work_it_off()
    kept.refresh_from_db()
    ProcrastinateJob.objects.all().delete()
    cookies = client_of(adviser.person).cookies
    at = "/o/bibliotheek-de-linge/"
    pages = [at, f"{at}scholen/", f"{at}plannen/{kept.proposal_id}/", f"{at}plannen/scenarios/{scenario.pk}/"]
    url = to_url(connection.settings_dict)
    session = {name: morsel.value for name, morsel in cookies.items()}
    with serving(url, tmp_path) as site, httpx.Client(base_url=site.address, cookies=session) as client:
        p95(client, pages)  # what is made once is made
        alone = p95(client, pages)
        for number in range(CALCULATIONS):
            data = generate(family="region", tightness="tight", seed=number, count=200).problem
            ask_for_plan(
                data, name="p", asked=HowGood(seconds=SECONDS, prices=True), place=asked_on_a_page(number % 2)
            )
        command = [sys.executable, "-m", "doorlezen.cli", "worker", "--queue", "planning"]
        environment = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "doorlezen.web.settings"}
        worker = subprocess.Popen(command, env={**os.environ, **environment})
        try:
            until = time.monotonic() + PATIENCE
            while not Calculation.objects.filter(status="running").exists():
                assert time.monotonic() < until
                time.sleep(0.1)
            time.sleep(3)
            beside = p95(client, pages)
            assert Calculation.objects.filter(status__in=["waiting", "running"]).exists()
        finally:
            worker.kill()
            worker.wait(PATIENCE)
    print(f"p95 alone {alone * 1000:.0f} ms, beside calculations {beside * 1000:.0f} ms")  # noqa: T201
    assert beside <= 1.5 * alone
