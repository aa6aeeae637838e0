"""The team of a library: people, the days of schools, and what a roster is made of."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class TeamConfig(AppConfig):
    name = "doorlezen.team"
    label = "team"
    verbose_name = gettext_lazy("Team")
    default_auto_field = "django.db.models.BigAutoField"
