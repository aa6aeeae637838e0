"""What a library knows of the people at its schools, and what it wrote down about a school."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class RelationsConfig(AppConfig):
    name = "doorlezen.relations"
    label = "relations"
    verbose_name = gettext_lazy("Relaties")
    default_auto_field = "django.db.models.BigAutoField"
