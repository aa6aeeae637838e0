"""Asking one page many times, by several clients at once, each with a connection that stays open."""

import re
import statistics
import threading
import time
from dataclasses import dataclass

import httpx

from bench.web.counting import ASKED, TOOK, WORKED

PACKED = {"Accept-Encoding": "br, gzip"}
OF_MAPS = re.compile(r"leaflet|school-map")


@dataclass(frozen=True)
class Page:
    """What is asked for: its name in the table, its address, and who asks ("" is nobody in particular)."""

    name: str
    path: str
    who: str = "director"


@dataclass(frozen=True)
class Answers:
    """What came back. In milliseconds: ``waited`` by the client, ``took`` inside the site by the clock, of
    which the processor ``worked`` (in that thread; not the database's).
    """

    page: Page
    seconds: float
    waited: list[float]
    took: list[float]
    worked: list[float]
    queries: set[int]
    bytes: int

    @property
    def per_second(self) -> float:
        """Answers per second, all clients together."""
        return len(self.waited) / self.seconds


def percentile(values: list[float], share: int) -> float:
    """The value that ``share`` per cent of the values do not exceed."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


def ask(address: str, page: Page, *, session: str, clients: int, times: int) -> Answers:
    """Ask ``times`` times in all, after one time by each client that does not count.

    Raises AssertionError for an answer that is not 200, since its time would mean nothing.
    """
    waited: list[float] = []
    took: list[float] = []
    worked: list[float] = []
    queries: set[int] = set()
    sizes: list[int] = []
    wrong: list[str] = []
    ready, lock = threading.Barrier(clients + 1), threading.Lock()
    each = -(-times // clients)

    def one_client() -> None:
        cookies = {"sessionid": session} if session else {}
        with httpx.Client(base_url=address, headers=PACKED, cookies=cookies, timeout=120) as browser:
            warm = browser.get(page.path)
            ready.wait()
            for _ in range(each if warm.status_code == 200 else 0):
                began = time.perf_counter()
                answer = browser.get(page.path)
                passed = 1000 * (time.perf_counter() - began)
                with lock:
                    if answer.status_code != 200:
                        wrong.append(f"{page.path}: {answer.status_code}")
                    waited.append(passed)
                    took.append(float(answer.headers[TOOK]))
                    worked.append(float(answer.headers[WORKED]))
                    queries.add(int(answer.headers[ASKED]))
                    sizes.append(answer.num_bytes_downloaded)
            if warm.status_code != 200:
                wrong.append(f"{page.path}: {warm.status_code}")

    threads = [threading.Thread(target=one_client) for _ in range(clients)]
    for thread in threads:
        thread.start()
    ready.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    assert not wrong, wrong[0]
    return Answers(page, seconds, waited, took, worked, queries, max(sizes))


def first_visit(address: str, page: Page, *, session: str) -> int:
    """Bytes, compressed, of a page and of everything that it names in its head, but for what draws a map."""
    cookies = {"sessionid": session} if session else {}
    with httpx.Client(base_url=address, headers=PACKED, cookies=cookies) as browser:
        answer = browser.get(page.path).raise_for_status()
        head = answer.text.partition("</head>")[0]
        found = {path for path in re.findall(r'(?:href|src)="(/[^"]+)"', head) if not OF_MAPS.search(path)}
        return answer.num_bytes_downloaded + sum(
            browser.get(path).raise_for_status().num_bytes_downloaded for path in found
        )
