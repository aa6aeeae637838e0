"""What goes wrong inside a page without anybody seeing it: errors, refused resources, missing files."""

from playwright.sync_api import BrowserContext, ConsoleMessage, Response, WebError

_STATUS = "Failed to load resource"


class Troubles:
    """Collects errors of scripts, messages of the console and failed requests of every page of a browser."""

    def __init__(self, context: BrowserContext) -> None:
        self.seen: list[str] = []
        context.on("console", self._console)
        context.on("weberror", self._script)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # a page that answers 404 itself is said here too; what it asks for is looked at in _response
        if message.type in {"error", "warning"} and not message.text.startswith(_STATUS):
            self.seen.append(f"console: {message.text}")

    def _script(self, wrong: WebError) -> None:
        self.seen.append(f"script: {wrong.error}")

    def _response(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and not _is_a_page(response)):
            self.seen.append(f"{response.status}: {response.request.method} {response.url}")


def _is_a_page(response: Response) -> bool:
    """Whether this is the page itself, which a test may want refused, and not something that it needs."""
    return response.request.is_navigation_request()
