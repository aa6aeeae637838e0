"""Two addresses for who watches over the site: does the process live, and can it serve?"""

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

ALIVE, READY = "/healthz", "/readyz"


class HealthMiddleware:
    """Answers before anything else does: whoever watches asks by an internal address, over plain http."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == ALIVE:
            return _answer({"alive": "ok"}, well=True)
        if request.path_info == READY:
            found = check()
            return _answer(found, well=set(found.values()) == {"ok"})
        return self.get_response(request)


def check() -> dict[str, str]:
    """What serving needs, each "ok" or what is wrong: ``database`` and, if that answers, ``migrations``."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as wrong:
        return {"database": f"does not answer ({type(wrong).__name__})"}
    named = ", ".join(f"{migration.app_label}.{migration.name}" for migration, _ in waiting)
    return {"database": "ok", "migrations": f"not applied: {named}" if waiting else "ok"}


def _answer(found: dict[str, str], *, well: bool) -> HttpResponse:
    response = JsonResponse(found, status=200 if well else 503, headers={"Cache-Control": "no-store"})
    response["Content-Length"] = str(len(response.content))
    return response
