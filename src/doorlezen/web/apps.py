from django.apps import AppConfig


class WebConfig(AppConfig):
    """The site: its base pages, its look, and the pages that bring several floors together."""

    name = "doorlezen.web"
    label = "web"

    def ready(self) -> None:
        from doorlezen.web import page_targets
        from doorlezen.web.login import signals
        from doorlezen.web.operations import checks as checks
        from doorlezen.web.operations.logs import use_structlog

        use_structlog()
        page_targets.register()
        signals.listen()
