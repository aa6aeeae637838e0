from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Who comes to a webinar; what is personal in here is gone after a set time."""

    name = "doorlezen.meetings"
    label = "webinar_registration"  # as its tables are called; another name would have to move them
    default_auto_field = "django.db.models.BigAutoField"
