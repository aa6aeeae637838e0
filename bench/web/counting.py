"""Counts what an answer takes inside the process: milliseconds by the clock and of the processor, and
questions to the database."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

TOOK, WORKED, ASKED = "X-Bench-Milliseconds", "X-Bench-Own-Milliseconds", "X-Bench-Queries"


class CountingMiddleware:
    """Outside all others, so that sessions and compression count as well."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = 0

        def count(execute: Callable[..., Any], *question: Any) -> Any:
            nonlocal asked
            asked += 1
            return execute(*question)

        began, worked = time.perf_counter(), time.thread_time()
        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response[TOOK] = f"{1000 * (time.perf_counter() - began):.2f}"
        response[WORKED] = f"{1000 * (time.thread_time() - worked):.2f}"
        response[ASKED] = str(asked)
        return response
