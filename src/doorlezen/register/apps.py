"""The register: public facts about schools, each with the edition that it comes from."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "doorlezen.register"
    label = "register"
    verbose_name = "Register"
