"""Django's settings, read from the environment; docs/settings.md names every variable.

DATABASE_URL     a PostgreSQL server; without it an embedded server runs under DOORLEZEN_HOME.
DOORLEZEN_HOME   where the embedded database and downloads live (default: the user's data folder).
"""

from doorlezen.web.database import configuration

SECRET_KEY = "no web site yet: nothing is signed with this key"
DATABASES = {"default": configuration()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = ["doorlezen.register"]
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True
