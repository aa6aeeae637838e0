from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Organisations, people, roles, permissions and the audit trail."""

    name = "doorlezen.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to new second factors."""
        from doorlezen.accounts import signals

        signals.listen()
