"""Webinars: what directors learn from each other, and where it leads."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_delete, post_save

from doorlezen.desk import kept


class WebinarsConfig(AppConfig):
    name = "doorlezen.webinars"
    label = "webinars"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Forget at once what is kept of the catalogue when it changes."""
        for changed in (post_save, post_delete, m2m_changed):
            changed.connect(_forget, dispatch_uid="webinars.kept")


def _forget(sender: Any, **_: Any) -> None:
    if sender._meta.app_label == "webinars":
        kept.forget(about="webinars")
