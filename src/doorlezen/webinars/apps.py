"""Webinars: what directors learn from each other, and where it leads."""

from django.apps import AppConfig


class WebinarsConfig(AppConfig):
    name = "doorlezen.webinars"
    label = "webinars"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the audit trail know its words."""
        from doorlezen.webinars import told

        assert told
