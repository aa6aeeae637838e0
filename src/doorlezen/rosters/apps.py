"""Rosters that a library keeps."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class RostersConfig(AppConfig):
    name = "doorlezen.rosters"
    label = "rosters"
    verbose_name = gettext_lazy("Roosters")
    default_auto_field = "django.db.models.BigAutoField"
