"""The audit trail on screen."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from doorlezen.accounts.domain.logbook import logbook, who_did_something
from doorlezen.desk.event_names import action_names
from doorlezen.web.here import actor_of, needs, shown


@require_safe
@needs("audit.see")
def read(request: HttpRequest) -> HttpResponse:
    """Who changed what, from what to what; ``persoon``, ``wat`` and ``bladzijde`` choose."""
    actor = actor_of(request)
    person = _number(request.GET.get("persoon", ""))
    action = request.GET.get("wat", "").replace("\0", "")[:60]
    book = logbook(actor, person=person, action=action, page=_number(request.GET.get("bladzijde", "")) or 1)
    context = {
        "book": book,
        "people": who_did_something(actor),
        "actions": action_names(),
        "person": person,
        "action": action,
    }
    return shown(request, "accounts/logbook.html", context)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else None
