from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The index of what is said in webinars; derived from the catalogue, so it can always be made anew."""

    name = "doorlezen.webinars.search"
    label = "webinar_search"
    default_auto_field = "django.db.models.BigAutoField"
