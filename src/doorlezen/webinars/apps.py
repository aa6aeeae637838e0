"""Webinars: what directors learn from each other, and where it leads."""

from django.apps import AppConfig


class WebinarsConfig(AppConfig):
    name = "doorlezen.webinars"
    label = "webinars"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let who remembers the catalogue know when it changes."""
        from django.db.models.signals import m2m_changed, post_delete, post_save

        from doorlezen.webinars.domain.minute import forget

        for changed in (post_save, post_delete, m2m_changed):
            changed.connect(forget, dispatch_uid="webinars.minute")
