from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Organisations, people, roles, permissions and the audit trail."""

    name = "doorlezen.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the audit trail know its words, and listen to new second factors."""
        from doorlezen.accounts import signals, told

        assert told
        signals.listen()
