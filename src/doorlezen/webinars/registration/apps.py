from django.apps import AppConfig


class RegistrationConfig(AppConfig):
    """Who comes to a webinar; what is personal in here is gone after a set time."""

    name = "doorlezen.webinars.registration"
    label = "webinar_registration"
    default_auto_field = "django.db.models.BigAutoField"
