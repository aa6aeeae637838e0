"""Django's settings. What differs per place comes from the environment; docs/settings.md names it."""

import datetime
from pathlib import Path

from csp.constants import NONE, SELF

from doorlezen.language import LOCALE
from doorlezen.web import environment
from doorlezen.web.database import configuration, home, keep_up, to_url
from doorlezen.web.operations import logs, mail

DEMO = environment.flag("DOORLEZEN_DEMO")
"""Demo people log in with one click; the front page says that everything is invented."""
STORY_DAY = datetime.date(2025, 11, 3) if DEMO else None
"""The day on which the demo plays: its plan, scores and scheme are of that school year (`web.day`)."""
SECURE = environment.flag("DOORLEZEN_SECURE")
"""The site is behind https: secure cookies, HSTS, redirect from http."""
LOGS = ("readable", "json") if DEMO else ("json", "readable")
"""How the lines of the log look; the first one unless DOORLEZEN_LOGS says otherwise."""

SECRET_KEY = environment.secret_key()
SECRET_KEY_FALLBACKS = environment.several("DOORLEZEN_OLD_SECRET_KEYS")
SITE_ADDRESS = environment.address("DOORLEZEN_ADDRESS", "http://127.0.0.1:8000")
ALLOWED_HOSTS = environment.several("DOORLEZEN_HOSTS", "localhost,127.0.0.1")
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
LOCAL_ISSUERS = environment.only_on_a_laptop("DOORLEZEN_LOCAL_ISSUERS", public=SECURE, address=SITE_ADDRESS)
"""Logins of organisations may stand on this machine itself, over http: for tests and trying out alone."""
SECURITY_CONTACT = environment.contact("DOORLEZEN_SECURITY_CONTACT")
DATABASES = {"default": {**configuration(), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
KEEP_DATABASE_UP = keep_up
"""What keeps the site up calls this now and then; it starts an embedded database again that was killed."""
DATABASE_URL = to_url(DATABASES["default"])
"""The database for the processes that this one starts; where it is the embedded one, this one keeps it up."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "doorlezen.web",
    "doorlezen.webinars.search",
    "doorlezen.meetings",
    "doorlezen.webinars",
    "doorlezen.planning",
    "doorlezen.money",
    "doorlezen.visits",
    "doorlezen.rosters",
    "doorlezen.team",
    "doorlezen.relations",
    "doorlezen.accounts",
    "doorlezen.register",
    "doorlezen.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "django.forms",
    "rules.apps.AutodiscoverRulesConfig",
]
MIDDLEWARE = [
    "doorlezen.web.middleware.RequestMiddleware",
    "doorlezen.web.operations.health.HealthMiddleware",
    "doorlezen.web.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "doorlezen.web.middleware.CompressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "doorlezen.web.middleware.LanguageMiddleware",
    "doorlezen.web.middleware.SizeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "doorlezen.web.operations.kept_forms.KeptFormMiddleware",
    "doorlezen.web.login.middleware.OrganisationMiddleware",
    "doorlezen.web.login.middleware.OwnLoginMiddleware",
]
ROOT_URLCONF = "doorlezen.web.urls"
WSGI_APPLICATION = "doorlezen.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "doorlezen.web.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "doorlezen.web.templatetags.doorlezen",
                "doorlezen.web.templatetags.pieces",
                "doorlezen.web.templatetags.sheets",
                "doorlezen.web.templatetags.tables",
            ],
        },
    }
]

FORM_RENDERER = "doorlezen.web.forms.Renderer"
CSRF_FAILURE_VIEW = "doorlezen.web.errors.csrf_failure"

# people
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["doorlezen.accounts.backends.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "doorlezen.accounts.passwords.LongEnough", "OPTIONS": {"least": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "doorlezen.web.login.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "doorlezen.web.login.forms.LoginForm",
    "reset_password": "doorlezen.web.login.forms.ResetPasswordForm",
    "reset_password_from_key": "doorlezen.web.login.forms.ResetPasswordKeyForm",
    "change_password": "doorlezen.web.login.forms.ChangePasswordForm",
    "set_password": "doorlezen.web.login.forms.SetPasswordForm",
    "add_email": "doorlezen.web.login.forms.AddEmailForm",
    "reauthenticate": "doorlezen.web.login.forms.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "doorlezen.web.login.forms.SecondStepForm",
    "reauthenticate": "doorlezen.web.login.forms.SecondStepAgainForm",
    "activate_totp": "doorlezen.web.login.forms.ActivateAppForm",
    "add_webauthn": "doorlezen.web.login.forms.AddPasskeyForm",
    "edit_webauthn": "doorlezen.web.login.forms.EditPasskeyForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# "key" is not a mail address alone, but also where or in which browser it is typed (login/guessing.py)
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/5m/key", "reset_password": "20/m/ip,5/h/key"}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# tablets are shared: the login ends with the browser, and after a working day
ACCOUNT_SESSION_REMEMBER = False
SESSION_COOKIE_AGE = 12 * 60 * 60
MFA_ADAPTER = "doorlezen.web.login.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Doorlezen"
# a code of half a minute ago or ahead counts too, once: the clock of a phone is never quite ours
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "doorlezen.web.login.adapters.OrganisationLoginAdapter"
# nothing but the login of an organisation itself follows, and that page asks; docs/decisions/0010
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_AUTO_SIGNUP = False
# how many proxies stand before us, whose word on the reader's address is believed for the rate limits
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("DOORLEZEN_PROXIES", 1 if SECURE else 0)
# words and days
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [LOCALE]
LANGUAGE_COOKIE_NAME = "taal"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

# files that browsers fetch; `doorlezen serve` gathers them (operations/static_files.py)
STATIC_URL = "/static/"
STATICFILES_DIRS = [Path(__file__).parent / "pages" / "static"]
STATIC_ROOT = environment.folder("DOORLEZEN_STATIC", home() / "static")
MEDIA_ROOT = environment.folder("DOORLEZEN_MEDIA", home() / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

# what people send us
UPLOAD_MEGABYTES = environment.number("DOORLEZEN_UPLOAD_MB", 20, least=1)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the largest page: what `scenarios.content.LISTS` lets in

# mail, and what is remembered for a while; the rate limits count what all processes see
globals().update(mail.from_url(environment.text("EMAIL_URL"), folder=home() / "mail"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text("DOORLEZEN_MAIL_FROM", "doorlezen@localhost")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        # beyond this number a third is forgotten, and with it who tried a password how often
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}

# what is told, and how
LOGGING = logs.configuration(readable=environment.one_of("DOORLEZEN_LOGS", LOGS) == "readable")

# the background of maps; empty: plain paper
MAP_TILES = environment.text("DOORLEZEN_MAP_TILES")
MAP_TILES_SOURCE = environment.text("DOORLEZEN_MAP_TILES_SOURCE", "Kaart: Kadaster, PDOK (CC BY 4.0)")

# what browsers may do: nothing inline, nothing from elsewhere
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
# with this prefix a browser refuses a cookie that another host of the same domain would set
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (
    ("__Host-sessionid", "__Host-csrftoken") if SECURE else ("sessionid", "csrftoken")
)
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
