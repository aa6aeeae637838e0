"""The session of `requests` that django-allauth asks with: everything it asks goes through `asking.ask`."""

from collections.abc import Mapping
from typing import Any

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from doorlezen.accounts.issuers.bounded_request import ask, object_of
from doorlezen.accounts.issuers.places import UnreachableError


def bounded_session() -> requests.Session:
    """A session that takes nothing from the environment and reaches nothing but by `ask`."""
    session = requests.Session()
    session.trust_env = False
    session.mount("https://", _Asking())
    session.mount("http://", _Asking())
    return session


class _Asking(BaseAdapter):
    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        body = request.body.encode() if isinstance(request.body, str) else request.body
        try:
            answer = ask(
                request.method or "GET",
                request.url or "",
                headers={name: _text(value) for name, value in request.headers.items()},
                content=body if isinstance(body, bytes) else None,
            )
            object_of(answer.content)
        except UnreachableError as wrong:
            raise requests.ConnectionError(str(wrong)) from wrong
        response = requests.Response()
        response.request, response.url = request, request.url or ""
        response.status_code = answer.status
        response.headers = CaseInsensitiveDict({"content-type": "application/json"})
        response.encoding = "utf-8"
        response._content = answer.content
        return response

    def close(self) -> None:
        """Nothing is kept open."""


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value
