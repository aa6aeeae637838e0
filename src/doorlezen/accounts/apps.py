from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Organisations, people, roles, permissions and the audit trail."""

    name = "doorlezen.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
