"""Purses and their ledger."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy


class MoneyConfig(AppConfig):
    name = "doorlezen.money"
    label = "money"
    verbose_name = gettext_lazy("Geld")
    default_auto_field = "django.db.models.BigAutoField"
