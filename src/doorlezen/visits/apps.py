"""Visits to schools on real days."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class VisitsConfig(AppConfig):
    name = "doorlezen.visits"
    label = "visits"
    verbose_name = gettext_lazy("Bezoeken")
    default_auto_field = "django.db.models.BigAutoField"
