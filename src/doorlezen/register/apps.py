"""The register: public facts about schools, each with the edition that it comes from."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "doorlezen.register"
    label = "register"
    verbose_name = "Register"

    def ready(self) -> None:
        """After an upgrade the listing is made at once, not at the next load."""
        from django.db.models.signals import post_migrate

        from doorlezen.register.domain.current import list_where_missing

        post_migrate.connect(list_where_missing, sender=self)
