"""Django's name for the desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """What all apps share: the rooms of ``doorlezen.desk``."""

    name = "doorlezen.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
