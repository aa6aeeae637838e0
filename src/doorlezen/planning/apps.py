"""Planning: from register to problem, and the calculations that are asked for."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "doorlezen.planning"
    label = "planning"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the audit trail know its words."""
        from doorlezen.planning import told

        assert told
