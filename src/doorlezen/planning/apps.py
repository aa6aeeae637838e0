"""Planning: from register to problem, and the calculations that are asked for."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "doorlezen.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"
