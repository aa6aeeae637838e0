"""Files for organisers. They hold names, so no browser or proxy keeps them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from doorlezen.accounts.actor import Actor
from doorlezen.documents.books import XLSX
from doorlezen.meetings.domain import exports
from doorlezen.meetings.models import Meeting
from doorlezen.web.here import actor_of, needs
from doorlezen.web.pages.meetings.organised import meeting_here

CSV = "text/csv; charset=utf-8"


def _file(
    make: Callable[[Actor, Meeting], bytes], content_type: str, name: str
) -> Callable[..., HttpResponse]:
    @never_cache
    @require_safe
    @needs("meetings.run")
    def download(request: HttpRequest, slug: str) -> HttpResponse:
        content = make(actor_of(request), meeting_here(request, slug))
        disposition = f'attachment; filename="{slug}-{name}"'
        return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})

    return download


people_csv = _file(exports.people_as_csv, CSV, "aanmeldingen.csv")
people_xlsx = _file(exports.people_as_xlsx, XLSX, "aanmeldingen.xlsx")
questions_csv = _file(exports.questions_as_csv, CSV, "vragen.csv")
