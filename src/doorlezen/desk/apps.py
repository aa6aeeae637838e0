"""Django's name for the desk."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DeskConfig(AppConfig):
    """What all apps share: the rooms of ``doorlezen.desk``."""

    name = "doorlezen.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the audit trail know the words of every app, and the post its letters."""
        autodiscover_modules("event_words", "letters")
