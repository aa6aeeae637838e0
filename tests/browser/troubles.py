"""What goes wrong inside a page without anybody seeing it: errors, refused resources, missing files."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError

_STATUS = "Failed to load resource"
_NOT_SENT = ("htmx:afterRequest", "htmx:sendError")
"""What htmx says of a request that did not come through; why is looked at in _failed."""
_LEFT = "net::ERR_ABORTED"
"""Who goes to another page, or downloads a file, ends what this page was asking."""


class Troubles:
    """Collects errors of scripts, messages of the console and failed requests of every page of a browser."""

    def __init__(self, context: BrowserContext) -> None:
        self.seen: list[str] = []
        context.on("console", self._console)
        context.on("weberror", self._script)
        context.on("response", self._response)
        context.on("requestfailed", self._failed)

    def _console(self, message: ConsoleMessage) -> None:
        # a page that answers 404 itself is said here too; what it asks for is looked at in _response
        if message.type in {"error", "warning"} and not message.text.startswith((_STATUS, *_NOT_SENT)):
            self.seen.append(f"console: {message.text}")

    def _script(self, wrong: WebError) -> None:
        self.seen.append(f"script: {wrong.error}")

    def _failed(self, request: Request) -> None:
        if request.failure != _LEFT:
            self.seen.append(f"{request.failure}: {request.method} {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and not _is_a_page(response)):
            self.seen.append(f"{response.status}: {response.request.method} {response.url}")


def _is_a_page(response: Response) -> bool:
    """Whether this is the page itself, which a test may want refused, and not something that it needs."""
    return response.request.is_navigation_request()
