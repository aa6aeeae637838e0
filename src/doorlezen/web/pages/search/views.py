"""The search page: a question, filters, and webinars with the moments that answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from doorlezen.web.pages.search.forms import SearchForm
from doorlezen.webinars.domain.ways import ways
from doorlezen.webinars.models import Webinar
from doorlezen.webinars.search.marking import marked
from doorlezen.webinars.search.models import SpokenAs
from doorlezen.webinars.search.searching import Filters, Moment, SearchResults, search


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Answer ``?q=``, or ask for a question."""
    now = timezone.now()
    form = SearchForm(request.GET or None, ways=ways(now))
    found = None
    if form.is_valid():
        asked = form.cleaned_data
        filters = Filters(asked["theme"], asked["audience"], asked["speaker"], asked["year"])
        found = search(asked["q"], now=now, filters=filters)
    heard = len(found.question.words) + len(found.question.unknown) if found else 0
    is_cut = found is not None and (form.is_cut or found.question.is_cut)
    context = {
        "form": form,
        "found": found,
        "hits": _shown(found) if found else [],
        "is_cut": is_cut,
        "heard": heard,
    }
    return render(request, "webinar_search/results.html", context)


def _shown(found: SearchResults) -> list[dict[str, Any]]:
    """The hits with addresses, and the words that answer marked."""
    moments = [(hit, moment) for hit in found.hits for moment in hit.moments]
    texts = marked([moment.text for _, moment in moments], found.question)
    shown: dict[int, list[dict[str, Any]]] = {hit.webinar.pk: [] for hit in found.hits}
    for (hit, moment), text in zip(moments, texts, strict=True):
        shown[hit.webinar.pk].append(
            {"moment": moment, "text": text, "address": _address(hit.webinar, moment)}
        )
    return [{"webinar": hit.webinar, "moments": shown[hit.webinar.pk]} for hit in found.hits]


def _address(webinar: Webinar, moment: Moment) -> str:
    """Where the passage can be heard or read: a moment opens the recording at its second."""
    page = reverse("webinars:webinar", args=[webinar.slug])
    if moment.source is SpokenAs.DOCUMENT:
        return f"{page}#documenten"
    return f"{page}?t={moment.start}#film"
