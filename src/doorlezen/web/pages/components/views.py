"""/onderdelen/: every piece of the site, with the tag that makes it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from doorlezen.web.pages.components import examples
from doorlezen.web.pages.components.forms import Example


def components(request: HttpRequest) -> HttpResponse:
    """All pieces; the form can be sent, to see what it says of errors."""
    form = Example(request.POST, request.FILES) if request.method == "POST" else Example()
    pages = Paginator(range(1, 201), 10)
    return render(
        request,
        "components.html",
        {
            "table": examples.table(),
            "facts": examples.facts(),
            "judgements": examples.judgements(),
            "shelf": examples.shelf(),
            "price_tags": examples.price_tags(),
            "progresses": examples.progresses(reverse("components")),
            "page": pages.get_page(request.GET.get("pagina", "3")),
            "form": form,
        },
    )
