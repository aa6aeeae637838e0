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
        # the whole list and not what is left to do: of an app whose last one is applied that says nothing
        every = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    except DatabaseError as wrong:
        return {"database": f"does not answer ({type(wrong).__name__})"}
    names = [(migration.app_label, migration.name) for migration, _ in every]
    waiting = [".".join(name) for name in names if name not in executor.loader.applied_migrations]
    return {"database": "ok", "migrations": f"not applied: {', '.join(waiting)}" if waiting else "ok"}


def _answer(found: dict[str, str], *, well: bool) -> HttpResponse:
    response = JsonResponse(found, status=200 if well else 503, headers={"Cache-Control": "no-store"})
    response["Content-Length"] = str(len(response.content))
    return response
