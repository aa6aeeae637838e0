"""Pages travel small; what readers jump about in, or what is packed already, travels as it is."""

import gzip

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from doorlezen.web.middleware import CompressMiddleware

TEXT = b"De Bibliotheek op school. " * 200


def _answer(response: HttpResponse | StreamingHttpResponse) -> HttpResponse | StreamingHttpResponse:
    request: HttpRequest = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    return CompressMiddleware(lambda _: response)(request)


@pytest.mark.parametrize(
    "kind", ["text/html; charset=utf-8", "application/json", "image/svg+xml", "text/csv"]
)
def test_texts_are_compressed(kind: str) -> None:
    answer = _answer(HttpResponse(TEXT, content_type=kind))
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Content-Length"] == str(len(answer.content))
    assert len(answer.content) < len(TEXT) / 10
    assert gzip.decompress(answer.content) == TEXT


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse(TEXT, content_type="video/webm"),
        HttpResponse(TEXT, content_type="application/pdf"),
        HttpResponse(TEXT, content_type="text/html", status=206, headers={"Content-Range": "bytes 0-9/10"}),
        StreamingHttpResponse(iter([TEXT]), content_type="text/html"),
    ],
    ids=["recording", "pdf", "part", "stream"],
)
def test_the_rest_is_not(response: HttpResponse | StreamingHttpResponse) -> None:
    assert "Content-Encoding" not in _answer(response).headers


@pytest.mark.django_db
def test_a_page_is_compressed_for_who_can_unpack_it() -> None:
    assert Client(headers={"Accept-Encoding": "gzip"}).get("/")["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in Client().get("/").headers
