from django.apps import AppConfig


class WebConfig(AppConfig):
    """The site: its base pages, its look, and the pages that bring several floors together."""

    name = "doorlezen.web"
    label = "web"
